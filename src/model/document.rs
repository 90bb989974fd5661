//! The article: its text exactly as read, and the places in it.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;
use std::sync::{Mutex, OnceLock};

use super::grapheme::{self, FlagRuns};
use super::payload::{Carried, payloads, trim_end, trim_start};
use super::span::{Offset, Span, Spans};
use super::stretch;
use super::unseen::is_unseen;

/// How many bytes of text one entry of the code point index stands for.
const BLOCK_BYTES: usize = 1024;

/// Within a block, code points are counted by pieces of so many bytes; fewer than 256.
const PIECE_BYTES: usize = 64;

/// An immutable article.
///
/// Its text is never empty, and never normalised: neither its line ends nor its characters.
#[derive(Debug)]
pub struct Document {
    name: String,
    text: String,
    sha256: OnceLock<String>,
    /// Code points that start before each block of the text. Made when first asked for, because only saving asks.
    code_points: OnceLock<Vec<usize>>,
    payloads: OnceLock<Vec<Carried>>,
    flags: OnceLock<FlagRuns>,
    /// The stretch that was asked for last: one key asks for the same one many times.
    last_stretch: Mutex<Range<usize>>,
}

/// A document has at least one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the article is empty")]
pub struct Empty;

impl Document {
    /// The document of that file name and text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Empty> {
        let (name, text) = (name.into(), text.into());
        if text.is_empty() {
            return Err(Empty);
        }
        Ok(Self {
            name,
            text,
            sha256: OnceLock::new(),
            code_points: OnceLock::new(),
            payloads: OnceLock::new(),
            flags: OnceLock::new(),
            last_stretch: Mutex::default(),
        })
    }

    /// The file name, without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The SHA-256 of the file's bytes in lower-case hexadecimal, once somebody has computed it.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.get().map(String::as_str)
    }

    /// Says what the SHA-256 of the file's bytes is; `compute` is called once at most.
    pub fn sha256_or_init(&self, compute: impl FnOnce() -> String) -> &str {
        self.sha256.get_or_init(compute)
    }

    /// The first place.
    pub fn start(&self) -> Offset {
        Offset::checked_by_document(0)
    }

    /// The place after the last grapheme cluster.
    pub fn end(&self) -> Offset {
        Offset::checked_by_document(self.text.len())
    }

    /// The place where the last grapheme cluster starts.
    pub fn last(&self) -> Offset {
        self.previous_grapheme(self.end())
    }

    /// The place at `byte`, if that is a grapheme boundary.
    pub fn offset(&self, byte: usize) -> Option<Offset> {
        self.is_grapheme_boundary(byte).then(|| Offset::checked_by_document(byte))
    }

    /// The place at `byte` or the nearest before it.
    pub fn offset_at_or_before(&self, byte: usize) -> Offset {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        self.offset(byte).unwrap_or_else(|| self.previous_grapheme(Offset::checked_by_document(byte)))
    }

    /// The span between two bytes, if both are grapheme boundaries and different.
    pub fn span(&self, bytes: Range<usize>) -> Option<Span> {
        Span::between(self.offset(bytes.start)?, self.offset(bytes.end)?)
    }

    /// The place one grapheme cluster on, or the end.
    pub fn next_grapheme(&self, place: Offset) -> Offset {
        if self.is_plain(place.byte()) && self.is_plain(place.byte().saturating_add(1)) {
            return Offset::checked_by_document(place.byte().saturating_add(1));
        }
        Offset::checked_by_document(grapheme::next_boundary(&self.text, place.byte()))
    }

    /// The place one grapheme cluster back, or the start.
    pub fn previous_grapheme(&self, place: Offset) -> Offset {
        if let Some(before) = place.byte().checked_sub(1)
            && self.is_plain(before)
            && before.checked_sub(1).is_none_or(|byte| self.is_plain(byte))
        {
            return Offset::checked_by_document(before);
        }
        Offset::checked_by_document(self.flags().previous_boundary(&self.text, place.byte()))
    }

    /// The last grapheme cluster of a span that is neither white space nor a payload, if there is one.
    pub fn last_visible(&self, span: Span) -> Option<Offset> {
        let visible = trim_end(self.quote(span)).len().checked_sub(1)?;
        Some(self.offset_at_or_before(span.start().byte().saturating_add(visible)))
    }

    /// The same span without the blanks and payloads at its ends; `None` where it has nothing but blanks and what shows
    /// nothing.
    pub fn without_blanks(&self, span: Span) -> Option<Span> {
        let quote = self.quote(span);
        if quote.chars().all(|c| c.is_whitespace() || is_unseen(c)) {
            return None;
        }
        let blanks = quote.len().saturating_sub(trim_start(quote).len());
        // A mark may stand upon a blank: then the two are one character.
        let start = self.offset_at_or_before(span.start().byte().saturating_add(blanks));
        let end = self.next_grapheme(self.last_visible(span)?);
        Span::between(start, end)
    }

    /// The same spans, each without the blanks at its ends; `None` where none has anything else.
    pub fn all_without_blanks(&self, spans: &Spans) -> Option<Spans> {
        Spans::new(spans.as_slice().iter().filter_map(|span| self.without_blanks(*span)))
    }

    /// The text of a span; empty for a span of another document that doesn't fit here.
    pub fn quote(&self, span: Span) -> &str {
        self.slice(span.bytes())
    }

    /// The text of those bytes; empty where they are no piece of the text.
    pub fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The stretch of text that `place` is in, in bytes: its paragraph, or a piece of a paragraph too long to look at per key.
    ///
    /// Stretches cover the text without a gap, and none is longer than about seven kilobytes.
    pub fn stretch(&self, place: Offset) -> Range<usize> {
        // Should a thread have panicked meanwhile, what it left is as good as what is worked out anew.
        let mut last = self.last_stretch.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !last.contains(&place.byte()) {
            *last = stretch::around(&self.text, self.flags(), place.byte());
        }
        last.clone()
    }

    /// How many code points the text has.
    pub fn characters(&self) -> usize {
        self.code_point(self.end())
    }

    /// How many code points of a span a reader sees: all but those of payloads.
    pub fn read_characters(&self, span: Span) -> usize {
        let all = self.code_point(span.end()).saturating_sub(self.code_point(span.start()));
        let bytes = span.bytes();
        let first = self.payloads().partition_point(|it| it.bytes.start < bytes.start);
        let after = self.payloads().iter().skip(first).take_while(|it| it.bytes.start < bytes.end);
        all.saturating_sub(after.map(|it| it.characters).sum())
    }

    /// How many code points of the text a reader sees: all but those of payloads.
    pub fn all_read_characters(&self) -> usize {
        Span::between(self.start(), self.end()).map_or(0, |all| self.read_characters(all))
    }

    /// The payloads that the text carries, in its order.
    pub fn payloads(&self) -> &[Carried] {
        self.payloads.get_or_init(|| payloads(&self.text).collect())
    }

    /// How many code points come before `place`.
    pub fn code_point(&self, place: Offset) -> usize {
        let block = place.byte() / BLOCK_BYTES;
        let before = self.code_point_index().get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block.saturating_mul(BLOCK_BYTES)..place.byte()).unwrap_or_default();
        before.saturating_add(count_starts(rest))
    }

    /// The byte at which the code point with that number starts; the text's length for the number after the last.
    pub fn byte_of_code_point(&self, code_point: usize) -> Option<usize> {
        let index = self.code_point_index();
        let block =
            index.partition_point(|&before| before <= code_point).checked_sub(1)?.min(self.text.len() / BLOCK_BYTES);
        let mut left = code_point.saturating_sub(*index.get(block)?);
        let mut byte = block.saturating_mul(BLOCK_BYTES);
        // Short pieces are counted whole, many bytes at a time, until the piece that it starts in.
        for piece in self.text.as_bytes().get(byte..)?.chunks(PIECE_BYTES) {
            let starts = count_starts(piece);
            if left < starts {
                return nth_start(piece, left).map(|nth| byte.saturating_add(nth));
            }
            left = left.saturating_sub(starts);
            byte = byte.saturating_add(piece.len());
        }
        (left == 0).then_some(byte)
    }

    fn flags(&self) -> &FlagRuns {
        self.flags.get_or_init(|| FlagRuns::of(&self.text))
    }

    fn code_point_index(&self) -> &[usize] {
        self.code_points.get_or_init(|| {
            let mut before = 0_usize;
            let blocks = self.text.as_bytes().chunks(BLOCK_BYTES).map(count_starts);
            std::iter::once(0)
                .chain(blocks)
                .map(|count| {
                    before = before.saturating_add(count);
                    before
                })
                .collect()
        })
    }

    /// Whether a printable ASCII character starts there: between two of them there always is a boundary, and most text is
    /// made of them.
    fn is_plain(&self, byte: usize) -> bool {
        matches!(self.text.as_bytes().get(byte), Some(b' '..=b'~'))
    }

    fn is_grapheme_boundary(&self, byte: usize) -> bool {
        if self.is_plain(byte) && byte.checked_sub(1).is_none_or(|before| self.is_plain(before)) {
            return true;
        }
        self.flags().is_boundary(&self.text, byte)
    }
}

/// Whether a code point starts at this byte of UTF-8.
const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// Where the code point with that number starts among these bytes of UTF-8.
fn nth_start(bytes: &[u8], nth: usize) -> Option<usize> {
    bytes.iter().enumerate().filter(|(_, byte)| is_start(**byte)).nth(nth).map(|(at, _)| at)
}

/// How many code points start in these bytes of UTF-8.
fn count_starts(bytes: &[u8]) -> usize {
    // Summed as bytes and a few bytes at a time, so that sixteen are counted at once.
    bytes
        .chunks(PIECE_BYTES)
        .map(|piece| usize::from(piece.iter().map(|byte| u8::from(is_start(*byte))).sum::<u8>()))
        .sum()
}
