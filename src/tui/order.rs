//! Which cards the pane shows and in which order: all of them as the text has them, unless somebody asked otherwise.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::fold::fold;
use crate::model::{Annotation, Id, Kind, Label};

use super::desk::Desk;
use super::filter::Filter;
use super::pane::{self, Pane};

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
}

impl Desk {
    /// Shows only the cards that say what was written; all of them for nothing.
    pub fn filter(&mut self, written: &str) {
        self.order.filter = Filter::of(written);
        self.order_again();
        self.pane = Pane::default();
        self.top_card = None;
    }

    /// Has the cards in another order.
    pub fn sort(&mut self, by: Sorting) {
        self.order.by = by;
        self.order_again();
        self.pane = Pane::default();
        self.top_card = None;
    }

    /// Whether an annotation says what the filter asks for.
    pub fn is_wanted(&self, annotation: &Annotation) -> bool {
        let filter = &self.order.filter;
        filter.is_empty() || (filter.asks_for(self, annotation) && !filter.rules_out(self, annotation))
    }

    /// Whether the pane shows a card of that annotation.
    pub fn is_card(&self, annotation: &Annotation) -> bool {
        if self.order.is_plain() { self.is_head(annotation) } else { self.order.places.contains_key(&annotation.id) }
    }

    /// Works the order out again. It costs as much as there are annotations, and nothing where it is that of the text.
    pub(super) fn order_again(&mut self) {
        let mut cards: Vec<Id> = Vec::new();
        if !self.order.is_plain() {
            let all = self.set.iter().chain(self.set.orphans()).filter(|it| self.is_head(it));
            cards.extend(all.map(|it| it.id.clone()).filter(|card| self.is_card_wanted(card)));
            match self.order.by {
                Sorting::Place => {}
                Sorting::Status => cards.sort_by_cached_key(|card| {
                    self.set.get(card).map(|it| (it.label != Label::Claim, it.check.status as usize))
                }),
                Sorting::Source => cards.sort_by_cached_key(|card| {
                    let source = self.source_of(card);
                    (source.is_none(), source)
                }),
                Sorting::Label => cards.sort_by_cached_key(|card| self.set.get(card).map(|it| it.label as usize)),
                Sorting::Change => cards.sort_by_cached_key(|card| Reverse(self.last_change_of(card))),
            }
        }
        self.order.places = cards.iter().cloned().zip(0..).collect();
        self.order.cards = cards;
    }

    fn is_card_wanted(&self, card: &Id) -> bool {
        let (filter, on_card) = (&self.order.filter, self.on_card(card));
        let all = || on_card.iter().filter_map(|(id, _)| self.set.get(id));
        filter.is_empty() || (all().any(|it| filter.asks_for(self, it)) && !all().any(|it| filter.rules_out(self, it)))
    }

    fn source_of(&self, card: &Id) -> Option<String> {
        let mut ties = self.set.relations_of(card).filter(|it| it.from == *card && it.kind == Kind::AttributedTo);
        let source = ties.find_map(|it| self.set.get(&it.to))?;
        Some(fold(&pane::quote(self, source)))
    }

    fn last_change_of(&self, card: &Id) -> String {
        let change = |it: &Annotation| it.changed.clone().max(it.created.clone());
        let on_card = self.on_card(card);
        on_card.iter().filter_map(|(id, _)| self.set.get(id)).map(|it| change(it)).max().unwrap_or_default()
    }
}
