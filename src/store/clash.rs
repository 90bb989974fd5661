//! Two files of one run that would have one name: the second would be written over the first.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::place::Place;
use super::replace::Growing;

/// Two articles whose exports would have one name.
#[derive(Debug, PartialEq, Eq)]
pub struct Clash {
    /// The two articles.
    pub articles: [PathBuf; 2],
    /// Where the export of the second would be written.
    pub path: PathBuf,
}

/// Finds the first two of several exports, each with its article, that would be written to one file of a folder: names that
/// differ by their case are one name on some disks.
pub fn clash(disk: &dyn Disk, exports: &[(PathBuf, PathBuf)]) -> Option<Clash> {
    let mut folded: HashMap<OsString, (&Path, &Path)> = HashMap::new();
    let mut folds_case = None;
    for (article, path) in exports {
        let key = path.to_str().map_or_else(|| path.clone().into_os_string(), |path| path.to_lowercase().into());
        match folded.get(&key) {
            Some((other, same)) if *same == path || *folds_case.get_or_insert_with(|| one_case(disk, path)) => {
                return Some(Clash { articles: [other.to_path_buf(), article.clone()], path: path.clone() });
            }
            Some(_) => {}
            None => _ = folded.insert(key, (article, path)),
        }
    }
    // What differs by case alone was looked up once only.
    let mut exact: HashMap<&Path, &Path> = HashMap::new();
    exports.iter().find_map(|(article, path)| {
        let other = exact.insert(path, article)?;
        Some(Clash { articles: [other.to_path_buf(), article.clone()], path: path.clone() })
    })
}

/// Tries whether names that differ by their case are one name in a file's folder. Where it can't be tried, they are two.
fn one_case(disk: &dyn Disk, path: &Path) -> bool {
    let Ok(place) = Place::at(&path.with_file_name("ascribe-case")) else { return false };
    let Ok(trial) = Growing::begin(disk, &place, &place.file, None) else { return false };
    let path = trial.path();
    let upper = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
    let is_one = disk.stat(&path.with_file_name(upper)).is_ok();
    trial.give_up(disk);
    is_one
}
