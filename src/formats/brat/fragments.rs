//! An annotation's pieces as fragments without line ends, and fragments as pieces again.

use std::ops::Range;

use super::super::python::{is_break, is_space};
use crate::model::{Document, Span};

/// What a line can hold of a span: its text cut at line ends and tabs, without white space at the edges.
///
/// Where white space and a mark upon it are one character to a reader, the white space stays.
pub(super) fn fragments(span: Span, document: &Document) -> Vec<Span> {
    let mut end = span.start().byte();
    let pieces = document.quote(span).split_inclusive(is_break).filter_map(|piece| {
        let start = end;
        end += piece.len();
        let bare = piece.trim_start_matches(is_space);
        if bare.is_empty() {
            return None;
        }
        let last = document.offset_at_or_before(start + piece.trim_end_matches(is_space).len() - 1);
        Span::between(document.offset_at_or_before(end - bare.len()), document.next_grapheme(last))
    });
    pieces.collect()
}

/// Pieces in bytes of the text, in its order, with those in one between which there is nothing but white space.
pub(super) fn joined(pieces: impl IntoIterator<Item = Range<usize>>, text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<_> = pieces.into_iter().collect();
    pieces.sort_unstable_by_key(|piece| (piece.start, piece.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let meets = |last: &Range<usize>| {
            piece.start <= last.end
                || text.get(last.end..piece.start).is_some_and(|between| between.chars().all(is_space))
        };
        match joined.last_mut().filter(|last| meets(last)) {
            Some(last) => last.end = last.end.max(piece.end),
            None => joined.push(piece),
        }
    }
    joined
}
