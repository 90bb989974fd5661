//! What comes in while the screen is shown, each kind from a thread of its own.

use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, read};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::model::{AnnotationSet, Coverage, Document, Offset, Readings};
use crate::store::{
    Access, Copied, Copies, OpenError, Opening, Options, Plain, ReadOnly, RealDisk, SaveState, Session, Source, Writer,
};

use super::app::Progress;
use super::beside::{Occurrences, Wanted};
use super::ended::Ended;
use super::guess;
use super::hidden::hidden_from;
use super::input::Input;
use super::terminal::{give_back, is_taken, panics};

/// How long a signal waits for the loop before it ends the program by itself: a terminal that isn't read blocks the loop.
const SIGNAL_PATIENCE: Duration = Duration::from_millis(650);
/// How long it then tries to give the terminal back. Together with the wait before it that is less than a second.
const SIGNAL_UNREAD: Duration = Duration::from_millis(250);
/// How long to wait before looking whether the terminal is ours again.
const AWAY: Duration = Duration::from_millis(5);

/// What the loop waits for.
pub(super) enum Event {
    /// A key, the mouse, pasted text, the focus.
    Terminal(TerminalEvent),
    /// Characters that came at once, more of them than anybody types.
    Typed(Vec<KeyEvent>),
    /// There is no terminal any more.
    Gone,
    /// A mistake in this program, in a thread beside the loop.
    Broken(String),
    Signal(i32),
    /// An article's annotations were read.
    Loaded(Box<Loaded>),
    /// What of an article is marked was found out.
    Surveyed(Box<Surveyed>),
    /// What keys ask of the text was read.
    Read,
    /// Where else a name stands was found out.
    Occurrences(Arc<Document>, Occurrences),
    /// How the annotations of an article stand.
    Saving(usize, SaveState),
    /// How far the work on an article is.
    Progress(usize, Box<Progress>),
}

/// What the thread that reads annotations found.
pub(super) struct Loaded {
    pub(super) nth: usize,
    pub(super) outcome: Result<Opened, OpenError>,
}

/// What the thread that looks for what there is to check found.
pub(super) struct Surveyed {
    pub(super) nth: usize,
    pub(super) document: Arc<Document>,
    pub(super) coverage: Coverage,
    /// Of which annotations it is the coverage.
    pub(super) revision: u64,
}

/// An article that can be worked on.
pub(super) struct Opened {
    pub(super) session: Session,
    /// None where nothing may be written.
    pub(super) writer: Option<Writer>,
    /// How many characters of the article can't be seen by themselves.
    pub(super) hidden: usize,
}

/// Keeps signals from ending the program by themselves, from now on, for [`listen`] to hear.
pub(super) fn signals() -> io::Result<Signals> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP, SIGWINCH])
}

/// Starts the threads that wait for the terminal and for signals.
pub(super) fn listen(sender: &Sender<Event>, mut signals: Signals) -> Result<(), Ended> {
    let terminal = terminal()?;
    let to_loop = sender.clone();
    start("keys", move || {
        // Without keys nothing can be done but leave.
        let _ = panics::caught(|| read_terminal(&terminal, &to_loop));
        let _ = to_loop.send(Event::Gone);
    })
    .map_err(Ended::NoThread)?;
    let to_loop = sender.clone();
    start("signals", move || {
        for signal in signals.forever() {
            if to_loop.send(Event::Signal(signal)).is_err() {
                return;
            }
            if ![SIGCONT, SIGTSTP, SIGWINCH].contains(&signal) {
                thread::sleep(SIGNAL_PATIENCE);
                give_back(SIGNAL_UNREAD);
                std::process::exit(signal.saturating_add(128));
            }
        }
    })
    .map_err(Ended::NoThread)
}

/// Starts a thread, which the system may refuse.
fn start(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

/// Where keys come from: standard input, or the terminal itself where an article comes from there.
fn terminal() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned();
    }
    Ok(rustix::fs::open("/dev/tty", OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?)
}

/// Reads what is typed until there is no terminal any more, or nobody who listens.
fn read_terminal(terminal: &OwnedFd, to_loop: &Sender<Event>) -> rustix::io::Result<()> {
    let mut input = Input::default();
    let begun = Instant::now();
    let mut bytes = [0; 4096];
    loop {
        let patience = input.patience().and_then(|patience| Timespec::try_from(patience).ok());
        let events = match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], patience.as_ref()) {
            Ok(0) => input.silence(),
            // What is typed once the terminal was given back is for the shell.
            Ok(_) if !is_taken() => {
                thread::sleep(AWAY);
                continue;
            }
            Ok(_) => match read(terminal, &mut bytes) {
                Ok(0) => return Ok(()),
                Ok(length) => input.feed(bytes.get(..length).unwrap_or_default(), begun.elapsed()),
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Err(error) => return Err(error),
            },
            Err(Errno::INTR) => continue,
            Err(error) => return Err(error),
        };
        for event in together(events) {
            if to_loop.send(event).is_err() {
                return Ok(());
            }
        }
    }
}

