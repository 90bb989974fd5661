//! All annotations and relations of one document, and the only door through which they change.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::annotation::{Annotation, Id};
use super::check::{STATUSES, Status};
use super::cover::Cover;
use super::edit::Edit;
use super::extra::Extra;
use super::finished::Finished;
use super::label::{LABELS, Label};
use super::relation::Relation;
use super::span::{Offset, Span};

mod judging;

pub use judging::Refused;

/// What has one place in the order of the text: first start, then the longer before the shorter, then the id.
type Rank = (usize, Reverse<usize>, Id);

/// One document's annotations and relations.
///
/// No two annotations or relations have one id, both ends of every relation exist and their labels fit its kind, no two
/// relations join the same annotations, and every question about a piece of the text is answered without looking at the
/// rest.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    annotations: HashMap<Id, Arc<Annotation>>,
    relations: BTreeMap<Id, Arc<Relation>>,
    in_text_order: BTreeSet<Rank>,
    orphans: BTreeSet<Id>,
    /// Each annotation with each of its relations.
    ties: BTreeSet<(Id, Id)>,
    /// The relation that leads from one annotation to another: one at most.
    joined: HashMap<(Id, Id), Id>,
    cover: Cover,
    counts: [usize; LABELS.len()],
    statuses: [usize; STATUSES.len()],
    finished: Option<Arc<Finished>>,
    /// How many edits were applied: what was worked out for one number is right as long as it is the same.
    revision: u64,
    /// Fields of a newer program beside the annotations, kept.
    pub extra: Extra,
}

impl AnnotationSet {
    /// Applies a whole edit, or nothing of it.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refused> {
        // Judged before anything is touched, so that what is refused leaves no trace.
        judging::judge(self, edit)?;
        self.revision += 1;
        self.swap(edit);
        debug_assert!(self.annotations.len() == self.in_text_order.len() + self.orphans.len());
        Ok(())
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
    pub fn meets(&self, bytes: Range<usize>, is_it: impl Fn(Span, &Annotation) -> bool) -> bool {
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

    /// The relation that joins two annotations, in either direction.
    pub fn tie_between(&self, one: &Id, other: &Id) -> Option<&Arc<Relation>> {
        let joining = |from: &Id, to: &Id| self.joined.get(&(from.clone(), to.clone()));
        self.relations.get(joining(one, other).or_else(|| joining(other, one))?)
    }

    /// Puts every after in the place of its before.
    fn swap(&mut self, edit: &Edit) {
        if let Some(change) = &edit.finished {
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
        // First all go and then all come: a new relation may join what another one did.
        for relation in edit.relations.iter().filter_map(|change| change.before.as_ref()) {
            self.relations.remove(&relation.id);
            self.ties.remove(&(relation.from.clone(), relation.id.clone()));
            self.ties.remove(&(relation.to.clone(), relation.id.clone()));
            self.joined.remove(&(relation.from.clone(), relation.to.clone()));
        }
        for relation in edit.relations.iter().filter_map(|change| change.after.as_ref()) {
            self.relations.insert(relation.id.clone(), Arc::clone(relation));
            self.ties.insert((relation.from.clone(), relation.id.clone()));
            self.ties.insert((relation.to.clone(), relation.id.clone()));
            self.joined.insert((relation.from.clone(), relation.to.clone()), relation.id.clone());
        }
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
