//! The annotation file of an article: what the formats make of its bytes, kept whole.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};

use super::article::Article;
use super::disk::{Disk, Plain};
use super::failure::{SaveError, failed};
use super::leftovers::sweep;
use super::lock::Lock;
use super::place::Place;
use super::rescue::Rescue;
use super::save::WholeFile;
use super::spare::{Seen, Spare};
use crate::formats::{Damaged, native};
use crate::model::{AnnotationSet, Edit, ThreeWay};

/// One article's annotation file, with the lock on it where this session may write.
pub struct AnnotationFile {
    article: Article,
    file: WholeFile,
    /// What this session last read there or wrote: what it and another program both start from.
    base: AnnotationSet,
    /// Where everything goes that can't be saved, if there is such a place.
    rescue: Option<Rescue>,
    /// What there is to say that nobody has heard yet, a sentence each.
    remarks: Vec<String>,
    /// What is wrong with what is there now, which is set aside before anything is written in its place.
    fault: Option<Damaged>,
    /// The state of the file when a save last began.
    seen: Seen,
    // Held for as long as the file may be written.
    _lock: Option<Lock>,
}

/// What another program's change to the file means for the annotations in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The edit that takes the change over.
    pub edit: Edit,
    /// What there is to say of it, in one sentence.
    pub notice: String,
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
    /// It is a file of this program, and something is wrong in it.
    #[error("{0}; it is left as it is: mend it, or move it away to begin anew")]
    Damaged(Damaged),
    /// It is a file of this program, and git left both sides of a conflict in it.
    #[error(
        "{0}; take one side with `git checkout --ours -- FILE`, then add the other with `git show :3:./FILE | ascribe import ARTICLE -`"
    )]
    Conflict(Damaged),
    /// A newer version of this program wrote it, in a way that this one doesn't understand.
    #[error("{0}; it is left as it is: open it with that version")]
    Newer(Damaged),
    /// It isn't a file of this program.
    #[error(
        "this is not an ascribe file: it doesn't say \"format\": \"ascribe\"; it is left as it is: name another file with --annotations FILE, or move this one away"
    )]
    Foreign,
}

impl AnnotationFileErrorKind {
    /// Whether it is a file of this program that may be neither written over nor set aside.
    pub(super) fn needs_a_person(&self) -> bool {
        matches!(self, Self::Conflict(_) | Self::Newer(_))
    }
}

impl AnnotationFile {
    /// The file of an article's annotations. Without a lock it is only for reading.
    pub(super) fn new(
        article: Article,
        place: Place,
        disk: Arc<dyn Disk>,
        lock: Option<Lock>,
        rescue: Option<&Path>,
    ) -> Self {
        let rescue = rescue.map(|folder| Rescue::new(Arc::clone(&disk), folder, &place));
        if lock.is_some() {
            sweep(&*disk, &place);
            rescue.iter().for_each(Rescue::sweep);
        }
        let file = WholeFile::new(disk, place);
        Self {
            article,
            file,
            base: AnnotationSet::default(),
            rescue,
            remarks: Vec::new(),
            fault: None,
            seen: Seen::default(),
            _lock: lock,
        }
    }

    /// What the file of that place says of its article, if it can be read.
    pub(super) fn recorded(place: &Place, disk: &dyn Disk) -> Option<native::Recorded> {
        let (bytes, _) = disk.read(&place.file, native::MAX_BYTES as u64).ok()?;
        native::recorded(utf8(&bytes).ok()?)
    }

    /// Says that the article is to be read otherwise.
    pub(super) fn is_about(&mut self, article: Article) {
        self.article = article;
    }

    /// Reads it, if it exists.
    pub(super) fn read(&mut self) -> Result<Option<native::Read>, AnnotationFileError> {
        // Where the article is the one that the file is about, nothing has to be searched.
        self.article.fingerprint();
        let read = self.file.read(native::MAX_BYTES as u64).map_err(AnnotationFileErrorKind::Unreadable);
        let parse = |bytes: Vec<u8>| {
            let parsed = utf8(&bytes).and_then(|json| native::read(json, &self.article.document));
            parsed.map_err(|damaged| fault(&bytes, self.file.place(), damaged))
        };
        let parsed = read.and_then(|bytes| bytes.map(parse).transpose());
        let parsed = parsed.map_err(|kind| AnnotationFileError { path: self.file.place().named.clone(), kind })?;
        self.base = parsed.as_ref().map(|read| read.set.clone()).unwrap_or_default();
        Ok(parsed)
    }

    /// Where it is.
    pub(super) fn place(&self) -> &Place {
        self.file.place()
    }

    /// An error where what is there doesn't say that it is a file of this program.
    pub(super) fn expect_ours(place: &Place, disk: &dyn Disk) -> Result<(), AnnotationFileError> {
        match disk.read(&place.file, native::MAX_BYTES as u64) {
            Ok((bytes, _)) if !native::is_recognisable(&bytes, place.is_named_so()) => {
                Err(AnnotationFileError { path: place.named.clone(), kind: AnnotationFileErrorKind::Foreign })
            }
            // Reading it will say what is the matter.
            _ => Ok(()),
        }
    }

    /// After an error in reading: has the first save set the file aside, and says what is wrong in it. An error where
    /// there is nothing to set aside, or only a person can tell what to do.
    pub(super) fn will_set_aside(&mut self, error: AnnotationFileError) -> Result<String, AnnotationFileError> {
        let AnnotationFileErrorKind::Damaged(damaged) = error.kind else { return Err(error) };
        let said = damaged.to_string();
        self.fault = Some(damaged);
        Ok(said)
    }

