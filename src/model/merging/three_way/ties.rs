//! The relations of a merge: each fits what has become of its two ends, and two annotations are tied once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{FreeIds, chosen, ids};
use crate::model::annotation::Id;
use crate::model::edit::Change;
use crate::model::editing::oriented;
use crate::model::label::Label;
use crate::model::relation::Relation;
use crate::model::set::AnnotationSet;

/// What happens to our relations, where the annotations that there will be have those labels.
pub(super) fn merged(
    base: &AnnotationSet,
    ours: &AnnotationSet,
    theirs: &AnnotationSet,
    labels: &HashMap<&Id, Label>,
    free: &mut FreeIds<'_>,
) -> Vec<Change<Relation>> {
    let mut merged = Vec::new();
    for id in ids(&[base, ours, theirs], AnnotationSet::relations) {
        let our = ours.relation(id);
        let now = chosen(base.relation(id), our, theirs.relation(id)).and_then(|relation| fitted(relation, labels));
        merged.push((our, now));
    }
    // Ours come first, so that what is tied already is not tied once more.
    merged.sort_by_key(|(our, now)| our.is_none() || *our != now.as_ref());
    let mut tied = HashSet::new();
    let mut changes = Vec::new();
    for (our, now) in merged {
        let now = now.filter(|relation| tied.insert((relation.from.clone(), relation.to.clone())));
        match now {
            // One side gave the id to an annotation, the other to a relation.
            Some(now) if labels.contains_key(&now.id) => {
                changes.extend(our.cloned().map(Change::remove));
                changes.push(Change::make(Relation { id: free.like(&now.id), ..Relation::clone(&now) }));
            }
            now if now.as_ref() != our => changes.push(Change { before: our.cloned(), after: now }),
            _ => {}
        }
    }
    changes
}

/// A relation as it fits the labels of its ends: turned into what joins them, as when a label is changed by hand, or
/// `None` where an end is gone or nothing does.
fn fitted(relation: &Arc<Relation>, labels: &HashMap<&Id, Label>) -> Option<Arc<Relation>> {
    let (from, to) = (*labels.get(&relation.from)?, *labels.get(&relation.to)?);
    if relation.kind.joins(from, to) {
        return Some(Arc::clone(relation));
    }
    let (kind, from, to) = oriented(from, &relation.from, to, &relation.to)?;
    Some(Arc::new(Relation { kind, from: from.clone(), to: to.clone(), ..Relation::clone(relation) }))
}
