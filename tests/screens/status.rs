//! The status line and the hint line.

use ascribe::tui::App;
use ascribe::tui::desk::Saving;

use super::article;
use super::common::{app_of, press};
use super::rendering::{plain, screen};

/// The last two rows of the screen.
fn two_lines(app: &App) -> String {
    let screen = screen(app);
    let lines: Vec<_> = screen.lines().collect();
    let rows: Vec<_> = (0..lines.len()).filter(|&nth| lines[nth].starts_with('│')).collect();
    lines[rows[rows.len() - 2]..].join("\n")
}

/// Several screens' last rows, one after the other.
fn all(screens: impl IntoIterator<Item = (String, App)>) -> String {
    let screens = screens.into_iter().map(|(name, app)| format!("{name}\n{}", two_lines(&app)));
    screens.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn how_the_file_stands_is_always_said() {
    let why = "no space left on device (article.txt.ascribe.json)";
    let savings = [
        ("unchanged", Saving::Unchanged),
        ("saving", Saving::Saving),
        ("saved", Saving::Saved),
        ("not saved", Saving::Failed(why.to_owned())),
    ];
    let screens = savings.into_iter().flat_map(|(name, saving)| {
        [100, 60, 40, 20].map(|columns| {
            let mut app = article(columns, 6);
            app.desk_mut().unwrap().saving = saving.clone();
            (format!("{name}, {columns} columns"), app)
        })
    });
    insta::assert_snapshot!("status_of_the_file", all(screens));
}

#[test]
fn a_read_only_article_says_why_and_refuses_with_the_same_words() {
    let screens = ["", "c"].into_iter().flat_map(|keys| {
        [100, 40].map(|columns| {
            let mut app = article(columns, 6);
            app.desk_mut().unwrap().read_only = Some("read-only: another ascribe has this article open".to_owned());
            press(&mut app, keys);
            (format!("read-only, {columns} columns, after “{keys}”"), app)
        })
    });
    insta::assert_snapshot!("status_read_only", all(screens));
}

#[test]
fn every_mode_has_its_hints() {
    let modes = [
        ("read", ""),
        ("extend", "v"),
        ("count", "1 2"),
        ("pane", "p"),
        ("edge", "j tab ]"),
        ("relate", "j tab r"),
        ("write", "j tab e"),
        ("search", "/"),
        ("check", "j tab enter"),
        ("list", "ctrl-o"),
        ("help", "?"),
    ];
    let screens = modes.into_iter().flat_map(|(name, keys)| {
        [120, 80, 40, 20].map(|columns| {
            let mut app = article(columns, 20);
            press(&mut app, keys);
            (format!("{name}, {columns} columns"), app)
        })
    });
    insta::assert_snapshot!("hints", all(screens));
}

#[test]
fn a_message_too_long_for_its_line_is_cut_short_visibly() {
    let mut app = article(40, 6);
    press(&mut app, "r");
    insta::assert_snapshot!("long_message", two_lines(&app));
}

#[test]
fn the_hint_line_says_how_many_other_places_the_name_in_hand_has() {
    let mut app = app_of("Orlan paid. Orlan left. Orlan ran.");
    app.resize(100, 8);
    press(&mut app, "w");
    assert!(!plain(&app).contains("& "), "{}", plain(&app));
    press(&mut app, "a");
    assert!(plain(&app).contains("& 2 more"), "{}", plain(&app));
    press(&mut app, "&");
    app.message = None;
    assert!(!plain(&app).contains("& "), "{}", plain(&app));
}
