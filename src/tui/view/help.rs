//! The help: every key with what it does, printed from the table that dispatch uses.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::app::App;
use super::super::keymap::{Keymap, Mode};
use super::super::pane;
use super::line;

/// The groups of keys in the order of the help, with what each is about.
pub const GROUPS: &[(&str, &str)] = &[
    ("move", "Move: what a motion reaches is selected; a number before it repeats it"),
    ("select", "Select: take the other end along"),
    ("annotate", "Annotate: the annotation in hand is the one under the cursor, else the last one touched"),
    ("find", "Find and copy"),
    ("go", "Go"),
    ("walk", "In the pane, the list of articles and the help"),
    ("edge", "While moving an edge (also j k w b h l)"),
    ("relate", "While tying (also all motions and tab)"),
    ("write", "While writing (also ctrl-a ctrl-e ctrl-w ctrl-u ctrl-k ctrl-y and the arrows)"),
    ("search", "While writing what to search for"),
    ("check", "While recording a check"),
];

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// What the keys below it are about.
    Title(String),
    /// Keys and what they do, or more of either.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// The columns of the keys, with the blanks around them, where there is room, and where there isn't.
const KEYS_COLUMNS: (u16, u16) = (26, 12);

/// The whole help in lines of so many columns.
pub fn lines(keymap: &Keymap, columns: u16) -> Vec<HelpLine> {
    let keys_columns = keys_columns(columns);
    let mut lines = Vec::new();
    for (group, title) in GROUPS {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.extend(pane::fold(title, columns.saturating_sub(1), usize::MAX).into_iter().map(HelpLine::Title));
        for row in keymap.rows().iter().filter(|row| row.group == *group) {
            let mut keys = pane::fold(&row.keys.join(" "), keys_columns - 3, usize::MAX).into_iter();
            let mut help = pane::fold(&row.help, columns.saturating_sub(keys_columns), usize::MAX).into_iter();
            loop {
                match (keys.next(), help.next()) {
                    (None, None) => break,
                    (keys, help) => lines.push(HelpLine::Keys(keys.unwrap_or_default(), help.unwrap_or_default())),
                }
            }
        }
    }
    lines
}

fn keys_columns(columns: u16) -> u16 {
    if columns < 60 { KEYS_COLUMNS.1 } else { KEYS_COLUMNS.0 }
}

/// The furthest line that the help can be scrolled to.
pub fn last_line(app: &App) -> usize {
    lines(&app.keymap, app.areas.screen.width).len().saturating_sub(app.areas.page_rows())
}

/// Draws as much of the help as there is room for; it has no cursor.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = ratatui::layout::Rect { height: app.areas.text.height, ..app.areas.screen };
    // The screen may have become larger since it was scrolled.
    let first = app.help_line.min(last_line(app));
    for (nth, help) in (0..area.height).zip(lines(&app.keymap, area.width).into_iter().skip(first)) {
        let at = line::after(line::row(area, nth), 1);
        match help {
            HelpLine::Title(title) => {
                line::put(buffer, at, &title, app.theme.key);
            }
            HelpLine::Keys(keys, help) => {
                line::put(buffer, line::after(at, 1), &keys, app.theme.key);
                line::put(buffer, line::after(at, keys_columns(area.width) - 1), &help, Style::new());
            }
            HelpLine::Blank => {}
        }
    }
    debug_assert!(app.mode == Mode::Help);
    None
}
