//! The Web Annotation Data Model of the W3C, as JSON-LD: one collection for any number of articles.
//!
//! - An annotation's label is its body for `tagging`, its note that for `commenting`, each tag one for `classifying`.
//! - One in several pieces selects the text from the first to the last of them, which `refinedBy` selectors narrow down
//!   to the pieces; their positions count from the start of that text.
//! - A relation is an annotation of an annotation, for `linking`.
//! - A check's status is a body for `assessing`; all of the check stands in `ascribe:check`, for which the context is
//!   widened, because the model has no words for it.

mod export;
mod import;
mod iri;
mod selectors;

use memchr::memmem;

use super::feature::Feature;
use super::{Dialect, Export, Format, Import, Policy, Unit};

/// The context that all of it is written in.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What stands before the names of fields that the model has no words for.
const PREFIX: &str = "ascribe:";

/// Web annotations as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "w3c",
    key: 'w',
    extension: "jsonld",
    help: "Web Annotation collection, JSON-LD",
    unit: Unit::CodePoints,
    holds: &[
        Feature::Pieces,
        Feature::Overlaps,
        Feature::Relations,
        Feature::Notes,
        Feature::Tags,
        Feature::Checks,
        Feature::Creators,
    ],
    readers: "Apache Annotator, Recogito (--utf16), JSON-LD tools",
    dialects: &[Dialect::Utf16],
    export: Export::Together(|shape| Box::new(export::Page::new(shape))),
    import: Some(Import { is_it, read: import::read, policy: Policy::Fill, keeps_ids: true }),
};

/// Whether a text names something that only web annotations have.
fn is_it(text: &str) -> bool {
    let words = ["\"TextQuoteSelector\"", "\"TextPositionSelector\"", "www.w3.org/ns/anno.jsonld\""];
    text.trim_start().starts_with(['{', '['])
        && words.iter().any(|word| memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}
