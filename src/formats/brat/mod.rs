//! brat's standoff: lines of an `X.ann` about the text in `X.txt`, and the labels that brat's screen knows in `annotation.conf`.
//!
//! Positions are code points of the text as it stands, a carriage return with its line feed being two. A line can hold
//! neither a line end nor a tab, so an annotation over one is written in fragments, which reading puts together again.
//! The shape of the lines is that of brat's own `server/src/annotation.py`.

mod conf;
mod export;
mod fragments;
mod import;
mod line;
mod texts;

use super::feature::Feature;
use super::{Export, Format, Import, Policy, Unit};

/// Standoff as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "brat",
    key: 'b',
    extension: "ann",
    help: "standoff with its text and its annotation.conf beside it",
    unit: Unit::CodePoints,
    holds: &[Feature::Pieces, Feature::Overlaps, Feature::Relations, Feature::Notes],
    readers: "brat, bioc, INCEpTION",
    dialects: &[],
    export: Export::Each(|article, _| export::export(article)),
    import: Some(Import { is_it: import::is_standoff, read: import::read, policy: Policy::Fill, keeps_ids: false }),
};
