//! The article: read once, as data, and never written.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::memchr_iter;

use super::disk::{Plain, Stamp, kind_of, open_without_waiting, read_capped};
use super::encoding::{BOM, Certainty, Decoded, TextEncoding, decode, is_marked};
use super::hash::Hash;
use crate::formats::native::Recorded;
use crate::model::Document;
use crate::model::anchoring::Folded;

/// The largest article that is read unless the user says otherwise, in bytes.
pub const ARTICLE_LIMIT_BYTES: u64 = 64 << 20;

/// Files that start so are no text, with their name and the command before ` | ascribe -` that makes text of them, if
/// there is one.
const NOT_TEXT: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "pdftotext FILE -"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "pandoc -t plain FILE"),
    (b"{\\rtf", "an RTF document", "pandoc -t plain FILE"),
    (b"\x1F\x8B", "a gzip archive", "gzip -dc FILE"),
    (b"\xD0\xCF\x11\xE0", "an old office document", "catdoc FILE"),
    (b"\x89PNG", "a picture", ""),
    (b"\xFF\xD8\xFF", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x7FELF", "a program", ""),
];

/// Files of which more than one byte in so many is NUL are no text.
const BYTES_TO_ONE_NUL: usize = 100;
/// Files of which more than one byte in so many is a control character that no text has are none either.
const BYTES_TO_ONE_CONTROL: usize = 5;

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its text and name. A byte order mark is not part of the text.
    pub document: Arc<Document>,
    /// Where it was read from; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Its encoding.
    pub encoding: TextEncoding,
    /// How sure it is that it is read as it was written.
    pub certainty: Certainty,
    /// Whether the file starts with a byte order mark of UTF-8.
    had_bom: bool,
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
}

impl ArticleError {
    /// Whether it is a file that was read, and is no text.
    pub(super) fn is_no_text(&self) -> bool {
        matches!(self.kind, ArticleErrorKind::Binary { .. })
    }
}

impl Article {
    /// Reads a regular file of at most `limit_bytes`. Anything else is an error at once: this never waits.
    pub fn read(path: &Path, limit_bytes: u64) -> Result<Self, ArticleError> {
        Self::read_as(path, limit_bytes, None)
    }

    /// The same in an encoding that is asked for; with `None` in the one that the file shows.
    pub fn read_as(path: &Path, limit_bytes: u64, asked: Option<TextEncoding>) -> Result<Self, ArticleError> {
        let fail = |kind| ArticleError { path: path.to_owned(), kind };
        let (bytes, stamp) = read_file(path, limit_bytes).map_err(fail)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let article = Self::decode(&name, bytes, asked).map_err(fail)?;
        Ok(Self { path: Some(path.to_owned()), stamp: Some(stamp), ..article })
    }

    /// Reads an article of at most `limit_bytes` that has no file, as from standard input.
    pub fn read_from(input: impl Read, limit_bytes: u64, asked: Option<TextEncoding>) -> Result<Self, ArticleError> {
        let fail = |kind| ArticleError { path: PathBuf::from("-"), kind };
        let bytes = read_capped(input, 0, limit_bytes).map_err(ArticleErrorKind::Unreadable).map_err(fail)?;
        let mut bytes = bytes.ok_or(ArticleErrorKind::TooBig { limit_bytes }).map_err(fail)?;
        bytes.shrink_to_fit();
        Self::decode("-", bytes, asked).map_err(fail)
    }

    /// Its encoding, with a question mark where that is a guess; `None` for UTF-8, which goes without saying.
    pub fn unusual_encoding(&self) -> Option<String> {
        let mark = if self.certainty.is_guess { "?" } else { "" };
        (self.encoding != TextEncoding::UTF_8).then(|| format!("{}{mark}", self.encoding.name()))
    }

