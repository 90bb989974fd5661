//! How likely a span of a label ends after a word, and the places there where it may.

use super::{Outlook, PerMille};
use crate::model::label::Label;
use crate::model::reading::lexicon::Class;
use crate::model::reading::passage::Gap;

/// No apposition is longer, in words.
const APPOSITION_WORDS: usize = 24;

/// How likely what is attributed ends where its attribution says.
const FORESEEN: PerMille = 900;

/// A place where a span may end, in bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct End {
    pub(in crate::model) byte: usize,
    pub(in crate::model) likelihood: PerMille,
}

impl Outlook {
    /// Where a span that starts with a word may end, place by place, up to a byte.
    pub(in crate::model) fn ends(&self, label: Option<Label>, first: usize, quoted: bool, until: usize) -> Vec<End> {
        let closing = quoted.then(|| self.passage.quotation_from(first)).flatten().map(|it| it.bytes.end);
        let mut found = Vec::new();
        for nth in first..self.passage.words.len() {
            let word = self.passage.word(nth);
            if word.end > until {
                break;
            }
            self.ends_after(label, first, nth, closing, &mut found);
        }
        found.retain(|end| end.byte <= until);
        found
    }

    /// The places after one word: its end, that of the bracket or the quotation after it, and the comma.
    fn ends_after(&self, label: Option<Label>, first: usize, nth: usize, closing: Option<usize>, found: &mut Vec<End>) {
        let word = self.passage.word(nth);
        let parts = self.parts(first);
        let foreseen = match label {
            Some(Label::Source) => parts.source,
            Some(Label::Actor) => None,
            Some(Label::Claim | Label::Denial) => parts.claim,
            None => parts.claim.or(parts.source),
        };
        let outer = word.close.max(word.bracket).max(word.end);
        let general = match label {
            Some(Label::Source) => self.source_end(first, nth),
            Some(Label::Actor) => self.actor_end(first, nth),
            Some(Label::Claim | Label::Denial) => self.claim_end(first, nth, closing),
            None => self.claim_end(first, nth, closing).max(self.source_end(first, nth)),
        };
        let source = matches!(label, Some(Label::Source) | None);
        // The comma before the verb belongs to the source where another one opened the apposition.
        let apposed = (first + 1..=nth).rev().take(APPOSITION_WORDS).any(|nth| self.passage.gap(nth).has(Gap::COMMA));
        let mut add = |byte: usize, likelihood: PerMille| {
            let likelihood = match foreseen {
                Some((_, end)) if end == byte => likelihood.max(FORESEEN),
                Some((_, end)) if end > byte && label == Some(Label::Source) => likelihood / 4,
                _ => likelihood,
            };
            // Where no punctuation stands beside the quote, the sentence may well go on with what is said.
            let parted = self.passage.gap(nth + 1).has(Gap::COMMA | Gap::STOP | Gap::DASH | Gap::SENTENCE);
            let closed = if parted { 800 } else { 350 };
            let likelihood = if closing == Some(byte) { likelihood.max(closed) } else { likelihood };
            if found.last().is_none_or(|end: &End| end.byte < byte) {
                found.push(End { byte, likelihood });
            }
        };
        if word.stem < word.end {
            let likelihood =
                if matches!(label, Some(Label::Claim | Label::Denial)) { 1 } else { self.stem_end(first, nth) };
            add(word.stem, likelihood);
        }
        if outer > word.end {
            add(word.end, general / 20);
        }
        if word.close > word.end && word.close < outer {
            add(word.close, general / 4);
        }
        add(outer, general);
        if word.point > outer {
            let next = self.passage.word(nth + 1);
            let verb = next.is(Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY | Class::ADVERB | Class::WHO);
            let comma = self.passage.gap(nth + 1).has(Gap::COMMA);
            add(word.point, if comma && source && verb && apposed { 800 } else { 20 });
        }
    }

    /// How likely a span ends before the `’s` of a word.
    fn stem_end(&self, first: usize, nth: usize) -> PerMille {
        let word = self.passage.word(nth);
        match () {
            () if nth == first && word.is(Class::AUXILIARY) => 950,
            () if nth == first => 90,
            () => 120,
        }
    }

