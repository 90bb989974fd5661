//! Ended by signals and by a terminal that closes: all that was on the screen is saved.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use crate::asked_for;
use crate::pty::{Desk, Term};
use crate::witness::{MARK, Tally, desk, frames, whole};

/// How often each way to end is tried if nobody asks for more.
const ROUNDS: usize = 2;
const MARKS: usize = 12;
/// A program whose terminal is gone ends sooner than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// Kills the program at once, without the detour over a command.
pub(crate) fn kill(term: &Term) {
    kill_process(process(term.pid()), Signal::KILL).unwrap();
}

fn process(pid: u32) -> Pid {
    Pid::from_raw(pid.cast_signed()).unwrap()
}

fn rounds() -> usize {
    asked_for().map_or(ROUNDS, |kills| kills.div_ceil(20))
}

#[test]
fn signals_lose_nothing_that_was_on_the_screen() {
    let signals = [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];
    for (signal, code) in signals {
        let mut tally = Tally::default();
        for round in 0..rounds() {
            let desk = desk(MARKS + 2);
            let mut term = desk.open();
            term.wait_for("Witness number");
            // As many at once as the loop can't take in one turn, and a signal in the midst of them.
            term.press(&MARK.repeat(MARKS));
            let wanted = format!(" C{} S", 1 + round % MARKS);
            term.wait_until("a mark", |screen| screen.contains(&wanted) || screen.contains(&format!(" C{MARKS} S")));
            kill_process(process(term.pid()), signal).unwrap();
            assert_eq!(term.wait_end().exit_code(), code, "{signal:?}");
            let shown = frames(&term.record()).iter().map(|frame| frame.claims).max().unwrap();
            let left = whole(&desk);
            tally.kills += 1;
            tally.shown += shown;
            tally.lost += shown.saturating_sub(left);
        }
        println!("ended by {signal:?}: {tally:?}");
        assert_eq!(tally.lost, 0, "{signal:?}: {tally:?}");
    }
}

#[test]
fn a_terminal_that_closes_loses_nothing_that_was_on_the_screen() {
    if Command::new("script").arg("--version").output().is_err() {
        println!("left out: closing the terminal needs `script`, which is not here");
        return;
    }
    for ignores in ["", "trap '' HUP; "] {
        let mut tally = Tally::default();
        for _ in 0..rounds() {
            let (shown, left) = close_the_terminal(ignores);
            tally.kills += 1;
            tally.shown += shown;
            tally.lost += shown.saturating_sub(left);
        }
        println!("its terminal closed {ignores}: {tally:?}");
        assert_eq!(tally.lost, 0, "{ignores}: {tally:?}");
    }
}

/// Marks in a terminal inside a terminal, and takes the inner one away; how many marks there were on it and on the disk.
fn close_the_terminal(before: &str) -> (usize, usize) {
    let desk = desk(MARKS + 2);
    let line = format!("exec script -qec \"{before}exec '$ASCRIBE' article.txt\" typescript");
    let mut term = Term::shell(&line, desk.folder.path());
    term.wait_for("Witness number");
    term.press(&MARK.repeat(MARKS));
    term.wait_for(&format!(" C{MARKS} S"));
    let pid = holder(&desk);
    // `script` has the other end of the inner terminal.
    kill(&term);
    let deadline = Instant::now() + PATIENCE;
    while test_kill_process(pid).is_ok() && !is_zombie(pid) {
        assert!(Instant::now() < deadline, "it goes on without a terminal");
        std::thread::sleep(Duration::from_millis(5));
    }
    (MARKS, whole(&desk))
}

/// The process that has the lock.
fn holder(desk: &Desk) -> Pid {
    let note = desk.folder.path().join("state/ascribe/open").read_dir().unwrap().next().unwrap().unwrap().path();
    let note = std::fs::read_to_string(note).unwrap();
    process(note.split('@').next().unwrap().parse().unwrap())
}

/// Whether a process has ended without anybody asking how.
fn is_zombie(pid: Pid) -> bool {
    let path = Path::new("/proc").join(pid.as_raw_nonzero().to_string()).join("stat");
    std::fs::read_to_string(path).is_ok_and(|stat| stat.contains(") Z "))
}
