//! Tests of the display: what no text can do to the terminal.

mod any;
mod clusters;

use std::ops::RangeInclusive;

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::style::Color;
use unicode_properties::GeneralCategoryGroup as Group;

use super::*;

const PLAIN: Style = Style::new().fg(Color::White);
const WARNING: Style = Style::new().fg(Color::Red);

/// Texts made to break terminals, and texts that only look so.
const HOSTILE: &[&str] = &[
    "\u{1B}[31mred\u{1B}[0m",
    "\u{1B}]8;;https://example.org\u{1B}\\link\u{1B}]8;;\u{7}",
    "\u{1B}]52;c;cm0gLXJmIC8=\u{7}",
    "\u{1B}]0;title\u{7}\u{1B}c\u{1B}(0\u{E}lqqk\u{F}",
    "\u{1B}P$q\"p\u{1B}\\\u{1B}_Ga=T\u{1B}\\\u{1B}[6n\u{1B}[?1049l",
    "\u{9B}31mred\u{9D}52;c;Zg==\u{9C}\u{90}q\u{9C}\u{85}\u{84}",
    "user\u{202E}txt.exe\u{202C}\u{2066}a\u{2067}b\u{2069}\u{200E}\u{200F}\u{61C}",
    "a\u{E0041}\u{E0042}\u{E007F}b\u{E0001}\u{1F600}\u{E0100}\u{E01EF}",
    "\u{FEFF}BOM\u{AD}soft\u{200B}zero\u{2060}word\u{180E}",
    "a\u{200D}b\u{200D}c \u{FE0F} \u{FE0E}d\u{FE0F}1\u{FE0F} \u{200D}",
    "Z\u{33F}\u{316}\u{31D}\u{325}\u{317}\u{301}\u{310}\u{346}\u{34B}\u{30B}\u{327}a\u{328}\u{329}l\u{489}\u{488}go",
    "\u{301}\u{20DD}\u{93E}\u{FF9E}\u{1161}\u{11A8}\u{D4E}\u{600}1\u{110BD}",
    "\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}\u{1F1FA} \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{1F3F4}\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}",
    "1\u{FE0F}\u{20E3}#\u{20E3}*\u{FE0E}\u{20E3}\u{1F44D}\u{1F3FF}\u{1F972}\u{1F3FB}a\u{1F3FB}\u{2764}\u{FE0F}\u{200D}\u{1F525}",
    "می\u{200C}خواهم سلام لا שלום क\u{94D}\u{200D}ष र\u{94D}त\u{94D}स\u{94D}न\u{94D}य ক\u{9CD}ষ ក\u{17D2}ក",
    "日本語 ｶﾞ \u{304B}\u{3099} 한국어 \u{1112}\u{1161}\u{11AB} e\u{301}\u{3164}\u{115F}\u{1160}\u{FFA0}\u{2800}\u{34F}",
    "\t\0\u{7F}\r\n\n\r\u{B}\u{C}\u{2028}\u{2029}\u{E000}\u{10FFFF}\u{FDD0}\u{378}\u{FFF9}\u{FFFC}\u{FFFD}",
];

/// Default-ignorable code points that are letters or marks, and the blank Braille pattern.
const IGNORED: &[RangeInclusive<char>] = &[
    '\u{34F}'..='\u{34F}',
    '\u{115F}'..='\u{1160}',
    '\u{17B4}'..='\u{17B5}',
    '\u{180B}'..='\u{180F}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{FE00}'..='\u{FE0F}',
    '\u{FFA0}'..='\u{FFA0}',
    '\u{E0000}'..='\u{E0FFF}',
];

