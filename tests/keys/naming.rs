//! A name is asked for once, at the first change, where nothing says one.

use ascribe::model::{AnnotationSet, Document};
use ascribe::tui::App;
use ascribe::tui::keymap::Mode;

use super::common::{Counting, app_by, press};
use super::said;

/// The screen of somebody whose name isn't known.
fn nameless() -> App {
    let document = Document::new("article.txt", "One two. Three four.").unwrap();
    app_by(Counting::of(""), "dark", document, AnnotationSet::default())
}

fn made_by(app: &App) -> Vec<(String, String)> {
    let set = &app.desk().unwrap().set;
    set.iter().map(|it| (it.creator.clone(), it.check.checked_by.clone())).collect()
}

#[test]
fn the_first_change_asks_for_a_name_and_is_made_under_it() {
    let mut app = nameless();
    press(&mut app, "w w");
    assert_eq!(app.mode, Mode::Read, "reading needs no name");
    press(&mut app, "v w c");
    assert_eq!((app.mode, made_by(&app).len()), (Mode::Name, 0));
    press(&mut app, "\"kim\" enter");
    assert_eq!((app.mode, made_by(&app)), (Mode::Read, vec![("kim".to_owned(), String::new())]));
    press(&mut app, "V");
    assert_eq!(made_by(&app), [("kim".to_owned(), "kim".to_owned())]);
}

#[test]
fn without_a_name_the_change_is_made_and_nothing_is_asked_again() {
    for leave in ["esc", "ctrl-c", "enter"] {
        let mut app = nameless();
        press(&mut app, "v w c");
        press(&mut app, leave);
        assert_eq!((app.mode, made_by(&app)), (Mode::Read, vec![(String::new(), String::new())]), "{leave}");
        assert!(said(&app).starts_with("! no name is recorded; --as NAME"), "{}", said(&app));
        press(&mut app, "V");
        assert_eq!((app.mode, said(&app).contains("verified")), (Mode::Read, true), "{}", said(&app));
    }
}

#[test]
fn whoever_is_asked_for_a_name_before_aiming_reads_next_what_the_letters_are_for() {
    for name in ["esc", "\"kim\" enter"] {
        let mut app = nameless();
        press(&mut app, "C");
        assert_eq!(app.mode, Mode::Name);
        press(&mut app, name);
        assert_eq!((app.mode, said(&app).as_str()), (Mode::Aim, ""));
    }
}
