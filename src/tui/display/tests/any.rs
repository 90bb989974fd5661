//! Any text at all: nothing of it is a command to the terminal, and nothing leaves its cells.

use super::*;

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
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

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
