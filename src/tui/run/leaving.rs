//! Leaving, for good or for a while: by a key, by a signal, or because something broke. Whatever it is, all is saved first.

use std::time::{Duration, Instant};

use crossterm::event::Event as TerminalEvent;
use rustix::process::{self, Signal};
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};

use crate::store::{Flushing, NotFlushed, Unsaved, Writer};

use super::super::action::Action;
use super::super::app::App;
use super::super::ended::Ended;
use super::super::key::Key;
use super::super::terminal::Screen;
use super::super::unsaved;
use super::{Shell, Turn};

/// How long the program waits for the disk when a mistake in it, or in the terminal, has ended it.
const LAST_SAVE: Duration = Duration::from_secs(5);
/// How long a key that leaves waits for the disk before it asks. With the next two, that is less than a second.
pub(super) const SAVE_BEFORE_ASKING: Duration = Duration::from_millis(300);
/// How long whoever has answered the question waits for the disk once more.
const SAVE_AFTER_ASKING: Duration = Duration::from_millis(100);
/// How long a copy of what the disk holds up may take, and the end of the writers.
const LAST_COPY: Duration = Duration::from_millis(250);
/// How long the disk may take when a signal ends the program, or the terminal is gone: a thread of its own ends it soon
/// after.
const SAVE_ON_SIGNAL: Duration = Duration::from_millis(300);
/// How long a key that leaves is put off by annotations that are being read.
const READING: Duration = Duration::from_millis(600);
/// How often to look if the disk has answered at last.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// The question before leaving, while something isn't saved. The next key answers it.
pub(super) struct Question {
    /// One for each writer, with the number of its article.
    under_way: Vec<(usize, Flushing)>,
    /// True where the disk has not answered yet.
    is_slow: bool,
}

impl Question {
    /// Tells if there is nothing to ask any more once everything is saved.
    pub(super) fn leaves_once_saved(&self) -> bool {
        self.is_slow
    }
}

/// What became of the flush of each writer, with the number of its article.
type Flushed = Vec<(usize, Result<(), NotFlushed>)>;

