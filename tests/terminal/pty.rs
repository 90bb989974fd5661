//! The real program in a pseudo-terminal, watched through a terminal emulator; every wait is for a condition.

#![allow(dead_code, reason = "every test binary uses a part of it")]

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
    /// How many bytes there were after each piece of them came, and when that was.
    arrivals: Vec<(usize, Instant)>,
    ended: bool,
    /// Whether nothing is read for now.
    held: bool,
    /// Whether nothing is read any more after the next bytes.
    last: bool,
}

/// Everything that the program has written, with how many bytes there were after each piece of it and when it came.
pub(crate) type Record = (Vec<u8>, Vec<(usize, Instant)>);

/// The program in a terminal of its own.
pub(crate) struct Term {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    /// How the terminal treated what is typed before the program was started.
    termios: String,
}

/// A folder with one article in it.
pub(crate) struct Desk {
    pub folder: tempfile::TempDir,
    pub article: PathBuf,
}

impl Desk {
    pub(crate) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("article.txt");
        std::fs::write(&article, text).unwrap();
        Self { folder, article }
    }

    pub(crate) fn json(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("article.txt.ascribe.json")).unwrap_or_default()
    }

    pub(crate) fn open(&self) -> Term {
        Term::start(&[self.article.to_str().unwrap()], self.folder.path(), &[])
    }
}

impl Term {
    /// Starts the program with those arguments at 100 columns and 30 rows.
    pub(crate) fn start(arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ascribe"));
        command.args(arguments);
        Self::run(command, folder, environment)
    }

    /// Starts a shell command that knows the program as `$ASCRIBE`.
    pub(crate) fn shell(line: &str, folder: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", line]);
        command.env("ASCRIBE", env!("CARGO_BIN_EXE_ascribe"));
        Self::run(command, folder, &[])
    }

    /// Starts a shell that may stop and continue jobs, and the program as one.
    pub(crate) fn job(line: &str, folder: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-i"]);
        command.env("ASCRIBE", env!("CARGO_BIN_EXE_ascribe"));
        command.env_remove("ENV");
        let mut term = Self::run(command, folder, &[("PS1", "ready> ")]);
        term.wait_for("ready> ");
        term.press(&format!("{line}\n"));
        term
    }

