//! The annotation file of an article: what the formats make of its bytes, kept whole.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::article::Article;
use super::disk::{Disk, Plain};
use super::lock::Lock;
use super::place::Place;
use super::save::{SaveError, WholeFile};
use crate::formats::{Damaged, native};
use crate::model::AnnotationSet;

/// One article's annotation file, with the lock on it where this session may write.
pub struct AnnotationFile {
    article: Article,
    file: WholeFile,
    // Held for as long as the file may be written.
    _lock: Option<Lock>,
}

/// Why an annotation file can't be read. It is left as it is.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct AnnotationFileError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    pub kind: AnnotationFileErrorKind,
}

/// What is the matter with an annotation file.
#[derive(Debug, thiserror::Error)]
pub enum AnnotationFileErrorKind {
    /// The system doesn't let us read it.
    #[error("it can't be read ({}); check its permissions and its disk", Plain(.0))]
    Unreadable(io::Error),
    /// It isn't what this program writes.
    #[error("{0}; it is left as it is: mend it, or move it away to begin anew")]
    Damaged(Damaged),
}

impl AnnotationFile {
    /// The file of an article's annotations. Without a lock it is only for reading.
    pub(super) fn new(article: Article, place: Place, disk: Arc<dyn Disk>, lock: Option<Lock>) -> Self {
        Self { article, file: WholeFile::new(disk, place), _lock: lock }
    }

    /// What the file of that place says of its article, if it can be read.
    pub(super) fn recorded(place: &Place, disk: &dyn Disk) -> Option<native::Recorded> {
        let (bytes, _) = disk.read(&place.file, native::MAX_BYTES as u64).ok()?;
        native::recorded(utf8(&bytes).ok()?)
    }

    /// Reads it, if it exists.
    pub(super) fn read(&mut self) -> Result<Option<native::Read>, AnnotationFileError> {
        let read = self.file.read(native::MAX_BYTES as u64).map_err(AnnotationFileErrorKind::Unreadable);
        let parse = |bytes: Vec<u8>| {
            let json = utf8(&bytes)?;
            // What is read depends on whether the article is still the one that was annotated.
            self.article.fingerprint();
            native::read(json, &self.article.document)
        };
        let parsed = read.and_then(|bytes| bytes.map(parse).transpose().map_err(AnnotationFileErrorKind::Damaged));
        parsed.map_err(|kind| AnnotationFileError { path: self.file.place().named.clone(), kind })
    }

    /// Saves a set as the whole file. Once this returns `Ok`, the set survives a power cut.
    pub fn save(&mut self, set: &AnnotationSet) -> Result<(), SaveError> {
        // The file says which bytes it is about.
        self.article.fingerprint();
        let json = native::write(&self.article.document, self.article.encoding.name(), set);
        self.file.save(json.as_bytes())
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Damaged> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', good).count() + 1;
        Damaged { line, column: 0, field: String::new(), why: "expected UTF-8".to_owned() }
    })
}
