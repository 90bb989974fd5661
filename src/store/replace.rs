//! One file put in another's place in one step, whole: at every instant there is the old one or the new one.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Draft, Rights, Stamp};
use super::failure::{SaveError, failed};
use super::place::Place;

/// The permission bits of a file that nobody chose any for, before the umask.
const NEW_FILE_MODE: u32 = 0o644;
/// How often a name for a draft is made up before giving up.
const NAMING_ATTEMPTS: usize = 8;

/// Puts `bytes` in the place of `file`, which is in the folder of `place`, with those rights; `None` where `still` says at
/// the last moment that what is there is no longer what was to be replaced.
///
/// On failure the old file is there, whole, and no draft is left. Whether the new name survives a power cut is up to
/// a sync of the folder.
pub(super) fn replace(
    disk: &dyn Disk,
    place: &Place,
    file: &Path,
    bytes: &[u8],
    rights: Option<Rights>,
    still: impl FnOnce() -> io::Result<bool>,
) -> Result<Option<Stamp>, SaveError> {
    let mut growing = Growing::begin(disk, place, file, rights)?;
    let done = growing.write(disk, bytes).and_then(|()| growing.put(disk, still));
    if !matches!(done, Ok(Some(_))) {
        growing.give_up(disk);
    }
    done
}

/// A file that takes another's place once all of it is written. Until then nobody sees it, and the old one is there.
pub(super) struct Growing {
    draft: Draft,
    /// The name that people know; errors say it, not the draft's.
    file: PathBuf,
}

impl Growing {
    /// Makes the draft of `file`, which is in the folder of `place`, with those rights.
    pub(super) fn begin(
        disk: &dyn Disk,
        place: &Place,
        file: &Path,
        rights: Option<Rights>,
    ) -> Result<Self, SaveError> {
        // A new draft each time: after a failed sync the system may have dropped the bytes and call the next sync a success.
        // Nobody else sees into it before it has the rights that it is to have.
        let mode = rights.map_or(NEW_FILE_MODE, |rights| rights.mode & 0o700);
        let draft = create(disk, place, mode).map_err(failed("making a draft of", file))?;
        let growing = Self { draft, file: file.to_owned() };
        if let Some(rights) = rights
            && let Err(error) = disk.set_rights(&growing.draft, rights)
        {
            growing.give_up(disk);
            return Err(failed("setting the permissions of", file)(error));
        }
        Ok(growing)
    }

    /// Writes more of it.
    pub(super) fn write(&mut self, disk: &dyn Disk, bytes: &[u8]) -> Result<(), SaveError> {
        write_all(disk, &mut self.draft, bytes).map_err(failed("writing", &self.file))
    }

    /// Puts it in the other's place; `None` where `still` says that what is there is no longer what was to be replaced.
    pub(super) fn put(
        &self,
        disk: &dyn Disk,
        still: impl FnOnce() -> io::Result<bool>,
    ) -> Result<Option<Stamp>, SaveError> {
        self.sync(disk)?;
        // Its stamp before it gets its name, so that no other program's change can be taken for ours.
        let stamp = Stamp::of(&disk.stat(&self.draft.path).map_err(failed("looking at", &self.file))?);
        if !still().map_err(failed("looking again at", &self.file))? {
            return Ok(None);
        }
        self.put_unsynced(disk)?;
        Ok(Some(stamp))
    }

    /// Puts it in the other's place whatever is there, though a power cut may still take what it holds.
    pub(super) fn put_unsynced(&self, disk: &dyn Disk) -> Result<(), SaveError> {
        disk.rename(&self.draft.path, &self.file).map_err(failed("replacing", &self.file))
    }

    /// Waits until what it holds survives a power cut.
    pub(super) fn sync(&self, disk: &dyn Disk) -> Result<(), SaveError> {
        disk.sync(&self.draft).map_err(failed("syncing", &self.file))
    }

    /// Where it is until then.
    pub(super) fn path(&self) -> &Path {
        &self.draft.path
    }

    /// Leaves nothing of it. The error that counts is the one that led here.
    pub(super) fn give_up(&self, disk: &dyn Disk) {
        let _ = disk.remove(&self.draft.path);
    }
}

fn create(disk: &dyn Disk, place: &Place, mode: u32) -> io::Result<Draft> {
    let mut attempt = 1;
    loop {
        match disk.create(&draft_path(place), mode) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < NAMING_ATTEMPTS => attempt += 1,
            draft => return draft,
        }
    }
}

/// A hidden name beside the file that says which process made it, so that what a dead one left can be told.
fn draft_path(place: &Place) -> PathBuf {
    place.sibling(".", &format!(".{}-{:08x}.tmp", std::process::id(), fastrand::u32(..)))
}

fn write_all(disk: &dyn Disk, draft: &mut Draft, mut rest: &[u8]) -> io::Result<()> {
    while !rest.is_empty() {
        match disk.write(draft, rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
