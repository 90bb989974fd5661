//! Dates and times as RFC 3339 writes them, as far as is needed to tell one from other text and to put them in order.

/// A point in time; earlier ones come first. A date is its first second in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since the start of the year 1970 in UTC.
    seconds: i64,
    /// Billionths of a second; what is finer is left out.
    nanoseconds: u32,
}

/// Whether a text is a full date or a date with time and zone after [RFC 3339, section 5.6][rfc].
///
/// [rfc]: https://www.rfc-editor.org/rfc/rfc3339#section-5.6
pub fn is_date(text: &str) -> bool {
    Moment::of(text).is_some()
}

/// A date or time in the one form that every reader of RFC 3339 takes: `2026-11-23 10:00:00z` with its `T` and its `Z`.
/// `None` for any other text.
pub fn canonical(text: &str) -> Option<String> {
    is_date(text).then(|| {
        let (day, time) = text.split_at_checked(10).unwrap_or((text, ""));
        match time.get(1..) {
            Some(time) => format!("{day}T{}", time.to_ascii_uppercase()),
            None => day.to_owned(),
        }
    })
}

impl Moment {
    /// The moment that a date or time of RFC 3339 says; `None` for any other text, and for days that don't exist.
    pub fn of(text: &str) -> Option<Self> {
        let (date, time) = match text.split_at_checked(10) {
            Some((date, time)) => (date, time.strip_prefix(['T', 't', ' ']).filter(|time| !time.is_empty())),
            None => return None,
        };
        if time.is_none() && text.len() > 10 {
            return None;
        }
        let days = days(date)?;
        let (second, nanoseconds) = time.map_or(Some((0, 0)), time_of_day)?;
        Some(Self { seconds: days * 86_400 + second, nanoseconds })
    }
}

/// Days since the start of 1970 of a `YYYY-MM-DD` that exists.
fn days(date: &str) -> Option<i64> {
    let [year, month, day] = numbers(date, "-", [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=length).contains(&day) {
        return None;
    }
    let before: i64 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    // Leap days of all years before this one, and of all before 1970.
    let leaps = |years: i64| years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    Some((year - 1970) * 365 + leaps(year - 1) - leaps(1969) + before + day - 1)
}

/// Seconds and billionths since the start of a day in UTC, of `HH:MM:SS`, its fraction and its zone.
fn time_of_day(time: &str) -> Option<(i64, u32)> {
    let (clock, rest) = time.split_at_checked(8)?;
    let [hour, minute, second] = numbers(clock, ":", [2, 2, 2])?;
    // A leap second is the last one that a minute may have.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let zone_at = rest.find(['Z', 'z', '+', '-'])?;
    let (fraction, zone) = rest.split_at_checked(zone_at)?;
    let east = match zone {
        "Z" | "z" => 0,
        zone => {
            let [hours, minutes] = numbers(zone.get(1..)?, ":", [2, 2])?;
            let ahead = (hours <= 23 && minutes <= 59).then_some((hours * 60 + minutes) * 60)?;
            if zone.starts_with('-') { -ahead } else { ahead }
        }
    };
    Some(((hour * 60 + minute) * 60 + second - east, billionths(fraction)?))
}

fn billionths(fraction: &str) -> Option<u32> {
    if fraction.is_empty() {
        return Some(0);
    }
    let digits = fraction.strip_prefix('.').filter(|digits| !digits.is_empty())?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9}").get(..9)?.parse().ok()
}

/// The numbers of so many digits each that a mark separates, if that is all there is.
fn numbers<const N: usize>(text: &str, mark: &str, digits: [usize; N]) -> Option<[i64; N]> {
    let parts: Vec<&str> = text.split(mark).collect();
    let fits = |(part, len): (&&str, usize)| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.len() != N || !parts.iter().zip(digits).all(fits) {
        return None;
    }
    let numbers: Vec<i64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_and_times_of_rfc_3339_are_told_from_other_text() {
        for date in [
            "2026-11-23",
            "2024-02-29",
            "2026-11-23T10:00:00Z",
            "2026-11-23t10:00:00.125z",
            "2026-11-23 10:00:00+05:30",
            "2016-12-31T23:59:60Z",
        ] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "",
            "yesterday",
            "2026-11",
            "2026-02-29",
            "2026-13-01",
            "2026-11-00",
            "23.11.2026",
            "2026-11-23T",
            "2026-11-23T10:00",
            "2026-11-23T10:00:00",
            "2026-11-23T24:00:00Z",
            "2026-11-23T10:00:00.Z",
            "2026-11-23T10:00:00+5:30",
            "2026-11-23T10:00:00Z!",
            "２026-11-23",
            "2026-11-2é",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn every_date_has_one_form_that_says_the_same() {
        for (date, one_form) in [
            ("2026-11-23", "2026-11-23"),
            ("2026-11-23 10:00:00z", "2026-11-23T10:00:00Z"),
            ("2026-11-23t10:00:00.125+05:30", "2026-11-23T10:00:00.125+05:30"),
        ] {
            assert_eq!((canonical(date).as_deref(), Moment::of(date)), (Some(one_form), Moment::of(one_form)));
        }
        assert_eq!(canonical("2026-11-23 10:00:00"), None);
    }

    #[test]
    fn moments_are_in_order_whatever_their_zone() {
        let moment = |text| Moment::of(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(moment("1970-01-01").seconds, 0);
        assert_eq!(moment("2000-03-01T00:00:00Z").seconds, 951_868_800);
        assert_eq!(moment("2026-11-23T10:00:00+02:00"), moment("2026-11-23T08:00:00Z"));
        assert!(moment("2026-11-23T10:00:00.5Z") < moment("2026-11-23T10:00:00.75Z"));
        assert!(moment("2026-11-23T23:30:00-01:00") > moment("2026-11-24"));
        assert!(moment("0001-01-01") < moment("1969-12-31"));
    }

    #[test]
    fn every_day_of_four_centuries_is_a_day_after_the_one_before() {
        let mut expected = Moment::of("1800-01-01").map(|it| it.seconds);
        for (year, month, day) in
            (1800..2200).flat_map(|year| (1..=12).flat_map(move |month| (1..=31).map(move |day| (year, month, day))))
        {
            let date = format!("{year}-{month:02}-{day:02}");
            if let Some(moment) = Moment::of(&date) {
                assert_eq!(Some(moment.seconds), expected, "{date}");
                expected = expected.map(|it| it + 86_400);
            } else {
                assert!(day > 28 && month != 1, "{date} doesn't exist");
            }
        }
        // 400 years of the calendar have 146,097 days.
        let start = Moment::of("1800-01-01").map(|it| it.seconds + 146_097 * 86_400);
        assert_eq!(expected, start);
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "\\PC{0,30}|[0-9TZ:+.-]{0,30}") {
            let _ = is_date(&text);
        }
    }
}
