//! What opens over the pane for a while: a field being written, and the record of a check.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::TextArea;
use unicode_segmentation::UnicodeSegmentation;

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::Desk;
use super::super::display;
use super::super::keymap::Mode;
use super::super::pane;
use super::line;
use crate::model::Annotation;

/// Draws the field that is being written and says where its cursor is.
pub(super) fn writing(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let writing = app.writing.as_ref()?;
    let width = app.areas.pane.width.saturating_sub(1).max(1);
    let (rows, (cursor_row, cursor_column)) = wrap(&writing.area, width);
    let wanted = (rows.len() as u16).saturating_add(1).max(4);
    let area = open(buffer, app, wanted);
    let of = desk.set.get(&writing.id).map(|annotation| pane::quote(desk, annotation)).unwrap_or_default();
    let title = format!(
        " {} · {}",
        writing.field.name(),
        if writing.field.form().is_empty() { &of } else { writing.field.form() }
    );
    let title = pane::fold(&title, area.width.saturating_sub(1), 1).concat();
    line::put(buffer, area, &format!(" {title}"), app.theme.status);
    let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..line::after(area, 1) };
    // The row of the cursor is always on the screen.
    let first = cursor_row.saturating_sub(usize::from(inside.height.saturating_sub(1)));
    for (nth, row) in (0..inside.height).zip(rows.iter().skip(first)) {
        line::put(buffer, line::row(inside, nth), row, Style::new());
    }
    let (x, y) = (inside.x + cursor_column, inside.y + (cursor_row - first) as u16);
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: y.min(area.bottom().saturating_sub(1)) })
}

/// Draws what checking the claim in hand found, with the key that changes each part of it.
pub(super) fn check(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let annotation = desk.in_hand()?;
    let rows: Vec<_> =
        app.keymap.rows().iter().filter(|row| row.modes == [Mode::Check] && row.action != Action::Back).collect();
    let area = open(buffer, app, rows.len() as u16 + 1);
    let title =
        pane::fold(&format!("check · {}", pane::quote(desk, annotation)), area.width.saturating_sub(1), 1).concat();
    line::put(buffer, area, &format!(" {title}"), app.theme.status);
    for (nth, row) in (1..).zip(rows) {
        let at = line::after(line::row(area, nth), 1);
        let key = row.keys.first().map_or("", String::as_str);
        line::put(buffer, at, key, app.theme.key);
        let (sign, written) = state(annotation, row.action);
        let used = line::put(buffer, line::after(at, 2), &format!("{sign} {}", row.help), Style::new());
        line::put(buffer, line::after(at, 3 + used), &written, app.theme.quiet);
    }
    Some(Position { x: area.x, y: area.y })
}

/// Whether a row of the check applies, and what is written there.
fn state(annotation: &Annotation, action: Action) -> (char, String) {
    match action {
        Action::SetStatus(status) if status == annotation.check.status => ('●', annotation.check.checked_by.clone()),
        Action::SetStatus(_) => ('○', String::new()),
        Action::Write(field) => {
            let written = field.read(annotation);
            (if written.is_empty() { '·' } else { '✎' }, written.replace('\n', " ⏎ "))
        }
        _ => (' ', String::new()),
    }
}

/// Makes room at the bottom of the pane.
fn open(buffer: &mut Buffer, app: &App, rows: u16) -> Rect {
    let pane = app.areas.pane;
    let height = rows.min(pane.height);
    let area = Rect { y: pane.bottom() - height, height, ..pane };
    for position in area.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
    buffer.set_style(Rect { height: 1, ..area }, app.theme.status);
    area
}

/// Draws a text area of one line, scrolled so that its cursor is in view, and says where that is.
pub(super) fn one_line(buffer: &mut Buffer, area: Rect, text: &TextArea) -> Position {
    let width = area.width.max(1);
    let (rows, (row, column)) = wrap(text, width);
    line::put(buffer, area, rows.get(row).map_or("", String::as_str), Style::new());
    Position { x: (area.x + column).min(area.right().saturating_sub(1)), y: area.y }
}

/// The lines of a text area as rows of the screen, and the row and column of its cursor.
fn wrap(area: &TextArea, columns: u16) -> (Vec<String>, (usize, u16)) {
    let at = area.cursor();
    let (cursor_line, cursor_character) = (at.0, at.1);
    let (mut rows, mut cursor) = (Vec::new(), (0, 0));
    for (nth, text) in area.lines().iter().enumerate() {
        let (mut row, mut used, mut characters) = (String::new(), 0u16, 0);
        for grapheme in text.graphemes(true) {
            let width = display::columns(grapheme);
            if used > 0 && used.saturating_add(width) > columns.saturating_sub(1) {
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            if nth == cursor_line && characters <= cursor_character {
                cursor = (rows.len(), used);
            }
            row.push_str(grapheme);
            used = used.saturating_add(width);
            characters += grapheme.chars().count();
        }
        if nth == cursor_line && characters <= cursor_character {
            cursor = (rows.len(), used);
        }
        rows.push(row);
    }
    (rows, cursor)
}
