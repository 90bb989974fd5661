//! The mouse: click, drag and wheel.

use ascribe::tui::App;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::common::{app_of, marked, press};
use super::{article, id_of};

fn point(app: &mut App, kind: MouseEventKind, column: u16, row: u16) {
    app.point(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
    app.settle();
}

const DOWN: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const DRAG: MouseEventKind = MouseEventKind::Drag(MouseButton::Left);

#[test]
fn a_click_selects_the_character_and_a_drag_extends_to_it() {
    let mut app = app_of("One two\nthree.\n");
    point(&mut app, DOWN, 4 + 4, 0);
    assert_eq!(marked(&app), "One ⟦t⟧wo\nthree.\n");
    point(&mut app, DRAG, 4 + 2, 1);
    assert_eq!(marked(&app), "One ⟦two\nthr⟧ee.\n");
    point(&mut app, DRAG, 4, 0);
    assert_eq!(marked(&app), "⟪One t⟫wo\nthree.\n");
    press(&mut app, "a");
    assert_eq!(marked(&app), "<a>⟪One t⟫</a>wo\nthree.\n");
}

#[test]
fn beyond_the_end_of_a_row_is_its_last_letter() {
    let mut app = app_of("One two  \nthree.\n");
    point(&mut app, DOWN, 60, 0);
    assert_eq!(marked(&app), "One tw⟦o⟧  \nthree.\n");
    point(&mut app, DRAG, 60, 20);
    assert_eq!(marked(&app), "One tw⟦o  \nthree.⟧\n");
    point(&mut app, DOWN, 0, 1);
    assert_eq!(marked(&app), "One two  \n⟦t⟧hree.\n");
}

#[test]
fn a_click_on_any_cell_of_a_wide_character_selects_it() {
    let mut app = app_of("\u{5927}\u{962a} 👩‍🔬x");
    for column in [2, 3] {
        point(&mut app, DOWN, 4 + column, 0);
        assert_eq!(marked(&app), "\u{5927}⟦\u{962a}⟧ 👩‍🔬x");
    }
    for column in [5, 6] {
        point(&mut app, DOWN, 4 + column, 0);
        assert_eq!(marked(&app), "\u{5927}\u{962a} ⟦👩‍🔬⟧x");
    }
}

#[test]
fn a_click_on_a_card_goes_to_its_annotation() {
    let mut app = article(120, 30);
    point(&mut app, DOWN, 90, 8);
    let engineer = id_of(&app, "a senior engineer");
    assert_eq!(app.desk().unwrap().in_hand, Some(engineer));
    assert_eq!(app.desk().unwrap().document.quote(app.desk().unwrap().selected()), "a senior engineer");
}

#[test]
fn the_wheel_scrolls_the_text_and_a_label_key_marks_what_it_scrolled_to() {
    let text = (0..200).map(|nth| format!("row {nth}\n")).collect::<Vec<_>>().concat();
    let mut app = app_of(&text);
    let top = |app: &App| app.desk().unwrap().top.byte();
    point(&mut app, MouseEventKind::ScrollDown, 10, 10);
    assert_eq!(top(&app), "row 0\nrow 1\nrow 2\n".len());
    for _ in 0..100 {
        point(&mut app, MouseEventKind::ScrollDown, 10, 10);
    }
    assert!(top(&app) > 1000);
    press(&mut app, "c");
    let marked = app.desk().unwrap().set.iter().next().unwrap().start().unwrap().byte();
    assert!(top(&app) > 1000 && marked >= top(&app), "what was marked is in view");
}

#[test]
fn the_wheel_stops_at_the_end_of_the_help() {
    let mut app = article(100, 30);
    press(&mut app, "?");
    for _ in 0..200 {
        point(&mut app, MouseEventKind::ScrollDown, 10, 10);
    }
    let end = app.help_line;
    press(&mut app, "G");
    assert_eq!(app.help_line, end);
}

#[test]
fn the_mouse_does_nothing_while_something_is_written() {
    let mut app = article(120, 30);
    press(&mut app, "j tab e");
    let before = app.desk().unwrap().selection;
    point(&mut app, DOWN, 10, 12);
    point(&mut app, DRAG, 20, 12);
    assert_eq!(app.desk().unwrap().selection, before);
}
