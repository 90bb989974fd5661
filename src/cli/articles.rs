//! Which articles a command is about, where their annotations are, and opening them.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy as _;

use crate::formats;
use crate::store::{
    ARTICLE_LIMIT_BYTES, Access, Disk, Holders, Options, Place, PlaceError, RealDisk, Session, Source, TextEncoding,
    articles_in, own_file,
};

use super::exit::{Exit, Failure, Outcome, of_read_only, of_system};
use super::lines::listed;
use super::streams::Streams;

/// How long a command waits for another one, unless it is told, in seconds: a screen that is open isn't waited for long.
const PATIENCE_SECONDS: u32 = 3;

/// What is said of every article.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Kept {
    /// Keep the annotations in FILE instead of beside the article; needed where the article is `-`
    #[arg(long, value_name = "FILE", display_order = 81)]
    pub(super) annotations: Option<PathBuf>,
    /// Refuse larger articles: a number of bytes, or of K, M or G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value_t = Size(ARTICLE_LIMIT_BYTES), display_order = 82)]
    pub(super) max_size: Size,
    /// Read articles in that encoding, such as windows-1252 or UTF-16LE; without this in the one that each shows
    #[arg(long, value_name = "NAME", value_parser = encoding, display_order = 83)]
    pub(super) encoding: Option<TextEncoding>,
}

/// One article.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct One {
    /// The article; `-` is standard input
    article: PathBuf,
    #[command(flatten)]
    patience: Patience,
    #[command(flatten)]
    kept: Kept,
}

/// How long a command that changes annotations waits for them.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Patience {
    /// Wait up to SECONDS for another ascribe that has these annotations open
    #[arg(long, value_name = "SECONDS", default_value_t = PATIENCE_SECONDS, display_order = 84)]
    wait: u32,
}

/// Any number of articles.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Many {
    /// Articles, or folders with articles; `-` is standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    #[command(flatten)]
    kept: Kept,
}

/// An article that is open.
pub(super) struct Opened {
    /// How the user named it.
    pub(super) name: String,
    /// The article with its annotations.
    pub(super) session: Session,
}

impl Opened {
    /// The article as formats take it, by that path.
    pub(super) fn article<'a>(&'a self, path: &'a str) -> formats::Article<'a> {
        let article = &self.session.article;
        // Formats say which bytes they are about.
        article.fingerprint();
        formats::Article {
            document: &article.document,
            path,
            encoding: article.encoding.name(),
            set: &self.session.set,
        }
    }
}

impl Kept {
    /// How the articles are opened.
    pub(super) fn options(&self, read_only: bool) -> Options {
        let annotations = self.annotations.clone();
        let (article_limit_bytes, encoding) = (self.max_size.0, self.encoding);
        let state = state_folder();
        let rescue = state.as_ref().map(|state| state.join("rescue"));
        let holders = Holders { folder: state.map(|state| state.join("open")), name: String::new() };
        Options { annotations, read_only, article_limit_bytes, encoding, rescue, holders, ..Options::default() }
    }

    /// The articles that the arguments name, each once, with folders taken apart. Files that this program has made are
    /// passed over in one line, since a shell's `*` names them too; one that is named alone is an error.
    pub(super) fn sources(&self, articles: &[PathBuf], streams: &mut Streams) -> Outcome<Vec<Source>> {
        let (mut sources, mut own) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        for article in articles {
            if let (Some(what), Source::File(_)) = (own_file(article), Source::named(article)) {
                own.push((article, what));
                continue;
            }
            let new = expand(article)?.into_iter().filter(|source| match source {
                Source::File(path) => seen.insert(whole_name(path)),
                Source::Stdin => true,
            });
            sources.extend(new);
        }
        if let [(file, what), ..] = own.as_slice() {
            if sources.is_empty() {
                return Err(not_an_article(file, what));
            }
            let names: Vec<_> = own.iter().map(|(file, _)| file.display().to_string()).collect();
            streams.say(&format!("passed over, since ascribe made {}", listed(&names, "file")));
        }
        self.check(&sources)?;
        Ok(sources)
    }

