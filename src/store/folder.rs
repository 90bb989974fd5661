//! The articles of a folder, and the files beside them that are none.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::disk::open_without_waiting;
use super::place::Place;
use crate::formats;

/// What the name of an article in a folder ends with.
const EXTENSIONS: &[&str] = &["txt", "md", "text"];

/// How much of a file is read to find out what it is, in bytes.
const START_BYTES: u64 = 64 << 10;

/// Returns what a file is, if this program has made it and nobody has annotated it: an annotation file, an export, or what
/// goes with one.
pub fn own_file(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let (file, metadata) = open_without_waiting(path).ok().filter(|(_, metadata)| metadata.is_file())?;
    let mut start = Vec::with_capacity(usize::try_from(metadata.len().min(START_BYTES)).unwrap_or_default());
    file.take(START_BYTES).read_to_end(&mut start).ok()?;
    let what = formats::own(&name, &String::from_utf8_lossy(&start))?;
    let is_annotated = Place::beside(path).is_ok_and(|beside| beside.file.is_file());
    (!is_annotated).then_some(what)
}

/// The articles of a folder by name: regular files that end in `.txt`, `.md` or `.text`, none hidden, none made by this
/// program.
pub fn articles_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut articles = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if is_named_like_an_article(&path) && path.is_file() && own_file(&path).is_none() {
            articles.push(path);
        }
    }
    articles.sort();
    Ok(articles)
}

fn is_named_like_an_article(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    let extension = path.extension().unwrap_or_default();
    !hidden && EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}
