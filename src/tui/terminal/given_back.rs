//! Giving the terminal back: once, whoever comes first, and even if nobody reads what is written to it.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal;
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, write};

use super::underline;

/// What undoes all that is asked of a terminal here, whatever it was in the middle of.
const UNDONE: &[u8] = concat!(
    "\x18",        // cancels a sequence that was cut off
    "\x1b[?2026l", // a frame that was cut off is shown
    "\x1b[?1006l", // the mouse, in the opposite order of its modes
    "\x1b[?1015l", //
    "\x1b[?1003l", //
    "\x1b[?1002l", //
    "\x1b[?1000l", //
    "\x1b[?2004l", // pasting as text
    "\x1b[?1004l", // the focus
    "\x1b[0m",     // colours
    "\x1b[?1049l", // the screen as it was
    "\x1b[?25h",   // the cursor
)
.as_bytes();

/// How long to wait before a terminal that takes nothing is tried again.
const PAUSE: Duration = Duration::from_millis(5);

/// Whether the terminal is ours, so that giving it back twice does nothing.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, opened once more so that writing to it never waits. Whoever shares our standard output is not affected.
static UNWAITING: OnceLock<Option<OwnedFd>> = OnceLock::new();

/// Where the screen is written: whole frames at once, and nothing any more once the terminal was given back.
#[derive(Debug)]
pub(super) struct Out {
    terminal: OwnedFd,
    frame: Vec<u8>,
    /// Whether the terminal knows colours of underlines.
    coloured_underlines: bool,
}

impl Out {
    /// Standard output.
    pub(super) fn open() -> io::Result<Self> {
        let coloured_underlines = underline::are_known(|name| std::env::var(name).ok());
        UNWAITING.get_or_init(|| unwaiting().ok());
        Ok(Self { terminal: io::stdout().as_fd().try_clone_to_owned()?, frame: Vec::new(), coloured_underlines })
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = underline::written(std::mem::take(&mut self.frame), self.coloured_underlines);
        if is_taken() { write_all(&self.terminal, &frame, None) } else { Ok(()) }
    }
}

/// From now on the terminal is ours.
pub(super) fn taken() {
    TAKEN.store(true, Ordering::SeqCst);
}

/// Whether the terminal is ours.
pub(in crate::tui) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Leaves the terminal as it was found; does nothing where it is not ours. A terminal that isn't read is given up after
/// so long.
pub fn give_back(patience: Duration) {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Each step matters by itself, so one that fails doesn't keep the others from being tried.
    let _ = match UNWAITING.get() {
        Some(Some(terminal)) => write_all(terminal, UNDONE, Some(patience)),
        _ => write_all(io::stdout(), UNDONE, None),
    };
    give_back_raw_mode();
}

/// Lets the terminal treat what is typed as it did before.
pub(super) fn give_back_raw_mode() {
    // Without a terminal there is nothing to give back.
    let _ = terminal::disable_raw_mode();
}

fn unwaiting() -> rustix::io::Result<OwnedFd> {
    let name = rustix::termios::ttyname(io::stdout(), Vec::new())?;
    rustix::fs::open(name, OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())
}

/// Writes all of it. A terminal that takes nothing is tried again for so long, or as long as it is there.
fn write_all(terminal: impl AsFd, mut bytes: &[u8], patience: Option<Duration>) -> io::Result<()> {
    let begun = Instant::now();
    while !bytes.is_empty() {
        match write(&terminal, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) if patience.is_none_or(|patience| begun.elapsed() < patience) => thread::sleep(PAUSE),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
