//! Making annotations and changing them.

use std::sync::Arc;

use crate::model::{Annotation, AnnotationSet, Edit, Id, LABELS, Label, Place, Span, Spans};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::desk::Desk;
use super::super::guess::Fresh;
use super::super::keymap::Mode;

/// Marks what was chosen. Where nothing was, the likeliest place near the cursor; the same key again moves the mark on to
/// the next likely one.
pub(super) fn annotate(app: &mut App, label: Label, count: usize) -> Effect {
    let Some(desk) = app.desk_mut() else { return Effect::None };
    if let Some(span) = desk.chosen() {
        return mark(app, label, span.into(), false);
    }
    if let Some(fresh) = desk.fresh.take_if(|fresh| fresh.label == label) {
        return take_next(app, fresh, count);
    }
    desk.history.close();
    let places: Vec<Spans> = desk.guess(label).into_iter().map(|it| it.place).collect();
    let nth = count.saturating_sub(1).min(places.len().saturating_sub(1));
    let Some(place) = places.get(nth).cloned() else {
        let aims = app.key(Action::Aim(label));
        app.warn(format!("no likely {} left near here; {aims} aims at any place", label.name()));
        return Effect::None;
    };
    let effect = mark(app, label, place, true);
    if effect != Effect::None
        && let Some(desk) = app.desk_mut()
        && let Some(id) = desk.in_hand.clone()
    {
        desk.fresh = Some(Fresh { id, label, places, nth });
        desk.another = None;
    }
    effect
}

/// Moves a mark that was just made on to the next likely place.
fn take_next(app: &mut App, mut fresh: Fresh, count: usize) -> Effect {
    let all = fresh.places.len();
    if all < 2 {
        let (start, end) = (app.key(Action::PickStart), app.key(Action::PickEnd));
        app.warn(format!("no other likely place; {start} and {end} move its edges"));
        return Effect::None;
    }
    fresh.nth = fresh.nth.saturating_add(count).checked_rem(all).unwrap_or(0);
    let Some(place) = fresh.places.get(fresh.nth).cloned() else { return Effect::None };
    let Some(last) = place.as_slice().last().copied() else { return Effect::None };
    let effect = put(app, &fresh.id.clone(), Place::Spans(place), last);
    if let Some(desk) = app.desk_mut() {
        desk.fresh = Some(fresh);
    }
    effect
}

/// Marks a place, and leaves the next motion to start from its end. As a `step`, what is done to it next is one undo with it.
pub(super) fn mark(app: &mut App, label: Label, place: Spans, step: bool) -> Effect {
    let (id, created, creator) = (app.stamps.id(), app.stamps.now(), app.creator.clone());
    let Some(desk) = app.desk_mut() else { return Effect::None };
    let Some((first, last)) = place.as_slice().first().copied().zip(place.as_slice().last().copied()) else {
        return Effect::None;
    };
    let same = |it: &&Arc<Annotation>| it.label == label && it.spans() == place.as_slice();
    if let Some(same) = desk.set.at(first.start()).into_iter().find(same) {
        let id = same.id.clone();
        desk.hold(&id);
        app.warn(format!("that is marked as {} already", label.name()));
        return Effect::None;
    }
    let annotation = Annotation { creator, created, ..Annotation::new(id.clone(), label, place) };
    let effect = app.apply(AnnotationSet::adding(annotation), step);
    if effect != Effect::None
        && let Some(desk) = app.desk_mut()
    {
        pass(desk, last);
        desk.hold(&id);
    }
    effect
}

/// Puts an annotation elsewhere, as a further step of what was done to it; reading goes on from the end of `last`.
pub(super) fn put(app: &mut App, id: &Id, place: Place, last: Span) -> Effect {
    let Some(desk) = app.desk() else { return Effect::None };
    let edit = desk.set.changing(id, |annotation| annotation.place = place);
    let effect = app.apply(edit, true);
    if let Some(desk) = app.desk_mut() {
        pass(desk, last);
        desk.hold(id);
    }
    effect
}

/// What was chosen is used up: reading goes on from its end.
fn pass(desk: &mut Desk, span: Span) {
    if desk.selected() != span {
        desk.select(span);
    }
    desk.narrower.clear();
    desk.selection = desk.selection.passed();
    desk.extending = false;
}

/// Gives the annotation in hand another label.
pub(super) fn relabel(app: &mut App, label: Label) -> Effect {
    change(app, |annotation| annotation.label = label, &format!("it is {} already", label.with_article()))
}

/// Adds what was chosen to the annotation in hand; `None` where nothing was.
pub(super) fn add_span(app: &mut App) -> Option<Effect> {
    let span = app.desk().and_then(Desk::chosen)?;
    Some(change(
        app,
        |annotation| {
            annotation.place = match &annotation.place {
                Place::Spans(spans) => Place::Spans(spans.and(span)),
                Place::Orphan(_) | Place::Undecided(_) => Place::Spans(span.into()),
            };
        },
        "the annotation in hand has that text already",
    ))
}

/// Puts the annotation in hand where the selection is; `None` where nothing was chosen.
pub(super) fn replace(app: &mut App) -> Option<Effect> {
    let place = Place::Spans(app.desk().and_then(Desk::chosen)?.into());
    Some(change(app, |annotation| annotation.place = place, "the annotation in hand is there already"))
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
        let undo = app.key(Action::Undo);
        app.say(format!("deleted; {undo} brings it back"));
    }
    effect
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
    let (mut all, mut steps) = (Edit::default(), 0_usize);
    for _ in 0..count {
        let Some(desk) = app.desk_mut() else { break };
        let Some(edit) = step(&mut desk.history) else { break };
        // The set is in the state the history left it in, so this can't be refused.
        if desk.apply(&edit).is_err() {
            break;
        }
        all = all.then(edit);
        steps = steps.saturating_add(1);
    }
    if steps == 0 {
        app.warn(nothing);
    }
    if all.is_empty() {
        return Effect::None;
    }
    if let Some(desk) = app.desk_mut() {
        desk.saves();
        desk.look_back();
        show_what_changed(desk, &all);
    }
    Effect::Save(all)
}

/// Goes to where an undone or redone edit was, so that it is seen.
fn show_what_changed(desk: &mut Desk, edit: &Edit) {
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
pub(super) fn change(app: &mut App, change: impl FnOnce(&mut Annotation), nothing: &str) -> Effect {
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
            1 => app.say(format!("1 tie no longer fits and is gone; {} brings it back", app.key(Action::Undo))),
            _ => {
                let undo = app.key(Action::Undo);
                app.say(format!("{dropped} ties no longer fit and are gone; {undo} brings them back"));
            }
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
        let keys: Vec<&str> = LABELS.iter().map(|row| app.key(Action::Annotate(row.label))).collect();
        app.warn(format!("no annotation in hand: mark the selection with {} first", keys.join(" ")));
    }
    id
}
