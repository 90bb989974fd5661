//! Somebody at the keys, who sees the screen.

use ascribe::model::{AnnotationSet, Document, Label, Offset, Span, Spans};
use ascribe::tui::aim::Hint;
use ascribe::tui::key::Key;
use ascribe::tui::keymap::Mode;
use ascribe::tui::{Action, App, Desk};
use crossterm::event::KeyEvent;

use super::common::app_for;
use super::strategies::{Cost, Strategy};

/// Nothing that is to be marked takes more keys than this; more would be going round in circles.
const MOST_KEYS: usize = 400;

/// Somebody at the keys.
pub(crate) struct Checker {
    app: App,
    keys: usize,
}

impl Checker {
    /// In front of an article without marks.
    pub(crate) fn new(document: Document) -> Self {
        let mut app = app_for(document, AnnotationSet::default());
        app.resize(120, 40);
        Self { app, keys: 0 }
    }

    /// Marks one annotation and says how many keys that took.
    pub(crate) fn cost(&mut self, strategy: &Strategy, label: Label, place: &Spans) -> Cost {
        self.keys = 0;
        (strategy.mark)(self, label, place);
        let keys = self.keys;
        // A dialogue that is still open waits for the next key, which goes on from it.
        let exact = self.is_made(strategy, label, place);
        Cost { keys, exact, spans: place.as_slice().len() }
    }

    /// Whether just that is marked; else that is printed.
    pub(crate) fn is_made(&self, strategy: &Strategy, label: Label, place: &Spans) -> bool {
        let made = self.made(label, place);
        if !made {
            let quotes: Vec<&str> = place.as_slice().iter().map(|span| self.desk().document.quote(*span)).collect();
            println!("{}: {} {quotes:?} is not what was made: {:?}", strategy.name, label.name(), self.held_quotes());
        }
        made
    }

    /// What is open.
    pub(crate) fn desk(&self) -> &Desk {
        self.app.desk().unwrap()
    }

    /// What keys are about.
    pub(crate) fn mode(&self) -> Mode {
        self.app.mode
    }

    /// Presses the key of an action, whatever that is at present.
    pub(crate) fn press(&mut self, action: Action) {
        // While hints for an end are shown, what isn't theirs means what it means without them.
        let mode = if self.app.mode == Mode::Aim { self.app.home } else { self.app.mode };
        let keys = self.app.keymap.key_of(mode, action).unwrap_or_else(|| panic!("no key for {action:?}"));
        let keys: Vec<Key> = keys.split(' ').map(|key| key.parse().unwrap()).collect();
        for key in keys {
            self.key(key);
        }
    }

    /// Presses a key of the present mode alone.
    pub(crate) fn press_here(&mut self, action: Action) {
        let key: Key = self.app.keymap.key_of(self.app.mode, action).unwrap().parse().unwrap();
        self.key(key);
    }

    fn key(&mut self, key: Key) {
        self.app.press(KeyEvent::from(key));
        self.app.settle();
        self.keys += 1;
        assert!(self.keys < MOST_KEYS, "going round in circles in mode {:?}: {:?}", self.app.mode, self.held_quotes());
    }

    /// Types the hint of a place, or of the one nearest to it: its letter, after the capital of its row where it has none.
    pub(crate) fn type_hint(&mut self, wanted: Offset) {
        let Some(nth) = self.hint_of(wanted) else { return };
        loop {
            let Some(aim) = &self.app.aim else { return };
            let hint = &aim.hints[nth];
            if let Some(letter) = hint.letter {
                return self.key(Key::from(letter));
            }
            let capital = aim.capitals[hint.cell.row].expect("a hint without a letter is in a row with a capital");
            self.key(Key::from(capital));
        }
    }

    /// The number of the hint that takes a place, by itself or with the key for quotes and commas, or of the nearest one.
    pub(crate) fn hint_of(&self, wanted: Offset) -> Option<usize> {
        let aim = self.app.aim.as_ref()?;
        let distance = |hint: &Hint| {
            let places = hint.others.iter().copied().chain([hint.target.place()]);
            places.map(|place| place.byte().abs_diff(wanted.byte())).min()
        };
        aim.hints.iter().enumerate().min_by_key(|(_, hint)| distance(hint)).map(|(nth, _)| nth)
    }

    /// Whether the hint that is nearest to a place takes one that is nearer to it than another.
    pub(crate) fn leads_nearer(&self, now: Offset, wanted: Offset) -> bool {
        let Some(aim) = &self.app.aim else { return false };
        let distance = |place: Offset| place.byte().abs_diff(wanted.byte());
        self.hint_of(wanted).is_some_and(|nth| distance(aim.hints[nth].target.place()) < distance(now))
    }

    /// Whether one hint takes both places.
    pub(crate) fn share_a_hint(&self, one: Offset, other: Offset) -> bool {
        self.hint_of(one) == self.hint_of(other)
    }

    /// Whether all of a span is on the screen.
    pub(crate) fn sees(&self, span: Span) -> bool {
        let view = self.desk().in_view(self.app.areas.page_rows());
        view.start() <= span.start() && span.end() <= view.end()
    }

    /// Whether a place is below the screen.
    pub(crate) fn is_below(&self, place: Offset) -> bool {
        self.desk().in_view(self.app.areas.page_rows()).end() <= place
    }

    fn held_quotes(&self) -> Vec<&str> {
        self.held().into_iter().map(|span| self.desk().document.quote(span)).collect()
    }

    /// The spans of the annotation in hand.
    pub(crate) fn held(&self) -> Vec<Span> {
        self.desk().in_hand().map(|it| it.spans().to_vec()).unwrap_or_default()
    }

    /// The piece in hand that overlaps what is wanted.
    pub(crate) fn piece(&self, span: Span) -> Option<Span> {
        self.held().into_iter().find(|piece| piece.overlaps(span))
    }

    /// Whether just that is marked.
    pub(crate) fn made(&self, label: Label, place: &Spans) -> bool {
        let first = place.as_slice()[0];
        let here = self.desk().set.at(first.start());
        here.iter().any(|it| it.label == label && it.spans() == place.as_slice())
    }
}
