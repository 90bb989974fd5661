//! How a selection grows and shrinks: with Shift, in extending mode, from either end, and around itself.

use super::common::{app_of, check, marked, press};
use super::said;

#[test]
fn extending_lands_on_ends_of_words() {
    check("One two three", "w W", "⟦One two⟧ three");
    check("One two three", "w 2 W", "⟦One two three⟧");
    check("One two three", "w 9 W", "⟦One two three⟧");
    check("One t⟦w⟧o three", "W", "One t⟦wo⟧ three");
    check("One t⟦w⟧o three", "B", "One ⟪tw⟫o three");
}

#[test]
fn going_back_gives_words_up_one_by_one() {
    check("One two three", "w 2 W B", "⟦One two⟧ three");
    check("One two three", "w 2 W B B", "⟦One⟧ two three");
    check("One ⟪two three⟫", "W", "One two ⟪three⟫");
}

#[test]
fn going_back_past_the_anchor_keeps_the_first_word_whole() {
    check("One ⟦two⟧ three", "B", "⟪One two⟫ three");
    check("One ⟦two three⟧", "B B", "⟪One two⟫ three");
    check("One ⟦two⟧ three", "B W", "One ⟪two⟫ three");
    check("One ⟦two⟧ three", "B W W", "One ⟦two three⟧");
    check("⟦One⟧ two three", "B", "⟦One⟧ two three");
    check("One two ⟪three⟫", "W", "One two ⟪three⟫");
}

#[test]
fn extending_by_characters_starts_from_the_cursor_of_a_whole_word_or_sentence() {
    check("One two three", "w L", "⟦One ⟧two three");
    check("One two. Three.", "L", "⟦One two. ⟧Three.");
    check("One two. Three.", "H", "⟦One two⟧. Three.");
    check("One two. Three.", "w shift-right shift-right", "⟦One t⟧wo. Three.");
    check("One two. Three.", "w shift-left", "⟦On⟧e two. Three.");
    check("One two. Three.", "w 2 H", "⟦O⟧ne two. Three.");
    check("One t⟦w⟧o", "H H", "One⟪ tw⟫o");
    check("One t⟦w⟧o", "H L L", "One t⟦wo⟧");
    check("One t⟦w⟧o", "9 L", "One t⟦wo⟧");
    check("One t⟦w⟧o", "9 H", "⟪One tw⟫o");
}

#[test]
fn extending_goes_by_sentence() {
    check("One. Two. Three.", "J", "⟦One. Two.⟧ Three.");
    check("One. Two. Three.", "2 J", "⟦One. Two. Three.⟧");
    check("One. Two. Three.", "3 J", "⟦One. Two. Three.⟧");
    check("One. Two. Three.", "2 J K", "⟦One. Two.⟧ Three.");
    check("One. Two. Three.", "j K", "⟪One. Two.⟫ Three.");
    check("One. Two. Three.", "j K J J", "One. ⟦Two. Three.⟧");
    check("One. Two. Three.", "w J", "⟦One.⟧ Two. Three.");
    check("One.\n\nTwo. Three.", "J", "⟦One.\n\nTwo.⟧ Three.");
}

#[test]
fn extending_goes_by_row() {
    check("⟦a⟧bc\ndef\nghi", "shift-down", "⟦abc\nd⟧ef\nghi");
    check("⟦a⟧bc\ndef\nghi", "shift-down shift-down shift-up", "⟦abc\nd⟧ef\nghi");
    check("abc\nd⟦e⟧f\nghi", "shift-up", "a⟪bc\nde⟫f\nghi");
    check("abc\nd⟦e⟧f\nghi", "shift-up shift-down shift-down", "abc\nd⟦ef\ngh⟧i");
    check("abc\nd⟦e⟧f\nghi", "shift-home", "abc\n⟪de⟫f\nghi");
    check("abc\nd⟦e⟧f\nghi", "shift-end", "abc\nd⟦ef⟧\nghi");
    check("abc\nd⟦e⟧f\nghi", "shift-end shift-home", "abc\n⟪de⟫f\nghi");
}

