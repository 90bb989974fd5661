//! What is missing before an article can be called checked, told a line a finding or as JSON.

use crate::formats::report::Value;
use crate::model::finding::FINDINGS;
use crate::model::{Annotation, Coverage, Document, Finding, FindingKind, Place, Subject, Tally};

use super::articles::Opened;
use super::lines::{Lines, one_line};

/// The most characters of a quote that a finding repeats.
const SHOWN_CHARACTERS: usize = 60;

/// What is missing of one article.
pub(super) struct Missing<'a> {
    opened: &'a Opened,
    lines: Lines<'a>,
    /// All of it.
    pub(super) findings: Vec<Finding>,
    /// All that is counted of the article.
    pub(super) tally: Tally,
}

impl<'a> Missing<'a> {
    pub(super) fn of(opened: &'a Opened) -> Self {
        let (document, set) = (&*opened.session.article.document, &opened.session.set);
        let coverage = Coverage::of(document, set);
        let findings = coverage.findings(document, set);
        let tally = Tally::with(set, &coverage, &findings);
        Self { opened, lines: Lines::of(document), findings, tally }
    }

    /// The findings of some kinds.
    pub(super) fn of_kinds(&self, kinds: &[FindingKind]) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| kinds.contains(&finding.kind))
    }

    /// `story.txt:2:1: no-reply: claim k3v9x2dq “The bridge is safe”: Ana Vey`
    pub(super) fn line(&self, finding: &Finding) -> String {
        let (name, kind) = (&self.opened.name, finding.kind.name());
        let at = self.position(finding).map_or_else(String::new, |(line, column)| format!("{line}:{column}:"));
        let what = self.annotation(finding).map_or_else(String::new, |it| format!("{} {} ", it.label.name(), it.id));
        let people = if finding.people.is_empty() { String::new() } else { format!(": {}", finding.people.join(", ")) };
        let quote = one_line(&self.quote(finding), SHOWN_CHARACTERS);
        format!("{name}:{at} {kind}: {what}“{quote}”{people}")
    }

    /// The same for other programs.
    pub(super) fn record(&self, finding: &Finding) -> Value {
        let mut fields = vec![("finding", finding.kind.name().into())];
        if let Some(annotation) = self.annotation(finding) {
            fields.extend([("id", annotation.id.as_str().into()), ("label", annotation.label.name().into())]);
        }
        if let Some((line, column)) = self.position(finding) {
            fields.extend([("line", line.into()), ("column", column.into())]);
        }
        fields.push(("quote", self.quote(finding).into()));
        if !finding.people.is_empty() {
            fields.push(("people", Value::list(finding.people.iter().map(String::as_str))));
        }
        Value::record(fields)
    }

    fn document(&self) -> &'a Document {
        &self.opened.session.article.document
    }

    fn annotation(&self, finding: &Finding) -> Option<&'a Annotation> {
        match &finding.subject {
            Subject::Annotation(id) => self.opened.session.set.get(id).map(AsRef::as_ref),
            Subject::Text(_) => None,
        }
    }

    /// Its line and column, both from 1, if it has a place.
    fn position(&self, finding: &Finding) -> Option<(usize, usize)> {
        let start = match &finding.subject {
            Subject::Annotation(_) => self.annotation(finding)?.start()?,
            Subject::Text(span) => span.start(),
        };
        Some(self.lines.position(start))
    }

    fn quote(&self, finding: &Finding) -> String {
        let span = match &finding.subject {
            Subject::Text(span) => Some(self.document().quote(*span).to_owned()),
            Subject::Annotation(_) => None,
        };
        let of_annotation = || {
            let annotation = self.annotation(finding)?;
            let pieces: Vec<&str> = match &annotation.place {
                Place::Spans(spans) => spans.as_slice().iter().map(|span| self.document().quote(*span)).collect(),
                Place::Orphan(selectors) | Place::Undecided(selectors) => {
                    selectors.iter().map(|selector| selector.quote.as_str()).collect()
                }
            };
            Some(pieces.join(" … "))
        };
        span.or_else(of_annotation).unwrap_or_default()
    }
}

/// `3 open, 1 no-source`, what there is none of left out.
pub(super) fn counted(tally: &Tally) -> String {
    let some = FINDINGS.iter().filter(|row| tally.count(row.0) > 0);
    some.map(|row| format!("{} {}", tally.count(row.0), row.1)).collect::<Vec<_>>().join(", ")
}
