//! Aiming by hints: the start of a span, then its end, or the annotation that is meant.

use crate::model::{Edge, Id, Intent, Label, Motion, Offset, Place, Selection, Span, Unit};

use super::super::action::{Action, Effect};
use super::super::aim::{Aim, Begun, Purpose, Target, Typed};
use super::super::app::App;
use super::super::desk::Desk;
use super::super::key::{Key, Keys};
use super::super::keymap::{Found, Mode};
use super::choices::{self, Rows, label_for};
use super::{edges, ends, jumping, marking, repeating, tying};

/// Shows hints for the start of a new annotation.
pub(super) fn mark(app: &mut App, label: Label) {
    show(app, Mode::Aim, Purpose::Mark(label));
}

/// Adds what was chosen to the annotation in hand; where nothing was, hints show what can be.
pub(super) fn add_span(app: &mut App) -> Effect {
    marking::add_span(app).unwrap_or_else(|| {
        if let Some(id) = marking::in_hand(app) {
            show(app, Mode::Aim, Purpose::Piece(id));
        }
        Effect::None
    })
}

/// Puts the annotation in hand where the selection is; where nothing was chosen, hints show where it can be.
pub(super) fn replace(app: &mut App) -> Effect {
    marking::replace(app).unwrap_or_else(|| {
        if let Some(id) = marking::in_hand(app) {
            show(app, Mode::Aim, Purpose::Replace(id));
        }
        Effect::None
    })
}

/// Shows hints on the words in view, to go to one of them.
pub(super) fn jump(app: &mut App) {
    show(app, Mode::Aim, Purpose::Jump);
}

/// Shows hints on the places an edge can be moved to, beside the keys that move it by steps.
fn edge(app: &mut App, edge: Edge) {
    show(app, Mode::Edge, Purpose::Edge(edge));
}

/// Picks an edge of the annotation in hand; motions and hints then move it.
pub(super) fn pick_edge(app: &mut App, picked: Edge) {
    if edges::pick_edge(app, picked) {
        edge(app, picked);
    }
}

/// Goes on with the other edge.
pub(super) fn other_edge(app: &mut App) {
    pick_edge(app, if app.edge == Edge::Start { Edge::End } else { Edge::Start });
}

/// Moves the picked edge to the next or previous quote, comma, or edge of a clause.
pub(super) fn step_edge(app: &mut App, motion: Motion, count: usize) -> Effect {
    let Some(effect) = edges::step_edge(app, motion, count) else { return Effect::None };
    edge(app, app.edge);
    effect
}

/// Starts tying the annotation in hand to another; hints show those in view that it can be tied to.
pub(super) fn relate(app: &mut App) {
    if tying::begin_relation(app) {
        show(app, Mode::Relate, Purpose::Tie);
    }
}

/// Ties what is being tied to the annotation that is in hand now.
pub(super) fn finish_relation(app: &mut App) -> Effect {
    marking::in_hand(app).map_or(Effect::None, |to| tie_to(app, &to))
}

/// Ends the tying, and goes back to what was to be tied.
pub(super) fn leave_relation(app: &mut App) {
    leave(app);
    tying::leave_relation(app);
}

fn show(app: &mut App, mode: Mode, purpose: Purpose) {
    app.mode = mode;
    // The letters stand in what is on the screen once this key is done.
    app.settle();
    app.aim = aim(app, purpose, None);
    if app.aim.is_none() && mode == Mode::Aim {
        app.mode = app.home;
    }
}

/// Works the hints out again where the text in view is another, or is cut into other rows.
pub(in super::super) fn refresh(app: &mut App) {
    let Some(view) = app.desk().map(|desk| view(app, desk)) else { return };
    if let Some(old) = app.aim.take_if(|aim| aim.view != view) {
        app.aim = aim(app, old.purpose.clone(), old.begun.clone()).map(|mut aim| {
            aim.pick_as_in(&old);
            aim
        });
    }
}

/// The text in view, and how many columns its rows have.
fn view(app: &App, desk: &Desk) -> (Span, u16) {
    (desk.in_view(app.areas.page_rows()), desk.layout.columns())
}

