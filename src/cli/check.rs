//! `ascribe check`: what checking a claim found.

mod texts;

use clap::ArgGroup;

use crate::model::check::{CheckField, STATUSES};
use crate::model::evidence::EvidenceFlaw;
use crate::model::{Annotation, Evidence, Id, Label, Status};
use crate::store::{Clock, Stamps};

use self::texts::Texts;
use super::articles::One;
use super::changes::{Creator, Draft, annotation};
use super::choice;
use super::exit::{Exit, Failure, Outcome};
use super::streams::Streams;

/// What the help begins with.
pub(super) const EXAMPLES: &str = "\
Examples:
  ascribe check story.txt k3v9x2dq --status verified --evidence 'minutes.pdf | page 4 | supports | primary | 2026-11-20'
  ascribe check story.txt k3v9x2dq --status corrected --correction '14 of 20 members, not 12'
  ascribe check story.txt k3v9x2dq --reply-asked now
  ascribe check story.txt k3v9x2dq --clear evidence,correction --status unchecked
";

/// Record what checking a claim found
///
/// What is not named stays as it is. Fields are emptied before others are written. A DATE is one of RFC 3339, such as
/// 2026-11-23 or 2026-11-23T10:00:00Z, or `today` or `now`.
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES, override_usage = "ascribe check [OPTIONS] <ARTICLE> <ID>", group = any_of_them())]
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

/// The finding; at least one of these is needed.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
struct Found {
    /// How far the check is and what it found
    #[arg(long, value_parser = choice::named(STATUSES.iter().map(|row| (row.1, row.2)), Status::named))]
    status: Option<Status>,
    /// One more piece of evidence: 'source | place in it | supports, contradicts or context | primary or secondary | date | note',
    /// of which all but the source may be left out (repeatable)
    #[arg(long, value_name = "TEXT", value_parser = evidence)]
    evidence: Vec<Evidence>,
    /// Remove the piece of evidence of that number, counted from 1 (repeatable)
    #[arg(long, value_name = "N")]
    remove_evidence: Vec<usize>,
    #[command(flatten)]
    texts: Texts,
    /// Empty a field: several with commas between
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    #[arg(value_parser = choice::named(CheckField::all().map(|field| (field.name(), field.help())), CheckField::named))]
    clear: Vec<CheckField>,
}

impl Args {
    /// Records it.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        let id = Id::new(self.claim.as_str());
        let claim = annotation(&draft.set, &id, &opened)?;
        if claim.label != Label::Claim {
            let why = format!("{}: only claims are checked; `{id}` is {}", opened.name, claim.label.with_article());
            return Err(Failure::new(Exit::Findings, why));
        }
        let pieces = claim.check.evidence.len();
        if let Some(number) = self.found.remove_evidence.iter().find(|number| !(1..=pieces).contains(*number)) {
            let why = format!("{}: `{id}` has no evidence {number}; it has {pieces}", opened.name);
            return Err(Failure::new(Exit::Findings, why));
        }
        let mut clock = self.creator.clock();
        draft.add(draft.set.changing(&id, |annotation| self.found.write(annotation, &mut clock)))?;
        draft.stamped(&mut clock).commit(&mut opened, streams)?;
        Ok(Exit::Done)
    }
}

impl Found {
    fn write(&self, annotation: &mut Annotation, clock: &mut Clock) {
        let check = &mut annotation.check;
        let mut nth = 0;
        check.evidence.retain(|_| {
            nth += 1;
            !self.remove_evidence.contains(&nth)
        });
        self.clear.iter().for_each(|field| field.clear(check));
        if let Some(status) = self.status {
            check.reach(status, &clock.creator(), &clock.now());
        }
        check.evidence.extend(self.evidence.iter().cloned());
        self.texts.write(check, clock);
    }
}

/// The options of which one at least is to be there.
fn any_of_them() -> ArgGroup {
    let others = ["status", "evidence", "remove_evidence", "clear"];
    ArgGroup::new("found").required(true).multiple(true).args(others).args(texts::options().map(|row| row.option))
}

/// Reads `source|locator|stance|rank|date|note`.
fn evidence(text: &str) -> Result<Evidence, String> {
    match Evidence::of_line(text) {
        (evidence, None) => Ok(evidence),
        (_, Some(flaw @ (EvidenceFlaw::NoStance(_) | EvidenceFlaw::NoRank(_)))) => {
            Err(format!("{flaw}; leave that part empty, or write it into the note"))
        }
        (_, Some(flaw)) => Err(flaw.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_that_is_no_evidence_is_refused() {
        assert!(evidence("minutes.pdf|page 4||primary").is_ok());
        assert!(evidence(" |page 4").is_err() && evidence("a||proves").is_err());
    }
}
