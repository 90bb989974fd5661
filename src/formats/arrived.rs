//! A file's records as they were read, before it is known where in the article each stands.

use std::collections::BTreeMap;

use crate::model::{AnnotationSet, Document, Id};

use super::foreign::Foreign;
use super::settling::{Mapping, Settled, settle};

/// The records of a file.
#[derive(Debug)]
pub enum Arrived {
    /// Annotations of the article, as the save file has them; those that don't stand where it says are orphans.
    Placed(Box<AnnotationSet>),
    /// Records that don't know the article, one after the other: several people may have worked on it.
    Foreign(Vec<Foreign>),
    /// Nothing, since all of the file is about other articles.
    Elsewhere {
        /// One sentence on why nothing is about the article.
        why: String,
        /// How many rows are about each other article, by its path in the file.
        others: BTreeMap<String, usize>,
    },
}

impl Arrived {
    /// The records that a file holds for a document, one by one. `new_id` makes ids where the file has none of ours.
    pub fn settled(self, document: &Document, mapping: &Mapping, mut new_id: impl FnMut() -> Id) -> Vec<Settled> {
        match self {
            Self::Elsewhere { .. } => Vec::new(),
            Self::Placed(set) => vec![Settled::from(*set)],
            Self::Foreign(records) => {
                records.into_iter().map(|record| settle(record, document, mapping, &mut new_id)).collect()
            }
        }
    }

    /// How many rows are about each other article, by its path in the file, where the file says so.
    pub fn others(&self) -> BTreeMap<String, usize> {
        match self {
            Self::Placed(_) => BTreeMap::new(),
            Self::Foreign(records) => records.iter().flat_map(|it| it.others.clone()).collect(),
            Self::Elsewhere { others, .. } => others.clone(),
        }
    }
}
