//! Writing an export: its file and those that go with it, all of them or none, over nothing that nobody gave up.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::OFlags;

use super::disk::{Disk, Plain, RealDisk, Rights, Stamp};
use super::failure::{SaveError, failed};
use super::place::{EXTENSION, Place, PlaceError};
use super::replace::Growing;
use super::save::WholeFile;
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
    /// It would be written over annotations.
    #[error("{}: that is an annotation file, which no export replaces; remove it first, or export to another folder or file", .0.display())]
    Annotations(PathBuf),
    /// It would be written over an article that somebody has annotated.
    #[error(
        "{}: that is an article (its annotations are in {}), which no export replaces; export to another folder or file",
        path.display(), annotations.display()
    )]
    Annotated {
        /// Where it would be written.
        path: PathBuf,
        /// What the article's annotations are kept in.
        annotations: PathBuf,
    },
    /// A file that goes with it would have the same name.
    #[error("{}: a file that goes with it has to have that name; name another file", .0.display())]
    Twice(PathBuf),
    /// Another program put something there meanwhile.
    #[error("{}: another program has just written it; export again", .0.display())]
    Changed(PathBuf),
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

/// The files that exports are made from, by what the file system knows them by: nothing is ever written over them.
#[derive(Debug, Default)]
pub struct Ours(HashMap<(u64, u64), PathBuf>);

impl Ours {
    /// Those of these files that exist.
    pub fn of(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(paths.into_iter().filter_map(|path| Some((identity(&RealDisk, &path)?, path))).collect())
    }
}

