//! doccano's lines of JSON: an article each, for a project of sequence labelling and for one of relations.
//!
//! A project of sequence labelling reads `label`, one of relations reads `entities` and `relations`; what a project doesn't
//! read it keeps as the record's data, and gives back. An annotation is one entity, from its first piece to its last one.
//! All of the file is ASCII: doccano guesses the encoding of others, and refuses what it guesses wrongly.
//!
//! doccano's server takes positions as they come, and its screen counts UTF-16 units: `positions` says what they count.

mod read;
mod write;

use super::feature::Feature;
use super::{Dialect, Export, Format, Import, Policy, Unit};

/// doccano's lines as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "doccano",
    key: 'd',
    extension: "doccano.jsonl",
    help: "doccano's JSON Lines, for sequence labelling and for relations; let the project allow overlaps",
    unit: Unit::CodePoints,
    holds: &[Feature::Overlaps, Feature::Relations],
    readers: "doccano (--utf16 for its screen where there are emoji)",
    dialects: &[Dialect::Utf16],
    export: Export::Together(|shape| Box::new(write::Records::new(shape))),
    import: Some(Import { is_it: read::is_it, read: read::read, policy: Policy::Fill, keeps_ids: false }),
};

/// The field that says what positions count.
const POSITIONS: &str = "positions";
