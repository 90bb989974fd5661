//! Far motions to what is still to be done, and the way back from them.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::tui::keymap::Mode;

const HALF: &str = "One two. <a>Three</a> four. Five six.\n\n<c>Seven.</c> Eight.";

#[test]
fn a_parenthesis_goes_to_the_next_or_previous_sentence_without_any_mark() {
    check(HALF, ")", "One two. <a>Three</a> four. ⟦Five six.⟧\n\n<c>Seven.</c> Eight.");
    check(HALF, ") )", "One two. <a>Three</a> four. Five six.\n\n<c>Seven.</c> ⟦Eight.⟧");
    check(HALF, "2 )", "One two. <a>Three</a> four. Five six.\n\n<c>Seven.</c> ⟦Eight.⟧");
    check(HALF, "2 ) (", "One two. <a>Three</a> four. ⟦Five six.⟧\n\n<c>Seven.</c> Eight.");
    check(HALF, "2 ) 2 (", "⟦One two.⟧ <a>Three</a> four. Five six.\n\n<c>Seven.</c> Eight.");
    check("One t⟦w⟧o three. Four.", "(", "⟦One two three.⟧ Four.");
    check("One t⟦w⟧o three. Four.", ")", "One two three. ⟦Four.⟧");
}

#[test]
fn g_h_selects_the_next_hidden_character_round_the_end_if_need_be() {
    check("⟦O⟧ne\u{202e} two\u{200b}.", "g h", "One⟦\u{202e}⟧ two\u{200b}.");
    check("⟦O⟧ne\u{202e} two\u{200b}.", "g h g h", "One\u{202e} two⟦\u{200b}⟧.");
    check("⟦O⟧ne\u{202e} two\u{200b}.", "2 g h", "One\u{202e} two⟦\u{200b}⟧.");
    check("⟦O⟧ne\u{202e} two\u{200b}.", "2 g h backspace", "⟦O⟧ne\u{202e} two\u{200b}.");
    check("One\u{202e} two⟦\u{200b}⟧.", "g h c", "One<c>⟦\u{202e}⟧</c> two\u{200b}.");
    let mut app = app_of("One\u{202e} two⟦\u{200b}⟧.");
    press(&mut app, "g h");
    assert_eq!(said(&app), "went round the end of the article");
    let mut app = app_of("One two.");
    press(&mut app, "g h");
    assert_eq!(said(&app), "! no hidden character in this article");
}

#[test]
fn a_sentence_that_is_gone_to_is_read_and_not_chosen() {
    let mut app = app_of(HALF);
    press(&mut app, "v )");
    let desk = app.desk().unwrap();
    assert!(!desk.selection.is_chosen() && !desk.extending);
}

#[test]
fn where_every_sentence_has_a_mark_that_is_said() {
    let mut app = app_of("One. <a>Two</a>. <c>Three</c>.");
    press(&mut app, ")");
    assert_eq!(said(&app), "! every sentence further on has a mark");
    assert_eq!(marked(&app), "⟦One.⟧ <a>Two</a>. <c>Three</c>.");
    press(&mut app, "(");
    assert_eq!(said(&app), "! this is the first sentence");
    press(&mut app, "G )");
    assert_eq!(said(&app), "! this is the last sentence");
    press(&mut app, "g g G");
    press(&mut app, "5 (");
    assert_eq!(said(&app), "! every sentence further back has a mark");
}

#[test]
fn one_key_looks_at_two_thousand_sentences_and_the_next_looks_on() {
    let mut app = app_of(&format!("Start. {}End.", "<a>Marked.</a> ".repeat(2500)));
    press(&mut app, ")");
    assert_eq!(said(&app), "! 2000 sentences looked at; the same key looks on from here");
    let desk = app.desk().unwrap();
    assert_eq!(desk.selected().end().byte(), "Start. ".len() + 2000 * "Marked. ".len() - 1);
    press(&mut app, ")");
    assert_eq!((said(&app).as_str(), app.desk().unwrap().document.quote(app.desk().unwrap().selected())), ("", "End."));
    press(&mut app, "backspace backspace");
    assert_eq!(app.desk().unwrap().selected().start().byte(), 0);
}

const CLAIMS: &str = "<c>One</c> <c>two</c> <a>three</a> <c>four</c> five.";

