//! The article: its text with every annotation on it, the lanes beside it, and the scrollbar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::app::App;
use super::super::areas::LANES;
use super::super::desk::Desk;
use super::super::display;
use super::super::theme::Theme;
use super::guesses;
use super::hints::{self, Lit};
use crate::model::{Annotation, Id, Label, Span};

/// One span on the screen.
struct Mark<'a> {
    span: Span,
    annotation: &'a Annotation,
    /// The rows of the screen it is on, first and last, counted from the top.
    rows: (usize, usize),
    /// Whether it starts on the screen.
    starts_here: bool,
    /// Whether it says what the filter asks for.
    wanted: bool,
}

/// Draws the article and says where its cursor is, if that is on the screen.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let areas = &app.areas;
    let rows = desk.rows_in_view(areas.page_rows());
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return None };
    let visible = first.start().byte()..last.end().byte();
    let marks = marks(desk, &rows);
    let matches = desk.search.as_ref().map(|search| search.within(&visible)).unwrap_or_default();
    let mut on_row: Vec<Vec<&Mark>> = rows.iter().map(|_| Vec::new()).collect();
    for mark in &marks {
        for row in on_row.iter_mut().take(mark.rows.1.saturating_add(1)).skip(mark.rows.0) {
            row.push(mark);
        }
    }
    let selected = shown_selection(app, desk);
    let (tied, guessed) = (tied(desk), guesses::pieces(app, desk));
    let lit = Lit::of(app);
    let mut cursor = None;
    for (nth, (row, marks)) in rows.iter().zip(&on_row).enumerate() {
        let y = areas.text.y.saturating_add(nth as u16);
        let dark = lit.as_ref().filter(|lit| !lit.has_row(nth));
        let painter =
            Painter { desk, theme: app.theme, marks, matches, selected, tied: &tied, guessed: &guessed, dark };
        let area = Rect { y, height: 1, ..areas.text };
        cursor = cursor.or(painter.row(buffer, area, *row));
    }
    match app.aim {
        // The columns of the lanes have the capitals of the rows.
        Some(_) => hints::draw(buffer, app, areas.text),
        None => lanes(buffer, areas.lanes, &marks, app.theme),
    }
    guesses::keys(buffer, app, desk, &rows, cursor);
    scrollbar(buffer, areas.scrollbar, desk, visible, app.theme);
    cursor
}

/// The selection, where it is to be seen, with its look: what a label key marks, or else what is being read. It isn't seen
/// below hints, nor where it is a mark that was just made, whose own look says so.
fn shown_selection(app: &App, desk: &Desk) -> Option<(Span, Look)> {
    let chosen = desk.chosen().map(|span| (span, Look::Chosen));
    let shown = chosen.or_else(|| desk.selection.whole().map(|_| (desk.selected(), Look::Read)));
    shown.filter(|_| app.aim.is_none())
}

/// What the annotation in hand is tied to.
fn tied(desk: &Desk) -> Vec<&Id> {
    let ends = |id| desk.set.relations_of(id).map(move |relation| relation.other_end(id));
    desk.in_hand.as_ref().map(|id| ends(id).collect()).unwrap_or_default()
}

/// The spans on those rows, outer before inner.
fn marks<'a>(desk: &'a Desk, rows: &[Span]) -> Vec<Mark<'a>> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Vec::new() };
    let row_of = |byte: usize| rows.partition_point(|row| row.start().byte() <= byte).saturating_sub(1);
    let found = desk.set.meeting(first.start().byte()..last.end().byte()).into_iter();
    found
        .map(|(span, annotation)| Mark {
            span,
            annotation,
            rows: (row_of(span.start().byte()), row_of(span.end().byte().saturating_sub(1))),
            starts_here: span.start() >= first.start(),
            wanted: desk.is_wanted(annotation),
        })
        .collect()
}

/// How the selection looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A label key marks just that.
    Chosen,
    /// A label key marks something in it.
    Read,
}

/// What is needed to paint one row.
struct Painter<'a> {
    desk: &'a Desk,
    theme: &'a Theme,
    marks: &'a [&'a Mark<'a>],
    matches: &'a [Span],
    selected: Option<(Span, Look)>,
    tied: &'a [&'a Id],
    /// The pieces of what label keys would take, the shortest first.
    guessed: &'a [(Span, Label)],
    /// What is to be read all the same where the row steps back behind those with hints.
    dark: Option<&'a Lit<'a>>,
}

