//! The status line and the hint line.

use ascribe::store::Unsaved;
use ascribe::tui::App;
use ascribe::tui::desk::Saving;

use super::article;
use super::common::{app_of, press};
use super::rendering::{plain, screen};

/// The status line and all below it.
fn at_the_bottom(app: &App) -> String {
    let screen = screen(app);
    let lines: Vec<_> = screen.lines().collect();
    let rows: Vec<_> = (0..lines.len()).filter(|&nth| lines[nth].starts_with('│')).collect();
    let below = usize::from(app.areas.screen.height - app.areas.status.y);
    lines[rows[rows.len() - below]..].join("\n")
}

/// Several screens' last rows, one after the other.
fn all(screens: impl IntoIterator<Item = (String, App)>) -> String {
    let screens = screens.into_iter().map(|(name, app)| format!("{name}\n{}", at_the_bottom(&app)));
    screens.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn how_the_file_stands_is_always_said() {
    let why = "No space left on device while writing article.txt.ascribe.json; free some space".to_owned();
    let copy = "/home/kim/.local/state/ascribe/rescue/3f0c9a7be1d24680-9b1d2e4f60718293.json";
    let failed = |changes, copy: Option<&str>| {
        let unsaved = Unsaved { why: why.clone(), copy: copy.map(Into::into) };
        Saving::Failed { unsaved, changes }
    };
    let savings = [
        ("unchanged", Saving::Unchanged),
        ("saving", Saving::Saving),
        ("saved", Saving::Saved),
        ("not saved", failed(1, None)),
        ("not saved, with a copy", failed(12, Some(copy))),
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
fn a_message_too_long_for_its_line_has_more_of_them() {
    let mut app = article(40, 6);
    press(&mut app, "r");
    insta::assert_snapshot!("long_message", at_the_bottom(&app));
}

#[test]
fn the_path_of_a_copy_is_shown_whole_and_the_text_gives_way_as_far_as_it_must() {
    let copy = "/home/kim/.local/state/ascribe/rescue/3f0c9a7be1d24680-9b1d2e4f60718293.json";
    for (columns, rows) in [(100, 30), (80, 24), (80, 10), (60, 20)] {
        let mut app = article(columns, rows);
        press(&mut app, "G");
        let (top, text) = (app.desk().unwrap().top, app.areas.text);
        app.warn(format!("not saved: 12 changes; a copy of everything is in {copy}; No space left on device"));
        app.settle();
        let shown: String = plain(&app).lines().map(|row| row.trim_start_matches('│').trim()).collect();
        assert!(shown.contains(copy), "{columns} × {rows}: {shown}");
        // The rows of the message are those that the text has given up.
        assert_eq!(app.areas.text.bottom(), app.areas.status.y);
        assert_eq!(app.areas.hints.bottom(), rows);
        press(&mut app, "esc");
        assert_eq!(app.areas.text, text, "all is where it was");
        assert!(app.desk().unwrap().top >= top);
    }
}

#[test]
fn a_message_longer_than_a_third_of_the_rows_is_cut_short_visibly() {
    let mut app = article(80, 12);
    app.warn("so much to say ".repeat(100));
    app.settle();
    assert_eq!((app.areas.hints.height, app.areas.text.height), (4, 7));
    assert!(plain(&app).contains("so…\n"), "{}", plain(&app));
}

#[test]
fn a_text_that_was_scrolled_by_the_wheel_stays_there_while_a_message_comes_and_goes() {
    let mut app = article(80, 12);
    press(&mut app, "1 0 j");
    app.settle();
    app.desk_mut().unwrap().scroll(3);
    app.settle();
    let top = app.desk().unwrap().top;
    app.warn("so much to say ".repeat(10));
    app.settle();
    app.message = None;
    app.settle();
    assert_eq!(app.desk().unwrap().top, top);
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

#[test]
fn the_hint_line_says_beforehand_where_the_key_of_a_fresh_mark_moves_it_and_how_another_one_is_made() {
    let line = |keys: &str| {
        let mut app = app_of("“It holds,” Vey said, but Orlan said that it leaks. It rained.");
        app.resize(140, 12);
        press(&mut app, keys);
        at_the_bottom(&app).lines().find(|line| line.contains("help")).unwrap().to_owned()
    };
    assert!(
        line("c").contains("  c again: 2 of 12 “It holds,” … it leaks”  esc c another claim here  "),
        "{}",
        line("c")
    );
    assert!(line("c c").contains("  c again: 3 of 12 "), "{}", line("c c"));
    assert!(line("c 3").contains("  c again: 4 of 12 "), "{}", line("c 3"));
    assert!(line("1 2 c").contains("  c again: 1 of 12 "), "{}", line("1 2 c"));
    assert!(line("c esc").contains("c another claim "), "{}", line("c esc"));
    assert!(!line("c s").contains("c again") && !line("c s").contains("another claim"), "{}", line("c s"));
}
