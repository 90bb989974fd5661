//! The configuration file: made, found, checked, and in force.

use super::scene::{ARTICLE, Scene};

#[test]
fn init_writes_a_file_that_changes_nothing_and_never_overwrites() {
    let scene = Scene::new();
    let before = scene.good(&["keys"]);
    let ran = scene.run(&["config", "init", "--config", "new/config.toml"]);
    ran.expect(0, &["a configuration to start from"]);
    assert_eq!(scene.good(&["keys", "--config", "new/config.toml"]), before);
    assert_eq!(scene.good(&["config", "check", "--config", "new/config.toml"]), "");
    scene.run(&["config", "init", "--config", "new/config.toml"]).expect(1, &["--force overwrites it"]);
    scene.write("new/config.toml", "theme = 3");
    scene.run(&["config", "init", "--config", "new/config.toml", "--force"]).expect(0, &[]);
    let written = String::from_utf8(scene.read("new/config.toml")).unwrap();
    assert!(written.contains("# next-sentence = \"j\""), "{written}");
}

#[test]
fn check_lists_all_that_is_wrong_with_its_lines() {
    let scene = Scene::new();
    scene.write("config.toml", "theme = \"drak\"\n[keys.article]\nnext-sentense = \"z\"\n");
    let ran = scene.run(&["config", "check", "--config", "config.toml"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.out.lines().collect::<Vec<_>>(),
        [
            "config.toml: line 1: there is no theme `drak`; did you mean `dark`?",
            "config.toml: line 3: there is no action in mode article that is called `next-sentense`; did you mean `next-sentence`?",
        ]
    );
}

#[test]
fn keys_and_manual_show_the_keys_in_force_and_what_is_wrong_is_said() {
    let scene = Scene::new();
    scene.write("config.toml", "mouse = 1\n[keys.article]\nundo = \"z\"\n");
    let ran = scene.run(&["keys", "--config", "config.toml"]);
    ran.expect(0, &["line 1: mouse is true or false"]);
    assert!(ran.out.lines().any(|line| line.starts_with("  z ") && line.contains("undo")), "{}", ran.out);
    assert!(ran.out.lines().any(|line| line.starts_with("  u ") && line.contains("undo")), "the pane keeps its own");
    scene.write(".config/ascribe/config.toml", "[keys.article]\nundo = \"z\"\n");
    let page = scene.good(&["man"]);
    assert!(page.lines().any(|line| line.contains("\\&  z ") && line.contains("undo")), "{page}");
}

#[test]
fn a_file_that_was_named_must_be_there() {
    Scene::new().run(&["keys", "--config", "none.toml"]).expect(66, &["none.toml", "there is no such file"]);
    assert!(Scene::new().good(&["config", "path", "--config", "x.toml"]).trim().ends_with("x.toml"));
}

#[test]
fn who_annotates_may_be_configured() {
    let scene = Scene::new();
    let add = |label| ["add", ARTICLE, "--label", label, "--quote", "The mayor"];
    scene.write(".config/ascribe/config.toml", "creator = \"desk\"\n");
    scene.good(&add("actor"));
    assert_eq!(scene.saved()["annotations"][0]["creator"], "desk");
    scene.good(&[&add("source")[..], &["--as", "kim"]].concat());
    // Two marks of the same text are saved in the order of their ids, which are random.
    let saved = scene.saved();
    let source = saved["annotations"].as_array().unwrap().iter().find(|it| it["label"] == "source").unwrap();
    assert_eq!(source["creator"], "kim", "the command line knows better");
}

#[test]
fn a_configuration_that_cannot_be_read_is_said_and_the_defaults_hold() {
    let path = ".config/ascribe/config.toml";
    let scene = Scene::new();
    let keys = scene.good(&["keys"]);
    scene.write(path, "");
    let there = scene.path(path);
    let unread = |why: &str, init: Option<&str>| {
        let why = format!("config.toml: {why}");
        let ran = scene.run(&["keys"]);
        ran.expect(0, &[&why]);
        assert!(ran.out.trim_end() == keys && !ran.err.contains("--annotations"), "{why}: {}", ran.err);
        let ran = scene.run(&["config", "check"]);
        assert!(ran.code == 1 && ran.out.contains(&why), "{why}: {ran:?}");
        if let Some(init) = init {
            scene.run(&["config", "init"]).expect(73, &[init]);
        }
        let (shown, code) = scene.on_a_terminal(&["keys", "--config", there.to_str().unwrap()]);
        assert!(code == 0 || shown.contains(&why), "{why}: a file that was named is an error: {shown}");
    };
    std::fs::write(&there, b"mouse = true\n# caf\xe9\n").unwrap();
    unread("line 2: it is not UTF-8; save it as UTF-8", None);
    std::fs::remove_file(&there).unwrap();
    std::os::unix::fs::symlink("nowhere.toml", &there).unwrap();
    unread("the configuration can't be read: the link leads to a file that doesn't exist", Some("the link leads"));
    std::fs::remove_file(&there).unwrap();
    std::fs::create_dir(&there).unwrap();
    unread("the configuration can't be read: it is a folder, not a regular file; rename it", Some("it is a folder"));
    std::fs::remove_dir(&there).unwrap();
    // A pipe has nobody at its other end: whoever waited for it would wait for ever.
    scene.make_pipe(path);
    unread("the configuration can't be read: it is a named pipe", Some("it is a named pipe; rename it"));
}

#[test]
fn a_home_that_is_no_folder_is_named_with_the_way_out() {
    let scene = Scene::new();
    scene.write("home", "no folder");
    let ran = |arguments: &[&str]| {
        let mut command = scene.command();
        command.args(arguments).env("XDG_CONFIG_HOME", "").env("HOME", scene.path("home"));
        super::scene::ran(command, "")
    };
    let why = "home is not a folder; set HOME or XDG_CONFIG_HOME to one";
    ran(&["keys"]).expect(0, &["home/.config/ascribe/config.toml: the configuration can't be read", why]);
    let checked = ran(&["config", "check"]);
    assert!(checked.code == 1 && checked.out.contains(why), "{checked:?}");
    ran(&["config", "init"]).expect(73, &["home is not a folder; name another file with --config FILE"]);
    ran(&["add", ARTICLE, "--label", "actor", "--quote", "The mayor"]).expect(0, &[]);
}
