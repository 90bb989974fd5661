//! The status line and the hint line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::App;
use super::super::desk::{Desk, Saving};
use super::super::display;
use super::super::keymap::Mode;
use super::{boxes, line};
use crate::model::LABELS;

/// Draws both lines and says where the cursor of a prompt is, if there is one.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    status(buffer, app);
    if app.mode == Mode::Search {
        return Some(search(buffer, app));
    }
    match &app.message {
        Some(message) => {
            let style = if message.warns { app.theme.alarm } else { app.theme.in_hand };
            line::put(buffer, app.areas.hints, &format!(" {} ", message.text), style);
        }
        None => hints(buffer, app),
    }
    None
}

fn status(buffer: &mut Buffer, app: &App) {
    let area = app.areas.status;
    let theme = app.theme;
    buffer.set_style(area, theme.status);
    let Some(desk) = app.desk() else {
        line::put(buffer, area, " reading the article", theme.status);
        return;
    };
    let right = right(desk);
    let width = line::columns(&right);
    let room = Rect { width: area.width.saturating_sub(width + 1), ..area };
    let (saving, failed) = saving(desk);
    let style = if failed { theme.alarm } else { theme.status };
    // Why something isn't saved matters more than where in the article that is.
    let used = line::put(buffer, if failed { area } else { room }, &saving, style);
    let used = used + line::put(buffer, line::after(room, used), &left(app, desk), theme.status);
    if area.width > width && used + width <= area.width {
        line::put(buffer, line::after(area, area.width - width), &right, theme.status);
    }
}

/// How the annotation file stands, and whether that must not be overlooked.
fn saving(desk: &Desk) -> (String, bool) {
    match (&desk.read_only, &desk.saving) {
        (Some(why), _) => (format!(" {} ", display::safe(why)), true),
        (None, Saving::Failed(why)) => (format!(" NOT SAVED: {} ", display::safe(why)), true),
        (None, Saving::Saving) => (" saving ".to_owned(), false),
        (None, Saving::Saved) => (" saved  ".to_owned(), false),
        (None, Saving::Unchanged) => (" ".to_owned(), false),
    }
}

fn left(app: &App, desk: &Desk) -> String {
    let mut parts = Vec::new();
    if app.mode != Mode::Read || desk.extending {
        let name = if app.mode == Mode::Read { "extend" } else { app.mode.name() };
        parts.push(name.to_uppercase());
    }
    if let Some(count) = app.count {
        parts.push(count.to_string());
    }
    parts.push(display::safe(desk.document.name()).into_owned());
    if app.articles.len() > 1 {
        parts.push(format!("{}/{}", app.open + 1, app.articles.len()));
    }
    parts.join("  ")
}

/// Counts by label, how much of the text is marked, and where in it the cursor is.
fn right(desk: &Desk) -> String {
    let counts: Vec<String> = LABELS.iter().map(|row| format!("{}{}", row.mark, desk.set.count(row.label))).collect();
    let length = desk.document.text().len();
    let marked = percent(desk.set.covered_bytes(), length);
    let at = percent(desk.selected().end().byte(), length);
    let orphans = match desk.set.orphans().len() {
        0 => String::new(),
        count => format!("{count} not found  "),
    };
    format!("{orphans}{}  marked {marked}%  at {at}% ", counts.join(" "))
}

/// A share in whole percent, 100 only for the whole.
pub(super) fn percent(part: usize, whole: usize) -> usize {
    (part as u128 * 100 / (whole as u128).max(1)) as usize
}

fn hints(buffer: &mut Buffer, app: &App) {
    let mut area = line::after(app.areas.hints, 1);
    let shown = app.keymap.rows().iter().filter(|row| !row.hint.is_empty() && row.modes.contains(&app.mode));
    for row in shown {
        let Some(key) = row.keys.first() else { continue };
        let width = line::columns(key) + 1 + line::columns(&row.hint) + 2;
        if width > area.width {
            break;
        }
        let used = line::put(buffer, area, key, app.theme.key);
        line::put(buffer, line::after(area, used + 1), &row.hint, app.theme.quiet);
        area = line::after(area, width);
    }
}

fn search(buffer: &mut Buffer, app: &App) -> Position {
    let area = app.areas.hints;
    let used = line::put(buffer, area, " / ", app.theme.key);
    boxes::one_line(buffer, line::after(area, used), &app.prompt)
}
