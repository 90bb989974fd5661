//! Why an edit is refused: all of it is judged before anything of it is applied.

use std::collections::HashMap;
use std::sync::Arc;

use super::AnnotationSet;
use crate::model::annotation::{Annotation, Id, Place, is_tag};
use crate::model::edit::{Change, Edit, Identified};
use crate::model::relation::Relation;

/// Why an edit was not applied; the set is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The set isn't in the state that the edit starts from.
    #[error("`{0}` is no longer what this change starts from")]
    Stale(Id),
    /// Whether the article is finished isn't what the edit starts from.
    #[error("whether the article is finished is no longer what this change starts from")]
    Unfinished,
    /// An id would be used twice, by annotations or relations or one of each.
    #[error("`{0}` exists already")]
    Taken(Id),
    /// The edit changes one thing twice.
    #[error("`{0}` is changed twice in one step")]
    Twice(Id),
    /// A relation would lose an end.
    #[error("relation `{relation}` would lead to `{end}`, which doesn't exist")]
    Dangling {
        /// The relation.
        relation: Id,
        /// The end that is missing.
        end: Id,
    },
    /// A relation would join labels that it can't join.
    #[error("relation `{relation}` ({kind}) can't lead from {from} to {to}")]
    Unfit {
        /// The relation.
        relation: Id,
        /// Its kind.
        kind: &'static str,
        /// The label it would start from.
        from: &'static str,
        /// The label it would lead to.
        to: &'static str,
    },
    /// A relation would join two annotations that another one joins.
    #[error("relation `{relation}` would join what `{other}` joins already")]
    Tied {
        /// The relation.
        relation: Id,
        /// The one that is there.
        other: Id,
    },
    /// A file with it could not be opened again.
    #[error("`{id}` can't be saved: {why}")]
    Unsaveable {
        /// The annotation or relation.
        id: Id,
        /// The reason.
        why: &'static str,
    },
}

/// Judges whether an edit can be applied to a set.
pub(super) fn judge(set: &AnnotationSet, edit: &Edit) -> Result<(), Refused> {
    let judge = Judge { set, annotations: afters(&edit.annotations)?, relations: afters(&edit.relations)? };
    for change in &edit.annotations {
        check_before(change, |id| set.annotations.get(id))?;
    }
    for change in &edit.relations {
        check_before(change, |id| set.relations.get(id))?;
    }
    if edit.finished.as_ref().is_some_and(|change| change.before != set.finished) {
        return Err(Refused::Unfinished);
    }
    for annotation in edit.annotations.iter().filter_map(|change| change.after.as_deref()) {
        can_be_saved(annotation)?;
    }
    judge.ids(edit)?;
    judge.relations(edit)
}

/// A set with an edit laid over it.
struct Judge<'a> {
    set: &'a AnnotationSet,
    /// What the edit makes of each annotation that it changes; `None` where it removes it.
    annotations: HashMap<&'a Id, Option<&'a Arc<Annotation>>>,
    /// The same for relations.
    relations: HashMap<&'a Id, Option<&'a Arc<Relation>>>,
}

