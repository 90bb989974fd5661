//! One file put in another's place in one step, whole: at every instant there is the old one or the new one.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Draft, Rights, Stamp};
use super::place::Place;
use super::save::{SaveError, failed};

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
    // A new draft each time: after a failed sync the system may have dropped the bytes and call the next sync a success.
    // Nobody else sees into it before it has the rights that it is to have.
    let mode = rights.map_or(NEW_FILE_MODE, |rights| rights.mode & 0o700);
    let draft = create(disk, place, mode).map_err(failed("making a draft of", file))?;
    let path = draft.path.clone();
    let done = fill(disk, draft, bytes, rights).and_then(|stamp| {
        if !still().map_err(|error| ("looking again at", error))? {
            let _ = disk.remove(&path);
            return Ok(None);
        }
        disk.rename(&path, file).map_err(|error| ("replacing", error))?;
        Ok(Some(stamp))
    });
    done.map_err(|(step, error)| {
        // The error that counts is the first one.
        let _ = disk.remove(&path);
        // It names the file that people know, not the draft.
        failed(step, file)(error)
    })
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

/// Makes a draft hold `bytes`, or says what was being done when the system refused.
fn fill(
    disk: &dyn Disk,
    mut draft: Draft,
    bytes: &[u8],
    rights: Option<Rights>,
) -> Result<Stamp, (&'static str, io::Error)> {
    if let Some(rights) = rights {
        disk.set_rights(&draft, rights).map_err(|error| ("setting the permissions of", error))?;
    }
    write_all(disk, &mut draft, bytes).map_err(|error| ("writing", error))?;
    disk.sync(&draft).map_err(|error| ("syncing", error))?;
    // Its stamp before it gets its name, so that no other program's change can be taken for ours.
    let metadata = disk.stat(&draft.path).map_err(|error| ("looking at", error))?;
    Ok(Stamp::of(&metadata))
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
