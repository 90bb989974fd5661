//! Reviewing what a changed article has left undecided: one key a decision, all of them undone like any other edit.

use ascribe::model::Place;
use ascribe::tui::App;
use ascribe::tui::keymap::Mode;

use super::common::{app_of, app_to_review, marked, press};
use super::said;

const CHANGED: &str = "<c>The dam is sound</c>, <s>Vey told us</s>. <d>He said no</d> twice.";
const WAS: &[&str] = &["The dam is safe", "Vey said", "He denied it"];

fn review() -> App {
    let mut app = app_to_review(CHANGED, WAS);
    press(&mut app, "g r");
    app
}

/// How many are to be reviewed, and how many are orphans for good.
fn placeless(app: &App) -> (usize, usize) {
    let desk = app.desk().unwrap();
    (desk.set.undecided().count(), desk.set.orphans().filter(|it| !it.is_undecided()).count())
}

#[test]
fn one_key_accepts_and_the_next_one_is_shown() {
    let mut app = review();
    assert_eq!(app.mode, Mode::Review);
    assert_eq!(marked(&app), "⟦The dam is sound⟧, Vey told us. He said no twice.");
    press(&mut app, "enter");
    assert_eq!(marked(&app), "<c>The dam is sound</c>, ⟦Vey told us⟧. He said no twice.");
    press(&mut app, "y y");
    assert_eq!(marked(&app), "<c>The dam is sound</c>, <s>Vey told us</s>. <d>⟦He said no⟧</d> twice.");
    assert_eq!(
        (app.mode, said(&app)),
        (Mode::Read, "the review is done: every annotation is decided about".to_owned())
    );
}

#[test]
fn one_key_keeps_an_orphan_with_what_it_was() {
    let mut app = review();
    press(&mut app, "o");
    assert_eq!(placeless(&app), (2, 1));
    let desk = app.desk().unwrap();
    let orphan = desk.set.orphans().find(|it| !it.is_undecided()).unwrap();
    assert!(matches!(&orphan.place, Place::Orphan(selectors) if selectors[0].quote == "The dam is safe"));
}

#[test]
fn a_place_selected_by_hand_is_taken_and_the_review_goes_on() {
    let mut app = review();
    press(&mut app, "e");
    assert_eq!(app.mode, Mode::Read);
    assert_eq!(said(&app), "select where it belongs, then = puts it there; g r goes back to the review");
    press(&mut app, "B =");
    assert_eq!(app.mode, Mode::Review);
    assert_eq!(marked(&app), "<c>The dam is</c> sound, ⟦Vey told us⟧. He said no twice.");
}

#[test]
fn what_was_begun_by_hand_can_be_left() {
    let mut app = review();
    press(&mut app, "e g r");
    assert_eq!((app.mode, placeless(&app)), (Mode::Review, (3, 0)));
    press(&mut app, "esc");
    assert_eq!((app.mode, placeless(&app)), (Mode::Read, (3, 0)));
}

#[test]
fn all_that_are_as_good_are_accepted_together_and_undone_together() {
    let mut app = review();
    press(&mut app, "j a");
    assert_eq!(placeless(&app), (1, 0));
    assert_eq!(said(&app), "2 put where they were proposed; u takes all of it back");
    assert_eq!(marked(&app), "<c>The dam is sound</c>, <s>Vey told us</s>. ⟦He said no⟧ twice.");
    press(&mut app, "u");
    assert_eq!((app.mode, placeless(&app)), (Mode::Review, (3, 0)));
    press(&mut app, "U");
    assert_eq!(placeless(&app), (1, 0));
}

#[test]
fn one_walks_to_the_ends_and_is_told_so() {
    let mut app = review();
    press(&mut app, "k");
    assert_eq!(said(&app), "! this is the first one");
    press(&mut app, "9 j");
    assert_eq!(marked(&app), "The dam is sound, Vey told us. ⟦He said no⟧ twice.");
    press(&mut app, "j");
    assert_eq!(said(&app), "! this is the last one");
}

#[test]
fn without_anything_undecided_there_is_nothing_to_review() {
    let mut app = app_of("One <c>two</c>.");
    press(&mut app, "g r");
    assert_eq!(app.mode, Mode::Read);
    assert_eq!(said(&app), "nothing to review: every annotation is where its text is, or is an orphan");
}

#[test]
fn what_may_only_be_read_may_be_looked_at_but_not_decided() {
    let mut app = app_to_review(CHANGED, WAS);
    app.desk_mut().unwrap().read_only = Some("read-only: somebody else writes".to_owned());
    press(&mut app, "g r j");
    for key in ["enter", "a", "o", "e"] {
        press(&mut app, key);
        assert_eq!(said(&app), "! read-only: somebody else writes");
    }
    assert_eq!((app.mode, placeless(&app)), (Mode::Review, (3, 0)));
}
