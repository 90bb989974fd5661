//! Work beside the screen, which no frame waits for: readings of the text, and the other places of names.

use std::sync::Arc;

use crate::model::{Document, Offset, Readings, Span};

/// Something to be worked out.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The readings that keys need at a place in the text, and then the rest of the article.
    Reading(Arc<Readings>, Offset),
    /// The other places of the name that stands there.
    Occurrences(Arc<Document>, Span),
}

/// The other places of a name, of which not one may be known to be marked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrences {
    /// Where the name was looked up.
    pub name: Span,
    /// Where else it stands, in text order.
    pub places: Vec<Span>,
}

impl Occurrences {
    /// Searches the whole text for the name that stands at a place.
    pub fn of(document: &Document, name: Span) -> Self {
        Self { name, places: document.occurrences(name) }
    }
}

/// The work that an article's desk leaves to the thread beside the screen.
#[derive(Debug, Default)]
pub struct Beside {
    /// True where a thread works beside the screen; else everything is worked out when it is needed.
    is_staffed: bool,
    wanted: Vec<Wanted>,
    /// The places and the name that were asked for: until they are there, each is asked for once.
    places: Vec<Offset>,
    name: Option<Span>,
}

impl Beside {
    /// From now on a thread takes what is wanted and works it out.
    pub(super) fn staff(&mut self) {
        self.is_staffed = true;
    }

    /// Tells if a thread works out what isn't there yet.
    pub(super) fn is_staffed(&self) -> bool {
        self.is_staffed
    }

    /// Asks for what a key asks at a place.
    pub(super) fn want_reading(&mut self, readings: &Arc<Readings>, place: Offset) {
        if !self.places.contains(&place) {
            self.places.push(place);
            self.wanted.push(Wanted::Reading(Arc::clone(readings), place));
        }
    }

    /// Asks where else a name stands.
    pub(super) fn want_occurrences(&mut self, document: &Arc<Document>, name: Span) {
        if self.name.replace(name) != Some(name) {
            self.wanted.push(Wanted::Occurrences(Arc::clone(document), name));
        }
    }

    /// The places that were asked for are read: should they be given up for other text, they can be asked for again.
    pub(super) fn read(&mut self) {
        self.places.clear();
    }

    /// Where else a name stands was told: should that be forgotten for another name, it can be asked for again.
    pub(super) fn told(&mut self, name: Span) {
        self.name.take_if(|asked| *asked == name);
    }

    /// Takes what is wanted and wasn't taken before.
    pub(super) fn take(&mut self) -> Vec<Wanted> {
        std::mem::take(&mut self.wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, AnnotationSet, Id, Label};
    use crate::tui::areas::Areas;
    use crate::tui::desk::Desk;

    const TEXT: &str = "Ana Vey said the dam leaks. Nobody else did.\n\nAna Vey left.";

    /// A desk with a thread beside the screen, and an actor as its current mark.
    fn desk() -> Desk {
        let document = Arc::new(Document::new("a.txt", TEXT).unwrap());
        let mut set = AnnotationSet::default();
        let name = document.span(0..7).unwrap();
        set.apply(&AnnotationSet::adding(Annotation::new(Id::new("1"), Label::Actor, name))).unwrap();
        let mut desk = Desk::new(document, set, None);
        desk.hold(&Id::new("1"));
        desk.beside.staff();
        desk
    }

    #[test]
    fn a_frame_shows_what_was_read_and_waits_for_nothing_else() {
        let (mut desk, areas) = (desk(), Areas::new(120, 40));
        desk.settle(&areas);
        assert!(desk.guesses.next.is_empty() && desk.offered.next.is_empty() && desk.same.places.is_empty());
        let wanted = desk.beside.take();
        desk.settle(&areas);
        assert!(desk.beside.take().is_empty(), "what was asked for is not asked for again");
        let (mut read, mut found) = (0, 0);
        for wanted in wanted {
            match wanted {
                Wanted::Reading(readings, place) => {
                    readings.read_from(place, crate::tui::guess::SENTENCES);
                    read += 1;
                }
                Wanted::Occurrences(document, name) => {
                    desk.know(Occurrences::of(&document, name));
                    found += 1;
                }
            }
        }
        assert_eq!((read, found), (1, 1));
        desk.beside.read();
        desk.settle(&areas);
        assert!(!desk.guesses.next.is_empty());
        assert_eq!(desk.same.places.len(), 1);
        assert!(desk.beside.take().is_empty());
    }

    #[test]
    fn a_name_is_asked_for_again_once_a_key_has_looked_for_another() {
        let (mut desk, areas) = (desk(), Areas::new(120, 40));
        let other = desk.document.span(17..20).unwrap();
        desk.apply(&AnnotationSet::adding(Annotation::new(Id::new("2"), Label::Actor, other))).unwrap();
        let ends_of_names = |desk: &mut Desk| {
            desk.settle(&areas);
            let wanted = desk.beside.take();
            let names = wanted.into_iter().filter_map(|wanted| match wanted {
                Wanted::Occurrences(_, name) => Some(name.end().byte()),
                Wanted::Reading(..) => None,
            });
            names.collect::<Vec<_>>()
        };
        assert_eq!(ends_of_names(&mut desk), [7]);
        desk.know(Occurrences::of(&desk.document, desk.document.span(0..7).unwrap()));
        assert!(ends_of_names(&mut desk).is_empty());
        // The key that marks all of them may come before the next frame.
        desk.hold(&Id::new("2"));
        desk.settle_same(false);
        desk.hold(&Id::new("1"));
        assert_eq!(ends_of_names(&mut desk), [7]);
    }

    #[test]
    fn a_key_has_what_it_needs_at_once() {
        let mut desk = desk();
        assert!(!desk.guess(Label::Claim).is_empty());
        desk.settle_same(false);
        assert_eq!(desk.same.places.len(), 1);
    }

    #[test]
    fn what_was_read_and_given_up_is_asked_for_again_and_two_places_are_asked_for_once_each() {
        let mut desk = desk();
        let readings = Arc::clone(&desk.readings);
        let (first, second) = (desk.document.start(), desk.document.last());
        for _ in 0..3 {
            desk.beside.want_reading(&readings, first);
            desk.beside.want_reading(&readings, second);
        }
        assert_eq!(desk.beside.take().len(), 2);
        desk.beside.read();
        desk.beside.want_reading(&readings, first);
        assert_eq!(desk.beside.take().len(), 1);
    }

    #[test]
    fn where_nothing_can_be_marked_no_key_is_said_to_mark_anything() {
        let document = Arc::new(Document::new("a.txt", TEXT).unwrap());
        let mut desk = Desk::new(document, AnnotationSet::default(), Some("read-only".to_owned()));
        desk.settle(&Areas::new(120, 40));
        assert!(desk.guesses.next.is_empty());
    }
}
