//! Small articles and sets for the tests of the formats.

use std::sync::LazyLock;

use ascribe::formats::native;
use ascribe::model::{
    Annotation, AnnotationSet, Change, Document, Edit, Extra, Id, Kind, Label, Relation, Span, Spans,
};
use jsonschema::Validator;
use serde_json::Value;

/// What the SHA-256 of every article is said to be.
pub(crate) const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub(crate) fn document(text: &str) -> Document {
    let document = Document::new("dam.txt", text).unwrap();
    document.sha256_or_init(|| SHA256.to_owned());
    document
}

/// The span of the first place where the quote stands.
pub(crate) fn span(document: &Document, quote: &str) -> Span {
    let start = document.text().find(quote).unwrap();
    document.span(start..start + quote.len()).unwrap()
}

pub(crate) fn annotation(document: &Document, id: &str, label: Label, quotes: &[&str]) -> Annotation {
    let spans = Spans::new(quotes.iter().map(|quote| span(document, quote))).unwrap();
    Annotation::new(Id::new(id), label, spans)
}

pub(crate) fn relation(id: &str, kind: Kind, from: &str, to: &str) -> Relation {
    Relation { id: Id::new(id), kind, from: Id::new(from), to: Id::new(to), extra: Extra::default() }
}

pub(crate) fn set(
    annotations: impl IntoIterator<Item = Annotation>,
    relations: impl IntoIterator<Item = Relation>,
) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    set.apply(&Edit {
        annotations: annotations.into_iter().map(Change::make).collect(),
        relations: relations.into_iter().map(Change::make).collect(),
    })
    .unwrap();
    set
}

/// The save file, once it is certain that it keeps to its schema.
pub(crate) fn write(document: &Document, set: &AnnotationSet) -> String {
    let json = native::write(document, "UTF-8", set);
    assert_valid(&json);
    json
}

pub(crate) fn assert_valid(json: &str) {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(&native::schema()).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    });
    let json: Value = serde_json::from_str(json).unwrap();
    let faults: Vec<_> = SCHEMA.iter_errors(&json).map(|fault| format!("{}: {fault}", fault.instance_path)).collect();
    assert_eq!(faults, Vec::<String>::new());
}
