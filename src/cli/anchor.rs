//! `ascribe anchor`: what a changed article leaves undecided, and deciding about it.

use crate::formats::report::{Value, json};
use crate::model::{AnnotationSet, Document, Proposal, Score};

use super::articles::{One, Opened};
use super::changes::{Creator, Draft};
use super::exit::{Exit, Outcome};
use super::lines::{Lines, many, one_line};
use super::streams::Streams;
use super::table;

/// The most characters of a quote that a terminal gets.
const SHOWN_CHARACTERS: usize = 48;
/// What separates the pieces of an annotation.
const GAP: &str = " … ";

/// Show what a changed article has left undecided, or accept where it is proposed
///
/// One row for each annotation whose place isn't certain any more: its score in percent, why it is uncertain, what it was
/// about, and the line, column and text that it may be about now. Ends with exit code 1 while anything is undecided; the
/// screen's review decides about each.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// Put every annotation where it is proposed whose score is SCORE or more
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u8).range(0..=100))]
    accept: Option<u8>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    creator: Creator,
}

impl Args {
    /// Shows it, and accepts what is good enough.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let Some(least) = self.accept.map(Score::percent) else {
            let opened = self.article.open_to_read(streams)?;
            return self.report(&opened, None, streams);
        };
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        draft.add(draft.set.accepting_all(&opened.session.review, least))?;
        // Shown before it is saved, and saved even if nobody reads what is shown.
        let shown = self.report(&opened, Some(least), streams);
        draft.stamped(&mut self.creator.clock()).commit(&mut opened, streams)?;
        shown
    }

    fn report(&self, opened: &Opened, least: Option<Score>, streams: &mut Streams) -> Outcome {
        let session = &opened.session;
        let (document, lines) = (&session.article.document, Lines::of(&session.article.document));
        let is_accepted = |proposal: &Proposal| least.is_some_and(|least| proposal.score >= least);
        let rows = session.review.iter().filter_map(|it| Row::of(it, &session.set, document, &lines, is_accepted(it)));
        if self.json {
            streams.data.print(&json(Value::list(rows.map(Row::record))))?;
        } else {
            let shown = if streams.data.is_terminal { SHOWN_CHARACTERS } else { usize::MAX };
            let rows: Vec<_> = rows.map(|row| row.cells(shown)).collect();
            if !rows.is_empty() {
                table::print(&mut streams.data, ["id", "label", "score", "why", "was", "at", "is", "decided"], &rows)?;
            }
        }
        let accepted = session.review.iter().filter(|proposal| is_accepted(proposal)).count();
        let left = session.set.undecided().count() - accepted;
        let name = &opened.name;
        let accepted = if least.is_some() { format!("{accepted} accepted, ") } else { String::new() };
        streams.say(&format!("{name}: {accepted}{} undecided", many(left, "annotation")));
        Ok(if left > 0 { Exit::Findings } else { Exit::Done })
    }
}

/// One proposal as it is shown.
struct Row<'a> {
    proposal: &'a Proposal,
    label: &'static str,
    was: String,
    line: usize,
    column: usize,
    is: String,
    accepted: bool,
}

impl<'a> Row<'a> {
    fn of(
        proposal: &'a Proposal,
        set: &AnnotationSet,
        document: &Document,
        lines: &Lines<'_>,
        accepted: bool,
    ) -> Option<Self> {
        let annotation = set.get(&proposal.id)?;
        let spans = proposal.spans.as_slice();
        let (line, column) = lines.position(spans.first()?.start());
        let was: Vec<&str> = annotation.selectors().iter().map(|selector| selector.quote.as_str()).collect();
        let is: Vec<&str> = spans.iter().map(|span| document.quote(*span)).collect();
        let label = annotation.label.name();
        Some(Self { proposal, label, was: was.join(GAP), line, column, is: is.join(GAP), accepted })
    }

    fn cells(self, shown: usize) -> [String; 8] {
        let proposal = self.proposal;
        [
            proposal.id.to_string(),
            self.label.to_owned(),
            proposal.score.as_percent().to_string(),
            proposal.why.words().to_owned(),
            one_line(&self.was, shown),
            format!("{}:{}", self.line, self.column),
            one_line(&self.is, shown),
            if self.accepted { "accepted" } else { "" }.to_owned(),
        ]
    }

    fn record(self) -> Value {
        let proposal = self.proposal;
        Value::record([
            ("id", proposal.id.as_str().into()),
            ("label", self.label.into()),
            ("score", usize::from(proposal.score.as_percent()).into()),
            ("why", proposal.why.words().into()),
            ("was", self.was.into()),
            ("line", self.line.into()),
            ("column", self.column.into()),
            ("is", self.is.into()),
            ("accepted", self.accepted.into()),
        ])
    }
}
