//! A file format: what it is called, what its files hold, and the functions that write and read it.

use std::collections::BTreeMap;

use crate::model::{AnnotationSet, Document};

use super::damaged::Damaged;
use super::feature::{FEATURES, Feature, Loss};
use super::foreign::Foreign;
use super::growing::{Collection, Growing, Shape};
use super::merging::Policy;
use super::unit::Unit;

/// What a format writes: an article with all that is known of it.
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

/// How a format is written.
#[derive(Clone, Copy, Debug)]
pub enum Export {
    /// One file an article. `None` asks for the ordinary form.
    Each(fn(&Article<'_>, Option<Dialect>) -> Exported),
    /// One file for any number of articles, which are added one after the other.
    Together(fn(Shape<'_>) -> Box<dyn Collection>),
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

/// How a format is read.
#[derive(Clone, Copy, Debug)]
pub struct Import {
    /// Whether a text looks like this format and none before it in the table.
    pub is_it: fn(&str) -> bool,
    /// Reads what a text holds for an article, which is the one of that name or text where it holds several.
    pub read: fn(&str, &Article<'_>) -> Result<Arrived, Damaged>,
    /// What becomes of annotations that are there already.
    pub policy: Policy,
    /// Whether its files keep the ids that annotations have here.
    pub keeps_ids: bool,
}

/// What was read.
#[derive(Debug)]
pub enum Arrived {
    /// Annotations of the article, as the save file has them; those that don't stand where it says are orphans.
    Placed(Box<AnnotationSet>),
    /// What a file says that doesn't know the article, one record after the other: several people may have worked on it.
    Foreign(Vec<Foreign>),
    /// Nothing, since all of the file is about other articles.
    Elsewhere {
        /// One sentence on why nothing is about the article.
        why: String,
        /// How many rows are about each other article, by its path in the file.
        others: BTreeMap<String, usize>,
    },
}

impl Arrived {
    /// How many rows are about each other article, by its path in the file, where the file says so.
    pub fn others(&self) -> BTreeMap<String, usize> {
        match self {
            Self::Placed(_) => BTreeMap::new(),
            Self::Foreign(records) => records.iter().flat_map(|it| it.others.clone()).collect(),
            Self::Elsewhere { others, .. } => others.clone(),
        }
    }
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Format {
    /// Writes articles, at least one: as many files as the format needs, and for each what it leaves out. All of them are
    /// in memory at once; [`begin`](Self::begin) takes one after the other.
    pub fn write(&self, articles: &[Article<'_>], dialect: Option<Dialect>) -> Vec<Exported> {
        let write = |articles: &[Article<'_>]| {
            let paths: Vec<_> = articles.iter().map(|article| article.path.to_owned()).collect();
            let mut file = self.begin(Shape { dialect, paths: &paths });
            let mut exported = Exported { companions: file.companions(), ..Exported::default() };
            for article in articles {
                let added = file.add(article);
                exported.text.push_str(&added.text);
                exported.companions.extend(added.companions);
            }
            exported.text.push_str(&file.end());
            exported.losses = file.losses();
            exported
        };
        let per_file = if self.holds_several() { articles.len().max(1) } else { 1 };
        articles.chunks(per_file).map(write).collect()
    }

    /// Begins a file, to which articles are added one after the other; where the format holds only one, that is the file.
    pub fn begin(&self, shape: Shape<'_>) -> Growing {
        Growing::of(self, shape)
    }

    /// The names of what it has no place for; `nothing` where it has a place for everything.
    pub fn leaves_out(&self) -> String {
        let lost = FEATURES.iter().filter(|row| !self.holds.contains(&row.feature)).map(|row| row.name);
        let lost: Vec<_> = lost.collect();
        if lost.is_empty() { "nothing".to_owned() } else { lost.join(", ") }
    }

    /// The files that many articles become: `one file` or `a file each`.
    pub fn many(&self) -> &'static str {
        if self.holds_several() { "one file" } else { "a file each" }
    }

    /// Whether one file holds any number of articles.
    pub fn holds_several(&self) -> bool {
        matches!(self.export, Export::Together(_))
    }
}