#[test]
fn while_extending_every_motion_extends_until_v_or_esc() {
    check("One two three four", "w v w w", "⟦One two three⟧ four");
    check("One two three four", "w v w w b", "⟦One two⟧ three four");
    check("One two three four", "w v w v w", "One two ⟦three⟧ four");
    check("One two three four", "w v w esc", "One tw⟦o⟧ three four");
    check("One two three four", "w v w esc w", "One two ⟦three⟧ four");
    check("One. Two.\n\nThree.\n\nFour.", "w v }", "⟦One. Two.⟧\n\nThree.\n\nFour.");
    check("One. Two.\n\nThree.\n\nFour.", "w v } }", "⟦One. Two.\n\nThree.⟧\n\nFour.");
    check("One. Two.\n\nThr⟦e⟧e.", "v {", "One. Two.\n\n⟪Thre⟫e.");
    check("One. Two.\n\nThr⟦e⟧e.", "v { {", "⟪One. Two.\n\nThre⟫e.");
    check("One tw⟦o⟧ three", "v G", "One tw⟦o three⟧");
    check("One tw⟦o⟧ three", "v g g", "⟪One two⟫ three");
    check("One tw⟦o⟧ three", "v end", "One tw⟦o three⟧");
    check("One tw⟦o⟧ three", "v h h l", "One t⟪wo⟫ three");
    check("⟦a⟧\nb\nc", "v down j", "⟦a\nb\nc⟧");
}

#[test]
fn pages_extend_too() {
    let mut app = app_of("⟦a⟧\nb\nc\nd\ne\n");
    app.resize(100, 6);
    press(&mut app, "v pagedown");
    assert_eq!(marked(&app), "⟦a\nb\nc⟧\nd\ne\n");
    press(&mut app, "pageup");
    assert_eq!(marked(&app), "⟦a⟧\nb\nc\nd\ne\n");
}

#[test]
fn marking_ends_the_extending() {
    check("One two three", "w v w a w", "<a>One two</a> ⟦three⟧");
}

#[test]
fn the_other_end_can_be_moved() {
    check("One ⟦two⟧ three", "o", "One ⟪two⟫ three");
    check("One ⟦two⟧ three", "o B", "⟪One two⟫ three");
    check("One ⟦two⟧ three", "W o B", "⟪One two three⟫");
    check("One ⟦two⟧ three", "o B o W", "⟦One two three⟧");
    check("One ⟦two three⟧", "o W", "One two ⟪three⟫");
}

#[test]
fn plus_selects_what_is_around_and_minus_goes_back() {
    let text = "One. T⟦w⟧o three.\n\nFour.";
    check(text, "+", "One. ⟦Two⟧ three.\n\nFour.");
    check(text, "+ +", "One. ⟦Two three⟧.\n\nFour.");
    check(text, "+ + +", "One. ⟦Two three.⟧\n\nFour.");
    check(text, "+ + + +", "⟦One. Two three.⟧\n\nFour.");
    check(text, "+ + + + +", "⟦One. Two three.\n\nFour.⟧");
    check(text, "+ + + + + -", "⟦One. Two three.⟧\n\nFour.");
    check(text, "+ + + + + - - - - -", text);
    check(text, "+ + + + + + + -", "⟦One. Two three.⟧\n\nFour.");
    check("One ⟦two three⟧ four. Five.", "+ +", "⟦One two three four⟧. Five.");
}

#[test]
fn plus_goes_by_names_clauses_and_quotations() {
    let text = "He came, and “the dam will hold for M⟦a⟧ra Vey, I hope,” he said.";
    check(text, "+ +", "He came, and “the dam will hold for ⟦Mara Vey⟧, I hope,” he said.");
    let mut app = app_of(text);
    let quotation = "“the dam will hold for Mara Vey, I hope,”";
    let found = (0..9).any(|_| {
        press(&mut app, "+");
        app.desk().is_some_and(|desk| desk.document.quote(desk.selected()) == quotation)
    });
    assert!(found, "the quotation is on the way");
}

#[test]
fn minus_goes_back_to_nothing_from_before_another_motion() {
    let mut app = app_of("One. T⟦w⟧o three.");
    press(&mut app, "+ + + w -");
    assert_eq!(marked(&app), "One. ⟦Two⟧ three.");
    assert_eq!(said(&app), "! nothing was expanded since the last motion");
}

#[test]
fn esc_leaves_one_character_selected() {
    check("One two.", "esc", "One two⟦.⟧");
    check("One ⟪two three⟫.", "esc", "One ⟦t⟧wo three.");
}
