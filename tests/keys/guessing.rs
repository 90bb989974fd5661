//! A label key where nothing was chosen: the likeliest place, and again, the next likely one.

use proptest::prelude::*;

use super::common::{app_of, check, press, quotes};
use super::{held, said};
use ascribe::model::{LABELS, Label};

const TEXT: &str = "“The dam will hold,” said Mara Vey, the mayor of Orlo. It rained.";

#[test]
fn a_label_key_takes_the_likeliest_place_in_the_sentence() {
    let mut app = app_of(TEXT);
    press(&mut app, "c s a");
    assert_eq!(quotes(&app, Label::Claim).len(), 1);
    assert_eq!(quotes(&app, Label::Source).len(), 1);
    assert_eq!(quotes(&app, Label::Actor).len(), 1);
}

#[test]
fn the_hint_line_says_beforehand_what_a_label_key_takes() {
    for (key, label) in [("c", Label::Claim), ("s", Label::Source), ("a", Label::Actor), ("d", Label::Denial)] {
        let mut app = app_of(TEXT);
        for _ in 0..4 {
            let desk = app.desk().unwrap();
            let next = desk.next_guess(label).map(|place| desk.quote_of(place)).expect("something is offered");
            press(&mut app, key);
            assert_eq!(held(&app), format!("{} {next}", label.name()));
        }
    }
}

#[test]
fn the_same_key_again_moves_the_mark_on_and_round() {
    let mut app = app_of(TEXT);
    press(&mut app, "s");
    let first = held(&app);
    let all = app.desk().unwrap().fresh.as_ref().unwrap().places.len();
    assert!(all > 1);
    let mut seen = vec![first.clone()];
    for _ in 1..all {
        press(&mut app, "s");
        assert!(!seen.contains(&held(&app)), "{} came twice", held(&app));
        seen.push(held(&app));
    }
    press(&mut app, "s");
    assert_eq!(held(&app), first);
    assert_eq!(app.desk().unwrap().set.len(), 1);
    assert_eq!(app.desk().unwrap().fresh.as_ref().unwrap().nth, 0);
}

#[test]
fn however_often_it_was_moved_a_guess_is_one_undo() {
    let mut app = app_of(TEXT);
    press(&mut app, "s s s");
    let moved = held(&app);
    press(&mut app, "u");
    assert_eq!(app.desk().unwrap().set.len(), 0);
    press(&mut app, "U");
    assert_eq!(held(&app), moved);
}

#[test]
fn a_count_takes_a_later_candidate_at_once() {
    let mut one = app_of(TEXT);
    press(&mut one, "s s s");
    let mut other = app_of(TEXT);
    press(&mut other, "3 s");
    assert_eq!(held(&one), held(&other));
}

#[test]
fn any_other_key_leaves_the_mark_and_the_next_one_is_another() {
    let mut app = app_of("Mara Vey met Tomas Orlan.");
    press(&mut app, "a esc a");
    assert_eq!(app.desk().unwrap().set.len(), 2);
    assert_ne!(quotes(&app, Label::Actor)[0], quotes(&app, Label::Actor)[1]);
}

#[test]
fn what_was_chosen_by_hand_is_marked_as_it_is() {
    let mut app = app_of(TEXT);
    press(&mut app, "w w s");
    assert_eq!(held(&app), "source dam");
    press(&mut app, "k v s");
    assert!(held(&app).starts_with("source “The dam"), "{}", held(&app));
}

#[test]
fn a_sentence_that_has_its_mark_leads_on_to_the_next() {
    let mut app = app_of("Mara Vey said the dam would hold. Tomas Orlan said it would break.");
    press(&mut app, "c s c s");
    assert_eq!((quotes(&app, Label::Claim).len(), quotes(&app, Label::Source).len()), (2, 2));
    assert!(quotes(&app, Label::Claim)[1].contains("break"), "{:?}", quotes(&app, Label::Claim));
}

#[test]
fn where_nothing_is_left_to_guess_that_is_said() {
    let mut app = app_of("One.");
    press(&mut app, "c esc c");
    assert_eq!(said(&app), "! no likely claim left near here; C aims at any place");
}

