//! The worksheet of a fact-checker: CSV with a row a claim, or a row an annotation, that comes back from a spreadsheet.
//!
//! After RFC 4180: UTF-8 with a byte order mark, which Excel needs, rows that end in CR LF, and line feeds for all line
//! ends inside cells. `start` and `end` are code points of the whole extent; of an annotation in several pieces, `pieces`
//! has one line each. A cell that a spreadsheet would compute begins with an apostrophe. Where there are several articles,
//! the first column says which of them a row is about.

mod cell;
mod columns;
mod date;
mod documents;
mod evidence;
mod place;
mod read;
mod rewritten;
mod row;
mod sheet;
mod table;
mod words;
mod write;

use super::feature::Feature;
use super::{Dialect, Export, Format, Import, Policy, Unit};

/// The worksheet as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    key: 'c',
    extension: "csv",
    help: "worksheet for checking, a row a claim (--all: a row an annotation)",
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
    readers: "LibreOffice, Excel, Gnumeric, Miller, pandas",
    dialects: &[Dialect::All],
    export: Export::Together(|shape| Box::new(write::Rows::new(shape))),
    import: Some(Import { is_it: read::is_it, read: read::read, policy: Policy::Amend, keeps_ids: true }),
};
