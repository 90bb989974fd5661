//! `ascribe import`: annotations out of a file of another program.

use std::path::PathBuf;

use crate::formats::{self, FORMATS, Format, Mapped, Mapping, Merged, Remark, Rules, Take, native};
use crate::model::relation::KINDS;
use crate::model::{Kind, LABELS, Label};
use crate::store::{Source, Stamps, read_foreign};

use super::articles::{One, Opened};
use super::changes::{Creator, Draft};
use super::choice;
use super::exit::{Exit, Failure, Outcome, of_system, plain};
use super::streams::Streams;

/// What the help begins with.
const EXAMPLES: &str = "\
Examples:
  ascribe import story.txt worksheet.csv
  ascribe import story.txt gold.ann --map Source=source --map Content=claim --map Cue=-
  ascribe import story.txt edited.json --take theirs --dry-run
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
    article: One,
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
            let known: Vec<_> = readable().map(|(name, _)| name).collect();
            self.fail(
                Exit::BadData,
                &format!("no format is known that looks like this; --from names one of {}", known.join(", ")),
            )
        })?;
        let Some(import) = format.import else {
            return Err(self.fail(Exit::Usage, &format!("{} can only be written", format.name)));
        };
        let mut opened = self.article.open_to_write(streams)?;
        let mut clock = self.creator.clock();
        let merged = {
            let article = &opened.session.article;
            let ours = formats::Article {
                document: &article.document,
                encoding: article.encoding.name(),
                set: &opened.session.set,
            };
            let arrived = (import.read)(&text, &ours).map_err(|why| self.fail(Exit::BadData, &why.to_string()))?;
            let mapping = Mapping(self.map.clone());
            let records = arrived.settled(ours.document, &mapping, || clock.id());
            let rules = Rules {
                policy: import.policy,
                take: self.take,
                holds: format.holds,
                keeps_ids: import.keeps_ids,
                document: Some(ours.document),
            };
            formats::merge(ours.set, records, rules, || clock.id())?
        };
        if text.trim().is_empty() {
            streams.say(&format!("{}: it is empty: no annotations", self.file.display()));
        }
        let is_refused = self.strict && !merged.refused.is_empty();
        self.tell(&merged, is_refused, format, &opened, streams);
        if is_refused {
            return Ok(Exit::Findings);
        }
        let mut draft = Draft::of(&opened);
        draft.add(merged.edit)?;
        if !self.dry_run {
            draft.taken_over(&mut clock).commit(&mut opened, streams)?;
        }
        Ok(if merged.refused.is_empty() { Exit::Done } else { Exit::Findings })
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
            let exit = if error.kind() == std::io::ErrorKind::NotFound { Exit::NoInput } else { Exit::ReadWrite };
            self.fail(of_system(&error, exit), &format!("it can't be read: {}", plain(&error)))
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
