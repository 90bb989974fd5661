//! The edits that a checker makes, each computed from the set as it stands and applied by nobody yet.

use std::sync::Arc;

use super::annotation::{Annotation, Id};
use super::edit::{Change, Edit};
use super::extra::Extra;
use super::finished::Finished;
use super::label::Label;
use super::relation::{Kind, Relation};
use super::set::AnnotationSet;

/// Why two annotations can't be tied together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untied {
    /// No kind of relation joins the two labels, in either direction.
    #[error("nothing ties {} to {}", .0.with_article(), .1.with_article())]
    NoKind(Label, Label),
    /// An annotation can't be tied to itself.
    #[error("an annotation can't be tied to itself")]
    Itself,
    /// One of the two doesn't exist.
    #[error("there is no annotation `{0}`")]
    Missing(Id),
}

impl AnnotationSet {
    /// The edit that adds an annotation.
    pub fn adding(annotation: Annotation) -> Edit {
        Edit { annotations: vec![Change::make(annotation)], ..Edit::default() }
    }

    /// The edit that changes an annotation in one respect; empty where that changes nothing or there is no such annotation.
    ///
    /// Relations that the new label can't have are turned into what fits, or removed.
    pub fn changing(&self, id: &Id, change: impl FnOnce(&mut Annotation)) -> Edit {
        let Some(before) = self.get(id) else {
            return Edit::default();
        };
        let mut after = Annotation::clone(before);
        change(&mut after);
        if after == **before {
            return Edit::default();
        }
        let relations = if after.label == before.label { Vec::new() } else { self.refitting(id, after.label) };
        Edit { annotations: vec![Change::replace(Arc::clone(before), after)], relations, ..Edit::default() }
    }

    /// The edit that removes an annotation with its relations; empty where there is no such annotation.
    pub fn removing(&self, id: &Id) -> Edit {
        let Some(annotation) = self.get(id) else {
            return Edit::default();
        };
        Edit {
            annotations: vec![Change::remove(Arc::clone(annotation))],
            relations: self.relations_of(id).cloned().map(Change::remove).collect(),
            ..Edit::default()
        }
    }

    /// The edit that ties two annotations together, or unties them where they are tied. `id` is for a new relation.
    ///
    /// Kind and direction follow from the two labels, so it doesn't matter which of the two is named first.
    pub fn tying(&self, one: &Id, other: &Id, id: Id) -> Result<Edit, Untied> {
        if one == other {
            return Err(Untied::Itself);
        }
        let label = |id: &Id| self.get(id).map(|it| it.label).ok_or_else(|| Untied::Missing(id.clone()));
        let (first, second) = (label(one)?, label(other)?);
        if let Some(tie) = self.tie_between(one, other) {
            return Ok(Edit { relations: vec![Change::remove(Arc::clone(tie))], ..Edit::default() });
        }
        let (kind, from, to) = oriented(first, one, second, other).ok_or(Untied::NoKind(first, second))?;
        let relation = Relation { id, kind, from: from.clone(), to: to.clone(), extra: Extra::default() };
        Ok(Edit { relations: vec![Change::make(relation)], ..Edit::default() })
    }

    /// The edit that adds an annotation and ties it to one that is there. `id` is for the new relation.
    pub fn tying_to_new(&self, one: &Id, new: Annotation, id: Id) -> Result<Edit, Untied> {
        let first = self.get(one).map(|it| it.label).ok_or_else(|| Untied::Missing(one.clone()))?;
        let (kind, from, to) = oriented(first, one, new.label, &new.id).ok_or(Untied::NoKind(first, new.label))?;
        let relation = Relation { id, kind, from: from.clone(), to: to.clone(), extra: Extra::default() };
        Ok(Edit { annotations: vec![Change::make(new)], relations: vec![Change::make(relation)], ..Edit::default() })
    }

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

    /// What becomes of an annotation's relations when it takes another label.
    fn refitting(&self, id: &Id, label: Label) -> Vec<Change<Relation>> {
        let refit = |relation: &Arc<Relation>| {
            let other = relation.other_end(id);
            let fit = self.get(other).and_then(|end| oriented(label, id, end.label, other));
            match fit {
                Some((kind, from, to)) if kind == relation.kind && *from == relation.from && *to == relation.to => None,
                Some((kind, from, to)) => {
                    let after = Relation { kind, from: from.clone(), to: to.clone(), ..Relation::clone(relation) };
                    Some(Change::replace(Arc::clone(relation), after))
                }
                None => Some(Change::remove(Arc::clone(relation))),
            }
        };
        self.relations_of(id).filter_map(refit).collect()
    }
}

/// The kind of relation that two labels have, with its two ends in their order.
pub(super) fn oriented<'a>(first: Label, one: &'a Id, second: Label, other: &'a Id) -> Option<(Kind, &'a Id, &'a Id)> {
    let forth = Kind::between(first, second).map(|kind| (kind, one, other));
    forth.or_else(|| Kind::between(second, first).map(|kind| (kind, other, one)))
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
