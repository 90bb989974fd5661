//! Bringing together what two programs made of the same annotations: what only one of them changed is as that one has it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id};
use crate::model::edit::{Change, Edit, Identified};
use crate::model::set::AnnotationSet;

mod both;
mod ties;

/// What a merge does to our side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreeWay {
    /// The edit that makes our side what both have made of it.
    pub edit: Edit,
    /// How many annotations both have changed in the same respect, each in its own way: ours keeps its id, theirs stands
    /// beside it.
    pub both: usize,
}

impl AnnotationSet {
    /// The edit that makes this set hold what `other` does.
    pub fn edit_to(&self, other: &Self) -> Edit {
        Self::three_way(self, self, other).edit
    }

    /// What to do to `ours` so that it has what `theirs` changed too, both having started from `base`.
    ///
    /// What one side changed and the other removed stays. What both changed has the changes of both or, where they changed
    /// the same respect of it in two ways, stays twice. Relations go with their ends, fit the labels that these have now,
    /// and join two annotations once.
    pub fn three_way(base: &Self, ours: &Self, theirs: &Self) -> ThreeWay {
        let mut merge = ThreeWay::default();
        let (mut labels, mut doubles) = (HashMap::new(), Vec::new());
        let mut free = FreeIds::of([base, ours, theirs]);
        for id in ids(&[base, ours, theirs], |set| set.iter().chain(set.orphans())) {
            let (was, our, their) = (base.get(id), ours.get(id), theirs.get(id));
            let now = match both_changed(was, our, their) {
                None => chosen(was, our, their).cloned(),
                Some(Changed::Together(both)) => Some(both),
                Some(Changed::Apart(our, their)) => {
                    doubles.push(Annotation { id: free.like(id), ..Annotation::clone(their) });
                    Some(Arc::clone(our))
                }
            };
            labels.extend(now.as_ref().map(|it| (id, it.label)));
            if now.as_ref() != our {
                merge.edit.annotations.push(Change { before: our.cloned(), after: now });
            }
        }
        merge.both = doubles.len();
        merge.edit.annotations.extend(doubles.into_iter().map(Change::make));
        merge.edit.relations = ties::merged(base, ours, theirs, &labels, &mut free);
        let now = chosen(base.finished(), ours.finished(), theirs.finished());
        if now != ours.finished() {
            merge.edit.finished = Some(Change { before: ours.finished().cloned(), after: now.cloned() });
        }
        merge
    }
}

/// All ids of some sets, in their order.
fn ids<'a, T: Identified + 'a, I: Iterator<Item = &'a Arc<T>>>(
    sets: &[&'a AnnotationSet],
    all: impl Fn(&'a AnnotationSet) -> I,
) -> BTreeSet<&'a Id> {
    sets.iter().flat_map(|set| all(set)).map(|it| it.id()).collect()
}

/// Of something that was and is or isn't on both sides, what it is then.
fn chosen<'a, T: PartialEq>(
    was: Option<&'a Arc<T>>,
    our: Option<&'a Arc<T>>,
    their: Option<&'a Arc<T>>,
) -> Option<&'a Arc<T>> {
    match (our, their) {
        _ if our == their || their == was => our,
        _ if our == was => their,
        (None, changed) | (changed, None) => changed,
        (Some(_), Some(_)) => our,
    }
}

/// What becomes of an annotation that both sides have changed.
enum Changed<'a> {
    /// It has the changes of both.
    Together(Arc<Annotation>),
    /// It is there twice, as ours and as theirs.
    Apart(&'a Arc<Annotation>, &'a Arc<Annotation>),
}

/// What becomes of an annotation if both sides have changed it, or have made it, and not to the same.
fn both_changed<'a>(
    was: Option<&'a Arc<Annotation>>,
    our: Option<&'a Arc<Annotation>>,
    their: Option<&'a Arc<Annotation>>,
) -> Option<Changed<'a>> {
    let (our, their) = our.zip(their)?;
    if our == their || was.is_some_and(|was| was == our || was == their) {
        return None;
    }
    let together = both::newer(our, their).cloned();
    let together = together.or_else(|| Some(Arc::new(both::merged(was?, our, their)?)));
    Some(together.map_or(Changed::Apart(our, their), Changed::Together))
}

/// Ids that nothing in some sets has.
struct FreeIds<'a> {
    sets: [&'a AnnotationSet; 3],
    given: HashSet<Id>,
}

impl<'a> FreeIds<'a> {
    fn of(sets: [&'a AnnotationSet; 3]) -> Self {
        Self { sets, given: HashSet::new() }
    }

    /// An id like another, no longer than an id may be, that is given once.
    fn like(&mut self, id: &Id) -> Id {
        let mut nth = 2_u64;
        loop {
            let end = format!("-{nth}");
            let start = id.as_str().chars().take(Id::MAX_CHARACTERS - end.len());
            let like = Id::new(start.chain(end.chars()).collect::<String>());
            let is_taken = self.sets.iter().any(|set| set.get(&like).is_some() || set.relation(&like).is_some());
            if !is_taken && self.given.insert(like.clone()) {
                return like;
            }
            nth += 1;
        }
    }
}

#[cfg(test)]
mod tests;
