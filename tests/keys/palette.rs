//! Finding an action by its name, and doing it.

use super::common::{app_of, marked, press};
use super::said;
use ascribe::tui::Effect;
use ascribe::tui::keymap::Mode;

#[test]
fn a_colon_a_few_letters_and_enter_do_what_they_name() {
    let mut app = app_of("One two. Three four.");
    press(&mut app, ": \"nextsent\" enter");
    assert_eq!((app.mode, marked(&app).as_str()), (Mode::Read, "One two. ⟦Three four.⟧"));
    assert_eq!(press(&mut app, ": \"leave\" enter"), [vec![Effect::None; 6], vec![Effect::Quit]].concat());
}

#[test]
fn the_list_is_gone_through_with_arrows_or_control_letters() {
    let mut app = app_of("One two. Three four.");
    for (keys, chosen) in [(": down down", 2), ("up", 1), ("ctrl-n", 2), ("ctrl-p ctrl-p", 0)] {
        press(&mut app, keys);
        assert_eq!(app.palette.unwrap().chosen, chosen, "{keys}");
    }
    press(&mut app, "up");
    assert_eq!(said(&app), "! this is the first line");
    press(&mut app, "\"next␣sentence\" down \"s\"");
    assert_eq!(app.palette.unwrap().chosen, 0, "what is written anew is chosen from anew");
}

#[test]
fn esc_leads_back_to_where_it_was_opened_from() {
    for (keys, mode) in
        [(": esc", Mode::Read), ("p : esc", Mode::Pane), ("enter : esc", Mode::Check), ("ctrl-o : esc", Mode::List)]
    {
        let mut app = app_of("<c>On⟦e⟧</c> two.");
        press(&mut app, keys);
        assert_eq!((app.mode, app.palette.is_none()), (mode, true), "after {keys}");
    }
}

#[test]
fn it_has_the_actions_of_the_mode_it_was_opened_from() {
    let mut app = app_of("<c>On⟦e⟧</c> two.");
    press(&mut app, "enter : \"disputed\" enter");
    assert_eq!(app.desk().unwrap().in_hand().unwrap().check.status.name(), "disputed");
    press(&mut app, ": \"status-disputed\" enter");
    assert_eq!(said(&app), "! nothing here is called that");
    assert_eq!(app.mode, Mode::Palette);
}

#[test]
fn a_count_typed_before_it_is_for_what_is_chosen() {
    let mut app = app_of("One. Two. Three. Four.");
    press(&mut app, "3 : \"next␣sentence\" enter");
    assert_eq!(marked(&app), "One. Two. Three. ⟦Four.⟧");
}

#[test]
fn what_is_done_by_name_is_remembered_as_if_by_its_key() {
    let mut app = app_of("One two. Three four.");
    press(&mut app, "w : \"mark␣actor\" enter w .");
    assert_eq!(marked(&app), "<a>One</a> <a>⟦two⟧</a>. Three four.");
    press(&mut app, "g g : \"end␣of␣the␣article\" enter backspace");
    assert_eq!(marked(&app), "<a>⟦O⟧ne</a> <a>two</a>. Three four.");
}

#[test]
fn a_read_only_article_refuses_here_too() {
    let mut app = app_of("One two.");
    app.desk_mut().unwrap().read_only = Some("read-only".to_owned());
    press(&mut app, "w : \"mark␣actor\" enter");
    assert_eq!(said(&app), "! read-only");
}

#[test]
fn text_is_pasted_into_it_on_one_line() {
    let mut app = app_of("One two. Three four.");
    press(&mut app, ":");
    app.paste("next\nsentence");
    press(&mut app, "enter");
    assert_eq!(marked(&app), "One two. ⟦Three four.⟧");
}
