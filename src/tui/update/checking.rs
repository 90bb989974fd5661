//! The card of a claim: opening it, going through its lines, and recording what checking found.

use crate::model::{Id, Label, Motion, Status};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::card::CardLine;
use super::super::field::Field;
use super::super::keymap::Mode;
use super::super::summary::day;
use super::{marking, walking, writing};

/// Opens the card of the claim in hand, at its present status.
pub(super) fn open(app: &mut App) {
    if claim_in_hand(app).is_none() {
        return;
    }
    app.mode = Mode::Check;
    to_the_status(app);
}

/// Another claim came in hand while the card is open.
pub(super) fn to_the_status(app: &mut App) {
    let Some(status) = app.desk().and_then(|desk| desk.in_hand()).map(|claim| claim.check.status) else { return };
    app.card_line = app.card_lines().iter().position(|line| *line == CardLine::Status(status)).unwrap_or(0);
}

/// After a change that may have brought something else in hand: the card stays only where that is a claim.
pub(in super::super) fn look_again(app: &mut App) {
    if app.mode != Mode::Check {
        return;
    }
    if app.desk().and_then(|desk| desk.in_hand()).is_some_and(|held| held.label == Label::Claim) {
        to_the_status(app);
    } else {
        app.mode = app.home;
    }
}

/// The claim that is checked: the one in hand or, in the pane, the one whose card the cursor is on. `None` and a message
/// where that is none.
fn claim_in_hand(app: &mut App) -> Option<Id> {
    let held = marking::in_hand(app)?;
    let in_pane = app.mode == Mode::Pane;
    let desk = app.desk_mut()?;
    let label = |id: &Id| desk.set.get(id).map(|annotation| annotation.label);
    let of_card = desk.card.clone().filter(|card| in_pane && label(card) == Some(Label::Claim));
    let found = if label(&held) == Some(Label::Claim) { Some(held.clone()) } else { of_card };
    let Some(claim) = found else {
        let what = label(&held).map_or_else(String::new, Label::with_article);
        app.warn(format!("only claims are checked; this is {what}"));
        return None;
    };
    if claim != held {
        desk.hold(&claim);
    }
    Some(claim)
}

/// Records a status, who found it and when, and says what is still missing then.
pub(super) fn set_status(app: &mut App, status: Status) -> Effect {
    let (now, who) = (app.stamps.now(), app.creator.clone());
    let Some(claim) = claim_in_hand(app) else { return Effect::None };
    let effect = marking::change(
        app,
        |annotation| annotation.check.reach(status, &who, &now),
        &format!("it is {} already", status.name()),
    );
    if effect != Effect::None {
        let missing = app.desk().map(|desk| desk.missing_of(&claim)).unwrap_or_default();
        app.say(if missing.is_empty() {
            status.name().to_owned()
        } else {
            format!("{}; missing: {missing}", status.name())
        });
        if app.mode == Mode::Check {
            to_the_status(app);
        }
    }
    effect
}

/// Goes through the lines of the card.
pub(super) fn along_the_card(app: &mut App, motion: Motion) {
    let last = app.card_lines().len().saturating_sub(1);
    let line = match motion {
        Motion::Next | Motion::End => app.card_line.saturating_add(1).min(last),
        Motion::Previous | Motion::Start => app.card_line.saturating_sub(1),
    };
    if line == app.card_line {
        walking::no_more_lines(app, motion);
    }
    app.card_line = line;
}

/// Does what the line of the card under the cursor is for.
pub(super) fn enter(app: &mut App) -> Effect {
    match app.card_lines().into_iter().nth(app.card_line) {
        Some(CardLine::Tied(id)) => {
            app.mode = app.home;
            if let Some(desk) = app.desk_mut() {
                desk.go_to(&id);
            }
            Effect::None
        }
        Some(CardLine::Status(status)) => super::update(app, Action::SetStatus(status), 1),
        Some(CardLine::Field(field)) => super::update(app, Action::Write(field), 1),
        None => Effect::None,
    }
}

/// Opens a field; one for a date begins with today's.
pub(super) fn write(app: &mut App, field: Field) -> Effect {
    let today = app.stamps.now();
    writing::open(app, field, day(&today))
}
