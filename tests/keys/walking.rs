//! Going from annotation to annotation, in the text and in the pane.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::tui::Effect;
use ascribe::tui::keymap::Mode;

#[test]
fn tab_goes_to_the_next_annotation_and_backtab_to_the_one_before() {
    check("<a>One</a> two <c>three</c>.", "tab", "<a>⟪One⟫</a> two <c>three</c>.");
    check("One. <a>Two</a> three.", "j tab", "One. <a>⟪Two⟫</a> three.");
    check("One. <a>Two</a> three.", "j backtab", "One. <a>⟪Two⟫</a> three.");
    check("⟦O⟧ne <a>two</a> <c>three</c>.", "tab", "One <a>⟪two⟫</a> <c>three</c>.");
    check("⟦O⟧ne <a>two</a> <c>three</c>.", "tab tab", "One <a>two</a> <c>⟪three⟫</c>.");
    check("⟦O⟧ne <a>two</a> <c>three</c>.", "2 tab", "One <a>two</a> <c>⟪three⟫</c>.");
    check("⟦O⟧ne <a>two</a> <c>three</c>.", "tab tab backtab", "One <a>⟪two⟫</a> <c>three</c>.");
    check("One <a>two</a> <c>three</c> four.", "G backtab", "One <a>two</a> <c>⟪three⟫</c> four.");
}

#[test]
fn tab_stops_at_the_last_annotation_and_says_so() {
    let mut app = app_of("<a>One</a> two.");
    press(&mut app, "w tab");
    assert_eq!((marked(&app).as_str(), said(&app).as_str()), ("<a>⟦One⟧</a> two.", "! no annotation further on"));
    press(&mut app, "backtab");
    assert_eq!(said(&app), "! no annotation further back");
}

#[test]
fn nested_and_coinciding_annotations_are_gone_through_outer_first() {
    let mut app = app_of("⟦x⟧ <c>one <a>two</a></c> <s><d>three</d></s>");
    for expected in ["claim one two", "actor two", "source three", "denial three"] {
        press(&mut app, "tab");
        assert_eq!(held(&app), expected);
    }
    for expected in ["source three", "actor two", "claim one two"] {
        press(&mut app, "backtab");
        assert_eq!(held(&app), expected);
    }
}

#[test]
fn comma_takes_the_next_larger_here_in_hand_and_after_the_largest_the_smallest() {
    let mut app = app_of("<c>one <s>two <a>thr⟦e⟧e</a></s></c>");
    for expected in ["source two three", "claim one two three", "actor three", "source two three"] {
        press(&mut app, ",");
        assert_eq!(held(&app), expected);
    }
    assert_eq!(marked(&app), "<c>one <s>two <a>thr⟦e⟧e</a></s></c>", "the selection stays");
}

#[test]
fn comma_goes_through_annotations_that_coincide() {
    let mut app = app_of("<a><c><s>tw⟦o⟧</s></c></a>");
    let mut seen = vec![held(&app)];
    for _ in 0..3 {
        press(&mut app, ",");
        seen.push(held(&app));
    }
    assert_eq!(seen[0], seen[3]);
    seen.truncate(3);
    seen.sort();
    assert_eq!(seen, ["actor two", "claim two", "source two"]);
    check("<a><c><s>tw⟦o⟧</s></c></a>", ", , , x", "<a><c>tw⟦o⟧</c></a>");
}

#[test]
fn comma_says_where_there_is_nothing_to_choose_from() {
    let mut app = app_of("<a>One</a> two");
    press(&mut app, "w w ,");
    assert_eq!(said(&app), "! no annotation here");
    press(&mut app, "b ,");
    assert_eq!(said(&app), "the only annotation here");
}

/// A claim with its source and a denial that has the same source; then a loose actor.
const CARDS: &str = "<c>One</c> <s>two</s> <d>three</d> four <a>five</a>.";
const TIES: &str = "w r w enter r w w enter w w r b enter";

