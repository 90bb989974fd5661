//! New ids and the present time, and the name of who is at work.

use crate::model::{AnnotationSet, Id};

/// Where new ids, the time and the annotator's name come from, so that tests can say what they are.
pub trait Stamps {
    /// An id that no annotation has.
    fn id(&mut self) -> Id;
    /// The present time in RFC 3339.
    fn now(&mut self) -> String;
    /// The name of who is annotating; empty where none is known.
    fn creator(&self) -> String;
}

/// What an id starts with: a letter, so that no spreadsheet takes it for a number. No vowels, so that it is no word.
const FIRST: &[u8] = b"bcdfghjkmnpqrstvwxz";
/// What it goes on with: nothing that is mistaken for something else.
const REST: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";
/// How long it is: two in a hundred thousand annotations are the same once in forty such sets.
const ID_CHARACTERS: usize = 8;

/// Random ids, and the time of the system.
#[derive(Clone, Debug)]
pub struct Clock {
    creator: String,
}

impl Clock {
    /// The clock of somebody at work.
    pub fn of(creator: impl Into<String>) -> Self {
        Self { creator: creator.into() }
    }

    /// An id that nothing in the set has.
    pub fn id_for(&mut self, set: &AnnotationSet) -> Id {
        loop {
            let id = self.id();
            if set.get(&id).is_none() && set.relation(&id).is_none() {
                return id;
            }
        }
    }
}

impl Stamps for Clock {
    fn id(&mut self) -> Id {
        let pick = |from: &[u8]| char::from(from[fastrand::usize(..from.len())]);
        let first = pick(FIRST);
        Id::new(std::iter::once(first).chain((1..ID_CHARACTERS).map(|_| pick(REST))).collect::<String>())
    }

    fn now(&mut self) -> String {
        let now = jiff::Timestamp::now();
        // To the second: nobody marks faster than that, and files stay readable.
        jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
    }

    fn creator(&self) -> String {
        self.creator.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_short_and_differ() {
        let mut clock = Clock::of("jo");
        let ids: HashSet<Id> = (0..10_000).map(|_| clock.id()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids {
            assert_eq!(id.as_str().len(), ID_CHARACTERS);
            assert!(id.as_str().starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        }
    }

    #[test]
    fn the_time_is_a_whole_second_in_utc() {
        let now = Clock::of("").now();
        assert_eq!((now.len(), now.ends_with('Z'), now.contains('.')), (20, true, false), "{now}");
    }
}