fn identity(disk: &dyn Disk, path: &Path) -> Option<(u64, u64)> {
    disk.stat(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// What the file of an article's export is called, byte for byte as the article is.
pub fn export_name(article: &OsStr, format: &Format) -> OsString {
    let bytes = article.as_bytes();
    // What stands beside the article's text must have its name.
    let bare = bytes.strip_suffix(b".txt").filter(|bare| !bare.is_empty() && format.extension == "ann");
    let mut name = OsStr::from_bytes(bare.unwrap_or(bytes)).to_owned();
    name.push(".");
    name.push(format.extension);
    name
}

/// Opens what passes on all that is written to it, such as a pipe or a terminal, which nothing may be put in the place of;
/// `None` for whatever else has that name. Waits until somebody reads the pipe.
pub fn open_passage(path: &Path) -> io::Result<Option<File>> {
    let passes_on = |metadata: Metadata| metadata.file_type().is_fifo() || metadata.file_type().is_char_device();
    if !RealDisk.stat(path).is_ok_and(passes_on) {
        return Ok(None);
    }
    let flags = OFlags::NOCTTY.bits().cast_signed();
    OpenOptions::new().write(true).custom_flags(flags).open(path).map(Some)
}

/// Writes an export to `path`, and what goes with it beside it; over what is there only with `force`, and never over an
/// article or annotations.
pub fn write_export(exported: Exported, path: &Path, ours: &Ours, force: bool) -> Result<(), ExportError> {
    write_export_on(&(Arc::new(RealDisk) as Arc<dyn Disk>), exported, path, ours, force)
}

/// Does as [`write_export`] on that disk.
pub fn write_export_on(
    disk: &Arc<dyn Disk>,
    exported: Exported,
    path: &Path,
    ours: &Ours,
    force: bool,
) -> Result<(), ExportError> {
    let mut export = GrowingExport::begin(disk, exported.companions, path, ours, force)?;
    export.write(&exported.text)?;
    export.finish()
}

/// An export in the making. Until it is finished, all is as it was before; if it never is, nothing of it stays.
pub struct GrowingExport {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    place: Place,
    /// What is to be replaced; `None` where there was nothing.
    was: Option<Stamp>,
    file: Growing,
    is_finished: bool,
    /// The files that go with it and aren't there yet as they should be.
    companions: Vec<(WholeFile, String)>,
}

impl GrowingExport {
    /// Begins an export to `path`.
    pub fn begin(
        disk: &Arc<dyn Disk>,
        companions: Vec<Companion>,
        path: &Path,
        ours: &Ours,
        force: bool,
    ) -> Result<Self, ExportError> {
        let place = place(&**disk, path, ours)?;
        let was = looked_at(&**disk, &place, path)?;
        let mut there: Vec<_> = was.iter().filter(|_| !force).map(|_| path.to_owned()).collect();
        let mut beside = Vec::new();
        for Companion { name, text } in companions {
            let companion = match name {
                CompanionName::Ending(ending) => path.with_extension(ending),
                CompanionName::Always(name) => path.with_file_name(name),
            };
            if companion == path {
                return Err(ExportError::Twice(companion));
            }
            // The article itself, or what an export before this one has left.
            if disk.read(&companion, text.len() as u64).is_ok_and(|(bytes, _)| bytes == text.as_bytes()) {
                continue;
            }
            let mut file = WholeFile::new(Arc::clone(disk), self::place(&**disk, &companion, ours)?);
            let before =
                file.read(u64::MAX).map_err(|source| ExportError::Unreadable { path: companion.clone(), source })?;
            if before.is_some() && !force {
                there.push(companion);
            }
            beside.push((file, text));
        }
        // All of them are named, since whoever gives them up gives up all of them.
        if !there.is_empty() {
            return Err(ExportError::Exists(there));
        }
        let rights = was.as_ref().map(|(_, rights)| *rights);
        let file = Growing::begin(&**disk, &place, &place.file, rights)?;
        let (disk, was) = (Arc::clone(disk), was.map(|(stamp, _)| stamp));
        Ok(Self { disk, path: path.to_owned(), place, was, file, is_finished: false, companions: beside })
    }

    /// Writes more of its file.
    pub fn write(&mut self, text: &str) -> Result<(), ExportError> {
        Ok(self.file.write(&*self.disk, text.as_bytes())?)
    }

    /// Puts all of it in its place.
    pub fn finish(mut self) -> Result<(), ExportError> {
        let (disk, file, was) = (&*self.disk, &self.place.file, self.was);
        let still = || match disk.stat(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(was.is_none()),
            metadata => metadata.map(|metadata| Some(Stamp::of(&metadata)) == was),
        };
        let put = self.file.put(disk, still)?;
        if put.is_none() {
            return Err(ExportError::Changed(self.path.clone()));
        }
        self.is_finished = true;
        self.disk.sync_folder(self.place.folder()).map_err(failed("syncing", self.place.folder()))?;
        for (file, text) in &mut self.companions {
            file.save(text.as_bytes())?;
        }
        Ok(())
    }
}

impl Drop for GrowingExport {
    fn drop(&mut self) {
        if !self.is_finished {
            self.file.give_up(&*self.disk);
        }
    }
}

/// What is there to be replaced, with its rights.
fn looked_at(disk: &dyn Disk, place: &Place, path: &Path) -> Result<Option<(Stamp, Rights)>, ExportError> {
    match disk.stat(&place.file) {
        Ok(metadata) => Ok(Some((Stamp::of(&metadata), Rights::of(&metadata)))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(ExportError::Unreadable { path: path.to_owned(), source }),
    }
}

/// The place of an exported file, if neither an article nor annotations are there.
fn place(disk: &dyn Disk, path: &Path, ours: &Ours) -> Result<Place, ExportError> {
    let place = Place::at(path)?;
    let Some(identity) = identity(disk, &place.file) else { return Ok(place) };
    if let Some(ours) = ours.0.get(&identity) {
        return Err(ExportError::Ours { path: path.to_owned(), ours: ours.clone() });
    }
    for name in [path, &place.file] {
        if name.as_os_str().as_bytes().ends_with(EXTENSION.as_bytes()) {
            return Err(ExportError::Annotations(path.to_owned()));
        }
        // A link that leads nowhere beside it says nothing of it.
        let annotations = Place::beside(name).ok().map(|beside| beside.file);
        if let Some(annotations) = annotations.filter(|it| disk.stat(it).is_ok()) {
            return Err(ExportError::Annotated { path: path.to_owned(), annotations });
        }
    }
    Ok(place)
}
