//! The rows of the key table: for each mode its keys, what they do, and that in words.

use crate::formats::{FORMATS, native};
use crate::model::check::STATUSES;
use crate::model::{CHECK_TEXTS, LABELS, Motion, Unit};

use super::super::action::Action::{self, Extend, Move};
use super::super::field::Field;
use super::{Mode, Row};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
struct Binding {
    /// The modes it is for.
    modes: &'static [Mode],
    /// Its keys, each as the user writes it.
    keys: &'static [&'static str],
    /// What they do.
    action: Action,
    /// That in words.
    help: &'static str,
    /// That in a word or two, for the hint line; empty where it isn't shown there.
    hint: &'static str,
    /// Which keys it stands with in the help.
    group: &'static str,
}

const READ: &[Mode] = &[Mode::Read];
const PANE: &[Mode] = &[Mode::Pane];
const BOTH: &[Mode] = &[Mode::Read, Mode::Pane];
const CHANGING: &[Mode] = &[Mode::Read, Mode::Pane, Mode::Check, Mode::Review];
const REVIEW: &[Mode] = &[Mode::Review];
const CARD: &[Mode] = &[Mode::Check];
const CLAIMS: &[Mode] = &[Mode::Read, Mode::Pane, Mode::Check];
const MOVING: &[Mode] = &[Mode::Read, Mode::Relate];
const PLACING: &[Mode] = &[Mode::Read, Mode::Edge, Mode::Relate];
const NAMING: &[Mode] = &[Mode::Read, Mode::Pane, Mode::List, Mode::Check, Mode::Review];
const NAMED: &[Mode] = &[Mode::Read, Mode::Pane, Mode::Check];
const CHOOSING: &[Mode] = &[Mode::Palette, Mode::Filter];
const WALKING: &[Mode] = &[Mode::Pane, Mode::List, Mode::Summary, Mode::Help];

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
    row!(MOVING, ["g g", "ctrl-home"], Move(Motion::Start, Unit::Document), "start of the article", "", "move"),
    row!(MOVING, ["G", "g e", "ctrl-end"], Move(Motion::End, Unit::Document), "end of the article", "", "move"),
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
    row!(READ, ["+"], Action::Expand, "select the phrase, clause, quotation, sentence, paragraph around", "", "select"),
    row!(READ, ["-"], Action::Shrink, "back to what was selected before +", "", "select"),
    row!(
        BOTH,
        ["m"],
        Action::AddSpan,
        "add the selection to the annotation in hand, as a further piece",
        "further piece",
        "annotate"
    ),
    row!(
        BOTH,
        ["'"],
        Action::TogglePunctuation,
        "take the quotes and commas of the annotation in hand in, or leave them out",
        "",
        "annotate"
    ),
    row!(BOTH, ["["], Action::PickStart, "move the start of the annotation in hand", "", "annotate"),
    row!(BOTH, ["]"], Action::PickEnd, "move its end", "edges", "annotate"),
    row!(BOTH, ["="], Action::Replace, "put the annotation in hand where the selection is", "", "annotate"),
    row!(BOTH, ["x", "delete"], Action::Delete, "delete the annotation in hand", "delete", "annotate"),
    row!(BOTH, ["r"], Action::Relate, "tie it to another annotation, or untie it", "tie", "annotate"),
    row!(BOTH, [";"], Action::TakeOffer, "tie it to what the hint line offers", "", "annotate"),
    row!(BOTH, ["0"], Action::NoSource, "the article names no source for it, or does after all", "", "annotate"),
    row!(BOTH, ["e"], Action::Write(Field::Note), "edit its note", "note", "annotate"),
    row!(BOTH, ["t"], Action::Write(Field::Tags), "edit its tags", "", "annotate"),
    row!(
        BOTH,
        ["enter"],
        Action::OpenCheck,
        "open the card of the claim: its check, evidence, replies",
        "check",
        "annotate"
    ),
    row!(REVIEW, ["j", "down", "tab"], Move(Motion::Next, Unit::Row), "next one", "next", "review"),
    row!(REVIEW, ["k", "up", "backtab"], Move(Motion::Previous, Unit::Row), "previous one", "", "review"),
    row!(REVIEW, ["enter", "y"], Action::Accept, "put it where it is proposed", "accept", "review"),
    row!(REVIEW, ["a"], Action::AcceptAlike, "accept all with this score or a higher one", "all as good", "review"),
    row!(REVIEW, ["o"], Action::Orphan, "keep it as an orphan, without a place", "orphan", "review"),
    row!(REVIEW, ["e"], Action::PlaceByHand, "select by hand where it belongs", "by hand", "review"),
    row!(REVIEW, ["esc", "q", "ctrl-c"], Action::Back, "leave the rest undecided", "back", "review"),
    row!(CHANGING, ["u"], Action::Undo, "undo, without limit", "undo", "annotate"),
    row!(CHANGING, ["U", "ctrl-r"], Action::Redo, "redo", "", "annotate"),
    row!(BOTH, ["."], Action::Repeat, "do the last change again, to what is selected or in hand", "", "annotate"),
    row!(BOTH, ["&"], Action::MarkAll, "mark every other place where the actor in hand is named", "", "annotate"),
    row!(READ, ["/"], Action::Search, "search", "search", "find"),
    row!(READ, ["*"], Action::SearchSelection, "search for what is selected", "", "find"),
    row!(READ, ["n"], Action::NextMatch, "next match", "", "find"),
    row!(READ, ["N"], Action::PreviousMatch, "previous match", "", "find"),
    row!(READ, ["y"], Action::Copy, "copy the selection to the terminal's clipboard", "", "find"),
    row!(READ, ["f"], Action::Jump, "to a word in view, by its letter", "", "go"),
    row!(READ, [")"], Action::NextUnmarked, "next sentence without a mark", "", "move"),
    row!(READ, ["("], Action::PreviousUnmarked, "previous sentence without a mark", "", "move"),
    row!(READ, ["z"], Action::NextFact, "next quotation, figure, date or name outside of every mark", "", "move"),
    row!(READ, ["Z"], Action::PreviousFact, "previous one", "", "move"),
    row!(CLAIMS, [">"], Action::NextOpenCheck, "next claim whose check is open", "", "move"),
    row!(CLAIMS, ["<"], Action::PreviousOpenCheck, "previous claim whose check is open", "", "move"),
    row!(BOTH, ["backspace", "alt-left"], Action::JumpBack, "back to where the last jump started", "", "go"),
    row!(BOTH, ["alt-right"], Action::JumpForward, "forward again", "", "go"),
    row!(READ, ["g h"], Action::NextHidden, "next hidden character", "", "go"),
    row!(BOTH, ["g r"], Action::Review, "review what a changed article has left undecided", "", "go"),
    row!(NAMED, ["!"], Action::Summary, "how far the work is, and what is missing", "", "go"),
    row!(BOTH, ["Y"], Action::ToggleFinished, "the work on the article is done, or isn't after all", "", "go"),
    row!(READ, ["\\"], Action::Filter, "show only the cards that say something, in any part or a named one", "", "go"),
    row!(PANE, ["/", "\\"], Action::Filter, "show only the cards that say something", "filter", "walk"),
    row!(BOTH, ["|"], Action::Sort, "cards by status, by source, by label, by latest change, by place", "", "go"),
    row!(NAMING, [":"], Action::Palette, "find an action by its name, and do it", "", "go"),
    row!(BOTH, ["p"], Action::SwitchPane, "to the other pane and back", "pane", "go"),
    row!(BOTH, ["ctrl-n"], Action::NextArticle, "next article", "", "go"),
    row!(BOTH, ["ctrl-p"], Action::PreviousArticle, "previous article", "", "go"),
    row!(BOTH, ["ctrl-o"], Action::ListArticles, "list of the articles", "", "go"),
    row!(BOTH, ["R"], Action::Reload, "read the article anew, and find in it what is marked", "", "go"),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List, Mode::Summary, Mode::Check, Mode::Review],
        ["?", "f1"],
        Action::Help,
        "all keys",
        "help",
        "go"
    ),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List],
        ["q", "ctrl-c"],
        Action::Quit,
        "leave; everything is saved",
        "quit",
        "go"
    ),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List, Mode::Help, Mode::Review],
        ["ctrl-z"],
        Action::Suspend,
        "back to the shell for a while",
        "",
        "go"
    ),
    row!(
        &[Mode::Read, Mode::Pane, Mode::List, Mode::Help, Mode::Review],
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
    row!(WALKING, ["g g", "home"], Move(Motion::Start, Unit::Document), "first line", "", "walk"),
    row!(WALKING, ["G", "g e", "end"], Move(Motion::End, Unit::Document), "last line", "", "walk"),
    row!(PANE, ["esc"], Action::Back, "back to the article", "article", "walk"),
    row!(&[Mode::List], ["enter"], Action::Open, "open the article", "open", "walk"),
    row!(&[Mode::List], ["esc", "ctrl-o"], Action::Back, "back", "back", "walk"),
    row!(&[Mode::Summary], ["enter"], Action::Open, "go to what is missing", "go there", "walk"),
    row!(&[Mode::Summary], ["esc", "q", "!", "ctrl-c"], Action::Back, "back", "back", "walk"),
    row!(&[Mode::Help], ["esc", "q", "?", "f1", "enter", "ctrl-c"], Action::Back, "back", "back", "walk"),
    row!(
        &[Mode::Edge],
        ["]"],
        Action::StepEdge(Motion::Next),
        "on to the next quote, comma or edge of a clause",
        "on",
        "edge"
    ),
    row!(&[Mode::Edge], ["["], Action::StepEdge(Motion::Previous), "back to the one before", "back", "edge"),
    row!(&[Mode::Edge], ["o"], Action::OtherEdge, "go on with the other edge", "other edge", "edge"),
    row!(
        &[Mode::Edge],
        ["'"],
        Action::TogglePunctuation,
        "take its quotes and commas in, or leave them out",
        "",
        "edge"
    ),
    row!(&[Mode::Edge], ["enter", "ctrl-c"], Action::Finish, "done", "done", "edge"),
    row!(&[Mode::Edge], ["esc", "backspace"], Action::Back, "give the letters back to all rows; else done", "", "edge"),
    row!(
        &[Mode::Aim],
        ["'"],
        Action::TogglePunctuation,
        "take the quotes and commas of the new mark in, or leave them out",
        "",
        "aim"
    ),
    row!(&[Mode::Aim], ["enter", "ctrl-c"], Action::Finish, "leave; what is marked stays", "", "aim"),
    row!(
        &[Mode::Aim],
        ["esc", "backspace"],
        Action::Back,
        "give the letters back to all rows; else leave",
        "leave",
        "aim"
    ),
    row!(&[Mode::Aim], ["pagedown", "space", "ctrl-f"], Move(Motion::Next, Unit::Page), "page down", "", "aim"),
    row!(&[Mode::Aim], ["pageup", "ctrl-b"], Move(Motion::Previous, Unit::Page), "page up", "", "aim"),
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
    row!(CHOOSING, ["down", "ctrl-n"], Move(Motion::Next, Unit::Row), "next one", "down", "choose"),
    row!(CHOOSING, ["up", "ctrl-p"], Move(Motion::Previous, Unit::Row), "previous one", "up", "choose"),
    row!(&[Mode::Palette], ["enter"], Action::Finish, "do it", "do it", "choose"),
    row!(&[Mode::Palette], ["esc", "ctrl-c"], Action::Back, "back", "back", "choose"),
    row!(&[Mode::Help], ["/"], Action::Search, "show only the lines that say something", "filter", "walk"),
    row!(&[Mode::Filter], ["enter"], Action::Finish, "keep only what says that", "keep", "choose"),
    row!(&[Mode::Filter], ["esc", "ctrl-c"], Action::Back, "show all again", "all", "choose"),
    row!(&[Mode::Name], ["enter"], Action::Finish, "work under that name", "take", "write"),
    row!(&[Mode::Name], ["esc", "ctrl-c"], Action::Back, "work without a name", "no name", "write"),
    row!(&[Mode::Search], ["enter"], Action::Finish, "go to the first match from here on", "go", "search"),
    row!(&[Mode::Search], ["esc", "ctrl-c"], Action::Back, "back", "back", "search"),
    row!(CARD, ["e"], Action::Write(Field::Evidence), "evidence", "evidence", "check"),
];

