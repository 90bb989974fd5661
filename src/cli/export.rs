//! `ascribe export`: articles with their annotations in a format for other programs.

use std::path::{Path, PathBuf};

use crate::formats::{self, Companion, CompanionName, Dialect, Exported, FORMATS, Format};
use crate::store::{Disk, ExportError, PlaceError, PlaceErrorKind, RealDisk, export_name, write_export};

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
    /// Write to FILE; `-` is standard output. For several articles a folder, or one file where the format holds several
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    form: Form,
    /// Write nothing that leaves something out
    #[arg(long)]
    strict: bool,
    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

/// In which of its forms a format is written.
#[derive(Clone, Debug, clap::Args)]
struct Form {
    /// Count UTF-16 units in positions, for readers that are made in JavaScript
    #[arg(long, conflicts_with = "all")]
    utf16: bool,
    /// Write a row for every annotation, not for claims alone
    #[arg(long)]
    all: bool,
}

impl Args {
    /// Exports them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let dialect = self.dialect()?;
        let to_folder = RealDisk.stat(&self.output).is_ok_and(|metadata| metadata.is_dir());
        if to_folder || self.articles.sources()?.len() == 1 {
            return self.articles.each(streams, |opened, streams| {
                let exported = self.to.write(&[article(opened)], dialect);
                let path = if to_folder { self.output.join(self.name_for(opened)) } else { self.output.clone() };
                self.finish(exported, &path, &[opened], streams)
            });
        }
        if !self.to.holds_several() {
            let why = format!("several articles need a folder: -o FOLDER ({} is none)", self.output.display());
            return Err(Failure::new(Exit::Usage, why));
        }
        let (opened, exit) = self.articles.all(streams)?;
        let all: Vec<_> = opened.iter().map(article).collect();
        if all.is_empty() {
            return Ok(exit);
        }
        let written =
            self.finish(self.to.write(&all, dialect), &self.output, &opened.iter().collect::<Vec<_>>(), streams)?;
        Ok(if exit == Exit::Done { written } else { exit })
    }

    /// The form of the format that is asked for, if it has it.
    fn dialect(&self) -> Outcome<Option<Dialect>> {
        let asked = [(self.form.utf16, Dialect::Utf16, "--utf16"), (self.form.all, Dialect::All, "--all")];
        let Some((_, dialect, option)) = asked.into_iter().find(|(is_asked, ..)| *is_asked) else { return Ok(None) };
        if self.to.dialects.contains(&dialect) {
            return Ok(Some(dialect));
        }
        Err(Failure::new(Exit::Usage, format!("{option} means nothing to {}; leave it out", self.to.name)))
    }

    /// Says what is left out, and writes the rest.
    fn finish(&self, exported: Vec<Exported>, path: &Path, of: &[&Opened], streams: &mut Streams) -> Outcome {
        let names = of.iter().map(|opened| opened.name.as_str()).collect::<Vec<_>>().join(", ");
        let ours: Vec<&Path> = of.iter().flat_map(|opened| opened.session.files()).collect();
        for exported in exported {
            let lost = exported.losses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            if !lost.is_empty() {
                streams.complain(&format!("{names}: {} has no place for {lost}", self.to.name));
                if self.strict {
                    return Err(Failure::new(Exit::Findings, format!("{names}: not exported, as --strict asks")));
                }
            }
            if path == Path::new("-") {
                streams.data.print(&exported.text)?;
                for Companion { name, .. } in exported.companions {
                    let (CompanionName::Ending(name) | CompanionName::Always(name)) = name;
                    streams.say(&format!("{names}: its readers need {name} too; -o FILE writes both"));
                }
                continue;
            }
            write_export(exported, path, &ours, self.force).map_err(|error| not_written(&error))?;
            streams.say(&format!("{names}: exported to {}", path.display()));
        }
        Ok(Exit::Done)
    }

    fn name_for(&self, opened: &Opened) -> String {
        export_name(opened.session.article.document.name(), self.to)
    }
}

/// What the formats make of an article that is open.
fn article(opened: &Opened) -> formats::Article<'_> {
    let article = &opened.session.article;
    // Formats say which bytes they are about.
    article.fingerprint();
    formats::Article { document: &article.document, encoding: article.encoding.name(), set: &opened.session.set }
}

/// Why an export isn't written.
fn not_written(error: &ExportError) -> Failure {
    match error {
        ExportError::Exists(_) => {
            Failure::new(Exit::Findings, format!("{error}; overwrite it with --force, or name another"))
        }
        ExportError::Ours { .. } | ExportError::Twice(_) => Failure::new(Exit::Usage, error.to_string()),
        ExportError::Place(error) => not_here(error),
        ExportError::Unreadable { source, .. } => Failure::new(of_system(source, Exit::ReadWrite), error.to_string()),
        ExportError::NotSaved(error) => Failure::cannot_create(error),
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
