//! Saving a file: replaced whole, unless another program has changed it since it was last seen.

use std::fs::Metadata;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::disk::{Disk, Rights, Stamp};
use super::failure::{SaveError, failed};
use super::hash::Hash;
use super::place::Place;
use super::replace::replace;

/// A file with what this session last saw of it, so that another program's change is noticed and never overwritten.
pub struct WholeFile {
    disk: Arc<dyn Disk>,
    place: Place,
    /// What was last read or written; `None` where there was no file.
    seen: Option<Seen>,
    /// What was last sent to the disk without knowing that it arrived.
    attempted: Option<Hash>,
    /// Where the session is kept while another program's change stands in the file.
    copy: Option<Kept>,
}

struct Seen {
    stamp: Stamp,
    hash: Hash,
    /// Whether a power cut leaves it there.
    durable: bool,
}

/// What another program put in the file's place.
pub(super) struct Other {
    bytes: Vec<u8>,
    seen: Seen,
}

impl Other {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// From now on the next save may replace it, since it holds all that is in it.
    pub(super) fn take_over(self, file: &mut WholeFile) {
        (file.seen, file.attempted) = (Some(self.seen), None);
    }
}

struct Kept {
    path: PathBuf,
    /// What it holds; `None` until it is written.
    hash: Option<Hash>,
}

/// What stands in the file's place now.
enum Now {
    Missing,
    /// What was seen last, with its rights.
    AsSeen(Rights),
    /// Something that this session didn't write, with its rights.
    Changed(Rights),
}

