//! Grapheme clusters: what a reader calls characters, each cut off in time that grows with itself alone.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use unicode_segmentation::UnicodeSegmentation;

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
    if alone { Some(first.len_utf8()) } else { text.graphemes(true).next().map(str::len) }
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

    use super::*;

    proptest! {
        #[test]
        fn the_clusters_are_those_of_unicode(text in "([a-c \n]|\\PC|[\r\n\u{301}\u{200d}🦊🇩1]){0,40}") {
            let expected: Vec<_> = text.grapheme_indices(true).collect();
            prop_assert_eq!(graphemes(&text).collect::<Vec<_>>(), expected);
        }
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
