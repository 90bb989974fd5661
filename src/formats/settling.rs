//! From what a file of another program says to annotations of a document, each at a place that is certain.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use memchr::memmem;

use crate::model::{
    Annotation, AnnotationSet, Document, Extra, Finished, Id, Kind, LABELS, Label, Place, Relation, Selector, Span,
    Spans,
};

use super::damaged::{one_of, shown};
use super::foreign::{Foreign, ForeignAnnotation, ForeignRelation, Group, Piece, Remark};
use super::json::Unknown;
use super::unit::{Ruler, Unit};

/// How many bytes of text are searched for quotes that don't stand where their file says, before the rest is refused.
const SEARCHED_BYTES: usize = 1 << 32;

/// What each of another program's labels and kinds of relations is here.
#[derive(Clone, Debug, Default)]
pub struct Mapping(pub Vec<(String, Mapped)>);

/// What a label or a kind of another program is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapped {
    /// A label.
    Label(Label),
    /// A kind of relation.
    Kind(Kind),
    /// Nothing: what has it is left out on purpose.
    LeftOut,
}

impl Mapping {
    fn of(&self, name: &str) -> Option<Mapped> {
        self.0.iter().find(|(from, _)| from == name).map(|(_, to)| *to)
    }
}

/// What a file holds for one document.
#[derive(Debug, Default)]
pub struct Settled {
    /// Its annotations, each with an id of its own.
    pub annotations: Vec<(usize, Annotation)>,
    /// Its relations between them.
    pub relations: Vec<(usize, Relation)>,
    /// Who has said that the work on the article is done, if the file says so.
    pub finished: Option<Finished>,
    /// What was taken otherwise than the file says.
    pub remarks: Vec<Remark>,
    /// What was not taken, and why.
    pub refused: Vec<Remark>,
}

/// What is placed already.
impl From<AnnotationSet> for Settled {
    fn from(set: AnnotationSet) -> Self {
        let annotations = set.iter().chain(set.orphans()).map(|annotation| (0, (**annotation).clone())).collect();
        let relations = set.relations().map(|relation| (0, (**relation).clone())).collect();
        let unknown = Unknown::of(&set.extra).0.len();
        let what = format!("{unknown} fields of the file itself that this version doesn’t know are left out");
        let remarks = if unknown > 0 { vec![Remark::new(0, what)] } else { Vec::new() };
        let finished = set.finished().map(|finished| Finished::clone(finished));
        Self { annotations, relations, finished, remarks, ..Self::default() }
    }
}

/// Finds the place of everything in a file of another program. `new_id` makes ids where the file has none of ours.
pub fn settle(foreign: Foreign, document: &Document, mapping: &Mapping, new_id: impl FnMut() -> Id) -> Settled {
    let unit = unit_of(&foreign, document);
    let mut settling = Settling {
        document,
        mapping,
        ruler: Ruler::of(document, unit),
        new_id,
        searched: 0,
        known: HashMap::new(),
        left_out: BTreeMap::new(),
        known_left_out: HashSet::new(),
        unknown_labels: BTreeMap::new(),
        triggers: (0, 0),
        settled: Settled { refused: foreign.refused, remarks: foreign.unheld, ..Settled::default() },
    };
    if unit != foreign.unit {
        let what = format!("its positions count {}, not {}", unit.name(), foreign.unit.name());
        settling.settled.remarks.push(Remark::new(0, what));
    }
    for annotation in foreign.annotations {
        settling.annotation(annotation);
    }
    settling.name_unknown_labels();
    settling.relations(foreign.relations);
    settling.groups(foreign.groups);
    for (name, count) in std::mem::take(&mut settling.left_out) {
        let what = format!("`{}` is left out, as --map says: {count}", shown(&name));
        settling.settled.remarks.push(Remark::new(0, what));
    }
    settling.settled
}

