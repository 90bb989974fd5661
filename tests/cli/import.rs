//! Importing: what a file has is taken beside what is there, and what can't be taken is named.

use super::scene::{ANNOTATIONS, ARTICLE, Scene};

/// A scene, and the annotation file that a colleague has made of the same article.
fn colleagues() -> Scene {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    scene.add("claim", "said ⟦the bridge is safe⟧.");
    let theirs = scene.read(ANNOTATIONS);
    std::fs::remove_file(scene.path(ANNOTATIONS)).unwrap();
    scene.write("theirs.json", theirs);
    scene
}

#[test]
fn what_a_colleague_has_marked_is_taken_and_a_second_time_is_there_already() {
    let scene = colleagues();
    scene.add("actor", "⟦A spokesman⟧");
    let import = || scene.run(&["import", ARTICLE, "theirs.json"]);
    import().expect(0, &["2 annotations and 0 relations taken from theirs.json (json), 0 changed, 0 here already"]);
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 3);
    let before = scene.read(ANNOTATIONS);
    import().expect(0, &["0 annotations and 0 relations taken", "2 here already"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
}

#[test]
fn a_dry_run_leaves_everything_as_it_is() {
    let scene = colleagues();
    let names = scene.names();
    scene.run(&["import", ARTICLE, "theirs.json", "--dry-run"]).expect(0, &["2 annotations", "would be taken"]);
    assert_eq!(scene.names(), names);
}

#[test]
fn a_file_may_come_through_a_pipe() {
    let scene = colleagues();
    let theirs = String::from_utf8(scene.read("theirs.json")).unwrap();
    scene.run_on(&theirs, &["import", ARTICLE, "-"]).expect(0, &["2 annotations"]);
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_written() {
    let scene = colleagues();
    let names = scene.names();
    scene.run(&["import", ARTICLE, "none.json"]).expect(66, &["none.json", "can't be read"]);
    scene.run(&["import", ARTICLE, "."]).expect(74, &[".: it can't be read"]);
    scene.run(&["import", ARTICLE, ARTICLE]).expect(65, &["no format is known that looks like this", "--from"]);
    scene.run_on("\u{feff}", &["import", ARTICLE, "-"]).expect(65, &["no format is known"]);
    scene.run_on("{\"format\": \"ascribe\", ", &["import", ARTICLE, "-"]).expect(65, &["line 1"]);
    scene.run(&["import", ARTICLE, "theirs.json", "--map", "x"]).expect(2, &["THEIRS=OURS"]);
    scene.run(&["import", ARTICLE, "theirs.json", "--map", "x=y"]).expect(2, &["actor, claim, source, denial"]);
    assert_eq!(scene.names(), names);
}

#[test]
fn what_stands_under_the_same_id_stays_as_it_is() {
    let scene = colleagues();
    scene.run(&["import", ARTICLE, "theirs.json"]).expect(0, &[]);
    scene.tamper("\"source\"", "\"actor\"");
    let before = scene.read(ANNOTATIONS);
    let ran = scene.run(&["import", ARTICLE, "theirs.json"]);
    ran.expect(1, &["is another annotation here, which stays as it is", "1 here already"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
}
