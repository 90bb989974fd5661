//! Text in, text out: the file formats that annotations are kept in and exchanged through, one row each.
//!
//! A [`Format`] writes [`Article`]s and says what it [leaves out](Exported::losses). What it reads is
//! [`Foreign`] until every quote is found in the article ([`settle`]); then it is [merged](merge()) with what is there,
//! as one edit.

mod arrived;
mod brat;
mod cas;
mod checking;
mod claimreview;
mod conll;
mod csv;
mod damaged;
mod doccano;
mod exported;
pub mod feature;
pub mod fill;
mod foreign;
mod format;
mod growing;
mod html;
mod json;
mod jsonl;
mod label_studio;
mod markdown;
mod merging;
pub mod native;
mod own;
mod page;
mod passed;
mod path;
mod python;
pub mod report;
mod settling;
mod unit;
mod w3c;

pub use arrived::Arrived;
pub use damaged::Damaged;
pub use exported::{Article, Companion, CompanionName, Dialect, Exported};
pub use feature::{Feature, Loss};
pub use foreign::{Foreign, ForeignAnnotation, ForeignRelation, Group, Piece, Remark};
pub use format::{Format, Import};
pub use growing::{Collection, Export, Growing, Shape};
pub use merging::{Merged, Policy, Rules, Take, merge};
pub use own::own;
pub use settling::{Mapped, Mapping, Settled, settle};
pub use unit::Unit;

/// One row a format, in the order in which they are listed everywhere and in which a file is tried.
pub const FORMATS: &[Format] = &[
    native::FORMAT,
    csv::FORMAT,
    w3c::FORMAT,
    brat::FORMAT,
    jsonl::FORMAT,
    doccano::FORMAT,
    label_studio::FORMAT,
    cas::FORMAT,
    conll::FORMAT,
    claimreview::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
];

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format that a text looks like.
    pub fn of(text: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.import.is_some_and(|import| (import.is_it)(text)))
    }
}
