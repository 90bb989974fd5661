//! Aiming by hints: any span in view is its label, the hint of its start and, where the likeliest end is wrong, that of its end.

use super::common::{app_of, code_of, marked, press, type_code};
use super::{held, said};
use ascribe::model::{Offset, Prominence};
use ascribe::tui::App;
use ascribe::tui::aim::Target;
use ascribe::tui::keymap::Mode;

const TEXT: &str =
    "The dam held. The mayor said it would, and the ministry of works said so too.\n\n“It will,” he said, “hold.”";

/// Types the letter of the hint that takes a target, after the capital of its row where it has none.
#[track_caller]
fn type_hint(app: &mut App, is_it: impl Fn(&Target) -> bool) {
    let aim = app.aim.as_ref().expect("no hints are shown");
    type_code(app, &code_of(aim, is_it).expect("no hint there"));
}

#[track_caller]
fn place(app: &App, text: &str) -> usize {
    app.desk().unwrap().document.text().find(text).unwrap_or_else(|| panic!("no {text} in the text"))
}

/// Types the hint on the start of a text.
#[track_caller]
fn start(app: &mut App, text: &str) {
    let byte = place(app, text);
    type_hint(app, |target| matches!(target, Target::Start(it) if it.byte() == byte));
}

/// Types the hint on the end of a text.
#[track_caller]
fn end(app: &mut App, text: &str) {
    let byte = place(app, text) + text.len();
    type_hint(app, |target| matches!(target, Target::End(it) if it.byte() == byte));
}

#[test]
fn a_capital_label_key_and_two_hints_mark_any_span_in_view() {
    let mut app = app_of(TEXT);
    press(&mut app, "S");
    start(&mut app, "the ministry");
    end(&mut app, "ministry of works");
    assert_eq!(held(&app), "source the ministry of works");
    assert_eq!(app.mode, Mode::Read);
}

#[test]
fn the_start_alone_marks_up_to_the_likeliest_end() {
    let mut app = app_of(TEXT);
    press(&mut app, "C");
    start(&mut app, "The dam");
    let held = held(&app);
    assert!(held.starts_with("claim The dam"), "{held}");
    assert_eq!(app.mode, Mode::Aim, "another end can still be typed");
    press(&mut app, "enter");
    assert_eq!((super::held(&app), app.mode), (held, Mode::Read));
}

#[test]
fn with_a_mark_made_any_other_key_goes_on() {
    let mut app = app_of(TEXT);
    press(&mut app, "C");
    start(&mut app, "The dam");
    press(&mut app, "j");
    assert_eq!(app.mode, Mode::Read);
    assert_eq!(app.desk().unwrap().document.quote(app.desk().unwrap().selected()).get(..9), Some("The mayor"));
    press(&mut app, "C");
    start(&mut app, "it would");
    press(&mut app, "S");
    start(&mut app, "The mayor");
    press(&mut app, "esc");
    assert_eq!(app.desk().unwrap().set.len(), 3);
}

#[test]
fn a_mark_by_hints_is_one_undo() {
    let mut app = app_of(TEXT);
    press(&mut app, "C");
    start(&mut app, "it would");
    end(&mut app, "and the ministry");
    assert_eq!(held(&app), "claim it would, and the ministry");
    press(&mut app, "u");
    assert_eq!(app.desk().unwrap().set.len(), 0);
    press(&mut app, "U");
    assert_eq!(held(&app), "claim it would, and the ministry");
}

#[test]
fn the_capital_of_a_row_gives_it_the_letters_and_esc_or_backspace_gives_them_back() {
    for back in ["esc", "backspace"] {
        let mut app = app_of(&"One of two, three and four by five, six to seven. ".repeat(24));
        press(&mut app, "C");
        let around = app.aim.clone().unwrap();
        assert!(around.hints.iter().all(|hint| hint.letter.is_none() || hint.prominence != Prominence::Small));
        let far = around.hints.iter().map(|hint| hint.cell.row).max().unwrap();
        let capital = around.capitals[far].expect("a far row has a capital").to_string();
        press(&mut app, &capital);
        let picked = app.aim.as_ref().unwrap();
        assert!(picked.open().all(|(hint, _)| hint.cell.row == far), "no other row has letters");
        assert!(
            picked.hints.iter().all(|hint| hint.cell.row != far || hint.letter.is_some()),
            "small words have one too"
        );
        press(&mut app, back);
        assert_eq!(app.aim.as_ref(), Some(&around));
        press(&mut app, back);
        assert_eq!((app.mode, app.aim.is_none(), app.desk().unwrap().set.len()), (Mode::Read, true, 0));
    }
}

