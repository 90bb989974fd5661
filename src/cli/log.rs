//! `ascribe log`: who did what to the annotations of articles, by time.

use crate::formats::report::{Records, Value};
use crate::model::Place;
use crate::model::log::Event;

use super::articles::{Many, Opened};
use super::exit::{Exit, Outcome};
use super::lines::one_line;
use super::streams::Streams;
use super::table::Table;

/// The most characters of a quote that a terminal gets.
const SHOWN_CHARACTERS: usize = 56;

/// List who did what to the annotations, and when
///
/// The earliest first, what has no readable date last. The file keeps of each annotation when it was made and last
/// changed, and of each check when it was begun, last changed and done, and what became of the right of reply.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    articles: Many,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Lists it.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut records = Records::default();
        let mut table = Table::new(["when", "who", "what", "id", "label", "article", "quote"]);
        let shown = if streams.data.is_terminal { SHOWN_CHARACTERS } else { usize::MAX };
        let exit = self.articles.each(streams, |opened, streams| {
            let events = opened.session.set.log();
            if events.is_empty() {
                streams.say(&format!("{}: nothing is recorded", opened.name));
            }
            for event in &events {
                if self.json {
                    streams.data.piece(&records.item(record(opened, event)))?;
                } else {
                    table.row(&mut streams.data, row(opened, event, shown))?;
                }
            }
            Ok(Exit::Done)
        })?;
        if self.json {
            streams.data.piece(&(records.end() + "\n"))?;
        } else {
            table.end(&mut streams.data)?;
        }
        Ok(exit)
    }
}

fn row(opened: &Opened, event: &Event, shown: usize) -> [String; 7] {
    let (id, label, quote) = subject(opened, event);
    let quote = one_line(&quote, shown);
    [
        event.when.clone(),
        event.who.clone(),
        event.kind.name().to_owned(),
        id,
        label.to_owned(),
        opened.name.clone(),
        quote,
    ]
}

fn record(opened: &Opened, event: &Event) -> Value {
    let mut fields = vec![
        ("article", opened.name.as_str().into()),
        ("when", event.when.as_str().into()),
        ("who", event.who.as_str().into()),
        ("what", event.kind.name().into()),
    ];
    let (id, label, quote) = subject(opened, event);
    if !id.is_empty() {
        fields.extend([("id", id.into()), ("label", label.into()), ("quote", quote.into())]);
    }
    Value::record(fields)
}

/// The id, label and text of what an event is about; nothing where that is the article.
fn subject(opened: &Opened, event: &Event) -> (String, &'static str, String) {
    let annotation = event.annotation.as_ref().and_then(|id| opened.session.set.get(id));
    let Some(annotation) = annotation else {
        return (String::new(), "", String::new());
    };
    let document = &opened.session.article.document;
    let pieces: Vec<&str> = match &annotation.place {
        Place::Spans(spans) => spans.as_slice().iter().map(|span| document.quote(*span)).collect(),
        Place::Orphan(selectors) | Place::Undecided(selectors) => {
            selectors.iter().map(|it| it.quote.as_str()).collect()
        }
    };
    (annotation.id.to_string(), annotation.label.name(), pieces.join(" … "))
}
