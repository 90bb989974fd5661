//! Rows: how the article's text is cut to the width of the screen, worked out for what is looked at and nothing else.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

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
        display::width(before)
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

/// Where the rows of a text start that itself starts at byte `start`.
///
/// A row ends at a line break, else at the last place that leaves it within `columns` and where Unicode (UAX #14) lets a
/// line end, else after the last grapheme cluster that fits. No row is wider, unless it is one cluster that is; but blanks
/// hang over its end, as in print.
pub(super) fn cut(text: &str, start: usize, columns: u16) -> Vec<usize> {
    let mut rows = vec![start];
    let mut opportunities = opportunities(text).peekable();
    let (mut used, mut since_break) = (0u16, 0u16);
    // The last place where the row may end, if there is one after the row's own start.
    let mut may_break = None;
    let mut broken = false;
    for (at, grapheme) in display::graphemes(text) {
        let (place, width) = (start.saturating_add(at), display::columns(grapheme));
        // An opportunity inside a cluster is none.
        while opportunities.next_if(|&opportunity| opportunity < at).is_some() {}
        let may_break_here = opportunities.next_if_eq(&at).is_some();
        if broken {
            rows.push(place);
            (used, since_break, may_break) = (0, 0, None);
        } else if may_break_here && at > 0 {
            (may_break, since_break) = (Some(place), 0);
        }
        if !hangs(grapheme) && used > 0 && used.saturating_add(width) > columns {
            if let Some(at) = may_break.take() {
                rows.push(at);
                used = since_break;
            }
            // Without an opportunity, or after blanks that no row may begin with, the row ends here.
            if used > 0 && used.saturating_add(width) > columns {
                rows.push(place);
                used = 0;
            }
            since_break = used;
        }
        (used, since_break) = (used.saturating_add(width), since_break.saturating_add(width));
        broken = display::is_line_break(grapheme);
    }
    rows
}

/// The bytes of the text where Unicode lets a line end, in order, its start and end among them. In Thai, Lao, Khmer and
/// Burmese, which have no blanks between words, they are told by a dictionary.
fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let found: Vec<usize> = segmenter.segment_str(&with_wide_quotes(text)).collect();
    found.into_iter()
}

/// The text with quotation marks between wide characters as the brackets that they are like there: a line may end before
/// one that opens and after one that closes. That is rule `LB19a`, newer than the tables, and without it a quotation in
/// Chinese sticks to both its neighbours. No byte moves.
fn with_wide_quotes(text: &str) -> Cow<'_, str> {
    let mut replaced = Cow::Borrowed(text);
    for (at, quote) in text.match_indices(['“', '”', '‘', '’']) {
        let bytes = at..at.saturating_add(quote.len());
        let before = text.get(..bytes.start).and_then(|before| before.chars().next_back());
        let after = text.get(bytes.end..).and_then(|after| after.chars().next());
        if before.is_some_and(is_wide) && after.is_some_and(is_wide) {
            replaced.to_mut().replace_range(bytes, if matches!(quote, "“" | "‘") { "「" } else { "」" });
        }
    }
    replaced
}

/// Returns whether a character is as wide as an ideograph, or would be if it weren't of half the width.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF61}'..='\u{FFDC}') || display::columns(c.encode_utf8(&mut [0; 4])) == 2
}

/// Returns whether a grapheme cluster may stand beyond the end of its row, where it isn't seen: a blank that doesn't join
/// the words around it, or a line end that is drawn as a blank.
fn hangs(grapheme: &str) -> bool {
    match grapheme {
        "\n" | "\r\n" | " " | "\t" | "\u{1680}" | "\u{205F}" | "\u{3000}" => true,
        // Blanks of set widths, without the one that is as wide as a digit: that one joins.
        _ => matches!(grapheme.chars().next(), Some('\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}')),
    }
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
mod tests;
