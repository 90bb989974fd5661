//! Annotations that come from a file, beside those that are there: one edit, which overwrites nothing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::set::Refused;
use crate::model::{Annotation, AnnotationSet, Change, Check, Edit, Extra, Id, Kind, Label, Relation};

use super::foreign::Remark;
use super::settling::Settled;

/// What is done with what an annotation says that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// What is empty is filled; what is not stays.
    Fill,
    /// Label, note, tags and check become what the file says, since they were changed there on purpose; but only of an
    /// annotation that the file knows by its id.
    Amend,
}

/// What taking a file over does.
#[derive(Debug, Default)]
pub struct Merged {
    /// The edit that does it.
    pub edit: Edit,
    /// How many annotations are new.
    pub added: usize,
    /// How many that were there get something from the file.
    pub changed: usize,
    /// How many were there as the file has them.
    pub same: usize,
    /// How many relations are new.
    pub tied: usize,
    /// What was taken otherwise than the file says.
    pub remarks: Vec<Remark>,
    /// What was not taken, and why.
    pub refused: Vec<Remark>,
}

/// Merges the records of a file with a set, each with what those before it have made of the set.
pub fn merge(
    set: &AnnotationSet,
    records: Vec<Settled>,
    policy: Policy,
    mut new_id: impl FnMut() -> Id,
) -> Result<Merged, Refused> {
    let (mut now, mut all) = (set.clone(), Merged::default());
    for record in records {
        let merged = one(&now, record, policy, &mut new_id);
        now.apply(&merged.edit)?;
        all = all.and(merged);
    }
    Ok(all)
}

impl Merged {
    /// The same with what the next record does.
    fn and(self, next: Self) -> Self {
        Self {
            edit: self.edit.then(next.edit),
            added: self.added + next.added,
            changed: self.changed + next.changed,
            same: self.same + next.same,
            tied: self.tied + next.tied,
            remarks: [self.remarks, next.remarks].concat(),
            refused: [self.refused, next.refused].concat(),
        }
    }
}

/// Merges one record: by id, then by identical label and place.
fn one(set: &AnnotationSet, settled: Settled, policy: Policy, new_id: impl FnMut() -> Id) -> Merged {
    let there = set.iter().chain(set.orphans());
    let finished = settled.finished.and_then(|finished| set.finishing(finished).finished);
    let mut merging = Merging {
        set,
        policy,
        new_id,
        by_place: HashMap::new(),
        taken: HashSet::new(),
        ends: HashMap::new(),
        tied: HashSet::new(),
        merged: Merged { remarks: settled.remarks, refused: settled.refused, ..Merged::default() },
    };
    for annotation in there {
        let key = place_of(annotation);
        merging.by_place.entry(key).or_default().push(Arc::clone(annotation));
    }
    for (line, annotation) in settled.annotations {
        merging.annotation(line, annotation);
    }
    for (line, relation) in settled.relations {
        merging.relation(line, relation);
    }
    merging.merged.edit.finished = finished;
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
    policy: Policy,
    new_id: N,
    by_place: HashMap<PlaceKey, Vec<Arc<Annotation>>>,
    /// Ids that annotations of the file have become.
    taken: HashSet<Id>,
    /// Which annotation each of the file has become.
    ends: HashMap<Id, (Id, Label)>,
    /// What relations of the file tie.
    tied: HashSet<(Id, Id)>,
    merged: Merged,
}

