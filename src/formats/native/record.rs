//! The fields of the save file as they are written, in their order.

use std::borrow::Cow;
use std::mem;
use std::ops::Not;

use serde::{Serialize, Serializer};

use crate::formats::json::{Tree, Unknown};
use crate::model::{Annotation, CHECK_TEXTS, Check, Document, Evidence, Extra, Finished, Place, Relation, Selector};

#[derive(Serialize)]
pub(super) struct FileRecord<'a> {
    pub(super) format: &'static str,
    pub(super) version: u64,
    pub(super) document: DocumentRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) finished: Option<FinishedRecord<'a>>,
    pub(super) annotations: Vec<AnnotationRecord<'a>>,
    pub(super) relations: Vec<RelationRecord<'a>>,
    #[serde(flatten)]
    pub(super) unknown: Unknown<'a>,
}

#[derive(Serialize)]
pub(super) struct DocumentRecord<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    characters: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    encoding: &'a str,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

#[derive(Serialize)]
pub(super) struct FinishedRecord<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    by: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    on: &'a str,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

#[derive(Serialize)]
pub(super) struct AnnotationRecord<'a> {
    id: &'a str,
    label: &'static str,
    #[serde(skip_serializing_if = "Not::not")]
    orphan: bool,
    #[serde(skip_serializing_if = "Not::not")]
    undecided: bool,
    spans: Vec<SpanRecord<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    creator: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    created: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    changed_by: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    changed: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckRecord<'a>>,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

#[derive(Serialize)]
struct SpanRecord<'a> {
    start: usize,
    end: usize,
    quote: Cow<'a, str>,
    prefix: Cow<'a, str>,
    suffix: Cow<'a, str>,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

#[derive(Serialize)]
struct CheckRecord<'a> {
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceRecord<'a>>,
    #[serde(flatten)]
    texts: Texts<'a>,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

/// The texts of a check that say something.
struct Texts<'a>(&'a Check);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let texts = CHECK_TEXTS.iter().map(|row| (row.name, self.0.text(row.text)));
        to.collect_map(texts.filter(|(_, text)| !text.is_empty()))
    }
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    locator: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    stance: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    rank: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

#[derive(Serialize)]
pub(super) struct RelationRecord<'a> {
    id: &'a str,
    kind: &'static str,
    from: &'a str,
    to: &'a str,
    #[serde(flatten)]
    unknown: Unknown<'a>,
}

impl<'a> DocumentRecord<'a> {
    pub(super) fn of(document: &'a Document, encoding: &'a str, unknown: Option<Tree<'a>>) -> Self {
        Self {
            file: document.name(),
            sha256: document.sha256(),
            characters: document.characters(),
            encoding,
            unknown: fields(unknown),
        }
    }
}

impl<'a> FinishedRecord<'a> {
    pub(super) fn of(finished: &'a Finished) -> Self {
        Self { by: &finished.by, on: &finished.on, unknown: Unknown::of(&finished.extra) }
    }
}

impl<'a> AnnotationRecord<'a> {
    pub(super) fn of(annotation: &'a Annotation, document: &Document) -> Self {
        let mut unknown = Unknown::of(&annotation.extra);
        let mut spans: Vec<_> = match &annotation.place {
            Place::Spans(spans) => {
                spans.as_slice().iter().map(|span| SpanRecord::placed(Selector::of(*span, document))).collect()
            }
            Place::Orphan(selectors) | Place::Undecided(selectors) => {
                selectors.iter().map(SpanRecord::orphaned).collect()
            }
        };
        if let Some(Tree::List(of_spans)) = unknown.take("spans") {
            give_back(&mut spans, of_spans);
        }
        Self {
            id: annotation.id.as_str(),
            label: annotation.label.name(),
            orphan: annotation.spans().is_empty(),
            undecided: annotation.is_undecided(),
            spans,
            note: &annotation.note,
            tags: &annotation.tags,
            creator: &annotation.creator,
            created: &annotation.created,
            changed_by: &annotation.changed_by,
            changed: &annotation.changed,
            check: annotation.check.is_blank().not().then(|| CheckRecord::of(&annotation.check)),
            unknown,
        }
    }
}

impl<'a> SpanRecord<'a> {
    fn placed(selector: Selector) -> Self {
        Self {
            start: selector.start,
            end: selector.end,
            quote: selector.quote.into(),
            prefix: selector.prefix.into(),
            suffix: selector.suffix.into(),
            unknown: Unknown::default(),
        }
    }

    fn orphaned(selector: &'a Selector) -> Self {
        Self {
            start: selector.start,
            end: selector.end,
            quote: Cow::Borrowed(&selector.quote),
            prefix: Cow::Borrowed(&selector.prefix),
            suffix: Cow::Borrowed(&selector.suffix),
            unknown: Unknown::default(),
        }
    }
}

/// Gives unknown fields back to the spans of the same number; where spans were taken away, the last one gets the rest.
fn give_back<'a>(spans: &mut [SpanRecord<'a>], unknown: Vec<Tree<'a>>) {
    let last = spans.len().saturating_sub(1);
    for (nth, of_span) in unknown.into_iter().enumerate() {
        if let Some(span) = spans.get_mut(nth.min(last)) {
            span.unknown.append(fields(Some(of_span)));
        }
    }
    if let Some(span) = spans.last_mut() {
        span.unknown = mem::take(&mut span.unknown).distinct();
    }
}

impl<'a> CheckRecord<'a> {
    fn of(check: &'a Check) -> Self {
        Self {
            status: check.status.name(),
            evidence: check.evidence.iter().map(EvidenceRecord::of).collect(),
            texts: Texts(check),
            unknown: Unknown::of(&check.extra),
        }
    }
}

impl<'a> EvidenceRecord<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        Self {
            source: &evidence.source,
            locator: &evidence.locator,
            stance: evidence.stance_name(),
            rank: evidence.rank_name(),
            date: &evidence.date,
            note: &evidence.note,
            unknown: Unknown::of(&evidence.extra),
        }
    }
}

impl<'a> RelationRecord<'a> {
    pub(super) fn of(relation: &'a Relation) -> Self {
        Self {
            id: relation.id.as_str(),
            kind: relation.kind.name(),
            from: relation.from.as_str(),
            to: relation.to.as_str(),
            unknown: Unknown::of(&relation.extra),
        }
    }
}

/// The fields of an object; none of any other value.
fn fields(tree: Option<Tree<'_>>) -> Unknown<'_> {
    match tree {
        Some(Tree::Object(fields)) => Unknown(fields),
        _ => Unknown::default(),
    }
}

/// What is unknown of a set, with that of its document apart.
pub(super) fn unknown_of_file(extra: &Extra) -> (Unknown<'_>, Option<Tree<'_>>) {
    let mut unknown = Unknown::of(extra);
    let of_document = unknown.take("document");
    (unknown, of_document)
}
