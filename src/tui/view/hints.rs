//! Hints over the text: the letters that take what they stand on. The text below them stays where it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::aim::{Aim, Purpose, Target};
use super::super::app::App;
use super::super::desk::Desk;
use super::super::pane;
use super::line;
use crate::model::{Edge, Offset, Span};

/// Draws the hints that can still be meant over the rows of text on the screen.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk, area: Rect, rows: &[Span]) {
    let Some(aim) = &app.aim else { return };
    // The likeliest are drawn last: where two don't fit side by side, they are the ones to be seen whole.
    let open: Vec<_> = aim.open().collect();
    for (hint, letters) in open.into_iter().rev() {
        let place = first_covered(desk, &hint.target, letters.len());
        let Some(nth) = rows.iter().position(|row| row.holds(place)) else { continue };
        let column = desk.layout.column(&desk.document, place);
        let at = line::after(line::row(area, nth as u16), column);
        let style = if hint.code.len() == 1 { app.theme.hint } else { app.theme.far_hint };
        line::put(buffer, at, letters, style);
    }
}

/// Where the first letter stands: on what a span starts with, or so that the last letter is on what it ends with.
fn first_covered(desk: &Desk, target: &Target, letters: usize) -> Offset {
    let document = &desk.document;
    match target {
        Target::Start(place) | Target::Annotation(_, place) => *place,
        Target::End(end) => {
            let last = document.previous_grapheme(*end);
            let row = desk.layout.row(document, last).start();
            (1..letters).fold(last, |place, _| document.previous_grapheme(place)).max(row)
        }
    }
}

/// What the hints are for, in a sentence.
pub(super) fn explain(app: &App, aim: &Aim) -> String {
    let what = match &aim.purpose {
        Purpose::Mark(label) => label.name(),
        Purpose::Piece(_) => "piece",
        Purpose::Replace(_) => "annotation",
        Purpose::Edge(edge) => return explain_edge(app, *edge),
        Purpose::Tie => return "type the hint of what it is tied to, or go there".to_owned(),
        Purpose::Jump => return "type the hint of where to go".to_owned(),
    };
    match &aim.begun {
        None => format!("type the hint where the {what} starts"),
        Some(begun) if begun.id.is_some() => format!("marked; type the hint of another end, or go on{}", rest(app)),
        Some(_) => format!("type the hint where the {what} ends"),
    }
}

/// Whose edge is moved: the annotation in hand need not be the one that the cursor has come to.
fn explain_edge(app: &App, edge: Edge) -> String {
    let edge = if edge == Edge::Start { "start" } else { "end" };
    let Some((desk, annotation)) = app.desk().and_then(|desk| Some((desk, desk.in_hand()?))) else {
        return String::new();
    };
    let whose = pane::in_short(&pane::quote(&desk.document, annotation), app.areas.hints.width / 4);
    format!("new {edge} of {} {whose}: type its hint", annotation.label.name())
}

fn rest(app: &App) -> &'static str {
    if app.areas.hints.width < 60 { "" } else { " with any other key" }
}
