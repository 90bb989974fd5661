//! Files that were damaged at random: refused or read, and never the end of the program.

use ascribe::formats::native;
use ascribe::model::Document;
use proptest::prelude::*;
use proptest::sample::Index;

use super::common::write;
use super::golden::{TEXT, everything};

/// One piece of damage to the bytes of a file.
#[derive(Clone, Debug)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, usize),
    Copy { from: Index, len: usize, to: Index },
    Put(Index, &'static str),
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "0",
    "-1",
    "1e999",
    "99999999999999999999",
    "\"\"",
    "\\ud800",
    "\u{202e}",
    "\u{0}",
    "\"orphan\": true,",
    "\"start\": 3,",
    "\"spans\": [],",
    "\"version\": 2,",
];

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), 1usize..40).prop_map(|(at, len)| Damage::Drop(at, len)),
        (any::<Index>(), 1usize..200, any::<Index>()).prop_map(|(from, len, to)| Damage::Copy { from, len, to }),
        (any::<Index>(), proptest::sample::select(PIECES)).prop_map(|(at, piece)| Damage::Put(at, piece)),
    ]
}

fn damaged(mut file: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let place = |at: &Index| at.index(file.len() + 1);
        match damage {
            Damage::Flip(at, bits) => {
                let at = place(at);
                file.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= bits);
            }
            Damage::Cut(at) => file.truncate(place(at)),
            Damage::Drop(at, len) => {
                let start = place(at);
                let end = (start + len).min(file.len());
                file.drain(start..end);
            }
            Damage::Copy { from, len, to } => {
                let (start, to) = (place(from), place(to));
                let piece = file[start..(start + len).min(file.len())].to_vec();
                file.splice(to..to, piece);
            }
            Damage::Put(at, piece) => {
                let at = place(at);
                file.splice(at..at, piece.bytes());
            }
        }
    }
    file
}

/// What was read at all is written so that it is read again as the same.
fn check(json: &str, document: &Document) {
    match native::read(json, document) {
        Ok(read) => {
            let written = write(document, &read.set);
            assert_eq!(native::read(&written, document).unwrap().set, read.set);
        }
        Err(damaged) => assert!(!damaged.why.is_empty() && damaged.line <= json.split('\n').count()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_file_damaged_at_random_is_refused_or_read(damages in proptest::collection::vec(damage(), 1..4)) {
        let (document, set) = everything();
        let file = damaged(write(&document, &set).into_bytes(), &damages);
        check(&String::from_utf8_lossy(&file), &document);
    }

    #[test]
    fn a_whole_file_is_read_for_any_other_article(damages in proptest::collection::vec(damage(), 1..4)) {
        let (document, set) = everything();
        let json = write(&document, &set);
        let text = damaged(TEXT.as_bytes().to_vec(), &damages);
        if let Ok(other) = Document::new("other.txt", String::from_utf8_lossy(&text)) {
            check(&json, &other);
        }
    }

    #[test]
    fn any_text_is_refused(text in "(?s).{0,200}") {
        prop_assert!(native::read(&text, &everything().0).is_err());
    }
}
