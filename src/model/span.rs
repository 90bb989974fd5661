//! Places in a document's text: a single boundary and the stretch between two of them.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

/// A place between two grapheme clusters of one [`Document`](super::document::Document), in bytes from the start of its text.
///
/// Only a document makes one, so it always lies on a grapheme boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(usize);

impl Offset {
    /// For the document alone, which has checked that `byte` is a grapheme boundary of its text.
    pub(super) const fn checked_by_document(byte: usize) -> Self {
        Self(byte)
    }

    /// The place as a number of bytes from the start of the text.
    pub const fn byte(self) -> usize {
        self.0
    }
}

/// An ordered, non-empty piece of a document's text: from `start`, included, to `end`, excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: Offset,
    end: Offset,
}

impl Span {
    /// The span between two places, whichever comes first, or `None` where they are the same.
    pub fn between(one: Offset, other: Offset) -> Option<Self> {
        let (start, end) = if one <= other { (one, other) } else { (other, one) };
        (start < end).then_some(Self { start, end })
    }

    /// Where it starts, included.
    pub const fn start(self) -> Offset {
        self.start
    }

    /// Where it ends, excluded.
    pub const fn end(self) -> Offset {
        self.end
    }

    /// The same as bytes of the text.
    pub const fn bytes(self) -> Range<usize> {
        self.start.0..self.end.0
    }

    /// Its length in bytes, at least 1.
    pub const fn len_bytes(self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether the two share at least one grapheme cluster; touching is not sharing.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the grapheme cluster that starts at `place` is inside.
    pub fn holds(self, place: Offset) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether the two overlap or touch.
    fn meets(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// One or more spans in text order that neither overlap nor touch: where an annotation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Any spans in any order, those that overlap or touch joined into one; `None` where there are none.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match joined.last_mut() {
                Some(last) if last.meets(span) => last.end = last.end.max(span.end),
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then_some(Self(joined))
    }

    /// These spans and one more.
    #[must_use]
    pub fn and(&self, span: Span) -> Self {
        Self::new(self.0.iter().copied().chain([span])).unwrap_or_else(|| Self::from(span))
    }

    /// These spans with `old` cut anew as `new`.
    #[must_use]
    pub fn recut(&self, old: Span, new: Span) -> Self {
        let others = self.0.iter().copied().filter(|&span| span != old);
        Self::new(others.chain([new])).unwrap_or_else(|| Self::from(new))
    }

    /// The spans in text order, at least one.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        Self(vec![span])
    }
}
