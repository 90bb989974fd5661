//! What each action does to the state: one match over all of them.

pub(super) mod aiming;
mod all_the_same;
pub(super) mod checking;
mod choices;
mod choosing;
mod edges;
mod ends;
mod filtering;
mod finding;
pub(super) mod jumping;
mod marking;
mod naming;
mod pointing;
pub(super) mod repeating;
mod reviewing;
mod summing_up;
mod tying;
mod walking;
pub(super) mod writing;

use crate::model::{Edge, Motion, Selection, Unit};

use super::action::{Action, Effect};
use super::app::App;
use super::display;
use super::keymap::Mode;

/// Carries out an action `count` times where that makes sense, and says what the shell must do then.
pub(super) fn update(app: &mut App, action: Action, count: usize) -> Effect {
    if let Some(why) = app.desk().and_then(|desk| desk.read_only.clone()).filter(|_| action.edits()) {
        app.warn(why);
        return Effect::None;
    }
    if !may_begin(app, action, count) {
        return Effect::None;
    }
    match action {
        Action::Move(motion, unit) => match app.mode {
            Mode::Aim => aiming::scroll(app, motion),
            Mode::Pane => walking::along_the_pane(app, motion, unit, count),
            Mode::List => walking::along_the_list(app, motion, unit),
            Mode::Summary => summing_up::along_the_summary(app, motion, unit, count),
            Mode::Check => checking::along_the_card(app, motion),
            Mode::Filter if app.filtering != Mode::Help => walking::along_the_pane(app, motion, unit, count),
            Mode::Help | Mode::Filter => walking::along_the_help(app, motion, unit),
            Mode::Palette => choosing::choose(app, motion),
            Mode::Review => reviewing::step(app, motion, count),
            Mode::Edge => return edges::move_edge(app, motion, unit, count),
            _ => move_selection(app, motion, unit, count, false),
        },
        Action::Extend(motion, unit) => move_selection(app, motion, unit, count, true),
        Action::ToggleExtending => with_desk(app, |desk| {
            desk.extending = !desk.extending;
            desk.selection = if desk.extending { desk.selection.taken() } else { desk.selection };
        }),
        Action::SwapEnds => swap_ends(app),
        Action::Expand => expand(app),
        Action::Shrink => shrink(app),
        Action::Annotate(label) => return marking::annotate(app, label, count),
        Action::Aim(label) => aiming::mark(app, label),
        Action::Relabel(label) => return marking::relabel(app, label),
        Action::AddSpan => return aiming::add_span(app),
        Action::Replace => return replace(app),
        Action::TogglePunctuation => return aiming::toggle_punctuation(app),
        Action::StepEdge(motion) => return aiming::step_edge(app, motion, count),
        Action::OtherEdge => aiming::other_edge(app),
        Action::PickStart => aiming::pick_edge(app, Edge::Start),
        Action::PickEnd => aiming::pick_edge(app, Edge::End),
        Action::Delete => return marking::delete(app),
        Action::Write(field) => return checking::write(app, field),
        Action::OpenCheck => checking::open(app),
        Action::SetStatus(status) => return checking::set_status(app, status),
        Action::Summary => summing_up::summarise(app),
        Action::ToggleFinished => return summing_up::toggle_finished(app),
        Action::Filter => filtering::open(app),
        Action::Sort => filtering::sort(app),
        Action::Relate => aiming::relate(app),
        Action::TakeOffer => return tying::take_offer(app),
        Action::NoSource => return tying::no_source(app),
        Action::Undo => return then_review(app, |app| marking::undo(app, count)),
        Action::Redo => return then_review(app, |app| marking::redo(app, count)),
        Action::Search if app.mode == Mode::Help => filtering::open(app),
        Action::Search => finding::open(app),
        Action::SearchSelection => finding::selection(app),
        Action::NextMatch => finding::next(app, count),
        Action::PreviousMatch => finding::previous(app, count),
        Action::NextAnnotation => walking::to_next_annotation(app, count),
        Action::PreviousAnnotation => walking::to_previous_annotation(app, count),
        Action::Outer => walking::outwards(app),
        Action::Jump => aiming::jump(app),
        Action::NextUnmarked
        | Action::PreviousUnmarked
        | Action::NextOpenCheck
        | Action::PreviousOpenCheck
        | Action::NextOf(_)
        | Action::PreviousOf(_)
        | Action::NextFact
        | Action::PreviousFact
        | Action::NextHidden
        | Action::JumpBack
        | Action::JumpForward => jumping::go(app, action, count),
        Action::SwitchPane => switch_pane(app),
        Action::NextArticle => return walking::to_article(app, 1),
        Action::PreviousArticle => return walking::to_article(app, -1),
        Action::ListArticles => list_articles(app),
        Action::Open => return open(app),
        Action::Finish => return finish(app),
        Action::Back if app.mode == Mode::Name => return naming::go_on(app),
        Action::Back => back(app),
        Action::NewLine => return writing::new_line(app),
        Action::Copy => return copy(app),
        Action::Help => filtering::help(app),
        Action::Redraw => return Effect::Redraw,
        Action::Reload => return Effect::Reload,
        Action::Suspend => return Effect::Suspend,
        Action::Quit => return Effect::Quit,
        Action::Repeat => return repeating::repeat(app, count),
        Action::MarkAll => return all_the_same::mark(app),
        Action::Review => reviewing::open(app),
        Action::Accept => return reviewing::accept(app),
        Action::AcceptAlike => return reviewing::accept_alike(app),
        Action::Orphan => return reviewing::orphan(app),
        Action::PlaceByHand => reviewing::by_hand(app),
        Action::Export(format) => return Effect::Export(format),
        Action::Palette => choosing::open(app, count),
    }
    Effect::None
}

