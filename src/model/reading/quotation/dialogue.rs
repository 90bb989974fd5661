//! Dialogues: paragraphs that begin with a dash, and what of them the narrator puts in.
//!
//! ```text
//! – Nie wiem – powiedział Osk. – Nikt nie pytał.
//! └────────┘                     └─────────────┘
//! ```
//!
//! A list has dashes as well. So a paragraph is taken for speech where a narrator’s verb stands in it; without one only
//! where it is a whole sentence. English has no such dialogues.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::pairs::Pair;
use crate::model::quotation_mark::{Family, is_dash};
use crate::model::reading::sentence::punctuation::ends_like_a_sentence;

mod saying;

/// A verb of saying is one of so many words of what the narrator puts in.
const WORDS: usize = 4;
/// No word is looked at beyond this, in bytes, so that a text without blanks costs no more than any other.
const WORDS_BYTES: usize = 96;

static SAYING: LazyLock<HashSet<&str>> = LazyLock::new(|| saying::VERBS.split_whitespace().collect());

/// Adds what is said after each of those dashes to the quotations of a text.
pub(super) fn add(text: &str, dashes: &[usize], pairs: &mut Vec<Pair>) {
    if dashes.is_empty() {
        return;
    }
    pairs.sort_unstable_by_key(|pair| pair.opening.0);
    let mut said = Vec::new();
    let (mut nth, mut reach, mut last) = (0_usize, 0, None);
    for (line, &start) in dashes.iter().enumerate() {
        let next = dashes.get(line.saturating_add(1)).copied().unwrap_or(text.len());
        let end = paragraph_end(text, start, next);
        while let Some(pair) = pairs.get(nth).filter(|pair| pair.opening.0 < start) {
            reach = reach.max(pair.closing.1);
            nth = nth.saturating_add(1);
        }
        let inside = pairs.get(nth..).unwrap_or_default();
        let inside = inside.get(..inside.partition_point(|pair| pair.opening.0 < end)).unwrap_or_default();
        if reach > start || inside.iter().any(|pair| pair.closing.1 > end) {
            continue;
        }
        let goes_on = last.and_then(|end| text.get(end..start)).is_some_and(|between| !has_blank_line(between));
        let mut quoted: Vec<(usize, usize)> = Vec::new();
        for pair in inside {
            if quoted.last().is_none_or(|outer| outer.1 <= pair.opening.0) {
                quoted.push((pair.opening.0, pair.closing.1));
            }
        }
        let found = Speech { text, end, quoted }.pieces(start, goes_on);
        last = if found.is_empty() { None } else { Some(end) };
        said.extend(found);
    }
    pairs.append(&mut said);
}

/// Where the paragraph ends that starts at a dash: at the end of its line, unless that breaks a sentence.
fn paragraph_end(text: &str, start: usize, next: usize) -> usize {
    let mut end = start;
    for line in text.get(start..next).unwrap_or_default().split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        end = end.saturating_add(line.len());
        if ends_like_a_sentence(line.trim_end()) {
            break;
        }
    }
    text.get(..end).unwrap_or_default().trim_end().len()
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split_inclusive('\n').skip(1);
    lines.any(|line| line.ends_with('\n') && line.trim().is_empty())
}

/// A paragraph that starts with a dash.
struct Speech<'a> {
    text: &'a str,
    end: usize,
    /// Where the outermost quotations in it start and end.
    quoted: Vec<(usize, usize)>,
}

/// A narrator's words within somebody’s.
struct Insertion {
    /// Where what is said ends before it.
    said: usize,
    /// Where its first word starts.
    start: usize,
    /// Tells if a dash stands before it.
    dashed: bool,
}

