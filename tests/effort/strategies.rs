//! Ways of marking, each a rule for somebody who sees the screen but not what comes next.

use ascribe::model::{Label, Motion, Offset, Span, Spans, Unit};
use ascribe::tui::Action;
use ascribe::tui::keymap::Mode;

use super::checker::Checker;

/// What one annotation cost.
pub(crate) struct Cost {
    /// Keys pressed.
    pub(crate) keys: usize,
    /// Whether the very spans are marked.
    pub(crate) exact: bool,
    /// How many spans it has.
    pub(crate) spans: usize,
}

/// A way of marking.
pub(crate) struct Strategy {
    /// What the table calls it.
    pub(crate) name: &'static str,
    /// Makes one annotation.
    pub(crate) mark: fn(&mut Checker, Label, &Spans),
}

/// All of them.
pub(crate) const STRATEGIES: &[Strategy] = &[
    Strategy { name: "select, then label", mark: select },
    Strategy { name: "hints", mark: hints },
    Strategy { name: "candidates", mark: candidates },
    Strategy { name: "what is underlined, else hints", mark: underlined },
    Strategy { name: "guess if right, else aim", mark: guess_or_aim },
];

const NEXT_SENTENCE: Action = Action::Move(Motion::Next, Unit::Sentence);
const PREVIOUS_SENTENCE: Action = Action::Move(Motion::Previous, Unit::Sentence);
const NEXT_WORD: Action = Action::Move(Motion::Next, Unit::Word);
const EXTEND_WORD: Action = Action::Extend(Motion::Next, Unit::Word);
const GIVE_UP_WORD: Action = Action::Extend(Motion::Previous, Unit::Word);

/// Goes to the sentence and in it to the word, or to a word far off by its hint; extends by words, or to a hint; labels;
/// mends the edges.
fn select(checker: &mut Checker, label: Label, place: &Spans) {
    for (nth, &span) in place.as_slice().iter().enumerate() {
        go_to_word(checker, span.start());
        extend(checker, span.end());
        if checker.desk().selected().end() > span.end() && checker.desk().selected().start() < span.start() {
            goes(checker, GIVE_UP_WORD);
        }
        if !checker.desk().selection.is_chosen() {
            // A sentence that is read becomes one that is meant.
            checker.press(Action::ToggleExtending);
        }
        checker.press(if nth == 0 { Action::Annotate(label) } else { Action::AddSpan });
        mend(checker, span);
    }
}

/// More ways to cut the same words than this are not tried.
const WAYS: usize = 4;

/// More steps than this are not worth making where a hint leads there at once.
const STEPS: usize = 3;

fn go_to_word(checker: &mut Checker, place: Offset) {
    if words_between(checker, checker.desk().selected().end(), place) > STEPS {
        let end = checker.desk().document.next_grapheme(place);
        bring_into_view(checker, Span::between(place, end).unwrap());
        checker.press(Action::Jump);
        checker.type_hint(place);
        while checker.desk().selected().start() < place && goes(checker, NEXT_WORD) {}
        return;
    }
    go_to_sentence(checker, place);
    while checker.desk().selected().start() < place && goes(checker, NEXT_WORD) {}
    if checker.desk().selected().start() == place && checker.desk().selection.whole() == Some(Unit::Sentence) {
        goes(checker, NEXT_WORD);
    }
}

fn extend(checker: &mut Checker, end: Offset) {
    let last = checker.desk().document.previous_grapheme(end);
    if words_between(checker, checker.desk().selected().end(), end) > STEPS {
        checker.press(Action::ToggleExtending);
        if checker.sees(Span::between(last, end).unwrap()) {
            checker.press(Action::Jump);
            checker.type_hint(last);
        }
    }
    while checker.desk().selected().end() < end && goes(checker, EXTEND_WORD) {}
}

/// How many words lie between two places, in whichever order; that can be seen at a glance.
fn words_between(checker: &Checker, one: Offset, other: Offset) -> usize {
    let span = Span::between(one, other);
    span.map_or(0, |span| checker.desk().document.quote(span).split_whitespace().count())
}

fn goes(checker: &mut Checker, action: Action) -> bool {
    let before = checker.desk().selection;
    checker.press(action);
    checker.desk().selection != before
}

/// Aims at each piece.
fn hints(checker: &mut Checker, label: Label, place: &Spans) {
    for (nth, &span) in place.as_slice().iter().enumerate() {
        aim(checker, if nth == 0 { Action::Aim(label) } else { Action::AddSpan }, span);
    }
}

/// Takes what is underlined in the text if it is what is wanted; else aims. Never needs to know what isn't sure.
fn underlined(checker: &mut Checker, label: Label, place: &Spans) {
    let moves_on = checker.desk().fresh.as_ref().is_some_and(|fresh| fresh.label == label);
    let is_shown = |checker: &Checker| {
        checker.desk().guesses.shown().iter().any(|guess| guess.label == label && guess.place == *place)
    };
    if moves_on || !is_shown(checker) {
        return hints(checker, label, place);
    }
    checker.press(Action::Annotate(label));
}

/// Takes the candidate if it is what is wanted; else mends the one edge of it that is wrong, or aims.
fn candidates(checker: &mut Checker, label: Label, place: &Spans) {
    let first = place.as_slice()[0];
    if checker.desk().fresh.as_ref().is_some_and(|fresh| fresh.label == label)
        && !is_next_sentence(checker, first.start())
    {
        // The label's key would move the mark that was just made, as the hint line says.
        checker.press(Action::Back);
    }
    if !is_offered(checker, label, place) && is_next_sentence(checker, first.start()) {
        goes(checker, NEXT_SENTENCE);
    }
    let offered = checker.desk().next_guess(label).cloned();
    let one = offered.as_ref().map(Spans::as_slice).filter(|spans| spans.len() == 1).map(|spans| spans[0]);
    if offered.as_ref() == Some(place) {
        return checker.press(Action::Annotate(label));
    }
    let rest = place.as_slice().iter().skip(1);
    match one {
        Some(span) if span.start() == first.start() || span.end() == first.end() => {
            checker.press(Action::Annotate(label));
            mend(checker, first);
        }
        _ => aim(checker, Action::Aim(label), first),
    }
    for &span in rest {
        aim(checker, Action::AddSpan, span);
    }
}

