//! `ascribe tutor`: ten minutes of lessons on the screen.

use crate::store;
use crate::tui::run;

use super::exit::{Exit, Outcome};
use super::open;

/// Learn the keys in ten minutes, on an article of its own; nothing is saved
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    look: open::Look,
}

impl Args {
    /// Opens the lessons.
    pub(super) fn run(&self) -> Outcome {
        open::expect_terminal(false)?;
        let (options, clock) = self.look.options(store::Options::default())?;
        run::teach(&options, Box::new(clock)).map_err(open::failure)?;
        Ok(Exit::Done)
    }
}
