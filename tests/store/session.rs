//! Sessions: what is opened, what may be changed, and what is never written.

use std::os::unix::fs::symlink;
use std::path::Path;

use ascribe::model::Id;
use ascribe::store::{Access, Article, CommitError, OpenError, Opening, Options, SaveError, Session, Source};
use rustix::io::Errno;

use crate::trial::{Fate, Step};
use crate::{Desk, TEXT, marking};

fn reason(session: &Session) -> String {
    match &session.access {
        Access::ReadOnly(reason) => reason.to_string(),
        Access::Writable => panic!("it is writable"),
    }
}

/// The save file of one claim, in a layout that no program writes, with a field that none knows.
fn by_hand(version: u64) -> String {
    format!(
        r#"{{"format": "ascribe", "version": {version}, "mood": "calm",  "document": {{}}, "annotations": [
        {{"id": "c", "label": "claim", "spans": [{{"start": 1, "end": 16, "quote": "The dam is safe"}}]}}], "relations": []}}"#
    )
}

#[test]
fn an_article_without_annotations_is_writable_and_empty() {
    let desk = Desk::new();
    let session = desk.open();
    assert_eq!((session.access, session.set.len()), (Access::Writable, 0));
    assert_eq!(session.annotations, Some(desk.annotations()));
    assert!(session.notices.is_empty());
}

#[test]
fn what_is_committed_is_there_when_the_article_is_opened_again() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "The dam is safe", "c")).unwrap();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    assert_eq!(desk.saved(), session.set);
    assert_eq!(desk.saved().len(), 2);
    let json = std::fs::read_to_string(desk.annotations()).unwrap();
    assert!(json.contains(session.article.document.sha256().unwrap()), "the file says which bytes it is about");
    assert_eq!(std::fs::read_to_string(desk.path("story.txt")).unwrap(), TEXT);
}

#[test]
fn opening_and_quitting_writes_nothing() {
    let desk = Desk::new();
    drop(desk.open().start_writer(Box::new(|_| {})).unwrap());
    assert_eq!(desk.names(), ["story.txt"]);
    assert_eq!(desk.open.path().read_dir().unwrap().count(), 0);
    std::fs::write(desk.annotations(), by_hand(1)).unwrap();
    let before = std::fs::metadata(desk.annotations()).unwrap().modified().unwrap();
    let mut session = desk.open();
    assert_eq!(session.set.len(), 1);
    drop(session.start_writer(Box::new(|_| {})).unwrap());
    assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), by_hand(1));
    assert_eq!(std::fs::metadata(desk.annotations()).unwrap().modified().unwrap(), before);
}

