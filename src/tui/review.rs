//! What a changed article has left undecided: one proposal after the other, until somebody has decided about each.

use std::sync::Arc;

use crate::model::{Annotation, AnnotationSet, Proposal};

/// The proposals for an article, and which of them is looked at.
#[derive(Debug, Default)]
pub struct Review {
    proposals: Vec<Proposal>,
    /// Which is looked at, among those that are still open when it was last counted.
    nth: usize,
    /// Whether a place is being selected by hand for the one that is looked at.
    pub(super) by_hand: bool,
    /// How many are open, and the revision of the set for which they were counted.
    open: (u64, usize),
}

impl Review {
    /// Proposals in the order of the text.
    pub fn of(mut proposals: Vec<Proposal>) -> Self {
        proposals.sort_by_key(|proposal| proposal.spans.as_slice().first().map(|span| span.start()));
        Self { proposals, open: (u64::MAX, 0), ..Self::default() }
    }

    /// How many were open when they were last counted.
    pub fn count(&self) -> usize {
        self.open.1
    }

    /// Which of the open ones is looked at, counted from 0.
    pub fn nth(&self) -> usize {
        self.nth
    }

    /// Counts the open ones again, if the set is another than the last time.
    pub fn settle(&mut self, set: &AnnotationSet) {
        if self.open.0 != set.revision() {
            self.open = (set.revision(), self.open_in(set).count());
            self.nth = self.nth.min(self.open.1.saturating_sub(1));
        }
    }

    /// Looks at another one: so many further on, or back; `false` where there is none.
    pub fn step(&mut self, by: isize) -> bool {
        let last = self.count().saturating_sub(1);
        let next = self.nth.saturating_add_signed(by).min(last);
        std::mem::replace(&mut self.nth, next) != next
    }

    /// The one that is looked at, with its annotation.
    pub fn current<'a>(&'a self, set: &'a AnnotationSet) -> Option<(&'a Proposal, &'a Arc<Annotation>)> {
        let proposal = self.open_in(set).nth(self.nth)?;
        Some((proposal, set.get(&proposal.id)?))
    }

    /// All that nobody has decided about.
    pub fn open_in<'a>(&'a self, set: &'a AnnotationSet) -> impl Iterator<Item = &'a Proposal> {
        self.proposals.iter().filter(|proposal| set.get(&proposal.id).is_some_and(|it| it.is_undecided()))
    }
}
