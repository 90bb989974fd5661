//! White space as programs in Python see it, which most readers of annotations are.

/// Whether a character ends a line, as `str.splitlines` sees it, or a column.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is white space, as `str.isspace` sees it.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}
