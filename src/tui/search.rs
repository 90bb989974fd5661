//! Searching the article for a text.

use crate::model::{Document, Offset, Query, Span};

/// What was searched for, with all its places: worked out once, so that going on to the next one is a look-up.
#[derive(Clone, Debug)]
pub struct Search {
    text: String,
    /// In text order; none overlaps another.
    places: Vec<Span>,
}

impl Search {
    /// The search for a text in a document; `None` where the text is empty.
    pub fn new(text: &str, document: &Document) -> Option<Self> {
        let places = Query::new(text)?.places(document).collect();
        Some(Self { text: text.to_owned(), places })
    }

    /// What is searched for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first match that starts at `place` or after it.
    pub fn from(&self, place: Offset) -> Option<Span> {
        self.places.get(self.count_before(place)).copied()
    }

    /// The last match that starts before `place`.
    pub fn before(&self, place: Offset) -> Option<Span> {
        self.count_before(place).checked_sub(1).and_then(|nth| self.places.get(nth)).copied()
    }

    /// The matches that share a byte with a piece of the text.
    pub fn within(&self, bytes: &std::ops::Range<usize>) -> &[Span] {
        let first = self.places.partition_point(|place| place.end().byte() <= bytes.start);
        let after = self.places.partition_point(|place| place.start().byte() < bytes.end);
        self.places.get(first..after.max(first)).unwrap_or_default()
    }

    /// Which match a span is, counted from 1, and how many there are: `3 of 12`.
    pub fn position(&self, span: Span) -> Option<String> {
        let nth = self.count_before(span.start());
        (self.places.get(nth) == Some(&span)).then(|| format!("{} of {}", nth.saturating_add(1), self.places.len()))
    }

    fn count_before(&self, place: Offset) -> usize {
        self.places.partition_point(|found| found.start() < place)
    }
}
