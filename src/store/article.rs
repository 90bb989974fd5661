//! The article: read once, as data, and never written.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::{memchr, memchr_iter};

use super::disk::{Plain, Stamp, kind_of, open_without_waiting, read_capped};
use super::hash::Hash;
use crate::model::Document;

/// The largest article that is read unless the user says otherwise, in bytes.
pub const ARTICLE_LIMIT_BYTES: u64 = 64 << 20;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Files that start so are no text, with their name and the command before ` | ascribe -` that makes text of them.
const NOT_TEXT: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "pdftotext FILE -"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "pandoc -t plain FILE"),
    (b"{\\rtf", "an RTF document", "pandoc -t plain FILE"),
    (b"\x1F\x8B", "a gzip archive", "gzip -dc FILE"),
];

/// Files that start so are text in another encoding, with the name that `iconv` has for it.
const OTHER_UNICODE: &[(&[u8], &str)] = &[
    // UTF-32 first: its little-endian mark starts with that of UTF-16.
    (b"\xFF\xFE\0\0", "UTF-32"),
    (b"\0\0\xFE\xFF", "UTF-32"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
];

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its text and name. A byte order mark is not part of the text.
    pub document: Arc<Document>,
    /// Where it was read from; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Whether the file starts with a byte order mark.
    pub had_bom: bool,
    stamp: Option<Stamp>,
}

/// Why an article can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct ArticleError {
    /// The article.
    pub path: PathBuf,
    /// What is the matter with it.
    pub kind: ArticleErrorKind,
}

/// What is the matter with an article.
#[derive(Debug, thiserror::Error)]
pub enum ArticleErrorKind {
    /// Nothing has that name.
    #[error("there is no such file; check the name")]
    Missing,
    /// The system doesn't let us read it.
    #[error("it can't be read ({}); check its permissions and its disk", Plain(.0))]
    Unreadable(io::Error),
    /// It is a folder, a pipe, a device or a socket.
    #[error("it is {0}, not a regular file; text from elsewhere can be piped in: … | ascribe -")]
    NotAFile(&'static str),
    /// It is larger than the limit.
    #[error("it is larger than {}; split it or raise the limit with --max-size", size(*limit_bytes))]
    TooBig {
        /// The limit in bytes.
        limit_bytes: u64,
    },
    /// It has no text at all.
    #[error("it is empty; there is nothing to annotate")]
    Empty,
    /// It isn't text.
    #[error("it is {what}, not text{}", remedy.map(|command| format!("; try: {command} | ascribe -")).unwrap_or_default())]
    Binary {
        /// What it seems to be.
        what: &'static str,
        /// A command that may make text of it.
        remedy: Option<&'static str>,
    },
    /// It is text in another encoding of Unicode.
    #[error("it is {0}, not UTF-8; convert it first: iconv -f {0} -t UTF-8 FILE > NEW-FILE")]
    OtherUnicode(&'static str),
    /// It is text in another encoding.
    #[error(
        "line {line}, byte {byte} of the file (0x{value:02X}) is not UTF-8; \
         convert it first: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW-FILE"
    )]
    NotUtf8 {
        /// The line of the first wrong byte, counted from 1.
        line: usize,
        /// Its place in the file in bytes, counted from 0.
        byte: usize,
        /// The wrong byte.
        value: u8,
    },
}

impl Article {
    /// Reads a regular file of at most `limit_bytes`. Anything else is an error at once: this never waits.
    pub fn read(path: &Path, limit_bytes: u64) -> Result<Self, ArticleError> {
        let fail = |kind| ArticleError { path: path.to_owned(), kind };
        let (bytes, stamp) = read_file(path, limit_bytes).map_err(fail)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let article = Self::decode(&name, bytes).map_err(fail)?;
        Ok(Self { path: Some(path.to_owned()), stamp: Some(stamp), ..article })
    }

