//! Saving a file: whole at every instant, whatever fails, and never over another program's change.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ascribe::store::{Disk, Place, SaveError, WholeFile};
use rustix::io::Errno;
use tempfile::{TempDir, tempdir};

use crate::trial::{Fate, Step, Trial};

const OLD: &[u8] = b"what was there before";
const NEW: &[u8] = b"what is to be there afterwards, which is longer";
const NEWER: &[u8] = b"what comes next";

struct Case {
    folder: TempDir,
    path: PathBuf,
    disk: Arc<Trial>,
    file: WholeFile,
}

/// A file, with what it holds before, that has been read on a disk without faults.
fn case(old: Option<&[u8]>) -> Case {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.json");
    if let Some(old) = old {
        std::fs::write(&path, old).unwrap();
    }
    let disk = Trial::sound();
    let mut file = WholeFile::new(Arc::clone(&disk) as Arc<dyn Disk>, Place::at(&path).unwrap());
    assert_eq!(file.read(1 << 20).unwrap().as_deref(), old);
    disk.follow(|_, _| Fate::Go);
    Case { folder, path, disk, file }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// How many steps a save takes when nothing fails.
fn steps_of_a_save(old: Option<&[u8]>) -> usize {
    let mut case = case(old);
    case.file.save(NEW).unwrap();
    case.disk.steps().len()
}

#[test]
fn a_save_writes_syncs_renames_and_syncs_the_folder_in_that_order() {
    let mut case = case(Some(OLD));
    case.file.save(NEW).unwrap();
    let steps = case.disk.steps();
    let Some(Step::Create(draft)) = steps.iter().find(|step| matches!(step, Step::Create(_))) else { panic!() };
    let expected = [
        Step::Stat,
        Step::Create(draft.clone()),
        Step::SetRights,
        Step::Write(draft.clone(), NEW.to_vec()),
        Step::Sync(draft.clone()),
        // The draft, then what it is to replace.
        Step::Stat,
        Step::Stat,
        Step::Rename(draft.clone(), case.path.clone()),
        Step::SyncFolder(case.folder.path().to_owned()),
    ];
    assert_eq!(steps, expected);
    assert_eq!(draft.parent(), case.path.parent());
    assert_eq!(std::fs::read(&case.path).unwrap(), NEW);
}

#[test]
fn what_another_program_writes_while_a_save_is_under_way_is_not_overwritten() {
    for old in [Some(OLD), None] {
        for nth in 0..steps_of_a_save(old) {
            let mut case = case(old);
            let path = case.path.clone();
            case.disk.follow(move |step, what| {
                if step == nth && !matches!(what, Step::Rename(..) | Step::SyncFolder(_)) {
                    std::fs::write(&path, "theirs, which is another length").unwrap();
                }
                Fate::Go
            });
            let saved = case.file.save(NEW);
            let theirs = std::fs::read(&case.path).unwrap() != NEW;
            assert_eq!(matches!(saved, Err(SaveError::ChangedOnDisk { .. })), theirs, "step {nth}: {saved:?}");
            let renames = case.disk.steps().iter().filter(|step| matches!(step, Step::Rename(..))).count();
            assert_eq!(renames, 1, "of the file or of the copy");
        }
    }
}

#[test]
fn a_program_that_dies_at_any_step_leaves_the_old_file_or_the_new_one_whole() {
    for old in [Some(OLD), None] {
        for nth in 0..steps_of_a_save(old) {
            let mut case = case(old);
            case.disk.follow(move |step, _| if step == nth { Fate::Die } else { Fate::Go });
            assert!(case.file.save(NEW).is_err());
            let left = std::fs::read(&case.path).ok();
            assert!(left.as_deref() == old || left.as_deref() == Some(NEW), "step {nth}: {left:?}");
        }
    }
}

#[test]
fn each_step_that_fails_is_reported_leaves_the_old_file_whole_and_the_next_save_succeeds() {
    for old in [Some(OLD), None] {
        for nth in 0..steps_of_a_save(old) {
            for error in [Errno::NOSPC, Errno::IO, Errno::DQUOT] {
                for fate in [Fate::Fail(error), Fate::DoAndFail(error)] {
                    let mut case = case(old);
                    case.disk.follow(move |step, _| if step == nth { fate } else { Fate::Go });
                    let refusal = case.file.save(NEW).unwrap_err();
                    let renamed = case.disk.renames() > 0;
                    let left = std::fs::read(&case.path).ok();
                    let whole = left.as_deref() == old || (renamed && left.as_deref() == Some(NEW));
                    assert!(whole && matches!(refusal, SaveError::Failed { .. }), "step {nth}, {fate:?}: {refusal}");
                    // A draft that was made although the system denies it is nobody's to remove yet.
                    let denied =
                        matches!((fate, case.disk.steps().get(nth)), (Fate::DoAndFail(_), Some(Step::Create(_))));
                    let left_over = names(case.folder.path()).into_iter().filter(|name| name != "a.json").count();
                    assert_eq!(left_over, usize::from(denied), "step {nth}, {fate:?}");
                    case.file.save(NEWER).unwrap_or_else(|error| panic!("step {nth}, {fate:?}: {error}"));
                    assert_eq!(std::fs::read(&case.path).unwrap(), NEWER);
                }
            }
        }
    }
}

#[test]
fn a_short_write_is_carried_on() {
    let mut case = case(Some(OLD));
    case.disk
        .follow(|_, step| if matches!(step, Step::Write(_, rest) if rest.len() > 1) { Fate::Short } else { Fate::Go });
    case.file.save(NEW).unwrap();
    assert_eq!(std::fs::read(&case.path).unwrap(), NEW);
    assert!(case.disk.steps().len() > 10);
}

#[test]
fn an_interrupted_write_is_taken_up_again() {
    let mut case = case(Some(OLD));
    let mut first = true;
    case.disk.follow(move |_, step| {
        let interrupted = matches!(step, Step::Write(..)) && std::mem::take(&mut first);
        if interrupted { Fate::Fail(Errno::INTR) } else { Fate::Go }
    });
    case.file.save(NEW).unwrap();
    assert_eq!(std::fs::read(&case.path).unwrap(), NEW);
}

#[test]
fn a_failed_sync_is_never_tried_again_on_the_same_file() {
    let mut case = case(Some(OLD));
    case.disk.follow(|_, step| match step {
        Step::Sync(_) => Fate::Fail(Errno::IO),
        _ => Fate::Go,
    });
    case.file.save(NEW).unwrap_err();
    case.file.save(NEW).unwrap_err();
    let mut drafts: Vec<_> = case.disk.steps().into_iter().filter(|step| matches!(step, Step::Create(_))).collect();
    drafts.dedup();
    assert_eq!(drafts.len(), 2);
}

#[test]
fn saving_what_the_file_holds_writes_nothing() {
    let mut case = case(Some(OLD));
    case.file.save(OLD).unwrap();
    assert_eq!(case.disk.steps(), [Step::Stat]);
}

#[test]
fn a_file_whose_name_may_not_survive_a_power_cut_is_saved_again() {
    let mut case = case(Some(OLD));
    case.disk.follow(|_, step| if matches!(step, Step::SyncFolder(_)) { Fate::Fail(Errno::IO) } else { Fate::Go });
    case.file.save(NEW).unwrap_err();
    case.disk.follow(|_, _| Fate::Go);
    case.file.save(NEW).unwrap();
    assert!(case.disk.steps().iter().any(|step| matches!(step, Step::SyncFolder(_))));
}

#[test]
fn a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones() {
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for bits in [0o600, 0o640, 0o666, 0o664] {
        let mut case = case(Some(OLD));
        std::fs::set_permissions(&case.path, std::fs::Permissions::from_mode(bits)).unwrap();
        case.file.save(NEW).unwrap();
        assert_eq!(mode(&case.path), bits);
    }
    let mut case = case(None);
    case.file.save(NEW).unwrap();
    assert_eq!(mode(&case.path) & !0o044, 0o600, "readable as the umask allows, writable by its owner alone");
}

#[test]
fn another_programs_change_is_left_alone_and_the_session_is_kept_in_a_copy() {
    for old in [Some(OLD), None] {
        let mut case = case(old);
        std::fs::write(&case.path, "theirs").unwrap();
        for ours in [NEW, NEWER, NEWER] {
            let Err(SaveError::ChangedOnDisk { path, copy }) = case.file.save(ours) else { panic!() };
            assert_eq!((path, std::fs::read(&copy).unwrap().as_slice()), (case.path.clone(), ours));
            assert!(copy.to_str().unwrap().starts_with(&format!("{}.conflict-", case.path.display())));
        }
        assert_eq!(std::fs::read(&case.path).unwrap(), b"theirs");
        assert_eq!(case.disk.renames(), 2, "the same state is not written twice");
        assert_eq!(names(case.folder.path()).len(), 2, "a session has one copy");
    }
}

#[test]
fn a_copy_never_replaces_another_sessions_copy() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.json");
    let copies: Vec<PathBuf> = (0..3)
        .map(|nth: u8| {
            let mut file = WholeFile::new(Trial::sound(), Place::at(&path).unwrap());
            std::fs::write(&path, "theirs").unwrap();
            let Err(SaveError::ChangedOnDisk { copy, .. }) = file.save(&[nth]) else { panic!() };
            copy
        })
        .collect();
    for (copy, nth) in copies.iter().zip(0..) {
        assert_eq!(std::fs::read(copy).unwrap(), [nth]);
    }
}

