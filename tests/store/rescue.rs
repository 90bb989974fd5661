//! What can't be saved in its place is kept in another, comes back, and then is there no more; what is bad is put aside.

use std::fs::{File, FileTimes, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use ascribe::store::{Access, CommitError, Options, SaveError, SaveState, Session};
use rustix::io::Errno;

use crate::trial::{Fate, Step};
use crate::{Desk, NOBODY, marking};

fn folder(desk: &Desk) -> PathBuf {
    desk.path("state/rescue")
}

fn open(desk: &Desk) -> Session {
    let options = Options { rescue: Some(folder(desk)), sets_aside: true, ..desk.options() };
    Session::open(&desk.article(), options).unwrap()
}

fn copies(desk: &Desk) -> Vec<PathBuf> {
    let Ok(entries) = folder(desk).read_dir() else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Makes every save in the article's own folder fail, as a full disk does.
fn fill_up(desk: &Desk) {
    let full = desk.folder.path().to_owned();
    desk.disk.follow(move |_, step| match step {
        Step::Create(path) if path.parent() == Some(&full) => Fate::Fail(Errno::NOSPC),
        _ => Fate::Go,
    });
}

/// Marks a quote and says why it isn't saved.
fn mark_in_vain(session: &mut Session, quote: &str, id: &str) -> SaveError {
    match session.commit(&marking(&session.article.document, quote, id)) {
        Err(CommitError::NotSaved(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_saved_is_kept_elsewhere_and_the_reason_says_where() {
    let desk = Desk::new();
    let mut session = open(&desk);
    fill_up(&desk);
    let why = mark_in_vain(&mut session, "Café", "a").to_string();
    let [copy] = copies(&desk).try_into().unwrap();
    assert!(
        why.starts_with("No space left on device") && why.ends_with(&format!(", copy in {}", copy.display())),
        "{why}"
    );
    assert!(std::fs::read_to_string(&copy).unwrap().contains("Café"));
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&copy), mode(&folder(&desk))), (0o600, 0o700));
}

#[test]
fn the_next_session_brings_it_back_and_a_save_ends_the_copy() {
    let desk = Desk::new();
    open(&desk).commit(&marking(&desk.open().article.document, "The dam is safe", "there")).unwrap();
    let mut session = open(&desk);
    fill_up(&desk);
    mark_in_vain(&mut session, "Café", "a");
    drop(session);
    desk.disk.follow(|_, _| Fate::Go);
    let mut session = open(&desk);
    assert_eq!(session.set.len(), 2);
    assert!(session.notices.iter().any(|it| it.contains("could not save is back")), "{:?}", session.notices);
    drop(session.start_writer(Box::new(|_| {})).unwrap());
    assert_eq!((desk.saved().len(), copies(&desk)), (2, vec![]));
    assert_eq!(open(&desk).notices, [""; 0]);
}

#[test]
fn what_was_removed_in_vain_is_removed_again_unless_somebody_else_changed_the_file() {
    for elsewhere in [false, true] {
        let desk = Desk::new();
        open(&desk).commit(&marking(&desk.open().article.document, "The dam is safe", "there")).unwrap();
        let mut session = open(&desk);
        fill_up(&desk);
        let removal = session.set.removing(&ascribe::model::Id::new("there"));
        assert!(matches!(session.commit(&removal), Err(CommitError::NotSaved(SaveError::Rescued { .. }))));
        drop(session);
        desk.disk.follow(|_, _| Fate::Go);
        if elsewhere {
            std::fs::write(desk.annotations(), desk.saved_with("Café", "theirs")).unwrap();
        }
        assert_eq!(open(&desk).set.len(), if elsewhere { 2 } else { 0 });
    }
}

/// Leaves a copy with one annotation in the rescue folder.
fn leave_a_copy(desk: &Desk) -> PathBuf {
    let mut session = open(desk);
    fill_up(desk);
    mark_in_vain(&mut session, "Café", "a");
    drop(session);
    desk.disk.follow(|_, _| Fate::Go);
    let [copy] = copies(desk).try_into().unwrap();
    copy
}

#[test]
fn a_copy_that_cannot_be_removed_brings_nothing_back_that_was_removed_since() {
    let desk = Desk::new();
    let copy = leave_a_copy(&desk);
    let mut session = open(&desk);
    desk.disk.follow(|_, step| if matches!(step, Step::Remove(_)) { Fate::Fail(Errno::ACCESS) } else { Fate::Go });
    session.commit(&marking(&session.article.document, "The dam is safe", "b")).unwrap();
    session.commit(&session.set.removing(&ascribe::model::Id::new("a"))).unwrap();
    drop(session);
    assert_eq!(std::fs::read(&copy).unwrap(), b"", "what it held is in its place");
    let mut session = open(&desk);
    assert_eq!((session.set.len(), session.notices.as_slice()), (1, [].as_slice()));
    desk.disk.follow(|_, _| Fate::Go);
    session.commit(&marking(&session.article.document, "Café", "c")).unwrap();
    assert_eq!((desk.saved().len(), copies(&desk)), (2, vec![]));
}

#[test]
fn a_copy_that_can_neither_be_removed_nor_emptied_is_named_once() {
    let desk = Desk::new();
    let copy = leave_a_copy(&desk);
    let mut session = open(&desk);
    let brought_back = session.notices.len();
    desk.disk.follow(|_, step| match step {
        Step::Remove(_) | Step::Empty(_) => Fate::Fail(Errno::ROFS),
        _ => Fate::Go,
    });
    for (quote, id) in [("The dam is safe", "b"), ("said", "c")] {
        session.commit(&marking(&session.article.document, quote, id)).unwrap();
    }
    let [notice] = &session.notices[brought_back..] else { panic!("{:?}", session.notices) };
    assert!(notice.contains(copy.to_str().unwrap()) && notice.contains("Read-only file system"), "{notice}");
    assert!(notice.contains("remove it yourself"), "{notice}");
}

#[test]
fn a_writer_says_so_too() {
    let desk = Desk::new();
    leave_a_copy(&desk);
    let mut session = open(&desk);
    desk.disk.follow(|_, step| match step {
        Step::Remove(_) | Step::Empty(_) => Fate::Fail(Errno::ROFS),
        _ => Fate::Go,
    });
    let (sender, states) = std::sync::mpsc::channel();
    drop(session.start_writer(Box::new(move |state| sender.send(state).unwrap())).unwrap());
    let last = states.iter().last().unwrap();
    assert!(matches!(&last, SaveState::Remark(remark) if remark.contains("can't be removed")), "{last:?}");
}

#[test]
fn what_cannot_be_read_of_an_earlier_session_is_said() {
    let desk = Desk::new();
    let copy = leave_a_copy(&desk);
    desk.disk.follow(|_, step| if *step == Step::List { Fate::Fail(Errno::IO) } else { Fate::Go });
    let said = |desk: &Desk| open(desk).notices.concat();
    assert!(said(&desk).contains(&format!("{} can't be read (Input/output error)", folder(&desk).display())));
    desk.disk.follow(|nth, step| {
        // The first two are of the annotation file.
        if *step == Step::Read && nth > 7 { Fate::Fail(Errno::IO) } else { Fate::Go }
    });
    let why = said(&desk);
    assert!(why.contains(&format!("{} can't be read (Input/output error)", copy.display())), "{why}");
    desk.disk.follow(|_, _| Fate::Go);
    std::fs::write(&copy, "{ half a fi").unwrap();
    assert!(said(&desk).contains("what an earlier session could not save stays there"), "{}", said(&desk));
}

#[test]
fn the_folder_is_closed_to_others_and_its_name_is_safe_before_anything_in_it_is_called_kept() {
    let desk = Desk::new();
    std::fs::create_dir_all(folder(&desk)).unwrap();
    std::fs::set_permissions(folder(&desk), Permissions::from_mode(0o755)).unwrap();
    leave_a_copy(&desk);
    assert_eq!(std::fs::metadata(folder(&desk)).unwrap().permissions().mode() & 0o777, 0o700);
    let desk = Desk::new();
    let mut session = open(&desk);
    fill_up(&desk);
    mark_in_vain(&mut session, "Café", "a");
    let synced = |folder: PathBuf| desk.disk.steps().contains(&Step::SyncFolder(folder));
    for named_in in [desk.folder.path().to_owned(), desk.path("state"), folder(&desk)] {
        assert!(synced(named_in.clone()), "{}", named_in.display());
    }
}

#[test]
fn drafts_of_copies_are_swept_too_but_not_those_of_other_articles() {
    let desk = Desk::new();
    let copy = leave_a_copy(&desk);
    let name = copy.file_name().unwrap().to_str().unwrap();
    let drafts = [format!(".{name}.{NOBODY}-0a1b2c3d.tmp"), format!(".0{name}.{NOBODY}-0a1b2c3d.tmp")];
    for draft in &drafts {
        let path = folder(&desk).join(draft);
        std::fs::write(&path, "{").unwrap();
        let old = FileTimes::new().set_modified(SystemTime::now() - Duration::from_hours(25));
        File::options().write(true).open(path).unwrap().set_times(old).unwrap();
    }
    drop(open(&desk));
    assert_eq!(drafts.map(|draft| folder(&desk).join(draft).exists()), [false, true]);
}

#[test]
fn where_the_copy_fails_too_both_reasons_are_said() {
    let desk = Desk::new();
    let mut session = open(&desk);
    desk.disk.follow(|_, step| if matches!(step, Step::Create(_)) { Fate::Fail(Errno::NOSPC) } else { Fate::Go });
    let why = mark_in_vain(&mut session, "Café", "a").to_string();
    assert!(why.contains("no copy could be kept either: No space left on device"), "{why}");
}

#[test]
fn a_reader_is_shown_the_file_and_leaves_the_copy() {
    let desk = Desk::new();
    let mut session = open(&desk);
    fill_up(&desk);
    mark_in_vain(&mut session, "Café", "a");
    drop(session);
    let options = Options { rescue: Some(folder(&desk)), read_only: true, ..desk.options() };
    assert_eq!(Session::open(&desk.article(), options).unwrap().set.len(), 0);
    assert_eq!(copies(&desk).len(), 1);
}

/// A file of ours that breaks off.
const HALF: &str = "{\"format\": \"ascribe\", \"half a fi";

#[test]
fn a_damaged_file_is_set_aside_whole_by_the_first_save_and_not_before() {
    let desk = Desk::new();
    for bytes in [HALF, "", HALF] {
        std::fs::write(desk.annotations(), bytes).unwrap();
        let mut session = open(&desk);
        let before = desk.names().iter().filter(|name| name.contains(".bad-")).count();
        assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), bytes);
        assert!(session.fault.is_some() && session.notices.concat().contains("is damaged: "), "{:?}", session.notices);
        session.commit(&marking(&session.article.document, "Café", "a")).unwrap();
        let names = desk.names();
        let aside: Vec<_> = names.iter().filter(|name| name.starts_with("story.txt.ascribe.json.bad-")).collect();
        assert!(aside.iter().any(|name| session.notices.concat().contains(name.as_str())), "{:?}", session.notices);
        assert!(aside.iter().any(|name| std::fs::read_to_string(desk.path(name)).unwrap() == bytes));
        assert!(aside.len() == before.max(1) || before < 2);
        assert_eq!(desk.saved().len(), 1);
    }
    assert_eq!(desk.names().iter().filter(|name| name.contains(".bad-")).count(), 2);
}

#[test]
fn a_damaged_file_that_somebody_mends_meanwhile_is_taken_over() {
    let desk = Desk::new();
    let mended = desk.saved_with("Café", "theirs");
    std::fs::write(desk.annotations(), HALF).unwrap();
    let mut session = open(&desk);
    std::fs::write(desk.annotations(), mended).unwrap();
    session.commit(&marking(&session.article.document, "Café", "ours")).unwrap();
    assert_eq!(desk.saved().len(), 2);
    assert!(!desk.names().iter().any(|name| name.contains(".bad-")));
}

#[test]
fn a_damaged_file_that_cannot_be_set_aside_is_not_written_over() {
    let desk = Desk::new();
    std::fs::write(desk.annotations(), HALF).unwrap();
    let mut session = open(&desk);
    let file = desk.annotations();
    desk.disk.follow(move |_, step| match step {
        Step::Rename(from, _) if *from == file => Fate::Fail(Errno::IO),
        _ => Fate::Go,
    });
    let error = session.commit(&marking(&session.article.document, "Café", "a")).unwrap_err();
    assert!(error.to_string().contains("while setting aside"), "{error}");
    assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), HALF);
    assert_eq!(copies(&desk).len(), 1, "what was marked is kept");
    desk.disk.follow(|_, _| Fate::Go);
    session.commit(&marking(&session.article.document, "Café", "a")).unwrap();
    assert_eq!(desk.saved().len(), 1);
}

