//! `ascribe export`: articles with their annotations in a format for other programs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::formats::{self, FORMATS, Format};
use crate::store::{Disk, Place, PlaceError, PlaceErrorKind, RealDisk, WholeFile};

use super::articles::{Many, Opened};
use super::choice;
use super::exit::{Exit, Failure, Outcome, of_system};
use super::streams::Streams;

/// What the help begins with.
pub(super) const EXAMPLES: &str = "\
Examples:
  ascribe export story.txt --to json | jq '.annotations | length'
  ascribe export stories/ --to json -o exported/ --force
";

/// Write annotations in a format for other programs
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// The format; `ascribe formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = choice::named(FORMATS.iter().map(|it| (it.name, it.help)), Format::named))]
    to: &'static Format,
    /// Write to FILE; `-` is standard output. For several articles a folder
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

impl Args {
    /// Exports them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let to_folder = RealDisk.stat(&self.output).is_ok_and(|metadata| metadata.is_dir());
        if !to_folder && self.articles.sources()?.len() > 1 {
            let why = format!("several articles need a folder: -o FOLDER ({} is none)", self.output.display());
            return Err(Failure::new(Exit::Usage, why));
        }
        self.articles.each(streams, |opened, streams| {
            let text = self.text(opened);
            if self.output == Path::new("-") {
                streams.data.print(&text)?;
                return Ok(Exit::Done);
            }
            let path = if to_folder { self.output.join(self.name_for(opened)) } else { self.output.clone() };
            self.write(&path, &text, opened)?;
            streams.say(&format!("{}: exported to {}", opened.name, path.display()));
            Ok(Exit::Done)
        })
    }

    fn text(&self, opened: &Opened) -> String {
        let article = &opened.session.article;
        // Formats say which bytes they are about.
        article.fingerprint();
        (self.to.export)(&formats::Article {
            document: &article.document,
            encoding: article.encoding,
            set: &opened.session.set,
        })
    }

    fn name_for(&self, opened: &Opened) -> String {
        format!("{}.{}", opened.session.article.document.name(), self.to.extension)
    }

    fn write(&self, path: &Path, text: &str, opened: &Opened) -> Outcome<()> {
        let mut file = WholeFile::new(Arc::new(RealDisk), Self::place(path, opened)?);
        let before = file.read(u64::MAX).map_err(|error| {
            let why = format!("{}: it can't be looked at; name another file", path.display());
            Failure::new(of_system(&error, Exit::ReadWrite), why)
        })?;
        if before.is_some() && !self.force {
            let why = format!("{}: the file exists; overwrite it with --force, or name another", path.display());
            return Err(Failure::new(Exit::Findings, why));
        }
        file.save(text.as_bytes()).map_err(|error| Failure::cannot_create(&error))
    }

    /// The place of the exported file: neither the article nor what its annotations are kept in.
    fn place(path: &Path, opened: &Opened) -> Outcome<Place> {
        let place = Place::at(path).map_err(|error| not_here(&error))?;
        let ours = [&opened.session.article.path, &opened.session.annotations];
        ours.into_iter().flatten().try_fold(place, |place, ours| {
            place.other_than(ours).map_err(|_| {
                let why = format!("{}: that is {} itself; export to another file", path.display(), ours.display());
                Failure::new(Exit::Usage, why)
            })
        })
    }
}

/// Why nothing can be exported to a place.
fn not_here(error: &PlaceError) -> Failure {
    let (exit, why) = match &error.kind {
        PlaceErrorKind::NotAFile(what) => (Exit::Usage, format!("it is {what}; -o - writes to standard output")),
        PlaceErrorKind::Unreadable(why) => (of_system(why, Exit::CannotCreate), error.kind.to_string()),
        _ => (Exit::CannotCreate, error.kind.to_string()),
    };
    Failure::new(exit, format!("{}: {why}", error.path.display()))
}
