//! The lesson of the tutor, in a strip of its own above the status line.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::super::app::App;
use super::super::lesson::{LESSONS, ending, now};
use super::super::pane;
use super::line;

/// Draws the lesson.
pub(super) fn draw(buffer: &mut Buffer, app: &App) {
    let Some(tutor) = app.tutor else { return };
    let area = app.areas.lesson;
    let (title, text) = match now(app) {
        Some((lesson, text)) => {
            (format!(" Lesson {} of {}: {} ", tutor.lesson.saturating_add(1), LESSONS.len(), lesson.title), text)
        }
        None => (" All lessons are done ".to_owned(), ending(app)),
    };
    buffer.set_style(line::row(area, 0), app.theme.status);
    line::put(buffer, area, &title, app.theme.status);
    let text = pane::fold(&text, area.width.saturating_sub(2), usize::from(area.height.saturating_sub(1)));
    for (nth, text) in (1..).zip(&text) {
        line::put(buffer, line::after(line::row(area, nth), 1), text, Style::new());
    }
}
