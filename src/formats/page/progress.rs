//! How far the work on an article is, as rows that are read from top to bottom.

use crate::model::check::{REPLIES, STATUSES};
use crate::model::coverage::Share;
use crate::model::finding::FINDINGS;
use crate::model::reading::detail::DETAILS;
use crate::model::{Annotation, Coverage, Finding, Subject, Tally};

use super::super::exported::Article;

/// One thing that is told of the work.
pub(in crate::formats) struct Row<'a> {
    /// What is told.
    pub(in crate::formats) title: &'static str,
    /// What there is to say of it, in this program's words.
    pub(in crate::formats) text: String,
    /// Who it is said of, in somebody's own words, or empty.
    pub(in crate::formats) by: &'a str,
    /// The annotations that it is about.
    pub(in crate::formats) about: Vec<&'a Annotation>,
}

/// What is told of an article's annotations.
pub(in crate::formats) fn progress<'a>(article: &Article<'a>) -> Vec<Row<'a>> {
    let (document, set) = (article.document, article.set);
    let coverage = Coverage::of(document, set);
    let findings = coverage.findings(document, set);
    let tally = Tally::with(set, &coverage, &findings);
    let plain = |title, text| Row { title, text, by: "", about: Vec::new() };
    let finished = match set.finished() {
        Some(finished) => Row { by: &finished.by, ..plain("Finished", finished_on(&finished.on)) },
        None => plain("Finished", "no".to_owned()),
    };
    let share = |share: Share, name: &str| format!("{} of {} {name}s", share.unmarked, share.all);
    let details = DETAILS.iter().zip(tally.details).map(|(row, it)| share(it, row.1)).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        finished,
        plain("Sentences with a mark", format!("{} of {}", tally.covered_sentences(), tally.sentences.all)),
        plain("Outside of every mark", details),
        plain("Claims", counts(STATUSES.iter().map(|row| row.1).zip(tally.statuses))),
        plain("Replies", counts(REPLIES.iter().map(|row| row.1).zip(tally.replies))),
    ];
    rows.extend(FINDINGS.iter().filter_map(|(kind, _, help)| {
        let of_kind = || findings.iter().filter(|it| it.kind == *kind);
        let about: Vec<_> = of_kind().filter_map(|it| subject(article, it)).collect();
        (!about.is_empty()).then(|| Row { title: "Missing", text: (*help).to_owned(), by: "", about })
    }));
    rows
}

fn subject<'a>(article: &Article<'a>, finding: &Finding) -> Option<&'a Annotation> {
    match &finding.subject {
        Subject::Annotation(id) => article.set.get(id).map(AsRef::as_ref),
        Subject::Text(_) => None,
    }
}

/// When the work was finished; words instead of a date are left to the save file.
fn finished_on(on: &str) -> String {
    if crate::model::is_date(on) { on.to_owned() } else { "yes".to_owned() }
}

/// `3 verified, 1 false`, what there is none of left out.
fn counts(rows: impl Iterator<Item = (&'static str, usize)>) -> String {
    let some: Vec<_> = rows.filter(|row| row.1 > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if some.is_empty() { "none".to_owned() } else { some.join(", ") }
}
