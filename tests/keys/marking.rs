//! Marking what is selected: beside, around, across and on top of what is marked already.

use ascribe::model::{Label, Status};
use ascribe::tui::Effect;

use super::common::{app_of, check, marked, press, quotes};
use super::{held, said};

#[test]
fn a_label_key_marks_the_selection() {
    check("One two. Three four.", "j w W a", "One two. <a>⟦Three four⟧</a>.");
    check("One two. Three four.", "v c j v s", "<c>One two.</c> <s>⟦Three four.⟧</s>");
    check("One two. Three four.", "w d", "<d>⟦One⟧</d> two. Three four.");
}

#[test]
fn annotations_nest() {
    check("<c>One two three.</c>", "w w a", "<c>One <a>⟦two⟧</a> three.</c>");
    check("One <a>two</a> three.", "v c", "<c>⟦One <a>two</a> three.⟧</c>");
    check("<c>One <s>two three</s>.</c>", "w w w a", "<c>One <s>two <a>⟦three⟧</a></s>.</c>");
    check("<c>One two three.</c>", "w w c", "<c>One <c>⟦two⟧</c> three.</c>");
}

#[test]
fn annotations_cross() {
    check("<c>One two</c> three.", "w w W s", "<c>One <s>⟦two</c> three⟧</s>.");
    check("One <a>two three</a>.", "w W d", "<d>⟦One <a>two⟧</d> three</a>.");
}

#[test]
fn annotations_touch() {
    check("<a>ab</a>cd", "l l l L s", "<a>ab</a><s>⟦cd⟧</s>");
    check("<a>ab</a>cd", "l l l L a", "<a>ab</a><a>⟦cd⟧</a>");
}

#[test]
fn annotations_of_different_labels_coincide() {
    check("w <a>x</a> y", "w w c", "w <a><c>⟦x⟧</c></a> y");
    check("One two.", "w a v c v s v d", "<a><c><s><d>⟦One⟧</d></s></c></a> two.");
}

#[test]
fn the_same_is_not_marked_twice() {
    let mut app = app_of("One two.");
    let effects = press(&mut app, "w a v a");
    assert_eq!(marked(&app), "<a>⟦One⟧</a> two.");
    assert_eq!(said(&app), "! that is marked as actor already");
    assert_eq!(effects[3], Effect::None);
    assert_eq!(held(&app), "actor One");
}

#[test]
fn what_was_marked_is_in_hand_and_keeps_who_and_when() {
    let mut app = app_of("One two.");
    press(&mut app, "w a");
    assert_eq!(held(&app), "actor One");
    let annotation = app.desk().unwrap().in_hand().unwrap().clone();
    assert_eq!((annotation.creator.as_str(), annotation.created.as_str()), ("tester", "2026-11-22T10:00:00Z"));
    assert_eq!(annotation.check.status, Status::Unchecked);
    press(&mut app, "w");
    assert_eq!(held(&app), "actor One", "it stays in hand where nothing else is marked");
}

#[test]
fn what_is_under_the_cursor_comes_into_hand() {
    let mut app = app_of("<a>One</a> two <s>three</s>.");
    press(&mut app, "w");
    assert_eq!(held(&app), "actor One");
    press(&mut app, "w w");
    assert_eq!(held(&app), "source three");
}

#[test]
fn what_an_annotation_is_can_be_said_anew() {
    check("One <a>t⟦w⟧o</a>.", "i s", "One <s>t⟦w⟧o</s>.");
    check("One <a>t⟦w⟧o</a>.", "i c", "One <c>t⟦w⟧o</c>.");
    check("One two.", "w a w i d", "<d>One</d> ⟦two⟧.");
    let mut app = app_of("One <a>t⟦w⟧o</a>.");
    assert_eq!(press(&mut app, "i a"), [Effect::None, Effect::None]);
    assert_eq!(said(&app), "! it is an actor already");
}

#[test]
fn the_annotation_in_hand_is_put_where_the_selection_is() {
    check("One two three.", "w a w w =", "One two <a>⟦three⟧</a>.");
    check("One two three.", "w a w = u", "<a>⟦One⟧</a> two three.");
    check("<c1>One</c1> two <c1>three</c1> four.", "w w w w =", "One two three <c>⟦four⟧</c>.");
    let mut app = app_of("<a>⟦One⟧</a> two.");
    press(&mut app, "=");
    assert_eq!(said(&app), "! the annotation in hand is there already");
}

#[test]
fn deleting_takes_the_one_in_hand_and_leaves_the_text_selected() {
    check("One <c><a>t⟦w⟧o</a> three</c>.", "x", "One <c>t⟦w⟧o three</c>.");
    check("One <c><a>t⟦w⟧o</a> three</c>.", "delete delete", "One t⟦w⟧o three.");
    let mut app = app_of("One <a>t⟦w⟧o</a>.");
    assert!(matches!(press(&mut app, "x")[..], [Effect::Save(_)]));
    assert_eq!(said(&app), "deleted; u brings it back");
    assert_eq!(press(&mut app, "x"), [Effect::None]);
    assert_eq!(said(&app), "! no annotation in hand: mark the selection with a c s d first");
}

#[test]
fn marking_by_rows_or_over_a_paragraph_end_takes_all_of_it() {
    check("One.\n\nTwo.", "J c", "<c>⟦One.\n\nTwo.⟧</c>");
    let mut app = app_of("One.\n\nTwo.");
    press(&mut app, "J c");
    assert_eq!(quotes(&app, Label::Claim), ["One.\n\nTwo."]);
}
