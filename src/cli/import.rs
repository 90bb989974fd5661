//! `ascribe import`: annotations out of a file of another program.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::formats::{self, Arrived, FORMATS, Format, Import, Mapped, Mapping, Merged, Remark, Rules, Take, native};
use crate::model::relation::KINDS;
use crate::model::{Kind, LABELS, Label};
use crate::store::{Clock, Source, Stamps, read_foreign};

use super::articles::{Many, Opened, Patience, name_of, one_by_one, open_quietly, open_to_write, path_of};
use super::changes::{Creator, Draft};
use super::choice;
use super::exit::{Exit, Failure, Outcome, of_system, plain};
use super::lines::{listed, many};
use super::streams::Streams;

/// What the help begins with.
const EXAMPLES: &str = "\
Examples:
  ascribe import story.txt worksheet.csv
  ascribe import story.txt gold.ann --map Source=source --map Content=claim --map Cue=-
  ascribe import story.txt edited.json --take theirs --dry-run
  ascribe import stories/ worksheet-of-all.csv
";

/// More remarks than these are only counted.
const SAID_REMARKS: usize = 50;

/// Take annotations over from a file of another program
///
/// Nothing that is here is overwritten unless `--take theirs` says so. Where an annotation is here and in the file and the
/// two differ, each difference is named; so is one that a file from here no longer has. What was changed in a worksheet is
/// taken as it was meant: labels, notes, tags and checks.
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// The file; `-` is standard input
    file: PathBuf,
    /// Its format, where it can't be seen from what is in it; `ascribe formats` lists them
    #[arg(long, value_name = "FORMAT", value_parser = choice::named(readable(), Format::named))]
    from: Option<&'static Format>,
    /// Take the label or kind of relation THEIRS for our OURS, such as Content=claim or says=attributed-to; with - for OURS
    /// leave it out; several times, or with commas between
    #[arg(long, value_name = "THEIRS=OURS", value_parser = pair, value_delimiter = ',')]
    map: Vec<(String, Mapped)>,
    /// The side to take where an annotation is here and in the file, and the two differ
    #[arg(long, value_name = "SIDE", value_parser = choice::named(SIDES.iter().map(|row| (row.0, row.2)), side))]
    take: Option<Take>,
    /// Take nothing at all if anything can't be taken
    #[arg(long)]
    strict: bool,
    /// Say what would be taken over, and leave everything as it is
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    creator: Creator,
    #[command(flatten)]
    patience: Patience,
}

/// The sides of `--take`, with their names and what they do.
const SIDES: &[(&str, Take, &str)] = &[
    ("ours", Take::Ours, "what is here stays as it is"),
    ("theirs", Take::Theirs, "what the file says is taken, and what was removed there is removed"),
];

fn side(name: &str) -> Option<Take> {
    SIDES.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// The formats that can be read.
fn readable() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMATS.iter().filter(|format| format.import.is_some()).map(|format| (format.name, format.help))
}

/// Reads `THEIRS=OURS`.
fn pair(text: &str) -> Result<(String, Mapped), String> {
    // A label of theirs may have such a sign in it, ours have none.
    let (theirs, ours) = text.rsplit_once('=').ok_or("expected THEIRS=OURS, such as Content=claim")?;
    let label = || Label::named(ours).map(Mapped::Label);
    let kind = || Kind::named(ours).map(Mapped::Kind);
    let left_out = matches!(ours, "" | "-").then_some(Mapped::LeftOut);
    let mapped = left_out.or_else(label).or_else(kind).ok_or_else(|| {
        let labels: Vec<_> = LABELS.iter().map(|row| row.name).collect();
        let kinds: Vec<_> = KINDS.iter().map(|row| row.name).collect();
        format!(
            "`{ours}` is none of our labels ({}) or relations ({}); - leaves it out",
            labels.join(", "),
            kinds.join(", ")
        )
    })?;
    Ok((theirs.to_owned(), mapped))
}