/// England, Scotland and Wales.
const FLAGS: [&str; 3] = [
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

/// Whether the terminal may get the text, told without the module: by category, by name of code point, by neighbour.
fn is_clean(text: &str) -> bool {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return true;
    }
    let text = FLAGS.iter().fold(Cow::Borrowed(text), |text, flag| {
        if text.contains(flag) { Cow::Owned(text.replace(flag, "\u{1F3F4}")) } else { text }
    });
    let chars: Vec<char> = text.chars().collect();
    let at = |nth: usize| chars.get(nth).copied().unwrap_or('\0');
    let emoji = |char: char| !char.is_ascii() && char.is_emoji_char();
    (0..chars.len()).all(|nth| {
        let before = at(nth.wrapping_sub(1));
        match at(nth) {
            '\u{FE0E}' | '\u{FE0F}' => emoji(before) || (before.is_emoji_char() && at(nth + 1) == '\u{20E3}'),
            '\u{200D}' => (emoji(before) || before == '\u{FE0F}') && emoji(at(nth + 1)),
            char if IGNORED.iter().any(|range| range.contains(&char)) => false,
            char => !matches!(
                char.general_category(),
                GeneralCategory::Control
                    | GeneralCategory::Format
                    | GeneralCategory::Surrogate
                    | GeneralCategory::PrivateUse
                    | GeneralCategory::Unassigned
                    | GeneralCategory::LineSeparator
                    | GeneralCategory::ParagraphSeparator
            ),
        }
    })
}

fn buffer(width: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, 1))
}

fn shown(grapheme: &str) -> String {
    glyphs(grapheme).map(|glyph| glyph.text.into_owned()).collect()
}

/// Every promise about what is written for one string, whether or not it is one grapheme cluster; its columns.
fn check_glyphs(grapheme: &str) -> u16 {
    let mut sum = 0;
    for glyph in glyphs(grapheme) {
        assert!(is_clean(&glyph.text), "{:?} of {grapheme:?} is clean", glyph.text);
        assert!(glyph.columns >= 1, "{:?} of {grapheme:?} takes a column", glyph.text);
        assert_eq!(glyph.columns, cell_columns(&glyph.text), "{:?} has the width of its cell", glyph.text);
        sum += glyph.columns;
    }
    assert!(sum < 200, "{grapheme:?} takes {sum} columns");
    assert_eq!(columns(grapheme), sum, "the columns of {grapheme:?} are those of its glyphs");
    sum
}

/// Every promise about one string, also about how it is drawn.
fn check(grapheme: &str, buf: &mut Buffer) {
    let sum = check_glyphs(grapheme);
    buf.reset();
    assert_eq!(put(buf, 0, 0, u16::MAX, grapheme, PLAIN, WARNING), sum, "all of {grapheme:?} is drawn");
    for (nth, cell) in buf.content().iter().enumerate() {
        let touched = cell.fg != Color::Reset;
        assert_eq!(touched, nth < usize::from(sum), "{grapheme:?} touches the cells it takes");
        assert!(touched || cell.symbol() == " ");
    }
}

/// Whether it is in a plane of which all is unassigned or private, but for one in 64.
fn is_nothing(char: char) -> bool {
    matches!(char, '\u{40000}'..='\u{DFFFF}' | '\u{E1000}'..) && !u32::from(char).is_multiple_of(64)
}

/// The symbols in the buffer, and whether each cell that is wide has blank cells under it.
fn assert_buffer_is_sound(buf: &Buffer) {
    let width = usize::from(buf.area.width.max(1));
    for row in buf.content().chunks(width) {
        let mut nth = 0;
        while let Some(cell) = row.get(nth) {
            assert!(is_clean(cell.symbol()), "{:?} in a cell", cell.symbol());
            let columns = usize::from(cell.cell_width());
            assert!(columns >= 1 && nth + columns <= row.len(), "{:?} fits its row", cell.symbol());
            assert!(row[nth + 1..nth + columns].iter().all(|cell| cell.symbol() == " "));
            nth += columns;
        }
    }
}

fn put_all(buf: &mut Buffer, x: u16, y: u16, max_columns: u16, text: &str) -> u16 {
    text.graphemes(true)
        .fold(0, |used, grapheme| used + put(buf, x + used, y, max_columns - used, grapheme, PLAIN, WARNING))
}