    /// Whether the articles go with what is said of them.
    fn check(&self, sources: &[Source]) -> Outcome<()> {
        let piped = sources.iter().filter(|source| **source == Source::Stdin).count();
        if self.annotations.is_some() && sources.len() > 1 {
            return Err(Failure::new(
                Exit::Usage,
                "--annotations FILE goes with one article; leave it out, or name one",
            ));
        }
        if piped > 1 {
            return Err(Failure::new(Exit::Usage, "standard input holds one article; name - once"));
        }
        if piped == 1 && self.annotations.is_none() {
            return Err(nowhere());
        }
        Ok(())
    }

    /// Where an article's annotations are, if they are beside it or named.
    pub(super) fn place(&self, source: &Source) -> Outcome<Place> {
        let place = match (&self.annotations, source) {
            (Some(named), Source::File(article)) => Place::at(named).and_then(|place| place.other_than(article)),
            (Some(named), Source::Stdin) => Place::at(named),
            (None, Source::File(article)) => Place::beside(article),
            (None, Source::Stdin) => return Err(nowhere()),
        };
        place.map_err(|error: PlaceError| error.into())
    }

    /// An error where a file that was named isn't there to be read.
    pub(super) fn expect_named(&self) -> Outcome<()> {
        let Some(named) = &self.annotations else { return Ok(()) };
        match RealDisk.stat(named) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                let why = format!("{}: there is no such annotation file; check the name", named.display());
                Err(Failure::new(Exit::NoInput, why))
            }
            _ => Ok(()),
        }
    }
}

impl One {
    /// Opens the article to read its annotations.
    pub(super) fn open_to_read(&self, streams: &mut Streams) -> Outcome<Opened> {
        self.kept.expect_named()?;
        open(&self.source()?, self.kept.options(true), streams)
    }

    /// Opens the article to change its annotations.
    pub(super) fn open_to_write(&self, streams: &mut Streams) -> Outcome<Opened> {
        open_to_write(&self.source()?, &self.kept, self.patience, streams)
    }

    fn source(&self) -> Outcome<Source> {
        let source = Source::named(&self.article);
        if let (Some(what), Source::File(_)) = (own_file(&self.article), &source) {
            return Err(not_an_article(&self.article, &what));
        }
        self.kept.check(std::slice::from_ref(&source))?;
        Ok(source)
    }
}

impl Many {
    /// The articles that the arguments name.
    pub(super) fn sources(&self, streams: &mut Streams) -> Outcome<Vec<Source>> {
        self.kept.sources(&self.articles, streams)
    }

    /// What is said of all of them.
    pub(super) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Opens one after the other to read its annotations; what is wrong with one doesn't keep the others from their turn.
    pub(super) fn each(
        &self,
        streams: &mut Streams,
        mut work: impl FnMut(&Opened, &mut Streams) -> Outcome,
    ) -> Outcome {
        let sources = self.sources(streams)?;
        self.kept.expect_named()?;
        one_by_one(&sources, streams, |source, streams| {
            let opened = open(source, self.kept.options(true), streams)?;
            work(&opened, streams)
        })
    }
}

/// Does the work for each article and ends as the first one did that didn't end well.
pub(super) fn one_by_one(
    sources: &[Source],
    streams: &mut Streams,
    mut work: impl FnMut(&Source, &mut Streams) -> Outcome,
) -> Outcome {
    let mut first = Exit::Done;
    for source in sources {
        let exit = match work(source, streams) {
            Ok(exit) => exit,
            Err(Failure::Told(exit, message)) => {
                streams.complain(&message);
                exit
            }
            Err(other) => return Err(other),
        };
        if first == Exit::Done {
            first = exit;
        }
    }
    Ok(first)
}

/// An article that was piped in has no name that its annotations could be found by.
fn nowhere() -> Failure {
    let why = "an article from standard input has no annotation file; name one with --annotations FILE";
    Failure::new(Exit::Usage, why)
}

/// How the user named an article.
pub(super) fn name_of(source: &Source) -> String {
    match source {
        Source::File(path) => path.display().to_string(),
        Source::Stdin => "-".to_owned(),
    }
}