#[test]
fn fields_that_this_version_does_not_know_survive_a_save() {
    let desk = Desk::new();
    std::fs::write(desk.annotations(), by_hand(1)).unwrap();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    assert!(std::fs::read_to_string(desk.annotations()).unwrap().contains(r#""mood": "calm""#));
}

#[test]
fn a_second_session_is_read_only_and_says_who_has_the_first() {
    let desk = Desk::new();
    let first = desk.open();
    let mut second = desk.open();
    let process = format!("process {})", std::process::id());
    assert!(reason(&second).starts_with("Jo has this article open (ascribe on "), "{}", reason(&second));
    assert!(reason(&second).contains(&process), "{}", reason(&second));
    let edit = marking(&second.article.document, "Café", "d");
    assert!(matches!(second.commit(&edit), Err(CommitError::ReadOnly(_))));
    assert!(second.start_writer(Box::new(|_| {})).is_err());
    assert!(second.set.is_empty());
    drop(first);
    assert_eq!(desk.open().access, Access::Writable);
}

#[test]
fn a_session_for_reading_only_takes_no_lock_and_leaves_no_file() {
    let desk = Desk::new();
    let session = Session::open(&desk.article(), Options { read_only: true, ..desk.options() }).unwrap();
    assert_eq!(reason(&session), "opened for reading only");
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn a_write_protected_folder_is_told_at_once() {
    // Simulated, since nothing is write-protected for the superuser.
    let desk = Desk::new();
    desk.disk.follow(|_, step| match step {
        Step::MayWrite(_) => Fate::Fail(Errno::ACCESS),
        _ => Fate::Go,
    });
    let session = desk.open();
    assert!(reason(&session).contains("can't be written to (Permission denied)"), "{}", reason(&session));
    assert!(reason(&session).contains("--annotations FILE"));
    assert_eq!(desk.names(), ["story.txt"]);
}

#[test]
fn a_write_protected_annotation_file_is_told_at_once_and_can_be_read() {
    let desk = Desk::new();
    std::fs::write(desk.annotations(), by_hand(1)).unwrap();
    let file = desk.annotations();
    desk.disk.follow(move |_, step| match step {
        Step::MayWrite(path) if *path == file => Fate::Fail(Errno::ACCESS),
        _ => Fate::Go,
    });
    let session = desk.open();
    assert!(reason(&session).contains("story.txt.ascribe.json can't be written to"), "{}", reason(&session));
    assert_eq!(session.set.len(), 1);
}

#[test]
fn a_lock_that_cannot_be_made_makes_the_session_read_only() {
    let desk = Desk::new();
    desk.disk.follow(|_, step| match step {
        Step::OpenLock => Fate::Fail(Errno::ROFS),
        _ => Fate::Go,
    });
    assert!(reason(&desk.open()).contains("a lock can't be made"));
}

#[test]
fn annotations_of_a_newer_program_are_shown_but_not_written_over() {
    let desk = Desk::new();
    std::fs::write(desk.annotations(), by_hand(7)).unwrap();
    let mut session = desk.open();
    assert!(reason(&session).contains("version 7"), "{}", reason(&session));
    assert_eq!(session.set.len(), 1);
    let edit = marking(&session.article.document, "Café", "d");
    assert!(matches!(session.commit(&edit), Err(CommitError::ReadOnly(_))));
    assert_eq!(std::fs::read_to_string(desk.annotations()).unwrap(), by_hand(7));
}

#[test]
fn a_damaged_annotation_file_is_refused_with_the_place_of_the_damage_and_left_alone() {
    let cases: [(&[u8], &str); 4] = [
        (b"", "empty"),
        (b"{\"format\": \"ascribe\",\n\"version\": ", "line 2"),
        (b"{\"format\": \"ascribe\",\n\"caf\xE9\": 1}", "line 2: expected UTF-8"),
        (
            b"{\"format\": \"ascribe\", \"version\": 1, \"document\": {}, \"annotations\": [{\"id\": 3}]}",
            "annotations[0].id",
        ),
    ];
    for (bytes, place) in cases {
        let desk = Desk::new();
        std::fs::write(desk.annotations(), bytes).unwrap();
        let error = Session::open(&desk.article(), desk.options()).err().unwrap();
        let message = error.to_string();
        assert!(matches!(error, OpenError::Annotations(_)), "{message}");
        assert!(message.contains("story.txt.ascribe.json: ") && message.contains(place), "{message}");
        assert!(message.contains("move it away"), "{message}");
        assert_eq!(std::fs::read(desk.annotations()).unwrap(), bytes);
    }
}

#[test]
fn an_annotation_file_beyond_the_limit_is_not_read() {
    let desk = Desk::new();
    std::fs::File::create(desk.annotations()).unwrap().set_len(1 << 40).unwrap();
    let error = Session::open(&desk.article(), desk.options()).err().unwrap();
    assert!(error.to_string().contains("file too large"), "{error}");
}

#[test]
fn an_article_that_changed_keeps_what_is_certain_and_nothing_is_written_for_it() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "The dam is safe", "c")).unwrap();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    drop(session);
    let before = std::fs::read(desk.annotations()).unwrap();
    std::fs::write(desk.path("story.txt"), TEXT.replace("Café", "Cafe")).unwrap();
    let mut session = desk.open();
    assert_eq!(session.notices, ["article changed: 1 kept, 1 to review"]);
    assert_eq!((session.review.len(), session.set.undecided().count(), session.set.orphans().len()), (1, 1, 1));
    assert_eq!(std::fs::read(desk.annotations()).unwrap(), before);
    session.commit(&session.set.removing(&Id::new("c"))).unwrap();
    let mut session = desk.open_again(session);
    assert_eq!(session.notices, ["the article was changed before: 1 still to review"], "until somebody decides");
    let proposed = session.review[0].spans.as_slice().to_vec();
    assert_eq!(proposed.iter().map(|span| session.article.document.quote(*span)).collect::<String>(), "Cafe");
    session.commit(&session.set.orphaning(&Id::new("d"))).unwrap();
    let session = desk.open_again(session);
    assert_eq!((session.notices.len(), session.review.len(), session.set.orphans().len()), (0, 0, 1));
}

#[test]
fn an_article_that_is_only_set_otherwise_keeps_all_and_says_what_is_otherwise() {
    let crlf = TEXT.replace('\n', "\r\n");
    let decomposed = TEXT.replace('é', "e\u{301}");
    for (now, expected) in [
        (crlf.as_str(), "article changed: only its line ends; 2 kept"),
        (&format!("\u{feff}{TEXT}"), "article changed: only its encoding or byte order mark; 2 kept"),
        (&decomposed, "article changed: only its normal form (how accents are stored); 2 kept"),
        (&crlf.replace("safe", "sane"), "article changed: 2 to review"),
    ] {
        let desk = Desk::new();
        let mut session = desk.open();
        session.commit(&marking(&session.article.document, "The dam is safe", "c")).unwrap();
        session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
        drop(session);
        std::fs::write(desk.path("story.txt"), now).unwrap();
        assert_eq!(desk.open().notices, [expected]);
    }
}

#[test]
fn an_annotation_kept_as_an_orphan_is_looked_for_again_when_the_article_changes_again() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    drop(session);
    std::fs::write(desk.path("story.txt"), TEXT.replace("Café", "Cafe")).unwrap();
    let mut session = desk.open();
    session.commit(&session.set.orphaning(&Id::new("d"))).unwrap();
    drop(session);
    std::fs::write(desk.path("story.txt"), TEXT).unwrap();
    let session = desk.open();
    assert_eq!(session.notices, ["article changed: 1 to review"], "only a person may say that it is no orphan");
    let spans = session.review[0].spans.as_slice();
    assert_eq!(session.article.document.quote(spans[0]), "Café");
}

