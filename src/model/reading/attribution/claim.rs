//! What is said: the quotation or clause before a verb or after it, or around it in two halves.

use std::ops::Range;

use super::{FARTHEST, Reader};
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::{Gap, Word};

impl Reader<'_> {
    /// What is said before word `end`: a quotation, or the clause up to the comma.
    pub(super) fn claim_before(&self, end: usize) -> Option<Range<usize>> {
        let last = self.word(end.checked_sub(1)?);
        let sentence = self.passage.sentence_of(end - 1);
        if self.gap(end).has(Gap::CLOSE) {
            let started = self.passage.quotations.partition_point(|it| it.bytes.start < last.close);
            let nearest = self.passage.quotations.iter().take(started).rev().take(FARTHEST);
            let quotation = nearest.clone().find(|it| it.bytes.end == last.close)?;
            // A quotation of some words only is part of what its sentence says.
            let opens = self.gap(quotation.words.start).has(Gap::SENTENCE.and(Gap::COLON));
            let whole = opens || quotation.words.start <= sentence.start || quotation.words.len() > 6;
            let start = if whole { quotation.bytes.start } else { self.word(sentence.start).mark };
            return Some(start..last.close);
        }
        let start = self.word(sentence.start).mark;
        (start < last.end).then_some(start..last.end)
    }

    /// The second half of what is said, after the verb and its subject: `“X,” he said, “Y.”`
    pub(super) fn rest(&self, nth: usize) -> Option<Range<usize>> {
        let gap = self.gap(nth);
        if gap.has(Gap::SENTENCE) || !gap.has(Gap::COMMA | Gap::OPEN) {
            return None;
        }
        let word = self.word(nth);
        if gap.has(Gap::OPEN) {
            return self.passage.quotation_from(nth).map(|it| it.bytes.clone());
        }
        if word.is(Class::GERUND | Class::PREPOSITION) {
            return None;
        }
        let end = self.passage.sentence_of(nth).end;
        Some(word.start..self.end_of(end))
    }

    /// What is said after a verb: a quotation, a clause with `that`, or the rest of the sentence.
    pub(super) fn claim_after(&self, mut nth: usize, verb: Word) -> Option<Range<usize>> {
        let sentence = self.passage.sentence_of(nth.saturating_sub(1));
        let limit = sentence.end.min(nth + 12);
        if self.gap(nth).has(Gap::OPEN) && !self.gap(nth).has(Gap::SENTENCE) {
            return self.quoted_from(nth, sentence.end);
        }
        if nth >= sentence.end {
            // `She said:` and the quotation is the next sentence.
            return self.gap(nth).has(Gap::COLON).then(|| self.quoted_from(nth, nth)).flatten();
        }
        let opener = (nth..limit).find(|&at| {
            self.word(at).is(Class::THAT) && !self.gap(at).has(Gap::HARD)
                || at > nth && self.gap(at).has(Gap::OPEN) && self.gap(at).has(Gap::COMMA | Gap::COLON)
        });
        let adverb = self.word(nth).is(Class::ADVERB) && !self.word(nth).is(Class::CAPITAL | Class::NEGATION);
        let indirect = verb.is(Class::ADDRESSED) || self.is_aside(nth) || adverb;
        if let Some(opener) = opener.filter(|_| indirect) {
            nth = opener;
            if self.gap(nth).has(Gap::OPEN) {
                return self.quoted_from(nth, sentence.end);
            }
        } else if verb.is(Class::ADDRESSED) {
            nth = self.after_addressee(nth, limit);
        } else if self.word(nth).is(Class::TIME) && nth + 1 < sentence.end {
            nth += 1;
        }
        let start = self.word(self.after_link(nth, sentence.end, verb)).mark;
        let end = self.end_of(sentence.end);
        (start < end).then_some(start..end)
    }

    /// The word after a preposition that belongs to the verb: `called for`, `pointed to`; after `why:` as well.
    fn after_link(&self, nth: usize, end: usize, verb: Word) -> usize {
        let colon = (nth + 1..end.min(nth + 4)).find(|&at| self.gap(at).has(Gap::COLON));
        if let Some(colon) = colon {
            return colon;
        }
        let word = self.word(nth);
        let reaches = if word.is(Class::TO) { verb.is(Class::REACHING) } else { word.is(Class::PREPOSITION) };
        let next = self.word(nth + 1);
        let links = reaches && nth + 1 < end && !word.is(Class::CONJUNCTION) && !next.is(Class::TIME | Class::NUMBER);
        if links { nth + 1 } else { nth }
    }

    /// The word after the phrase for whoever is spoken to: `told reporters`.
    fn after_addressee(&self, nth: usize, limit: usize) -> usize {
        if self.word(nth).is(Class::OBJECT) {
            return nth + 1;
        }
        let goes_on = |at: &usize| {
            let word = self.word(*at);
            self.gap(*at).has(Gap::COMMA | Gap::OPEN)
                || word.is(Class::SUBJECT | Class::TO | Class::AUXILIARY | Class::CONJUNCTION)
                || (*at > nth && word.is(Class::DETERMINER))
        };
        (nth..limit).find(goes_on).filter(|&at| at > nth).unwrap_or(nth)
    }

    /// A quotation and, where it is only the beginning of what is said, the rest of its sentence.
    fn quoted_from(&self, nth: usize, sentence_end: usize) -> Option<Range<usize>> {
        let quotation = self.passage.quotation_from(nth)?;
        let next = quotation.words.end;
        let whole = next >= sentence_end || self.gap(next).has(Gap::COMMA | Gap::STOP | Gap::DASH | Gap::SENTENCE);
        let end = if whole { quotation.bytes.end } else { self.end_of(sentence_end) };
        (quotation.bytes.start < end).then_some(quotation.bytes.start..end)
    }
}
