//! What spreadsheets make of a cell that looks to them like a number, a date or a formula, without being asked.

use super::cell::is_computed;

/// What stands in dates and times beside digits, among them the halves of the day.
const OF_TIMES: &str = "/.-: ,TZAPM";

/// Whether a cell may be what a spreadsheet made of another, without anybody changing it.
pub(super) fn is_rewritten(ours: &str, theirs: &str) -> bool {
    let (ours, theirs) = (ours.trim(), theirs.trim());
    // Some take the apostrophe away that makes a text of a formula.
    let is_bare = ours.strip_prefix('\'') == Some(theirs) && is_computed(theirs);
    let is_truth = ["true", "false"].iter().any(|it| it.eq_ignore_ascii_case(ours));
    is_bare
        || (is_truth && ours.eq_ignore_ascii_case(theirs))
        || is_same_number(ours, theirs)
        || is_same_time(ours, theirs)
}

/// Whether both are the same number, of which powers of ten may be rounded to fit the cell.
fn is_same_number(ours: &str, theirs: &str) -> bool {
    let number = |text: &str| {
        let plain = text.strip_suffix('%').unwrap_or(text).replace(',', "");
        let is_number = plain.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        plain.parse::<f64>().ok().filter(|_| is_number)
    };
    let (Some(a), Some(b)) = (number(ours), number(theirs)) else { return false };
    let (mantissa, power) = theirs.split_once(['e', 'E']).unwrap_or((theirs, ""));
    let decimals = mantissa.split_once('.').map_or(0, |(_, digits)| digits.len());
    let rounded = || format!("{a:.decimals$e}").parse::<f64>().unwrap_or(a);
    ours.ends_with('%') == theirs.ends_with('%')
        && (a.total_cmp(&b).is_eq() || (!power.is_empty() && rounded().total_cmp(&b).is_eq()))
}

/// Whether all numbers of a date or time stand in another one, which has more of them or other signs between them.
fn is_same_time(ours: &str, theirs: &str) -> bool {
    let is_time = |text: &str| text.chars().all(|c| c.is_ascii_digit() || OF_TIMES.contains(c));
    let (known, mut left) = (numbers(ours), numbers(theirs));
    if !is_time(ours) || !is_time(theirs) || known.len() < 2 || left.len() < 2 {
        return false;
    }
    let signs = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let is_other = left.len() != known.len() || signs(ours) != signs(theirs);
    let has = |number: &u32| {
        // A year may have lost its century.
        let nth = left.iter().position(|other| other == number || (*number > 999 && *other == number % 100));
        nth.map(|nth| left.swap_remove(nth)).is_some()
    };
    is_other && known.iter().all(has)
}

/// The numbers of a text, in its order.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gnumeric_and_libreoffice_make_of_a_cell_is_known_again() {
        for (ours, theirs) in [
            ("2026-11-22", "11/22/2026"),
            ("2026-11-22", "22.11.26"),
            ("2026-11-22", "2026/11/22"),
            ("2026-03-04", "04/03/2026"),
            ("2026-11-23T01:51:51Z", "2026-11-23 01:51:51"),
            ("1/2", "01/02/26"),
            ("9:30", "09:30:00 AM"),
            ("007", "7"),
            ("3.50", "3.5"),
            ("1e5", "100000"),
            ("123456e10", "1.23E+15"),
            ("5%", "5.00%"),
            ("1,000", "1000"),
            ("true", "TRUE"),
            ("'=2", "=2"),
        ] {
            assert!(is_rewritten(ours, theirs), "{ours} → {theirs}");
        }
    }

    #[test]
    fn what_somebody_changed_is_a_change() {
        for (ours, theirs) in [
            ("", "7"),
            ("7", ""),
            ("7", "8"),
            ("12.4", "12"),
            ("5", "5%"),
            ("1e5", "1e6"),
            ("1/2", "2/1"),
            ("2026-11-22", "2026-11-23"),
            ("2026-11-11", "11/12/26"),
            ("2026-11-22", "46348"),
            ("true", "FALSE"),
            ("infinity", "inf"),
            ("a 1/2", "a 01/02/26"),
            ("two", "three"),
            ("'tis", "tis"),
        ] {
            assert!(!is_rewritten(ours, theirs), "{ours} → {theirs}");
        }
    }
}
