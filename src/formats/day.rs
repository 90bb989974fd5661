//! Days and times as the save file has them.

/// Whether a text is a date or a time after RFC 3339, such as `2026-11-22` or `2026-11-22T10:00:00Z`.
pub(super) fn is_day(text: &str) -> bool {
    let is_date = text.len() == "2026-11-22".len() && text.parse::<jiff::civil::Date>().is_ok();
    is_date || (text.contains('T') && text.parse::<jiff::Timestamp>().is_ok())
}
