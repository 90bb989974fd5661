//! Doing again what last changed something.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::model::{Label, Status};
use ascribe::tui::Effect;

#[test]
fn a_full_stop_marks_the_selection_with_the_label_given_last() {
    check("One two three.", "w a w .", "<a>One</a> <a>⟦two⟧</a> three.");
    check("One two three.", "w s w a w .", "<s>One</s> <a>two</a> <a>⟦three⟧</a>.");
    let mut app = app_of("One two three.");
    press(&mut app, "w a w .");
    assert_eq!(said(&app), "again: marked as actor");
    press(&mut app, "u");
    assert_eq!(marked(&app), "<a>One</a> ⟦two⟧ three.");
}

#[test]
fn where_nothing_was_chosen_the_next_likely_place_is_marked() {
    let mut app = app_of("Anna Berg spoke. Carl Dorn left.");
    press(&mut app, "a .");
    assert_eq!(app.desk().unwrap().set.count(Label::Actor), 2, "another one, where the label's key moves the first");
}

#[test]
fn a_count_repeats_it_so_many_times() {
    let mut app = app_of("<a>One</a> <a>two</a> <a>three</a> <a>four</a> five.");
    let effects = press(&mut app, "tab p x 2 .");
    assert_eq!(marked(&app), "One two three <a>⟦four⟧</a> five.");
    assert_eq!(said(&app), "2 times: deleted; u brings it back");
    let Some(Effect::Save(edit)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(edit.annotations.len(), 2, "the writer gets all of it");
    press(&mut app, "9 .");
    assert!(said(&app).starts_with("! no annotation in hand"), "{}", said(&app));
}

#[test]
fn each_change_of_the_annotation_in_hand_is_done_to_the_next_one_too() {
    check("<a>One</a> <a>two</a>.", "tab i s tab .", "<s>One</s> <s>⟪two⟫</s>.");
    check("<a>One</a> <a>two</a>.", "tab x tab .", "One ⟪two⟫.");
    check(
        "<c>One</c> two <a>three</a> four.",
        "w w m tab w .",
        "<c1>One</c1> <c1>two</c1> <a2>three</a2> <a2>⟦four⟧</a2>.",
    );
    check("<a>One</a> two <s>three</s> four.", "tab w = tab w .", "One <a>two</a> three <s>⟦four⟧</s>.");
}

#[test]
fn a_status_is_recorded_for_the_next_claim_but_for_nothing_else() {
    let mut app = app_of("<c>One</c> <c>two</c> <a>three</a>.");
    press(&mut app, "tab Q tab .");
    assert_eq!(said(&app), "again: disputed; missing: no-source, no-evidence");
    let desk = app.desk().unwrap();
    assert_eq!(desk.in_hand().unwrap().check.status, Status::Disputed);
    press(&mut app, ".");
    assert_eq!(said(&app), "! it is disputed already");
    press(&mut app, "tab .");
    assert_eq!(
        (held(&app).as_str(), said(&app).as_str()),
        ("actor three", "! only claims are checked; this is an actor")
    );
}

#[test]
fn what_an_action_says_is_said_when_it_is_repeated() {
    let mut app = app_of("<a>One</a> <a>two</a> <a>three</a>.");
    press(&mut app, "tab x tab .");
    assert_eq!(said(&app), "again: deleted; u brings it back");
    press(&mut app, "p .");
    assert_eq!(marked(&app), "One two ⟦three⟧.", "it works from the pane");
    press(&mut app, ".");
    assert!(said(&app).starts_with("! no annotation in hand"), "{}", said(&app));
}

#[test]
fn what_was_aimed_is_repeated_on_what_is_selected() {
    let mut app = app_of("One two three. Four five.");
    press(&mut app, "A");
    let code = app.aim.as_ref().unwrap().open().map(|(_, letters)| letters.to_owned()).next().unwrap();
    press(&mut app, &format!("\"{code}\" enter"));
    assert_eq!(app.desk().unwrap().set.count(Label::Actor), 1);
    press(&mut app, "G b .");
    assert!(marked(&app).ends_with("<a>⟦five⟧</a>."), "{}", marked(&app));
}

#[test]
fn where_there_is_nothing_to_repeat_that_is_said() {
    let mut app = app_of("<a>One</a> two.");
    assert_eq!(press(&mut app, "."), [Effect::None]);
    assert_eq!(said(&app), "! nothing to repeat yet; . does again what last changed something");
    press(&mut app, "tab i a .");
    assert!(said(&app).starts_with("! nothing to repeat yet"), "what changed nothing isn't repeated");
    press(&mut app, "tab e \"x\" enter u .");
    assert!(said(&app).starts_with("! nothing to repeat yet"), "neither is writing nor undoing");
}
