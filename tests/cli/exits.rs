//! Every row of the table of exit codes, and where there is no terminal for the screen.

use ascribe::cli::{EXIT_CODES, Exit};

use super::scene::{ANNOTATIONS, ARTICLE, STORY, Scene};

const ADD: &[&str] = &["add", ARTICLE, "--label", "actor", "--quote", "The mayor"];

/// One way to come to each exit.
fn exit_of(exit: Exit, scene: &Scene) -> Option<i32> {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full");
    match exit {
        Exit::Done => Some(scene.run(&["list", ARTICLE]).code),
        Exit::Findings => Some(scene.run(&["add", ARTICLE, "--label", "actor", "--quote", "nobody"]).code),
        Exit::Usage => Some(scene.run(&["list", "--no-such-option"]).code),
        Exit::Unprinted => {
            let mut command = scene.command();
            command.args(ADD).stdout(full().ok()?).stderr(std::process::Stdio::null());
            command.status().unwrap().code()
        }
        Exit::BadData => {
            scene.write(ANNOTATIONS, "{");
            Some(scene.run(&["list", ARTICLE]).code)
        }
        Exit::NoInput => Some(scene.run(&["list", "missing.txt"]).code),
        // The tests of the terminal run out of threads, and bring a mistake of their own: a known one would be mended.
        Exit::System | Exit::Broken => None,
        Exit::CannotCreate => Some(scene.run(&["export", ARTICLE, "--to", "json", "-o", "nowhere/out"]).code),
        Exit::ReadWrite => {
            let mut command = scene.command();
            command.arg("keys").stdout(full().ok()?).stderr(std::process::Stdio::null());
            command.status().unwrap().code()
        }
        Exit::Locked => {
            let _lock = scene.lock();
            Some(scene.run(&[ADD, &["--wait", "0"]].concat()).code)
        }
        Exit::Permission => {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(scene.path(ARTICLE), PermissionsExt::from_mode(0o000)).unwrap();
            scene.run_without_rights(&["list", ARTICLE]).map(|ran| ran.code)
        }
    }
}

#[test]
fn every_exit_code_of_the_table_happens() {
    for (exit, code, meaning) in EXIT_CODES {
        // A system may lack what a row needs: a full device, or a way to give up the superuser's rights.
        if let Some(ended) = exit_of(*exit, &Scene::new()) {
            assert_eq!(ended, i32::from(*code), "{meaning}");
        }
    }
}

#[test]
fn the_help_lists_every_exit_code() {
    let help = Scene::new().good(&["--help"]);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    for (_, code, meaning) in EXIT_CODES {
        assert!(words(&help).contains(&words(&format!("{code} {meaning}"))), "{code}: {help}");
    }
}

#[test]
fn a_second_writer_is_told_who_is_the_first_and_nothing_is_lost() {
    let scene = Scene::new();
    scene.add("source", "⟦The mayor⟧");
    let before = scene.read(ANNOTATIONS);
    let lock = scene.lock();
    let ran = scene.run(&[ADD, &["--wait", "0"]].concat());
    let process = format!("process {})", std::process::id());
    ran.expect(75, &["story.txt: Jo has this article open (ascribe on ", &process, "close it there"]);
    assert_eq!(scene.read(ANNOTATIONS), before);
    scene.good(&["list", ARTICLE]);
    scene.good(&["verify", ARTICLE]);
    drop(lock);
    scene.good(ADD);
}

#[test]
fn without_a_terminal_the_screen_is_refused_and_the_sub_commands_are_named() {
    let scene = Scene::new();
    let ran = scene.run(&[ARTICLE]);
    ran.expect(2, &["standard output is not a terminal", "ascribe list, add, check, export"]);
    let ran = scene.run_on(STORY, &["-", "--annotations", "a.json"]);
    ran.expect(2, &["standard output is not a terminal"]);
    assert_eq!((ran.out.as_str(), scene.names()), ("", vec![ARTICLE.to_owned()]));
}

