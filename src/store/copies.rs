//! Copies of an annotation file that lie next to it: a program that syncs or merges made one of what two people wrote, or
//! this one set aside what it couldn't read or save. What is marked in them is in no file that is opened.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::disk::{Disk, folder_of};
use super::place::{EXTENSION, Place};
use crate::formats::native::{MAX_BYTES, conflict, is_recognisable};

/// The texts that, in the name of a copy, stand after the whole name of the annotation file.
const AFTER: &[&str] = &[SET_ASIDE, ".conflict-", ".orig", ".mine", ".theirs", ".rej", ".bak", "~"];
/// The one of those that says that a file could not be read.
const SET_ASIDE: &str = ".bad-";
/// The bytes that may follow the stem of an annotation file's name where another program put something before its `.json`.
const BETWEEN: &[u8] = b" .-_(";
/// The bytes that a shell leaves as they are.
const UNQUOTED: &[u8] = b"._-/+@%:,=";

/// The copies in folders, each of which is read once, however many articles are in it.
#[derive(Default)]
pub struct Copies {
    /// By folder, then by the name of the annotation file that they would be copies of.
    folders: HashMap<PathBuf, HashMap<Vec<u8>, Vec<PathBuf>>>,
}

/// A copy of an annotation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it is.
    pub path: PathBuf,
    /// No annotations can be read from it as it is: it was set aside as damaged, or holds the two sides of a conflict.
    pub is_damaged: bool,
}

impl Copies {
    /// The copies next to an annotation file and next to what it is a link to, by name. The file itself need not exist.
    pub fn of(&mut self, disk: &dyn Disk, named: &Path) -> Vec<Copied> {
        let file = Place::at(named).map_or_else(|_| named.to_owned(), |place| place.file);
        let linked = Some(file.as_path()).filter(|file| *file != named);
        let mut copies = Vec::new();
        for file in [named].into_iter().chain(linked) {
            let folder = folder_of(file);
            let known = self.folders.entry(folder.to_owned()).or_insert_with(|| by_original(disk, folder));
            let paths = known.get(file.file_name().unwrap_or_default().as_bytes());
            copies.extend(paths.into_iter().flatten().filter_map(|path| copied(disk, path)));
        }
        copies.sort_by(|one, other| one.path.cmp(&other.path));
        copies.dedup();
        copies
    }
}

impl Copied {
    /// The copy with what to do about it, for the annotations of that article.
    pub fn remedy(&self, article: &str) -> String {
        let copy = self.path.display();
        if self.is_damaged {
            return format!(
                "there is a damaged copy of these annotations, {copy}; mend it and import it, or remove it"
            );
        }
        let (article, copy) = (shell_word(article), shell_word(&copy.to_string()));
        format!(
            "there is a copy of these annotations; ascribe import {article} {copy} joins the two, then remove the copy"
        )
    }

    /// All copies of one annotation file in a sentence, the way out first; `None` where there are none.
    pub fn notice(copies: &[Self]) -> Option<String> {
        let [first, rest @ ..] = copies else { return None };
        let name = Path::new(first.path.file_name().unwrap_or_default()).display();
        Some(match rest.len() {
            0 if first.is_damaged => format!("ascribe verify says what to do about a damaged copy: {name}"),
            0 => format!("ascribe import joins these annotations with a copy: {name}"),
            more => format!("ascribe verify says what to do about {} copies: {name} and {more} more", more + 1),
        })
    }
}

/// The files of a folder that are named like copies, by the name of what they would be copies of.
fn by_original(disk: &dyn Disk, folder: &Path) -> HashMap<Vec<u8>, Vec<PathBuf>> {
    let mut names: HashMap<_, Vec<_>> = HashMap::new();
    for path in disk.list(folder).unwrap_or_default() {
        if let Some(original) = path.file_name().and_then(original) {
            let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
            names.entry(original).or_default().push(path);
        }
    }
    names
}

/// The name of the annotation file that a file of that name may be a copy of.
fn original(name: &OsStr) -> Option<Vec<u8>> {
    let name = name.as_bytes();
    let before = AFTER.iter().find_map(|after| {
        let at = memmem::rfind(name, after.as_bytes())?;
        // What the hyphen is followed by tells several of them apart.
        let ends = after.ends_with('-') || at + after.len() == name.len();
        name.get(..at).filter(|before| ends && !before.is_empty())
    });
    let (stem, json) = EXTENSION.split_at(EXTENSION.len() - ".json".len());
    let whole = before.unwrap_or(name);
    let between = whole.strip_suffix(json.as_bytes()).and_then(|bare| {
        // The last one: an article may be named `a.ascribe-b`.
        let (start, rest) = bare.split_at(memmem::rfind(bare, stem.as_bytes())? + stem.len());
        rest.first().is_some_and(|byte| BETWEEN.contains(byte)).then(|| [start, json.as_bytes()].concat())
    });
    between.or_else(|| before.map(<[u8]>::to_vec))
}

/// A copy, if the file is one: it was set aside, or says that it is a save file.
fn copied(disk: &dyn Disk, path: &Path) -> Option<Copied> {
    disk.stat(path).ok().filter(Metadata::is_file)?;
    let is_set_aside = memmem::find(path.file_name()?.as_bytes(), SET_ASIDE.as_bytes()).is_some();
    let bytes = disk.read(path, MAX_BYTES as u64).map(|(bytes, _)| bytes).unwrap_or_default();
    let text = str::from_utf8(&bytes).ok();
    let is_damaged = is_set_aside || text.is_none_or(|text| text.is_empty() || conflict(text).is_some());
    (is_set_aside || is_recognisable(&bytes, true)).then(|| Copied { path: path.to_owned(), is_damaged })
}

/// A name as a shell takes it for one word.
fn shell_word(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || UNQUOTED.contains(&byte);
    if name.bytes().all(is_plain) { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_known_by_its_name_whoever_made_it_and_nothing_else_is_one() {
        for copy in [
            "a.txt.ascribe (Kim's conflicted copy 2026-11-27).json",
            "a.txt.ascribe.sync-conflict-20261127-101112-ABCDEFG.json",
            "a.txt.ascribe (1).json",
            "a.txt.ascribe 2.json",
            "a.txt.ascribe - Copy.json",
            "a.txt.ascribe-HOSTNAME.json",
            "a.txt.ascribe (conflicted copy 2026-11-27 101112).json",
            "a.txt.ascribe_BACKUP_123.json",
            "a.txt.ascribe_LOCAL_123.json",
            "a.txt.ascribe.json.orig",
            "a.txt.ascribe.json~",
            "a.txt.ascribe.json.bad-0badf00d",
            "a.txt.ascribe.json.conflict-20261127T101112Z-2",
            "a.txt.ascribe (1).json.bad-0badf00d",
        ] {
            let original = original(OsStr::new(copy)).map(|name| String::from_utf8(name).unwrap());
            assert_eq!(original.as_deref(), Some("a.txt.ascribe.json"), "{copy}");
        }
        for other in ["a.txt", "a.txt.ascribe.json", "a.ascribe-b.txt.ascribe.json", "a.ascribed.json", "a.json"] {
            assert_eq!(original(OsStr::new(other)), None, "{other}");
        }
        assert_eq!(original(OsStr::new("notes.json.bad-1")), Some(b"notes.json".to_vec()), "a file that was named");
    }

    #[test]
    fn a_name_is_one_word_of_a_shell() {
        assert_eq!(shell_word("a/b-1.txt"), "a/b-1.txt");
        assert_eq!(shell_word("Kim's (1).json"), "'Kim'\\''s (1).json'");
    }
}
