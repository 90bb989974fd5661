//! The lock: one holder at a time, known by name, and never stale.

use std::os::unix::fs::symlink;

use ascribe::store::{Lock, NoLock, RealDisk};
use rustix::io::Errno;
use tempfile::tempdir;

use crate::trial::{Fate, Trial};

#[test]
fn a_second_session_is_told_who_holds_the_lock_and_gets_it_afterwards() {
    let folder = tempdir().unwrap();
    let path = folder.path().join(".a.lock");
    let first = Lock::take(&RealDisk, &path).unwrap();
    let refusal = Lock::take(&RealDisk, &path).unwrap_err();
    let pid = format!("ascribe {}@", std::process::id());
    assert!(matches!(&refusal, NoLock::Held(holder) if holder.starts_with(&pid)), "{refusal}");
    drop(first);
    assert!(path.exists(), "a lock file stays: removing it would let two sessions lock two files of one name");
    assert!(Lock::take(&RealDisk, &path).is_ok());
}

#[test]
fn a_folder_that_takes_no_lock_file_gives_no_lock() {
    let disk = Trial::with(|_, _| Fate::Fail(Errno::ROFS));
    let folder = tempdir().unwrap();
    let refusal = Lock::take(&*disk, &folder.path().join(".a.lock")).unwrap_err();
    assert!(matches!(refusal, NoLock::NotMade(_)), "{refusal}");
    assert!(refusal.to_string().contains("Read-only"), "{refusal}");
}

#[test]
fn a_lock_file_that_is_a_link_or_a_folder_gives_no_lock() {
    let folder = tempdir().unwrap();
    let victim = folder.path().join("victim");
    std::fs::write(&victim, "x").unwrap();
    symlink(&victim, folder.path().join(".a.lock")).unwrap();
    for path in [folder.path().join(".a.lock"), folder.path().to_owned()] {
        assert!(matches!(Lock::take(&RealDisk, &path).unwrap_err(), NoLock::NotMade(_)));
    }
    assert_eq!(std::fs::read(&victim).unwrap(), b"x");
}
