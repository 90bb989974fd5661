//! The lesson of the tutor, in a strip of its own above the status line.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::super::app::App;
use super::super::pane;
use super::super::tutor::LESSONS;
use super::line;

/// Of the rows of the screen, what part a lesson may take.
const PART: u16 = 2;

/// How many rows the lesson takes on a screen of so many columns and rows.
pub fn rows(app: &App, columns: u16, rows: u16) -> u16 {
    let Some(tutor) = app.tutor else { return 0 };
    let text = tutor.now(app).map_or_else(|| ending(app), |(_, text)| text);
    let wanted = (pane::fold(&text, columns.saturating_sub(2), usize::from(rows)).len() as u16).saturating_add(1);
    wanted.min(rows / PART)
}

/// Draws the lesson.
pub(super) fn draw(buffer: &mut Buffer, app: &App) {
    let Some(tutor) = app.tutor else { return };
    let area = app.areas.lesson;
    let (title, text) = match tutor.now(app) {
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

fn ending(app: &App) -> String {
    let key = |action| app.keymap.any_key_of(action).unwrap_or("(no key)").to_owned();
    let quit = key(super::super::action::Action::Quit);
    format!(
        "That is all there is to know; the rest is in the help. Try what you like, or leave with {quit}. Nothing of this is saved."
    )
}
