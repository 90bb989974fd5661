//! Which cards the pane shows and in which order: all of them as the text has them, unless somebody asked otherwise.

use std::collections::HashMap;

use crate::model::Id;

use super::filter::Filter;

/// What the cards are sorted by; those that are alike stay in the order of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// Their place in the text.
    #[default]
    Place,
    /// The status of the check.
    Status,
    /// Who says so.
    Source,
    /// The label.
    Label,
    /// When they were made or changed, the latest first.
    Change,
}

/// Each sorting with its name, in the order in which one key goes through them.
pub const SORTINGS: &[(Sorting, &str)] = &[
    (Sorting::Place, "place"),
    (Sorting::Status, "status"),
    (Sorting::Source, "source"),
    (Sorting::Label, "label"),
    (Sorting::Change, "latest change"),
];

impl Sorting {
    /// Its name.
    pub fn name(self) -> &'static str {
        SORTINGS.get(self as usize).map_or("", |row| row.1)
    }

    /// The one after it, after the last one the first.
    #[must_use]
    pub fn next(self) -> Self {
        SORTINGS.get((self as usize).saturating_add(1)).map_or(Self::Place, |row| row.0)
    }
}

/// The cards that are shown and their order.
#[derive(Debug, Default)]
pub struct Order {
    /// What a card has to say.
    pub filter: Filter,
    /// What they are sorted by.
    pub by: Sorting,
    /// The cards, unless all are shown as the text has them: that is told by the set alone.
    cards: Vec<Id>,
    places: HashMap<Id, usize>,
}

impl Order {
    /// Whether all cards are shown as the text has them.
    pub fn is_plain(&self) -> bool {
        self.filter.is_empty() && self.by == Sorting::Place
    }

    /// The card so many after another; before it where that is negative.
    pub(super) fn step(&self, card: &Id, by: isize) -> Option<&Id> {
        self.cards.get(self.places.get(card)?.checked_add_signed(by)?)
    }

    /// The first card.
    pub(super) fn first(&self) -> Option<&Id> {
        self.cards.first()
    }

    /// The last card.
    pub(super) fn last(&self) -> Option<&Id> {
        self.cards.last()
    }

    /// Whether a card is among those that are shown, where not all of them are.
    pub(super) fn has(&self, card: &Id) -> bool {
        self.places.contains_key(card)
    }

    /// Has the cards in that order.
    pub(super) fn set_cards(&mut self, cards: Vec<Id>) {
        self.places = cards.iter().cloned().zip(0..).collect();
        self.cards = cards;
    }
}
