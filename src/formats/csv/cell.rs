//! Cells as spreadsheets take them: line feeds for line ends, and nothing that they would compute.

/// What spreadsheets begin a formula with, or pass over before one.
const COMPUTED: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// What makes a text of the cell that it begins.
const GUARD: char = '\'';

/// A text with line feeds for its line ends: what spreadsheets make of the others inside a cell anyway.
pub(super) fn with_line_feeds(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A text as it is written into a cell, so that no spreadsheet computes it.
pub(super) fn guarded(text: &str) -> String {
    if is_computed(text) { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// The text of a cell.
pub(super) fn unguarded(cell: &str) -> String {
    let text = cell.strip_prefix(GUARD).filter(|text| is_computed(text)).unwrap_or(cell);
    with_line_feeds(text)
}

/// Whether a text begins a formula, or looks as if it had been guarded already: then one more guard is to come off.
pub(super) fn is_computed(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(COMPUTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_compute_is_guarded_and_nothing_else() {
        for (text, cell) in [
            ("=2+2", "'=2+2"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("'=2", "''=2"),
            ("'tis", "'tis"),
            ("''", "''"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
        assert_eq!(unguarded("=2+2"), "=2+2");
        assert_eq!(unguarded("'\r\n"), "\n");
    }
}
