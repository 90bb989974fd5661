//! The events of the library that reads keys, as the events that the screen knows.

use std::borrow::Cow;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use termina::Parser;
use termina::event::{self, Modifiers};

use super::shape::ESC;

/// Each modifier in both libraries.
const MODIFIERS: &[(Modifiers, KeyModifiers)] = &[
    (Modifiers::SHIFT, KeyModifiers::SHIFT),
    (Modifiers::ALT, KeyModifiers::ALT),
    (Modifiers::CONTROL, KeyModifiers::CONTROL),
    (Modifiers::SUPER, KeyModifiers::SUPER),
    (Modifiers::HYPER, KeyModifiers::HYPER),
    (Modifiers::META, KeyModifiers::META),
];

/// The event that a whole sequence stands for; `None` where it means nothing here.
///
/// The library begins anew where it finds no meaning, so that the rest of a sequence it doesn't know would be keys. It is
/// given only what it knows, and what it makes of a sequence must be one event.
pub(super) fn meaning(sequence: &[u8]) -> Option<Event> {
    let sequence = with_figures(sequence);
    if !is_readable(&sequence) {
        return None;
    }
    let mut parser = Parser::default();
    parser.parse(&sequence, false);
    let event = parser.pop()?;
    if parser.pop().is_some() { None } else { translated(&event) }
}

/// The same key with Alt.
pub(super) fn with_alt(event: Event) -> Event {
    match event {
        Event::Key(key) => Event::Key(KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key }),
        other => other,
    }
}

/// `ESC O 5 P`, a function key with a modifier as old terminals write it, as others do.
fn with_figures(sequence: &[u8]) -> Cow<'_, [u8]> {
    match sequence {
        [ESC, b'O', figures @ .., last] if !figures.is_empty() => {
            let modifier = figures.rsplit(|byte| *byte == b';').next().unwrap_or_default();
            Cow::Owned([b"\x1b[1;", modifier, &[*last]].concat())
        }
        _ => Cow::Borrowed(sequence),
    }
}

/// Whether the library knows the shape of a sequence. No key and no mouse has a mark but `<` before its figures.
fn is_readable(sequence: &[u8]) -> bool {
    let [ESC, b'[', body @ ..] = sequence else { return true };
    let Some((last, figures)) = body.split_last() else { return false };
    let is_figure = |byte: &u8| matches!(byte, b'0'..=b'9' | b';' | b':');
    match figures {
        [] => matches!(last, b'A'..=b'D' | b'F' | b'H' | b'I' | b'O'..=b'Q' | b'S' | b'Z'),
        [b'['] | [b'M', _, _] => true,
        [b'<', rest @ ..] => rest.iter().all(is_figure) && is_on_the_screen(rest),
        [b'0'..=b'9', ..] => figures.iter().all(is_figure) && (*last != b'M' || is_on_the_screen(figures)),
        _ => false,
    }
}

/// Whether a report of the mouse names a place: columns and rows are counted from 1.
fn is_on_the_screen(figures: &[u8]) -> bool {
    let mut place = figures.split(|byte| *byte == b';').skip(1);
    let counts = |number: Option<&[u8]>| number.is_some_and(|number| number.iter().any(|byte| *byte != b'0'));
    counts(place.next()) && counts(place.next())
}

/// The same event; `None` for what the screen has no use for, such as answers to questions that it never asks.
fn translated(event: &termina::Event) -> Option<Event> {
    match event {
        termina::Event::Key(key) => Some(Event::Key(KeyEvent {
            code: code(key.code)?,
            modifiers: modifiers(key.modifiers),
            kind: kind(key.kind),
            state: KeyEventState::NONE,
        })),
        termina::Event::Mouse(mouse) => Some(Event::Mouse(MouseEvent {
            kind: mouse_kind(mouse.kind),
            column: mouse.column,
            row: mouse.row,
            modifiers: modifiers(mouse.modifiers),
        })),
        termina::Event::FocusIn => Some(Event::FocusGained),
        termina::Event::FocusOut => Some(Event::FocusLost),
        _ => None,
    }
}

fn code(code: event::KeyCode) -> Option<KeyCode> {
    Some(match code {
        event::KeyCode::Char(character) => KeyCode::Char(character),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Escape => KeyCode::Esc,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        event::KeyCode::Insert => KeyCode::Insert,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Function(number) => KeyCode::F(number),
        _ => return None,
    })
}

fn modifiers(modifiers: Modifiers) -> KeyModifiers {
    MODIFIERS.iter().filter(|(theirs, _)| modifiers.contains(*theirs)).map(|(_, ours)| *ours).collect()
}

fn kind(kind: event::KeyEventKind) -> KeyEventKind {
    match kind {
        event::KeyEventKind::Press => KeyEventKind::Press,
        event::KeyEventKind::Repeat => KeyEventKind::Repeat,
        event::KeyEventKind::Release => KeyEventKind::Release,
    }
}

fn mouse_kind(kind: event::MouseEventKind) -> MouseEventKind {
    match kind {
        event::MouseEventKind::Down(which) => MouseEventKind::Down(button(which)),
        event::MouseEventKind::Up(which) => MouseEventKind::Up(button(which)),
        event::MouseEventKind::Drag(which) => MouseEventKind::Drag(button(which)),
        event::MouseEventKind::Moved => MouseEventKind::Moved,
        event::MouseEventKind::ScrollDown => MouseEventKind::ScrollDown,
        event::MouseEventKind::ScrollUp => MouseEventKind::ScrollUp,
        event::MouseEventKind::ScrollLeft => MouseEventKind::ScrollLeft,
        event::MouseEventKind::ScrollRight => MouseEventKind::ScrollRight,
    }
}

fn button(button: event::MouseButton) -> MouseButton {
    match button {
        event::MouseButton::Left => MouseButton::Left,
        event::MouseButton::Right => MouseButton::Right,
        event::MouseButton::Middle => MouseButton::Middle,
    }
}
