//! Reading the save file: every value is checked before any of it is believed.

use std::collections::{HashMap, HashSet};

use super::annotation::{self, Found};
use super::id::unused_id;
use super::recognise::conflict;
use super::{NAME, VERSION};
use crate::formats::Damaged;
use crate::formats::damaged::shown;
use crate::formats::json::{self, Fields, Flaw, Tree, Unknown, choice, count, items, text};
use crate::model::anchoring::{self, Anchored, Standing};
use crate::model::relation::KINDS;
use crate::model::selector::Misplaced;
use crate::model::{Annotation, AnnotationSet, Change, Document, Edit, Finished, Id, Kind, Label, Proposal, Relation};

/// The longest save file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// The most annotations that are read.
pub const MAX_ANNOTATIONS: usize = 200_000;

/// A save file as it was read.
#[derive(Debug)]
pub struct Read {
    /// The annotations.
    pub set: AnnotationSet,
    /// The version of the file. One above [`VERSION`] was read as well as this program can, and should not be written over.
    pub version: u64,
    /// What the file says of its article.
    pub recorded: Recorded,
    /// The annotations that have a place in the file and none any more, in the file's order, and why it isn't there.
    pub misplaced: Vec<(Id, Misplaced)>,
    /// The annotations that somebody has to decide about, in the file's order: each with a place that it may have now.
    pub review: Vec<Proposal>,
    /// How many annotations nobody has looked for, since there was too much else to look for. They are undecided.
    pub unsearched: usize,
}

/// What a save file says of the article that it was made for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The name of its file, or empty.
    pub file: String,
    /// The SHA-256 of its file's bytes in lower-case hexadecimal, or empty.
    pub sha256: String,
    /// How many code points its text had.
    pub characters: Option<usize>,
    /// The encoding of its file, or empty.
    pub encoding: String,
}

impl Recorded {
    /// Compares the article that a file was saved for with another.
    fn compared(&self, document: &Document) -> anchoring::Article {
        match document.sha256() {
            Some(sha256) if sha256 == self.sha256 => anchoring::Article::Same,
            Some(_) if !self.sha256.is_empty() => anchoring::Article::Changed(self.characters),
            _ => anchoring::Article::Unknown(self.characters),
        }
    }
}

/// Reads a save file as annotations of `document`, whose SHA-256 should have been computed: where it is the one that
/// the file says, nothing has to be searched.
pub fn read(json: &str, document: &Document) -> Result<Read, Damaged> {
    // Some editors put one before every text that they save.
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut fields = Fields::of(ours(json)?).map_err(|flaw| flaw.in_text(json))?;
    let version = fields.needed("version", version).map_err(|flaw| flaw.in_text(json))?;
    contents(fields, version, document).map_err(|flaw| {
        let newer =
            format!(" (the file is of version {version}, from a newer ascribe; this one knows version {VERSION})");
        if version > VERSION { flaw.remark(&newer) } else { flaw }.in_text(json)
    })
}

/// Whether a text is a save file of a newer program than this one.
pub fn is_newer(json: &str) -> bool {
    let version = || {
        let mut fields = Fields::of(ours(json.strip_prefix('\u{feff}').unwrap_or(json)).ok()?).ok()?;
        fields.needed("version", version).ok()
    };
    version().is_some_and(|version| version > VERSION)
}

/// What a save file says of its article, if it is one.
pub fn recorded(json: &str) -> Option<Recorded> {
    let mut fields = Fields::of(ours(json.strip_prefix('\u{feff}').unwrap_or(json)).ok()?).ok()?;
    fields.needed("document", document_fields).ok().map(|(recorded, _)| recorded)
}

/// The text as JSON, once it is certain to be a save file of this program.
fn ours(json: &str) -> Result<Tree<'_>, Damaged> {
    if json.len() > MAX_BYTES {
        return Err(Damaged::whole(format!("the file is longer than {} MiB", MAX_BYTES >> 20)));
    }
    let start = json.trim_start();
    if start.is_empty() {
        return Err(Damaged::whole("the file is empty; an ascribe file is a JSON object"));
    }
    let broken = |flaw: Flaw| {
        if let Some(line) = conflict(json) {
            let why = "git left a conflict here, with both sides of it".to_owned();
            return Damaged { line, column: 1, field: String::new(), why };
        }
        let looks_like_ours = start.starts_with('{');
        if looks_like_ours { flaw.in_text(json) } else { Damaged::whole("this is not an ascribe file: it is no JSON") }
    };
    let tree = json::parse(json).map_err(broken)?;
    let says = |field: &(_, Tree<'_>)| field.0 == "format" && matches!(&field.1, Tree::Text(name) if name == NAME);
    match &tree {
        Tree::Object(fields) if fields.iter().any(says) => Ok(tree),
        _ => Err(Damaged::whole(format!("this is JSON, but not an ascribe file: it has no \"format\": \"{NAME}\""))),
    }
}

fn version(tree: Tree<'_>) -> Result<u64, Flaw> {
    match count(tree)? {
        0 => Err(Flaw::new(format!("expected {VERSION}, the version that this program writes, not 0"))),
        version => Ok(version as u64),
    }
}