#[test]
fn saving_goes_on_once_the_copy_is_put_in_the_files_place() {
    let mut case = case(Some(OLD));
    std::fs::write(&case.path, "theirs").unwrap();
    let Err(SaveError::ChangedOnDisk { copy, .. }) = case.file.save(NEW) else { panic!() };
    std::fs::rename(copy, &case.path).unwrap();
    case.file.save(NEWER).unwrap();
    assert_eq!(std::fs::read(&case.path).unwrap(), NEWER);
}

#[test]
fn a_copy_that_somebody_took_away_is_made_again() {
    let mut case = case(Some(OLD));
    std::fs::write(&case.path, "theirs").unwrap();
    let Err(SaveError::ChangedOnDisk { copy, .. }) = case.file.save(NEW) else { panic!() };
    std::fs::remove_file(&copy).unwrap();
    case.file.save(NEW).unwrap_err();
    assert_eq!(std::fs::read(&copy).unwrap(), NEW);
}

#[test]
fn a_file_that_was_only_touched_or_replaced_by_its_equal_is_no_change() {
    let mut case = case(Some(OLD));
    std::fs::write(case.folder.path().join("other"), OLD).unwrap();
    std::fs::rename(case.folder.path().join("other"), &case.path).unwrap();
    case.file.save(NEW).unwrap();
    assert_eq!(std::fs::read(&case.path).unwrap(), NEW);
}

