//! Dates that somebody wrote into a spreadsheet, which writes them in the way of its own language.

use super::rewritten::numbers;
use crate::model::is_date;

/// What a new date of a worksheet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// What whoever writes it means, date or not.
    Itself,
    /// A day whose year stands first, so that it is certain which one: here as the save file has it.
    Day(String),
    /// A date of which nobody can say which number is the day.
    Unclear,
}

impl Date {
    /// What a date is that was `ours` where a worksheet has `theirs`.
    pub(super) fn of(ours: &str, theirs: &str) -> Self {
        if theirs == ours || theirs.trim().is_empty() || is_date(theirs) {
            return Self::Itself;
        }
        match year_first(theirs) {
            Some(day) => Self::Day(day),
            None if is_date(ours) || looks_like_a_date(theirs) => Self::Unclear,
            None => Self::Itself,
        }
    }
}

/// A day like `2026/11/22`, as it is written where the year comes first.
fn year_first(text: &str) -> Option<String> {
    let parts: Vec<_> = text.trim().split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    (year.len() == 4 && is_date(&day)).then_some(day)
}

/// Whether a text is numbers with what stands between those of a date.
fn looks_like_a_date(text: &str) -> bool {
    let of_dates = |c: char| c.is_ascii_digit() || "/.-: ".contains(c);
    text.chars().all(of_dates) && text.contains(['/', '.', '-']) && numbers(text).len() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_certain_where_its_year_stands_first() {
        let day = |day: &str| Date::Day(day.to_owned());
        for (ours, theirs, expected) in [
            ("2026-11-22", "2026-11-22", Date::Itself),
            ("2026-11-22", "2026-11-23", Date::Itself),
            ("2026-11-22", "", Date::Itself),
            ("", "2026-11-22T10:00:00Z", Date::Itself),
            ("", "last week", Date::Itself),
            ("Monday", "Tuesday", Date::Itself),
            ("", "2026/3/04", day("2026-03-04")),
            ("Monday", "2026.11.22", day("2026-11-22")),
            ("2026-11-22", "2026/11/23", day("2026-11-23")),
            ("2026-11-22", "11/23/2026", Date::Unclear),
            ("2026-11-22", "46348", Date::Unclear),
            ("", "2026/13/04", Date::Unclear),
            ("", "2026/11/22 10:00:00", Date::Unclear),
            ("", "03/04/2026", Date::Unclear),
            ("x", "3.4.26", Date::Unclear),
        ] {
            assert_eq!(Date::of(ours, theirs), expected, "{ours} → {theirs}");
        }
    }
}