pub(super) use pointing::point;

/// Where a place was wanted for what is under review, the review goes on.
fn replace(app: &mut App) -> Effect {
    let effect = aiming::replace(app);
    if effect != Effect::None {
        reviewing::go_on(app);
    }
    effect
}

/// The review shows what is open after a change, and keeps what is said of it.
fn then_review(app: &mut App, change: impl FnOnce(&mut App) -> Effect) -> Effect {
    let effect = change(app);
    let said = app.message.take();
    checking::look_again(app);
    reviewing::refresh(app);
    app.message = said.or(app.message.take());
    effect
}

/// Whether an action may be carried out now; else it was said what comes first.
fn may_begin(app: &mut App, action: Action, count: usize) -> bool {
    if naming::asks(app, action, count) {
        return false;
    }
    leave_fresh(app, Some(action));
    acts_in_view(app, action)
}

/// Has what is marked in view: a label key means what is on the screen. Where the text was scrolled away from where reading
/// is, it goes on in view; where something was selected, that is shown before it is marked.
fn acts_in_view(app: &mut App, action: Action) -> bool {
    let rows = app.areas.page_rows();
    let marks = matches!(action, Action::Annotate(_) | Action::Aim(_) | Action::AddSpan | Action::Replace);
    let Some(desk) = app.desk_mut().filter(|desk| marks && desk.fresh.is_none() && desk.looks_away(rows)) else {
        return true;
    };
    if desk.chosen().is_none() {
        desk.read_on_in_view(rows);
        return true;
    }
    desk.look_back();
    app.warn("what is selected was out of view: this is it; the same key marks it");
    false
}

/// A mark that was just made is moved on by its own label's key; any other key, and the mouse, leave it where it is. After
/// the key that steps back, which does nothing else to it, its label's key makes a further one.
fn leave_fresh(app: &mut App, action: Option<Action>) {
    with_desk(app, |desk| {
        let left = desk.fresh.take_if(|fresh| action != Some(Action::Annotate(fresh.label)));
        if let Some(fresh) = left {
            desk.history.close();
            desk.another = Some(fresh.label).filter(|_| action == Some(Action::Back));
        } else if action != Some(Action::Back) && action != desk.another.map(Action::Annotate) {
            desk.another = None;
        }
    });
}

fn with_desk(app: &mut App, change: impl FnOnce(&mut super::desk::Desk)) {
    if let Some(desk) = app.desk_mut() {
        change(desk);
    }
}

/// The same for any key but that one, also one that does nothing; a number is for the key after it.
pub(super) fn leave_fresh_for(app: &mut App, key: super::key::Key) {
    if key.digit().is_none() {
        let action = app.keymap.action(app.mode, key);
        app.cuts.take_if(|_| action != Some(Action::TogglePunctuation));
        leave_fresh(app, action);
    }
}

fn list_articles(app: &mut App) {
    app.take_stock();
    app.list_line = app.open;
    app.mode = Mode::List;
}

/// Opens what the line under the cursor is about.
fn open(app: &mut App) -> Effect {
    match app.mode {
        Mode::Check => checking::enter(app),
        Mode::Summary => {
            summing_up::go_to_missing(app);
            Effect::None
        }
        _ => {
            app.mode = app.home;
            Effect::OpenArticle(app.list_line)
        }
    }
}

