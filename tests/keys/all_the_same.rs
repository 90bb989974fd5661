//! Marking every other place of a name at once.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::tui::Effect;

#[test]
fn ampersand_marks_every_other_place_of_the_actor_in_hand() {
    check(
        "Before: Orlan. <a>Or⟦l⟧an</a> paid; Orlan’s debts. Orlando. Orlan.",
        "&",
        "Before: <a>Orlan</a>. <a>Or⟦l⟧an</a> paid; <a>Orlan</a>’s debts. Orlando. <a>Orlan</a>.",
    );
    check("Mara Vey. Vey left.", "w W a &", "<a>⟦Mara Vey⟧</a>. <a>Vey</a> left.");
}

#[test]
fn what_an_actor_covers_already_is_left_alone_and_what_others_cover_is_marked() {
    check(
        "<a>Orlan</a> of <a>Orlan Ltd</a> <c>fired Orlan</c>. Orl⟦a⟧n",
        "g g &",
        "<a>⟦O⟧rlan</a> of <a>Orlan Ltd</a> <c>fired <a>Orlan</a></c>. <a>Orlan</a>",
    );
}

#[test]
fn all_of_them_are_one_change_with_one_undo() {
    let mut app = app_of("<a>Or⟦l⟧an</a> x Orlan x Orlan x Orlan");
    let effects = press(&mut app, "&");
    let [Effect::Save(edit)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(edit.annotations.len(), 3);
    assert_eq!(said(&app), "3 more marked as actor; u takes them back");
    assert_eq!(held(&app), "actor Orlan");
    press(&mut app, "u");
    assert_eq!(marked(&app), "<a>Orlan</a> x ⟦Orlan⟧ x Orlan x Orlan", "undoing goes to the nearest");
    press(&mut app, "U");
    assert_eq!(app.desk().unwrap().set.len(), 4);
}

#[test]
fn how_many_there_are_is_known_before() {
    let mut app = app_of("Orlan paid. Orlan left. Orlan ran.");
    press(&mut app, "w a");
    assert_eq!(app.desk().unwrap().same.places.len(), 2);
    press(&mut app, "/ \"left\" enter");
    assert_eq!(app.desk().unwrap().same.places.len(), 2, "it is still in hand");
    press(&mut app, "/ \"Orlan\" enter a");
    assert_eq!(app.desk().unwrap().same.places.len(), 1);
    press(&mut app, "&");
    assert_eq!(said(&app), "1 more marked as actor; u takes it back");
    assert_eq!(app.desk().unwrap().same.places.len(), 0);
    press(&mut app, "&");
    assert_eq!(said(&app), "! no other “Orlan” that is not marked as actor");
}

#[test]
fn only_an_actor_has_a_name_to_be_found_again() {
    for key in ["c", "s", "d"] {
        let mut app = app_of("Orlan paid. Orlan left.");
        press(&mut app, &format!("w {key} &"));
        assert!(said(&app).starts_with("! the same words elsewhere may mean something else"), "{}", said(&app));
        assert_eq!(app.desk().unwrap().set.len(), 1);
    }
    let mut app = app_of("Orlan paid. Orlan left.");
    press(&mut app, "&");
    assert!(said(&app).starts_with("! no annotation in hand"), "{}", said(&app));
}

#[test]
fn it_can_be_repeated_and_done_from_the_pane() {
    let mut app = app_of("<a>Ann</a> <a>Bob</a> Ann Bob");
    press(&mut app, "tab & tab .");
    assert_eq!(said(&app), "again: 1 more marked as actor; u takes it back");
    press(&mut app, "u u p g g &");
    assert_eq!(said(&app), "1 more marked as actor; u takes it back");
}
