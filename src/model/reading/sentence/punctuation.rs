//! Punctuation: the marks that end sentences, the quotes and brackets around them, and the words between.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::quotation_mark::is_quotation_mark;

/// No word is looked at beyond this, in characters, so that a text without blanks costs no more than any other.
const WORD_CHARS: usize = 64;

/// Whether a character ends a line, to UAX #29.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a sentence can end at a character: a mark such as `.`, `?` and `。`, a line break, or an ellipsis.
pub(super) fn may_end(c: char) -> bool {
    match c {
        '.' | '?' | '!' | '\n' | '\r' | '…' => true,
        // Dashes and quotes, the commonest of the rest.
        '\0'..='\u{a0}' | '‐'..='‟' if c != '\u{85}' => false,
        _ => !c.is_alphanumeric() && is_uax_end(c),
    }
}

/// Whether a text ends with a mark that ends a sentence, or with the quotes and brackets after one.
pub(in crate::model) fn ends_like_a_sentence(text: &str) -> bool {
    text.trim_end_matches(is_mark).ends_with(may_end)
}

/// Asks UAX #29 itself, so that the full stops of all scripts need no list here.
fn is_uax_end(c: char) -> bool {
    let mut bytes = [0; 4];
    let mut text = [0; 5];
    let mark = c.encode_utf8(&mut bytes);
    for (to, from) in text.iter_mut().zip(mark.bytes().chain([b'A'])) {
        *to = from;
    }
    std::str::from_utf8(&text)
        .is_ok_and(|text| text.split_sentence_bounds().nth(1).is_some_and(|next| next.starts_with('A')))
}

/// Whether marks are two full stops or more, or the character for them.
pub(super) fn is_ellipsis(marks: &str) -> bool {
    marks.len() > 1 && marks.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}'))
}

/// Whether a character is a bracket, of either side.
pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '（' | '）' | '【' | '】')
}

/// Whether a character is a quote or a bracket, or opens a sentence in Spanish.
pub(super) fn is_mark(c: char) -> bool {
    is_quotation_mark(c) || is_bracket(c) || matches!(c, '¿' | '¡')
}

/// Whether a character joins two words that are each one of their own: `D-Calif.`
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '/' | '‐'..='―')
}

/// Whether a mark only opens; `"` may do both, and `“` closes in German where no letter follows.
fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '《' | '(' | '[' | '{' | '（' | '【' | '¿' | '¡')
}

/// Whether a mark only closes.
fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '›' | ')' | ']' | '}')
}

/// Whether a character is lower-case to UAX #29, which leaves out the Georgian letters: they have no use for capitals.
pub(super) fn is_lower(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}')
}

/// Whether a character is a letter of a script without capitals.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !is_lower(c) && !c.is_uppercase()
}

/// What is left of a text after the marks it starts with that end a sentence; `. . .` is one.
pub(super) fn after_stops(text: &str) -> &str {
    let stop = |c: char| may_end(c) && !is_break(c);
    let mut rest = text.trim_start_matches(stop);
    while let Some(dots) = rest.strip_prefix([' ', '\u{a0}']).filter(|dots| is_dot(dots)) {
        rest = dots.trim_start_matches(stop);
    }
    rest
}

/// Whether a text starts with a full stop that is no decimal point.
fn is_dot(text: &str) -> bool {
    text.strip_prefix('.').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What is left after quotes and brackets, save those that open what follows.
pub(super) fn after_closers(text: &str) -> &str {
    let rest = text.trim_start_matches(is_mark);
    if !rest.starts_with(char::is_alphanumeric) {
        return rest;
    }
    let marks = text.strip_suffix(rest).unwrap_or_default();
    text.get(marks.trim_end_matches(is_opener).len()..).unwrap_or_default()
}

/// What is left after closing marks that stand apart, as in `« Oui. »`; all of it if there are none.
pub(super) fn after_spaced_closers(text: &str) -> &str {
    let marks = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let rest = marks.trim_start_matches(is_closer);
    let apart = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'));
    if rest.len() < marks.len() && apart { rest } else { text }
}

/// What stands between the start of a text and the first blank in it.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.char_indices().take(WORD_CHARS).take_while(|(_, c)| !c.is_whitespace()).last();
    end.and_then(|(at, c)| text.get(..at.saturating_add(c.len_utf8()))).unwrap_or_default()
}

/// What stands between the end of a text and the last character before it that parts words.
pub(super) fn last_word(text: &str, parts: impl Fn(char) -> bool) -> &str {
    let start = text.char_indices().rev().take(WORD_CHARS).take_while(|&(_, c)| !parts(c)).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}