    /// Starts an ignored test of this program as a program of its own.
    pub(crate) fn subject(name: &str, folder: &Path) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", name, "--nocapture"]);
        Self::run(command, folder, &[])
    }

    fn run(mut command: CommandBuilder, folder: &Path, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        command.cwd(folder);
        command.env_remove("NO_COLOR");
        // What can't be saved is kept here, and never where the tester's own is.
        command.env("XDG_STATE_HOME", folder.join("state"));
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("ASCRIBE_NAME", "tester")]
            .iter()
            .chain(environment)
        {
            command.env(name, value);
        }
        let termios = format!("{:?}", pair.master.get_termios().unwrap());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Seen {
            screen: vt100::Parser::new(30, 100, 0),
            bytes: Vec::new(),
            arrivals: Vec::new(),
            ended: false,
            held: false,
            last: false,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let (mut output, shared) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            loop {
                drop(shared.1.wait_while(shared.0.lock().unwrap(), |seen| seen.held).unwrap());
                let read = output.read(&mut buffer).unwrap_or(0);
                let mut seen = shared.0.lock().unwrap();
                seen.bytes.extend_from_slice(&buffer[..read]);
                seen.screen.process(&buffer[..read]);
                let come = (seen.bytes.len(), Instant::now());
                seen.arrivals.push(come);
                seen.ended = read == 0 || seen.last;
                shared.1.notify_all();
                if seen.ended {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, keys, child, seen, termios }
    }

    /// How the terminal treats what is typed.
    pub(crate) fn termios(&self) -> String {
        format!("{:?}", self.master.get_termios().unwrap())
    }

    /// How it did before the program was started.
    pub(crate) fn termios_at_start(&self) -> String {
        self.termios.clone()
    }

    /// Reads nothing any more, and presses a key that writes until nothing more can be written.
    pub(crate) fn stop_reading(&mut self, key: &str) {
        self.seen.0.lock().unwrap().held = true;
        let io = format!("/proc/{}/io", self.child.process_id().unwrap());
        // Only writes that came to an end are counted there.
        let written =
            || std::fs::read_to_string(&io).unwrap().lines().find(|line| line.starts_with("wchar")).map(str::to_owned);
        let (mut before, mut same) = (written(), 0);
        while same < 20 {
            self.press(key);
            std::thread::sleep(Duration::from_millis(10));
            let now = written();
            same = if now == before { same + 1 } else { 0 };
            before = now;
        }
    }

    /// Waits for the end of the process alone, then reads again.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> ExitStatus {
        let status = self.exited();
        self.seen.0.lock().unwrap().held = false;
        self.seen.1.notify_all();
        status
    }

    /// Takes the terminal away and waits for the end of the process.
    pub(crate) fn hang_up(self) {
        let Self { master, mut keys, mut child, seen, .. } = self;
        // The reader has a copy of the terminal, and gives it up with the next bytes.
        seen.0.lock().unwrap().last = true;
        keys.write_all(b"l").unwrap();
        drop(seen.1.wait_while(seen.0.lock().unwrap(), |seen| !seen.ended).unwrap());
        drop((master, keys));
        let deadline = Instant::now() + PATIENCE;
        while child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it goes on without a terminal");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the screen shows a text, and returns all of it.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen is as wanted, and returns all of it.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
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

    /// Waits until the screen is as wanted, which it is on `true`, or the program has ended.
    #[track_caller]
    pub(crate) fn wait_until_or_end(&self, wanted: impl Fn(&str) -> bool) -> bool {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        loop {
            let shown = seen.screen.screen().contents();
            if wanted(&shown) || seen.ended {
                return !seen.ended;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "never came so far; the screen is\n{shown}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// How many bytes were written so far.
    pub(crate) fn written(&self) -> usize {
        self.seen.0.lock().unwrap().bytes.len()
    }

    /// Waits until a whole frame was written after so many bytes, and says how many there are then.
    #[track_caller]
    pub(crate) fn frame(&self, after: usize) -> usize {
        const END: &[u8] = b"\x1b[?2026l";
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.bytes[after..].windows(END.len()).any(|bytes| bytes == END) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !seen.ended, "no frame; the screen is\n{}", seen.screen.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        seen.bytes.len()
    }

    /// Whether the screen shows a text.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.seen.0.lock().unwrap().screen.screen().contents().contains(text)
    }

    pub(crate) fn press(&mut self, keys: &str) {
        // A program that has just ended takes no keys; what it left is what matters.
        let _ = self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush());
    }

    /// Gives the terminal another size. The emulator keeps its own, which is large enough to see what matters.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// The number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Everything so far.
    pub(crate) fn record(&self) -> Record {
        let seen = self.seen.0.lock().unwrap();
        (seen.bytes.clone(), seen.arrivals.clone())
    }

    /// Sends a signal by name, as `kill` does.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Sends a signal to the job of the shell.
    pub(crate) fn signal_job(&self, name: &str) {
        let pid = self.job_pid();
        assert!(std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits until the job of the shell is stopped.
    pub(crate) fn wait_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.job_pid());
        let deadline = Instant::now() + PATIENCE;
        while !std::fs::read_to_string(&stat).unwrap().rsplit(") ").next().unwrap().starts_with('T') {
            assert!(Instant::now() < deadline, "the job goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn job_pid(&self) -> String {
        let shell = self.child.process_id().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        children.split_whitespace().next().unwrap().to_owned()
    }

    /// Waits for the end, and returns it with all bytes that were written.
    pub(crate) fn end(mut self) -> (ExitStatus, Vec<u8>) {
        let status = self.wait_end();
        (status, self.record().0)
    }

    /// Whether the terminal was left as it was found: main screen, cursor shown, no mouse, no bracketed paste.
    pub(crate) fn left_clean(&self) -> bool {
        let seen = self.seen.0.lock().unwrap();
        let screen = seen.screen.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }

    /// Waits for the end of the process, but not for ever.
    #[track_caller]
    fn exited(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            let shown = || self.seen.0.lock().unwrap().screen.screen().contents();
            assert!(Instant::now() < deadline, "it goes on; the screen is\n{}", shown());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the end of the output without consuming the terminal.
    #[track_caller]
    pub(crate) fn wait_end(&mut self) -> ExitStatus {
        let status = self.exited();
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.seen.0.lock().unwrap();
        // The output ends when nobody has the terminal any more.
        while !seen.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it never ends; the screen is\n{}", seen.screen.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        status
    }
}
