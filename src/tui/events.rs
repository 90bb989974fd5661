//! What comes in while the screen is shown, each kind from a thread of its own.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crossterm::event::Event as TerminalEvent;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::model::{AnnotationSet, Label};
use crate::store::{Access, OpenError, Opening, Options, SaveState, Session, Source, Writer};

use super::app::Progress;
use super::terminal::give_back;

/// How long a signal waits for the loop before it ends the program by itself: a terminal that isn't read blocks the loop.
const SIGNAL_PATIENCE: Duration = Duration::from_millis(800);

/// What the loop waits for.
pub(super) enum Event {
    /// A key, the mouse, pasted text, another size.
    Terminal(TerminalEvent),
    /// There is no terminal any more.
    Gone,
    Signal(i32),
    /// An article's annotations were read.
    Loaded(Box<Loaded>),
    /// How the annotations of an article stand.
    Saving(usize, SaveState),
    /// How far the work on an article is.
    Progress(usize, Progress),
}

/// What the thread that reads annotations found.
pub(super) struct Loaded {
    pub(super) nth: usize,
    pub(super) outcome: Result<(Session, Option<Writer>), OpenError>,
}

/// Starts the threads that wait for the terminal and for signals.
pub(super) fn listen(sender: &Sender<Event>) -> io::Result<()> {
    let to_loop = sender.clone();
    thread::spawn(move || {
        loop {
            let event = crossterm::event::read().map_or(Event::Gone, Event::Terminal);
            let gone = matches!(event, Event::Gone);
            if to_loop.send(event).is_err() || gone {
                return;
            }
        }
    });
    let to_loop = sender.clone();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if to_loop.send(Event::Signal(signal)).is_err() {
                return;
            }
            if signal != SIGCONT {
                thread::sleep(SIGNAL_PATIENCE);
                give_back();
                std::process::exit(128 + signal);
            }
        }
    });
    Ok(())
}

/// Reads an article's annotations while its text is shown already.
pub(super) fn load(opening: Opening, nth: usize, sender: Sender<Event>) {
    thread::spawn(move || {
        let outcome = read(opening, nth, &sender);
        // Nobody is left to be told when the program has ended meanwhile.
        let _ = sender.send(Event::Loaded(Box::new(Loaded { nth, outcome })));
    });
}

fn read(opening: Opening, nth: usize, sender: &Sender<Event>) -> Result<(Session, Option<Writer>), OpenError> {
    let mut session = opening.load()?;
    let sender = sender.clone();
    let report = Box::new(move |state| {
        let _ = sender.send(Event::Saving(nth, state));
    });
    let writer = match session.access {
        Access::Writable => match session.start_writer(report) {
            Ok(writer) => Some(writer),
            Err(why) => {
                session.access = Access::ReadOnly(why.to_string());
                None
            }
        },
        Access::ReadOnly(_) => None,
    };
    Ok((session, writer))
}

/// Finds out how far the work on each article is.
pub(super) fn survey(sources: Vec<Source>, store: Options, sender: Sender<Event>) {
    thread::spawn(move || {
        for (nth, source) in sources.iter().enumerate() {
            let options = Options { read_only: true, ..store.clone() };
            let progress = match Session::open(source, options) {
                Ok(session) => progress(&session.set, session.article.document.text().len()),
                Err(why) => Progress { problem: why.to_string(), ..Progress::default() },
            };
            if sender.send(Event::Progress(nth, progress)).is_err() {
                return;
            }
        }
    });
}

/// How far the work on an article of so many bytes is.
fn progress(set: &AnnotationSet, bytes: usize) -> Progress {
    let claims = set.iter().filter(|annotation| annotation.label == Label::Claim);
    Progress {
        annotations: set.len(),
        claims: set.count(Label::Claim),
        open_checks: claims.filter(|claim| claim.check.is_open()).count(),
        covered_percent: set.covered_bytes() * 100 / bytes.max(1),
        problem: String::new(),
    }
}
