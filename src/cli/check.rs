//! `ascribe check`: what checking a claim found.

use crate::model::check::{CHECK_FIELDS, CheckField, STATUSES};
use crate::model::{Annotation, Check, Evidence, Id, Label, Status, is_date};
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
  ascribe check story.txt k3v9x2dq --status verified --evidence 'minutes.pdf|page 4|supports|primary|2026-11-20'
  ascribe check story.txt k3v9x2dq --status corrected --correction '14 of 20 members, not 12'
  ascribe check story.txt k3v9x2dq --reply-asked now
  ascribe check story.txt k3v9x2dq --clear evidence,correction --status unchecked
";

/// Record what checking a claim found
///
/// What is not named stays as it is. Fields are emptied before others are written. A DATE is one of RFC 3339, such as
/// 2026-11-23 or 2026-11-23T10:00:00Z, or `today` or `now`.
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
    /// One more piece of evidence: 'source|place in it|supports, contradicts or context|primary or secondary|date|note',
    /// of which all but the source may be left out (repeatable)
    #[arg(long, value_name = "TEXT", value_parser = evidence)]
    evidence: Vec<Evidence>,
    /// Remove the piece of evidence of that number, counted from 1 (repeatable)
    #[arg(long, value_name = "N")]
    remove_evidence: Vec<usize>,
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
    #[arg(long, value_name = "DATE", value_parser = date)]
    reply_asked: Option<When>,
    /// What the subject replied
    #[arg(long, value_name = "TEXT")]
    reply_received: Option<String>,
    /// When the reply came; without this, now
    #[arg(long, value_name = "DATE", value_parser = date)]
    reply_on: Option<When>,
    /// When the subject refused to reply
    #[arg(long, value_name = "DATE", value_parser = date)]
    reply_refused: Option<When>,
    /// Why nobody need be asked for a reply
    #[arg(long, value_name = "TEXT")]
    reply_waived: Option<String>,
    /// Who reached the status; without this, who is at work
    #[arg(long, value_name = "NAME")]
    checked_by: Option<String>,
    /// When it was reached; without this, now
    #[arg(long, value_name = "DATE", value_parser = date)]
    checked_on: Option<When>,
    /// Empty a field: several with commas between
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    #[arg(value_parser = choice::named(CHECK_FIELDS.iter().map(|row| (row.name, row.help)), field))]
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
        self.clear.iter().for_each(|field| (field.clear)(check));
        if let Some(status) = self.status.filter(|status| *status != check.status) {
            check.status = status;
            let settled = !check.is_open();
            (check.checked_by, check.checked_on) =
                if settled { (clock.creator(), clock.now()) } else { Default::default() };
        }
        check.evidence.extend(self.evidence.iter().cloned());
        if self.reply_received.as_ref().is_some_and(|reply| !reply.is_empty() && *reply != check.reply_received) {
            check.reply_on = clock.now();
        }
        self.write_texts(check, clock);
    }

    fn write_texts(&self, check: &mut Check, clock: &mut Clock) {
        let mut date = |when: &Option<When>| when.as_ref().map(|when| when.text(clock));
        for (text, field) in [
            (self.correction.clone(), &mut check.correction),
            (self.question.clone(), &mut check.question),
            (self.answer.clone(), &mut check.answer),
            (date(&self.reply_asked), &mut check.reply_asked),
            (self.reply_received.clone(), &mut check.reply_received),
            (date(&self.reply_on), &mut check.reply_on),
            (date(&self.reply_refused), &mut check.reply_refused),
            (self.reply_waived.clone(), &mut check.reply_waived),
            (self.checked_by.clone(), &mut check.checked_by),
            (date(&self.checked_on), &mut check.checked_on),
        ] {
            if let Some(text) = text {
                *field = text;
            }
        }
    }
}

/// When something was.
#[derive(Clone, Debug, PartialEq, Eq)]
enum When {
    Now,
    Today,
    /// A date or time of RFC 3339, or empty.
    At(String),
}

impl When {
    fn text(&self, clock: &mut Clock) -> String {
        match self {
            Self::Now => clock.now(),
            Self::Today => clock.now().split('T').next().unwrap_or_default().to_owned(),
            Self::At(text) => text.clone(),
        }
    }
}

fn date(text: &str) -> Result<When, String> {
    match text {
        "now" => Ok(When::Now),
        "today" => Ok(When::Today),
        text if text.is_empty() || is_date(text) => Ok(When::At(text.to_owned())),
        _ => Err("a date is written as 2026-11-23, a time as 2026-11-23T10:00:00Z; or use `today` or `now`".to_owned()),
    }
}

fn field(name: &str) -> Option<CheckField> {
    CHECK_FIELDS.iter().find(|field| field.name == name).copied()
}

/// Reads `source|locator|stance|rank|date|note`.
fn evidence(text: &str) -> Result<Evidence, String> {
    match Evidence::of_line(text) {
        (evidence, None) => Ok(evidence),
        (_, Some(flaw)) => Err(flaw.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_rfc_3339_or_a_word_for_it() {
        assert_eq!((date("now"), date("today")), (Ok(When::Now), Ok(When::Today)));
        assert_eq!(date("2026-11-23"), Ok(When::At("2026-11-23".to_owned())));
        assert!(date("23.11.2026").is_err() && date("2026-02-30").is_err());
        let today = When::Today.text(&mut Clock::of(None, None));
        assert!(today.len() == 10 && is_date(&today), "{today}");
    }

    #[test]
    fn evidence_that_is_no_evidence_is_refused() {
        assert!(evidence("minutes.pdf|page 4||primary").is_ok());
        assert!(evidence(" |page 4").is_err() && evidence("a||proves").is_err());
    }
}
