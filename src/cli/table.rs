//! Rows of cells: in columns on a terminal, with tabs between them for other programs.

use unicode_segmentation::UnicodeSegmentation;

use crate::tui::display::{cell_columns, safe};

use super::exit::Outcome;
use super::streams::Stream;

/// What separates two columns.
const GAP: &str = "  ";

/// A table whose rows come one after the other. Programs get each at once; a terminal gets all of them at the end, since
/// columns are as wide as their widest cell.
pub(super) struct Table<const COLUMNS: usize> {
    head: [&'static str; COLUMNS],
    rows: Vec<[String; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    /// A table with that head and no rows yet.
    pub(super) fn new(head: [&'static str; COLUMNS]) -> Self {
        Self { head, rows: Vec::new() }
    }

    /// Prints one more row, or keeps it for the end.
    pub(super) fn row(&mut self, to: &mut Stream, row: [String; COLUMNS]) -> Outcome<()> {
        if to.is_terminal {
            self.rows.push(row);
            return Ok(());
        }
        print(to, self.head, &[row])
    }

    /// Prints the rows that were kept.
    pub(super) fn end(self, to: &mut Stream) -> Outcome<()> {
        if self.rows.is_empty() { Ok(()) } else { print(to, self.head, &self.rows) }
    }
}

/// Prints the rows; a terminal gets the head above them.
pub(super) fn print<const COLUMNS: usize>(
    to: &mut Stream,
    head: [&str; COLUMNS],
    rows: &[[String; COLUMNS]],
) -> Outcome<()> {
    if !to.is_terminal {
        return rows.iter().try_for_each(|row| to.print(&row.each_ref().map(|cell| unbroken(cell)).join("\t")));
    }
    aligned(head, rows).iter().try_for_each(|line| to.print(line))
}

/// The head and the rows as lines with their columns below each other, safe for a terminal.
fn aligned<const COLUMNS: usize>(head: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> Vec<String> {
    let head = head.map(str::to_uppercase);
    let all: Vec<[String; COLUMNS]> =
        std::iter::once(&head).chain(rows).map(|row| row.each_ref().map(|cell| safe(cell).into_owned())).collect();
    let widths: [usize; COLUMNS] =
        std::array::from_fn(|column| all.iter().map(|row| columns(&row[column])).max().unwrap_or_default());
    let line = |row: &[String; COLUMNS]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| {
            let blanks = " ".repeat(width - columns(cell));
            format!("{cell}{blanks}")
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    all.iter().map(line).collect()
}

/// How many columns of a terminal a text takes that is safe for it.
fn columns(text: &str) -> usize {
    text.graphemes(true).map(|grapheme| usize::from(cell_columns(grapheme))).sum()
}

/// A cell that doesn't break its row: a tab is a blank, line ends are pictures, and all else is as it is.
fn unbroken(cell: &str) -> String {
    let mut unbroken = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '\t' => unbroken.push(' '),
            '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                unbroken.push_str(&safe(c.encode_utf8(&mut [0; 4])));
            }
            c => unbroken.push(c),
        }
    }
    unbroken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_however_wide_their_characters() {
        let rows = [["日本", "a"], ["e\u{301}", "\u{1b}b"], ["ｶ\u{FF9E}", "c"]].map(|row| row.map(str::to_owned));
        let expected = ["X     Y", "日本  a", "e\u{301}     ␛b", "ｶ\u{FF9E}    c"];
        assert_eq!(aligned(["x", "y"], &rows), expected);
    }

    #[test]
    fn a_cell_can_not_break_its_row() {
        assert_eq!(unbroken("a\tb\r\nc\u{1b}"), "a b␍␊c\u{1b}");
    }
}
