//! Figures: numbers in digits and in words, with the sign of money before them and what counts them behind.

use std::ops::Range;

use super::words::Words;
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// What one number may be joined to the next one by: ranges, times, scores, parts.
const JOINTS: &[&str] = &["-", "‑", "–", ":", "/"];

/// Parts that a number counts.
const FRACTIONS: &[&str] = &["third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"];

impl Words<'_> {
    /// The number of the word after the figure that starts with a word, if one does.
    pub(super) fn figure_from(&self, nth: usize) -> Option<usize> {
        let word = self.word(nth);
        // The number of a name, such as “COVID-19”, is part of it.
        let before = nth.checked_sub(1).map(|nth| self.word(nth)).unwrap_or_default();
        let of_name = before.is(Class::CAPITAL) && (self.gap(nth).has(Gap::JOINT) || word.is(Class::CAPITAL));
        if !self.is_number(nth) || of_name {
            return None;
        }
        let mut end = nth + 1;
        while self.goes_on(end) {
            end += 1;
        }
        let percent = match self.text(end) {
            "percent" => 1,
            "per" if self.text(end + 1) == "cent" && self.follows(end + 1) => 2,
            "percentage" if self.text(end + 1).starts_with("point") && self.follows(end + 1) => 2,
            _ => 0,
        };
        Some(if self.follows(end) { end + percent } else { end })
    }

    fn is_number(&self, nth: usize) -> bool {
        self.word(nth).is(Class::NUMBER | Class::AMOUNT)
    }

    /// Whether a word goes on with the number before it.
    fn goes_on(&self, nth: usize) -> bool {
        let is_part = FRACTIONS.contains(&self.text(nth));
        if JOINTS.contains(&self.between(nth)) {
            return self.is_number(nth) || is_part || self.text(nth) == "one";
        }
        // “12 300” is one number, “in 2019 14 people” is two.
        let digits = |nth| self.text(nth).bytes().all(|byte| byte.is_ascii_digit());
        let grouped = digits(nth) && self.text(nth).len() == 3 && digits(nth - 1) && self.text(nth - 1).len() <= 3;
        self.follows(nth) && (self.word(nth).is(Class::AMOUNT) || is_part || grouped)
    }

    /// Some words with the sign of money before them.
    pub(super) fn bytes_with_sign(&self, words: Range<usize>) -> Range<usize> {
        let from = words.start.checked_sub(1).map_or(0, |nth| self.word(nth).end);
        let bytes = self.bytes(words);
        // The sign behind the number before is that one’s.
        let before = self.text.get(from.min(bytes.start)..bytes.start).unwrap_or_default();
        let sign = before.chars().next_back().filter(|c| matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₽'));
        bytes.start - sign.map_or(0, char::len_utf8)..bytes.end
    }
}

#[cfg(test)]
mod tests {
    use super::super::DetailKind::Figure;
    use super::super::tests::check;

    #[test]
    fn a_figure_has_its_sign_and_what_counts_it() {
        check(Figure, "It cost $3.5 million, or 12% more, 7 per cent.", &["$3.5 million", "12%", "7 per cent"]);
        check(Figure, "Up 2 percentage points to €12 300.", &["2 percentage points", "€12 300"]);
    }

    #[test]
    fn a_figure_may_be_in_words_or_a_range() {
        check(
            Figure,
            "Twenty-one of two hundred came, two-thirds by 14:30.",
            &["Twenty-one", "two hundred", "two-thirds", "14:30"],
        );
        check(Figure, "Some 10–12 of 1,400 died.", &["10–12", "1,400"]);
    }

    #[test]
    fn the_number_of_a_name_is_none() {
        check(Figure, "COVID-19 and the G7 are no figures.", &[]);
    }
}