impl WholeFile {
    /// The file of that place, of which nothing is known yet.
    pub fn new(disk: Arc<dyn Disk>, place: Place) -> Self {
        Self { disk, place, seen: None, attempted: None, copy: None }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The hash of what was last seen there; `None` where there was no file.
    pub(super) fn seen(&self) -> Option<Hash> {
        self.seen.as_ref().map(|seen| seen.hash)
    }

    /// Reads it, if it exists and has at most `limit_bytes`.
    pub fn read(&mut self, limit_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        match self.disk.read(&self.place.file, limit_bytes) {
            Ok((bytes, metadata)) => {
                // Whoever wrote it may not have waited for the disk, but that isn't this session's to mend.
                self.seen = Some(Seen { stamp: Stamp::of(&metadata), hash: Hash::of(&[&bytes]), durable: true });
                Ok(Some(bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Gives the file a name that says that it is bad, and says which; `None` where it isn't what was last read any more.
    pub(super) fn set_aside(&mut self) -> io::Result<Option<PathBuf>> {
        let bytes = match self.disk.read(&self.place.file, u64::MAX) {
            Ok((bytes, _)) if self.seen() == Some(Hash::of(&[&bytes])) => bytes,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let hash = Hash::of(&[&bytes]).hex();
        let aside = self.place.sibling("", &format!(".bad-{}", hash.get(..8).unwrap_or(&hash)));
        // The same bytes put aside before are no other file: one of the two is enough.
        match self.disk.stat(&aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.disk.rename(&self.place.file, &aside)?,
            Ok(_) if self.disk.read(&aside, u64::MAX)?.0 == bytes => self.disk.remove(&self.place.file)?,
            Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) => return Err(error),
        }
        // Should it fail, the sync after the next save makes both names safe at once.
        let _ = self.disk.sync_folder(self.place.folder());
        self.seen = None;
        Ok(Some(aside))
    }

    /// Reads what another program put there, without taking it for seen.
    pub(super) fn other(&self, limit_bytes: u64) -> Option<Other> {
        let (bytes, metadata) = self.disk.read(&self.place.file, limit_bytes).ok()?;
        let seen = Seen { stamp: Stamp::of(&metadata), hash: Hash::of(&[&bytes]), durable: true };
        Some(Other { bytes, seen })
    }

    /// Replaces it by `bytes`, unless that is what it holds or another program has changed it.
    ///
    /// Once this returns `Ok`, the bytes survive a power cut. Where the file was changed, the bytes are saved as a copy
    /// beside it and the error says where.
    pub fn save(&mut self, bytes: &[u8]) -> Result<(), SaveError> {
        let hash = Hash::of(&[bytes]);
        match self.look()? {
            Now::AsSeen(_) if self.seen.as_ref().is_some_and(|seen| seen.durable && seen.hash == hash) => Ok(()),
            Now::AsSeen(rights) => self.replace(bytes, hash, Some(rights)),
            Now::Missing => self.replace(bytes, hash, None),
            Now::Changed(rights) => self.keep_copy(bytes, hash, rights),
        }
    }

    fn look(&mut self) -> Result<Now, SaveError> {
        let metadata = match self.disk.stat(&self.place.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Now::Missing),
            other => other.map_err(failed("looking at", &self.place.named))?,
        };
        let stamp = Stamp::of(&metadata);
        let known = self.seen.as_ref().is_some_and(|seen| seen.stamp == stamp) || self.is_ours(&metadata)?;
        let rights = Rights::of(&metadata);
        Ok(if known { Now::AsSeen(rights) } else { Now::Changed(rights) })
    }

    /// Whether a file that looks different still holds what was last seen, or what a failed save of ours left there.
    fn is_ours(&mut self, metadata: &Metadata) -> Result<bool, SaveError> {
        let known =
            [self.seen.as_ref().map(|seen| seen.hash), self.attempted, self.copy.as_ref().and_then(|it| it.hash)];
        // Where nothing is known, whatever is there isn't ours, however large it is and whoever may read it.
        if !metadata.is_file() || known.iter().all(Option::is_none) {
            return Ok(false);
        }
        let read = self.disk.read(&self.place.file, metadata.len());
        let (bytes, metadata) = match read {
            // It grew while it was looked at: somebody is writing to it.
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Ok(false),
            other => other.map_err(failed("reading", &self.place.named))?,
        };
        let hash = Hash::of(&[&bytes]);
        let ours = known.contains(&Some(hash));
        if ours {
            self.seen = Some(Seen { stamp: Stamp::of(&metadata), hash, durable: false });
        }
        Ok(ours)
    }

    fn replace(&mut self, bytes: &[u8], hash: Hash, rights: Option<Rights>) -> Result<(), SaveError> {
        self.attempted = Some(hash);
        let (disk, file) = (&*self.disk, &self.place.file);
        // Writing took its time: another program may have been quicker.
        let was = self.seen.as_ref().map(|seen| seen.stamp).filter(|_| rights.is_some());
        let still = || match disk.stat(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(was.is_none()),
            metadata => metadata.map(|metadata| Some(Stamp::of(&metadata)) == was),
        };
        let Some(stamp) = replace(disk, &self.place, file, bytes, rights, still)? else { return self.save(bytes) };
        self.seen = Some(Seen { stamp, hash, durable: false });
        self.settle()?;
        self.seen = Some(Seen { stamp, hash, durable: true });
        // Should another program change it again, that is another conflict with another copy.
        self.copy = None;
        Ok(())
    }

    fn settle(&self) -> Result<(), SaveError> {
        let folder = self.place.folder();
        self.disk.sync_folder(folder).map_err(failed("syncing", folder))
    }

    fn keep_copy(&mut self, bytes: &[u8], hash: Hash, rights: Rights) -> Result<(), SaveError> {
        let kept = match self.copy.take() {
            Some(kept) => kept,
            None => Kept { path: self.copy_path()?, hash: None },
        };
        let path = kept.path.clone();
        let is_kept = kept.hash == Some(hash) && self.disk.stat(&path).is_ok();
        self.copy = Some(Kept { hash: kept.hash.filter(|_| is_kept), ..kept });
        if !is_kept {
            replace(&*self.disk, &self.place, &path, bytes, Some(rights), || Ok(true))?;
            self.settle()?;
            self.copy = Some(Kept { path: path.clone(), hash: Some(hash) });
        }
        Err(SaveError::ChangedOnDisk { path: self.place.named.clone(), copy: path })
    }

    /// A name for the copy that nothing has yet.
    fn copy_path(&self) -> Result<PathBuf, SaveError> {
        let stamp = jiff::Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let names = (1..=99).map(|nth| match nth {
            1 => self.place.sibling("", &format!(".conflict-{stamp}")),
            _ => self.place.sibling("", &format!(".conflict-{stamp}-{nth}")),
        });
        for path in names {
            match self.disk.stat(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path),
                Err(source) => return Err(SaveError::Failed { step: "looking at", path, source }),
                Ok(_) => {}
            }
        }
        let source = io::ErrorKind::AlreadyExists.into();
        Err(SaveError::Failed { step: "naming a copy of", path: self.place.named.clone(), source })
    }
}
