//! Killed at random moments while marks are made by keys.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::pty::Term;
use crate::witness::{MARK, Tally, desk};
use crate::{asked_for, signals::kill};

/// How many are tried if nobody asks for more.
const KILLS: usize = 12;
/// How often the same article is opened again.
const SESSIONS_OF_ONE: usize = 10;
/// The most marks that one session makes.
const MARKS: usize = 40;

#[test]
fn nothing_that_was_called_saved_or_shown_for_long_is_lost_by_a_kill_at_random() {
    let mut random = fastrand::Rng::new();
    let (mut tally, seed) = (Tally::default(), random.get_seed());
    let kills = asked_for().unwrap_or(KILLS);
    while tally.kills < kills {
        let desk = desk(SESSIONS_OF_ONE * MARKS + 2);
        let mut before = 0;
        for _ in 0..SESSIONS_OF_ONE.min(kills - tally.kills) {
            let mut term = desk.open();
            // Now and then before there is anything to see.
            if random.u8(..10) > 0 {
                term.wait_for("Witness number");
                mark(&mut term, &mut random);
            }
            let killed = Instant::now();
            kill(&term);
            term.wait_end();
            before = tally.count(&desk, &term.record(), killed, before);
        }
    }
    println!("killed at random: {tally:?} (seed {seed:#x})");
    assert_eq!(tally.lost, 0, "seed {seed:#x}");
    assert!(kills < KILLS || tally.acknowledged > kills, "hardly anything was ever saved: {tally:?}");
}

/// Marks sentence after sentence, now in a burst, now one by one, and stops at no particular moment.
fn mark(term: &mut Term, random: &mut fastrand::Rng) {
    let end = Instant::now() + Duration::from_millis(random.u64(..400));
    let mut left = MARKS;
    while left > 0 && Instant::now() < end {
        let burst = random.usize(1..=left.min(6));
        term.press(&MARK.repeat(burst));
        left -= burst;
        sleep(Duration::from_micros(random.u64(..40_000)));
    }
    let rest = end.saturating_duration_since(Instant::now());
    sleep(rest);
}
