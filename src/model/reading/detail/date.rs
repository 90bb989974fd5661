//! Dates: days of the week and of months, months and years, in English words and in digits.

use super::words::Words;
use crate::model::reading::lexicon::Class;
use crate::model::reading::word::Gap;

/// The days as they stand in a text.
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Which numbers of four digits may be years.
const YEARS: std::ops::RangeInclusive<u16> = 1500..=2100;
/// Words that stand after a year and not after a number of things.
const AFTER_YEAR: Class = Class::PREPOSITION
    .or(Class::DETERMINER)
    .or(Class::CONJUNCTION)
    .or(Class::AUXILIARY)
    .or(Class::SUBJECT)
    .or(Class::SPEECH)
    .or(Class::CAPITAL)
    .or(Class::OWNER);

impl Words<'_> {
    /// The number of the word after the date that starts with a word, if one does.
    pub(super) fn date_from(&self, nth: usize) -> Option<usize> {
        if WEEKDAYS.contains(&self.text(nth)) {
            let day = self.joined(nth + 1).then(|| self.day_of_month(nth + 1)).flatten();
            return Some(day.unwrap_or(nth + 1));
        }
        self.day_of_month(nth).or_else(|| self.in_digits(nth)).or_else(|| self.lone_year(nth))
    }

    /// `3 March`, `3 March 2024`, `March 3, 2024`, `March 2024`, `March`.
    fn day_of_month(&self, nth: usize) -> Option<usize> {
        if self.is_day(nth) {
            let of = usize::from(self.text(nth + 1) == "of" && self.follows(nth + 1));
            let month = nth + 1 + of;
            return (self.is_month(month) && self.follows(month)).then(|| self.with_year(month + 1));
        }
        if !self.is_month(nth) {
            return None;
        }
        let next = nth + 1;
        if self.follows(next) && self.is_day(next) {
            return Some(self.with_year(next + 1));
        }
        let end = self.with_year(next);
        (end > next || self.is_certain_month(nth)).then_some(end)
    }

    /// The end of a date with the year that follows it, if one does.
    fn with_year(&self, end: usize) -> usize {
        if self.joined(end) && self.is_year(end) { end + 1 } else { end }
    }

    /// Whether a word stands after nothing but a blank or a comma.
    fn joined(&self, nth: usize) -> bool {
        self.follows(nth) || matches!(self.between(nth), ", ")
    }

    fn is_month(&self, nth: usize) -> bool {
        self.word(nth).is(Class::MONTH) && self.word(nth).is(Class::CAPITAL)
    }

    /// Whether a month that stands alone is none of the words and first names that are written like it.
    fn is_certain_month(&self, nth: usize) -> bool {
        let before = nth.checked_sub(1).map(|nth| self.word(nth)).unwrap_or_default();
        let when = before.is(Class::PREPOSITION | Class::TIME) && self.follows(nth);
        when || !matches!(self.text(nth), "March" | "May" | "April" | "June" | "August")
    }

    fn is_day(&self, nth: usize) -> bool {
        let digits = self.text(nth);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| digits.strip_suffix(ending)).unwrap_or(digits);
        digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    }

    fn is_year(&self, nth: usize) -> bool {
        let digits = self.text(nth);
        digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| YEARS.contains(&year))
    }

    /// `2024-03-05`, `5/3/2024`, `5.3.2024`, `1990s`.
    fn in_digits(&self, nth: usize) -> Option<usize> {
        let text = self.text(nth);
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_number = |part: &str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|it| it.is_ascii_digit());
        let dotted: Vec<&str> = text.split('.').take(4).collect();
        let decade =
            text.strip_suffix("0s").is_some_and(|it| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit()));
        if decade || (dotted.len() == 3 && dotted.iter().all(|part| is_number(part))) {
            return Some(nth + 1);
        }
        let mark = self.between(nth + 1);
        let same = matches!(mark, "-" | "/" | "‑") && self.between(nth + 2) == mark && self.between(nth + 3) != mark;
        let parts = [text, self.text(nth + 1), self.text(nth + 2)];
        (same && parts.iter().all(|part| is_number(part))).then_some(nth + 3)
    }

    /// `in 2019`, but not `in 2019 homes`.
    fn lone_year(&self, nth: usize) -> Option<usize> {
        let before = nth.checked_sub(1).map(|nth| self.word(nth))?;
        let next = self.word(nth + 1);
        let word = self.word(nth);
        let bare = self.is_year(nth) && word.mark == word.start && word.end == word.stem;
        let when = before.is(Class::PREPOSITION | Class::CONJUNCTION | Class::TIME) && self.follows(nth);
        let ends = self.gap(nth + 1) != Gap::SPACE || next.is(AFTER_YEAR) || next.is(Class::TIME);
        (bare && when && ends).then_some(nth + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::DetailKind::{Date, Figure};
    use super::super::tests::check;

    #[test]
    fn a_date_is_told_in_the_orders_it_is_written_in() {
        check(Date, "On Monday, 3 March 2024, it rained.", &["Monday, 3 March 2024"]);
        check(Date, "It opened on March 3, 2024 and shut on 4th of May.", &["March 3, 2024", "4th of May"]);
        check(Date, "It was due on Friday or in June 2025.", &["Friday", "June 2025"]);
        check(
            Date,
            "See 2024-03-05, 5/3/2024 and 5.3.2024, or the 1990s.",
            &["2024-03-05", "5/3/2024", "5.3.2024", "1990s"],
        );
    }

    #[test]
    fn a_year_is_a_date_and_a_number_of_things_is_not() {
        check(Date, "In 2019 the road was built; since 2020, it leaks. By 2021.", &["2019", "2020", "2021"]);
        check(Date, "There is power in 2019 homes.", &[]);
        check(Figure, "There is power in 2019 homes.", &["2019"]);
    }

    #[test]
    fn a_word_that_is_written_like_a_month_is_none() {
        check(Date, "They may march. May it rain. March on. In May it rained.", &["May"]);
    }
}
