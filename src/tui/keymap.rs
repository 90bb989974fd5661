//! The keys: one table from which dispatch, help, hint line, README and `ascribe keys` all read.

use std::collections::HashMap;

use crate::model::{LABELS, Motion, Status, Unit};

use super::action::Action::{self, Extend, Move};
use super::field::Field;
use super::key::Key;

/// What the keys are about at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Reading and marking the article.
    Read,
    /// Walking through the annotation pane.
    Pane,
    /// Moving an edge of an annotation.
    Edge,
    /// Choosing the annotation to tie another to.
    Relate,
    /// Writing a note or another field.
    Write,
    /// Writing what to search for.
    Search,
    /// Recording what a check found.
    Check,
    /// Choosing an article.
    List,
    /// Reading the help.
    Help,
}

/// Every mode with its name, as help and status line show it.
pub const MODES: &[(Mode, &str)] = &[
    (Mode::Read, "article"),
    (Mode::Pane, "pane"),
    (Mode::Edge, "edge"),
    (Mode::Relate, "relate"),
    (Mode::Write, "write"),
    (Mode::Search, "search"),
    (Mode::Check, "check"),
    (Mode::List, "articles"),
    (Mode::Help, "help"),
];

impl Mode {
    /// Its name.
    pub fn name(self) -> &'static str {
        MODES[self as usize].1
    }

    /// Whether digits are a count for the motion after them.
    pub fn counts(self) -> bool {
        matches!(self, Self::Read | Self::Pane | Self::Edge | Self::Relate)
    }

    /// Whether keys that the table doesn't know write text.
    pub fn writes(self) -> bool {
        matches!(self, Self::Write | Self::Search)
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The modes it is for.
    pub modes: &'static [Mode],
    /// Its keys, each as the user writes it.
    pub keys: &'static [&'static str],
    /// What they do.
    pub action: Action,
    /// That in words.
    pub help: &'static str,
    /// That in a word or two, for the hint line; empty where it isn't shown there.
    pub hint: &'static str,
    /// Which keys it stands with in the help.
    pub group: &'static str,
}

const READ: &[Mode] = &[Mode::Read];
const PANE: &[Mode] = &[Mode::Pane];
const BOTH: &[Mode] = &[Mode::Read, Mode::Pane];
const MOVING: &[Mode] = &[Mode::Read, Mode::Relate];
const PLACING: &[Mode] = &[Mode::Read, Mode::Edge, Mode::Relate];
const WALKING: &[Mode] = &[Mode::Pane, Mode::List, Mode::Help];

/// Writes one row.
macro_rules! row {
    ($modes:expr, $keys:expr, $action:expr, $help:literal, $hint:literal, $group:literal) => {
        Binding { modes: $modes, keys: &$keys, action: $action, help: $help, hint: $hint, group: $group }
    };
}

