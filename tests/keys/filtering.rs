//! Showing only those lines of the help that say something.

use super::common::{app_of, press};
use super::said;
use ascribe::tui::App;
use ascribe::tui::help::{HelpLine, lines};
use ascribe::tui::keymap::Mode;

/// The lines that are shown.
fn shown(app: &App) -> Vec<HelpLine> {
    lines(&app.keymap, app.areas.screen.width, &app.help_filter)
}

#[test]
fn the_lines_are_filtered_as_one_writes() {
    let mut app = app_of("One.");
    press(&mut app, "?");
    let all = shown(&app).len();
    press(&mut app, "/ \"sen\"");
    let some = shown(&app).len();
    press(&mut app, "\"tence␣NEXT\"");
    let few = shown(&app);
    assert!(few.len() < some && some < all, "{} {some} {all}", few.len());
    for line in &few {
        match line {
            HelpLine::Keys(_, help) => assert!(help.contains("next") && help.contains("sentence"), "{help}"),
            HelpLine::Title(title) => assert!(title.starts_with("Move"), "{title}"),
            HelpLine::Blank => {}
        }
    }
    assert!(matches!(few[0], HelpLine::Title(_)), "the title is kept over its lines");
}

#[test]
fn a_key_is_found_as_it_is_written() {
    let mut app = app_of("One.");
    press(&mut app, "? / \"ctrl-home\"");
    assert_eq!(shown(&app).iter().filter(|line| matches!(line, HelpLine::Keys(..))).count(), 1);
}

#[test]
fn esc_clears_the_filter_and_then_leaves_the_help() {
    let mut app = app_of("One.");
    press(&mut app, "? / \"undo\"");
    assert_eq!((app.mode, app.help_filter.as_str()), (Mode::Filter, "undo"));
    press(&mut app, "esc");
    assert_eq!((app.mode, app.help_filter.as_str()), (Mode::Help, ""));
    press(&mut app, "esc");
    assert_eq!(app.mode, Mode::Read);
    press(&mut app, "? / \"undo\" enter");
    assert_eq!((app.mode, app.help_filter.as_str()), (Mode::Help, "undo"), "enter keeps it");
    press(&mut app, "/ backspace");
    assert_eq!(app.help_filter, "und", "it is written on");
    press(&mut app, "enter esc");
    assert_eq!((app.mode, app.help_filter.as_str()), (Mode::Help, ""));
    press(&mut app, "esc");
    assert_eq!(app.mode, Mode::Read);
}

#[test]
fn the_help_opens_with_all_its_lines() {
    let mut app = app_of("One.");
    press(&mut app, "p ? / \"undo\" enter");
    app.mode = Mode::Read;
    press(&mut app, "?");
    assert_eq!(app.help_filter, "");
}

#[test]
fn filtered_lines_are_scrolled_and_begin_at_the_first() {
    let mut app = app_of("One.");
    app.resize(40, 8);
    press(&mut app, "? G / \"e\"");
    assert_eq!(app.help_line, 0);
    press(&mut app, "down down up");
    assert_eq!(app.help_line, 1);
    press(&mut app, "\"xtend\"");
    assert_eq!(app.help_line, 0);
    press(&mut app, "\"qqq\" down");
    assert_eq!(said(&app), "! this is the last line");
}
