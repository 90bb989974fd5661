//! Writing an export: its file and those that go with it, all of them or none, over nothing that nobody gave up.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Plain, RealDisk};
use super::place::{Place, PlaceError};
use super::save::{SaveError, WholeFile};
use crate::formats::{Companion, CompanionName, Exported, Format};

/// Why an export isn't written. Nothing of it is, unless the disk failed in the middle.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There are files of those names, at least one.
    #[error("{}: the file{} exist{}", Names(.0), if .0.len() > 1 { "s" } else { "" }, if .0.len() > 1 { "" } else { "s" })]
    Exists(Vec<PathBuf>),
    /// It would be written over what it was made from.
    #[error("{}: that is {} itself; export to another file", path.display(), ours.display())]
    Ours {
        /// Where it would be written.
        path: PathBuf,
        /// The article, or what its annotations are kept in.
        ours: PathBuf,
    },
    /// A file that goes with it would have the same name.
    #[error("{}: a file that goes with it has to have that name; name another file", .0.display())]
    Twice(PathBuf),
    /// No file can be there.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// What is there can't be looked at.
    #[error("{}: it can't be looked at ({}); name another file", path.display(), Plain(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It can't be saved.
    #[error(transparent)]
    NotSaved(#[from] SaveError),
}

/// Several files, in a message.
pub struct Names<'a>(pub &'a [PathBuf]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|path| path.display().to_string()).collect();
        f.write_str(&names.join(", "))
    }
}

/// One file that an export makes.
struct File {
    path: PathBuf,
    text: String,
    /// Whether it goes with another: then it may be there already as it should be.
    is_companion: bool,
}

/// What the file of an article's export is called.
pub fn export_name(article: &str, format: &Format) -> String {
    // What stands beside the article's text must have its name.
    let bare = article.strip_suffix(".txt").filter(|bare| !bare.is_empty() && format.extension == "ann");
    let stem = bare.unwrap_or(article);
    format!("{stem}.{}", format.extension)
}

/// Writes an export to `path`, and what goes with it beside it; over what is there only with `force`, and never over
/// one of `ours`: the articles and what their annotations are kept in.
pub fn write_export(exported: Exported, path: &Path, ours: &[&Path], force: bool) -> Result<(), ExportError> {
    write_export_on(&(Arc::new(RealDisk) as Arc<dyn Disk>), exported, path, ours, force)
}

/// Does as [`write_export`] on that disk.
pub fn write_export_on(
    disk: &Arc<dyn Disk>,
    exported: Exported,
    path: &Path,
    ours: &[&Path],
    force: bool,
) -> Result<(), ExportError> {
    let companions = exported.companions.into_iter().map(|companion| beside(path, companion));
    let main = File { path: path.to_owned(), text: exported.text, is_companion: false };
    let files: Vec<File> = std::iter::once(main).chain(companions).collect();
    if files.iter().skip(1).any(|file| file.path == path) {
        return Err(ExportError::Twice(path.to_owned()));
    }
    let (mut places, mut there) = (Vec::new(), Vec::new());
    for File { path, text, is_companion } in &files {
        if *is_companion && is_there(&**disk, path, text) {
            continue;
        }
        let mut file = WholeFile::new(Arc::clone(disk), place(path, ours)?);
        let before = file.read(u64::MAX).map_err(|source| ExportError::Unreadable { path: path.clone(), source })?;
        if before.is_some() && !force {
            there.push(path.clone());
        }
        places.push((file, text));
    }
    // All of them are named, since whoever gives them up gives up all of them.
    if !there.is_empty() {
        return Err(ExportError::Exists(there));
    }
    places.into_iter().try_for_each(|(mut file, text)| Ok(file.save(text.as_bytes())?))
}

/// The place of an exported file, which none of `ours` has.
fn place(path: &Path, ours: &[&Path]) -> Result<Place, ExportError> {
    ours.iter().try_fold(Place::at(path)?, |place, ours| {
        place.other_than(ours).map_err(|_| ExportError::Ours { path: path.to_owned(), ours: ours.to_path_buf() })
    })
}

/// The file that goes with the one at `path`.
fn beside(path: &Path, companion: Companion) -> File {
    let path = match companion.name {
        CompanionName::Ending(ending) => path.with_extension(ending),
        CompanionName::Always(name) => path.with_file_name(name),
    };
    File { path, text: companion.text, is_companion: true }
}

/// Whether a file holds a text already: the article itself, or what an export before this one has left.
fn is_there(disk: &dyn Disk, path: &Path, text: &str) -> bool {
    disk.read(path, text.len() as u64).is_ok_and(|(bytes, _)| bytes == text.as_bytes())
}