    fn source_end(&self, first: usize, nth: usize) -> PerMille {
        let (word, next, gap) = (self.passage.word(nth), self.passage.word(nth + 1), self.passage.gap(nth + 1));
        let lower = !next.is(Class::CAPITAL);
        let small = Class::DETERMINER | Class::PREPOSITION | Class::ADVERB | Class::CONJUNCTION | Class::AUXILIARY;
        let named = word.is(Class::CAPITAL) && !self.passage.gap(nth).has(Gap::SENTENCE | Gap::OPEN);
        let noun = !word.is(small) || named;
        let verb = next.is(Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY | Class::NEGATION) && lower && noun;
        let later = self.passage.word(nth + 2).is(Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY | Class::VERBAL);
        let whole = word.is(Class::SUBJECT | Class::THAT) && !word.is(Class::DETERMINER) || word.is(Class::WHO);
        match () {
            () if gap.has(Gap::JOINT) => 1,
            () if nth == first && whole => 970,
            () if gap.has(Gap::SENTENCE) => 900,
            () if gap.has(Gap::HARD) => 400,
            () if gap.has(Gap::COMMA) && next.is(Class::DETERMINER | Class::ROLE | Class::NUMBER) => 340,
            () if gap.has(Gap::COMMA) => 330,
            () if verb => 780,
            () if next.is(Class::ADVERB) && lower && later && noun => 800,
            () if gap.has(Gap::BRACKET) => 150,
            () if word.is(Class::OWNER) && nth == first => 540,
            () if word.is(Class::POSSESSIVE) => 250,
            () if next.is(Class::TIME) => 150,
            () if next.is(Class::TO) => 560,
            () if next.is(Class::CONJUNCTION) => 300,
            () if next.is(Class::PREPOSITION) => 90,
            () if word.is(Class::CAPITAL) && next.is(Class::CAPITAL) => 12,
            () if !noun => 35,
            () if next.is(Class::VERBAL) => 750,
            () if word.is(Class::CAPITAL | Class::ROLE) => 140,
            () => 55,
        }
    }

    /// As a source ends, but a name is whole by itself.
    fn actor_end(&self, first: usize, nth: usize) -> PerMille {
        let (word, next, gap) = (self.passage.word(nth), self.passage.word(nth + 1), self.passage.gap(nth + 1));
        let linked = next.is(Class::CAPITAL | Class::PARTICLE) && !gap.has(Gap::HARD | Gap::COMMA);
        let other = self.source_end(first, nth);
        match () {
            () if word.is(Class::CAPITAL) && !word.is(Class::DETERMINER) && !linked => other.max(600),
            () if word.is(Class::ROLE) && !linked => other.max(300),
            () => other,
        }
    }

    fn claim_end(&self, first: usize, nth: usize, closing: Option<usize>) -> PerMille {
        let (word, next, gap) = (self.passage.word(nth), self.passage.word(nth + 1), self.passage.gap(nth + 1));
        if gap.has(Gap::JOINT) {
            return 1;
        }
        if closing.is_some_and(|closing| word.close < closing) {
            // Inside the quotation it opens with.
            return if gap.has(Gap::SENTENCE) { 21 } else { 1 };
        }
        let speaker = self.parts(nth + 1).source.is_some_and(|(strength, _)| strength > 1) || next.is(Class::SAY);
        let verb = next.is(Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY);
        let phrase = self.is_phrase(first);
        match () {
            () if gap.has(Gap::PARAGRAPH) => 970,
            () if gap.has(Gap::SENTENCE) => 900,
            () if gap.has(Gap::CLOSE) && gap.has(Gap::COMMA) => 640,
            () if gap.has(Gap::COMMA) && (speaker || next.is(Class::ACCORDING)) => 810,
            () if gap.has(Gap::CLOSE) => 100,
            () if gap.has(Gap::DASH) => 490,
            () if gap.has(Gap::SEMICOLON | Gap::COLON) => 350,
            () if gap.has(Gap::COMMA) && next.is(Class::WHO) => 520,
            () if gap.has(Gap::COMMA) && next.is(Class::SPEECH) && next.is(Class::GERUND) => 530,
            () if gap.has(Gap::COMMA) && phrase => 530,
            () if gap.has(Gap::COMMA) => 210,
            () if next.is(Class::ACCORDING) => 300,
            () if word.is(Class::DETERMINER | Class::PREPOSITION) => 2,
            () if next.is(Class::AND) && phrase => 160,
            () if next.is(Class::TO) && phrase => 6,
            () if next.is(Class::CONJUNCTION) && phrase => 120,
            () if next.is(Class::CONJUNCTION) => 30,
            () if next.is(Class::TIME) => 85,
            () if next.is(Class::PREPOSITION) && phrase => 70,
            () if next.is(Class::PREPOSITION) => 9,
            () if verb && phrase => 80,
            () if phrase => 20,
            () => 15,
        }
    }

    /// Whether what starts with a word is no sentence and no clause but a noun or a verb with what belongs to it.
    fn is_phrase(&self, first: usize) -> bool {
        let (word, before, gap) = (self.passage.word(first), self.before(first), self.passage.gap(first));
        let said = self.parts(first).claim.is_some_and(|(strength, _)| strength > 1);
        !gap.has(Gap::HARD | Gap::COMMA) && !word.is(Class::THAT) && !said && !before.is(Class::SPEECH)
    }
}
