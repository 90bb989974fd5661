//! The lock: at most one session writes an article's annotations.
//!
//! It is held on a hidden file of its own that stays for good, since a save replaces the annotation file by another one.
//! The system lets go of it when the program ends in whatever way, so there are no stale locks.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;

use super::disk::{Disk, Plain};

/// No more of a lock file is read than this, in bytes.
const LONGEST_HOLDER_BYTES: u64 = 300;

/// The right to write an article's annotations, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    // Closing the file is what lets go of the lock.
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum NoLock {
    /// Another session has it.
    #[error("{0} has these annotations open; close them there to edit them here")]
    Held(
        /// As `pid@host`, or in words where it isn't known.
        String,
    ),
    /// The file system has no locks.
    #[error("this file system has no locks; don't open these annotations twice")]
    NoneHere,
    /// The lock file can't be made or opened.
    #[error("a lock can't be made beside the annotations ({})", Plain(.0))]
    NotMade(io::Error),
}

impl Lock {
    /// Takes the lock if nobody has it, without waiting.
    pub fn take(disk: &dyn Disk, path: &Path) -> Result<Self, NoLock> {
        let mut file = disk.open_lock(path).map_err(NoLock::NotMade)?;
        if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return Err(NoLock::NotMade(io::Error::other("it is not a regular file")));
        }
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(NoLock::Held(holder(file))),
            Err(TryLockError::Error(error)) if has_no_locks(&error) => return Err(NoLock::NoneHere),
            Err(TryLockError::Error(error)) => return Err(NoLock::NotMade(error)),
        }
        // The name is a courtesy to the second session; the lock holds without it.
        let _ = sign(&mut file);
        Ok(Self { _file: file })
    }
}

/// Whether the error is the file system's way to say that it knows no locks.
fn has_no_locks(error: &io::Error) -> bool {
    let no_locks = rustix::io::Errno::NOLCK.raw_os_error();
    error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == Some(no_locks)
}

fn sign(file: &mut File) -> io::Result<()> {
    let host = rustix::system::uname();
    let name = format!("{}@{}\n", std::process::id(), host.nodename().to_string_lossy());
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(name.as_bytes())
}

fn holder(file: File) -> String {
    let mut name = String::new();
    let read = file.take(LONGEST_HOLDER_BYTES).read_to_string(&mut name);
    match name.trim() {
        name if read.is_ok() && !name.is_empty() => format!("ascribe {name}"),
        // Read between the other session's lock and its signature.
        _ => "another ascribe".to_owned(),
    }
}
