//! The writer: a thread that keeps a replica of the annotations and saves it whenever edits have come.
//!
//! It is sent edits, not the whole set, so that a key costs no more in a large set than in a small one. While one save
//! is under way, edits gather; the next save takes them all. Nothing is ever dropped: what can't be saved stays in the
//! replica and is tried again.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use super::annotations::{AnnotationFile, Merged};
use super::failure::SaveError;
use super::spare::{Copying, Spare};
use crate::model::{AnnotationSet, Edit};

/// How long a writer that is dropped waits for its last save.
const LAST_SAVE: Duration = Duration::from_secs(2);

/// How often another program's changes are taken over in one save before it is left for the next.
const MERGES: usize = 3;

/// What is told of every change in the state of saving. It must not wait: saving stands still until it returns.
pub type Report = Box<dyn Fn(SaveState) + Send>;

/// How far saving is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// A save is under way.
    Saving,
    /// All is on disk and survives a power cut.
    Saved {
        /// How many edits that is, counted from the first one sent.
        edits: u64,
    },
    /// Something isn't in the annotation file. It is in memory and is tried again.
    NotSaved {
        /// Why, and where it is kept instead.
        unsaved: Unsaved,
        /// How many of the edits sent are not in the file.
        edits: u64,
        /// When the first save failed of those that did since the last success.
        since: Instant,
    },
    /// Another program changed the file. The replica has taken that over, and so should the annotations on the screen.
    Merged(Merged),
    /// Everything is saved, but there is something to say, in one sentence.
    Remark(String),
    /// An edit didn't fit the writer's replica, which is a mistake in this program: [`Writer::restate`] mends it.
    OutOfStep,
}

/// Why something isn't saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unsaved {
    /// Why, in one sentence that doesn't name the copy.
    pub why: String,
    /// Where all of it is kept instead, if it is anywhere.
    pub copy: Option<PathBuf>,
}

impl From<String> for Unsaved {
    fn from(why: String) -> Self {
        Self { why, copy: None }
    }
}

impl From<SaveError> for Unsaved {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Rescued { error, copy } => Self { why: error.to_string(), copy: Some(copy) },
            SaveError::ChangedOnDisk { path, copy } => Self {
                why: format!("another program changed {}: put the right one of the two in its place", path.display()),
                copy: Some(copy),
            },
            SaveError::Failed { .. } | SaveError::Unrescued { .. } => error.to_string().into(),
        }
    }
}

/// When a save that failed is tried again, besides on each edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// How long after the first failure; twice as long after each further one.
    pub first: Duration,
    /// The longest wait between two attempts.
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { first: Duration::from_secs(2), longest: Duration::from_secs(30) }
    }
}

/// Why a flush can't say that everything is saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFlushed {
    /// The save failed.
    #[error(transparent)]
    Failed(Unsaved),
    /// The disk took longer than the caller would wait.
    #[error("the disk doesn't answer")]
    TooSlow,
    /// The thread is gone.
    #[error("internal error: the writer has stopped; please report it")]
    Stopped,
}

/// The sending end of the thread. Dropped, it waits a while for the last save.
pub struct Writer {
    /// `None` once the thread is to end.
    inbox: Option<Sender<Message>>,
    /// Nothing comes; it is closed once the thread has ended and given up the lock.
    ended: Receiver<Infallible>,
    spare: Option<Spare>,
}

/// A flush that is under way.
pub struct Flushing {
    answered: Receiver<Outcome>,
    outcome: Option<Result<(), NotFlushed>>,
}

enum Message {
    Edit(Edit),
    Whole(Box<AnnotationSet>),
    Flush(SyncSender<Outcome>),
}

type Outcome = Result<(), Unsaved>;

impl Writer {
    /// Starts the thread with a replica of what `file` holds.
    ///
    /// `unsaved` says that it holds more than `file` does already.
    pub(super) fn start(
        file: AnnotationFile,
        set: AnnotationSet,
        unsaved: bool,
        retry: Retry,
        report: Report,
    ) -> io::Result<Self> {
        let (inbox, messages) = mpsc::channel();
        let (lives, ended) = mpsc::channel();
        let spare = file.spare();
        let keeping =
            Keeping { file, set, retry, report, sent: 0, saved: 0, unsaved, out_of_step: None, failure: None };
        let run = move || {
            keeping.run(&messages);
            drop(lives);
        };
        thread::Builder::new().name("writer".to_owned()).spawn(run)?;
        Ok(Self { inbox: Some(inbox), ended, spare })
    }

    /// Has an edit saved that has just been applied. Never waits for the disk.
    pub fn send(&self, edit: Edit) {
        self.post(Message::Edit(edit));
    }

    /// Has a whole set saved instead of the replica: for when the two are out of step.
    pub fn restate(&self, set: AnnotationSet) {
        self.post(Message::Whole(Box::new(set)));
    }

    /// Waits until everything sent is saved, or the attempt failed, but no longer than `patience`.
    pub fn flush(&self, patience: Duration) -> Result<(), NotFlushed> {
        self.begin_flush().outcome(patience).unwrap_or(Err(NotFlushed::TooSlow))
    }

    /// Has everything saved that was sent so far, without waiting for it.
    pub fn begin_flush(&self) -> Flushing {
        let (answer, answered) = mpsc::sync_channel(1);
        self.post(Message::Flush(answer));
        Flushing { answered, outcome: None }
    }

    /// Waits for the last save and the end of the thread, but no longer than `patience`.
    pub fn end(mut self, patience: Duration) {
        self.wait_for_end(patience);
    }

