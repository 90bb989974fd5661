//! Places: where an article's annotations are looked for, and where not.

use std::os::unix::fs::symlink;
use std::path::Path;

use ascribe::store::{Copies, Place, PlaceErrorKind};
use tempfile::tempdir;

use crate::trial::{Step, Trial};

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn annotations_are_beside_the_article_with_a_hidden_lock() {
    let folder = tempdir().unwrap();
    let place = Place::beside(&folder.path().join("story.txt")).unwrap();
    assert_eq!(place.file, folder.path().join("story.txt.ascribe.json"));
    assert_eq!(place.lock, folder.path().join(".story.txt.ascribe.lock"));
    assert_eq!(place.folder(), folder.path());
    assert!(place.notices.is_empty());
}

#[test]
fn a_name_without_a_folder_is_in_the_current_one() {
    let place = Place::beside(Path::new("story.txt")).unwrap();
    assert_eq!((place.file.as_path(), place.folder()), (Path::new("story.txt.ascribe.json"), Path::new(".")));
}

#[test]
fn a_name_too_long_for_a_file_beside_it_is_cut_and_told_apart_by_its_hash() {
    let folder = tempdir().unwrap();
    let long = |last: char| format!("{}{last}", "é".repeat(127));
    let one = Place::beside(&folder.path().join(long('1'))).unwrap();
    let other = Place::beside(&folder.path().join(long('2'))).unwrap();
    assert_ne!(one.file, other.file);
    for place in [&one, &other] {
        assert!(name(&place.file).ends_with(".ascribe.json") && name(&place.file).len() <= 255);
        assert!(name(&place.lock).len() <= 255);
        std::fs::write(&place.file, "x").unwrap();
        std::fs::write(&place.lock, "x").unwrap();
        assert!(place.notices[0].contains("too long"), "{:?}", place.notices);
    }
    assert_eq!(Place::beside(&folder.path().join(long('1'))).unwrap().file, one.file, "the same each time");
}

#[test]
fn a_symbolic_link_is_followed_to_the_file_that_it_stands_for() {
    let folder = tempdir().unwrap();
    let target = folder.path().join("kept").join("real.json");
    std::fs::create_dir(target.parent().unwrap()).unwrap();
    std::fs::write(&target, "x").unwrap();
    symlink("kept/real.json", folder.path().join("between.json")).unwrap();
    symlink("between.json", folder.path().join("a.txt.ascribe.json")).unwrap();
    let place = Place::beside(&folder.path().join("a.txt")).unwrap();
    assert_eq!(place.file, target.canonicalize().unwrap());
    assert_eq!(place.named, folder.path().join("a.txt.ascribe.json"));
    assert_eq!(place.lock.parent(), place.file.parent(), "all names of one file have one lock");
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle_are_refused() {
    let folder = tempdir().unwrap();
    symlink("nowhere", folder.path().join("a.txt.ascribe.json")).unwrap();
    symlink("c.txt.ascribe.json", folder.path().join("b.txt.ascribe.json")).unwrap();
    symlink("b.txt.ascribe.json", folder.path().join("c.txt.ascribe.json")).unwrap();
    let refusal = |name: &str| Place::beside(&folder.path().join(name)).unwrap_err().kind;
    assert!(matches!(refusal("a.txt"), PlaceErrorKind::Dangling));
    assert!(matches!(refusal("b.txt"), PlaceErrorKind::Circle));
}

#[test]
fn folders_devices_and_the_article_itself_hold_no_annotations() {
    let folder = tempdir().unwrap();
    let article = folder.path().join("a.txt");
    std::fs::write(&article, "x").unwrap();
    symlink("a.txt", folder.path().join("link.json")).unwrap();
    assert!(matches!(Place::at(folder.path()).unwrap_err().kind, PlaceErrorKind::NotAFile("a folder")));
    assert!(matches!(Place::at(Path::new("/dev/null")).unwrap_err().kind, PlaceErrorKind::NotAFile("a device")));
    let nowhere = folder.path().join("nowhere").join("a.json");
    assert!(matches!(Place::at(&nowhere).unwrap_err().kind, PlaceErrorKind::NoFolder));
    for name in ["a.txt", "link.json"] {
        let place = Place::at(&folder.path().join(name)).unwrap();
        assert!(matches!(place.other_than(&article).unwrap_err().kind, PlaceErrorKind::Article), "{name}");
    }
    assert!(Place::beside(&article).unwrap().other_than(&article).is_ok());
}

#[test]
fn hard_links_are_told_of_since_a_save_parts_them() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, "x").unwrap();
    std::fs::hard_link(&path, folder.path().join("b.json")).unwrap();
    assert!(Place::at(&path).unwrap().notices[0].contains("2 hard links"));
}

#[test]
fn a_folder_is_read_once_for_the_copies_of_all_annotation_files_in_it() {
    let folder = tempdir().unwrap();
    for article in [3, 9_000] {
        let copy = folder.path().join(format!("{article}.txt.ascribe (1).json"));
        std::fs::write(copy, "{\"format\": \"ascribe\"}").unwrap();
    }
    let disk = Trial::sound();
    let mut copies = Copies::default();
    let found = (0..10_000).map(|nth| folder.path().join(format!("{nth}.txt.ascribe.json")));
    let found: usize = found.map(|named| copies.of(&*disk, &named).len()).sum();
    let steps = disk.steps();
    let count = |step: &Step| steps.iter().filter(|it| *it == step).count();
    assert_eq!((found, count(&Step::List), count(&Step::Read)), (2, 1, 2));
}
