//! Where new ids and the time come from, and who is at work.

use std::env;

use crate::model::{AnnotationSet, Id};
use crate::tui::Stamps;

/// What an id starts with: a letter, so that no spreadsheet takes it for a number. No vowels, so that it is no word.
const FIRST: &[u8] = b"bcdfghjkmnpqrstvwxz";
/// What it goes on with: nothing that is mistaken for something else.
const REST: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";
/// How long it is: two in a hundred thousand annotations are the same once in forty such sets.
const ID_CHARACTERS: usize = 8;

/// The real ones.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    creator: String,
}

impl Clock {
    /// Those of `creator`; where nobody is named, of whom the environment or the configuration names.
    pub(super) fn of(creator: Option<&str>, configured: Option<&str>) -> Self {
        let variable = |name| env::var(name).ok().filter(|value: &String| !value.is_empty());
        let named = creator.map(str::to_owned);
        let creator = named
            .or_else(|| variable("ASCRIBE_NAME"))
            .or_else(|| configured.map(str::to_owned))
            .or_else(|| variable("USER"))
            .unwrap_or_default();
        Self { creator }
    }

    /// An id that nothing in the set has.
    pub(super) fn id_for(&mut self, set: &AnnotationSet) -> Id {
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
        let mut clock = Clock::of(Some("jo"), None);
        let ids: HashSet<Id> = (0..10_000).map(|_| clock.id()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids {
            assert_eq!(id.as_str().len(), ID_CHARACTERS);
            assert!(id.as_str().starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        }
    }

    #[test]
    fn the_time_is_a_whole_second_in_utc() {
        let now = Clock::of(None, None).now();
        assert_eq!((now.len(), now.ends_with('Z'), now.contains('.')), (20, true, false), "{now}");
    }

    #[test]
    fn who_is_named_comes_before_the_environment() {
        assert_eq!(Clock::of(Some("jo"), None).creator(), "jo");
        assert_eq!(Clock::of(Some(""), Some("vey")).creator(), "");
    }
}
