//! The annotation pane on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::super::pane::{Part, card, fold};
use super::{article, line};
use crate::model::{Id, LABELS};

/// Draws the pane and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let area = app.areas.pane;
    if desk.set.is_empty() {
        explain(buffer, app, area);
        return None;
    }
    let mut cursor = None;
    let mut y = 0;
    for head in heads_from_top(desk) {
        let here = desk.card.as_ref() == Some(&head);
        for row in card(desk, &head, columns(area)).into_iter().skip(above(desk, &head)) {
            let at = line::row(area, y);
            if at.height == 0 {
                return cursor;
            }
            let bar = if here { "┃" } else { "│" };
            let bar = line::put(buffer, at, bar, app.theme.quiet);
            let at = line::after(at, bar + row.indent);
            let held = article::held(desk, &row.id) && !row.text.is_empty();
            let style = match (held, app.mode == Mode::Pane) {
                (true, true) => app.theme.selection,
                (true, false) => app.theme.in_hand,
                (false, _) => ratatui::style::Style::new(),
            };
            let at = match row.part {
                Part::Head(label) => {
                    if held && here {
                        cursor = cursor.or(Some(Position { x: at.x, y: at.y }));
                    }
                    line::put(buffer, at, article::letter(label), app.theme.label(label));
                    line::after(at, 2)
                }
                _ => line::after(at, 2),
            };
            let style =
                if matches!(row.part, Part::Note | Part::Check(_)) { app.theme.quiet.patch(style) } else { style };
            line::put(buffer, at, &row.text, style);
            y += 1;
        }
    }
    cursor
}

/// How many columns the rows of a pane have.
fn columns(area: Rect) -> u16 {
    area.width.saturating_sub(1)
}

/// How many rows of a card are above the screen.
fn above(desk: &Desk, head: &Id) -> usize {
    if desk.top_card.as_ref() == Some(head) { desk.rows_above } else { 0 }
}

fn heads_from_top(desk: &Desk) -> impl Iterator<Item = Id> {
    let top = desk.top_card.clone().or_else(|| desk.card.clone());
    std::iter::successors(top, |head| desk.next_head(head))
}

/// The card and annotation on a row of the screen.
pub fn at(desk: &Desk, area: Rect, y: u16) -> Option<(Id, Id)> {
    let mut top = area.y;
    for head in heads_from_top(desk) {
        for row in card(desk, &head, columns(area)).into_iter().skip(above(desk, &head)) {
            if top == y {
                return Some((head, row.id));
            }
            top += 1;
            if top >= area.bottom() {
                return None;
            }
        }
    }
    None
}

/// What to do first.
fn explain(buffer: &mut Buffer, app: &App, area: Rect) {
    let how = "Select with j k w b, extend with W, then mark the selection as";
    let mut lines = vec!["No annotations yet.".to_owned(), String::new()];
    lines.extend(fold(how, columns(area).saturating_sub(2), usize::MAX));
    lines.push(String::new());
    for (nth, text) in (0..).zip(&lines) {
        line::put(buffer, line::after(line::row(area, nth), 2), text, app.theme.quiet);
    }
    for (nth, row) in (lines.len() as u16..).zip(LABELS) {
        let at = line::after(line::row(area, nth), 2);
        let key = line::put(buffer, at, &row.key.to_string(), app.theme.label(row.label));
        line::put(buffer, line::after(at, key + 1), row.name, app.theme.quiet);
    }
}
