//! Lines: which line breaks are no more than blanks, because a machine put them into prose to keep it narrow.

use super::abbreviations;
use super::punctuation::{first_word, is_break, is_lower, is_mark, last_word, may_end};
use crate::model::quotation_mark::is_quotation_mark;

/// Prose is not wrapped narrower than this, nor wider than that, in characters.
const NARROWEST: usize = 45;
const WIDEST: usize = 120;
/// No headline is longer than this, in bytes.
const HEADLINE_BYTES: usize = 300;
/// Wrapped lines differ by no more than a long word, in characters.
const RAGGED: usize = 15;

/// Whether the break between `above`, a text up to the end of its last line, and `below`, from the next line on, is one
/// of hard-wrapped prose.
pub(in crate::model) fn is_wrapped(above: &str, below: &str) -> bool {
    let mut lines = above.rsplit(is_break).filter(|line| !line.is_empty());
    let line = lines.next().unwrap_or_default();
    let earlier = lines.next().unwrap_or_default();
    let below = below.split(is_break).next().unwrap_or_default();
    let width = width(line);
    let full = is_full(width, earlier, below);
    // In a paragraph that is wide enough, a full line may be a word narrower.
    let block = self::width(earlier).max(self::width(below)) >= NARROWEST;
    let wide = width >= NARROWEST || (full && block && width.saturating_add(RAGGED) >= NARROWEST);
    let counted = below.starts_with(is_digit) && is_counted(line) && !is_item(line);
    if !wide || (is_item(below) && !counted) {
        return false;
    }
    // A headline is the first line of its paragraph, or under another one; capitals below prose are names.
    let headline = is_headline(line) && (earlier.is_empty() || is_headline(earlier));
    dangles(line)
        || below.trim_start_matches(is_mark).starts_with(is_lower)
        || (width <= WIDEST && full && !headline && looks_wrapped(width, earlier, below))
}

/// Whether a line starts with what a list marks its items with: `- `, `• `, `1. `
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(is_digit);
    let number = line.len().saturating_sub(rest.len());
    let mark: &[char] = match number {
        0 => &['-', '*', '•', '–', '▪', '◦', '·', '●', '‣', '■'],
        1..=2 => &['.', ')'],
        _ => return false,
    };
    rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether all words of some length are capitalised, as in a headline in title case.
pub(super) fn is_headline(line: &str) -> bool {
    if line.len() > HEADLINE_BYTES {
        return false;
    }
    let mut long = line.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let mut capitals = 0_usize;
    long.all(|word| {
        capitals = capitals.saturating_add(1);
        !word.trim_start_matches(is_mark).starts_with(is_lower)
    }) && capitals > 1
}

/// Whether a line stops where no headline would: `the mayor of`
fn dangles(line: &str) -> bool {
    line.ends_with(',') || abbreviations::is_dangling(last_word(line, char::is_whitespace))
}

/// Whether a line stops where a number may follow: `on July`, `by about`
fn is_counted(line: &str) -> bool {
    let word = last_word(line, char::is_whitespace);
    abbreviations::is_dangling(word) || abbreviations::is_day(word.trim_end_matches('.'))
}

/// Whether a line of this width is full: the first word of the one below had no room on it.
fn is_full(wide: usize, earlier: &str, below: &str) -> bool {
    let first = width(first_word(below));
    let needed = wide.saturating_add(1).saturating_add(first);
    width(earlier) < needed && width(below) < needed
}

/// Whether one of the neighbours of a line of this width is as wide, or the one below starts as only the middle of a
/// sentence or a quotation would.
fn looks_wrapped(wide: usize, earlier: &str, below: &str) -> bool {
    [earlier, below].iter().any(|line| width(line).abs_diff(wide) <= RAGGED)
        || below.starts_with(|c: char| is_digit(c) || is_quotation_mark(c))
        || is_rest(below)
}

/// Whether a line, shorter than the one above, is the rest of its sentence: it ends one, but starts none.
fn is_rest(line: &str) -> bool {
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    line.trim_end_matches(is_mark).ends_with(may_end) && !abbreviations::is_starter(first)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn width(line: &str) -> usize {
    line.chars().count()
}