impl Painter<'_> {
    /// Paints a row and says where the cursor is, if it is in this one.
    fn row(&self, buffer: &mut Buffer, area: Rect, row: Span) -> Option<Position> {
        let (mut x, mut place) = (area.x, None);
        let (text, start) = (self.desk.document.quote(row), row.start().byte());
        let cursor = self.desk.selection.cursor().byte();
        let edges = self.edges(row);
        // Between two edges every character looks the same.
        for (nth, &from) in edges.iter().enumerate() {
            let to = edges.get(nth.saturating_add(1)).copied().unwrap_or(row.end().byte());
            let style = self.style(from);
            for (at, grapheme) in
                display::graphemes(text.get(from.saturating_sub(start)..to.saturating_sub(start)).unwrap_or_default())
            {
                if from.saturating_add(at) == cursor {
                    place = Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y });
                }
                x = x.saturating_add(self.grapheme(
                    buffer,
                    Position { x, y: area.y },
                    area.right().saturating_sub(x),
                    grapheme,
                    style,
                ));
            }
        }
        place
    }

    fn grapheme(&self, buffer: &mut Buffer, at: Position, room: u16, grapheme: &str, style: Style) -> u16 {
        // A line end is shown as a blank, so that it is seen to be selected.
        let shown = if matches!(grapheme, "\n" | "\r\n") { " " } else { grapheme };
        display::put(buffer, at.x, at.y, room, shown, style, style.patch(self.theme.warning))
    }

    /// Where in the row the style may change, in bytes, in order.
    fn edges(&self, row: Span) -> Vec<usize> {
        let spans = self.marks.iter().map(|mark| mark.span).chain(self.matches.iter().copied());
        let spans = spans.chain(self.selected.map(|(span, _)| span)).chain(self.guessed.iter().map(|(span, _)| *span));
        let mut edges = vec![row.start().byte()];
        edges.extend(
            spans.flat_map(|span| [span.start().byte(), span.end().byte()]).filter(|edge| row.bytes().contains(edge)),
        );
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    fn style(&self, byte: usize) -> Style {
        let mut here: Vec<&Mark> =
            self.marks.iter().copied().filter(|mark| mark.span.bytes().contains(&byte)).collect();
        if let Some(lit) = self.dark {
            here.retain(|mark| lit.has(mark.annotation));
            if here.is_empty() {
                return self.theme.quiet;
            }
        }
        here.sort_by_key(|mark| mark.span.len_bytes());
        let look = self.selected.filter(|(span, _)| span.bytes().contains(&byte)).map(|(_, look)| look);
        // What is being read lies below the marks in it.
        let mut style = if look == Some(Look::Read) { self.theme.reading } else { Style::new() };
        // On text that is marked already an underline says that more than one mark is there: the key alone is the guess's.
        let guess = self.guessed.iter().find(|(span, _)| span.bytes().contains(&byte)).filter(|_| here.is_empty());
        if let Some((_, label)) = guess {
            style = style.patch(self.theme.guess(*label));
        }
        // What is filtered out steps back behind what is looked for.
        if let Some(outer) = here.get(1) {
            style = style.patch(if outer.wanted { self.theme.outer(outer.annotation.label) } else { self.theme.quiet });
        }
        if let Some(inner) = here.first() {
            style = style.patch(if inner.wanted { self.theme.label(inner.annotation.label) } else { self.theme.quiet });
        }
        if here.iter().any(|mark| Some(&mark.annotation.id) == self.desk.in_hand.as_ref()) {
            style = style.patch(self.theme.in_hand);
        }
        if self.matches.iter().any(|found| found.bytes().contains(&byte)) {
            style = style.patch(self.theme.matched);
        }
        if here.iter().any(|mark| self.tied.contains(&&mark.annotation.id)) {
            style = style.patch(self.theme.tied);
        }
        if look == Some(Look::Chosen) {
            style = style.patch(self.theme.selection);
        }
        style
    }
}

/// A letter beside the first row of an annotation and a bar beside the others; `+` where there are more than lanes.
fn lanes(buffer: &mut Buffer, area: Rect, marks: &[Mark], theme: &Theme) {
    let mut free_from = [0usize; LANES as usize];
    for mark in marks {
        let lane = free_from.iter_mut().enumerate().find(|(_, free)| **free <= mark.rows.0);
        let Some((lane, free)) = lane else {
            put(buffer, area, LANES - 1, mark.rows.0, "+", theme.quiet);
            continue;
        };
        *free = mark.rows.1.saturating_add(1);
        let label = mark.annotation.label;
        // What began above the screen says so with a small letter.
        let first = if mark.starts_here { letter(label) } else { small_letter(label) };
        for row in mark.rows.0..=mark.rows.1 {
            let symbol = if row == mark.rows.0 { first } else { "▏" };
            let style = if mark.wanted { theme.label(label) } else { theme.quiet };
            put(buffer, area, lane as u16, row, symbol, style);
        }
    }
}

fn put(buffer: &mut Buffer, area: Rect, column: u16, row: usize, symbol: &str, style: Style) {
    let place = (area.x.saturating_add(column), area.y.saturating_add(row as u16));
    if area.contains(place.into())
        && let Some(cell) = buffer.cell_mut(place)
    {
        // Nothing of another lane's letter may stay.
        cell.reset();
        cell.set_symbol(symbol).set_style(style);
    }
}

/// The letter of a label.
pub(super) fn letter(label: Label) -> &'static str {
    letter_of(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

fn small_letter(label: Label) -> &'static str {
    letter_of(label, "abcdefghijklmnopqrstuvwxyz")
}

/// The label's letter as a slice of all letters, so that no string is made per cell.
fn letter_of(label: Label, letters: &'static str) -> &'static str {
    let nth = (label.row().mark as usize).saturating_sub('A' as usize);
    letters.get(nth..=nth).unwrap_or("?")
}

/// Where the screen is in the article, and the first annotation of each part.
fn scrollbar(buffer: &mut Buffer, area: Rect, desk: &Desk, visible: std::ops::Range<usize>, theme: &Theme) {
    let (length, height) = (desk.document.text().len(), usize::from(area.height).max(1));
    let part = |nth: usize| length.saturating_mul(nth).checked_div(height).unwrap_or(0);
    for nth in 0..area.height {
        let bytes = part(usize::from(nth))..part(usize::from(nth) + 1);
        let on_screen = bytes.start < visible.end && visible.start < bytes.end.max(bytes.start.saturating_add(1));
        let first = if bytes.is_empty() { None } else { desk.set.first_in(bytes) };
        let (symbol, style) = match (first, on_screen) {
            (Some(annotation), _) => (letter(annotation.label), theme.label(annotation.label)),
            (None, true) => ("┃", theme.quiet),
            (None, false) => ("╎", theme.quiet),
        };
        put(buffer, area, 0, usize::from(nth), symbol, style);
    }
}

/// Whether an annotation is the one in hand.
pub(super) fn held(desk: &Desk, id: &Id) -> bool {
    desk.in_hand.as_ref() == Some(id)
}
