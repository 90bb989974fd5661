//! Keys are keys, pasted text is text, and whatever was begun never holds the keys after it up for long.

mod cuts;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use proptest::prelude::*;

use super::*;
use paste::{OPENING, REST_OF_A_PASTE};

/// Bytes with the pause before them.
type Piece<'a> = (u64, &'a [u8]);

/// What comes of pieces, each after a pause of so many milliseconds, and of a long silence at the end.
fn events(pieces: &[Piece]) -> Vec<Event> {
    let (mut input, mut now, mut events) = (Input::default(), Duration::ZERO, Vec::new());
    for (pause, piece) in pieces {
        let next = now + Duration::from_millis(*pause);
        while let Some(patience) = input.patience().filter(|patience| now + *patience <= next) {
            now += patience;
            events.extend(input.silence());
        }
        now = next;
        events.extend(input.feed(piece, now));
    }
    while input.patience().is_some() {
        events.extend(input.silence());
    }
    events
}

fn at_once(bytes: &[u8]) -> Vec<Event> {
    events(&[(0, bytes)])
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn pressed(character: char) -> Event {
    key(KeyCode::Char(character), KeyModifiers::NONE)
}

fn alt(character: char) -> Event {
    key(KeyCode::Char(character), KeyModifiers::ALT)
}

fn escape() -> Event {
    key(KeyCode::Esc, KeyModifiers::NONE)
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
        (b"\x1b\xc3\xa9", KeyCode::Char('é'), KeyModifiers::ALT),
        (b"\x1b]", KeyCode::Char(']'), KeyModifiers::ALT),
        (b"\x1b[A", KeyCode::Up, KeyModifiers::NONE),
        (b"\x9bA", KeyCode::Up, KeyModifiers::NONE),
        (b"\xc2\x9bA", KeyCode::Up, KeyModifiers::NONE),
        (b"\x1bOB", KeyCode::Down, KeyModifiers::NONE),
        (b"\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        (b"\x1b[5~", KeyCode::PageUp, KeyModifiers::NONE),
        (b"\x1b[3~", KeyCode::Delete, KeyModifiers::NONE),
        (b"\x1bOP", KeyCode::F(1), KeyModifiers::NONE),
        (b"\x1bO5P", KeyCode::F(1), KeyModifiers::CONTROL),
        (b"\x1b[[A", KeyCode::F(1), KeyModifiers::NONE),
        (b"\x1b[15~", KeyCode::F(5), KeyModifiers::NONE),
        (b"\x1b[97;5u", KeyCode::Char('a'), KeyModifiers::CONTROL),
    ];
    for (bytes, code, modifiers) in rows {
        assert_eq!(at_once(bytes), [key(*code, *modifiers)], "{bytes:?}");
    }
    assert_eq!(at_once(b"\x1b[I\x1b[O"), [Event::FocusGained, Event::FocusLost]);
    let events = at_once(b"\x1b[<64;11;3M");
    let [Event::Mouse(mouse)] = events.as_slice() else { panic!("no mouse") };
    assert_eq!((mouse.kind, mouse.column, mouse.row), (MouseEventKind::ScrollUp, 10, 2));
}

#[test]
fn pasted_text_is_one_event_whatever_is_in_it() {
    assert_eq!(at_once(b"a\x1b[200~x\x1b[Ay\rz\x1b[201~b"), [pressed('a'), pasted("x\u{1b}[Ay\rz"), pressed('b')]);
    assert_eq!(at_once(b"\x1b[200~\x1b[201~"), [pasted("")]);
    assert_eq!(at_once(b"\x1b[200~a\xff\x1b[201~"), [pasted("a\u{fffd}")]);
    assert_eq!(at_once(b"\x1b[200~a\x1b\x1b[201~"), [pasted("a\u{1b}")]);
}

#[test]
fn a_paste_that_never_ends_ends_with_silence_or_with_escape() {
    let mut input = Input::default();
    assert_eq!(input.feed(b"\x1b[200~left open", Duration::ZERO), []);
    assert_eq!(input.patience(), Some(REST_OF_A_PASTE));
    assert_eq!(input.silence(), [pasted("left open")]);
    assert_eq!(input.feed(b"j", Duration::from_secs(3)), [pressed('j')]);
    input.feed(b"\x1b[200~left open", Duration::from_secs(4));
    assert_eq!(input.feed(b"\x1b", Duration::from_secs(5)), []);
    assert_eq!(input.patience(), Some(ESCAPE_PAUSE));
    assert_eq!(input.silence(), [pasted("left open")]);
    assert_eq!(input.feed(b"j", Duration::from_secs(6)), [pressed('j')]);
}

#[test]
fn the_rest_of_a_paste_that_stood_still_is_text_and_no_keys() {
    let rest = [pasted("The dam "), pasted("is safe")];
    assert_eq!(events(&[(0, b"\x1b[200~The dam "), (9000, b"is safe\x1b[201~")]), rest);
    assert_eq!(events(&[(0, b"\x1b[200~The dam "), (9000, b"is safe as it ever was")])[0], rest[0]);
    assert_eq!(events(&[(0, b"\x1b[200~The dam \x1b"), (500, b"[201~j")]), [pasted("The dam "), pressed('j')]);
    assert_eq!(events(&[(0, b"\x1b[200~The dam \x1b[2"), (9000, b"01~j")]), [pasted("The dam "), pressed('j')]);
}

#[test]
fn a_long_paste_is_cut_and_its_end_is_found_all_the_same() {
    let mut input = Input::default();
    input.feed(OPENING, Duration::ZERO);
    for _ in 0..1000 {
        assert_eq!(input.feed(&[b'x'; 1000], Duration::ZERO), []);
    }
    let events = input.feed(b"\x1b[201~j", Duration::ZERO);
    let [Event::Paste(text), next] = events.as_slice() else { panic!("no paste") };
    assert!(text.len() > LONGEST_PASTE_BYTES && text.len() < LONGEST_PASTE_BYTES + 10, "{}", text.len());
    assert_eq!(*next, pressed('j'));
}

#[test]
fn an_alt_key_that_looks_like_a_beginning_counts_and_so_do_the_keys_after_it() {
    let apart = |letter: u8| events(&[(0, &[0x1b, letter]), (150, b"j"), (150, b"3"), (150, b"w")]);
    for letter in *b"]PX^_" {
        let expected = [alt(letter.into()), pressed('j'), pressed('3'), pressed('w')];
        // `X` is a letter of its own: an Alt key with Shift.
        let is = |found: Vec<Event>| match found.split_first() {
            Some((Event::Key(first), rest)) => {
                assert_eq!((first.code, rest), (KeyCode::Char(letter.into()), &expected[1..]));
            }
            _ => panic!("{found:?}"),
        };
        is(apart(letter));
        is(events(&[(0, &[0x1b, letter]), (900, b"j3w")]));
    }
    assert_eq!(at_once(b"\x1b]j"), [alt(']'), pressed('j')]);
    assert_eq!(at_once(b"\x1bPjj")[1..], [pressed('j'), pressed('j')]);
    assert_eq!(events(&[(0, b"\x1b]"), (100, b"3"), (100, b"w")]), [alt(']'), pressed('3'), pressed('w')]);
    assert_eq!(events(&[(0, b"\x1b["), (100, b"j")]), [pressed('j')]);
    assert_eq!(events(&[(0, b"\x1b["), (100, b"[")]), [pressed('[')]);
    assert_eq!(events(&[(0, b"\x1bO"), (100, b"j")]), [pressed('j')]);
}

#[test]
fn keys_after_escape_are_those_keys_even_if_reports_begin_so() {
    for typed in ["[[w", "]]w", "[3w", "]3w", "]12l", "[w", "Xm", "P", "]", "[", "_", "O", "^", "X", "[<", "]lll"] {
        let expected: Vec<_> = typed.chars().map(KeyCode::Char).collect();
        for pause in [50, 200, 500, 2000] {
            let keys: Vec<_> = typed.bytes().map(|byte| [byte]).collect();
            let pieces: Vec<_> = keys.iter().map(|key| (pause, &key[..])).collect();
            let found = events(&[&[(0, &b"\x1b"[..])], pieces.as_slice()].concat());
            let codes = found.iter().filter_map(|event| event.as_key_event().map(|key| key.code));
            assert_eq!(codes.skip(1).collect::<Vec<_>>(), expected, "{typed} after {pause} ms");
        }
    }
}

#[test]
fn a_key_while_the_rest_of_an_answer_does_not_come_is_a_key() {
    for half in ["\x1b[<35;40", "\x1b]11;rgb:1e1e/1e", "\x1bP!|7E5", "\x1b[?1;2", "\x1b]52;c;aGVsb"] {
        for key in ["j", "\r", "\x03", "["] {
            let pieces: [Piece; 2] = [(0, half.as_bytes()), (300, key.as_bytes())];
            if !half.starts_with("\x1b]52") || key != "j" {
                assert_eq!(events(&pieces).len(), 1, "{key:?} after {half:?}");
            }
        }
    }
    assert_eq!(events(&[(0, b"\x1bP>|WezT"), (700, b"j")]), [pressed('j')], "after a moment");
}

#[test]
fn what_is_no_sequence_swallows_no_later_key() {
    let unfinished: &[&[u8]] = &[
        b"\x1b]",
        b"\x1bP",
        b"\x1b[",
        b"\x1b[1;",
        b"\x1b[<0;",
        b"\xe2\x80",
        b"\x1b[20",
        b"\x1b_",
        b"\x1b_Gi=1",
        b"\x90",
        b"\x9d1",
        b"\x1b[M!",
        b"\x1bO",
        b"\x1bX abc",
        b"\x1bP>|x\x1b",
    ];
    for bytes in unfinished {
        assert_eq!(events(&[(0, bytes), (5000, b"j")]).last(), Some(&pressed('j')), "{bytes:?}");
    }
}

#[test]
fn what_the_library_does_not_know_leaves_no_keys_behind() {
    for report in
        ["[=1;2c", "[;5A", "[=c", "[>c", "[?c", "[1;2;3!p", "[<0;0;0M", "[0;0;0M", "[4;2$y", "[12;j", "Oj", "[=u"]
    {
        assert_eq!(at_once(format!("\x1b{report}").as_bytes()), [], "{report}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_taken_and_a_silence_ends_whatever_they_began(
        pieces in prop::collection::vec((0_u64..900, prop::collection::vec(any::<u8>(), 0..60)), 0..8),
    ) {
        let mut pieces: Vec<Piece> = pieces.iter().map(|(pause, bytes)| (*pause, bytes.as_slice())).collect();
        pieces.push((5000, b"j"));
        let events = events(&pieces);
        prop_assert_eq!(events.last(), Some(&pressed('j')));
    }
}

#[test]
fn a_bracket_inside_of_pasted_text_ends_it_and_what_follows_is_keys() {
    let bytes = "\x1b[200~a\x1b[200~b\x1b[201~ \x1b[?1049l\x1b[?2026h \x1b[?25l\x1b[201~".as_bytes();
    let expected = [pasted("a\x1b[200~b"), pressed(' '), pressed(' '), escape()];
    assert_eq!(events(&[(0, bytes), (0, b"\x1b")]), expected);
    let mut cut = bytes.to_vec();
    cut.push(0x1b);
    assert_eq!(at_once(&cut), expected);
}