/// The rows of the card after those of a check's texts.
const CARD_ROWS: &[Binding] = &[
    row!(CARD, ["n"], Action::Write(Field::Note), "its note", "note", "check"),
    row!(CARD, ["t"], Action::Write(Field::Tags), "its tags", "tags", "check"),
    row!(CARD, ["j", "down"], Move(Motion::Next, Unit::Row), "next line", "", "check"),
    row!(CARD, ["k", "up"], Move(Motion::Previous, Unit::Row), "previous line", "", "check"),
    row!(CARD, ["enter"], Action::Open, "change what the line says, or go to what is tied", "change", "check"),
    row!(CARD, ["esc", "ctrl-c"], Action::Back, "back to the article, at the same place", "back", "check"),
];

/// All rows, those of the labels first, those of the formats last.
pub fn rows() -> Vec<Row> {
    let label = |modes: &[Mode], key: String, action, help, hint| Row {
        modes: modes.to_vec(),
        keys: vec![key],
        action,
        help,
        hint,
        group: "annotate",
    };
    let mark = LABELS.iter().map(|row| {
        let help = format!("mark {}: {}", row.label.with_article(), row.help);
        label(READ, row.key.to_string(), Action::Annotate(row.label), help, row.name.to_owned())
    });
    let aim = LABELS.iter().map(|row| {
        let help = format!("mark {} by letters at its first and last word", row.label.with_article());
        label(READ, row.mark.to_string(), Action::Aim(row.label), help, String::new())
    });
    let relabel = LABELS.iter().map(|row| {
        let help = format!("make the annotation in hand {}", row.label.with_article());
        label(BOTH, format!("i {}", row.key), Action::Relabel(row.label), help, String::new())
    });
    let next = LABELS.iter().map(|row| {
        let help = format!("next {}", row.name);
        Row { group: "move", ..label(BOTH, format!("g {}", row.key), Action::NextOf(row.label), help, String::new()) }
    });
    let previous = LABELS.iter().map(|row| {
        let help = format!("previous {}", row.name);
        Row {
            group: "move",
            ..label(BOTH, format!("g {}", row.mark), Action::PreviousOf(row.label), help, String::new())
        }
    });
    let fixed = |row: &Binding| Row {
        modes: row.modes.to_vec(),
        keys: row.keys.iter().map(|&key| key.to_owned()).collect(),
        action: row.action,
        help: row.help.to_owned(),
        hint: row.hint.to_owned(),
        group: row.group,
    };
    let texts = CHECK_TEXTS.iter().filter_map(|row| row.card.map(|card| (row.text, card))).map(|(text, card)| Row {
        group: "check",
        ..label(
            CARD,
            card.key.to_string(),
            Action::Write(Field::Check(text)),
            card.help.to_owned(),
            card.hint.to_owned(),
        )
    });
    let fixed = ROWS.iter().map(fixed).chain(texts).chain(CARD_ROWS.iter().map(fixed));
    let check = STATUSES.iter().map(|(status, name, help)| {
        let help = format!("{}: {help}", name.replace('-', " "));
        let key = status.letter().to_string();
        Row { group: "check", ..label(CLAIMS, key, Action::SetStatus(*status), help, String::new()) }
    });
    // The save file is there already.
    let export = FORMATS.iter().filter(|format| format.name != native::FORMAT.name).map(|format| Row {
        group: "export",
        ..label(
            BOTH,
            format!("X {}", format.key),
            Action::Export(format.name),
            format!("{}: {}", format.name, format.help),
            String::new(),
        )
    });
    mark.chain(aim).chain(relabel).chain(check).chain(fixed).chain(next).chain(previous).chain(export).collect()
}
