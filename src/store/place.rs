//! Where an article's annotations are: the file, its lock, and the names of everything that a save puts beside it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::disk::{Plain, folder_of, kind_of};
use super::hash::Hash;

/// What the name of an annotation file ends with, after the name of its article.
pub const EXTENSION: &str = ".ascribe.json";

/// The longest name that file systems take, in bytes.
const LONGEST_NAME_BYTES: usize = 255;
/// How many hexadecimal digits of its hash stand for the cut-off rest of a name.
const NAME_HASH_DIGITS: usize = 16;

/// Where the annotations of an article are, or will be.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name that it goes by.
    pub named: PathBuf,
    /// The file itself: where the name is a symbolic link, what it leads to.
    pub file: PathBuf,
    /// The hidden file beside it that is locked while a session may write.
    pub lock: PathBuf,
    /// What the user should know of it, a sentence each.
    pub notices: Vec<String>,
}

/// Why a file can't hold annotations.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct PlaceError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    pub kind: PlaceErrorKind,
}

/// What is the matter with an annotation file's place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceErrorKind {
    /// The symbolic link leads nowhere.
    #[error("the link leads to a file that doesn't exist; remove the link or make its target")]
    Dangling,
    /// Symbolic links lead in a circle.
    #[error("the link leads in a circle; remove it")]
    Circle,
    /// It is a folder, a pipe, a device or a socket.
    #[error("annotations can't be kept in {0}; name a file with --annotations FILE")]
    NotAFile(&'static str),
    /// It is the article.
    #[error("that is the article itself, which is never written; name another file with --annotations FILE")]
    Article,
    /// The folder it would be in doesn't exist.
    #[error("its folder doesn't exist; make it first")]
    NoFolder,
    /// The name leads through a file.
    #[error("it would lie in a file, not in a folder; name another file")]
    InFile,
    /// The system doesn't let us look.
    #[error("it can't be looked at ({}); check its permissions, or name another file", Plain(.0))]
    Unreadable(io::Error),
}

impl Place {
    /// The place beside an article.
    pub fn beside(article: &Path) -> Result<Self, PlaceError> {
        let name = article.file_name().unwrap_or(article.as_os_str());
        let fitting = fitting("", name, EXTENSION);
        let mut place = Self::at(&article.with_file_name(&fitting))?;
        if fitting.len() < name.len() + EXTENSION.len() {
            let notice = format!("the article's name is too long for a file beside it: see {}", fitting.display());
            place.notices.push(notice);
        }
        Ok(place)
    }

    /// The place with that name.
    pub fn at(named: &Path) -> Result<Self, PlaceError> {
        let (file, metadata) = resolve(named).map_err(|kind| PlaceError { path: named.to_owned(), kind })?;
        let name = file.file_name().unwrap_or_default();
        let stem = name.as_bytes().strip_suffix(EXTENSION.as_bytes()).unwrap_or(name.as_bytes());
        let lock = file.with_file_name(fitting(".", OsStr::from_bytes(stem), ".ascribe.lock"));
        let links = metadata.map_or(1, |metadata| metadata.nlink());
        let notices = (links > 1).then(|| {
            let named = named.display();
            format!("{named} has {links} hard links; saving gives this name a file of its own")
        });
        Ok(Self { named: named.to_owned(), file, lock, notices: notices.into_iter().collect() })
    }

    /// The same, if the file isn't the article.
    pub fn other_than(self, article: &Path) -> Result<Self, PlaceError> {
        let identity = |path: &Path| fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino())).ok();
        match identity(&self.file) {
            Some(ours) if identity(article) == Some(ours) => {
                Err(PlaceError { path: self.named, kind: PlaceErrorKind::Article })
            }
            _ => Ok(self),
        }
    }

    /// The folder that the file is in.
    pub fn folder(&self) -> &Path {
        folder_of(&self.file)
    }

    /// Whether the file is named as annotations of an article are.
    pub(super) fn is_named_so(&self) -> bool {
        self.file.file_name().is_some_and(|name| name.as_bytes().ends_with(EXTENSION.as_bytes()))
    }

    /// A name beside the file: its own between two other pieces.
    pub(super) fn sibling(&self, before: &str, after: &str) -> PathBuf {
        self.file.with_file_name(fitting(before, self.file.file_name().unwrap_or_default(), after))
    }
}

/// Follows a name to the file that it stands for, if there is one.
fn resolve(named: &Path) -> Result<(PathBuf, Option<Metadata>), PlaceErrorKind> {
    match fs::symlink_metadata(named) {
        Ok(link) if link.is_symlink() => {
            let file = fs::canonicalize(named).map_err(not_followed)?;
            let metadata = fs::metadata(&file).map_err(PlaceErrorKind::Unreadable)?;
            regular(metadata).map(|metadata| (file, Some(metadata)))
        }
        Ok(metadata) => regular(metadata).map(|metadata| (named.to_owned(), Some(metadata))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let names_a_folder = named.as_os_str().as_bytes().ends_with(b"/");
            if named.file_name().is_some() && !names_a_folder && folder_of(named).is_dir() {
                Ok((named.to_owned(), None))
            } else {
                Err(PlaceErrorKind::NoFolder)
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Err(PlaceErrorKind::InFile),
        Err(error) => Err(PlaceErrorKind::Unreadable(error)),
    }
}

fn regular(metadata: Metadata) -> Result<Metadata, PlaceErrorKind> {
    if metadata.is_file() { Ok(metadata) } else { Err(PlaceErrorKind::NotAFile(kind_of(&metadata))) }
}

fn not_followed(error: io::Error) -> PlaceErrorKind {
    match error.kind() {
        io::ErrorKind::NotFound => PlaceErrorKind::Dangling,
        _ if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => PlaceErrorKind::Circle,
        _ => PlaceErrorKind::Unreadable(error),
    }
}

/// The name between two pieces; where that is too long for a file system, its start and its hash instead.
fn fitting(before: &str, name: &OsStr, after: &str) -> OsString {
    let whole = [before.as_bytes(), name.as_bytes(), after.as_bytes()].concat();
    if whole.len() <= LONGEST_NAME_BYTES {
        return OsString::from_vec(whole);
    }
    let hash = Hash::of(&[name.as_bytes()]).hex();
    let hash = hash.get(..NAME_HASH_DIGITS).unwrap_or(&hash);
    let room = LONGEST_NAME_BYTES.saturating_sub(before.len() + after.len() + hash.len() + 1);
    let start = start_of(name.as_bytes(), room);
    OsString::from_vec([before.as_bytes(), start, b"-", hash.as_bytes(), after.as_bytes()].concat())
}

/// The first bytes of a name, at most `room`, without half a character of UTF-8 at the end.
fn start_of(name: &[u8], room: usize) -> &[u8] {
    let is_cut = |end: &usize| name.get(*end).is_none_or(|byte| byte & 0xC0 != 0x80);
    let end = (0..=room.min(name.len())).rev().find(is_cut).unwrap_or_default();
    name.get(..end).unwrap_or_default()
}
