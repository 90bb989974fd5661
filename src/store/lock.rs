//! The lock: at most one session writes an article's annotations.
//!
//! It is held on a hidden, empty file of its own beside the annotation file, which itself is replaced at every save. Beside
//! it, because that is the one place that everybody reaches who can write the annotations: another user, whose state
//! folder is another one, and another machine that shares the folder. The system lets go of the lock when the program
//! ends in whatever way, so there are no stale locks.
//!
//! The last holder removes the file. So that two sessions never hold two files of one name, only the holder removes it,
//! while it still has the lock; and whoever gets the lock looks whether the file that it has locked is still the one of
//! that name, and else begins anew.

use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;

use super::disk::{Disk, Plain, folder_of};
use super::holder::{Holder, Holders, Note};

/// How often a file that is gone once it is locked is tried again. Each time, another session has come and gone.
const ATTEMPTS: usize = 1000;
/// How long to wait before a lock that is held is tried again.
const PAUSE: Duration = Duration::from_millis(10);
/// No more of a lock file is read than this, in bytes.
const LONGEST_HOLDER_BYTES: u64 = 300;

/// The right to write an article's annotations, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Closing it is what lets go of the lock.
    file: File,
    _note: Option<Note>,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum NoLock {
    /// Another session has it.
    #[error("{0}; close it there to edit here")]
    Held(Holder),
    /// The file system has no locks.
    #[error("this file system has no locks; don't open these annotations twice")]
    NoneHere,
    /// The lock file can't be made or opened.
    #[error("a lock can't be made beside the annotations ({})", Plain(.0))]
    NotMade(io::Error),
}

/// What came of one attempt.
enum Attempt {
    Locked(File),
    Held(File),
    /// The file was removed before it could be locked.
    Gone,
}

impl Lock {
    /// Takes the lock, and waits for whoever has it no longer than `patience`.
    pub fn take(disk: &dyn Disk, path: &Path, holders: &Holders, patience: Duration) -> Result<Self, NoLock> {
        let begun = Instant::now();
        let mut gone = 0;
        while gone < ATTEMPTS {
            match attempt(disk, path)? {
                Attempt::Locked(file) => {
                    // What earlier versions wrote into it is about nobody any more.
                    let _ = file.set_len(0);
                    return Ok(Self { path: path.to_owned(), file, _note: holders.sign(path) });
                }
                Attempt::Held(file) if begun.elapsed() >= patience => {
                    return Err(NoLock::Held(signed(file).unwrap_or_else(|| holders.holder(path))));
                }
                Attempt::Held(_) => thread::sleep(PAUSE),
                Attempt::Gone => gone += 1,
            }
        }
        // A file system that calls the same file by another number each time.
        Err(NoLock::NoneHere)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where somebody else has removed it, another session may have made one of that name.
        if is_at(&self.file, &self.path).unwrap_or(false) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn attempt(disk: &dyn Disk, path: &Path) -> Result<Attempt, NoLock> {
    let file = match disk.open_lock(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder_of(path).exists() => {
            return Ok(Attempt::Gone);
        }
        opened => opened.map_err(NoLock::NotMade)?,
    };
    if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Err(NoLock::NotMade(io::Error::other("it is not a regular file")));
    }
    match file.try_lock() {
        Ok(()) => match is_at(&file, path) {
            Ok(true) => Ok(Attempt::Locked(file)),
            Ok(false) => Ok(Attempt::Gone),
            Err(error) => Err(NoLock::NotMade(error)),
        },
        Err(TryLockError::WouldBlock) => Ok(Attempt::Held(file)),
        Err(TryLockError::Error(error)) if has_no_locks(&error) => Err(NoLock::NoneHere),
        // Removed on another machine.
        Err(TryLockError::Error(error)) if is(&error, Errno::STALE) => Ok(Attempt::Gone),
        Err(TryLockError::Error(error)) => Err(NoLock::NotMade(error)),
    }
}

/// Whether an open file is the one that has that name now.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let identity = |metadata: Metadata| (metadata.dev(), metadata.ino());
    match fs::symlink_metadata(path) {
        Ok(named) => Ok(identity(named) == identity(file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the error is the file system's way to say that it knows no locks.
fn has_no_locks(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported || is(error, Errno::NOLCK)
}

fn is(error: &io::Error, errno: Errno) -> bool {
    error.raw_os_error() == Some(errno.raw_os_error())
}

/// The holder that a version of this program before this one has written into the lock file.
fn signed(file: File) -> Option<Holder> {
    let mut text = String::new();
    file.take(LONGEST_HOLDER_BYTES).read_to_string(&mut text).ok()?;
    Holder::read(&text)
}