impl Shell<'_> {
    /// How long the loop may wait for the next event before it [looks again](Self::look_again), if it has to.
    pub(super) fn time_to_look_again(&self) -> Option<Duration> {
        let until_read = self.leave_by.map(|by| by.saturating_duration_since(Instant::now()));
        until_read.or_else(|| self.question.as_ref().filter(|question| question.is_slow).map(|_| LOOK_AGAIN))
    }

    /// Leaves where a key that leaves only waited for the disk or for annotations, and that wait is over.
    pub(super) fn look_again(&mut self, app: &mut App) -> Turn {
        if self.leave_by.is_some_and(|by| by <= Instant::now()) {
            return Turn::Leave;
        }
        let Some(question) = self.question.as_mut().filter(|question| question.is_slow) else { return Turn::On };
        let flushed = wait_for(&mut question.under_way, Duration::ZERO);
        if flushed.iter().any(|(_, flushed)| *flushed == Err(NotFlushed::TooSlow)) {
            return Turn::On;
        }
        self.ask_unless_saved(app, &flushed)
    }

    /// Keeps what was typed until the annotations are read. A key that leaves isn't put off for long.
    pub(super) fn put_off(&mut self, app: &mut App, event: TerminalEvent) {
        if let TerminalEvent::Key(pressed) = event {
            let key = Key::from(pressed);
            let quits = app.keymap.action(app.mode, key) == Some(Action::Quit);
            // After other keys it may be a letter of something that is written.
            let is_first = self.waiting.iter().all(|before| *before == event);
            let rows = app.keymap.rows().iter().filter(|row| row.action == Action::Quit);
            let always = rows.flat_map(|row| &row.keys).find(|key| key.starts_with("ctrl-")).cloned();
            if quits && (is_first || key.is_control()) {
                self.leave_by = self.leave_by.or_else(|| Instant::now().checked_add(READING));
            } else if let Some(always) = always {
                app.say(format!("keys wait until the annotations are read; {always} leaves"));
            }
        }
        self.waiting.push_back(event);
    }

    /// Saves what isn't saved before the program ends, and says why it ends: above all that something isn't saved.
    pub(super) fn ended(&mut self, app: &App, outcome: Result<Result<(), Ended>, String>) -> Result<(), Ended> {
        let ended = outcome.unwrap_or_else(|why| Err(Ended::Broken(why)));
        let patience = match (&ended, &self.question) {
            (_, Some(_)) => SAVE_AFTER_ASKING,
            (Ok(()) | Err(Ended::Signal(_)), None) => SAVE_ON_SIGNAL,
            _ => LAST_SAVE,
        };
        match (self.last_words(app, patience), ended) {
            (None, ended) => ended,
            (Some(unsaved), Err(Ended::Broken(why))) => {
                Err(Ended::NotSaved(format!("{unsaved} (internal error: {why})")))
            }
            (Some(unsaved), _) => Err(Ended::NotSaved(unsaved)),
        }
    }

    /// Ends every writer, and says of each what it could not save and where that is. One that a disk holds up is left to
    /// it, with a copy.
    fn last_words(&mut self, app: &App, patience: Duration) -> Option<String> {
        let mut under_way = match self.question.take() {
            Some(question) => question.under_way,
            None => self.begin_flushes(),
        };
        let flushed = wait_for(&mut under_way, patience);
        let deadline = Instant::now().checked_add(LAST_COPY)?;
        // All copies are made at the same time.
        let copied: Vec<_> = flushed
            .into_iter()
            .map(|(nth, flushed)| {
                let held_up = self.writers.get_mut(nth).filter(|_| flushed == Err(NotFlushed::TooSlow));
                let desk = app.articles.get(nth).and_then(|article| article.desk.as_ref());
                let copying = held_up.and_then(Option::take).zip(desk);
                (nth, flushed, copying.and_then(|(writer, desk)| writer.abandon(desk.set.clone())))
            })
            .collect();
        let mut said = Vec::new();
        for (nth, flushed, copying) in copied {
            let Err(why) = flushed else { continue };
            let copied = copying.and_then(|copying| copying.wait(deadline));
            let is_safe = copied.as_ref().is_none_or(|copied| copied.is_safe);
            let unsaved = match why {
                NotFlushed::Failed(unsaved) => unsaved,
                why => Unsaved { why: why.to_string(), copy: copied.map(|copied| copied.path) },
            };
            let name = app.articles.get(nth).map_or("", |article| &*article.name);
            let unsafely = if is_safe { "" } else { " (a power cut may still take the copy)" };
            said.push(format!("{name}: {}{unsafely}", unsaved::in_full(self.unsaved(nth), &unsaved)));
        }
        for writer in self.writers.iter_mut().filter_map(Option::take) {
            writer.end(deadline.saturating_duration_since(Instant::now()));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// How many changes to an article are not known to be on the disk.
    fn unsaved(&self, nth: usize) -> u64 {
        let counted = |of: &[u64]| of.get(nth).copied().unwrap_or_default();
        counted(&self.sent).saturating_sub(counted(&self.on_disk))
    }

    /// Leaves if everything is saved, or if that is the answer to the question whether to leave all the same.
    pub(super) fn quit(&mut self, app: &mut App) -> Turn {
        if self.question.is_some() {
            return Turn::Leave;
        }
        let mut under_way = self.begin_flushes();
        let flushed = wait_for(&mut under_way, SAVE_BEFORE_ASKING);
        self.question = Some(Question { under_way, is_slow: false });
        self.ask_unless_saved(app, &flushed)
    }

    /// Leaves if everything is saved, and asks else: the worst first.
    fn ask_unless_saved(&mut self, app: &mut App, flushed: &[(usize, Result<(), NotFlushed>)]) -> Turn {
        let failed = || flushed.iter().filter_map(|(nth, flushed)| Some((*nth, flushed.as_ref().err()?)));
        let is_lost = |why: &NotFlushed| !matches!(why, NotFlushed::Failed(Unsaved { copy: Some(_), .. }));
        let is_worst = |why: &NotFlushed| is_lost(why) && *why != NotFlushed::TooSlow;
        let worst = failed().find(|(_, why)| is_worst(why)).or_else(|| failed().next());
        let Some((nth, why)) = worst else {
            self.question = None;
            return Turn::Leave;
        };
        let key = app.key(Action::Quit).to_owned();
        let changes = self.unsaved(nth);
        let text = match why {
            NotFlushed::Failed(unsaved) if unsaved.copy.is_some() => {
                format!("{key} again leaves without saving {}", unsaved::in_full(changes, unsaved))
            }
            NotFlushed::Failed(unsaved) => {
                format!("{key} again leaves and LOSES {}", unsaved::in_full(changes, unsaved))
            }
            NotFlushed::TooSlow => {
                format!("leaving as soon as the disk answers; {key} again leaves now and keeps a copy of everything")
            }
            NotFlushed::Stopped => format!("{key} again leaves and LOSES {}: {why}", unsaved::changes(changes)),
        };
        if let Some(question) = &mut self.question {
            question.is_slow = failed().all(|(_, why)| *why == NotFlushed::TooSlow);
        }
        app.warn(text);
        Turn::On
    }

    /// What the system asks for: another size, a pause, going on after one, or the end.
    pub(super) fn signal(&mut self, app: &mut App, signal: i32, screen: Option<&mut Screen>) -> Result<(), Ended> {
        let Some(screen) = screen else { return Ok(()) };
        match signal {
            SIGWINCH => {}
            SIGTSTP if !returns_to_a_shell() => app.warn("there is no shell to return to"),
            SIGTSTP => {
                wait_for(&mut self.begin_flushes(), SAVE_BEFORE_ASKING);
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

    /// Has every writer save what it was sent.
    fn begin_flushes(&self) -> Vec<(usize, Flushing)> {
        let begin = |(nth, writer): (usize, &Option<Writer>)| Some((nth, writer.as_ref()?.begin_flush()));
        self.writers.iter().enumerate().filter_map(begin).collect()
    }
}

/// Waits until each has come to an end, but no longer than `patience` for all of them.
fn wait_for(under_way: &mut [(usize, Flushing)], patience: Duration) -> Flushed {
    let begun = Instant::now();
    let mut wait = |(nth, flush): &mut (usize, Flushing)| {
        let outcome = flush.outcome(patience.saturating_sub(begun.elapsed()));
        (*nth, outcome.unwrap_or(Err(NotFlushed::TooSlow)))
    };
    under_way.iter_mut().map(&mut wait).collect()
}

/// Whether somebody would continue this process if it stopped: not where it is what the terminal was opened for.
fn returns_to_a_shell() -> bool {
    process::getsid(None).is_ok_and(|session| session != process::getpgrp())
}