#[test]
fn angle_brackets_go_to_claims_whose_check_is_open() {
    let mut app = app_of(CLAIMS);
    press(&mut app, ">");
    assert_eq!(held(&app), "claim One");
    press(&mut app, "> V g g >");
    assert_eq!(held(&app), "claim four", "two is verified");
    press(&mut app, ">");
    assert_eq!(said(&app), "! no claim further on whose check is open");
    press(&mut app, "<");
    assert_eq!(held(&app), "claim One");
    press(&mut app, "<");
    assert_eq!(said(&app), "! no claim further back whose check is open");
    press(&mut app, "p 9 >");
    assert_eq!(
        (app.mode, held(&app).as_str()),
        (Mode::Pane, "claim four"),
        "also from the pane, as far as there are any"
    );
}

#[test]
fn each_label_has_a_key_to_its_next_and_its_previous_annotation() {
    let mut app = app_of("<a>One</a> <s>two</s> <d>three</d> <a>four</a> <c>five</c> <a>six</a>.");
    for (keys, expected) in [
        ("g s", "source two"),
        ("g a", "actor four"),
        ("g c", "claim five"),
        ("g D", "denial three"),
        ("2 g a", "actor six"),
        ("2 g A", "actor One"),
    ] {
        press(&mut app, keys);
        assert_eq!(held(&app), expected, "after {keys}");
    }
    press(&mut app, "g S");
    assert_eq!(said(&app), "! no source further back");
    press(&mut app, "g c g c");
    assert_eq!(said(&app), "! no claim further on");
}

#[test]
fn backspace_leads_back_to_where_each_far_motion_began() {
    const TEXT: &str = "One two. Three four. Two five. <c>Six</c> seven. Eight <a>nine</a>.";
    for far in ["G", "/ \"four\" enter", "j j )", "g a", "g c", ">", "2 g a", "j j j n", "p tab", "p G"] {
        let mut app = app_of(TEXT);
        press(&mut app, "/ \"two\" enter g g");
        let before = marked(&app);
        assert!(before.starts_with("⟦O⟧ne"));
        press(&mut app, far.trim_start_matches("j "));
        assert_ne!(marked(&app), before, "{far}");
        press(&mut app, "backspace");
        assert_eq!(marked(&app), before, "back from {far}");
        press(&mut app, "alt-right alt-left");
        assert_eq!(marked(&app), before, "and again from {far}");
    }
}

#[test]
fn a_word_gone_to_by_its_hint_can_be_gone_back_from() {
    let mut app = app_of("One two three four. Five six.");
    press(&mut app, "j f");
    let code = app.aim.as_ref().unwrap().open().map(|(_, letters)| letters.to_owned()).next().unwrap();
    let before = marked(&app);
    press(&mut app, &format!("\"{code}\""));
    assert_eq!(app.mode, Mode::Read);
    assert_ne!(marked(&app), before);
    press(&mut app, "backspace");
    assert_eq!(marked(&app), before);
}

#[test]
fn places_are_gone_through_back_and_forward_with_a_count() {
    let mut app = app_of("One. <a>Two</a>. Three. <a>Four</a>. Five.");
    press(&mut app, "G ( ( (");
    assert!(marked(&app).starts_with("⟦One.⟧"));
    press(&mut app, "3 backspace");
    assert!(marked(&app).ends_with("Five⟦.⟧"), "{}", marked(&app));
    press(&mut app, "3 alt-right");
    assert!(marked(&app).starts_with("⟦One.⟧"));
    press(&mut app, "alt-right");
    assert_eq!(said(&app), "! nothing was gone back from since the last far motion");
    press(&mut app, "9 backspace");
    assert_eq!(said(&app), "! no far motion to go back from");
}

#[test]
fn a_walk_through_the_pane_is_gone_back_from_at_once() {
    let mut app = app_of("One <a>two</a> <a>three</a> <a>four</a> <a>five</a>.");
    press(&mut app, "w");
    let before = marked(&app);
    press(&mut app, "p j j j esc backspace");
    assert_eq!(marked(&app), before);
}

#[test]
fn motions_that_are_not_far_are_not_remembered() {
    let mut app = app_of("One two. Three four.");
    press(&mut app, "j w w k backspace");
    assert_eq!(said(&app), "! no far motion to go back from");
}
