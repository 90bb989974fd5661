//! From the bytes of an article to its text, in whatever encoding they are.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// What UTF-8 starts with where it has a mark.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How many bytes are looked at for a guess: more make it no better, and slower.
const GUESSED_FROM_BYTES: usize = 1 << 20;
/// How many characters that read as UTF-8 there must be for each that doesn't, for the file to be UTF-8 all the same.
const GOOD_FOR_ONE_BAD: usize = 4;

/// An encoding that articles are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One of those that web browsers know.
    Web(&'static Encoding),
    Utf32Be,
    Utf32Le,
}

/// How sure it is that a text is read as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Certainty {
    /// Whether nothing but its bytes says in which encoding it is.
    pub is_guess: bool,
    /// How many characters are U+FFFD because their bytes mean nothing in it.
    pub replaced: usize,
}

/// A text with how it was read.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: TextEncoding,
    pub(super) certainty: Certainty,
}

impl TextEncoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Web(UTF_8));

    /// The encoding of that name, as the Encoding Standard of the WHATWG has them, or UTF-32.
    pub fn named(name: &str) -> Option<Self> {
        let utf_32 = |known: &str| name.trim().eq_ignore_ascii_case(known);
        match () {
            () if utf_32("UTF-32BE") || utf_32("UTF-32") => Some(Self(Kind::Utf32Be)),
            () if utf_32("UTF-32LE") => Some(Self(Kind::Utf32Le)),
            () => Encoding::for_label_no_replacement(name.as_bytes()).map(|encoding| Self(Kind::Web(encoding))),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Web(encoding) => encoding.name(),
            Kind::Utf32Be => "UTF-32BE",
            Kind::Utf32Le => "UTF-32LE",
        }
    }

    /// The text of bytes without a mark, and how many of its characters stand for bytes that mean nothing.
    fn decode(self, bytes: &[u8]) -> (String, usize) {
        match self.0 {
            Kind::Web(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                let replaced = if had_errors { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
                (text.into_owned(), replaced)
            }
            Kind::Utf32Be => utf_32(bytes, u32::from_be_bytes),
            Kind::Utf32Le => utf_32(bytes, u32::from_le_bytes),
        }
    }
}

/// Whether bytes start with the mark of an encoding.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    mark(bytes).is_some()
}

/// The mark at the start of bytes: the encoding that it names, and how long it is.
fn mark(bytes: &[u8]) -> Option<(TextEncoding, usize)> {
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    let marks: [(&[u8], Kind); 5] = [
        (b"\xFF\xFE\0\0", Kind::Utf32Le),
        (b"\0\0\xFE\xFF", Kind::Utf32Be),
        (BOM, Kind::Web(UTF_8)),
        (b"\xFF\xFE", Kind::Web(UTF_16LE)),
        (b"\xFE\xFF", Kind::Web(UTF_16BE)),
    ];
    marks.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(mark, kind)| (TextEncoding(*kind), mark.len()))
}

/// Reads bytes in the encoding that is asked for, else in that of their mark, else as UTF-8, else in the likeliest.
pub(super) fn decode(mut bytes: Vec<u8>, asked: Option<TextEncoding>) -> Decoded {
    let marked = mark(&bytes);
    let mark_bytes = marked.filter(|(encoding, _)| asked.is_none_or(|asked| asked == *encoding)).map_or(0, |it| it.1);
    // Moved within its own memory: no second copy.
    bytes.drain(..mark_bytes);
    let encoding = asked.or(marked.map(|(encoding, _)| encoding));
    if encoding.is_some_and(|encoding| encoding != TextEncoding::UTF_8) {
        return otherwise(&bytes, encoding.unwrap_or(TextEncoding::UTF_8), false);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: TextEncoding::UTF_8, certainty: Certainty::default() },
        Err(error) if encoding.is_some() => otherwise(error.as_bytes(), TextEncoding::UTF_8, false),
        Err(error) => {
            let bytes = error.as_bytes();
            let (encoding, is_guess) = guess(bytes);
            otherwise(bytes, encoding, is_guess)
        }
    }
}

fn otherwise(bytes: &[u8], encoding: TextEncoding, is_guess: bool) -> Decoded {
    let (text, replaced) = encoding.decode(bytes);
    Decoded { text, encoding, certainty: Certainty { is_guess, replaced } }
}

