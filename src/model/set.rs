//! All annotations and relations of one document, and the only door through which they change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::annotation::{Annotation, Extra, Id};
use super::check::{STATUSES, Status};
use super::cover::Cover;
use super::edit::{Change, Edit, Identified};
use super::finished::Finished;
use super::label::{LABELS, Label};
use super::relation::Relation;
use super::span::{Offset, Span};

/// What has one place in the order of the text: first start, then the longer before the shorter, then the id.
type Rank = (usize, Reverse<usize>, Id);

/// One document's annotations and relations.
///
/// Ids are unique, both ends of every relation exist and their labels fit its kind, and every question about a piece of
/// the text is answered without looking at the rest.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    annotations: HashMap<Id, Arc<Annotation>>,
    relations: BTreeMap<Id, Arc<Relation>>,
    in_text_order: BTreeSet<Rank>,
    orphans: BTreeSet<Id>,
    /// Each annotation with each of its relations.
    ties: BTreeSet<(Id, Id)>,
    cover: Cover,
    counts: [usize; LABELS.len()],
    statuses: [usize; STATUSES.len()],
    finished: Option<Arc<Finished>>,
    /// How many edits were applied: what was worked out for one number is right as long as it is the same.
    revision: u64,
    /// Fields of a newer program beside the annotations, kept.
    pub extra: Extra,
}

/// Why an edit was not applied; the set is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The set isn't in the state that the edit starts from.
    #[error("`{0}` is no longer what this change starts from")]
    Stale(Id),
    /// Whether the article is finished isn't what the edit starts from.
    #[error("whether the article is finished is no longer what this change starts from")]
    Unfinished,
    /// An id would be used twice.
    #[error("`{0}` exists already")]
    Taken(Id),
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
}

