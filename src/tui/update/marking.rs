//! Making annotations, changing them, and tying them together.

use crate::model::editing::Untied;
use crate::model::{
    Annotation, AnnotationSet, Document, Edit, Id, Intent, Label, Motion, Place, Selection, Span, Status, Unit,
};

use super::super::action::Effect;
use super::super::app::{App, Edge};
use super::super::keymap::Mode;

/// Marks the selection, and leaves the next motion to start from it.
pub(super) fn annotate(app: &mut App, label: Label) -> Effect {
    let (id, created, creator) = (app.stamps.id(), app.stamps.now(), app.stamps.creator());
    let Some(desk) = app.desk_mut() else { return Effect::None };
    let span = desk.selected();
    if let Some(same) = desk.set.at(span.start()).into_iter().find(|it| it.label == label && it.spans() == [span]) {
        let id = same.id.clone();
        desk.hold(&id);
        app.warn(format!("that is marked as {} already", label.name()));
        return Effect::None;
    }
    let annotation = Annotation { creator, created, ..Annotation::new(id.clone(), label, span) };
    let effect = app.apply(AnnotationSet::adding(annotation), false);
    if effect != Effect::None
        && let Some(desk) = app.desk_mut()
    {
        desk.hold(&id);
        // What was selected by hand is used up: extending on would mark the same again.
        desk.extending = false;
        desk.narrower.clear();
    }
    effect
}

/// Gives the annotation in hand another label.
pub(super) fn relabel(app: &mut App, label: Label) -> Effect {
    change(app, |annotation| annotation.label = label, &format!("it is {} already", label.with_article()))
}

/// Adds the selection to the annotation in hand.
pub(super) fn add_span(app: &mut App) -> Effect {
    let Some(span) = app.desk().map(super::super::desk::Desk::selected) else { return Effect::None };
    change(
        app,
        |annotation| {
            annotation.place = match &annotation.place {
                Place::Spans(spans) => Place::Spans(spans.and(span)),
                Place::Orphan(_) => Place::Spans(span.into()),
            };
        },
        "the annotation in hand has that text already",
    )
}

/// Puts the annotation in hand where the selection is.
pub(super) fn replace(app: &mut App) -> Effect {
    let Some(span) = app.desk().map(super::super::desk::Desk::selected) else { return Effect::None };
    change(app, |annotation| annotation.place = Place::Spans(span.into()), "the annotation in hand is there already")
}

/// Removes the annotation in hand.
pub(super) fn delete(app: &mut App) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(desk) = app.desk() else { return Effect::None };
    // In the pane the cursor stays on the card, or goes to the next one.
    let card = desk.card.clone().filter(|card| *card != id);
    let near = card.or_else(|| desk.next_head(&id)).or_else(|| desk.previous_head(&id));
    let edit = desk.set.removing(&id);
    let effect = app.apply(edit, false);
    if effect != Effect::None {
        let in_pane = app.mode == Mode::Pane;
        if let Some(desk) = app.desk_mut() {
            desk.in_hand = None;
            desk.take_up_what_is_here();
            if in_pane && let Some(near) = near {
                desk.go_to(&near);
            }
        }
        app.say("deleted; u brings it back");
    }
    effect
}

/// Opens the choice of what checking the claim in hand found.
pub(super) fn open_check(app: &mut App) {
    let Some(id) = in_hand(app) else { return };
    let label = app.desk().and_then(|desk| desk.set.get(&id)).map(|annotation| annotation.label);
    match label {
        Some(Label::Claim) => app.mode = Mode::Check,
        Some(label) => app.warn(format!("only claims are checked; this is {}", label.with_article())),
        None => {}
    }
}

/// Records a status, who found it and when.
pub(super) fn set_status(app: &mut App, status: Status) -> Effect {
    let (now, who) = (app.stamps.now(), app.stamps.creator());
    app.mode = app.home;
    change(
        app,
        |annotation| {
            let check = &mut annotation.check;
            if check.status != status {
                check.status = status;
                let settled = !check.is_open();
                (check.checked_by, check.checked_on) = if settled { (who, now) } else { Default::default() };
            }
        },
        &format!("it is {} already", status.name()),
    )
}

/// Picks an edge of the annotation in hand; motions then move it.
pub(super) fn pick_edge(app: &mut App, edge: Edge) {
    let Some(id) = in_hand(app) else { return };
    let Some(desk) = app.desk_mut() else { return };
    let Some(span) = desk.set.get(&id).and_then(|annotation| span_at(annotation, desk.selection)) else {
        app.warn("its text is not in the article any more: select where it belongs, then press =");
        return;
    };
    show_edge(desk, span, edge);
    app.edge = edge;
    app.mode = Mode::Edge;
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
    let edit = desk.set.changing(&id, |annotation| {
        if let Place::Spans(spans) = &mut annotation.place {
            *spans = spans.recut(old, new);
        }
    });
    let effect = app.apply(edit, true);
    if let Some(desk) = app.desk_mut() {
        // It may have become one with another piece.
        let moved = with_cursor_at(edge, new, &desk.document);
        let piece = desk.set.get(&id).and_then(|annotation| span_at(annotation, moved));
        show_edge(desk, piece.unwrap_or(new), edge);
    }
    if stopped {
        app.warn("an edge stops at the other one");
    }
    effect
}

