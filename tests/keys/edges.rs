//! Moving an edge of a mark: by character, word and sentence, never over the other edge, one undo for the series.

use super::common::{app_of, check, marked, press};
use super::said;
use ascribe::tui::Effect;

#[test]
fn the_end_moves_by_character() {
    check("One <a>two</a> three", "w w ] l", "One <a>⟦two ⟧</a>three");
    check("One <a>two</a> three", "w w ] l l right", "One <a>⟦two th⟧</a>ree");
    check("One <a>two</a> three", "w w ] h left", "One <a>⟦t⟧</a>wo three");
}

#[test]
fn the_start_moves_by_character() {
    check("One <a>two</a> three", "w w [ h", "One<a>⟪ two⟫</a> three");
    check("One <a>two</a> three", "w w [ l", "One t<a>⟪wo⟫</a> three");
    check("One <a>two</a> three", "w w [ 3 h", "O<a>⟪ne two⟫</a> three");
}

#[test]
fn an_edge_moves_by_word() {
    check("One <a>two</a> three", "w w ] w", "One <a>⟦two three⟧</a>");
    check("One <a>two</a> three", "w w [ b", "<a>⟪One two⟫</a> three");
    check("<a>One two three</a>", "w ] b", "<a>⟦One two⟧</a> three");
    check("<a>One two three</a>", "w [ w", "One <a>⟪two three⟫</a>");
    check("<a>One two three</a>", "w [ 2 w", "One two <a>⟪three⟫</a>");
}

#[test]
fn an_edge_moves_by_sentence() {
    check("<c>One.</c> Two. Three.", "] j", "<c>⟦One. Two.⟧</c> Three.");
    check("<c>One.</c> Two. Three.", "] j j k", "<c>⟦One. Two.⟧</c> Three.");
    check("One. <c>Two.</c> Three.", "j [ k", "<c>⟪One. Two.⟫</c> Three.");
    check("One. <c>Two. Three.</c>", "j [ j", "One. Two. <c>⟪Three.⟫</c>");
}

#[test]
fn an_edge_never_crosses_the_other() {
    check("One <a>two</a> three", "w w ] b", "One <a>⟦two⟧</a> three");
    check("One <a>two</a> three", "w w ] k", "One <a>⟦two⟧</a> three");
    check("One <a>two</a> three", "w w [ w", "One <a>⟪two⟫</a> three");
    check("One <a>two</a> three", "w w [ j", "One <a>⟪two⟫</a> three");
    check("One <a>two</a> three", "w w ] 9 h", "One <a>⟦t⟧</a>wo three");
    check("One <a>two</a> three", "w w [ 9 l", "One tw<a>⟦o⟧</a> three");
    let mut app = app_of("One <a>two</a> three");
    assert_eq!(press(&mut app, "w w ] b").last(), Some(&Effect::None));
    assert_eq!(said(&app), "! an edge stops at the other one");
}

#[test]
fn an_edge_stays_in_the_text() {
    check("<a>One</a>", "] l w j", "<a>⟦One⟧</a>");
    check("<a>One</a>", "[ h b k", "<a>⟪One⟫</a>");
}

#[test]
fn both_edges_can_be_moved_one_after_the_other() {
    check("One <a>two</a> three four", "w w ] w o b", "<a>⟪One two three⟫</a> four");
    check("One <a>two</a> three four", "w w ] w esc [ b esc w", "<a>One two three</a> ⟦four⟧");
}

#[test]
fn a_series_of_steps_is_one_undo() {
    check("One <a>two</a> three four", "w w ] w l l [ h enter u", "One <a>⟦two⟧</a> three four");
    check("One <a>two</a> three four", "w w ] w esc ] w esc u", "One <a>⟦two three⟧</a> four");
    check("One <a>two</a> three four", "w w ] w esc u U", "One <a>⟦two three⟧</a> four");
    check("One two three", "w a ] w esc u", "<a>⟦One⟧</a> two three");
    check("One two three", "w a ] w h h w esc u u", "⟦One⟧ two three");
}

