//! Searching the article.

use crate::model::{Offset, Span};

use ratatui_textarea::TextArea;

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::super::pane;
use super::super::search::Search;

/// Asks what to search for.
pub(super) fn open(app: &mut App) {
    app.prompt = TextArea::default();
    app.mode = Mode::Search;
}

/// Goes to the first match from the selection on; no text means the last search again.
pub(super) fn finish(app: &mut App) {
    app.mode = app.home;
    let text = app.prompt.lines().concat();
    let Some(desk) = app.desk_mut() else { return };
    if let Some(search) = Search::new(&text, &desk.document) {
        desk.search = Some(search);
        let from = desk.selected().start();
        go(app, |search, desk| search.from(from).map(|found| (found, None)).or_else(|| from_the_top(search, desk)));
    } else {
        next(app, 1);
    }
}

/// Searches for what is selected, from there on.
pub(super) fn selection(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    let selected = desk.selected();
    let text = desk.document.quote(selected).to_owned();
    desk.search = Search::new(&text, &desk.document);
    next(app, 1);
    if app.desk().is_some_and(|desk| desk.selected() == selected && desk.search.is_some()) {
        app.say(format!("the only “{}” in this article", in_short(&text)));
    }
}

/// Goes to a match further on, round the end of the article if need be.
pub(super) fn next(app: &mut App, count: usize) {
    for _ in 0..count {
        go(app, |search, desk| {
            let after: Offset = desk.document.next_grapheme(desk.selected().start());
            search.from(after).map(|found| (found, None)).or_else(|| from_the_top(search, desk))
        });
    }
}

/// Goes to a match further back, round the start of the article if need be.
pub(super) fn previous(app: &mut App, count: usize) {
    for _ in 0..count {
        go(app, |search, desk| {
            let found = search.before(desk.selected().start());
            let from_the_end = || search.before(desk.document.end()).map(|found| (found, Some("start")));
            found.map(|found| (found, None)).or_else(from_the_end)
        });
    }
}

fn from_the_top(search: &Search, desk: &Desk) -> Option<(Span, Option<&'static str>)> {
    search.from(desk.document.start()).map(|found| (found, Some("end")))
}

/// Selects what `find` finds; it also says round which end of the article that was.
fn go(app: &mut App, find: impl FnOnce(&Search, &Desk) -> Option<(Span, Option<&'static str>)>) {
    let Some(desk) = app.desk_mut() else { return };
    let Some(search) = desk.search.take() else {
        let (asks, takes) = (app.key(Action::Search), app.key(Action::SearchSelection));
        app.warn(format!("nothing searched for yet: {asks} asks what to search for, {takes} takes what is selected"));
        return;
    };
    let found = find(&search, desk);
    let text = search.text().to_owned();
    desk.search = Some(search);
    match found {
        Some((found, round)) => {
            let start = desk.selection.cursor();
            desk.select(found);
            desk.extending = false;
            desk.take_up_what_was_entered(start);
            if let Some(end) = round {
                app.say(format!("search went round the {end} of the article"));
            }
        }
        None => app.warn(format!("no “{}” in this article", in_short(&text))),
    }
}

/// A text for a message.
fn in_short(text: &str) -> String {
    pane::fold(text, 40, 1).concat()
}
