//! Asking for a name at the first change, where neither the command line nor the configuration says one.

use ratatui_textarea::TextArea;

use super::super::action::{Action, Effect};
use super::super::app::App;
use super::super::keymap::Mode;

/// Asks for a name instead of doing an action that changes something, once; true where it asks.
pub(super) fn asks(app: &mut App, action: Action, count: usize) -> bool {
    let is_due = app.creator.is_empty() && !app.was_asked && app.tutor.is_none();
    if !is_due || !action.edits() || app.desk().is_none() {
        return false;
    }
    app.was_asked = true;
    app.after_name = Some((action, count, app.mode));
    app.prompt = TextArea::default();
    app.mode = Mode::Name;
    true
}

/// Works under the name that was written, and does what it was asked for.
pub(super) fn take(app: &mut App) -> Effect {
    app.prompt.lines().concat().trim().clone_into(&mut app.creator);
    go_on(app)
}

/// Does it without a name.
pub(super) fn go_on(app: &mut App) -> Effect {
    let Some((action, count, mode)) = app.after_name.take() else { return Effect::None };
    app.mode = mode;
    let effect = super::update(app, action, count);
    // Letters are nothing to who doesn't read what they are for.
    if app.message.is_none() && app.aim.is_none() {
        if app.creator.is_empty() {
            app.warn("no name is recorded; --as NAME gives one, or creator = \"NAME\" in the configuration");
        } else {
            app.say(format!("recorded as {}; creator = \"…\" in the configuration keeps the name", app.creator));
        }
    }
    effect
}