#[test]
fn a_label_key_moves_only_the_mark_it_has_just_made_with_nothing_in_between() {
    const TEXT: &str = "⟦“⟧The dam is safe,” the minister of works said on Monday. “The bridge held,” the mayor said.";
    let marks = |keys: &str| {
        let mut app = app_of(TEXT);
        press(&mut app, keys);
        app.desk().unwrap().set.len()
    };
    assert_eq!(marks("s s"), 1, "the same key again moves the mark");
    assert_eq!(marks("s 2 s"), 1, "a number is for the key after it");
    // Whatever else comes between, even a key that does nothing, leaves the mark where it is.
    for between in ["esc", "é", "g esc", "h", "u U"] {
        assert_eq!(marks(&format!("s {between} s")), 2, "{between}");
    }
}

/// A sentence with two claims, and one after it.
const TWO_CLAIMS: &str = "“It holds,” Vey said, but Orlan said that it leaks. Tomas Orlan said it would break.";

#[test]
fn a_mark_that_is_left_by_stepping_back_has_another_of_its_label_made_in_the_same_sentence() {
    let both = "“It holds,” Vey said, <c>but Orlan said that it leaks</c>. Tomas Orlan said it would break.";
    let second = format!("<c>“It holds,”</c>{}", both.strip_prefix("“It holds,”").unwrap());
    let second = second.replace("<c>but Orlan said that it leaks</c>", "<c>⟦but Orlan said that it leaks⟧</c>");
    check(TWO_CLAIMS, "c esc c", &second);
    check(TWO_CLAIMS, "c esc esc c", &second);
    // The second one is moved on as the first would be, and a number takes a later place at once.
    let moved = "<c>“It holds,”</c> <c>⟦Vey said, but Orlan said that it leaks⟧</c>. Tomas Orlan said it would break.";
    check(TWO_CLAIMS, "c esc c c", moved);
    check(TWO_CLAIMS, "c esc 2 c", moved);
}

#[test]
fn any_key_but_stepping_back_leads_on_to_a_sentence_without_a_mark() {
    const ONE: &str = "Mara Vey said the dam would hold. Tomas Orlan said it would break.";
    for keys in ["c s c", "c esc s c", "c h c", "c esc h c", "c é c", "c esc g esc c"] {
        let mut app = app_of(ONE);
        press(&mut app, keys);
        assert_eq!(quotes(&app, Label::Claim), ["the dam would hold", "it would break"], "after {keys}");
    }
}

#[test]
fn where_another_one_would_be_is_known_before_it_is_made() {
    let mut app = app_of(TWO_CLAIMS);
    for key in ["c", "s", "a"] {
        press(&mut app, &format!("j k {key}"));
        let desk = app.desk().unwrap();
        let another = desk.guesses.another.as_ref().map(|place| desk.quote_of(place)).expect("there is room for one");
        press(&mut app, "esc");
        let label = app.desk().unwrap().another.expect("its label's key makes one");
        assert_eq!(
            app.desk().unwrap().next_guess(label).map(|it| app.desk().unwrap().quote_of(it)),
            Some(another.clone())
        );
        press(&mut app, key);
        assert_eq!(held(&app), format!("{} {another}", label.name()));
    }
}

#[test]
fn where_no_other_place_is_left_none_is_promised() {
    let mut app = app_of("One.");
    press(&mut app, "c");
    assert_eq!(app.desk().unwrap().guesses.another, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_hint_line_says_what_the_keys_take_whatever_was_read_and_marked_before(
        keys in prop::collection::vec(prop::sample::select(&["j", "k", "c", "s", "a", "d", "u", "down", "l", "esc", "w"]), 1..40),
    ) {
        let mut app = app_of("Vey said it leaks. “It holds,” said Orlan, who denied it.\n\nPolice told her no. It rained. Vey left.");
        for key in keys {
            press(&mut app, key);
            app.settle();
            let desk = app.desk().unwrap();
            if desk.selection.is_chosen() {
                continue;
            }
            for row in LABELS.iter().filter(|row| desk.fresh.as_ref().is_none_or(|fresh| fresh.label != row.label)) {
                let likeliest = desk.guess(row.label).into_iter().next().map(|it| it.place);
                prop_assert_eq!(desk.next_guess(row.label).cloned(), likeliest, "{} after {}", row.name, key);
            }
        }
    }
}