/// What the positions of a file count: that under which most of its quotes stand where it says, if it has any.
///
/// One unit for the whole file: a file of letters that all units count alike says nothing, and is as it should be.
fn unit_of(foreign: &Foreign, document: &Document) -> Unit {
    let pieces = || foreign.annotations.iter().flat_map(|annotation| &annotation.pieces);
    let agreeing = |unit| {
        let ruler = Ruler::of(document, unit);
        pieces().filter(|piece| piece.quote.is_some() && in_place(piece, document, &ruler).is_some()).count()
    };
    if foreign.unit == Unit::None {
        return Unit::CodePoints;
    }
    let mut best = (agreeing(foreign.unit), foreign.unit);
    for unit in [Unit::CodePoints, Unit::Utf16, Unit::Bytes] {
        let count = if best.0 == pieces().count() { 0 } else { agreeing(unit) };
        if count > best.0 {
            best = (count, unit);
        }
    }
    best.1
}

/// The bytes where a piece says it stands, if its quote stands there or it has none.
fn in_place(piece: &Piece, document: &Document, ruler: &Ruler) -> Option<Range<usize>> {
    let (start, end) = piece.at?;
    let bytes = ruler.byte(start)?..ruler.byte(end)?;
    let found = document.text().get(bytes.clone())?;
    piece.quote.as_ref().is_none_or(|quote| quote == found).then_some(bytes)
}

struct Settling<'a, N> {
    document: &'a Document,
    mapping: &'a Mapping,
    ruler: Ruler<'a>,
    new_id: N,
    searched: usize,
    /// What became of each key: `None` where it was refused.
    known: HashMap<String, Option<(Id, Label)>>,
    /// Labels and kinds that are left out on purpose, and how often.
    left_out: BTreeMap<String, usize>,
    /// Annotations with such labels.
    known_left_out: HashSet<String>,
    /// Labels of nobody's here, with the first line and how often.
    unknown_labels: BTreeMap<String, (usize, usize)>,
    /// Triggers with such labels: the first line, and how many.
    triggers: (usize, usize),
    settled: Settled,
}

