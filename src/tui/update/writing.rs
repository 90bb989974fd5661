//! Writing notes and other fields: each key press is an edit, so that nothing that was typed can be lost.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};

use super::super::action::{Action, Effect};
use super::super::app::{App, Writing};
use super::super::field::Field;
use super::super::input::LONGEST_PASTE_BYTES;
use super::super::keymap::Mode;
use crate::model::{Evidence, is_date};

/// Opens a field of the annotation in hand. One for a date that is empty says `today` at first.
pub(super) fn open(app: &mut App, field: Field, today: &str) -> Effect {
    let Some(id) = super::marking::in_hand(app) else { return Effect::None };
    let Some(text) = app.desk().and_then(|desk| desk.set.get(&id)).map(|it| field.read(it)) else {
        return Effect::None;
    };
    let begins = field.is_date() && text.is_empty();
    let text = if begins { today.to_owned() } else { text };
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    app.writing = Some(Writing { id, field, from: app.mode, area });
    app.mode = Mode::Write;
    if begins { store(app) } else { Effect::None }
}

/// A key that writes, in a field or in the search prompt.
pub(in super::super) fn type_key(app: &mut App, event: KeyEvent) -> Effect {
    if matches!(app.mode, Mode::Search | Mode::Palette | Mode::Filter | Mode::Name) {
        input(&mut app.prompt, event);
        // A search is one line, whatever key would start another.
        if app.prompt.lines().len() > 1 {
            app.prompt.delete_newline();
        }
        written(app);
        return Effect::None;
    }
    // Keys that only move change nothing, however the text would be written back.
    if app.writing.as_mut().is_some_and(|writing| input(&mut writing.area, event)) { store(app) } else { Effect::None }
}

/// Text that was pasted, its control characters taken out.
pub(in super::super) fn paste(app: &mut App, text: &str) -> Effect {
    let cut = text.floor_char_boundary(LONGEST_PASTE_BYTES.min(text.len()));
    let rest = text.len().saturating_sub(cut);
    let text = text.get(..cut).unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let clean: String = text.chars().filter(|character| *character == '\n' || !character.is_control()).collect();
    if rest > 0 && app.mode.writes() {
        app.warn(format!("only the first {} KB were pasted", LONGEST_PASTE_BYTES / 1024));
    }
    if app.mode.writes() {
        return insert(app, clean);
    }
    let note = app.key(Action::Write(Field::Note));
    app.warn(format!("nothing to paste into: {note} opens the note of the annotation in hand"));
    Effect::None
}

/// Writes a text where text is written; it is stored once, however long it is.
pub(in super::super) fn insert(app: &mut App, text: String) -> Effect {
    if app.mode != Mode::Write {
        app.prompt.insert_str(text.replace('\n', " "));
        written(app);
        return Effect::None;
    }
    if let Some(writing) = &mut app.writing {
        writing.area.insert_str(text);
    }
    store(app)
}

/// What matches what is written now is another list, begun at its best.
fn written(app: &mut App) {
    if let Some(palette) = &mut app.palette {
        palette.chosen = 0;
    }
    if app.mode == Mode::Filter {
        super::filtering::refresh(app);
    }
}

/// Starts a new line.
pub(super) fn new_line(app: &mut App) -> Effect {
    if let Some(writing) = &mut app.writing {
        writing.area.insert_newline();
    }
    store(app)
}

/// Ends the writing; its steps are one undo.
pub(super) fn close(app: &mut App) {
    let Some(Writing { id, field, from, area }) = app.writing.take() else { return };
    app.mode = from;
    let text = area.lines().join("\n");
    let known = app.desk().and_then(|desk| desk.set.get(&id)).map(|it| it.check.evidence.clone()).unwrap_or_default();
    if let Some(flaw) =
        (field == Field::Evidence).then(|| Evidence::of_lines(&text, &known).1).and_then(|it| it.into_iter().next())
    {
        app.warn(flaw.kept());
    }
    let written = area.lines().concat();
    if field.is_date() && !written.is_empty() && !is_date(&written) {
        app.warn(format!("“{written}” is no date such as 2026-11-22; it is kept as it is written"));
    }
    if let Some(desk) = app.desk_mut() {
        desk.history.close();
    }
}

/// Gives a key to a text area as readline would understand it, where the area's own keys differ; says whether the text
/// changed.
fn input(area: &mut TextArea<'static>, event: KeyEvent) -> bool {
    match (event.code, event.modifiers) {
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => area.delete_line_by_head(),
        (KeyCode::Char('y'), KeyModifiers::CONTROL) => area.paste(),
        (KeyCode::Char('z' | '_'), KeyModifiers::CONTROL) => area.undo(),
        _ => area.input(event),
    }
}

/// Puts what is written so far into the annotation.
fn store(app: &mut App) -> Effect {
    let Some(writing) = &app.writing else { return Effect::None };
    let (id, field, text) = (writing.id.clone(), writing.field, writing.area.lines().join("\n"));
    let Some(desk) = app.desk() else { return Effect::None };
    let edit = desk.set.changing(&id, |annotation| field.write(annotation, text));
    app.apply(edit, true)
}