impl<N: FnMut() -> Id> Merging<'_, N> {
    fn annotation(&mut self, line: usize, incoming: Annotation) {
        let known = self.set.get(&incoming.id).cloned();
        let key = place_of(&incoming);
        if let Some(known) = &known {
            let same_place = place_of(known).1 == key.1 && place_of(known).2 == key.2;
            if same_place && (known.label == incoming.label || self.policy == Policy::Amend) {
                self.meet(line, known, &incoming, self.policy);
                return;
            }
        }
        let alike = self.by_place.get(&key).and_then(|all| all.iter().find(|it| !self.taken.contains(&it.id))).cloned();
        match alike {
            Some(alike) => self.meet(line, &alike, &incoming, Policy::Fill),
            None if known.is_some() => {
                let what = format!("`{}` is another annotation here, which stays as it is", incoming.id);
                self.merged.refused.push(Remark::new(line, what));
            }
            None => self.add(incoming),
        }
    }

    fn add(&mut self, mut incoming: Annotation) {
        let from = incoming.id.clone();
        while self.is_taken(&incoming.id) {
            incoming.id = (self.new_id)();
        }
        self.taken.insert(incoming.id.clone());
        self.ends.insert(from, (incoming.id.clone(), incoming.label));
        self.merged.added += 1;
        self.merged.edit.annotations.push(Change::make(incoming));
    }

    fn is_taken(&self, id: &Id) -> bool {
        self.taken.contains(id) || self.set.get(id).is_some() || self.set.relation(id).is_some()
    }

    /// An annotation of the file is one that is there.
    fn meet(&mut self, line: usize, known: &Arc<Annotation>, incoming: &Annotation, policy: Policy) {
        if !self.taken.insert(known.id.clone()) {
            self.merged.refused.push(Remark::new(line, format!("`{}` stands in the file twice", known.id)));
            return;
        }
        let after = match policy {
            Policy::Fill => self.filled(line, known, incoming),
            Policy::Amend => self.amended(line, known, incoming),
        };
        self.ends.insert(incoming.id.clone(), (known.id.clone(), after.label));
        if after == **known {
            self.merged.same += 1;
        } else {
            self.merged.changed += 1;
            self.merged.edit.annotations.push(Change::replace(Arc::clone(known), after));
        }
    }

    fn filled(&mut self, line: usize, known: &Annotation, incoming: &Annotation) -> Annotation {
        let mut after = known.clone();
        let mut kept = Vec::new();
        let mut fill = |what, ours: &mut String, theirs: &String| match (ours.is_empty(), theirs.is_empty()) {
            (true, _) => ours.clone_from(theirs),
            (false, false) if ours != theirs => kept.push(what),
            _ => {}
        };
        fill("note", &mut after.note, &incoming.note);
        fill("creator", &mut after.creator, &incoming.creator);
        fill("time", &mut after.created, &incoming.created);
        if after.check == Check::default() {
            after.check.clone_from(&incoming.check);
        } else if incoming.check != Check::default() && incoming.check != after.check {
            kept.push("check");
        }
        if after.extra == Extra::default() {
            after.extra.clone_from(&incoming.extra);
        } else if incoming.extra != Extra::default() && incoming.extra != after.extra {
            kept.push("fields that this version doesn’t know");
        }
        let new = incoming.tags.iter().filter(|tag| !known.tags.contains(tag)).cloned();
        after.tags.extend(new);
        if !kept.is_empty() {
            let what = format!("`{}` keeps its own {}", known.id, kept.join(", "));
            self.merged.remarks.push(Remark::new(line, what));
        }
        after
    }

    fn amended(&mut self, line: usize, known: &Annotation, incoming: &Annotation) -> Annotation {
        let mut after = known.clone();
        after.note.clone_from(&incoming.note);
        after.tags.clone_from(&incoming.tags);
        after.check.clone_from(&incoming.check);
        after.label = incoming.label;
        let unfit = self.set.relations_of(&known.id).find(|relation| !self.fits(relation, &known.id, incoming.label));
        if let Some(relation) = unfit.filter(|_| known.label != incoming.label) {
            let (label, other) = (incoming.label.name(), relation.other_end(&known.id));
            let what = format!("`{}` can’t become {label} while it is tied to `{other}`; untie it first", known.id);
            self.merged.refused.push(Remark::new(line, what));
            after.label = known.label;
        }
        after
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
        let is_new = self.tied.insert((relation.from.clone(), relation.to.clone()));
        if !is_new || self.set.relations_of(&relation.from).any(|it| same(it)) {
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
