//! Coverage: which sentences hold no mark, and which quotations, figures, dates and names lie outside of every mark.

use std::ops::Range;
use std::sync::Arc;

use super::annotation::Annotation;
use super::document::Document;
use super::edit::Edit;
use super::label::Label;
use super::set::AnnotationSet;
use super::span::Span;
use crate::model::reading::detail::{DETAILS, Detail, DetailKind, Material};

/// What of an article is marked and what is not.
///
/// Made once for an article, which looks at its whole text; then it follows the edits of the annotations, each of which
/// costs what the text around it does. Its questions cost no more than a search in a sorted list.
///
/// A sentence is covered where a mark shares a byte with it. A detail is marked where a mark shares a byte with it; but
/// whoever is named inside of a quotation doesn't mark the quotation, so that an actor or source in there doesn't count
/// for it.
#[derive(Clone, Debug)]
pub struct Coverage {
    material: Arc<Material>,
    /// The bytes of the longest detail: so far before a mark may start what it touches.
    longest_bytes: usize,
    unmarked: Vec<Detail>,
    bare: Vec<Span>,
}

impl Coverage {
    /// The coverage of an article by its annotations.
    pub fn of(document: &Document, set: &AnnotationSet) -> Self {
        Self::new(Arc::new(document.material()), set)
    }

    /// The same where it is known already what there is to check, as it may have been found on another thread.
    pub fn new(material: Arc<Material>, set: &AnnotationSet) -> Self {
        let longest_bytes = material.details.iter().map(|detail| detail.span.len_bytes()).max().unwrap_or(0);
        let mut coverage = Self { material, longest_bytes, unmarked: Vec::new(), bare: Vec::new() };
        coverage.look_at(set, 0..usize::MAX);
        coverage
    }

    /// Brings it up to date after an edit that was applied to the annotations that it was made with.
    pub fn follow(&mut self, set: &AnnotationSet, edit: &Edit) {
        for change in &edit.annotations {
            let (before, after) = (change.before.as_deref(), change.after.as_deref());
            let placed = |it: Option<&Annotation>| it.map(|it| (it.label, it.spans().to_vec()));
            if placed(before) == placed(after) {
                continue;
            }
            for span in before.into_iter().chain(after).flat_map(Annotation::spans) {
                self.look_at(set, span.bytes());
            }
        }
    }

    /// Finds out what is marked of all that may share a byte with some bytes of the text.
    fn look_at(&mut self, set: &AnnotationSet, bytes: Range<usize>) {
        let from = bytes.start.saturating_sub(self.longest_bytes);
        let starts = |span: Span| span.start().byte();
        let near = between(&self.material.details, from..bytes.end, |it| starts(it.span));
        let unmarked = near.iter().copied().filter(|detail| !self.material.is_marked(set, *detail));
        let gone = places(&self.unmarked, from..bytes.end, |it| starts(it.span));
        self.unmarked.splice(gone, unmarked);

        // Sentences follow one another: only the last one that starts before those bytes may reach into them.
        let before = self.material.sentences.partition_point(|it| starts(*it) <= bytes.start).saturating_sub(1);
        let from = self.material.sentences.get(before).map_or(0, |it| starts(*it));
        let near = between(&self.material.sentences, from..bytes.end, |it| starts(*it));
        let bare = near.iter().copied().filter(|sentence| !set.is_covered(sentence.bytes()));
        let gone = places(&self.bare, from..bytes.end, |it| starts(*it));
        self.bare.splice(gone, bare);
    }

    /// What of the article there is to check, marked or not.
    pub fn material(&self) -> &Arc<Material> {
        &self.material
    }

    /// The details outside of every mark, in the order in which they start.
    pub fn unmarked(&self) -> &[Detail] {
        &self.unmarked
    }

    /// The first unmarked detail that starts after a byte of the text.
    pub fn next_after(&self, byte: usize) -> Option<Detail> {
        let next = self.unmarked.partition_point(|detail| detail.span.start().byte() <= byte);
        self.unmarked.get(next).copied()
    }

    /// The last unmarked detail that starts before a byte of the text.
    pub fn before(&self, byte: usize) -> Option<Detail> {
        let next = self.unmarked.partition_point(|detail| detail.span.start().byte() < byte);
        self.unmarked.get(next.checked_sub(1)?).copied()
    }

    /// The unmarked details that start in some bytes of the text, such as those in view.
    pub fn unmarked_in(&self, bytes: Range<usize>) -> &[Detail] {
        between(&self.unmarked, bytes, |detail| detail.span.start().byte())
    }

    /// The sentences without a mark, in text order.
    pub fn bare_sentences(&self) -> &[Span] {
        &self.bare
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.material.sentences.len()
    }

    /// How many sentences hold a mark.
    pub fn covered_sentences(&self) -> usize {
        self.sentences() - self.bare.len()
    }

    /// How many details of each kind there are and how many of them are unmarked, in the order of the kinds.
    pub fn shares(&self) -> [Share; DETAILS.len()] {
        let mut shares = [Share::default(); DETAILS.len()];
        for detail in &self.material.details {
            shares[detail.kind as usize].all += 1;
        }
        for detail in &self.unmarked {
            shares[detail.kind as usize].unmarked += 1;
        }
        shares
    }

    /// The names that lie in an annotation, in text order.
    pub(super) fn names_in(&self, annotation: &Annotation) -> impl Iterator<Item = Span> {
        let pieces = annotation.spans().to_vec();
        pieces.into_iter().flat_map(|piece| {
            let from = self.material.details.partition_point(|it| it.span.start() < piece.start());
            let inside = self.material.details.iter().skip(from).take_while(move |it| it.span.start() < piece.end());
            inside.filter(move |it| it.kind == DetailKind::Name && it.span.end() <= piece.end()).map(|it| it.span)
        })
    }
}

/// How many there are of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All of them.
    pub all: usize,
    /// Those outside of every mark.
    pub unmarked: usize,
}

/// Which of some sorted items start in some bytes of the text, by number.
fn places<T>(items: &[T], bytes: Range<usize>, start: impl Fn(&T) -> usize) -> Range<usize> {
    let before = |byte: usize| items.partition_point(|item| start(item) < byte);
    before(bytes.start)..before(bytes.end)
}

/// Those of some sorted items that start in some bytes of the text.
fn between<T>(items: &[T], bytes: Range<usize>, start: impl Fn(&T) -> usize) -> &[T] {
    items.get(places(items, bytes, start)).unwrap_or_default()
}

impl Material {
    /// Whether a detail shares a byte with a mark that counts for it.
    fn is_marked(&self, set: &AnnotationSet, detail: Detail) -> bool {
        match detail.kind {
            DetailKind::Quotation => self.is_quotation_marked(set, detail.span),
            _ => set.is_covered(detail.span.bytes()),
        }
    }

    /// Tells if a mark that touches a quotation is more than somebody's name inside of it.
    fn is_quotation_marked(&self, set: &AnnotationSet, quotation: Span) -> bool {
        let nth = self.quoted.partition_point(|quoted| quoted.start() < quotation.start());
        let all = self.quoted.get(nth).copied().unwrap_or(quotation);
        set.meets(quotation.bytes(), |span, annotation| {
            let inside = quotation.start() < span.start() && span.end() < quotation.end();
            let words = matches!(annotation.label, Label::Claim | Label::Denial);
            words || !inside || (span.start() <= all.start() && all.end() <= span.end())
        })
    }
}
