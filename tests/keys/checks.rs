//! Recording what checking a claim found.

use super::common::{self, app_of, press};
use super::said;
use ascribe::model::{Check, Rank, Stance, Status};
use ascribe::tui::card::CardLine;
use ascribe::tui::keymap::Mode;
use ascribe::tui::{App, Effect};

fn record(app: &App) -> &Check {
    &app.desk().unwrap().in_hand().unwrap().check
}

#[test]
fn one_key_records_the_status_with_who_and_when() {
    for (_, key, status) in statuses() {
        for (keys, mode) in
            [(key.clone(), Mode::Read), (format!("p {key}"), Mode::Pane), (format!("enter {key}"), Mode::Check)]
        {
            let mut app = app_of("<c>On⟦e⟧</c> two.");
            let effects = press(&mut app, &keys);
            assert!(matches!(effects.last(), Some(Effect::Save(_))), "{keys}");
            assert_eq!((record(&app).status, app.mode), (status, mode), "{keys}");
            let settled = status != Status::InProgress;
            assert_eq!(record(&app).checked_by, if settled { "tester" } else { "" });
            assert_eq!(record(&app).checked_on.is_empty(), !settled);
            press(&mut app, "u");
            assert!(record(&app).is_blank());
        }
    }
}

/// Each status but the first, with its key.
fn statuses() -> impl Iterator<Item = (usize, String, Status)> {
    let all = ascribe::model::check::STATUSES.iter().enumerate().skip(1);
    all.map(|(nth, row)| (nth, row.0.letter().to_string(), row.0))
}

#[test]
fn a_status_says_what_is_missing_then() {
    let mut app = app_of("<c>Ana Vey is lat⟦e⟧</c>.");
    press(&mut app, "V");
    assert_eq!(said(&app), "verified; missing: no-source, no-reply (Ana Vey), no-evidence");
    press(&mut app, "0 enter e \"log\" enter w \"trivial\" enter F");
    assert_eq!(said(&app), "false");
}

#[test]
fn in_the_pane_the_claim_is_checked_on_whose_card_the_cursor_is() {
    let mut app = app_of("<s>Vey</s> said <c>it holds⟦.⟧</c>");
    press(&mut app, ";");
    press(&mut app, "p j");
    assert_eq!(super::held(&app), "source Vey");
    press(&mut app, "V");
    assert_eq!((super::held(&app).as_str(), record(&app).status), ("claim it holds.", Status::Verified));
    press(&mut app, "j enter");
    assert_eq!((super::held(&app).as_str(), app.mode), ("claim it holds.", Mode::Check));
}

#[test]
fn the_same_status_again_changes_nothing() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    assert_eq!(press(&mut app, "T").last(), Some(&Effect::None));
    assert_eq!(said(&app), "! it is unchecked already");
}

#[test]
fn opening_a_claim_again_takes_back_who_checked_it() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "V T");
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
    assert_eq!((evidence[0].stance, evidence[0].rank), (Some(Stance::Contradicts), Some(Rank::Secondary)));
    assert_eq!(evidence[0].note, "table 2");
    assert_eq!((evidence[1].source.as_str(), evidence[1].stance), ("minutes", None));
    press(&mut app, "u");
    assert!(record(&app).is_blank());
}

#[test]
fn evidence_is_kept_as_it_is_typed_and_a_word_that_is_no_stance_is_told_at_once() {
    for (typed, source, note, told) in [
        ("memo | p. 4 | refutes | tertiary", "memo", "refutes | tertiary", "! `refutes` is none of supports, "),
        ("Court ruling 12/24 | p. 3 | against", "Court ruling 12/24", "against", "! `against` is none of supports, "),
        ("https://x.com/a|b?c=1", "https://x.com/a|b?c=1", "", ""),
    ] {
        let mut app = app_of("<c>On⟦e⟧</c> two.");
        press(&mut app, &format!("enter e \"{}\" enter", typed.replace(' ', "␣")));
        assert!(said(&app).starts_with(told) && said(&app).is_empty() == told.is_empty(), "{}", said(&app));
        let evidence = &record(&app).evidence[0];
        assert_eq!((evidence.source.as_str(), evidence.note.as_str()), (source, note));
        assert_eq!((evidence.stance, evidence.rank), (None, None));
        let before = record(&app).clone();
        press(&mut app, "e \"x\" backspace enter");
        assert_eq!(record(&app).evidence, before.evidence, "the line is opened again as it was");
    }
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
fn every_other_field_has_its_key_and_leads_back_to_the_card() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "enter");
    let fields = [("c", "six"), ("q", "how?"), ("a", "so"), ("y", "no"), ("w", "trivial"), ("n", "why"), ("t", "x")];
    for (key, text) in fields {
        press(&mut app, &format!("{key} \"{text}\" enter"));
        assert_eq!(app.mode, Mode::Check);
    }
    let check = record(&app);
    assert_eq!((check.correction.as_str(), check.question.as_str(), check.answer.as_str()), ("six", "how?", "so"));
    assert_eq!((check.reply_received.as_str(), check.reply_waived.as_str()), ("no", "trivial"));
    let claim = app.desk().unwrap().in_hand().unwrap();
    assert_eq!((claim.note.as_str(), &claim.tags[..]), ("why", &["x".to_owned()][..]));
}

