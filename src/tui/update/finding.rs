//! Searching the article.

use crate::model::{Offset, Span};

use ratatui_textarea::TextArea;

use super::super::app::App;
use super::super::desk::Desk;
use super::super::keymap::Mode;
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
    if let Some(search) = Search::new(&text) {
        desk.search = Some(search);
        let from = desk.selected().start();
        go(app, |search, desk| {
            search.from(&desk.document, from).map(|found| (found, false)).or_else(|| from_the_top(search, desk))
        });
    } else {
        next(app, 1);
    }
}

/// Searches for what is selected, from there on.
pub(super) fn selection(app: &mut App) {
    let Some(desk) = app.desk_mut() else { return };
    desk.search = Search::new(desk.document.quote(desk.selected()));
    next(app, 1);
}

/// Goes to a match further on, round the end of the article if need be.
pub(super) fn next(app: &mut App, count: usize) {
    for _ in 0..count {
        go(app, |search, desk| {
            let after: Offset = desk.document.next_grapheme(desk.selected().start());
            search.from(&desk.document, after).map(|found| (found, false)).or_else(|| from_the_top(search, desk))
        });
    }
}

/// Goes to a match further back, round the start of the article if need be.
pub(super) fn previous(app: &mut App, count: usize) {
    for _ in 0..count {
        go(app, |search, desk| {
            let found = search.before(&desk.document, desk.selected().start());
            let from_the_end = || search.before(&desk.document, desk.document.end()).map(|found| (found, true));
            found.map(|found| (found, false)).or_else(from_the_end)
        });
    }
}

fn from_the_top(search: &Search, desk: &Desk) -> Option<(Span, bool)> {
    search.from(&desk.document, desk.document.start()).map(|found| (found, true))
}

/// Selects what `find` finds; it also says whether that was round an end of the article.
fn go(app: &mut App, find: impl FnOnce(&Search, &Desk) -> Option<(Span, bool)>) {
    let Some(desk) = app.desk_mut() else { return };
    let Some(search) = desk.search.clone() else {
        app.warn("nothing searched for yet: / asks what to search for, * takes what is selected");
        return;
    };
    match find(&search, desk) {
        Some((found, round)) => {
            desk.select(found);
            desk.extending = false;
            if round {
                app.say("search went round the end of the article");
            }
        }
        None => app.warn(format!("no “{}” in this article", search.text())),
    }
}
