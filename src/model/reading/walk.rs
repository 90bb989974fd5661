//! Sentence after sentence from a place on, each stretch of text looked at once.

use std::ops::Range;

use super::sentence::sentences;
use super::unit::Unit;
use crate::model::document::Document;
use crate::model::span::{Offset, Span};

impl Document {
    /// The sentences that start at `place` or after it, in text order.
    pub fn sentences_from(&self, place: Offset) -> impl Iterator<Item = Span> {
        let next = |stretch: &Range<usize>| {
            (stretch.end < self.text().len()).then(|| self.stretch(self.offset_at_or_before(stretch.end)))
        };
        let stretches = std::iter::successors(Some(self.stretch(place)), next);
        stretches.flat_map(|stretch| self.sentences_of(stretch)).skip_while(move |sentence| sentence.start() < place)
    }

    /// The sentences that start before `place`, the nearest first.
    pub fn sentences_before(&self, place: Offset) -> impl Iterator<Item = Span> {
        let previous = |stretch: &Range<usize>| {
            stretch.start.checked_sub(1).map(|byte| self.stretch(self.offset_at_or_before(byte)))
        };
        let stretches = std::iter::successors(Some(self.stretch(place)), previous);
        let backwards = stretches.flat_map(|stretch| {
            let mut sentences: Vec<_> = self.sentences_of(stretch).collect();
            sentences.reverse();
            sentences
        });
        backwards.skip_while(move |sentence| sentence.start() >= place)
    }

    /// Whether `place` is inside a word, a sentence or a paragraph.
    pub fn is_in(&self, unit: Unit, place: Offset) -> bool {
        self.unit_from(unit, place, |_| true).is_some_and(|found| found.start() <= place)
    }

    fn sentences_of(&self, stretch: Range<usize>) -> impl Iterator<Item = Span> {
        let start = stretch.start;
        let found = sentences(self.slice(stretch));
        found.filter_map(move |bytes| self.span(start + bytes.start..start + bytes.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(document: &Document, found: impl Iterator<Item = Span>) -> Vec<&str> {
        found.map(|span| document.quote(span)).collect()
    }

    #[test]
    fn sentences_follow_each_other_over_paragraphs() {
        let document = Document::new("a", "One. Two.\n\n\n\nThree. Four.\n").unwrap();
        assert_eq!(quotes(&document, document.sentences_from(document.start())), ["One.", "Two.", "Three.", "Four."]);
        let second = document.offset(5).unwrap();
        assert_eq!(quotes(&document, document.sentences_from(second)), ["Two.", "Three.", "Four."]);
        let inside = document.offset(6).unwrap();
        assert_eq!(quotes(&document, document.sentences_from(inside)), ["Three.", "Four."]);
        assert_eq!(quotes(&document, document.sentences_from(document.end())), [""; 0]);
    }

    #[test]
    fn sentences_go_back_from_the_nearest() {
        let document = Document::new("a", "One. Two.\n\nThree. Four.").unwrap();
        assert_eq!(quotes(&document, document.sentences_before(document.end())), ["Four.", "Three.", "Two.", "One."]);
        let inside = document.offset(6).unwrap();
        assert_eq!(quotes(&document, document.sentences_before(inside)), ["Two.", "One."]);
        assert_eq!(quotes(&document, document.sentences_before(document.start())), [""; 0]);
    }
}
