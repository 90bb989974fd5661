//! Hints over the text: they move nothing, and can be read on marks and without colours.

use super::article;
use super::common::{app_of, press, type_code};
use super::rendering::{plain, screen};
use ascribe::tui::aim::Target;

#[test]
fn hints_stand_on_the_words_and_nothing_moves() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        let mut app = article(columns, rows);
        press(&mut app, "j C");
        insta::assert_snapshot!(format!("hints_{columns}x{rows}"), plain(&app));
    }
}

#[test]
fn likely_places_stand_out_and_all_can_be_read_on_marks() {
    let mut app = article(90, 12);
    press(&mut app, "j C");
    insta::assert_snapshot!("hints_styled", screen(&app));
}

#[test]
fn without_colours_hints_are_reversed() {
    let mut app = super::common::app_in(
        "plain",
        ascribe::model::Document::new("a", "One two three.").unwrap(),
        ascribe::model::AnnotationSet::default(),
    );
    app.resize(40, 8);
    press(&mut app, "C");
    insta::assert_snapshot!("hints_plain", screen(&app));
}

#[test]
fn the_hint_of_an_end_covers_the_last_letters_before_it() {
    let mut app = app_of("Alpha beta gamma.");
    app.resize(60, 8);
    press(&mut app, "S");
    let code =
        app.aim.as_ref().unwrap().hints.iter().find(|hint| hint.target.place().byte() == 0).unwrap().code.clone();
    type_code(&mut app, &code);
    let hints = &app.aim.as_ref().unwrap().hints;
    let end = hints.iter().find(|hint| matches!(hint.target, Target::End(end) if end.byte() == 10)).unwrap();
    assert!(plain(&app).contains(&format!(" bet{} ", end.code)), "{}", plain(&app));
}

#[test]
fn wide_characters_keep_hints_in_place() {
    let mut app = app_of("大阪城は美しい。 東京タワー「高い」と言った。");
    app.resize(40, 8);
    press(&mut app, "C");
    insta::assert_snapshot!("hints_wide", plain(&app));
}

#[test]
fn the_annotation_under_the_cursor_shows_in_the_text_what_it_is_tied_to() {
    let mut app = article(90, 14);
    press(&mut app, "/ \"dam␣is␣safe\" enter");
    insta::assert_snapshot!("tied", screen(&app));
}

#[test]
fn the_lesson_of_the_tutor_has_a_strip_of_its_own() {
    for (columns, rows) in [(100, 20), (40, 12)] {
        let mut app =
            super::common::app_for(ascribe::tui::tutor::Tutor::article(), ascribe::model::AnnotationSet::default());
        app.tutor = Some(ascribe::tui::tutor::Tutor::default());
        app.resize(columns, rows);
        insta::assert_snapshot!(format!("lesson_{columns}x{rows}"), plain(&app));
    }
}
