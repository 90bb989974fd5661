//! Everything can be taken back and done again, and the screen goes to where it happened.

use super::common::{app_of, check, marked, press};
use super::said;
use ascribe::store::Unsaved;
use ascribe::tui::Effect;
use ascribe::tui::desk::Saving;

#[test]
fn marks_are_taken_back_one_by_one_and_done_again() {
    check("One two three", "w a w s u", "<a>One</a> ⟦two⟧ three");
    check("One two three", "w a w s u u", "⟦One⟧ two three");
    check("One two three", "w a w s u u U", "<a>⟦One⟧</a> two three");
    check("One two three", "w a w s u u U ctrl-r", "<a>One</a> <s>⟦two⟧</s> three");
    check("One two three", "w a w s 2 u", "⟦One⟧ two three");
    check("One two three", "w a w s 2 u 2 U", "<a>One</a> <s>⟦two⟧</s> three");
}

#[test]
fn a_chain_of_changes_is_taken_back_in_its_order() {
    check("One two", "w a i c ] w esc x u", "<c>⟦One two⟧</c>");
    check("One two", "w a i c ] w esc x u u", "<c>⟦One⟧</c> two");
    check("One two", "w a i c ] w esc x u u u", "<a>⟦One⟧</a> two");
    check("One two", "w a i c ] w esc x u u u u", "⟦One⟧ two");
    check("One two", "w a i c ] w esc x u u u u U U U U", "⟦One two⟧");
}

#[test]
fn what_was_undone_is_forgotten_once_something_else_is_done() {
    let mut app = app_of("One two");
    press(&mut app, "w a u w s U");
    assert_eq!(marked(&app), "One <s>⟦two⟧</s>");
    assert_eq!(said(&app), "! nothing to redo");
}

#[test]
fn at_the_end_of_the_chain_there_is_nothing_to_undo() {
    let mut app = app_of("One two");
    assert_eq!(press(&mut app, "u"), [Effect::None]);
    assert_eq!(said(&app), "! nothing to undo");
    press(&mut app, "w a u u");
    assert_eq!(said(&app), "! nothing to undo");
    press(&mut app, "U U");
    assert_eq!(said(&app), "! nothing to redo");
}

#[test]
fn undo_goes_to_where_it_was() {
    check("One two three.\n\nFour five.", "w a G u", "⟦One⟧ two three.\n\nFour five.");
    check("One two three.\n\nFour five.", "w a G u g g U", "<a>⟦One⟧</a> two three.\n\nFour five.");
}

#[test]
fn several_steps_that_cancel_out_are_done_all_the_same() {
    let mut app = app_of("One two");
    press(&mut app, "w a x");
    assert_eq!(press(&mut app, "2 u").last(), Some(&Effect::None), "nothing is left to save");
    assert_eq!(said(&app), "");
    press(&mut app, "U");
    assert_eq!(marked(&app), "<a>⟦One⟧</a> two", "the marking is done again");
}

#[test]
fn that_something_is_not_saved_stays_said_whatever_is_marked_or_taken_back() {
    let unsaved = Unsaved { why: "the disk is full".to_owned(), copy: None };
    let failed = Saving::Failed { unsaved, changes: 1 };
    for keys in ["u", "u U", "w s", "x"] {
        let mut app = app_of("One two");
        press(&mut app, "w a");
        app.desk_mut().unwrap().saving = failed.clone();
        let effects = press(&mut app, keys);
        assert!(matches!(effects.last(), Some(Effect::Save(_))), "{keys}");
        assert_eq!(app.desk().unwrap().saving, failed, "{keys}");
        app.desk_mut().unwrap().saving = Saving::Saved;
        press(&mut app, "w a");
        assert_eq!(app.desk().unwrap().saving, Saving::Saving, "{keys}");
    }
}
