//! Showing only what says something: lines of the help, or cards of the pane.

use ratatui_textarea::{CursorMove, TextArea};

use super::super::app::App;
use super::super::keymap::Mode;

/// Asks what the lines or cards are to say, beginning with what they had to say so far.
pub(super) fn open(app: &mut App) {
    app.filtering = app.mode;
    let written = match app.desk() {
        Some(desk) if app.mode != Mode::Help => desk.order.filter.written.clone(),
        _ => app.help_filter.clone(),
    };
    app.prompt = TextArea::new(vec![written]);
    app.prompt.move_cursor(CursorMove::End);
    app.mode = Mode::Filter;
}

/// Shows what says what is written now.
pub(super) fn refresh(app: &mut App) {
    show(app, &app.prompt.lines().concat());
}

/// Shows the help, all of it.
pub(super) fn help(app: &mut App) {
    clear_help(app);
    app.behind_help = app.mode;
    app.mode = Mode::Help;
}

/// Shows all lines of the help again, from the first.
pub(super) fn clear_help(app: &mut App) {
    app.help_filter.clear();
    app.help_line = 0;
}

/// Ends the writing; what it asks for stays.
pub(super) fn keep(app: &mut App) {
    app.mode = app.filtering;
    let none = app.desk().is_some_and(|desk| !desk.order.is_plain() && desk.first_card().is_none());
    if app.mode != Mode::Help && none {
        app.warn("no card says that");
    }
}

/// Ends the writing and shows all again.
pub(super) fn give_up(app: &mut App) {
    show(app, "");
    app.mode = app.filtering;
}

fn show(app: &mut App, written: &str) {
    if app.filtering == Mode::Help {
        clear_help(app);
        written.clone_into(&mut app.help_filter);
    } else if let Some(desk) = app.desk_mut() {
        desk.filter(written);
    }
}

/// Has the cards in another order.
pub(super) fn sort(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    desk.sort(desk.order.by.next());
    let name = desk.order.by.name();
    app.say(format!("cards by {name}"));
}
