//! What reading and keeping promise, against the real file system and against one that fails.

#![allow(clippy::print_stdout, reason = "how much was tried is part of the result")]

mod article;
mod faults;
mod hanging;
mod lock;
mod machine;
mod place;
mod power_cut;
mod replace;
mod rescue;
mod scenarios;
mod session;
mod trial;
mod writer;

use std::path::PathBuf;
use std::sync::Arc;

use ascribe::formats::native;
use ascribe::model::{Annotation, AnnotationSet, Document, Edit, Id, Label};
use ascribe::store::{Holders, Options, Session, Source};
use tempfile::TempDir;

use trial::Trial;

const TEXT: &str = "“The dam is safe,” the minister said.\n\n“It never was,” the agency said. Café.\n";

/// The number of a process that there can't be. (A child that has ended would do, but until it runs its own program it
/// shares the locks of the tests beside this one.)
const NOBODY: u32 = i32::MAX.cast_unsigned();

/// A folder with an article, opened through a trial disk.
struct Desk {
    folder: TempDir,
    /// Where is noted who has the article open.
    open: TempDir,
    disk: Arc<Trial>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("story.txt"), TEXT).unwrap();
        Self { folder, open: tempfile::tempdir().unwrap(), disk: Trial::sound() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn article(&self) -> Source {
        Source::File(self.path("story.txt"))
    }

    fn annotations(&self) -> PathBuf {
        self.path("story.txt.ascribe.json")
    }

    fn options(&self) -> Options {
        let holders = Holders { folder: Some(self.open.path().to_owned()), name: "Jo".to_owned() };
        Options { disk: Arc::clone(&self.disk) as _, holders, ..Options::default() }
    }

    fn open(&self) -> Session {
        Session::open(&self.article(), self.options()).unwrap()
    }

    /// What is on disk now.
    fn saved(&self) -> AnnotationSet {
        Session::open(&self.article(), Options { read_only: true, ..Options::default() }).unwrap().set
    }

    /// What another program makes of what is on disk now when it marks a quote too.
    fn saved_with(&self, quote: &str, id: &str) -> String {
        let session = Session::open(&self.article(), Options { read_only: true, ..Options::default() }).unwrap();
        let mut set = session.set;
        set.apply(&marking(&session.article.document, quote, id)).unwrap();
        native::write(&session.article.document, "UTF-8", &set)
    }

    fn names(&self) -> Vec<String> {
        let entries = self.folder.path().read_dir().unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The edit that marks a quote as a claim, under an id of its own.
fn marking(document: &Document, quote: &str, id: &str) -> Edit {
    let start = document.text().find(quote).unwrap();
    let span = document.span(start..start + quote.len()).unwrap();
    AnnotationSet::adding(Annotation::new(Id::new(id), Label::Claim, span))
}
