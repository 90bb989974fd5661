//! The help: what it says, word for word.

use super::scene::Scene;

#[test]
fn the_help_begins_with_examples_and_ends_with_the_exit_codes() {
    let help = Scene::new().good(&["--help"]);
    assert!(help.starts_with("Examples:\n  ascribe story.txt"), "{help}");
    assert!(help.trim_end().ends_with("everything is saved"), "{help}");
    insta::assert_snapshot!("help", help);
}

#[test]
fn no_arguments_are_answered_with_the_help() {
    let ran = Scene::new().run(&[]);
    ran.expect(2, &["Examples:", "Usage: ascribe"]);
    assert_eq!(ran.out, "");
}

#[test]
fn every_sub_command_has_help() {
    let scene = Scene::new();
    for sub in ascribe::cli::command().get_subcommands().map(clap::Command::get_name) {
        let help = scene.good(&[sub, "--help"]);
        assert!(help.contains(&format!("Usage: ascribe {sub}")), "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
    }
    insta::assert_snapshot!("help-add", scene.good(&["add", "--help"]));
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(Scene::new().good(&["--version"]), format!("ascribe {}", env!("CARGO_PKG_VERSION")));
}
