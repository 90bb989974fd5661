//! What is still to be done: facts without a mark, the summary, and the article that is finished.

use super::common::{app_of, check, marked, press};
use super::{held, said};
use ascribe::model::FindingKind;
use ascribe::tui::keymap::Mode;
use ascribe::tui::summary::SummaryLine;
use ascribe::tui::{App, Effect};

const TEXT: &str = "⟦I⟧t was so. “We knew,” said Ana Vey. On Monday 48 people left <a>Orl</a> and 3 came.";

#[test]
fn z_goes_from_fact_to_fact_that_has_no_mark() {
    let mut app = app_of(TEXT);
    for text in ["⟦“We knew,”⟧", "⟦Ana Vey⟧", "⟦Monday⟧", "⟦48⟧", "⟦3⟧"] {
        press(&mut app, "z");
        assert!(marked(&app).contains(text), "{text} in {}", marked(&app));
        assert_eq!(said(&app), "", "the hint line says what label keys would mark");
    }
    press(&mut app, "z");
    assert_eq!(said(&app), "! no quotation, figure, date or name further on outside of every mark");
    press(&mut app, "3 Z");
    assert!(marked(&app).contains("⟦Ana Vey⟧"), "{}", marked(&app));
    press(&mut app, "9 Z Z");
    assert_eq!(said(&app), "! no quotation, figure, date or name further back outside of every mark");
}

#[test]
fn a_fact_at_the_very_start_is_the_first_one() {
    check("Ana Vey came.", "z", "⟦Ana Vey⟧ came.");
}

#[test]
fn what_is_marked_is_no_longer_walked_to_until_that_is_undone() {
    let mut app = app_of("⟦O⟧ne day Ana Vey met Bo Tarn.");
    press(&mut app, "z a");
    assert_eq!(held(&app), "actor Ana Vey", "a label key marks what was gone to");
    press(&mut app, "g g z");
    assert!(marked(&app).contains("⟦Bo Tarn⟧"));
    press(&mut app, "u g g z");
    assert!(marked(&app).contains("⟦Ana Vey⟧"));
}

#[test]
fn a_label_key_marks_the_quotation_that_was_gone_to() {
    check("It was so. “We knew,” said Ana Vey.", "z c", "It was so. <c>⟦“We knew,”⟧</c> said Ana Vey.");
}

/// What the summary says is missing under one title.
fn missing(app: &App, kind: FindingKind) -> Vec<String> {
    let after = app.summary.lines.iter().skip_while(|line| match line {
        SummaryLine::Title(title) => !title.starts_with(&format!("{}:", kind.name())),
        _ => true,
    });
    let lines = after.skip(1).map_while(|line| match line {
        SummaryLine::Missing(text, _) => Some(text.clone()),
        _ => None,
    });
    lines.collect()
}

#[test]
fn the_summary_lists_what_is_missing_and_leads_there() {
    let mut app = app_of("<c>Ana Vey stole 3 bells⟦.⟧</c> <c>It rained</c> in Orl.");
    press(&mut app, "!");
    assert_eq!(app.mode, Mode::Summary);
    assert_eq!(missing(&app, FindingKind::Open), ["Ana Vey stole 3 bells.", "It rained"]);
    assert_eq!(missing(&app, FindingKind::NoReply), ["Ana Vey: Ana Vey stole 3 bells."]);
    assert_eq!(missing(&app, FindingKind::Unmarked), ["Orl"]);
    press(&mut app, "k");
    assert_eq!(said(&app), "! this is the first line");
    press(&mut app, "j enter");
    assert_eq!((app.mode, held(&app).as_str()), (Mode::Read, "claim It rained"));
    press(&mut app, "! G enter");
    assert!(marked(&app).contains("⟦Orl⟧"), "{}", marked(&app));
    press(&mut app, "backspace");
    assert_eq!(held(&app), "claim It rained", "a far motion like any other");
    for out in ["esc", "q", "!"] {
        press(&mut app, &format!("! {out}"));
        assert_eq!(app.mode, Mode::Read);
    }
}

#[test]
fn where_nothing_is_missing_the_summary_leads_nowhere() {
    let mut app = app_of("<c>It rained⟦.⟧</c>");
    press(&mut app, "0 O !");
    assert_eq!(missing(&app, FindingKind::Open), [""; 0]);
    press(&mut app, "j enter");
    assert_eq!((said(&app).as_str(), app.mode), ("nothing is missing", Mode::Summary));
}

#[test]
fn an_article_is_finished_with_what_is_open_said_and_taken_back_like_any_edit() {
    let mut app = app_of("<c>It rained⟦.⟧</c>");
    let finished = |app: &App| app.desk().unwrap().set.finished().map(|it| it.by.clone());
    assert!(matches!(press(&mut app, "Y")[..], [Effect::Save(_)]));
    assert_eq!(
        (finished(&app).as_deref(), said(&app).as_str()),
        (Some("tester"), "finished, though 1 open, 1 no-source; ! shows them")
    );
    press(&mut app, "u");
    assert_eq!(finished(&app), None);
    press(&mut app, "U Y");
    assert_eq!((finished(&app), said(&app).as_str()), (None, "no longer finished; Y says that it is"));
    press(&mut app, "0 O Y");
    assert_eq!(said(&app), "finished");
}
