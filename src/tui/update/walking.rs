//! Going through annotations, cards, articles and help.

use crate::model::{Id, Motion, Offset, Unit};

use super::super::action::Effect;
use super::super::app::App;
use super::super::desk::Desk;
use super::super::help;
use super::super::keymap::Mode;

/// Goes to an annotation that starts further on.
pub(super) fn to_next_annotation(app: &mut App, count: usize) {
    if app.mode == Mode::Pane {
        return along_the_pane(app, Motion::Next, Unit::Row, count);
    }
    walk(app, count, "no annotation further on", |desk| {
        let here = desk.in_hand().filter(|annotation| annotation.holds(desk.selection.cursor()));
        let next = match here {
            Some(annotation) => desk.set.after(annotation).next(),
            None => desk.set.starting_from(from(desk)).next(),
        };
        next.map(|annotation| annotation.id.clone())
    });
}

/// From where on the next annotation is looked for: inside a sentence that was read, after a place that was chosen.
pub(super) fn from(desk: &Desk) -> Offset {
    match desk.selection.whole() {
        Some(unit) if unit > Unit::Character => desk.selected().start(),
        _ => desk.document.next_grapheme(desk.selection.cursor()),
    }
}

/// Goes to an annotation that starts further back.
pub(super) fn to_previous_annotation(app: &mut App, count: usize) {
    if app.mode == Mode::Pane {
        return along_the_pane(app, Motion::Previous, Unit::Row, count);
    }
    walk(app, count, "no annotation further back", |desk| {
        let here = desk.in_hand().filter(|annotation| annotation.holds(desk.selection.cursor()));
        let previous = match here {
            Some(annotation) => desk.set.before(annotation).next(),
            None => desk.set.starting_before(desk.selection.cursor()).next(),
        };
        previous.map(|annotation| annotation.id.clone())
    });
}

/// Goes so many steps from annotation to annotation, as far as there are any.
pub(super) fn walk(app: &mut App, count: usize, nothing: &str, step: impl Fn(&Desk) -> Option<Id>) {
    for _ in 0..count {
        let Some(desk) = app.desk_mut() else { return };
        match step(desk) {
            Some(id) => {
                desk.go_to(&id);
                desk.selection = desk.selection.turned();
            }
            None => return app.warn(nothing),
        }
    }
}

/// Of the annotations under the cursor takes the next larger in hand, after the largest the smallest.
pub(super) fn outwards(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let cursor = desk.selection.cursor();
    let here: Vec<Id> = desk.set.at(cursor).iter().map(|annotation| annotation.id.clone()).collect();
    let held = here.iter().position(|id| Some(id) == desk.in_hand.as_ref());
    let next = held.map_or(0, |nth| nth.saturating_add(1));
    let Some(id) = here.get(next).or_else(|| here.first()).cloned() else { return app.warn("no annotation here") };
    let only = here.len() == 1;
    desk.card = Some(desk.head_of(&id));
    desk.in_hand = Some(id);
    if only {
        app.say("the only annotation here");
    }
}

/// Takes something in hand when the pane is entered.
pub(super) fn enter_the_pane(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let on_card = |desk: &Desk, card: &Id| {
        desk.in_hand.as_ref().is_some_and(|held| desk.on_card(card).iter().any(|(id, _)| id == held))
    };
    match desk.card.clone() {
        Some(card) if !on_card(desk, &card) => desk.go_to(&card),
        Some(_) => {}
        None => app.say("no annotations yet"),
    }
}