impl AnnotationSet {
    /// Applies a whole edit, or nothing of it.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refused> {
        // Applied first and judged after: an edit may pass through states in which a relation has lost its end.
        self.revision += 1;
        let done = self.swap(edit).and_then(|()| {
            self.judge(edit).inspect_err(|_| {
                // What was just swapped in swaps back out.
                let _ = self.swap(&edit.inverse());
            })
        });
        debug_assert!(self.annotations.len() == self.in_text_order.len() + self.orphans.len());
        done
    }

    /// How many annotations there are, those without a place included.
    pub fn len(&self) -> usize {
        self.annotations.len()
    }

    /// A number that is another one after every edit.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Who has said that the work on the article is done, if somebody has.
    pub fn finished(&self) -> Option<&Arc<Finished>> {
        self.finished.as_ref()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty()
    }

    /// How many annotations have that label, orphans included.
    pub fn count(&self, label: Label) -> usize {
        self.counts[label as usize]
    }

    /// How many claims have a check with that status, orphans included.
    pub fn count_of(&self, status: Status) -> usize {
        self.statuses[status as usize]
    }

    /// How many claims have a check that is still open, orphans included.
    pub fn open_checks(&self) -> usize {
        self.count_of(Status::Unchecked) + self.count_of(Status::InProgress)
    }

    /// How many bytes of the text lie in at least one annotation.
    pub fn covered_bytes(&self) -> usize {
        self.cover.covered_bytes()
    }

    /// Whether an annotation shares a byte with those bytes of the text.
    pub(super) fn is_covered(&self, bytes: Range<usize>) -> bool {
        !bytes.is_empty() && self.cover.is_covered(bytes)
    }

    /// The annotation with that id.
    pub fn get(&self, id: &Id) -> Option<&Arc<Annotation>> {
        self.annotations.get(id)
    }

    /// The annotations that have a place, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> {
        self.in_text_order.iter().filter_map(|(_, _, id)| self.annotations.get(id))
    }

    /// The annotations that have no place, by id: orphans, and those that are undecided.
    pub fn orphans(&self) -> impl ExactSizeIterator<Item = &Arc<Annotation>> {
        self.orphans.iter().map(|id| &self.annotations[id])
    }

    /// The annotations after `annotation` in text order; none after an orphan.
    pub fn after<'a>(&'a self, annotation: &Annotation) -> impl Iterator<Item = &'a Arc<Annotation>> + use<'a> {
        let rank = rank(annotation);
        let later = rank.into_iter().flat_map(|rank| self.in_text_order.range(rank..).skip(1));
        later.filter_map(|(_, _, id)| self.annotations.get(id))
    }

    /// The annotations before `annotation` in text order, the nearest first; none before an orphan.
    pub fn before<'a>(&'a self, annotation: &Annotation) -> impl Iterator<Item = &'a Arc<Annotation>> + use<'a> {
        let rank = rank(annotation);
        let earlier = rank.into_iter().flat_map(|rank| self.in_text_order.range(..rank).rev());
        earlier.filter_map(|(_, _, id)| self.annotations.get(id))
    }

    /// The annotations that start at `place` or after it, in text order.
    pub fn starting_from(&self, place: Offset) -> impl Iterator<Item = &Arc<Annotation>> {
        let first = (place.byte(), Reverse(usize::MAX), Id::new(""));
        self.in_text_order.range(first..).filter_map(|(_, _, id)| self.annotations.get(id))
    }

    /// The annotations that start before `place`, the nearest first.
    pub fn starting_before(&self, place: Offset) -> impl Iterator<Item = &Arc<Annotation>> {
        let first = (place.byte(), Reverse(usize::MAX), Id::new(""));
        self.in_text_order.range(..first).rev().filter_map(|(_, _, id)| self.annotations.get(id))
    }

    /// The first annotation that starts in those bytes of the text.
    pub fn first_in(&self, bytes: Range<usize>) -> Option<&Arc<Annotation>> {
        let at = |byte| (byte, Reverse(usize::MAX), Id::new(""));
        let (_, _, id) = self.in_text_order.range(at(bytes.start)..at(bytes.end)).next()?;
        self.annotations.get(id)
    }

    /// Each span that shares a byte with those bytes, with its annotation; the outer before the inner, in text order.
    pub fn meeting(&self, bytes: Range<usize>) -> Vec<(Span, &Arc<Annotation>)> {
        let found = self.cover.meeting(bytes).filter_map(|(span, id)| Some((span, self.annotations.get(id)?)));
        let mut spans: Vec<_> = found.collect();
        spans.sort_unstable_by(|(a, one), (b, other)| {
            let key = |span: &Span| (span.start(), Reverse(span.end()));
            key(a).cmp(&key(b)).then_with(|| one.id.cmp(&other.id))
        });
        spans
    }

    /// Whether a span that shares a byte with those bytes, with its annotation, is one that is looked for.
    pub(super) fn meets(&self, bytes: Range<usize>, is_it: impl Fn(Span, &Annotation) -> bool) -> bool {
        self.cover.meeting(bytes).any(|(span, id)| self.annotations.get(id).is_some_and(|it| is_it(span, it)))
    }

    /// The annotations that hold the grapheme cluster at `place`, the shortest first.
    pub fn at(&self, place: Offset) -> Vec<&Arc<Annotation>> {
        let byte = place.byte();
        let found = self.cover.meeting(byte..byte + 1).filter_map(|(_, id)| self.annotations.get(id));
        let mut annotations: Vec<_> = found.collect();
        annotations.sort_unstable_by_key(|annotation| (annotation.len_bytes(), Reverse(rank(annotation))));
        annotations
    }

    /// The relation with that id.
    pub fn relation(&self, id: &Id) -> Option<&Arc<Relation>> {
        self.relations.get(id)
    }

    /// All relations, by id.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = &Arc<Relation>> {
        self.relations.values()
    }

    /// The relations of one annotation, from it and to it.
    pub fn relations_of<'a>(&'a self, id: &Id) -> impl Iterator<Item = &'a Arc<Relation>> + use<'a> {
        let id = id.clone();
        let ties = self.ties.range((id.clone(), Id::new(""))..).take_while(move |(end, _)| *end == id);
        ties.filter_map(|(_, relation)| self.relations.get(relation))
    }

    /// Puts every after in the place of its before, or nothing.
    fn swap(&mut self, edit: &Edit) -> Result<(), Refused> {
        check_befores(&self.annotations, &edit.annotations)?;
        let relations = |id: &Id| self.relations.get(id);
        for change in &edit.relations {
            check_before(change, relations)?;
        }
        if let Some(change) = &edit.finished {
            if self.finished != change.before {
                return Err(Refused::Unfinished);
            }
            self.finished.clone_from(&change.after);
        }
        for change in &edit.annotations {
            if let Some(before) = &change.before {
                self.take_out(before);
            }
            if let Some(after) = &change.after {
                self.put_in(after);
            }
        }
        for change in &edit.relations {
            if let Some(before) = &change.before {
                self.relations.remove(&before.id);
                self.ties.remove(&(before.from.clone(), before.id.clone()));
                self.ties.remove(&(before.to.clone(), before.id.clone()));
            }
            if let Some(after) = &change.after {
                self.relations.insert(after.id.clone(), Arc::clone(after));
                self.ties.insert((after.from.clone(), after.id.clone()));
                self.ties.insert((after.to.clone(), after.id.clone()));
            }
        }
        Ok(())
    }

    /// Whether every relation that the edit could have touched still joins two annotations that it may join.
    fn judge(&self, edit: &Edit) -> Result<(), Refused> {
        let touched = edit.annotations.iter().filter_map(Change::id).flat_map(|id| self.relations_of(id));
        let made = edit.relations.iter().filter_map(|change| change.after.as_ref());
        touched.chain(made).try_for_each(|relation| self.judge_relation(relation))
    }

    fn judge_relation(&self, relation: &Relation) -> Result<(), Refused> {
        let end = |end: &Id| {
            let dangling = || Refused::Dangling { relation: relation.id.clone(), end: end.clone() };
            self.get(end).map(|annotation| annotation.label).ok_or_else(dangling)
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

    fn put_in(&mut self, annotation: &Arc<Annotation>) {
        self.counts[annotation.label as usize] += 1;
        self.statuses[annotation.check.status as usize] += usize::from(annotation.label == Label::Claim);
        for span in annotation.spans() {
            self.cover.insert(*span, &annotation.id);
        }
        match rank(annotation) {
            Some(rank) => self.in_text_order.insert(rank),
            None => self.orphans.insert(annotation.id.clone()),
        };
        self.annotations.insert(annotation.id.clone(), Arc::clone(annotation));
    }

    fn take_out(&mut self, annotation: &Annotation) {
        self.counts[annotation.label as usize] -= 1;
        self.statuses[annotation.check.status as usize] -= usize::from(annotation.label == Label::Claim);
        for span in annotation.spans() {
            self.cover.remove(*span, &annotation.id);
        }
        match rank(annotation) {
            Some(rank) => self.in_text_order.remove(&rank),
            None => self.orphans.remove(&annotation.id),
        };
        self.annotations.remove(&annotation.id);
    }
}

/// Sets are equal when they hold the same, however they came to it.
impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        let marks = self.annotations == other.annotations && self.relations == other.relations;
        marks && self.finished == other.finished && self.extra == other.extra
    }
}

fn rank(annotation: &Annotation) -> Option<Rank> {
    let (start, end) = (annotation.start()?, annotation.end()?);
    Some((start.byte(), Reverse(end.byte()), annotation.id.clone()))
}

fn check_befores(all: &HashMap<Id, Arc<Annotation>>, changes: &[Change<Annotation>]) -> Result<(), Refused> {
    changes.iter().try_for_each(|change| check_before(change, |id| all.get(id)))
}

/// Whether what the change starts from is what there is.
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
