//! JSON for every format that is made of it: strict in what it takes for JSON, exact in where it says the fault is.

mod fields;
mod flaw;
mod halves;
mod list;
mod look;
mod print;
mod seek;
mod tree;
mod unknown;

pub(crate) use fields::{Fields, choice, count, flag, items, text};
pub(crate) use flaw::Flaw;
pub(crate) use halves::mended;
pub(crate) use list::List;
pub(crate) use print::{line, pretty};
pub(crate) use seek::{Step, item_lines};
pub(crate) use tree::{Tree, parse};
pub(crate) use unknown::Unknown;
