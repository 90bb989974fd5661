//! Payloads: data that a text carries in a long run of variation selectors, of which a reader sees nothing.
//!
//! Each selector stands for a byte: U+FE00–FE0F for 0 to 15, U+E0100–E01EF for the others. A content credential (C2PA 2.4,
//! "Embedding manifests into unstructured text") is U+FEFF and a run that begins with a magic number, a version and the
//! length of its manifest:
//!
//! ```text
//! It rained. U+FEFF C 2 P A T X T 0 | version | length (4 bytes, the highest first) | manifest | padding
//! ```

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::fmt;
use std::ops::Range;

use memchr::memchr2;

use super::unseen::is_selector;

/// Stands before the selectors of a content credential.
pub const MARKER: char = '\u{FEFF}';
/// The first bytes of a content credential; a byte of the version and four of the length follow.
const MAGIC: [u8; 8] = *b"C2PATXT\0";
/// The magic number, the version and the length, in bytes.
const HEADER_BYTES: usize = 13;
/// The most selectors in a row that may be a slip. More of them carry something: no character has a use for two.
const HANDFUL: usize = 8;
/// The first bytes, in UTF-8, of all selectors and of the marker.
const LEADS: [u8; 2] = [0xEF, 0xF3];

/// The data that a run of selectors carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    /// A content credential whose manifest has so many bytes.
    Credential {
        /// The length that it states, and has.
        bytes: usize,
    },
    /// A content credential that is shorter than it says, and so was damaged on its way.
    Damaged {
        /// How many selectors are left of it.
        selectors: usize,
    },
    /// Nobody knows, and nobody was meant to see it.
    Unknown {
        /// How many selectors there are.
        selectors: usize,
    },
}

/// A payload and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The data.
    pub payload: Payload,
    /// Its place with its marker, in bytes. Without a marker it is part of the grapheme cluster before it.
    pub bytes: Range<usize>,
    /// The same in code points.
    pub characters: usize,
}

impl Payload {
    /// The payload that a text begins with, and the text after it.
    pub fn split_first(text: &str) -> Option<(Self, &str)> {
        let run = text.strip_prefix(MARKER).unwrap_or(text);
        let rest = run.trim_start_matches(is_selector);
        let mut bytes = run.chars().map_while(byte_of);
        // Counted no further where there are few, as nearly everywhere.
        bytes.clone().nth(HANDFUL)?;
        let selectors = bytes.clone().count();
        let is_credential = bytes.by_ref().take(MAGIC.len()).eq(MAGIC);
        let stated = bytes.skip(1).take(4).fold(0_usize, |length, byte| length << 8 | usize::from(byte));
        let payload = match selectors.checked_sub(HEADER_BYTES) {
            _ if !is_credential => Self::Unknown { selectors },
            Some(held) if held >= stated => Self::Credential { bytes: stated },
            _ => Self::Damaged { selectors },
        };
        Some((payload, rest))
    }
}

/// `content credential, 3 kB`
impl fmt::Display for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Credential { bytes } => write!(f, "content credential, {}", size(bytes)),
            Self::Damaged { selectors } => write!(f, "damaged content credential, {}", size(selectors)),
            Self::Unknown { selectors } => write!(f, "hidden run of {} variation selectors", grouped(selectors)),
        }
    }
}

/// The payloads of a text, in its order.
pub fn payloads(text: &str) -> impl Iterator<Item = Carried> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        loop {
            let ahead = memchr2(LEADS[0], LEADS[1], text.as_bytes().get(at..)?)?;
            let start = at.saturating_add(ahead);
            let here = text.get(start..)?;
            let Some((payload, rest)) = Payload::split_first(here) else {
                at = start.saturating_add(here.chars().next()?.len_utf8());
                continue;
            };
            at = text.len().saturating_sub(rest.len());
            let characters = text.get(start..at)?.chars().count();
            return Some(Carried { payload, bytes: start..at, characters });
        }
    })
}

/// The text from its first character on that is neither white space nor a payload.
pub fn trim_start(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with(leads) {
        let Some((_, after)) = Payload::split_first(rest) else { break };
        rest = after.trim_start();
    }
    rest
}

/// The text up to its last character that is neither white space nor a payload.
///
/// A payload that is part of a character before it stays with that.
pub fn trim_end(text: &str) -> &str {
    let mut rest = text.trim_end();
    while rest.ends_with(is_selector) {
        let before = rest.trim_end_matches(is_selector);
        let is_alone = before.is_empty() || before.ends_with(|c: char| c == MARKER || c.is_whitespace());
        let run = rest.get(before.len()..).unwrap_or_default();
        if !is_alone || Payload::split_first(run).is_none() {
            break;
        }
        rest = before.strip_suffix(MARKER).unwrap_or(before).trim_end();
    }
    rest
}

