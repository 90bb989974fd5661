//! Writing notes and tags: as readline does, saved key by key, one undo each.

use super::common::{app_of, marked, press};
use super::said;
use ascribe::tui::keymap::Mode;
use ascribe::tui::{App, Effect};

fn note(app: &App) -> &str {
    &app.desk().unwrap().in_hand().unwrap().note
}

fn tags(app: &App) -> &[String] {
    &app.desk().unwrap().in_hand().unwrap().tags
}

#[track_caller]
fn check_note(keys: &str, expected: &str) {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, keys);
    assert_eq!(note(&app), expected, "after {keys}");
}

#[test]
fn what_is_typed_becomes_the_note() {
    check_note("e \"says␣who?\" enter", "says who?");
    check_note("e \"says\" esc e \"␣who?\" enter", "says who?");
    check_note("e \"one\" enter j k e \"!\"", "one!");
    check_note("e \"é👩‍🔬\" enter", "é👩‍🔬");
}

#[test]
fn letters_of_commands_are_letters_in_a_note() {
    check_note("e \"acsdjkwbxuq?:/123\" enter", "acsdjkwbxuq?:/123");
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "e \"x\"");
    assert_eq!((marked(&app).as_str(), app.mode), ("<c>On⟦e⟧</c> two.", Mode::Write));
    press(&mut app, "enter");
    assert_eq!((app.mode, app.writing.is_none()), (Mode::Read, true));
}

#[test]
fn a_new_line_is_alt_enter() {
    check_note("e \"one\" alt-enter \"two\" enter", "one\ntwo");
    check_note("e \"one\" ctrl-j \"two\" enter", "one\ntwo");
    check_note("e \"one\" shift-enter \"two\" enter", "one\ntwo");
    check_note("e \"one\" alt-enter \"two\" up \"x\" enter", "onex\ntwo");
}

#[test]
fn readline_keys_edit_the_line() {
    check_note("e \"two\" ctrl-a \"one␣\" enter", "one two");
    check_note("e \"two\" ctrl-a \"one␣\" ctrl-e \"!\" enter", "one two!");
    check_note("e \"one␣two\" ctrl-w enter", "one ");
    check_note("e \"one␣two\" left left ctrl-u enter", "wo");
    check_note("e \"one␣two\" ctrl-a right ctrl-k enter", "o");
    check_note("e \"one␣two\" backspace ctrl-h enter", "one t");
    check_note("e \"one␣two\" home delete end backspace enter", "ne tw");
    check_note("e \"one␣two\" ctrl-w ctrl-y ctrl-y enter", "one twotwo");
    check_note("e \"one\" alt-b \"x\" enter", "xone");
    check_note("e \"one\" ctrl-b ctrl-b ctrl-f ctrl-d enter", "on");
}

#[test]
fn every_key_of_a_note_is_saved_and_all_are_one_undo() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    let effects = press(&mut app, "e \"abc\" enter");
    let saves = effects.iter().filter(|effect| matches!(effect, Effect::Save(_))).count();
    assert_eq!(saves, 3);
    press(&mut app, "u");
    assert_eq!(note(&app), "");
    press(&mut app, "U");
    assert_eq!(note(&app), "abc");
    press(&mut app, "e \"d\" enter u");
    assert_eq!(note(&app), "abc", "opening it again begins another undo");
}

#[test]
fn a_note_that_is_typed_and_taken_out_again_is_no_undo() {
    let mut app = app_of("One two.");
    press(&mut app, "w a e \"x\" backspace enter u");
    assert_eq!(marked(&app), "⟦One⟧ two.");
    assert_eq!(said(&app), "");
}

#[test]
fn keys_that_only_move_in_the_note_save_nothing() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "e \"one\"");
    assert!(press(&mut app, "left home end right ctrl-a ctrl-e esc").iter().all(|effect| *effect == Effect::None));
}

#[test]
fn pasted_text_comes_in_without_its_control_characters() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "e");
    let effect = app.paste("a\u{1b}[31mb\r\nc\rd\u{7}\u{9b}\te\u{0}\u{85}");
    assert!(matches!(effect, Effect::Save(_)));
    assert_eq!(note(&app), "a[31mb\nc\nd e");
    press(&mut app, "enter u");
    assert_eq!(note(&app), "");
}

#[test]
fn pasted_text_is_cut_where_it_is_too_long() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "e");
    app.paste(&"é".repeat(100_000));
    assert_eq!(note(&app).len(), 64 * 1024);
    assert_eq!(said(&app), "! only the first 64 KB were pasted");
}

#[test]
fn pasting_elsewhere_marks_nothing() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    assert_eq!(app.paste("acsd x"), Effect::None);
    assert_eq!(said(&app), "! nothing to paste into: e opens the note of the annotation in hand");
    assert_eq!(marked(&app), "<c>On⟦e⟧</c> two.");
    press(&mut app, "/");
    app.paste("t\u{1b}w\no");
    press(&mut app, "enter");
    assert_eq!(said(&app), "! no “tw o” in this article");
}

#[test]
fn tags_are_the_words_of_their_line() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "t \"budget␣␣health\" enter");
    assert_eq!(tags(&app), ["budget", "health"]);
    press(&mut app, "t ctrl-w \"war␣\" enter");
    assert_eq!(tags(&app), ["budget", "war"]);
    press(&mut app, "u u");
    assert!(tags(&app).is_empty());
}

#[test]
fn a_note_belongs_to_the_annotation_it_was_opened_for() {
    let mut app = app_of("<c>One <a>tw⟦o⟧</a></c>");
    press(&mut app, "e \"x\" enter , e \"y\" enter");
    let notes: Vec<_> = app.desk().unwrap().set.iter().map(|it| (it.label.name(), it.note.as_str())).collect();
    assert_eq!(notes, [("claim", "y"), ("actor", "x")]);
}

#[test]
fn without_an_annotation_in_hand_there_is_nothing_to_write_on() {
    let mut app = app_of("One two.");
    press(&mut app, "e");
    assert_eq!(said(&app), "! no annotation in hand: mark the selection with a c s d first");
    assert_eq!(app.mode, Mode::Read);
}

#[test]
fn characters_that_come_at_once_are_written_together_and_what_they_mean_stays() {
    use crossterm::event::KeyEvent;
    let keys = |text: &str| text.chars().map(|it| KeyEvent::from(ascribe::tui::key::Key::from(it))).collect::<Vec<_>>();
    // Before the note is open they are keys of the article.
    let all = keys(&format!("ce{}", "The log says No. ".repeat(250)));
    let (mut at_once, mut one_by_one) = (app_of("⟦T⟧he dam is safe."), app_of("⟦T⟧he dam is safe."));
    let (mut rest, mut saved) = (all.as_slice(), 0);
    while !rest.is_empty() {
        let (taken, effect) = at_once.press_first(rest);
        saved += usize::from(matches!(effect, Effect::Save(_)));
        rest = &rest[taken..];
    }
    for key in &all {
        one_by_one.press(*key);
    }
    let set = |app: &App| app.desk().unwrap().set.clone();
    assert!(set(&at_once) == set(&one_by_one));
    assert_eq!(saved, 2, "the mark, and the whole note once");
}
