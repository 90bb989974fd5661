//! Far motions to what is still to be done, and the way back from all of them.

use std::sync::Arc;

use crate::model::{Annotation, Intent, Label, Motion, Selection, Span, Unit};

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::Desk;
use super::super::hidden::hidden_from;
use super::super::keymap::Mode;
use super::walking;

/// So many sentences are looked at for one key.
const LOOKED_AT: usize = 2000;

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Further,
    Back,
}

/// Carries out one of the far motions to what is still to be done, or goes back.
pub(super) fn go(app: &mut App, action: Action, count: usize) {
    match action {
        Action::NextUnmarked => to_unmarked(app, Way::Further, count),
        Action::PreviousUnmarked => to_unmarked(app, Way::Back, count),
        Action::NextOpenCheck => to_open_check(app, Way::Further, count),
        Action::PreviousOpenCheck => to_open_check(app, Way::Back, count),
        Action::NextOf(label) => to_label(app, label, Way::Further, count),
        Action::PreviousOf(label) => to_label(app, label, Way::Back, count),
        Action::NextFact => to_fact(app, Way::Further, count),
        Action::PreviousFact => to_fact(app, Way::Back, count),
        Action::NextHidden => to_hidden(app, count),
        Action::JumpBack => travel(app, Way::Back, count),
        Action::JumpForward => travel(app, Way::Further, count),
        _ => {}
    }
}

/// A place that may be left by a far motion: where reading is, and whether it is left by steps of a walk.
pub(in super::super) struct Left {
    place: Selection,
    walks: bool,
}

/// The place to be remembered, if the action is a far motion.
pub(in super::super) fn before(app: &App, action: Action) -> Option<Left> {
    // Going over to the pane goes to its nearest card: the first step of the walk.
    let walks = match action {
        Action::Move(..) | Action::NextAnnotation | Action::PreviousAnnotation => app.mode == Mode::Pane,
        Action::SwitchPane => true,
        _ => false,
    };
    let far = match action {
        Action::Move(Motion::Start | Motion::End, Unit::Document) => app.mode == Mode::Read,
        Action::Finish => app.mode == Mode::Search,
        Action::Open => matches!(app.mode, Mode::Summary | Mode::Check),
        Action::Jump
        | Action::NextMatch
        | Action::PreviousMatch
        | Action::SearchSelection
        | Action::NextUnmarked
        | Action::PreviousUnmarked
        | Action::NextOpenCheck
        | Action::PreviousOpenCheck
        | Action::NextFact
        | Action::PreviousFact
        | Action::NextHidden
        | Action::NextOf(_)
        | Action::PreviousOf(_) => true,
        _ => false,
    };
    let place = app.desk()?.selection;
    (walks || far).then_some(Left { place, walks })
}

/// Remembers the place if it was left.
pub(in super::super) fn remember(app: &mut App, left: Option<Left>) {
    if let (Some(Left { place, walks }), Some(desk)) = (left, app.desk_mut())
        && desk.selection != place
    {
        if walks {
            desk.jumps.step(place, desk.selection);
        } else {
            desk.jumps.leave(place);
        }
    }
}

/// Goes to a sentence in which nothing is marked.
fn to_unmarked(app: &mut App, way: Way, count: usize) {
    let Some(desk) = app.desk_mut() else { return };
    let here = desk.selected();
    let mut found = None;
    let (mut looked_at, mut left) = (0, count);
    let mut last = None;
    let mut sentences: Box<dyn Iterator<Item = Span>> = match way {
        Way::Further => Box::new(desk.document.sentences_from(here.end())),
        Way::Back => Box::new(desk.document.sentences_before(here.start())),
    };
    while left > 0 && looked_at < LOOKED_AT {
        last = sentences.next();
        let Some(sentence) = last else { break };
        looked_at = looked_at.saturating_add(1);
        if desk.set.meeting(sentence.bytes()).is_empty() {
            found = Some(sentence);
            left = left.saturating_sub(1);
        }
    }
    drop(sentences);
    // Where it is not worth looking on, reading goes on there, so that the same key looks on from there.
    let gave_up = left > 0 && last.is_some();
    if let Some(sentence) = if gave_up { last } else { found } {
        read(desk, sentence);
    }
    if left > 0 {
        let text = match (gave_up, looked_at, way) {
            (true, ..) => format!("{LOOKED_AT} sentences looked at; the same key looks on from here"),
            (_, 0, Way::Further) => "this is the last sentence".to_owned(),
            (_, 0, Way::Back) => "this is the first sentence".to_owned(),
            (.., Way::Further) => "every sentence further on has a mark".to_owned(),
            (.., Way::Back) => "every sentence further back has a mark".to_owned(),
        };
        app.warn(text);
    }
}

