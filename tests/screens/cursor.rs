//! The terminal's cursor lies on the character that the next key acts on, at any size, after any keys.

use ascribe::tui::key::Key;
use ascribe::tui::keymap::{Mode, rows};
use ascribe::tui::{App, display};
use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use super::common::app_of;
use super::rendering::drawn;

const TEXTS: &[&str] = &[
    super::ARTICLE,
    "x",
    "\n\n \n",
    "e\u{301}\u{323} 👩‍🔬👨‍👩‍👧‍👦 🇺🇳🇮🇱🇵 👍🏽\r\n\r\n\u{5e9}\u{5c1}\u{5dc} <a>\u{5e2}\u{5d5}</a>.\r\n\tT\u{a0}ab\u{2028}\u{5927}\u{962a}\u{57ce}\rlone\u{85}end\t\t   \t\n",
    "\u{1b}[31m\u{202e}\u{202e}\u{202e}\u{200b}\u{7} <c>b <a><s>c</s></a> d</c>         \u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}\u{5927}",
];

#[derive(Clone, Debug)]
enum Event {
    Press(String),
    Resize(u16, u16),
    Point(MouseEventKind, u16, u16),
    Paste(String),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let mut keys: Vec<String> = rows()
        .into_iter()
        .flat_map(|row| row.keys)
        .flat_map(|keys| keys.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    keys.extend(["1", "4", "y", "\u{5927}", "backspace"].map(str::to_owned));
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollDown,
    ];
    let event = prop_oneof![
        8 => proptest::sample::select(keys).prop_map(Event::Press),
        1 => (0u16..=200, 0u16..=60).prop_map(|(columns, rows)| Event::Resize(columns, rows)),
        1 => (proptest::sample::select(kinds.to_vec()), 0u16..=200, 0u16..=60).prop_map(|(kind, x, y)| Event::Point(kind, x, y)),
        1 => "\\PC{0,30}".prop_map(Event::Paste),
    ];
    proptest::collection::vec(event, 0..60)
}

/// Draws, and looks at the cell that the cursor is on.
#[track_caller]
fn check(app: &App) {
    let backend = drawn(app);
    let areas = app.areas;
    if areas.too_small {
        assert!(!backend.cursor_visible());
        return;
    }
    let desk = app.desk().unwrap();
    // A hint may stand on it, or the keys that may follow.
    let text_has_the_cursor =
        matches!(app.mode, Mode::Read | Mode::Edge | Mode::Relate) && app.aim.is_none() && app.pending.is_empty();
    if !text_has_the_cursor {
        if backend.cursor_visible() {
            assert!(areas.screen.contains(backend.cursor_position()));
        }
        return;
    }
    assert!(backend.cursor_visible(), "the cursor is on the screen");
    let at = backend.cursor_position();
    assert!(areas.text.contains(at), "the cursor is in the text");
    let place = desk.selection.cursor();
    let next = desk.document.next_grapheme(place);
    let grapheme = desk.document.slice(place.byte()..next.byte());
    let column = desk.layout.column(&desk.document, place);
    let shown = backend.buffer()[at].symbol();
    if at.x == areas.text.x + column {
        let first = display::glyphs(grapheme).next().unwrap();
        let fits = first.columns <= areas.text.right() - at.x;
        let expected = if first.text.is_ascii() { &first.text[..1] } else { &*first.text };
        assert!(shown == expected || !fits, "{shown:?} is shown for {grapheme:?}");
    } else {
        // Blanks may hang over the end of the row.
        assert_eq!(at.x, areas.text.right() - 1);
        assert!(grapheme.trim().is_empty(), "{grapheme:?} hangs over");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn at_any_size_after_any_keys_the_cursor_lies_on_its_character(
        text in 0..TEXTS.len(),
        columns in 0u16..=200,
        rows in 0u16..=60,
        events in events(),
        // How many events come in before the screen is drawn.
        at_once in 1usize..4,
    ) {
        let mut app = app_of(TEXTS[text]);
        app.resize(columns, rows);
        check(&app);
        let mut scrolled = false;
        for (nth, event) in events.into_iter().enumerate() {
            scrolled |= matches!(event, Event::Point(MouseEventKind::ScrollUp | MouseEventKind::ScrollDown, ..));
            // While hints are shown, pages are turned as by the wheel: the selection stays where it is.
            scrolled |= app.aim.is_some()
                && matches!(&event, Event::Press(key) if ["pagedown", "pageup", "space", "ctrl-f", "ctrl-b"].contains(&&**key));
            match event {
                Event::Press(key) => { app.press(KeyEvent::from(key.parse::<Key>().unwrap())); }
                Event::Resize(columns, rows) => app.resize(columns, rows),
                Event::Point(kind, column, row) => app.point(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }),
                Event::Paste(text) => { app.paste(&text); }
            }
            if nth % at_once > 0 {
                continue;
            }
            app.settle();
            if std::mem::take(&mut scrolled) {
                // The view was scrolled away from the cursor on purpose: drawn all the same, then back to it.
                drawn(&app);
                app.desk_mut().unwrap().look_back();
                app.settle();
            }
            check(&app);
        }
    }
}
