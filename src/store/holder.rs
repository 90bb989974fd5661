//! Who has an article open: a note in the state folder of whoever does, for the second session to read.
//!
//! It is a courtesy and no lock: it may be missing, old, or about a user whose state folder can't be read. Nothing of it
//! lies beside the article, which may be in a folder that several machines share.

use std::fmt;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use super::disk::PRIVATE_FOLDER_MODE;
use super::hash::Hash;

/// No more of a note is read than this, in bytes.
const LONGEST_NOTE_BYTES: u64 = 1024;
/// How many hexadecimal digits of its lock's hash name a note.
const NAME_DIGITS: usize = 16;

/// Where notes are, and who writes them.
#[derive(Clone, Debug, Default)]
pub struct Holders {
    /// The folder of the notes; without one, nothing is noted.
    pub folder: Option<PathBuf>,
    /// The name of whoever works here, or empty.
    pub name: String,
}

/// A session that has an article open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Its process; 0 where that isn't known.
    pub process: u32,
    /// The machine that it runs on.
    pub host: String,
    /// Who works there, or empty.
    pub name: String,
}

/// A note that is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Note(PathBuf);

impl Holders {
    /// Notes that this process holds a lock.
    pub(super) fn sign(&self, lock: &Path) -> Option<Note> {
        let path = self.note(lock)?;
        let holder = Holder::here(&self.name);
        // The lock holds without a note.
        write(&path, &holder.written()).ok().map(|()| Note(path))
    }

    /// Who was noted as the holder of a lock, where that may still be true.
    pub(super) fn holder(&self, lock: &Path) -> Holder {
        self.note(lock)
            .and_then(|path| Holder::read(&text(&path).ok()?))
            .filter(Holder::may_be_there)
            .unwrap_or_default()
    }

    fn note(&self, lock: &Path) -> Option<PathBuf> {
        let folder = super::disk::folder_of(lock);
        let folder = fs::canonicalize(folder).ok()?;
        let path = folder.join(lock.file_name()?);
        let hash = Hash::of(&[path.as_os_str().as_encoded_bytes()]).hex();
        Some(self.folder.as_ref()?.join(hash.get(..NAME_DIGITS)?))
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

impl Holder {
    fn here(name: &str) -> Self {
        let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
        Self { process: std::process::id(), host, name: name.to_owned() }
    }

    /// `PROCESS@HOST`, then the name on a line of its own.
    fn written(&self) -> String {
        format!("{}@{}\n{}\n", self.process, self.host, self.name.replace('\n', " "))
    }

    /// Reads a note, or what earlier versions of this program wrote into the lock file itself.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (process, host) = lines.next()?.split_once('@')?;
        let name = lines.next().unwrap_or_default().to_owned();
        Some(Self { process: process.parse().ok()?, host: host.to_owned(), name })
    }

    /// Whether it isn't certain that it has ended: on another machine, that can't be told.
    fn may_be_there(&self) -> bool {
        let is_here = self.host == Self::here("").host;
        let process = i32::try_from(self.process).ok().and_then(Pid::from_raw);
        !is_here || process.is_some_and(|process| test_kill_process(process) != Err(Errno::SRCH))
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { process, host, name } = self;
        match (process, name.as_str()) {
            (0, _) => f.write_str("another ascribe has this article open"),
            (_, "") => write!(f, "another ascribe has this article open (on {host}, process {process})"),
            (_, name) => write!(f, "{name} has this article open (ascribe on {host}, process {process})"),
        }
    }
}

/// The text of a small file.
pub(super) fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(LONGEST_NOTE_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = super::disk::folder_of(path);
    DirBuilder::new().recursive(true).mode(PRIVATE_FOLDER_MODE).create(folder)?;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?.write_all(text.as_bytes())
}
