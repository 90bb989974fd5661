//! Exporting: what is written, and what is never overwritten.

use super::scene::{ANNOTATIONS, ARTICLE, Scene};

fn annotated() -> Scene {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    scene
}

#[test]
fn the_save_file_is_exported_as_it_is() {
    let scene = annotated();
    let ran = scene.run(&["export", ARTICLE, "--to", "json"]);
    ran.expect(0, &[]);
    assert_eq!((ran.out.into_bytes(), ran.err.as_str()), (scene.read(ANNOTATIONS), ""));
}

#[test]
fn a_file_is_made_but_not_overwritten_unless_that_is_wanted() {
    let scene = annotated();
    let export = |more: &[&str]| scene.run(&[&["export", ARTICLE, "--to", "json", "-o", "out.json"], more].concat());
    let ran = export(&[]);
    ran.expect(0, &["story.txt: exported to out.json"]);
    assert_eq!((ran.out.as_str(), scene.read("out.json")), ("", scene.read(ANNOTATIONS)));
    scene.write("out.json", "precious");
    export(&[]).expect(1, &["out.json: the file exists", "--force"]);
    assert_eq!(scene.read("out.json"), b"precious");
    export(&["--force"]).expect(0, &[]);
    assert_eq!(scene.read("out.json"), scene.read(ANNOTATIONS));
    assert_eq!(scene.names(), ["out.json", ARTICLE, ANNOTATIONS]);
}

#[test]
fn neither_the_article_nor_its_annotations_are_overwritten_even_by_force() {
    let scene = annotated();
    let before = (scene.read(ARTICLE), scene.read(ANNOTATIONS));
    for file in [ARTICLE, ANNOTATIONS] {
        let ran = scene.run(&["export", ARTICLE, "--to", "json", "--force", "-o", file]);
        ran.expect(2, &[file, "itself; export to another file"]);
    }
    assert_eq!((scene.read(ARTICLE), scene.read(ANNOTATIONS)), before);
}

#[test]
fn several_articles_are_exported_into_a_folder() {
    let scene = annotated();
    scene.write("other.txt", "Another one.");
    let export = |to| scene.run(&["export", ARTICLE, "other.txt", "--to", "json", "-o", to]);
    export("-").expect(2, &["several articles need a folder: -o FOLDER"]);
    export("nowhere").expect(2, &["nowhere is none"]);
    std::fs::create_dir(scene.path("out")).unwrap();
    export("out").expect(0, &["exported to out/story.txt.ascribe.json", "exported to out/other.txt.ascribe.json"]);
    assert_eq!(scene.read("out/story.txt.ascribe.json"), scene.read(ANNOTATIONS));
    export("out").expect(1, &["out/story.txt.ascribe.json: the file exists", "out/other.txt.ascribe.json: the file"]);
}

#[test]
fn what_can_not_be_made_is_said() {
    let scene = annotated();
    let export = |to| scene.run(&["export", ARTICLE, "--to", "json", "-o", to]);
    export("nowhere/out.json").expect(73, &["nowhere/out.json", "folder doesn't exist"]);
    export("/dev/null").expect(2, &["/dev/null: it is a device; -o - writes to standard output"]);
    scene.run(&["export", ARTICLE, "--to", "word"]).expect(2, &["'word'", "json"]);
    scene.run(&["export", ARTICLE]).expect(2, &["--to"]);
}
