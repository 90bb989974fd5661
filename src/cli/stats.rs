//! `ascribe stats`: how far the work on articles is, in numbers.

use crate::formats::report::{Value, json};
use crate::model::check::STATUSES;
use crate::model::relation::KINDS;
use crate::model::{Annotation, AnnotationSet, Document, LABELS, Label, Span, Spans};

use super::articles::{Many, Opened};
use super::exit::{Exit, Outcome};
use super::streams::Streams;

/// Count annotations, relations and checks, and how much of the text is annotated
///
/// Annotations are counted by label, relations by kind, checks by status; orphans are annotations whose text is not in
/// the article any more, undecided those that may stand elsewhere since it was changed.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Counts.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut counted = Vec::new();
        let exit = self.articles.each(streams, |opened, _| {
            counted.push(Counts::of(opened));
            Ok(Exit::Done)
        })?;
        if self.json {
            streams.data.print(&json(Value::List(counted.iter().map(Counts::record).collect())))?;
            return Ok(exit);
        }
        for (nth, counts) in counted.iter().enumerate() {
            let gap = if nth > 0 { "\n" } else { "" };
            streams.data.print(&format!("{gap}{}", counts.lines()))?;
        }
        Ok(exit)
    }
}

/// What is counted of one article.
struct Counts {
    article: String,
    /// Code points of the text, and how many of them lie in an annotation.
    characters: usize,
    covered: usize,
    annotations: usize,
    labels: Vec<(&'static str, usize)>,
    /// How many annotations are in several pieces.
    in_pieces: usize,
    relations: usize,
    kinds: Vec<(&'static str, usize)>,
    statuses: Vec<(&'static str, usize)>,
    orphans: usize,
    undecided: usize,
}

impl Counts {
    fn of(opened: &Opened) -> Self {
        let (document, set) = (&opened.session.article.document, &opened.session.set);
        let claims: Vec<&Annotation> = set
            .iter()
            .chain(set.orphans())
            .map(AsRef::as_ref)
            .filter(|it: &&Annotation| it.label == Label::Claim)
            .collect();
        let of_kind = |kind| set.relations().filter(|relation| relation.kind == kind).count();
        let of_status = |status| claims.iter().filter(|claim| claim.check.status == status).count();
        Self {
            article: opened.name.clone(),
            characters: document.characters(),
            covered: covered(set, document),
            annotations: set.len(),
            labels: LABELS.iter().map(|row| (row.name, set.count(row.label))).collect(),
            in_pieces: set.iter().filter(|annotation| annotation.spans().len() > 1).count(),
            relations: set.relations().len(),
            kinds: KINDS.iter().map(|row| (row.name, of_kind(row.kind))).collect(),
            statuses: STATUSES.iter().map(|row| (row.1, of_status(row.0))).collect(),
            orphans: set.orphans().len() - set.undecided().count(),
            undecided: set.undecided().count(),
        }
    }

    fn covered_percent(&self) -> usize {
        (self.covered * 100).checked_div(self.characters).unwrap_or_default()
    }

    fn lines(&self) -> String {
        let claims: usize = self.statuses.iter().map(|row| row.1).sum();
        [
            self.article.clone(),
            format!("  characters   {}, {} % of them annotated", self.characters, self.covered_percent()),
            format!("  annotations  {}{}", self.annotations, parts(&self.labels)),
            format!("  in pieces    {}", self.in_pieces),
            format!("  relations    {}{}", self.relations, parts(&self.kinds)),
            format!("  checks       {claims}{}", parts(&self.statuses)),
            format!("  orphans      {}", self.orphans),
            format!("  undecided    {}", self.undecided),
        ]
        .join("\n")
    }

    fn record(&self) -> Value {
        let parts = |rows: &[(&str, usize)]| Value::record(rows.iter().map(|(name, count)| (*name, (*count).into())));
        Value::record([
            ("article", self.article.as_str().into()),
            ("characters", self.characters.into()),
            ("covered_characters", self.covered.into()),
            ("covered_percent", self.covered_percent().into()),
            ("annotations", self.annotations.into()),
            ("labels", parts(&self.labels)),
            ("in_pieces", self.in_pieces.into()),
            ("relations", self.relations.into()),
            ("kinds", parts(&self.kinds)),
            ("checks", parts(&self.statuses)),
            ("orphans", self.orphans.into()),
            ("undecided", self.undecided.into()),
        ])
    }
}

/// How many code points of the text lie in at least one annotation.
fn covered(set: &AnnotationSet, document: &Document) -> usize {
    let spans = Spans::new(set.iter().flat_map(|annotation| annotation.spans().iter().copied()));
    let count = |span: &Span| document.code_point(span.end()) - document.code_point(span.start());
    spans.map_or(0, |spans| spans.as_slice().iter().map(count).sum())
}

/// `: 3 actor, 2 claim`, those there are none of left out.
fn parts(rows: &[(&str, usize)]) -> String {
    let some: Vec<_> = rows.iter().filter(|row| row.1 > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if some.is_empty() { String::new() } else { format!(": {}", some.join(", ")) }
}
