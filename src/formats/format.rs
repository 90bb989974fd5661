//! A file format: what it is called, what its files hold, and the functions that write and read it.

use super::arrived::Arrived;
use super::damaged::Damaged;
use super::exported::{Article, Dialect, Exported};
use super::feature::{FEATURES, Feature};
use super::growing::{Export, Growing, Shape};
use super::merging::Policy;
use super::unit::Unit;

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
        Growing::of(self.export, self.holds, shape)
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
