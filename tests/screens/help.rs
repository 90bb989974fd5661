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
    press(&mut app, "g");
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
