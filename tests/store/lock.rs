//! The lock: one holder at a time, known by name, never stale, and nothing left of it.

use std::fs::OpenOptions;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use ascribe::store::{Holders, Lock, NoLock, RealDisk};
use rustix::io::Errno;
use tempfile::tempdir;

use crate::trial::{Fate, Trial};

/// How many processes want the lock at once, and how often each.
const PROCESSES: usize = 6;
const TIMES: usize = 150;
/// Longer than all of them take.
const LONG: Duration = Duration::from_mins(1);

fn holders(folder: &Path) -> Holders {
    Holders { folder: Some(folder.join("open")), name: "Jo".to_owned() }
}

fn take(path: &Path) -> Result<Lock, NoLock> {
    Lock::take(&RealDisk, path, &holders(path.parent().unwrap()), Duration::ZERO)
}

#[test]
fn a_second_session_is_told_who_holds_the_lock_and_gets_it_afterwards() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let first = take(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0, "nothing local lies in a folder that is shared");
    let refusal = take(&path).unwrap_err().to_string();
    assert!(refusal.starts_with("Jo has this article open (ascribe on "), "{refusal}");
    assert!(refusal.contains(&format!("process {})", std::process::id())), "{refusal}");
    drop(first);
    assert!(!path.exists(), "the last holder removes it");
    assert_eq!(folder.path().join("open").read_dir().unwrap().count(), 0, "and its note");
    assert!(take(&path).is_ok());
}

#[test]
fn a_holder_whose_note_is_missing_old_or_out_of_reach_is_another_ascribe() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let _first = take(&path).unwrap();
    let note = folder.path().join("open").read_dir().unwrap().next().unwrap().unwrap().path();
    let host = std::fs::read_to_string(&note).unwrap();
    let host = host.lines().next().unwrap().split_once('@').unwrap().1.to_owned();
    let unknown = "another ascribe has this article open; close it there to edit here";
    for text in [String::new(), "rubbish".to_owned(), format!("{}@{host}\nKim\n", crate::NOBODY)] {
        std::fs::write(&note, &text).unwrap();
        assert_eq!(take(&path).unwrap_err().to_string(), unknown, "{text}");
    }
    std::fs::write(&note, format!("{}@elsewhere\n\n", crate::NOBODY)).unwrap();
    assert!(take(&path).unwrap_err().to_string().contains("(on elsewhere, process "), "on another machine it may be");
    let other = Holders::default();
    assert_eq!(Lock::take(&RealDisk, &path, &other, Duration::ZERO).unwrap_err().to_string(), unknown);
}

#[test]
fn a_lock_file_of_an_earlier_version_is_respected_while_it_is_held_and_cleaned_up_afterwards() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    std::fs::write(&path, "4321@vm\n").unwrap();
    let earlier = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    earlier.try_lock().unwrap();
    let refusal = take(&path).unwrap_err().to_string();
    assert!(refusal.contains("(on vm, process 4321)"), "{refusal}");
    drop(earlier);
    let lock = take(&path).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);
    drop(lock);
    assert!(!path.exists());
}

#[test]
fn whoever_waits_gets_the_lock_when_it_is_given_up() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let first = take(&path).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| Lock::take(&RealDisk, &path, &holders(folder.path()), LONG));
        // Whether it waits by now or not yet, it gets the lock only afterwards.
        drop(first);
        assert!(second.join().unwrap().is_ok());
    });
    assert!(!path.exists());
}

#[test]
fn a_lock_file_that_somebody_removed_is_not_taken_from_its_new_holder() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let first = take(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let second = take(&path).unwrap();
    drop(first);
    assert!(path.exists(), "it is the second one's");
    assert!(matches!(take(&path), Err(NoLock::Held(_))));
    drop(second);
    assert!(!path.exists());
}

#[test]
fn of_many_processes_only_one_ever_has_the_lock_though_each_removes_it() {
    let folder = tempdir().unwrap();
    std::fs::write(folder.path().join("count"), "0").unwrap();
    let subject = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", "lock::subject_that_counts_under_the_lock"]);
        command.env("LOCK_FOLDER", folder.path()).stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut subjects: Vec<_> = (0..PROCESSES).map(|_| subject()).collect();
    for subject in &mut subjects {
        assert!(subject.wait().unwrap().success(), "it met another one inside");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("count")).unwrap(), (PROCESSES * TIMES).to_string());
    assert!(!folder.path().join(".a.lock").exists());
}

/// Counts in a file in a way that loses count, and is noticed, as soon as two do it at once.
#[test]
#[ignore = "runs as several processes of another test"]
fn subject_that_counts_under_the_lock() {
    let folder = PathBuf::from(std::env::var_os("LOCK_FOLDER").unwrap());
    let (count, inside) = (folder.join("count"), folder.join("inside"));
    for _ in 0..TIMES {
        let lock = Lock::take(&RealDisk, &folder.join(".a.lock"), &holders(&folder), LONG).unwrap();
        OpenOptions::new().write(true).create_new(true).open(&inside).unwrap();
        let counted: usize = std::fs::read_to_string(&count).unwrap().parse().unwrap();
        std::fs::write(&count, (counted + 1).to_string()).unwrap();
        std::fs::remove_file(&inside).unwrap();
        drop(lock);
    }
}

#[test]
fn a_folder_that_takes_no_lock_file_gives_no_lock() {
    let disk = Trial::with(|_, _| Fate::Fail(Errno::ROFS));
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let refusal = Lock::take(&*disk, &path, &Holders::default(), Duration::ZERO).unwrap_err();
    assert!(matches!(refusal, NoLock::NotMade(_)), "{refusal}");
    assert!(refusal.to_string().contains("Read-only"), "{refusal}");
    assert!(take(&folder.path().join("nowhere/.a.lock")).is_err_and(|it| matches!(it, NoLock::NotMade(_))));
}

#[test]
fn a_lock_file_that_is_a_link_or_a_folder_gives_no_lock() {
    let folder = tempdir().unwrap();
    let victim = folder.path().join("victim");
    std::fs::write(&victim, "x").unwrap();
    symlink(&victim, folder.path().join(".a.lock")).unwrap();
    for path in [folder.path().join(".a.lock"), folder.path().to_owned()] {
        assert!(matches!(take(&path).unwrap_err(), NoLock::NotMade(_)));
    }
    assert_eq!(std::fs::read(&victim).unwrap(), b"x");
}
