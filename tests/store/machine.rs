//! A machine without power: every state that its disk may be left in, worked out from the steps that were taken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::trial::Step;

/// What a disk holds: files with their bytes, and folders, which have none.
pub(crate) type Left = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// Names in one folder, with the file that each stands for; folders are [`FOLDER`].
type Names = BTreeMap<PathBuf, usize>;

const FOLDER: usize = usize::MAX;

/// A file's bytes as they were written, and as they were when they were last synced.
#[derive(Clone, Default)]
struct Bytes {
    written: Vec<u8>,
    synced: Option<Vec<u8>>,
}

/// What the machine has, and what of it is sure to be there after a power cut.
#[derive(Clone, Default)]
pub(crate) struct Machine {
    root: PathBuf,
    files: Vec<Bytes>,
    /// All names as a program sees them.
    names: Names,
    /// For each folder that was changed since its last sync, its names after each change, the synced state first.
    history: BTreeMap<PathBuf, Vec<Names>>,
}

impl Machine {
    /// The machine as it is now, all of it safe.
    pub(crate) fn at_rest(root: &Path) -> Self {
        let mut machine = Self { root: root.to_owned(), ..Self::default() };
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for path in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    machine.names.insert(path.clone(), FOLDER);
                    folders.push(path);
                } else {
                    machine.put(&path, &std::fs::read(&path).unwrap());
                }
            }
        }
        machine
    }

    /// A file that is safe.
    fn put(&mut self, path: &Path, bytes: &[u8]) {
        self.files.push(Bytes { written: bytes.to_vec(), synced: Some(bytes.to_vec()) });
        self.names.insert(path.to_owned(), self.files.len() - 1);
    }

    pub(crate) fn take(&mut self, step: &Step) {
        match step {
            Step::Create(path) => self.change(path, |machine| {
                machine.files.push(Bytes::default());
                machine.names.insert(path.clone(), machine.files.len() - 1);
            }),
            Step::MakeFolder(path) => self.change(path, |machine| {
                machine.names.insert(path.clone(), FOLDER);
            }),
            Step::Rename(from, to) => self.change(to, |machine| {
                let file = machine.names.remove(from).unwrap();
                machine.names.insert(to.clone(), file);
            }),
            Step::Remove(path) => self.change(path, |machine| {
                machine.names.remove(path);
            }),
            Step::Write(path, bytes) => self.file(path).written.extend(bytes),
            Step::Empty(path) => *self.file(path) = Bytes { written: Vec::new(), synced: Some(Vec::new()) },
            Step::Sync(path) => {
                let file = self.file(path);
                file.synced = Some(file.written.clone());
            }
            Step::SyncFolder(folder) => drop(self.history.remove(folder)),
            Step::Outside(path, bytes) => {
                self.put(path, bytes);
                self.history.remove(path.parent().unwrap());
            }
            _ => {}
        }
    }

    fn file(&mut self, path: &Path) -> &mut Bytes {
        &mut self.files[self.names[path]]
    }

    /// Changes a name, which isn't safe before its folder is synced.
    fn change(&mut self, path: &Path, act: impl FnOnce(&mut Self)) {
        let folder = path.parent().unwrap().to_owned();
        let before = self.names_in(&folder);
        act(self);
        let after = self.names_in(&folder);
        self.history.entry(folder).or_insert_with(|| vec![before]).push(after);
    }

    fn names_in(&self, folder: &Path) -> Names {
        let own = self.names.iter().filter(|(path, _)| path.parent() == Some(folder));
        own.map(|(path, file)| (path.clone(), *file)).collect()
    }

    /// All that may be left after a power cut now: of each folder every state since its last sync, and of files that
    /// aren't synced nothing, some or all of their bytes.
    pub(crate) fn after_a_power_cut(&self) -> Vec<Left> {
        let settled = |path: &Path| !self.history.contains_key(path.parent().unwrap());
        let still: Names =
            self.names.iter().filter(|(path, _)| settled(path)).map(|(path, file)| (path.clone(), *file)).collect();
        let mut states = vec![still];
        for history in self.history.values() {
            let with = |names: &Names| {
                let names = names.clone();
                states.iter().map(move |state| state.clone().into_iter().chain(names.clone()).collect::<Names>())
            };
            states = history.iter().flat_map(with).collect();
        }
        let mut left: Vec<Left> =
            states.iter().flat_map(|names| [0, 1, 2].map(|third| self.left(names, third))).collect();
        left.sort();
        left.dedup();
        left
    }

    /// What is left of those names, with no half, one half or two halves of what isn't synced.
    fn left(&self, names: &Names, halves: usize) -> Left {
        let mut left = Left::new();
        // A folder comes before what is in it.
        for (path, file) in names {
            let folder = path.parent().unwrap();
            if folder != self.root && !left.contains_key(folder) {
                continue;
            }
            let bytes = self.files.get(*file).map(|file| match &file.synced {
                Some(synced) if *synced == file.written => synced.clone(),
                _ => file.written[..file.written.len() * halves / 2].to_vec(),
            });
            left.insert(path.clone(), bytes);
        }
        left
    }
}

/// Makes a folder hold just that.
pub(crate) fn put_back(root: &Path, left: &Left) {
    for path in root.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { std::fs::remove_dir_all(path).unwrap() } else { std::fs::remove_file(path).unwrap() }
    }
    for (path, bytes) in left {
        match bytes {
            Some(bytes) => std::fs::write(path, bytes).unwrap(),
            None => std::fs::create_dir(path).unwrap(),
        }
    }
}