impl Args {
    /// Takes them over.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let text = self.read()?;
        let format = self.from.or_else(|| Format::of(&text)).or_else(|| self.by_name(&text)).ok_or_else(|| {
            if text.trim().is_empty() {
                return self.fail(
                    Exit::BadData,
                    "it is empty; if that says that nothing is marked, name its format with --from",
                );
            }
            let known: Vec<_> = readable().map(|(name, _)| name).collect();
            self.fail(
                Exit::BadData,
                &format!("no format is known that looks like this; --from names one of {}", known.join(", ")),
            )
        })?;
        let Some(import) = format.import else {
            return Err(self.fail(Exit::Usage, &format!("{} can only be written", format.name)));
        };
        let sources = self.articles.sources(streams)?;
        let mut run = Run { args: self, text: &text, format, import, left: None, without: Vec::new() };
        if self.strict && sources.len() > 1 {
            let exit = one_by_one(&sources, streams, |source, streams| run.try_out(source, streams))?;
            if exit != Exit::Done {
                return Ok(exit);
            }
            (run.left, run.without) = (None, Vec::new());
        }
        let exit = one_by_one(&sources, streams, |source, streams| run.take(source, streams))?;
        if text.trim().is_empty() && exit == Exit::Done {
            streams.say(&format!("{}: it is empty: no annotations", self.file.display()));
        }
        run.end(sources.len(), streams)?;
        Ok(exit)
    }

    /// The format of a file with nothing in it, which only its name can tell.
    fn by_name(&self, text: &str) -> Option<&'static Format> {
        let name = self.file.file_name()?.to_str()?;
        let has_ending = |format: &&Format| {
            name.strip_suffix(format.extension).is_some_and(|stem| stem.ends_with('.')) && format.import.is_some()
        };
        FORMATS.iter().find(has_ending).filter(|_| text.trim().is_empty())
    }

    fn read(&self) -> Outcome<String> {
        let limit = native::MAX_BYTES as u64;
        let cannot = |error: std::io::Error| {
            use std::io::ErrorKind::{FileTooLarge, IsADirectory, NotADirectory, NotFound, Other};
            let (exit, why) = match error.kind() {
                NotFound | NotADirectory => (Exit::NoInput, "there is no such file; check the name".to_owned()),
                IsADirectory => (Exit::Usage, "standard input is a folder; name a file in it".to_owned()),
                FileTooLarge => (Exit::BadData, format!("it is longer than {} MiB; split it", limit >> 20)),
                // What the store says of a folder, a pipe or a device.
                Other => (Exit::ReadWrite, format!("it can't be read: {}; - reads standard input", plain(&error))),
                _ => (Exit::ReadWrite, format!("it can't be read: {}", plain(&error))),
            };
            self.fail(of_system(&error, exit), &why)
        };
        let bytes = read_foreign(&Source::named(&self.file), limit).map_err(cannot)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let line =
                error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|it| **it == b'\n').count();
            self.fail(Exit::BadData, &format!("line {} is not UTF-8; save it as UTF-8", line + 1))
        })?;
        // A mark of the encoding is no part of any format.
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    fn fail(&self, exit: Exit, why: &str) -> Failure {
        Failure::new(exit, format!("{}: {why}", self.file.display()))
    }

    /// Says what was taken, what was taken otherwise, and what was not taken.
    fn tell(&self, merged: &Merged, is_refused: bool, format: &Format, opened: &Opened, streams: &mut Streams) {
        let file = self.file.display();
        let mut list = |remarks: &[Remark], what: &str| {
            for remark in remarks.iter().take(SAID_REMARKS) {
                streams.say(&format!("{file}: {what}{remark}"));
            }
            if remarks.len() > SAID_REMARKS {
                streams.say(&format!("{file}: {what}{} more", remarks.len() - SAID_REMARKS));
            }
        };
        list(&merged.remarks, "");
        list(&merged.refused, "not taken: ");
        let Merged { added, changed, same, tied, differing, .. } = merged;
        if *differing > 0 {
            let differences = if *differing == 1 { "difference" } else { "differences" };
            streams.say(&format!(
                "{file}: {differing} {differences}: --take theirs takes the file's side, --take ours keeps what is here"
            ));
        }
        if is_refused {
            streams.say(&format!("{}: nothing is taken from {file}, because of --strict", opened.name));
            return;
        }
        let would = if self.dry_run { "would be " } else { "" };
        streams.say(&format!(
            "{}: {added} annotations and {tied} relations {would}taken from {} ({}), {changed} {would}changed, {same} here already",
            opened.name,
            file,
            format.name
        ));
    }
}

