//! A passage: the words of a piece of text, what stands between them, its quotations and its sentences.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::{BitOr, Range};

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::Class;
use super::quotation::{Quotation, Quotations};
use super::sentence::sentences;
use crate::model::document::Document;
use crate::model::payload::trim_end;
use crate::model::span::Span;

/// How far before and after the text asked for a passage reaches at most, in bytes, to take in whole paragraphs.
const CONTEXT_BYTES: usize = 2048;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const SPACE: Self = Self(1);
    pub(super) const COMMA: Self = Self(1 << 1);
    /// A full stop or what stands for one, also after an abbreviation.
    pub(super) const STOP: Self = Self(1 << 2);
    pub(super) const COLON: Self = Self(1 << 3);
    pub(super) const SEMICOLON: Self = Self(1 << 4);
    pub(super) const DASH: Self = Self(1 << 5);
    /// A quotation starts.
    pub(super) const OPEN: Self = Self(1 << 6);
    /// A quotation ends.
    pub(super) const CLOSE: Self = Self(1 << 7);
    pub(super) const BRACKET: Self = Self(1 << 8);
    /// A line ends.
    pub(super) const LINE: Self = Self(1 << 9);
    /// A paragraph ends.
    pub(super) const PARAGRAPH: Self = Self(1 << 10);
    /// A sentence starts.
    pub(super) const SENTENCE: Self = Self(1 << 11);
    /// Nothing but what joins the two into one, such as a hyphen.
    pub(super) const JOINT: Self = Self(1 << 12);
    /// What no phrase goes beyond.
    pub(super) const HARD: Self =
        Self(Self::COLON.0 | Self::SEMICOLON.0 | Self::DASH.0 | Self::OPEN.0 | Self::CLOSE.0 | Self::SENTENCE.0);

    /// What a piece of text between two words is, its quotes apart.
    fn of(text: &str) -> Self {
        let mut bits = 0;
        let mut previous = None;
        for c in text.chars() {
            bits |= match c {
                '\n' if bits & Self::LINE.0 != 0 => Self::PARAGRAPH.0,
                '\n' => Self::LINE.0 | Self::SPACE.0,
                ',' | '،' | '、' | '，' => Self::COMMA.0,
                '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' => Self::STOP.0,
                ':' | '：' => Self::COLON.0,
                ';' | '；' | '؛' => Self::SEMICOLON.0,
                '—' | '–' | '―' => Self::DASH.0,
                '-' if matches!(previous, Some('-' | ' ')) => Self::DASH.0,
                '(' | ')' | '[' | ']' => Self::BRACKET.0,
                c if c.is_whitespace() => Self::SPACE.0,
                _ => 0,
            };
            previous = Some(c);
        }
        let joins = matches!(text, "-" | "‑" | "/" | "'" | "’" | "");
        Self(if joins { Self::JOINT.0 } else { bits })
    }

    /// Whether it is any of those.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is this if `condition` holds.
    fn with_if(self, other: Self, condition: bool) -> Self {
        if condition { self.and(other) } else { self }
    }
}

impl BitOr for Gap {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// A word, in bytes of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the opening quote or the sign before it starts; its own start where there is none.
    pub(super) mark: usize,
    /// Where the closing quote after it ends, with the punctuation inside; its own end where there is none.
    pub(super) close: usize,
    /// Where the bracket that closes after it ends; its own end where there is none.
    pub(super) bracket: usize,
    /// Where the comma or full stop ends that is attached to all of these; the end of the last of them where there is none.
    pub(super) point: usize,
    /// Where it ends without `’s` and the like; its own end where it has none.
    pub(super) stem: usize,
    pub(super) class: Class,
    /// What stands before it.
    pub(super) gap: Gap,
    /// The number of its sentence in the passage.
    pub(super) sentence: usize,
    /// Whether it stands inside a quotation.
    pub(in crate::model) quoted: bool,
}

impl Word {
    /// Whether it is any of those.
    pub(super) const fn is(&self, any: Class) -> bool {
        self.class.has(any)
    }
}

/// The words of a piece of text with what is around them.
#[derive(Debug)]
pub(super) struct Passage {
    pub(super) words: Vec<Word>,
    pub(super) quotations: Vec<Quotation>,
    /// Its sentences in bytes of the document, without the white space between them.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Passage {
    /// The passage that holds a span and the paragraphs it is in, as far as they are not too long.
    pub(super) fn around(document: &Document, span: Span) -> Self {
        let first = document.stretch(span.start()).start.max(span.start().byte().saturating_sub(CONTEXT_BYTES));
        let last = document.stretch(document.previous_grapheme(span.end())).end;
        let end = last.min(span.end().byte().saturating_add(CONTEXT_BYTES));
        let (start, end) = (document.offset_at_or_before(first).byte(), document.offset_at_or_before(end).byte());
        Self::of(document.slice(start..end), start)
    }

