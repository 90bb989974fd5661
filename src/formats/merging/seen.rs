//! What of the annotations here a file has, and what it has no more.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::damaged::shown;
use super::super::feature::Feature;
use super::super::foreign::Remark;
use super::merged::Merged;
use super::rules::{Policy, Rules, Take};
use crate::model::{Annotation, AnnotationSet, Change, Id, Relation};

/// What the records of a file were found to be.
#[derive(Default)]
pub(super) struct Seen {
    /// The annotations, by the ids that they have here.
    pub(super) annotations: HashSet<Id>,
    /// What relations tie, likewise.
    pub(super) ties: HashSet<(Id, Id)>,
    /// Whether any of them was known by its id, so that the file comes from here.
    pub(super) by_id: bool,
}

impl Seen {
    /// What was `here` before, is there `now`, and isn't in a file that comes from here and has all of an article.
    ///
    /// A file of which not all `was_read` may have it where it couldn't be read: then nothing is removed.
    pub(super) fn missing(
        &self,
        here: &AnnotationSet,
        now: &AnnotationSet,
        rules: Rules<'_>,
        was_read: bool,
    ) -> Merged {
        let mut merged = Merged::default();
        let gone = here.iter().filter(|it| !self.annotations.contains(&it.id)).count();
        if !rules.keeps_ids && gone > 0 && here.iter().any(|it| self.annotations.contains(&it.id)) {
            let what = format!("{gone} annotations here are not in the file, whose format has no ids; they stay");
            merged.remarks.push(Remark::new(0, what));
        }
        if !self.by_id || rules.policy != Policy::Fill {
            return merged;
        }
        let is_gone = |id: &Id| !self.annotations.contains(id) && now.get(id).is_some();
        let mut removed = HashSet::new();
        for annotation in here.iter().filter(|it| is_gone(&it.id)) {
            let words = rules.document.zip(annotation.spans().first()).map(|(document, span)| document.quote(*span));
            let what = format!(
                "`{}` ({}): “{}” is here and not in the file",
                annotation.id,
                annotation.label.name(),
                shown(words.unwrap_or_default())
            );
            let Some(why) = stays(annotation, rules, was_read) else {
                merged.differ(rules.take, 0, format!("{what}; it is removed"));
                removed.insert(&annotation.id);
                merged.changed += 1;
                merged.edit.annotations.push(Change::remove(Arc::clone(annotation)));
                continue;
            };
            let take = rules.take.filter(|take| *take == Take::Ours);
            merged.differ(take, 0, format!("{what}; it stays{why}"));
        }
        for relation in now.relations() {
            let is_removed = removed.contains(&relation.from) || removed.contains(&relation.to);
            if is_removed
                || (self.lacks(relation)
                    && here.relation(&relation.id).is_some()
                    && rules.holds.contains(&Feature::Relations))
            {
                let is_taken = is_removed || (rules.take == Some(Take::Theirs) && was_read);
                if is_taken {
                    merged.edit.relations.push(Change::remove(Arc::clone(relation)));
                }
                if !is_removed {
                    let (from, to) = (&relation.from, &relation.to);
                    let end = if is_taken { "it is removed" } else { "it stays" };
                    let what = format!("`{from}` {} `{to}` is here and not in the file; {end}", relation.kind.name());
                    let take = rules.take.filter(|take| *take == Take::Ours || is_taken);
                    merged.differ(take, 0, what);
                }
            }
        }
        merged
    }

    /// Whether a file has both ends of a relation and not the relation.
    fn lacks(&self, relation: &Relation) -> bool {
        let (from, to) = (&relation.from, &relation.to);
        let has = |id| self.annotations.contains(id);
        has(from) && has(to) && !self.ties.contains(&(from.clone(), to.clone()))
    }
}

/// Why an annotation stays that isn't in the file; `None` where it is to go.
fn stays(annotation: &Annotation, rules: Rules<'_>, was_read: bool) -> Option<&'static str> {
    let lost = |feature, is_there: bool| is_there && !rules.holds.contains(&feature);
    let is_unheld = lost(Feature::Checks, !annotation.check.is_blank())
        || lost(Feature::Notes, !annotation.note.is_empty())
        || lost(Feature::Tags, !annotation.tags.is_empty());
    match rules.take {
        None | Some(Take::Ours) => Some(""),
        Some(Take::Theirs) if !was_read => Some(", since parts of the file can't be read"),
        Some(Take::Theirs) if is_unheld => {
            Some(", since it has what the format can't hold; `ascribe remove` removes it")
        }
        Some(Take::Theirs) => None,
    }
}
