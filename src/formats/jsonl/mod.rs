//! One article a line, as JSON: the shape that Hugging Face's datasets, spaCy and pandas load without a converter.
//!
//! Every row has the same fields, each of one type and none of them null, since a field that some rows lack makes a column
//! without a type: an empty text says that there is nothing. An annotation is one of `spans`: it reaches from its first
//! piece to its last one, and `pieces` has each. Notes and relations name annotations by their ids, which begin with the
//! path of the article, so that no two in a data set are the same. Rows of before, with numbers for ids and null for what
//! is not there, are read too.

mod export;
mod features;
mod import;

use super::feature::Feature;
use super::{Dialect, Export, Format, Import, Policy, Unit};

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
        Feature::Finish,
    ],
    readers: "Hugging Face datasets, Polars, pandas, DuckDB, spaCy, jq",
    dialects: &[Dialect::Features],
    export: Export::Together(|shape| Box::new(export::Rows::new(shape))),
    import: Some(Import { is_it, read: import::read, policy: Policy::Fill, keeps_ids: true }),
};

/// What stands between the path of a row's article and an id of ours.
const OF_ROW: char = '#';

/// The field of a check that says how far it is.
const STATUS: &str = "status";

/// Whether the first line is an object with a text and spans.
fn is_it(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim_start().starts_with('{') && line.contains("\"text\"") && line.contains("\"spans\"")
}