/// Takes the guess if it is what is wanted; else aims. A mark that was just made would move: then there is no guess.
fn guess_or_aim(checker: &mut Checker, label: Label, place: &Spans) {
    let moves = checker.desk().fresh.as_ref().is_some_and(|fresh| fresh.label == label);
    if !moves && is_offered(checker, label, place) {
        return checker.press(Action::Annotate(label));
    }
    hints(checker, label, place);
}

fn is_offered(checker: &Checker, label: Label, place: &Spans) -> bool {
    checker.desk().next_guess(label) == Some(place)
}

/// Whether a place is in the sentence after the one that is read.
fn is_next_sentence(checker: &Checker, place: Offset) -> bool {
    let desk = checker.desk();
    let here = desk.document.sentence_at(desk.selection.cursor());
    let next = here.and_then(|here| desk.document.sentence_at(here.end()));
    next.is_some_and(|next| next.start() <= place && place < next.end())
}

/// Scrolls to a span, presses the key for aiming, and types the hints of its start and, if need be, of its end.
fn aim(checker: &mut Checker, action: Action, span: Span) {
    bring_into_view(checker, span);
    checker.press(action);
    checker.type_hint(span.start());
    let made = |checker: &Checker| checker.held().contains(&span);
    if checker.mode() == Mode::Aim && !made(checker) {
        let end = checker.piece(span).map(Span::end);
        if !end.is_some_and(|end| checker.share_a_hint(end, span.end())) {
            checker.type_hint(span.end());
        }
    }
    if !made(checker) && checker.piece(span).is_some_and(|piece| has_its_words(checker, piece, span)) {
        cut_otherwise(checker, span);
    }
    mend(checker, span);
}

/// Whether a piece is what is wanted but for the quotes, commas and dashes at its edges: it starts and ends between the
/// same two blanks.
fn has_its_words(checker: &Checker, piece: Span, wanted: Span) -> bool {
    let edges = [(piece.start(), wanted.start()), (piece.end(), wanted.end())];
    edges.into_iter().all(|(one, other)| {
        let between = Span::between(one.min(other), one.max(other));
        between.is_none_or(|between| !checker.desk().document.quote(between).contains(char::is_whitespace))
    })
}

/// Takes quotes and commas in or leaves them out, until the piece is cut as it is to be or as it was.
fn cut_otherwise(checker: &mut Checker, span: Span) {
    for _ in 0..WAYS {
        if checker.piece(span) == Some(span) {
            return;
        }
        checker.press(Action::TogglePunctuation);
    }
}

fn bring_into_view(checker: &mut Checker, span: Span) {
    while !checker.sees(span) {
        let before = checker.desk().selection;
        let far = if checker.is_below(span.start()) || span.end() > checker.desk().selected().end() {
            if checker.is_below(span.end()) { Action::Move(Motion::Next, Unit::Page) } else { NEXT_SENTENCE }
        } else {
            Action::Move(Motion::Previous, Unit::Page)
        };
        checker.press(far);
        if checker.desk().selection == before {
            return;
        }
    }
}

/// Goes to the sentence that a place is in, or stays before it in that sentence.
fn go_to_sentence(checker: &mut Checker, place: Offset) {
    let Some(sentence) = checker.desk().document.sentence_at(place) else { return };
    loop {
        let desk = checker.desk();
        let selected = desk.selected();
        let reads_on = sentence.holds(desk.selection.cursor()) && selected.end() <= place;
        if selected == sentence || reads_on {
            return;
        }
        let back = sentence.start() < selected.start() || selected.holds(sentence.end());
        if !goes(checker, if back { PREVIOUS_SENTENCE } else { NEXT_SENTENCE }) {
            return;
        }
    }
}

/// Moves the edges of the piece in hand that overlaps what is wanted, until it is that.
fn mend(checker: &mut Checker, span: Span) {
    let piece = |checker: &Checker| checker.piece(span);
    for (pick, wanted) in [(Action::PickStart, span.start()), (Action::PickEnd, span.end())] {
        let edge = |piece: Span| if pick == Action::PickStart { piece.start() } else { piece.end() };
        if piece(checker).is_none_or(|piece| edge(piece) == wanted) {
            continue;
        }
        checker.press(pick);
        if piece(checker).is_some_and(|piece| is_far(edge(piece), wanted) && checker.leads_nearer(edge(piece), wanted))
        {
            checker.type_hint(wanted);
        }
        while let Some(now) = piece(checker).map(edge).filter(|now| *now != wanted) {
            if checker.mode() != Mode::Edge {
                checker.press(pick);
            }
            let motion = if now < wanted { Motion::Next } else { Motion::Previous };
            let unit = match now.byte().abs_diff(wanted.byte()) {
                0..=12 => Unit::Character,
                13..=200 => Unit::Word,
                _ => Unit::Sentence,
            };
            checker.press_here(Action::Move(motion, unit));
        }
        if checker.mode() == Mode::Edge {
            checker.press_here(Action::Finish);
        }
    }
}

/// Whether a hint takes fewer keys than steps.
fn is_far(edge: Offset, wanted: Offset) -> bool {
    edge.byte().abs_diff(wanted.byte()) > 2
}