#[test]
fn a_row_with_more_words_than_letters_gives_the_rest_of_them_to_the_same_capital() {
    let mut app = app_of(&"a ".repeat(200));
    press(&mut app, "C");
    let aim = app.aim.as_ref().unwrap();
    let last = aim.hints.iter().filter(|hint| hint.cell.row == 3).max_by_key(|hint| hint.cell.column).unwrap();
    let (place, capital) = (last.target.place(), aim.capitals[3].unwrap().to_string());
    let mut seen = Vec::new();
    for _ in 0..2 {
        press(&mut app, &capital);
        seen.extend(app.aim.as_ref().unwrap().open().map(|(hint, _)| hint.target.place()));
    }
    assert!(seen.contains(&place));
    let first = seen[0];
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), app.aim.as_ref().unwrap().hints.iter().filter(|hint| hint.cell.row == 3).count());
    press(&mut app, &capital);
    assert!(
        app.aim.as_ref().unwrap().open().any(|(hint, _)| hint.target.place() == first),
        "then the first ones again"
    );
}

#[test]
fn the_quotes_and_the_comma_of_a_mark_go_with_the_key_for_punctuation_while_its_end_is_aimed_at() {
    let mut app = app_of("“The dam is safe,” said the mayor.");
    press(&mut app, "C");
    start(&mut app, "“The");
    assert_eq!(held(&app), "claim “The dam is safe,”");
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(held(&app));
        press(&mut app, "'");
        assert_eq!(app.mode, Mode::Aim, "another end can still be typed");
    }
    assert_eq!(seen[1], "claim The dam is safe");
    assert_eq!(held(&app), seen[0], "then as it was");
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 4, "each edge by itself too: {seen:?}");
    press(&mut app, "'");
    end(&mut app, "dam is");
    assert_eq!((held(&app), app.mode), ("claim The dam is".to_owned(), Mode::Read));
    press(&mut app, "u");
    assert_eq!(app.desk().unwrap().set.len(), 0, "all of it is one undo");
}

#[test]
fn right_after_aiming_the_same_key_goes_through_the_ways_to_cut_the_last_word() {
    let mut app = app_of("He met Ana Vey’s (younger) sister, she said.");
    press(&mut app, "A");
    start(&mut app, "Ana");
    if held(&app) != "actor Ana Vey" {
        type_hint(&mut app, |target| matches!(target, Target::End(_)) && (16..=20).contains(&target.place().byte()));
    }
    let mut seen = vec![held(&app)];
    press(&mut app, "'");
    seen.push(held(&app));
    seen.sort_unstable();
    assert_eq!(seen, ["actor Ana Vey", "actor Ana Vey’s"]);
}

#[test]
fn before_anything_is_marked_there_is_no_punctuation_to_take_in() {
    let mut app = app_of("<a>One</a>, “two” three.");
    press(&mut app, "C '");
    assert_eq!(said(&app), "! nothing is marked yet: first the letter where it starts");
    assert_eq!((marked(&app).contains("<a>One</a>,"), app.mode), (true, Mode::Aim));
}

#[test]
fn a_word_without_a_blank_before_it_is_taken_with_the_key_for_punctuation() {
    let mut app = app_of("Quilloway—a detour of 46 kilometres—and people who used it.");
    press(&mut app, "C");
    let aim = app.aim.as_ref().unwrap();
    let byte = place(&app, "and people");
    assert!(code_of(aim, |target| target.place().byte() == byte).is_none(), "the dash isn’t covered");
    start(&mut app, "kilometres");
    for _ in 0..4 {
        if held(&app) != "claim and" {
            press(&mut app, "'");
        }
    }
    end(&mut app, "used");
    assert_eq!(held(&app), "claim and people who used");
}

