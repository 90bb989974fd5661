//! What the label keys take, worked out: the likeliest place in the cursor's sentence, or in the next one with any left.

use std::cmp::Reverse;

use super::super::guess::{Guess, Guesses, SENTENCES};
use super::Desk;
use crate::model::{Candidate, LABELS, Label, Offset, Sentence, Span, Spans};

impl Desk {
    /// Where an annotation of that label may be, likeliest first: in the cursor's sentence, else in the next one with a
    /// likely place that has no such annotation.
    pub fn guess(&self, label: Label) -> Vec<Candidate> {
        let Some((sentence, marked)) = self.sentence_to_mark(label) else { return Vec::new() };
        let mut places = self.readings.candidates(label, sentence.span, &marked);
        places.retain(|it| is_free(it, label, &marked));
        places
    }

    /// The first of those.
    fn likeliest(&self, label: Label) -> Option<Candidate> {
        let (sentence, marked) = self.sentence_to_mark(label)?;
        self.readings.likeliest(label, &sentence, &marked)
    }

    /// The sentence in which a label's key marks something, and what is marked in its paragraph.
    fn sentence_to_mark(&self, label: Label) -> Option<(Sentence, Vec<(Label, Span)>)> {
        let mut from = self.guess_from();
        for _ in 0..SENTENCES {
            let sentence = self.readings.sentence_at(from)?;
            let marked = self.marked_in(sentence.stretch());
            if self.has_free_place(label, &sentence, &marked) {
                return Some((sentence, marked));
            }
            from = sentence.span.end();
        }
        None
    }

    /// From where on a place for a label is looked for.
    fn guess_from(&self) -> Offset {
        if self.selection.whole().is_some() { self.selected().start() } else { self.selection.cursor() }
    }

    /// Whether something is left to be marked in a sentence. Where the likeliest place is taken, what was to be marked there
    /// is; but names come several in a sentence, and so does what another one was asked for.
    fn has_free_place(&self, label: Label, sentence: &Sentence, marked: &[(Label, Span)]) -> bool {
        if !marked.iter().any(|(other, _)| *other == label) {
            return true;
        }
        if label != Label::Actor && self.another != Some(label) {
            let others: Vec<_> = marked.iter().copied().filter(|(other, _)| *other != label).collect();
            let likeliest = self.readings.likeliest(label, sentence, &others);
            if !likeliest.is_some_and(|it| is_free(&it, label, marked)) {
                return false;
            }
        }
        // What isn't free comes last.
        self.readings.likeliest(label, sentence, marked).is_some_and(|it| is_free(&it, label, marked))
    }

    /// The spans that are marked in some bytes of the text, each with its label.
    pub(in super::super) fn marked_in(&self, bytes: std::ops::Range<usize>) -> Vec<(Label, Span)> {
        self.set.meeting(bytes).into_iter().map(|(span, annotation)| (annotation.label, span)).collect()
    }

    /// What the label's key takes next, if nothing was chosen.
    pub fn next_guess(&self, label: Label) -> Option<&Spans> {
        self.guesses.next.iter().find(|guess| guess.label == label).map(|guess| &guess.place)
    }

    /// Works out for the hint line what each label key would take.
    pub(in super::super) fn settle_guesses(&mut self) {
        let now = (self.selection, self.set.revision(), self.fresh.as_ref().map(|fresh| fresh.nth), self.another);
        if self.guesses.of == Some(now) {
            return;
        }
        let from = self.guess_from();
        if !self.is_read_from(from, SENTENCES) {
            self.guesses = Guesses::default();
            return;
        }
        let next = self.next_guesses(from);
        let another = self.fresh.as_ref().and_then(|fresh| self.another_here(fresh.label));
        self.guesses = Guesses { of: Some(now), next, another, known: std::mem::take(&mut self.guesses.known) };
    }

    /// What each label key takes next. In a sentence that was asked for already since the last change that is known.
    fn next_guesses(&mut self, from: Offset) -> Vec<Guess> {
        if self.selection.is_chosen() || self.read_only.is_some() {
            return Vec::new();
        }
        let sentence = self.readings.sentence_at(from).map(|it| it.span.start());
        let sentence = sentence.filter(|_| self.fresh.is_none() && self.another.is_none());
        let revision = self.set.revision();
        if let Some(known) = sentence.and_then(|sentence| self.guesses.known.get(sentence, revision)) {
            return known.clone();
        }
        let next = self.worked_out_guesses();
        if let Some(sentence) = sentence {
            self.guesses.known.put(sentence, revision, next.clone());
        }
        next
    }

    fn worked_out_guesses(&self) -> Vec<Guess> {
        let next = |label| match &self.fresh {
            // Where a fresh mark goes next is not what is meant most likely: that is where it was first.
            Some(fresh) if fresh.label == label => {
                let place = fresh.places.get(fresh.nth.saturating_add(1).checked_rem(fresh.places.len()).unwrap_or(0));
                place.map(|place| Guess { label, place: place.clone(), is_sure: false, likelihood: 0 })
            }
            _ => {
                let likeliest = self.likeliest(label);
                likeliest.map(|it| Guess {
                    label,
                    is_sure: it.is_sure(label),
                    likelihood: it.likelihood,
                    place: it.place,
                })
            }
        };
        let labels = LABELS.iter().map(|row| row.label);
        let mut next: Vec<Guess> = labels.filter_map(next).collect();
        next.sort_by_key(|guess| Reverse(if guess.is_sure { guess.likelihood } else { 0 }));
        next
    }

    /// The likeliest place for a further mark of that label in the cursor's sentence.
    fn another_here(&self, label: Label) -> Option<Spans> {
        let sentence = self.readings.sentence_at(self.selection.cursor())?;
        let marked = self.marked_in(sentence.stretch());
        let likeliest = self.readings.likeliest(label, &sentence, &marked);
        likeliest.filter(|it| is_free(it, label, &marked)).map(|it| it.place)
    }

    /// The place where the last mark ended, or where reading is: from there on the next one is looked for.
    pub(in super::super) fn aim_from(&self) -> Offset {
        if self.selection.whole().is_some() { self.selected().start() } else { self.selected().end() }
    }
}

/// Whether a place shares no text with a mark of the same label.
fn is_free(place: &Candidate, label: Label, marked: &[(Label, Span)]) -> bool {
    let meets = |span: &Span| marked.iter().any(|(other, it)| *other == label && it.overlaps(*span));
    !place.place.as_slice().iter().any(meets)
}