#[test]
fn a_terminal_that_can_not_be_drawn_on_is_refused() {
    let scene = Scene::new();
    for (term, said) in [(Some("dumb"), "TERM=dumb"), (Some(""), "TERM is not set"), (None, "TERM is not set")] {
        let mut command = scene.command();
        match term {
            Some(term) => command.env("TERM", term),
            None => command.env_remove("TERM"),
        };
        let output = command.arg(ARTICLE).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(said) && err.contains("ascribe list"), "{err}");
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let scene = Scene::new();
    scene.write("b.txt", "b");
    scene.run(&["list", ARTICLE, "b.txt", "--annotations", "x.json"]).expect(2, &["goes with one article"]);
    scene.run_on(STORY, &["list", "-"]).expect(2, &["name one with --annotations FILE"]);
    scene.run_on(STORY, &["list", "-", "-", "--annotations", "x"]).expect(2, &["goes with one article"]);
    scene.run_on(STORY, &["list", "-", "-"]).expect(2, &["name - once"]);
    scene.run_on(STORY, &["add", "-", "--label", "actor", "--quote", "x"]).expect(2, &["--annotations FILE"]);
    scene.run(&["--theme", "dark", "list", ARTICLE]).expect(2, &["list"]);
    scene.run(&["--theme", "pink", ARTICLE]).expect(2, &["sixteen"]);
    scene.run(&["add", ARTICLE, "--label", "gossip", "--quote", "x"]).expect(2, &["actor, claim, source, denial"]);
    scene.run(&["add", ARTICLE, "--label", "actor"]).expect(2, &["--quote", "--context"]);
    scene.run(&["add", ARTICLE, "--label", "actor", "--context", "x"]).expect(2, &["before⟦quote⟧after"]);
    scene.run(&["add", ARTICLE, "--label", "actor", "--quote", "x", "--nth", "0"]).expect(2, &["--nth"]);
    scene.run(&["add", ARTICLE, "--label", "actor", "--quote", "x", "--tag", "a b"]).expect(2, &["one word"]);
    scene.run(&["keys", "--json", "--markdown"]).expect(2, &["--markdown"]);
    scene.run(&["list", ARTICLE, "--max-size", "10T"]).expect(2, &["K, M or G"]);
}

#[test]
fn commands_wait_for_each_other_and_none_loses_its_change() {
    let scene = Scene::new();
    let add = || scene.command().args(ADD).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut all: Vec<_> = (0..20).map(|_| add()).collect();
    for command in &mut all {
        assert_eq!(command.wait().unwrap().code(), Some(0));
    }
    assert_eq!(scene.saved()["annotations"].as_array().unwrap().len(), 20);
    let hidden = scene.path("").read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!hidden.into_iter().any(|name| name.contains("lock")), "nothing of the lock is left");
}

#[test]
fn a_file_that_is_not_ours_is_refused_by_everything_and_nothing_is_made_beside_it() {
    let scene = Scene::new();
    for text in ["no copy of this", "{\"name\": \"x\"}", "", "{\"of\": [{\"format\": \"ascribe\"}]}"] {
        scene.write("other.txt", text);
        for command in [ADD, &["list", ARTICLE], &["finish", ARTICLE], &["verify", ARTICLE]] {
            let ran = scene.run(&[command, &["--annotations", "other.txt"]].concat());
            let said = format!("{}{}", ran.out, ran.err);
            // What is wrong with a file is what `verify` was asked for.
            let code = if command[0] == "verify" { 1 } else { 65 };
            assert_eq!((ran.code, said.contains("other.txt: ")), (code, true), "{command:?}: {said}");
            assert_eq!(scene.read("other.txt"), text.as_bytes());
        }
        let entries = scene.path("").read_dir().unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        assert!(!entries.into_iter().any(|name| name.contains("lock") || name.contains(".bad-")), "{text}");
    }
}
