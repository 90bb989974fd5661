//! `ascribe stats`: how far the work on articles is, in numbers.

use crate::formats::report::{Records, Value, json};
use crate::model::check::{REPLIES, STATUSES};
use crate::model::coverage::Share;
use crate::model::finding::FINDINGS;
use crate::model::reading::detail::DETAILS;
use crate::model::relation::KINDS;
use crate::model::{AnnotationSet, Document, FindingKind, LABELS, Spans, Tally};

use super::articles::{Many, Opened};
use super::choice;
use super::exit::{Exit, Outcome};
use super::finish::said;
use super::lines::many;
use super::missing::{Missing, counted};
use super::streams::Streams;

/// What the help begins with.
const EXAMPLES: &str = "\
Examples:
  ascribe stats stories/                                          how far each article is, and all of them
  ascribe stats story.txt --fail-on open,no-source,no-evidence    exit code 1 and the claims that miss something
";

/// Count what is marked, checked and missing, article by article and in total
///
/// Annotations are counted by label, relations by kind, claims by the status of their check and by the right of reply,
/// sentences by whether they hold a mark, and quotations, figures, dates and names by whether they lie outside of every
/// mark; orphans are annotations whose text is not in the article any more, undecided those that may stand elsewhere since
/// it was changed.
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// End with exit code 1 where one of these is found, and name each: several with commas between
    #[arg(long, value_name = "FINDING", value_delimiter = ',')]
    #[arg(value_parser = choice::named(FINDINGS.iter().map(|row| (row.1, row.2)), FindingKind::named))]
    fail_on: Vec<FindingKind>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Counts.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let (mut total, mut records, mut count) = (Counts::default(), Records::within(1), 0);
        let mut begin = "{\n  \"articles\": ";
        let exit = self.articles.each(streams, |opened, streams| {
            let missing = Missing::of(opened);
            let counts = Counts::of(opened, &missing.tally);
            total.add(&counts);
            let wanted = || missing.of_kinds(&self.fail_on);
            if self.json {
                let mut record = counts.record();
                record.insert(0, ("article", opened.name.as_str().into()));
                if let Some(finished) = opened.session.set.finished() {
                    let (by, on) = (finished.by.as_str(), finished.on.as_str());
                    record.extend([("finished_by", by.into()), ("finished_on", on.into())]);
                }
                record.push(("hidden_data", Value::list(counts.carried.iter().map(String::as_str))));
                record.push(("failed", Value::list(wanted().map(|finding| missing.record(finding)))));
                streams.data.piece(std::mem::take(&mut begin))?;
                streams.data.piece(&records.item(Value::record(record)))?;
            } else {
                let lines = wanted().map(|finding| missing.line(finding));
                let finished = opened.session.set.finished().map_or_else(|| "no".to_owned(), |it| said(it));
                let lines: Vec<_> = counts.lines(&opened.name, &finished).into_iter().chain(lines).collect();
                print(streams, count, &lines)?;
                count += 1;
            }
            Ok(if wanted().next().is_some() { Exit::Findings } else { Exit::Done })
        })?;
        if self.json {
            let total = json(Value::record([("total", Value::record(total.record()))]));
            let total = total.strip_prefix("{\n").unwrap_or(&total);
            streams.data.piece(&format!("{begin}{},\n{total}", records.end()))?;
            return Ok(exit);
        }
        if count > 1 {
            let finished = format!("{} of {}", total.tally.finished, total.tally.articles);
            print(streams, count, &total.lines(&many(count, "article"), &finished))?;
        }
        Ok(exit)
    }
}

/// Prints some lines below as many groups of them.
fn print(streams: &mut Streams, above: usize, lines: &[String]) -> Outcome<()> {
    if above > 0 {
        streams.data.line("")?;
    }
    lines.iter().try_for_each(|line| streams.data.line(line))
}

/// What is counted of one article, or of several.
#[derive(Default)]
struct Counts {
    /// Code points of the text without its payloads, and how many of them lie in an annotation.
    characters: usize,
    covered: usize,
    labels: [usize; LABELS.len()],
    /// How many annotations are in several pieces.
    in_pieces: usize,
    kinds: [usize; KINDS.len()],
    orphans: usize,
    undecided: usize,
    tally: Tally,
    /// The payloads of one article's text, by name; empty for several.
    carried: Vec<String>,
}

impl Counts {
    fn of(opened: &Opened, tally: &Tally) -> Self {
        let (document, set) = (&opened.session.article.document, &opened.session.set);
        let mut kinds = [0; KINDS.len()];
        set.relations().for_each(|relation| kinds[relation.kind as usize] += 1);
        let mut labels = [0; LABELS.len()];
        for row in LABELS {
            labels[row.label as usize] = set.count(row.label);
        }
        Self {
            characters: document.all_read_characters(),
            covered: covered(set, document),
            labels,
            in_pieces: set.iter().filter(|annotation| annotation.spans().len() > 1).count(),
            kinds,
            orphans: set.orphans().len() - set.undecided().count(),
            undecided: set.undecided().count(),
            tally: *tally,
            carried: document.payloads().iter().map(|it| it.payload.to_string()).collect(),
        }
    }

