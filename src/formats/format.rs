//! A file format: what it is called, what its files hold, and the functions that write and read it.

use crate::model::{AnnotationSet, Document};

use super::damaged::Damaged;
use super::feature::{FEATURES, Feature, Loss, losses};
use super::foreign::Foreign;
use super::merging::Policy;
use super::unit::Unit;

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

/// A file format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line: `[a-z0-9-]+`.
    pub name: &'static str,
    /// Its key on the screen, after the one that begins every export.
    pub key: char,
    /// What its files' names end in, without a leading dot.
    pub extension: &'static str,
    /// What it is for, in a few words.
    pub help: &'static str,
    /// What its positions count.
    pub unit: Unit,
    /// What it has a place for beside labels and texts.
    pub holds: &'static [Feature],
    /// Who reads it, in a few words.
    pub readers: &'static str,
    /// What may be asked of it beyond its ordinary form.
    pub dialects: &'static [Dialect],
    /// How it is written.
    pub export: Export,
    /// How it is read, if it is.
    pub import: Option<Import>,
}

/// How a format is written. `None` asks for its ordinary form.
#[derive(Clone, Copy, Debug)]
pub enum Export {
    /// One file an article.
    Each(fn(&Article<'_>, Option<Dialect>) -> Exported),
    /// One file for any number of articles, at least one.
    Together(fn(&[Article<'_>], Option<Dialect>) -> Exported),
}

/// A form of a format that is asked for by an option of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Positions count UTF-16 units, for readers that are made in JavaScript.
    Utf16,
    /// Rows for every annotation, not for claims alone.
    All,
}

/// What an export is.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The file.
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

/// How a format is read.
#[derive(Clone, Copy, Debug)]
pub struct Import {
    /// Whether a text looks like this format and none before it in the table.
    pub is_it: fn(&str) -> bool,
    /// Reads what a text holds for an article, which is the one of that name or text where it holds several.
    pub read: fn(&str, &Article<'_>) -> Result<Arrived, Damaged>,
    /// What becomes of annotations that are there already.
    pub policy: Policy,
}

/// What was read.
#[derive(Debug)]
pub enum Arrived {
    /// Annotations of the article, as the save file has them; those that don't stand where it says are orphans.
    Placed(Box<AnnotationSet>),
    /// What a file says that doesn't know the article, one record after the other: several people may have worked on it.
    Foreign(Vec<Foreign>),
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Format {
    /// Writes articles, at least one: as many files as the format needs, and for each what it leaves out.
    pub fn write(&self, articles: &[Article<'_>], dialect: Option<Dialect>) -> Vec<Exported> {
        let mut exported = match self.export {
            Export::Each(export) => articles.iter().map(|article| export(article, dialect)).collect(),
            Export::Together(export) => vec![export(articles, dialect)],
        };
        let together = matches!(self.export, Export::Together(_));
        for (nth, file) in exported.iter_mut().enumerate() {
            let of_file = articles.iter().enumerate().filter(|(article, _)| together || *article == nth);
            for loss in of_file.flat_map(|(_, article)| losses(article.set, self.holds)) {
                add(&mut file.losses, loss);
            }
        }
        exported
    }

    /// The names of what it has no place for; `nothing` where it has a place for everything.
    pub fn leaves_out(&self) -> String {
        let lost = FEATURES.iter().filter(|row| !self.holds.contains(&row.feature)).map(|row| row.name);
        let lost: Vec<_> = lost.collect();
        if lost.is_empty() { "nothing".to_owned() } else { lost.join(", ") }
    }

    /// Whether one file holds any number of articles.
    pub fn holds_several(&self) -> bool {
        matches!(self.export, Export::Together(_))
    }
}

/// Adds a loss to those of the same kind.
fn add(all: &mut Vec<Loss>, loss: Loss) {
    match all.iter_mut().find(|other| other.what == loss.what) {
        Some(other) => other.count += loss.count,
        None => all.push(loss),
    }
}
