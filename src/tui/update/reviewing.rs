//! Deciding about what a changed article has left undecided.

use crate::model::Motion;

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;

/// Shows what is still open, if anything is.
pub(super) fn open(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    desk.review.settle(&desk.set);
    desk.review.by_hand = false;
    if desk.review.count() == 0 {
        return app.say("nothing to review: every annotation is where its text is, or is an orphan");
    }
    app.mode = Mode::Review;
    show(app);
}

/// Goes to the next or the previous one.
pub(super) fn step(app: &mut App, motion: Motion, count: usize) {
    let by = isize::try_from(count).unwrap_or(isize::MAX);
    let by = match motion {
        Motion::Next => by,
        Motion::Previous => by.saturating_neg(),
        Motion::Start => isize::MIN,
        Motion::End => isize::MAX,
    };
    if app.desk_mut().is_some_and(|desk| desk.review.step(by)) {
        show(app);
    } else {
        app.warn(if by < 0 { "this is the first one" } else { "this is the last one" });
    }
}

/// Puts the annotation where it is proposed.
pub(super) fn accept(app: &mut App) -> Effect {
    let edit = current(app, |desk, proposal| desk.set.accepting(proposal));
    decide(app, edit)
}

/// Puts every annotation where it is proposed whose score is at least that of the one that is looked at.
pub(super) fn accept_alike(app: &mut App) -> Effect {
    let edit = current(app, |desk, proposal| {
        let open: Vec<_> = desk.review.open_in(&desk.set).cloned().collect();
        desk.set.accepting_all(&open, proposal.score)
    });
    let count = edit.as_ref().map_or(0, |edit| edit.annotations.len());
    let effect = decide(app, edit);
    if effect != Effect::None {
        let undo = app.key(Action::Undo).to_owned();
        app.say(format!("{count} put where they were proposed; {undo} takes all of it back"));
    }
    effect
}

/// Leaves the annotation without a place.
pub(super) fn orphan(app: &mut App) -> Effect {
    let edit = current(app, |desk, proposal| desk.set.orphaning(&proposal.id));
    decide(app, edit)
}

/// Goes to the text, so that the place can be selected there.
pub(super) fn by_hand(app: &mut App) {
    let Some(proposal) = app.desk().and_then(|desk| desk.review.current(&desk.set)).map(|(it, _)| it.clone()) else {
        return;
    };
    app.home = Mode::Read;
    app.mode = Mode::Read;
    if let Some(desk) = app.desk_mut() {
        desk.review.by_hand = true;
        if let Some(span) = proposal.spans.as_slice().first() {
            desk.select(*span);
        }
        desk.in_hand = Some(proposal.id);
    }
    let (puts, back) = (app.key(Action::Replace).to_owned(), app.key(Action::Review).to_owned());
    app.say(format!("select where it belongs, then {puts} puts it there; {back} goes back to the review"));
}

/// After a place was given by hand: goes on with the review.
pub(super) fn go_on(app: &mut App) {
    if app.desk_mut().is_some_and(|desk| std::mem::take(&mut desk.review.by_hand)) {
        after(app);
    }
}

/// After an edit was taken back or done again: shows what is open now.
pub(super) fn refresh(app: &mut App) {
    if app.mode == Mode::Review {
        after(app);
    }
}

fn current<T>(app: &App, make: impl FnOnce(&Desk, &crate::model::Proposal) -> T) -> Option<T> {
    let desk = app.desk()?;
    let (proposal, _) = desk.review.current(&desk.set)?;
    Some(make(desk, proposal))
}

fn decide(app: &mut App, edit: Option<crate::model::Edit>) -> Effect {
    let Some(edit) = edit else { return Effect::None };
    let effect = app.apply(edit, false);
    if effect != Effect::None {
        after(app);
    }
    effect
}

/// Shows the next open one, or leaves where there is none.
fn after(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    desk.review.settle(&desk.set);
    if desk.review.count() == 0 {
        app.mode = app.home;
        return app.say("the review is done: every annotation is decided about");
    }
    app.mode = Mode::Review;
    show(app);
}

/// Brings the place that is proposed into view.
fn show(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let span = desk.review.current(&desk.set).and_then(|(proposal, _)| proposal.spans.as_slice().first().copied());
    if let Some(span) = span {
        desk.select(span);
        desk.extending = false;
    }
}
