//! Hints over the text: they move nothing, and can be read on marks and without colours.

use super::article;
use super::common::{app_of, code_of, press, type_code};
use super::rendering::{drawn, plain, screen};
use ascribe::model::Offset;
use ascribe::tui::App;
use ascribe::tui::aim::Target;
use proptest::prelude::*;

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
fn the_letter_of_an_end_stands_in_the_cell_after_the_last_word() {
    let mut app = app_of("Alpha beta gamma.");
    app.resize(60, 8);
    press(&mut app, "S");
    let code = code_of(app.aim.as_ref().unwrap(), |target| target.place().byte() == 0).unwrap();
    type_code(&mut app, &code);
    let letter = |byte| code_of(app.aim.as_ref().unwrap(), |target: &Target| target.place().byte() == byte).unwrap();
    let expected = format!(" Alpha{}beta{}gamma.", letter(5), letter(10));
    assert!(plain(&app).contains(&expected), "{}", plain(&app));
}

#[test]
fn the_letter_of_the_first_word_of_a_row_stands_on_the_left_of_the_text() {
    let mut app = app_of("Alpha “beta” gamma.");
    app.resize(60, 8);
    press(&mut app, "f");
    let letter = |byte| code_of(app.aim.as_ref().unwrap(), |target: &Target| target.place().byte() == byte).unwrap();
    let expected = format!("{}Alpha{}“beta”{}gamma.", letter(0), letter(6), letter(17));
    assert!(plain(&app).contains(&expected), "{}", plain(&app));
}

#[test]
fn a_picked_row_shows_its_letters_alone() {
    let mut app = article(80, 24);
    press(&mut app, "j C K");
    insta::assert_snapshot!("hints_picked", screen(&app));
}

#[test]
fn while_an_end_is_aimed_at_the_mark_is_seen() {
    let mut app = article(80, 24);
    press(&mut app, "j C f");
    insta::assert_snapshot!("hints_ends", screen(&app));
}

#[test]
fn the_letters_of_ties_stand_before_annotations() {
    let mut app = app_of("<c>On⟦e⟧</c> two <s>three</s> <s><a>four</a> five</s> <a>six</a>.");
    app.resize(60, 8);
    press(&mut app, "r");
    insta::assert_snapshot!("hints_tie", screen(&app));
}

#[test]
fn without_colours_rows_have_underlined_capitals() {
    let mut app = super::common::app_in(
        "plain",
        ascribe::model::Document::new("a", "One two three of four and five. ".repeat(20)).unwrap(),
        ascribe::model::AnnotationSet::default(),
    );
    app.resize(60, 12);
    press(&mut app, "C");
    insta::assert_snapshot!("hints_plain_rows", screen(&app));
}

/// Where letters stand, each with the symbol that the cell has without them.
fn letters(app: &mut App) -> Vec<(u16, u16, String, String)> {
    let shown = drawn(app);
    let aim = app.aim.take();
    let without = drawn(app);
    app.aim = aim;
    let text = app.areas.text;
    let aim = app.aim.as_ref().unwrap();
    let letters = aim.open().map(|(hint, letter)| (hint.cell, letter));
    letters
        .map(|(cell, letter)| {
            let at = (text.x - 1 + cell.column, text.y + u16::try_from(cell.row).unwrap());
            assert_eq!(shown.buffer()[at].symbol(), letter.to_string(), "it is seen");
            // Left of the text are the lanes.
            let covered = if cell.column == 0 { " " } else { without.buffer()[at].symbol() };
            (at.0, at.1, covered.to_owned(), letter.to_string())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_letter_covers_anything_and_every_place_is_reached(
        text in "[A-Z]([\\PC]|[“”\"'«»‘’„,.!?:;()\n\t —-]|said |of |Vey |well-known |[a-z]{1,7} |e\u{301}|👩‍🔬|大阪|你 |\u{3000}|مرحبا ){1,160}",
        columns in proptest::sample::select(vec![24_u16, 40, 80, 120]),
        key in proptest::sample::select(vec!["C", "S", "f"]),
        also_end in any::<bool>(),
    ) {
        let mut app = app_of(&text.replace(['<', '⟦', '⟧', '⟪', '⟫'], " "));
        app.resize(columns, 12);
        press(&mut app, key);
        if also_end && key != "f" {
            let code = app.aim.as_ref().and_then(|aim| code_of(aim, |_| true));
            if let Some(code) = code {
                type_code(&mut app, &code);
            }
        }
        let Some(aim) = app.aim.clone() else { return Ok(()) };
        let mut codes = std::collections::HashSet::new();
        let mut states = vec![(String::new(), aim.clone())];
        for capital in aim.capitals.iter().flatten().collect::<std::collections::BTreeSet<_>>() {
            let mut picked = aim.clone();
            picked.take(*capital);
            states.push((capital.to_string(), picked.clone()));
            if picked.goes_on() {
                picked.take(*capital);
                states.push((format!("{capital}{capital}"), picked));
            }
        }
        let mut reached = std::collections::HashSet::new();
        for (before, aim) in states {
            app.aim = Some(aim.clone());
            let letters = letters(&mut app);
            let mut cells = std::collections::HashSet::new();
            for (x, y, covered, letter) in letters {
                prop_assert!(covered.trim().is_empty(), "{covered:?} is covered by {letter} in {text:?}");
                prop_assert!(cells.insert((x, y)), "two letters in one cell");
                prop_assert!(codes.insert(format!("{before}{letter}")), "{before}{letter} is there twice");
            }
            for (hint, _) in aim.open() {
                reached.insert(hint.target.place());
                reached.extend(hint.others.iter().copied());
            }
        }
        let desk = app.desk().unwrap();
        let view = desk.in_view(app.areas.page_rows());
        let ends = aim.begun.is_some();
        let wanted: Vec<Offset> = if let Some(begun) = aim.begun {
            let ends = desk.readings.plausible_ends(None, begun.start, view);
            ends.into_iter().map(|end| end.place).collect()
        } else {
            let starts = desk.readings.plausible_starts(None, view, view.start(), &[]);
            starts.into_iter().map(|start| start.place).collect()
        };
        // What is above the view takes a page up first; and a word that starts with a tab is nothing to see.
        let is_seen = |place: &Offset| !desk.document.slice(place.byte()..view.end().byte().max(place.byte())).starts_with(char::is_whitespace);
        for place in wanted.into_iter().filter(|place| *place > view.start() || !ends).filter(|place| ends || is_seen(place)) {
            prop_assert!(reached.contains(&place), "{} is not reached in {text:?}", place.byte());
        }
    }
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
