//! Ties that are offered: one key takes the likeliest, one says that no source is named.

use super::common::{app_of, press, quotes};
use super::{held, said};
use ascribe::model::Label;
use ascribe::tui::App;

fn offered(app: &App) -> String {
    let desk = app.desk().unwrap();
    desk.offered.next.first().map(|offer| desk.describe(offer, 60)).unwrap_or_default()
}

fn ties(app: &App) -> Vec<&'static str> {
    app.desk().unwrap().set.relations().map(|tie| tie.kind.name()).collect()
}

#[test]
fn the_nearest_source_in_the_sentence_is_offered_to_a_claim() {
    let mut app = app_of("<s>Pell</s> came. <c>It ho⟦l⟧ds</c>, <s>Vey</s> said.");
    assert_eq!(offered(&app), "source “Vey”");
    press(&mut app, ";");
    assert_eq!(
        (ties(&app), said(&app), held(&app)),
        (vec!["attributed-to"], "tied to source “Vey”".into(), "claim It holds".into())
    );
    press(&mut app, "u");
    assert!(ties(&app).is_empty());
}

#[test]
fn a_source_that_is_not_marked_yet_is_marked_and_tied_at_once() {
    let mut app = app_of("<c>“It will ho⟦l⟧d,”</c> said Mara Vey.");
    assert_eq!(offered(&app), "source “Mara Vey”");
    press(&mut app, ";");
    assert_eq!((ties(&app), quotes(&app, Label::Source)), (vec!["attributed-to"], vec!["Mara Vey".to_owned()]));
    press(&mut app, "u");
    assert!(ties(&app).is_empty() && quotes(&app, Label::Source).is_empty(), "both are one undo");
}

#[test]
fn an_actor_comes_after_the_source() {
    let mut app = app_of("<c>The dam of <a>Orlo</a> ho⟦l⟧ds</c>, <s>Vey</s> said.");
    press(&mut app, ";");
    assert_eq!(offered(&app), "actor “Orlo”");
    press(&mut app, ";");
    assert_eq!(ties(&app), ["attributed-to", "about"]);
    press(&mut app, ";");
    assert_eq!(said(&app), "! nothing near here that it could be tied to; r ties it to any annotation");
}

#[test]
fn a_denial_is_offered_the_claim_it_denies() {
    let mut app = app_of("<c>The dam leaks.</c> <s>Vey</s> denied <d>th⟦a⟧t</d>.");
    press(&mut app, "; ;");
    assert_eq!(ties(&app), ["attributed-to", "denies"]);
}

#[test]
fn a_source_is_offered_the_claim_that_has_none() {
    let mut app = app_of("<c>It holds</c>, said <s>Ve⟦y⟧</s>.");
    assert_eq!(offered(&app), "claim “It holds”");
    press(&mut app, ";");
    assert_eq!(ties(&app), ["attributed-to"]);
}

#[test]
fn no_source_named_is_one_key_and_ends_the_offer() {
    let mut app = app_of("<c>It ho⟦l⟧ds</c>, <s>Vey</s> said.");
    press(&mut app, "0");
    assert_eq!(app.desk().unwrap().in_hand().unwrap().tags, ["no-source-named"]);
    assert_eq!(said(&app), "the article names no source for it");
    assert_eq!(offered(&app), "");
    press(&mut app, "0");
    assert_eq!(offered(&app), "source “Vey”");
    press(&mut app, "w w 0");
    assert_eq!(said(&app), "! only claims and denials have a source; this is a source");
}

#[test]
fn a_count_may_hold_a_zero_all_the_same() {
    let mut app = app_of(&format!("<c>On⟦e⟧</c> {}", "two ".repeat(20)));
    press(&mut app, "1 0 w");
    assert!(app.desk().unwrap().in_hand().unwrap().tags.is_empty());
}