/// What the terminal gets for the change from one buffer to the other.
fn bytes(before: &Buffer, after: &Buffer) -> String {
    let mut written = Vec::new();
    CrosstermBackend::new(&mut written).draw(before.diff(after).into_iter()).unwrap();
    String::from_utf8(written).unwrap()
}

/// The text without the sequences that ratatui makes: `ESC [`, parameters, a letter.
fn without_styles(bytes: &str) -> String {
    let mut parts = bytes.split("\u{1B}[");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let parameters = part.find(|char: char| !matches!(char, '0'..='9' | ';' | ':' | '?')).unwrap();
        assert!(matches!(part.as_bytes()[parameters], b'H' | b'm'), "only positions and styles: {part:?}");
        text.push_str(&part[parameters + 1..]);
    }
    text
}

#[test]
fn every_character_there_is_can_be_drawn_alone() {
    let mut buf = buffer(16);
    for char in '\0'..=char::MAX {
        let text = char.to_string();
        if is_nothing(char) {
            check_glyphs(&text);
        } else {
            check(&text, &mut buf);
        }
    }
}

#[test]
fn every_character_there_is_can_be_drawn_after_a_letter() {
    let mut buf = buffer(16);
    for char in '\0'..=char::MAX {
        let text = format!("a{char}");
        if is_nothing(char) {
            check_glyphs(&text);
        } else {
            check(&text, &mut buf);
        }
    }
}

#[test]
fn every_character_there_is_can_be_drawn_in_an_emoji() {
    let mut buf = buffer(40);
    for char in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E01FF}').chain(('\u{20000}'..=char::MAX).step_by(997)) {
        check(&format!("\u{1F468}{char}\u{200D}\u{1F469}\u{FE0F}"), &mut buf);
    }
}

#[test]
fn common_characters_have_the_width_and_class_that_the_tables_say() {
    let common: Vec<char> = ('\0'..=char::MAX).filter(|&char| common_columns(char).is_some()).collect();
    assert!(common.len() > 30_000);
    for char in common {
        assert_eq!(common_columns(char), Some(char.to_string().cell_width()), "{char:?}");
        assert!(is_clean(&char.to_string()) && char.to_string().graphemes(true).count() == 1, "{char:?}");
        assert!(!matches!(char.general_category_group(), Group::Mark | Group::Other), "{char:?}");
    }
}

#[test]
fn printable_text_is_itself_and_borrowed() {
    for text in ["a", "é", "e\u{301}", "日", "한", "я", "ß", "\u{A0}", "\u{3000}", "\u{1680}", "ش", "क्षि", "👍"]
    {
        let glyphs: Vec<_> = glyphs(text).collect();
        assert_eq!(glyphs.len(), 1);
        assert!(matches!(glyphs[0], Glyph { text: Cow::Borrowed(same), hidden: false, .. } if same == text));
        assert!(matches!(safe(text), Cow::Borrowed(same) if same == text));
    }
    assert_eq!(columns("\u{3000}"), 2);
}

#[test]
fn invisible_characters_are_made_visible_and_said_to_be_hidden() {
    for (text, picture) in [
        ("\0", "␀"),
        ("\u{1B}", "␛"),
        ("\u{7}", "␇"),
        ("\r", "␍"),
        ("\u{B}", "␋"),
        ("\u{7F}", "␡"),
        ("\u{85}", "<U+0085>"),
        ("\u{9B}", "<U+009B>"),
        ("\u{AD}", "<U+00AD>"),
        ("\u{200B}", "<U+200B>"),
        ("\u{202E}", "<U+202E>"),
        ("\u{2028}", "<U+2028>"),
        ("\u{2029}", "<U+2029>"),
        ("\u{FEFF}", "<U+FEFF>"),
        ("\u{E000}", "<U+E000>"),
        ("\u{FDD0}", "<U+FDD0>"),
        ("\u{3164}", "<U+3164>"),
        ("\u{2800}", "<U+2800>"),
        ("\u{FE0F}", "<U+FE0F>"),
        ("\u{13441}", "<U+13441>"),
        ("\u{13442}", "<U+13442>"),
        ("\u{16FE4}", "<U+16FE4>"),
        ("\u{1D159}", "<U+1D159>"),
        ("\u{E0041}", "<U+E0041>"),
        ("\u{10FFFF}", "<U+10FFFF>"),
    ] {
        let glyphs: Vec<_> = glyphs(text).collect();
        assert_eq!(glyphs, [Glyph { text: picture.into(), columns: picture.chars().count() as u16, hidden: true }]);
    }
}

