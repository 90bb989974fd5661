//! Bytes cut up in every way are the same events; pasted text is text, and never holds the keys up.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use proptest::prelude::*;

use super::*;

/// What comes of bytes that arrive in these pieces, with a silence at the end.
fn events(pieces: &[&[u8]]) -> Vec<Event> {
    let mut input = Input::default();
    let mut events: Vec<_> = pieces.iter().flat_map(|piece| input.feed(piece)).collect();
    if input.patience().is_some() {
        events.extend(input.silence());
    }
    assert_eq!(input.patience(), None, "after a silence nothing is waited for");
    events
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn pressed(character: char) -> Event {
    key(KeyCode::Char(character), KeyModifiers::NONE)
}

fn pasted(text: &str) -> Event {
    Event::Paste(text.to_owned())
}

#[test]
fn sequences_of_keys_are_keys() {
    let rows: &[(&[u8], KeyCode, KeyModifiers)] = &[
        (b"c", KeyCode::Char('c'), KeyModifiers::NONE),
        (b"C", KeyCode::Char('C'), KeyModifiers::SHIFT),
        ("é".as_bytes(), KeyCode::Char('é'), KeyModifiers::NONE),
        (b"\r", KeyCode::Enter, KeyModifiers::NONE),
        (b"\t", KeyCode::Tab, KeyModifiers::NONE),
        (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        (b"\x7f", KeyCode::Backspace, KeyModifiers::NONE),
        (b"\x10", KeyCode::Char('p'), KeyModifiers::CONTROL),
        (b"\x1b", KeyCode::Esc, KeyModifiers::NONE),
        (b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
        (b"\x1b[A", KeyCode::Up, KeyModifiers::NONE),
        (b"\x1bOB", KeyCode::Down, KeyModifiers::NONE),
        (b"\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        (b"\x1b[5~", KeyCode::PageUp, KeyModifiers::NONE),
        (b"\x1b[3~", KeyCode::Delete, KeyModifiers::NONE),
        (b"\x1bOP", KeyCode::F(1), KeyModifiers::NONE),
        (b"\x1b[15~", KeyCode::F(5), KeyModifiers::NONE),
    ];
    for (bytes, code, modifiers) in rows {
        assert_eq!(events(&[bytes]), [key(*code, *modifiers)], "{bytes:?}");
    }
    assert_eq!(events(&[b"\x1b[I\x1b[O"]), [Event::FocusGained, Event::FocusLost]);
    let events = events(&[b"\x1b[<64;11;3M"]);
    let [Event::Mouse(mouse)] = events.as_slice() else { panic!("no mouse") };
    assert_eq!((mouse.kind, mouse.column, mouse.row), (MouseEventKind::ScrollUp, 10, 2));
}

#[test]
fn pasted_text_is_one_event_whatever_is_in_it() {
    assert_eq!(events(&[b"a\x1b[200~x\x1b[Ay\rz\x1b[201~b"]), [pressed('a'), pasted("x\u{1b}[Ay\rz"), pressed('b')]);
    assert_eq!(events(&[b"\x1b[200~\x1b[201~"]), [pasted("")]);
    assert_eq!(events(&[b"\x1b[200~a\xff\x1b[201~"]), [pasted("a\u{fffd}")]);
}

#[test]
fn a_paste_that_never_ends_ends_with_silence_or_with_escape() {
    let mut input = Input::default();
    assert_eq!(input.feed(b"\x1b[200~left open"), []);
    assert_eq!(input.patience(), Some(REST_OF_A_PASTE));
    assert_eq!(input.silence(), [pasted("left open")]);
    assert_eq!(input.feed(b"j"), [pressed('j')]);
    input.feed(b"\x1b[200~left open");
    assert_eq!(input.feed(b"\x1b"), []);
    assert_eq!(input.patience(), Some(REST_OF_A_KEY));
    assert_eq!(input.silence(), [pasted("left open")]);
    assert_eq!(input.feed(b"j"), [pressed('j')]);
}

#[test]
fn a_long_paste_is_cut_and_its_end_is_found_all_the_same() {
    let mut input = Input::default();
    input.feed(PASTE);
    for _ in 0..1000 {
        assert_eq!(input.feed(&[b'x'; 1000]), []);
    }
    let events = input.feed(b"\x1b[201~j");
    let [Event::Paste(text), next] = events.as_slice() else { panic!("no paste") };
    assert!(text.len() > LONGEST_PASTE_BYTES && text.len() < LONGEST_PASTE_BYTES + 10, "{}", text.len());
    assert_eq!(*next, pressed('j'));
}

#[test]
fn what_is_no_sequence_swallows_no_later_key() {
    let unfinished: &[&[u8]] =
        &[b"\x1b]", b"\x1bP", b"\x1b[", b"\x1b[1;", b"\x1b[<0;", b"\xe2\x80", b"\x1b[20", b"\x1b_"];
    for bytes in unfinished {
        let mut input = Input::default();
        input.feed(bytes);
        input.silence();
        assert_eq!(input.feed(b"j"), [pressed('j')], "{bytes:?}");
    }
}

proptest! {
    #[test]
    fn keys_and_pastes_are_the_same_however_they_are_cut_up(
        parts in prop::collection::vec(prop_oneof![
            Just(&b"j"[..]), Just(&b"\x1b[A"[..]), Just(&b"\x1b[1;5C"[..]), Just("é".as_bytes()), Just(&b"\x1b[200~a\x1b[2b\x1b[201~"[..]),
            Just(&b"\x1b[<0;3;4M"[..]), Just(&b"\x1b[15~"[..]), Just(&b"\x1b[I"[..]),
        ], 0..12),
        cuts in prop::collection::vec(1_usize..9, 40),
    ) {
        let bytes = parts.concat();
        let mut pieces = Vec::new();
        let mut rest = bytes.as_slice();
        for cut in cuts {
            let (piece, after) = rest.split_at(cut.min(rest.len()));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
        prop_assert_eq!(events(&pieces), events(&[&bytes]));
    }

    #[test]
    fn any_bytes_are_taken_and_a_silence_ends_whatever_they_began(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut input = Input::default();
        input.feed(&bytes);
        if input.patience().is_some() {
            input.silence();
        }
        prop_assert_eq!(input.feed(b"j"), [pressed('j')]);
    }
}

#[test]
fn a_bracket_inside_of_pasted_text_ends_it_and_what_follows_is_keys() {
    let bytes = "\x1b[200~a\x1b[200~b\x1b[201~ \x1b[?1049l\x1b[?2026h \x1b[?25l\x1b[201~".as_bytes();
    let escape = key(KeyCode::Esc, KeyModifiers::NONE);
    let expected = [pasted("a\x1b[200~b"), pressed(' '), pressed(' '), escape.clone()];
    assert_eq!(events(&[bytes, b"\x1b"]), expected);
    let mut cut = bytes.to_vec();
    cut.push(0x1b);
    assert_eq!(events(&[&cut]), expected);
}