/// A file on its way to some articles.
struct Run<'a> {
    args: &'a Args,
    text: &'a str,
    format: &'a Format,
    import: Import,
    /// The rows of the file about articles other than those so far, counted by their paths there.
    left: Option<BTreeMap<String, usize>>,
    /// The articles that the file says nothing of, with the reason.
    without: Vec<(String, String)>,
}

impl Run<'_> {
    /// Takes over what the file says of an article.
    fn take(&mut self, source: &Source, streams: &mut Streams) -> Outcome {
        let args = self.args;
        let mut opened = open_to_write(source, args.articles.kept(), args.patience, streams)?;
        let mut clock = args.creator.clock();
        let Some(merged) = self.merged(source, &opened, &mut clock)? else { return Ok(Exit::Done) };
        let is_refused = args.strict && !merged.refused.is_empty();
        args.tell(&merged, is_refused, self.format, &opened, streams);
        if is_refused {
            return Ok(Exit::Findings);
        }
        let mut draft = Draft::of(&opened);
        draft.add(merged.edit)?;
        if !args.dry_run {
            draft.taken_over(&mut clock).commit(&mut opened, streams)?;
        }
        Ok(if merged.refused.is_empty() { Exit::Done } else { Exit::Findings })
    }

    /// Says what of an article can't be taken over, if anything, and changes nothing.
    fn try_out(&mut self, source: &Source, streams: &mut Streams) -> Outcome {
        let opened = open_quietly(source, self.args.articles.kept().options(true))?;
        let merged = self.merged(source, &opened, &mut self.args.creator.clock())?;
        let Some(merged) = merged.filter(|merged| !merged.refused.is_empty()) else { return Ok(Exit::Done) };
        self.args.tell(&merged, true, self.format, &opened, streams);
        Ok(Exit::Findings)
    }

    /// Merges what the file says of an article with what is there; `None` where it says nothing of it.
    fn merged(&mut self, source: &Source, opened: &Opened, clock: &mut Clock) -> Outcome<Option<Merged>> {
        let (args, import) = (self.args, self.import);
        let path = path_of(source);
        let ours = opened.article(&path);
        let arrived = (import.read)(self.text, &ours).map_err(|why| args.fail(Exit::BadData, &why.to_string()))?;
        let others = arrived.others();
        self.left = Some(match self.left.take() {
            None => others,
            Some(mut left) => {
                left.retain(|path, _| others.contains_key(path));
                left
            }
        });
        if let Arrived::Elsewhere { why, .. } = arrived {
            self.without.push((name_of(source), why));
            return Ok(None);
        }
        let mapping = Mapping(args.map.clone());
        let records = arrived.settled(ours.document, &mapping, || clock.id());
        let rules = Rules {
            policy: import.policy,
            take: args.take,
            holds: self.format.holds,
            keeps_ids: import.keeps_ids,
            document: Some(ours.document),
        };
        Ok(Some(formats::merge(ours.set, records, rules, || clock.id())?))
    }

    /// Says what of the file and which of so many articles are left; an error where that is all of them.
    fn end(self, articles: usize, streams: &mut Streams) -> Outcome<()> {
        let file = self.args.file.display();
        if let [(_, why), ..] = self.without.as_slice() {
            if self.without.len() == articles {
                return Err(self.args.fail(Exit::BadData, why));
            }
            let names: Vec<_> = self.without.iter().map(|(name, _)| name.clone()).collect();
            streams.say(&format!("{file}: nothing in it is about {}", listed(&names, "article")));
        }
        let left = self.left.unwrap_or_default();
        if !left.is_empty() {
            let (rows, paths): (usize, Vec<_>) = (left.values().sum(), left.into_keys().collect());
            let (rows, paths) = (many(rows, "row"), listed(&paths, "document"));
            streams.say(&format!("{file}: not asked for: {rows} about {paths}"));
        }
        Ok(())
    }
}
