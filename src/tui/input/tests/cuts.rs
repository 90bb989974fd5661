//! Reports and keys, cut anywhere, with any pause between the pieces.

use super::*;

/// What terminals send without being asked for a key. `ESC` introduces each.
const REPORTS: &[&str] = &[
    // The mouse: SGR, in bytes (X10), urxvt.
    "[<35;40;12M",
    "[<0;3;4m",
    "[<64;140;52M",
    "[M !!",
    "[MC\u{7f}4",
    "[32;40;12M",
    // The focus.
    "[I",
    "[O",
    // Where the cursor is, what the terminal is, which modes are on, how large it is.
    "[24;80R",
    "[?24;80R",
    "[?1;2c",
    "[?62;1;6;9;15;22c",
    "[>1;4402;0c",
    "[=1;0c",
    "[0n",
    "[?997;1n",
    "[?2026;2$y",
    "[4;1$y",
    "[48;24;80;480;1600t",
    "[8;24;80t",
    "[?1u",
    "[?0u",
    // Colours, the clipboard, a title.
    "]4;1;rgb:cdcd/0000/0000\x1b\\",
    "]10;rgb:ffff/ffff/ffff\x07",
    "]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "]52;c;Y2xhaW1z\x1b\\",
    "]52;c;Y2xhaW1z\x07",
    "]lcards and claims\x1b\\",
    // The terminal's name, capabilities, settings, its number.
    "P>|WezTerm 20240203-110809-5046fc22\x1b\\",
    "P1+r544e=787465726d2d323536636f6c6f72\x1b\\",
    "P0+r524742\x1b\\",
    "P1$r0;4m\x1b\\",
    "P1$r2 q\x1b\\",
    "P!|7E565445\x1b\\",
    // Graphics, and texts of which nobody knows more than where they end.
    "_Gi=31;OK\x1b\\",
    "_cards\x1b\\",
    "^cards\x1b\\",
    "Xcards\x1b\\",
];

