//! Text that would do something to the terminal, or hide something from the reader: it is shown, never obeyed.

use super::common::{app_for, app_of, press};
use super::credential::{credential, selectors};
use super::rendering::{drawn, plain, screen};
use ascribe::model::{AnnotationSet, Document};

#[track_caller]
fn check(name: &str, text: &str, keys: &str) {
    let mut app = app_of(text);
    app.resize(90, 9);
    press(&mut app, keys);
    insta::assert_snapshot!(name, screen(&app));
}

#[test]
fn escape_sequences_are_pictures() {
    check("escapes", "⟦a⟧ \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}2J \u{0}\u{8}\u{7f} <c>\u{1b}[0m marked</c>", "");
}

#[test]
fn characters_that_turn_or_hide_text_are_named() {
    check(
        "bidi",
        "⟦a⟧ \u{202e}evil\u{202c} \u{2066}x\u{2069} z\u{200b}w\u{200d}n\u{feff}j s\u{ad}hy \u{e000} \u{e0041}",
        "",
    );
}

#[test]
fn right_to_left_text_stands_in_its_own_order() {
    check("hebrew", "⟦x⟧ <s>\u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd}</s> \u{5e2}\u{5d5}\u{5dc}\u{5dd}.", "");
}

#[test]
fn tabs_and_line_ends_take_their_columns() {
    check("tabs", "⟦\ta⟧\tb\r\nc\u{2028}d\re\u{85}f\n\n\u{b}g\u{c}h", "");
}

#[test]
fn too_many_combining_marks_are_counted() {
    check("zalgo", &format!("⟦a⟧ e{} <c>x</c>", "\u{301}".repeat(40)), "");
}

#[test]
fn wide_characters_never_stand_half_at_the_edge() {
    let mut app = app_of(&format!("⟦x⟧{}\n{}", "\u{5927}".repeat(20), "👩‍🔬".repeat(20)));
    let screens: Vec<_> = (20..24)
        .map(|columns| {
            app.resize(columns, 7);
            plain(&app)
        })
        .collect();
    insta::assert_snapshot!("wide_at_the_edge", screens.join("\n\n"));
}

#[test]
fn the_name_of_the_article_is_harmless_too() {
    let document = Document::new("\u{1b}]0;x\u{7}\u{202e}txt.exe", "One.").unwrap();
    let mut app = app_for(document, AnnotationSet::default());
    app.resize(90, 6);
    insta::assert_snapshot!("hostile_name", plain(&app));
}

#[test]
fn notes_tags_quotes_and_messages_are_harmless_too() {
    let mut app = app_of("<c>\u{1b}[31m\u{202e}on⟦e⟧\ttwo\nthree</c>");
    let desk = app.desk_mut().unwrap();
    let id = desk.in_hand.clone().unwrap();
    let edit = desk.set.changing(&id, |it| {
        it.note = "\u{1b}[2J\u{202e}note\r\u{9b}".into();
        it.tags = vec!["\u{1b}tag".into()];
        it.check.correction = "\u{7}".into();
    });
    desk.set.apply(&edit).unwrap();
    app.resize(90, 10);
    insta::assert_snapshot!("hostile_card", plain(&app));
    press(&mut app, "e");
    insta::assert_snapshot!("hostile_note_box", plain(&app));
    press(&mut app, "esc enter");
    insta::assert_snapshot!("hostile_check_box", plain(&app));
    press(&mut app, "esc *");
    insta::assert_snapshot!("hostile_message", plain(&app));
}

#[test]
fn no_cell_ever_holds_a_character_that_acts() {
    let all: String = (0..0x2100u32).filter_map(char::from_u32).collect();
    let mut app = app_for(Document::new("all", all).unwrap(), AnnotationSet::default());
    app.resize(100, 30);
    for _ in 0..12 {
        for cell in &drawn(&app).buffer().content {
            assert!(!cell.symbol().chars().any(|it| it.is_control() || matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}'..='\u{2029}' | '\u{2066}'..='\u{2069}')), "{:?}", cell.symbol());
        }
        press(&mut app, "pagedown");
    }
}

#[test]
fn what_is_hidden_in_selectors_is_named_and_takes_one_short_sign() {
    let (credential, run) = (credential(3000), selectors(&[66; 3059]));
    check("payloads", &format!("⟦O⟧ne😀{run} two. Three.{credential}\n\n<c>Four.</c>"), "");
}