#[test]
fn a_letter_of_no_hint_is_refused() {
    let mut app = app_of("One.");
    press(&mut app, "C z");
    assert_eq!(said(&app), "! z is no hint; esc leaves");
    assert_eq!(app.mode, Mode::Aim);
}

#[test]
fn m_without_a_selection_aims_a_further_piece() {
    let mut app = app_of(TEXT);
    press(&mut app, "C");
    start(&mut app, "“It will");
    if !held(&app).ends_with("“It will,”") {
        end(&mut app, "“It will,”");
    }
    press(&mut app, "m");
    start(&mut app, "“hold");
    press(&mut app, "esc");
    let held = held(&app);
    assert!(held.starts_with("claim “It will") && held.contains("[…] “hold"), "{held}");
    press(&mut app, "u");
    assert!(!super::held(&app).contains("hold"), "the piece is an undo of its own");
}

#[test]
fn replacing_without_a_selection_aims_at_the_new_place() {
    let mut app = app_of("<a>On⟦e⟧</a> two three.");
    app.desk_mut().unwrap().selection = app.desk().unwrap().selection.passed();
    press(&mut app, "=");
    start(&mut app, "two");
    end_or_stay(&mut app, "two");
    assert_eq!(marked(&app), "One <a>⟦two⟧</a> three.");
    press(&mut app, "u");
    assert_eq!(held(&app), "actor One");
}

/// Types the hint of an end unless that is where the mark ends already.
fn end_or_stay(app: &mut App, text: &str) {
    let byte = place(app, text) + text.len();
    let at = app.desk().unwrap().in_hand().and_then(|it| it.end()).map(Offset::byte);
    if at == Some(byte) {
        press(app, "esc");
    } else {
        end(app, text);
    }
}

#[test]
fn an_edge_goes_to_a_hint_too() {
    let mut app = app_of("One <c>two three⟦ four⟧</c> five six.");
    press(&mut app, "]");
    end(&mut app, "six");
    assert_eq!((held(&app), app.mode), ("claim two three four five six".to_owned(), Mode::Read));
    press(&mut app, "[");
    start(&mut app, "three");
    assert_eq!(held(&app), "claim three four five six");
    press(&mut app, "u u");
    assert_eq!(held(&app), "claim two three four");
}

#[test]
fn an_edge_still_moves_by_its_own_keys() {
    let mut app = app_of("One <c>two⟦ three⟧</c> four.");
    press(&mut app, "] w h esc");
    assert_eq!(held(&app), "claim two three fou");
}

#[test]
fn a_tie_goes_to_the_annotation_with_the_hint() {
    let mut app = app_of("<c>On⟦e⟧</c> two <s>three</s> four <a>five</a> <c>six</c>.");
    press(&mut app, "r");
    let targets: Vec<_> = app.aim.as_ref().unwrap().hints.iter().map(|hint| hint.target.place().byte()).collect();
    assert_eq!(targets, [8, 19], "what can't be tied has no hint; the nearest is first");
    type_hint(&mut app, |target| target.place().byte() == 19);
    assert_eq!(said(&app), "tied: about");
    assert_eq!((held(&app), app.mode, app.aim.is_none()), ("claim One".to_owned(), Mode::Read, true));
}

#[test]
fn f_goes_to_a_word_in_view() {
    let mut app = app_of(TEXT);
    press(&mut app, "f");
    start(&mut app, "ministry");
    let desk = app.desk().unwrap();
    assert_eq!(desk.document.quote(desk.selected()), "ministry");
    press(&mut app, "W W s");
    assert_eq!(held(&app), "source ministry of works");
}

#[test]
fn hints_follow_the_view() {
    let mut app = app_of(&"One two three four five six seven. ".repeat(200));
    press(&mut app, "C");
    let before = app.aim.as_ref().unwrap().clone();
    press(&mut app, "pagedown");
    let after = app.aim.as_ref().unwrap();
    assert!(after.view.0.start() > before.view.0.start());
    assert!(after.hints.iter().all(|hint| hint.target.place() >= after.view.0.start()));
    app.resize(60, 12);
    assert!(app.aim.as_ref().unwrap().view.0.len_bytes() < before.view.0.len_bytes());
}

