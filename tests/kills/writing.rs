//! The screen killed as its writer comes to each of its calls to the system.

use std::time::Instant;

use crate::some_of;
use crate::tracer::{self, Call, attach, calls, killing, thread, watching};
use crate::witness::{MARK, Tally, desk, wait_for_saved};

const MARKS: usize = 3;
/// One call in so many is tried if nobody asks for more.
const ONE_IN: usize = 5;

#[test]
fn nothing_that_was_called_saved_is_lost_whichever_call_of_the_writer_is_its_last() {
    if !tracer::is_here() {
        return;
    }
    let points = calls_of_the_writer();
    assert!(points.len() > 8 * MARKS, "{points:?}");
    let mut tally = Tally::default();
    for call in some_of(points, ONE_IN) {
        kill_at(&call, &mut tally);
    }
    println!("killed at the writer's calls: {tally:?}");
    assert_eq!(tally.lost, 0);
}

/// The calls with which the writer saves one mark after the other.
fn calls_of_the_writer() -> Vec<Call> {
    let desk = desk(MARKS + 2);
    let log = desk.folder.path().join("log");
    let mut term = desk.open();
    term.wait_for("Witness number");
    let mut tracer = attach(watching(&log), term.pid(), thread(term.pid(), "writer"));
    for nth in 1..=MARKS {
        term.press(MARK);
        wait_for_saved(&term, nth);
    }
    term.press("q");
    term.wait_end();
    tracer.wait().unwrap();
    calls(&log, "")
}

fn kill_at(call: &Call, tally: &mut Tally) {
    let desk = desk(MARKS + 2);
    let mut term = desk.open();
    term.wait_for("Witness number");
    let mut tracer = attach(killing(call), term.pid(), thread(term.pid(), "writer"));
    for nth in 1..=MARKS {
        term.press(MARK);
        if !term.wait_until_or_end(|screen| screen.contains(" saved ") && screen.contains(&format!(" C{nth} S"))) {
            break;
        }
    }
    // The last calls come when the program is left.
    term.press("q");
    let status = term.wait_end();
    assert_eq!(status.signal(), Some("Killed"), "{call:?} was not its last: {status:?}");
    tracer.wait().unwrap();
    tally.count(&desk, &term.record(), Instant::now(), 0);
}