    /// Sets the file aside, if it is damaged and nobody has mended it since.
    fn set_aside(&mut self) -> Result<(), SaveError> {
        let Some(damaged) = &self.fault else { return Ok(()) };
        let path = self.file.place().named.clone();
        if let Some(aside) = self.file.set_aside().map_err(failed("setting aside", &path))? {
            let (path, aside) = (path.display(), aside.display());
            self.remarks.push(format!("{path}: {damaged}; it is kept as {aside}, and these annotations begin anew"));
        }
        self.fault = None;
        Ok(())
    }

    /// What earlier sessions could not save, merged with `set`: the edit that brings it back, and what to say of it.
    pub(super) fn rescued(&mut self, set: &AnnotationSet) -> Option<Merged> {
        let rescue = self.rescue.as_mut()?;
        let (mut now, mut whole, mut places) = (set.clone(), Edit::default(), Vec::new());
        let (copies, remarks) = rescue.find(self.file.seen(), native::MAX_BYTES as u64);
        self.remarks.extend(remarks);
        for found in copies {
            let path = found.path.display();
            let read = match utf8(&found.bytes).and_then(|json| native::read(json, &self.article.document)) {
                Ok(read) if read.version <= native::VERSION => read,
                Ok(_) => {
                    self.remarks.push(format!("{path}: a newer ascribe could not save this; open it with that one"));
                    continue;
                }
                Err(damaged) => {
                    self.remarks.push(format!("{path}: {damaged}; what an earlier session could not save stays there"));
                    continue;
                }
            };
            // Beyond another state than the present one, it can't be told what was removed: nothing is.
            let base = if found.follows { set.clone() } else { AnnotationSet::default() };
            let edit = AnnotationSet::three_way(&base, &now, &read.set).edit;
            if now.apply(&edit).is_ok() {
                whole = whole.then(edit);
                places.push(found.path.display().to_string());
                rescue.has_taken(found.path);
            }
        }
        let notice = format!("what an earlier session could not save is back, from {}", places.join(" and "));
        (!whole.is_empty()).then_some(Merged { edit: whole, notice })
    }

    /// What there is to say since this was last asked, a sentence each.
    pub(super) fn take_remarks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.remarks)
    }

    /// Returns what keeps a copy while a save hangs, if there is a place for it.
    pub(super) fn spare(&self) -> Option<Spare> {
        self.note_what_was_seen();
        let (article, seen) = (self.article.clone(), Arc::clone(&self.seen));
        Some(Spare { article, rescue: self.rescue.as_ref()?.beside(), seen })
    }

    fn note_what_was_seen(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = self.file.seen();
    }

    /// Saves a set as the whole file. Once this returns `Ok`, the set survives a power cut.
    ///
    /// What can't be saved is kept in the rescue folder, if there is one.
    pub fn save(&mut self, set: &AnnotationSet) -> Result<(), SaveError> {
        // The file says which bytes it is about.
        self.article.fingerprint();
        self.note_what_was_seen();
        let json = native::write(&self.article.document, self.article.encoding.name(), set);
        let saved = self.set_aside().and_then(|()| self.file.save(json.as_bytes()));
        match (&saved, &mut self.rescue) {
            (Ok(()), rescue) => {
                self.base.clone_from(set);
                self.remarks.extend(rescue.iter_mut().filter_map(Rescue::clear));
            }
            // Of that there is a copy beside it.
            (Err(SaveError::ChangedOnDisk { .. }), _) | (Err(_), None) => {}
            (Err(_), Some(rescue)) => {
                let copy = rescue.keep(json.as_bytes(), self.file.seen());
                return saved.map_err(Box::new).map_err(|error| match copy.map_err(Box::new) {
                    Ok(copy) => SaveError::Rescued { error, copy },
                    Err(copy) => SaveError::Unrescued { error, copy },
                });
            }
        }
        saved
    }

    /// After [`SaveError::ChangedOnDisk`]: what the other program made of the annotations, to be taken over by `ours`
    /// before the next save. `None` where it can't be read: then its file and the copy of ours both stay.
    pub fn merge(&mut self, ours: &AnnotationSet, copy: &Path) -> Option<Merged> {
        let theirs = self.file.other(native::MAX_BYTES as u64)?;
        let read = native::read(utf8(theirs.bytes()).ok()?, &self.article.document).ok()?;
        if read.version > native::VERSION {
            return None;
        }
        let ThreeWay { edit, both } = AnnotationSet::three_way(&self.base, ours, &read.set);
        theirs.take_over(&mut self.file);
        self.base = read.set;
        let twice = match both {
            0 => String::new(),
            both => format!("; {both} that both changed stand there twice"),
        };
        let (count, copy) = (edit.annotations.len() + edit.relations.len(), copy.display());
        let notice = format!(
            "another program changed the annotations: {count} changes taken over{twice}; ours alone is in {copy}"
        );
        Some(Merged { edit, notice })
    }
}

/// What is the matter with a file that can't be read.
fn fault(bytes: &[u8], place: &Place, damaged: Damaged) -> AnnotationFileErrorKind {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    if !native::is_recognisable(bytes, place.is_named_so()) {
        AnnotationFileErrorKind::Foreign
    } else if native::is_newer(text) {
        AnnotationFileErrorKind::Newer(damaged)
    } else if native::conflict(text).is_some() {
        AnnotationFileErrorKind::Conflict(damaged)
    } else {
        AnnotationFileErrorKind::Damaged(damaged)
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Damaged> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', good).count() + 1;
        Damaged { line, column: 0, field: String::new(), why: "expected UTF-8".to_owned() }
    })
}