/// Events with the characters that came at once as one, so that what they are written into is stored once for all of them.
fn together(events: Vec<TerminalEvent>) -> Vec<Event> {
    let mut all = Vec::new();
    for event in events {
        match (event, all.last_mut()) {
            (TerminalEvent::Key(key), Some(Event::Typed(keys))) if is_character(key) => keys.push(key),
            (TerminalEvent::Key(key), _) if is_character(key) => all.push(Event::Typed(vec![key])),
            (event, _) => all.push(Event::Terminal(event)),
        }
    }
    all
}

fn is_character(key: KeyEvent) -> bool {
    let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
    plain && key.kind == KeyEventKind::Press && matches!(key.code, KeyCode::Char(_))
}

/// Reads an article's annotations while its text is shown already.
pub(super) fn load(opening: Opening, nth: usize, readings: Arc<Readings>, sender: Sender<Event>) -> io::Result<()> {
    start("annotations", move || {
        let mut set = AnnotationSet::default();
        let event = match panics::caught(|| open(opening, nth, &sender)) {
            Ok(outcome) => {
                if let Ok(opened) = &outcome {
                    set.clone_from(&opened.session.set);
                }
                Event::Loaded(Box::new(Loaded { nth, outcome }))
            }
            Err(why) => Event::Broken(why),
        };
        // Nobody is left to be told when the program has ended meanwhile.
        let _ = sender.send(event);
        // What counts for coverage can wait until there is something to work on.
        let look = || Coverage::new(Arc::new(readings.material()), &set);
        let _ = sender.send(match panics::caught(look) {
            Ok(coverage) => {
                let document = Arc::clone(readings.document());
                Event::Surveyed(Box::new(Surveyed { nth, document, coverage, revision: set.revision() }))
            }
            Err(why) => Event::Broken(why),
        });
    })
}

fn open(opening: Opening, nth: usize, sender: &Sender<Event>) -> Result<Opened, OpenError> {
    let mut session = opening.load()?;
    let copies = session.annotations.as_deref().map(|named| Copies::default().of(&RealDisk, named));
    session.notices.extend(Copied::notice(&copies.unwrap_or_default()));
    let sender = sender.clone();
    let report = Box::new(move |state| {
        let _ = sender.send(Event::Saving(nth, state));
    });
    let writer = match session.access {
        Access::Writable => match session.start_writer(report) {
            Ok(writer) => Some(writer),
            Err(why) => {
                session.access = Access::ReadOnly(ReadOnly::NoThread(Plain(&why).to_string()));
                None
            }
        },
        Access::ReadOnly(_) => None,
    };
    let hidden = hidden_from(session.article.document.text(), 0).count();
    Ok(Opened { session, writer, hidden })
}

/// Starts the thread that works out beside the screen what desks want, and returns what that is told by.
pub(super) fn work_beside(to_loop: Sender<Event>) -> io::Result<Sender<Wanted>> {
    let (sender, wanted) = mpsc::channel();
    start("reading", move || {
        if let Err(why) = panics::caught(|| answer(&wanted, &to_loop)) {
            let _ = to_loop.send(Event::Broken(why));
        }
    })?;
    Ok(sender)
}

/// Answers what is wanted until nobody wants anything any more. In between, the article that is open is read to its end.
fn answer(wanted: &Receiver<Wanted>, to_loop: &Sender<Event>) {
    let mut article: Option<(Arc<Readings>, Offset)> = None;
    loop {
        let next = match &article {
            Some(_) => match wanted.try_recv() {
                Err(TryRecvError::Empty) => {
                    article = article.filter(|(readings, place)| readings.read_on(*place));
                    continue;
                }
                next => next.ok(),
            },
            None => wanted.recv().ok(),
        };
        let event = match next {
            Some(Wanted::Reading(readings, place)) => {
                readings.read_from(place, guess::SENTENCES);
                article = Some((readings, place));
                Event::Read
            }
            Some(Wanted::Occurrences(document, name)) => {
                let found = Occurrences::of(&document, name);
                Event::Occurrences(document, found)
            }
            None => return,
        };
        if to_loop.send(event).is_err() {
            return;
        }
    }
}

/// Finds out how far the work on each article is.
pub(super) fn survey(sources: Vec<Source>, store: Options, sender: Sender<Event>) -> io::Result<()> {
    start("progress", move || {
        for (nth, source) in sources.iter().enumerate() {
            let options = Options { read_only: true, ..store.clone() };
            let opened = panics::caught(|| Session::open(source, options));
            let progress = match opened {
                Ok(Ok(session)) => {
                    let (document, set) = (&session.article.document, &session.set);
                    Progress::of(document, set, &Coverage::of(document, set))
                }
                Ok(Err(why)) => Progress::problem(why.to_string()),
                Err(why) => Progress::problem(format!("internal error: {why}")),
            };
            if sender.send(Event::Progress(nth, Box::new(progress))).is_err() {
                return;
            }
        }
    })
}
