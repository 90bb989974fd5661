//! A disk that does as the real one until it is told to fail, and remembers each step.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ascribe::store::{Disk, Draft, RealDisk, Rights};
use rustix::io::Errno;

/// One step that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Stat,
    MayWrite(PathBuf),
    Read,
    OpenLock,
    Create(PathBuf),
    SetRights,
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    Rename(PathBuf, PathBuf),
    SyncFolder(PathBuf),
    Remove(PathBuf),
    Empty(PathBuf),
    List,
    MakeFolder(PathBuf),
    CloseFolder,
    Follow,
    /// What somebody else puts there for good, and not by this disk.
    Outside(PathBuf, Vec<u8>),
}

impl Step {
    /// What is done of a step that is done in half.
    fn halved(mut self) -> Self {
        if let Self::Write(_, bytes) = &mut self {
            bytes.truncate(bytes.len().div_ceil(2));
        }
        self
    }
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is done.
    Go,
    /// It fails with that error.
    Fail(Errno),
    /// It is done, and then fails.
    DoAndFail(Errno),
    /// Half of a write is done; any other step is done.
    Short,
    /// It isn't done until the disk is let go; other steps are.
    Hang,
    /// The program dies halfway through the step: neither it nor any later one is done.
    Die,
}

type Rule = Box<dyn FnMut(usize, &Step) -> Fate + Send>;

/// The disk; `rule` says what becomes of each step, counted from 0.
pub(crate) struct Trial {
    state: Mutex<State>,
    let_go: AtomicBool,
}

struct State {
    rule: Rule,
    steps: Vec<Step>,
    dead: bool,
}

impl Trial {
    /// A disk on which every step goes well.
    pub(crate) fn sound() -> Arc<Self> {
        Self::with(|_, _| Fate::Go)
    }

    /// A disk with a rule.
    pub(crate) fn with(rule: impl FnMut(usize, &Step) -> Fate + Send + 'static) -> Arc<Self> {
        let state = State { rule: Box::new(rule), steps: Vec::new(), dead: false };
        Arc::new(Self { state: Mutex::new(state), let_go: AtomicBool::new(false) })
    }

    /// From now on, with this rule and steps counted anew.
    pub(crate) fn follow(&self, rule: impl FnMut(usize, &Step) -> Fate + Send + 'static) {
        *self.state() = State { rule: Box::new(rule), steps: Vec::new(), dead: false };
    }

    /// Does the steps that hang.
    pub(crate) fn let_go(&self) {
        self.let_go.store(true, Ordering::SeqCst);
    }

    /// The steps so far.
    pub(crate) fn steps(&self) -> Vec<Step> {
        self.state().steps.clone()
    }

    /// How many saves have come as far as giving the new file its name.
    pub(crate) fn renames(&self) -> usize {
        self.steps().iter().filter(|step| matches!(step, Step::Rename(..))).count()
    }

    /// Another program puts a file there, whatever the rule says.
    pub(crate) fn outside(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        if !state.dead {
            std::fs::write(path, bytes).unwrap();
            state.steps.push(Step::Outside(path.to_owned(), bytes.to_vec()));
        }
    }

    /// A rule may panic on purpose.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step<T>(&self, step: &Step, act: impl FnOnce(bool) -> io::Result<T>) -> io::Result<T> {
        let fate = {
            let mut state = self.state();
            if state.dead {
                return Err(io::Error::other("dead"));
            }
            let nth = state.steps.len();
            let fate = (state.rule)(nth, step);
            state.steps.push(if fate == Fate::Short { step.clone().halved() } else { step.clone() });
            state.dead = fate == Fate::Die;
            fate
        };
        match fate {
            Fate::Go => act(false),
            Fate::Short => act(true),
            Fate::Hang => {
                while !self.let_go.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                act(false)
            }
            Fate::Fail(error) => Err(error.into()),
            Fate::DoAndFail(error) => {
                let _ = act(false);
                Err(error.into())
            }
            Fate::Die => {
                if matches!(step, Step::Write(..)) {
                    act(true)?;
                }
                Err(io::Error::other("dead"))
            }
        }
    }
}

impl Disk for Trial {
    fn stat(&self, path: &Path) -> io::Result<Metadata> {
        self.step(&Step::Stat, |_| RealDisk.stat(path))
    }

    fn may_write(&self, path: &Path) -> io::Result<()> {
        self.step(&Step::MayWrite(path.to_owned()), |_| RealDisk.may_write(path))
    }

    fn read(&self, path: &Path, limit_bytes: u64) -> io::Result<(Vec<u8>, Metadata)> {
        self.step(&Step::Read, |_| RealDisk.read(path, limit_bytes))
    }

    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step(&Step::OpenLock, |_| RealDisk.open_lock(path))
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Draft> {
        self.step(&Step::Create(path.to_owned()), |_| RealDisk.create(path, mode))
    }

    fn set_rights(&self, draft: &Draft, rights: Rights) -> io::Result<()> {
        self.step(&Step::SetRights, |_| RealDisk.set_rights(draft, rights))
    }

    fn write(&self, draft: &mut Draft, bytes: &[u8]) -> io::Result<usize> {
        self.step(&Step::Write(draft.path.clone(), bytes.to_vec()), |short| {
            let len = if short { bytes.len().div_ceil(2) } else { bytes.len() };
            RealDisk.write(draft, &bytes[..len])
        })
    }

    fn sync(&self, draft: &Draft) -> io::Result<()> {
        self.step(&Step::Sync(draft.path.clone()), |_| RealDisk.sync(draft))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(&Step::Rename(from.to_owned(), to.to_owned()), |_| RealDisk.rename(from, to))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(&Step::SyncFolder(folder.to_owned()), |_| RealDisk.sync_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(&Step::Remove(path.to_owned()), |_| RealDisk.remove(path))
    }
    fn empty(&self, path: &Path) -> io::Result<()> {
        self.step(&Step::Empty(path.to_owned()), |_| RealDisk.empty(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.step(&Step::List, |_| RealDisk.list(folder))
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(&Step::MakeFolder(folder.to_owned()), |_| RealDisk.make_folder(folder))
    }

    fn close_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(&Step::CloseFolder, |_| RealDisk.close_folder(folder))
    }

    fn follow(&self, folder: &Path) -> io::Result<PathBuf> {
        self.step(&Step::Follow, |_| RealDisk.follow(folder))
    }
}
