//! The palette's keys: choosing an action, and doing it where the palette was opened from.

use ratatui_textarea::TextArea;

use crate::model::Motion;

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::keymap::Mode;
use super::super::palette::{self, Palette};

/// Opens the palette for the actions of the present mode.
pub(super) fn open(app: &mut App, count: usize) {
    app.palette = Some(Palette { from: app.mode, count, chosen: 0 });
    app.prompt = TextArea::default();
    app.mode = Mode::Palette;
}

/// The actions that match what is written so far, the best first.
fn actions(app: &App) -> Vec<Action> {
    let from = app.palette.map_or(app.home, |palette| palette.from);
    palette::matching(&app.keymap, from, &app.prompt.lines().concat()).into_iter().map(|row| row.action).collect()
}

/// Chooses another one.
pub(super) fn choose(app: &mut App, motion: Motion) {
    let last = actions(app).len().saturating_sub(1);
    let Some(palette) = &mut app.palette else { return };
    let chosen = match motion {
        Motion::Next => palette.chosen.saturating_add(1).min(last),
        Motion::Previous => palette.chosen.saturating_sub(1),
        Motion::Start => 0,
        Motion::End => last,
    };
    let stays = chosen == palette.chosen;
    palette.chosen = chosen;
    if stays {
        super::walking::no_more_lines(app, motion);
    }
}

/// Does the chosen one.
pub(super) fn finish(app: &mut App) -> Effect {
    let Some(palette) = app.palette else { return Effect::None };
    let Some(action) = actions(app).get(palette.chosen).copied() else {
        app.warn("nothing here is called that");
        return Effect::None;
    };
    leave(app);
    if palette.count > 1 {
        app.count = Some(palette.count);
    }
    app.act(action)
}

/// Goes back to where it was opened from.
pub(super) fn leave(app: &mut App) {
    app.mode = app.palette.take().map_or(app.home, |palette| palette.from);
}
