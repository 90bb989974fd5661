//! `ascribe check`: what checking a claim found.

use crate::model::check::{RANKS, STANCES, STATUSES};
use crate::model::{Annotation, Check, Evidence, Id, Label, Rank, Stance, Status};
use crate::tui::Stamps;

use super::articles::One;
use super::changes::{Creator, Draft, annotation};
use super::choice;
use super::exit::{Exit, Failure, Outcome};
use super::stamps::Clock;
use super::streams::Streams;

/// What the help begins with.
pub(super) const EXAMPLES: &str = "\
Examples:
  ascribe check story.txt k3v9x2dq --status verified --evidence 'minutes.pdf|page 4|supports|primary'
  ascribe check story.txt k3v9x2dq --status corrected --correction '14 of 20 members, not 12'
";

/// Record what checking a claim found
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES, override_usage = "ascribe check [OPTIONS] <ARTICLE> <ID>")]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// The claim
    #[arg(value_name = "ID")]
    claim: String,
    #[command(flatten)]
    found: Found,
    #[command(flatten)]
    creator: Creator,
}

/// What was found; at least one of these is needed.
#[derive(Clone, Debug, clap::Args)]
#[group(required = true, multiple = true)]
struct Found {
    /// How far the check is and what it found
    #[arg(long, value_parser = choice::named(STATUSES.iter().map(|row| (row.1, row.2)), Status::named))]
    status: Option<Status>,
    /// One more piece of evidence: 'source|place in it|supports, contradicts or context|primary or secondary|note', of
    /// which all but the source may be left out (repeatable)
    #[arg(long, value_name = "TEXT", value_parser = evidence)]
    evidence: Vec<Evidence>,
    /// What the article should say
    #[arg(long, value_name = "TEXT")]
    correction: Option<String>,
    /// What the author was asked
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// What the author answered
    #[arg(long, value_name = "TEXT")]
    answer: Option<String>,
    /// When the claim's subject was asked for a reply
    #[arg(long, value_name = "DATE")]
    reply_asked: Option<String>,
    /// What the subject replied
    #[arg(long, value_name = "TEXT")]
    reply_received: Option<String>,
}

impl Args {
    /// Records it.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        let id = Id::new(self.claim.as_str());
        let label = annotation(&draft.set, &id, &opened)?.label;
        if label != Label::Claim {
            let why = format!("{}: only claims are checked; `{id}` is {}", opened.name, label.with_article());
            return Err(Failure::new(Exit::Findings, why));
        }
        let mut clock = self.creator.clock();
        draft.add(draft.set.changing(&id, |annotation| self.found.write(annotation, &mut clock)))?;
        draft.commit(&mut opened, streams)?;
        Ok(Exit::Done)
    }
}

impl Found {
    fn write(&self, annotation: &mut Annotation, clock: &mut Clock) {
        let check = &mut annotation.check;
        if let Some(status) = self.status.filter(|status| *status != check.status) {
            check.status = status;
            let settled = !check.is_open();
            (check.checked_by, check.checked_on) =
                if settled { (clock.creator(), clock.now()) } else { Default::default() };
        }
        check.evidence.extend(self.evidence.iter().cloned());
        self.write_texts(check);
    }

    fn write_texts(&self, check: &mut Check) {
        for (text, field) in [
            (&self.correction, &mut check.correction),
            (&self.question, &mut check.question),
            (&self.answer, &mut check.answer),
            (&self.reply_asked, &mut check.reply_asked),
            (&self.reply_received, &mut check.reply_received),
        ] {
            if let Some(text) = text {
                field.clone_from(text);
            }
        }
    }
}

/// Reads `source|locator|stance|rank|note`.
fn evidence(text: &str) -> Result<Evidence, String> {
    let mut parts = text.splitn(5, '|').map(str::trim);
    let mut next = || parts.next().unwrap_or_default();
    let (source, locator, stance, rank, note) = (next(), next(), next(), next(), next());
    if source.is_empty() {
        return Err("evidence starts with its source: a web address or the name of a document".to_owned());
    }
    Ok(Evidence {
        source: source.to_owned(),
        locator: locator.to_owned(),
        stance: one_of(stance, Stance::named, STANCES.iter().map(|row| row.1))?,
        rank: one_of(rank, Rank::named, RANKS.iter().map(|row| row.1))?,
        note: note.to_owned(),
        ..Evidence::default()
    })
}

fn one_of<T: Default>(
    name: &str,
    find: fn(&str) -> Option<T>,
    names: impl Iterator<Item = &'static str>,
) -> Result<T, String> {
    match name {
        "" => Ok(T::default()),
        name => find(name).ok_or_else(|| format!("`{name}` is none of {}", names.collect::<Vec<_>>().join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_needs_its_source_only() {
        let bare = evidence("minutes.pdf").unwrap();
        assert_eq!(bare, Evidence { source: "minutes.pdf".into(), ..Evidence::default() });
        let full = evidence("minutes.pdf | page 4 | contradicts | secondary | 12 | not 14").unwrap();
        assert_eq!((full.locator.as_str(), full.stance, full.rank), ("page 4", Stance::Contradicts, Rank::Secondary));
        assert_eq!(full.note, "12 | not 14");
    }

    #[test]
    fn evidence_is_refused_with_the_names_there_are() {
        assert!(evidence(" |page 4").is_err());
        assert_eq!(evidence("a||proves").unwrap_err(), "`proves` is none of supports, contradicts, context");
        assert_eq!(evidence("a|||best").unwrap_err(), "`best` is none of primary, secondary");
    }
}
