//! Last names: which words of a name are one, and whose it is where it stands alone.

use std::ops::Range;

use crate::model::document::Document;
use crate::model::quotation_mark::is_quotation_mark;

/// Small words that stand inside names.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "da", "das", "di", "do", "dos", "du", "la", "le", "bin", "ibn",
    "al", "el", "ten", "ter", "zu", "zur", "y", "e",
];
/// What is said to men, to women and to both before a bare last name.
const ADDRESSES: &[(&str, Address)] = &[
    ("Mr", Address::Man),
    ("Mister", Address::Man),
    ("Sir", Address::Man),
    ("Herr", Address::Man),
    ("Mrs", Address::Woman),
    ("Ms", Address::Woman),
    ("Miss", Address::Woman),
    ("Frau", Address::Woman),
    ("Dr", Address::Either),
    ("Prof", Address::Either),
    ("Professor", Address::Either),
];
/// Words that are no part of a name although they begin a sentence and so have a capital.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "also",
    "although",
    "and",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "does",
    "even",
    "for",
    "from",
    "had",
    "has",
    "how",
    "however",
    "if",
    "in",
    "is",
    "it",
    "its",
    "last",
    "later",
    "like",
    "may",
    "meanwhile",
    "might",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "should",
    "since",
    "so",
    "still",
    "that",
    "the",
    "then",
    "though",
    "to",
    "today",
    "unless",
    "until",
    "was",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "would",
    "yesterday",
    "yet",
];

/// How far to look for the words before and after a place, in bytes.
const AROUND_BYTES: usize = 256;

/// To whom a form of address is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    Man,
    Woman,
    Either,
}

/// What stands right before and after a bare last name.
pub(super) enum Company {
    /// Nothing that could be a name.
    Alone,
    /// A form of address.
    Addressed(Address),
    /// Another word of a name, such as a relative's first name.
    Named,
}

impl Document {
    /// What stands beside a bare last name.
    pub(super) fn company(&self, bytes: &Range<usize>) -> Company {
        let (before, after) = (around(self.text(), bytes).0, around(self.text(), bytes).1);
        let (before, after) = (self.slice(before..bytes.start), self.slice(bytes.end..after));
        if goes_on(after) {
            return Company::Named;
        }
        let word = before.trim_end();
        if word.len() == before.len() {
            // Joined by a hyphen it is half of another name.
            let joined =
                before.ends_with(['-', '‐', '‑']) && ends_capitalised(before.trim_end_matches(['-', '‐', '‑']));
            return if joined { Company::Named } else { Company::Alone };
        }
        let blank = &before[word.len()..];
        if blank.matches('\n').count() > 1 {
            return Company::Alone;
        }
        let (start, word) = match word.rfind(|character: char| !is_of_word(character) && character != '.') {
            Some(at) => (at + word[at..].chars().next().map_or(1, char::len_utf8), word),
            None => (0, word),
        };
        let (head, word) = word.split_at(start);
        let plain = word.trim_end_matches('.');
        if let Some((_, address)) = ADDRESSES.iter().find(|(address, _)| *address == plain) {
            return Company::Addressed(*address);
        }
        let initial = plain.chars().filter(|character| character.is_alphabetic()).count() <= 1;
        let ends_sentence = plain.len() < word.len() && !initial;
        if plain.is_empty() || ends_sentence || !starts_capitalised(plain) {
            return Company::Alone;
        }
        let opens = OPENERS.contains(&plain.to_lowercase().as_str());
        let begins = head.trim_end().is_empty() || head.trim_end().ends_with(begins_after);
        if opens && begins { Company::Alone } else { Company::Named }
    }
}

/// From where to where the words around some bytes are looked for, in bytes.
pub(super) fn around(text: &str, bytes: &Range<usize>) -> (usize, usize) {
    (
        text.floor_char_boundary(bytes.start.saturating_sub(AROUND_BYTES)),
        text.ceil_char_boundary((bytes.end + AROUND_BYTES).min(text.len())),
    )
}

/// Whether another word of a name follows.
fn goes_on(after: &str) -> bool {
    if let Some(rest) = after.strip_prefix(['-', '‐', '‑']) {
        return starts_capitalised(rest);
    }
    let next = after.trim_start();
    next.len() < after.len() && after[..after.len() - next.len()].matches('\n').count() < 2 && starts_capitalised(next)
}

/// Whether a sentence or a quotation begins after a character.
fn begins_after(character: char) -> bool {
    is_quotation_mark(character) || matches!(character, '.' | '!' | '?' | ':' | '—')
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '’' | '\'')
}

fn starts_capitalised(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn ends_capitalised(text: &str) -> bool {
    let word = text.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    starts_capitalised(word)
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// How many words at the end belong to one name: each has a capital, but for small words between them.
pub(super) fn capitalised_run(words: &[&str]) -> usize {
    let backwards = words.iter().rev().take_while(|word| starts_capitalised(word) || is_particle(word));
    let run = backwards.count();
    let first = words.len() - run;
    // A small word before the first capital is none of the name, and neither is one at the end.
    let leading = words[first..].iter().take_while(|word| is_particle(word)).count();
    if words.last().is_some_and(|word| starts_capitalised(word)) { run - leading } else { 0 }
}