#[test]
fn a_file_that_was_removed_is_made_again() {
    let mut case = case(Some(OLD));
    std::fs::remove_file(&case.path).unwrap();
    case.file.save(NEW).unwrap();
    assert_eq!(std::fs::read(&case.path).unwrap(), NEW);
}

#[test]
fn drafts_and_copies_of_the_longest_names_fit_too() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("n".repeat(255));
    let mut file = WholeFile::new(Trial::sound(), Place::at(&path).unwrap());
    file.save(NEW).unwrap();
    std::fs::write(&path, "theirs").unwrap();
    assert!(matches!(file.save(NEWER), Err(SaveError::ChangedOnDisk { .. })));
}

#[test]
fn a_folder_or_pipe_in_the_files_place_is_neither_read_nor_replaced_and_a_copy_is_kept_beside_it() {
    for is_folder in [true, false] {
        let mut case = case(Some(OLD));
        std::fs::remove_file(&case.path).unwrap();
        if is_folder {
            std::fs::create_dir(&case.path).unwrap();
        } else {
            rustix::fs::mknodat(rustix::fs::CWD, &case.path, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        }
        let Err(SaveError::ChangedOnDisk { copy, .. }) = case.file.save(NEW) else { panic!("a folder: {is_folder}") };
        assert_eq!(std::fs::read(copy).unwrap(), NEW);
        assert!(!std::fs::metadata(&case.path).unwrap().is_file());
        assert!(!case.disk.steps().contains(&Step::Read));
    }
}

#[test]
fn what_stands_where_nothing_was_is_not_read_to_know_that_it_is_not_ours() {
    let mut case = case(None);
    std::fs::write(&case.path, OLD).unwrap();
    case.disk.follow(|_, step| if *step == Step::Read { Fate::Fail(Errno::ACCESS) } else { Fate::Go });
    let Err(SaveError::ChangedOnDisk { copy, .. }) = case.file.save(NEW) else { panic!() };
    assert_eq!(std::fs::read(copy).unwrap(), NEW);
    assert_eq!(std::fs::read(&case.path).unwrap(), OLD);
}

#[test]
fn a_second_conflict_has_a_copy_of_its_own_and_that_of_the_first_stays() {
    let mut case = case(Some(OLD));
    std::fs::write(&case.path, b"what another program wrote").unwrap();
    let Err(SaveError::ChangedOnDisk { copy: first, .. }) = case.file.save(NEW) else { panic!() };
    // Whoever put the right one in its place may still want the other.
    std::fs::copy(&first, &case.path).unwrap();
    case.file.save(NEW).unwrap();
    std::fs::write(&case.path, b"what another program wrote later").unwrap();
    let Err(SaveError::ChangedOnDisk { copy: second, .. }) = case.file.save(NEWER) else { panic!() };
    assert_ne!(first, second);
    assert_eq!(std::fs::read(first).unwrap(), NEW);
    assert_eq!(std::fs::read(second).unwrap(), NEWER);
}