    /// Reads an article of at most `limit_bytes` that has no file, as from standard input.
    pub fn read_from(input: impl Read, limit_bytes: u64) -> Result<Self, ArticleError> {
        let fail = |kind| ArticleError { path: PathBuf::from("-"), kind };
        let bytes = read_capped(input, 0, limit_bytes).map_err(ArticleErrorKind::Unreadable).map_err(fail)?;
        let mut bytes = bytes.ok_or(ArticleErrorKind::TooBig { limit_bytes }).map_err(fail)?;
        bytes.shrink_to_fit();
        Self::decode("-", bytes).map_err(fail)
    }

    /// The SHA-256 of the file's bytes in lower-case hexadecimal: computed when first asked for, since a large article
    /// should be on the screen before.
    pub fn fingerprint(&self) -> &str {
        let bom = if self.had_bom { BOM } else { b"" };
        self.document.sha256_or_init(|| Hash::of(&[bom, self.document.text().as_bytes()]).hex())
    }

    /// Whether the file is no longer the one that was read: written to, replaced or gone.
    pub fn has_changed(&self) -> bool {
        let now = self.path.as_deref().map(|path| std::fs::metadata(path).map(|metadata| Stamp::of(&metadata)).ok());
        now.is_some_and(|now| now != self.stamp)
    }

    fn decode(name: &str, mut bytes: Vec<u8>) -> Result<Self, ArticleErrorKind> {
        refuse_binary(&bytes)?;
        let had_bom = bytes.starts_with(BOM);
        if had_bom {
            // Moved within its own memory: no second copy.
            bytes.drain(..BOM.len());
        }
        let skipped = if had_bom { BOM.len() } else { 0 };
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(&error, skipped))?;
        let document = Document::new(name, text).map_err(|_| ArticleErrorKind::Empty)?;
        Ok(Self { document: Arc::new(document), path: None, encoding: "UTF-8", had_bom, stamp: None })
    }
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}

fn read_file(path: &Path, limit_bytes: u64) -> Result<(Vec<u8>, Stamp), ArticleErrorKind> {
    let (file, metadata) = open_without_waiting(path).map_err(|error| not_opened(path, error))?;
    if !metadata.is_file() {
        return Err(ArticleErrorKind::NotAFile(kind_of(&metadata)));
    }
    let bytes = read_capped(file, metadata.len(), limit_bytes).map_err(ArticleErrorKind::Unreadable)?;
    Ok((bytes.ok_or(ArticleErrorKind::TooBig { limit_bytes })?, Stamp::of(&metadata)))
}

fn not_opened(path: &Path, error: io::Error) -> ArticleErrorKind {
    if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
        return ArticleErrorKind::Missing;
    }
    // A socket, and a device that isn't there, can't even be opened.
    match std::fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => ArticleErrorKind::NotAFile(kind_of(&metadata)),
        _ => ArticleErrorKind::Unreadable(error),
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), ArticleErrorKind> {
    if let Some((_, name)) = OTHER_UNICODE.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(ArticleErrorKind::OtherUnicode(name));
    }
    if let Some((_, what, command)) = NOT_TEXT.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(ArticleErrorKind::Binary { what, remedy: Some(command) });
    }
    match memchr(0, bytes) {
        Some(_) => Err(ArticleErrorKind::Binary { what: "a binary file (it has NUL bytes)", remedy: None }),
        None => Ok(()),
    }
}

/// Says where the first wrong byte is, in a file that has `skipped` more bytes before.
fn not_utf8(error: &std::string::FromUtf8Error, skipped: usize) -> ArticleErrorKind {
    let (bytes, wrong) = (error.as_bytes(), error.utf8_error().valid_up_to());
    let good = bytes.get(..wrong).unwrap_or_default();
    ArticleErrorKind::NotUtf8 {
        line: memchr_iter(b'\n', good).count() + 1,
        byte: skipped + wrong,
        value: bytes.get(wrong).copied().unwrap_or_default(),
    }
}
