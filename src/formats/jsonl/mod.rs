//! One article a line, as JSON: the shape that Hugging Face's datasets, spaCy and pandas load without a converter.
//!
//! Every row has the same fields, since a field that some rows lack makes a column without a type. An annotation is one
//! of `spans`: in several pieces it reaches from the first to the last of them, and `pieces` has each. Notes and
//! relations name annotations by their number in `spans`.

mod export;
mod import;

use super::feature::Feature;
use super::{Export, Format, Import, Policy, Unit};

/// Lines of JSON as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    key: 'l',
    extension: "jsonl",
    help: "JSON Lines, one article a line",
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
    readers: "Hugging Face datasets, spaCy, pandas, jq",
    dialects: &[],
    export: Export::Together(export::export),
    import: Some(Import { is_it, read: import::read, policy: Policy::Fill }),
};

/// Whether the first line is an object with a text and spans.
fn is_it(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim_start().starts_with('{') && line.contains("\"text\"") && line.contains("\"spans\"")
}
