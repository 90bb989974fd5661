//! What keys don't do: the reason is always said.

use super::common::{app_of, marked, press};
use super::said;
use ascribe::tui::Effect;
use ascribe::tui::keymap::Mode;

const WHY: &str = "read-only: another ascribe has this article open";

#[test]
fn a_read_only_article_refuses_every_editing_key_with_the_reason() {
    for keys in [
        "a", "c", "s", "d", "A", "C", "S", "D", "i a", "i c", "i s", "i d", "m", "'", ";", "0", "[", "]", "=", "x",
        "delete", "r", "e", "t", "u", "U", "ctrl-r", ".", "&", "V", "F", "Y", "enter V", "enter e", "enter u", "p x",
        "p i d", "p e", "p r",
    ] {
        for text in ["<c>On⟦e⟧</c> two <s>three</s>.", "On⟦e⟧ <c>two</c>."] {
            let mut app = app_of(text);
            app.desk_mut().unwrap().read_only = Some(WHY.to_owned());
            // From an annotation nothing is opened that could be written into.
            if app.desk().unwrap().in_hand.is_none() && keys.starts_with("enter") {
                continue;
            }
            let before = app.desk().unwrap().set.clone();
            let effects = press(&mut app, keys);
            assert!(effects.iter().all(|effect| *effect == Effect::None), "{keys}");
            assert_eq!(said(&app), format!("! {WHY}"), "after {keys} in {text}");
            assert_eq!(app.desk().unwrap().set, before);
            assert!(matches!(app.mode, Mode::Read | Mode::Pane | Mode::Check), "{keys}");
        }
    }
}

#[test]
fn a_read_only_article_can_be_read_searched_and_copied() {
    let mut app = app_of("<c>One</c> two.");
    app.desk_mut().unwrap().read_only = Some(WHY.to_owned());
    press(&mut app, "w / \"two\" enter");
    assert_eq!(marked(&app), "<c>One</c> ⟦two⟧.");
    assert_eq!(press(&mut app, "y"), [Effect::Copy("two".into())]);
    press(&mut app, "backtab enter");
    assert_eq!(app.mode, Mode::Check);
}

#[test]
fn a_key_that_does_nothing_says_so() {
    for (key, name) in [("$", "$"), ("ctrl-t", "ctrl-t"), ("alt-x", "alt-x"), ("insert", "insert")] {
        let mut app = app_of("One two.");
        assert_eq!(press(&mut app, key), [Effect::None]);
        assert_eq!(said(&app), format!("! {name} does nothing here; ? shows all keys"));
    }
    let mut app = app_of("One two.");
    press(&mut app, "p a");
    assert_eq!(said(&app), "! a does nothing here; ? shows all keys");
}

#[test]
fn where_help_has_no_key_the_way_out_is_said() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "enter z");
    assert_eq!(said(&app), "! z does nothing here; ? shows all keys");
    press(&mut app, "esc ] z");
    assert_eq!(said(&app), "! z does nothing here; esc leaves");
}

#[test]
fn a_message_lasts_until_the_next_key() {
    let mut app = app_of("One two.");
    press(&mut app, "$ w");
    assert_eq!(said(&app), "");
}

#[test]
fn a_count_is_given_up_with_esc_or_a_key_that_does_nothing() {
    let mut app = app_of("One two three.");
    press(&mut app, "2 $ w");
    assert_eq!(marked(&app), "⟦One⟧ two three.");
    press(&mut app, "2 esc w");
    assert_eq!(marked(&app), "One ⟦two⟧ three.", "esc gave up the count and nothing else");
}

#[test]
fn the_first_and_the_last_article_say_so() {
    let mut app = app_of("One.");
    assert_eq!(press(&mut app, "ctrl-n"), [Effect::None]);
    assert_eq!(said(&app), "! this is the only article");
    assert_eq!(press(&mut app, "ctrl-p"), [Effect::None]);
    assert_eq!(said(&app), "! this is the only article");
}

#[test]
fn keys_for_the_shell_reach_it() {
    for (key, effect) in
        [("q", Effect::Quit), ("ctrl-c", Effect::Quit), ("ctrl-z", Effect::Suspend), ("ctrl-l", Effect::Redraw)]
    {
        assert_eq!(press(&mut app_of("One."), key), [effect]);
    }
}

#[test]
fn help_leads_back_to_where_it_was_asked_for() {
    for (keys, mode) in
        [("? esc", Mode::Read), ("p ? q", Mode::Pane), ("ctrl-o f1 enter", Mode::List), ("ctrl-o ? ? esc", Mode::Read)]
    {
        let mut app = app_of("One.");
        press(&mut app, keys);
        assert_eq!(app.mode, mode, "after {keys}");
    }
}
