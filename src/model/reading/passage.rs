//! A passage: the words of a piece of text, what stands between them, its quotations and its sentences.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::Class;
use super::quotation::{Quotation, Quotations};
use super::sentence::sentences;
use super::word::{Gap, Packed, Word};
use crate::model::payload::trim_end;

/// The words of a piece of text with what is around them.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it starts in the document, in bytes.
    start: usize,
    words: Vec<Packed>,
    pub(super) quotations: Vec<Quotation>,
    /// Its sentences in bytes of the document, without the white space between them.
    pub(super) sentences: Vec<Range<usize>>,
    /// The number of each sentence's first word, of those that have one or come before one that has.
    first_words: Vec<u32>,
}

impl Passage {
    /// The passage of a text that starts at byte `start` of its document.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let sentences = sentences_of(text, start);
        let mut words: Vec<Packed> = Vec::with_capacity((text.len() / 6).saturating_add(1));
        // What is attached to the end of a word is known once the next one is read.
        let mut last: Option<Word> = None;
        let mut quotations = Quotations::of(text, start);
        let (mut end, mut sentence) = (0, 0);
        let mut first_words: Vec<u32> = Vec::with_capacity(sentences.len());
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
                let found = quotations.read_to(at, words.len().saturating_add(usize::from(last.is_some())));
                gap = gap.with_if(Gap::OPEN, found.opens).with_if(Gap::CLOSE, found.closes);
                mark = found.opens_at.unwrap_or(mark);
                closed_at = found.closed_at;
            }
            let is_first = last.is_none();
            let before = sentence;
            while sentences.get(sentence).is_some_and(|range: &Range<usize>| range.end <= start.saturating_add(at)) {
                sentence = sentence.saturating_add(1);
            }
            gap = gap.with_if(Gap::SENTENCE, is_first || before != sentence);
            if first_words.len() <= sentence {
                let nth = words.len().saturating_add(usize::from(last.is_some()));
                first_words.resize(sentence.saturating_add(1), u32::try_from(nth).unwrap_or(u32::MAX));
            }
            // What starts a sentence is joined to nothing.
            gap = if gap == Gap::JOINT.and(Gap::SENTENCE) { Gap::SENTENCE } else { gap };
            if !gap.has(Gap::JOINT) && gap_text != " " {
                take_in(last.as_mut(), text, end..at, closed_at, start, gap);
            }
            end = at.saturating_add(word.len());
            words.extend(last.take().map(|word| Packed::of(&word, start)));
            last = Some(Word {
                start: start.saturating_add(at),
                end: start.saturating_add(end),
                mark: start.saturating_add(mark),
                close: start.saturating_add(end),
                bracket: start.saturating_add(end),
                point: start.saturating_add(end),
                stem: start.saturating_add(at).saturating_add(stem_bytes(word)),
                class: Class::of(word),
                gap,
                sentence: u16::try_from(sentence).unwrap_or(u16::MAX),
                quoted: quotations.is_open(),
            });
        }
        let found = quotations.read_to(text.len(), words.len().saturating_add(usize::from(last.is_some())));
        take_in(last.as_mut(), text, end..text.len(), found.closed_at, start, Gap::SENTENCE);
        words.extend(last.map(|word| Packed::of(&word, start)));
        words.shrink_to_fit();
        let mut quotations = quotations.found;
        quotations.shrink_to_fit();
        Self { start, words, quotations, sentences, first_words }
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// How many bytes of memory its parts take.
    pub(super) fn memory(&self) -> usize {
        size_of_val(self.words.as_slice())
            .saturating_add(size_of_val(self.quotations.as_slice()))
            .saturating_add(size_of_val(self.sentences.as_slice()))
            .saturating_add(size_of_val(self.first_words.as_slice()))
    }

    /// The word of that number; an empty one where there is none.
    pub(super) fn word(&self, nth: usize) -> Word {
        self.words.get(nth).map(|word| word.unpacked(self.start)).unwrap_or_default()
    }

    /// What stands before the word of that number; the end of everything where there is none.
    pub(super) fn gap(&self, nth: usize) -> Gap {
        self.words.get(nth).map_or(Gap::HARD, Packed::gap)
    }

    /// The number of the first word that starts at or after a byte.
    pub(super) fn word_from(&self, byte: usize) -> usize {
        self.first_after(|word| word.start < byte)
    }

    /// The number of the first word for which that doesn't hold; it holds for all before it.
    pub(super) fn first_after(&self, holds: impl Fn(&Word) -> bool) -> usize {
        self.words.partition_point(|word| holds(&word.unpacked(self.start)))
    }

    /// The words of the sentence that a word is in.
    pub(super) fn sentence_of(&self, nth: usize) -> Range<usize> {
        self.words_of_sentence(self.words.get(nth).map_or(usize::from(u16::MAX), Packed::sentence))
    }

    /// The words of the sentence of that number; none where there is none.
    pub(super) fn words_of_sentence(&self, sentence: usize) -> Range<usize> {
        let first = |sentence| self.first_words.get(sentence).map_or(self.words.len(), |nth| *nth as usize);
        first(sentence)..first(sentence.saturating_add(1))
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
