//! Tests of drawing into cells, and of what holds for any text at all.

use proptest::prelude::*;

use super::*;

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

#[test]
fn an_empty_grapheme_takes_nothing() {
    assert_eq!((columns(""), glyphs("").count(), safe("").as_ref()), (0, 0, ""));
    assert_eq!(put(&mut buffer(3), 0, 0, 3, "", PLAIN, WARNING), 0);
}

#[test]
fn an_emoji_with_a_selector_does_not_shift_the_rest_of_its_row() {
    let mut before = buffer(6);
    put_all(&mut before, 0, 0, 6, "abcdef");
    let mut after = buffer(6);
    put_all(&mut after, 0, 0, 6, "\u{2764}\u{FE0F}CDEF");
    let drawn: Vec<_> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
    assert_eq!(drawn, [0, 2, 3, 4, 5], "the column that the emoji covers is not written after it");
    let back: Vec<_> = after.diff(&before).into_iter().map(|(x, ..)| x).collect();
    assert_eq!(back, [0, 1, 2, 3, 4, 5]);
    put_all(&mut after, 0, 0, 6, "abcdef");
    assert_eq!(after, before, "and what is drawn over it is as if it had never been there");
}

/// Strings of the characters that matter: those that join, combine, hide or command, among others.
fn hostile() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(
        HOSTILE.concat().chars().chain("aé日 1क\u{94D}\u{200D}\u{FE0F}\u{301}\u{1F469}".chars()).collect::<Vec<_>>(),
    );
    let run = (special.clone(), 1..30_usize).prop_map(|(char, many)| char.to_string().repeat(many));
    let one = prop_oneof![8 => special.prop_map(String::from), 1 => run, 2 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(one, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_text_breaks_a_promise(text in hostile()) {
        let mut buf = buffer(220);
        for grapheme in text.graphemes(true) {
            check(grapheme, &mut buf);
        }
        // Whoever forgets to cut a text into clusters gets less of it, but no harm.
        check(&text, &mut buf);
    }

    #[test]
    fn no_text_leaves_its_cells(text in hostile(), x in 0..30_u16, y in 0..6_u16, max_columns in 0..40_u16) {
        let area = Rect::new(3, 2, 20, 3);
        let mut buf = Buffer::empty(area);
        let mut used = 0;
        for grapheme in text.graphemes(true) {
            let left = max_columns - used;
            let took = put(&mut buf, x + used, y, left, grapheme, PLAIN, WARNING);
            let room = if area.contains(Position { x: x + used, y }) { left.min(area.right() - x - used) } else { 0 };
            prop_assert_eq!(took, columns(grapheme).min(room));
            used += took;
        }
        assert_buffer_is_sound(&buf);
        let touched = buf.content().iter().filter(|cell| cell.fg != Color::Reset).count();
        prop_assert_eq!(touched, usize::from(used));
        prop_assert!(is_clean(&without_styles(&bytes(&Buffer::empty(area), &buf))));
    }

    #[test]
    fn a_safe_text_is_clean_and_stays_as_it_is(text in hostile()) {
        let safe_text = safe(&text);
        for grapheme in safe_text.graphemes(true) {
            prop_assert!(is_clean(grapheme), "{:?} in {:?}", grapheme, safe_text);
        }
        prop_assert!(matches!(safe(&safe_text), Cow::Borrowed(same) if same == safe_text));
    }
}
