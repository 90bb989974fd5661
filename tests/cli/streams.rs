//! What reaches a terminal, a pipe that nobody reads, and a disk that is full.

use std::process::Stdio;

use super::scene::{ARTICLE, PROGRAM, Scene};

/// An article whose text and annotations are full of what terminals obey.
fn hostile() -> Scene {
    let scene = Scene::new();
    scene.write("h.txt", "\u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J user\u{202e}txt.exe");
    let name = "\u{1b}[2Jjo";
    scene.good(&["add", "h.txt", "--label", "claim", "--quote", "red", "--note", "\u{1b}[5m", "--as", name]);
    scene.good(&["add", "h.txt", "--label", "source", "--quote", "\u{1b}[31mred\u{9b}2J user\u{202e}txt"]);
    scene
}

/// Fails where the terminal would do something else than show the text.
#[track_caller]
fn assert_harmless(written: &str) {
    let obeyed = |c: &char| (c.is_control() && !matches!(c, '\r' | '\n')) || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(written.chars().find(obeyed), None, "{written:?}");
}

#[test]
fn a_terminal_is_shown_hostile_text_and_obeys_none_of_it() {
    let scene = hostile();
    for arguments in [
        &["list", "h.txt"][..],
        &["list", "h.txt", "--json"],
        &["stats", "h.txt"],
        &["export", "h.txt", "--to", "json"],
        &["list", "\u{1b}[31mmissing"],
        &["add", "h.txt", "--label", "claim", "--quote", "\u{1b}[31mnone"],
        &["list", "h.txt", "--\u{1b}[31m"],
    ] {
        let (written, _) = scene.on_a_terminal(arguments);
        assert!(!written.is_empty(), "{arguments:?}");
        assert_harmless(&written);
    }
    let (listed, code) = scene.on_a_terminal(&["list", "h.txt"]);
    assert!(listed.contains("␛[31mred<U+009B>2J user<U+202E>txt"), "{listed}");
    assert_eq!(code, 0);
}

#[test]
fn a_terminal_gets_columns_with_a_head() {
    let scene = Scene::new();
    let id = scene.add("source", "⟦The mayor⟧");
    let (listed, _) = scene.on_a_terminal(&["list", ARTICLE]);
    let lines: Vec<_> = listed.lines().map(str::trim_end).collect();
    assert_eq!(lines, ["ID        LABEL   AT   QUOTE      TIES  STATUS", &format!("{id}  source  1:1  The mayor")]);
}

