//! The tutor: whoever does what the lessons say gets through all of them.

use ascribe::model::AnnotationSet;
use ascribe::tui::App;
use ascribe::tui::aim::Target;
use ascribe::tui::lesson::{LESSONS, now};
use ascribe::tui::tutor::Tutor;

use super::common::{app_for, code_of, press, type_code};

fn lesson(app: &App) -> &'static str {
    now(app).map_or("done", |(lesson, _)| lesson.title)
}

/// Types the hint at a byte of the text.
fn aim(app: &mut App, text: &str, at_end: bool) {
    let start = app.desk().unwrap().document.text().find(text).unwrap();
    let byte = if at_end { start + text.len() } else { start };
    let aim = app.aim.as_ref().expect("hints are shown");
    let is_it = |target: &Target| matches!(target, Target::End(_)) == at_end && target.place().byte() == byte;
    let code = code_of(aim, is_it).expect("a hint there");
    type_code(app, &code);
}

/// Types the hint of an end unless what is marked ends there already.
fn aim_end(app: &mut App, text: &str) {
    let end = app.desk().unwrap().document.text().find(text).unwrap() + text.len();
    let is_there = app.desk().unwrap().in_hand().and_then(|it| it.end()).is_some_and(|it| it.byte() == end);
    if is_there {
        press(app, "esc");
    } else {
        aim(app, text, true);
    }
}

#[test]
fn every_lesson_is_done_by_what_it_says() {
    let mut app = app_for(Tutor::article(), AnnotationSet::default());
    app.tutor = Some(Tutor::default());
    app.resize(100, 30);
    let mut steps = LESSONS.iter().map(|lesson| lesson.title);
    let mut next = |app: &App| assert_eq!(lesson(app), steps.next().unwrap_or("done"));
    next(&app);
    press(&mut app, "j j j");
    next(&app);
    press(&mut app, "k c");
    next(&app);
    press(&mut app, ";");
    next(&app);
    press(&mut app, "j j");
    let is_council = |app: &App| super::held(app) == "actor the parish council";
    for _ in 0..6 {
        if !is_council(&app) {
            press(&mut app, "a");
        }
    }
    next(&app);
    press(&mut app, "C");
    aim(&mut app, "the frame had been repaired", false);
    aim_end(&mut app, "the frame had been repaired in March");
    next(&app);
    press(&mut app, "]");
    aim(&mut app, "the frame had been repaired", true);
    next(&app);
    press(&mut app, "u u");
    next(&app);
    press(&mut app, "f");
    aim(&mut app, "Tobin", false);
    press(&mut app, "W a");
    next(&app);
    press(&mut app, "C");
    aim(&mut app, "“I told them", false);
    aim_end(&mut app, "“I told them,”");
    press(&mut app, "m");
    aim(&mut app, "“and they wrote", false);
    aim_end(&mut app, "“and they wrote it down.”");
    next(&app);
    press(&mut app, "esc j d");
    for _ in 0..6 {
        if lesson(&app) == "A denial" {
            press(&mut app, "d");
        }
    }
    next(&app);
    press(&mut app, "backtab");
    while !super::held(&app).starts_with("claim") {
        press(&mut app, "backtab");
    }
    press(&mut app, "V");
    next(&app);
    press(&mut app, "e \"asked\" enter");
    next(&app);
    press(&mut app, "?");
    next(&app);
    press(&mut app, "esc");
    assert_eq!(lesson(&app), "done");
}

#[test]
fn lessons_name_the_keys_in_force_and_have_one_for_each_blank() {
    let mut app = app_for(Tutor::article(), AnnotationSet::default());
    for lesson in 0..LESSONS.len() {
        app.tutor = Some(Tutor { lesson });
        let (lesson, text) = now(&app).unwrap();
        assert!(!text.contains("{}") && !text.contains("(no key)"), "{}: {text}", lesson.title);
    }
}
