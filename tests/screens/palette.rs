//! The palette over the pane: what is written, and the actions that match.

use super::article;
use super::common::press;
use super::rendering::{plain, screen};

#[test]
fn the_palette_lists_what_matches_with_its_keys() {
    for (columns, rows) in [(120, 40), (40, 12)] {
        let mut app = article(columns, rows);
        press(&mut app, ":");
        insta::assert_snapshot!(format!("palette_{columns}x{rows}"), plain(&app));
        press(&mut app, "\"sent\" down");
        insta::assert_snapshot!(format!("palette_written_{columns}x{rows}"), screen(&app));
    }
}

#[test]
fn the_chosen_action_is_always_in_view() {
    let mut app = article(40, 12);
    press(&mut app, ":");
    for _ in 0..30 {
        press(&mut app, "down");
        assert_eq!(plain(&app).matches('›').count(), 1);
    }
    insta::assert_snapshot!("palette_scrolled", plain(&app));
}

#[test]
fn it_fits_any_screen_and_opens_over_whatever_is_there() {
    for (columns, rows) in [(20, 5), (60, 6), (90, 24), (200, 60)] {
        for keys in [":", ": \"sentence\"", ": \"no␣such\"", "p :", "ctrl-o :", "j tab enter :"] {
            let mut app = article(columns, rows);
            press(&mut app, keys);
            assert!(plain(&app).contains(" :"), "{keys} at {columns}x{rows}\n{}", plain(&app));
        }
    }
}

#[test]
fn what_is_written_into_it_is_harmless() {
    let mut app = article(40, 12);
    press(&mut app, ":");
    app.paste("\u{202e}a\u{1b}[31m\u{200b}");
    let drawn = plain(&app);
    assert!(!drawn.contains(['\u{202e}', '\u{1b}', '\u{200b}']), "{drawn}");
}
