//! Doing again what last changed something, on what is selected or in hand now.

use crate::model::{Edit, Label};

use super::super::action::{Action, Effect};
use super::super::app::App;

/// Remembers an action that changed something, if it can be done again elsewhere.
pub(in super::super) fn remember(app: &mut App, action: Action, effect: &Effect) {
    if matches!(effect, Effect::Save(_)) && done(action).is_some() {
        app.again = Some(action);
    }
}

/// What was done, in the words of a message, where it can be done again.
fn done(action: Action) -> Option<String> {
    Some(match action {
        Action::Annotate(label) => format!("marked as {}", label.name()),
        Action::Relabel(label) => format!("made {}", label.with_article()),
        Action::AddSpan => "added as a further piece".to_owned(),
        Action::Replace => "put where the selection was".to_owned(),
        Action::TogglePunctuation => "cut at its punctuation".to_owned(),
        Action::Delete => "deleted".to_owned(),
        Action::SetStatus(status) => format!("found {}", status.name()),
        Action::TakeOffer => "tied".to_owned(),
        Action::NoSource => "without a source".to_owned(),
        Action::MarkAll => "marked all the same".to_owned(),
        _ => return None,
    })
}

/// Whether doing it several times is more than doing it once.
fn adds_up(action: Action) -> bool {
    matches!(action, Action::Annotate(_) | Action::TakeOffer | Action::Delete)
}

/// Does it again, `count` times where that adds up, and says what that was.
pub(super) fn repeat(app: &mut App, count: usize) -> Effect {
    let Some(action) = app.again else {
        let key = app.keymap.key_of(app.mode, Action::Repeat).unwrap_or_default();
        app.warn(format!("nothing to repeat yet; {key} does again what last changed something"));
        return Effect::None;
    };
    if let Some(label) = label_without_check(app, action) {
        app.warn(format!("only claims are checked; this is {}", label.with_article()));
        return Effect::None;
    }
    let (mut all, mut times) = (Edit::default(), 0);
    let wanted = if adds_up(action) { count } else { 1 };
    while times < wanted {
        app.message = None;
        let Effect::Save(edit) = super::update(app, action, 1) else { break };
        all = all.then(edit);
        times = times.saturating_add(1);
    }
    if times == 0 {
        return Effect::None;
    }
    let again = if times == 1 { "again".to_owned() } else { format!("{times} times") };
    match &app.message {
        // Why it was not done more often.
        Some(message) if message.warns => {}
        Some(message) => app.say(format!("{again}: {}", message.text)),
        None => app.say(format!("{again}: {}", done(action).unwrap_or_default())),
    }
    Effect::Save(all)
}

/// The label of what is in hand, where a status is to be recorded for what has none.
fn label_without_check(app: &App, action: Action) -> Option<Label> {
    let label = app.desk()?.in_hand()?.label;
    (matches!(action, Action::SetStatus(_)) && label != Label::Claim).then_some(label)
}
