//! Dates that a spreadsheet wrote in the way of its own language.

use super::super::day::is_day;

/// What became of a date in a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Became {
    /// What whoever writes it means, date or not.
    Itself,
    /// The same day in other words, of which ours say more.
    Rewritten,
    /// A date of which nobody can say which number is the day.
    Unclear,
}

/// What became of a date that was `ours` where a worksheet has `theirs`.
pub(super) fn became(ours: &str, theirs: &str) -> Became {
    if theirs == ours || theirs.trim().is_empty() || is_day(theirs) {
        return Became::Itself;
    }
    let numbers = numbers(theirs);
    if is_day(ours) && numbers.len() >= 3 && same_day(&self::numbers(ours), &numbers) {
        return Became::Rewritten;
    }
    if is_day(ours) || looks_like_a_date(theirs) { Became::Unclear } else { Became::Itself }
}

/// Whether a text is numbers with what stands between those of a date.
fn looks_like_a_date(text: &str) -> bool {
    let of_dates = |c: char| c.is_ascii_digit() || "/.-: ".contains(c);
    text.chars().all(of_dates) && text.contains(['/', '.', '-']) && numbers(text).len() >= 3
}

fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// Whether the first three numbers are the day of an ISO date in some order, the year with or without its century.
fn same_day(iso: &[u32], other: &[u32]) -> bool {
    let ([year, month, day, ..], [a, b, c, ..]) = (iso, other) else { return false };
    let is_year = |number: &u32| number == year || *number == year % 100;
    [(a, b, c), (c, b, a), (c, a, b)].iter().any(|(y, m, d)| is_year(y) && *m == month && *d == day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_a_spreadsheet_rewrote_is_known_by_its_day() {
        for (ours, theirs, expected) in [
            ("2026-11-22", "2026-11-22", Became::Itself),
            ("2026-11-22", "2026-11-23", Became::Itself),
            ("2026-11-22", "", Became::Itself),
            ("", "2026-11-22T10:00:00Z", Became::Itself),
            ("", "last week", Became::Itself),
            ("Monday", "Tuesday", Became::Itself),
            ("2026-11-22", "11/22/2026", Became::Rewritten),
            ("2026-11-22", "22.11.26", Became::Rewritten),
            ("2026-11-23T01:51:51Z", "2026-11-23 01:51:51", Became::Rewritten),
            ("2026-03-04", "04/03/2026", Became::Rewritten),
            ("2026-11-22", "11/23/2026", Became::Unclear),
            ("2026-11-22", "46348", Became::Unclear),
            ("", "03/04/2026", Became::Unclear),
            ("x", "3.4.26", Became::Unclear),
        ] {
            assert_eq!(became(ours, theirs), expected, "{ours} → {theirs}");
        }
    }
}
