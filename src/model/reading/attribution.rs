//! Attributions: who says what, as far as a passage shows it by its verbs, commas and quotes.

use std::ops::Range;

use super::lexicon::Class;
use super::passage::Passage;
use super::word::{Gap, Word};

mod claim;
mod source;

/// No phrase is followed further than this, in words, so that a text without full stops costs no more than any other.
const FARTHEST: usize = 48;

/// A verb and what belongs to it; the parts are in bytes of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    pub(super) source: Option<Range<usize>>,
    /// What is said, in one piece or in two around the verb.
    pub(super) claim: Option<Range<usize>>,
    pub(super) rest: Option<Range<usize>>,
    /// How sure the verb makes it: 1 thinking, 2 saying, 3 `said`.
    pub(super) strength: u8,
    pub(super) denies: bool,
}

/// All attributions of a passage, in the order of their verbs.
pub(super) fn attributions(passage: &Passage) -> Vec<Attribution> {
    (0..passage.len()).filter_map(|nth| Reader { passage }.attribution(nth)).collect()
}

struct Reader<'a> {
    passage: &'a Passage,
}

impl Reader<'_> {
    fn word(&self, nth: usize) -> Word {
        self.passage.word(nth)
    }

    fn gap(&self, nth: usize) -> Gap {
        self.passage.gap(nth)
    }

    fn attribution(&self, nth: usize) -> Option<Attribution> {
        let word = self.word(nth);
        if !word.is(Class::SPEECH | Class::ATTITUDE | Class::DENIAL) {
            return None;
        }
        if word.is(Class::ACCORDING) {
            return self.according(nth);
        }
        if self.is_noun(nth) || self.gap(nth).has(Gap::JOINT) {
            return None;
        }
        let negated = (nth.saturating_sub(3)..nth).any(|at| self.word(at).is(Class::NEGATION) && !self.breaks(at, nth));
        let strength = match word {
            _ if word.is(Class::SAY) => 3,
            _ if word.is(Class::SPEECH) => 2,
            _ => 1,
        };
        let denies = word.is(Class::DENIAL) && !negated;
        let mut found = Attribution { strength, denies, ..Attribution::default() };
        let before = self.subject_before(nth);
        // “Ana Vey, the mayor, said it leaks.” has a comma before its verb as well.
        let parted = self.gap(nth).has(Gap::COMMA) || self.gap(nth).has(Gap::CLOSE) && self.gap(nth).has(Gap::STOP);
        let inverted = parted && strength > 1 && (before.is_none() || self.gap(nth).has(Gap::CLOSE));
        if inverted && let Some(subject) = self.subject_after(nth) {
            found.source = Some(self.bytes(&subject));
            found.claim = self.claim_before(nth);
            found.rest = self.rest(subject.end);
            return Some(found);
        }
        let helped = nth.checked_sub(1).is_some_and(|nth| self.word(nth).is(Class::AUXILIARY | Class::ADVERB));
        if word.is(Class::GERUND) && !helped {
            // “…, saying that”: whoever says it was named before.
            found.claim = self.claim_after(nth + 1, word);
            return Some(found);
        }
        let subject = before?;
        found.source = Some(self.bytes_of_subject(&subject, nth));
        let sentence_start = self.passage.sentence_of(nth).start;
        let starts_sentence = self.gap(subject.start).has(Gap::SENTENCE);
        let parted = self.gap(subject.start).has(Gap::COMMA | Gap::CLOSE) && !starts_sentence;
        let ends = self.gap(nth + 1).has(Gap::COMMA | Gap::HARD | Gap::STOP) || self.is_aside(nth + 1);
        let next = self.word(nth + 1);
        let goes_on = self.opens_speech(nth + 1) && !next.is(Class::CAPITAL) && subject.start > sentence_start + 1;
        let follows_quotation = self.gap(subject.start).has(Gap::CLOSE) || goes_on;
        if parted && strength > 1 && ends && (follows_quotation || !self.opens_speech(nth + 1)) {
            found.claim = self.claim_before(subject.start);
            found.rest = self.rest(nth + 1);
        } else {
            found.claim = self.claim_after(nth + 1, word);
        }
        Some(found)
    }

    /// `according to X, …` and `…, according to X`
    fn according(&self, nth: usize) -> Option<Attribution> {
        if !self.word(nth + 1).is(Class::TO) {
            return None;
        }
        let mut subject = self.subject_after(nth + 1)?;
        if self.gap(nth).has(Gap::SENTENCE) {
            let comma = (subject.start + 1..subject.end).find(|&at| self.gap(at).has(Gap::COMMA));
            subject.end = comma.unwrap_or(subject.end);
        }
        let mut found = Attribution { source: Some(self.bytes(&subject)), strength: 3, ..Attribution::default() };
        if self.gap(nth).has(Gap::SENTENCE) {
            found.claim = self.claim_after(subject.end, self.word(nth));
        } else {
            found.claim = self.claim_before(nth);
            found.rest = self.rest(subject.end);
        }
        Some(found)
    }

    /// Whether a comma or more stands between two words.
    fn breaks(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).any(|nth| self.gap(nth).has(Gap::HARD.and(Gap::COMMA)))
    }

    /// Whether what follows a verb tells how or when, and not what.
    fn is_aside(&self, nth: usize) -> bool {
        self.word(nth).is(Class::TIME) || (self.word(nth).is(Class::PREPOSITION) && !self.word(nth).is(Class::TO))
    }

    /// Whether a quotation follows a verb: `said: “…”`
    fn opens_speech(&self, nth: usize) -> bool {
        self.gap(nth).has(Gap::OPEN) && !self.gap(nth).has(Gap::SENTENCE.and(Gap::CLOSE))
    }

    /// Where the text before word `end` ends.
    fn end_of(&self, end: usize) -> usize {
        let last = self.word(end.saturating_sub(1));
        last.close.max(last.bracket)
    }

    /// The bytes of some words, from their mark to the end of the last.
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let last = self.word(words.end.saturating_sub(1));
        self.word(words.start).start..last.end.max(last.bracket)
    }

    /// The same with the comma that ends an apposition.
    fn bytes_of_subject(&self, words: &Range<usize>, verb: usize) -> Range<usize> {
        let mut bytes = self.bytes(words);
        if words.end <= verb && self.gap(words.end).has(Gap::COMMA) {
            bytes.end = self.word(words.end.saturating_sub(1)).point;
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks who says what in a text, as `source | claim | second half of it`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let piece = |part: &Option<Range<usize>>| part.clone().map_or("", |bytes| text.get(bytes).unwrap());
        let shown: Vec<_> = attributions(&Passage::of(text, 0))
            .iter()
            .map(|it| [&it.source, &it.claim, &it.rest].map(piece).join(" | "))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn who_speaks_stands_before_the_verb_or_after_it() {
        check("The mayor of Harn has said it leaks.", &["The mayor of Harn | it leaks | "]);
        check("“It leaks,” said Ana Vey, the mayor.", &["Ana Vey, the mayor | “It leaks,” | "]);
        check("It leaks, she also said on Monday.", &["she | It leaks | "]);
        check("Orlan on Monday said it leaks.", &["Orlan | it leaks | "]);
    }

    #[test]
    fn an_apposition_may_have_commas_of_its_own() {
        check("Ana Vey, a baker from Harn, Orlo, said it leaks.", &["Ana Vey, a baker from Harn, Orlo, | it leaks | "]);
    }

    #[test]
    fn what_is_said_begins_after_whoever_is_told_and_when() {
        check("Vey told the council on Friday that it leaks.", &["Vey | that it leaks | "]);
        check("Vey said in a letter that it leaks.", &["Vey | that it leaks | "]);
        check("Vey called for a new dam.", &["Vey | a new dam | "]);
        check("Vey said: “It leaks. It does.”", &["Vey | “It leaks. It does.” | "]);
    }

    #[test]
    fn what_is_said_may_stand_around_the_verb() {
        check("“It leaks,” he said, “and badly.”", &["he | “It leaks,” | “and badly.”"]);
        check("The dam, the report said, is old.", &["the report | The dam | is old"]);
    }

    #[test]
    fn a_noun_is_no_verb() {
        check("The report was long.", &[]);
        check("Her claims were many.", &[]);
    }

    #[test]
    fn a_verb_that_says_no_denies_unless_it_is_negated() {
        let denies = |text: &str| attributions(&Passage::of(text, 0)).iter().any(|it| it.denies);
        assert!(denies("Vey denied that it leaks."));
        assert!(!denies("Vey did not deny that it leaks."));
    }
}
