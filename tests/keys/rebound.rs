//! Keys of the user's own: they do what the default ones did, and everything that names keys names them.

use ascribe::tui::config::Config;

use super::common::{app_of, marked, press};
use super::said;
use ascribe::tui::App;

fn app_with(config: &str, text: &str) -> App {
    let config = Config::read(config);
    assert_eq!(config.problems, []);
    let mut app = app_of(text);
    app.keymap = config.keymap;
    app.settle();
    app
}

#[test]
fn a_key_of_ones_own_does_what_the_default_one_did() {
    let mut app = app_with("[keys.article]\nmark-actor = \"z z\"\nnext-word = \"n\"\n", "One two.");
    press(&mut app, "n z z");
    assert_eq!(marked(&app), "<a>⟦One⟧</a> two.");
    press(&mut app, "a");
    assert_eq!(said(&app), "! a does nothing here; ? shows all keys");
}

#[test]
fn messages_name_the_keys_in_force() {
    let mut app = app_with("[keys.article]\nundo = \"z\"\ndelete = \"ctrl-d\"\n", "<a>On⟦e⟧</a> two.");
    press(&mut app, "ctrl-d");
    assert_eq!(said(&app), "deleted; z brings it back");
    press(&mut app, "z");
    assert_eq!(marked(&app), "<a>⟦One⟧</a> two.");
}

#[test]
fn keys_that_begin_what_goes_on_after_a_mark_are_never_letters_of_hints() {
    let mut app = app_with(
        "[keys.article]\nmark-source = \"f f\"\njump = []\n",
        "The mayor said it would hold, he said on Monday.",
    );
    press(&mut app, "C");
    let code = super::common::code_of(app.aim.as_ref().unwrap(), |_| true).unwrap();
    super::common::type_code(&mut app, &code);
    assert!(app.aim.as_ref().expect("ends are shown").open().all(|(_, letter)| letter != 'f'));
    press(&mut app, "f f");
    assert_eq!(app.desk().unwrap().set.len(), 2);
}

#[test]
fn letters_that_go_on_after_a_mark_are_never_letters_of_hints() {
    let mut app =
        app_with("[keys.article]\nmark-source = \"f\"\njump = []\n", "The mayor said it would hold, he said.");
    press(&mut app, "C");
    let code = super::common::code_of(app.aim.as_ref().unwrap(), |_| true).unwrap();
    super::common::type_code(&mut app, &code);
    let aim = app.aim.as_ref().expect("ends are shown");
    assert!(aim.open().all(|(_, letter)| letter != 'f' && letter != 'j'));
    assert!(aim.capitals.iter().all(|capital| *capital != Some('C')));
    press(&mut app, "f");
    assert_eq!(app.desk().unwrap().set.len(), 2);
}
