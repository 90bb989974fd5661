//! Units of text, and where the next and the previous one of each is.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use memchr::memrchr2;
use unicode_segmentation::UnicodeSegmentation;

use super::sentence::sentences;
use crate::model::document::Document;
use crate::model::payload::{trim_end, trim_start};
use crate::model::span::{Offset, Span};

/// A piece of text that a motion goes by, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A grapheme cluster: what a reader calls a character.
    Character,
    /// A word with at least one letter or digit, after UAX #29.
    Word,
    /// A line as it stands on the screen.
    Row,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// A screenful.
    Page,
    /// The whole article.
    Document,
}

/// Where rows are: known to whoever lays out the text, since it depends on the screen.
pub trait Rows {
    /// The row that `place` is in.
    fn row(&self, place: Offset) -> Span;
    /// The place so many rows down (or up, where negative), in about the same column; the first or last row at the ends.
    fn vertical(&self, place: Offset, rows: isize) -> Offset;
    /// How many rows a page has.
    fn page_rows(&self) -> usize;
}

impl Document {
    /// The sentence that `place` is in, or the next one after it.
    pub fn sentence_at(&self, place: Offset) -> Option<Span> {
        self.unit_from(Unit::Sentence, place, |_| true)
    }

    /// The first word, sentence or paragraph for which `wanted` holds, of those that end after `place`.
    pub(super) fn unit_from(&self, unit: Unit, place: Offset, wanted: impl Fn(Span) -> bool) -> Option<Span> {
        let mut stretch = self.stretch(place);
        loop {
            if let Some(found) = self.first_in(unit, stretch.clone(), place, &wanted) {
                return Some(found);
            }
            if stretch.end >= self.text().len() {
                return None;
            }
            stretch = self.stretch(self.offset_at_or_before(stretch.end));
        }
    }

    /// The last word, sentence or paragraph for which `wanted` holds, of those that start before `place`.
    pub(super) fn unit_before(&self, unit: Unit, place: Offset, wanted: impl Fn(Span) -> bool) -> Option<Span> {
        let mut stretch = self.stretch(place);
        loop {
            if let Some(found) = self.last_in(unit, stretch.clone(), place, &wanted) {
                return Some(found);
            }
            if stretch.start == 0 {
                return None;
            }
            stretch = self.stretch(self.offset_at_or_before(stretch.start.saturating_sub(1)));
        }
    }

    fn first_in(
        &self,
        unit: Unit,
        stretch: Range<usize>,
        place: Offset,
        wanted: impl Fn(Span) -> bool,
    ) -> Option<Span> {
        let fits = |bytes: Range<usize>| self.span(bytes).filter(|span| span.end() > place && wanted(*span));
        match unit {
            Unit::Word => {
                // White space always ends a word, so the words before the last one need no look.
                let blank = memrchr2(b' ', b'\n', self.slice(stretch.start..place.byte()).as_bytes());
                let start = blank.map_or(stretch.start, |nth| stretch.start.saturating_add(nth).saturating_add(1));
                words(self.slice(start..stretch.end), start).find_map(fits)
            }
            _ => self.larger(unit, stretch).find_map(fits),
        }
    }

    fn last_in(&self, unit: Unit, stretch: Range<usize>, place: Offset, wanted: impl Fn(Span) -> bool) -> Option<Span> {
        let fits = |bytes: Range<usize>| self.span(bytes).filter(|span| span.start() < place && wanted(*span));
        match unit {
            Unit::Word => {
                let rest = self.slice(place.byte()..stretch.end);
                let blank = rest.find([' ', '\n']).map_or(stretch.end, |nth| place.byte().saturating_add(nth));
                let end = if place.byte() >= stretch.end { stretch.end } else { blank };
                words(self.slice(stretch.start..end), stretch.start).rev().find_map(fits)
            }
            _ => self.larger(unit, stretch).take_while(|bytes| bytes.start < place.byte()).filter_map(fits).last(),
        }
    }

    /// The sentences of a stretch, or the stretch itself, without the white space and payloads around.
    fn larger(&self, unit: Unit, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let text = self.slice(stretch.clone());
        let start = stretch.start.saturating_add(text.len().saturating_sub(trim_start(text).len()));
        let whole = start..start.saturating_add(trim_end(trim_start(text)).len());
        let by_sentence = (unit == Unit::Sentence).then(|| {
            sentences(text)
                .map(move |bytes| stretch.start.saturating_add(bytes.start)..stretch.start.saturating_add(bytes.end))
        });
        // A stretch of white space alone has no sentence and is no paragraph.
        let whole = (unit != Unit::Sentence && !whole.is_empty()).then_some(whole);
        by_sentence.into_iter().flatten().chain(whole)
    }
}

/// The words of a text that starts at byte `start` of its document, as bytes of the document.
fn words(text: &str, start: usize) -> impl DoubleEndedIterator<Item = Range<usize>> {
    text.unicode_word_indices()
        .map(move |(at, word)| start.saturating_add(at)..start.saturating_add(at).saturating_add(trim_end(word).len()))
}
