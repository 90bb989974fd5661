//! The summary on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::app::App;
use super::super::pane;
use super::super::summary::SummaryLine;
use super::line;

/// The columns of a number, with the blank behind it.
const NUMBER_COLUMNS: u16 = 7;

/// Draws the summary and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = Rect { height: app.areas.text.height, ..app.areas.screen };
    let summary = &app.summary;
    let height = usize::from(area.height);
    // Two lines below the cursor are shown, so that one sees that there is more; the top as long as it can be.
    let first = summary.line.saturating_add(3).saturating_sub(height).min(summary.lines.len().saturating_sub(height));
    let mut cursor = None;
    for (nth, (at, text)) in (0..area.height).zip((first..).zip(summary.lines.iter().skip(first))) {
        let row = line::after(line::row(area, nth), 1);
        let inner = line::after(row, 1);
        match text {
            SummaryLine::Title(text) => {
                line::put(buffer, row, &pane::fold(text, row.width, 1).concat(), app.theme.key);
            }
            SummaryLine::Count(count, what) => {
                line::put(buffer, inner, &format!("{count:>5}"), Style::new());
                let what = pane::fold(what, inner.width.saturating_sub(NUMBER_COLUMNS), 1).concat();
                line::put(buffer, line::after(inner, NUMBER_COLUMNS), &what, app.theme.quiet);
            }
            SummaryLine::Missing(text, _) => {
                let here = at == summary.line;
                if here {
                    cursor = Some(Position { x: inner.x, y: inner.y });
                }
                let style = if here { app.theme.selection } else { Style::new() };
                line::put(buffer, inner, &pane::fold(text, inner.width, 1).concat(), style);
            }
            SummaryLine::Blank => {}
        }
    }
    cursor
}
