//! The help: every key with what it does, printed from the table that dispatch uses.

use super::app::App;
use super::keymap::{Keymap, Row};
use super::pane;

/// The groups of keys in the order of the help, with what each is about.
pub const GROUPS: &[(&str, &str)] = &[
    ("move", "Move: what a motion reaches is selected; a number before it repeats it"),
    ("select", "Select: take the other end along"),
    (
        "annotate",
        "Annotate: a label key marks what was selected by hand, else the likeliest place; again, the next likely one",
    ),
    ("find", "Find and copy"),
    ("go", "Go"),
    ("export", "Export the article to a file beside it"),
    ("walk", "In the pane, the list of articles and the help"),
    ("review", "While reviewing what a changed article has left undecided"),
    ("edge", "While moving an edge (also j k w b h l)"),
    ("aim", "While hints are shown: type the letter next to the word, or the capital of its row first"),
    ("relate", "While tying (also all motions and tab)"),
    ("write", "While writing (also ctrl-a ctrl-e ctrl-w ctrl-u ctrl-k ctrl-y and the arrows)"),
    ("choose", "While choosing an action by its name, or lines of the help"),
    ("search", "While writing what to search for"),
    ("check", "What checking a claim found: capital letters everywhere, the others on its card"),
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

/// The help in lines of so many columns: all of it, or what says each of the words to be looked for.
pub fn lines(keymap: &Keymap, columns: u16, filter: &str) -> Vec<HelpLine> {
    let keys_columns = keys_columns(columns);
    let mut lines = Vec::new();
    for (group, title) in GROUPS {
        let mut rows = keymap.rows().iter().filter(|row| row.group == *group && says(row, filter)).peekable();
        if rows.peek().is_none() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.extend(pane::fold(title, columns.saturating_sub(1), usize::MAX).into_iter().map(HelpLine::Title));
        for row in rows {
            let mut keys = pane::fold(&written(row), keys_columns.saturating_sub(3), usize::MAX).into_iter();
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

/// The keys of a row; with commas between where one is a sequence.
pub(super) fn written(row: &Row) -> String {
    let parts = if row.keys.iter().any(|keys| keys.contains(' ')) { ", " } else { " " };
    row.keys.join(parts)
}

/// Whether a row says each of those words, in its keys as they are written or in its help in either case.
fn says(row: &Row, filter: &str) -> bool {
    let help = row.help.to_lowercase();
    filter.split_whitespace().all(|word| row.keys.iter().any(|key| key == word) || help.contains(&word.to_lowercase()))
}

/// How many of so many columns are for the keys, with the blanks around them.
pub(super) fn keys_columns(columns: u16) -> u16 {
    if columns < 60 { KEYS_COLUMNS.1 } else { KEYS_COLUMNS.0 }
}

/// The furthest line that the help can be scrolled to.
pub fn last_line(app: &App) -> usize {
    lines(&app.keymap, app.areas.screen.width, &app.help_filter).len().saturating_sub(app.areas.page_rows())
}
