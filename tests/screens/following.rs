//! The box with the keys that may follow those that were pressed.

use ascribe::tui::keymap::MODES;
use crossterm::event::KeyEvent;

use super::article;
use super::common::press;
use super::rendering::{plain, screen};

#[test]
fn the_keys_that_may_follow_are_shown_at_once_with_what_they_do() {
    for (columns, rows) in [(100, 30), (40, 12), (20, 5)] {
        let mut app = article(columns, rows);
        press(&mut app, "3 i");
        let screen = screen(&app);
        let lines: Vec<&str> = screen.lines().collect();
        let title = lines.iter().position(|line| line.starts_with("│ i …")).expect("the box has a title");
        // Down to the status line, which has the count and the key that waits.
        let end = lines.iter().position(|line| line.starts_with("│ 3  i")).expect("the status line has the keys");
        insta::assert_snapshot!(format!("following_{columns}x{rows}"), lines[title..=end].join("\n"));
    }
}

#[test]
fn the_box_goes_with_the_key_that_follows() {
    let mut app = article(100, 30);
    let before = plain(&app);
    press(&mut app, "g");
    assert_ne!(plain(&app), before);
    press(&mut app, "esc");
    app.message = None;
    assert_eq!(plain(&app), before);
}

#[test]
fn every_key_that_may_follow_is_in_the_box_on_a_small_screen() {
    for (mode, name) in MODES {
        let mut app = article(40, 12);
        app.mode = *mode;
        let begun: Vec<_> = app
            .keymap
            .rows()
            .iter()
            .filter(|row| row.modes.contains(mode))
            .flat_map(|row| row.keys.iter().filter_map(|keys| Some(keys.split_once(' ')?.0.to_owned())))
            .collect();
        for key in begun {
            app.mode = *mode;
            app.press(KeyEvent::from(key.parse::<ascribe::tui::key::Key>().unwrap()));
            let screen = plain(&app);
            let title =
                screen.lines().position(|line| line.starts_with(&format!("│ {key} …"))).expect("the box has a title");
            let lines: Vec<&str> = screen.lines().skip(title + 1).collect();
            for (keys, row) in app.keymap.following(*mode, &app.pending) {
                let help: String = row.help.chars().take(8).collect();
                let entry = format!("{keys} ");
                let found = lines.iter().any(|line| line.contains(&entry) && line.contains(help.as_str()));
                assert!(found, "{key} {keys} in mode {name}:\n{screen}");
            }
            app.pending = ascribe::tui::key::Keys::default();
        }
    }
}
