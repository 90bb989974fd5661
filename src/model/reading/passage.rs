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
        let mut maker = Maker::of(text, start);
        for (at, word) in text.unicode_word_indices() {
            maker.take(at, trim_end(word));
        }
        maker.made()
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

/// A passage that is being made, word by word; its places are in bytes of the text, but for those of words and sentences,
/// which are in bytes of the document.
struct Maker<'a> {
    text: &'a str,
    /// Where the text starts in its document, in bytes.
    start: usize,
    sentences: Vec<Range<usize>>,
    quotations: Quotations,
    words: Vec<Packed>,
    first_words: Vec<u32>,
    /// The last word: what is attached to its end is known once the next one is read.
    last: Option<Word>,
    /// Where it ends.
    end: usize,
    /// The number of its sentence.
    sentence: usize,
}

impl<'a> Maker<'a> {
    fn of(text: &'a str, start: usize) -> Self {
        let sentences = sentences_of(text, start);
        let first_words = Vec::with_capacity(sentences.len());
        let words = Vec::with_capacity((text.len() / 6).saturating_add(1));
        let quotations = Quotations::of(text, start);
        Self { text, start, sentences, quotations, words, first_words, last: None, end: 0, sentence: 0 }
    }

    /// Takes in the next word, which starts at a byte.
    fn take(&mut self, at: usize, word: &str) {
        let between = self.text.get(self.end..at).unwrap_or_default();
        let is_blank = between == " ";
        let mut gap = if is_blank { Gap::SPACE } else { Gap::of(between) };
        let mut mark = if is_blank { at } else { at.saturating_sub(sign_bytes(between)) };
        let mut closed_at = None;
        if self.quotations.turns_before(at) {
            let found = self.quotations.read_to(at, self.count());
            gap = gap.with_if(Gap::OPEN, found.opens).with_if(Gap::CLOSE, found.closes);
            mark = found.opens_at.unwrap_or(mark);
            closed_at = found.closed_at;
        }
        if self.starts_sentence(at) {
            // What starts a sentence is joined to nothing.
            gap = if gap == Gap::JOINT { Gap::SENTENCE } else { gap | Gap::SENTENCE };
        }
        if !gap.has(Gap::JOINT) && !is_blank {
            take_in(self.last.as_mut(), self.text, self.end..at, closed_at, self.start, gap);
        }
        self.end = at.saturating_add(word.len());
        self.words.extend(self.last.take().map(|word| Packed::of(&word, self.start)));
        let end = self.start.saturating_add(self.end);
        self.last = Some(Word {
            start: self.start.saturating_add(at),
            end,
            mark: self.start.saturating_add(mark),
            close: end,
            bracket: end,
            point: end,
            stem: self.start.saturating_add(at).saturating_add(stem_bytes(word)),
            class: Class::of(word),
            gap,
            sentence: u16::try_from(self.sentence).unwrap_or(u16::MAX),
            quoted: self.quotations.is_open(),
        });
    }

    /// Goes on to the sentence of the next word, and says whether it is the first one in it.
    fn starts_sentence(&mut self, at: usize) -> bool {
        let (before, byte) = (self.sentence, self.start.saturating_add(at));
        while self.sentences.get(self.sentence).is_some_and(|range| range.end <= byte) {
            self.sentence = self.sentence.saturating_add(1);
        }
        if self.first_words.len() <= self.sentence {
            let nth = u32::try_from(self.count()).unwrap_or(u32::MAX);
            self.first_words.resize(self.sentence.saturating_add(1), nth);
        }
        self.last.is_none() || before != self.sentence
    }

    /// How many words there are so far.
    fn count(&self) -> usize {
        self.words.len().saturating_add(usize::from(self.last.is_some()))
    }

    fn made(mut self) -> Passage {
        let found = self.quotations.read_to(self.text.len(), self.count());
        let rest = self.end..self.text.len();
        take_in(self.last.as_mut(), self.text, rest, found.closed_at, self.start, Gap::SENTENCE);
        self.words.extend(self.last.map(|word| Packed::of(&word, self.start)));
        self.words.shrink_to_fit();
        let mut quotations = self.quotations.found;
        quotations.shrink_to_fit();
        let (start, words) = (self.start, self.words);
        Passage { start, words, quotations, sentences: self.sentences, first_words: self.first_words }
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
