//! Names: words with a capital letter that follow each other, where that is no more than the start of a sentence.

use std::collections::HashSet;
use std::ops::Range;

use super::words::Words;
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// What no name goes beyond.
const PARTING: Gap = Gap::HARD.and(Gap::COMMA).and(Gap::BRACKET).and(Gap::PARAGRAPH);
/// What is no part of a name although it has a capital letter.
const COMMON: Class = Class::DETERMINER
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION)
    .or(Class::AUXILIARY)
    .or(Class::SUBJECT)
    .or(Class::OBJECT)
    .or(Class::OWNER)
    .or(Class::NEGATION)
    .or(Class::ADVERB)
    .or(Class::TIME)
    .or(Class::AMOUNT)
    .or(Class::WHO);
/// So many small words may follow each other inside of a name: `van der`.
const MOST_SMALL: usize = 3;
/// What is no name by itself.
const OFFICE: Class = Class::TITLE.or(Class::ROLE);

impl Words<'_> {
    /// The number of the word after the name that starts with a word, if one does.
    pub(super) fn name_from(&self, nth: usize) -> Option<usize> {
        if !(self.is_of_name(nth) || self.is_first_name(nth)) || self.gap(nth).has(Gap::JOINT) {
            return None;
        }
        let mut end = nth + 1;
        while let Some(next) = self.name_goes_on(end) {
            end = next;
        }
        (nth..end).any(|nth| self.word(nth).is(Class::CAPITAL) && !self.word(nth).is(OFFICE)).then_some(end)
    }

    /// The number of the word after the next one of a name, with the small words before that.
    fn name_goes_on(&self, end: usize) -> Option<usize> {
        // Hyphens on both sides hold whatever stands between them: “Rüd-am-See”.
        let is_held = |nth: usize| self.gap(nth).has(Gap::JOINT) && self.gap(nth + 1).has(Gap::JOINT);
        let is_small =
            |nth: &usize| !self.word(*nth).is(Class::CAPITAL) && (self.word(*nth).is(Class::PARTICLE) || is_held(*nth));
        let next = end + (end..).take(MOST_SMALL).take_while(is_small).count();
        let parts = |nth: usize| self.word(nth - 1).is(Class::POSSESSIVE) || self.gap(nth).has(PARTING);
        let goes_on = self.is_of_name(next) || self.is_adverb_of_name(next) || self.is_first_name(next);
        (!(end..=next).any(parts) && goes_on).then_some(next + 1)
    }

    /// Whether a word that is an adverb or a number elsewhere stands inside of a name: “Harn First Policy Institute”,
    /// “Harn Forward”.
    fn is_adverb_of_name(&self, nth: usize) -> bool {
        self.word(nth).is(Class::CAPITAL) && self.word(nth).is(Class::AMOUNT | Class::ADVERB)
    }

    /// Whether a word that is a small verb or a month elsewhere is a first name: “she met Will Tarn and May Vey”, “April Vey
    /// said”. What is certainly a date has been taken before.
    fn is_first_name(&self, nth: usize) -> bool {
        let before = nth.checked_sub(1).map(|nth| self.word(nth)).unwrap_or_default();
        let opens = nth == 0 || self.gap(nth).has(PARTING);
        let is_verb = self.word(nth).is(Class::AUXILIARY) && !opens && !before.is(Class::CAPITAL);
        let is_month = self.word(nth).is(Class::MONTH) && (opens || !before.is(Class::DETERMINER | Class::NUMBER));
        let is_one = self.word(nth).is(Class::CAPITAL) && (is_verb || is_month);
        is_one && self.follows(nth + 1) && self.is_of_name(nth + 1)
    }

    fn is_of_name(&self, nth: usize) -> bool {
        let word = self.word(nth);
        word.is(Class::CAPITAL) && !word.is(COMMON)
    }
}

/// Names as they are found, some of which are certain only once all have been.
#[derive(Default)]
pub(super) struct Names {
    certain: Vec<Range<usize>>,
    /// Those whose first word starts a sentence: that word alone, and what is left without it.
    opening: Vec<(Range<usize>, Range<usize>)>,
}

