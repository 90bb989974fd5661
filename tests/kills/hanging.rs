//! Leaving while the system doesn't answer: a disk that hangs, and annotations that are never read.
//!
//! A tracer that holds a call up holds the end of the process up too, as a disk may. It has left once it has said its last
//! words and given the terminal back; then the tracer is taken away.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::pty::{Desk, Term};
use crate::tracer::{self, attach, thread};

const TEXT: &str = "The dam is safe, the minister said. Nobody was hurt.\n";
/// A call that takes so long never comes back, as far as any test is concerned; in microseconds.
const AN_HOUR: &str = "delay_enter=3600000000";
/// Nobody waits longer for the end: a second, and as much again for a machine that has much else to do.
const SOON: Duration = Duration::from_secs(2);
/// Nothing here takes so long.
const PATIENCE: Duration = Duration::from_secs(20);

fn strace(arguments: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-qq", "-o", "/dev/null"]).args(arguments);
    strace
}

/// Has one claim saved, then makes each sync hang, of the writer or of every thread, and marks a denial.
fn hung(desk: &Desk, every_thread: bool) -> (Term, Child) {
    let mut term = desk.open();
    term.wait_for("The dam is safe");
    term.press("c");
    term.wait_for(" saved ");
    let pid = term.pid();
    let inject = format!("inject=fsync:{AN_HOUR}");
    let mut arguments = vec!["-e", "trace=fsync", "-e", &inject];
    arguments.extend(every_thread.then_some("-f"));
    let tracer = attach(strace(&arguments), pid, thread(pid, "writer"));
    term.press(")d");
    term.wait_for("D1");
    (term, tracer)
}

/// What is on the screen, over as many rows as it takes.
fn said(screen: &str) -> String {
    screen.lines().collect()
}

/// The copies in the rescue folder.
fn copies(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.join("state/ascribe/rescue").read_dir() else { return Vec::new() };
    entries.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "json")).collect()
}

#[test]
fn a_disk_that_hangs_keeps_nobody_from_leaving_and_all_is_kept_in_a_copy() {
    if !tracer::is_here() {
        return;
    }
    for (leave, every_thread) in [("qq", false), ("qq", true), ("\u{3}\u{3}", true), ("TERM", true)] {
        let desk = Desk::new(TEXT);
        let (mut term, mut tracer) = hung(&desk, every_thread);
        let begun = Instant::now();
        if leave == "TERM" {
            term.signal(leave);
        } else {
            term.press(leave);
        }
        let screen = term.wait_until("its last words", |screen| said(screen).contains("everything is in"));
        let took = begun.elapsed();
        println!("left by {leave:?} after {took:?}");
        assert!(took < SOON, "{leave:?}: {took:?}");
        assert!(term.left_clean(), "{leave:?}");
        let copies = copies(desk.folder.path());
        let [copy] = copies.as_slice() else { panic!("{leave:?}: {copies:?}") };
        let said = said(&screen);
        assert!(said.contains("NOT SAVED: ") && said.contains("article.txt: 1 change; "), "{leave:?}: {screen}");
        assert!(said.contains(copy.to_str().unwrap()), "{leave:?}: {screen}");
        assert!(std::fs::read_to_string(copy).unwrap().contains("\"denial\""), "{leave:?}");
        assert!(said.contains("a power cut") == every_thread, "{screen}");
        tracer.kill().unwrap();
        tracer.wait().unwrap();
        assert_eq!(term.wait_end().exit_code(), 1, "{leave:?}: {screen}");
        // Opened again, it is all there.
        let mut term = desk.open();
        term.wait_for("C1 S0 D1");
        term.press("q");
        assert_eq!(term.wait_end().exit_code(), 0);
        assert!(desk.json().contains("\"denial\""), "{leave:?}");
    }
}

#[test]
fn a_disk_that_answers_while_it_is_waited_for_ends_the_wait_and_another_key_ends_it_too() {
    if !tracer::is_here() {
        return;
    }
    let desk = Desk::new(TEXT);
    let (mut term, mut tracer) = hung(&desk, false);
    term.press("q");
    term.wait_for("leaving as soon as the disk answers");
    // Any other key stays, and the question is asked anew.
    term.press("j");
    term.wait_until("no question", |screen| !screen.contains("leaving as soon"));
    term.press("q");
    term.wait_for("leaving as soon as the disk answers");
    // Without its tracer, the disk answers.
    tracer.kill().unwrap();
    tracer.wait().unwrap();
    assert_eq!(term.wait_end().exit_code(), 0);
    assert!(desk.json().contains("\"denial\""));
    assert!(copies(desk.folder.path()).is_empty());
}

#[test]
fn annotations_that_are_never_read_keep_nobody_from_leaving() {
    if !tracer::is_here() {
        return;
    }
    for (keys, signal, code) in [("q", "", 0), ("\u{3}", "", 0), ("jjq", "\u{3}", 0), ("", "TERM", 143)] {
        let desk = Desk::new(TEXT);
        let line = format!(
            "exec strace -D -I1 -f -qq -o /dev/null -e trace=flock -e inject=flock:{AN_HOUR} \"$ASCRIBE\" article.txt"
        );
        let mut term = Term::shell(&line, desk.folder.path());
        term.wait_for("reading the annotations");
        let begun = Instant::now();
        term.press(keys);
        match signal {
            "" => {}
            "TERM" => term.signal(signal),
            key => {
                term.wait_for("keys wait until the annotations are read; ctrl-c leaves");
                term.press(key);
            }
        }
        while !term.left_clean() {
            assert!(begun.elapsed() < PATIENCE, "{keys:?}{signal:?}");
            std::thread::sleep(Duration::from_millis(2));
        }
        println!("left by {keys:?}{signal:?} after {:?}", begun.elapsed());
        assert!(begun.elapsed() < SOON, "{keys:?}{signal:?}: {:?}", begun.elapsed());
        tracer::take_away(term.pid());
        assert_eq!(term.wait_end().exit_code(), code, "{keys:?}{signal:?}");
    }
}

#[test]
fn a_signal_that_comes_with_the_first_frame_leaves_the_terminal_as_it_was() {
    if !tracer::is_here() {
        return;
    }
    let desk = Desk::new(TEXT);
    // The first thread reads annotations; the next one, which hears keys, is a second late.
    let late = "inject=clone,clone3:delay_enter=1000000:when=2";
    let line =
        format!("exec strace -D -I1 -f -qq -o /dev/null -e trace=clone,clone3 -e {late} \"$ASCRIBE\" article.txt");
    let mut term = Term::shell(&line, desk.folder.path());
    term.wait_for("The dam is safe");
    term.signal("TERM");
    assert_eq!(term.wait_end().exit_code(), 143);
    assert!(term.left_clean());
}