#[test]
fn a_pipe_that_nobody_reads_ends_the_program_quietly() {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    for arguments in [
        &["keys"][..],
        &["keys", "--json"],
        &["--help"],
        &["--version"],
        &["man"],
        &["schema"],
        &["formats"],
        &["completions", "bash"],
        &["list", ARTICLE],
        &["stats", ARTICLE],
        &["export", ARTICLE, "--to", "json"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = scene.command().args(arguments).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = output.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[test]
fn only_the_first_line_can_be_read() {
    let shell = format!("'{PROGRAM}' keys | head -1");
    let output = std::process::Command::new("sh").args(["-c", &shell]).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Move: what a motion reaches is selected; a number before it repeats it\n"
    );
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn talk_that_nobody_hears_is_no_error() {
    let scene = Scene::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = scene.command().args(["list", ARTICLE]).stdout(Stdio::null()).stderr(writer).status().unwrap();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_full_disk_is_said() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let output = Scene::new().command().arg("keys").stdout(full).stderr(Stdio::piped()).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "ascribe: the output can't be written: No space left on device\n");
    assert_eq!(output.status.code(), Some(74));
}

/// Every command that changes annotations; `CLAIM`, `SOURCE` and `ACTOR` stand for ids.
const CHANGING: &[&[&str]] = &[
    &["add", ARTICLE, "--label", "actor", "--quote", "harbour"],
    &["relate", ARTICLE, "CLAIM", "SOURCE"],
    &["relate", ARTICLE, "CLAIM", "ACTOR", "--untie"],
    &["check", ARTICLE, "CLAIM", "--status", "verified"],
    &["anchor", "changed.txt", "--accept", "1"],
    &["anchor", "changed.txt", "--accept", "1", "--json"],
    &["import", ARTICLE, "more.jsonl"],
    &["finish", ARTICLE],
    &["remove", ARTICLE, "CLAIM"],
];

/// An article with annotations, and another one that was changed since.
fn annotated() -> (Scene, [String; 3]) {
    let scene = Scene::new();
    let ids = [("claim", "⟦the bridge is safe⟧.\n“We"), ("source", "⟦The mayor⟧"), ("actor", "⟦The mayor⟧")];
    let ids = ids.map(|(label, quote)| scene.add(label, quote));
    scene.good(&["relate", ARTICLE, &ids[0], &ids[2]]);
    scene.write("changed.txt", super::scene::STORY);
    scene.good(&["add", "changed.txt", "--label", "claim", "--quote", "We checked it"]);
    scene.write("changed.txt", super::scene::STORY.replace("We checked it", "We have checked all of it"));
    let more = serde_json::json!({"text": super::scene::STORY, "spans": [{"start": 4, "end": 9, "label": "actor"}]});
    scene.write("more.jsonl", format!("{more}\n"));
    (scene, ids)
}

#[test]
fn a_change_whose_result_nobody_gets_is_said_to_be_saved_with_an_exit_code_of_its_own() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    let changes = |sub: &&clap::Command| sub.get_arguments().any(|argument| argument.get_long() == Some("wait"));
    let commands = ascribe::cli::command();
    for command in commands.get_subcommands().filter(changes) {
        let name = command.get_name();
        assert!(name == "log" || CHANGING.iter().any(|arguments| arguments[0] == name), "{name} is in no row");
    }
    for arguments in CHANGING {
        for reads_nobody in [false, true] {
            let (scene, [claim, source, actor]) = annotated();
            let name = arguments[1];
            let file = format!("{name}.ascribe.json");
            let before = scene.read(&file);
            let named = |it: &&str| match *it {
                "CLAIM" => claim.clone(),
                "SOURCE" => source.clone(),
                "ACTOR" => actor.clone(),
                other => other.to_owned(),
            };
            let arguments: Vec<String> = arguments.iter().map(named).collect();
            let mut command = scene.command();
            command.args(&arguments).stderr(Stdio::piped());
            let command = match std::io::pipe().unwrap() {
                (_, writer) if reads_nobody => command.stdout(writer),
                _ => command.stdout(full.try_clone().unwrap()),
            };
            let output = command.output().unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert_ne!(scene.read(&file), before, "{arguments:?}: {err}");
            let prints = ["add", "relate", "anchor"].contains(&&*arguments[0]);
            assert_eq!(output.status.code(), Some(if prints { 3 } else { 0 }), "{arguments:?}: {err}");
            let why = if reads_nobody { "nobody reads it" } else { "No space left on device" };
            let said = format!("ascribe: {name}: the change is saved, but the result can't be printed: {why}\n");
            assert_eq!(err.ends_with(&said), prints, "{arguments:?}: {err}");
        }
    }
}

#[test]
fn a_name_with_line_ends_forges_no_line_on_a_pipe() {
    let scene = Scene::new();
    let name = "a.txt\nb.txt: 1 annotation, 0 relations, no findings\n.txt";
    scene.write(name, super::scene::STORY);
    let add = scene.run(&["add", name, "--label", "claim", "--context", "⟦the bridge is safe⟧.\n“We"]);
    add.expect(0, &[]);
    scene.write("x.jsonl", "{\"text\":\"\",\"spans\":[]}\n");
    let commands: &[&[&str]] = &[
        &["verify", name],
        &["stats", name],
        &["stats", "--fail-on", "unchecked,no-evidence,unmarked", name],
        &["anchor", name],
        &["finish", name],
        &["finish", name],
        &["export", name, "--to", "brat"],
        &["export", name, "--to", "brat", "-o", "."],
        &["export", name, "--to", "json", "-o", name],
        &["import", name, "x.jsonl"],
        &["import", ARTICLE, name],
        &["list", name],
        &["list", name, ARTICLE, name],
        &["log", name],
        &["log", "no-such\nb.txt: 1 annotation, 0 relations, no findings"],
        &["verify", "no-such\nb.txt: 1 annotation, 0 relations, no findings"],
    ];
    for arguments in commands {
        let ran = scene.run(arguments);
        for line in ran.out.lines().chain(ran.err.lines()) {
            assert!(!line.starts_with("b.txt") && !line.starts_with(".txt"), "{arguments:?}: {line}");
        }
    }
    scene.tamper_with(name, "the bridge", "the fridge");
    let ran = scene.run(&["verify", name]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1), "{ran:?}");
    assert!(ran.out.contains("a.txt␊b.txt: 1 annotation"), "{}", ran.out);
    let json = scene.good(&["list", name, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["article"], name);
}
