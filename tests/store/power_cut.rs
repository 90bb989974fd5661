//! Power cuts: every state that a disk may be left in, worked out from the steps of real saves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ascribe::store::{Disk, Place, WholeFile};
use tempfile::tempdir;

use crate::trial::{Fate, Step, Trial};

/// A file's bytes as they were written, and as they were when they were last synced.
#[derive(Clone, Default)]
struct Bytes {
    written: Vec<u8>,
    synced: Option<Vec<u8>>,
}

/// What the machine has, and what of it is sure to be there after a power cut.
#[derive(Clone, Default)]
struct Machine {
    files: Vec<Bytes>,
    /// Names with the file each stands for, as a program sees them.
    names: BTreeMap<PathBuf, usize>,
    /// The same after each change since the folder was last synced, the synced state first.
    history: Vec<BTreeMap<PathBuf, usize>>,
}

impl Machine {
    fn holding(path: &Path, bytes: &[u8]) -> Self {
        let file = Bytes { written: bytes.to_vec(), synced: Some(bytes.to_vec()) };
        let names = BTreeMap::from([(path.to_owned(), 0)]);
        Self { files: vec![file], history: vec![names.clone()], names }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Create(path) => {
                self.files.push(Bytes::default());
                self.names.insert(path.clone(), self.files.len() - 1);
            }
            Step::Write(path, bytes) => self.files[self.names[path]].written.extend(bytes),
            Step::Sync(path) => {
                let file = &mut self.files[self.names[path]];
                file.synced = Some(file.written.clone());
            }
            Step::Rename(from, to) => {
                let file = self.names.remove(from).unwrap();
                self.names.insert(to.clone(), file);
            }
            Step::Remove(path) => drop(self.names.remove(path)),
            Step::SyncFolder => self.history.clear(),
            _ => return,
        }
        self.history.push(self.names.clone());
    }

    /// What `path` may hold after a power cut now: every state of the names since the last sync of the folder, and of a
    /// file that isn't synced nothing, some or all of its bytes.
    fn after_a_power_cut(&self, path: &Path) -> Vec<Vec<u8>> {
        let files = self.history.iter().map(|names| &self.files[names[path]]);
        let bytes = files.flat_map(|file| match &file.synced {
            Some(synced) if *synced == file.written => vec![synced.clone()],
            _ => vec![Vec::new(), file.written[..file.written.len() / 2].to_vec(), file.written.clone()],
        });
        bytes.collect()
    }
}

/// Saves `texts` one after the other and checks what a power cut after each step would leave.
fn survives(texts: &[&[u8]], rule: impl Fn(usize, &Step) -> Fate + Send + Clone + 'static) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, "first").unwrap();
    let mut machine = Machine::holding(&path, b"first");
    let disk = Trial::sound();
    let mut file = WholeFile::new(Arc::clone(&disk) as Arc<dyn Disk>, Place::at(&path).unwrap());
    file.read(1 << 20).unwrap();
    let mut possible: Vec<&[u8]> = vec![b"first"];
    for text in texts {
        disk.follow(rule.clone());
        let saved = file.save(text).is_ok();
        possible.push(text);
        for step in disk.steps() {
            machine.take(&step);
            for left in machine.after_a_power_cut(&path) {
                assert!(possible.contains(&left.as_slice()), "after {step:?}: {left:?}");
            }
        }
        if saved {
            possible = vec![text];
            assert!(machine.after_a_power_cut(&path).iter().all(|left| left == text), "saved, but not safe: {text:?}");
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