#[test]
fn a_date_begins_with_today_and_is_kept_however_it_is_written() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    for (key, date) in [
        ("r", (|it| &it.reply_asked) as fn(&Check) -> &String),
        ("o", |it| &it.reply_on),
        ("f", |it| &it.reply_refused),
    ] {
        press(&mut app, &format!("enter {key} enter esc"));
        assert_eq!(date(record(&app)), "2026-11-22");
        press(&mut app, "u");
        assert_eq!(date(record(&app)), "");
    }
    press(&mut app, "enter r ctrl-u \"on␣Monday\" enter");
    assert_eq!(record(&app).reply_asked, "on Monday");
    assert_eq!(said(&app), "! “on Monday” is no date such as 2026-11-22; it is kept as it is written");
}

#[test]
fn the_card_is_gone_through_line_by_line_and_enter_changes_each() {
    let mut app = app_of("<s>Vey</s> said <c>it holds⟦.⟧</c>");
    press(&mut app, "; enter");
    let lines = app.card_lines();
    assert_eq!(lines.len(), 1 + 8 + 11);
    assert_eq!(lines[app.card_line], CardLine::Status(Status::Unchecked));
    press(&mut app, "k enter");
    assert_eq!((super::held(&app).as_str(), app.mode), ("source Vey", Mode::Read), "what is tied is gone to");
    press(&mut app, "backspace tab enter j j enter");
    assert_eq!((record(&app).status, app.mode), (Status::Verified, Mode::Check));
    assert_eq!(app.card_lines()[app.card_line], CardLine::Status(Status::Verified));
    press(&mut app, "j j j j j j enter \"log\" enter");
    assert_eq!((record(&app).evidence.len(), app.mode), (1, Mode::Check));
    press(&mut app, "u u");
    assert!(record(&app).is_blank());
    press(&mut app, "k k k k k k k k k k k k");
    assert_eq!(said(&app), "! this is the first line");
}

#[test]
fn from_card_to_card_go_the_keys_to_open_claims() {
    let mut app = app_of("<c>On⟦e⟧</c> <c>two</c> <c>three</c>");
    press(&mut app, "enter V > F");
    assert_eq!((super::held(&app).as_str(), app.mode), ("claim two", Mode::Check));
    press(&mut app, "> <");
    assert_eq!(
        (super::held(&app).as_str(), said(&app).as_str()),
        ("claim three", "! no claim further back whose check is open")
    );
}

#[test]
fn what_is_undone_on_a_card_is_seen_and_where_that_is_no_claim_the_card_is_left() {
    let mut app = app_of("One ⟦two⟧ three.");
    press(&mut app, "s w c enter V u");
    assert_eq!((super::held(&app).as_str(), app.mode), ("claim three", Mode::Check));
    assert_eq!(app.card_lines()[app.card_line], CardLine::Status(Status::Unchecked));
    press(&mut app, "u");
    assert_eq!((app.mode, common::marked(&app).contains("</c>")), (Mode::Read, false));
    press(&mut app, "u U");
    assert_eq!((super::held(&app).as_str(), app.mode), ("source two", Mode::Read));
}

#[test]
fn esc_leads_back_to_the_same_place() {
    let mut app = app_of("One <c>two th⟪re⟫e</c> four");
    press(&mut app, "enter e \"log\" enter V esc");
    assert_eq!((common::marked(&app).as_str(), app.mode), ("One <c>two th⟪re⟫e</c> four", Mode::Read));
}

#[test]
fn only_claims_are_checked() {
    for (text, expected) in [
        ("<s>On⟦e⟧</s>", "! only claims are checked; this is a source"),
        ("<a>On⟦e⟧</a>", "! only claims are checked; this is an actor"),
    ] {
        let mut app = app_of(text);
        for key in ["enter", "V"] {
            assert_eq!(press(&mut app, key), [Effect::None]);
            assert_eq!((said(&app).as_str(), app.mode), (expected, Mode::Read));
        }
    }
}

#[test]
fn esc_leaves_the_check_as_it_is() {
    for out in ["esc", "ctrl-c"] {
        let mut app = app_of("<c>On⟦e⟧</c>");
        press(&mut app, &format!("enter {out}"));
        assert_eq!(app.mode, Mode::Read);
        assert!(record(&app).is_blank());
    }
}
