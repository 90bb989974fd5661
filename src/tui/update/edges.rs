//! Moving the edges of an annotation.

use crate::model::{Annotation, Document, Edge, Id, Intent, Motion, Offset, Place, Selection, Span, Unit};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::cuts::Cuts;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::ends;
use super::marking::in_hand;

/// Picks an edge of the annotation in hand, which motions then move; `false` where there is none.
pub(super) fn pick_edge(app: &mut App, edge: Edge) -> bool {
    let Some(id) = in_hand(app) else { return false };
    let Some(desk) = app.desk_mut() else { return false };
    let Some(span) = desk.set.get(&id).and_then(|annotation| span_at(annotation, desk.selection)) else {
        let replaces = app.key(Action::Replace);
        app.warn(format!("its text is not in the article any more: select where it belongs, then press {replaces}"));
        return false;
    };
    show_edge(desk, span, edge);
    app.edge = edge;
    true
}

/// Moves the picked edge to a place.
pub(super) fn set_edge(app: &mut App, place: Offset) -> Effect {
    let edge = app.edge;
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(old) = app.desk().and_then(piece_in_hand) else { return Effect::None };
    let new = match edge {
        Edge::Start => Span::between(place, old.end()).filter(|_| place < old.end()),
        Edge::End => Span::between(old.start(), place).filter(|_| place > old.start()),
    };
    let Some(new) = new else { return Effect::None };
    recut(app, &id, old, new)
}

/// Moves the picked edge to the next or previous quote, comma, or edge of a clause; `None` where it stays.
pub(super) fn step_edge(app: &mut App, motion: Motion, count: usize) -> Option<Effect> {
    let (edge, forward) = (app.edge, motion == Motion::Next);
    let (desk, piece) = app.desk().and_then(|desk| Some((desk, piece_in_hand(desk)?)))?;
    let from = if edge == Edge::Start { piece.start() } else { piece.end() };
    let place = (0..count).try_fold(from, |place, _| desk.readings.next_edge(place, edge, forward));
    let stays = |place: &Offset| if edge == Edge::Start { *place < piece.end() } else { *place > piece.start() };
    let Some(place) = place.filter(stays) else {
        app.warn("no further place for it this way");
        return None;
    };
    Some(set_edge(app, place))
}

/// Cuts a piece of an annotation anew, as a step of the present change.
fn recut(app: &mut App, id: &Id, old: Span, new: Span) -> Effect {
    let edge = app.edge;
    let Some(desk) = app.desk() else { return Effect::None };
    let edit = desk.set.changing(id, |annotation| {
        if let Place::Spans(spans) = &mut annotation.place {
            *spans = spans.recut(old, new);
        }
    });
    let effect = app.apply(edit, true);
    if let Some(desk) = app.desk_mut() {
        // It may have become one with another piece.
        let moved = with_cursor_at(edge, new, &desk.document);
        let piece = desk.set.get(id).and_then(|annotation| span_at(annotation, moved));
        show_edge(desk, piece.unwrap_or(new), edge);
    }
    effect
}

/// Takes the quotation marks and the punctuation at both edges of the piece in hand in, or leaves them out; again, the next
/// way to cut it at the same words, until it is cut as it was.
pub(super) fn cut_otherwise(app: &mut App) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    let begun = app.cuts.take();
    let Some((desk, old)) = app.desk().and_then(|desk| Some((desk, piece_in_hand(desk)?))) else {
        return Effect::None;
    };
    let mut cuts = begun.filter(|cuts| cuts.are_of(&id, old)).unwrap_or_else(|| Cuts::of(desk, &id, old));
    let new = cuts.advance();
    app.cuts = Some(cuts);
    let Some(new) = new.filter(|new| *new != old) else {
        app.warn("no quotation marks and no punctuation at its edges");
        return Effect::None;
    };
    if app.mode != Mode::Edge {
        app.edge = Edge::End;
    }
    recut(app, &id, old, new)
}

/// Of the annotation in hand the piece that the cursor is in, else the first.
pub(super) fn piece_in_hand(desk: &Desk) -> Option<Span> {
    desk.in_hand().and_then(|annotation| span_at(annotation, desk.selection))
}

/// Moves the picked edge; every step is saved, all steps together are one undo.
pub(super) fn move_edge(app: &mut App, motion: Motion, unit: Unit, count: usize) -> Effect {
    let edge = app.edge;
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(desk) = app.desk() else { return Effect::None };
    let Some(old) = desk.set.get(&id).and_then(|annotation| span_at(annotation, desk.selection)) else {
        return Effect::None;
    };
    let rows = desk.ruled(app.areas.page_rows());
    let mut moved = with_cursor_at(edge, old, &desk.document);
    let mut stopped = false;
    for _ in 0..count {
        let next = moved.moved(motion, unit, Intent::Extend, &desk.document, &rows);
        stopped = match edge {
            Edge::Start => next.cursor() >= old.end(),
            Edge::End => next.cursor() < old.start(),
        };
        if stopped {
            break;
        }
        moved = next;
    }
    let new = match edge {
        Edge::Start => Span::between(moved.cursor(), old.end()),
        Edge::End => Span::between(old.start(), desk.document.next_grapheme(moved.cursor())),
    };
    let Some(new) = new else { return Effect::None };
    let effect = recut(app, &id, old, new);
    if stopped {
        app.warn("an edge stops at the other one");
    } else if new == old {
        ends::say(app, motion, unit, false);
    }
    effect
}

/// Selects the span with the cursor at the edge that is being moved.
fn show_edge(desk: &mut Desk, span: Span, edge: Edge) {
    desk.selection = with_cursor_at(edge, span, &desk.document).passed();
    desk.extending = false;
    desk.narrower.clear();
    desk.column = None;
}

/// The selection of a span with its cursor at one edge.
fn with_cursor_at(edge: Edge, span: Span, document: &Document) -> Selection {
    let whole = Selection::span(document, span);
    if edge == Edge::Start { whole.turned() } else { whole }
}

/// Of an annotation's spans the one that the cursor is in, else the first.
fn span_at(annotation: &Annotation, selection: Selection) -> Option<Span> {
    let spans = annotation.spans();
    spans.iter().find(|span| span.holds(selection.cursor())).or_else(|| spans.first()).copied()
}
