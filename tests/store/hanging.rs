//! A disk that hangs in the middle of a save, and the copy that is kept when nobody waits for it any more.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use ascribe::model::Id;
use ascribe::store::{NotFlushed, Options, SaveState, Session};

use crate::Desk;
use crate::trial::{Fate, Step};
use crate::writer::{LONG, NEVER, Screen};

/// A session with a rescue folder whose second save hangs in the sync of its draft.
fn hung(desk: &Desk) -> (Screen, Options) {
    let options = Options { rescue: Some(desk.open.path().join("rescue")), retry: NEVER, ..desk.options() };
    let mut screen = Screen::with(desk, options.clone());
    screen.mark(0);
    assert_eq!(screen.saved(), 1);
    let (come, has_come) = mpsc::channel();
    desk.disk.follow(move |_, step| match step {
        Step::Sync(path) if path.file_name().is_some_and(|name| name.to_string_lossy().contains("story.txt")) => {
            let _ = come.send(());
            Fate::Hang
        }
        _ => Fate::Go,
    });
    screen.mark(1);
    has_come.recv_timeout(LONG).unwrap();
    assert_eq!(screen.writer.flush(Duration::ZERO), Err(NotFlushed::TooSlow));
    (screen, options)
}

fn soon() -> Instant {
    Instant::now() + LONG
}

#[test]
fn a_writer_that_a_disk_holds_up_is_left_to_it_with_a_copy_that_the_next_session_takes_over() {
    let desk = Desk::new();
    let (screen, options) = hung(&desk);
    let Screen { session, writer, states } = screen;
    let copied = writer.abandon(session.set.clone()).unwrap().wait(soon()).unwrap();
    assert!(copied.is_safe, "{copied:?}");
    assert!(std::fs::read_to_string(&copied.path).unwrap().contains("id1"));
    // The program is gone by then, and what it was doing with it.
    std::fs::rename(desk.annotations(), desk.path("kept")).unwrap();
    desk.disk.let_go();
    while states.recv_timeout(LONG).is_ok() {}
    std::fs::rename(desk.path("kept"), desk.annotations()).unwrap();
    let next = Session::open(&desk.article(), options).unwrap();
    assert_eq!(next.set, session.set);
    assert!(next.notices.concat().contains("is back, from"), "{:?}", next.notices);
}

#[test]
fn a_copy_beyond_a_removal_removes_nothing_twice_and_brings_nothing_back() {
    let desk = Desk::new();
    let (mut screen, options) = hung(&desk);
    let edit = screen.session.set.removing(&Id::new("id0"));
    screen.session.set.apply(&edit).unwrap();
    let Screen { session, writer, states } = screen;
    writer.abandon(session.set.clone()).unwrap().wait(soon()).unwrap();
    std::fs::rename(desk.annotations(), desk.path("kept")).unwrap();
    desk.disk.let_go();
    while states.recv_timeout(LONG).is_ok() {}
    std::fs::rename(desk.path("kept"), desk.annotations()).unwrap();
    // It goes beyond just the state that is in the file, so what it lacks was removed.
    assert_eq!(Session::open(&desk.article(), options).unwrap().set, session.set);
}

#[test]
fn a_disk_that_answers_once_its_writer_was_left_to_it_still_gets_everything() {
    let desk = Desk::new();
    let (screen, options) = hung(&desk);
    let Screen { session, writer, states } = screen;
    writer.abandon(session.set.clone()).unwrap().wait(soon()).unwrap();
    desk.disk.let_go();
    while states.recv_timeout(LONG).is_ok() {}
    assert_eq!(desk.saved(), session.set);
    assert_eq!(Session::open(&desk.article(), options).unwrap().set, session.set);
}

#[test]
fn where_every_sync_hangs_the_copy_can_be_read_all_the_same() {
    let desk = Desk::new();
    let (screen, _) = hung(&desk);
    desk.disk.follow(|_, step| if matches!(step, Step::Sync(_) | Step::SyncFolder(_)) { Fate::Hang } else { Fate::Go });
    let Screen { session, writer, .. } = screen;
    let copying = writer.abandon(session.set).unwrap();
    let rescue = desk.open.path().join("rescue");
    let deadline = soon();
    let is_there = || rescue.read_dir().ok()?.flatten().find(|it| it.path().extension() == Some("json".as_ref()));
    while is_there().is_none() {
        assert!(Instant::now() < deadline, "no copy");
        std::thread::sleep(Duration::from_millis(1));
    }
    let copied = copying.wait(Instant::now() + Duration::from_millis(50)).unwrap();
    assert!(!copied.is_safe, "{copied:?}");
    assert!(std::fs::read_to_string(&copied.path).unwrap().contains("id1"));
    desk.disk.let_go();
}

#[test]
fn where_there_is_no_place_for_a_copy_a_writer_is_left_without_one() {
    let desk = Desk::new();
    let Screen { session, writer, .. } = Screen::open(&desk, NEVER);
    assert!(writer.abandon(session.set).is_none());
}

#[test]
fn the_end_of_a_writer_waits_for_a_disk_only_as_long_as_it_is_told_to() {
    for is_dropped in [false, true] {
        let desk = Desk::new();
        let (Screen { writer, states, .. }, _) = hung(&desk);
        if is_dropped {
            drop(writer);
        } else {
            writer.end(Duration::ZERO);
        }
        assert!(states.try_iter().all(|state| state == SaveState::Saving), "it was waited for");
        desk.disk.let_go();
    }
}
