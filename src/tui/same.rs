//! The other places of the current mark, if that is an actor, each waiting to be marked all the same.

use std::sync::Arc;

use crate::model::{AnnotationSet, Document, Id, Label, Span};

use super::beside::{Beside, Occurrences};

/// The places, told anew only when another mark is the current one or the set has changed.
#[derive(Debug, Default)]
pub struct Same {
    of: Option<(Option<Id>, u64)>,
    /// The places of the name that was looked for last, since the text never changes.
    known: Option<Occurrences>,
    /// In text order.
    pub places: Vec<Span>,
}

impl Same {
    /// Tells the other places of the current mark, where that is an actor and no actor is marked there. A name that wasn't
    /// looked for yet is left to the thread beside the screen, if there is one.
    pub(super) fn settle(
        &mut self,
        document: &Arc<Document>,
        set: &AnnotationSet,
        in_hand: Option<&Id>,
        beside: Option<&mut Beside>,
    ) {
        let now = (in_hand.cloned(), set.revision());
        if self.of.as_ref() == Some(&now) {
            return;
        }
        self.places.clear();
        let actor = in_hand.and_then(|id| set.get(id)).filter(|annotation| annotation.label == Label::Actor);
        if let Some(name) = actor.and_then(|actor| actor.spans().first()).copied() {
            if self.known.as_ref().is_none_or(|known| known.name != name) {
                if let Some(beside) = beside {
                    self.of = None;
                    beside.want_occurrences(document, name);
                    return;
                }
                self.known = Some(Occurrences::of(document, name));
            }
            let is_free = |place: &&Span| !set.meets(place.bytes(), |_, other| other.label == Label::Actor);
            let all = self.known.iter().flat_map(|known| &known.places);
            self.places.extend(all.filter(is_free));
        }
        self.of = Some(now);
    }

    /// Takes in what was found out beside the screen.
    pub(super) fn know(&mut self, found: Occurrences) {
        self.known = Some(found);
    }
}
