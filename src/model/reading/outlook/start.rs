//! How likely a span of a label starts with a word.

use super::super::parts::{PASSED, TIED, TIED_SAID, TIED_SAYING};
use super::{Outlook, PerMille};
use crate::model::label::Label;
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// Among so many of its first words a claim says no, if it is one that does.
const DISPUTE_WORDS: usize = 12;

/// Among so many words a noun phrase names who acts, if it does.
const PHRASE_WORDS: usize = 4;

impl Outlook<'_> {
    /// How likely a span starts with a word, its quote or sign included.
    pub(in crate::model::reading) fn start(&self, label: Option<Label>, nth: usize) -> PerMille {
        match label {
            Some(Label::Source) => self.source_start(nth),
            Some(Label::Claim) => self.claim_start(nth),
            Some(Label::Denial) => self.denial_start(nth),
            Some(Label::Actor) => self.actor_start(nth),
            None => self.source_start(nth).max(self.claim_start(nth)).max(self.actor_start(nth) / 4),
        }
    }

    fn source_start(&self, nth: usize) -> PerMille {
        let (word, before, gap) = (self.passage.word(nth), self.before(nth), self.passage.gap(nth));
        if let Some((strength, _)) = self.parts(nth).source {
            let relative = word.is(Class::WHO) || word.is(Class::OBJECT) && !word.is(Class::SUBJECT);
            return match strength {
                3 if word.quoted => 330,
                2 if word.quoted => 250,
                1 if word.quoted => 150,
                _ if relative => 570,
                TIED => 980,
                3 => 970,
                2 if gap.has(Gap::SENTENCE | Gap::CLOSE | Gap::COMMA) => 800,
                2 if before.is(Class::CONJUNCTION) => 570,
                2 => 240,
                _ if gap.has(Gap::SENTENCE | Gap::CLOSE | Gap::COMMA) => 650,
                _ if before.is(Class::CONJUNCTION) => 510,
                _ => 220,
            };
        }
        let acts = word.is(Class::CAPITAL | Class::SUBJECT | Class::DETERMINER | Class::ROLE | Class::TITLE);
        let noun = word.is(Class::CAPITAL | Class::ROLE | Class::TITLE);
        match () {
            () if gap.has(Gap::JOINT) => 1,
            () if word.quoted && gap.has(Gap::SENTENCE) => 45,
            () if word.quoted && acts => 30,
            () if gap.has(Gap::SENTENCE) && word.is(Class::PREPOSITION | Class::CONJUNCTION | Class::ADVERB) => 15,
            () if gap.has(Gap::SENTENCE) && word.is(Class::SUBJECT) && !word.is(Class::DETERMINER) => 430,
            () if gap.has(Gap::SENTENCE) && word.is(Class::ROLE | Class::TITLE) => 480,
            () if gap.has(Gap::SENTENCE) && self.passage.word(nth + 1).is(Class::AUXILIARY) => 330,
            () if gap.has(Gap::SENTENCE) && acts => 240,
            () if gap.has(Gap::SENTENCE) => 15,
            () if before.is(Class::SAY) && acts => 210,
            () if gap.has(Gap::CLOSE) && acts => 210,
            () if gap.has(Gap::COMMA) && noun => 210,
            () if before.is(Class::PREPOSITION) && noun && !before.is(Class::CAPITAL) => 80,
            () if word.is(Class::WHO) => 260,
            () if word.is(Class::CAPITAL) && !before.is(Class::CAPITAL) => 45,
            () if word.is(Class::OWNER) => 120,
            () if word.is(Class::CAPITAL) => 15,
            () if acts && before.is(Class::CONJUNCTION) => 170,
            () if acts && gap.has(Gap::COMMA) => 180,
            () if word.is(Class::SUBJECT) && !word.is(Class::DETERMINER) => 100,
            () if before.is(Class::DETERMINER) => 4,
            () if acts => 40,
            () => 5,
        }
    }

    fn claim_start(&self, nth: usize) -> PerMille {
        let (word, before, gap) = (self.passage.word(nth), self.before(nth), self.passage.gap(nth));
        let part = self.parts(nth).claim.map_or(0, |(strength, _)| match strength {
            TIED if word.is(Class::CAPITAL) || before.is(Class::PREPOSITION) => 900,
            TIED if word.is(Class::DETERMINER | Class::OWNER | Class::OBJECT) => 770,
            TIED if word.is(Class::VERBAL) => 270,
            TIED => 490,
            TIED_SAYING => 830,
            TIED_SAID => 900,
            3 => 880,
            2 => 540,
            PASSED => 1,
            _ => 510,
        });
        let follows = before.is(Class::SPEECH | Class::ATTITUDE) && !gap.has(Gap::HARD | Gap::COMMA);
        let governed = nth.checked_sub(2).is_some_and(|nth| {
            self.passage.word(nth).is(Class::SPEECH | Class::ATTITUDE | Class::VERBAL) && !before.is(Class::TO)
        });
        let other = match () {
            () if word.quoted && !gap.has(Gap::OPEN) && gap.has(Gap::SENTENCE) => 500,
            () if word.quoted && !gap.has(Gap::OPEN) => 60,
            () if gap.has(Gap::JOINT) => 1,
            () if gap.has(Gap::OPEN) && gap.has(Gap::SENTENCE) => 950,
            () if gap.has(Gap::OPEN) && gap.has(Gap::COMMA | Gap::COLON) => 500,
            () if gap.has(Gap::OPEN) => 180,
            () if gap.has(Gap::SENTENCE) => 190,
            () if gap.has(Gap::COLON) => 340,
            () if word.is(Class::THAT) => 600,
            () if part == 1 => 150,
            () if follows && word.is(Class::PREPOSITION) && !word.is(Class::TO) => 40,
            () if follows && word.is(Class::TIME | Class::ADVERB | Class::AND | Class::AUXILIARY) => 110,
            () if follows && word.is(Class::VERBAL) => 150,
            () if follows && word.is(Class::TO) => 330,
            () if follows => 410,
            () if before.is(Class::PREPOSITION) && governed && !gap.has(Gap::COMMA) => 300,
            () if before.is(Class::GERUND) => 180,
            () if gap.has(Gap::COMMA) => 60,
            () if before.is(Class::TO) => 60,
            () if before.is(Class::PREPOSITION) => 120,
            () if word.is(Class::TO) => 120,
            () if before.is(Class::VERBAL) => 120,
            () if before.is(Class::CONJUNCTION) => 60,
            () if word.is(Class::DETERMINER) => 120,
            () => 20,
        };
        part.max(other)
    }

    fn denial_start(&self, nth: usize) -> PerMille {
        let part = self.parts(nth);
        if part.denies {
            return 700;
        }
        // “The charge is baseless,” or a quotation with “not true” in it.
        let disputes = (nth..nth + DISPUTE_WORDS).any(|nth| self.passage.word(nth).is(Class::DENIAL | Class::NEGATION));
        let share = if part.claim.is_some() && disputes { 2 } else { 8 };
        self.claim_start(nth) / share + 1
    }

    fn actor_start(&self, nth: usize) -> PerMille {
        let (word, before, gap) = (self.passage.word(nth), self.before(nth), self.passage.gap(nth));
        let inside = before.is(Class::CAPITAL) && !gap.has(Gap::HARD | Gap::COMMA) && !before.is(Class::POSSESSIVE);
        let small = Class::TIME | Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::SUBJECT;
        let head = |nth: &usize| self.passage.word(*nth).is(Class::ROLE | Class::TITLE | Class::CAPITAL);
        let acts = (nth + 1..nth + PHRASE_WORDS).find(|nth| self.passage.gap(*nth).has(Gap::HARD) || head(nth));
        let acts = acts.is_some_and(|nth| head(&nth) && !self.passage.gap(nth).has(Gap::HARD));
        match () {
            () if inside || word.is(Class::TIME) => 8,
            () if word.is(Class::CAPITAL) && !word.is(small) => 350,
            () if word.is(Class::DETERMINER) && acts => 250,
            () if word.is(Class::ROLE) && before.is(Class::DETERMINER) => 10,
            () if word.is(Class::ROLE) => 60,
            () if word.is(Class::SUBJECT | Class::DETERMINER) => 30,
            () => 3,
        }
    }
}
