//! Rows: how the article's text is cut to the width of the screen, worked out for what is looked at and nothing else.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::display;
use crate::model::{Document, Offset, Rows, Span};

/// How many stretches are remembered: a screenful of short paragraphs and some around it.
const REMEMBERED: usize = 128;

/// The rows of a document at one width.
///
/// Rows are counted from their stretch, never from the start of the article, so that the last page costs what the first does.
#[derive(Debug)]
pub struct Layout {
    columns: u16,
    /// The stretches looked at last, the newest at the end.
    stretches: RefCell<Vec<Rc<Stretch>>>,
}

/// One stretch of the document, cut into rows.
#[derive(Debug)]
struct Stretch {
    bytes: Range<usize>,
    /// Where each row starts, in bytes of the document, in order; the first is the stretch's own start.
    rows: Vec<usize>,
}

impl Stretch {
    /// Which of its rows a place is in, counted from 0.
    fn row_at(&self, place: Offset) -> usize {
        self.rows.partition_point(|&start| start <= place.byte()).saturating_sub(1)
    }
}

impl Layout {
    /// For rows of that many columns, at least 1.
    pub fn new(columns: u16) -> Self {
        Self { columns: columns.max(1), stretches: RefCell::default() }
    }

    /// How many columns a row has.
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// The row that `place` is in; the end of the text is in the last one.
    pub fn row(&self, document: &Document, place: Offset) -> Span {
        let place = place.min(document.last());
        let stretch = self.stretch(document, place);
        let after = stretch.rows.partition_point(|&start| start <= place.byte());
        let start = after.checked_sub(1).and_then(|nth| stretch.rows.get(nth)).copied().unwrap_or(stretch.bytes.start);
        let end = stretch.rows.get(after).copied().unwrap_or(stretch.bytes.end);
        let around = document.span(start..end);
        around
            .or_else(|| Span::between(place, document.next_grapheme(place)))
            .unwrap_or_else(|| unreachable!("no row is empty"))
    }

    /// The row after `row`, if there is one.
    pub fn next(&self, document: &Document, row: Span) -> Option<Span> {
        (row.end() < document.end()).then(|| self.row(document, row.end()))
    }

    /// The row before `row`, if there is one.
    pub fn previous(&self, document: &Document, row: Span) -> Option<Span> {
        (row.start() > document.start()).then(|| self.row(document, document.previous_grapheme(row.start())))
    }

