//! Recording what checking a claim found.

use super::common::{app_of, press};
use super::said;
use ascribe::model::{Check, Rank, Stance, Status};
use ascribe::tui::keymap::Mode;
use ascribe::tui::{App, Effect};

fn record(app: &App) -> &Check {
    &app.desk().unwrap().in_hand().unwrap().check
}

#[test]
fn enter_and_a_letter_record_the_status_with_who_and_when() {
    for (key, status) in [
        ("p", Status::InProgress),
        ("v", Status::Verified),
        ("c", Status::Corrected),
        ("d", Status::Disputed),
        ("f", Status::False),
        ("x", Status::Unverifiable),
        ("n", Status::NotCheckable),
    ] {
        let mut app = app_of("<c>On⟦e⟧</c> two.");
        let effects = press(&mut app, &format!("enter {key}"));
        assert!(matches!(effects[..], [Effect::None, Effect::Save(_)]));
        assert_eq!((record(&app).status, app.mode), (status, Mode::Read));
        let settled = status != Status::InProgress;
        assert_eq!(record(&app).checked_by, if settled { "tester" } else { "" });
        assert_eq!(record(&app).checked_on.is_empty(), !settled);
        press(&mut app, "u");
        assert!(record(&app).is_blank());
    }
}

#[test]
fn the_same_status_again_changes_nothing() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    assert_eq!(press(&mut app, "enter u").last(), Some(&Effect::None));
    assert_eq!(said(&app), "! it is unchecked already");
}

#[test]
fn opening_a_claim_again_takes_back_who_checked_it() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "enter v enter u");
    assert!(record(&app).is_blank());
}

#[test]
fn evidence_is_a_line_each() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(
        &mut app,
        "enter e \"https://a.example␣|␣p.␣4␣|␣contradicts␣|␣secondary␣|␣table␣2\" alt-enter \"minutes\" enter",
    );
    let evidence = &record(&app).evidence;
    assert_eq!(evidence.len(), 2);
    assert_eq!((evidence[0].source.as_str(), evidence[0].locator.as_str()), ("https://a.example", "p. 4"));
    assert_eq!((evidence[0].stance, evidence[0].rank), (Stance::Contradicts, Rank::Secondary));
    assert_eq!(evidence[0].note, "table 2");
    assert_eq!((evidence[1].source.as_str(), evidence[1].stance), ("minutes", Stance::Supports));
    press(&mut app, "u");
    assert!(record(&app).is_blank());
}

#[test]
fn looking_at_evidence_leaves_it_as_it_is() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    let desk = app.desk_mut().unwrap();
    let id = desk.in_hand.clone().unwrap();
    let edit = desk.set.changing(&id, |it| {
        let odd = ascribe::model::Evidence { source: "a | b".into(), note: "two\nlines".into(), ..Default::default() };
        it.check.evidence = vec![odd];
    });
    desk.set.apply(&edit).unwrap();
    let effects = press(&mut app, "enter e left right home end esc");
    assert!(effects.iter().all(|effect| *effect == Effect::None));
    assert_eq!(record(&app).evidence[0].source, "a | b");
}

#[test]
fn every_other_field_has_its_key() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    for (key, text) in [("k", "six"), ("q", "how?"), ("a", "so"), ("r", "2026-11-22"), ("R", "no")] {
        press(&mut app, &format!("enter {key} \"{text}\" enter"));
        assert_eq!(app.mode, Mode::Read);
    }
    let check = record(&app);
    assert_eq!((check.correction.as_str(), check.question.as_str(), check.answer.as_str()), ("six", "how?", "so"));
    assert_eq!((check.reply_asked.as_str(), check.reply_received.as_str()), ("2026-11-22", "no"));
}

#[test]
fn only_claims_are_checked() {
    for (text, expected) in [
        ("<s>On⟦e⟧</s>", "! only claims are checked; this is a source"),
        ("<a>On⟦e⟧</a>", "! only claims are checked; this is an actor"),
    ] {
        let mut app = app_of(text);
        press(&mut app, "enter");
        assert_eq!((said(&app).as_str(), app.mode), (expected, Mode::Read));
    }
}

#[test]
fn esc_leaves_the_check_as_it_is() {
    for out in ["esc", "enter", "ctrl-c"] {
        let mut app = app_of("<c>On⟦e⟧</c>");
        press(&mut app, &format!("enter {out}"));
        assert_eq!(app.mode, Mode::Read);
        assert!(record(&app).is_blank());
    }
}
