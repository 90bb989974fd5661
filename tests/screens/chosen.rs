//! A label key marks what the screen shows as selected, however it came to be selected, and never what it shows as read.

use ascribe::model::{Label, Spans};
use ascribe::tui::App;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::style::{Color, Modifier};

use super::common::{app_of, code_of, press, type_code};
use super::rendering::drawn;

const TEXT: &str = "It rained on Monday. “The dam is safe,” said <s>Mara Vey</s>, the mayor of Orlo, on 3 May. The dam \
                    <c>holds 4 million tonnes</c>.\n\nNobody knows why the dam leaked. Tomas Orlan was “not asked” by the board.";

/// Keys by which a place is reached, and whether what is there is selected then.
const WAYS: &[(&str, bool)] = &[
    ("", false),
    ("j", false),
    ("j k", false),
    ("}", false),
    ("} {", false),
    ("w", true),
    ("j w w", true),
    ("j b", true),
    ("j w esc", false),
    ("j w h", false),
    ("l", false),
    ("h", false),
    ("left", false),
    ("right", false),
    ("down", false),
    ("up", false),
    ("home", false),
    ("end", false),
    ("g g", false),
    ("G", false),
    ("pagedown", false),
    ("pageup", false),
    ("v", true),
    ("j v", true),
    ("l v l l", true),
    ("j v v", true),
    ("v esc", false),
    ("+", true),
    ("j w +", true),
    ("j w + + -", true),
    ("j w + -", true),
    ("W", true),
    ("j B", true),
    ("l L L", true),
    ("j w H", true),
    ("J", true),
    ("j K", true),
    ("l shift-down", true),
    ("down shift-up", true),
    ("l shift-left shift-right", true),
    ("l shift-home", true),
    ("l shift-end", true),
    ("l L o", true),
    ("w o", true),
    ("/ \"dam\" enter", true),
    ("/ \"dam\" enter n", true),
    ("/ \"dam\" enter n N", true),
    ("/ \"dam\" esc", false),
    ("j w w *", true),
    ("z", true),
    ("z z", true),
    ("G Z", true),
    ("tab", false),
    ("tab tab", false),
    ("G backtab", false),
    ("tab ,", false),
    ("g c", false),
    ("g s", false),
    (")", false),
    ("G (", false),
    (">", false),
    ("G backspace", false),
    ("z backspace", false),
    ("w a u", true),
    ("w a u U", false),
    ("c u", true),
    ("c u U", false),
    ("w a", false),
    ("c", false),
    ("tab x", false),
    ("tab x u", false),
    ("j w [ esc", false),
    ("j f", true),
    ("p p", false),
];

/// The text on the screen with a look, without blanks.
fn with_look(app: &App, look: impl Fn(&ratatui::buffer::Cell) -> bool) -> String {
    let backend = drawn(app);
    let text = app.areas.text;
    let mut found = String::new();
    for y in text.y..text.bottom() {
        for x in text.x..text.right() {
            let cell = &backend.buffer()[(x, y)];
            if look(cell) {
                found.push_str(cell.symbol().trim());
            }
        }
    }
    found
}

fn selected(app: &App) -> String {
    with_look(app, |cell| cell.modifier.contains(Modifier::REVERSED))
}

fn read(app: &App) -> String {
    with_look(app, |cell| cell.bg == app.theme.reading.bg.unwrap_or(Color::Reset) && cell.bg != Color::Reset)
}

/// The text of the denials, without blanks: there are none before.
fn denied(app: &App) -> Option<String> {
    let desk = app.desk().unwrap();
    let denial = desk.set.iter().find(|it| it.label == Label::Denial)?;
    Some(without_blanks(&desk.quote_of(&Spans::new(denial.spans().iter().copied())?)))
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Looks at the screen, presses a label key, and compares.
#[track_caller]
fn check(way: &str, app: &mut App, is_selected: bool) {
    let (painted, band) = (selected(app), read(app));
    let guess = app.desk().unwrap().next_guess(Label::Denial).map(|place| app.desk().unwrap().quote_of(place));
    assert_eq!(!painted.is_empty(), is_selected, "“{way}” paints {painted:?} as selected");
    assert!(painted.is_empty() || band.is_empty(), "“{way}” paints {painted:?} and {band:?}");
    press(app, "d");
    if is_selected {
        assert_eq!(denied(app), Some(painted), "after “{way}”");
    } else {
        assert_eq!(denied(app), guess.as_deref().map(without_blanks), "after “{way}”");
    }
}

#[test]
fn a_label_key_marks_just_what_is_painted_as_selected_however_it_came_to_be() {
    for (way, is_selected) in WAYS {
        let mut app = app_of(TEXT);
        app.resize(60, 20);
        press(&mut app, way);
        if way.ends_with('f') {
            let code = code_of(app.aim.as_ref().unwrap(), |target| target.place().byte() > 30).unwrap();
            type_code(&mut app, &code);
        }
        check(way, &mut app, *is_selected);
    }
}

#[test]
fn a_click_reads_and_a_drag_selects() {
    let point = |app: &mut App, kind, column| {
        let (x, row) = (app.areas.text.x, app.areas.text.y);
        app.point(MouseEvent { kind, column: x + column, row, modifiers: KeyModifiers::NONE });
        app.settle();
    };
    for drag in [false, true] {
        let mut app = app_of(TEXT);
        app.resize(60, 20);
        point(&mut app, MouseEventKind::Down(MouseButton::Left), 3);
        if drag {
            point(&mut app, MouseEventKind::Drag(MouseButton::Left), 8);
            assert_eq!(selected(&app), "rained");
        }
        check(if drag { "a drag" } else { "a click" }, &mut app, drag);
    }
}