#[test]
fn a_tab_is_four_blank_columns_and_no_warning() {
    assert_eq!(glyphs("\t").collect::<Vec<_>>(), [Glyph { text: "    ".into(), columns: 4, hidden: false }]);
    assert_eq!(columns("\t"), 4);
}

#[test]
fn line_breaks_end_rows_and_only_line_feeds_are_blank() {
    for text in ["\n", "\r\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert!(is_line_break(text), "{text:?}");
        assert_eq!(glyphs(text).all(|glyph| glyph.text == " "), text.ends_with('\n'), "{text:?}");
        assert_eq!(glyphs(text).any(|glyph| glyph.hidden), !text.ends_with('\n'), "{text:?}");
        assert!(columns(text) >= 1);
    }
    assert!(["", "a", " ", "\t", "\u{1C}", "\n\n", "\u{A0}"].iter().all(|text| !is_line_break(text)));
}

#[test]
fn a_mark_without_a_base_gets_a_dotted_circle() {
    assert_eq!(shown("\u{301}"), "\u{25CC}\u{301}");
    assert_eq!(shown("\u{301}\u{302}"), "\u{25CC}\u{301}\u{302}");
    assert_eq!(shown("a\u{200D}\u{301}"), "a<U+200D>\u{25CC}\u{301}");
}

#[test]
fn a_mark_that_stands_beside_its_base_needs_no_circle() {
    for text in ["\u{1019}\u{103C}\u{1014}\u{103A}\u{1019}\u{102C}", "\u{1A20}\u{1A61}", "\u{1000}\u{1038}"] {
        assert!(text.graphemes(true).count() > 1, "each of those marks is a cluster of its own");
        assert_eq!(text.graphemes(true).map(shown).collect::<String>(), text);
    }
}

#[test]
fn a_mark_newer_than_the_rules_for_clusters_is_shown_by_its_number() {
    for char in ('\0'..=char::MAX).filter(|char| char.general_category_group() == Group::Mark) {
        let text = format!("a{char}");
        if text.graphemes(true).count() == 2 && char.to_string().cell_width() == 0 {
            assert_eq!(safe(&text), format!("a<U+{:04X}>", u32::from(char)));
        }
    }
}

#[test]
fn a_base_shows_eight_marks_and_counts_the_others() {
    let marks = |many| "\u{301}".repeat(many);
    assert_eq!(shown(&format!("a{}", marks(8))), format!("a{}", marks(8)));
    assert_eq!(shown(&format!("a{}", marks(9))), format!("a{}<+1>", marks(8)));
    assert_eq!(shown(&marks(11)), format!("\u{25CC}{}<+3>", marks(8)));
    let two = format!("क{}\u{94D}ष\u{94D}", "\u{93C}".repeat(9));
    assert_eq!(shown(&two), format!("क{}<+2>ष\u{94D}", "\u{93C}".repeat(8)), "and the next base starts anew");
    let five = "\u{93C}".repeat(5);
    assert_eq!(glyphs(&format!("क{five}\u{94D}ष{five}")).count(), 1, "also in the same piece");
}

