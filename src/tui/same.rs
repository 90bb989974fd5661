//! The other places of the actor in hand, each waiting to be marked all the same.

use crate::model::{AnnotationSet, Document, Id, Label, Span};

/// The places, looked for again only when there is another annotation in hand or the set is another: the whole text is
/// searched for them.
#[derive(Debug, Default)]
pub struct Same {
    of: Option<(Option<Id>, u64)>,
    /// In text order.
    pub places: Vec<Span>,
}

impl Same {
    /// Looks for the other places of the annotation in hand, where that is an actor.
    pub(super) fn settle(&mut self, document: &Document, set: &AnnotationSet, in_hand: Option<&Id>) {
        let now = (in_hand.cloned(), set.revision());
        if self.of.as_ref() != Some(&now) {
            let places = in_hand.map(|id| same_places(document, set, id)).unwrap_or_default();
            *self = Self { of: Some(now), places };
        }
    }
}

/// Where the name of an actor stands elsewhere and no actor is marked.
fn same_places(document: &Document, set: &AnnotationSet, id: &Id) -> Vec<Span> {
    let actor = set.get(id).filter(|annotation| annotation.label == Label::Actor);
    let Some(name) = actor.and_then(|actor| actor.spans().first()) else { return Vec::new() };
    let mut places = document.occurrences(*name);
    places.retain(|place| {
        let marked = set.meeting(place.bytes());
        marked.iter().all(|(_, annotation)| annotation.label != Label::Actor)
    });
    places
}
