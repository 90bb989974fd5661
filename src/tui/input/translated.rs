//! The events of the library that reads keys, as the events that the screen knows.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use termina::event::{self, Modifiers};

/// Each modifier in both libraries.
const MODIFIERS: &[(Modifiers, KeyModifiers)] = &[
    (Modifiers::SHIFT, KeyModifiers::SHIFT),
    (Modifiers::ALT, KeyModifiers::ALT),
    (Modifiers::CONTROL, KeyModifiers::CONTROL),
    (Modifiers::SUPER, KeyModifiers::SUPER),
    (Modifiers::HYPER, KeyModifiers::HYPER),
    (Modifiers::META, KeyModifiers::META),
];

/// The same event; `None` for what the screen has no use for, such as answers to questions that it never asks.
pub(super) fn translated(event: &termina::Event) -> Option<Event> {
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
