//! Everything that is ever written, each with what is promised on the way; whatever happens, the promises are kept.

use std::collections::BTreeMap;
use std::fs::{File, FileTimes};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use ascribe::formats::{Companion, CompanionName, Exported};
use ascribe::model::Id;
use ascribe::store::{Access, CommitError, Disk, Options, Ours, SaveError, Session, write_export_on};
use rustix::io::Errno;

use crate::trial::{Fate, Step};
use crate::{Desk, NOBODY, marking};

/// A piece of work that writes.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// What is on the disk before.
    arrange: fn(&Desk),
    /// The work. It goes on whatever fails, as a person would.
    pub(crate) act: fn(&mut Stage),
}

pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario { name: "saving", arrange: |_| (), act: save },
    Scenario { name: "merging", arrange: |_| (), act: merge },
    Scenario { name: "keeping a copy", arrange: |_| (), act: keep_copy },
    Scenario { name: "rescuing", arrange: |_| (), act: rescue },
    Scenario { name: "putting aside", arrange: |desk| write(&desk.annotations(), BAD), act: put_aside },
    Scenario { name: "sweeping", arrange: leave_drafts, act: sweep },
    Scenario { name: "exporting", arrange: |desk| write(&desk.path(EXPORT), OLD_EXPORT), act: export },
];

const BAD: &str = "{\"format\": \"ascribe\", \"half a fi";
const EXPORT: &str = "story.txt.md";
const OLD_EXPORT: &str = "the export of yesterday";
const NEW_EXPORT: &str = "the export of today, which is longer";
const DRAFT: &str = "somebody else's draft";

/// What must be so from a moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Promise {
    /// There is an annotation.
    There(&'static str),
    /// It was removed and doesn't come back.
    Gone(&'static str),
    /// Another program took its place; nothing can be said of it.
    Void(&'static str),
    /// Some file holds that text.
    Somewhere(String),
}

/// A scenario on its desk.
pub(crate) struct Stage {
    pub(crate) desk: Desk,
    /// Whether there is no room for another file in the article's folder.
    full: Arc<AtomicBool>,
    /// Who is at work, until something fails that ends a program.
    session: Option<Session>,
    /// After how many steps what was promised.
    promises: Vec<(usize, Promise)>,
}

impl Stage {
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let desk = Desk::new();
        (scenario.arrange)(&desk);
        Self { desk, full: Arc::default(), session: None, promises: Vec::new() }
    }

    /// How the disk is where nothing else goes wrong. A file that a reader finds is valid whenever he looks.
    pub(crate) fn usual(&self) -> impl FnMut(usize, &Step) -> Fate + Send + 'static {
        let (folder, full, file) =
            (self.desk.folder.path().to_owned(), Arc::clone(&self.full), self.desk.annotations());
        move |nth, step| {
            if let Ok(json) = std::fs::read(&file) {
                let valid = json == BAD.as_bytes() || serde_json::from_slice::<serde_json::Value>(&json).is_ok();
                assert!(valid, "before step {nth}, {step:?}: {}", String::from_utf8_lossy(&json));
            }
            let is_here = matches!(step, Step::Create(path) if path.parent() == Some(&folder));
            if is_here && full.load(Ordering::Relaxed) { Fate::Fail(Errno::NOSPC) } else { Fate::Go }
        }
    }

    fn promise(&mut self, promise: Promise) {
        self.promises.push((self.desk.disk.steps().len(), promise));
    }

    /// What was promised when so many steps were done.
    pub(crate) fn promises_after(&self, steps: usize) -> Vec<Promise> {
        self.promises.iter().filter(|(then, _)| *then <= steps).map(|(_, promise)| promise.clone()).collect()
    }

    fn options(&self) -> Options {
        Options { rescue: Some(self.desk.path("state/rescue")), sets_aside: true, ..self.desk.options() }
    }

    /// Opens the article, after whoever had it open is gone.
    fn open(&mut self) {
        self.session = None;
        self.session = Session::open(&self.desk.article(), self.options()).ok();
    }

    /// Ends whatever is at work.
    pub(crate) fn leave(&mut self) {
        self.session = None;
    }

    /// Marks something; what is saved or rescued is promised.
    fn mark(&mut self, id: &'static str) {
        let Some(session) = &mut self.session else { return };
        match session.commit(&marking(&session.article.document, "Café", id)) {
            Ok(()) => self.promise(Promise::There(id)),
            Err(CommitError::NotSaved(SaveError::Rescued { .. })) => {
                self.promise(Promise::There(id));
                self.open();
            }
            Err(CommitError::NotSaved(SaveError::ChangedOnDisk { .. })) => {
                let ids: Vec<_> = session.set.iter().map(|it| it.id.to_string()).chain([id.to_owned()]).collect();
                for id in ids {
                    self.promise(Promise::Somewhere(format!("\"id\": \"{id}\"")));
                }
                self.open();
            }
            Err(_) => self.open(),
        }
    }

    /// Removes something that is there; once that is saved, it is promised not to come back.
    fn remove(&mut self, id: &'static str) {
        let there = |session: &Session| session.set.get(&Id::new(id)).is_some();
        if !self.session.as_ref().is_some_and(there) {
            return;
        }
        // From now on it may be gone.
        self.promise(Promise::Void(id));
        let Some(session) = &mut self.session else { return };
        match session.commit(&session.set.removing(&Id::new(id))) {
            Ok(()) => self.promise(Promise::Gone(id)),
            Err(_) => self.open(),
        }
    }

    /// Holds what is on the disk against what was promised, goes on with the work, and does so once more.
    #[track_caller]
    pub(crate) fn check(&self, promises: &[Promise], when: &str) {
        let sound = Options { disk: Options::default().disk, ..self.options() };
        let open = || Session::open(&self.desk.article(), sound.clone()).unwrap_or_else(|why| panic!("{when}: {why}"));
        let mut session = open();
        self.keeps(&session, promises, when);
        assert_eq!(session.access, Access::Writable, "{when}");
        session.commit(&marking(&session.article.document, "Café", "after")).unwrap();
        drop(session);
        let session = open();
        self.keeps(&session, promises, when);
        assert!(session.set.get(&Id::new("after")).is_some(), "{when}");
        let copies = self.desk.path("state/rescue").read_dir().map_or(0, |entries| {
            entries.filter(|entry| entry.as_ref().unwrap().path().extension() == Some("json".as_ref())).count()
        });
        assert_eq!(copies, 0, "{when}: everything is in its place");
    }

    #[track_caller]
    fn keeps(&self, session: &Session, promises: &[Promise], when: &str) {
        let mut is_there = BTreeMap::new();
        for promise in promises {
            match promise {
                Promise::There(id) => drop(is_there.insert(*id, true)),
                Promise::Gone(id) => drop(is_there.insert(*id, false)),
                Promise::Void(id) => drop(is_there.remove(id)),
                Promise::Somewhere(text) => assert!(holds(self.desk.folder.path(), text), "{when}: {text} is nowhere"),
            }
        }
        for (id, promised) in is_there {
            assert_eq!(session.set.get(&Id::new(id)).is_some(), promised, "{when}: {id}");
        }
        if let Ok(export) = std::fs::read_to_string(self.desk.path(EXPORT)) {
            assert!([OLD_EXPORT, NEW_EXPORT].contains(&export.as_str()), "{when}: {export}");
        }
        assert_eq!(std::fs::read_to_string(self.desk.path("story.txt")).unwrap(), crate::TEXT, "{when}");
    }
}

