//! Characters that show nothing by themselves: the one list that the screen, the reports and the save file read, and
//! that searching reads for what it passes over.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use unicode_properties::emoji::is_regional_indicator;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// Joins two emoji into one.
pub const JOINER: char = '\u{200D}';
/// Asks for an emoji in black and white.
pub const TEXT_STYLE: char = '\u{FE0E}';
/// Asks for an emoji in colour.
pub const EMOJI_STYLE: char = '\u{FE0F}';
/// Draws a key around a digit.
const KEYCAP: char = '\u{20E3}';

/// Returns whether a character shows nothing, and so has to be made visible. A tab and a space are seen by what they keep
/// apart.
pub fn is_unseen(c: char) -> bool {
    match c {
        '\t' | ' '..='~' => false,
        _ => {
            steers(c)
                || is_blank_letter(c)
                || is_selector(c)
                || matches!(
                    c.general_category(),
                    GeneralCategory::Surrogate | GeneralCategory::PrivateUse | GeneralCategory::Unassigned
                )
        }
    }
}

/// Returns whether a character steers the terminal or the direction of text, formats without being seen, or ends a line.
pub fn steers(c: char) -> bool {
    // Unicode's categories "control", "format" and the separators of lines and paragraphs, spelt out because a look-up
    // for each letter of an article takes longer than all else that is done with it.
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
        | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether a character chooses a variant of the one before it.
pub fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Returns whether a reader never misses a character: Unicode's property `Default_Ignorable_Code_Point`.
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether a character is a letter, mark or symbol of which there is nothing to see.
fn is_blank_letter(c: char) -> bool {
    // Fillers, joiners and vowels; then Braille, two hieroglyphs and a note head.
    matches!(
        c,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'
            ..='\u{180F}'
                | '\u{3164}'
                | '\u{FFA0}'
                | '\u{16FE4}'
                | '\u{2800}'
                | '\u{13441}'
                | '\u{13442}'
                | '\u{1D159}'
    )
}

/// Returns the picture of a control character: `␛`.
pub fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1F}' => char::from_u32(u32::from(c).saturating_add(0x2400)),
        '\u{7F}' => Some('\u{2421}'),
        _ => None,
    }
}

/// Returns whether an unseen character between these two makes an emoji of them, as the selectors and the joiner do.
pub fn is_emoji_joint(before: Option<char>, joint: char, after: Option<char>) -> bool {
    let pictograph = before.is_some_and(is_pictograph);
    match joint {
        TEXT_STYLE | EMOJI_STYLE => {
            pictograph || (matches!(before, Some('0'..='9' | '#' | '*')) && after == Some(KEYCAP))
        }
        JOINER => {
            (pictograph || before == Some(EMOJI_STYLE) || before.is_some_and(is_skin_tone))
                && after.is_some_and(is_pictograph)
        }
        _ => false,
    }
}

/// Returns whether a character is an emoji by itself: no digit, half of a flag, or skin tone.
pub fn is_pictograph(c: char) -> bool {
    !c.is_ascii() && c.is_emoji_char() && !is_regional_indicator(c) && !is_skin_tone(c)
}

/// Returns whether a character gives an emoji its skin tone.
pub fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    use unicode_properties::GeneralCategoryGroup as Group;

    use super::*;

    #[test]
    fn every_control_and_format_character_steers_and_no_letter_number_or_symbol_does() {
        for c in '\0'..=char::MAX {
            let category = c.general_category();
            let expected = matches!(
                category,
                GeneralCategory::Control
                    | GeneralCategory::Format
                    | GeneralCategory::LineSeparator
                    | GeneralCategory::ParagraphSeparator
            );
            assert!(steers(c) || !expected, "{}", c.escape_unicode());
            let visible = matches!(c.general_category_group(), Group::Letter | Group::Number | Group::Symbol);
            assert!(!visible || !steers(c), "{}", c.escape_unicode());
        }
    }

    #[test]
    fn whatever_is_passed_over_or_steers_shows_nothing() {
        for c in '\0'..=char::MAX {
            assert!(is_unseen(c) || !is_ignorable(c), "{}", c.escape_unicode());
            assert!(is_unseen(c) || !steers(c) || c == '\t', "{}", c.escape_unicode());
            assert!(is_unseen(c) || !is_selector(c), "{}", c.escape_unicode());
        }
        assert!(!is_unseen('\t') && !is_unseen(' ') && !is_unseen('\u{a0}') && !is_unseen('\u{301}'));
    }
}
