//! `ascribe add`: one annotation, found by its quote.

use std::num::NonZeroUsize;

use crate::model::{Annotation, AnnotationSet, Document, Id, LABELS, Label, Spans};
use crate::store::{Clock, Stamps};

use super::articles::One;
use super::changes::{Creator, Draft, annotation};
use super::choice;
use super::exit::{Exit, Outcome};
use super::quote::{Quote, Unfound};
use super::streams::Streams;

/// What the help begins with.
pub(super) const EXAMPLES: &str = "\
Examples:
  ascribe add story.txt --label source --quote 'the harbour master'
  ascribe add story.txt --label claim --context 'said that ⟦the bridge is safe⟧.' --tie k3v9x2dq
  ascribe add story.txt --label claim --quote 'The bridge is safe' --also 'and will open on Friday'
";

/// Add an annotation and print its id
#[derive(Clone, Debug, clap::Args)]
#[command(before_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// What the text is
    #[arg(long, value_parser = choice::named(LABELS.iter().map(|row| (row.name, row.help)), Label::named))]
    label: Label,
    #[command(flatten)]
    wanted: Wanted,
    /// A further piece of the same annotation; may be written 'before⟦quote⟧after' (repeatable)
    #[arg(long, value_name = "TEXT")]
    also: Vec<String>,
    /// A remark
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    /// A free word (repeatable)
    #[arg(long = "tag", value_name = "WORD", value_parser = word)]
    tags: Vec<String>,
    /// Tie it to the annotation ID; what the tie says follows from the two labels (repeatable)
    #[arg(long = "tie", value_name = "ID")]
    ties: Vec<String>,
    #[command(flatten)]
    creator: Creator,
}

/// The text to be annotated.
#[derive(Clone, Debug, clap::Args)]
struct Wanted {
    #[command(flatten)]
    text: Text,
    /// What stands right before the quote
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    prefix: String,
    /// What stands right after the quote
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    suffix: String,
    /// Of several places with that quote take number N, counted from 1
    #[arg(long, value_name = "N")]
    nth: Option<NonZeroUsize>,
}

/// Its words, in one of two ways.
#[derive(Clone, Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct Text {
    /// The text to annotate, exactly as it stands in the article
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// The same with what stands around it, written 'before⟦quote⟧after'
    #[arg(long, value_name = "TEXT", value_parser = context, conflicts_with_all = ["prefix", "suffix"])]
    context: Option<Quote>,
}

impl Args {
    /// Adds the annotation.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut clock = self.creator.clock();
        let spans = match self.spans(&opened.session.article.document) {
            Ok(spans) => spans,
            Err(unfound) => return Ok(unfound.tell(&opened.name, streams)),
        };
        if self.quotes().any(|quote| quote.has_blank_ends()) {
            streams.say(&format!("{}: the blanks at the ends of the quote are left out", opened.name));
        }
        let mut draft = Draft::of(&opened);
        let id = clock.id_for(&draft.set);
        draft.add(AnnotationSet::adding(self.annotation(id.clone(), spans, &mut clock)))?;
        let mut ties: Vec<Id> = self.ties.iter().map(|tie| Id::new(tie.as_str())).collect();
        ties.sort();
        // Tying twice would untie.
        ties.dedup();
        for other in ties {
            annotation(&draft.set, &other, &opened)?;
            let tie = clock.id_for(&draft.set);
            draft.add(draft.set.tying(&id, &other, tie)?)?;
        }
        draft.stamped(&mut clock).commit(&mut opened, streams)?;
        streams.data.print(id.as_str())?;
        Ok(Exit::Done)
    }

    fn annotation(&self, id: Id, spans: Spans, clock: &mut Clock) -> Annotation {
        Annotation {
            note: self.note.clone(),
            tags: self.tags.clone(),
            creator: clock.creator(),
            created: clock.now(),
            ..Annotation::new(id, self.label, spans)
        }
    }

    /// The quotes of all pieces, the first one first.
    fn quotes(&self) -> impl Iterator<Item = Quote> {
        let also = self.also.iter().map(|also| Quote::in_context(also).unwrap_or_else(|| Quote::of(also)));
        std::iter::once(self.wanted.quote()).chain(also)
    }

    fn spans(&self, document: &Document) -> Result<Spans, NoPlace> {
        let first = self.wanted.quote().find(document).map_err(|why| NoPlace { also: false, why })?;
        self.quotes().skip(1).try_fold(Spans::from(first), |spans, also| {
            let span = also.find(document).map_err(|why| NoPlace { also: true, why })?;
            Ok(spans.and(span))
        })
    }
}

/// One of the quotes was not found.
struct NoPlace {
    /// Whether it is that of a further piece.
    also: bool,
    why: Unfound,
}

impl NoPlace {
    /// Says why; of a quote with several places each has a line.
    fn tell(&self, name: &str, streams: &mut Streams) -> Exit {
        let (place, why) = (if self.also { " (--also)" } else { "" }, self.why.to_string());
        let mut lines = why.lines();
        streams.complain(&format!("{name}{place}: {}", lines.next().unwrap_or_default()));
        lines.for_each(|line| streams.say(line));
        Exit::Findings
    }
}

impl Wanted {
    fn quote(&self) -> Quote {
        let quote = self.text.context.clone().unwrap_or_else(|| Quote {
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            ..Quote::of(self.text.quote.as_deref().unwrap_or_default())
        });
        Quote { nth: self.nth.map(NonZeroUsize::get), ..quote }
    }
}

fn context(text: &str) -> Result<Quote, String> {
    Quote::in_context(text).ok_or_else(|| "write it as 'before⟦quote⟧after'".to_owned())
}

fn word(text: &str) -> Result<String, String> {
    match text.split_whitespace().count() {
        1 if text.trim() == text => Ok(text.to_owned()),
        _ => Err("a tag is one word without blanks; give several with --tag each".to_owned()),
    }
}
