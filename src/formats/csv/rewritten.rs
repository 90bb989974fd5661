//! What spreadsheets make of a cell that looks to them like a number, a date or a formula, without being asked.

use super::cell::is_computed;
use super::words::{months, truth};

/// Characters of dates and times beside digits and the names of months.
const OF_TIMES: &str = "/.-: ,年月日";

/// Letters in times and dates that are no month: the halves of the day, and what RFC 3339 writes.
const LETTERS: &[&str] = &["am", "pm", "t", "z"];

/// The digits of a whole number that a spreadsheet keeps; it makes zeros of the others.
const KEPT_DIGITS: usize = 15;

/// No cell that a spreadsheet makes of figures, and no word of its own, is longer, in bytes.
const LONGEST: usize = 64;

/// The day that the numbers of days count from.
const DAY_ZERO: jiff::civil::Date = jiff::civil::date(1899, 12, 30);

/// Whether a cell may be what a spreadsheet made of another, without anybody changing it.
pub(super) fn is_rewritten(ours: &str, theirs: &str) -> bool {
    let (ours, theirs) = (ours.trim(), theirs.trim());
    // Some take the apostrophe away that makes a text of a formula.
    let is_bare = ours.strip_prefix('\'') == Some(theirs) && is_computed(theirs);
    if theirs.len() > LONGEST {
        return is_bare;
    }
    let is_truth = ["true", "false"].iter().any(|it| it.eq_ignore_ascii_case(ours));
    is_bare
        || (is_truth && truth(ours) == truth(theirs))
        || is_same_number(ours, theirs)
        || is_same_time(ours, theirs)
        || is_result(ours, theirs)
}

/// The fewest `#` that are a value for which a column was too narrow; fewer may be a mark that somebody typed.
const NARROW_COLUMN: usize = 5;

/// The words that, after a `#`, stand for a value that isn't there: in English, German, Spanish, Italian and Portuguese, Dutch,
/// Danish, Russian, and for data that are still on their way.
const NOT_THERE: &[&str] = &["N/A", "NV", "N/D", "N/B", "I/T", "Н/Д", "GETTING_DATA"];

/// Tells if a cell is what a spreadsheet writes where it can't compute a formula, such as `#NAME?`.
pub(super) fn is_error(cell: &str) -> bool {
    let cell = cell.trim();
    let is_code = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let of_code = ["Err:", "Fehler:"].iter().any(|start| cell.strip_prefix(start).is_some_and(is_code));
    let Some(word) = cell.strip_prefix('#') else { return of_code };
    // Spanish opens what it ends with a mark.
    let word = word.trim_start_matches(['¿', '¡']);
    let is_capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || "/_".contains(c);
    let named = word.strip_suffix(['?', '!']).is_some_and(|word| !word.is_empty() && word.chars().all(is_capital));
    named || NOT_THERE.contains(&word) || (cell.len() >= NARROW_COLUMN && word.chars().all(|c| c == '#'))
}

/// Tells if a new text looks like what a spreadsheet makes of figures, such as `4-Mar` of `3/4`: then nobody may have typed it.
pub(super) fn looks_rewritten(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let has_month = text.split(|c: char| !c.is_alphabetic()).any(|word| !months(word).is_empty());
    let is_date = has_month
        && text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(' ')
        && numbers_of(text).is_some();
    let is_rounded = text.split_once(['e', 'E']).is_some_and(|(mantissa, power)| {
        mantissa.contains('.') && power.starts_with(['+', '-']) && text.parse::<f64>().is_ok()
    });
    is_date || is_rounded || truth(text).is_some_and(|_| text.chars().any(char::is_uppercase))
}

/// Tells if a cell is what a formula came to, or the word that it couldn't be computed.
fn is_result(ours: &str, theirs: &str) -> bool {
    let is_formula = ours.trim_start_matches('\'').starts_with('=');
    (is_computed(ours) && is_error(theirs)) || (is_formula && plain(theirs).is_some())
}

/// A number as it is written where a point stands before the decimals.
fn plain(text: &str) -> Option<f64> {
    number(text, '.', &[','])
}

/// A number as it is written where a comma stands before the decimals.
fn with_comma(text: &str) -> Option<f64> {
    number(text, ',', &['.', ' ', '\u{a0}', '\u{202f}'])
}

