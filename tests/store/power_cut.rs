//! Power cuts: every state that a disk may be left in, worked out from the steps of real saves.

use std::collections::BTreeSet;
use std::sync::Arc;

use ascribe::store::{Disk, Place, WholeFile};
use tempfile::tempdir;

use crate::machine::{Machine, put_back};
use crate::scenarios::{SCENARIOS, Stage};
use crate::trial::{Fate, Step, Trial};

/// Saves `texts` one after the other and checks what a power cut after each step would leave.
fn survives(texts: &[&[u8]], rule: impl Fn(usize, &Step) -> Fate + Send + Clone + 'static) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, "first").unwrap();
    let mut machine = Machine::at_rest(folder.path());
    let disk = Trial::sound();
    let mut file = WholeFile::new(Arc::clone(&disk) as Arc<dyn Disk>, Place::at(&path).unwrap());
    file.read(1 << 20).unwrap();
    let left = |machine: &Machine| -> Vec<Vec<u8>> {
        machine.after_a_power_cut().into_iter().map(|mut left| left.remove(&path).unwrap().unwrap()).collect()
    };
    let mut possible: Vec<&[u8]> = vec![b"first"];
    for text in texts {
        disk.follow(rule.clone());
        let saved = file.save(text).is_ok();
        possible.push(text);
        for step in disk.steps() {
            machine.take(&step);
            for left in left(&machine) {
                assert!(possible.contains(&left.as_slice()), "after {step:?}: {left:?}");
            }
        }
        if saved {
            possible = vec![text];
            assert!(left(&machine).iter().all(|left| left == text), "saved, but not safe: {text:?}");
        }
    }
}

#[test]
fn a_power_cut_after_any_step_leaves_a_whole_file_and_what_was_called_saved_is_there() {
    survives(&[b"second", b"third", b"fourth"], |_, _| Fate::Go);
}

#[test]
fn short_writes_change_nothing_about_that() {
    let rule =
        |_, step: &Step| if matches!(step, Step::Write(_, rest) if rest.len() > 1) { Fate::Short } else { Fate::Go };
    survives(&[b"second", b"third"], rule);
}

#[test]
fn a_power_cut_after_any_step_of_anything_that_is_ever_written_takes_nothing_that_was_promised() {
    for scenario in SCENARIOS {
        let mut stage = Stage::of(scenario);
        let mut machine = Machine::at_rest(stage.desk.folder.path());
        stage.desk.disk.follow(stage.usual());
        (scenario.act)(&mut stage);
        stage.leave();
        let (steps, mut tried) = (stage.desk.disk.steps(), BTreeSet::new());
        for done in 0..=steps.len() {
            let promises = stage.promises_after(done);
            for left in machine.after_a_power_cut() {
                if tried.insert((left.clone(), format!("{promises:?}"))) {
                    put_back(stage.desk.folder.path(), &left);
                    let last = done.checked_sub(1).map(|last| &steps[last]);
                    stage.check(&promises, &format!("{}, {done} steps, the last {last:?}", scenario.name));
                }
            }
            steps.get(done).into_iter().for_each(|step| machine.take(step));
        }
        println!("{}: {} steps, {} states after a power cut", scenario.name, steps.len(), tried.len());
    }
}
