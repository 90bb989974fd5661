//! Any keys at all: no panic, every rule holds after each, a copy fed with the effects stays equal, undo leads back.

use ascribe::model::{Annotation, AnnotationSet, Coverage, Id, Label, Place, Selector};
use ascribe::tui::key::Key;
use ascribe::tui::keymap::{Mode, rows};
use ascribe::tui::{App, Effect};
use crossterm::event::KeyEvent;
use proptest::prelude::*;

use super::common::{app_of, marked};

/// Texts on which something could go wrong, some with annotations already.
const TEXTS: &[&str] = &[
    "x",
    "\n\n \n",
    "<c1>“The dam is safe,”</c1> <s>the minister</s> said, <c1>“and it always was.”</c1> <d>The agency denied it.</d>\n",
    "e\u{301}\u{323}\u{327} 👩‍🔬👨‍👩‍👧‍👦 🇺🇳🇮🇱🇵 👍🏽\r\n\r\n\u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd} <a>\u{5e2}\u{5d5}\u{5dc}\u{5dd}</a>.\r\n\tT\u{a0}ab\u{2028}\u{5927}\u{962a}\u{57ce}\rlone\u{85}end",
    "a\u{1b}[31m\u{202e}\u{200b}\u{7} <c>b <a><s>c</s></a> d</c>\n\n\n  \nlast. One. Two! Three? Four…",
    "\u{301}\u{200d}\u{fe0f}",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Every key of the table and some that it doesn't have.
fn keys() -> Vec<String> {
    let table = rows().into_iter().flat_map(|row| row.keys);
    // Of a sequence each key by itself: what follows it is another draw.
    let table = table.flat_map(|keys| keys.split(' ').map(str::to_owned).collect::<Vec<_>>());
    let more = "1 2 9 0 x y z é \u{5d0} backspace ctrl-w ctrl-u ctrl-k ctrl-y ctrl-a insert alt-b".split(' ');
    table.chain(more.map(str::to_owned)).collect()
}

fn press(app: &mut App, key: &str) -> Effect {
    app.press(KeyEvent::from(key.parse::<Key>().unwrap()))
}

/// Adds a claim whose text is not in the article any more.
fn lose_a_claim(app: &mut App) {
    let desk = app.desk_mut().unwrap();
    let selector = Selector { quote: "gone".to_owned(), start: 3, end: 7, ..Selector::default() };
    let claim = Annotation::new(Id::new("lost"), Label::Claim, desk.selected());
    let lost = Annotation { place: Place::Orphan(vec![selector]), ..claim };
    desk.set.apply(&AnnotationSet::adding(lost)).unwrap();
    desk.take_up_what_is_here();
}

/// What must hold after every key.
#[track_caller]
fn check_rules(app: &mut App, replica: &AnnotationSet) {
    let desk = app.desk().unwrap();
    let document = desk.document.clone();
    let selected = desk.selected();
    assert!(document.span(selected.bytes()) == Some(selected), "the selection lies on characters of the text");
    for annotation in desk.set.iter() {
        for span in annotation.spans() {
            assert!(document.span(span.bytes()) == Some(*span), "every span lies on characters of the text");
        }
    }
    assert!(&desk.set == replica, "the effects lead to the same set");
    assert!(desk.in_hand.as_ref().is_none_or(|id| desk.set.get(id).is_some()), "what is in hand exists");
    assert!(desk.card.as_ref().is_none_or(|id| desk.is_head(desk.set.get(id).unwrap())), "the card is one");
    assert!(desk.first_card().is_none() == desk.card.is_none(), "there is a card where the pane shows any");
    assert!(desk.set.is_empty() || !desk.order.is_plain() || desk.card.is_some(), "annotations have cards");
    assert!(desk.card.as_ref().is_none_or(|id| desk.is_card(desk.set.get(id).unwrap())), "the pane shows the card");
    let of_claim = desk.in_hand().is_some_and(|it| it.label == Label::Claim);
    assert!(app.mode != Mode::Check || of_claim, "only claims have a card that is open");
    let coverage = desk.coverage.as_ref().unwrap();
    let fresh = Coverage::new(std::sync::Arc::clone(coverage.material()), &desk.set);
    assert_eq!(coverage.unmarked(), fresh.unmarked());
    assert_eq!(coverage.bare_sentences(), fresh.bare_sentences());
    let state = |app: &App| {
        let desk = app.desk().unwrap();
        (desk.top, desk.top_card.clone(), desk.card.clone(), desk.in_hand.clone(), desk.selection)
    };
    let before = state(app);
    app.settle();
    assert_eq!(state(app), before, "the view is settled at once");
}

/// Presses keys on a text; what it was before, after, and after undoing and redoing all must agree.
fn press_all(text: &str, lost: bool, (columns, rows): (u16, u16), at_once: usize, presses: &[String]) {
    let mut app = app_of(text);
    if lost {
        lose_a_claim(&mut app);
    }
    app.resize(columns, rows);
    let start = app.desk().unwrap().set.clone();
    let mut replica = start.clone();
    for (nth, key) in presses.iter().enumerate() {
        let before = app.desk().unwrap().set.clone();
        let effect = press(&mut app, key);
        match effect {
            Effect::Save(edit) => replica.apply(&edit).expect("the replica is where the app was"),
            _ => assert!(app.desk().unwrap().set == before, "{key} changed something without saying so"),
        }
        // Several keys may come in before the screen is brought up to date.
        if nth % at_once == 0 {
            app.settle();
            check_rules(&mut app, &replica);
        }
    }
    app.settle();
    // Whatever was being written or moved ends, so that u is undo.
    for _ in 0..4 {
        press(&mut app, "esc");
    }
    let end = app.desk().unwrap().set.clone();
    for (key, goal) in [("u", &start), ("U", &end)] {
        for _ in 0..=presses.len() {
            if let Effect::Save(edit) = press(&mut app, key) {
                replica.apply(&edit).unwrap();
            }
            app.settle();
            check_rules(&mut app, &replica);
            if app.message.as_ref().is_some_and(|message| message.warns) {
                break;
            }
        }
        assert!(app.desk().unwrap().set == *goal || key == "U", "undoing all leads back: {}", marked(&app));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_keys_keep_every_rule_and_the_effects_say_all_that_changed(
        text in 0..TEXTS.len(),
        lost in any::<bool>(),
        columns in 0u16..140,
        rows in 0u16..40,
        at_once in 1usize..5,
        presses in proptest::collection::vec(proptest::sample::select(keys()), 0..120),
    ) {
        press_all(TEXTS[text], lost, (columns, rows), at_once, &presses);
    }
}
