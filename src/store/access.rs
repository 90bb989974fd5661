//! Whether a session's annotations may be changed, and why not: the reason from which both the words and the exit code come.

use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use super::disk::Plain;
use super::holder::Holder;
use super::lock::{Lock, NoLock};
use super::options::Options;
use super::place::Place;
use crate::formats::native;

/// Whether a session's annotations may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// They may, and are saved.
    Writable,
    /// They may not.
    ReadOnly(ReadOnly),
}

/// Why annotations may not be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// Nobody wanted to change them.
    #[error("opened for reading only")]
    Asked,
    /// There is no file that they could be kept in.
    #[error("an article from standard input has no annotation file; name one with --annotations FILE")]
    Nowhere,
    /// The system doesn't let us write to the file or to its folder.
    #[error("{} can't be written to ({said}); --annotations FILE keeps annotations elsewhere", path.display())]
    Protected {
        /// The file or the folder.
        path: PathBuf,
        /// The kind of error.
        kind: io::ErrorKind,
        /// The system's words for it.
        said: String,
    },
    /// Another session has them open.
    #[error("{0}; close it there to edit here")]
    Held(Holder),
    /// No lock can be made.
    #[error("a lock can't be made beside the annotations ({said})")]
    NoLock {
        /// The kind of error.
        kind: io::ErrorKind,
        /// The system's words for it.
        said: String,
    },
    /// A newer version of this program wrote them.
    #[error("a newer ascribe wrote these annotations (version {0}, this one knows {known}); update it to edit them", known = native::VERSION)]
    Newer(
        /// The version of the file.
        u64,
    ),
    /// The file is damaged in a way that only a person can mend; what is wrong with it, and where.
    #[error("{0}")]
    Damaged(String),
    /// The thread that saves can't be started.
    #[error("the thread that saves can't be started ({0})")]
    NoThread(
        /// The system's words for it.
        String,
    ),
}

/// Why a session doesn't hold the lock.
pub(super) enum Unlocked {
    /// There are no locks here, but it may write; in one sentence.
    NoneHere(String),
    /// It may not write.
    ReadOnly(ReadOnly),
}

/// Takes the lock of a place where annotations may be written.
pub(super) fn lock(place: &Place, options: &Options) -> Result<Lock, Unlocked> {
    if options.read_only {
        return Err(Unlocked::ReadOnly(ReadOnly::Asked));
    }
    let disk = &*options.disk;
    let file = disk.stat(&place.file).is_ok().then_some(place.file.as_path());
    for path in iter::once(place.folder()).chain(file) {
        disk.may_write(path).map_err(|error| Unlocked::ReadOnly(protected(path, &error)))?;
    }
    Lock::take(disk, &place.lock, &options.holders, options.patience).map_err(|no_lock| match no_lock {
        NoLock::NoneHere => Unlocked::NoneHere(no_lock.to_string()),
        NoLock::Held(holder) => Unlocked::ReadOnly(ReadOnly::Held(holder)),
        NoLock::NotMade(error) => {
            Unlocked::ReadOnly(ReadOnly::NoLock { kind: error.kind(), said: Plain(&error).to_string() })
        }
    })
}

fn protected(path: &Path, error: &io::Error) -> ReadOnly {
    ReadOnly::Protected { path: path.to_owned(), kind: error.kind(), said: Plain(error).to_string() }
}
