//! Folding: a text as a reader compares it, whatever characters it is made of.
//!
//! Each grapheme cluster is folded by itself, in these steps:
//!
//! 1. A run of white space, line ends among it, becomes one blank.
//! 2. What a reader never misses is dropped: soft hyphens, joiners, variation selectors.
//! 3. Quotes become `'` or `"`, dashes `-`, and the slash of a fraction `/`.
//! 4. Compatibility forms are taken apart (`ﬁ` is `fi`), case is folded (`ß` is `ss`, `ς` is `σ`), and what is left is put
//!    together again: the result is in Unicode's normalisation form NFKC.
//!
//! A folded text knows where each piece of it comes from:
//!
//! ```text
//! the text   B r i U+00AD d g e   i s ⏎ ␣ ﬁ n a l
//! folded     b r i        d g e ␣ i s ␣   f i n a l
//! ```

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::grapheme::first_len;
use super::unseen::is_ignorable;

/// Returns a text folded.
pub fn fold(text: &str) -> String {
    Folded::of(text, Folding::Reading).text
}

/// How much is folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Folding {
    /// All of it.
    #[default]
    Reading,
    /// All but the case of letters.
    Cased,
    /// Nothing: for what a reader never sees, and so would fold to nothing.
    Exact,
}

/// A folded piece of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// What is compared.
    pub(super) text: String,
    folding: Folding,
    /// Where it comes from, in order.
    runs: Vec<Run>,
    /// Whether the last thing taken was white space.
    after_blank: bool,
}

/// A piece of the folded text, up to the next one.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where it starts in the folded text, in bytes.
    folded: usize,
    /// Where it starts in the text, in bytes.
    start: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Each character of the text is one of as many bytes here, and a cluster by itself.
    Even,
    /// One grapheme cluster that ends at this byte of the text. Of a single character such as `½` a part of what it
    /// stands for is found too (`divisible`); a letter without its accent is not.
    Cluster { end: usize, divisible: bool },
}

impl Folded {
    /// Nothing yet.
    pub(super) fn new(folding: Folding) -> Self {
        Self { folding, ..Self::default() }
    }

    /// A whole text.
    pub(super) fn of(text: &str, folding: Folding) -> Self {
        let mut folded = Self::new(folding);
        folded.extend(text, 0, usize::MAX);
        folded
    }

