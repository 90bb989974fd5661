//! How likely a span of a label ends after a word, and the places there where it may.

use super::{Outlook, PerMille};
use crate::model::label::Label;
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// No apposition is longer, in words.
const APPOSITION_WORDS: usize = 24;

/// How likely what is attributed ends where its attribution says.
const FORESEEN: PerMille = 900;

/// A place where a span may end, in bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(in crate::model::reading) struct End {
    pub(in crate::model::reading) byte: usize,
    pub(in crate::model::reading) likelihood: PerMille,
}

/// How a span starts whose end is looked for, in this stretch or in one before it.
#[derive(Clone, Copy, Debug)]
pub(in crate::model::reading) struct Opening {
    label: Option<Label>,
    /// The number of its first word, where that is in this stretch.
    first: Option<usize>,
    /// Where the quotation that it opens with closes, in bytes of the document.
    closing: Option<usize>,
    /// Where its attribution says that it ends, in bytes of the document.
    foreseen: Option<usize>,
    /// Whether it is no sentence and no clause but a noun or a verb with what belongs to it.
    is_phrase: bool,
}

impl Opening {
    /// The same seen from a later stretch.
    pub(in crate::model::reading) fn before(self) -> Self {
        Self { first: None, ..self }
    }
}

impl Outlook<'_> {
    /// How a span starts with a word, or where that is said, with the quote before it.
    pub(in crate::model::reading) fn opening(&self, label: Option<Label>, first: usize, quoted: bool) -> Opening {
        let parts = self.parts(first);
        let foreseen = match label {
            Some(Label::Source) => parts.source,
            Some(Label::Actor) => None,
            Some(Label::Claim | Label::Denial) => parts.claim,
            None => parts.claim.or(parts.source),
        };
        let quotation = if quoted { self.passage.quotation_from(first) } else { None };
        Opening {
            label,
            first: Some(first),
            closing: quotation.map(|it| it.bytes.end),
            foreseen: foreseen.map(|(_, end)| end),
            is_phrase: self.is_phrase(first),
        }
    }

    /// Where a span that starts so may end after a word of this stretch, place by place: adds to those found already.
    pub(in crate::model::reading) fn ends_after(&self, opening: &Opening, nth: usize, found: &mut Vec<End>) {
        let label = opening.label;
        let word = self.passage.word(nth);
        let outer = word.close.max(word.bracket).max(word.end);
        let general = match label {
            Some(Label::Source) => self.source_end(opening, nth),
            Some(Label::Actor) => self.actor_end(opening, nth),
            Some(Label::Claim | Label::Denial) => self.claim_end(opening, nth),
            None => self.claim_end(opening, nth).max(self.source_end(opening, nth)),
        };
        let source = matches!(label, Some(Label::Source) | None);
        let mut add = |byte: usize, likelihood: PerMille| {
            let likelihood = match opening.foreseen {
                Some(end) if end == byte => likelihood.max(FORESEEN),
                Some(end) if end > byte && label == Some(Label::Source) => likelihood / 4,
                _ => likelihood,
            };
            // Where no punctuation stands beside the quote, the sentence may well go on with what is said.
            let parted = self.passage.gap(nth + 1).has(Gap::COMMA | Gap::STOP | Gap::DASH | Gap::SENTENCE);
            let closed = if parted { 800 } else { 350 };
            let likelihood = if opening.closing == Some(byte) { likelihood.max(closed) } else { likelihood };
            if found.last().is_none_or(|end: &End| end.byte < byte) {
                found.push(End { byte, likelihood });
            }
        };
        if word.stem < word.end {
            let likelihood =
                if matches!(label, Some(Label::Claim | Label::Denial)) { 1 } else { self.stem_end(opening, nth) };
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
            add(word.point, if comma && source && verb && self.is_apposed(opening, nth) { 800 } else { 20 });
        }
    }

    /// Whether another comma opened the apposition, so that the one before the verb belongs to the source.
    fn is_apposed(&self, opening: &Opening, nth: usize) -> bool {
        let after_first = opening.first.map_or(0, |first| first + 1)..=nth;
        after_first.rev().take(APPOSITION_WORDS).any(|nth| self.passage.gap(nth).has(Gap::COMMA))
    }

    /// How likely a span ends before the `’s` of a word.
    fn stem_end(&self, opening: &Opening, nth: usize) -> PerMille {
        let word = self.passage.word(nth);
        match () {
            () if opening.first == Some(nth) && word.is(Class::AUXILIARY) => 950,
            () if opening.first == Some(nth) => 90,
            () => 120,
        }
    }

    fn source_end(&self, opening: &Opening, nth: usize) -> PerMille {
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
            () if opening.first == Some(nth) && whole => 970,
            () if gap.has(Gap::SENTENCE) => 900,
            () if gap.has(Gap::HARD) => 400,
            () if gap.has(Gap::COMMA) && next.is(Class::DETERMINER | Class::ROLE | Class::NUMBER) => 340,
            () if gap.has(Gap::COMMA) => 330,
            () if verb => 780,
            () if next.is(Class::ADVERB) && lower && later && noun => 800,
            () if gap.has(Gap::BRACKET) => 150,
            () if word.is(Class::OWNER) && opening.first == Some(nth) => 540,
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
    fn actor_end(&self, opening: &Opening, nth: usize) -> PerMille {
        let (word, next, gap) = (self.passage.word(nth), self.passage.word(nth + 1), self.passage.gap(nth + 1));
        let linked = next.is(Class::CAPITAL | Class::PARTICLE) && !gap.has(Gap::HARD | Gap::COMMA);
        let other = self.source_end(opening, nth);
        match () {
            () if word.is(Class::CAPITAL) && !word.is(Class::DETERMINER) && !linked => other.max(600),
            () if word.is(Class::ROLE) && !linked => other.max(300),
            () => other,
        }
    }

    fn claim_end(&self, opening: &Opening, nth: usize) -> PerMille {
        let (word, next, gap) = (self.passage.word(nth), self.passage.word(nth + 1), self.passage.gap(nth + 1));
        if gap.has(Gap::JOINT) {
            return 1;
        }
        if opening.closing.is_some_and(|closing| word.close < closing) {
            // Inside the quotation it opens with.
            return if gap.has(Gap::SENTENCE) { 21 } else { 1 };
        }
        let speaker = self.parts(nth + 1).source.is_some_and(|(strength, _)| strength > 1) || next.is(Class::SAY);
        let verb = next.is(Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY);
        let phrase = opening.is_phrase;
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
