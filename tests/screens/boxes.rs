//! What opens over the pane: a field being written, a check, the search prompt; and where the cursor is in it.

use ascribe::tui::config::Config;

use super::article;
use super::common::{app_of, press};
use super::rendering::{plain, screen};

#[test]
fn a_note_is_written_at_the_bottom_of_the_pane() {
    let mut app = article(90, 14);
    press(&mut app, "j tab e");
    insta::assert_snapshot!("note_empty", screen(&app));
    press(&mut app, "\"asked␣the␣ministry,␣which␣of␣the␣two␣reports␣it␣means\" alt-enter \"two\"");
    insta::assert_snapshot!("note_written", plain(&app));
    press(&mut app, "ctrl-a up home");
    insta::assert_snapshot!("note_cursor_moved", plain(&app));
}

#[test]
fn a_long_note_scrolls_with_its_cursor() {
    let mut app = article(40, 8);
    press(&mut app, "j tab e");
    app.paste(&"one two three four five six seven eight nine ten. ".repeat(8));
    app.settle();
    insta::assert_snapshot!("note_scrolled", plain(&app));
    press(&mut app, "ctrl-a");
    insta::assert_snapshot!("note_scrolled_back", plain(&app));
}

#[test]
fn wide_characters_in_a_note_keep_the_cursor_in_place() {
    let mut app = article(90, 12);
    press(&mut app, "j tab e");
    app.paste("\u{5927}\u{962a}\u{57ce}👩‍🔬e\u{301}x");
    app.settle();
    press(&mut app, "left left");
    insta::assert_snapshot!("note_wide", plain(&app));
}

#[test]
fn tags_and_evidence_say_how_they_are_written() {
    for (name, keys) in [("tags", "j tab t"), ("evidence", "j tab enter e"), ("reply_asked", "j tab enter r")] {
        let both = [120, 90].map(|columns| {
            let mut app = article(columns, 9);
            press(&mut app, keys);
            plain(&app)
        });
        insta::assert_snapshot!(format!("{name}_box"), both.join("\n\n"));
    }
}

#[test]
fn a_check_lists_what_can_be_recorded() {
    for (columns, rows) in [(120, 24), (90, 24), (90, 12), (40, 12), (20, 5)] {
        let mut app = article(columns, rows);
        press(&mut app, "/ \"cost␣48\" enter enter");
        insta::assert_snapshot!(format!("check_{columns}x{rows}"), screen(&app));
    }
}

#[test]
fn a_search_is_written_in_the_hint_line() {
    let mut app = article(40, 8);
    press(&mut app, "/");
    insta::assert_snapshot!("search_empty", plain(&app));
    app.paste("a text that is longer than the line it is written in");
    app.settle();
    insta::assert_snapshot!("search_long", plain(&app));
    press(&mut app, "ctrl-a right");
    insta::assert_snapshot!("search_long_start", plain(&app));
}

#[test]
fn what_was_found_is_shown_everywhere() {
    let mut app = app_of("One two one. Two one.");
    app.resize(90, 6);
    press(&mut app, "/ \"one\" enter");
    insta::assert_snapshot!("search_found", screen(&app));
}

#[test]
fn a_longer_key_of_ones_own_has_room_before_its_status() {
    let mut app = article(120, 30);
    app.keymap = Config::read("[keys.check]\nstatus-false = \"ctrl-alt-f\"\n").keymap;
    press(&mut app, "j tab enter");
    let screen = plain(&app);
    assert!(screen.contains("ctrl-alt-f ○ false"), "{screen}");
}
