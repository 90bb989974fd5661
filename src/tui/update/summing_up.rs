//! How far the work is: the summary, what is missing, and the word that it is done.

use crate::model::finding::FINDINGS;
use crate::model::{Finished, Motion, Subject, Tally, Unit};

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::super::summary::{Summary, SummaryLine};
use super::{jumping, walking};

/// Says that the work is done, and what is missing all the same; or that it isn't done after all.
pub(super) fn toggle_finished(app: &mut App) -> Effect {
    let finished = Finished::new(app.creator.clone(), app.stamps.now());
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
fn open_ends(desk: &Desk) -> Option<String> {
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
pub(super) fn along_the_summary(app: &mut App, motion: Motion, unit: Unit, count: usize) {
    let page = isize::try_from(app.areas.page_rows().saturating_sub(2).max(1)).unwrap_or(1);
    let count = isize::try_from(count).unwrap_or(1);
    let step = if unit == Unit::Page { page } else { count };
    let moved = match motion {
        Motion::Next => app.summary.step(step),
        Motion::Previous => app.summary.step(step.saturating_neg()),
        Motion::Start => app.summary.step(isize::MIN),
        Motion::End => app.summary.step(isize::MAX),
    };
    if !moved {
        walking::no_more_lines(app, motion);
    }
}

/// Goes to what the line of the summary says is missing.
pub(super) fn go_to_missing(app: &mut App) {
    let Some(SummaryLine::Missing(_, subject)) = app.summary.lines.get(app.summary.line).cloned() else {
        return app.say("nothing is missing");
    };
    app.mode = app.home;
    let Some(desk) = app.desk_mut() else { return };
    match subject {
        Subject::Annotation(id) => desk.go_to(&id),
        Subject::Text(span) => jumping::choose_span(desk, span),
    }
}
