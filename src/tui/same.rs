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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Annotation;

    #[test]
    fn the_other_places_are_those_of_the_current_name_where_no_actor_is_marked() {
        let document = Arc::new(Document::new("a.txt", "Ana Vey, Ana Vey, Ana Vey. Bo Osk, Bo Osk.").unwrap());
        let mut set = AnnotationSet::default();
        for (id, label, bytes) in [
            ("1", Label::Actor, 0..7),
            ("2", Label::Actor, 9..16),
            ("3", Label::Source, 18..25),
            ("4", Label::Actor, 27..33),
        ] {
            let annotation = Annotation::new(Id::new(id), label, document.span(bytes).unwrap());
            set.apply(&AnnotationSet::adding(annotation)).unwrap();
        }
        let mut same = Same::default();
        let mut places = |id: &str| {
            same.settle(&document, &set, Some(&Id::new(id)), None);
            same.places.iter().map(|it| it.start().byte()).collect::<Vec<_>>()
        };
        assert_eq!(places("1"), [18], "a source is no actor");
        assert_eq!(places("4"), [35]);
        assert_eq!(places("2"), [18]);
        assert_eq!(places("3"), [0; 0]);
    }
}