/// The hints for a purpose on what is in view.
fn aim(app: &App, purpose: Purpose, begun: Option<Begun>) -> Option<Aim> {
    let desk = app.desk()?;
    let view = view(app, desk);
    let rows = Rows::of(desk, app.areas.page_rows());
    let hints = choices::hints(app, desk, &rows, view.0, &purpose, begun.as_ref())?;
    let near = rows.row_of(begun.as_ref().map_or_else(|| desk.selection.cursor(), |begun| begun.start));
    let mode = app.mode;
    // Where a mark is made already, the keys that go on with the next one are no letters of hints.
    let is_marked = begun.as_ref().is_some_and(|begun| begun.id.is_some());
    let is_free = |letter: char| {
        let key = Key::from(letter);
        let goes_on = is_marked && goes_on_after_a_mark(app, key);
        !goes_on && app.keymap.find(mode, &key.into()) == Found::Nothing
    };
    Some(Aim::new((purpose, begun), view, hints, near, is_free))
}

/// Tells if a key goes on with the next mark once one is made, or begins keys that do.
fn goes_on_after_a_mark(app: &App, key: Key) -> bool {
    let keys = Keys::from(key);
    match app.keymap.find(app.home, &keys) {
        Found::Action(action) => action.goes_on_after_a_mark(),
        Found::Begins => app.keymap.following(app.home, &keys).any(|(_, row)| row.action.goes_on_after_a_mark()),
        Found::Nothing => false,
    }
}

/// A key while hints are shown: `None` where it is no letter of theirs and means what it means without them.
pub(in super::super) fn letter(app: &mut App, key: Key) -> Option<Effect> {
    let letter = key.letter()?;
    match app.aim.as_mut()?.take(letter) {
        Typed::Hit(target) => Some(hit(app, target)),
        Typed::Row => Some(Effect::None),
        Typed::Unknown if app.mode == Mode::Aim && !is_marked(app) => {
            let leaves = app.keymap.key_of(Mode::Aim, Action::Back).unwrap_or_default();
            app.warn(format!("{letter} is no hint; {leaves} leaves"));
            Some(Effect::None)
        }
        Typed::Unknown => None,
    }
}

/// Takes what a letter stands for.
fn hit(app: &mut App, target: Target) -> Effect {
    let Some(Aim { purpose, begun, .. }) = app.aim.take() else { return Effect::None };
    match (purpose, target) {
        (Purpose::Edge(_), Target::Start(place) | Target::End(place)) => {
            let effect = edges::set_edge(app, place);
            leave(app);
            effect
        }
        (Purpose::Tie, Target::Annotation(id, _)) => tie_to(app, &id),
        (Purpose::Jump, Target::Start(place)) => {
            leave(app);
            let left = jumping::before(app, Action::Jump);
            go(app, place);
            jumping::remember(app, left);
            Effect::None
        }
        (purpose, Target::Start(start)) => begin(app, purpose, start),
        (purpose, Target::End(end)) => {
            let effect = begun.map_or(Effect::None, |begun| finish(app, &purpose, &begun, end));
            leave(app);
            effect
        }
        _ => Effect::None,
    }
}

/// The start is known: marks up to the likeliest end, and shows hints for the others.
fn begin(app: &mut App, purpose: Purpose, start: Offset) -> Effect {
    // What ends a span may be below the screen.
    let rows = app.areas.page_rows().saturating_mul(2);
    let Some(desk) = app.desk_mut() else { return Effect::None };
    let view = desk.in_view(rows);
    let label = label_for(desk, &purpose);
    let guess = desk.readings.plausible_ends(label, start, view).first().map(|end| end.place);
    desk.history.close();
    let before = match &purpose {
        Purpose::Piece(id) | Purpose::Replace(id) => desk.set.get(id).map(|it| it.place.clone()),
        _ => None,
    };
    let mut begun = Begun { start, id: None, before };
    let mut effect = Effect::None;
    if let Some(end) = guess {
        effect = finish(app, &purpose, &begun, end);
        if effect != Effect::None {
            begun.id = app.desk().and_then(|desk| desk.in_hand.clone());
        }
    }
    app.settle();
    app.aim = aim(app, purpose, Some(begun));
    effect
}

