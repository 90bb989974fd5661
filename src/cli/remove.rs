//! `ascribe remove`: annotations with their relations.

use crate::model::Id;

use super::articles::One;
use super::changes::{Draft, annotation};
use super::exit::{Exit, Outcome};
use super::streams::Streams;

/// Remove annotations with their relations
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    article: One,
    /// The annotations; all of them are removed, or none
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

impl Args {
    /// Removes them.
    pub(super) fn run(&self, streams: &mut Streams) -> Outcome {
        let mut opened = self.article.open_to_write(streams)?;
        let mut draft = Draft::of(&opened);
        for id in self.ids.iter().map(|id| Id::new(id.as_str())) {
            annotation(&draft.set, &id, &opened)?;
            draft.add(draft.set.removing(&id))?;
        }
        draft.commit(&mut opened, streams)?;
        Ok(Exit::Done)
    }
}
