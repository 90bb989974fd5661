//! Where motions lead, forwards and backwards, in the middle and at both ends of the text.

use super::common::{app_of, check, marked, press};

const TWO: &str = "One two. Three four.\n\nFive six.";

#[test]
fn reading_goes_by_sentence_and_stays_at_the_ends() {
    check(TWO, "", "⟦One two.⟧ Three four.\n\nFive six.");
    check(TWO, "j", "One two. ⟦Three four.⟧\n\nFive six.");
    check(TWO, "j j", "One two. Three four.\n\n⟦Five six.⟧");
    check(TWO, "j j j", "One two. Three four.\n\n⟦Five six.⟧");
    check(TWO, "j j k", "One two. ⟦Three four.⟧\n\nFive six.");
    check(TWO, "k", "⟦One two.⟧ Three four.\n\nFive six.");
}

#[test]
fn a_count_repeats_a_motion_and_stops_at_the_end() {
    check(TWO, "2 j", "One two. Three four.\n\n⟦Five six.⟧");
    check(TWO, "3 w", "One two. ⟦Three⟧ four.\n\nFive six.");
    check(TWO, "1 0 l", "One two. ⟦T⟧hree four.\n\nFive six.");
    check(TWO, "9 9 9 9 9 w", "One two. Three four.\n\nFive ⟦six⟧.");
}

#[test]
fn a_word_motion_goes_into_a_selected_sentence() {
    check("One two. Three four.", "j w", "One two. ⟦Three⟧ four.");
    check("One two. Three four.", "j b", "One two. Three ⟦four⟧.");
    check("One two. Three four.", "j l", "One two. ⟦T⟧hree four.");
    check("One two. Three four.", "j h", "One two. Three four⟦.⟧");
    check("One two.\n\nThree.", "} } { w", "⟦One⟧ two.\n\nThree.");
}

#[test]
fn a_word_motion_leaves_a_sentence_that_is_one_word() {
    check("Five\n\nsix", "w", "Five\n\n⟦six⟧");
    check("Five\n\nsix", "j b", "⟦Five⟧\n\nsix");
}

#[test]
fn words_are_gone_through_one_by_one_and_stay_at_the_ends() {
    check(TWO, "w w w w w w", "One two. Three four.\n\nFive ⟦six⟧.");
    check(TWO, "w w w w w w w", "One two. Three four.\n\nFive ⟦six⟧.");
    check("One two ⟦three⟧", "b", "One ⟦two⟧ three");
    check("One two ⟦three⟧", "b b b b", "⟦One⟧ two three");
    check("“Don’t,” said O'Neil’s 3.5-litre", "w w w", "“Don’t,” said ⟦O'Neil’s⟧ 3.5-litre");
}

#[test]
fn from_the_middle_of_a_unit_the_way_back_is_its_start() {
    check("One t⟦w⟧o three", "b", "One ⟦two⟧ three");
    check("One two. Three ⟦f⟧our.", "k", "One two. ⟦Three four.⟧");
    check("One.\n\nTwo. Thr⟦e⟧e.", "{", "One.\n\n⟦Two. Three.⟧");
    check("One t⟦w⟧o three", "w", "One two ⟦three⟧");
}

#[test]
fn characters_are_gone_through_one_by_one_and_stay_at_the_ends() {
    check("abc", "l l", "a⟦b⟧c");
    check("abc", "right right right right", "ab⟦c⟧");
    check("ab⟦c⟧", "h", "a⟦b⟧c");
    check("ab⟦c⟧", "left left left left", "⟦a⟧bc");
}

#[test]
fn rows_keep_the_column_they_started_from() {
    check("abcd⟦e⟧\nx\nfghij\n", "down", "abcde\n⟦x⟧\nfghij\n");
    check("abcd⟦e⟧\nx\nfghij\n", "down down", "abcde\nx\nfghi⟦j⟧\n");
    check("abcd⟦e⟧\nx\nfghij\n", "down down up up", "abcd⟦e⟧\nx\nfghij\n");
    check("a⟦b⟧c\n\ndef", "down", "abc\n⟦\n⟧def");
    check("a⟦b⟧c\n\ndef", "down down", "abc\n\nd⟦e⟧f");
}

#[test]
fn the_first_and_the_last_row_lead_to_their_outer_ends() {
    check("ab⟦c⟧d\nef", "up", "⟦a⟧bcd\nef");
    check("abcd\n⟦e⟧fg\n", "down", "abcd\nef⟦g⟧\n");
}

#[test]
fn home_and_end_are_the_first_and_the_last_letter_of_the_row() {
    check("abc\nd⟦e⟧f  \nghi", "home", "abc\n⟦d⟧ef  \nghi");
    check("abc\nd⟦e⟧f  \nghi", "end", "abc\nde⟦f⟧  \nghi");
    check("abc\n⟦\n⟧ghi", "end", "abc\n⟦\n⟧ghi");
}

#[test]
fn a_row_is_a_row_of_the_screen() {
    let mut app = app_of("⟦o⟧ne two three four five");
    app.resize(20, 10);
    press(&mut app, "end");
    assert_eq!(marked(&app), "one two thre⟦e⟧ four five", "the blank at the end of the row is none of its letters");
    press(&mut app, "down home");
    assert_eq!(marked(&app), "one two three ⟦f⟧our five");
}

#[test]
fn paragraphs_are_selected_whole() {
    let text = "Head.\n\nOne. Two.\n\nThree.";
    check(text, "}", "Head.\n\n⟦One. Two.⟧\n\nThree.");
    check(text, "2 }", "Head.\n\nOne. Two.\n\n⟦Three.⟧");
    check(text, "3 }", "Head.\n\nOne. Two.\n\n⟦Three.⟧");
    check(text, "G {", "Head.\n\nOne. Two.\n\n⟦Three.⟧");
    check(text, "G { {", "Head.\n\n⟦One. Two.⟧\n\nThree.");
    check(text, "{", "⟦Head.⟧\n\nOne. Two.\n\nThree.");
}

#[test]
fn a_page_is_the_screen_but_for_two_rows() {
    let text = "⟦a⟧\nb\nc\nd\ne\nf\ng\nh\n";
    for (keys, expected) in [
        ("pagedown", "a\nb\nc\n⟦d⟧\ne\nf\ng\nh\n"),
        ("space space", "a\nb\nc\nd\ne\nf\n⟦g⟧\nh\n"),
        ("2 ctrl-f pageup", "a\nb\nc\n⟦d⟧\ne\nf\ng\nh\n"),
        ("9 pagedown ctrl-b", "a\nb\nc\nd\n⟦e⟧\nf\ng\nh\n"),
        ("pageup", "⟦a⟧\nb\nc\nd\ne\nf\ng\nh\n"),
    ] {
        let mut app = app_of(text);
        app.resize(100, 7);
        press(&mut app, keys);
        assert_eq!(marked(&app), expected, "after {keys}");
    }
}

#[test]
fn g_and_capital_g_lead_to_the_ends_of_the_article() {
    check(TWO, "G", "One two. Three four.\n\nFive six⟦.⟧");
    check(TWO, "ctrl-end g g", "⟦O⟧ne two. Three four.\n\nFive six.");
    check(TWO, "G ctrl-home", "⟦O⟧ne two. Three four.\n\nFive six.");
    check("One.\n\n", "G", "One⟦.⟧\n\n");
}
