//! `ascribe list`: the annotations of articles, one a row.

use std::sync::Arc;

use crate::formats::report::{Records, Value};
use crate::model::{Annotation, AnnotationSet, Document, LABELS, Label, Place, Selector};
use crate::store::{Copies, RealDisk};

use super::articles::{Many, Opened, one_by_one, open};
use super::choice;
use super::exit::{Exit, Outcome};
use super::finish::said;
use super::lines::{Lines, one_line};
use super::streams::Streams;
use super::table::Table;

/// The most characters of a quote that a terminal gets.
const SHOWN_CHARACTERS: usize = 56;
/// The head of the table; its first column is left out for a single article.
const HEAD: [&str; 7] = ["article", "id", "label", "at", "quote", "ties", "status"];
/// What separates the pieces of an annotation.
const GAP: &str = " … ";

/// List annotations in text order
///
/// Each with its id, label, line and column, quote, ties and the status of its check. On a terminal in columns; elsewhere with tabs between them and whole quotes.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// Only those with this label
    #[arg(long, value_parser = choice::named(LABELS.iter().map(|row| (row.name, row.help)), Label::named))]
    label: Option<Label>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Lists them, each as soon as it is read; the article's name only where several are asked for.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let sources = self.articles.sources(streams)?;
        self.articles.kept().expect_named()?;
        let [_, head @ ..] = HEAD;
        let (mut records, mut alone, mut named) = (Records::default(), Table::new(head), Table::new(HEAD));
        let shown = if streams.data.is_terminal { SHOWN_CHARACTERS } else { usize::MAX };
        let mut copies = Copies::default();
        let exit = one_by_one(&sources, streams, |source, streams| {
            let opened = &open(source, self.articles.kept().options(true), streams)?;
            tell(opened, &mut copies, streams);
            let listing = Listing::of(opened);
            let mut is_empty = true;
            for annotation in listing.annotations(self.label) {
                is_empty = false;
                if self.json {
                    streams.data.piece(&records.item(listing.record(annotation)))?;
                    continue;
                }
                let row = listing.row(annotation, shown);
                if sources.len() > 1 {
                    named.row(&mut streams.data, row)?;
                } else {
                    let [_, row @ ..] = row;
                    alone.row(&mut streams.data, row)?;
                }
            }
            if is_empty {
                streams.say(&format!("{}: no annotations", opened.name));
            }
            Ok(Exit::Done)
        })?;
        if self.json {
            streams.data.piece(&(records.end() + "\n"))?;
        }
        alone.end(&mut streams.data)?;
        named.end(&mut streams.data)?;
        Ok(exit)
    }
}

/// Says what there is to know of an article beside its annotations.
fn tell(opened: &Opened, copies: &mut Copies, streams: &mut Streams) {
    let beside = opened.session.annotations.as_deref();
    for copy in beside.map(|named| copies.of(&RealDisk, named)).unwrap_or_default() {
        streams.say(&format!("{}: {}", opened.name, copy.remedy(&opened.name)));
    }
    if let Some(finished) = opened.session.set.finished() {
        streams.say(&format!("{}: finished ({})", opened.name, said(finished)));
    }
    for carried in opened.session.article.document.payloads() {
        streams.say(&format!("{}: hidden data: {}", opened.name, carried.payload));
    }
}

/// The annotations of one article as they are listed.
struct Listing<'a> {
    name: &'a str,
    document: &'a Document,
    set: &'a AnnotationSet,
    lines: Lines<'a>,
}

impl<'a> Listing<'a> {
    fn of(opened: &'a Opened) -> Self {
        let document = &opened.session.article.document;
        Self { name: &opened.name, document, set: &opened.session.set, lines: Lines::of(document) }
    }

    /// In text order, orphans at the end.
    fn annotations(&self, label: Option<Label>) -> impl Iterator<Item = &'a Arc<Annotation>> + use<'a> {
        let all = self.set.iter().chain(self.set.orphans());
        all.filter(move |annotation| label.is_none_or(|label| annotation.label == label))
    }

    fn row(&self, annotation: &Annotation, shown: usize) -> [String; 7] {
        let nowhere = if annotation.is_undecided() { "undecided" } else { "orphan" };
        let at = annotation.start().map_or_else(|| nowhere.to_owned(), |start| self.lines.at(start));
        let ties: Vec<_> = self.ties(annotation).map(|(kind, to)| format!("{kind} {to}")).collect();
        [
            self.name.to_owned(),
            annotation.id.to_string(),
            annotation.label.name().to_owned(),
            at,
            one_line(&self.quote(annotation), shown),
            ties.join(", "),
            status(annotation).to_owned(),
        ]
    }

    fn record(&self, annotation: &Annotation) -> Value {
        let ties = self.ties(annotation).map(|(kind, to)| Value::record([("kind", kind.into()), ("to", to.into())]));
        let mut fields = vec![
            ("article", self.name.into()),
            ("id", annotation.id.as_str().into()),
            ("label", annotation.label.name().into()),
        ];
        match annotation.start() {
            Some(start) => {
                let (line, column) = self.lines.position(start);
                fields.extend([("line", line.into()), ("column", column.into())]);
            }
            None if annotation.is_undecided() => fields.extend([("orphan", true.into()), ("undecided", true.into())]),
            None => fields.push(("orphan", true.into())),
        }
        fields.extend([
            ("quote", self.quote(annotation).into()),
            ("spans", Value::list(self.selectors(annotation).iter().map(span))),
            ("ties", Value::list(ties)),
            ("status", status(annotation).into()),
            ("note", annotation.note.as_str().into()),
            ("tags", Value::list(annotation.tags.iter().map(String::as_str))),
            ("creator", annotation.creator.as_str().into()),
            ("created", annotation.created.as_str().into()),
            ("changed_by", annotation.changed_by.as_str().into()),
            ("changed", annotation.changed.as_str().into()),
            ("finished", self.set.finished().is_some().into()),
        ]);
        Value::record(fields)
    }

    /// The relations that start from the annotation, each by its kind and where it leads to.
    fn ties(&self, annotation: &Annotation) -> impl Iterator<Item = (&'static str, &'a str)> {
        let starting = self.set.relations_of(&annotation.id).filter(|relation| relation.from == annotation.id);
        starting.map(|relation| (relation.kind.name(), relation.to.as_str()))
    }

    fn quote(&self, annotation: &Annotation) -> String {
        let quotes: Vec<String> = self.selectors(annotation).into_iter().map(|selector| selector.quote).collect();
        quotes.join(GAP)
    }

    fn selectors(&self, annotation: &Annotation) -> Vec<Selector> {
        match &annotation.place {
            Place::Spans(spans) => spans.as_slice().iter().map(|span| Selector::of(*span, self.document)).collect(),
            Place::Orphan(selectors) | Place::Undecided(selectors) => selectors.clone(),
        }
    }
}

/// Positions count code points from 0, ends excluded, as in the save file.
fn span(selector: &Selector) -> Value {
    let (start, end) = (selector.start.into(), selector.end.into());
    Value::record([("start", start), ("end", end), ("quote", selector.quote.as_str().into())])
}

/// Empty for what isn't checked.
fn status(annotation: &Annotation) -> &'static str {
    if annotation.label == Label::Claim { annotation.check.status.name() } else { "" }
}
