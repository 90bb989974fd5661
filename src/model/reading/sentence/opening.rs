//! Openings: what the words after a sentence-ending mark say about it.

use super::abbreviations::{self, Abbreviation};
use super::punctuation::{first_word, is_bracket, is_lower, is_mark, last_word};
use crate::model::quotation_mark::is_quotation_mark;

/// How far ahead a row of signs is looked through for a word, in characters.
const SIGNS_CHARS: usize = 40;
/// The verb of “Is it safe?” Mr. Orlan, a baker, *asked* is one of so many words.
const ATTRIBUTION_WORDS: usize = 10;

/// How what follows a mark opens.
pub(super) struct Opening<'a> {
    pub(in crate::model) quoted: bool,
    pub(super) bracketed: bool,
    /// The first word, up to an apostrophe.
    pub(super) word: &'a str,
    /// What stands right after that word.
    then: Option<char>,
    /// All but the marks and blanks before that.
    body: &'a str,
}

impl<'a> Opening<'a> {
    /// What `text` starts with.
    pub(super) fn of(text: &'a str) -> Self {
        let body = text.trim_start_matches(|c: char| is_mark(c) || c.is_whitespace());
        let word = body.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        Self {
            quoted: text.starts_with(is_quotation_mark),
            bracketed: text.starts_with(is_bracket),
            word,
            then: body.get(word.len()..).and_then(|rest| rest.chars().next()),
            body,
        }
    }

    /// Whether it goes on with what came before: lower-case, but not `iPhone`.
    pub(super) fn is_lower(&self) -> bool {
        self.word.starts_with(is_lower) && !self.is_brand()
    }

    /// Whether it is a stray quote or a row of signs after the last sentence.
    pub(super) fn is_wordless(&self) -> bool {
        self.word.is_empty() && !self.body.chars().take(SIGNS_CHARS).any(char::is_alphanumeric)
    }

    /// `iPhone`
    fn is_brand(&self) -> bool {
        let mut letters = self.word.chars();
        letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word or two in quotes that a name follows: `“Sonny” Orlan`
    pub(super) fn is_nickname(&self) -> bool {
        let rest = self.body.trim_start_matches(|c: char| !is_quotation_mark(c));
        let name = self.body.strip_suffix(rest).unwrap_or_default();
        self.quoted
            && name.ends_with(char::is_alphanumeric)
            && name.split_whitespace().nth(2).is_none()
            && rest.trim_start_matches(is_quotation_mark).trim_start().starts_with(char::is_uppercase)
    }

    /// Whether it starts a sentence even after an abbreviation; an `A` before a full stop is an initial.
    pub(super) fn is_starter(&self) -> bool {
        abbreviations::is_starter(self.word) && !(self.word.len() == 1 && self.then == Some('.'))
    }

    /// Whether it is a number, in our figures or in Roman ones; `I` is the pronoun.
    pub(super) fn is_number(&self) -> bool {
        let roman = |word: &str| word != "I" && !word.is_empty() && word.bytes().all(|byte| b"IVXL".contains(&byte));
        self.word.starts_with(|c: char| c.is_ascii_digit()) || roman(self.word)
    }

    /// Whether UAX #29 would not take it for the start of a sentence.
    pub(super) fn is_odd(&self) -> bool {
        self.is_brand() || self.body.starts_with(|c: char| c.is_ascii_digit() || "$£€#@".contains(c))
    }
}

/// Whether a text starts with a name, perhaps with an aside between commas, and a verb of speech.
pub(super) fn is_attribution(text: &str) -> bool {
    let mut words = text.split_whitespace().take(ATTRIBUTION_WORDS);
    let (mut aside, mut owns) = (false, false);
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !aside && abbreviations::is_speech(bare) {
            // “Who did it?” Orlan said he knew.
            let open = word == bare && !bare.starts_with("ask") && !matches!(bare, "told" | "tells");
            return !(open && words.next().is_some_and(abbreviations::is_clause));
        }
        if !aside && !owns && !is_name_part(word) {
            return false;
        }
        aside ^= word.ends_with(',');
        // Vey’s brother cried.
        owns = word.ends_with("’s") || word.ends_with("'s");
    }
    false
}

/// Whether a word can be one of a name: capitalised, a title, an initial, a particle; not the last of a sentence.
fn is_name_part(word: &str) -> bool {
    let ends = word.ends_with(['?', '!', ';', ':']);
    let stem = word.strip_suffix('.');
    let short = stem.is_none_or(|stem| Abbreviation::of(stem, "").is_some());
    let particle = matches!(word, "of" | "de" | "van" | "von" | "der" | "la" | "al" | "bin" | "the" | "and");
    !ends && short && (particle || word.starts_with(char::is_uppercase))
}

/// Whether a text in Chinese or Japanese starts with who said what was quoted before it.
pub(super) fn is_cjk_attribution(text: &str) -> bool {
    text.starts_with(['と', 'っ']) || text.chars().take(5).any(|c| matches!(c, '说' | '説' | '說' | '道' | '问' | '問'))
}

/// Whether two words with a mark between them, but no blank, are of two sentences: `agreed.The`, but not `Example.Com`.
pub(super) fn lacks_space(before: &str, after: &str) -> bool {
    let left = last_word(before, char::is_whitespace).trim_start_matches(is_mark);
    let right = first_word(after.trim_start_matches(is_mark)).trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = right.split(['\'', '’']).next().unwrap_or_default();
    let is_plain = |word: &str| word.chars().all(is_lower);
    let is_address = left.contains(['/', '@', '.', '_', ':']) || abbreviations::is_domain(word);
    let is_capitalised = word.starts_with(char::is_uppercase) && word.chars().skip(1).all(is_lower);
    left.ends_with(is_lower)
        && !is_address
        && is_capitalised
        && (abbreviations::is_starter(word) || (is_plain(left) && word.len() > 2))
}
