//! What of an article can't be seen by itself: how much of it there is, and where the next of it is.

use super::display;

/// The characters (grapheme clusters) that show something hidden, from a byte of the text on, each with its first byte.
///
/// The byte is a boundary of grapheme clusters.
pub(super) fn hidden_from(text: &str, byte: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = byte;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let plain = rest.bytes().position(|byte| !is_plain(byte))?;
            // A mark may follow on the last plain character; before that one there is always a boundary.
            let start = at.saturating_add(plain.saturating_sub(1));
            let (_, grapheme) = display::graphemes(text.get(start..)?).next()?;
            at = start.saturating_add(grapheme.len());
            if display::hides(grapheme) {
                return Some((start, grapheme));
            }
        }
    })
}

/// Whether the byte is a whole character that shows itself, as nearly all are.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_shows_itself_is_passed_over_and_all_else_is_found_where_it_is() {
        let found =
            |text| hidden_from(text, 0).map(|(byte, it)| (byte, it.escape_unicode().to_string())).collect::<Vec<_>>();
        let at = |byte, it: &str| (byte, it.to_owned());
        assert_eq!(found("Plain\tlines,\r\n“quoted” – naïve 𝒜 नमस्ते 👩🏽‍🔬 1️⃣.\n"), []);
        assert_eq!(found("a\u{202e}b\u{1b}"), [at(1, "\\u{202e}"), at(5, "\\u{1b}")]);
        assert_eq!(found("e\u{301} x\u{200b}y\r\u{2028}"), [at(5, "\\u{200b}"), at(9, "\\u{d}"), at(10, "\\u{2028}")]);
        let crowded = format!("a{}b", "\u{301}".repeat(9));
        assert_eq!(hidden_from(&crowded, 0).map(|(byte, _)| byte).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn a_run_of_hidden_characters_costs_what_it_is_long() {
        // Looking through the rest of the run at each of them would take minutes.
        for hidden in ["\u{200b}", "\u{1b}", "\r", "\u{7f}", "\u{202e}", "\u{85}", "\u{2028}"] {
            let text = format!("The mayor {}", hidden.repeat(200_000));
            assert_eq!(hidden_from(&text, 0).count(), 200_000, "{}", hidden.escape_unicode());
        }
    }

    proptest! {
        #[test]
        fn it_is_what_drawing_every_character_hides(
            text in "([a-c \n\t]|\\PC|[\r\u{85}\u{200d}\u{fe0f}\u{202e}\u{301}🦊🇩1]){0,60}",
        ) {
            let hides = |(_, grapheme): &(usize, &str)| display::glyphs(grapheme).any(|glyph| glyph.hidden);
            let all: Vec<_> = display::graphemes(&text).filter(hides).collect();
            prop_assert_eq!(hidden_from(&text, 0).collect::<Vec<_>>(), all.clone());
            for (byte, _) in display::graphemes(&text) {
                let rest: Vec<_> = all.iter().copied().filter(|(at, _)| *at >= byte).collect();
                prop_assert_eq!(hidden_from(&text, byte).collect::<Vec<_>>(), rest);
            }
        }
    }
}
