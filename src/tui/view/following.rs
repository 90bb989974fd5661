//! The keys that may follow those that were pressed, in a small box over the text for as long as they wait.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::app::App;
use super::super::pane;
use super::{boxes, line};

/// The fewest columns in which a key and what it does can be read.
const NARROWEST: u16 = 18;

/// Draws the box, if keys wait for others.
pub(super) fn draw(buffer: &mut Buffer, app: &App) {
    if app.pending.is_empty() {
        return;
    }
    let entries: Vec<(String, &str)> =
        app.keymap.following(app.mode, &app.pending).map(|(keys, row)| (keys.to_string(), row.help.as_str())).collect();
    let text = app.areas.text;
    let room = Rect { x: 0, width: app.areas.scrollbar.right(), y: text.y, height: text.height };
    // Side by side where one below the other would hide half of the text, and there is room.
    let half = usize::from(room.height / 2).max(1);
    let side_by_side = entries.len().div_ceil(half).min(usize::from(room.width / NARROWEST)).max(1);
    let rows = entries.len().div_ceil(side_by_side);
    let area = boxes::open(buffer, room, (rows as u16).saturating_add(1), app);
    line::put(buffer, area, &format!(" {} …", app.pending), app.theme.status);
    let width = area.width.checked_div(side_by_side as u16).unwrap_or(area.width);
    for (nth, entries) in (0_u16..).zip(entries.chunks(rows)) {
        let keys_columns = entries.iter().map(|(keys, _)| line::columns(keys)).max().unwrap_or_default();
        let column = Rect { x: area.x.saturating_add(nth.saturating_mul(width)), width, ..area };
        for (nth, (keys, help)) in (1..).zip(entries) {
            let at = line::after(line::row(column, nth), 1);
            line::put(buffer, at, keys, app.theme.key);
            let at = line::after(at, keys_columns.saturating_add(1));
            line::put(buffer, at, &pane::fold(help, at.width.saturating_sub(1), 1).concat(), Style::new());
        }
    }
}
