//! A folder with an article in it, and the program run there.

use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use ascribe::store::{Holders, Lock, Place, RealDisk};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ascribe");

/// The article of most tests.
pub(crate) const STORY: &str = "\
The mayor said the bridge is safe.
“We checked it,” she said, “twice.”

A spokesman for the harbour denied that the bridge is safe. Cafe\u{301} owners said no.
";

/// The name of that article, and of its annotation file.
pub(crate) const ARTICLE: &str = "story.txt";
pub(crate) const ANNOTATIONS: &str = "story.txt.ascribe.json";

/// No run takes longer; one that waits for something that never comes fails instead of hanging.
const PATIENCE: Duration = Duration::from_secs(20);

/// A user without rights, on every system that has one.
const NOBODY: u32 = 65534;

/// A folder of its own for each test.
pub(crate) struct Scene(TempDir);

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Scene {
    /// A folder with the usual article.
    pub(crate) fn new() -> Self {
        let scene = Self(TempDir::new().unwrap());
        scene.write(ARTICLE, STORY);
        scene
    }

    /// The path of a file in it.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The annotation file of the usual article as JSON.
    pub(crate) fn saved(&self) -> Value {
        serde_json::from_slice(&self.read(ANNOTATIONS)).unwrap()
    }

    /// Everything in the folder that isn't hidden, by name.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = self.0.path().read_dir().unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    }

    /// The program in this folder, in surroundings that are the same everywhere.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.0.path());
        for (name, value) in surroundings() {
            command.env(name, value);
        }
        for name in ["ASCRIBE_NAME", "NO_COLOR", "COLORFGBG", "COLORTERM"] {
            command.env_remove(name);
        }
        // Nobody's own configuration.
        command.env("XDG_CONFIG_HOME", self.path(".config"));
        command.env("XDG_STATE_HOME", self.path(".state"));
        command
    }

    /// Runs the program with arguments and nothing on standard input.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::null());
        ran(command, "")
    }

    /// Runs it with a text on standard input.
    #[track_caller]
    pub(crate) fn run_on(&self, input: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(arguments);
        ran(command, input)
    }

    /// Runs it and expects it to end well; returns what it printed, without the last line end.
    #[track_caller]
    pub(crate) fn good(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        ran.out.strip_suffix('\n').unwrap_or(&ran.out).to_owned()
    }

    /// Runs it as a user whom permissions hold back, which the superuser isn't; `None` where that can't be had.
    #[track_caller]
    pub(crate) fn run_without_rights(&self, arguments: &[&str]) -> Option<Ran> {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::null());
        if std::fs::metadata(self.path(ARTICLE)).unwrap().uid() == 0 {
            std::fs::set_permissions(self.path(""), PermissionsExt::from_mode(0o755)).unwrap();
            command.uid(NOBODY).gid(NOBODY);
            // The program itself may be where nobody else may look.
            command.output().ok()?;
        }
        Some(ran(command, ""))
    }

    /// Runs the program on a terminal of its own; what it wrote there, and its exit code.
    pub(crate) fn on_a_terminal(&self, arguments: &[&str]) -> (String, u32) {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(arguments);
        command.cwd(self.path(""));
        for (name, value) in surroundings() {
            command.env(name, value);
        }
        command.env("XDG_STATE_HOME", self.path(".state"));
        let mut child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        drop(pair.slave);
        let reading = std::thread::spawn(move || {
            let mut written = Vec::new();
            // The end of the terminal is an error on some systems.
            let _ = reader.read_to_end(&mut written);
            written
        });
        let code = child.wait().unwrap().exit_code();
        drop(pair.master);
        (String::from_utf8(reading.join().unwrap()).unwrap(), code)
    }

    /// Adds an annotation to the usual article and returns its id.
    #[track_caller]
    pub(crate) fn add(&self, label: &str, quote: &str) -> String {
        self.good(&["add", ARTICLE, "--label", label, "--context", quote])
    }

    /// Changes the annotation file by replacing a piece of its text.
    #[track_caller]
    pub(crate) fn tamper(&self, from: &str, to: &str) {
        self.tamper_with(ARTICLE, from, to);
    }

    /// The same with the annotation file of another article.
    #[track_caller]
    pub(crate) fn tamper_with(&self, article: &str, from: &str, to: &str) {
        let file = format!("{article}.ascribe.json");
        let text = String::from_utf8(self.read(&file)).unwrap();
        assert!(text.contains(from), "{from} is not in {text}");
        self.write(&file, text.replace(from, to));
    }

    /// Holds the lock on the usual article's annotations.
    pub(crate) fn lock(&self) -> Lock {
        let place = Place::beside(&self.path(ARTICLE)).unwrap();
        let holders = Holders { folder: Some(self.path(".state/ascribe/open")), name: "Jo".to_owned() };
        Lock::take(&RealDisk, &place.lock, &holders, Duration::ZERO).unwrap()
    }

    /// Makes a named pipe.
    pub(crate) fn make_pipe(&self, name: &str) {
        let made = Command::new("mkfifo").arg(self.path(name)).status().unwrap();
        assert!(made.success());
    }
}

/// The environment that matters.
fn surroundings() -> [(&'static str, &'static str); 4] {
    [("TERM", "xterm-256color"), ("USER", "tester"), ("COLUMNS", "100"), ("LC_ALL", "C.UTF-8")]
}

#[track_caller]
pub(crate) fn ran(command: Command, input: &str) -> Ran {
    let mut command = assert_cmd::Command::from_std(command);
    let output = command.write_stdin(input).timeout(PATIENCE).output().unwrap();
    let code = output.status.code().unwrap_or_else(|| panic!("ended by a signal or took too long: {output:?}"));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code, out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    /// Fails unless it ended with that code and said all of that; nothing but data is on standard output then.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, said: &[&str]) {
        assert_eq!(self.code, code, "{self:?}");
        for piece in said {
            assert!(self.err.contains(piece), "`{piece}` is not in: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}
