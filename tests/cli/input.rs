//! Bad input: each has its message and exit code, and leaves the annotation file as it is.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use super::scene::{ANNOTATIONS, ARTICLE, Scene};

/// What the annotation file of a bad article holds, to be found untouched.
const PRECIOUS: &[u8] = b"precious";

/// Fails unless every command refuses an article so, at once and without touching its annotation file.
#[track_caller]
fn refuses(scene: &Scene, article: &str, more: &[&str], code: i32, said: &[&str]) {
    let annotations = format!("{article}.ascribe.json");
    let has_folder = scene.path(&annotations).parent().unwrap().is_dir();
    if has_folder {
        scene.write(&annotations, PRECIOUS);
    }
    for command in [
        &["list", article][..],
        &["stats", article],
        &["verify", article],
        &["export", article, "--to", "json"],
        &["add", article, "--label", "actor", "--quote", "x"],
        &["relate", article, "a", "b"],
        &["check", article, "a", "--status", "false"],
        &["remove", article, "a"],
    ] {
        let (arguments, start) = ([command, more].concat(), Instant::now());
        let ran = scene.run(&arguments);
        assert!(start.elapsed() < Duration::from_secs(5), "{arguments:?} took {:?}", start.elapsed());
        assert_eq!(ran.out, "", "{arguments:?}");
        ran.expect(code, &[&[article][..], said].concat());
        if has_folder {
            assert_eq!(scene.read(&annotations), PRECIOUS, "{arguments:?}");
        }
    }
}

#[test]
fn a_missing_article() {
    refuses(&Scene::new(), "missing.txt", &[], 66, &["there is no such file; check the name"]);
    refuses(&Scene::new(), "nowhere/missing.txt", &[], 66, &["there is no such file"]);
}

#[test]
fn an_empty_article() {
    let scene = Scene::new();
    scene.write("empty.txt", "");
    refuses(&scene, "empty.txt", &[], 65, &["it is empty"]);
}

#[test]
fn a_binary_article() {
    let scene = Scene::new();
    scene.write("picture.txt", [b'a', 0, b'b']);
    scene.write("paper.pdf", "%PDF-1.7 and so on");
    refuses(&scene, "picture.txt", &[], 65, &["NUL bytes"]);
    refuses(&scene, "paper.pdf", &[], 65, &["a PDF, not text", "pdftotext"]);
}

#[test]
fn an_article_that_is_too_large() {
    let scene = Scene::new();
    scene.write("large.txt", "word ".repeat(300));
    refuses(&scene, "large.txt", &["--max-size", "1K"], 65, &["larger than 1024 bytes", "--max-size"]);
    std::fs::remove_file(scene.path("large.txt.ascribe.json")).unwrap();
    scene.good(&["list", "large.txt", "--max-size", "2K"]);
}

#[test]
fn an_article_in_another_encoding_is_read_and_said_to_be_a_guess() {
    let scene = Scene::new();
    scene.write("latin.txt", b"It was good, said the caf\xE9 owner.");
    let add =
        |quote, more: &[&str]| scene.run(&[&["add", "latin.txt", "--label", "actor", "--quote", quote], more].concat());
    add("café owner", &[]).expect(0, &["latin.txt: read as windows-1252, which is a guess; --encoding NAME"]);
    let saved = String::from_utf8(scene.read("latin.txt.ascribe.json")).unwrap();
    assert!(saved.contains("\"encoding\": \"windows-1252\"") && saved.contains("\"quote\": \"café owner\""), "{saved}");
    scene.run(&["verify", "latin.txt"]).expect(0, &[]);
    scene.run(&["list", "latin.txt", "--encoding", "utf-9"]).expect(2, &["no encoding is called that"]);
}

#[test]
fn what_was_annotated_in_an_encoding_is_read_in_it_again() {
    let scene = Scene::new();
    scene.write("polish.txt", b"It was good, said \xA3ucja Zych.");
    let polish = &["add", "polish.txt", "--label", "actor", "--quote", "Łucja Zych", "--encoding", "windows-1250"];
    scene.run(polish).expect(0, &[]);
    assert!(scene.good(&["list", "polish.txt"]).contains("Łucja Zych"));
    scene.run(&["verify", "polish.txt"]).expect(0, &[]);
}

#[test]
fn an_encoding_that_was_asked_for_once_need_not_be_again() {
    for (bytes, encoding, text) in
        [("Zoë left.".as_bytes(), "windows-1252", "ZoÃ«"), (b"Z\0o\0e\0 \0l\0", "UTF-16LE", "Zoe")]
    {
        let scene = Scene::new();
        scene.write("odd.txt", bytes);
        let add = ["add", "odd.txt", "--label", "actor", "--quote", text, "--encoding", encoding];
        scene.run(&add).expect(0, &[]);
        assert!(scene.good(&["list", "odd.txt"]).contains(text), "{encoding}");
        scene.run(&["verify", "odd.txt"]).expect(0, &[]);
        let before = scene.read("odd.txt.ascribe.json");
        scene.run(&["list", "odd.txt"]).expect(0, &[]);
        assert_eq!(scene.read("odd.txt.ascribe.json"), before);
    }
}

#[test]
fn an_article_in_utf_16_is_read_by_its_mark() {
    let scene = Scene::new();
    let bytes: Vec<u8> = "\u{feff}Zoë left.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    scene.write("wide.txt", bytes);
    scene.run(&["add", "wide.txt", "--label", "actor", "--quote", "Zoë"]).expect(0, &[]);
    let saved = String::from_utf8(scene.read("wide.txt.ascribe.json")).unwrap();
    assert!(saved.contains("\"encoding\": \"UTF-16LE\"") && saved.contains("\"start\": 0,"), "{saved}");
}

