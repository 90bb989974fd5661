//! The annotation pane: cards in text order, what is tied to a claim below it, and what to do while it is empty.

use ascribe::model::{Annotation, AnnotationSet, Id, Label, Place, Selector};

use super::common::{app_of, press};
use super::rendering::{plain, screen};
use super::{article, change, id_of};

#[test]
fn an_empty_pane_says_what_to_do_first() {
    for columns in [120, 90, 40] {
        let mut app = app_of("One two.");
        app.resize(columns, 14);
        press(&mut app, "p");
        insta::assert_snapshot!(format!("empty_pane_{columns}"), screen(&app));
    }
}

#[test]
fn the_card_of_the_place_and_the_annotation_in_hand_stand_out() {
    let mut app = article(120, 26);
    press(&mut app, "/ \"water␣auth\" enter");
    insta::assert_snapshot!("card_in_the_text", screen(&app));
    press(&mut app, "p");
    insta::assert_snapshot!("card_in_the_pane", screen(&app));
}

#[test]
fn while_nothing_is_marked_here_the_pane_shows_the_nearest_card_before() {
    let mut app = app_of("By <s>Elling</s>. ⟦N⟧othing here.\n\n<c>One</c> two.\n\nNothing. <c>Three</c> four.");
    let (source, one, three) = (id_of(&app, "Elling"), id_of(&app, "One"), id_of(&app, "Three"));
    // The source of the by-line belongs to a claim much further on.
    change(&mut app, |desk| desk.set.tying(&three, &source, Id::new("a")).unwrap());
    press(&mut app, "l");
    assert_eq!(app.desk().unwrap().card.as_ref(), Some(&one), "before the first card it is the first");
    press(&mut app, "} } w");
    assert_eq!(app.desk().unwrap().card.as_ref(), Some(&one));
    press(&mut app, "G");
    assert_eq!(app.desk().unwrap().card.as_ref(), Some(&three));
}

#[test]
fn a_source_of_several_claims_shows_the_card_of_the_nearest() {
    let mut app = app_of("<c>One</c> far away, then <c>two</c> said <s>she</s>.");
    let (source, one, two) = (id_of(&app, "she"), id_of(&app, "One"), id_of(&app, "two"));
    change(&mut app, |desk| desk.set.tying(&one, &source, Id::new("a")).unwrap());
    change(&mut app, |desk| desk.set.tying(&two, &source, Id::new("b")).unwrap());
    press(&mut app, "g g G b");
    assert_eq!(app.desk().unwrap().in_hand.as_ref(), Some(&source));
    assert_eq!(app.desk().unwrap().card.as_ref(), Some(&two));
}

#[test]
fn a_long_quote_is_folded_and_cut_short() {
    let mut app = app_of(&format!("<c>{}</c>", "One two three four five. ".repeat(20)));
    app.resize(90, 10);
    insta::assert_snapshot!("long_quote", plain(&app));
}

#[test]
fn a_word_longer_than_the_pane_is_cut_into_rows() {
    let mut app =
        app_of(&format!("<c>{}</c> <a>\u{5927}\u{962a}\u{57ce}{}</a>", "x".repeat(60), "\u{5927}".repeat(20)));
    app.resize(90, 12);
    insta::assert_snapshot!("long_word", plain(&app));
}

#[test]
fn an_annotation_whose_text_is_gone_stands_at_the_end() {
    let mut app = article(90, 24);
    let lost = Annotation {
        place: Place::Orphan(vec![Selector {
            quote: "the dam was built in 1961".into(),
            start: 5,
            end: 30,
            ..Selector::default()
        }]),
        note: "in the first edition".into(),
        ..Annotation::new(Id::new("zz"), Label::Claim, app.desk().unwrap().selected())
    };
    change(&mut app, |_| AnnotationSet::adding(lost));
    press(&mut app, "p G");
    insta::assert_snapshot!("orphan", screen(&app));
    press(&mut app, "esc ]");
    insta::assert_snapshot!("orphan_has_no_edge", plain(&app));
}

#[test]
fn the_pane_scrolls_with_the_text() {
    let text = (0..30).map(|nth| format!("Claim <c>number {nth}</c>.\n\n")).collect::<Vec<_>>().concat();
    let mut app = app_of(&text);
    app.resize(90, 12);
    press(&mut app, "G backtab");
    insta::assert_snapshot!("pane_at_the_end", plain(&app));
    press(&mut app, "p 1 5 k");
    insta::assert_snapshot!("pane_in_the_middle", plain(&app));
}

#[test]
fn a_card_taller_than_the_pane_keeps_what_is_in_hand_in_view() {
    let sources: Vec<_> = (0..20).map(|nth| format!(" <s>source {nth}</s>")).collect();
    let mut app = app_of(&format!("<c>The claim</c>{}", sources.concat()));
    app.resize(90, 10);
    for nth in 0..20 {
        let (claim, source) = (id_of(&app, "The claim"), id_of(&app, &format!("source {nth}")));
        change(&mut app, |desk| desk.set.tying(&claim, &source, Id::new(format!("r{nth:02}"))).unwrap());
    }
    press(&mut app, "w p 1 5 j");
    insta::assert_snapshot!("tall_card", screen(&app));
    press(&mut app, "9 j");
    insta::assert_snapshot!("tall_card_end", plain(&app));
}

#[test]
fn what_is_filtered_out_steps_back() {
    let mut app = article(120, 16);
    press(&mut app, "\\");
    insta::assert_snapshot!("filter_empty", plain(&app));
    press(&mut app, "\"status:corrected\"");
    insta::assert_snapshot!("filter_written", screen(&app));
    press(&mut app, "enter");
    insta::assert_snapshot!("filtered", plain(&app));
    press(&mut app, "\\ \"nobody\" enter |");
    insta::assert_snapshot!("filtered_out", plain(&app));
}

#[test]
fn the_summary_says_how_far_the_work_is_and_what_is_missing() {
    for (columns, rows) in [(100, 30), (40, 12)] {
        let mut app = article(columns, rows);
        press(&mut app, "! j");
        insta::assert_snapshot!(format!("summary_{columns}"), screen(&app));
        press(&mut app, "G");
        insta::assert_snapshot!(format!("summary_end_{columns}"), plain(&app));
    }
}