/// How the user named an article, as data; bytes that are no UTF-8 are written as `\xE9`.
pub(super) fn path_of(source: &Source) -> String {
    let Source::File(path) = source else { return "-".to_owned() };
    let chunks = path.as_os_str().as_encoded_bytes().utf8_chunks();
    chunks.fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        // Writing to a string can't fail.
        chunk.invalid().iter().for_each(|byte| _ = write!(text, "\\x{byte:02X}"));
        text
    })
}

/// The name of a file with the way to it, so that it is the same however it was named. Links stay what they are: each has
/// annotations of its own.
fn whole_name(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    match (RealDisk.follow(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Why a file is not opened as an article.
fn not_an_article(file: &Path, what: &str) -> Failure {
    Failure::new(Exit::Usage, format!("{}: that is {what}, which ascribe made; name the article", file.display()))
}

/// Opens an article with its annotations, and says nothing of it.
pub(super) fn open_quietly(source: &Source, options: Options) -> Outcome<Opened> {
    Ok(Opened { session: Session::open(source, options)?, name: name_of(source) })
}

/// Opens an article with its annotations.
pub(super) fn open(source: &Source, options: Options, streams: &mut Streams) -> Outcome<Opened> {
    let (session, name) = (Session::open(source, options)?, name_of(source));
    for notice in &session.notices {
        streams.say(&format!("{name}: {notice}"));
    }
    Ok(Opened { name, session })
}

/// Opens an article to change its annotations.
pub(super) fn open_to_write(
    source: &Source,
    kept: &Kept,
    patience: Patience,
    streams: &mut Streams,
) -> Outcome<Opened> {
    let patience = Duration::from_secs(patience.wait.into());
    let opened = open(source, Options { patience, ..kept.options(false) }, streams)?;
    match &opened.session.access {
        Access::Writable => Ok(opened),
        Access::ReadOnly(why) => Err(Failure::new(of_read_only(why), format!("{}: {why}", opened.name))),
    }
}

/// The articles that one argument names: itself, or those in the folder that it is.
fn expand(article: &Path) -> Outcome<Vec<Source>> {
    let source = Source::named(article);
    if source == Source::Stdin {
        return Ok(vec![source]);
    }
    match articles_in(article) {
        Ok(articles) if articles.is_empty() => {
            let why = format!("{}: the folder holds no article (.txt, .md or .text)", article.display());
            Err(Failure::new(Exit::NoInput, why))
        }
        Ok(articles) => Ok(articles.into_iter().map(Source::File).collect()),
        // Reading it will say what it is.
        Err(_) if !article.is_dir() => Ok(vec![source]),
        Err(error) => {
            let why = format!("{}: the folder can't be read; check its permissions", article.display());
            Err(Failure::new(of_system(&error, Exit::ReadWrite), why))
        }
    }
}

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size(pub(super) u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes > 0 && bytes.is_multiple_of(1 << 20) => write!(f, "{}M", bytes >> 20),
            bytes => write!(f, "{bytes}"),
        }
    }
}

/// Where is kept what belongs to this user alone, if there is a home folder: what can't be saved in its place, and which
/// articles are open.
fn state_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.state_dir()?.join("ascribe"))
}

/// Reads the name of an encoding.
fn encoding(name: &str) -> Result<TextEncoding, String> {
    TextEncoding::named(name)
        .ok_or_else(|| "no encoding is called that; try UTF-8, UTF-16LE, windows-1252, Shift_JIS, GBK…".to_owned())
}

/// Reads a size such as `500`, `64K`, `10M` or `1G`.
fn size(text: &str) -> Result<Size, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let bits = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        unit => return Err(format!("`{unit}` is no unit of size; use K, M or G, as in 10M")),
    };
    let number: u64 = digits.parse().map_err(|_| "a size is a number, as in 500, 64K or 10M".to_owned())?;
    number.checked_mul(1 << bits).map(Size).ok_or_else(|| "that is larger than any file".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_bytes_or_has_a_unit() {
        for (text, bytes) in [("0", 0), ("500", 500), ("64k", 65_536), ("10M", 10 << 20), ("2G", 2 << 30)] {
            assert_eq!(size(text), Ok(Size(bytes)), "{text}");
        }
        for text in ["", "M", "-1", "1.5M", "10T", "99999999999G"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!(Size(ARTICLE_LIMIT_BYTES).to_string(), "64M");
        assert_eq!(Size(10).to_string(), "10");
    }
}
