//! Files that were made to do harm: shown or refused, and never obeyed.

use crate::scene::{ANNOTATIONS, ARTICLE, Scene};

/// An annotation file whose one annotation has that for its span, label and more.
fn with(annotation: &str) -> String {
    format!(r#"{{"format":"ascribe","version":1,"document":{{}},"annotations":[{annotation}]}}"#)
}

fn span(start: &str, end: &str, quote: &str) -> String {
    with(&format!(r#"{{"id":"a","label":"actor","spans":[{{"start":{start},"end":{end},"quote":{quote}}}]}}"#))
}

/// Annotation files and what is said of each; all are left as they are.
fn damaged() -> Vec<(String, &'static str)> {
    let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    vec![
        (span("NaN", "3", "\"The\""), "line 1"),
        (span("0", "1e999", "\"The\""), "line 1"),
        (span("-1", "3", "\"The\""), "expected a whole number from 0"),
        (span("0", "18446744073709551616", "\"The\""), "expected a whole number from 0"),
        (span("3", "0", "\"The\""), "is not after the start"),
        (span("0", "3", "\"\\ud800\""), "line 1"),
        (span("0", "3", "\"The\",\"quote\":\"The\""), "stands here twice"),
        (span("0", "3", "__import__('os').system('touch pwned')"), "line 1"),
        (with(r#"{"id":"a","label":"__import__('os').system('touch pwned')","spans":[]}"#), "unknown label"),
        (with(r#"{"id":"\u001b]0;owned\u0007","label":"actor","spans":[]}"#), "expected 1 to 64 characters"),
        (with(&deep(130)), "line 1"),
        (deep(100_000), "not an ascribe file"),
        (r#"{"format":"ascribe""#.repeat(2), "line 1"),
        (format!("{}\0", with("")), "line 1"),
    ]
}

#[test]
fn a_hostile_annotation_file_is_refused_and_left_alone() {
    let scene = Scene::new();
    for (json, said) in damaged() {
        scene.write(ANNOTATIONS, &json);
        for command in [&["list", ARTICLE][..], &["add", ARTICLE, "--label", "actor", "--quote", "The mayor"]] {
            let ran = scene.run(command);
            ran.expect(65, &[ANNOTATIONS, said]);
            assert!(!ran.err.contains('\u{1b}') && ran.err.lines().count() < 4, "{}", ran.err);
        }
        assert_eq!(scene.read(ANNOTATIONS), json.as_bytes());
    }
    assert_eq!(scene.names(), [ARTICLE, ANNOTATIONS], "nothing in it was run");
}

#[test]
fn an_annotation_file_that_is_past_its_limit_or_no_file_is_refused() {
    let scene = Scene::new();
    let sparse = std::fs::File::create(scene.path(ANNOTATIONS)).unwrap();
    sparse.set_len((64 << 20) + 1).unwrap();
    assert_ne!(scene.run(&["list", ARTICLE]).code, 0);
    std::fs::remove_file(scene.path(ANNOTATIONS)).unwrap();
    scene.make_pipe(ANNOTATIONS);
    let ran = scene.run(&["list", ARTICLE]);
    assert!(ran.code != 0 && ran.err.contains("a named pipe"), "{ran:?}");
}

#[test]
fn a_hostile_annotation_that_is_whole_is_read_and_printed_without_its_commands() {
    let scene = Scene::new();
    let note = r#""note":"\u001b]52;c;ZXZpbA==\u0007\u202e; $(touch pwned) `touch pwned` {{7*7}} ../../etc/passwd""#;
    let spans = r#""spans":[{"start":0,"end":9,"quote":"The mayor"}]"#;
    scene.write(ANNOTATIONS, with(&format!(r#"{{"id":"../../a","label":"actor",{spans},{note}}}"#)));
    let (written, code) = scene.on_a_terminal(&["list", ARTICLE]);
    assert_eq!(code, 0, "{written}");
    assert!(!written.contains("\u{1b}]") && !written.contains('\u{202e}'), "{written:?}");
    assert_eq!(scene.names(), [ARTICLE, ANNOTATIONS]);
}

#[test]
fn an_article_of_any_shape_is_read() {
    let texts: [(&str, Vec<u8>); 8] = [
        ("one line of 10 MB", b"word ".repeat(2 << 20)),
        ("one word of 10 MB", b"x".repeat(10 << 20)),
        ("a million empty lines", b"\n".repeat(1_000_000)),
        ("100,000 combining marks", format!("e{}", "\u{301}".repeat(100_000)).into_bytes()),
        ("escape sequences", b"\x1B[2J\x1B]52;c;ZXZpbA==\x07".repeat(10_000)),
        ("direction marks", "\u{202e}\u{2066}".repeat(10_000).into_bytes()),
        ("joiners", "👩\u{200d}".repeat(10_000).into_bytes()),
        ("lone surrogates in UTF-16", [&b"\xFF\xFEa\0"[..], &b"\x00\xD8".repeat(10_001), b"\x01"].concat()),
    ];
    for (what, text) in texts {
        let scene = Scene::new();
        scene.write("hostile.txt", text);
        let ran = scene.run(&["stats", "hostile.txt"]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
    }
}

#[test]
fn nothing_beside_an_article_is_taken_for_configuration() {
    let scene = Scene::new();
    let usual = scene.good(&["keys"]);
    let hostile = "theme = \"light\"\ncreator = \"mallory\"\n[keys]\nquit = \"j\"\n";
    for name in
        ["config.toml", "ascribe.toml", ".ascribe.toml", "ascribe/config.toml", ".ascribe/config.toml", ".editorconfig"]
    {
        scene.write(name, hostile);
    }
    scene.write(ARTICLE, "vim: set modeline: ascribe: quit=j\nThe mayor said the bridge is safe.\n");
    assert_eq!(scene.good(&["keys"]), usual);
    scene.good(&["add", ARTICLE, "--label", "actor", "--quote", "The mayor"]);
    assert!(!String::from_utf8(scene.read(ANNOTATIONS)).unwrap().contains("mallory"));
}
