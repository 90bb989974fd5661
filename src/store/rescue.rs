//! The rescue copy: all annotations of a session in another folder, for as long as they can't be saved in their place.
//!
//! It is a whole annotation file, replaced in one step like any other, so it needs no recovery: whoever finds it can read
//! it, and the next session of its article does. Its name says which annotation file it is of, and which state of that
//! it goes beyond. An empty one is one that was taken over and couldn't be removed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, PRIVATE_FOLDER_MODE, Plain, Rights, folder_of};
use super::failure::SaveError;
use super::hash::Hash;
use super::leftovers::sweep_folder;
use super::place::Place;
use super::replace::{Growing, replace};

/// Nobody else reads what nobody was meant to get that way.
const PRIVATE: Rights = Rights { mode: 0o600, owner: None };
/// How many hexadecimal digits stand for a hash in a name.
const DIGITS: usize = 16;
/// What stands for the hash of an annotation file that doesn't exist yet.
const NO_FILE: &str = "new";

/// Where the rescue copies of one annotation file are.
pub(super) struct Rescue {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    /// What their names start with: a hash of where the annotation file is. After the first one, those of other ways
    /// there, which a session may have had to take.
    of: Vec<String>,
    /// The copies whose contents are all in memory.
    kept: Vec<PathBuf>,
    /// Those of them of which it was said that they stay.
    told: Vec<PathBuf>,
    /// Whether a power cut may bring back what was removed.
    is_unsettled: bool,
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
        let way = std::path::absolute(place.folder()).unwrap_or_else(|_| place.folder().to_owned());
        // Where links can't be followed right now, another session can't either or finds both.
        let ways = [disk.follow(place.folder()).unwrap_or_else(|_| way.clone()), way];
        let name = place.file.file_name().unwrap_or_default();
        let mut of = ways.map(|way| digits(Hash::of(&[way.join(name).as_os_str().as_encoded_bytes()]))).to_vec();
        of.dedup();
        let folder = folder.to_owned();
        Self { disk, folder, of, kept: Vec::new(), told: Vec::new(), is_unsettled: false }
    }

    /// Another one for the same copies, which knows of none of them.
    pub(super) fn beside(&self) -> Self {
        let (disk, folder, of) = (Arc::clone(&self.disk), self.folder.clone(), self.of.clone());
        Self { disk, folder, of, kept: Vec::new(), told: Vec::new(), is_unsettled: false }
    }

    /// Removes the drafts of copies that dead programs left. Whoever calls this has the lock.
    pub(super) fn sweep(&self) {
        let is_ours = |name: &str| self.of.iter().any(|of| name.starts_with(&format!(".{of}-")));
        sweep_folder(&*self.disk, &self.folder, |path, _| {
            path.file_name().is_some_and(|name| is_ours(&name.to_string_lossy()))
        });
    }

    /// Keeps what can't be saved, which goes beyond a file of that hash; says where.
    pub(super) fn keep(&mut self, bytes: &[u8], beyond: Option<Hash>) -> Result<PathBuf, SaveError> {
        let (place, made) = self.place(beyond)?;
        let path = place.named.clone();
        replace(&*self.disk, &place, &place.file, bytes, Some(PRIVATE), || Ok(true))?;
        // However the rest goes, it is there now.
        if !self.kept.contains(&path) {
            self.kept.push(path.clone());
        }
        self.settle(&made)?;
        Ok(path)
    }

    /// The same for when nobody can wait for a disk that holds syncs up: `named` hears where the copy is before it
    /// survives a power cut, which it does once this returns.
    pub(super) fn keep_at_once(
        &mut self,
        bytes: &[u8],
        beyond: Option<Hash>,
        named: impl FnOnce(&Path),
    ) -> Result<PathBuf, SaveError> {
        let (place, made) = self.place(beyond)?;
        let mut growing = Growing::begin(&*self.disk, &place, &place.file, Some(PRIVATE))?;
        if let Err(error) = growing.write(&*self.disk, bytes).and_then(|()| growing.put_unsynced(&*self.disk)) {
            growing.give_up(&*self.disk);
            return Err(error);
        }
        named(&place.named);
        growing.sync(&*self.disk)?;
        self.settle(&made)?;
        Ok(place.named)
    }

    /// Where the copy is kept that goes beyond a file of that hash, and the folders that were given a name for it.
    fn place(&self, beyond: Option<Hash>) -> Result<(Place, Vec<PathBuf>), SaveError> {
        let failed = |source| SaveError::Failed { step: "making", path: self.folder.clone(), source };
        let made = self.make_folder().map_err(failed)?;
        let path = self.folder.join(format!("{}-{}.json", self.of[0], state(beyond)));
        let place = Place::at(&path).map_err(|error| failed(io::Error::other(error.kind.to_string())))?;
        Ok((place, made))
    }

    /// Makes the names safe: a power cut takes a folder with all that is safe in it, where its own name isn't.
    fn settle(&self, made: &[PathBuf]) -> Result<(), SaveError> {
        for folder in std::iter::once(&self.folder).chain(made) {
            let failed = |source| SaveError::Failed { step: "making", path: self.folder.clone(), source };
            self.disk.sync_folder(folder).map_err(failed)?;
        }
        Ok(())
    }

    /// Makes the folder with all that lead to it, and closes it to others; says which folders got a name to sync.
    fn make_folder(&self) -> io::Result<Vec<PathBuf>> {
        let is_missing =
            |folder: &&Path| self.disk.stat(folder).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        let missing: Vec<&Path> = self.folder.ancestors().take_while(is_missing).collect();
        for folder in missing.iter().rev() {
            match self.disk.make_folder(folder) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made?,
            }
        }
        if Rights::of(&self.disk.stat(&self.folder)?).mode != PRIVATE_FOLDER_MODE {
            // In somebody else's folder it is kept all the same: the copy itself is closed to others too.
            let _ = self.disk.close_folder(&self.folder);
        }
        // That of the folder itself each time: whoever made it may have died before the sync.
        let named = missing.iter().copied().skip(1).chain([self.folder.as_path()]);
        Ok(named.map(|folder| folder_of(folder).to_owned()).collect())
    }

    /// What earlier sessions left, the oldest first, and what there is to say of what can't be read. `now` is the hash of
    /// what the annotation file holds.
    pub(super) fn find(&mut self, now: Option<Hash>, limit_bytes: u64) -> (Vec<Found>, Vec<String>) {
        let (mut found, mut remarks) = (Vec::new(), Vec::new());
        let paths = self.disk.list(&self.folder).unwrap_or_else(|error| {
            if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
                remarks.push(not_read(&self.folder, &error));
            }
            Vec::new()
        });
        for path in paths {
            let Some(follows) = self.beyond(&path).map(|beyond| beyond == state(now)) else { continue };
            match self.disk.read(&path, limit_bytes) {
                Ok((bytes, _)) if bytes.is_empty() => self.kept.push(path),
                Ok((bytes, metadata)) => found.push((metadata.modified().ok(), Found { path, bytes, follows })),
                Err(error) => remarks.push(not_read(&path, &error)),
            }
        }
        found.sort_by_key(|(modified, _)| *modified);
        (found.into_iter().map(|(_, found)| found).collect(), remarks)
    }

    /// Which state of the annotation file a copy of it goes beyond; `None` for any other file.
    fn beyond(&self, path: &Path) -> Option<String> {
        let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
        let (of, beyond) = name.split_once('-')?;
        self.of.iter().any(|own| own == of).then(|| beyond.to_owned())
    }

    /// All that a copy holds has been taken over: the next save ends it.
    pub(super) fn has_taken(&mut self, path: PathBuf) {
        self.kept.push(path);
    }

    /// Removes the copies once what they hold is saved in its place.
    ///
    /// One that can't be removed is emptied, so that it brings nothing back that is removed from now on, and tried again
    /// after the next save. Where that fails too, there is something to say of it, once.
    pub(super) fn clear(&mut self) -> Option<String> {
        let mut stay = Vec::new();
        for path in std::mem::take(&mut self.kept) {
            let removed = gone(self.disk.remove(&path));
            self.is_unsettled |= removed.is_ok();
            let Err(error) = removed else { continue };
            if gone(self.disk.empty(&path)).is_err() && !self.told.contains(&path) {
                stay.push(format!("{} ({})", path.display(), Plain(&error)));
                self.told.push(path.clone());
            }
            self.kept.push(path);
        }
        if self.is_unsettled {
            self.is_unsettled = gone(self.disk.sync_folder(&self.folder)).is_err();
        }
        let remark = "everything is saved, but a copy of it can't be removed and would be taken over again: remove it yourself: ";
        (!stay.is_empty()).then(|| format!("{remark}{}", stay.join(", ")))
    }
}

/// What isn't there needs no removal.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn not_read(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    format!("{path} can't be read ({}); what an earlier session could not save may be in it", Plain(error))
}

/// What stands in a name for a state of the annotation file.
fn state(of: Option<Hash>) -> String {
    of.map_or_else(|| NO_FILE.to_owned(), digits)
}

fn digits(hash: Hash) -> String {
    hash.hex().chars().take(DIGITS).collect()
}
