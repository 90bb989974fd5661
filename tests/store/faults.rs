//! Each step of everything that is ever written fails once, in every way, and nothing that was promised is lost.

use rustix::io::Errno;

use crate::scenarios::{SCENARIOS, Scenario, Stage};
use crate::trial::Fate;

const FATES: [Fate; 6] = [
    Fate::Fail(Errno::IO),
    Fate::Fail(Errno::NOSPC),
    Fate::DoAndFail(Errno::IO),
    Fate::DoAndFail(Errno::NOSPC),
    Fate::Short,
    Fate::Die,
];

#[test]
fn whichever_step_of_anything_that_is_ever_written_fails_nothing_that_was_promised_is_lost() {
    // Most of the time the disk is waited for.
    std::thread::scope(|scope| {
        for scenario in SCENARIOS {
            scope.spawn(|| {
                let tried: usize = FATES.iter().map(|fate| meet(scenario, *fate)).sum();
                println!("{}: {tried} faults", scenario.name);
                assert!(tried > 100, "{}", scenario.name);
            });
        }
    });
}

/// Has each step of a scenario meet its fate, and says how many there are.
fn meet(scenario: &Scenario, fate: Fate) -> usize {
    for nth in 0.. {
        let mut stage = Stage::of(scenario);
        let mut usual = stage.usual();
        stage.desk.disk.follow(move |step, what| {
            let usually = usual(step, what);
            if step == nth { fate } else { usually }
        });
        (scenario.act)(&mut stage);
        stage.leave();
        let steps = stage.desk.disk.steps();
        let Some(step) = steps.get(nth) else { return nth };
        // All of what was written would hide the rest.
        let step: String = format!("{step:?}").chars().take(200).collect();
        stage.check(&stage.promises_after(steps.len()), &format!("{}, step {nth}, {fate:?}: {step}", scenario.name));
    }
    unreachable!("a scenario ends")
}