fn contents(mut fields: Fields<'_>, version: u64, document: &Document) -> Result<Read, Flaw> {
    fields.needed("format", text)?;
    let (recorded, of_document) = fields.needed("document", document_fields)?;
    let found = fields.needed("annotations", |tree| annotations(tree, recorded.characters))?;
    let labels = found.iter().map(Found::annotation).map(|it| (it.id.clone(), it.label)).collect();
    let relations = fields.optional("relations", |tree| relations(tree, &labels))?;
    let finished = fields.optional("finished", |tree| finished(tree).map(Some))?;
    let mut unknown = fields.unknown();
    if !of_document.0.is_empty() {
        unknown.put("document", Tree::Object(of_document.0));
    }
    let former: Vec<_> = found.iter().map(Found::former).collect();
    let anchored = anchoring::anchor(document, recorded.compared(document), &former);
    let (mut misplaced, mut review) = (Vec::new(), Vec::new());
    for (found, anchored) in found.iter().zip(&anchored) {
        let id = || found.annotation().id.clone();
        if !matches!(anchored, Anchored::Kept(_)) && found.former().standing == Standing::Placed {
            misplaced.push((id(), Misplaced::of(found.former().selectors, document)));
        }
        if let Anchored::Proposed(spans, score, why) = anchored {
            review.push(Proposal { id: id(), spans: spans.clone(), score: *score, why: *why });
        }
    }
    let unsearched = anchored.iter().filter(|it| **it == Anchored::Unsearched).count();
    let mut set = set(found.into_iter().zip(&anchored).map(|(found, anchored)| found.at(anchored)), relations)?;
    // Of an empty set nothing is finished yet, so this can't be refused.
    _ = set.apply(&finished.map_or_else(Edit::default, |finished| set.finishing(finished)));
    set.extra = unknown.into_extra();
    Ok(Read { set, version, recorded, misplaced, review, unsearched })
}

fn set(annotations: impl Iterator<Item = Annotation>, relations: Vec<Relation>) -> Result<AnnotationSet, Flaw> {
    let mut set = AnnotationSet::default();
    let all = Edit {
        annotations: annotations.map(Change::make).collect(),
        relations: relations.into_iter().map(Change::make).collect(),
        ..Edit::default()
    };
    // Ids and relations have been checked, each at its place, so this can't fail.
    set.apply(&all).map_err(|refused| Flaw::new(refused.to_string()))?;
    Ok(set)
}

fn finished(tree: Tree<'_>) -> Result<Finished, Flaw> {
    let mut fields = Fields::of(tree)?;
    let (by, on) = (fields.optional("by", text)?, fields.optional("on", text)?);
    Ok(Finished { by, on, extra: fields.unknown().into_extra() })
}

fn document_fields(tree: Tree<'_>) -> Result<(Recorded, Unknown<'_>), Flaw> {
    let mut fields = Fields::of(tree)?;
    let recorded = Recorded {
        file: fields.optional("file", text)?,
        sha256: fields.optional("sha256", sha256)?,
        characters: fields.optional("characters", |tree| count(tree).map(Some))?,
        encoding: fields.optional("encoding", text)?,
    };
    Ok((recorded, fields.unknown()))
}

fn sha256(tree: Tree<'_>) -> Result<String, Flaw> {
    let digits = text(tree)?;
    let fits = digits.len() == 64 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if fits { Ok(digits) } else { Err(Flaw::new("expected 64 hexadecimal digits in lower case")) }
}

fn annotations(tree: Tree<'_>, characters: Option<usize>) -> Result<Vec<Found<'_>>, Flaw> {
    if matches!(&tree, Tree::List(items) if items.len() > MAX_ANNOTATIONS) {
        return Err(Flaw::new(format!("more than {MAX_ANNOTATIONS} annotations")));
    }
    let mut ids = HashSet::new();
    items(tree, |tree| annotation::annotation(tree, characters, &mut ids))
}

fn relations(tree: Tree<'_>, labels: &HashMap<Id, Label>) -> Result<Vec<Relation>, Flaw> {
    // No relation has the id of an annotation.
    let (mut ids, mut ties): (HashSet<Id>, _) = (labels.keys().cloned().collect(), HashSet::new());
    items(tree, |tree| {
        let relation = relation(tree, labels, &mut ids)?;
        if !ties.insert((relation.from.clone(), relation.to.clone())) {
            return Err(Flaw::new("another relation joins the same two annotations"));
        }
        Ok(relation)
    })
}

fn relation(tree: Tree<'_>, labels: &HashMap<Id, Label>, ids: &mut HashSet<Id>) -> Result<Relation, Flaw> {
    let mut fields = Fields::of(tree)?;
    let end = |tree| {
        let id = Id::new(text(tree)?);
        let label = labels.get(&id).ok_or_else(|| no_annotation(&id))?;
        Ok((id, *label))
    };
    let id = fields.needed("id", |tree| unused_id(tree, ids))?;
    let kind = fields.needed("kind", |tree| choice(tree, "kind", Kind::named, KINDS.iter().map(|row| row.name)))?;
    let (from, from_label) = fields.needed("from", end)?;
    let (to, to_label) = fields.needed("to", end)?;
    if !kind.joins(from_label, to_label) {
        let (kind, from, to) = (kind.name(), from_label.name(), to_label.name());
        return Err(Flaw::new(format!("“{kind}” can't lead from {from} to {to}")).inside("kind"));
    }
    Ok(Relation { id, kind, from, to, extra: fields.unknown().into_extra() })
}

fn no_annotation(id: &Id) -> Flaw {
    Flaw::new(format!("there is no annotation “{}”", shown(id.as_str())))
}
