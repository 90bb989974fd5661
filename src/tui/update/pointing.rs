//! The mouse: click, drag and wheel. Nothing needs it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::model::Offset;

use super::super::app::App;
use super::super::desk::Desk;
use super::super::help;
use super::super::keymap::Mode;
use super::super::list;

/// How many rows one step of the wheel is.
const WHEEL_ROWS: isize = 3;

/// One event of the mouse.
pub(crate) fn point(app: &mut App, event: MouseEvent) {
    let at = Position { x: event.column, y: event.row };
    if event.kind != MouseEventKind::Moved {
        super::leave_fresh(app, None);
    }
    match event.kind {
        MouseEventKind::ScrollDown => scroll(app, WHEEL_ROWS),
        MouseEventKind::ScrollUp => scroll(app, -WHEEL_ROWS),
        MouseEventKind::Down(MouseButton::Left) => click(app, at),
        MouseEventKind::Drag(MouseButton::Left) => drag(app, at),
        _ => {}
    }
}

fn scroll(app: &mut App, rows: isize) {
    match app.mode {
        Mode::Help | Mode::Filter => {
            app.help_line = app.help_line.saturating_add_signed(rows).min(help::last_line(app));
        }
        Mode::List => {
            app.list_line = app.list_line.saturating_add_signed(rows).min(app.articles.len().saturating_sub(1));
        }
        _ => super::with_desk(app, |desk| desk.scroll(rows)),
    }
}

fn click(app: &mut App, at: Position) {
    app.message = None;
    if app.mode == Mode::List {
        if let Some(line) = list::at(app, at.y) {
            app.list_line = line;
        }
        return;
    }
    if !matches!(app.mode, Mode::Read | Mode::Pane | Mode::Relate) {
        return;
    }
    let areas = app.areas;
    let pane_shown = !areas.one_at_a_time || app.mode == Mode::Pane;
    let Some(desk) = app.desk_mut() else { return };
    if pane_shown && areas.pane.contains(at) {
        if let Some((card, id)) = desk.pane.at(areas.pane, at.y) {
            desk.go_to(&id);
            desk.card = Some(card);
        }
    } else if let Some(place) = place_at(desk, areas.text, at) {
        super::select_character(desk, place);
        if app.mode == Mode::Pane {
            app.mode = Mode::Read;
            app.home = Mode::Read;
        }
    }
}

fn drag(app: &mut App, at: Position) {
    let text = app.areas.text;
    if app.mode != Mode::Read {
        return;
    }
    super::with_desk(app, |desk| {
        if let Some(place) = place_at(desk, text, at) {
            desk.selection = desk.selection.extended_to(&desk.document, place);
        }
    });
}

/// The grapheme cluster at a place on the screen; below the last row, the last one.
fn place_at(desk: &Desk, text: Rect, at: Position) -> Option<Offset> {
    if at.y >= text.bottom() || at.x >= text.right() {
        return None;
    }
    let top = desk.layout.row(&desk.document, desk.top);
    let row = desk.layout.step(&desk.document, top, isize::try_from(at.y.saturating_sub(text.y)).ok()?);
    Some(desk.layout.at_column(&desk.document, row, at.x.saturating_sub(text.x)))
}
