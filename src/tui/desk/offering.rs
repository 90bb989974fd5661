//! The ties that are offered, worked out: what the current mark is missing, and what is likeliest to be meant.

use std::sync::Arc;

use super::super::offer::{NO_SOURCE, Offer, Offered, Offers};
use super::super::pane;
use super::Desk;
use crate::model::{Annotation, Id, Kind, Label, Span, Spans};

/// How many bytes of text to look through before and after an annotation for what it may be tied to.
const NEAR_BYTES: usize = 1500;

/// How many sentences, from where an annotation starts on, to read for what it may be tied to.
const SENTENCES: usize = 2;

/// What an annotation of each label is missing until it is tied to one, the most wanted first.
fn wanted(label: Label) -> &'static [Label] {
    match label {
        Label::Claim => &[Label::Source, Label::Actor],
        Label::Denial => &[Label::Source, Label::Claim, Label::Actor],
        Label::Source | Label::Actor => &[Label::Claim, Label::Denial],
    }
}

impl Desk {
    /// Works out for the hint line what the current mark may be tied to.
    pub(in super::super) fn settle_offers(&mut self) {
        let now = (self.in_hand.clone(), self.set.revision());
        if self.offered.of.as_ref() != Some(&now) {
            let start = self.in_hand().and_then(|annotation| annotation.start());
            if start.is_some_and(|start| !self.is_read_from(start, SENTENCES)) {
                self.offered = Offers::default();
                return;
            }
            let next = if self.read_only.is_some() { Vec::new() } else { self.offers() };
            self.offered = Offers { of: Some(now), next };
        }
    }

    /// The ties that the current mark is missing, each with what is likeliest to be meant.
    pub fn offers(&self) -> Vec<Offer> {
        let Some(annotation) = self.in_hand().filter(|it| !it.spans().is_empty()) else { return Vec::new() };
        let tied: Vec<Label> =
            self.set.relations_of(&annotation.id).filter_map(|it| self.end(it.other_end(&annotation.id))).collect();
        let missing = wanted(annotation.label).iter().filter(|label| !tied.contains(label));
        missing.filter_map(|&label| self.offer(annotation, label)).collect()
    }

    fn end(&self, id: &Id) -> Option<Label> {
        self.set.get(id).map(|it| it.label)
    }

    fn offer(&self, annotation: &Annotation, label: Label) -> Option<Offer> {
        let kind = Kind::joining(annotation.label, label)?;
        if label == Label::Source && annotation.tags.iter().any(|tag| tag == NO_SOURCE) {
            return None;
        }
        let sentences = self.sentences_of(annotation)?;
        let near = self.nearest(annotation, label);
        let within = |it: &&Arc<Annotation>| it.spans().iter().any(|span| sentences.overlaps(*span));
        if let Some(near) = near.filter(within) {
            return Some(Offer { kind, to: Offered::Annotation(near.id.clone()) });
        }
        // What says something is looked for in the same sentence; what is said is marked by hand.
        let place = (label == Label::Source && annotation.label != Label::Source)
            .then(|| self.likely_source(annotation))
            .flatten();
        let text = place.map(|place| Offered::Text(label, place));
        let to = text.or_else(|| {
            near.filter(|_| matches!((annotation.label, label), (_, Label::Source) | (Label::Denial, Label::Claim)))
                .map(|near| Offered::Annotation(near.id.clone()))
        });
        to.map(|to| Offer { kind, to })
    }

    /// The annotation of that label that is nearest in the text and could have a tie of this kind.
    fn nearest(&self, annotation: &Annotation, label: Label) -> Option<&Arc<Annotation>> {
        let (first, last) = (annotation.spans().first()?.start().byte(), annotation.spans().last()?.end().byte());
        let around = self.set.meeting(first.saturating_sub(NEAR_BYTES)..last.saturating_add(NEAR_BYTES));
        let distance = |span: Span| match span {
            before if before.end().byte() <= first => first.saturating_sub(before.end().byte()),
            after if after.start().byte() >= last => after.start().byte().saturating_sub(last),
            _ => 0,
        };
        // A claim that has a source already is not the one that this source is missing.
        let missing = |it: &Annotation| {
            let ends = self.set.relations_of(&it.id).filter_map(|tie| self.end(tie.other_end(&it.id)));
            matches!(label, Label::Source | Label::Actor) || !ends.into_iter().any(|end| end == annotation.label)
        };
        let fits = |it: &&Arc<Annotation>| it.label == label && it.id != annotation.id && missing(it);
        let found = around.into_iter().filter(|(_, it)| fits(it));
        found.min_by_key(|(span, it)| (distance(*span), it.id.clone())).map(|(_, it)| it)
    }

    /// The sentences that an annotation's text is in.
    fn sentences_of(&self, annotation: &Annotation) -> Option<Span> {
        let first = self.readings.sentence_at(annotation.spans().first()?.start())?.span;
        let last = self.readings.sentence_at(self.document.previous_grapheme(annotation.spans().last()?.end()))?.span;
        Span::between(first.start(), last.end())
    }

    /// Text in the same sentence that is most likely its source.
    fn likely_source(&self, annotation: &Annotation) -> Option<Spans> {
        let last = self.document.previous_grapheme(annotation.spans().last()?.end());
        let sentence = self.readings.sentence_at(last)?;
        let marked = self.marked_in(sentence.stretch());
        let mut places = self.readings.candidates(Label::Source, sentence.span, &marked).into_iter().map(|it| it.place);
        let mine = |span: &Span| annotation.spans().iter().any(|it| it.overlaps(*span));
        places.find(|place| !place.as_slice().iter().any(mine) && place.as_slice() != [sentence.span])
    }

    /// What is offered, in no more than so many columns.
    pub fn describe(&self, offer: &Offer, columns: u16) -> String {
        let (label, text) = match &offer.to {
            Offered::Annotation(id) => {
                let Some(annotation) = self.set.get(id) else { return String::new() };
                (annotation.label, pane::quote(&self.document, annotation))
            }
            Offered::Text(label, place) => (*label, self.quote_of(place)),
        };
        format!("{} {}", label.name(), pane::in_short(&text, columns))
    }

    /// The text of a place, its pieces with an omission between them.
    pub fn quote_of(&self, place: &Spans) -> String {
        let pieces: Vec<&str> = place.as_slice().iter().map(|span| self.document.quote(*span)).collect();
        pieces.join(" […] ")
    }
}