    /// Folds what follows: the text from byte `start` on, a boundary of grapheme clusters, until it ends or `enough` bytes
    /// of folded text are there. Returns the byte up to which it is folded.
    pub(super) fn extend(&mut self, text: &str, start: usize, enough: usize) -> usize {
        let mut at = start;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && self.text.len() < enough) {
            let plain = if self.folding == Folding::Reading { self.plain(rest, at) } else { 0 };
            at = at.saturating_add(if plain > 0 { plain } else { self.cluster(rest, at) });
        }
        at
    }

    /// Forgets what lies before a byte of the folded text, or a little less, and returns where that byte is now.
    pub(super) fn forget(&mut self, byte: usize) -> usize {
        let first = self.runs.partition_point(|run| run.folded <= byte).saturating_sub(1);
        let Some(run) = self.runs.get_mut(first) else { return byte };
        if run.kind == Kind::Even {
            let dropped = self.text.floor_char_boundary(byte).saturating_sub(run.folded);
            (run.start, run.folded) = (run.start.saturating_add(dropped), run.folded.saturating_add(dropped));
        }
        let from = run.folded;
        self.runs.drain(..first);
        self.text.drain(..from);
        self.runs.iter_mut().for_each(|run| run.folded = run.folded.saturating_sub(from));
        byte.saturating_sub(from)
    }

    /// The bytes of the text that a piece of the folded text stands for; `None` where it cuts a character.
    pub(super) fn source(&self, piece: Range<usize>) -> Option<Range<usize>> {
        let first = self.run_at(piece.start)?;
        let start = match self.runs.get(first)? {
            Run { folded, start, kind: Kind::Even } => start.saturating_add(piece.start.saturating_sub(*folded)),
            Run { folded, kind: Kind::Cluster { divisible: false, .. }, .. } if *folded < piece.start => return None,
            Run { start, .. } => *start,
        };
        let last = self.run_at(piece.end.checked_sub(1)?)?;
        let after = self.runs.get(last.saturating_add(1)).map_or(self.text.len(), |run| run.folded);
        let end = match self.runs.get(last)? {
            Run { folded, start, kind: Kind::Even } => start.saturating_add(piece.end.saturating_sub(*folded)),
            Run { kind: Kind::Cluster { divisible: false, .. }, .. } if piece.end < after => return None,
            Run { kind: Kind::Cluster { end, .. }, .. } => *end,
        };
        Some(start..end)
    }

    fn run_at(&self, byte: usize) -> Option<usize> {
        self.runs.partition_point(|run| run.folded <= byte).checked_sub(1)
    }

    /// Takes the ASCII characters at the start of `rest` that no other joins, and returns how many there are.
    fn plain(&mut self, rest: &str, at: usize) -> usize {
        let bytes = rest.as_bytes();
        let mut after_blank = self.after_blank;
        let mut taken = 0_usize;
        for &byte in bytes.iter().take(PLAIN_BYTES) {
            let blank = matches!(byte, b' ' | b'\n' | b'\t');
            if !matches!(byte, b' '..=b'_' | b'a'..=b'~' | b'\n' | b'\t') || (blank && after_blank) {
                break;
            }
            after_blank = blank;
            taken = taken.saturating_add(1);
        }
        // A mark may follow, which makes one cluster of both.
        if bytes.get(taken).is_some_and(|next| !next.is_ascii()) {
            taken = taken.saturating_sub(1);
        }
        let Some(piece) = bytes.get(..taken).filter(|piece| !piece.is_empty()) else { return 0 };
        self.begin_even(at);
        self.text.extend(piece.iter().map(|byte| match byte {
            b'\n' | b'\t' => ' ',
            byte => char::from(byte.to_ascii_lowercase()),
        }));
        self.after_blank = self.text.ends_with(' ');
        taken
    }

    /// Takes the grapheme cluster at the start of `rest`, and returns how many bytes it has.
    fn cluster(&mut self, rest: &str, at: usize) -> usize {
        let len = first_len(rest).unwrap_or(rest.len());
        let cluster = rest.get(..len).unwrap_or(rest);
        let mut chars = cluster.chars();
        let only = chars.next().filter(|_| chars.as_str().is_empty());
        if self.folding != Folding::Exact && cluster.chars().all(char::is_whitespace) {
            if !std::mem::replace(&mut self.after_blank, true) {
                self.begin(at, Kind::Cluster { end: at.saturating_add(len), divisible: false });
                self.text.push(' ');
            }
            return len;
        }
        if self.folding == Folding::Reading
            && let Some(same) = only.and_then(folded_alone)
        {
            self.begin_even(at);
            self.text.push(same);
            self.after_blank = false;
            return len;
        }
        let before = self.text.len();
        push_folded(&mut self.text, cluster, self.folding);
        let new = self.text.get(before..).unwrap_or_default();
        if !new.is_empty() {
            let divisible = only.is_some() && !new.chars().any(is_combining_mark);
            self.runs.push(Run {
                folded: before,
                start: at,
                kind: Kind::Cluster { end: at.saturating_add(len), divisible },
            });
            self.after_blank = false;
        }
        len
    }

    /// Begins a run at the end of what is folded.
    fn begin(&mut self, start: usize, kind: Kind) {
        self.runs.push(Run { folded: self.text.len(), start, kind });
    }

    /// Begins an even run, unless the last one goes on.
    fn begin_even(&mut self, start: usize) {
        let goes_on = self.runs.last().is_some_and(|run| {
            let taken = self.text.len().saturating_sub(run.folded);
            run.kind == Kind::Even && run.start.saturating_add(taken) == start
        });
        if !goes_on {
            self.begin(start, Kind::Even);
        }
    }
}

/// How many plain characters are taken at once.
const PLAIN_BYTES: usize = 4096;

/// The folded form of a letter for which no table has to be asked, of as many bytes.
fn folded_alone(c: char) -> Option<char> {
    match c {
        // Small Latin, Greek and Cyrillic letters; Hebrew and Arabic ones; kana, Han and Hangul.
        'à'..='ÿ'
        | 'α'..='ρ'
        | 'σ'..='ω'
        | 'а'..='џ'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' => Some(c),
        'А'..='Я' | 'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(c).saturating_add(0x20)),
        _ => None,
    }
}