fn move_selection(app: &mut App, motion: Motion, unit: Unit, count: usize, extends: bool) {
    use crate::model::Intent;
    let page_rows = app.areas.page_rows();
    // What is selected, not how it came to be: that is all of it that is on the screen.
    let selected = |app: &App| app.desk().map(|desk| (desk.selection.cursor(), desk.selected()));
    let before = selected(app);
    let extends = extends || app.desk().is_some_and(|desk| desk.extending);
    with_desk(app, |desk| {
        let intent = if extends { Intent::Extend } else { Intent::Move };
        let vertical = matches!(unit, Unit::Row | Unit::Page) && matches!(motion, Motion::Next | Motion::Previous);
        let column = desk.ruled(page_rows).column;
        let start = desk.selection.cursor();
        for _ in 0..count {
            let before = desk.selection;
            desk.selection = before.moved(motion, unit, intent, &desk.document, &desk.ruled(page_rows));
            // The rows of a long motion share the column it started from.
            desk.column = vertical.then_some(column);
            if desk.selection == before {
                break;
            }
        }
        desk.narrower.clear();
        desk.take_up_what_was_entered(start);
    });
    if selected(app) == before {
        ends::say(app, motion, unit, extends);
    }
}

fn swap_ends(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let turned = desk.selection.turned();
    if turned.cursor() == desk.selection.cursor() {
        return app.warn("one character is selected; it has no other end");
    }
    // Who goes on from the other end means what is between the two.
    desk.selection = turned.taken();
}

fn expand(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let wider = desk.selection.expanded(&desk.readings);
    if wider.to_span(&desk.document) == desk.selected() {
        return app.warn("all of the article is selected");
    }
    desk.narrower.push(desk.selection);
    desk.selection = wider;
}

fn shrink(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    match desk.narrower.pop() {
        Some(narrower) => desk.selection = narrower,
        None => app.warn("nothing was expanded since the last motion"),
    }
}

fn switch_pane(app: &mut App) {
    app.home = if app.home == Mode::Read { Mode::Pane } else { Mode::Read };
    app.mode = app.home;
    if app.mode == Mode::Pane {
        walking::enter_the_pane(app);
    }
}

fn finish(app: &mut App) -> Effect {
    match app.mode {
        Mode::Relate => aiming::finish_relation(app),
        Mode::Palette => choosing::finish(app),
        Mode::Name => naming::take(app),
        Mode::Filter => {
            filtering::keep(app);
            Effect::None
        }
        Mode::Search => {
            finding::finish(app);
            Effect::None
        }
        Mode::Write => {
            writing::close(app);
            Effect::None
        }
        _ => {
            aiming::leave(app);
            Effect::None
        }
    }
}

fn back(app: &mut App) {
    match app.mode {
        Mode::Read => collapse(app),
        Mode::Pane => switch_pane(app),
        Mode::Help if !app.help_filter.is_empty() => filtering::clear_help(app),
        Mode::Filter => filtering::give_up(app),
        Mode::Help => app.mode = app.behind_help,
        Mode::Aim | Mode::Edge | Mode::Relate => aiming::take_back(app),
        Mode::Palette => choosing::leave(app),
        Mode::List if app.desk().is_none() => {
            let (opens, leaves) = (app.key(Action::Open), app.key(Action::Quit));
            app.warn(format!("no article is open yet: {opens} opens one, {leaves} leaves"));
        }
        _ => app.mode = app.home,
    }
}

fn collapse(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let collapsed = desk.selection.collapsed();
    let nothing = !desk.extending && desk.selection == collapsed && desk.narrower.is_empty();
    desk.extending = false;
    desk.selection = collapsed;
    desk.narrower.clear();
    if nothing {
        app.say("nothing to step back from: one character is selected");
    }
}

fn copy(app: &mut App) -> Effect {
    let Some(desk) = app.desk() else { return Effect::None };
    let text = desk.document.quote(desk.selected()).to_owned();
    match display::graphemes(&text).count() {
        1 => app.say("copied 1 character"),
        count => app.say(format!("copied {count} characters")),
    }
    Effect::Copy(text)
}

/// Selects one character, as a click does.
fn select_character(desk: &mut super::desk::Desk, place: crate::model::Offset) {
    let start = desk.selection.cursor();
    desk.selection = Selection::character(&desk.document, place);
    desk.column = None;
    desk.extending = false;
    desk.narrower.clear();
    desk.take_up_what_was_entered(start);
}
