//! A query: a text that is looked for as a reader reads it.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use memchr::memmem::Finder;

use super::document::Document;
use super::fold::{Folded, Folding};
use super::span::{Offset, Span};

/// How much of the article is folded at a time, in bytes.
const PIECE_BYTES: usize = 64 * 1024;

/// A text to look for, compared [folded](super::fold): in either case, in any normal form, with any quotes, dashes and
/// blanks, over line ends and past what can't be seen. What is nothing but blanks and unseen is looked for as it is.
#[derive(Clone, Debug)]
pub struct Query {
    folding: Folding,
    finder: Finder<'static>,
}

impl Query {
    /// The query for a text; `None` for an empty one.
    pub fn new(text: &str) -> Option<Self> {
        let folded = Folded::of(text, Folding::Reading).text;
        let (folding, needle) =
            if folded.trim().is_empty() { (Folding::Exact, text.to_owned()) } else { (Folding::Reading, folded) };
        (!needle.is_empty()).then(|| Self { folding, finder: Finder::new(needle.as_bytes()).into_owned() })
    }

    /// The places of it, in text order; none overlaps another.
    pub fn places<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = Span> + 'a {
        let mut places =
            Places { query: self, text: document.text(), read: 0, folded: Folded::new(self.folding), from: 0 };
        std::iter::from_fn(move || {
            let found = places.next()?;
            // Folding keeps whole grapheme clusters.
            Span::between(Offset::checked_by_document(found.start), Offset::checked_by_document(found.end))
        })
    }

    /// The next place in a folded text from byte `from` of it on, as bytes of the text; it moves `from` on.
    pub(super) fn next_in(&self, folded: &Folded, from: &mut usize) -> Option<Range<usize>> {
        loop {
            let rest = folded.text.as_bytes().get(*from..)?;
            let start = from.saturating_add(self.finder.find(rest)?);
            let end = start.saturating_add(self.finder.needle().len());
            if let Some(found) = folded.source(start..end) {
                *from = end;
                return Some(found);
            }
            *from = start.saturating_add(1);
        }
    }
}

/// The places of a query in a text of which only a piece is folded at any time.
struct Places<'a> {
    query: &'a Query,
    text: &'a str,
    /// The byte up to which the text is folded.
    read: usize,
    folded: Folded,
    /// Where in the folded piece to go on.
    from: usize,
}

impl Places<'_> {
    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let found = self.query.next_in(&self.folded, &mut self.from);
            if found.is_some() || self.read == self.text.len() {
                return found;
            }
            // A match may begin at the end of what is folded so far.
            let needle = self.query.finder.needle().len();
            let kept = self.folded.text.len().saturating_sub(needle.saturating_sub(1)).max(self.from);
            self.from = self.folded.forget(kept);
            let enough = self.folded.text.len().saturating_add(needle.max(PIECE_BYTES));
            self.read = self.folded.extend(self.text, self.read, enough);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::fold;
    use super::*;

    fn found(query: &str, text: &str) -> Vec<(usize, usize)> {
        let document = Document::new("a", text).unwrap();
        Query::new(query).unwrap().places(&document).map(|it| (it.start().byte(), it.end().byte())).collect()
    }

    #[test]
    fn a_phrase_is_found_over_a_line_end_and_past_what_can_t_be_seen() {
        assert_eq!(found("the bridge", "of the\r\nbri\u{ad}dge"), [(3, 16)]);
        assert_eq!(found("dam ", "dam\n\n dam"), [(0, 4)]);
        assert_eq!(found("aa", "aaaaa"), [(0, 2), (2, 4)]);
    }

    #[test]
    fn what_is_nothing_to_a_reader_is_found_as_it_is() {
        assert_eq!(found("\u{200b}", "a\u{200b}b\u{2060}c\u{200b}"), [(1, 4), (9, 12)]);
        assert_eq!(found("\u{fe0f}", "❤\u{fe0f}"), []);
        // Each of the blanks in a row, which are one to a reader beside words.
        assert_eq!(found("\n", "\n\na b"), [(0, 1), (1, 2)]);
        assert_eq!(found("\u{ad}\n", "a\u{ad}\n"), [(1, 4)]);
        assert!(Query::new("").is_none());
    }

    #[test]
    fn matches_at_the_edges_of_the_pieces_that_are_folded_are_found() {
        for shift in 0..12 {
            let text = format!("{}the ﬁnal{}the ﬁnal", "x".repeat(shift), "—".repeat(PIECE_BYTES - 6));
            assert_eq!(found("the final", &text).len(), 2, "{shift}");
        }
        let long = "long \u{ad}word ".repeat(20_000);
        assert_eq!(found(&long, &format!("x {long} y")).len(), 1);
    }

    proptest! {
        #[test]
        fn whatever_piece_of_a_text_is_looked_for_is_found_at_its_own_place(
            text in "([a-c \n]|\\PC|[\r\u{301}\u{ad}\u{200d}ßςﬁ½İ’🇩👩]){1,40}", cuts in (0..40_usize, 0..40_usize),
        ) {
            let document = Document::new("a", text.as_str()).unwrap();
            let at = |nth| document.offset_at_or_before(text.len() * nth / 40);
            let (one, other) = (at(cuts.0), at(cuts.1));
            let Some(own) = Span::between(one.min(other), one.max(other)) else { return Ok(()) };
            let quote = document.quote(own);
            let query = Query::new(quote).unwrap();
            let found: Vec<Span> = query.places(&document).collect();
            let meets = |it: &Span| it.start() < own.end() && own.start() < it.end();
            prop_assert!(found.iter().any(meets), "{:?} in {:?}: {:?}", quote, text, found);
            for place in found {
                prop_assert_eq!(document.span(place.bytes()), Some(place), "on boundaries");
                if query.folding == Folding::Reading {
                    prop_assert!(fold(document.quote(place)).contains(&fold(quote)));
                }
            }
        }
    }
}
