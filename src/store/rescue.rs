//! The rescue copy: all annotations of a session in another folder, for as long as they can't be saved in their place.
//!
//! It is a whole annotation file, replaced in one step like any other, so it needs no recovery: whoever finds it can read
//! it, and the next session of its article does. Its name says which annotation file it is of, and which state of that
//! it goes beyond.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Disk;
use super::hash::Hash;
use super::place::Place;
use super::replace::replace;
use super::save::SaveError;

/// Nobody else reads what nobody was meant to get that way.
const FOLDER_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;
/// How many hexadecimal digits stand for a hash in a name.
const DIGITS: usize = 16;
/// What stands for the hash of an annotation file that doesn't exist yet.
const NO_FILE: &str = "new";

/// Where the rescue copies of one annotation file are.
pub(super) struct Rescue {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// What their names start with: a hash of where the annotation file is.
    of: String,
    /// The copies whose contents are all in memory.
    kept: Vec<PathBuf>,
}

/// A rescue copy that an earlier session left.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// Whether it goes beyond just what the annotation file holds now.
    pub(super) follows: bool,
}

impl Rescue {
    /// The copies of the annotation file at `place`, in `folder`, which is made when it is needed.
    pub(super) fn new(disk: Arc<dyn Disk>, folder: &Path, place: &Place) -> Self {
        let file = fs::canonicalize(place.folder()).unwrap_or_else(|_| place.folder().to_owned());
        let file = file.join(place.file.file_name().unwrap_or_default());
        let of = digits(Hash::of(&[file.as_os_str().as_encoded_bytes()]));
        Self { disk, folder: folder.to_owned(), of, kept: Vec::new() }
    }

    /// Keeps what can't be saved, which goes beyond a file of that hash; says where.
    pub(super) fn keep(&mut self, bytes: &[u8], beyond: Option<Hash>) -> Result<PathBuf, SaveError> {
        let failed = |source| SaveError::Failed { step: "making", path: self.folder.clone(), source };
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(&self.folder).map_err(failed)?;
        let beyond = beyond.map_or_else(|| NO_FILE.to_owned(), digits);
        let path = self.folder.join(format!("{}-{beyond}.json", self.of));
        let place = Place::at(&path).map_err(|error| failed(io::Error::other(error.kind.to_string())))?;
        replace(&*self.disk, &place, &place.file, bytes, Some(FILE_MODE), || Ok(true))?;
        self.disk.sync_folder(&self.folder).map_err(failed)?;
        if !self.kept.contains(&path) {
            self.kept.push(path.clone());
        }
        Ok(path)
    }

    /// What earlier sessions left, the oldest first. `now` is the hash of what the annotation file holds.
    pub(super) fn find(&self, now: Option<Hash>, limit_bytes: u64) -> Vec<Found> {
        let Ok(entries) = self.folder.read_dir() else { return Vec::new() };
        let now = now.map_or_else(|| NO_FILE.to_owned(), digits);
        let mut found = Vec::new();
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(beyond) = name.strip_prefix(&format!("{}-", self.of)).and_then(|it| it.strip_suffix(".json"))
            else {
                continue;
            };
            let Ok((bytes, metadata)) = self.disk.read(&path, limit_bytes) else { continue };
            let follows = beyond == now;
            found.push((metadata.modified().ok(), Found { path, bytes, follows }));
        }
        found.sort_by_key(|(modified, _)| *modified);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// All that a copy holds has been taken over: the next save ends it.
    pub(super) fn has_taken(&mut self, path: PathBuf) {
        self.kept.push(path);
    }

    /// Removes the copies once what they hold is saved in its place.
    pub(super) fn clear(&mut self) {
        if self.kept.is_empty() {
            return;
        }
        for path in self.kept.drain(..) {
            // One that stays is merged again by the next session.
            let _ = self.disk.remove(&path);
        }
        let _ = self.disk.sync_folder(&self.folder);
    }
}

fn digits(hash: Hash) -> String {
    hash.hex().chars().take(DIGITS).collect()
}
