//! `ascribe finish`: saying that the work on an article is done.

use crate::model::Finished;
use crate::model::finding::FINDINGS;
use crate::store::Stamps;

use super::articles::One;
use super::changes::{Creator, Draft};
use super::exit::{Exit, Outcome};
use super::missing::{Missing, counted};
use super::streams::Streams;

/// Say that the work on an article is done, or take that back
///
/// What is still missing is told by its number and doesn't keep an article from being finished; `ascribe stats --fail-on`
/// names each of it.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// Take it back
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    creator: Creator,
}

impl Args {
    /// Says so.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        let name = opened.name.clone();
        match (opened.session.set.finished(), self.undo) {
            (Some(finished), false) => {
                streams.say(&format!("{name}: finished already ({})", said(finished)));
                return Ok(Exit::Done);
            }
            (None, true) => {
                streams.say(&format!("{name}: not finished"));
                return Ok(Exit::Done);
            }
            (Some(_), true) => draft.add(draft.set.unfinishing())?,
            (None, false) => {
                let mut clock = self.creator.clock();
                let on = clock.now();
                draft.add(draft.set.finishing(Finished::new(clock.creator(), on)))?;
                draft = draft.stamped(&mut clock);
            }
        }
        let tally = Missing::of(&opened).tally;
        draft.commit(&mut opened, streams)?;
        let missing = counted(&tally);
        if self.undo {
            streams.say(&format!("{name}: no longer finished"));
        } else if missing.is_empty() {
            streams.say(&format!("{name}: finished, and nothing is missing"));
        } else {
            let kinds: Vec<_> = FINDINGS.iter().filter(|row| tally.count(row.0) > 0).map(|row| row.1).collect();
            let kinds = kinds.join(",");
            streams.say(&format!("{name}: finished, though {missing} (stats --fail-on {kinds} tells where)"));
        }
        Ok(Exit::Done)
    }
}

/// `jo, 2026-11-23T10:00:00Z`, what is unknown left out.
pub(super) fn said(finished: &Finished) -> String {
    let known = [&finished.by, &finished.on].into_iter().filter(|it| !it.is_empty());
    let known = known.map(String::as_str).collect::<Vec<_>>().join(", ");
    if known.is_empty() { "by nobody knows whom".to_owned() } else { known }
}
