//! Showing only those lines of the help that say something.

use ratatui_textarea::{CursorMove, TextArea};

use super::super::app::App;
use super::super::keymap::Mode;

/// Asks what the lines are to say, beginning with what they had to say so far.
pub(super) fn open(app: &mut App) {
    app.prompt = TextArea::new(vec![app.help_filter.clone()]);
    app.prompt.move_cursor(CursorMove::End);
    app.mode = Mode::Filter;
}

/// Shows the lines that say what is written now.
pub(super) fn refresh(app: &mut App) {
    app.help_filter = app.prompt.lines().concat();
    app.help_line = 0;
}

/// Shows all lines again, from the first.
pub(super) fn clear(app: &mut App) {
    app.help_filter.clear();
    app.help_line = 0;
}

/// Ends the writing and shows all lines again.
pub(super) fn give_up(app: &mut App) {
    clear(app);
    app.mode = Mode::Help;
}
