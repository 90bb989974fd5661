//! What is said at the ends of the article, where a key does nothing.

use super::common::{app_of, marked, press};
use super::said;

/// Presses keys; the last one must change nothing and say why.
#[track_caller]
fn says(text: &str, keys: &str, why: &str) {
    let mut app = app_of(text);
    let (before, last) = keys.rsplit_once(' ').unwrap_or(("", keys));
    press(&mut app, before);
    assert_eq!(said(&app), "", "after {before}");
    let was = marked(&app);
    press(&mut app, last);
    assert_eq!((marked(&app), said(&app).as_str()), (was, why), "after {keys} in {text}");
}

const TEXT: &str = "One two. Three four.\n\nFive six.";

#[test]
fn a_motion_at_the_end_of_the_article_says_that_it_is_there() {
    says(TEXT, "j j j", "! this is the last sentence");
    says(TEXT, "k", "! this is the first sentence");
    says(TEXT, "j j w w w", "! this is the last word");
    says(TEXT, "w b", "! this is the first word");
    says(TEXT, "G l", "! this is the last character");
    says(TEXT, "g g h", "! this is the first character");
    says(TEXT, "} }", "! this is the last paragraph");
    says(TEXT, "} { {", "! this is the first paragraph");
    says(TEXT, "g g up", "! this is the first row");
    says(TEXT, "G down", "! this is the last row");
    says(TEXT, "G G", "! this is the end of the article");
    says(TEXT, "g g g g", "! this is the start of the article");
    says(TEXT, "G pagedown", "! this is the end of the article");
    says(TEXT, "g g pageup", "! this is the start of the article");
    says(TEXT, "g g home", "! this is the first character of the row");
    says(TEXT, "end end", "! this is the last character of the row");
}

#[test]
fn where_the_cursor_is_in_no_word_no_word_is_called_the_last() {
    says("One two. —\n\n", "G w", "! no word further on");
    says("— one", "g g b", "! no word further back");
    says("\n\n \n", "w", "! no word further on");
    says("\n\n \n", "k", "! no sentence further back");
}

#[test]
fn an_extension_that_can_lead_no_further_says_so() {
    says(TEXT, "j j w W W", "! the last word is selected already");
    says(TEXT, "w v b", "! the first word is selected already");
    says(TEXT, "w W B B", "! the first word is selected already");
    says(TEXT, "j j J", "! the last sentence is selected already");
    says(TEXT, "g g H", "! the first character is selected already");
    says(TEXT, "v G G", "! the selection goes to the end of the article already");
}

#[test]
fn a_count_that_led_some_of_the_way_says_nothing() {
    let mut app = app_of(TEXT);
    press(&mut app, "9 j");
    assert_eq!(said(&app), "");
}

#[test]
fn an_edge_at_the_end_of_the_article_says_so() {
    says("One <a>two</a>", "tab ] w", "! this is the last word");
    says("<a>One</a> two", "tab [ b", "! this is the first word");
    says("<a>One</a> two", "tab [ h", "! this is the first character");
}

#[test]
fn scrolling_below_hints_says_where_there_is_no_more() {
    says(TEXT, "A pagedown pagedown", "! this is the end of the article");
    says(TEXT, "A pageup", "! this is the start of the article");
}

#[test]
fn the_pane_the_list_and_the_help_say_where_they_end() {
    says("<a>One</a> <a>two</a>", "p g g G G", "! no annotation further on");
    says("<a>One</a> <a>two</a>", "p g g g g", "! no annotation further back");
    says("<a>One</a> <a>two</a>", "p g g G pagedown", "! no annotation further on");
    says(TEXT, "ctrl-o j", "! this is the last line");
    says(TEXT, "ctrl-o k", "! this is the first line");
    says(TEXT, "? G j", "! this is the last line");
    says(TEXT, "? pageup", "! this is the first line");
}

#[test]
fn a_single_character_has_no_other_end_and_nothing_to_step_back_from() {
    says(TEXT, "g g o", "! one character is selected; it has no other end");
    says(TEXT, "esc esc", "nothing to step back from: one character is selected");
}
