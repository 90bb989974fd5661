//! The other places of the actor in hand, each waiting to be marked all the same.

use crate::model::{Id, Label, Span};

use super::desk::Desk;

/// The places, looked for again only when there is another annotation in hand or the set is another: the whole text is
/// searched for them.
#[derive(Debug, Default)]
pub struct Same {
    of: Option<(Option<Id>, u64)>,
    /// In text order.
    pub places: Vec<Span>,
}

impl Desk {
    /// Looks for the other places of the actor in hand, for the hint line.
    pub(super) fn settle_same(&mut self) {
        let now = (self.in_hand.clone(), self.set.revision());
        if self.same.of.as_ref() != Some(&now) {
            let places = if self.read_only.is_some() { Vec::new() } else { self.same_places() };
            self.same = Same { of: Some(now), places };
        }
    }

    /// Where the name of the actor in hand stands elsewhere and no actor is marked.
    fn same_places(&self) -> Vec<Span> {
        let actor = self.in_hand().filter(|annotation| annotation.label == Label::Actor);
        let Some(name) = actor.and_then(|actor| actor.spans().first()) else { return Vec::new() };
        let mut places = self.document.occurrences(*name);
        places.retain(|place| {
            let marked = self.set.meeting(place.bytes());
            marked.iter().all(|(_, annotation)| annotation.label != Label::Actor)
        });
        places
    }
}