/// Adds a cluster, folded by the tables of Unicode.
fn push_folded(to: &mut String, cluster: &str, folding: Folding) {
    if folding == Folding::Exact {
        to.push_str(cluster);
        return;
    }
    // Quotes before they are taken apart, since `´` would become a blank and an accent; and what comes out again.
    let kept = cluster.chars().filter(|c| !is_ignorable(*c)).map(straight).nfkd().map(straight);
    if folding == Folding::Cased {
        to.extend(kept.nfkc());
    } else {
        // Small letters of the capitals are the same for `ς` and `σ`, and for `ß` and `ss`; the capital of `ẞ` is itself.
        let capitals = kept.flat_map(char::to_lowercase).flat_map(char::to_uppercase);
        to.extend(capitals.flat_map(char::to_lowercase).nfkc());
    }
}

/// The character as people type it.
fn straight(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}' | '\u{2BC}' | '\u{2B9}' | '‹' | '›' | '`' | '´' | '׳' => {
            '\''
        }
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{2036}' | '\u{301D}'..='\u{301F}' | '«' | '»' | '״' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5BE}' => '-',
        '\u{2044}' => '/',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_that_read_alike_fold_alike() {
        for (one, other) in [
            ("final", "ﬁnal"),
            ("bridge", "bri\u{ad}dge"),
            ("Osk's", "Osk’s"),
            ("Zoë", "Zoe\u{308}"),
            ("the bridge", "THE\u{a0}\r\n  \u{200b}\tBridge"),
            ("\"no\" -- 'no'", "«no» –— ‘no’"),
            ("STRASSE", "straße"),
            ("STRAẞE", "straße"),
            ("ΟΔΟΣ", "οδος"),
            ("1/2 ...", "½ …"),
            ("ABC", "ＡＢＣ"),
            ("ガ", "ｶﾞ"),
            ("한국", "\u{1112}\u{1161}\u{11ab}국"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
        assert_ne!(fold("Zoe"), fold("Zoë"));
    }

    #[test]
    fn case_is_kept_where_it_counts() {
        assert_eq!(Folded::of("O’Brien Zoe\u{308}", Folding::Cased).text, "O'Brien Zoë");
    }

    #[test]
    fn a_piece_is_traced_to_whole_characters() {
        let traced = |text: &str, piece: &str| {
            let folded = Folded::of(text, Folding::Reading);
            let start = folded.text.find(piece).unwrap();
            folded.source(start..start + piece.len()).map(|bytes| text[bytes].to_owned())
        };
        assert_eq!(traced("a bri\u{ad}dge.", "bridge").as_deref(), Some("bri\u{ad}dge"));
        assert_eq!(traced("the ﬁnal", "inal").as_deref(), Some("ﬁnal"));
        assert_eq!(traced("so q\u{308}z", "q"), None, "a letter is not found without its accent");
        assert_eq!(traced("so q\u{308}z", "z").as_deref(), Some("z"));
        assert_eq!(traced("a \n b", "a b").as_deref(), Some("a \n b"));
    }

    #[test]
    fn a_letter_that_needs_no_table_is_folded_as_the_tables_say() {
        for c in '\0'..=char::MAX {
            let mut by_tables = String::new();
            push_folded(&mut by_tables, c.encode_utf8(&mut [0; 4]), Folding::Reading);
            if let Some(alone) = folded_alone(c) {
                assert_eq!(by_tables, alone.to_string(), "{c}");
                assert_eq!(alone.len_utf8(), c.len_utf8(), "{c}");
            }
            if c.is_ascii() && !c.is_whitespace() {
                assert_eq!(fold(&c.to_string()), by_tables, "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "([a-zA-Z \n]|\\PC|[\r\u{301}\u{ad}ßςﬁ½İ’]){0,40}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn what_is_forgotten_changes_nothing_of_the_rest(text in "([a-c \n]|\\PC|[\r\u{301}\u{ad}ﬁ]){1,40}", at in 0..40_usize) {
            let whole = Folded::of(&text, Folding::Reading);
            let byte = whole.text.floor_char_boundary(at.min(whole.text.len()));
            let mut rest = whole.clone();
            let now = rest.forget(byte);
            prop_assert_eq!(&rest.text[now..], &whole.text[byte..]);
            for (nth, c) in whole.text[byte..].char_indices() {
                let piece = |from: usize| from + nth..from + nth + c.len_utf8();
                prop_assert_eq!(rest.source(piece(now)), whole.source(piece(byte)));
            }
        }
    }
}
