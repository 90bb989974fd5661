//! The cards of the pane that say something, and their order.

use super::common::{app_of, press};
use super::{held, said};
use ascribe::tui::App;
use ascribe::tui::keymap::Mode;

const TEXT: &str =
    "<s>Vey</s> said <c>it holds</c>, <s>Tarn</s> <c>it rusts</c>, and <d>nobody was told</d>. <c>It rained</c>.";

/// The article with both claims tied to who says so, the second one false and with a note.
fn app() -> App {
    let mut app = app_of(TEXT);
    press(&mut app, "g c r backtab enter tab tab r backtab enter F e \"seen␣in␣the␣Log\" enter g g");
    app
}

/// The cards from top to bottom.
fn cards(app: &App) -> Vec<String> {
    let desk = app.desk().unwrap();
    let all = std::iter::successors(desk.first_card(), |card| desk.next_head(card));
    all.map(|card| ascribe::tui::pane::quote(&desk.document, desk.set.get(&card).unwrap())).collect()
}

#[test]
fn only_the_cards_that_say_what_was_written_are_shown() {
    let mut app = app();
    for (written, expected) in [
        ("status:open", &["it holds", "It rained"][..]),
        ("status:false", &["it rusts"]),
        ("stat", &[]),
        ("label:denial", &["nobody was told"]),
        ("source:vey", &["it holds"]),
        ("person:trn", &["it rusts"]),
        ("note:log", &["it rusts"]),
        ("note:rust", &[]),
        ("rain", &["It rained"]),
        ("it␣rst", &["it rusts"]),
        ("label:claim␣-status:false", &["it holds", "It rained"]),
        ("-status:false", &["it holds", "nobody was told", "It rained"]),
        ("-person:vey␣-label:denial", &["it rusts", "It rained"]),
        ("status:", &["it holds", "it rusts", "nobody was told", "It rained"]),
    ] {
        press(&mut app, &format!("\\ ctrl-u \"{written}\" enter"));
        assert_eq!(cards(&app), expected, "{written}");
        assert_eq!(said(&app), if expected.is_empty() { "! no card says that" } else { "" });
    }
    press(&mut app, "\\ esc");
    assert_eq!((cards(&app).len(), app.mode), (4, Mode::Read));
}

#[test]
fn the_pane_is_walked_as_it_is_shown_and_follows_edits() {
    let mut app = app();
    press(&mut app, "\\ \"status:open\" enter p g g");
    assert_eq!(held(&app), "claim it holds");
    press(&mut app, "j j");
    assert_eq!(held(&app), "claim It rained", "past the card's source");
    press(&mut app, "V");
    assert_eq!(cards(&app), ["it holds"], "what no longer says so is gone from the pane");
    press(&mut app, "u");
    assert_eq!(cards(&app), ["it holds", "It rained"]);
    press(&mut app, "/ ctrl-u \"rusts\" enter g g");
    assert_eq!((held(&app).as_str(), app.mode), ("claim it rusts", Mode::Pane));
}

#[test]
fn a_filter_that_nothing_says_leaves_the_pane_empty_and_every_key_safe() {
    let mut app = app();
    press(&mut app, "\\ \"zzz\" enter p j k g g G enter x tab esc j");
    assert_eq!(cards(&app), [""; 0]);
}

#[test]
fn one_key_sorts_the_cards_by_one_thing_after_the_other() {
    let mut app = app();
    for (by, expected) in [
        ("status", ["it holds", "It rained", "it rusts", "nobody was told"]),
        ("source", ["it rusts", "it holds", "nobody was told", "It rained"]),
        ("label", ["it holds", "it rusts", "It rained", "nobody was told"]),
        ("latest change", ["it rusts", "it holds", "nobody was told", "It rained"]),
        ("place", ["it holds", "it rusts", "nobody was told", "It rained"]),
    ] {
        press(&mut app, "|");
        assert_eq!(said(&app), format!("cards by {by}"));
        assert_eq!(cards(&app), expected, "{by}");
    }
}
