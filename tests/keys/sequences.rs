//! Keys that are pressed one after the other.

use ascribe::tui::Effect;
use ascribe::tui::keymap::Mode;

use super::common::{app_of, check, marked, press};
use super::said;

#[test]
fn the_first_key_waits_and_the_second_acts() {
    let mut app = app_of("One two. ⟦Three⟧ four.");
    assert_eq!(press(&mut app, "g"), [Effect::None]);
    assert_eq!(marked(&app), "One two. ⟦Three⟧ four.");
    assert_eq!((app.pending.is_empty(), said(&app)), (false, String::new()));
    press(&mut app, "g");
    assert_eq!(marked(&app), "⟦O⟧ne two. Three four.");
    assert!(app.pending.is_empty());
}

#[test]
fn a_sequence_leads_to_the_end_as_one_key_does() {
    check("One two.", "g e", "One two⟦.⟧");
    check("One two.", "G", "One two⟦.⟧");
}

#[test]
fn escape_gives_up_the_keys_and_the_count_before_them_and_says_so() {
    let mut app = app_of("One two three.");
    press(&mut app, "w 2 g esc");
    assert_eq!(said(&app), "g is given up");
    assert_eq!(marked(&app), "⟦One⟧ two three.", "escape did nothing else");
    press(&mut app, "w");
    assert_eq!(marked(&app), "One ⟦two⟧ three.");
}

#[test]
fn a_key_that_leads_nowhere_gives_up_says_so_and_does_nothing_else() {
    let mut app = app_of("<a>O⟦n⟧e</a> two");
    press(&mut app, "i x");
    assert_eq!(said(&app), "! i x does nothing here; ? shows all keys");
    assert_eq!(marked(&app), "<a>O⟦n⟧e</a> two", "x didn't delete");
    press(&mut app, "x");
    assert_eq!(marked(&app), "O⟦n⟧e two");
}

#[test]
fn a_digit_after_the_first_key_is_no_count() {
    let mut app = app_of("One two.");
    press(&mut app, "3 g 3");
    assert_eq!(said(&app), "! g 3 does nothing here; ? shows all keys");
    assert_eq!(app.count, None);
}

#[test]
fn a_count_goes_through_to_the_action_of_the_sequence() {
    let mut app = app_of("One two three.");
    press(&mut app, "2 g");
    assert_eq!(app.count, Some(2));
    press(&mut app, "g");
    assert_eq!(app.count, None);
}

#[test]
fn while_hints_are_shown_a_begun_sequence_is_not_taken_for_a_hint() {
    let mut app = app_of("<c>⟦One⟧</c> <s>two</s> <a>three</a>");
    press(&mut app, "r g g");
    assert_eq!(app.mode, Mode::Relate);
    assert!(app.pending.is_empty());
    assert_eq!(said(&app), "");
}

#[test]
fn the_mouse_gives_up_what_was_begun() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut app = app_of("One two.");
    press(&mut app, "g");
    let kind = MouseEventKind::Down(MouseButton::Left);
    app.point(MouseEvent { kind, column: 8, row: 0, modifiers: KeyModifiers::NONE });
    assert!(app.pending.is_empty());
}

#[test]
fn what_writes_text_waits_for_no_other_key() {
    let mut app = app_of("<c>O⟦n⟧e</c>");
    press(&mut app, "e g i enter");
    let desk = app.desk().unwrap();
    assert_eq!(desk.in_hand().unwrap().note, "gi");
}