/// Moves through the pane from annotation to annotation, in its own order.
pub(super) fn along_the_pane(app: &mut App, motion: Motion, unit: Unit, count: usize) {
    let Some(desk) = app.desk_mut() else { return };
    let Some(card) = desk.card.clone() else { return app.warn("no annotations yet") };
    let held = desk.in_hand.clone().unwrap_or_else(|| card.clone());
    let steps = if unit == Unit::Page { 10 } else { count };
    let target = match (motion, unit) {
        (Motion::Start, _) => desk.first_card().map(|head| (head.clone(), head)),
        (Motion::End, _) => desk.last_card().map(|head| (head.clone(), down_card(desk, &head).pop().unwrap_or(head))),
        (Motion::Next, _) => (0..steps).try_fold((card, held), |at, _| below(desk, &at)),
        (Motion::Previous, _) => (0..steps).try_fold((card, held), |at, _| above(desk, &at)),
    };
    match target {
        Some((card, id)) => {
            let stays = desk.in_hand.as_ref() == Some(&id) && desk.card.as_ref() == Some(&card);
            desk.go_to(&id);
            desk.card = Some(card);
            if stays {
                app.warn(nothing_further(motion));
            }
        }
        None if steps > 1 => {
            along_the_pane(app, if motion == Motion::Next { Motion::End } else { Motion::Start }, Unit::Document, 1);
        }
        None => app.warn(nothing_further(motion)),
    }
}

fn nothing_further(motion: Motion) -> &'static str {
    match motion {
        Motion::Next | Motion::End => "no annotation further on",
        Motion::Previous | Motion::Start => "no annotation further back",
    }
}

/// The annotations on a card from top to bottom, each once: a claim and its denial may have the same source.
fn down_card(desk: &Desk, card: &Id) -> Vec<Id> {
    let mut ids: Vec<Id> = Vec::new();
    for (id, _) in desk.on_card(card) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The card and annotation below one in the pane.
fn below(desk: &Desk, (card, held): &(Id, Id)) -> Option<(Id, Id)> {
    let on_card = down_card(desk, card);
    let nth = on_card.iter().position(|id| id == held).unwrap_or(0);
    match on_card.get(nth.saturating_add(1)) {
        Some(id) => Some((card.clone(), id.clone())),
        None => desk.next_head(card).map(|head| (head.clone(), head)),
    }
}

/// The card and annotation above one in the pane.
fn above(desk: &Desk, (card, now): &(Id, Id)) -> Option<(Id, Id)> {
    let on_card = down_card(desk, card);
    let nth = on_card.iter().position(|id| id == now).unwrap_or(0);
    if let Some(id) = nth.checked_sub(1).and_then(|nth| on_card.get(nth)) {
        Some((card.clone(), id.clone()))
    } else {
        let head = desk.previous_head(card)?;
        let last = down_card(desk, &head).pop().unwrap_or_else(|| head.clone());
        Some((head, last))
    }
}

/// Moves through the list of articles.
pub(super) fn along_the_list(app: &mut App, motion: Motion, unit: Unit) {
    let last = app.articles.len().saturating_sub(1);
    let line = step_line(app.list_line, motion, unit, app.areas.page_rows()).min(last);
    if line == app.list_line {
        no_more_lines(app, motion);
    }
    app.list_line = line;
}

/// Scrolls the help.
pub(super) fn along_the_help(app: &mut App, motion: Motion, unit: Unit) {
    let line = step_line(app.help_line, motion, unit, app.areas.page_rows()).min(help::last_line(app));
    if line == app.help_line {
        no_more_lines(app, motion);
    }
    app.help_line = line;
}

/// Says that there is no line further on or back.
pub(super) fn no_more_lines(app: &mut App, motion: Motion) {
    match motion {
        Motion::Next | Motion::End => app.warn("this is the last line"),
        Motion::Previous | Motion::Start => app.warn("this is the first line"),
    }
}

fn step_line(line: usize, motion: Motion, unit: Unit, page: usize) -> usize {
    let step = if unit == Unit::Page { page.saturating_sub(2).max(1) } else { 1 };
    match motion {
        Motion::Next => line.saturating_add(step),
        Motion::Previous => line.saturating_sub(step),
        Motion::Start => 0,
        Motion::End => usize::MAX,
    }
}

/// Goes to another of the articles the program was started with.
pub(super) fn to_article(app: &mut App, step: isize) -> Effect {
    if let Some(nth) = app.open.checked_add_signed(step).filter(|&nth| nth < app.articles.len()) {
        Effect::OpenArticle(nth)
    } else {
        match (app.articles.len(), step > 0) {
            (1, _) => app.warn("this is the only article"),
            (count, true) => app.warn(format!("this is the last of {count} articles")),
            (count, false) => app.warn(format!("this is the first of {count} articles")),
        }
        Effect::None
    }
}
