//! How a span is found again: its quote, what stands around it, and where it was.
//!
//! After the text quote and text position selectors of the W3C Web Annotation Data Model, section 4.2.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use super::document::Document;
use super::span::Span;

/// How many code points of context a selector keeps on each side.
pub const CONTEXT_CODE_POINTS: usize = 32;

/// A span as it can be recognised in another version of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// Where it started: code points from the start of the text.
    pub start: usize,
    /// Where it ended, excluded: code points from the start of the text.
    pub end: usize,
    /// Its text.
    pub quote: String,
    /// Up to [`CONTEXT_CODE_POINTS`] code points before it.
    pub prefix: String,
    /// Up to [`CONTEXT_CODE_POINTS`] code points after it.
    pub suffix: String,
}

/// Why a selector doesn't stand in a document where it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    /// Its end isn't after its start.
    #[error("the end {end} is not after the start {start}")]
    Empty {
        /// In code points.
        start: usize,
        /// In code points.
        end: usize,
    },
    /// It ends after the text does.
    #[error("the end {end} is past the article's {characters} characters")]
    PastTheEnd {
        /// In code points.
        end: usize,
        /// How many code points the text has.
        characters: usize,
    },
    /// Another text stands there.
    #[error("the article has “{found}” there, not “{quote}”")]
    OtherText {
        /// What the selector says.
        quote: String,
        /// What the document says.
        found: String,
    },
    /// It starts or ends inside a character as readers see it.
    #[error("it cuts a character in two")]
    InsideCharacter,
    /// Its text stands there, but it may be another piece with the same text.
    #[error("the article has its text there, but other text around it")]
    OtherSurroundings,
}

impl Misplaced {
    /// Why annotations don't stand where their selectors say, the first reason of all.
    pub fn of(selectors: &[Selector], document: &Document) -> Self {
        selectors.iter().find_map(|it| it.in_place(document).err()).unwrap_or(Self::OtherSurroundings)
    }
}

impl Selector {
    /// The selector of a span.
    pub fn of(span: Span, document: &Document) -> Self {
        let text = document.text();
        let before = document.slice(0..span.start().byte());
        let after = document.slice(span.end().byte()..text.len());
        let prefix =
            before.char_indices().rev().take(CONTEXT_CODE_POINTS).last().map_or(before.len(), |(byte, _)| byte);
        let suffix = after.char_indices().nth(CONTEXT_CODE_POINTS).map_or(after.len(), |(byte, _)| byte);
        let start = document.code_point(span.start());
        let quote = document.quote(span);
        Self {
            start,
            end: start.saturating_add(quote.chars().count()),
            quote: quote.to_owned(),
            prefix: before.get(prefix..).unwrap_or_default().to_owned(),
            suffix: after.get(..suffix).unwrap_or_default().to_owned(),
        }
    }

    /// Whether its quote stands at its own position, with all that it knows around it.
    pub fn holds(&self, document: &Document) -> bool {
        self.in_place(document).is_ok_and(|span| {
            let now = Self::of(span, document);
            now.prefix.ends_with(&self.prefix) && now.suffix.starts_with(&self.suffix)
        })
    }

    /// The span at its own position, if its quote stands there.
    pub fn in_place(&self, document: &Document) -> Result<Span, Misplaced> {
        let (start, end) = (self.start, self.end);
        if start >= end {
            return Err(Misplaced::Empty { start, end });
        }
        let past_the_end = || Misplaced::PastTheEnd { end, characters: document.characters() };
        let first = document.byte_of_code_point(start).ok_or_else(past_the_end)?;
        let last = document.byte_of_code_point(end).ok_or_else(past_the_end)?;
        let found = document.slice(first..last);
        if found != self.quote {
            return Err(Misplaced::OtherText { quote: self.quote.clone(), found: found.to_owned() });
        }
        document.span(first..last).ok_or(Misplaced::InsideCharacter)
    }
}
