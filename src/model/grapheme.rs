//! Grapheme clusters: what a reader calls characters, each cut off in time that grows with itself alone.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use memchr::memmem;
use unicode_segmentation::GraphemeCursor;

use super::payload::MARKER;
use super::unseen::is_selector;

/// The grapheme clusters of a text that starts at a boundary, each with the byte it starts at.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = text.len().saturating_sub(rest.len());
        let (grapheme, after) = rest.split_at_checked(first_len(rest)?)?;
        rest = after;
        Some((at, grapheme))
    })
}

/// The length in bytes of the first grapheme cluster; `None` for an empty text.
pub(super) fn first_len(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // Seeing that nothing joins these two costs less than segmenting.
    let alone = stands_alone(first) && chars.next().is_none_or(|next| next == '\n' || stands_alone(next));
    if alone { Some(first.len_utf8()) } else { Some(next_boundary(text, 0)) }
}

/// How many bytes each letter of a flag takes in UTF-8.
const FLAG_LETTER_BYTES: usize = 4;
/// A flag is two letters.
const FLAG_BYTES: usize = 2 * FLAG_LETTER_BYTES;
/// Runs of flag letters longer than this, in bytes, are remembered. In shorter ones the letters can be counted each time.
const LONG_RUN_BYTES: usize = 256;

/// The long runs of flag letters in a text: which two of them are one cluster depends on all before them in their run, so
/// that each look without this list would cost what the run is long.
#[derive(Debug, Default)]
pub(super) struct FlagRuns(Vec<Range<usize>>);

impl FlagRuns {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut runs: Vec<Range<usize>> = Vec::new();
        // U+1F1E6–1F1FF
        for at in memmem::find_iter(bytes, &[0xF0, 0x9F, 0x87]) {
            let end = at.saturating_add(FLAG_LETTER_BYTES);
            if !matches!(bytes.get(end.saturating_sub(1)), Some(0xA6..=0xBF)) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == at => run.end = end,
                last => {
                    if last.is_some_and(|run| run.len() <= LONG_RUN_BYTES) {
                        runs.pop();
                    }
                    runs.push(at..end);
                }
            }
        }
        Self(runs)
    }

    /// Returns whether a grapheme cluster starts or ends at a byte of the text.
    pub(super) fn is_boundary(&self, text: &str, byte: usize) -> bool {
        match self.within(byte) {
            Some(run) if byte < run.end => byte.saturating_sub(run.start).is_multiple_of(FLAG_BYTES),
            _ => is_boundary(text, byte),
        }
    }

    /// The last boundary before a byte of the text where a character starts, or its start.
    pub(super) fn previous_boundary(&self, text: &str, byte: usize) -> usize {
        // The first flag of a run may be joined to what is before it.
        let flags = self.within(byte).map(|run| {
            let whole = byte.saturating_sub(run.start).saturating_sub(1) / FLAG_BYTES;
            (whole, run.start.saturating_add(whole.saturating_mul(FLAG_BYTES)))
        });
        match flags {
            Some((1.., start)) => start,
            _ => previous_boundary(text, byte),
        }
    }

    /// The run that a byte is in or at the end of, but not at its start.
    fn within(&self, byte: usize) -> Option<&Range<usize>> {
        let after = self.0.partition_point(|run| run.start < byte);
        self.0.get(after.checked_sub(1)?).filter(|run| byte <= run.end)
    }
}

/// Returns whether a grapheme cluster starts or ends at a byte of the text.
fn is_boundary(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte)
        && !is_inside_payload(text, byte)
        && GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0).unwrap_or(false)
}

/// The next boundary after a byte that is one, or the end of the text.
pub(super) fn next_boundary(text: &str, byte: usize) -> usize {
    // What comes before a boundary doesn't matter, and so is not looked at.
    let rest = text.get(byte..).unwrap_or_default();
    let mut cursor = GraphemeCursor::new(0, rest.len(), true);
    loop {
        let next = cursor.next_boundary(rest, 0).ok().flatten().unwrap_or(rest.len());
        if !is_inside_payload(rest, next) {
            return byte.saturating_add(next);
        }
    }
}

