//! Leaving, for good or for a while: by a key, by a signal, or because something broke. Whatever it is, all is saved first.

use std::io;
use std::time::{Duration, Instant};

use rustix::process::{self, Signal};
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use crate::store::Writer;

use super::super::app::App;
use super::super::terminal::Screen;
use super::{Shell, Turn};

/// How long leaving may take to save what isn't saved yet.
pub(super) const LAST_SAVE: Duration = Duration::from_secs(5);

/// How long it may take when a signal ends the program, which then is gone within a second.
const LAST_SAVE_ON_SIGNAL: Duration = Duration::from_millis(600);

/// Why the screen ended other than by leaving it.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The article or its annotations can't be opened.
    #[error(transparent)]
    NotOpened(#[from] crate::store::OpenError),
    /// The terminal can't be used.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// Changes are not on the disk.
    #[error("NOT SAVED: {0}")]
    NotSaved(String),
    /// A signal ended it; everything is saved.
    #[error("ended by signal {0}; everything is saved")]
    Signal(i32),
    /// A mistake in this program ended it; everything is saved.
    #[error("internal error: {0}; everything is saved")]
    Broken(String),
}

impl Shell<'_> {
    /// Saves what isn't saved before the program ends, and says why it ends: above all that something isn't saved.
    pub(super) fn ended(&self, outcome: Result<Result<(), Ended>, String>) -> Result<(), Ended> {
        let ended = outcome.unwrap_or_else(|why| Err(Ended::Broken(why)));
        let patience = if matches!(ended, Err(Ended::Signal(_))) { LAST_SAVE_ON_SIGNAL } else { LAST_SAVE };
        match (self.flush_all(patience), ended) {
            (None, ended) => ended,
            (Some(unsaved), Err(Ended::Broken(why))) => {
                Err(Ended::NotSaved(format!("{unsaved} (internal error: {why})")))
            }
            (Some(unsaved), _) => Err(Ended::NotSaved(unsaved)),
        }
    }

    /// Leaves if everything is saved; asked a second time, leaves all the same.
    pub(super) fn quit(&mut self, app: &mut App) -> Turn {
        match self.flush_all(LAST_SAVE) {
            Some(why) if !self.asked_to_leave => {
                self.asked_to_leave = true;
                app.warn(format!("once more to leave and LOSE what isn’t saved: {why}"));
                Turn::On
            }
            _ => Turn::Leave,
        }
    }

    /// What the system asks for: another size, a pause, going on after one, or the end.
    pub(super) fn signal(&mut self, app: &mut App, signal: i32, screen: Option<&mut Screen>) -> Result<(), Ended> {
        let Some(screen) = screen else { return Ok(()) };
        match signal {
            SIGWINCH => {}
            SIGTSTP if !returns_to_a_shell() => app.warn("there is no shell to return to"),
            SIGTSTP => {
                self.flush_all(LAST_SAVE);
                screen.suspend()?;
            }
            // After a stop that nobody was asked about, a shell had the terminal.
            SIGCONT => screen.take_again()?,
            _ => return Err(Ended::Signal(signal)),
        }
        let (columns, rows) = screen.size()?;
        app.resize(columns, rows);
        self.look_at_the_article(app);
        Ok(())
    }

    /// Stops all that was started together, as a terminal does that has a key for it. It comes back to us as a signal.
    pub(super) fn ask_to_stop(app: &mut App) {
        if !returns_to_a_shell() || process::kill_current_process_group(Signal::TSTP).is_err() {
            app.warn("there is no shell to return to");
        }
    }

    /// Something broke in a thread beside the loop; what it was to bring won't come.
    pub(super) fn broken(&mut self, app: &mut App, why: &str) {
        if let Some(desk) = self.loading.take().and_then(|nth| app.articles.get_mut(nth)?.desk.as_mut()) {
            desk.read_only = Some("read-only: the annotations could not be read".to_owned());
        }
        app.warn(format!("internal error: {why}; please report it"));
    }

    /// Waits until every writer has saved, and says why one has not.
    pub(super) fn flush_all(&self, patience: Duration) -> Option<String> {
        let begun = Instant::now();
        let left = || patience.saturating_sub(begun.elapsed());
        let flush = |writer: &Writer| writer.flush(left()).err();
        // All of them are waited for, whatever the first one says.
        let failed: Vec<_> = self.writers.iter().flatten().filter_map(flush).collect();
        failed.first().map(ToString::to_string)
    }
}

/// Whether somebody would continue this process if it stopped: not where it is what the terminal was opened for.
fn returns_to_a_shell() -> bool {
    process::getsid(None).is_ok_and(|session| session != process::getpgrp())
}
