//! The writer: everything it is sent reaches the disk, whatever the disk does in between.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ascribe::model::{AnnotationSet, Edit, Id};
use ascribe::store::{NotFlushed, Options, Retry, SaveState, Session, Unsaved, Writer};
use rustix::io::Errno;

use crate::trial::{Fate, Step};
use crate::{Desk, marking};

/// Longer than anything here takes.
pub(crate) const LONG: Duration = Duration::from_secs(30);
/// Never again within a test.
pub(crate) const NEVER: Retry = Retry { first: Duration::from_hours(1), longest: Duration::from_hours(1) };
const AT_ONCE: Retry = Retry { first: Duration::from_millis(1), longest: Duration::from_millis(4) };

/// A screen's side of a session: its own set, and what it was told.
pub(crate) struct Screen {
    pub(crate) session: Session,
    pub(crate) writer: Writer,
    pub(crate) states: Receiver<SaveState>,
}

impl Screen {
    pub(crate) fn open(desk: &Desk, retry: Retry) -> Self {
        Self::with(desk, Options { retry, ..desk.options() })
    }

    pub(crate) fn with(desk: &Desk, options: Options) -> Self {
        let mut session = Session::open(&desk.article(), options).unwrap();
        let (sender, states) = mpsc::channel();
        let report = Box::new(move |state| {
            // A test that has seen enough doesn't listen any more.
            let _ = sender.send(state);
        });
        let writer = session.start_writer(report).unwrap();
        Self { session, writer, states }
    }

    pub(crate) fn mark(&mut self, nth: usize) {
        let edit = marking(&self.session.article.document, "Café", &format!("id{nth}"));
        self.session.set.apply(&edit).unwrap();
        self.writer.send(edit);
    }

    /// The next state that isn't `Saving`.
    pub(crate) fn outcome(&self) -> SaveState {
        loop {
            match self.states.recv_timeout(LONG).expect("no outcome") {
                SaveState::Saving => {}
                outcome => return outcome,
            }
        }
    }

    /// Waits for a success and says of how many edits.
    pub(crate) fn saved(&self) -> u64 {
        loop {
            if let SaveState::Saved { edits } = self.outcome() {
                return edits;
            }
        }
    }
}

/// A rule that holds the first sync up until something is sent, and says when it has come to it.
fn held_up() -> (impl FnMut(usize, &Step) -> Fate + Send, Receiver<()>, Sender<()>) {
    let (come, has_come) = mpsc::channel();
    let (go, may_go) = mpsc::channel::<()>();
    let may_go = Mutex::new(may_go);
    let mut first = true;
    let rule = move |_: usize, step: &Step| {
        if matches!(step, Step::Sync(_)) && std::mem::take(&mut first) {
            come.send(()).unwrap();
            // Let go as well when the test ends.
            let _ = may_go.lock().unwrap().recv();
        }
        Fate::Go
    };
    (rule, has_come, go)
}

#[test]
fn an_edit_is_saving_then_saved_and_then_it_is_on_disk() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    screen.mark(0);
    assert_eq!(screen.states.recv_timeout(LONG).unwrap(), SaveState::Saving);
    assert_eq!(screen.states.recv_timeout(LONG).unwrap(), SaveState::Saved { edits: 1 });
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn edits_that_come_during_a_save_are_saved_together() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    let (rule, has_come, go) = held_up();
    desk.disk.follow(rule);
    screen.mark(0);
    has_come.recv_timeout(LONG).unwrap();
    (1..500).for_each(|nth| screen.mark(nth));
    go.send(()).unwrap();
    assert_eq!((screen.outcome(), screen.outcome()), (SaveState::Saved { edits: 1 }, SaveState::Saved { edits: 500 }));
    assert_eq!(desk.disk.renames(), 2);
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn a_flush_waits_for_everything_that_was_sent() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    for nth in 0..50 {
        screen.mark(nth);
        screen.writer.flush(LONG).unwrap();
        assert_eq!(desk.saved().len(), nth + 1);
    }
}

#[test]
fn a_flush_without_an_edit_writes_nothing() {
    let desk = Desk::new();
    let screen = Screen::open(&desk, NEVER);
    screen.writer.flush(LONG).unwrap();
    assert!(!desk.annotations().exists());
    assert!(screen.states.try_recv().is_err());
}

#[test]
fn a_flush_gives_up_on_a_disk_that_does_not_answer() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    let (rule, has_come, go) = held_up();
    desk.disk.follow(rule);
    screen.mark(0);
    has_come.recv_timeout(LONG).unwrap();
    assert_eq!(screen.writer.flush(Duration::from_millis(1)), Err(NotFlushed::TooSlow));
    drop(go);
    screen.writer.flush(LONG).unwrap();
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn a_writer_that_has_ended_has_given_up_its_lock_and_tries_nothing_that_has_failed() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    desk.disk.follow(|_, step| if matches!(step, Step::Write(..)) { Fate::Fail(Errno::NOSPC) } else { Fate::Go });
    screen.mark(0);
    assert!(matches!(screen.outcome(), SaveState::NotSaved { .. }));
    let writes = || desk.disk.steps().iter().filter(|step| matches!(step, Step::Write(..))).count();
    assert_eq!(writes(), 1);
    screen.writer.end(LONG);
    assert_eq!(writes(), 1, "whoever was told that it is not saved can rely on it");
    assert_eq!(desk.open().access, ascribe::store::Access::Writable);
}

