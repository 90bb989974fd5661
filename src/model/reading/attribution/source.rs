//! The phrase that acts: who says what a verb says, before the verb or after it.

use std::ops::Range;

use super::{FARTHEST, Reader};
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// What nothing that acts is made of.
const VERB: Class = Class::SPEECH.or(Class::ATTITUDE).or(Class::AUXILIARY);

impl Reader<'_> {
    /// The words of the phrase that acts, before a verb and what belongs to it.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Range<usize>> {
        let sentence = self.passage.sentence_of(verb).start.max(verb.saturating_sub(FARTHEST));
        let mut end = verb;
        loop {
            if end <= sentence || self.gap(end).has(Gap::HARD) {
                return None;
            }
            let word = self.word(end - 1);
            let helps = word.is(Class::AUXILIARY | Class::ADVERB | Class::NEGATION) && !word.is(Class::CAPITAL);
            let when = word.is(Class::TIME) && end >= 2 && !self.gap(end - 1).has(Gap::HARD.and(Gap::COMMA));
            if word.is(Class::TO) || !(helps || when) {
                break;
            }
            // “Orlan on Monday said”
            let links = when && end >= sentence + 2 && self.word(end - 2).is(Class::PREPOSITION);
            end -= if links { 2 } else { 1 };
        }
        if self.gap(end).has(Gap::COMMA) {
            return self.before_apposition(sentence, end).map(|start| start..end);
        }
        self.phrase_before(sentence, end).map(|start| start..end)
    }

    /// Where the phrase starts whose apposition ends with a comma before word `end`: `Ana Vey, the mayor, said`.
    fn before_apposition(&self, sentence: usize, end: usize) -> Option<usize> {
        let commas = (sentence + 1..end).rev().take(FARTHEST).take_while(|&nth| !self.gap(nth).has(Gap::HARD));
        let mut nearest = None;
        for comma in commas {
            let head = self.word(comma - 1);
            if !self.gap(comma).has(Gap::COMMA) || !head.is(Class::CAPITAL | Class::ROLE) {
                continue;
            }
            let start = self.phrase_before(sentence, comma);
            // “Ana Vey, a baker from Harn, Orlo, said”: the one that opens the sentence is the name.
            if start.is_some_and(|start| self.gap(start).has(Gap::SENTENCE | Gap::CLOSE)) {
                return start;
            }
            nearest = nearest.or(start);
        }
        nearest
    }

    /// Where the noun phrase starts that ends before word `end`.
    fn phrase_before(&self, sentence: usize, end: usize) -> Option<usize> {
        let last = end.checked_sub(1).filter(|&last| last >= sentence)?;
        let word = self.word(last);
        if word.is(Class::WHO) || (word.is(Class::SUBJECT) && !word.is(Class::DETERMINER)) {
            return Some(last);
        }
        if word.is(Class::AUXILIARY | Class::CONJUNCTION | Class::TIME | Class::PREPOSITION | Class::AND) {
            return None;
        }
        let (mut start, mut certain) = (last, last);
        while start > sentence {
            if self.gap(start).has(Gap::HARD.and(Gap::COMMA)) {
                break;
            }
            let before = self.word(start - 1);
            let lower = !before.is(Class::CAPITAL) || self.gap(start - 1).has(Gap::SENTENCE | Gap::OPEN);
            let opens = before.is(Class::DETERMINER) && !before.is(Class::THAT);
            if before.is(Class::AND) {
                let joins = start >= 2 && self.word(start - 2).is(Class::CAPITAL | Class::ROLE);
                if !joins {
                    break;
                }
            } else if lower && before.is(Class::CONJUNCTION | Class::SUBJECT) && !opens {
                break;
            } else if lower && before.is(VERB) && !self.is_noun(start - 1) {
                // What ran up to a verb is its object, and the phrase is what was reached before the last link.
                start = certain;
                break;
            } else if lower && before.is(Class::PREPOSITION) {
                certain = start;
            }
            start -= 1;
        }
        let leads = Class::PREPOSITION | Class::AND | Class::ADVERB | Class::TIME;
        let led = |nth: usize| self.word(nth).is(leads) && !self.word(nth).is(Class::DETERMINER);
        while start < last && led(start) && !self.gap(start).has(Gap::JOINT) {
            start += 1;
        }
        Some(start)
    }

    /// Whether a form that may be a verb stands where a noun does: `the report`, `her claims`, `dismissed claims`.
    pub(super) fn is_noun(&self, nth: usize) -> bool {
        let (word, gap) = (self.word(nth), self.gap(nth));
        let before = nth.checked_sub(1).map(|nth| self.word(nth)).unwrap_or_default();
        if word.is(Class::AUXILIARY) || gap.has(Gap::HARD.and(Gap::COMMA)) {
            return false;
        }
        let verb = before.is(Class::DENIAL) && !before.is(Class::CAPITAL);
        let opens = before.is(Class::DETERMINER) && !before.is(Class::SUBJECT | Class::THAT);
        let bare = !word.is(Class::SAY | Class::GERUND | Class::VERBAL);
        before.is(Class::POSSESSIVE) || opens || (verb && bare)
    }

    /// The words of the phrase that acts, after a verb: `, said Ana Vey, the mayor`.
    pub(super) fn subject_after(&self, verb: usize) -> Option<Range<usize>> {
        let start = verb + 1;
        let first = self.word(start);
        let acts = first.is(Class::CAPITAL | Class::DETERMINER | Class::ROLE | Class::TITLE | Class::SUBJECT);
        if self.gap(start).has(Gap::HARD.and(Gap::COMMA)) || !acts || first.is(Class::THAT | Class::TIME) {
            return None;
        }
        if first.is(Class::SUBJECT) && !first.is(Class::DETERMINER | Class::CAPITAL) {
            return Some(start..start + 1);
        }
        let mut end = start + 1;
        while end < start + FARTHEST && !self.gap(end).has(Gap::HARD) {
            let word = self.word(end);
            let lower = !word.is(Class::CAPITAL);
            let leaves = word.is(Class::TIME)
                || (lower && word.is(Class::CONJUNCTION) && !word.is(Class::AND | Class::WHO | Class::THAT))
                || (lower && word.is(Class::PREPOSITION) && self.leaves_phrase(end));
            let apart = self.gap(end).has(Gap::COMMA)
                && (word.is(Class::GERUND | Class::AND | Class::PREPOSITION | Class::SUBJECT | Class::AUXILIARY)
                    && !word.is(Class::WHO | Class::DETERMINER));
            if leaves || apart {
                break;
            }
            end += 1;
        }
        Some(start..end)
    }

    /// Whether a preposition opens what tells when or where something was said.
    fn leaves_phrase(&self, nth: usize) -> bool {
        let word = self.passage.word(nth);
        let next = self.word(nth + 1);
        word.is(Class::CONJUNCTION) || next.is(Class::TIME | Class::NUMBER) || word.is(Class::TO)
    }
}
