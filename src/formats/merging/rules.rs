//! The rules by which a file is merged with what is here.

use super::super::feature::{EVERYTHING, Feature};
use crate::model::Document;

/// What is done with what an annotation says that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// What is empty is filled; what is not stays, and is named. What a file knows by its id and doesn't say any more was
    /// taken out there.
    Fill,
    /// Label, note, tags and check become what the file says, since they were changed there on purpose; but only of an
    /// annotation that the file knows by its id.
    Amend,
    /// What only one side says is kept, since each may have been added to without the other.
    Join,
}

/// Whose word counts where an annotation is here and in the file, and they say different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// What is here stays as it is.
    Ours,
    /// What the file says is taken.
    Theirs,
}

/// How a file is merged with what is here.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// What its format asks for.
    pub policy: Policy,
    /// Whose word counts, if somebody has said so.
    pub take: Option<Take>,
    /// What its format has a place for: nothing else of what is here was taken out there.
    pub holds: &'a [Feature],
    /// Whether its files keep our ids, so that an annotation that was edited there is known again.
    pub keeps_ids: bool,
    /// The article, so that a place is named by its words.
    pub document: Option<&'a Document>,
}

/// A policy alone, of a format that holds everything.
impl From<Policy> for Rules<'_> {
    fn from(policy: Policy) -> Self {
        Self { policy, take: None, holds: EVERYTHING, keeps_ids: true, document: None }
    }
}
