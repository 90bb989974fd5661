//! What is on the screen, drawn whole from the state each time.

mod article;
mod boxes;
mod card;
mod following;
mod guesses;
mod help;
mod hints;
mod lesson;
mod line;
mod list;
mod palette;
mod pane;
mod review;
mod status;
mod summary;

use ratatui::Frame;
use ratatui::layout::Position;

use super::app::App;
use super::keymap::Mode;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame, app: &App) {
    let areas = app.areas;
    let buffer = frame.buffer_mut();
    if areas.too_small {
        let notice = ["too small: 20 × 5 needed", "20 × 5 needed", "20×5"];
        let notice = notice.into_iter().find(|text| line::columns(text) <= areas.screen.width);
        line::put(buffer, areas.screen, notice.unwrap_or_default(), app.theme.alarm);
        return;
    }
    // The palette opens over what it was opened from.
    let below = match app.palette {
        Some(palette) => palette.from,
        None if app.mode == Mode::Filter => app.filtering,
        None => app.mode,
    };
    let mut cursor = match below {
        Mode::Help => help::draw(buffer, app),
        Mode::List => list::draw(buffer, app),
        Mode::Summary => summary::draw(buffer, app),
        _ => panes(buffer, app, below),
    };
    if app.mode == Mode::Palette {
        cursor = palette::draw(buffer, app);
    }
    following::draw(buffer, app);
    lesson::draw(buffer, app);
    let prompt = status::draw(buffer, app);
    if let Some(place) = prompt.or(cursor) {
        frame.set_cursor_position(place);
    }
}

/// Draws text and pane, and whatever is being written over them; says where the cursor is.
fn panes(buffer: &mut ratatui::buffer::Buffer, app: &App, mode: Mode) -> Option<Position> {
    let desk = app.desk()?;
    let areas = app.areas;
    let pane_has_keys = app.pane_has_keys();
    let in_text = (!areas.one_at_a_time || !pane_has_keys).then(|| article::draw(buffer, app, desk)).flatten();
    let in_pane = (!areas.one_at_a_time || pane_has_keys).then(|| pane::draw(buffer, app, desk)).flatten();
    let cursor = if pane_has_keys { in_pane } else { in_text };
    match mode {
        Mode::Write => {
            // What is written into a field of the card is seen beside the others.
            if app.writing.as_ref().is_some_and(|writing| writing.from == Mode::Check) {
                card::draw(buffer, app, desk);
            }
            boxes::writing(buffer, app, desk)
        }
        Mode::Check => card::draw(buffer, app, desk),
        Mode::Review => review::draw(buffer, app, desk),
        _ => cursor,
    }
}