impl<N: FnMut() -> Id> Settling<'_, N> {
    fn annotation(&mut self, foreign: ForeignAnnotation) {
        let (line, key) = (foreign.line, foreign.key.clone());
        if self.known.contains_key(&key) {
            self.refuse(line, format!("there is another `{}` in the file", shown(&key)));
            return;
        }
        if self.mapping.of(&foreign.label) == Some(Mapped::LeftOut) {
            *self.left_out.entry(foreign.label).or_default() += 1;
            self.known_left_out.insert(key.clone());
            self.known.insert(key, None);
            return;
        }
        let Some(label) = self.label(&foreign.label) else {
            let (first, count) = if foreign.is_trigger {
                &mut self.triggers
            } else {
                self.unknown_labels.entry(foreign.label).or_default()
            };
            *first = if *count == 0 { line } else { *first };
            *count += 1;
            self.known.insert(key, None);
            return;
        };
        let place = if foreign.is_orphan { Ok(orphan(&foreign.pieces)) } else { self.place(&foreign, line) };
        let place = match place {
            Ok(place) => place,
            Err(why) => {
                self.refuse(line, format!("`{}` ({}): {why}", shown(&key), label.name()));
                self.known.insert(key, None);
                return;
            }
        };
        let id = foreign.id.unwrap_or_else(&mut self.new_id);
        self.known.insert(key, Some((id.clone(), label)));
        let annotation = Annotation {
            note: foreign.note,
            tags: foreign.tags,
            creator: foreign.creator,
            created: foreign.created,
            check: foreign.check,
            ..Annotation::at(id, label, place)
        };
        self.settled.annotations.push((line, annotation));
    }

    fn label(&self, name: &str) -> Option<Label> {
        match self.mapping.of(name) {
            Some(Mapped::Label(label)) => Some(label),
            _ => Label::named(name).or_else(|| Label::named(&name.to_lowercase())),
        }
    }

    fn place(&mut self, foreign: &ForeignAnnotation, line: usize) -> Result<Place, String> {
        let mut spans = Vec::with_capacity(foreign.pieces.len());
        for piece in &foreign.pieces {
            spans.push(self.span(piece, &foreign.key, line)?);
        }
        Spans::new(spans).map(Place::Spans).ok_or_else(|| "it has no text".to_owned())
    }

    fn span(&mut self, piece: &Piece, key: &str, line: usize) -> Result<Span, String> {
        if let Some((start, end)) = piece.at.filter(|(start, end)| start >= end) {
            return Err(format!("its end {end} is not after its start {start}"));
        }
        let bytes = if let Some(bytes) = in_place(piece, self.document, &self.ruler) {
            bytes
        } else {
            let bytes = self.by_quote(piece)?;
            if piece.at.is_some() {
                let what = format!("`{}` was found by its text, not where the file says", shown(key));
                self.settled.remarks.push(Remark::new(line, what));
            }
            bytes
        };
        self.document.span(bytes).ok_or_else(|| "it starts or ends inside a character".to_owned())
    }

    /// The only place of a quote in its context.
    fn by_quote(&mut self, piece: &Piece) -> Result<Range<usize>, String> {
        let text = self.document.text();
        let Some(quote) = piece.quote.as_deref().filter(|quote| !quote.is_empty()) else {
            let characters = self.document.characters();
            return Err(match piece.at {
                Some((start, end)) => format!("{start} to {end} is no piece of the article’s {characters} characters"),
                None => "it has neither a position nor a text".to_owned(),
            });
        };
        if self.searched > SEARCHED_BYTES {
            return Err("it doesn’t stand where the file says, as too many others before it".to_owned());
        }
        self.searched += text.len();
        let fits = |start: &usize| {
            let (before, after) = (text.get(..*start), text.get(start + quote.len()..));
            before.is_some_and(|before| before.ends_with(&piece.prefix))
                && after.is_some_and(|after| after.starts_with(&piece.suffix))
        };
        let finder = memmem::Finder::new(quote);
        let mut all = finder.find_iter(text.as_bytes());
        let mut fitting = finder.find_iter(text.as_bytes()).filter(fits);
        let found = match (all.next(), all.next()) {
            (None, _) => return Err(format!("the article has no “{}”", shown(quote))),
            (Some(only), None) => Some(only),
            _ => fitting.next().filter(|_| fitting.next().is_none()),
        };
        let start = found.ok_or_else(|| format!("“{}” stands in several places", shown(quote)))?;
        Ok(start..start + quote.len())
    }

    fn refuse(&mut self, line: usize, why: String) {
        self.settled.refused.push(Remark::new(line, why));
    }

    fn name_unknown_labels(&mut self) {
        for (label, (line, count)) in std::mem::take(&mut self.unknown_labels) {
            let (label, known) = (shown(&label), one_of(LABELS.iter().map(|row| row.name)));
            let what = format!(
                "label `{label}` is not {known}: {count} left out; --map {label}=LABEL takes them, --map {label}=- leaves them out"
            );
            self.refuse(line, what);
        }
    }

    fn relations(&mut self, relations: Vec<ForeignRelation>) {
        let mut without_end = 0;
        for foreign in relations {
            let is_of_left_out = [&foreign.from, &foreign.to].into_iter().any(|end| self.known_left_out.contains(end));
            if is_of_left_out || self.mapping.of(&foreign.kind) == Some(Mapped::LeftOut) {
                let name = if is_of_left_out { "relations of what is left out".to_owned() } else { foreign.kind };
                *self.left_out.entry(name).or_default() += 1;
                continue;
            }
            match (self.known.get(&foreign.from).cloned(), self.known.get(&foreign.to).cloned()) {
                (Some(Some(from)), Some(Some(to))) => self.relation(foreign, from, to),
                (Some(_), Some(_)) => without_end += 1,
                (from, _) => {
                    let missing = shown(if from.is_none() { &foreign.from } else { &foreign.to });
                    self.refuse(foreign.line, format!("a relation leads to `{missing}`, which the file doesn’t have"));
                }
            }
        }
        if without_end > 0 {
            self.refuse(0, format!("relations lead to annotations that were left out: {without_end}"));
        }
    }

    /// Ties of every group what can be tied, and says once what that comes to.
    fn groups(&mut self, groups: Vec<Group>) {
        let first = groups.first().map_or(0, |group| group.line);
        let (count, before, mut without) = (groups.len(), self.settled.relations.len(), 0);
        let mut tied = HashSet::new();
        for group in groups {
            let members = group.members.iter().filter_map(|key| self.known.get(key)?.clone());
            let members: Vec<(Id, Label)> = members.collect();
            let mut any = false;
            for (from, to) in members.iter().flat_map(|from| members.iter().map(move |to| (from, to))) {
                let Some(kind) = Kind::between(from.1, to.1) else { continue };
                any = true;
                let (from, to) = (from.0.clone(), to.0.clone());
                if tied.insert((from.clone(), to.clone())) {
                    let relation = Relation { id: (self.new_id)(), kind, from, to, extra: Extra::default() };
                    self.settled.relations.push((group.line, relation));
                }
            }
            without += usize::from(!any);
        }
        let (line, triggers) = self.triggers;
        let made = self.settled.relations.len() - before;
        for (line, count, what) in [
            (line, triggers, format!("the places where events are named are left out: {triggers}")),
            (first, made, format!("relations made of what events are about: {made}, of {} events", count - without)),
            (first, without, format!("events that tie nothing of what is taken are left out: {without}")),
        ] {
            if count > 0 {
                self.settled.remarks.push(Remark::new(line, what));
            }
        }
    }

    fn relation(&mut self, foreign: ForeignRelation, from: (Id, Label), to: (Id, Label)) {
        let mapped = self.mapping.of(&foreign.kind);
        // Who names our kind for another's means it in our direction.
        let is_turned =
            matches!(mapped, Some(Mapped::Kind(kind)) if !kind.joins(from.1, to.1) && kind.joins(to.1, from.1));
        let (from, to) = if is_turned { (to, from) } else { (from, to) };
        let fits = |kind: &Kind| !matches!(mapped, Some(Mapped::Kind(wanted)) if wanted != *kind);
        let Some(kind) = Kind::between(from.1, to.1).filter(fits) else {
            let (theirs, start, end) = (shown(&foreign.kind), from.1.name(), to.1.name());
            let what = match (mapped, Kind::between(to.1, from.1)) {
                (Some(Mapped::Kind(kind)), _) => {
                    format!("relation `{theirs}` can't be {}: it leads from {start} to {end}", kind.name())
                }
                (_, Some(kind)) => format!(
                    "relation `{theirs}` leads from {start} to {end}, which nothing joins; --map {theirs}={} turns it round",
                    kind.name()
                ),
                _ => format!("relation `{theirs}` leads from {start} to {end}, which nothing joins"),
            };
            self.refuse(foreign.line, what);
            return;
        };
        if mapped.is_none() && Kind::named(&foreign.kind.to_lowercase().replace('_', "-")) != Some(kind) {
            let what = format!("relation `{}` is taken as {}", shown(&foreign.kind), kind.name());
            self.settled.remarks.push(Remark::new(foreign.line, what));
        }
        let id = foreign.id.unwrap_or_else(&mut self.new_id);
        let relation = Relation { id, kind, from: from.0, to: to.0, extra: Extra::default() };
        self.settled.relations.push((foreign.line, relation));
    }
}

/// The place of what was not found when the file was written.
fn orphan(pieces: &[Piece]) -> Place {
    let selector = |piece: &Piece| {
        // A position that can't have been one is none.
        let (start, end) = piece.at.filter(|(start, end)| start <= end).unwrap_or_default();
        let quote = piece.quote.clone().unwrap_or_default();
        Selector { start, end, quote, prefix: piece.prefix.clone(), suffix: piece.suffix.clone() }
    };
    Place::Orphan(pieces.iter().map(selector).collect())
}
