//! The palette over the pane: what is written, and below it the actions that match, with their keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::app::App;
use super::super::help;
use super::super::keymap::Row;
use super::super::palette::matching;
use super::super::pane;
use super::{boxes, line};

/// So many actions are listed at once, if there is room.
const ROWS: u16 = 14;
/// Below so many columns the pane is too narrow, and the whole screen is used.
const NARROWEST: u16 = 38;
/// The columns of the keys, with the blank behind them.
const KEYS_COLUMNS: u16 = 13;

/// Draws the palette and says where the cursor of its prompt is.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let palette = app.palette?;
    let pane = app.areas.pane;
    let room = if pane.width >= NARROWEST { pane } else { Rect { height: pane.height, ..app.areas.screen } };
    let rows = matching(&app.keymap, palette.from, &app.prompt.lines().concat());
    // Its height is that of the whole list, so that nothing moves while one writes.
    let all = matching(&app.keymap, palette.from, "").len();
    let area = boxes::open(buffer, room, u16::try_from(all).unwrap_or(ROWS).min(ROWS).saturating_add(1), app);
    let used = line::put(buffer, area, " : ", app.theme.status);
    let cursor = boxes::one_line(buffer, line::after(area, used), &app.prompt);
    let below = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
    if rows.is_empty() {
        line::put(buffer, line::after(below, 1), "nothing here is called that", app.theme.quiet);
    }
    // The chosen one is shown with all its words, however many rows that takes.
    let columns = below.width.saturating_sub(2 + KEYS_COLUMNS);
    let most = usize::from(below.height.max(1));
    let whole = rows.get(palette.chosen).map(|row| pane::fold(&row.help, columns, most)).unwrap_or_default();
    let first = palette.chosen.saturating_add(whole.len().max(1)).saturating_sub(most);
    let mut nth = 0;
    for (at, row) in (first..).zip(rows.iter().skip(first)) {
        let chosen = at == palette.chosen;
        let help = if chosen { whole.clone() } else { vec![in_a_line(row, columns)] };
        let keys = pane::fold(&help::written(row), KEYS_COLUMNS - 1, 1).concat();
        line::put(buffer, line::row(below, nth), if chosen { "›" } else { " " }, app.theme.key);
        line::put(buffer, line::after(line::row(below, nth), 2), &keys, app.theme.key);
        for help in help {
            let at = line::after(line::row(below, nth), 2 + KEYS_COLUMNS);
            line::put(buffer, at, &help, if chosen { app.theme.in_hand } else { Style::new() });
            nth = nth.saturating_add(1);
        }
        if nth >= below.height {
            break;
        }
    }
    Some(cursor)
}

/// What a row does in one line; where its words don't fit, the short ones come first.
fn in_a_line(row: &Row, columns: u16) -> String {
    let fits = line::columns(&row.help) <= columns || row.hint.is_empty();
    let help = if fits { row.help.clone() } else { format!("{}: {}", row.hint, row.help) };
    pane::fold(&help, columns, 1).concat()
}
