//! The help on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::app::App;
use super::super::help::{HelpLine, keys_columns, last_line, lines};
use super::super::keymap::Mode;
use super::line;

/// Draws as much of the help as there is room for; it has no cursor.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = Rect { height: app.areas.text.height, ..app.areas.screen };
    // The screen may have become larger since it was scrolled.
    let first = app.help_line.min(last_line(app));
    let lines = lines(&app.keymap, area.width, &app.help_filter);
    if lines.is_empty() {
        line::put(buffer, line::after(area, 1), "no line says that", app.theme.quiet);
    }
    for (nth, help) in (0..area.height).zip(lines.into_iter().skip(first)) {
        let at = line::after(line::row(area, nth), 1);
        match help {
            HelpLine::Title(title) => {
                line::put(buffer, at, &title, app.theme.key);
            }
            HelpLine::Keys(keys, help) => {
                line::put(buffer, line::after(at, 1), &keys, app.theme.key);
                line::put(buffer, line::after(at, keys_columns(area.width).saturating_sub(1)), &help, Style::new());
            }
            HelpLine::Blank => {}
        }
    }
    debug_assert!(matches!(app.mode, Mode::Help | Mode::Filter));
    None
}
