//! Text as people should see it: what steers, hides or can't be seen is told from what shows itself.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Payload;
use crate::model::unseen::{is_emoji_joint, is_unseen, picture};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Part<'a> {
    /// What shows itself.
    Plain(&'a str),
    /// What doesn't, and so has to be spelt out.
    Hidden(char),
    /// A run of characters that don't and carry something, of which the name is enough.
    Carried(Payload),
    /// The end of a line. Where that is more than a line feed, or a carriage return before one, it is hidden too.
    Break,
}

/// The pieces of a text in their order.
pub(in crate::formats) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let (mut rest, mut before, mut breaks) = (text, None, false);
    std::iter::from_fn(move || {
        if std::mem::take(&mut breaks) {
            return Some(Part::Break);
        }
        let first = rest.chars().next()?;
        if let Some(after) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')) {
            (rest, before) = (after, None);
            return Some(Part::Break);
        }
        if let Some((payload, after)) = Payload::split_first(rest) {
            (rest, before) = (after, None);
            return Some(Part::Carried(payload));
        }
        let plain = plain_len(rest, before);
        let (taken, after) = rest.split_at_checked(plain.max(first.len_utf8()))?;
        rest = after;
        // What was spelt out joins nothing.
        before = taken.chars().next_back().filter(|_| plain > 0);
        if plain > 0 {
            return Some(Part::Plain(taken));
        }
        breaks = matches!(first, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        Some(Part::Hidden(first))
    })
}

/// What a hidden character is called: the picture of a control character, or the code point.
pub(in crate::formats) fn name_of(hidden: char) -> String {
    picture(hidden).map_or_else(|| format!("U+{:04X}", u32::from(hidden)), String::from)
}

/// How many bytes at the start of a text show themselves. What joins an emoji does so inside of a grapheme cluster only.
fn plain_len(text: &str, before: Option<char>) -> usize {
    let mut at_start = before;
    for (start, cluster) in text.grapheme_indices(true) {
        let mut before = at_start.take();
        let mut chars = cluster.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map(|(_, c)| *c);
            if is_unseen(c) && !is_emoji_joint(before, c, after) {
                return start + at;
            }
            before = Some(c);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost_but_the_kind_of_its_line_ends(text in "(\\PC|[\r\n\t\u{b}\u{85}\u{2028}\u{200d}\u{fe0f}🦊1]){0,60}") {
            let (mut written, mut ends_line) = (String::new(), false);
            for part in parts(&text) {
                let ended = std::mem::take(&mut ends_line);
                match part {
                    Part::Plain(plain) => written.push_str(plain),
                    Part::Hidden(hidden) => {
                        written.push(hidden);
                        ends_line = matches!(hidden, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
                    }
                    Part::Carried(payload) => prop_assert!(false, "{payload} in {text:?}"),
                    Part::Break if ended => {}
                    Part::Break => written.push('\n'),
                }
            }
            prop_assert_eq!(written, text.replace("\r\n", "\n"));
        }
    }

    #[test]
    fn emoji_stay_whole_and_what_joins_nothing_is_spelt_out() {
        let scientist = "\u{1f469}\u{1f3fd}\u{200d}\u{1f52c}❤\u{fe0f}1\u{fe0f}\u{20e3}";
        assert!(parts(scientist).eq([Part::Plain(scientist)]));
        assert!(parts("a\u{200d}b").eq([Part::Plain("a"), Part::Hidden('\u{200d}'), Part::Plain("b")]));
        assert!(parts("a🏽\u{200d}👩").eq([Part::Plain("a🏽"), Part::Hidden('\u{200d}'), Part::Plain("👩")]));
        assert!(parts("a\r\n\u{2028}").eq([Part::Plain("a"), Part::Break, Part::Hidden('\u{2028}'), Part::Break]));
        let run = "\u{e0132}".repeat(3059);
        let parts_of_run = [Part::Plain("❤"), Part::Carried(Payload::Unknown { selectors: 3059 }), Part::Plain("b")];
        assert!(parts(&format!("❤{run}b")).eq(parts_of_run));
        assert_eq!((name_of('\u{1b}'), name_of('\u{202e}')), ("␛".to_owned(), "U+202E".to_owned()));
    }
}
