//! `ascribe verify`: whether annotation files are sound and fit their articles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::formats::native::{self, Read};
use crate::model::selector::Misplaced;
use crate::model::{Annotation, AnnotationSet, Document, Id, Proposal};
use crate::store::{Article, Copies, RealDisk, Session, Source, WholeFile};

use super::articles::{Kept, Many, name_of, one_by_one};
use super::exit::{Exit, Failure, Outcome, of_system};
use super::lines::{Lines, many, one_line};
use super::streams::Streams;

/// The most characters of a quote that a finding repeats.
const SHOWN_CHARACTERS: usize = 60;

/// Check annotation files against their articles
///
/// Prints one line a finding, and ends with exit code 1 if there is any. Looks at every field of the file, at the article's SHA-256, whether every quote stands where the file says, and
/// whether every relation joins two annotations that it may join; and for copies next to the file that a program made of it which syncs or merges. Changes nothing.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
}

impl Args {
    /// Verifies them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let kept = self.articles.kept();
        let sources = self.articles.sources(streams)?;
        kept.expect_named()?;
        let mut copies = Copies::default();
        one_by_one(&sources, streams, |source, streams| verify(source, kept, &mut copies, streams))
    }
}

fn verify(source: &Source, kept: &Kept, copies: &mut Copies, streams: &mut Streams) -> Outcome {
    let article = Session::begin(source, kept.options(true))?.into_annotated();
    let name = name_of(source);
    let place = kept.place(source)?;
    let path = place.named.display().to_string();
    let copies = copies.of(&RealDisk, &place.named);
    let mut file = WholeFile::new(Arc::new(RealDisk), place);
    let bytes = file.read(native::MAX_BYTES as u64).map_err(|error| {
        Failure::new(of_system(&error, Exit::ReadWrite), format!("{path}: it can't be read ({error})"))
    })?;
    let (mut findings, counted) = match &bytes {
        Some(bytes) => findings(bytes, &article),
        None if copies.is_empty() => {
            streams.say(&format!("{name}: not annotated yet ({path} doesn't exist)"));
            return Ok(Exit::Done);
        }
        None => (vec!["it doesn't exist, though there is a copy of it".to_owned()], String::new()),
    };
    findings.extend(copies.iter().map(|copy| copy.remedy(&name)));
    for finding in &findings {
        streams.data.line(&format!("{path}: {finding}"))?;
    }
    let found = if findings.is_empty() { "no findings".to_owned() } else { many(findings.len(), "finding") };
    streams.say(&format!("{name}: {counted}{found}"));
    Ok(if findings.is_empty() { Exit::Done } else { Exit::Findings })
}

/// What is wrong with an annotation file, and what it holds, in words that more follow.
fn findings(bytes: &[u8], article: &Article) -> (Vec<String>, String) {
    let Ok(json) = std::str::from_utf8(bytes) else {
        return (vec!["it is not UTF-8".to_owned()], String::new());
    };
    // What is read depends on whether the article is still the one that was annotated.
    article.fingerprint();
    match native::read(json, &article.document) {
        Ok(read) => {
            let counted = [many(read.set.len(), "annotation"), many(read.set.relations().len(), "relation")];
            (of_contents(&read, article), counted.join(", ") + ", ")
        }
        Err(damaged) => (vec![damaged.to_string()], String::new()),
    }
}

fn of_contents(read: &Read, article: &Article) -> Vec<String> {
    let mut findings = Vec::new();
    if read.version > native::VERSION {
        findings.push(format!(
            "a newer ascribe wrote it (version {}, this one knows {}); update this one to verify all of it",
            read.version,
            native::VERSION
        ));
    }
    let recorded = &read.recorded;
    if !recorded.sha256.is_empty() && recorded.sha256 != article.fingerprint() {
        let what = article.set_otherwise(recorded);
        let what = what.map_or_else(|| "its SHA-256 is another".to_owned(), |what| format!("only {what}"));
        findings.push(format!("the article has changed since it was annotated: {what}"));
    } else if recorded.characters.is_some_and(|characters| characters != article.document.characters()) {
        findings.push("the article has another number of characters than the file says".to_owned());
    }
    findings.extend(read.set.iter().filter_map(|annotation| blanks(annotation, &article.document)));
    let unplaced = Unplaced::of(read, article);
    findings.extend(read.misplaced.iter().map(|(id, why)| unplaced.misplaced(&read.set, id, why)));
    let known: HashSet<&Id> = read.misplaced.iter().map(|(id, _)| id).collect();
    findings
        .extend(read.set.orphans().filter(|orphan| !known.contains(&orphan.id)).map(|orphan| unplaced.lost(orphan)));
    findings
}

/// An annotation that marks blanks: nothing else, or more than its words.
fn blanks(annotation: &Annotation, document: &Document) -> Option<String> {
    let (label, id) = (annotation.label.name(), &annotation.id);
    let span = annotation.spans().iter().find(|span| document.without_blanks(**span) != Some(**span))?;
    let quote = one_line(document.quote(*span), SHOWN_CHARACTERS);
    Some(match document.without_blanks(*span) {
        Some(_) => format!("{label} {id}: “{quote}” begins or ends with blanks; move its ends to its words"),
        None => format!("{label} {id}: “{quote}” is nothing but blanks; remove it"),
    })
}

/// What is proposed for annotations without a place.
struct Unplaced<'a> {
    document: &'a Document,
    lines: Lines<'a>,
    proposals: HashMap<&'a Id, &'a Proposal>,
}

impl<'a> Unplaced<'a> {
    fn of(read: &'a Read, article: &'a Article) -> Self {
        let document = &*article.document;
        let proposals = read.review.iter().map(|proposal| (&proposal.id, proposal)).collect();
        Self { document, lines: Lines::of(document), proposals }
    }

    /// An annotation that the file gives a place.
    fn misplaced(&self, set: &AnnotationSet, id: &Id, why: &Misplaced) -> String {
        let label = set.get(id).map_or("annotation", |annotation| annotation.label.name());
        one_line(&format!("{label} {id}: {why}{}", self.proposed(id)), usize::MAX)
    }

    /// An annotation whose text was not found when the article was last annotated.
    fn lost(&self, orphan: &Annotation) -> String {
        let quote = orphan.selectors().first().map(|selector| selector.quote.as_str());
        let quote = one_line(quote.unwrap_or_default(), SHOWN_CHARACTERS);
        let (label, id) = (orphan.label.name(), &orphan.id);
        let said = if orphan.is_undecided() {
            "nobody has decided yet where it stands since the article was changed"
        } else {
            "it is not in the article any more"
        };
        format!("{label} {id}: orphan: “{quote}”: {said}{}", self.proposed(id))
    }

    /// `; perhaps at 12:5 (edited, 87 %): “…”`, or nothing.
    fn proposed(&self, id: &Id) -> String {
        let Some(proposal) = self.proposals.get(id) else { return String::new() };
        let spans = proposal.spans.as_slice();
        let at = spans.first().map(|span| self.lines.at(span.start())).unwrap_or_default();
        let quotes: Vec<&str> = spans.iter().map(|span| self.document.quote(*span)).collect();
        let quote = one_line(&quotes.join(" … "), SHOWN_CHARACTERS);
        format!("; perhaps at {at} ({}, {}): “{quote}”", proposal.why.words(), proposal.score)
    }
}