#[test]
fn a_file_that_is_newer_in_conflict_or_not_ours_stays_where_it_is() {
    let newer = r#"{"format": "ascribe", "version": 9, "document": {}, "annotations": 7}"#;
    let conflict = "{\n  \"format\": \"ascribe\",\n<<<<<<< HEAD\n";
    for (text, said) in [(newer, "version 9"), (conflict, "line 3: git left a conflict here"), ("bad", "")] {
        let desk = Desk::new();
        std::fs::write(desk.annotations(), text).unwrap();
        let opened = Session::open(&desk.article(), Options { sets_aside: true, ..desk.options() });
        match &opened {
            Ok(session) => {
                let Access::ReadOnly(why) = &session.access else { panic!("{text} may be written over") };
                assert!(!said.is_empty() && why.to_string().contains(said), "{why}");
            }
            Err(why) => {
                assert!(said.is_empty() && why.to_string().contains("not an ascribe file"), "{why}");
                assert!(
                    !desk.disk.steps().iter().any(|step| matches!(step, Step::OpenLock)),
                    "no lock is made beside it"
                );
            }
        }
        drop(opened);
        assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), text);
    }
}

#[test]
fn only_old_drafts_of_dead_programs_are_swept_away() {
    let desk = Desk::new();
    let alive = std::process::id();
    let draft = |name: &str, pid: u32| format!(".{name}.{pid}-0a1b2c3d.tmp");
    let ours = "story.txt.ascribe.json";
    let old =
        [draft(ours, NOBODY), draft(ours, alive), draft("other.json", NOBODY), format!(".{ours}.{NOBODY}-notes.tmp")];
    let young = format!(".{ours}.{NOBODY}-ffffffff.tmp");
    let yesterday = SystemTime::now() - Duration::from_hours(25);
    for name in old.iter().chain([&young]) {
        std::fs::write(desk.path(name), "{").unwrap();
    }
    for name in &old {
        let file = File::options().write(true).open(desk.path(name)).unwrap();
        file.set_times(FileTimes::new().set_modified(yesterday)).unwrap();
    }
    drop(Session::open(&desk.article(), Options { read_only: true, ..desk.options() }).unwrap());
    assert!(desk.names().contains(&old[0]), "a reader removes nothing");
    drop(desk.open());
    let names = desk.names();
    assert!(!names.contains(&old[0]), "{names:?}");
    for stays in [&old[1], &old[2], &old[3], &young] {
        assert!(names.contains(stays), "{stays} of {names:?}");
    }
}

#[test]
fn a_folder_that_nobody_may_make_is_no_reason_to_lose_the_first_one() {
    let desk = Desk::new();
    std::fs::write(desk.path("state"), "a file").unwrap();
    std::fs::set_permissions(desk.path("state"), Permissions::from_mode(0o400)).unwrap();
    let mut session = open(&desk);
    fill_up(&desk);
    assert!(mark_in_vain(&mut session, "Café", "a").to_string().starts_with("No space left on device"));
}

#[test]
fn a_copy_that_nothing_can_be_made_of_stays() {
    let desk = Desk::new();
    let mut session = open(&desk);
    fill_up(&desk);
    mark_in_vain(&mut session, "Café", "a");
    drop(session);
    desk.disk.follow(|_, _| Fate::Go);
    let [copy] = copies(&desk).try_into().unwrap();
    std::fs::write(&copy, "{ half a fi").unwrap();
    let mut session = open(&desk);
    session.commit(&marking(&session.article.document, "Café", "b")).unwrap();
    assert_eq!(copies(&desk), [copy]);
}