/// Whether a file of a folder, or of one in it, holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    let paths = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    paths.into_iter().any(|path| {
        if path.is_dir() {
            return holds(&path, text);
        }
        std::fs::read_to_string(path).is_ok_and(|contents| contents.contains(text))
    })
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

fn save(stage: &mut Stage) {
    stage.open();
    stage.mark("a");
    stage.mark("b");
    stage.remove("a");
}

fn merge(stage: &mut Stage) {
    stage.open();
    stage.mark("a");
    let theirs = stage.desk.saved_with("Café", "theirs");
    stage.desk.disk.outside(&stage.desk.annotations(), theirs.as_bytes());
    if holds(stage.desk.folder.path(), "theirs") {
        stage.promise(Promise::There("theirs"));
    }
    stage.mark("b");
    stage.mark("c");
}

fn keep_copy(stage: &mut Stage) {
    stage.open();
    stage.mark("a");
    // What it held is lost to whoever writes that.
    stage.promise(Promise::Void("a"));
    stage.desk.disk.outside(&stage.desk.annotations(), BAD.as_bytes());
    if holds(stage.desk.folder.path(), BAD) {
        stage.promise(Promise::Somewhere(BAD.to_owned()));
    }
    stage.mark("b");
}

fn rescue(stage: &mut Stage) {
    stage.open();
    stage.full.store(true, Ordering::Relaxed);
    stage.mark("a");
    stage.full.store(false, Ordering::Relaxed);
    stage.open();
    stage.mark("b");
    stage.remove("a");
    stage.open();
    stage.mark("c");
}

fn put_aside(stage: &mut Stage) {
    stage.promise(Promise::Somewhere(BAD.to_owned()));
    stage.open();
    stage.mark("a");
}

/// Drafts of a program that is no more: one to be removed, and others.
fn leave_drafts(desk: &Desk) {
    for (name, text) in [("story.txt.ascribe.json", "{"), ("other.txt.ascribe.json", DRAFT)] {
        let path: PathBuf = desk.path(&format!(".{name}.{NOBODY}-0a1b2c3d.tmp"));
        write(&path, text);
        let times = FileTimes::new().set_modified(SystemTime::now() - Duration::from_hours(25));
        File::options().write(true).open(path).unwrap().set_times(times).unwrap();
    }
}

fn sweep(stage: &mut Stage) {
    stage.promise(Promise::Somewhere(DRAFT.to_owned()));
    stage.open();
    stage.mark("a");
}

fn export(stage: &mut Stage) {
    let companion = Companion { name: CompanionName::Always("more.txt"), text: "what goes with it".to_owned() };
    let exported = Exported { text: NEW_EXPORT.to_owned(), companions: vec![companion], losses: Vec::new() };
    let disk = Arc::clone(&stage.desk.disk) as Arc<dyn Disk>;
    let ours = Ours::of([stage.desk.path("story.txt")]);
    if write_export_on(&disk, exported, &stage.desk.path(EXPORT), &ours, true).is_ok() {
        stage.promise(Promise::Somewhere(NEW_EXPORT.to_owned()));
        stage.promise(Promise::Somewhere("what goes with it".to_owned()));
    }
}
