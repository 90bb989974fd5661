//! Guesses in the text: what a label key would take is underlined, with its key in the blank before it.
//!
//! ```text
//! lane of marks   A C│
//! key in a blank     │…said on Monday.cSome 58,000 vehicles a day
//!                    │                 ~~~~~~~~~~~~~~~~~~~~~~~~~~
//! before a quote     │she said.c“The dam is safe,” said a minister
//!                    │            ~~~~~~~~~~~~~~~
//! at a row's start   c“It holds,” he said.
//! ```
//!
//! Never a letter of the text is covered: where no blank is before the first word, the underline stands alone.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::super::app::App;
use super::super::desk::Desk;
use super::super::guess::Guess;
use super::super::keymap::Mode;
use super::super::{Action, display};
use crate::model::quotation_mark::is_quotation_mark;
use crate::model::{Label, Offset, Span};

/// The guesses that are shown in the text: where label keys take them at once, and no hints lie over it.
pub(super) fn shown<'a>(app: &App, desk: &'a Desk) -> &'a [Guess] {
    let takes = app.mode == Mode::Read && app.aim.is_none() && app.count.is_none();
    if takes { desk.guesses.shown() } else { &[] }
}

/// Their pieces, each with its label, the shortest first: of two over each other the inner one is underlined as its own.
pub(super) fn pieces(app: &App, desk: &Desk) -> Vec<(Span, Label)> {
    let spans = |guess: &Guess| -> Vec<(Span, Label)> {
        guess.place.as_slice().iter().map(|span| (*span, guess.label)).collect()
    };
    let mut pieces: Vec<_> = shown(app, desk).iter().flat_map(spans).collect();
    pieces.sort_by_key(|(span, _)| span.len_bytes());
    pieces
}

/// Draws the key of each guess before its first word, where a blank is on the screen and the cursor isn't on it.
pub(super) fn keys(buffer: &mut Buffer, app: &App, desk: &Desk, rows: &[Span], cursor: Option<Position>) {
    let mut taken: Vec<Position> = cursor.into_iter().collect();
    for guess in shown(app, desk) {
        let key = app.keymap.key_of(app.mode, Action::Annotate(guess.label)).unwrap_or_default();
        let Some(first) = guess.place.as_slice().first() else { continue };
        let Some(mut at) = blank_before(app, desk, rows, first.start()) else { continue };
        // The margin has room for both keys of two that begin together.
        let is_blank = |at: Position| buffer.cell(at).is_some_and(|cell| cell.symbol() == " ");
        while at.x < app.areas.text.x && taken.contains(&at) && at.x > app.areas.lanes.x {
            at.x = at.x.saturating_sub(1);
        }
        if at.x < app.areas.text.x && !is_blank(at) {
            continue;
        }
        // A key that was bound to a longer name has no room, and of two that begin together in a row the likelier one has it.
        if display::width(key) != 1 || taken.contains(&at) {
            continue;
        }
        taken.push(at);
        if let Some(cell) = buffer.cell_mut(at) {
            cell.reset();
            cell.set_symbol(key).set_style(app.theme.hint);
        }
    }
}

/// The cell of the blank before a word or its opening quotation marks; at the start of a row the one in the margin.
fn blank_before(app: &App, desk: &Desk, rows: &[Span], word: Offset) -> Option<Position> {
    let (document, area) = (&desk.document, app.areas.text);
    let nth = rows.iter().position(|row| row.holds(word))?;
    let row = rows.get(nth)?;
    let y = area.y.saturating_add(u16::try_from(nth).ok()?);
    let mut at = word;
    while at > row.start() {
        let before = document.previous_grapheme(at);
        let grapheme = document.slice(before.byte()..at.byte());
        if grapheme == " " {
            return Some(Position { x: area.x.saturating_add(desk.layout.column(document, before)), y });
        }
        if !grapheme.starts_with(is_quotation_mark) {
            return None;
        }
        at = before;
    }
    area.x.checked_sub(1).map(|x| Position { x, y })
}
