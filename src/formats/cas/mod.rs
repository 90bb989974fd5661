//! UIMA's CAS as JSON: the article's text, every piece a `custom.Span` and every relation a `custom.Relation`.
//!
//! The form is that of "JSON serialization of CAS" 0.4, which `INCEpTION` calls UIMA CAS JSON; `custom.Span` and
//! `custom.Relation` are the layers of spans and relations that each of its projects has. Positions are UTF-16 units of
//! the text in the file. A further piece of an annotation leads to its first one by the feature `continues`.

mod read;
mod write;

use super::feature::Feature;
use super::{Export, Format, Import, Policy, Unit};

/// UIMA's CAS as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "cas-json",
    key: 'u',
    extension: "cas.json",
    help: "UIMA CAS JSON with its types, for INCEpTION's layers of spans and relations",
    unit: Unit::Utf16,
    holds: &[Feature::Pieces, Feature::Overlaps, Feature::Relations, Feature::Notes],
    readers: "INCEpTION, dkpro-cassis",
    dialects: &[],
    export: Export::Each(|article, _| write::export(article)),
    import: Some(Import { is_it: read::is_cas, read: read::read, policy: Policy::Fill, keeps_ids: false }),
};

/// The type of a piece of text.
const SPAN: &str = "custom.Span";

/// The type of a relation.
const RELATION: &str = "custom.Relation";

/// What holds the text.
const SOFA: &str = "uima.cas.Sofa";

/// The whole text as an annotation, which every CAS has.
const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";

/// The only view of the text.
const VIEW: &str = "_InitialView";

/// The list of everything.
const STRUCTURES: &str = "%FEATURE_STRUCTURES";

/// The feature that leads from a further piece to the first.
const CONTINUES: &str = "continues";
