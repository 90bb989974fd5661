//! Exporting: what is written, and what is never overwritten.

use super::scene::{ANNOTATIONS, ARTICLE, PROGRAM, Scene};

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
    let kept = ["out/story.txt.ascribe.json: that is an annotation file", "out/other.txt.ascribe.json: that is"];
    export("out").expect(1, &kept);
}

#[test]
fn what_can_not_be_made_is_said() {
    let scene = annotated();
    let export = |to| scene.run(&["export", ARTICLE, "--to", "json", "-o", to]);
    export("nowhere/out.json").expect(73, &["nowhere/out.json", "folder doesn't exist"]);
    let _socket = std::os::unix::net::UnixListener::bind(scene.path("socket")).unwrap();
    export("socket").expect(2, &["socket: it is a socket; -o - writes to standard output"]);
    export("/dev/null").expect(0, &[]);
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
    for more in [&[][..], &["--force"]] {
        let why =
            "story.txt: that is an article (its annotations are in story.txt.ascribe.json), which no export replaces";
        export("sub/story.txt", "story.ann", more).expect(1, &[why]);
        assert_eq!(scene.read(ARTICLE), super::scene::STORY.as_bytes());
    }
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

/// A folder with two articles of one name in two others, and the first of them annotated.
fn twins() -> Scene {
    let scene = annotated();
    scene.write("a/seed.txt", "One seed.");
    scene.write("b/seed.txt", "Another seed.");
    std::fs::create_dir(scene.path("out")).unwrap();
    scene
}

#[test]
fn two_articles_whose_exports_would_have_one_name_are_refused_before_anything_is_written() {
    let scene = twins();
    for to in ["json", "jsonl", "brat", "csv", "html"] {
        let ran = scene.run(&["export", ARTICLE, "a/seed.txt", "b/seed.txt", "--to", to, "-o", "out", "--force"]);
        ran.expect(2, &["a/seed.txt and b/seed.txt would both be exported to out/seed.", "nothing is written"]);
        assert_eq!(std::fs::read_dir(scene.path("out")).unwrap().count(), 0, "{to}");
    }
    // `story` and `story.txt` have one name as standoff.
    scene.write("story", "A third.");
    let ran = scene.run(&["export", ARTICLE, "story", "--to", "brat", "-o", "out"]);
    ran.expect(2, &["story.txt and story would both be exported to out/story.ann"]);
    scene.run(&["export", ARTICLE, "./story.txt", "--to", "csv", "-o", "out"]).expect(0, &[]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_keep_their_bytes() {
    use std::os::unix::ffi::OsStrExt as _;
    let scene = twins();
    for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt", b"SEED.txt", b"seed.txt"] {
        std::fs::write(scene.path(std::ffi::OsStr::from_bytes(name)), format!("Article {name:?}")).unwrap();
    }
    let mut command = scene.command();
    command.args(["export", "--to", "jsonl", "-o", "out", "SEED.txt", "seed.txt"]);
    for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt"] {
        command.arg(std::ffi::OsStr::from_bytes(name));
    }
    assert!(command.status().unwrap().success());
    for name in [&b"out/caf\xe9.txt.jsonl"[..], b"out/caf\xe8.txt.jsonl", b"out/SEED.txt.jsonl", b"out/seed.txt.jsonl"]
    {
        assert!(scene.path(std::ffi::OsStr::from_bytes(name)).is_file(), "{name:?}");
    }
    let row = std::fs::read_to_string(scene.path(std::ffi::OsStr::from_bytes(b"out/caf\xe9.txt.jsonl"))).unwrap();
    assert!(row.contains(r#""document":"caf\\xE9.txt""#), "{row}");
}

#[test]
fn an_annotated_article_is_never_replaced_by_the_text_of_another() {
    let scene = annotated();
    scene.write("story.md", "Another story.");
    let ran = scene.run(&["export", "story.md", "--to", "brat", "-o", "story.ann", "--force"]);
    ran.expect(1, &["story.txt: that is an article (its annotations are in story.txt.ascribe.json)", "another folder"]);
    assert_eq!(scene.read(ARTICLE), super::scene::STORY.as_bytes());
    assert!(!scene.names().contains(&"story.ann".to_owned()));
    // Nor is one that is exported in the same run, or anybody's annotations.
    scene.write("other.txt", "Not annotated.");
    for (to, what) in [("other.txt", "itself"), (ANNOTATIONS, "is"), ("x.ascribe.json", "an annotation file")] {
        scene.write("x.ascribe.json", "{}");
        scene
            .run(&["export", "story.md", "other.txt", "--to", "jsonl", "-o", to, "--force"])
            .expect(if to == "other.txt" { 2 } else { 1 }, &[to, what]);
    }
}

#[test]
fn what_ascribe_made_is_not_taken_for_an_article_where_a_shell_names_all_files() {
    let scene = annotated();
    for format in ascribe::formats::FORMATS.iter().filter(|format| format.name != "json") {
        scene.run(&["export", ARTICLE, "--to", format.name, "-o", "."]).expect(0, &[]);
    }
    scene.write("story.txt.ascribe.json.bad-0badf00d", "{");
    let names = scene.names();
    let all = |first: &[&str]| scene.run(&[first, &names.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    let verified = all(&["verify"]);
    verified.expect(1, &["story.txt: 1 annotation, 0 relations, 1 finding", "passed over, since ascribe made "]);
    assert!(verified.out.contains("damaged copy") && verified.out.lines().count() == 1, "{}", verified.out);
    assert_eq!(verified.err.lines().count(), 2, "{}", verified.err);
    assert_eq!(all(&["export", "--to", "jsonl"]).out.lines().count(), 1);
    // A folder's own reports aren't articles either.
    let listed = scene.run(&["verify", "."]);
    assert_eq!((listed.code, listed.err.lines().count()), (1, 1), "{}", listed.err);
    for name in [ANNOTATIONS, "annotation.conf", "story.ann", "story.txt.html", "story.txt.md", "story.txt.csv"] {
        for command in ["verify", "stats", "finish"] {
            let ran = scene.run(&[command, name]);
            ran.expect(2, &[name, "which ascribe made; name the article"]);
        }
    }
    // Whoever annotates a report has made an article of it.
    scene.write(
        "story.txt.md.ascribe.json",
        "{\"format\":\"ascribe\",\"version\":1,\"document\":{},\"annotations\":[],\"relations\":[]}",
    );
    scene.run(&["list", "story.txt.md"]).expect(0, &["story.txt.md: no annotations"]);
}

#[test]
fn many_articles_are_named_in_one_short_line() {
    let scene = Scene::new();
    let names: Vec<String> = (0..40).map(|nth| format!("{nth:02}.txt")).collect();
    for name in &names {
        scene.write(name, "The mayor said no.");
    }
    scene.good(&["add", "07.txt", "--label", "source", "--quote", "The mayor", "--note", "n", "--tag", "t"]);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for (to, lines) in [("jsonl", 1), ("w3c", 1), ("label-studio", 2), ("claimreview", 2)] {
        let ran = scene.run(&[&["export", "--to", to, "-o", &format!("all.{to}")], names.as_slice()].concat());
        ran.expect(0, &["00.txt, 01.txt, 02.txt and 37 more (40 articles)"].repeat(usize::from(to != "jsonl")));
        assert_eq!(ran.err.lines().count(), lines, "{}", ran.err);
    }
    // The row from which the types of all columns can be told is the first.
    let rows = String::from_utf8(scene.read("all.jsonl")).unwrap();
    let rows: Vec<serde_json::Value> = rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!((rows.len(), rows[0]["id"].as_str(), rows[1]["id"].as_str()), (40, Some("07.txt"), Some("00.txt")));
    let strict = scene.run(&[&["export", "--to", "label-studio", "--strict"], names.as_slice()].concat());
    strict.expect(1, &["label-studio has no place for 1 tag", "not exported"]);
    assert_eq!(strict.out, "");
}

#[test]
fn a_pipe_is_written_to_and_never_replaced_whatever_name_it_has() {
    use std::os::unix::fs::FileTypeExt as _;
    let scene = annotated();
    let printed = scene.good(&["export", ARTICLE, "--to", "jsonl"]);
    scene.make_pipe("pipe");
    std::os::unix::fs::symlink("pipe", scene.path("link")).unwrap();
    let export = format!("'{PROGRAM}' export {ARTICLE} --to jsonl -o");
    for script in [
        format!("{export} /dev/stdout | cat"),
        format!("{export} /dev/fd/1 | cat"),
        format!("{export} /proc/self/fd/1 | cat"),
        format!("{export} /dev/stderr 2>&1 >/dev/null | cat"),
        format!("{export} /dev/fd/7 7>&1 | cat"),
        format!("cat pipe & {export} pipe; wait"),
        format!("cat pipe & {export} link; wait"),
        // What is named as standard output is what standard output is, a file too.
        format!("{export} /dev/stdout >out; cat out; rm out"),
        format!("{export} /dev/null && cat pipe & {export} pipe; wait"),
    ] {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(scene.path("")).env("XDG_STATE_HOME", scene.path(".state"));
        let ran = super::scene::ran(shell, "");
        assert_eq!((ran.code, ran.out.trim_end(), &*ran.err), (0, &*printed, ""), "{script}");
    }
    assert!(std::fs::metadata(scene.path("pipe")).unwrap().file_type().is_fifo());
    assert!(std::fs::symlink_metadata(scene.path("link")).unwrap().is_symlink());
}

#[test]
fn a_device_that_takes_nothing_is_an_error_and_a_folder_that_may_not_be_written_to_is_named() {
    let scene = annotated();
    if std::fs::metadata("/dev/full").is_ok() {
        let ran = scene.run(&["export", ARTICLE, "--to", "jsonl", "-o", "/dev/full"]);
        ran.expect(74, &["the output can't be written: No space left on device"]);
    }
    scene.write("closed/x", "");
    std::fs::set_permissions(scene.path("closed"), std::os::unix::fs::PermissionsExt::from_mode(0o555)).unwrap();
    for output in ["closed", "closed/out.jsonl"] {
        if let Some(ran) = scene.run_without_rights(&["export", ARTICLE, "--to", "jsonl", "-o", output]) {
            ran.expect(77, &["closed", "Permission denied"]);
            assert!(!ran.err.contains("--annotations"), "{}", ran.err);
        }
    }
}
