//! What is left beside an annotation file by a program that died in the middle of a save.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rustix::process::{Pid, test_kill_process};

use super::disk::Disk;
use super::place::Place;

/// Younger drafts stay: they may belong to a program on another machine.
const OLD: Duration = Duration::from_hours(24);

/// Removes the drafts of dead programs that are more than a day old. Whoever calls this has the lock.
pub(super) fn sweep(disk: &dyn Disk, place: &Place) {
    let Ok(entries) = place.folder().read_dir() else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if is_leftover(disk, place, &path) {
            // It is in nobody's way.
            let _ = disk.remove(&path);
        }
    }
}

fn is_leftover(disk: &dyn Disk, place: &Place, path: &PathBuf) -> bool {
    let is_old = || {
        let modified = disk.stat(path).ok().filter(std::fs::Metadata::is_file)?.modified().ok()?;
        SystemTime::now().duration_since(modified).ok()
    };
    writer_of(place, path).is_some_and(is_dead) && is_old().is_some_and(|age| age > OLD)
}

/// The process that made a draft of the file of `place`, as its name says; `None` for every other file.
fn writer_of(place: &Place, path: &PathBuf) -> Option<Pid> {
    let name = path.file_name()?.to_str()?;
    let draft = name.strip_suffix(".tmp")?;
    let (start, ending) = draft.rsplit_once('.')?;
    let (pid, random) = ending.split_once('-')?;
    let is_random = random.len() == 8 && random.bytes().all(|byte| byte.is_ascii_hexdigit());
    let own = place.sibling(".", &format!(".{ending}.tmp"));
    let is_own = own == *path && !start.is_empty();
    (is_random && is_own).then(|| pid.parse().ok().and_then(Pid::from_raw)).flatten()
}

fn is_dead(pid: Pid) -> bool {
    matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH))
}
