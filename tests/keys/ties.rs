//! Tying annotations together: the kind follows from the two labels, whichever is named first.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::tui::keymap::Mode;
use ascribe::tui::{App, Effect};

/// All ties as `claim One attributed-to source two`.
fn ties(app: &App) -> Vec<String> {
    let desk = app.desk().unwrap();
    let end = |id| {
        let annotation = desk.set.get(id).unwrap();
        format!("{} {}", annotation.label.name(), ascribe::tui::pane::quote(&desk.document, annotation))
    };
    desk.set.relations().map(|tie| format!("{} {} {}", end(&tie.from), tie.kind.name(), end(&tie.to))).collect()
}

#[track_caller]
fn check_ties(text: &str, keys: &str, expected: &[&str]) {
    let mut app = app_of(text);
    press(&mut app, keys);
    assert_eq!(ties(&app), expected, "after {keys}");
}

#[test]
fn the_kind_follows_from_the_labels_in_both_directions() {
    for (text, expected) in [
        ("<c>One</c> <s>two</s>", "claim One attributed-to source two"),
        ("<d>One</d> <s>two</s>", "denial One attributed-to source two"),
        ("<c>One</c> <a>two</a>", "claim One about actor two"),
        ("<d>One</d> <a>two</a>", "denial One by actor two"),
        ("<d>One</d> <c>two</c>", "denial One denies claim two"),
    ] {
        check_ties(text, "w r w enter", &[expected]);
        check_ties(text, "w w r b r", &[expected]);
        check_ties(text, "w r tab enter", &[expected]);
        check_ties(text, "w w r backtab enter", &[expected]);
    }
}

#[test]
fn labels_that_nothing_ties_stay_untied_with_the_reason() {
    for (text, expected) in [
        ("<a>One</a> <s>two</s>", "! nothing ties an actor to a source"),
        ("<a>One</a> <a>two</a>", "! nothing ties an actor to an actor"),
        ("<c>One</c> <c>two</c>", "! nothing ties a claim to a claim"),
    ] {
        let mut app = app_of(text);
        assert_eq!(press(&mut app, "w r w enter").last(), Some(&Effect::None));
        assert_eq!(said(&app), expected);
        assert_eq!(ties(&app), [""; 0]);
        assert_eq!(app.mode, Mode::Relate, "another can be chosen");
    }
}

#[test]
fn tying_again_unties() {
    check_ties("<c>One</c> <s>two</s>", "w r w enter r w enter", &[]);
    check_ties("<c>One</c> <s>two</s>", "w r w enter w r b enter", &[]);
    let mut app = app_of("<c>One</c> <s>two</s>");
    press(&mut app, "w r w enter");
    assert_eq!(said(&app), "tied: attributed-to");
    press(&mut app, "r w enter");
    assert_eq!(said(&app), "untied; u ties them again");
    press(&mut app, "u");
    assert_eq!(ties(&app), ["claim One attributed-to source two"]);
}

#[test]
fn an_annotation_is_not_tied_to_itself() {
    let mut app = app_of("<c>One</c> <s>two</s>");
    press(&mut app, "w r enter");
    assert_eq!(said(&app), "! type the letter before the annotation to tie it to, or go there and press enter");
    assert_eq!(app.mode, Mode::Relate);
    press(&mut app, "w enter");
    assert_eq!(ties(&app), ["claim One attributed-to source two"]);
}

#[test]
fn esc_leaves_it_untied() {
    for out in ["esc", "q", "ctrl-c"] {
        let mut app = app_of("<c>One</c> <s>two</s>");
        press(&mut app, &format!("w r w {out}"));
        assert_eq!((ties(&app).len(), app.mode), (0, Mode::Read));
        assert_eq!(app.relating, None);
    }
}

#[test]
fn what_was_tied_is_in_hand_again_so_that_more_can_be_tied_to_it() {
    let mut app = app_of("<c>One</c> <s>two</s> <a>three</a>");
    press(&mut app, "w r w enter");
    assert_eq!(held(&app), "claim One");
    press(&mut app, "r w w enter");
    assert_eq!(ties(&app), ["claim One attributed-to source two", "claim One about actor three"]);
    assert_eq!(held(&app), "claim One");
}

#[test]
fn while_tying_every_motion_leads_to_the_other() {
    check_ties("<c>One.</c> Two. <s>Three.</s>", "w r 2 j enter", &["claim One. attributed-to source Three."]);
    check_ties("<c>One.</c>\n\n<s>Two.</s>", "w r } enter", &["claim One. attributed-to source Two."]);
    check_ties("<c>One.</c>\n\n<s>Two.</s>", "w r G enter", &["claim One. attributed-to source Two."]);
    check_ties("<c>One <s>two</s></c>", "w r w enter", &["claim One two attributed-to source two"]);
    check_ties("<c><s>One</s></c>", "w r , enter", &["claim One attributed-to source One"]);
}

#[test]
fn a_tie_is_one_undo() {
    check_ties("<c>One</c> <s>two</s>", "w r w enter u", &[]);
    check_ties("<c>One</c> <s>two</s>", "w r w enter u U", &["claim One attributed-to source two"]);
}

#[test]
fn deleting_an_end_takes_the_tie_along_and_undo_brings_it_back() {
    check_ties("<c>One</c> <s>two</s>", "w r w enter w x", &[]);
    check_ties("<c>One</c> <s>two</s>", "w r w enter w x u", &["claim One attributed-to source two"]);
}

#[test]
fn another_label_turns_ties_into_what_fits_and_drops_the_others() {
    let mut app = app_of("<c>One</c> <s>two</s> <a>three</a>");
    press(&mut app, "w r w enter r w w enter i d");
    assert_eq!(ties(&app), ["denial One attributed-to source two", "denial One by actor three"]);
    press(&mut app, "u");
    assert_eq!(ties(&app), ["claim One attributed-to source two", "claim One about actor three"]);
    press(&mut app, "i a");
    assert_eq!(ties(&app), [""; 0], "{}", marked(&app));
    assert_eq!(said(&app), "2 ties no longer fit and are gone; u brings them back");
    press(&mut app, "u");
    assert_eq!(ties(&app).len(), 2);
}

#[test]
fn one_tie_that_no_longer_fits_is_spoken_of_in_the_singular() {
    let mut app = app_of("<c>One</c> <s>two</s>");
    press(&mut app, "w r w enter i a");
    assert_eq!(said(&app), "1 tie no longer fits and is gone; u brings it back");
}

#[test]
fn tying_needs_an_annotation_in_hand() {
    let mut app = app_of("One two");
    press(&mut app, "r");
    assert_eq!(
        (said(&app).as_str(), app.mode),
        ("! no annotation in hand: mark the selection with a c s d first", Mode::Read)
    );
    check("One <s>two</s>", "r w w", "One <s>⟦two⟧</s>");
}

#[test]
fn marks_cannot_be_made_while_tying() {
    let mut app = app_of("<c>One</c> two");
    press(&mut app, "w r w a");
    assert_eq!(said(&app), "! a does nothing here; esc leaves");
    assert_eq!(marked(&app), "<c>One</c> ⟦two⟧");
}
