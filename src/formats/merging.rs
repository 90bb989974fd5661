//! Annotations that come from a file, beside those that are there: one edit, which overwrites nothing unless somebody has
//! said that the file's side is to be taken.

mod meeting;
mod merged;
mod nameless;
mod rules;
mod seen;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::set::Refused;
use crate::model::{Annotation, AnnotationSet, Change, Finished, Id, Kind, Label, Place, Relation};

use self::meeting::{Met, meet};
pub use self::merged::Merged;
pub use self::rules::{Policy, Rules, Take};
use self::seen::Seen;
use super::damaged::shown;
use super::foreign::Remark;
use super::settling::Settled;

/// Merges the records of a file with a set, each with what those before it have made of the set: by id, then by identical
/// label and place.
pub fn merge<'a>(
    set: &AnnotationSet,
    records: Vec<Settled>,
    rules: impl Into<Rules<'a>>,
    mut new_id: impl FnMut() -> Id,
) -> Result<Merged, Refused> {
    let (rules, mut now) = (rules.into(), set.clone());
    let (mut all, mut seen) = (Merged::default(), Seen::default());
    for record in records {
        let merged = one(&now, record, rules, &mut seen, &mut new_id);
        now.apply(&merged.edit)?;
        all = all.and(merged);
    }
    let missing = seen.missing(set, &now, rules, all.refused.is_empty());
    Ok(all.and(missing))
}

/// Merges one record.
fn one(set: &AnnotationSet, settled: Settled, rules: Rules<'_>, seen: &mut Seen, new_id: impl FnMut() -> Id) -> Merged {
    let mut merging = Merging {
        set,
        rules,
        new_id,
        seen,
        by_place: HashMap::new(),
        taken: HashSet::new(),
        untied: HashSet::new(),
        nameless: Vec::new(),
        ends: HashMap::new(),
        merged: Merged { remarks: settled.remarks, refused: settled.refused, ..Merged::default() },
    };
    for annotation in set.iter().chain(set.orphans()) {
        merging.by_place.entry(place_of(annotation)).or_default().push(Arc::clone(annotation));
    }
    for (line, annotation) in settled.annotations {
        merging.annotation(line, annotation);
    }
    let nameless = std::mem::take(&mut merging.nameless);
    merging.nameless(nameless);
    for (line, relation) in settled.relations {
        merging.relation(line, relation);
    }
    if let Some(finished) = settled.finished {
        merging.finished(finished);
    }
    merging.merged
}

/// What two annotations have in common that are the same to whoever reads them.
type PlaceKey = (Label, Vec<(usize, usize)>, Vec<String>);

fn place_of(annotation: &Annotation) -> PlaceKey {
    let spans = annotation.spans().iter().map(|span| (span.start().byte(), span.end().byte())).collect();
    let quotes = annotation.selectors().iter().map(|selector| selector.quote.clone()).collect();
    (annotation.label, spans, quotes)
}

struct Merging<'a, N> {
    set: &'a AnnotationSet,
    rules: Rules<'a>,
    new_id: N,
    seen: &'a mut Seen,
    by_place: HashMap<PlaceKey, Vec<Arc<Annotation>>>,
    /// Ids that annotations of the record have become.
    taken: HashSet<Id>,
    /// Relations that have gone because one of their ends has another label.
    untied: HashSet<Id>,
    /// Those that are not here as they stand in a file without ids.
    nameless: Vec<(usize, Annotation)>,
    /// Which annotation each of the record has become.
    ends: HashMap<Id, (Id, Label)>,
    merged: Merged,
}