    /// Leaves the thread to a disk that doesn't answer, and has a copy of `set` kept in the rescue folder by another
    /// one; `None` where there is no such folder, or the system starts no thread.
    pub fn abandon(mut self, set: AnnotationSet) -> Option<Copying> {
        self.inbox = None;
        self.spare.take()?.keep(set)
    }

    fn wait_for_end(&mut self, patience: Duration) {
        if self.inbox.take().is_some() {
            // A thread that waits for a dead disk would hold the program up for good.
            let _ = self.ended.recv_timeout(patience);
        }
    }

    fn post(&self, message: Message) {
        // Should the thread be gone, the next flush tells.
        let _ = self.inbox.as_ref().map(|inbox| inbox.send(message));
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.wait_for_end(LAST_SAVE);
    }
}

impl Flushing {
    /// The outcome; `None` where that isn't known within `patience`.
    pub fn outcome(&mut self, patience: Duration) -> Option<Result<(), NotFlushed>> {
        if self.outcome.is_none() {
            self.outcome = match self.answered.recv_timeout(patience) {
                Ok(outcome) => Some(outcome.map_err(NotFlushed::Failed)),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Err(NotFlushed::Stopped)),
            };
        }
        self.outcome.clone()
    }
}

/// The thread's side.
struct Keeping {
    file: AnnotationFile,
    /// The replica.
    set: AnnotationSet,
    retry: Retry,
    report: Report,
    /// How many edits have come.
    sent: u64,
    /// How many of them are on disk.
    saved: u64,
    /// Whether the replica differs from what was last saved.
    unsaved: bool,
    /// Why the replica lacks an edit, if it does.
    out_of_step: Option<String>,
    failure: Option<Failure>,
}

struct Failure {
    unsaved: Unsaved,
    since: Instant,
    /// How long to wait for the next attempt.
    wait: Duration,
}

impl Keeping {
    fn run(mut self, messages: &Receiver<Message>) {
        if self.unsaved {
            self.save(false);
        }
        loop {
            let first = match &self.failure {
                Some(failure) => messages.recv_timeout(failure.wait),
                None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            let is_retry = matches!(first, Err(RecvTimeoutError::Timeout));
            // All that was sent has been tried by now.
            if matches!(first, Err(RecvTimeoutError::Disconnected)) {
                return;
            }
            let mut flushes = Vec::new();
            for message in first.into_iter().chain(messages.try_iter()) {
                self.take(message, &mut flushes);
            }
            if self.unsaved {
                self.save(is_retry);
            }
            for flush in flushes {
                // Whoever asked may have given up by now.
                let _ = flush.send(self.failure.as_ref().map_or(Ok(()), |failure| Err(failure.unsaved.clone())));
            }
        }
    }

    fn take(&mut self, message: Message, flushes: &mut Vec<SyncSender<Outcome>>) {
        match message {
            Message::Edit(edit) => {
                self.sent += 1;
                self.unsaved = true;
                if let Err(unsaved) = caught(|| self.set.apply(&edit).map_err(|why| internal(why).into())) {
                    self.out_of_step = Some(unsaved.why);
                    (self.report)(SaveState::OutOfStep);
                }
            }
            Message::Whole(set) => {
                self.unsaved = true;
                self.set = *set;
                self.out_of_step = None;
            }
            Message::Flush(answer) => flushes.push(answer),
        }
    }

    fn save(&mut self, is_retry: bool) {
        if self.failure.is_none() {
            (self.report)(SaveState::Saving);
        }
        let saved = caught(|| self.save_merged());
        // A replica that lacks an edit is worth saving, but that isn't all that was to be saved.
        match saved.and_then(|()| self.out_of_step.clone().map_or(Ok(()), |why| Err(why.into()))) {
            Ok(()) => self.succeeded(),
            Err(unsaved) => self.failed(unsaved, is_retry),
        }
    }

    /// Saves, and takes over whatever another program saved meanwhile.
    fn save_merged(&mut self) -> Outcome {
        let mut saved = self.file.save(&self.set);
        for _ in 0..MERGES {
            let Err(SaveError::ChangedOnDisk { copy, .. }) = &saved else { break };
            let Some(merged) = self.file.merge(&self.set, copy) else { break };
            self.set.apply(&merged.edit).map_err(internal)?;
            (self.report)(SaveState::Merged(merged));
            saved = self.file.save(&self.set);
        }
        Ok(saved?)
    }

    fn succeeded(&mut self) {
        (self.saved, self.unsaved, self.failure) = (self.sent, false, None);
        (self.report)(SaveState::Saved { edits: self.saved });
        for remark in self.file.take_remarks() {
            (self.report)(SaveState::Remark(remark));
        }
    }

    /// Keeps everything for the next attempt.
    fn failed(&mut self, unsaved: Unsaved, is_retry: bool) {
        let (since, waited) = match &self.failure {
            Some(failure) => (failure.since, failure.wait),
            None => (Instant::now(), Duration::ZERO),
        };
        // An edit is a sign that somebody is there and may have made room.
        let wait = if is_retry { waited.saturating_mul(2).min(self.retry.longest) } else { self.retry.first };
        self.failure = Some(Failure { unsaved: unsaved.clone(), since, wait });
        (self.report)(SaveState::NotSaved { unsaved, edits: self.sent - self.saved, since });
    }
}

/// Turns a panic into an error, so that a mistake in one save doesn't end all saving.
fn caught(act: impl FnOnce() -> Outcome) -> Outcome {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| Err(internal(words(&*panic)).into()))
}

fn internal(mistake: impl fmt::Display) -> String {
    format!("internal error: {mistake}; please report it")
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic")
}
