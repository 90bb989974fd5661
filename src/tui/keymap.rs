//! The keys: one table from which dispatch, help, hint line, README and `ascribe keys` all read.

mod rows;

use std::collections::HashMap;

use super::action::Action;
use super::key::{Key, Keys};

pub use rows::rows;

/// What the keys are about at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Reading and marking the article.
    Read,
    /// Walking through the annotation pane.
    Pane,
    /// Moving an edge of an annotation.
    Edge,
    /// Typing the hint of a place.
    Aim,
    /// Choosing the annotation to tie another to.
    Relate,
    /// Writing a note or another field.
    Write,
    /// Writing what to search for.
    Search,
    /// Looking at the card of a claim, and changing what is recorded there.
    Check,
    /// Deciding about what a changed article has left undecided.
    Review,
    /// Choosing an article.
    List,
    /// Looking at how far the work is.
    Summary,
    /// Reading the help.
    Help,
    /// Choosing an action by its name.
    Palette,
    /// Writing what the lines of the help, or the cards of the pane, are to say.
    Filter,
    /// Writing the name of who is at work.
    Name,
}

/// Every mode with its name, as help and status line show it.
pub const MODES: &[(Mode, &str)] = &[
    (Mode::Read, "article"),
    (Mode::Pane, "pane"),
    (Mode::Edge, "edge"),
    (Mode::Aim, "aim"),
    (Mode::Relate, "relate"),
    (Mode::Write, "write"),
    (Mode::Search, "search"),
    (Mode::Check, "check"),
    (Mode::Review, "review"),
    (Mode::List, "articles"),
    (Mode::Summary, "summary"),
    (Mode::Help, "help"),
    (Mode::Palette, "palette"),
    (Mode::Filter, "filter"),
    (Mode::Name, "name"),
];

impl Mode {
    /// Its name.
    pub fn name(self) -> &'static str {
        // The table has a row for each, in the order of the variants; a test holds it to that.
        MODES.get(self as usize).map_or("", |row| row.1)
    }

    /// Whether digits are a count for the motion after them.
    pub fn counts(self) -> bool {
        matches!(self, Self::Read | Self::Pane | Self::Edge | Self::Relate | Self::Review)
    }

    /// Whether keys that the table doesn't know write text.
    pub fn writes(self) -> bool {
        matches!(self, Self::Write | Self::Search | Self::Palette | Self::Filter | Self::Name)
    }

    /// Whether text is written in the hint line.
    pub fn prompts(self) -> bool {
        matches!(self, Self::Search | Self::Filter | Self::Name)
    }
}

/// A row of the table as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The modes it is for.
    pub modes: Vec<Mode>,
    /// Its keys, each as the user writes it; of a sequence, with blanks between.
    pub keys: Vec<String>,
    /// What they do.
    pub action: Action,
    /// That in words.
    pub help: String,
    /// That in a word or two, or empty.
    pub hint: String,
    /// Which keys it stands with.
    pub group: &'static str,
}

/// What the keys pressed so far come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// They mean that.
    Action(Action),
    /// They begin a sequence.
    Begins,
    /// Nothing.
    Nothing,
}

/// The table made ready for looking up what keys mean.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Row>,
    by_keys: HashMap<(Mode, Keys), Found>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(rows())
    }
}

impl Keymap {
    /// The keymap of those rows.
    pub fn new(rows: Vec<Row>) -> Self {
        let mut by_keys = HashMap::new();
        for row in &rows {
            for keys in row.keys.iter().filter_map(|keys| keys.parse::<Keys>().ok()) {
                for mode in &row.modes {
                    for begin in keys.beginnings() {
                        by_keys.entry((*mode, begin)).or_insert(Found::Begins);
                    }
                    by_keys.insert((*mode, keys.clone()), Found::Action(row.action));
                }
            }
        }
        Self { rows, by_keys }
    }

    /// What keys mean in a mode.
    pub fn find(&self, mode: Mode, keys: &Keys) -> Found {
        self.by_keys.get(&(mode, keys.clone())).copied().unwrap_or(Found::Nothing)
    }

    /// What a single key means in a mode, if that is an action.
    pub fn action(&self, mode: Mode, key: Key) -> Option<Action> {
        match self.find(mode, &Keys::from(key)) {
            Found::Action(action) => Some(action),
            _ => None,
        }
    }

    /// The sequences that begin with those keys in a mode, each with the keys that are still to be pressed and its row.
    pub fn following<'a>(&'a self, mode: Mode, keys: &'a Keys) -> impl Iterator<Item = (Keys, &'a Row)> + 'a {
        let rows = self.rows.iter().filter(move |row| row.modes.contains(&mode));
        rows.flat_map(move |row| {
            let all = row.keys.iter().filter_map(|keys| keys.parse::<Keys>().ok());
            all.filter_map(move |all| all.after(keys)).map(move |rest| (rest, row))
        })
    }

    /// All rows, in the order of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first key for an action, in whichever mode has one.
    pub fn any_key_of(&self, action: Action) -> Option<&str> {
        self.rows.iter().find(|row| row.action == action && !row.keys.is_empty())?.keys.first().map(String::as_str)
    }

    /// The first key for an action in a mode, for messages.
    pub fn key_of(&self, mode: Mode, action: Action) -> Option<&str> {
        let row = self.rows.iter().find(|row| row.action == action && row.modes.contains(&mode))?;
        row.keys.first().map(String::as_str)
    }
}