#[test]
fn a_picked_row_keeps_the_letters_when_a_message_goes_or_the_screen_has_another_size() {
    let mut app = app_of(&"One two three four five six seven. ".repeat(200));
    app.resize(60, 14);
    press(&mut app, "C");
    app.say("a message that is longer than one row of sixty columns, and gives way to the text with the next key");
    app.settle();
    let aim = app.aim.clone().unwrap();
    let row = aim.capitals.iter().rposition(Option::is_some).unwrap();
    press(&mut app, &aim.capitals[row].unwrap().to_string());
    let picked = app.aim.clone().unwrap();
    assert!(picked.view.0 != aim.view.0, "more of the text is in view");
    assert!(picked.picked.is_some() && picked.open().all(|(hint, _)| hint.cell.row == row));
    let first = picked.open().map(|(hint, _)| hint.target.place()).min().unwrap();
    app.resize(90, 20);
    let resized = app.aim.as_ref().unwrap();
    assert!(resized.picked.is_some() && resized.open().any(|(hint, _)| hint.target.place() == first));
    // What is scrolled out of view has no letters any more.
    press(&mut app, "pagedown pagedown");
    assert_eq!(app.aim.as_ref().unwrap().picked, None);
}

#[test]
fn every_word_in_view_can_be_aimed_at() {
    let mut app = app_of(TEXT);
    press(&mut app, "C");
    for word in
        ["The dam", "dam", "held", "The mayor", "mayor", "said it", "it would", "would", "and", "too", "“It", "“hold"]
    {
        let byte = place(&app, word);
        let aim = app.aim.as_ref().unwrap();
        assert!(code_of(aim, |target| target.place().byte() == byte).is_some_and(|code| code.len() <= 2), "{word}");
    }
}

#[test]
fn while_extending_f_extends_to_the_word() {
    let mut app = app_of("One two three four five.");
    press(&mut app, "w w v f");
    start(&mut app, "four");
    press(&mut app, "c");
    assert_eq!(held(&app), "claim two three four");
    let mut app = app_of("One two three ⟦four⟧ five.");
    press(&mut app, "v f");
    start(&mut app, "two");
    press(&mut app, "c");
    assert_eq!(held(&app), "claim two three four");
}

#[test]
fn the_next_label_key_after_a_page_down_marks_on_the_page_that_is_shown() {
    for label in ["c", "s", "C"] {
        let mut app = app_of(&"The dam is safe, the minister said on Monday. ".repeat(200));
        press(&mut app, "C");
        let start = code_of(app.aim.as_ref().unwrap(), |_| true).unwrap();
        type_code(&mut app, &start);
        let first = app.desk().unwrap().in_hand.clone();
        press(&mut app, "pagedown pagedown");
        let rows = app.areas.page_rows();
        let (top, view) = (app.desk().unwrap().top, app.desk().unwrap().in_view(rows));
        press(&mut app, label);
        if label == "C" {
            let start = code_of(app.aim.as_ref().unwrap(), |_| true).unwrap();
            type_code(&mut app, &start);
        }
        let desk = app.desk().unwrap();
        let made = desk.in_hand().unwrap();
        assert_ne!(Some(&made.id), first.as_ref(), "another mark is made");
        assert!(made.start().unwrap() >= view.start() && made.start().unwrap() < view.end(), "it is on that page");
        assert_eq!(desk.top, top, "the page stays");
    }
}

#[test]
fn what_was_scrolled_out_of_view_is_shown_before_it_is_marked() {
    let mut app = app_of(&"The dam is safe, the minister said on Monday. ".repeat(200));
    press(&mut app, "w W");
    app.desk_mut().unwrap().scroll(100);
    app.settle();
    press(&mut app, "s");
    assert!(app.desk().unwrap().set.is_empty());
    assert_eq!(super::said(&app), "! what is selected was out of view: this is it; the same key marks it");
    assert!(!app.desk().unwrap().looks_away(app.areas.page_rows()));
    press(&mut app, "s");
    assert_eq!(held(&app), "source The dam");
}
