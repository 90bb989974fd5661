//! Changes to a set of annotations, each with both its sides.

use std::sync::Arc;

use super::annotation::{Annotation, Id};
use super::finished::Finished;
use super::relation::Relation;

/// One thing before and after: made where there is no before, removed where there is no after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// What it was.
    pub before: Option<Arc<T>>,
    /// What it is then.
    pub after: Option<Arc<T>>,
}

impl<T> Change<T> {
    /// It comes into being.
    pub fn make(after: T) -> Self {
        Self { before: None, after: Some(Arc::new(after)) }
    }

    /// It goes.
    pub fn remove(before: Arc<T>) -> Self {
        Self { before: Some(before), after: None }
    }

    /// It becomes another.
    pub fn replace(before: Arc<T>, after: T) -> Self {
        Self { before: Some(before), after: Some(Arc::new(after)) }
    }

    fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// What has an identity.
pub trait Identified {
    /// Its id.
    fn id(&self) -> &Id;
}

impl Identified for Annotation {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Identified for Relation {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl<T: Identified> Change<T> {
    /// The id of what changes; `None` for a change from nothing to nothing.
    pub fn id(&self) -> Option<&Id> {
        self.after.as_deref().or(self.before.as_deref()).map(Identified::id)
    }
}

/// Changes that happen together or not at all, and are undone together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// What happens to annotations.
    pub annotations: Vec<Change<Annotation>>,
    /// What happens to relations.
    pub relations: Vec<Change<Relation>>,
    /// What happens to the word that the work on the article is done.
    pub finished: Option<Change<Finished>>,
}

impl Edit {
    /// Whether nothing happens.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty() && self.relations.is_empty() && self.finished.is_none()
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            annotations: self.annotations.iter().rev().map(Change::inverse).collect(),
            relations: self.relations.iter().rev().map(Change::inverse).collect(),
            finished: self.finished.as_ref().map(Change::inverse),
        }
    }

    /// This edit and the next one, which was applied right after it, as one.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        chain(&mut self.annotations, next.annotations);
        chain(&mut self.relations, next.relations);
        self.finished = match (self.finished, next.finished) {
            (Some(first), Some(last)) => Some(Change { before: first.before, after: last.after }),
            (first, last) => first.or(last),
        };
        self.finished = self.finished.filter(|change| change.before != change.after);
        self
    }
}

fn chain<T: Identified + PartialEq>(changes: &mut Vec<Change<T>>, next: Vec<Change<T>>) {
    for change in next {
        match changes.iter_mut().find(|earlier| earlier.id() == change.id()) {
            Some(earlier) => earlier.after = change.after,
            None => changes.push(change),
        }
    }
    changes.retain(|change| change.before != change.after);
}
