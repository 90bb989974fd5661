//! Annotations that nest, cross, touch and coincide: all of them can be seen.

use super::common::{app_of, press};
use super::rendering::screen;

#[track_caller]
fn check(name: &str, text: &str, keys: &str) {
    let mut app = app_of(text);
    app.resize(60, 8);
    press(&mut app, keys);
    insta::assert_snapshot!(name, screen(&app));
}

#[test]
fn the_innermost_fills_and_the_next_underlines() {
    check("nested", "x ⟦.⟧ <c>one <s>two <a>three</a> four</s> five</c> six", "");
}

#[test]
fn crossing_annotations_share_their_middle() {
    check("crossing", "x ⟦.⟧ <c>one two <s>three four</c> five six</s> seven", "");
}

#[test]
fn touching_annotations_keep_their_colours_apart() {
    check("touching", "x ⟦.⟧ <c>one</c><s>two</s><s>three</s> <a>four</a><a>five</a>", "");
}

#[test]
fn coinciding_annotations_show_two_and_all_their_letters() {
    check("coinciding", "x ⟦.⟧ <c><s><d>one two</d></s></c> three", "");
}

#[test]
fn more_annotations_than_lanes_are_a_plus() {
    check(
        "too_many",
        "x ⟦.⟧ <c><s><d><a>one</a></d></s></c> three\nfour <a>five</a> <a>six</a> <a>seven</a> <a>eight</a>",
        "",
    );
}

#[test]
fn a_long_annotation_has_a_bar_beside_all_its_rows() {
    let text = "x ⟦.⟧ <c>one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
                sixteen <s>seventeen</s> eighteen nineteen twenty</c> end.";
    check("long", text, "");
}

#[test]
fn an_annotation_that_began_above_the_screen_has_its_letter_at_the_top() {
    let rows = (0..30).map(|nth| format!("row {nth}\n")).collect::<Vec<_>>().concat();
    check("began_above", &format!("⟦x⟧ <c>{rows}</c>end."), "} 2 pagedown");
}

#[test]
fn the_pieces_of_one_annotation_are_marked_each() {
    check("pieces", "⟦x⟧ <c1>“One two,”</c1> he said, <c1>“three.”</c1>", "tab");
}

#[test]
fn what_is_selected_shows_over_marks_and_matches() {
    check("selected", "One <c>two three</c> two.", "w w / \"two\" enter W");
}