/// The last boundary before a byte of the text where a character starts, or its start.
fn previous_boundary(text: &str, byte: usize) -> usize {
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    loop {
        let previous = cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0);
        if !is_inside_payload(text, previous) {
            return previous;
        }
    }
}

/// Returns whether a byte lies between the marker of a payload and its selectors, where Unicode sees a boundary.
fn is_inside_payload(text: &str, byte: usize) -> bool {
    text.get(byte..).is_some_and(|after| after.starts_with(is_selector))
        && text.get(..byte).is_some_and(|before| before.ends_with(MARKER))
}

/// Returns whether a character is one of those that articles are made of: between two of them there always is a boundary.
pub fn stands_alone(c: char) -> bool {
    let latin = matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}');
    let greek_or_cyrillic = matches!(c, '\u{3A3}'..='\u{482}' | '\u{48A}'..='\u{52F}');
    let hebrew_or_arabic = matches!(c, '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}');
    let dash_or_quote_or_currency = matches!(c, '\u{2010}'..='\u{2027}' | '\u{20A0}'..='\u{20BF}');
    latin || greek_or_cyrillic || hebrew_or_arabic || dash_or_quote_or_currency || stands_wide(c)
}

/// Returns whether a character is one of those, and two columns wide.
pub fn stands_wide(c: char) -> bool {
    let kana = matches!(c, '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}');
    let han_or_hangul = matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
    let fullwidth = matches!(c, '\u{FF01}'..='\u{FF5E}');
    kana || han_or_hangul || fullwidth
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    proptest! {
        #[test]
        fn the_clusters_are_those_of_unicode(text in "([a-c \n]|\\PC|[\r\n\u{301}\u{200d}🦊🇩1]){0,40}") {
            let expected: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_marker_and_the_selectors_after_it_are_one_cluster() {
        let text = "a\u{feff}\u{fe00}\u{e0100}\u{fe0f}b\u{feff}c";
        let clusters: Vec<_> = graphemes(text).map(|(at, _)| at).collect();
        assert_eq!(clusters, [0, 1, 14, 15, 18]);
        let boundaries: Vec<_> = (0..=text.len()).filter(|byte| is_boundary(text, *byte)).collect();
        assert_eq!(boundaries, [0, 1, 14, 15, 18, 19]);
        assert_eq!((next_boundary(text, 1), previous_boundary(text, 14)), (14, 1));
    }

    #[test]
    fn flags_are_paired_from_the_start_of_their_run_however_long_it_is() {
        let flags = |letters: usize| "\u{1F1E9}".repeat(letters);
        for text in [flags(64), flags(65), flags(400), format!("a{}", flags(401)), format!("\u{600}{}", flags(400))] {
            let text = format!("{text}\u{301}é{}x{text}", flags(3));
            let runs = FlagRuns::of(&text);
            let expected: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let boundaries: Vec<_> = (0..=text.len()).filter(|byte| runs.is_boundary(&text, *byte)).collect();
            assert_eq!(boundaries, expected);
            for (byte, _) in text.char_indices().skip(1) {
                let before = expected[expected.partition_point(|at| *at < byte) - 1];
                assert_eq!(runs.previous_boundary(&text, byte), before, "byte {byte}");
            }
            for pair in expected.windows(2) {
                assert_eq!(next_boundary(&text, pair[0]), pair[1]);
            }
        }
        assert_eq!(FlagRuns::of(&format!("{} {}", flags(65), flags(64))).0.len(), 2);
    }

    #[test]
    fn nothing_joins_two_characters_that_stand_alone() {
        let alone: Vec<char> = ('\0'..=char::MAX).filter(|c| stands_alone(*c)).collect();
        for pair in alone.windows(2) {
            for (one, other) in [(pair[0], pair[1]), (pair[1], pair[0]), (pair[0], 'a'), ('가', pair[0])] {
                assert_eq!([one, other].iter().collect::<String>().graphemes(true).count(), 2, "{one} {other}");
            }
        }
    }
}