#[test]
fn an_article_that_is_no_regular_file() {
    let scene = Scene::new();
    scene.make_pipe("pipe.txt");
    refuses(&scene, "pipe.txt", &[], 2, &["a named pipe, not a regular file"]);
    scene.run(&["list", "/dev/null"]).expect(2, &["/dev/null: it is a device"]);
}

#[test]
fn a_folder_where_one_article_is_needed_or_without_any() {
    let scene = Scene::new();
    std::fs::create_dir(scene.path("empty")).unwrap();
    scene.run(&["add", "empty", "--label", "actor", "--quote", "x"]).expect(2, &["empty: it is a folder"]);
    scene.run(&["list", "empty"]).expect(66, &["empty: the folder holds no article"]);
}

#[test]
fn an_article_that_may_not_be_read() {
    let scene = Scene::new();
    std::fs::set_permissions(scene.path(ARTICLE), PermissionsExt::from_mode(0o000)).unwrap();
    if let Some(ran) = scene.run_without_rights(&["list", ARTICLE]) {
        ran.expect(77, &["story.txt: it can't be read (Permission denied)", "check its permissions"]);
    }
}

#[test]
fn annotations_that_may_not_be_written() {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    let before = scene.read(ANNOTATIONS);
    std::fs::set_permissions(scene.path(ANNOTATIONS), PermissionsExt::from_mode(0o444)).unwrap();
    std::fs::set_permissions(scene.path(""), PermissionsExt::from_mode(0o555)).unwrap();
    let ran = scene.run_without_rights(&["add", ARTICLE, "--label", "actor", "--quote", "the harbour"]);
    let listed = scene.run_without_rights(&["list", ARTICLE]);
    std::fs::set_permissions(scene.path(""), PermissionsExt::from_mode(0o755)).unwrap();
    if let (Some(ran), Some(listed)) = (ran, listed) {
        ran.expect(77, &["story.txt: ", "can't be written to", "--annotations FILE"]);
        listed.expect(0, &[]);
    }
    assert_eq!(scene.read(ANNOTATIONS), before);
}

/// Fails unless every command refuses the annotation file so, without touching it.
#[track_caller]
fn refuses_annotations(bytes: &[u8], said: &[&str]) {
    let scene = Scene::new();
    scene.write(ANNOTATIONS, bytes);
    for command in [
        &["list", ARTICLE][..],
        &["stats", ARTICLE],
        &["export", ARTICLE, "--to", "json"],
        &["add", ARTICLE, "--label", "actor", "--quote", "The mayor"],
        &["remove", ARTICLE, "a"],
    ] {
        let ran = scene.run(command);
        assert_eq!(ran.out.trim_end().trim_matches(['[', ']']), "", "{command:?}");
        ran.expect(65, &[&[ANNOTATIONS][..], said].concat());
        assert_eq!(scene.read(ANNOTATIONS), bytes, "{command:?}");
    }
    assert_eq!(scene.names(), [ARTICLE, ANNOTATIONS]);
}

#[test]
fn a_damaged_annotation_file() {
    refuses_annotations(b"{\"format\": \"ascribe\", \"version\": 1,", &["left as it is"]);
    refuses_annotations(b"", &["empty"]);
    refuses_annotations(b"{\"format\": \"ascribe\", \xFF", &["UTF-8"]);
    refuses_annotations(
        b"{\n<<<<<<< HEAD\n \"format\": \"ascribe\"",
        &["line 2: git left a conflict here", "git show :3:"],
    );
}

#[test]
fn a_foreign_annotation_file() {
    refuses_annotations(b"{\"annotations\": []}", &["not an ascribe file"]);
    refuses_annotations(b"\xFF\xFF", &["not an ascribe file"]);
    refuses_annotations(b"T1\tclaim 0 3\tThe\n", &["not an ascribe file"]);
}

#[test]
fn a_newer_annotation_file_is_read_but_never_written() {
    let scene = Scene::new();
    let source = scene.add("source", "⟦The mayor⟧");
    scene.tamper("\"version\": 1", "\"version\": 7");
    let before = scene.read(ANNOTATIONS);
    assert!(scene.good(&["list", ARTICLE]).contains(&source));
    for command in [&["add", ARTICLE, "--label", "actor", "--quote", "the harbour"][..], &["remove", ARTICLE, &source]]
    {
        scene.run(command).expect(65, &["a newer ascribe wrote these annotations (version 7"]);
        assert_eq!(scene.read(ANNOTATIONS), before);
    }
}

#[test]
fn an_annotation_file_that_was_named_but_is_not_there() {
    let scene = Scene::new();
    for command in [&["list", ARTICLE][..], &["stats", ARTICLE], &["verify", ARTICLE]] {
        let ran = scene.run(&[command, &["--annotations", "missing.json"]].concat());
        ran.expect(66, &["missing.json: there is no such annotation file"]);
    }
    scene.run(&["list", ARTICLE, "--annotations", "."]).expect(2, &["can't be kept in a folder"]);
}

#[test]
fn reading_leaves_no_trace() {
    let scene = Scene::new();
    let everything = || scene.path("").read_dir().unwrap().count();
    for command in ["list", "stats", "verify"] {
        scene.good(&[command, ARTICLE]);
    }
    scene.good(&["export", ARTICLE, "--to", "json"]);
    assert_eq!(everything(), 1, "no lock, no annotation file");
}
