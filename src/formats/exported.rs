//! What a format writes: an article goes in, and the text of a file with what goes with it comes out.

use crate::model::{AnnotationSet, Document};

use super::feature::Loss;

/// An article with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The article.
    pub document: &'a Document,
    /// How the user named it, as text: its name, with the folders on the way to it.
    pub path: &'a str,
    /// The encoding that its file was read in, such as `UTF-8`; empty where nobody knows.
    pub encoding: &'a str,
    /// Its annotations.
    pub set: &'a AnnotationSet,
}

/// A form of a format that is asked for by an option of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Positions count UTF-16 units, for readers that are made in JavaScript.
    Utf16,
    /// Rows for every annotation, not for claims alone.
    All,
    /// The types of a data set's columns in a file beside it.
    Features,
}

/// An export, or what one article adds to it.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The text of the file.
    pub text: String,
    /// The files that its readers need beside it.
    pub companions: Vec<Companion>,
    /// What is left out beyond what the format has no place for at all.
    pub losses: Vec<Loss>,
}

/// A file that goes with another.
#[derive(Clone, Debug)]
pub struct Companion {
    /// What it is called.
    pub name: CompanionName,
    /// What is in it.
    pub text: String,
}

/// What a file is called that goes with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanionName {
    /// Like the other, but for what it ends in, which has no leading dot.
    Ending(&'static str),
    /// Always the same, once in a folder.
    Always(&'static str),
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