/// All rows but those of the labels, which [`bindings`] makes from the table of labels.
const ROWS: &[Binding] = &[
    row!(PLACING, ["j"], Move(Motion::Next, Unit::Sentence), "next sentence", "sentence", "move"),
    row!(PLACING, ["k"], Move(Motion::Previous, Unit::Sentence), "previous sentence", "", "move"),
    row!(
        PLACING,
        ["w"],
        Move(Motion::Next, Unit::Word),
        "next word; the first one of a selected sentence",
        "word",
        "move"
    ),
    row!(
        PLACING,
        ["b"],
        Move(Motion::Previous, Unit::Word),
        "previous word; the last one of a selected sentence",
        "",
        "move"
    ),
    row!(PLACING, ["l", "right"], Move(Motion::Next, Unit::Character), "next character", "", "move"),
    row!(PLACING, ["h", "left"], Move(Motion::Previous, Unit::Character), "previous character", "", "move"),
    row!(MOVING, ["down"], Move(Motion::Next, Unit::Row), "row below", "", "move"),
    row!(MOVING, ["up"], Move(Motion::Previous, Unit::Row), "row above", "", "move"),
    row!(MOVING, ["}"], Move(Motion::Next, Unit::Paragraph), "next paragraph", "", "move"),
    row!(MOVING, ["{"], Move(Motion::Previous, Unit::Paragraph), "previous paragraph", "", "move"),
    row!(MOVING, ["pagedown", "space", "ctrl-f"], Move(Motion::Next, Unit::Page), "page down", "", "move"),
    row!(MOVING, ["pageup", "ctrl-b"], Move(Motion::Previous, Unit::Page), "page up", "", "move"),
    row!(MOVING, ["home"], Move(Motion::Start, Unit::Row), "start of the row", "", "move"),
    row!(MOVING, ["end"], Move(Motion::End, Unit::Row), "end of the row", "", "move"),
    row!(MOVING, ["g", "ctrl-home"], Move(Motion::Start, Unit::Document), "start of the article", "", "move"),
    row!(MOVING, ["G", "ctrl-end"], Move(Motion::End, Unit::Document), "end of the article", "", "move"),
    row!(&[Mode::Read, Mode::Pane, Mode::Relate], ["tab"], Action::NextAnnotation, "next annotation", "", "move"),
    row!(
        &[Mode::Read, Mode::Pane, Mode::Relate],
        ["backtab"],
        Action::PreviousAnnotation,
        "previous annotation",
        "",
        "move"
    ),
    row!(&[Mode::Read, Mode::Relate], [","], Action::Outer, "of several annotations here, the next larger", "", "move"),
    row!(READ, ["W"], Extend(Motion::Next, Unit::Word), "extend by a word", "extend", "select"),
    row!(READ, ["B"], Extend(Motion::Previous, Unit::Word), "extend back by a word, or give one up", "", "select"),
    row!(READ, ["L", "shift-right"], Extend(Motion::Next, Unit::Character), "extend by a character", "", "select"),
    row!(
        READ,
        ["H", "shift-left"],
        Extend(Motion::Previous, Unit::Character),
        "extend back by a character, or give one up",
        "",
        "select"
    ),
    row!(READ, ["J"], Extend(Motion::Next, Unit::Sentence), "extend by a sentence", "", "select"),
    row!(
        READ,
        ["K"],
        Extend(Motion::Previous, Unit::Sentence),
        "extend back by a sentence, or give one up",
        "",
        "select"
    ),
    row!(READ, ["shift-down"], Extend(Motion::Next, Unit::Row), "extend by a row", "", "select"),
    row!(READ, ["shift-up"], Extend(Motion::Previous, Unit::Row), "extend back by a row", "", "select"),
    row!(READ, ["shift-home"], Extend(Motion::Start, Unit::Row), "extend to the start of the row", "", "select"),
    row!(READ, ["shift-end"], Extend(Motion::End, Unit::Row), "extend to the end of the row", "", "select"),
    row!(READ, ["v"], Action::ToggleExtending, "let every motion extend, or no longer", "", "select"),
    row!(READ, ["o"], Action::SwapEnds, "go on from the other end of the selection", "", "select"),
    row!(READ, ["+"], Action::Expand, "select the word, sentence, paragraph around", "", "select"),
    row!(READ, ["-"], Action::Shrink, "back to what was selected before +", "", "select"),
    row!(
        BOTH,
        ["m"],
        Action::AddSpan,
        "add the selection to the annotation in hand, as a further piece",
        "further piece",
        "annotate"
    ),
    row!(BOTH, ["["], Action::PickStart, "move the start of the annotation in hand", "", "annotate"),
    row!(BOTH, ["]"], Action::PickEnd, "move its end", "edges", "annotate"),
    row!(BOTH, ["="], Action::Replace, "put the annotation in hand where the selection is", "", "annotate"),
    row!(BOTH, ["x", "delete"], Action::Delete, "delete the annotation in hand", "delete", "annotate"),
    row!(BOTH, ["r"], Action::Relate, "tie it to another annotation, or untie it", "tie", "annotate"),
    row!(BOTH, ["e"], Action::Write(Field::Note), "edit its note", "note", "annotate"),
    row!(BOTH, ["t"], Action::Write(Field::Tags), "edit its tags", "", "annotate"),
    row!(BOTH, ["enter"], Action::OpenCheck, "record what checking the claim found", "check", "annotate"),
    row!(BOTH, ["u"], Action::Undo, "undo, without limit", "undo", "annotate"),
    row!(BOTH, ["U", "ctrl-r"], Action::Redo, "redo", "", "annotate"),
    row!(READ, ["/"], Action::Search, "search", "search", "find"),
    row!(READ, ["*"], Action::SearchSelection, "search for what is selected", "", "find"),
    row!(READ, ["n"], Action::NextMatch, "next match", "", "find"),
    row!(READ, ["N"], Action::PreviousMatch, "previous match", "", "find"),
    row!(READ, ["y"], Action::Copy, "copy the selection to the terminal's clipboard", "", "find"),
    row!(BOTH, ["p"], Action::SwitchPane, "to the other pane and back", "pane", "go"),
    row!(BOTH, ["ctrl-n"], Action::NextArticle, "next article", "", "go"),
    row!(BOTH, ["ctrl-p"], Action::PreviousArticle, "previous article", "", "go"),
    row!(BOTH, ["ctrl-o"], Action::ListArticles, "list of the articles", "", "go"),
    row!(&[Mode::Read, Mode::Pane, Mode::List], ["?", "f1"], Action::Help, "all keys", "help", "go"),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List],
        ["q", "ctrl-c"],
        Action::Quit,
        "leave; everything is saved",
        "quit",
        "go"
    ),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List, Mode::Help],
        ["ctrl-z"],
        Action::Suspend,
        "back to the shell for a while",
        "",
        "go"
    ),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List, Mode::Help],
        ["ctrl-l"],
        Action::Redraw,
        "draw the screen anew",
        "",
        "go"
    ),
    row!(READ, ["esc"], Action::Back, "select one character, extend no longer", "", "go"),
    row!(WALKING, ["j", "down"], Move(Motion::Next, Unit::Row), "next line", "down", "walk"),
    row!(WALKING, ["k", "up"], Move(Motion::Previous, Unit::Row), "previous line", "up", "walk"),
    row!(WALKING, ["pagedown", "space", "ctrl-f"], Move(Motion::Next, Unit::Page), "page down", "", "walk"),
    row!(WALKING, ["pageup", "ctrl-b"], Move(Motion::Previous, Unit::Page), "page up", "", "walk"),
    row!(WALKING, ["g", "home"], Move(Motion::Start, Unit::Document), "first line", "", "walk"),
    row!(WALKING, ["G", "end"], Move(Motion::End, Unit::Document), "last line", "", "walk"),
    row!(PANE, ["esc"], Action::Back, "back to the article", "article", "walk"),
    row!(&[Mode::List], ["enter"], Action::Open, "open the article", "open", "walk"),
    row!(&[Mode::List], ["esc", "ctrl-o"], Action::Back, "back", "back", "walk"),
    row!(&[Mode::Help], ["esc", "q", "?", "f1", "enter", "ctrl-c"], Action::Back, "back", "back", "walk"),
    row!(&[Mode::Edge], ["["], Action::PickStart, "move the start", "start", "edge"),
    row!(&[Mode::Edge], ["]"], Action::PickEnd, "move the end", "end", "edge"),
    row!(&[Mode::Edge], ["enter", "esc", "ctrl-c"], Action::Finish, "done", "done", "edge"),
    row!(&[Mode::Relate], ["enter", "r"], Action::Finish, "tie to the annotation in hand", "tie", "relate"),
    row!(&[Mode::Relate], ["esc", "q", "ctrl-c"], Action::Back, "leave it untied", "back", "relate"),
    row!(
        &[Mode::Write],
        ["esc", "enter", "ctrl-c"],
        Action::Finish,
        "done; it is saved as it is written",
        "done",
        "write"
    ),
    row!(&[Mode::Write], ["alt-enter", "ctrl-j", "shift-enter"], Action::NewLine, "new line", "new line", "write"),
    row!(&[Mode::Search], ["enter"], Action::Finish, "go to the first match from here on", "go", "search"),
    row!(&[Mode::Search], ["esc", "ctrl-c"], Action::Back, "back", "back", "search"),
    row!(&[Mode::Check], ["u"], Action::SetStatus(Status::Unchecked), "unchecked", "unchecked", "check"),
    row!(&[Mode::Check], ["p"], Action::SetStatus(Status::InProgress), "in progress", "in progress", "check"),
    row!(&[Mode::Check], ["v"], Action::SetStatus(Status::Verified), "verified", "verified", "check"),
    row!(&[Mode::Check], ["c"], Action::SetStatus(Status::Corrected), "right once corrected", "corrected", "check"),
    row!(&[Mode::Check], ["d"], Action::SetStatus(Status::Disputed), "disputed", "disputed", "check"),
    row!(&[Mode::Check], ["f"], Action::SetStatus(Status::False), "false", "false", "check"),
    row!(&[Mode::Check], ["x"], Action::SetStatus(Status::Unverifiable), "unverifiable", "unverifiable", "check"),
    row!(&[Mode::Check], ["n"], Action::SetStatus(Status::NotCheckable), "not checkable", "not checkable", "check"),
    row!(&[Mode::Check], ["e"], Action::Write(Field::Evidence), "evidence", "evidence", "check"),
    row!(&[Mode::Check], ["k"], Action::Write(Field::Correction), "correction", "correction", "check"),
    row!(&[Mode::Check], ["q"], Action::Write(Field::Question), "question to the author", "question", "check"),
    row!(&[Mode::Check], ["a"], Action::Write(Field::Answer), "the author's answer", "answer", "check"),
    row!(&[Mode::Check], ["r"], Action::Write(Field::ReplyAsked), "when a reply was asked for", "reply asked", "check"),
    row!(&[Mode::Check], ["R"], Action::Write(Field::ReplyReceived), "the reply", "reply", "check"),
    row!(&[Mode::Check], ["esc", "enter", "ctrl-c"], Action::Back, "back", "back", "check"),
];