/// Selects the span with the cursor at the edge that is being moved.
fn show_edge(desk: &mut super::super::desk::Desk, span: Span, edge: Edge) {
    desk.selection = with_cursor_at(edge, span, &desk.document);
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

/// Starts tying the annotation in hand to another.
pub(super) fn begin_relation(app: &mut App) {
    if let Some(id) = in_hand(app) {
        app.relating = Some(id);
        app.mode = Mode::Relate;
    }
}

/// Ends the tying and goes back to what was to be tied, so that reading goes on there and more can be tied to it.
pub(super) fn leave_relation(app: &mut App) {
    app.mode = app.home;
    if let Some(id) = app.relating.take()
        && let Some(desk) = app.desk_mut()
    {
        desk.go_to(&id);
    }
}

/// Ties it to the annotation that is in hand now.
pub(super) fn finish_relation(app: &mut App) -> Effect {
    let new = app.stamps.id();
    let (Some(from), Some(to)) = (app.relating.clone(), in_hand(app)) else { return Effect::None };
    let Some(desk) = app.desk() else { return Effect::None };
    match desk.set.tying(&from, &to, new) {
        Ok(edit) => {
            let said = describe(&edit);
            let effect = app.apply(edit, false);
            if effect != Effect::None {
                app.say(said);
                leave_relation(app);
            }
            effect
        }
        Err(Untied::Itself) => {
            app.warn("go to the annotation to tie it to (tab, motions or a click), then press enter");
            Effect::None
        }
        Err(why) => {
            app.warn(why.to_string());
            Effect::None
        }
    }
}

fn describe(edit: &Edit) -> String {
    let made = edit.relations.iter().find_map(|change| change.after.as_ref());
    made.map_or_else(|| "untied; u ties them again".to_owned(), |relation| format!("tied: {}", relation.kind.name()))
}

/// Takes edits back.
pub(super) fn undo(app: &mut App, count: usize) -> Effect {
    travel(app, count, "nothing to undo", crate::model::History::undo)
}

/// Does edits again.
pub(super) fn redo(app: &mut App, count: usize) -> Effect {
    travel(app, count, "nothing to redo", crate::model::History::redo)
}

fn travel(app: &mut App, count: usize, nothing: &str, step: fn(&mut crate::model::History) -> Option<Edit>) -> Effect {
    let (mut all, mut steps) = (Edit::default(), 0);
    for _ in 0..count {
        let Some(desk) = app.desk_mut() else { break };
        let Some(edit) = step(&mut desk.history) else { break };
        // The set is in the state the history left it in, so this can't be refused.
        if desk.set.apply(&edit).is_err() {
            break;
        }
        all = all.then(edit);
        steps += 1;
    }
    if steps == 0 {
        app.warn(nothing);
    }
    if all.is_empty() {
        return Effect::None;
    }
    if let Some(desk) = app.desk_mut() {
        if !matches!(desk.saving, super::super::desk::Saving::Failed(_)) {
            desk.saving = super::super::desk::Saving::Saving;
        }
        desk.look_back();
        show_what_changed(desk, &all);
    }
    Effect::Save(all)
}

/// Goes to where an undone or redone edit was, so that it is seen.
fn show_what_changed(desk: &mut super::super::desk::Desk, edit: &Edit) {
    let changed = edit.annotations.iter().rev().find_map(|change| change.after.as_deref().or(change.before.as_deref()));
    let tied = edit.relations.iter().rev().find_map(|change| change.after.as_ref().or(change.before.as_ref()));
    let id = changed.map(|annotation| annotation.id.clone()).or_else(|| tied.map(|relation| relation.from.clone()));
    let Some(id) = id else { return };
    if desk.set.get(&id).is_some() {
        return desk.go_to(&id);
    }
    if let Some(span) = changed.and_then(|annotation| annotation.spans().first().copied()) {
        desk.select(span);
    }
    desk.take_up_what_is_here();
}

/// Changes the annotation in hand in one respect, or says why that changes nothing.
fn change(app: &mut App, change: impl FnOnce(&mut Annotation), nothing: &str) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(desk) = app.desk() else { return Effect::None };
    let edit = desk.set.changing(&id, change);
    if edit.is_empty() {
        app.warn(nothing);
        return Effect::None;
    }
    let dropped = edit.relations.iter().filter(|change| change.after.is_none()).count();
    let effect = app.apply(edit, false);
    if effect != Effect::None {
        match dropped {
            0 => {}
            1 => app.say("1 tie no longer fits and is gone; u brings it back"),
            _ => app.say(format!("{dropped} ties no longer fit and are gone; u brings them back")),
        }
        if let Some(desk) = app.desk_mut() {
            desk.extending = false;
            desk.hold(&id);
        }
    }
    effect
}

/// The annotation in hand, or `None` and a message.
pub(super) fn in_hand(app: &mut App) -> Option<Id> {
    let id = app.desk().and_then(|desk| desk.in_hand()).map(|annotation| annotation.id.clone());
    if id.is_none() {
        let keys: Vec<String> = crate::model::LABELS.iter().map(|row| row.key.to_string()).collect();
        app.warn(format!("no annotation in hand: mark the selection with {} first", keys.join(" ")));
    }
    id
}
