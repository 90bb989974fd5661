//! A file in the making: articles go in one after the other, and no more than one is in memory.

use super::exported::{Article, Companion, Dialect, Exported};
use super::feature::{Feature, Loss, losses};

/// What is known of a file before its first article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape<'a> {
    /// The form that is asked for; `None` for the ordinary one.
    pub dialect: Option<Dialect>,
    /// How the user named the articles that are to come, in their order; no two of them are the same.
    pub paths: &'a [String],
}

impl Shape<'_> {
    /// True where more than one article is to come.
    pub fn is_of_several(&self) -> bool {
        self.paths.len() > 1
    }
}

/// How a format is written.
#[derive(Clone, Copy, Debug)]
pub enum Export {
    /// One file an article. `None` asks for the ordinary form.
    Each(fn(&Article<'_>, Option<Dialect>) -> Exported),
    /// One file for any number of articles, which are added one after the other.
    Together(fn(Shape<'_>) -> Box<dyn Collection>),
}

/// How a format writes a file for any number of articles.
pub trait Collection {
    /// Returns what one more article adds: its text, and what is left out beyond what the format has no place for at all.
    fn add(&mut self, article: &Article<'_>) -> Exported;

    /// Returns what stands for an article that was announced and can't be opened.
    fn missing(&mut self, _path: &str) -> String {
        String::new()
    }

    /// Returns what the file ends with.
    fn end(&mut self) -> String {
        String::new()
    }

    /// Returns the files that readers need beside it.
    fn companions(&self) -> Vec<Companion> {
        Vec::new()
    }

    /// Returns one bit for each list whose type is told from what is in it.
    fn lists(&self) -> u32 {
        0
    }

    /// Returns those bits of an article that puts something into the lists.
    ///
    /// Programs that load a data set tell the type of a column from its first rows, and an empty list has none. So an
    /// article that is the first to fill a list is written early.
    fn fills(&self, _: &Article<'_>) -> u32 {
        0
    }
}

/// A file in the making, with all that it leaves out so far.
pub struct Growing {
    file: Box<dyn Collection>,
    holds: &'static [Feature],
    /// What the format says that it leaves out, and what it has no place for at all.
    lost: [Vec<Loss>; 2],
}

impl Growing {
    pub(super) fn of(export: Export, holds: &'static [Feature], shape: Shape<'_>) -> Self {
        let file = match export {
            Export::Each(write) => Box::new(Single { write, dialect: shape.dialect }),
            Export::Together(begin) => begin(shape),
        };
        Self { file, holds, lost: Default::default() }
    }

    /// Adds an article, and returns the text that comes next in the file with the files that go with it.
    pub fn add(&mut self, article: &Article<'_>) -> Exported {
        let Exported { text, companions, losses: more } = self.file.add(article);
        let [said, unheld] = &mut self.lost;
        for loss in more {
            count_in(said, loss);
        }
        for loss in losses(article.set, self.holds) {
            count_in(unheld, loss);
        }
        Exported { text, companions, losses: Vec::new() }
    }

    /// Returns what stands in the file for an article that was announced and can't be opened.
    pub fn missing(&mut self, path: &str) -> String {
        self.file.missing(path)
    }

    /// Returns one bit for each list whose type programs tell from what is in it.
    pub fn lists(&self) -> u32 {
        self.file.lists()
    }

    /// Returns those of the bits whose lists an article puts something into.
    pub fn fills(&self, article: &Article<'_>) -> u32 {
        self.file.fills(article)
    }

    /// Returns what the file ends with.
    pub fn end(&mut self) -> String {
        self.file.end()
    }

    /// Returns the files that go with this one, whatever articles are in it.
    pub fn companions(&self) -> Vec<Companion> {
        self.file.companions()
    }

    /// Returns all that is left out of the articles so far.
    pub fn losses(&self) -> Vec<Loss> {
        let mut all = Vec::new();
        for loss in self.lost.iter().flatten() {
            count_in(&mut all, loss.clone());
        }
        all
    }
}

/// The file of a format that holds one article.
struct Single {
    write: fn(&Article<'_>, Option<Dialect>) -> Exported,
    dialect: Option<Dialect>,
}

impl Collection for Single {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        (self.write)(article, self.dialect)
    }
}

/// Adds a loss to those of the same kind.
fn count_in(all: &mut Vec<Loss>, loss: Loss) {
    match all.iter_mut().find(|other| other.many == loss.many) {
        Some(other) => other.count += loss.count,
        None => all.push(loss),
    }
}