    /// The passage of a text that starts at byte `start` of its document.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let sentences = sentences_of(text, start);
        let mut words = Vec::with_capacity((text.len() / 6).saturating_add(1));
        let mut quotations = Quotations::of(text, start);
        let (mut end, mut sentence) = (0, 0);
        for (at, word) in text.unicode_word_indices() {
            let word = trim_end(word);
            let gap_text = text.get(end..at).unwrap_or_default();
            let mut gap = if gap_text == " " { Gap::SPACE } else { Gap::of(gap_text) };
            let mut mark = at;
            let mut closed_at = None;
            if gap_text != " " && !gap_text.is_empty() {
                mark = at.saturating_sub(sign_bytes(gap_text));
            }
            if quotations.turns_before(at) {
                let found = quotations.read_to(at, words.len());
                gap = gap.with_if(Gap::OPEN, found.opens).with_if(Gap::CLOSE, found.closes);
                mark = found.opens_at.unwrap_or(mark);
                closed_at = found.closed_at;
            }
            let is_first = words.is_empty();
            let before = sentence;
            while sentences.get(sentence).is_some_and(|range: &Range<usize>| range.end <= start.saturating_add(at)) {
                sentence = sentence.saturating_add(1);
            }
            gap = gap.with_if(Gap::SENTENCE, is_first || before != sentence);
            // What starts a sentence is joined to nothing.
            gap = if gap == Gap::JOINT.and(Gap::SENTENCE) { Gap::SENTENCE } else { gap };
            if !gap.has(Gap::JOINT) && gap_text != " " {
                take_in(words.last_mut(), text, end..at, closed_at, start, gap);
            }
            end = at.saturating_add(word.len());
            words.push(Word {
                start: start.saturating_add(at),
                end: start.saturating_add(end),
                mark: start.saturating_add(mark),
                close: start.saturating_add(end),
                bracket: start.saturating_add(end),
                point: start.saturating_add(end),
                stem: start.saturating_add(at).saturating_add(stem_bytes(word)),
                class: Class::of(word),
                gap,
                sentence,
                quoted: quotations.is_open(),
            });
        }
        let found = quotations.read_to(text.len(), words.len());
        take_in(words.last_mut(), text, end..text.len(), found.closed_at, start, Gap::SENTENCE);
        Self { words, quotations: quotations.found, sentences }
    }

    /// The word of that number; an empty one where there is none.
    pub(super) fn word(&self, nth: usize) -> Word {
        self.words.get(nth).copied().unwrap_or_default()
    }

    /// What stands before the word of that number; the end of everything where there is none.
    pub(super) fn gap(&self, nth: usize) -> Gap {
        self.words.get(nth).map_or(Gap::HARD, |word| word.gap)
    }

    /// The number of the first word that starts at or after a byte.
    pub(super) fn word_from(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.start < byte)
    }

    /// The words of the sentence that a word is in.
    pub(super) fn sentence_of(&self, nth: usize) -> Range<usize> {
        let sentence = self.word(nth).sentence;
        let start = self.words.partition_point(|word| word.sentence < sentence);
        let end = self.words.partition_point(|word| word.sentence <= sentence);
        start..end
    }

    /// The quotation that starts with a word, if one does.
    pub(super) fn quotation_from(&self, nth: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|quotation| quotation.words.start < nth);
        self.quotations.get(at).filter(|quotation| quotation.words.start == nth)
    }
}

/// How long the currency sign or the like is that a word starts with, in bytes.
fn sign_bytes(gap: &str) -> usize {
    gap.chars().next_back().filter(|c| matches!(c, '$' | '£' | '€' | '¥' | '#' | '@')).map_or(0, char::len_utf8)
}

/// How long a word is without `’s` and the like, in bytes.
fn stem_bytes(word: &str) -> usize {
    let apostrophe = word.rfind(['\'', '’']).filter(|at| *at > 0 && word.len().saturating_sub(*at) <= 5);
    apostrophe.unwrap_or(word.len())
}

/// Takes into a word what is attached to its end; `between` is what stands between it and the next, in bytes of the text.
fn take_in(
    word: Option<&mut Word>,
    text: &str,
    between: Range<usize>,
    closed_at: Option<usize>,
    start: usize,
    gap: Gap,
) {
    let Some(word) = word else {
        return;
    };
    let all = text.get(between.clone()).unwrap_or_default();
    let attached = all.find(char::is_whitespace).map_or(all, |blank| all.get(..blank).unwrap_or_default());
    let itself = text.get(word.start.saturating_sub(start)..between.start).unwrap_or_default();
    // The full stop of an abbreviation is part of it.
    let short = attached == "." && (!gap.has(Gap::SENTENCE) || itself.contains('.'));
    let sign = attached.chars().next().filter(|c| matches!(c, '%' | '€' | '$' | '£' | '°'));
    word.end = word.end.saturating_add(if short { 1 } else { sign.map_or(0, char::len_utf8) });
    word.stem = if sign.is_some() || short { word.end } else { word.stem };
    let bracket = attached
        .find([')', ']'])
        .map(|bracket| start.saturating_add(between.start).saturating_add(bracket).saturating_add(1));
    word.bracket = bracket.unwrap_or(word.end);
    word.close = closed_at.map_or(word.end, |closed| start.saturating_add(closed));
    let outer = word.end.max(word.bracket).max(word.close);
    let after = text.get(outer.saturating_sub(start)..between.end).and_then(|after| after.chars().next());
    word.point =
        outer.saturating_add(after.filter(|c| matches!(c, ',' | '.' | '،' | '，' | '。')).map_or(0, char::len_utf8));
}

/// The sentences of all paragraphs of a text, in bytes of its document.
fn sentences_of(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Paragraph by paragraph, since that is what sentences are looked for in.
    for paragraph in text.split_inclusive("\n\n") {
        let first = start.saturating_add(at);
        found.extend(
            sentences(paragraph).map(|range| first.saturating_add(range.start)..first.saturating_add(range.end)),
        );
        at = at.saturating_add(paragraph.len());
    }
    found
}