#[test]
fn steps_that_cancel_out_are_no_undo() {
    check("One two three", "w a ] l h esc u", "⟦One⟧ two three");
}

#[test]
fn every_way_out_ends_it() {
    for out in ["esc", "enter", "ctrl-c"] {
        check("<a>One</a> two three", &format!("w ] w {out} w"), "<a>One two</a> ⟦three⟧");
    }
}

#[test]
fn an_edge_goes_by_whole_characters() {
    check("<a>x</a>👩‍🔬e\u{301}y", "l ] l", "<a>⟦x👩‍🔬⟧</a>e\u{301}y");
    check("<a>x</a>👩‍🔬e\u{301}y", "l ] l l h", "<a>⟦x👩‍🔬⟧</a>e\u{301}y");
    check("<a>x</a>\r\n🇺🇳", "l ] l l", "<a>⟦x\r\n🇺🇳⟧</a>");
}

#[test]
fn of_several_pieces_the_one_at_the_cursor_is_cut() {
    check("<c1>One</c1> two <c1>three</c1> four", "w w w ] w", "<c1>One</c1> two <c1>⟦three four⟧</c1>");
    check("<c1>One</c1> two <c1>three</c1> four", "w ] w", "<c1>⟦One two⟧</c1> <c1>three</c1> four");
}

#[test]
fn a_piece_that_reaches_the_next_becomes_one_with_it() {
    check("<c1>One</c1> two <c1>three</c1> four", "w ] w l", "<c>⟦One two three⟧</c> four");
    check("<c1>One</c1> two <c1>three</c1> four", "w ] w l esc u", "<c1>⟦One⟧</c1> two <c1>three</c1> four");
}

#[test]
fn without_an_annotation_in_hand_there_is_no_edge() {
    let mut app = app_of("One two.");
    press(&mut app, "]");
    assert_eq!(said(&app), "! no annotation in hand: mark the selection with a c s d first");
    press(&mut app, "w");
    assert_eq!(marked(&app), "⟦One⟧ two.");
}

#[test]
fn one_edge_of_the_annotation_in_hand_can_be_picked_from_afar() {
    check("One two three four", "w a w w w ] w", "<a>⟦One two⟧</a> three four");
}

#[test]
fn brackets_move_a_picked_edge_by_quotes_commas_and_clauses() {
    check("One <c>tw⟦o⟧</c> three, four five, six.", "] ]", "One <c>⟦two three⟧</c>, four five, six.");
    check("One <c>tw⟦o⟧</c> three, four five, six.", "] 2 ]", "One <c>⟦two three, four five⟧</c>, six.");
    check("One, two <c>thre⟦e⟧</c> four.", "[ [", "One, <c>⟪two three⟫</c> four.");
    let mut app = app_of("One <c>tw⟦o⟧</c>.");
    press(&mut app, "] [");
    assert_eq!(said(&app), "! no further place for it this way");
}

#[test]
fn an_apostrophe_takes_the_punctuation_at_the_edges_in_and_leaves_it_out() {
    check("“<c>It hol⟦d⟧s</c>.”", "'", "<c>⟦“It holds.”⟧</c>");
    check("“<c>It hol⟦d⟧s</c>.”", "' '", "<c>⟦“It holds⟧</c>.”");
    check("“<c>It hol⟦d⟧s</c>.”", "' ' '", "“<c>⟦It holds.”⟧</c>");
    check("“<c>It hol⟦d⟧s</c>.”", "' ' ' '", "“<c>⟦It holds⟧</c>.”");
    check("“<c>It hol⟦d⟧s</c>.”", "[ '", "<c>⟪“It holds.”⟫</c>");
    check("“<c>It hol⟦d⟧s</c>.”", "' u", "“<c>⟦It holds⟧</c>.”");
}