#[test]
fn attempts_come_ever_more_seldom_until_an_edit_comes() {
    let desk = Desk::new();
    let retry = Retry { first: Duration::from_millis(1), longest: Duration::from_hours(1) };
    let mut screen = Screen::open(&desk, retry);
    desk.disk.follow(|_, _| Fate::Fail(Errno::IO));
    screen.mark(0);
    // Ten waits, each twice as long as the one before.
    for _ in 0..10 {
        screen.outcome();
    }
    let last = Instant::now();
    screen.outcome();
    assert!(last.elapsed() >= Duration::from_millis(500), "{:?}", last.elapsed());
    screen.mark(1);
    let SaveState::NotSaved { edits: 2, .. } = screen.outcome() else { panic!() };
    let edited = Instant::now();
    screen.outcome();
    assert!(edited.elapsed() < Duration::from_secs(1), "{:?}", edited.elapsed());
}

#[test]
fn attempts_never_come_more_seldom_than_they_may_and_none_after_the_first_is_called_saving() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, AT_ONCE);
    desk.disk.follow(|_, _| Fate::Fail(Errno::IO));
    screen.mark(0);
    assert_eq!(screen.states.recv_timeout(LONG).unwrap(), SaveState::Saving);
    for _ in 0..40 {
        assert!(matches!(screen.states.recv_timeout(LONG).unwrap(), SaveState::NotSaved { .. }));
    }
}

#[test]
fn a_flush_of_what_cannot_be_saved_says_why() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    desk.disk.follow(|_, _| Fate::Fail(Errno::NOSPC));
    screen.mark(0);
    let Err(NotFlushed::Failed(Unsaved { why, copy: None })) = screen.writer.flush(LONG) else { panic!() };
    assert!(why.contains("No space left on device"), "{why}");
}

#[test]
fn a_writer_that_is_dropped_saves_first() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    (0..20).for_each(|nth| screen.mark(nth));
    let Screen { session, writer, .. } = screen;
    drop(writer);
    assert_eq!(desk.saved(), session.set);
    assert_eq!(desk.open().access, ascribe::store::Access::Writable, "the lock goes with the writer");
}

#[test]
fn a_disk_that_recovers_gets_everything_without_being_asked() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, AT_ONCE);
    let is_full = Arc::new(AtomicBool::new(true));
    let full = Arc::clone(&is_full);
    desk.disk.follow(move |_, step| match step {
        Step::Write(..) if full.load(Ordering::SeqCst) => Fate::Fail(Errno::NOSPC),
        _ => Fate::Go,
    });
    screen.mark(0);
    let SaveState::NotSaved { edits: 1, since, unsaved: Unsaved { why, copy: None } } = screen.outcome() else {
        panic!()
    };
    assert!(why.contains("No space left on device while writing"), "{why}");
    screen.mark(1);
    loop {
        match screen.outcome() {
            SaveState::NotSaved { edits: 1, since: then, .. } => assert_eq!(then, since),
            SaveState::NotSaved { edits: 2, since: then, .. } => {
                assert_eq!(then, since, "it is one failure until a save succeeds");
                break;
            }
            state => panic!("{state:?}"),
        }
    }
    is_full.store(false, Ordering::SeqCst);
    assert_eq!(screen.saved(), 2);
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn each_edit_is_an_attempt_however_long_the_next_one_is_off() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    // As far as a save has steps; the last round is the one in which nothing failed.
    for nth in 0.. {
        desk.disk.follow(move |step, _| if step == nth { Fate::Fail(Errno::IO) } else { Fate::Go });
        screen.mark(2 * nth);
        if matches!(screen.outcome(), SaveState::Saved { .. }) {
            assert_eq!(nth, 9);
            break;
        }
        screen.mark(2 * nth + 1);
        assert_eq!(screen.outcome(), SaveState::Saved { edits: 2 * nth as u64 + 2 }, "step {nth}");
        assert_eq!(desk.saved(), screen.session.set);
    }
}

