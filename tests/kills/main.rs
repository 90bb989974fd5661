//! The real program killed: at random, at each of its calls to the system, by signals, and with its terminal.
//!
//! What the bar had called saved must be on the disk, and so must be what had stood on the screen for 250 ms; the file
//! is whole whenever it is looked at. A few seconds' worth of kills are tried each time; `ASCRIBE_KILLS=1000` tries
//! that many at random, and every call instead of some.

#![allow(clippy::print_stdout, reason = "how much was tried, and what was left out, is part of the result")]

mod add;
mod hanging;
#[path = "../terminal/pty.rs"]
mod pty;
mod random;
mod signals;
mod tracer;
mod witness;
mod writing;

/// How many kills at random were asked for, if any were.
fn asked_for() -> Option<usize> {
    std::env::var("ASCRIBE_KILLS").ok().map(|number| number.parse().expect("ASCRIBE_KILLS is a number of kills"))
}

/// All of the points where a program may be killed, or every so many if nobody asked for more.
fn some_of<T>(points: Vec<T>, one_in: usize) -> Vec<T> {
    let every = if asked_for().is_some() { 1 } else { one_in };
    points.into_iter().step_by(every).collect()
}
