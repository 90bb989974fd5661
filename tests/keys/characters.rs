//! What a reader sees as one character is one, whatever it is made of.

use super::common::{app_of, check, marked, press};
use super::credential::{credential, selectors};

#[test]
fn a_letter_with_combining_marks_is_one_character() {
    check("ae\u{301}\u{323}b", "l l", "a⟦e\u{301}\u{323}⟧b");
    check("ae\u{301}\u{323}b", "l l v a l", "a<a>e\u{301}\u{323}</a>⟦b⟧");
    check("ae\u{301}\u{323}⟦b⟧", "H c", "a<c>⟪e\u{301}\u{323}b⟫</c>");
    check("cafe\u{301} noir", "w", "⟦cafe\u{301}⟧ noir");
    check("\u{301}a", "l", "⟦\u{301}⟧a");
}

#[test]
fn an_emoji_of_several_people_is_one_character() {
    check("a👩‍🔬b", "l l v a", "a<a>⟦👩‍🔬⟧</a>b");
    check("👨‍👩‍👧‍👦👩‍🔬", "l l", "👨‍👩‍👧‍👦⟦👩‍🔬⟧");
    check("👨‍👩‍👧‍👦👩‍🔬", "l L", "⟦👨‍👩‍👧‍👦👩‍🔬⟧");
}

#[test]
fn a_flag_is_one_character() {
    check("🇺🇳🇮🇱🇵", "l l", "🇺🇳⟦🇮🇱⟧🇵");
    check("🇺🇳🇮🇱🇵", "l l l v s", "🇺🇳🇮🇱<s>⟦🇵⟧</s>");
    check("🇺🇳⟦🇮🇱⟧🇵", "h", "⟦🇺🇳⟧🇮🇱🇵");
    check(
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}!",
        "l l",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}⟦!⟧",
    );
}

#[test]
fn a_skin_tone_belongs_to_its_hand() {
    check("👍🏽ok", "l", "⟦👍🏽⟧ok");
    check("👍🏽ok", "l l H d", "<d>⟪👍🏽o⟫</d>k");
}

#[test]
fn right_to_left_text_goes_in_the_order_it_is_read() {
    check(
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}.",
        "w",
        "⟦\u{5e9}\u{5dc}\u{5d5}\u{5dd}⟧ \u{5e2}\u{5d5}\u{5dc}\u{5dd}.",
    );
    check(
        "\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}.",
        "w W a",
        "<a>⟦\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}⟧</a>.",
    );
    check("\u{5e9}\u{5c1}\u{5dc} x", "l l", "\u{5e9}\u{5c1}⟦\u{5dc}⟧ x");
    check("\u{5e9}\u{5c1}\u{5dc} x", "w l", "⟦\u{5e9}\u{5c1}⟧\u{5dc} x");
}

#[test]
fn a_line_end_of_two_bytes_is_one_character() {
    check("⟦a⟧\r\nb", "l", "a⟦\r\n⟧b");
    check("⟦a⟧\r\nb", "l l", "a\r\n⟦b⟧");
    check("⟦a⟧b\r\ncd", "down", "ab\r\n⟦c⟧d");
    check("⟦a⟧b\r\ncd", "end", "a⟦b⟧\r\ncd");
    check("⟦a⟧b\r\ncd", "shift-down c", "<c>⟦ab\r\nc⟧</c>d");
    check("One.\r\n\r\nTwo.", "} c", "One.\r\n\r\n<c>⟦Two⟧</c>.");
}

#[test]
fn every_other_line_end_ends_a_row_too() {
    check("⟦a⟧b\rcd", "down", "ab\r⟦c⟧d");
    check("⟦a⟧b\rcd", "l l l", "ab\r⟦c⟧d");
    check("⟦a⟧b\u{2028}cd", "down", "ab\u{2028}⟦c⟧d");
    check("⟦a⟧b\u{85}cd", "end", "a⟦b⟧\u{85}cd");
    check("a\u{2029}⟦b⟧", "up", "⟦a⟧\u{2029}b");
}

