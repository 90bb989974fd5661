//! `ascribe export`: articles with their annotations in a format for other programs.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::formats::{Companion, CompanionName, Dialect, Exported, FORMATS, Format, Growing, Shape};
use crate::store::{
    Clash, Disk, ExportError, GrowingExport, Ours, PlaceError, PlaceErrorKind, RealDisk, Source, clash, export_name,
    open_passage,
};

use super::articles::{Many, Opened, one_by_one, open, open_quietly, path_of};
use super::choice;
use super::exit::{Exit, Failure, Outcome, of_system, plain};
use super::lines::listed;
use super::streams::{Stream, Streams};

/// The names of standard output, whatever it is.
const STDOUT: &[&str] = &["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// What the help begins with.
pub(super) const EXAMPLES: &str = "\
Examples:
  ascribe export story.txt --to json | jq '.annotations | length'
  ascribe export stories/ --to jsonl -o claims.jsonl --features
  ascribe export stories/ --to csv -o worksheet-of-all.csv
";

/// Write annotations in a format for other programs
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// The format; `ascribe formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = choice::named(writable(), Format::named))]
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

/// The formats, each with what many articles become in it.
fn writable() -> impl Iterator<Item = (&'static str, String)> {
    FORMATS.iter().map(|format| (format.name, format!("{} [many articles: {}]", format.help, format.many())))
}

/// In which of its forms a format is written.
#[derive(Clone, Debug, clap::Args)]
struct Form {
    /// Count UTF-16 units in positions, for readers that are made in JavaScript
    #[arg(long, conflicts_with_all = ["all", "features"])]
    utf16: bool,
    /// Write a row for every annotation, not for claims alone
    #[arg(long, conflicts_with = "features")]
    all: bool,
    /// Write the types of a data set's columns beside it, for Hugging Face's `Features.from_dict`
    #[arg(long)]
    features: bool,
}

impl Args {
    /// Exports them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let dialect = self.dialect()?;
        let sources = self.articles.sources(streams)?;
        self.articles.kept().expect_named()?;
        let run = Run { args: self, dialect, ours: self.ours(&sources) };
        if RealDisk.stat(&self.output).is_ok_and(|metadata| metadata.is_dir()) {
            let mut paths = self.paths(&sources)?.into_iter();
            return one_by_one(&sources, streams, |source, streams| {
                run.write(std::slice::from_ref(source), &paths.next().unwrap_or_default(), streams)
            });
        }
        if sources.len() > 1 && !self.to.holds_several() {
            let why = format!("several articles need a folder: -o FOLDER ({} is none)", self.output.display());
            return Err(Failure::new(Exit::Usage, why));
        }
        run.write(&sources, &self.output, streams)
    }

    /// The form of the format that is asked for, if it has it.
    fn dialect(&self) -> Outcome<Option<Dialect>> {
        let form = &self.form;
        let asked = [
            (form.utf16, Dialect::Utf16, "--utf16"),
            (form.all, Dialect::All, "--all"),
            (form.features, Dialect::Features, "--features"),
        ];
        let Some((_, dialect, option)) = asked.into_iter().find(|(is_asked, ..)| *is_asked) else { return Ok(None) };
        if self.to.dialects.contains(&dialect) {
            return Ok(Some(dialect));
        }
        Err(Failure::new(Exit::Usage, format!("{option} means nothing to {}; leave it out", self.to.name)))
    }

    /// All articles and what their annotations are kept in: nothing is written over them.
    fn ours(&self, sources: &[Source]) -> Ours {
        let files = sources.iter().flat_map(|source| {
            let article = if let Source::File(path) = source { Some(path.clone()) } else { None };
            let annotations = self.articles.kept().place(source).ok().map(|place| place.named);
            article.into_iter().chain(annotations)
        });
        Ours::of(files)
    }

    /// Where the export of each article goes in a folder; an error where two would have one name.
    fn paths(&self, sources: &[Source]) -> Outcome<Vec<PathBuf>> {
        let paths: Vec<(PathBuf, PathBuf)> = sources
            .iter()
            .map(|source| {
                let article = if let Source::File(path) = source { path.clone() } else { PathBuf::from("-") };
                let path = self.output.join(export_name(article.file_name().unwrap_or(article.as_os_str()), self.to));
                (article, path)
            })
            .collect();
        if let Some(Clash { articles: [one, other], path }) = clash(&RealDisk, &paths) {
            let why = format!(
                "{} and {} would both be exported to {}; nothing is written: export one of them to another folder",
                one.display(),
                other.display(),
                path.display()
            );
            return Err(Failure::new(Exit::Usage, why));
        }
        Ok(paths.into_iter().map(|(_, path)| path).collect())
    }
}