#[test]
fn another_programs_change_is_taken_over_and_the_sessions_alone_is_kept_beside() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    screen.mark(0);
    assert_eq!(screen.saved(), 1);
    let theirs = std::fs::read_to_string(desk.annotations()).unwrap().replace("id0", "theirs");
    std::fs::write(desk.annotations(), &theirs).unwrap();
    screen.mark(1);
    let SaveState::Merged(merged) = screen.outcome() else { panic!("not merged") };
    screen.session.set.apply(&merged.edit).unwrap();
    assert_eq!(screen.saved(), 2);
    let names = desk.names();
    let copy = names.iter().find(|name| name.contains(".conflict-")).unwrap();
    assert!(merged.notice.contains("another program changed") && merged.notice.contains(copy.as_str()));
    assert!(std::fs::read_to_string(desk.path(copy)).unwrap().contains("id1"));
    // `id0` was removed there and not touched here.
    let ids: Vec<_> = desk.saved().iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["id1", "theirs"]);
    assert_eq!(desk.saved(), screen.session.set);
    screen.mark(2);
    assert_eq!(screen.saved(), 3);
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn another_programs_change_that_cannot_be_read_stays_and_so_do_the_sessions_edits() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    screen.mark(0);
    assert_eq!(screen.saved(), 1);
    std::fs::write(desk.annotations(), "{ half a fi").unwrap();
    screen.mark(1);
    let SaveState::NotSaved { unsaved: Unsaved { why, copy: Some(kept) }, edits: 1, .. } = screen.outcome() else {
        panic!()
    };
    let names = desk.names();
    let copy = names.iter().find(|name| name.contains(".conflict-")).unwrap();
    assert_eq!(kept, desk.path(copy));
    assert!(why.contains("another program changed"), "{why}");
    assert!(std::fs::read_to_string(desk.path(copy)).unwrap().contains("id1"));
    assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), "{ half a fi");
    std::fs::rename(desk.path(copy), desk.annotations()).unwrap();
    screen.mark(2);
    assert_eq!(screen.saved(), 3);
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn whatever_step_fails_after_another_programs_change_nothing_of_either_side_is_lost() {
    let theirs_and_ours = |desk: &Desk| {
        let mut ids: Vec<_> = desk.saved().iter().map(|it| it.id.to_string()).collect();
        ids.sort();
        ids
    };
    for nth in 0.. {
        let desk = Desk::new();
        let mut screen = Screen::open(&desk, NEVER);
        screen.mark(0);
        assert_eq!(screen.saved(), 1);
        let saved = std::fs::read_to_string(desk.annotations()).unwrap();
        let theirs = desk.saved_with("Café", "theirs");
        assert_ne!(saved, theirs);
        std::fs::write(desk.annotations(), theirs).unwrap();
        let failed = Arc::new(AtomicBool::new(false));
        let fails = Arc::clone(&failed);
        desk.disk.follow(move |step, _| {
            let fate = if step == nth { Fate::Fail(Errno::IO) } else { Fate::Go };
            fails.fetch_or(step == nth, Ordering::Relaxed);
            fate
        });
        screen.mark(1);
        let mut states = vec![screen.outcome()];
        while matches!(states.last(), Some(SaveState::Merged(_))) {
            states.push(screen.outcome());
        }
        if !failed.load(Ordering::Relaxed) {
            assert!(nth > 12, "only {nth} steps");
            break;
        }
        desk.disk.follow(|_, _| Fate::Go);
        screen.mark(2);
        assert_eq!(screen.saved(), 3, "step {nth}");
        assert_eq!(theirs_and_ours(&desk), ["id0", "id1", "id2", "theirs"], "step {nth}");
    }
}

#[test]
fn an_edit_that_does_not_fit_is_told_and_mended_by_the_whole_set() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    let stray = marking(&screen.session.article.document, "Café", "stray").inverse();
    screen.writer.send(stray);
    assert_eq!(screen.outcome(), SaveState::OutOfStep);
    let SaveState::NotSaved { unsaved: Unsaved { why, .. }, .. } = screen.outcome() else { panic!() };
    assert!(why.starts_with("internal error: `stray`"), "{why}");
    screen.mark(0);
    assert!(matches!(screen.outcome(), SaveState::NotSaved { .. }));
    assert_eq!(desk.saved(), screen.session.set, "what fits is saved all the same");
    screen.writer.restate(screen.session.set.clone());
    assert_eq!(screen.saved(), 2);
}

#[test]
fn a_panic_in_one_save_does_not_end_all_saving() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    let mut first = true;
    desk.disk.follow(move |_, _| {
        assert!(!std::mem::take(&mut first), "a panic on purpose");
        Fate::Go
    });
    screen.mark(0);
    let SaveState::NotSaved { unsaved: Unsaved { why, .. }, .. } = screen.outcome() else { panic!() };
    assert!(why.contains("a panic on purpose"), "{why}");
    screen.mark(1);
    assert_eq!(screen.saved(), 2);
    assert_eq!(desk.saved(), screen.session.set);
}

#[test]
fn an_edit_that_is_taken_back_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    let mut screen = Screen::open(&desk, NEVER);
    screen.mark(0);
    screen.writer.flush(LONG).unwrap();
    let before = std::fs::read(desk.annotations()).unwrap();
    let edit: Edit = screen.session.set.removing(&Id::new("id0"));
    screen.writer.send(edit.clone());
    screen.writer.flush(LONG).unwrap();
    assert_eq!(desk.saved(), AnnotationSet::default());
    screen.writer.send(edit.inverse());
    screen.writer.flush(LONG).unwrap();
    assert_eq!(std::fs::read(desk.annotations()).unwrap(), before);
}