#[test]
fn a_tab_is_one_character_of_four_columns() {
    check("⟦a⟧\tb", "l", "a⟦\t⟧b");
    check("\t⟦x⟧\nabcdefgh", "down", "\tx\nabcd⟦e⟧fgh");
    check("abc⟦d⟧\n\tx", "down", "abcd\n⟦\t⟧x");
}

#[test]
fn a_blank_that_does_not_break_still_parts_words() {
    check("10\u{a0}km away", "w", "⟦10⟧\u{a0}km away");
    check("10\u{a0}km away", "w W a", "<a>⟦10\u{a0}km⟧</a> away");
    check("x ⟦1⟧0\u{a0}\n", "end", "x 1⟦0⟧\u{a0}\n");
}

#[test]
fn ideographs_are_two_columns_wide() {
    check("\u{5927}\u{962a}⟦\u{57ce}⟧\nabcdefg", "down", "\u{5927}\u{962a}\u{57ce}\nabcd⟦e⟧fg");
    check("abc⟦d⟧\n\u{5927}\u{962a}\u{57ce}", "down", "abcd\n\u{5927}⟦\u{962a}⟧\u{57ce}");
    check("\u{5927}\u{962a}\u{57ce}", "l L s", "<s>⟦\u{5927}\u{962a}⟧</s>\u{57ce}");
}

#[test]
fn a_text_without_a_final_line_end_ends_with_its_last_letter() {
    check("One two", "G", "One tw⟦o⟧");
    check("One two", "G L l w j } down pagedown", "One tw⟦o⟧");
}

#[test]
fn a_text_of_one_character_is_all_there_is_to_select() {
    let mut app = app_of("x");
    for key in "j k w b l h down up } { pagedown pageup home end g G W B L H J K v o + - esc tab backtab".split(' ') {
        press(&mut app, key);
        assert_eq!(marked(&app), "⟦x⟧", "after {key}");
    }
    press(&mut app, "c");
    assert_eq!(marked(&app), "<c>⟦x⟧</c>");
}

#[test]
fn a_text_of_blank_lines_has_characters_and_rows_only() {
    check("\n\n \n", "", "⟦\n⟧\n \n");
    check("\n\n \n", "j w }", "⟦\n⟧\n \n");
    check("\n\n \n", "down", "\n⟦\n⟧ \n");
    check("\n\n \n", "G", "\n\n ⟦\n⟧");
    check("\n\n \n", "+ a", "<a>⟦\n\n \n⟧</a>");
}

#[test]
fn a_word_longer_than_the_screen_is_one_word() {
    let long = "x".repeat(3000);
    let mut app = app_of(&format!("a {long} b"));
    press(&mut app, "w w c w");
    assert_eq!(marked(&app), format!("a <c>{long}</c> ⟦b⟧"));
    press(&mut app, "b down home l");
    assert!(app.desk().unwrap().selected().len_bytes() == 1);
}

#[test]
fn invisible_characters_are_characters() {
    check("a\u{200b}b", "l l", "a⟦\u{200b}⟧b");
    check("a\u{202e}b", "l l l", "a\u{202e}⟦b⟧");
    check("a\u{1b}[31mb", "l l", "a⟦\u{1b}⟧[31mb");
}

#[test]
fn a_content_credential_is_stepped_over_at_once_and_belongs_to_no_sentence() {
    let credential = credential(300);
    check(&format!("⟦.⟧{credential}\n\nb"), "l", &format!(".⟦{credential}⟧\n\nb"));
    check(&format!(".⟦{credential}⟧b"), "l", &format!(".{credential}⟦b⟧"));
    check(&format!(".{credential}⟦b⟧"), "h h", &format!("⟦.⟧{credential}b"));
    check(&format!("⟦O⟧ne. It rained.{credential}\n"), ")", &format!("One. ⟦It rained.⟧{credential}\n"));
}

#[test]
fn hidden_selectors_belong_to_the_character_before_them() {
    let run = selectors(&[66; 300]);
    check(&format!("a⟦😀{run}⟧b"), "v c", &format!("a<c>⟦😀{run}⟧</c>b"));
    check(&format!("a⟦😀{run}⟧b"), "l", &format!("a😀{run}⟦b⟧"));
}