#[test]
fn hostile_texts_leave_the_buffer_sound_and_reach_the_terminal_as_text() {
    for text in HOSTILE {
        let mut buf = buffer(400);
        let used = put_all(&mut buf, 0, 0, 400, text);
        assert_eq!(used, text.graphemes(true).map(columns).sum::<u16>());
        assert_buffer_is_sound(&buf);
        let written = without_styles(&bytes(&buffer(400), &buf));
        assert!(is_clean(&written), "{written:?}");
        for grapheme in text.graphemes(true) {
            check(grapheme, &mut buf);
        }
    }
}

#[test]
fn escape_sequences_are_read_not_obeyed() {
    assert_eq!(safe("\u{1B}[31mred"), "␛[31mred");
    assert_eq!(safe("\u{1B}]52;c;Zg==\u{7}"), "␛]52;c;Zg==␇");
    assert_eq!(safe("\u{9B}31m"), "<U+009B>31m");
    assert_eq!(safe("user\u{202E}txt.exe"), "user<U+202E>txt.exe");
}

#[test]
fn a_safe_text_is_one_line() {
    assert_eq!(safe("a\tb\nc\r\nd\u{2028}e"), "a    b␊c␍␊d<U+2028>e");
}

#[test]
fn what_is_hidden_has_the_warning_style_in_each_of_its_cells() {
    let mut buf = buffer(12);
    assert_eq!(put(&mut buf, 1, 0, 11, "a\u{200D}", PLAIN, WARNING), 9);
    let symbols: Vec<_> = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
    assert_eq!(symbols, [" ", "a", "<", "U", "+", "2", "0", "0", "D", ">", " ", " "]);
    assert_eq!(buf[(1, 0)].fg, Color::White);
    assert!((2..10).all(|x| buf[(x, 0)].fg == Color::Red));
    assert_eq!(buf[(10, 0)].fg, Color::Reset);
}

#[test]
fn both_columns_of_a_wide_character_have_the_style() {
    let mut buf = buffer(4);
    put(&mut buf, 1, 0, 3, "日", PLAIN, WARNING);
    let cells: Vec<_> = buf.content().iter().map(|cell| (cell.symbol(), cell.fg)).collect();
    assert_eq!(cells, [(" ", Color::Reset), ("日", Color::White), (" ", Color::White), (" ", Color::Reset)]);
}

#[test]
fn a_wide_character_that_does_not_fit_is_blank() {
    for (width, max_columns) in [(1, 5), (5, 1)] {
        let mut buf = buffer(width);
        assert_eq!(put(&mut buf, 0, 0, max_columns, "日", PLAIN, WARNING), 1);
        assert_eq!((buf[(0, 0)].symbol(), buf[(0, 0)].fg), (" ", Color::White));
    }
}

#[test]
fn nothing_is_drawn_outside_the_buffer_or_beyond_the_columns_allowed() {
    let area = Rect::new(10, 5, 3, 2);
    for (x, y, max_columns, used) in [
        (10, 5, 9, 3),
        (12, 6, 9, 1),
        (10, 5, 2, 2),
        (10, 5, 0, 0),
        (9, 5, 9, 0),
        (13, 5, 9, 0),
        (10, 4, 9, 0),
        (10, 7, 9, 0),
    ] {
        let mut buf = Buffer::empty(area);
        assert_eq!(put(&mut buf, x, y, max_columns, "\u{200B}", PLAIN, WARNING), used, "at {x}, {y}");
        assert_eq!(buf.content().iter().filter(|cell| cell.fg != Color::Reset).count(), usize::from(used));
    }
    let mut edge = Buffer::empty(Rect::new(u16::MAX - 2, u16::MAX - 1, 2, 1));
    assert_eq!(put(&mut edge, u16::MAX - 2, u16::MAX - 1, u16::MAX, "\u{200B}", PLAIN, WARNING), 2);
    assert_eq!(put(&mut Buffer::empty(Rect::ZERO), 0, 0, 9, "日", PLAIN, WARNING), 0);
}
