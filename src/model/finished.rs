//! That the work on an article is done, as somebody has said.

use std::sync::Arc;

use super::annotation::Extra;
use super::edit::{Change, Edit};
use super::set::AnnotationSet;

/// Who has said that the work on an article is done, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Who.
    pub by: String,
    /// When: an RFC 3339 time, or empty.
    pub on: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Finished {
    /// Said by somebody at an RFC 3339 time.
    pub fn new(by: impl Into<String>, on: impl Into<String>) -> Self {
        Self { by: by.into(), on: on.into(), extra: Extra::default() }
    }
}

impl AnnotationSet {
    /// The edit that says that the work is done; empty where that is said already, whoever has said it.
    pub fn finishing(&self, finished: Finished) -> Edit {
        if self.finished().is_some() {
            return Edit::default();
        }
        Edit { finished: Some(Change::make(finished)), ..Edit::default() }
    }

    /// The edit that takes that back; empty where it isn't said.
    pub fn unfinishing(&self) -> Edit {
        Edit { finished: self.finished().map(|it| Change::remove(Arc::clone(it))), ..Edit::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::set::Refused;

    #[test]
    fn what_is_finished_is_taken_back_like_any_edit() {
        let mut set = AnnotationSet::default();
        let before = set.clone();
        let edit = set.finishing(Finished::new("jo", "2026-11-23"));
        set.apply(&edit).unwrap();
        assert_eq!(set.finished().map(|it| it.by.as_str()), Some("jo"));
        assert!(set.finishing(Finished::new("mo", "2026-11-24")).is_empty());
        assert_eq!(set.apply(&edit), Err(Refused::Unfinished));
        let back = set.unfinishing();
        assert_eq!(back, edit.inverse());
        assert!(edit.clone().then(back.clone()).is_empty());
        set.apply(&back).unwrap();
        assert_eq!(set, before);
        assert!(set.unfinishing().is_empty());
    }

    #[test]
    fn either_side_may_finish_and_the_other_takes_it_over() {
        let base = AnnotationSet::default();
        let done = |by| {
            let mut set = base.clone();
            set.apply(&set.finishing(Finished::new(by, "2026-11-23"))).unwrap();
            set
        };
        let (ours, theirs) = (done("jo"), done("mo"));
        let merged = |base: &AnnotationSet, ours: &AnnotationSet, theirs: &AnnotationSet| {
            let mut set = ours.clone();
            set.apply(&AnnotationSet::three_way(base, ours, theirs).edit).unwrap();
            set
        };
        assert_eq!(merged(&base, &base, &theirs), theirs);
        assert_eq!(merged(&base, &ours, &theirs), ours);
        assert_eq!(merged(&ours, &ours, &base), base);
    }
}
