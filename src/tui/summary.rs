//! The summary of an article: how far the work on it is in numbers, and everything that is still missing, to go to.

use crate::model::check::{REPLIES, STATUSES};
use crate::model::coverage::Share;
use crate::model::finding::FINDINGS;
use crate::model::reading::detail::DETAILS;
use crate::model::{Subject, Tally, is_date};

use super::desk::Desk;
use super::pane;

/// What is shown while the summary is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its lines from top to bottom.
    pub lines: Vec<SummaryLine>,
    /// The line that the cursor is on.
    pub line: usize,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummaryLine {
    /// What the lines below are about.
    Title(String),
    /// A number of something.
    Count(usize, String),
    /// Something that is missing, in words, and where.
    Missing(String, Subject),
    /// Nothing.
    Blank,
}

impl Summary {
    /// The summary of an article; `None` as long as nobody knows what there is to check.
    pub fn of(desk: &Desk) -> Option<Self> {
        let coverage = desk.coverage.as_ref()?;
        let findings = coverage.findings(&desk.document, &desk.set);
        let tally = Tally::with(&desk.set, coverage, &findings);
        let mut lines = numbers(desk, &tally);
        let mut first = None;
        for (kind, name, help) in FINDINGS {
            let count = tally.count(*kind);
            if count == 0 {
                continue;
            }
            lines.push(SummaryLine::Blank);
            lines.push(SummaryLine::Title(format!("{name}: {help}, {count}")));
            first = first.or(Some(lines.len()));
            lines.extend(findings.iter().filter(|finding| finding.kind == *kind).map(|finding| {
                let people = finding.people.join(", ");
                let quote = quote(desk, &finding.subject);
                let text = if people.is_empty() { quote } else { format!("{people}: {quote}") };
                SummaryLine::Missing(text, finding.subject.clone())
            }));
        }
        Some(Self { line: first.unwrap_or(0), lines })
    }

    /// Goes so many lines of what is missing further, or back; `false` where there is none. From one screen to the next
    /// `page` lines are passed over.
    pub fn step(&mut self, by: isize) -> bool {
        let is_missing = |line: &SummaryLine| matches!(line, SummaryLine::Missing(..));
        let places: Vec<usize> =
            (0..).zip(&self.lines).filter(|(_, line)| is_missing(line)).map(|(nth, _)| nth).collect();
        let here = places.partition_point(|place| *place < self.line);
        let next = here.saturating_add_signed(by).min(places.len().saturating_sub(1));
        match places.get(next) {
            Some(place) if *place != self.line => {
                self.line = *place;
                true
            }
            _ => false,
        }
    }
}

/// How much there is of everything.
fn numbers(desk: &Desk, tally: &Tally) -> Vec<SummaryLine> {
    let title = |text: &str| SummaryLine::Title(text.to_owned());
    let of = |share: &Share, what: &str| {
        let marked = share.all.saturating_sub(share.unmarked);
        SummaryLine::Count(share.unmarked, format!("of {} {what} are unmarked, {marked} marked", share.all))
    };
    let count = |count: usize, what: &str| SummaryLine::Count(count, what.to_owned());
    let finished = desk.set.finished().map(|it| format!("finished: {} {}", it.by, day(&it.on)));
    let mut lines = vec![title(&finished.unwrap_or_else(|| "not finished".to_owned())), SummaryLine::Blank];
    lines.push(title("text"));
    lines.push(of(&tally.sentences, "sentences"));
    lines.extend(DETAILS.iter().zip(&tally.details).map(|(row, share)| of(share, &format!("{}s", row.1))));
    lines.extend([SummaryLine::Blank, title("claims")]);
    let statuses = STATUSES.iter().zip(tally.statuses).filter(|(_, number)| *number > 0);
    lines.extend(statuses.map(|((status, name, _), number)| count(number, &format!("{} {name}", status.letter()))));
    let replies = REPLIES.iter().zip(tally.replies).filter(|(_, number)| *number > 0);
    lines.extend(replies.map(|((_, name, help), number)| count(number, &format!("reply {name}: {help}"))));
    lines
}

/// The day of an RFC 3339 date or time; any other text as it is.
pub fn day(date: &str) -> &str {
    if is_date(date) { date.get(..10).unwrap_or(date) } else { date }
}

/// The day of a date or time as it is read, `27 Nov 2026`; any other text as it is.
pub fn written_day(date: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut numbers = day(date).split('-').map(str::parse::<usize>);
    match (is_date(date), numbers.next(), numbers.next(), numbers.next()) {
        (true, Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
            let month = MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default();
            format!("{day} {month} {year}")
        }
        _ => date.to_owned(),
    }
}

/// The text that something is missing of.
fn quote(desk: &Desk, subject: &Subject) -> String {
    match subject {
        Subject::Annotation(id) => desk.set.get(id).map(|it| pane::quote(&desk.document, it)).unwrap_or_default(),
        Subject::Text(span) => desk.document.quote(*span).to_owned(),
    }
}
