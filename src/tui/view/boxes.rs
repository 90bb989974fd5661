//! What opens over the pane for a while: a field being written, and the room for whatever else does.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::TextArea;
use unicode_segmentation::UnicodeSegmentation;

use super::super::app::App;
use super::super::desk::Desk;
use super::super::display;
use super::super::pane;
use super::super::wrap::cut;
use super::line;

/// So many rows of what is being written are always shown, if the pane has them.
const WRITING_ROWS: u16 = 3;

/// Draws the field that is being written and says where its cursor is.
pub(super) fn writing(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let writing = app.writing.as_ref()?;
    let pane = app.areas.pane;
    let width = pane.width.saturating_sub(1).max(1);
    let (rows, (cursor_row, cursor_column)) = wrap(&writing.area, width);
    let room = pane.height.saturating_sub(1 + WRITING_ROWS);
    let form = pane::fold(writing.field.form(), width.saturating_sub(1), usize::from(room));
    let wanted = (rows.len() as u16).max(WRITING_ROWS).saturating_add((form.len() as u16).saturating_add(1));
    let area = open(buffer, pane, wanted, app);
    let of = desk.set.get(&writing.id).map(|annotation| pane::quote(&desk.document, annotation)).unwrap_or_default();
    let title = pane::fold(&format!("{} · {of}", writing.field.name()), width, 1).concat();
    line::put(buffer, area, &format!(" {title}"), app.theme.status);
    for (nth, row) in (1..).zip(&form) {
        line::put(buffer, line::after(line::row(area, nth), 1), row, app.theme.quiet);
    }
    let above = (form.len() as u16).saturating_add(1);
    let inside =
        Rect { y: area.y.saturating_add(above), height: area.height.saturating_sub(above), ..line::after(area, 1) };
    // The row of the cursor is always on the screen.
    let first = cursor_row.saturating_sub(usize::from(inside.height.saturating_sub(1)));
    for (nth, row) in (0..inside.height).zip(rows.iter().skip(first)) {
        line::put(buffer, line::row(inside, nth), row, Style::new());
    }
    let (x, y) =
        (inside.x.saturating_add(cursor_column), inside.y.saturating_add(cursor_row.saturating_sub(first) as u16));
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: y.min(area.bottom().saturating_sub(1)) })
}

/// Makes room at the bottom of an area.
pub(super) fn open(buffer: &mut Buffer, room: Rect, rows: u16, app: &App) -> Rect {
    let height = rows.min(room.height);
    let area = Rect { y: room.bottom().saturating_sub(height), height, ..room };
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
    buffer.set_style(Rect { height: 1.min(height), ..area }, app.theme.status);
    area
}

/// Draws a text area of one line, scrolled so that its cursor is in view, and says where that is.
pub(super) fn one_line(buffer: &mut Buffer, area: Rect, text: &TextArea) -> Position {
    let width = area.width.max(1);
    let (rows, (row, column)) = wrap(text, width);
    line::put(buffer, area, rows.get(row).map_or("", String::as_str), Style::new());
    Position { x: area.x.saturating_add(column).min(area.right().saturating_sub(1)), y: area.y }
}

/// The lines of a text area as rows of the screen, and the row and column of its cursor.
fn wrap(area: &TextArea, columns: u16) -> (Vec<String>, (usize, u16)) {
    let at = area.cursor();
    let (cursor_line, cursor_character) = (at.0, at.1);
    let (mut rows, mut cursor) = (Vec::new(), (0, 0));
    for (nth, text) in area.lines().iter().enumerate() {
        // The cursor after the last character needs a column too.
        let starts = cut(text, 0, columns.saturating_sub(1).max(1));
        let ends = starts.iter().copied().skip(1).chain([text.len()]);
        if nth == cursor_line {
            let byte = text.char_indices().nth(cursor_character).map_or(text.len(), |(byte, _)| byte);
            let row = starts.partition_point(|&start| start <= byte).saturating_sub(1);
            // Inside a character of several parts the cursor is on the character.
            let start = starts.get(row).copied().unwrap_or(0);
            let whole = text
                .get(start..)
                .unwrap_or_default()
                .grapheme_indices(true)
                .take_while(|(at, it)| start.saturating_add(*at).saturating_add(it.len()) <= byte);
            let column = whole.map(|(_, grapheme)| display::columns(grapheme)).fold(0, u16::saturating_add);
            cursor = (rows.len().saturating_add(row), column);
        }
        rows.extend(starts.iter().zip(ends).map(|(&start, end)| text.get(start..end).unwrap_or_default().to_owned()));
    }
    (rows, cursor)
}
