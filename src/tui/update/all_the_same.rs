//! Marking every other place of the actor in hand.

use crate::model::reading::occurrence::SEARCHED_BYTES;
use crate::model::{Annotation, AnnotationSet, Edit, Label};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::pane;
use super::marking::in_hand;

/// Marks every other place of the name in hand as actor, as one change.
pub(super) fn mark(app: &mut App) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    // Other keys may have come in since the screen was drawn.
    let Some(desk) = app.desk_mut() else { return Effect::None };
    desk.settle_same(false);
    let Some(held) = desk.set.get(&id).cloned() else { return Effect::None };
    if held.label != Label::Actor {
        let label = held.label.with_article();
        app.warn(format!(
            "the same words elsewhere may mean something else; this is {label}, and only actors have a name"
        ));
        return Effect::None;
    }
    let Some(name) = held.spans().first().copied() else {
        app.warn("its text is not in the article any more");
        return Effect::None;
    };
    let mut places = desk.same.places.clone();
    let bounded = if desk.document.text().len() > SEARCHED_BYTES {
        format!(" in the first {} MB", SEARCHED_BYTES / 1024 / 1024)
    } else {
        String::new()
    };
    if places.is_empty() {
        let name = pane::fold(desk.document.quote(name), 40, 1).concat();
        app.warn(format!("no other “{name}”{bounded} that is not marked as actor"));
        return Effect::None;
    }
    // Undoing goes to the first change: the nearest one.
    let from = name.start().byte();
    places.sort_by_key(|place| place.start().byte().abs_diff(from));
    let count = places.len();
    let (creator, created) = (app.creator.clone(), app.stamps.now());
    let mut edit = Edit::default();
    for place in places {
        let (creator, created) = (creator.clone(), created.clone());
        let actor = Annotation { creator, created, ..Annotation::new(app.stamps.id(), Label::Actor, place) };
        edit.annotations.extend(AnnotationSet::adding(actor).annotations);
    }
    let effect = app.apply(edit, false);
    if effect != Effect::None {
        let undo = app.keymap.key_of(app.home, Action::Undo).unwrap_or_default();
        let them = if count == 1 { "it" } else { "them" };
        let takes = format!("{undo} takes {them} back");
        app.say(format!("{count} more marked as {}{bounded}; {takes}", Label::Actor.name()));
    }
    effect
}
