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

#[test]
fn standoff_stands_beside_the_text_that_it_is_about() {
    let scene = annotated();
    let to_brat = |more: &[&str]| scene.run(&[&["export", ARTICLE, "--to", "brat"], more].concat());
    to_brat(&["-o", "."]).expect(0, &["exported to ./story.ann"]);
    assert_eq!(scene.names(), ["annotation.conf", "story.ann", ARTICLE, ANNOTATIONS]);
    assert_eq!(scene.read("story.ann"), "T1\tsource 0 9\tThe mayor\n".as_bytes());
    // What goes with it is there already as it should be; the file itself is asked for.
    to_brat(&["-o", "."]).expect(1, &["./story.ann: the file exists"]);
    scene.write("annotation.conf", "precious");
    to_brat(&["-o", "."]).expect(1, &["./story.ann, ./annotation.conf: the files exist", "--force"]);
    assert_eq!(scene.read("annotation.conf"), b"precious");
    std::fs::create_dir(scene.path("out")).unwrap();
    to_brat(&["-o", "out"]).expect(0, &["exported to out/story.ann"]);
    assert_eq!(scene.read("out/story.txt"), scene.read(ARTICLE));
}

#[test]
fn no_article_is_overwritten_by_the_text_beside_an_export() {
    let scene = annotated();
    scene.write("sub/story.txt", "Another story.");
    let export = |article: &str, to: &str, more: &[&str]| {
        scene.run(&[&["export", article, "--to", "brat", "-o", to], more].concat())
    };
    export("sub/story.txt", "other.ann", &[]).expect(0, &[]);
    export("sub/story.txt", "story.ann", &[]).expect(1, &["story.txt: the file exists"]);
    assert!(!scene.names().contains(&"story.ann".to_owned()));
    // With a mark of its encoding, an article isn't the text that positions count from.
    scene.write("marked.txt", "\u{feff}A story.");
    export("marked.txt", ".", &["--force"]).expect(2, &["marked.txt itself; export to another file"]);
    assert_eq!(scene.read("marked.txt"), "\u{feff}A story.".as_bytes());
    export("marked.txt", "bare.ann", &["--force"]).expect(0, &[]);
    assert_eq!(scene.read("bare.txt"), b"A story.");
    for name in ["clash.txt", "annotation.conf"] {
        export(ARTICLE, name, &["--force"]).expect(2, &["has to have that name; name another file"]);
    }
}
