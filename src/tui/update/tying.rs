//! Tying annotations together: to one that is gone to or hinted at, or to what is likeliest.

use crate::model::editing::Untied;
use crate::model::{Annotation, Edit, Id, Label};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::offer::{NO_SOURCE, Offered};
use super::marking::in_hand;

/// Starts tying the annotation in hand to another; `false` where there is none.
pub(super) fn begin_relation(app: &mut App) -> bool {
    let Some(id) = in_hand(app) else { return false };
    app.relating = Some(id);
    true
}

/// Goes back to what was to be tied, so that reading goes on there and more can be tied to it.
pub(super) fn leave_relation(app: &mut App) {
    if let Some(id) = app.relating.take()
        && let Some(desk) = app.desk_mut()
    {
        desk.go_to(&id);
    }
}

/// Ties what is being tied to another annotation, and goes back to it.
pub(super) fn tie_to(app: &mut App, to: &Id) -> Effect {
    let new = app.stamps.id();
    let (Some(from), Some(desk)) = (app.relating.clone(), app.desk()) else { return Effect::None };
    match desk.set.tying(&from, to, new) {
        Ok(edit) => {
            let said = describe(app, &edit);
            let effect = app.apply(edit, false);
            if effect != Effect::None {
                app.say(said);
                leave_relation(app);
            }
            effect
        }
        Err(Untied::Itself) => {
            let ties = app.key(Action::Finish);
            app.warn(format!("type the letter before the annotation to tie it to, or go there and press {ties}"));
            Effect::None
        }
        Err(why) => {
            app.warn(why.to_string());
            Effect::None
        }
    }
}

fn describe(app: &App, edit: &Edit) -> String {
    let made = edit.relations.iter().find_map(|change| change.after.as_ref());
    let undo = app.key(Action::Undo);
    made.map_or_else(|| format!("untied; {undo} ties them again"), |relation| format!("tied: {}", relation.kind.name()))
}

/// Ties the annotation in hand to what is likeliest, which is marked for that where it isn't yet.
pub(super) fn take_offer(app: &mut App) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(offer) = app.desk().and_then(|desk| desk.offers().into_iter().next()) else {
        let relate = app.key(Action::Relate);
        app.warn(format!("nothing near here that it could be tied to; {relate} ties it to any annotation"));
        return Effect::None;
    };
    let (new, tie) = (app.stamps.id(), app.stamps.id());
    let (created, creator) = (app.stamps.now(), app.creator.clone());
    let Some(desk) = app.desk() else { return Effect::None };
    let said = format!("tied to {}", desk.describe(&offer, 60));
    let edit = match offer.to {
        Offered::Annotation(other) => desk.set.tying(&id, &other, tie).ok(),
        Offered::Text(label, place) => {
            let marked = Annotation { creator, created, ..Annotation::new(new, label, place) };
            desk.set.tying_to_new(&id, marked, tie).ok()
        }
    };
    let effect = app.apply(edit.unwrap_or_default(), false);
    if effect != Effect::None {
        app.say(said);
        if let Some(desk) = app.desk_mut() {
            desk.hold(&id);
        }
    }
    effect
}

/// Records that the article names no source for the claim or denial in hand, or takes that back.
pub(super) fn no_source(app: &mut App) -> Effect {
    let Some(id) = in_hand(app) else { return Effect::None };
    let Some(annotation) = app.desk().and_then(|desk| desk.set.get(&id)) else { return Effect::None };
    if !matches!(annotation.label, Label::Claim | Label::Denial) {
        let whose = annotation.label.with_article();
        app.warn(format!("only claims and denials have a source; this is {whose}"));
        return Effect::None;
    }
    let said = annotation.tags.iter().any(|tag| tag == NO_SOURCE);
    let Some(desk) = app.desk() else { return Effect::None };
    let edit = desk.set.changing(&id, |annotation| {
        if said {
            annotation.tags.retain(|tag| tag != NO_SOURCE);
        } else {
            annotation.tags.push(NO_SOURCE.to_owned());
        }
    });
    let effect = app.apply(edit, false);
    app.say(if said { "its source is to be found again" } else { "the article names no source for it" });
    effect
}
