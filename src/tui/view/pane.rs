//! The annotation pane on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::super::pane::{BEFORE_TEXT, Part, fold};
use super::{article, line};
use crate::model::{LABELS, Motion, Unit};

/// Draws the pane and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let area = app.areas.pane;
    if desk.set.is_empty() {
        explain(buffer, app, area);
        return None;
    }
    if desk.pane.rows.is_empty() {
        line::put(buffer, line::after(area, 2), "no card says that", app.theme.quiet);
    }
    let mut cursor = None;
    for (y, (head, row)) in (0..area.height).zip(&desk.pane.rows) {
        let here = desk.card.as_ref() == Some(head);
        let at = line::row(area, y);
        let bar = line::put(buffer, at, if here { "┃" } else { "│" }, app.theme.quiet);
        let at = line::after(at, bar.saturating_add(row.indent));
        let held = article::held(desk, &row.id) && !row.text.is_empty();
        let style = match (held, app.mode == Mode::Pane) {
            (true, true) => app.theme.selection,
            (true, false) => app.theme.in_hand,
            (false, _) => Style::new(),
        };
        if let Part::Head(label, status) = row.part {
            if held && here {
                cursor = cursor.or(Some(Position { x: at.x, y: at.y }));
            }
            line::put(buffer, at, article::letter(label), app.theme.label(label));
            if let Some(status) = status {
                line::put(
                    buffer,
                    line::after(at, 1),
                    status.letter().encode_utf8(&mut [0; 4]),
                    app.theme.check(status),
                );
            }
        }
        let quiet = matches!(row.part, Part::Note | Part::Check(_));
        let style = if quiet { app.theme.quiet.patch(style) } else { style };
        line::put(buffer, line::after(at, BEFORE_TEXT), &row.text, style);
    }
    cursor
}

/// What to do first.
fn explain(buffer: &mut Buffer, app: &App, area: Rect) {
    let next = app.key(Action::Move(Motion::Next, Unit::Sentence));
    let how = format!(
        "Read on with {next}. Underlined words are marked by the key before them, any others by a capital one:"
    );
    let mut lines = vec!["No annotations yet.".to_owned(), String::new()];
    lines.extend(fold(&how, area.width.saturating_sub(3), usize::MAX));
    lines.push(String::new());
    for (nth, text) in (0..).zip(&lines) {
        line::put(buffer, line::after(line::row(area, nth), 2), text, app.theme.quiet);
    }
    for (nth, row) in (lines.len() as u16..).zip(LABELS) {
        let at = line::after(line::row(area, nth), 2);
        let key = line::put(buffer, at, app.key(Action::Annotate(row.label)), app.theme.label(row.label));
        line::put(buffer, line::after(at, key.saturating_add(1)), row.name, app.theme.quiet);
    }
}
