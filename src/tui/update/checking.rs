//! The card of a claim: opening it, going through its lines, and recording what checking found.

use crate::model::{Finished, Id, Label, Motion, Status};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::card::CardLine;
use super::super::keymap::Mode;
use super::super::summary::Summary;
use super::{marking, writing};

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
    let (now, who) = (app.stamps.now(), app.stamps.creator());
    let Some(claim) = claim_in_hand(app) else { return Effect::None };
    let effect = marking::change(
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
        super::walking::no_more_lines(app, motion);
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
pub(super) fn write(app: &mut App, field: super::super::field::Field) -> Effect {
    let today = app.stamps.now();
    writing::open(app, field, super::super::summary::day(&today))
}

/// Says that the work is done, and what is missing all the same; or that it isn't done after all.
pub(super) fn toggle_finished(app: &mut App) -> Effect {
    let finished = Finished::new(app.stamps.creator(), app.stamps.now());
    let Some(desk) = app.desk() else { return Effect::None };
    let was_finished = desk.set.finished().is_some();
    let edit = if was_finished { desk.set.unfinishing() } else { desk.set.finishing(finished) };
    let effect = app.apply(edit, false);
    if effect == Effect::None {
        return effect;
    }
    let (key, shows) = (app.key(Action::ToggleFinished).to_owned(), app.key(Action::Summary).to_owned());
    let missing = app.desk().and_then(open_ends).unwrap_or_default();
    app.say(match (was_finished, missing.is_empty()) {
        (true, _) => format!("no longer finished; {key} says that it is"),
        (false, true) => "finished".to_owned(),
        (false, false) => format!("finished, though {missing}; {shows} shows them"),
    });
    effect
}

/// What an article that is called finished still misses: `3 open, 2 no-source`.
fn open_ends(desk: &super::super::desk::Desk) -> Option<String> {
    use crate::model::Tally;
    use crate::model::finding::FINDINGS;
    let tally = Tally::of(&desk.document, &desk.set, desk.coverage.as_ref()?);
    let counted = FINDINGS.iter().map(|row| (tally.count(row.0), row.1)).filter(|(count, _)| *count > 0);
    Some(counted.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", "))
}

/// Opens the summary.
pub(super) fn summarise(app: &mut App) {
    match app.desk().map(Summary::of) {
        Some(Some(summary)) => {
            app.summary = summary;
            app.mode = Mode::Summary;
        }
        _ => app.warn("the article is still being looked through; a moment later this can be told"),
    }
}

/// Goes through what the summary says is missing.
pub(super) fn along_the_summary(app: &mut App, motion: Motion, unit: crate::model::Unit, count: usize) {
    let page = isize::try_from(app.areas.page_rows().saturating_sub(2).max(1)).unwrap_or(1);
    let count = isize::try_from(count).unwrap_or(1);
    let step = if unit == crate::model::Unit::Page { page } else { count };
    let moved = match motion {
        Motion::Next => app.summary.step(step),
        Motion::Previous => app.summary.step(step.saturating_neg()),
        Motion::Start => app.summary.step(isize::MIN),
        Motion::End => app.summary.step(isize::MAX),
    };
    if !moved {
        super::walking::no_more_lines(app, motion);
    }
}

/// Goes to what the line of the summary says is missing.
pub(super) fn go_to_missing(app: &mut App) {
    use super::super::summary::SummaryLine;
    use crate::model::Subject;
    let Some(SummaryLine::Missing(_, subject)) = app.summary.lines.get(app.summary.line).cloned() else {
        return app.say("nothing is missing");
    };
    app.mode = app.home;
    let Some(desk) = app.desk_mut() else { return };
    match subject {
        Subject::Annotation(id) => desk.go_to(&id),
        Subject::Text(span) => super::jumping::read_span(desk, span),
    }
}