impl Names {
    /// One more name.
    pub(super) fn add(&mut self, words: &Words<'_>, name: Range<usize>) {
        let bytes = words.bytes(name.clone());
        let opens = words.gap(name.start).has(Gap::HARD | Gap::PARAGRAPH);
        let goes_on = name.len() > 1 && words.word(name.start + 1).is(Class::CAPITAL);
        if !opens || goes_on {
            self.certain.push(bytes);
            return;
        }
        // “Critics of Harn” is two words more than the name that it holds.
        let first = words.bytes(name.start..name.start + 1);
        let rest = (name.start + 1..name.end).find(|nth| words.word(*nth).is(Class::CAPITAL));
        self.opening.push((first, rest.map_or(bytes.end, |nth| words.word(nth).start)..bytes.end));
    }

    /// The bytes of all names, and the last words of those of several words.
    pub(super) fn settled(self, text: &str) -> (impl Iterator<Item = Range<usize>>, HashSet<String>) {
        let Self { certain, opening } = self;
        let slice = |bytes: &Range<usize>| text.get(bytes.clone()).unwrap_or_default();
        let known: HashSet<&str> = certain.iter().flat_map(|bytes| slice(bytes).split_whitespace()).collect();
        let last_words: HashSet<String> = certain
            .iter()
            .map(slice)
            .filter(|name| name.contains(char::is_whitespace))
            .filter_map(|name| Some(name.split_whitespace().next_back()?.to_owned()))
            .collect();
        let opening: Vec<Range<usize>> = opening
            .iter()
            .map(|(first, rest)| if known.contains(slice(first)) { first.start..rest.end } else { rest.clone() })
            .filter(|name| !name.is_empty())
            .collect();
        (certain.into_iter().chain(opening), last_words)
    }
}

#[cfg(test)]
mod tests {
    use super::super::DetailKind::Name;
    use super::super::tests::check;

    #[test]
    fn a_name_has_its_titles_particles_and_no_possessive() {
        check(
            Name,
            "It was Dr. Ana van der Vey’s plan, said Mr Orl of the Bank of Harn.",
            &["Dr. Ana van der Vey", "Mr Orl", "Bank of Harn"],
        );
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_makes_no_name() {
        check(Name, "Engineers found it. However, Harn Port paid. Critics of Harn did not.", &["Harn Port", "Harn"]);
    }

    #[test]
    fn a_name_that_is_known_is_one_at_the_start_of_a_sentence_as_well() {
        check(Name, "She met Ana Vey. Vey said no.", &["Ana Vey", "Vey"]);
        check(Name, "Vey said no. She met nobody.", &[]);
    }

    #[test]
    fn a_name_is_not_cut_at_a_word_that_is_a_number_or_a_verb_elsewhere() {
        check(Name, "He left the Harn First Policy Institute.", &["Harn First Policy Institute"]);
        check(Name, "The Harn Two Trust and the Harn Forward Group paid.", &["Harn Two Trust", "Harn Forward Group"]);
        check(Name, "She met May Vey and Will Tarn.", &["May Vey", "Will Tarn"]);
        check(Name, "April Vey met Ana June Tarn.", &["April Vey", "Ana June Tarn"]);
        check(Name, "Monday Osk said no. In April Osk said yes. On 3 May Osk left.", &["Osk", "Osk", "Osk"]);
        check(Name, "It may be that Harn will pay a Harn euro.", &["Harn", "Harn"]);
    }

    #[test]
    fn a_name_is_whole_with_its_hyphens_and_apostrophes() {
        for name in [
            "Col-de-Harn",
            "Col de-Harn",
            "Anne-Marie Col-de-Harn",
            "Rüd-am-See",
            "O’Neill",
            "D’Arc-Orl",
            "Al-Orl",
            "Harn-First Trust",
        ] {
            check(Name, &format!("He met {name} there."), &[name]);
        }
    }

    #[test]
    fn an_office_or_a_day_alone_is_no_name() {
        check(Name, "On Monday the Prime Minister and I met NATO.", &["NATO"]);
    }
}
