//! The help: every key with what it does, printed from the table that dispatch uses.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::app::App;
use super::super::keymap::{Keymap, Mode};
use super::line;

/// The groups of keys in the order of the help, with what each is about.
pub const GROUPS: &[(&str, &str)] = &[
    ("move", "Move: what a motion reaches is selected"),
    ("select", "Select: take the other end along"),
    ("annotate", "Annotate: the annotation in hand is the one under the cursor, else the last one touched"),
    ("find", "Find and copy"),
    ("go", "Go"),
    ("walk", "In the pane, the list of articles and the help"),
    ("edge", "While moving an edge (also j k w b h l)"),
    ("relate", "While tying (also all motions and tab)"),
    ("write", "While writing"),
    ("search", "While writing what to search for"),
    ("check", "While recording a check"),
];

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// What the keys below it are about.
    Title(&'static str),
    /// Keys and what they do.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// The whole help.
pub fn lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for (group, title) in GROUPS {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Title(title));
        let rows = keymap.rows().iter().filter(|row| row.group == *group);
        lines.extend(rows.map(|row| HelpLine::Keys(row.keys.join("  "), row.help.clone())));
    }
    lines
}

/// The furthest line that the help can be scrolled to.
pub fn last_line(app: &App) -> usize {
    lines(&app.keymap).len().saturating_sub(app.areas.page_rows())
}

/// Draws as much of the help as there is room for; it has no cursor.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = ratatui::layout::Rect { height: app.areas.text.height, ..app.areas.screen };
    let keys_width = if area.width < 60 { 12 } else { 24 };
    for (nth, help) in (0..area.height).zip(lines(&app.keymap).into_iter().skip(app.help_line)) {
        let at = line::after(line::row(area, nth), 1);
        match help {
            HelpLine::Title(title) => {
                line::put(buffer, at, title, app.theme.key);
            }
            HelpLine::Keys(keys, help) => {
                line::put(buffer, line::after(at, 1), &keys, app.theme.key);
                line::put(buffer, line::after(at, keys_width), &help, Style::new());
            }
            HelpLine::Blank => {}
        }
    }
    debug_assert!(app.mode == Mode::Help);
    None
}