impl<'a> Judge<'a> {
    /// The annotation that there will be.
    fn annotation(&self, id: &Id) -> Option<&'a Arc<Annotation>> {
        self.annotations.get(id).copied().unwrap_or_else(|| self.set.annotations.get(id))
    }

    /// The relation that there will be.
    fn relation(&self, id: &Id) -> Option<&'a Arc<Relation>> {
        self.relations.get(id).copied().unwrap_or_else(|| self.set.relations.get(id))
    }

    /// No annotation has the id of a relation.
    fn ids(&self, edit: &Edit) -> Result<(), Refused> {
        let annotations = edit.annotations.iter().filter_map(Change::id);
        for id in annotations.chain(edit.relations.iter().filter_map(Change::id)) {
            if self.annotation(id).is_some() && self.relation(id).is_some() {
                return Err(Refused::Taken(id.clone()));
            }
        }
        Ok(())
    }

    /// Every relation that the edit makes or whose end it changes joins two annotations that nothing else joins.
    fn relations(&self, edit: &Edit) -> Result<(), Refused> {
        let relabelled = |change: &&Change<Annotation>| {
            change.before.as_ref().map(|it| it.label) != change.after.as_ref().map(|it| it.label)
        };
        for id in edit.annotations.iter().filter(relabelled).filter_map(Change::id) {
            let staying = self.set.relations_of(id).filter(|relation| !self.relations.contains_key(&relation.id));
            staying.into_iter().try_for_each(|relation| self.ends(relation))?;
        }
        let mut joined = HashMap::new();
        for relation in edit.relations.iter().filter_map(|change| change.after.as_ref()) {
            if Id::checked(relation.id.as_str()).is_none() {
                return Err(Refused::Unsaveable { id: relation.id.clone(), why: UNSAVEABLE_ID });
            }
            self.ends(relation)?;
            let tie = (&relation.from, &relation.to);
            let there = self.set.tie_between(&relation.from, &relation.to).map(|it| &it.id);
            let there = there.filter(|id| !self.relations.contains_key(*id));
            if let Some(other) = there.or(joined.insert(tie, &relation.id)) {
                return Err(Refused::Tied { relation: relation.id.clone(), other: other.clone() });
            }
        }
        Ok(())
    }

    /// Both ends of a relation will be there, with labels that it may join.
    fn ends(&self, relation: &Relation) -> Result<(), Refused> {
        let end = |end: &Id| {
            let dangling = || Refused::Dangling { relation: relation.id.clone(), end: end.clone() };
            self.annotation(end).map(|annotation| annotation.label).ok_or_else(dangling)
        };
        let (from, to) = (end(&relation.from)?, end(&relation.to)?);
        if relation.kind.joins(from, to) {
            return Ok(());
        }
        Err(Refused::Unfit {
            relation: relation.id.clone(),
            kind: relation.kind.name(),
            from: from.name(),
            to: to.name(),
        })
    }
}

/// What an edit makes of each thing that it changes, which it may do once.
fn afters<T: Identified>(changes: &[Change<T>]) -> Result<HashMap<&Id, Option<&Arc<T>>>, Refused> {
    let mut afters = HashMap::with_capacity(changes.len());
    for change in changes {
        if let Some(id) = change.id()
            && afters.insert(id, change.after.as_ref()).is_some()
        {
            return Err(Refused::Twice(id.clone()));
        }
    }
    Ok(afters)
}

/// What a change starts from has to be what there is.
fn check_before<'a, T: Identified + PartialEq + 'a>(
    change: &Change<T>,
    now: impl Fn(&Id) -> Option<&'a Arc<T>>,
) -> Result<(), Refused> {
    let Some(id) = change.id() else { return Ok(()) };
    match (&change.before, now(id)) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Refused::Taken(id.clone())),
        (Some(before), Some(now)) if Arc::ptr_eq(before, now) || before == now => Ok(()),
        (Some(_), _) => Err(Refused::Stale(id.clone())),
    }
}

const UNSAVEABLE_ID: &str = "an id has 1 to 64 characters, none of them white space";

/// The reader of a saved file has to take the annotation.
fn can_be_saved(annotation: &Annotation) -> Result<(), Refused> {
    let no_end = || annotation.selectors().iter().any(|selector| selector.end < selector.start);
    let why = match &annotation.place {
        _ if Id::checked(annotation.id.as_str()).is_none() => UNSAVEABLE_ID,
        _ if !annotation.tags.iter().all(|tag| is_tag(tag)) => "a tag is one word without white space",
        Place::Orphan(selectors) | Place::Undecided(selectors) if selectors.is_empty() => {
            "it has no place and nothing to find one by"
        }
        _ if no_end() => "it ends before it starts",
        _ => return Ok(()),
    };
    Err(Refused::Unsaveable { id: annotation.id.clone(), why })
}
