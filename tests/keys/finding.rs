//! Searching, and what else finds or takes text.

use super::common::{app_of, check, marked, press};
use super::said;
use ascribe::tui::Effect;
use ascribe::tui::keymap::Mode;

const TEXT: &str = "The dam. A dam, the Dam. Madam.";

#[test]
fn a_search_goes_to_the_first_match_from_here_on() {
    check(TEXT, "/ \"dam\" enter", "The ⟦dam⟧. A dam, the Dam. Madam.");
    check(TEXT, "j / \"dam\" enter", "The dam. A ⟦dam⟧, the Dam. Madam.");
    check(TEXT, "/ \"a␣dam\" enter", "The dam. ⟦A dam⟧, the Dam. Madam.");
}

#[test]
fn n_goes_on_and_round_the_end_and_says_so() {
    check(TEXT, "/ \"dam\" enter n", "The dam. A ⟦dam⟧, the Dam. Madam.");
    check(TEXT, "/ \"dam\" enter 3 n", "The dam. A dam, the Dam. Ma⟦dam⟧.");
    let mut app = app_of(TEXT);
    press(&mut app, "/ \"dam\" enter 3 n n");
    assert_eq!(marked(&app), "The ⟦dam⟧. A dam, the Dam. Madam.");
    assert_eq!(said(&app), "search went round the end of the article");
}

#[test]
fn capital_n_goes_back_and_round_the_start_and_says_so() {
    check(TEXT, "/ \"dam\" enter n N", "The ⟦dam⟧. A dam, the Dam. Madam.");
    let mut app = app_of(TEXT);
    press(&mut app, "/ \"dam\" enter N");
    assert_eq!(marked(&app), "The dam. A dam, the Dam. Ma⟦dam⟧.");
    assert_eq!(said(&app), "search went round the start of the article");
}

#[test]
fn text_is_found_as_a_reader_reads_it() {
    check(TEXT, "/ \"DAM\" enter", "The ⟦dam⟧. A dam, the Dam. Madam.");
    check("ÉTÉ été", "/ \"été\" enter", "⟦ÉTÉ⟧ été");
    check("Москва", "/ \"москва\" enter", "⟦Москва⟧");
    check("The ﬁnal word", "/ \"final\" enter", "The ⟦ﬁnal⟧ word");
    check("The bri\u{ad}dge", "/ \"bridge\" enter", "The ⟦bri\u{ad}dge⟧");
    check("It is Osk’s.", "/ \"Osk's\" enter", "It is ⟦Osk’s⟧.");
    check("Zoe and Zoe\u{308}.", "/ \"Zoë\" enter", "Zoe and ⟦Zoe\u{308}⟧.");
    check("Zoe and Zoë.", "/ \"Zoe\u{308}\" enter", "Zoe and ⟦Zoë⟧.");
    check("of the\r\n  bridge", "/ \"the␣bridge\" enter", "of ⟦the\r\n  bridge⟧");
    check("STRASSE, Straße", "/ \"straße\" enter n", "STRASSE, ⟦Straße⟧");
}

#[test]
fn a_search_says_which_of_how_many_it_is_at() {
    let position = |keys: &str| {
        let mut app = app_of(TEXT);
        press(&mut app, keys);
        let desk = app.desk().unwrap();
        desk.search.as_ref().unwrap().position(desk.selected())
    };
    assert_eq!(position("/ \"dam\" enter").as_deref(), Some("1 of 4"));
    assert_eq!(position("/ \"dam\" enter n n").as_deref(), Some("3 of 4"));
    assert_eq!(position("/ \"dam\" enter N").as_deref(), Some("4 of 4"));
    assert_eq!(position("/ \"dam\" enter w"), None, "elsewhere");
}

#[test]
fn what_is_not_there_is_said_and_nothing_moves() {
    let mut app = app_of(TEXT);
    press(&mut app, "w / \"levee\" enter");
    assert_eq!(said(&app), "! no “levee” in this article");
    assert_eq!(marked(&app), "⟦The⟧ dam. A dam, the Dam. Madam.");
}

#[test]
fn a_search_without_text_is_the_last_one_again() {
    check(TEXT, "/ \"dam\" enter / enter", "The dam. A ⟦dam⟧, the Dam. Madam.");
    let mut app = app_of(TEXT);
    press(&mut app, "/ enter");
    assert_eq!(said(&app), "! nothing searched for yet: / asks what to search for, * takes what is selected");
    press(&mut app, "n");
    assert_eq!(said(&app), "! nothing searched for yet: / asks what to search for, * takes what is selected");
}

#[test]
fn a_search_can_be_given_up() {
    for out in ["esc", "ctrl-c"] {
        let mut app = app_of(TEXT);
        press(&mut app, &format!("/ \"dam\" {out}"));
        assert_eq!((app.mode, marked(&app).as_str()), (Mode::Read, "⟦The dam.⟧ A dam, the Dam. Madam."));
    }
}

#[test]
fn the_prompt_is_edited_as_a_note_is_and_stays_one_line() {
    check(TEXT, "/ \"damx\" backspace enter", "The ⟦dam⟧. A dam, the Dam. Madam.");
    check(TEXT, "/ \"xx\" ctrl-u \"dam\" enter", "The ⟦dam⟧. A dam, the Dam. Madam.");
    let mut app = app_of(TEXT);
    press(&mut app, "/ \"da\" alt-enter ctrl-m \"m\"");
    assert_eq!(app.prompt.lines(), ["dam"]);
}

#[test]
fn star_searches_for_what_is_selected() {
    check("One two one. One.", "w *", "One two ⟦one⟧. One.");
    check("One two One.", "w *", "One two ⟦One⟧.");
    check("One two one. One.", "w w w * n", "⟦One⟧ two one. One.");
    let mut app = app_of("One two.");
    press(&mut app, "w *");
    assert_eq!((marked(&app).as_str(), said(&app).as_str()), ("⟦One⟧ two.", "the only “One” in this article"));
}

#[test]
fn a_match_is_made_of_whole_characters() {
    check("cafe\u{301} cafe", "/ \"cafe\" enter", "cafe\u{301} ⟦cafe⟧");
    check("cafe cafe\u{301}", "/ \"café\" enter", "cafe ⟦cafe\u{301}⟧");
    check("a\r\nb", "l / \"b\" enter", "a\r\n⟦b⟧");
}

#[test]
fn a_match_can_be_marked() {
    check(TEXT, "/ \"dam\" enter a n a", "The <a>dam</a>. A <a>⟦dam⟧</a>, the Dam. Madam.");
}

#[test]
fn y_copies_what_is_selected() {
    let mut app = app_of("One 👩‍🔬e\u{301}. Two.");
    assert_eq!(press(&mut app, "y"), [Effect::Copy("One 👩‍🔬e\u{301}.".into())]);
    assert_eq!(said(&app), "copied 7 characters");
}
