//! Hints over the text: the letters that take the words next to them. Every word stays where it is, and can be read.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::action::Action;
use super::super::aim::{Aim, Purpose, Target};
use super::super::app::App;
use super::super::display;
use super::super::pane;
use super::line;
use crate::model::{Annotation, Edge, Id, Prominence};

/// What is to be read while hints are shown: all else steps back.
pub(super) struct Lit<'a> {
    /// The rows with a letter.
    rows: Vec<bool>,
    /// The annotations that can be chosen, and the one they are for.
    annotations: HashSet<&'a Id>,
}

impl<'a> Lit<'a> {
    /// `None` where no hints are shown.
    pub(super) fn of(app: &'a App) -> Option<Self> {
        let aim = app.aim.as_ref()?;
        let chosen = aim.hints.iter().filter_map(|hint| match &hint.target {
            Target::Annotation(id, _) => Some(id),
            _ => None,
        });
        // A new mark has nothing to do with the current one, until it is the current one.
        let is_new = matches!(aim.purpose, Purpose::Mark(_) | Purpose::Jump) && aim.begun.is_none();
        let held = app.relating.as_ref().or_else(|| app.desk()?.in_hand.as_ref()).filter(|_| !is_new);
        let rows = if aim.purpose == Purpose::Tie { Vec::new() } else { aim.lit_rows() };
        Some(Self { rows, annotations: chosen.chain(held).collect() })
    }

    /// Tells if the text of a row is.
    pub(super) fn has_row(&self, nth: usize) -> bool {
        self.rows.get(nth).is_some_and(|lit| *lit)
    }

    /// Tells if the text of an annotation is, in whichever row.
    pub(super) fn has(&self, annotation: &Annotation) -> bool {
        self.annotations.contains(&annotation.id)
    }
}

/// Draws the letters into the blanks of the text, and the capitals on its left.
pub(super) fn draw(buffer: &mut Buffer, app: &App, area: Rect) {
    let Some(aim) = &app.aim else { return };
    let margin = area.x.saturating_sub(1);
    for (hint, letter) in aim.open() {
        let strong = hint.prominence == Prominence::Strong;
        let style = if strong { app.theme.hint } else { app.theme.soft_hint };
        put(buffer, area, (margin.saturating_add(hint.cell.column), hint.cell.row), letter, style);
    }
    for (row, capital) in aim.capitals.iter().enumerate() {
        if let Some(capital) = *capital {
            put(buffer, area, (margin.saturating_sub(1), row), capital, app.theme.row_hint);
        }
    }
}

fn put(buffer: &mut Buffer, area: Rect, (x, row): (u16, usize), letter: char, style: Style) {
    let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
    if y >= area.bottom() || x >= area.right() {
        return;
    }
    // The second half of a wide blank is its own.
    if let Some(before) = x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
        && display::cell_columns(before.symbol()) > 1
    {
        before.set_symbol(" ");
    }
    if let Some(cell) = buffer.cell_mut((x, y)) {
        cell.reset();
        cell.set_char(letter).set_style(style);
    }
}

/// What the hints are for: a question, in as many words as there is room for.
pub(super) fn question(app: &App, aim: &Aim, columns: u16) -> String {
    let questions = questions(app, aim);
    questions.into_iter().find(|question| line::columns(question) <= columns).unwrap_or_default()
}

fn questions(app: &App, aim: &Aim) -> Vec<String> {
    let what = match &aim.purpose {
        Purpose::Mark(label) => label.name(),
        Purpose::Piece(_) => "piece",
        Purpose::Replace(_) => "mark",
        Purpose::Edge(edge) => return questions_of_edge(app, *edge),
        Purpose::Tie => return vec!["Tie it to which mark?".to_owned(), "Tie to?".to_owned()],
        Purpose::Jump => return vec!["Go to which word?".to_owned(), "Go to?".to_owned()],
    };
    match &aim.begun {
        None => vec![format!("Where does the {what} start?"), "Start?".to_owned()],
        Some(begun) if begun.id.is_some() => vec!["Marked. Does it end elsewhere?".to_owned(), "End?".to_owned()],
        Some(_) => vec![format!("Where does the {what} end?"), "End?".to_owned()],
    }
}

/// Whose edge is moved: the current mark need not be the one that the cursor has come to.
fn questions_of_edge(app: &App, edge: Edge) -> Vec<String> {
    let edge = if edge == Edge::Start { "start" } else { "end" };
    let Some((desk, annotation)) = app.desk().and_then(|desk| Some((desk, desk.in_hand()?))) else {
        return Vec::new();
    };
    let whose = pane::in_short(&pane::quote(&desk.document, annotation), app.areas.hints.width / 4);
    let label = annotation.label.name();
    vec![
        format!("Where does the {label} {whose} {edge}?"),
        format!("Where does the {label} {edge}?"),
        format!("New {edge}?"),
    ]
}

/// The keys of the hints and what they do, the likeliest first, in as many words as there is room for.
pub(super) fn keys(app: &App, aim: &Aim, columns: u16) -> Vec<(String, String)> {
    let all = [0, 1].map(|nth| keys_in_words(app, aim, nth));
    let fits = |keys: &Vec<(String, String)>| {
        let width =
            |(key, what): &(String, String)| line::columns(key).saturating_add(line::columns(what)).saturating_add(3);
        keys.iter().map(width).fold(0, u16::saturating_add) <= columns
    };
    let [long, short] = all;
    if fits(&long) { long } else { short }
}

/// The same in words or, if `nth` is 1, in a word each.
fn keys_in_words(app: &App, aim: &Aim, nth: usize) -> Vec<(String, String)> {
    let word = match (&aim.purpose, &aim.begun) {
        (Purpose::Tie, _) => ["the mark after the letter", "mark"],
        (Purpose::Edge(Edge::End), _) | (_, Some(_)) => ["the word before the letter", "last word"],
        (Purpose::Jump, _) => ["the word after the letter", "word"],
        _ => ["the word after the letter", "first word"],
    };
    let mut keys: Vec<(String, [&str; 2])> = Vec::new();
    if aim.open().next().is_some() {
        keys.push(("a–z".to_owned(), word));
    }
    if let Some(capital) = aim.picked.filter(|_| aim.goes_on()) {
        keys.push((capital.to_string(), ["the rest of the row", "rest"]));
    }
    if aim.capitals.iter().any(Option::is_some) {
        keys.push(("A–Z".to_owned(), ["a row’s letters", "row"]));
    }
    let cuts = matches!(aim.purpose, Purpose::Edge(_)) || aim.begun.as_ref().is_some_and(|begun| begun.id.is_some());
    if let Some(key) = app.keymap.key_of(app.mode, Action::TogglePunctuation).filter(|_| cuts) {
        keys.push((key.to_owned(), ["quotes and commas", "quotes"]));
    }
    keys.into_iter().map(|(key, words)| (key, words.get(nth).copied().unwrap_or_default().to_owned())).collect()
}
