//! What is left of the drafts of a program that died in the middle of a save.

use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::process::{Pid, test_kill_process};

use super::disk::Disk;
use super::place::Place;

/// Younger drafts stay: they may belong to a program on another machine.
const OLD: Duration = Duration::from_hours(24);

/// Removes the drafts of an annotation file that dead programs left more than a day ago. Whoever calls this has the lock.
pub(super) fn sweep(disk: &dyn Disk, place: &Place) {
    sweep_folder(disk, place.folder(), |path, ending| place.sibling(".", ending) == path);
}

/// Removes the drafts in a folder that dead programs left more than a day ago, if `is_ours` says so of a draft's path and
/// of what its name ends with.
pub(super) fn sweep_folder(disk: &dyn Disk, folder: &Path, is_ours: impl Fn(&Path, &str) -> bool) {
    let Ok(paths) = disk.list(folder) else { return };
    for path in paths {
        if is_leftover(disk, &path, &is_ours) {
            // It is in nobody's way.
            let _ = disk.remove(&path);
        }
    }
}

fn is_leftover(disk: &dyn Disk, path: &Path, is_ours: impl Fn(&Path, &str) -> bool) -> bool {
    let Some((writer, ending)) = draft(path) else { return false };
    let is_old = || {
        let modified = disk.stat(path).ok().filter(std::fs::Metadata::is_file)?.modified().ok()?;
        SystemTime::now().duration_since(modified).ok()
    };
    is_ours(path, &ending) && is_dead(writer) && is_old().is_some_and(|age| age > OLD)
}

/// The process that made a draft, and what the draft's name ends with after that of its file; `None` for any other file.
fn draft(path: &Path) -> Option<(Pid, String)> {
    let name = path.file_name()?.to_str()?.strip_prefix('.')?;
    let (file, ending) = name.strip_suffix(".tmp")?.rsplit_once('.')?;
    let (pid, random) = ending.split_once('-')?;
    let is_random = random.len() == 8 && random.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pid = pid.parse().ok().and_then(Pid::from_raw).filter(|_| is_random && !file.is_empty())?;
    Some((pid, format!(".{ending}.tmp")))
}

fn is_dead(pid: Pid) -> bool {
    matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}
