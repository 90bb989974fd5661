//! The words of a piece of the text, as details are read from them.

use std::ops::Range;

use crate::model::reading::passage::Passage;
use crate::model::reading::word::{Gap, Word};

/// The words of a piece of the text, by number.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) passage: &'a Passage,
}

impl<'a> Words<'a> {
    pub(super) fn word(&self, nth: usize) -> Word {
        self.passage.word(nth)
    }

    pub(super) fn gap(&self, nth: usize) -> Gap {
        self.passage.gap(nth)
    }

    pub(super) fn text(&self, nth: usize) -> &'a str {
        let word = self.word(nth);
        self.text.get(word.start..word.stem).unwrap_or_default()
    }

    /// What stands between a word and the one before it; nothing where there is none.
    pub(super) fn between(&self, nth: usize) -> &'a str {
        let before = nth.checked_sub(1).map(|nth| self.word(nth).end);
        before.and_then(|end| self.text.get(end..self.word(nth).start)).unwrap_or_default()
    }

    /// Whether nothing but one blank or line end stands before a word.
    pub(super) fn follows(&self, nth: usize) -> bool {
        self.gap(nth) == Gap::SPACE || self.gap(nth) == Gap::SPACE | Gap::LINE
    }

    /// Some words without the possessive ending of the last one.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let last = self.word(words.end.saturating_sub(1));
        self.word(words.start).start..last.stem.max(last.start)
    }
}
