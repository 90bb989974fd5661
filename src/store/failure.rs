//! Failures to save: what the system refused, in which step, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::Plain;

/// Why a file is not saved. What was there before still is, whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The system refused one of the steps.
    #[error("{} while {step} {}; {}", Plain(source), path.display(), remedy(source))]
    Failed {
        /// What was being done, as in “writing”.
        step: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It can't be saved in its place, nor in another.
    #[error("{error}; no copy could be kept either: {copy}")]
    Unrescued {
        /// Why not in its place.
        error: Box<SaveError>,
        /// Why not in another.
        copy: Box<SaveError>,
    },
    /// It can't be saved in its place; all of it is in another.
    #[error("{error}, copy in {}", copy.display())]
    Rescued {
        /// Why not in its place.
        error: Box<SaveError>,
        /// Where it is.
        copy: PathBuf,
    },
    /// Another program has changed the file since it was read. It is left as it is.
    #[error(
        "another program changed {}; this session is kept in {}: put the right one of the two in its place",
        path.display(), copy.display()
    )]
    ChangedOnDisk {
        /// The file.
        path: PathBuf,
        /// Where what would have been saved is instead.
        copy: PathBuf,
    },
}

/// What makes a [`SaveError`] of the system's error in one step.
pub(super) fn failed(step: &'static str, path: &Path) -> impl FnOnce(io::Error) -> SaveError {
    let path = path.to_owned();
    move |source| SaveError::Failed { step, path, source }
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull => "free some space",
        io::ErrorKind::QuotaExceeded => "your quota is used up: remove some of your files",
        io::ErrorKind::FileTooLarge => "files may not be that large here: raise the limit (ulimit -f)",
        io::ErrorKind::PermissionDenied => "make its folder writable",
        io::ErrorKind::ReadOnlyFilesystem => "its disk is mounted for reading only: mount it for writing",
        _ => "check its disk",
    }
}