/// A row of the table as it is shown: its keys may come from the table of labels.
#[derive(Clone, Debug)]
pub struct Row {
    /// The modes it is for.
    pub modes: &'static [Mode],
    /// Its keys, each as the user writes it.
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

/// All rows, those of the labels first.
pub fn rows() -> Vec<Row> {
    let label =
        |modes, key: String, action, help, hint| Row { modes, keys: vec![key], action, help, hint, group: "annotate" };
    let mark = LABELS.iter().map(|row| {
        let help = format!("mark the selection as {}: {}", row.name, row.help);
        label(READ, row.key.to_string(), Action::Annotate(row.label), help, row.name.to_owned())
    });
    let relabel = LABELS.iter().map(|row| {
        let help = format!("make the annotation in hand {}", row.label.with_article());
        label(BOTH, row.mark.to_string(), Action::Relabel(row.label), help, String::new())
    });
    let fixed = ROWS.iter().map(|row| Row {
        modes: row.modes,
        keys: row.keys.iter().map(|&key| key.to_owned()).collect(),
        action: row.action,
        help: row.help.to_owned(),
        hint: row.hint.to_owned(),
        group: row.group,
    });
    mark.chain(relabel).chain(fixed).collect()
}

/// The table made ready for looking up what a key means.
#[derive(Debug)]
pub struct Keymap {
    rows: Vec<Row>,
    by_key: HashMap<(Mode, Key), Action>,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = rows();
        let by_key = rows
            .iter()
            .flat_map(|row| {
                let keys = row.keys.iter().filter_map(|key| key.parse().ok());
                keys.flat_map(move |key: Key| row.modes.iter().map(move |&mode| ((mode, key), row.action)))
            })
            .collect();
        Self { rows, by_key }
    }
}

impl Keymap {
    /// What a key means in a mode.
    pub fn action(&self, mode: Mode, key: Key) -> Option<Action> {
        self.by_key.get(&(mode, key)).copied()
    }

    /// All rows, in the order of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first key for an action in a mode, for messages.
    pub fn key_of(&self, mode: Mode, action: Action) -> Option<&str> {
        let row = self.rows.iter().find(|row| row.action == action && row.modes.contains(&mode))?;
        row.keys.first().map(String::as_str)
    }
}
