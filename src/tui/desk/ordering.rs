//! The order of the cards worked out: those that the filter asks for, sorted.

use std::cmp::Reverse;

use super::super::filter::Filter;
use super::super::order::Sorting;
use super::super::pane::{self, Pane};
use super::Desk;
use crate::model::fold::fold;
use crate::model::{Annotation, Id, Kind, Label};

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
        let (filter, document, set) = (&self.order.filter, &*self.document, &self.set);
        filter.is_empty()
            || (filter.asks_for(document, set, annotation) && !filter.rules_out(document, set, annotation))
    }

    /// Whether the pane shows a card of that annotation.
    pub fn is_card(&self, annotation: &Annotation) -> bool {
        if self.order.is_plain() { self.is_head(annotation) } else { self.order.has(&annotation.id) }
    }

    /// Works the order out again. It costs as much as there are annotations, and nothing where it is that of the text.
    pub(in super::super) fn order_again(&mut self) {
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
        self.order.set_cards(cards);
    }

    fn is_card_wanted(&self, card: &Id) -> bool {
        let (filter, on_card) = (&self.order.filter, self.on_card(card));
        let (document, set) = (&*self.document, &self.set);
        let all = || on_card.iter().filter_map(|(id, _)| set.get(id));
        let is_asked_for = || all().any(|it| filter.asks_for(document, set, it));
        filter.is_empty() || (is_asked_for() && !all().any(|it| filter.rules_out(document, set, it)))
    }

    fn source_of(&self, card: &Id) -> Option<String> {
        let mut ties = self.set.relations_of(card).filter(|it| it.from == *card && it.kind == Kind::AttributedTo);
        let source = ties.find_map(|it| self.set.get(&it.to))?;
        Some(fold(&pane::quote(&self.document, source)))
    }

    fn last_change_of(&self, card: &Id) -> String {
        let change = |it: &Annotation| it.changed.clone().max(it.created.clone());
        let on_card = self.on_card(card);
        on_card.iter().filter_map(|(id, _)| self.set.get(id)).map(|it| change(it)).max().unwrap_or_default()
    }
}
