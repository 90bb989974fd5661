//! A command killed as it comes to each of its calls to the system.

use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ascribe::model::AnnotationSet;
use ascribe::store::{Options, Session, Source};
use tempfile::TempDir;

use crate::some_of;
use crate::tracer::{self, Call, calls, killing, watching};
use crate::witness::verify;

const TEXT: &str = "The dam is safe, the minister said. Nobody was hurt. The agency knew of it.\n";
const SAVED: &str = "The dam is safe";
const RESCUED: &str = "Nobody was hurt";
const NEW: &str = "The agency knew of it";
const NEXT: &str = "the minister";
/// One call in so many is tried if nobody asks for more.
const ONE_IN: usize = 4;

/// A folder with an article, one annotation of which is saved while another one could only be rescued.
struct Scene(TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        std::fs::write(scene.article(), TEXT).unwrap();
        assert!(scene.add(None, SAVED).status.success());
        // The first file that gets its name is the annotation file, the next one the rescue copy.
        let mut full = Command::new("strace");
        full.args(["-e", "trace=rename", "-e", "inject=rename:error=ENOSPC:when=1", "-o", "/dev/null"]);
        let ran = scene.add(Some(full), RESCUED);
        let why = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success() && why.contains("copy in"), "{why}");
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn article(&self) -> PathBuf {
        self.path("article.txt")
    }

    /// Marks a quote as a claim, under a tracer where there is one.
    fn add(&self, tracer: Option<Command>, quote: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_ascribe"));
        let mut command = tracer.map_or_else(
            || Command::new(program),
            |mut tracer| {
                tracer.arg(program);
                tracer
            },
        );
        command.arg("add").arg(self.article()).args(["--label", "claim", "--quote", quote]);
        command.env("XDG_STATE_HOME", self.path("state")).output().unwrap()
    }

    /// The quotes that are on the disk, after seeing to it that the file is valid.
    fn quotes(&self) -> Vec<String> {
        let json = std::fs::read(self.path("article.txt.ascribe.json")).unwrap();
        serde_json::from_slice::<serde_json::Value>(&json).unwrap();
        verify(&self.article());
        let options = Options { read_only: true, ..Options::default() };
        let session = Session::open(&Source::File(self.article()), options).unwrap();
        let document = &session.article.document;
        let quotes = |set: &AnnotationSet| set.iter().map(|it| document.quote(it.spans()[0]).to_owned()).collect();
        quotes(&session.set)
    }
}

#[test]
fn neither_what_was_saved_nor_what_was_rescued_is_lost_whichever_call_of_a_command_is_its_last() {
    if !tracer::is_here() {
        return;
    }
    let scene = Scene::new();
    let log = scene.path("log");
    assert!(scene.add(Some(watching(&log)), NEW).status.success());
    let points = calls(&log, "article.txt\", O_RDONLY");
    assert!(points.len() > 40 && scene.quotes().len() == 3, "{points:?}");
    let (mut kills, mut acknowledged) = (0, 0);
    for call in some_of(points, ONE_IN) {
        acknowledged += usize::from(kill_at(&call));
        kills += 1;
    }
    println!("commands killed at their calls: {kills}, of which {acknowledged} had said that it is done; none lost");
}

/// Kills a command at a call and says whether it had said before that it is done.
fn kill_at(call: &Call) -> bool {
    let scene = Scene::new();
    let ran = scene.add(Some(killing(call)), NEW);
    assert_eq!(ran.status.signal(), Some(9), "{call:?}: {ran:?}");
    let quotes = scene.quotes();
    assert!(quotes.iter().any(|it| it == SAVED), "{call:?}: {quotes:?}");
    let said = !ran.stdout.is_empty();
    assert!(!said || quotes.iter().any(|it| it == NEW), "{call:?}: {quotes:?}");
    let ran = scene.add(None, NEXT);
    assert!(ran.status.success(), "{call:?}: {}", String::from_utf8_lossy(&ran.stderr));
    let quotes = scene.quotes();
    for quote in [SAVED, NEXT, RESCUED] {
        assert_eq!(quotes.iter().filter(|it| *it == quote).count(), 1, "{call:?}: {quote} of {quotes:?}");
    }
    let copies = scene.path("state/ascribe/rescue").read_dir().map_or(0, Iterator::count);
    assert_eq!(copies, 0, "{call:?}: what is in its place again needs no copy");
    said
}
