//! Apostrophes: which single marks are none, and which may be either.

use crate::model::quotation_mark::Sides;
use crate::model::reading::lexicon::Class;

/// Words that begin with an apostrophe; some are whole words without it, and so only may have one.
const CLIPPED: &[&str] = &[
    "bout", "cause", "cos", "coz", "cross", "ello", "em", "er", "ere", "gainst", "im", "kay", "neath", "nuff", "round",
    "til", "till", "tis", "twas", "tween", "twere", "twill", "twixt", "un",
];
/// Words that end in an apostrophe, but for those that end in `s` and `in’`.
const CUT: &[&str] = &["an", "d", "fo", "i", "jus", "l", "lil", "mo", "n", "o", "ol", "po", "qu", "th", "wi"];
/// No word is looked at further than this, in bytes, so that a text without blanks costs no more than any other.
const NEAR_BYTES: usize = 32;
/// No clipped word is longer, in bytes.
const WORD_BYTES: usize = 8;

/// Tells if a single mark before a word opens a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    Yes,
    /// Only if it is closed, and by what closes nothing else: `’62 people were lost,’`
    Perhaps,
    /// `’90s`, `’n’`, `’s morgens`
    No,
}

impl Opens {
    /// The part that a single mark before `rest` plays.
    pub(super) fn before(rest: &str) -> Self {
        let head = rest.get(..rest.floor_char_boundary(WORD_BYTES)).unwrap_or_default();
        let word = head.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let small = matches!(word, "n" | "s" | "t" | "N");
        match word.get(digits..) {
            Some("s") if digits == 2 => Self::No,
            Some("") if digits == 2 => Self::Perhaps,
            _ if small && word.len() < head.len() => Self::No,
            _ if CLIPPED.contains(&word.to_lowercase().as_str()) => Self::Perhaps,
            _ => Self::Yes,
        }
    }
}

/// How surely a mark closes a quotation, the least sure first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closes {
    /// It is more likely an apostrophe or a unit: `the workers’ homes`, `12" wide`
    Hardly,
    /// It is as likely an apostrophe: `the workers’ and`, `the workers’.`
    Perhaps,
    Surely,
}

impl Closes {
    /// How surely a mark after `before` and in front of `rest` closes; `None` where it is an apostrophe.
    pub(super) fn single(before: &str, rest: &str, sides: Sides) -> Option<Self> {
        let mut letters = rest.chars();
        let owns = matches!(letters.next(), Some('s' | 'S')) && !letters.next().is_some_and(char::is_alphanumeric);
        let word = last_word(before);
        // `rock ’n’ roll`
        let clipped =
            matches!(word, "n" | "N") && before.strip_suffix(word).is_some_and(|head| head.ends_with(['\'', '’', '‘']));
        if owns && !sides.is_spaced()
            || clipped
            || (sides.before.is_some_and(char::is_alphanumeric) && opens_word(rest))
        {
            return None;
        }
        let lower = word.to_lowercase();
        let cut = CUT.contains(&lower.as_str()) || (lower.len() > 3 && lower.ends_with("in"));
        let unsure = lower.ends_with(['s', 'x', 'z', 'ß']) || cut || sides.before.is_some_and(|c| c.is_ascii_digit());
        Some(if unsure { Self::unsure(rest, sides) } else { Self::Surely })
    }

    /// How surely a double mark in front of `rest` closes.
    pub(super) fn double(rest: &str, sides: Sides) -> Self {
        let unsure = sides.before.is_some_and(|c| c.is_ascii_digit()) || sides.is_spaced();
        if unsure { Self::unsure(rest, sides) } else { Self::Surely }
    }

    fn unsure(rest: &str, sides: Sides) -> Self {
        let apart = !sides.after.is_some_and(char::is_whitespace) && sides.is_before_gap();
        // What owns or measures is followed by a noun.
        let near = rest.get(..rest.floor_char_boundary(NEAR_BYTES)).unwrap_or_default();
        let next = near.split_whitespace().next().unwrap_or_default();
        let link = Class::AUXILIARY
            | Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::AND
            | Class::DETERMINER
            | Class::SUBJECT
            | Class::WHO
            | Class::SAY;
        let linked = next.starts_with(char::is_lowercase) && next.len() <= 12 && Class::of(next).has(link);
        if apart || linked || next.is_empty() { Self::Perhaps } else { Self::Hardly }
    }
}

/// Tells if a mark opens what follows: `l’« appel »`
fn opens_word(rest: &str) -> bool {
    rest.starts_with(['“', '„', '«', '‹', '‘'])
}

/// The letters at the end of a text.
fn last_word(text: &str) -> &str {
    let near = text.get(text.ceil_char_boundary(text.len().saturating_sub(NEAR_BYTES))..).unwrap_or_default();
    near.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}
