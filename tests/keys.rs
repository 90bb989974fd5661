//! What keys do: marked text + keys → marked text.

mod common;

use common::check;

#[test]
fn reading_goes_by_sentence() {
    check("One two. Three four.\n\nFive.", "j", "One two. ⟦Three four.⟧\n\nFive.");
    check("One two. Three four.\n\nFive.", "j j", "One two. Three four.\n\n⟦Five.⟧");
    check("One two. Three four.\n\nFive.", "j j k", "One two. ⟦Three four.⟧\n\nFive.");
}

#[test]
fn a_word_motion_goes_into_a_selected_sentence() {
    check("One two. Three four.", "j w", "One two. ⟦Three⟧ four.");
    check("One two. Three four.", "j b", "One two. Three ⟦four⟧.");
    check("One two. Three four.", "j l", "One two. ⟦T⟧hree four.");
}

#[test]
fn a_label_key_marks_the_selection() {
    check("One two. Three four.", "j w W a", "One two. <a>⟦Three four⟧</a>.");
    check("One two. Three four.", "c j s", "<c>One two.</c> <s>⟦Three four.⟧</s>");
}