/// The likeliest encoding of bytes that are not UTF-8 throughout, and whether it is no more than that.
fn guess(bytes: &[u8]) -> (TextEncoding, bool) {
    let start = bytes.get(..GUESSED_FROM_BYTES).unwrap_or(bytes);
    let lossy = String::from_utf8_lossy(start);
    let bad = match &lossy {
        Cow::Borrowed(_) => 0,
        Cow::Owned(text) => text.matches(char::REPLACEMENT_CHARACTER).count(),
    };
    let good = lossy.chars().filter(|c| !c.is_ascii()).count().saturating_sub(bad);
    // A file that was cut or patched badly is still what nearly all of it is.
    if good >= bad.saturating_mul(GOOD_FOR_ONE_BAD) {
        return (TextEncoding::UTF_8, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(start, true);
    (TextEncoding(Kind::Web(detector.guess(None, Utf8Detection::Deny))), true)
}

/// The text of UTF-32, and how many of its units, a cut one at the end among them, are no characters.
fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> (String, usize) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut replaced = usize::from(!rest.is_empty());
    let mut text: String = units
        .iter()
        .map(|bytes| {
            char::from_u32(unit(*bytes)).unwrap_or_else(|| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, replaced)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str, Certainty) {
        let Decoded { text, encoding, certainty } = decode(bytes.to_vec(), None);
        (text, encoding.name(), certainty)
    }

    #[test]
    fn a_mark_says_the_encoding_and_is_no_text() {
        let sure = Certainty::default();
        let text = "Zoë 🦊";
        let utf_16: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = utf_16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = utf_16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let wide_big: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        for (mark, bytes, name) in [
            (&b"\xEF\xBB\xBF"[..], text.as_bytes(), "UTF-8"),
            (b"\xFF\xFE", &little, "UTF-16LE"),
            (b"\xFE\xFF", &big, "UTF-16BE"),
            (b"\xFF\xFE\0\0", &wide, "UTF-32LE"),
            (b"\0\0\xFE\xFF", &wide_big, "UTF-32BE"),
        ] {
            assert_eq!(read(&[mark, bytes].concat()), (text.to_owned(), name, sure));
        }
    }

    #[test]
    fn what_is_cut_or_means_nothing_is_replaced_and_counted() {
        let replaced = |replaced| Certainty { is_guess: false, replaced };
        assert_eq!(read(b"\xFF\xFEa\0\x00\xD8b\0\x63"), ("a\u{FFFD}b\u{FFFD}".to_owned(), "UTF-16LE", replaced(2)));
        assert_eq!(
            read(b"\xFF\xFE\0\0a\0\0\0\0\xD8\0\0b\0"),
            ("a\u{FFFD}\u{FFFD}".to_owned(), "UTF-32LE", replaced(2))
        );
        let text = "“Nobody,” he said, “was told”—café, naïve, Zoë".as_bytes();
        let (lossy, name, certainty) = read(&[text, b" \xE9nd"].concat());
        assert_eq!((name, certainty), ("UTF-8", replaced(1)));
        assert!(lossy.ends_with(" \u{FFFD}nd"), "{lossy}");
    }

    #[test]
    fn older_encodings_are_guessed() {
        let guess = Certainty { is_guess: true, replaced: 0 };
        let western =
            "The caf\u{e9} owner\u{2019}s \u{201c}na\u{ef}ve\u{201d} answer surprised no one in the r\u{e9}gion.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(western);
        assert_eq!(read(&bytes), (western.to_owned(), "windows-1252", guess));
        let russian = "Министр сказал, что плотина безопасна, но журналистам отчёт не показали.";
        for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_U] {
            let (bytes, ..) = encoding.encode(russian);
            assert_eq!(read(&bytes), (russian.to_owned(), encoding.name(), guess));
        }
        let japanese = "大臣はダムは安全だと述べたが、報告書は公表されていない。";
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(japanese);
        assert_eq!(read(&bytes), (japanese.to_owned(), "Shift_JIS", guess));
    }

    #[test]
    fn what_is_asked_for_is_done() {
        let Decoded { text, certainty, .. } = decode(b"caf\xE9".to_vec(), TextEncoding::named("latin1"));
        assert_eq!((text.as_str(), certainty), ("café", Certainty::default()));
        assert_eq!(TextEncoding::named("utf-32le").map(TextEncoding::name), Some("UTF-32LE"));
        assert_eq!(TextEncoding::named("utf-9"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..400), asked in any::<bool>()) {
            let encoding = asked.then(|| TextEncoding::named("UTF-32").unwrap());
            let Decoded { text, certainty, .. } = decode(bytes, encoding);
            let shown = text.matches(char::REPLACEMENT_CHARACTER).count();
            prop_assert!(shown >= certainty.replaced);
        }

        #[test]
        fn utf_8_is_read_as_it_stands(text in "\\PC{0,200}") {
            let without = text.trim_start_matches('\u{feff}');
            prop_assert_eq!(read(without.as_bytes()), (without.to_owned(), "UTF-8", Certainty::default()));
        }
    }
}