/// All that a run's files have in common.
struct Run<'a> {
    args: &'a Args,
    dialect: Option<Dialect>,
    ours: Ours,
}

/// Where a file is written.
enum Output {
    /// Standard output.
    Printed,
    /// A pipe, a terminal or a device.
    Passed(Stream),
    /// A file, begun when its first article is open, if that is no pipe, terminal or device.
    Saved(Option<Box<GrowingExport>>),
    /// Nowhere: it is only seen what it would leave out.
    Nowhere,
}

impl Run<'_> {
    /// Writes a file for some articles, each opened when its turn comes and closed before the next; what is wrong with one
    /// doesn't keep the others from their turn.
    fn write(&self, sources: &[Source], path: &Path, streams: &mut Streams) -> Outcome {
        if self.args.strict {
            self.grow(sources, path, Output::Nowhere, streams)?;
        }
        let sources = self.telling(sources);
        let to = if STDOUT.iter().any(|name| path == Path::new(name)) { Output::Printed } else { Output::Saved(None) };
        self.grow(&sources, path, to, streams)
    }

    fn grow(&self, sources: &[Source], path: &Path, mut to: Output, streams: &mut Streams) -> Outcome {
        let format = self.args.to;
        let mut file = self.begin(sources);
        let (mut names, mut beside, mut exit) = (Vec::new(), Vec::new(), Exit::Done);
        // What stands for articles that can't be opened; a file is begun only when one can.
        let mut missing = String::new();
        for source in sources {
            let opened = match self.open(source, &to, streams) {
                Err(Failure::Told(first, message)) if sources.len() > 1 => {
                    streams.complain(&message);
                    exit = if exit == Exit::Done { first } else { exit };
                    missing.push_str(&file.missing(&path_of(source)));
                    continue;
                }
                opened => opened?,
            };
            let Exported { text, companions, .. } = file.add(&opened.article(&path_of(source)));
            let text = std::mem::take(&mut missing) + &text;
            names.push(opened.name);
            beside.clone_from(&companions);
            let companions = file.companions().into_iter().chain(companions).collect();
            self.put(&text, companions, path, &mut to, streams)?;
        }
        if names.is_empty() {
            return Ok(exit);
        }
        let names = listed(&names, "article");
        let lost = file.losses().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let is_trial = matches!(to, Output::Nowhere);
        // What a trial has said isn't said again.
        if !lost.is_empty() && is_trial == self.args.strict {
            streams.complain(&format!("{names}: {} has no place for {lost}", format.name));
        }
        if !lost.is_empty() && is_trial {
            return Err(Failure::new(Exit::Findings, format!("{names}: not exported, as --strict asks")));
        }
        let end = missing + &file.end();
        match to {
            Output::Nowhere | Output::Saved(None) => {}
            Output::Printed | Output::Passed(_) => {
                let stream = if let Output::Passed(stream) = &mut to { stream } else { &mut streams.data };
                stream.piece(&end).and_then(|()| stream.flush())?;
                for Companion { name, .. } in file.companions().into_iter().chain(beside) {
                    let (CompanionName::Ending(name) | CompanionName::Always(name)) = name;
                    streams.say(&format!("{names}: its readers need {name} too; -o FILE writes both"));
                }
            }
            Output::Saved(Some(mut export)) => {
                export.write(&end).and_then(|()| export.finish()).map_err(|error| not_written(&error))?;
                streams.say(&format!("{names}: exported to {}", path.display()));
            }
        }
        Ok(exit)
    }

    fn begin(&self, sources: &[Source]) -> Growing {
        let paths: Vec<_> = sources.iter().map(path_of).collect();
        self.args.to.begin(Shape { dialect: self.dialect, paths: &paths })
    }

    /// Opens an article; a trial says nothing of it.
    fn open(&self, source: &Source, to: &Output, streams: &mut Streams) -> Outcome<Opened> {
        let options = self.args.articles.kept().options(true);
        if matches!(to, Output::Nowhere) { open_quietly(source, options) } else { open(source, options, streams) }
    }

    /// The articles in the order in which they are written: first those that the types of columns can be told from.
    fn telling(&self, sources: &[Source]) -> Vec<Source> {
        let file = self.begin(sources);
        let lists = if sources.len() > 1 { file.lists() } else { 0 };
        let (mut filled, mut first, mut rest) = (0, Vec::new(), Vec::new());
        for source in sources {
            let opened = (filled != lists).then(|| self.open(source, &Output::Nowhere, &mut Streams::standard()).ok());
            let fills = opened.flatten().map_or(0, |opened| file.fills(&opened.article(&path_of(source))));
            if fills & !filled == 0 {
                rest.push(source.clone());
            } else {
                first.push(source.clone());
            }
            filled |= fills;
        }
        first.append(&mut rest);
        first
    }

    /// Writes a piece of a file.
    fn put(
        &self,
        text: &str,
        companions: Vec<Companion>,
        path: &Path,
        to: &mut Output,
        streams: &mut Streams,
    ) -> Outcome<()> {
        let export = match to {
            Output::Nowhere => return Ok(()),
            Output::Printed => return streams.data.piece(text),
            Output::Passed(stream) => return stream.piece(text),
            Output::Saved(Some(export)) => export,
            Output::Saved(none) => {
                if let Some(file) = open_passage(path).map_err(|error| unopened(path, &error))? {
                    let mut stream = Stream::to(file);
                    let written = stream.piece(text);
                    *to = Output::Passed(stream);
                    return written;
                }
                let disk: Arc<dyn Disk> = Arc::new(RealDisk);
                let begun = GrowingExport::begin(&disk, companions, path, &self.ours, self.args.force);
                none.insert(Box::new(begun.map_err(|error| not_written(&error))?))
            }
        };
        export.write(text).map_err(|error| not_written(&error))
    }
}

/// Why an export isn't written.
fn not_written(error: &ExportError) -> Failure {
    match error {
        ExportError::Annotations(_) | ExportError::Annotated { .. } | ExportError::Changed(_) => {
            Failure::new(Exit::Findings, error.to_string())
        }
        ExportError::Exists(_) => {
            Failure::new(Exit::Findings, format!("{error}; overwrite it with --force, or name another"))
        }
        ExportError::Ours { .. } | ExportError::Twice(_) => Failure::new(Exit::Usage, error.to_string()),
        ExportError::Place(error) => not_here(error),
        ExportError::Unreadable { source, .. } => Failure::new(of_system(source, Exit::ReadWrite), error.to_string()),
        ExportError::NotSaved(error) => Failure::cannot_create(error),
    }
}

/// Why nothing can be written to a pipe or a device.
fn unopened(path: &Path, error: &io::Error) -> Failure {
    let why = format!("{}: it can't be written to ({}); name another file", path.display(), plain(error));
    Failure::new(of_system(error, Exit::CannotCreate), why)
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