impl Speech<'_> {
    fn pieces(&self, start: usize, goes_on: bool) -> Vec<Pair> {
        let dash = self.slice(start..self.end).chars().next().unwrap_or_default();
        let bare = self.skip(start.saturating_add(dash.len_utf8()), char::is_whitespace);
        let first = self.slice(bare..self.end).chars().next().unwrap_or(' ');
        let hyphen = !is_dash(dash);
        let attached = bare == start.saturating_add(dash.len_utf8());
        if (hyphen && attached) || first.is_whitespace() || first == dash || self.is_english(bare) {
            return Vec::new();
        }
        let mut pieces: Vec<Pair> = Vec::new();
        let (mut opening, mut from) = ((start, bare), Some(bare));
        while let Some(at) = from {
            let insertion = self.insertion(at);
            if insertion.is_none() && pieces.is_empty() && (hyphen || !(goes_on || self.is_speech(bare))) {
                return Vec::new();
            }
            let end = insertion.as_ref().map_or(self.end, |it| it.said);
            // Marks as well as a dash: the marks are enough.
            if end > opening.1 && !self.quoted.contains(&(opening.1, end)) {
                pieces.push(Pair { family: Family::Double, opening, closing: (end, end) });
            }
            from = insertion.and_then(|it| self.resumption(&it));
            opening = from.map_or(opening, |at| (at, at));
        }
        pieces
    }

    /// Where the narrator first puts something in from a byte on.
    fn insertion(&self, from: usize) -> Option<Insertion> {
        let (mut before, mut tried) = (' ', from);
        for (at, c) in self.slice(from..self.end).char_indices() {
            let at = from.saturating_add(at);
            let dashed = is_dash(c) || c == '-';
            let parts = matches!(c, ',' | '?' | '!' | '…') || (dashed && before.is_whitespace());
            before = c;
            if !parts || at < tried || self.is_quoted(at) {
                continue;
            }
            let after = at.saturating_add(c.len_utf8());
            let start =
                self.skip(after, |c| c.is_whitespace() || is_dash(c) || matches!(c, '-' | '?' | '!' | '…' | '.'));
            tried = start;
            let dashed = dashed || self.slice(after..start).contains(|c| is_dash(c) || c == '-');
            if says(self.slice(start..self.end)) {
                let ends = |c: char| c.is_whitespace() || is_dash(c) || matches!(c, '-' | ',');
                let said =
                    if matches!(c, '?' | '!' | '…') { self.skip(at, |c| matches!(c, '?' | '!' | '…')) } else { at };
                let said = from.saturating_add(self.slice(from..said).trim_end_matches(ends).len());
                return Some(Insertion { said, start, dashed });
            }
        }
        None
    }

    /// Where the speaker goes on after what the narrator put in.
    fn resumption(&self, insertion: &Insertion) -> Option<usize> {
        let mut before = ' ';
        for (at, c) in self.slice(insertion.start..self.end).char_indices() {
            let resumes = insertion.dashed || matches!(before, '.' | ',' | ';' | ':');
            let dash = is_dash(c) || (c == '-' && before.is_whitespace());
            let at = insertion.start.saturating_add(at);
            if dash && resumes && !self.is_quoted(at) {
                let after = at.saturating_add(c.len_utf8());
                let start =
                    self.skip(after, |c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…'));
                return Some(start).filter(|start| *start < self.end);
            }
            before = if c.is_whitespace() && !before.is_alphanumeric() { before } else { c };
        }
        None
    }

    /// Tells if a paragraph without a narrator is somebody’s words: a sentence, and no signature of several names.
    fn is_speech(&self, bare: usize) -> bool {
        let body = self.slice(bare..self.end);
        let mut words = words(body);
        let names = words.clone().nth(1).is_some() && !words.any(|word| word.starts_with(char::is_lowercase));
        ends_like_a_sentence(body) && !names
    }

    fn is_english(&self, bare: usize) -> bool {
        words(self.slice(bare..self.end)).any(|word| saying::ENGLISH.contains(&word))
    }

    fn is_quoted(&self, at: usize) -> bool {
        let before = self.quoted.partition_point(|quoted| quoted.0 < at).checked_sub(1);
        before.and_then(|nth| self.quoted.get(nth)).is_some_and(|quoted| at < quoted.1)
    }

    /// The first byte from `at` on that starts no such character.
    fn skip(&self, at: usize, skipped: impl Fn(char) -> bool) -> usize {
        let rest = self.slice(at..self.end);
        at.saturating_add(rest.len().saturating_sub(rest.trim_start_matches(skipped).len()))
    }

    fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Tells if a narrator’s words begin: a verb of saying in lower case, or an auxiliary or pronoun and then one.
fn says(text: &str) -> bool {
    let near = text.get(..text.floor_char_boundary(WORDS_BYTES)).unwrap_or_default();
    let clause = near.split(|c: char| matches!(c, ',' | '.' | '?' | '!' | '…' | ';' | ':') || is_dash(c)).next();
    let clause = clause.unwrap_or_default();
    let mut words = words(clause).take(WORDS);
    let leads = |word: &str| saying::BEFORE.contains(&word);
    loop {
        match words.next() {
            Some(word) if SAYING.contains(word) => return true,
            Some(word) if leads(word) => {}
            _ => return false,
        }
    }
}