/// Where keys come from that are more than one byte.
const KEYS: &[(&str, KeyCode, KeyModifiers)] = &[
    ("\x1b[A", KeyCode::Up, KeyModifiers::NONE),
    ("\x1bOB", KeyCode::Down, KeyModifiers::NONE),
    ("\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
    ("\x1b[1;3D", KeyCode::Left, KeyModifiers::ALT),
    ("\x1b[5~", KeyCode::PageUp, KeyModifiers::NONE),
    ("\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
    ("\x1b[15~", KeyCode::F(5), KeyModifiers::NONE),
    ("\x1bOP", KeyCode::F(1), KeyModifiers::NONE),
    ("\x1b[97;5u", KeyCode::Char('a'), KeyModifiers::CONTROL),
    ("\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
    ("\x1b\u{e9}", KeyCode::Char('é'), KeyModifiers::ALT),
    ("é", KeyCode::Char('é'), KeyModifiers::NONE),
    ("語", KeyCode::Char('語'), KeyModifiers::NONE),
    ("🇺", KeyCode::Char('🇺'), KeyModifiers::NONE),
    ("\x10", KeyCode::Char('p'), KeyModifiers::CONTROL),
    ("c", KeyCode::Char('c'), KeyModifiers::NONE),
];

/// Bytes cut at those places, with a pause before each piece but the first.
fn cut<'a>(bytes: &'a [u8], cuts: &[(usize, u64)]) -> Vec<Piece<'a>> {
    let (mut pieces, mut from, mut pause) = (Vec::new(), 0, 0);
    for (at, next) in cuts {
        pieces.push((pause, &bytes[from..*at]));
        (from, pause) = (*at, *next);
    }
    pieces.push((pause, &bytes[from..]));
    pieces
}

/// The keys among the events; Escape apart, which a pause after it makes a key.
fn keys(pieces: &[Piece]) -> Vec<Event> {
    events(pieces).into_iter().filter(|event| event.is_key_press() && *event != escape()).collect()
}

/// Both ways of introducing a report: with Escape, and in one byte of its own.
fn introduced(report: &str) -> [Vec<u8>; 2] {
    let (first, rest) = report.as_bytes().split_first().unwrap();
    [[b"\x1b", report.as_bytes()].concat(), [&[first + 0x40], rest].concat()]
}

#[test]
fn no_report_becomes_a_key_wherever_it_is_cut_and_however_long_its_rest_takes() {
    let mut tried = 0_usize;
    for bytes in REPORTS.iter().flat_map(|report| introduced(report)) {
        for at in 1..bytes.len() {
            for pause in (0..=500).step_by(20).chain([1000, 5000]) {
                let last = at + 1 == bytes.len();
                // A single byte so late is a key that was pressed: nobody can tell.
                if pause <= 500 || !last {
                    let mut keys = keys(&cut(&bytes, &[(at, pause)]));
                    // After so long Escape and a letter are an Alt key.
                    keys.retain(|key| pause <= 500 || at != 2 || *key != alt(bytes[1].into()));
                    assert_eq!(keys, [], "{} cut at {at} for {pause} ms", bytes.escape_ascii());
                    tried += 1;
                }
            }
            // A half of which the rest never comes. Escape and a letter alone is an Alt key.
            if at > 2 || bytes[0] != 0x1b {
                assert_eq!(keys(&[(0, &bytes[..at])]), [], "{}", bytes[..at].escape_ascii());
                tried += 1;
            }
        }
    }
    assert!(tried > 24_000, "only {tried} cuts were tried");
}

#[test]
fn a_report_that_comes_byte_by_byte_is_no_key() {
    for report in
        REPORTS.iter().filter(|report| !matches!(report.as_bytes()[..2], [b'_' | b'^' | b'X', b'c'] | [b']', b'l']))
    {
        let bytes = [b"\x1b", report.as_bytes()].concat();
        for pause in [5, 30, 100, 500] {
            let cuts: Vec<_> = (1..bytes.len()).map(|at| (at, pause)).collect();
            assert_eq!(keys(&cut(&bytes, &cuts)), [], "{report:?}, {pause} ms");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_report_becomes_a_key_cut_at_several_places(
        report in prop::sample::select(REPORTS),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_u64..=500), 1..6),
    ) {
        // Of a text that may be anything, only bytes that come at once tell that it isn't typed.
        prop_assume!(!matches!(report.as_bytes()[..2], [b'_' | b'^' | b'X', b'c'] | [b']', b'l']));
        let bytes = [b"\x1b", report.as_bytes()].concat();
        let cuts: std::collections::BTreeMap<_, _> =
            cuts.iter().map(|(at, pause)| (1 + at.index(bytes.len() - 1), *pause)).collect();
        let cuts: Vec<_> = cuts.into_iter().collect();
        prop_assert_eq!(keys(&cut(&bytes, &cuts)), []);
    }

    #[test]
    fn keys_are_those_keys_wherever_they_are_cut(
        typed in prop::collection::vec(prop::sample::select(KEYS), 1..6),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_u64..=500), 0..6),
    ) {
        let text: String = typed.iter().map(|row| row.0).collect();
        let bytes = text.as_bytes();
        let cuts: std::collections::BTreeMap<_, _> =
            cuts.iter().map(|(at, pause)| (at.index(bytes.len()), *pause)).filter(|(at, _)| *at > 0).collect();
        let cuts: Vec<_> = cuts.into_iter().collect();
        // Escape is the key where it stands alone for long, and the letter after it is then one without Alt.
        let lone = cuts.iter().any(|(at, pause)| bytes[at - 1] == 0x1b && *pause >= 40);
        let plain = |code: KeyCode, modifiers: KeyModifiers| match code {
            KeyCode::Char(_) if lone => key(code, modifiers - KeyModifiers::ALT),
            _ => key(code, modifiers),
        };
        let without_alt = |event: Event| match event.as_key_event() {
            Some(it) => plain(it.code, it.modifiers),
            None => event,
        };
        let expected: Vec<_> = typed.iter().map(|(_, code, modifiers)| plain(*code, *modifiers)).collect();
        prop_assert_eq!(keys(&cut(bytes, &cuts)).into_iter().map(without_alt).collect::<Vec<_>>(), expected);
    }
}