    /// What whoever reads it should know of how it was read, in one sentence.
    pub fn remark(&self) -> Option<String> {
        let name = self.encoding.name();
        match self.certainty {
            Certainty { is_guess: true, replaced: 0 } => {
                Some(format!("read as {name}, which is a guess; --encoding NAME reads it otherwise"))
            }
            Certainty { is_guess: true, replaced } => Some(format!(
                "read as {name}, which is a guess: {replaced} characters mean nothing in it and are shown as \u{FFFD}; \
                 --encoding NAME reads it otherwise"
            )),
            Certainty { is_guess: false, replaced: 0 } => None,
            Certainty { is_guess: false, replaced } => {
                Some(format!("{replaced} characters mean nothing in {name} and are shown as \u{FFFD}"))
            }
        }
    }

    /// The SHA-256 of the file's bytes in lower-case hexadecimal: computed when first asked for, since a large article
    /// should be on the screen before.
    pub fn fingerprint(&self) -> &str {
        let bom = if self.had_bom { BOM } else { b"" };
        self.document.sha256_or_init(|| Hash::of(&[bom, self.document.text().as_bytes()]).hex())
    }

    /// The only things that are otherwise than in the file that annotations were made for, where that is certain by its
    /// SHA-256: `its line ends`. `None` where more has changed, or it can't be told.
    pub fn set_otherwise(&self, recorded: &Recorded) -> Option<String> {
        let folded = Folded::all(&self.document, recorded.characters?);
        let is_it = |folded: &Folded| {
            let hash = |bom: &[u8]| Hash::of(&[bom, folded.text().as_bytes()]).hex();
            hash(b"") == recorded.sha256 || hash(BOM) == recorded.sha256
        };
        let what = folded.into_iter().find(is_it)?.what();
        Some(if what.is_empty() { "its encoding or byte order mark".to_owned() } else { what })
    }

    /// Whether the file is no longer the one that was read: written to, replaced or gone.
    pub fn has_changed(&self) -> bool {
        let now = self.path.as_deref().map(|path| std::fs::metadata(path).map(|metadata| Stamp::of(&metadata)).ok());
        now.is_some_and(|now| now != self.stamp)
    }

    fn decode(name: &str, bytes: Vec<u8>, asked: Option<TextEncoding>) -> Result<Self, ArticleErrorKind> {
        if asked.is_none() {
            refuse_binary(&bytes)?;
        }
        let had_bom = bytes.starts_with(BOM);
        // Of what is UTF-8 the text is the file; it is hashed when there is time.
        let is_verbatim = asked.is_none() && std::str::from_utf8(&bytes).is_ok();
        let hash = (!is_verbatim).then(|| Hash::of(&[&bytes]));
        let Decoded { text, encoding, certainty } = decode(bytes, asked);
        let document = Document::new(name, text).map_err(|_| ArticleErrorKind::Empty)?;
        if let Some(hash) = hash {
            document.sha256_or_init(|| hash.hex());
        }
        Ok(Self { document: Arc::new(document), path: None, encoding, certainty, had_bom, stamp: None })
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
    if let Some((_, what, command)) = NOT_TEXT.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(ArticleErrorKind::Binary { what, remedy: Some(command).filter(|it| !it.is_empty()).copied() });
    }
    if is_marked(bytes) {
        return Ok(());
    }
    let nuls = memchr_iter(0, bytes).count();
    let is_control = |byte: &&u8| matches!(byte, 0x01..=0x06 | 0x0E..=0x1A | 0x1C..=0x1F);
    let controls = bytes.iter().filter(is_control).count();
    if nuls.saturating_mul(BYTES_TO_ONE_NUL) > bytes.len() {
        let what = "a binary file (it has NUL bytes; text in UTF-16 without a mark needs --encoding UTF-16LE)";
        return Err(ArticleErrorKind::Binary { what, remedy: None });
    }
    if controls.saturating_mul(BYTES_TO_ONE_CONTROL) > bytes.len() {
        return Err(ArticleErrorKind::Binary {
            what: "a binary file (it is full of control characters)",
            remedy: None,
        });
    }
    Ok(())
}