    fn add(&mut self, other: &Self) {
        self.characters += other.characters;
        self.covered += other.covered;
        self.in_pieces += other.in_pieces;
        self.orphans += other.orphans;
        self.undecided += other.undecided;
        self.labels.iter_mut().zip(other.labels).for_each(|(ours, theirs)| *ours += theirs);
        self.kinds.iter_mut().zip(other.kinds).for_each(|(ours, theirs)| *ours += theirs);
        self.tally += other.tally;
    }

    fn lines(&self, title: &str, finished: &str) -> Vec<String> {
        let tally = &self.tally;
        let (sentences, marked) = (tally.sentences.all, tally.covered_sentences());
        let unmarked = tally.count(FindingKind::Unmarked);
        let missing = counted(tally);
        let missing = if missing.is_empty() { "nothing".to_owned() } else { missing };
        let mut lines = vec![
            title.to_owned(),
            format!("  finished     {finished}"),
            format!(
                "  characters   {}, {} % of them annotated",
                self.characters,
                percent(self.covered, self.characters)
            ),
            format!("  sentences    {sentences}, {} % of them with a mark", percent(marked, sentences)),
            format!("  unmarked     {unmarked}{}", parts(&self.details(|share| share.unmarked))),
            format!("  annotations  {}{}", self.labels.iter().sum::<usize>(), parts(&self.labels())),
            format!("  in pieces    {}", self.in_pieces),
            format!("  relations    {}{}", self.kinds.iter().sum::<usize>(), parts(&self.kinds())),
            format!("  checks       {}{}", tally.claims(), parts(&self.statuses())),
            format!("  replies      {}{}", tally.claims(), parts(&self.replies())),
            format!("  missing      {missing}"),
            format!("  orphans      {}", self.orphans),
            format!("  undecided    {}", self.undecided),
        ];
        lines.extend(self.carried.iter().map(|name| format!("  hidden data  {name}")));
        lines
    }

    fn record(&self) -> Vec<(&'static str, Value)> {
        let tally = &self.tally;
        let parts =
            |rows: &[(&'static str, usize)]| Value::record(rows.iter().map(|(name, count)| (*name, (*count).into())));
        let findings: Vec<_> = FINDINGS.iter().map(|row| (row.1, tally.count(row.0))).collect();
        vec![
            ("articles", tally.articles.into()),
            ("finished", tally.finished.into()),
            ("characters", self.characters.into()),
            ("covered_characters", self.covered.into()),
            ("covered_percent", percent(self.covered, self.characters).into()),
            ("sentences", tally.sentences.all.into()),
            ("covered_sentences", tally.covered_sentences().into()),
            ("details", parts(&self.details(|share| share.all))),
            ("unmarked", parts(&self.details(|share| share.unmarked))),
            ("annotations", self.labels.iter().sum::<usize>().into()),
            ("labels", parts(&self.labels())),
            ("in_pieces", self.in_pieces.into()),
            ("relations", self.kinds.iter().sum::<usize>().into()),
            ("kinds", parts(&self.kinds())),
            ("checks", parts(&self.statuses())),
            ("replies", parts(&self.replies())),
            ("missing", parts(&findings)),
            ("orphans", self.orphans.into()),
            ("undecided", self.undecided.into()),
        ]
    }

    fn labels(&self) -> Vec<(&'static str, usize)> {
        LABELS.iter().map(|row| row.name).zip(self.labels).collect()
    }

    fn kinds(&self) -> Vec<(&'static str, usize)> {
        KINDS.iter().map(|row| row.name).zip(self.kinds).collect()
    }

    fn statuses(&self) -> Vec<(&'static str, usize)> {
        STATUSES.iter().map(|row| row.1).zip(self.tally.statuses).collect()
    }

    fn replies(&self) -> Vec<(&'static str, usize)> {
        REPLIES.iter().map(|row| row.1).zip(self.tally.replies).collect()
    }

    fn details(&self, count: fn(Share) -> usize) -> Vec<(&'static str, usize)> {
        DETAILS.iter().map(|row| row.1).zip(self.tally.details.map(count)).collect()
    }
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or_default()
}

/// How many code points of the text without its payloads lie in at least one annotation.
fn covered(set: &AnnotationSet, document: &Document) -> usize {
    let spans = Spans::new(set.iter().flat_map(|annotation| annotation.spans().iter().copied()));
    spans.map_or(0, |spans| spans.as_slice().iter().map(|span| document.read_characters(*span)).sum())
}

/// `: 3 actor, 2 claim`, those there are none of left out.
fn parts(rows: &[(&str, usize)]) -> String {
    let some: Vec<_> = rows.iter().filter(|row| row.1 > 0).map(|(name, count)| format!("{count} {name}")).collect();
    if some.is_empty() { String::new() } else { format!(": {}", some.join(", ")) }
}