/// Marks the span, or cuts what was marked with another end anew.
fn finish(app: &mut App, purpose: &Purpose, begun: &Begun, end: Offset) -> Effect {
    let Some(span) = Span::between(begun.start, end).filter(|span| span.start() == begun.start) else {
        return Effect::None;
    };
    let effect = match (purpose, &begun.id) {
        (Purpose::Mark(label), None) => marking::mark(app, *label, span.into(), true),
        (Purpose::Piece(id), _) => {
            let place = match &begun.before {
                Some(Place::Spans(spans)) => Place::Spans(spans.and(span)),
                _ => Place::Spans(span.into()),
            };
            marking::put(app, id, place, span)
        }
        (Purpose::Mark(_), Some(id)) | (Purpose::Replace(id), _) => {
            marking::put(app, id, Place::Spans(span.into()), span)
        }
        _ => Effect::None,
    };
    // Hints were for this place only; what is done again elsewhere is what they were for.
    let again = match purpose {
        Purpose::Mark(label) => Action::Annotate(*label),
        Purpose::Piece(_) => Action::AddSpan,
        _ => Action::Replace,
    };
    repeating::remember(app, again, &effect);
    effect
}

/// Ties what is being tied to another annotation, which ends the aiming if that can be.
fn tie_to(app: &mut App, id: &Id) -> Effect {
    let effect = tying::tie_to(app, id);
    if effect != Effect::None {
        leave(app);
    }
    effect
}

/// Ends the aiming; what was marked stays, and is in view.
pub(in super::super) fn leave(app: &mut App) {
    go_on(app);
    // The text may have been scrolled below the hints.
    super::with_desk(app, Desk::look_back);
}

/// Ends the aiming with a key that goes on from it, on the page that is shown.
pub(in super::super) fn go_on(app: &mut App) {
    app.aim = None;
    app.mode = app.home;
    super::with_desk(app, |desk| desk.history.close());
}

/// Whether a mark was made while aiming, so that any key but a letter of the hints goes on from it.
pub(in super::super) fn is_marked(app: &App) -> bool {
    app.mode == Mode::Aim && app.aim.as_ref().is_some_and(|aim| aim.begun.as_ref().is_some_and(|it| it.id.is_some()))
}

/// Gives the letters back to the rows around where a row was picked; else ends the aiming.
pub(super) fn take_back(app: &mut App) {
    if app.aim.as_mut().is_some_and(Aim::unpick) {
        return;
    }
    match app.mode {
        Mode::Relate => leave_relation(app),
        _ => leave(app),
    }
}

/// Takes the quotation marks and the punctuation at the edges of the current mark in, or leaves them out, and shows the
/// hints for what it is now.
pub(super) fn toggle_punctuation(app: &mut App) -> Effect {
    match app.mode {
        Mode::Aim if is_marked(app) => toggle_of_begun(app),
        Mode::Aim => {
            app.warn("nothing is marked yet: first the letter where it starts");
            Effect::None
        }
        Mode::Edge => {
            let effect = edges::cut_otherwise(app);
            edge(app, app.edge);
            effect
        }
        _ => edges::cut_otherwise(app),
    }
}

/// The same for the mark that was just made, whose end is still aimed at.
fn toggle_of_begun(app: &mut App) -> Effect {
    let effect = edges::cut_otherwise(app);
    let piece = app.desk().and_then(edges::piece_in_hand);
    if let Some((Aim { purpose, begun: Some(begun), .. }, piece)) = app.aim.take().zip(piece) {
        app.aim = aim(app, purpose, Some(Begun { start: piece.start(), ..begun }));
    }
    effect
}

/// Scrolls the text below the hints.
pub(super) fn scroll(app: &mut App, motion: Motion) {
    let rows = isize::try_from(app.areas.page_rows().saturating_sub(2).max(1)).unwrap_or(1);
    let Some(desk) = app.desk_mut() else { return };
    let top = desk.top;
    desk.scroll(if motion == Motion::Next { rows } else { rows.saturating_neg() });
    if desk.top == top {
        ends::say(app, motion, Unit::Page, false);
    }
}

/// Goes to the word at a place, or takes the cursor of a selection that is extended to its far end.
fn go(app: &mut App, place: Offset) {
    let rows = app.areas.page_rows();
    super::with_desk(app, |desk| {
        let start = desk.selection.cursor();
        let here = Selection::character(&desk.document, place);
        let document = std::sync::Arc::clone(&desk.document);
        let word = here.moved(Motion::End, Unit::Word, Intent::Move, &document, &desk.ruled(rows));
        desk.selection = if desk.extending {
            let (selected, word) = (desk.selected(), word.to_span(&document));
            let all = Span::between(selected.start().min(word.start()), selected.end().max(word.end()));
            let all = Selection::span(&document, all.unwrap_or(selected));
            if word.start() < selected.start() { all.turned() } else { all }
        } else {
            word
        };
        desk.narrower.clear();
        desk.column = None;
        desk.take_up_what_was_entered(start);
    });
}
