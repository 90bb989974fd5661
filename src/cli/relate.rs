//! `ascribe relate`: a tie between two annotations.

use crate::model::Id;

use super::articles::One;
use super::changes::{Draft, annotation};
use super::exit::{Exit, Failure, Outcome};
use super::streams::Streams;
use crate::store::Clock;

/// Tie two annotations together and print the relation's id
///
/// What the relation says, and which of the two it starts from, follows from their labels: a claim or denial is
/// attributed to a source, a claim is about an actor, a denial is by an actor and denies a claim.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// One annotation
    #[arg(value_name = "ID")]
    one: String,
    /// The other
    #[arg(value_name = "OTHER-ID")]
    other: String,
    /// Untie them instead
    #[arg(long)]
    untie: bool,
}

impl Args {
    /// Ties them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        let (one, other) = (Id::new(self.one.as_str()), Id::new(self.other.as_str()));
        for id in [&one, &other] {
            annotation(&draft.set, id, &opened)?;
        }
        let tied = draft.set.tie_between(&one, &other).map(|tie| tie.id.clone());
        let id = match (tied, self.untie) {
            (Some(tied), false) => {
                streams.say(&format!("{}: {one} and {other} are tied already", opened.name));
                tied
            }
            (None, true) => {
                let why = format!("{}: {one} and {other} are not tied", opened.name);
                return Err(Failure::new(Exit::Findings, why));
            }
            (Some(tied), true) => {
                draft.add(draft.set.tying(&one, &other, tied.clone())?)?;
                tied
            }
            (None, false) => {
                let id = Clock::of("").id_for(&draft.set);
                draft.add(draft.set.tying(&one, &other, id.clone())?)?;
                id
            }
        };
        draft.commit(&mut opened, streams)?;
        streams.data.print(id.as_str())?;
        Ok(Exit::Done)
    }
}
