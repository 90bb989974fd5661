//! Annotations in several pieces: "X," he said, "Y" is one claim.

use super::common::{app_of, check, marked, press};
use super::said;

#[test]
fn m_adds_the_selection_as_a_further_piece() {
    check("One two three", "w c w w m", "<c1>One</c1> two <c1>⟦three⟧</c1>");
    check("One two three", "w w w c b b m", "<c1>⟦One⟧</c1> two <c1>three</c1>");
    check("One two three four five", "w c 2 w m 2 w m", "<c1>One</c1> two <c1>three</c1> four <c1>⟦five⟧</c1>");
}

#[test]
fn pieces_that_touch_or_overlap_become_one() {
    check("abcd", "l L c l l v m", "<c1>ab</c1>c<c1>⟦d⟧</c1>");
    check("abcd", "l L c l v m", "<c>ab⟦c⟧</c>d");
    check("One two three four", "w W c W W m", "<c>⟦One two three four⟧</c>");
    check("<c1>One</c1> two <c1>three</c1>", "w W W m", "<c>⟦One two three⟧</c>");
}

#[test]
fn a_piece_is_one_undo() {
    check("One two three", "w c w w m u", "<c>⟦One⟧</c> two three");
    check("One two three", "w c w w m u u", "⟦One⟧ two three");
    check("One two three", "w c w w m u u U U", "<c1>⟦One⟧</c1> two <c1>three</c1>");
}

#[test]
fn what_is_in_it_already_is_no_further_piece() {
    let mut app = app_of("<c>One ⟦two⟧</c> three");
    press(&mut app, "m");
    assert_eq!(said(&app), "! the annotation in hand has that text already");
    assert_eq!(marked(&app), "<c>One ⟦two⟧</c> three");
}

#[test]
fn a_piece_needs_an_annotation_in_hand() {
    let mut app = app_of("One two");
    press(&mut app, "m");
    assert_eq!(said(&app), "! no annotation in hand: mark the selection with a c s d first");
}

#[test]
fn both_pieces_share_label_note_and_fate() {
    check("<c1>O⟦n⟧e</c1> two <c1>three</c1>", "i d", "<d1>O⟦n⟧e</d1> two <d1>three</d1>");
    check("<c1>One</c1> two <c1>thr⟦e⟧e</c1>", "x", "One two thr⟦e⟧e");
}
