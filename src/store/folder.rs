//! The articles of a folder.

use std::io;
use std::path::{Path, PathBuf};

/// What the name of an article in a folder ends with.
const EXTENSIONS: &[&str] = &["txt", "md", "text"];

/// The articles of a folder by name: regular files that end in `.txt`, `.md` or `.text`, none hidden.
pub fn articles_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut articles = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if is_named_like_an_article(&path) && path.is_file() {
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
