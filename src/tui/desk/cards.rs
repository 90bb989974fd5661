//! The cards of the pane: which annotation heads one, what stands on it, and which comes after which.

use std::sync::Arc;

use super::Desk;
use crate::model::{Annotation, Id, Label, Offset};

/// How many neighbours to try when looking for one that heads a card.
const LOOKED_AT: usize = 256;

impl Desk {
    /// Whether an annotation has a card of its own: claims, denials of no marked claim, and whatever is tied to nothing.
    pub fn is_head(&self, annotation: &Annotation) -> bool {
        match annotation.label {
            Label::Claim => true,
            Label::Denial => self.denied_claim(annotation).is_none(),
            Label::Actor | Label::Source => self.set.relations_of(&annotation.id).next().is_none(),
        }
    }

    /// The annotation on whose card another one stands; of several the one nearest in the text.
    pub fn head_of(&self, id: &Id) -> Id {
        let Some(annotation) = self.set.get(id) else { return id.clone() };
        match annotation.label {
            Label::Claim => id.clone(),
            Label::Denial => self.denied_claim(annotation).unwrap_or_else(|| id.clone()),
            Label::Actor | Label::Source => {
                let place = |it: &Annotation| it.start().map_or(usize::MAX, Offset::byte);
                let ends = self.set.relations_of(id).filter_map(|relation| self.set.get(relation.other_end(id)));
                let tied = ends.min_by_key(|it| place(it).abs_diff(place(annotation)));
                let denied = tied.filter(|it| it.label == Label::Denial).and_then(|denial| self.denied_claim(denial));
                denied.or_else(|| tied.map(|it| it.id.clone())).unwrap_or_else(|| id.clone())
            }
        }
    }

    /// The ids on a card, from top to bottom, each with how far it is indented.
    pub fn on_card(&self, head: &Id) -> Vec<(Id, u16)> {
        let mut ids = vec![(head.clone(), 0)];
        for child in self.tied_below(head) {
            let below = self.set.get(&child).filter(|it| it.label == Label::Denial).map(|_| self.tied_below(&child));
            ids.push((child, 1));
            ids.extend(below.unwrap_or_default().into_iter().map(|id| (id, 2)));
        }
        ids
    }

    /// The card after another, orphans at the end.
    pub fn next_head(&self, head: &Id) -> Option<Id> {
        if !self.order.is_plain() {
            return self.order.step(head, 1).cloned();
        }
        let annotation = self.set.get(head)?;
        if annotation.spans().is_empty() {
            let later = |orphan: &&Arc<Annotation>| orphan.id > *head && self.is_head(orphan);
            return self.set.orphans().find(later).map(|orphan| orphan.id.clone());
        }
        let next = self.set.after(annotation).find(|it| self.is_head(it));
        next.or_else(|| self.set.orphans().find(|it| self.is_head(it))).map(|it| it.id.clone())
    }

    /// The card before another.
    pub fn previous_head(&self, head: &Id) -> Option<Id> {
        if !self.order.is_plain() {
            return self.order.step(head, -1).cloned();
        }
        let annotation = self.set.get(head)?;
        if annotation.spans().is_empty() {
            let earlier: Vec<_> =
                self.set.orphans().filter(|orphan| orphan.id < *head && self.is_head(orphan)).collect();
            let last = earlier.last().copied().or_else(|| self.set.iter().rev().find(|it| self.is_head(it)));
            return last.map(|it| it.id.clone());
        }
        self.set.before(annotation).find(|it| self.is_head(it)).map(|it| it.id.clone())
    }

    /// The card of the text around a place: the last one whose own text starts before it, else the first after it.
    pub(in super::super) fn head_near(&self, place: Offset) -> Option<Id> {
        let head = |annotation: &&Arc<Annotation>| self.is_card(annotation);
        let before = self.set.starting_before(place).take(LOOKED_AT).find(head);
        let near = before.or_else(|| self.set.starting_from(place).take(LOOKED_AT).find(head));
        near.map(|annotation| annotation.id.clone()).or_else(|| self.first_card())
    }

    /// The first card of the pane.
    pub fn first_card(&self) -> Option<Id> {
        if !self.order.is_plain() {
            return self.order.first().cloned();
        }
        let first = self.set.iter().find(|annotation| self.is_head(annotation));
        first.or_else(|| self.set.orphans().find(|it| self.is_head(it))).map(|it| it.id.clone())
    }

    /// The last card of the pane.
    pub fn last_card(&self) -> Option<Id> {
        if !self.order.is_plain() {
            return self.order.last().cloned();
        }
        let orphan = self.set.orphans().filter(|orphan| self.is_head(orphan)).last();
        let last = orphan.or_else(|| self.set.iter().rev().find(|it| self.is_head(it)));
        last.map(|it| it.id.clone())
    }

    fn denied_claim(&self, denial: &Annotation) -> Option<Id> {
        let claim = |id: &Id| self.set.get(id).is_some_and(|it| it.label == Label::Claim);
        self.set.relations_of(&denial.id).map(|relation| relation.other_end(&denial.id)).find(|id| claim(id)).cloned()
    }

    /// What stands indented below an annotation: sources, then actors, then denials, each in text order.
    fn tied_below(&self, id: &Id) -> Vec<Id> {
        let ends = self
            .set
            .relations_of(id)
            .filter(|relation| relation.to != *id || self.set.get(id).is_some_and(|it| it.label == Label::Claim));
        let mut below: Vec<_> = ends.filter_map(|relation| self.set.get(relation.other_end(id))).collect();
        below.retain(|it| it.label != Label::Claim);
        let order = |label| match label {
            Label::Source => 0,
            Label::Actor => 1,
            Label::Denial | Label::Claim => 2,
        };
        below.sort_by_key(|it| (order(it.label), it.start(), it.id.clone()));
        below.into_iter().map(|it| it.id.clone()).collect()
    }
}