/// A number with that sign before its decimals; others stand between groups of three digits before it, and nowhere else.
fn number(text: &str, point: char, between: &[char]) -> Option<f64> {
    let end = text.find([point, 'e', 'E']).unwrap_or(text.len());
    let (whole, rest) = text.split_at(end);
    let mut groups = whole.trim_start_matches(['+', '-']).split(between);
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    let is_grouped = others.peek().is_none() || (1..=3).contains(&first.len());
    if !is_grouped || others.any(|group| group.len() != 3) {
        return None;
    }
    let bare = whole.replace(between, "") + &rest.replacen(point, ".", 1);
    let is_number = bare.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    bare.parse::<f64>().ok().filter(|_| is_number)
}

/// Whether both are the same number, of which powers of ten may be rounded to fit the cell.
fn is_same_number(ours: &str, theirs: &str) -> bool {
    let unit = |text: &str| text.chars().find(|c| "%$€£¥₹₽₺₩₪".contains(*c));
    let bare = |text: &str| text.trim_matches(|c: char| "%$€£¥₹₽₺₩₪ \u{a0}\u{202f}".contains(c)).to_owned();
    let (is_ours, is_theirs) = (unit(ours), unit(theirs));
    let (ours, theirs) = (bare(ours), bare(theirs));
    // Without its format a percentage is a share.
    let is_share = is_ours == Some('%') && is_theirs.is_none();
    if !is_share && is_ours != is_theirs {
        return false;
    }
    // Long numbers are alike long before they are the same.
    let is_long = |text: &str| text.len() > KEPT_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_long(&ours) && is_long(&theirs) {
        return ours == theirs || is_cut(&ours, &theirs);
    }
    let same = |read: fn(&str) -> Option<f64>| {
        let (Some(a), Some(b)) = (read(&ours), read(&theirs)) else { return false };
        if is_share { (a / 100.0).total_cmp(&b).is_eq() } else { a.total_cmp(&b).is_eq() || is_rounded(a, b, &theirs) }
    };
    same(plain) || same(with_comma)
}

/// Tells if a power of ten is a number with fewer decimals.
fn is_rounded(ours: f64, theirs: f64, written: &str) -> bool {
    let Some((mantissa, _)) = written.split_once(['e', 'E']) else { return false };
    let decimals = mantissa.split_once(['.', ',']).map_or(0, |(_, digits)| digits.len());
    format!("{ours:.decimals$e}").parse::<f64>().is_ok_and(|rounded| rounded.total_cmp(&theirs).is_eq())
}

/// Whether a long number has zeros for the digits that a spreadsheet can't hold.
fn is_cut(ours: &str, theirs: &str) -> bool {
    ours.len() == theirs.len()
        && ours.get(..KEPT_DIGITS) == theirs.get(..KEPT_DIGITS)
        && theirs.bytes().skip(KEPT_DIGITS).all(|it| it == b'0')
}

/// Whether all numbers of a date or time stand in another one, which has more of them or other signs between them.
fn is_same_time(ours: &str, theirs: &str) -> bool {
    let Some(known) = numbers_of(ours) else { return false };
    if is_number_of_day(&known, theirs) {
        return true;
    }
    let Some(mut left) = numbers_of(theirs) else { return false };
    if known.len() < 2 || left.len() < 2 {
        return false;
    }
    let signs = |text: &str| text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let is_other = left.len() != known.len() || signs(ours) != signs(theirs) || left == known;
    let lower = theirs.to_lowercase();
    let half = if lower.contains("pm") { 12 } else { 0 };
    let is_one = |one: u32, other: u32| {
        // A year may have lost its century, an hour its half of the day.
        one == other
            || (one > 999 && other == one % 100)
            || (half == 12 && one == other + half)
            || (one == 0 && other == 12 && lower.contains("am"))
    };
    let has = |number: &Number| {
        let nth = left.iter().position(|it| number.iter().any(|one| it.iter().any(|other| is_one(*one, *other))));
        nth.map(|nth| left.swap_remove(nth)).is_some()
    };
    is_other && known.iter().all(has)
}

/// Whether a cell is the number of a day, from the end of 1899, whose month and day are those of a date.
fn is_number_of_day(known: &[Number], theirs: &str) -> bool {
    let days = theirs.parse::<i32>().ok().filter(|days| (20_000..80_000).contains(days) && theirs.len() == 5);
    let Some(day) = days.and_then(|days| DAY_ZERO.checked_add(jiff::Span::new().days(days)).ok()) else { return false };
    let parts = [i32::from(day.year()), i32::from(day.month()), i32::from(day.day())];
    let has = |number: &Number| number.iter().any(|it| i32::try_from(*it).is_ok_and(|it| parts.contains(&it)));
    known.len() >= 2 && known.len() <= 3 && known.iter().all(has)
}