fn leads(c: char) -> bool {
    c == MARKER || is_selector(c)
}

/// The byte that a selector stands for.
fn byte_of(selector: char) -> Option<u8> {
    let number = u32::from(selector);
    let byte = match selector {
        '\u{FE00}'..='\u{FE0F}' => number.wrapping_sub(0xFE00),
        '\u{E0100}'..='\u{E01EF}' => number.wrapping_sub(0xE0100).wrapping_add(16),
        _ => return None,
    };
    u8::try_from(byte).ok()
}

/// `640 bytes`, `3 kB`, `2 MB`
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => format!("{} kB", bytes.saturating_add(500) / 1_000),
        _ => format!("{} MB", grouped(bytes.saturating_add(500_000) / 1_000_000)),
    }
}

/// `3,059`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && digits.len().saturating_sub(nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selectors(bytes: &[u8]) -> String {
        let selector = |byte: &u8| match u32::from(*byte) {
            low @ 0..16 => char::from_u32(0xFE00 + low).unwrap(),
            high => char::from_u32(0xE0100 + high - 16).unwrap(),
        };
        bytes.iter().map(selector).collect()
    }

    fn credential(stated: u32, held: usize) -> String {
        let manifest: Vec<u8> = (0..held).map(|nth| (nth * 7 % 256) as u8).collect();
        let bytes = [&MAGIC[..], &[1], &stated.to_be_bytes(), &manifest].concat();
        format!("{MARKER}{}", selectors(&bytes))
    }

    fn named(text: &str) -> Vec<String> {
        payloads(text).map(|it| format!("{} at {:?}", it.payload, it.bytes)).collect()
    }

    #[test]
    fn a_content_credential_is_told_by_its_magic_number_and_its_length() {
        for (text, name) in [
            (credential(3000, 3000), "content credential, 3 kB"),
            (credential(640, 640), "content credential, 640 bytes"),
            (credential(640, 700), "content credential, 640 bytes"),
            (credential(999_499, 999_499), "content credential, 999 kB"),
            (credential(999_500, 999_500), "content credential, 1 MB"),
            (credential(641, 640), "damaged content credential, 653 bytes"),
            (credential(u32::MAX, 640), "damaged content credential, 653 bytes"),
            (format!("{MARKER}{}", selectors(b"C2PATXT\0\x01\0\0")), "damaged content credential, 11 bytes"),
            (format!("{MARKER}{}", selectors(b"C2PATXT\x01\x01\0\0\0\0")), "hidden run of 13 variation selectors"),
            (selectors(&[66; 3059]), "hidden run of 3,059 variation selectors"),
            (selectors(&[0; 9]), "hidden run of 9 variation selectors"),
        ] {
            let all = format!("Né {text}b");
            assert_eq!(named(&all), [format!("{name} at {:?}", 4..4 + text.len())]);
            let (_, rest) = Payload::split_first(&text).unwrap();
            assert_eq!(rest, "");
        }
    }

    #[test]
    fn a_handful_of_selectors_and_what_other_scripts_and_emoji_need_is_no_payload() {
        for text in [
            "",
            "❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            "葛\u{e0101}城",
            &selectors(&[66; 8]),
            "\u{feff}",
            "\u{feff}\u{feff}，！",
        ] {
            assert_eq!(named(text), [""; 0], "{text:?}");
        }
    }

    #[test]
    fn payloads_are_trimmed_like_blanks_unless_they_belong_to_a_character() {
        let (credential, run) = (credential(20, 20), selectors(&[66; 20]));
        for (text, trimmed) in [
            (format!("Safe.{credential}"), "Safe."),
            (format!("Safe. {credential}\n{credential} \n"), "Safe."),
            (format!("\n{run}\n"), ""),
            (format!("Safe. {run}"), "Safe."),
            (format!("{run} {credential} Safe."), "Safe."),
            (format!("Safe.{run}"), &format!("Safe.{run}")),
            ("Safe.\u{feff}".to_owned(), "Safe.\u{feff}"),
        ] {
            assert_eq!(trim_start(trim_end(&text)), trimmed, "{text:?}");
        }
    }

    #[test]
    fn many_runs_cost_what_they_are_long() {
        // Looking at the rest of the text for each of them would take minutes.
        for unit in [selectors(&[66; 8]) + "a", selectors(&[66; 9]) + "a", MARKER.to_string(), "，".to_owned()] {
            let text = unit.repeat(100_000);
            assert!(payloads(&text).count() <= 100_000);
        }
        assert_eq!(payloads(&selectors(&vec![66; 1_000_000])).count(), 1);
    }
}
