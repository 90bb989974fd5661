//! The help, from the table of keys.

use super::article;
use super::common::press;
use super::rendering::{plain, screen};

#[test]
fn the_help_begins_with_moving() {
    for (columns, rows) in [(100, 30), (40, 12), (20, 5)] {
        let mut app = article(columns, rows);
        press(&mut app, "?");
        insta::assert_snapshot!(format!("help_{columns}x{rows}"), screen(&app));
    }
}

#[test]
fn every_key_can_be_reached_by_scrolling() {
    let mut app = article(100, 30);
    press(&mut app, "? G");
    insta::assert_snapshot!("help_end", plain(&app));
    press(&mut app, "pageup k up");
    insta::assert_snapshot!("help_middle", plain(&app));
    press(&mut app, "g g");
    assert_eq!(app.help_line, 0);
}

#[test]
fn every_row_of_the_table_is_in_the_help() {
    let mut app = article(400, 300);
    press(&mut app, "?");
    let help = plain(&app);
    for row in app.keymap.rows() {
        assert!(help.contains(row.help.as_str()), "{}", row.help);
        assert!(row.keys.iter().all(|key| help.contains(key)), "{}", row.keys.join(" "));
    }
}

#[test]
fn the_help_shows_only_lines_that_say_what_is_written() {
    let mut app = article(100, 16);
    press(&mut app, "? / \"sentence\"");
    insta::assert_snapshot!("help_filtered", plain(&app));
    press(&mut app, "enter");
    assert!(plain(&app).contains("HELP  /sentence"), "{}", plain(&app));
    press(&mut app, "/ \"xx\"");
    assert!(plain(&app).contains("no line says that"), "{}", plain(&app));
}