/// A number of a date, or those that the name of a month may mean.
type Number = Vec<u32>;

/// The numbers of a date or time in its order; `None` for any other text.
fn numbers_of(text: &str) -> Option<Vec<Number>> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| (first.is_ascii_digit() && c.is_ascii_digit()) || (is_letter(first) && is_letter(c));
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len()).max(first.len_utf8());
        let (word, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            numbers.push(vec![word.parse().ok()?]);
        } else if is_letter(first) && !months(word).is_empty() {
            numbers.push(months(word).to_vec());
        } else if !(OF_TIMES.contains(first) || LETTERS.contains(&word.to_lowercase().as_str())) {
            return None;
        }
    }
    Some(numbers)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !OF_TIMES.contains(c)
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
            ("3/4", "4-Mar"),
            ("3/4", "04. Mär"),
            ("3/4", "3月4日"),
            ("2-1", "1-Feb"),
            ("2-1", "02/01/26"),
            ("1.10", "01. Okt"),
            ("3/4", "46085"),
            ("March 4", "4-Mar"),
            ("Mar 2026", "Mar-26"),
            ("2026-11-22", "22-Nov-26"),
            ("2026-11-22", "46348"),
            ("lis 3", "3. lis"),
            ("1:30", "01:30:00"),
            ("2:1", "2:01"),
            ("13:30", "01:30:00 PM"),
            ("0:15", "12:15:00 AM"),
            ("1E5", "1.00E+05"),
            ("1E5", "100000"),
            ("1.10", "1.1"),
            ("1,10", "1,1"),
            ("1.000,50", "1000,5"),
            ("00123", "123"),
            ("50%", "0.5"),
            ("50%", "50,00%"),
            ("1,000", "1000"),
            ("$5", "$5.00"),
            ("5 €", "5,00 €"),
            ("1234567890123456", "1.23457E+15"),
            ("12345678901234567890", "12345678901234500000"),
            ("false", "FALSCH"),
            ("FALSE", "FAUX"),
            ("true", "WAHR"),
            ("=2+2", "4"),
            ("=2+2 costs", "Err:509"),
            ("-text", "#NAME?"),
            ("+31 20 555", "#WERT!"),
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
            ("2026-11-22", "46349"),
            ("3/4", "46086"),
            ("3/4", "4-Apr"),
            ("3/4", "4/3"),
            ("1.10", "1.2"),
            ("1.5", "15"),
            ("1,5", "15"),
            ("5%", "0.5"),
            ("$5", "€5"),
            ("12345678901234567890", "12345678901234567891"),
            ("a bridge", "#NAME?"),
            ("-text", "text"),
            ("-text", "4"),
            ("13:30", "01:30:00 AM"),
            ("true", "FALSE"),
            ("true", "FALSCH"),
            ("infinity", "inf"),
            ("a 1/2", "a 01/02/26"),
            ("two", "three"),
            ("'tis", "tis"),
        ] {
            assert!(!is_rewritten(ours, theirs), "{ours} → {theirs}");
        }
    }

    #[test]
    fn an_error_of_a_spreadsheet_is_no_text() {
        for cell in [
            "#NAME?",
            "#REF!",
            "#DIV/0!",
            "#NUM!",
            "#NULL!",
            "#N/A",
            "#N/D",
            "#NV",
            "#NOM?",
            "#WERT!",
            "#ÜBERLAUF!",
            "#¿NOMBRE?",
            "#¡VALOR!",
            "#¡DIV/0!",
            "#ИМЯ?",
            "#Н/Д",
            "#GETTING_DATA",
            "#####",
            "Err:509",
            " #VALUE! ",
        ] {
            assert!(is_error(cell), "{cell}");
        }
        for cell in ["", "#", "#1", "#bridge!", "# NAME?", "Err:", "Error 509", "#!", "#¿?", "nobody?", "#ND"] {
            assert!(!is_error(cell), "{cell}");
        }
    }

    #[test]
    fn a_new_text_that_a_spreadsheet_may_have_made_is_known() {
        for text in ["4-Mar", "04.Mär", "1.23457E+15", "FALSCH", "TRUE"] {
            assert!(looks_rewritten(text), "{text}");
        }
        for text in ["", "3/4", "4 March", "March", "14 of 20", "1e5", "false", "2026-11-22"] {
            assert!(!looks_rewritten(text), "{text}");
        }
    }
}