#[test]
fn an_article_that_is_opened_and_left_after_a_change_leaves_the_annotation_file_as_it_was() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "The dam is safe", "c")).unwrap();
    drop(session);
    let before = (std::fs::read(desk.annotations()).unwrap(), modified(&desk.annotations()));
    std::fs::write(desk.path("story.txt"), format!("News.\n\n{TEXT}")).unwrap();
    let mut session = desk.open();
    assert_eq!(session.notices, ["article changed: 1 kept"]);
    let writer = session.start_writer(Box::new(|_| {})).unwrap();
    drop(writer);
    drop(session);
    assert_eq!((std::fs::read(desk.annotations()).unwrap(), modified(&desk.annotations())), before);
}

fn modified(path: &Path) -> std::time::SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

impl Desk {
    fn open_again(&self, session: Session) -> Session {
        drop(session);
        self.open()
    }
}

#[test]
fn standard_input_is_read_only_unless_a_file_is_named() {
    let desk = Desk::new();
    let article = || Article::read_from(TEXT.as_bytes(), 1 << 20, None).unwrap();
    let session = Opening::of(article(), desk.options()).unwrap().load().unwrap();
    assert!(reason(&session).contains("--annotations FILE"));
    assert_eq!(session.annotations, None);
    let named = Options { annotations: Some(desk.path("notes.json")), ..desk.options() };
    let mut session = Opening::of(article(), named).unwrap().load().unwrap();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    assert!(desk.path("notes.json").exists() && desk.path(".notes.json.ascribe.lock").exists());
    assert_eq!(std::fs::metadata(desk.path(".notes.json.ascribe.lock")).unwrap().len(), 0, "nothing local is beside");
}

#[test]
fn a_dash_is_standard_input_and_anything_else_a_file() {
    assert_eq!(Source::named("-"), Source::Stdin);
    assert_eq!(Source::named("./-"), Source::File("./-".into()));
}

#[test]
fn an_article_is_not_opened_where_its_annotations_cannot_be() {
    let desk = Desk::new();
    symlink("nowhere", desk.annotations()).unwrap();
    assert!(matches!(Session::begin(&desk.article(), desk.options()), Err(OpenError::Place(_))));
    let itself = Options { annotations: Some(desk.path("story.txt")), ..desk.options() };
    assert!(matches!(Session::begin(&desk.article(), itself), Err(OpenError::Place(_))));
    let nowhere = Source::File(desk.path("nowhere.txt"));
    assert!(matches!(Session::begin(&nowhere, desk.options()), Err(OpenError::Article(_))));
}

#[test]
fn a_linked_annotation_file_is_saved_where_it_leads_to() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("kept")).unwrap();
    std::fs::write(desk.path("kept/notes.json"), by_hand(1)).unwrap();
    symlink("kept/notes.json", desk.annotations()).unwrap();
    let mut session = desk.open();
    session.commit(&marking(&session.article.document, "Café", "d")).unwrap();
    assert_eq!(std::fs::read_link(desk.annotations()).unwrap(), Path::new("kept/notes.json"));
    assert_eq!(desk.saved().len(), 2);
    assert!(std::fs::read_to_string(desk.path("kept/notes.json")).unwrap().contains("Café"));
}

#[test]
fn a_commit_that_cannot_be_saved_is_taken_back() {
    let desk = Desk::new();
    let mut session = desk.open();
    let edit = marking(&session.article.document, "Café", "d");
    desk.disk.follow(|_, step| match step {
        Step::Write(..) => Fate::Fail(Errno::NOSPC),
        _ => Fate::Go,
    });
    let error = session.commit(&edit).unwrap_err();
    assert!(matches!(error, CommitError::NotSaved(SaveError::Failed { .. })), "{error}");
    assert!(error.to_string().contains("No space left on device while writing"), "{error}");
    assert!(error.to_string().ends_with("free some space"), "{error}");
    assert!(session.set.is_empty());
    desk.disk.follow(|_, _| Fate::Go);
    session.commit(&edit).unwrap();
    assert!(matches!(session.commit(&edit), Err(CommitError::Refused(_))));
    assert_eq!(desk.saved().len(), 1);
}

#[test]
fn annotations_load_on_another_thread_while_the_article_is_shown() {
    let desk = Desk::new();
    std::fs::write(desk.annotations(), by_hand(1)).unwrap();
    let opening = Session::begin(&desk.article(), desk.options()).unwrap();
    let document = opening.article.document.clone();
    let loading = std::thread::spawn(move || opening.load());
    assert_eq!(document.text(), TEXT);
    let session = loading.join().unwrap().unwrap();
    assert!(std::ptr::eq(&raw const *session.article.document, &raw const *document));
    assert_eq!(session.set.len(), 1);
}
