//! The real program in a pseudo-terminal, watched through a terminal emulator; every wait is for a condition.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long a condition may take before the test fails; nothing ever waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program has written.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    ended: bool,
}

/// The program in a terminal of its own.
pub struct Term {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

/// A folder with one article in it.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub article: PathBuf,
}

impl Desk {
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("article.txt");
        std::fs::write(&article, text).unwrap();
        Self { folder, article }
    }

    pub fn json(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("article.txt.ascribe.json")).unwrap_or_default()
    }

    pub fn open(&self) -> Term {
        Term::start(&[self.article.to_str().unwrap()], self.folder.path(), &[])
    }
}

impl Term {
    /// Starts the program with those arguments at 100 columns and 30 rows.
    pub fn start(arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ascribe"));
        command.args(arguments);
        Self::run(command, folder, environment)
    }

    /// Starts a shell command that knows the program as `$ASCRIBE`.
    pub fn shell(line: &str, folder: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.env("ASCRIBE", env!("CARGO_BIN_EXE_ascribe"));
        Self::run(command, folder, &[])
    }

    fn run(mut command: CommandBuilder, folder: &Path, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.cwd(folder);
        command.env_remove("NO_COLOR");
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("ASCRIBE_NAME", "tester")]
            .iter()
            .chain(environment)
        {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Seen { screen: vt100::Parser::new(30, 100, 0), bytes: Vec::new(), ended: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let (mut output, shared) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        std::thread::spawn(move || {
            let mut buffer = [0; 65536];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.bytes.extend_from_slice(&buffer[..read]);
                seen.screen.process(&buffer[..read]);
                seen.ended = read == 0;
                shared.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, keys, child, seen }
    }

    /// Waits until the screen shows a text, and returns all of it.
    #[track_caller]
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen is as wanted, and returns all of it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let shown = seen.screen.screen().contents();
            if wanted(&shown) {
                return shown;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !seen.ended, "never saw {what:?}; the screen is\n{shown}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Gives the terminal another size. The emulator keeps its own, which is large enough to see what matters.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Sends a signal by name, as `kill` does.
    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits for the end, and returns it with all bytes that were written.
    pub fn end(mut self) -> (ExitStatus, Vec<u8>) {
        let status = self.child.wait().unwrap();
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.ended && Instant::now() < deadline {
            seen = self.seen.1.wait_timeout(seen, PATIENCE).unwrap().0;
        }
        (status, seen.bytes.clone())
    }

    /// Whether the terminal was left as it was found: main screen, cursor shown, no mouse, no bracketed paste.
    pub fn left_clean(&self) -> bool {
        let seen = self.seen.0.lock().unwrap();
        let screen = seen.screen.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Waits for the end of the output without consuming the terminal.
    pub fn wait_end(&mut self) -> ExitStatus {
        let status = self.child.wait().unwrap();
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.ended && Instant::now() < deadline {
            seen = self.seen.1.wait_timeout(seen, PATIENCE).unwrap().0;
        }
        status
    }
}