/// Selects what can be checked and lies outside of every mark, so that a label key marks it.
fn to_fact(app: &mut App, way: Way, count: usize) {
    let Some(desk) = app.desk_mut() else { return };
    let Some(coverage) = &desk.coverage else {
        return app.warn("the article is still being looked through; a moment later this can be told");
    };
    let mut found = None;
    let mut byte = desk.selected().start().byte();
    // A fact at the very start is the next one too, as long as nothing was gone to.
    let starts_here = coverage.unmarked_in(byte..byte.saturating_add(1)).first().copied();
    let is_read = desk.selection.whole().is_some_and(|unit| unit >= Unit::Sentence);
    for nth in 0..count {
        let next = match way {
            Way::Further if nth == 0 && is_read && starts_here.is_some_and(|it| it.span != desk.selected()) => {
                starts_here
            }
            Way::Further => coverage.next_after(byte),
            Way::Back => coverage.before(byte),
        };
        let Some(fact) = next else { break };
        byte = fact.span.start().byte();
        found = Some(fact);
    }
    let Some(fact) = found else {
        return app.warn(match way {
            Way::Further => "no quotation, figure, date or name further on outside of every mark",
            Way::Back => "no quotation, figure, date or name further back outside of every mark",
        });
    };
    choose_span(desk, fact.span);
}

/// Selects a piece of the text that was gone to: a label key marks just that.
pub(super) fn choose_span(desk: &mut Desk, span: Span) {
    let start = desk.selection.cursor();
    desk.select(span);
    arrive(desk, start);
}

/// Selects a character that can't be seen by itself, round the end of the article if need be.
fn to_hidden(app: &mut App, count: usize) {
    let Some(desk) = app.desk_mut() else { return };
    let document = Arc::clone(&desk.document);
    let after = document.next_grapheme(desk.selected().start()).byte();
    let further = hidden_from(document.text(), after);
    let Some((byte, hidden)) = further.chain(hidden_from(document.text(), 0)).nth(count.saturating_sub(1)) else {
        return app.warn("no hidden character in this article");
    };
    let start = desk.selection.cursor();
    if let Some(span) = document.span(byte..byte.saturating_add(hidden.len())) {
        desk.select(span);
    }
    arrive(desk, start);
    if byte < after {
        app.say("went round the end of the article");
    }
}

/// Selects a sentence as reading does.
fn read(desk: &mut Desk, sentence: Span) {
    let start = desk.selection.cursor();
    let document = Arc::clone(&desk.document);
    let first = Selection::character(&document, sentence.start());
    desk.selection = first.moved(Motion::End, Unit::Sentence, Intent::Move, &document, &desk.ruled(1));
    arrive(desk, start);
}

/// After a far motion from `start`, nothing of how the place before it was selected is left.
fn arrive(desk: &mut Desk, start: crate::model::Offset) {
    desk.extending = false;
    desk.narrower.clear();
    desk.column = None;
    desk.take_up_what_was_entered(start);
}

/// Goes to a claim whose check is open.
fn to_open_check(app: &mut App, way: Way, count: usize) {
    let nothing = match way {
        Way::Further => "no claim further on whose check is open",
        Way::Back => "no claim further back whose check is open",
    };
    to_annotation(app, way, count, nothing, |it| it.label == Label::Claim && it.check.is_open());
}

/// Goes to an annotation of that label.
fn to_label(app: &mut App, label: Label, way: Way, count: usize) {
    let nothing = match way {
        Way::Further => format!("no {} further on", label.name()),
        Way::Back => format!("no {} further back", label.name()),
    };
    to_annotation(app, way, count, &nothing, |it| it.label == label);
}

/// Goes to an annotation that is wanted; a deliberate command, which looks through as many as it must.
fn to_annotation(app: &mut App, way: Way, count: usize, nothing: &str, wanted: impl Fn(&Annotation) -> bool) {
    let on_card = app.mode == Mode::Check;
    walking::walk(app, count, nothing, |desk| {
        let here = desk.in_hand().filter(|annotation| annotation.holds(desk.selection.cursor()));
        let wanted = |it: &&Arc<Annotation>| wanted(it);
        let found = match (way, here) {
            (Way::Further, Some(here)) => desk.set.after(here).find(wanted),
            (Way::Further, None) => desk.set.starting_from(walking::from(desk)).find(wanted),
            (Way::Back, Some(here)) => desk.set.before(here).find(wanted),
            (Way::Back, None) => desk.set.starting_before(desk.selection.cursor()).find(wanted),
        };
        found.map(|annotation| annotation.id.clone())
    });
    if on_card {
        super::checking::to_the_status(app);
    }
}

/// Goes back to places that far motions left, or forward again.
fn travel(app: &mut App, way: Way, count: usize) {
    for _ in 0..count {
        let Some(desk) = app.desk_mut() else { return };
        let here = desk.selection;
        let place = if way == Way::Back { desk.jumps.back(here) } else { desk.jumps.forward(here) };
        match place {
            Some(place) => {
                desk.selection = place;
                arrive(desk, here.cursor());
            }
            None if way == Way::Back => return app.warn("no far motion to go back from"),
            None => return app.warn("nothing was gone back from since the last far motion"),
        }
    }
}