#[test]
fn the_pane_is_walked_from_top_to_bottom_and_back() {
    let mut app = app_of(CARDS);
    press(&mut app, &format!("{TIES} g g p"));
    assert_eq!(app.mode, Mode::Pane);
    let mut down = vec![held(&app)];
    for _ in 0..3 {
        press(&mut app, "j");
        down.push(held(&app));
    }
    assert_eq!(down, ["claim One", "source two", "denial three", "actor five"]);
    press(&mut app, "j");
    assert_eq!(said(&app), "! no annotation further on");
    let mut up = Vec::new();
    for _ in 0..3 {
        press(&mut app, "up");
        up.push(held(&app));
    }
    assert_eq!(up, ["denial three", "source two", "claim One"]);
    press(&mut app, "k");
    assert_eq!(said(&app), "! no annotation further back");
}

#[test]
fn the_text_follows_the_pane() {
    let mut app = app_of(CARDS);
    press(&mut app, &format!("{TIES} g g p G"));
    assert_eq!(marked(&app), "<c>One</c> <s>two</s> <d>three</d> four <a>⟦five⟧</a>.");
    press(&mut app, "g g");
    assert_eq!(marked(&app), "<c>⟦One⟧</c> <s>two</s> <d>three</d> four <a>five</a>.");
    press(&mut app, "2 j");
    assert_eq!(held(&app), "denial three");
    press(&mut app, "9 j");
    assert_eq!(held(&app), "actor five");
    press(&mut app, "tab backtab pageup");
    assert_eq!(held(&app), "claim One");
    press(&mut app, "pagedown");
    assert_eq!(held(&app), "actor five");
}

#[test]
fn the_last_line_of_the_pane_may_be_inside_a_card() {
    let mut app = app_of("<c>One</c> <s>two</s>");
    press(&mut app, "w r w enter p G");
    assert_eq!(held(&app), "source two");
}

#[test]
fn entering_the_pane_takes_the_nearest_card() {
    let mut app = app_of("<a>One</a> two.\n\nThree <c>four</c> five.");
    press(&mut app, "G p");
    assert_eq!(held(&app), "claim four");
    press(&mut app, "p");
    assert_eq!(app.mode, Mode::Read);
    press(&mut app, "g g p");
    assert_eq!(held(&app), "actor One");
    press(&mut app, "esc");
    assert_eq!(app.mode, Mode::Read);
}

#[test]
fn actions_work_from_the_pane() {
    check("<a>One</a> two", "p i c", "<c>⟦One⟧</c> two");
    check("<a>One</a> two", "p x", "⟦One⟧ two");
    check("<a>One</a> two", "p x u", "<a>⟦One⟧</a> two");
    check("<a>One</a> two", "p ] w esc j", "<a>⟦One two⟧</a>");
    check("<a>One</a> <s>two</s>", "w p j x", "<a>⟦One⟧</a> two");
    check("<a>One</a> <s>two</s>", "w p x", "One <s>⟦two⟧</s>");
}

#[test]
fn after_an_edge_or_a_note_the_pane_has_the_keys_again() {
    for keys in ["] w esc", "e esc", "t enter", "enter esc", "V", "r w enter", "r esc"] {
        let mut app = app_of("<c>One</c> <s>two</s>");
        press(&mut app, &format!("w p {keys}"));
        assert_eq!(app.mode, Mode::Pane, "after {keys}");
    }
}

#[test]
fn deleting_what_is_tied_stays_on_its_card() {
    let mut app = app_of("<c>One</c> <s>two</s> three <c>four</c>");
    press(&mut app, "w r w enter p j x");
    assert_eq!(held(&app), "claim One");
}

#[test]
fn an_empty_pane_has_nothing_to_walk() {
    let mut app = app_of("One two");
    press(&mut app, "p");
    assert_eq!(said(&app), "no annotations yet");
    press(&mut app, "j");
    assert_eq!(said(&app), "! no annotations yet");
    press(&mut app, "esc w a");
    assert_eq!(marked(&app), "<a>⟦One⟧</a> two");
}

#[test]
fn the_list_can_not_be_left_before_an_article_is_open() {
    let article = |name: &str| ascribe::tui::Article { name: name.to_owned(), progress: None, desk: None };
    let theme = ascribe::tui::theme::Theme::named("dark").unwrap();
    let mut app =
        ascribe::tui::App::new(vec![article("a"), article("b")], theme, Box::new(crate::common::Counting::default()));
    app.mode = Mode::List;
    press(&mut app, "esc");
    assert_eq!(app.mode, Mode::List);
    assert!(app.message.as_ref().unwrap().text.contains("enter opens one"));
    assert_eq!(press(&mut app, "j enter"), [Effect::None, Effect::OpenArticle(1)]);
}
