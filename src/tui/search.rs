//! Searching the article for a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::model::{Document, Offset, Span};

/// A text to search for. Capital letters in it make case count; otherwise it is also found with a capital at the start of
/// its first or of every word and all in capitals, and ASCII letters in any case.
#[derive(Clone, Debug)]
pub struct Search {
    text: String,
    /// The longest form of it in bytes.
    longest: usize,
    finder: AhoCorasick,
}

impl Search {
    /// The search for `text`; `None` where it is empty or too long to search for.
    pub fn new(text: &str) -> Option<Self> {
        let any_case = !text.chars().any(char::is_uppercase);
        let mut forms = vec![text.to_owned()];
        if any_case && !text.is_ascii() {
            forms.extend([
                capitalised(text),
                text.split_inclusive(' ').map(capitalised).collect(),
                text.to_uppercase(),
            ]);
            forms.dedup();
        }
        let finder = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostFirst)
            .ascii_case_insensitive(any_case)
            .build(&forms);
        let finder = finder.ok().filter(|_| !text.is_empty())?;
        let longest = forms.iter().map(String::len).max().unwrap_or_default();
        Some(Self { text: text.to_owned(), longest, finder })
    }

    /// What is searched for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first match that starts at `place` or after it.
    pub fn from(&self, document: &Document, place: Offset) -> Option<Span> {
        let bytes = place.byte()..document.text().len();
        let found = self.finder.find(document.slice(bytes))?;
        whole(document, place.byte().saturating_add(found.start())..place.byte().saturating_add(found.end()))
    }

    /// The last match that starts before `place`.
    pub fn before(&self, document: &Document, place: Offset) -> Option<Span> {
        // Looked for in pieces from the end, each a little longer than its step so that no match falls between two.
        const STEP_BYTES: usize = 16 * 1024;
        let mut end = place.byte();
        while end > 0 {
            let start = document.offset_at_or_before(end.saturating_sub(STEP_BYTES)).byte();
            let reach = document.offset_at_or_before(end.saturating_add(self.longest)).byte();
            let found = self.within(document, start..reach).into_iter().rfind(|found| found.start().byte() < end);
            if found.is_some() {
                return found;
            }
            end = start;
        }
        None
    }

    /// All matches in those bytes of the text.
    pub fn within(&self, document: &Document, bytes: Range<usize>) -> Vec<Span> {
        let start = bytes.start;
        let found = self.finder.find_iter(document.slice(bytes));
        found
            .filter_map(|found| whole(document, start.saturating_add(found.start())..start.saturating_add(found.end())))
            .collect()
    }
}

/// A text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// The span of a match, widened to whole grapheme clusters.
fn whole(document: &Document, bytes: Range<usize>) -> Option<Span> {
    let start = document.offset_at_or_before(bytes.start);
    let end =
        document.offset(bytes.end).unwrap_or_else(|| document.next_grapheme(document.offset_at_or_before(bytes.end)));
    Span::between(start, end)
}
