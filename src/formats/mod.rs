//! Text in, text out: the file formats that annotations are kept in and exchanged through, one row each.

mod damaged;
mod json;
pub mod native;
pub mod report;

use crate::model::selector::Misplaced;
use crate::model::{AnnotationSet, Document, Id};

pub use damaged::Damaged;

/// What a format writes: an article with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article.
    pub document: &'a Document,
    /// The encoding that its file was read in, such as `UTF-8`; empty where nobody knows.
    pub encoding: &'a str,
    /// Its annotations.
    pub set: &'a AnnotationSet,
}

/// What a format reads.
#[derive(Debug)]
pub struct Imported {
    /// The annotations.
    pub set: AnnotationSet,
    /// The annotations whose text doesn't stand where the file says, and why. They are orphans in the set.
    pub misplaced: Vec<(Id, Misplaced)>,
}

/// A file format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line: `[a-z0-9-]+`.
    pub name: &'static str,
    /// What its files' names end in, without a leading dot.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub help: &'static str,
    /// Writes an article in it.
    pub export: fn(&Article<'_>) -> String,
    /// Reads it as annotations of a document.
    pub import: fn(&str, &Document) -> Result<Imported, Damaged>,
}

/// One row a format, in the order in which they are listed everywhere.
pub const FORMATS: &[Format] = &[native::FORMAT];

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
