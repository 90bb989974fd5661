//! Writing the save file.

use std::collections::HashMap;
use std::sync::Arc;

use super::record::{AnnotationRecord, DocumentRecord, FileRecord, FinishedRecord, RelationRecord, unknown_of_file};
use super::{NAME, VERSION};
use crate::formats::json;
use crate::model::{Annotation, AnnotationSet, Document, Id, Relation};

/// The save file of a document's annotations. Sets that hold the same give the same bytes.
///
/// `encoding` is that of the document's file; empty where nobody knows. The document's SHA-256 is left out if nobody has
/// computed it.
pub fn write(document: &Document, encoding: &str, set: &AnnotationSet) -> String {
    let annotations = in_order(set);
    let relations = relations_in_order(set, &annotations);
    let (unknown, of_document) = unknown_of_file(&set.extra);
    json::pretty(&FileRecord {
        format: NAME,
        version: VERSION,
        document: DocumentRecord::of(document, encoding, of_document),
        finished: set.finished().map(|finished| FinishedRecord::of(finished)),
        annotations: annotations.iter().map(|annotation| AnnotationRecord::of(annotation, document)).collect(),
        relations: relations.iter().map(|relation| RelationRecord::of(relation)).collect(),
        unknown,
    })
}

/// The annotations in text order, then the orphans in the order they once had.
fn in_order(set: &AnnotationSet) -> Vec<&Arc<Annotation>> {
    let mut orphans: Vec<_> = set.orphans().collect();
    orphans.sort_by_key(|orphan| (former_start(orphan), &orphan.id));
    set.iter().chain(orphans).collect()
}

/// Where an orphan started, in code points.
fn former_start(orphan: &Annotation) -> usize {
    orphan.selectors().first().map_or(0, |selector| selector.start)
}

/// The relations by where they start from, then by kind and by where they lead to.
fn relations_in_order<'a>(set: &'a AnnotationSet, annotations: &[&Arc<Annotation>]) -> Vec<&'a Arc<Relation>> {
    let places: HashMap<&Id, usize> = annotations.iter().enumerate().map(|(nth, it)| (&it.id, nth)).collect();
    let mut relations: Vec<_> = set.relations().collect();
    relations.sort_by_cached_key(|it| (places.get(&it.from), it.kind, places.get(&it.to), it.id.clone()));
    relations
}
