//! Where letters can stand without covering any: the blanks between the words of a row.

use std::ops::Range;

use super::super::display;
use crate::model::{Document, Edge, Span};

/// A piece of a row without a blank in it, and the cells next to it.
///
/// ```text
/// column  0123456789
///          He said, “No.”
///            ^before     ^after      of the run `“No.”`: 9 and 15
/// ```
///
/// Column 0 is the one on the left of the text, so that the first word of a row has a cell too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its bytes in the article.
    pub bytes: Range<usize>,
    /// The column of the cell before it.
    pub before: u16,
    /// The column of the cell after it.
    pub after: u16,
}

impl Run {
    /// The column of the cell for a letter at one of its edges.
    pub fn column(&self, edge: Edge) -> u16 {
        if edge == Edge::Start { self.before } else { self.after }
    }
}

/// The runs of a row, in order.
pub fn runs(document: &Document, row: Span) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut column = 0_u16;
    let mut follows = false;
    for (at, grapheme) in display::graphemes(document.quote(row)) {
        let start = row.start().byte().saturating_add(at);
        let next = column.saturating_add(display::columns(grapheme));
        if is_blank(grapheme) {
            follows = false;
        } else {
            let (end, after) = (start.saturating_add(grapheme.len()), next.saturating_add(1));
            if follows && let Some(run) = found.last_mut() {
                (run.bytes.end, run.after) = (end, after);
            } else {
                found.push(Run { bytes: start..end, before: column, after });
            }
            follows = true;
        }
        column = next;
    }
    found
}

/// The run in which a span starts or ends at a byte, or between which and the byte there are only blanks.
pub fn run_at(runs: &[Run], edge: Edge, byte: usize) -> Option<&Run> {
    match edge {
        Edge::Start => runs.get(runs.partition_point(|run| run.bytes.end <= byte)),
        Edge::End => runs.get(runs.partition_point(|run| run.bytes.start < byte).checked_sub(1)?),
    }
}

/// Tells if nothing of a grapheme cluster is seen on the screen.
fn is_blank(grapheme: &str) -> bool {
    display::glyphs(grapheme).all(|glyph| !glyph.hidden && glyph.text.chars().all(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u16, u16)]) {
        let document = Document::new("a", text).unwrap();
        let row = Span::between(document.start(), document.end()).unwrap();
        let found = runs(&document, row);
        let found: Vec<_> = found.iter().map(|it| (&text[it.bytes.clone()], it.before, it.after)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_cells_next_to_a_run_are_blank() {
        check("He said, “No.”\n", &[("He", 0, 3), ("said,", 3, 9), ("“No.”", 9, 15)]);
        check("  a—b  c", &[("a—b", 2, 6), ("c", 7, 9)]);
    }

    #[test]
    fn tabs_wide_characters_and_combining_marks_count_as_they_are_drawn() {
        check("a\tb", &[("a", 0, 2), ("b", 5, 7)]);
        check("大阪 城", &[("大阪", 0, 5), ("城", 5, 8)]);
        check("大\u{3000}阪", &[("大", 0, 3), ("阪", 4, 7)]);
        check("e\u{301}e o", &[("e\u{301}e", 0, 3), ("o", 3, 5)]);
    }

    #[test]
    fn what_is_made_visible_is_no_blank() {
        check("a\u{200b}b c", &[("a\u{200b}b", 0, 11), ("c", 11, 13)]);
    }

    #[test]
    fn a_place_is_in_the_run_that_starts_or_ends_there() {
        let document = Document::new("a", "ab cd").unwrap();
        let row = Span::between(document.start(), document.end()).unwrap();
        let found = runs(&document, row);
        let at = |edge, byte| run_at(&found, edge, byte).map(|run| run.bytes.clone());
        assert_eq!(
            [0, 1, 2, 3, 5].map(|byte| at(Edge::Start, byte)),
            [Some(0..2), Some(0..2), Some(3..5), Some(3..5), None]
        );
        assert_eq!(
            [0, 1, 2, 3, 5].map(|byte| at(Edge::End, byte)),
            [None, Some(0..2), Some(0..2), Some(0..2), Some(3..5)]
        );
    }
}
