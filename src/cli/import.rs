//! `ascribe import`: annotations out of a file of another program.

use std::path::PathBuf;

use crate::formats::{self, FORMATS, Format, Mapping, Merged, Remark, native};
use crate::model::{LABELS, Label};
use crate::store::{Source, read_foreign};
use crate::tui::Stamps;

use super::articles::{One, Opened};
use super::changes::{Creator, Draft};
use super::choice;
use super::exit::{Exit, Failure, Outcome, of_system, plain};
use super::streams::Streams;

/// What the help begins with.
const EXAMPLES: &str = "\
Examples:
  ascribe import story.txt worksheet.csv
  ascribe import story.txt gold.ann --map Source=source --map Content=claim
";

/// More remarks than these are only counted.
const SAID_REMARKS: usize = 50;

/// Take annotations over from a file of another program; nothing that is there is overwritten
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
    /// Take the label THEIRS for our OURS, such as Content=claim; several times, or with commas between
    #[arg(long, value_name = "THEIRS=OURS", value_parser = pair, value_delimiter = ',')]
    map: Vec<(String, Label)>,
    /// Say what would be taken over, and leave everything as it is
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    creator: Creator,
}

/// The formats that can be read.
fn readable() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMATS.iter().filter(|format| format.import.is_some()).map(|format| (format.name, format.help))
}

/// Reads `THEIRS=OURS`.
fn pair(text: &str) -> Result<(String, Label), String> {
    let (theirs, ours) = text.split_once('=').ok_or("expected THEIRS=OURS, such as Content=claim")?;
    let label = Label::named(ours).ok_or_else(|| {
        let known: Vec<_> = LABELS.iter().map(|row| row.name).collect();
        format!("`{ours}` is none of our labels: {}", known.join(", "))
    })?;
    Ok((theirs.to_owned(), label))
}

impl Args {
    /// Takes them over.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let text = self.read()?;
        let format = self.from.or_else(|| Format::of(&text)).ok_or_else(|| {
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
            formats::merge(ours.set, records, import.policy, || clock.id())?
        };
        self.tell(&merged, format, &opened, streams);
        let mut draft = Draft::of(&opened);
        draft.add(merged.edit)?;
        if !self.dry_run {
            draft.stamped(&mut clock).commit(&mut opened, streams)?;
        }
        Ok(if merged.refused.is_empty() { Exit::Done } else { Exit::Findings })
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
    fn tell(&self, merged: &Merged, format: &Format, opened: &Opened, streams: &mut Streams) {
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
        let Merged { added, changed, same, tied, .. } = merged;
        let would = if self.dry_run { "would be " } else { "" };
        streams.say(&format!(
            "{}: {added} annotations and {tied} relations {would}taken from {} ({}), {changed} {would}changed, {same} here already",
            opened.name,
            file,
            format.name
        ));
    }
}