impl<N: FnMut() -> Id> Merging<'_, N> {
    fn annotation(&mut self, line: usize, incoming: Annotation) {
        let known = self.set.get(&incoming.id).cloned();
        if let Some(known) = known.as_ref().filter(|known| self.is_same(known, &incoming)) {
            return self.meet(line, known, &incoming, true);
        }
        let key = place_of(&incoming);
        let alike = self.by_place.get(&key).and_then(|all| all.iter().find(|it| !self.taken.contains(&it.id))).cloned();
        match alike {
            Some(alike) => self.meet(line, &alike, &incoming, false),
            None if known.is_some() => {
                let what = format!("`{}` is another annotation here, which stays as it is", incoming.id);
                self.merged.differ(None, line, what);
                // It has not been taken out there.
                self.seen.annotations.insert(incoming.id);
            }
            None if !self.rules.keeps_ids => self.nameless.push((line, incoming)),
            None => self.bare(line, incoming),
        }
    }

    /// Adds an annotation without the blanks at its ends, unless it is here as that.
    fn bare(&mut self, line: usize, mut incoming: Annotation) {
        let Some((document, Place::Spans(spans))) = self.rules.document.map(|it| (it, incoming.place.clone())) else {
            return self.add(incoming);
        };
        let Some(trimmed) = document.all_without_blanks(&spans) else {
            let what = format!("{} of nothing but blanks", incoming.label.with_article());
            return self.merged.refused.push(Remark::new(line, what));
        };
        if trimmed == spans {
            return self.add(incoming);
        }
        let words = trimmed.as_slice().first().map(|span| shown(document.quote(*span))).unwrap_or_default();
        let what = format!("blanks at the ends of “{words}” ({}) are left out", incoming.label.name());
        self.merged.remarks.push(Remark::new(line, what));
        incoming.place = Place::Spans(trimmed);
        let alike =
            self.by_place.get(&place_of(&incoming)).and_then(|all| all.iter().find(|it| !self.taken.contains(&it.id)));
        match alike.cloned() {
            Some(alike) => self.meet(line, &alike, &incoming, false),
            None => self.add(incoming),
        }
    }

    /// Whether an annotation of the same id is the same one, edited perhaps: it has text or place in common, or the file's
    /// side is to be taken of whatever has that id.
    fn is_same(&self, known: &Annotation, incoming: &Annotation) -> bool {
        let (ours, theirs) = (place_of(known), place_of(incoming));
        let overlaps = || known.spans().iter().any(|one| incoming.spans().iter().any(|other| one.overlaps(*other)));
        let is_told = self.rules.take == Some(Take::Theirs) && known.label == incoming.label;
        (ours.1 == theirs.1 && ours.2 == theirs.2) || overlaps() || is_told
    }

    fn add(&mut self, mut incoming: Annotation) {
        let from = incoming.id.clone();
        while self.is_taken(&incoming.id) {
            incoming.id = (self.new_id)();
        }
        self.taken.insert(incoming.id.clone());
        self.seen.annotations.insert(incoming.id.clone());
        self.ends.insert(from, (incoming.id.clone(), incoming.label));
        self.merged.added += 1;
        self.merged.edit.annotations.push(Change::make(incoming));
    }

    fn is_taken(&self, id: &Id) -> bool {
        self.taken.contains(id) || self.set.get(id).is_some() || self.set.relation(id).is_some()
    }

    /// An annotation of the file is one that is there.
    fn meet(&mut self, line: usize, known: &Arc<Annotation>, incoming: &Annotation, by_id: bool) {
        if !self.taken.insert(known.id.clone()) {
            self.merged.refused.push(Remark::new(line, format!("`{}` stands in the file twice", known.id)));
            return;
        }
        self.seen.annotations.insert(known.id.clone());
        self.seen.by_id |= by_id;
        let Met { mut after, differences } = meet(known, incoming, by_id, self.rules);
        let take = self.rules.take;
        for difference in differences {
            self.merged.differ(take, line, format!("`{}` ({}): {difference}", known.id, known.label.name()));
        }
        if after.label != known.label {
            self.relabel(line, known, &mut after);
        }
        self.ends.insert(incoming.id.clone(), (known.id.clone(), after.label));
        if after == **known {
            self.merged.same += 1;
        } else {
            self.merged.changed += 1;
            self.merged.edit.annotations.push(Change::replace(Arc::clone(known), after));
        }
    }

    /// Unties what can't stay tied to an annotation of another label, or leaves the label where nobody has said so.
    fn relabel(&mut self, line: usize, known: &Annotation, after: &mut Annotation) {
        let unfit: Vec<_> =
            self.set.relations_of(&known.id).filter(|it| !self.fits(it, &known.id, after.label)).cloned().collect();
        let label = after.label.name();
        for relation in unfit {
            let other = relation.other_end(&known.id);
            if self.rules.take != Some(Take::Theirs) {
                let what = format!("`{}` can’t become {label} while it is tied to `{other}`; untie it first", known.id);
                self.merged.refused.push(Remark::new(line, what));
                after.label = known.label;
                return;
            }
            let what = format!("`{}` is {label} now, so it is no longer tied to `{other}`", known.id);
            self.merged.remarks.push(Remark::new(line, what));
            if self.untied.insert(relation.id.clone()) {
                self.merged.edit.relations.push(Change::remove(relation));
            }
        }
    }

    fn finished(&mut self, theirs: Finished) {
        let Some(ours) = self.set.finished() else {
            self.merged.edit.finished = self.set.finishing(theirs).finished;
            return;
        };
        if **ours == theirs {
            return;
        }
        let take = self.rules.take;
        let said = |it: &Finished| format!("{} on {}", it.by, it.on);
        let what = format!("finished: by {} here, by {} in the file", said(ours), said(&theirs));
        self.merged.differ(take, 0, what);
        if take == Some(Take::Theirs) {
            self.merged.edit.finished = Some(Change::replace(Arc::clone(ours), theirs));
        }
    }

    /// Whether a relation can stay when one of its ends becomes another label.
    fn fits(&self, relation: &Relation, changed: &Id, label: Label) -> bool {
        let label_of = |id: &Id| if id == changed { Some(label) } else { self.set.get(id).map(|it| it.label) };
        let ends = label_of(&relation.from).zip(label_of(&relation.to));
        ends.is_some_and(|(from, to)| relation.kind.joins(from, to))
    }

    fn relation(&mut self, line: usize, mut relation: Relation) {
        let (Some(from), Some(to)) = (self.ends.get(&relation.from), self.ends.get(&relation.to)) else {
            let what = format!("{} of an annotation that was left out", relation.kind.name());
            self.merged.refused.push(Remark::new(line, what));
            return;
        };
        let Some(kind) = Kind::between(from.1, to.1) else {
            let what = format!("{} can’t lead from {} to {}", relation.kind.name(), from.1.name(), to.1.name());
            self.merged.refused.push(Remark::new(line, what));
            return;
        };
        (relation.kind, relation.from, relation.to) = (kind, from.0.clone(), to.0.clone());
        let same = |other: &Relation| (&other.from, &other.to) == (&relation.from, &relation.to);
        let is_new = self.seen.ties.insert((relation.from.clone(), relation.to.clone()));
        if !is_new || self.set.relations_of(&relation.from).any(|it| same(it) && !self.untied.contains(&it.id)) {
            return;
        }
        while self.is_taken(&relation.id) {
            relation.id = (self.new_id)();
        }
        self.taken.insert(relation.id.clone());
        self.merged.tied += 1;
        self.merged.edit.relations.push(Change::make(relation));
    }
}
