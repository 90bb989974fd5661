//! JSON for every format that is made of it: strict in what it takes for JSON, exact in where it says the fault is.

mod fields;
mod flaw;
mod print;
mod seek;
mod tree;
mod unknown;

pub(crate) use fields::{Fields, choice, count, flag, items, text};
pub(crate) use flaw::Flaw;
pub(crate) use print::pretty;
pub(crate) use tree::{Tree, parse};
pub(crate) use unknown::Unknown;