    /// The row so many rows after `row`, or before it where `rows` is negative; the last or first one at the ends.
    pub fn step(&self, document: &Document, row: Span, rows: isize) -> Span {
        let mut at = row;
        for _ in 0..rows.unsigned_abs() {
            let next = if rows < 0 { self.previous(document, at) } else { self.next(document, at) };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// How many rows `lower` is below `upper`, if it is below or in the same and by fewer than `most`.
    pub fn rows_between(&self, document: &Document, upper: Offset, lower: Offset, most: usize) -> Option<usize> {
        let last = document.last();
        let (upper, lower) = (upper.min(last), lower.min(last));
        let mut stretch = self.stretch(document, upper);
        let mut before = stretch.row_at(upper);
        let mut counted = 0_usize;
        while !stretch.bytes.contains(&lower.byte()) {
            counted = counted.saturating_add(stretch.rows.len().saturating_sub(before));
            if lower < upper || counted >= most || stretch.bytes.end > last.byte() {
                return None;
            }
            stretch = self.stretch(document, document.offset_at_or_before(stretch.bytes.end));
            before = 0;
        }
        let between = counted.saturating_add(stretch.row_at(lower)).checked_sub(before)?;
        (between < most).then_some(between)
    }

    /// In which column of its row the grapheme cluster at `place` starts.
    pub fn column(&self, document: &Document, place: Offset) -> u16 {
        let row = self.row(document, place);
        let before = document.slice(row.start().byte()..place.byte());
        display::graphemes(before).map(|(_, grapheme)| display::columns(grapheme)).fold(0, u16::saturating_add)
    }

    /// The grapheme cluster in that column of a row, or the last one that can be seen: a line end or the blank at which
    /// the row was cut is nothing that anybody points at.
    pub fn at_column(&self, document: &Document, row: Span, column: u16) -> Offset {
        let (mut reached, mut place) = (0u16, row.start());
        for (at, grapheme) in display::graphemes(document.quote(row)) {
            place = document.offset(row.start().byte().saturating_add(at)).unwrap_or(place);
            reached = reached.saturating_add(display::columns(grapheme));
            if reached > column {
                break;
            }
        }
        place.min(Self::last(document, row))
    }

    /// The last grapheme cluster of a row that can be seen, or its first.
    fn last(document: &Document, row: Span) -> Offset {
        document.last_visible(row).unwrap_or(row.start())
    }

    fn stretch(&self, document: &Document, place: Offset) -> Rc<Stretch> {
        let mut stretches = self.stretches.borrow_mut();
        if let Some(stretch) = stretches.iter().rfind(|stretch| stretch.bytes.contains(&place.byte())) {
            return Rc::clone(stretch);
        }
        let bytes = document.stretch(place);
        let rows = cut(document.slice(bytes.clone()), bytes.start, self.columns);
        let stretch = Rc::new(Stretch { bytes, rows });
        if stretches.len() == REMEMBERED {
            stretches.remove(0);
        }
        stretches.push(Rc::clone(&stretch));
        stretch
    }
}

/// Where the rows of a text start that itself starts at byte `start`. A row ends at a line break, else after the last
/// blank or dash that leaves it within `columns`, else at the last grapheme cluster that fits. Blanks may hang over.
pub(super) fn cut(text: &str, start: usize, columns: u16) -> Vec<usize> {
    let mut rows = vec![start];
    let (mut used, mut since_break) = (0u16, 0u16);
    // The last place where the row may end, if there is one after the row's own start.
    let mut may_break = None;
    let mut broken = false;
    for (at, grapheme) in display::graphemes(text) {
        let (place, width) = (start.saturating_add(at), display::columns(grapheme));
        if broken {
            rows.push(place);
            (used, since_break, may_break, broken) = (0, 0, None, false);
        }
        if display::is_line_break(grapheme) {
            broken = true;
            continue;
        }
        let blank = matches!(grapheme, " " | "\t" | "\u{3000}");
        if !blank && used.saturating_add(width) > columns && used > 0 {
            let (at, kept) = may_break.map_or((place, 0), |at| (at, since_break));
            rows.push(at);
            (used, since_break, may_break) = (kept, kept, None);
        }
        (used, since_break) = (used.saturating_add(width), since_break.saturating_add(width));
        if blank || width == 2 || matches!(grapheme, "-" | "—" | "–" | "/") {
            may_break = Some(place.saturating_add(grapheme.len()));
            since_break = 0;
        }
    }
    rows
}

/// A layout with its document and the column that vertical motions keep to.
#[derive(Clone, Copy, Debug)]
pub struct Ruled<'a> {
    /// The rows.
    pub layout: &'a Layout,
    /// Their text.
    pub document: &'a Document,
    /// The column that vertical motions keep to, counted from 0.
    pub column: u16,
    /// How many rows a page has.
    pub page_rows: usize,
}

impl Rows for Ruled<'_> {
    fn row(&self, place: Offset) -> Span {
        self.layout.row(self.document, place)
    }

    fn vertical(&self, place: Offset, rows: isize) -> Offset {
        let row = self.layout.row(self.document, place);
        let target = self.layout.step(self.document, row, rows);
        // At the first and last row there is nowhere to go but to the row's end on that side.
        match rows {
            _ if target != row => self.layout.at_column(self.document, target, self.column),
            ..0 => row.start(),
            _ => Layout::last(self.document, row),
        }
    }

    fn page_rows(&self) -> usize {
        self.page_rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, columns: u16) -> Vec<&str> {
        let starts = cut(text, 0, columns);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect()
    }

    #[test]
    fn a_row_ends_after_a_blank_and_the_blank_may_hang_over() {
        assert_eq!(rows("one two three", 7), ["one two ", "three"]);
        assert_eq!(rows("one two three", 8), ["one two ", "three"]);
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut_by_grapheme_clusters() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(rows("a bcdefg", 4), ["a ", "bcde", "fg"]);
    }

    #[test]
    fn every_kind_of_line_end_ends_a_row() {
        assert_eq!(rows("a\nb\r\n\nc\rd\u{2028}e", 20), ["a\n", "b\r\n", "\n", "c\r", "d\u{2028}", "e"]);
    }

    #[test]
    fn wide_characters_break_anywhere_and_never_overflow() {
        assert_eq!(rows("\u{5927}\u{962a}\u{57ce}", 5), ["\u{5927}\u{962a}", "\u{57ce}"]);
        assert_eq!(rows("\u{5927}", 1), ["\u{5927}"]);
    }

    #[test]
    fn an_em_dash_lets_a_row_end() {
        assert_eq!(rows("safe\u{2014}always", 7), ["safe\u{2014}", "always"]);
    }
}
