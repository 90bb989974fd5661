//! Clusters of several characters: joined emoji, flags, and clusters as long as an article.

use super::*;

#[test]
fn clusters_as_long_as_an_article_are_short_and_quick() {
    let many = 100_000;
    for (name, cluster) in [
        ("marks", format!("a{}", "\u{301}".repeat(many))),
        ("spacing marks", format!("क{}", "\u{93E}".repeat(many))),
        ("sound marks", format!("a{}", "\u{FF9E}".repeat(many))),
        ("joiners", format!("a{}", "\u{200D}".repeat(many))),
        ("joiners and marks", format!("a{}", "\u{200D}\u{301}".repeat(many))),
        ("tags", format!("\u{1F3F4}{}", "\u{E0067}".repeat(many))),
        ("selectors", format!("\u{1F600}{}", "\u{E0101}".repeat(many))),
        ("emoji", "\u{1F469}\u{200D}".repeat(many)),
        ("conjuncts", "क\u{94D}".repeat(many)),
        ("Khmer conjuncts", "ក\u{17D2}".repeat(many)),
        ("Hangul initials", "\u{1100}".repeat(many)),
        ("Hangul vowels", format!("\u{1100}{}", "\u{1161}".repeat(many))),
        ("prefixes", "\u{D4E}".repeat(many)),
        ("number signs", "\u{600}".repeat(many)),
    ] {
        assert!(cluster.graphemes(true).count() <= 2, "{name}");
        check(&cluster, &mut buffer(220));
        // Milliseconds if nobody else wants the processor, minutes if it were quadratic.
    }
}

#[test]
fn joiners_and_selectors_are_kept_inside_emoji() {
    for (emoji, width) in [
        ("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}", 2),
        ("\u{1F469}\u{1F3FB}\u{200D}\u{2764}\u{FE0F}\u{200D}\u{1F48B}\u{200D}\u{1F468}\u{1F3FC}", 2),
        ("\u{1F9D1}\u{200D}\u{2695}\u{FE0F}", 2),
        ("\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}", 2),
        ("\u{2764}\u{FE0F}\u{200D}\u{1F525}", 2),
        ("\u{1F43B}\u{200D}\u{2744}\u{FE0F}", 2),
        ("\u{1F44D}\u{1F3FF}", 2),
        ("\u{1F1E9}\u{1F1EA}", 2),
        ("\u{2764}\u{FE0F}", 2),
        ("\u{2764}\u{FE0E}", 1),
        ("\u{A9}\u{FE0F}", 2),
        ("1\u{FE0F}\u{20E3}", 2),
        ("#\u{FE0F}\u{20E3}", 2),
        ("*\u{20E3}", 1),
        ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2),
        ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", 2),
        ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}", 2),
    ] {
        assert_eq!(glyphs(emoji).collect::<Vec<_>>(), [Glyph { text: emoji.into(), columns: width, hidden: false }]);
        assert_eq!(emoji.graphemes(true).count(), 1);
    }
}

#[test]
fn joiners_and_selectors_are_shown_outside_emoji() {
    for (text, picture) in [
        ("a\u{200D}", "a<U+200D>"),
        ("می\u{200C}", "می<U+200C>"),
        ("क\u{94D}\u{200D}ष", "क\u{94D}<U+200D>ष"),
        ("a\u{FE0F}", "a<U+FE0F>"),
        ("1\u{FE0F}", "1<U+FE0F>"),
        ("1\u{200D}\u{20E3}", "1<U+200D>\u{25CC}\u{20E3}"),
        ("\u{1F600}\u{200D}", "\u{1F600}<U+200D>"),
        ("\u{1F600}\u{200D}\u{1F3FB}", "\u{1F600}<U+200D>\u{1F3FB}"),
        ("\u{1F600}\u{FE0F}\u{FE0F}", "\u{1F600}\u{FE0F}<U+FE0F>"),
        ("\u{1F600}\u{FE00}", "\u{1F600}<U+FE00>"),
        ("\u{1F600}\u{E0100}", "\u{1F600}<U+E0100>"),
        ("\u{1F44D}\u{1F3FB}\u{FE0F}", "\u{1F44D}\u{1F3FB}<U+FE0F>"),
        ("\u{2764}\u{FE0E}\u{200D}\u{1F525}", "\u{2764}\u{FE0E}<U+200D>\u{1F525}"),
        ("\u{1F600}\u{301}\u{200D}\u{1F600}", "\u{1F600}\u{301}<U+200D>\u{1F600}"),
    ] {
        assert_eq!(shown(text), picture, "{text:?}");
    }
}

#[test]
fn tags_are_shown_unless_they_are_one_of_three_flags() {
    let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
    assert_eq!(
        shown("\u{1F3F4}\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}"),
        "\u{1F3F4}<U+E0075><U+E0073><U+E0074><U+E0078><U+E007F>"
    );
    assert_eq!(shown(&format!("{england}\u{E0041}")), format!("{england}<U+E0041>"));
    assert_eq!(shown("\u{1F3F4}\u{E0067}\u{E0062}"), "\u{1F3F4}<U+E0067><U+E0062>");
    assert_eq!(shown("\u{1F3F3}\u{E0067}"), "\u{1F3F3}<U+E0067>");
    let message = format!("\u{1F600}{}", "\u{E0041}".repeat(50));
    assert_eq!(shown(&message), format!("\u{1F600}{}<+43>", "<U+E0041>".repeat(7)));
}

#[test]
fn nine_joined_emoji_do_not_share_a_cell() {
    let nine = ["\u{1F469}"; 9].join("\u{200D}");
    let eight = ["\u{1F469}"; 8].join("\u{200D}");
    assert_eq!(shown(&eight), eight);
    assert_eq!(shown(&nine), format!("{eight}<U+200D>\u{1F469}"));
}

#[test]
fn emoji_that_nothing_joins_do_not_share_a_cell() {
    let texts = |text| glyphs(text).map(|glyph| glyph.text.into_owned()).collect::<Vec<_>>();
    assert_eq!(texts("\u{1F972}\u{1F3FB}"), ["\u{1F972}", "\u{1F3FB}"], "this face takes no skin tone");
    assert_eq!(texts("a\u{1F3FB}"), ["a", "\u{1F3FB}"]);
    assert_eq!(texts("\u{1F44D}\u{1F3FB}"), ["\u{1F44D}\u{1F3FB}"]);
}

#[test]
fn lam_and_alef_are_two_columns_because_each_is_drawn_by_itself() {
    assert_eq!("لا".graphemes(true).map(columns).sum::<u16>(), 2);
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

#[test]
fn an_empty_grapheme_takes_nothing() {
    assert_eq!((columns(""), glyphs("").count(), safe("").as_ref()), (0, 0, ""));
    assert_eq!(put(&mut buffer(3), 0, 0, 3, "", PLAIN, WARNING), 0);
}

#[test]
fn half_width_katakana_take_a_column_each_and_so_do_their_sound_marks() {
    for (text, wanted) in
        [("ｶ\u{FF9E}", 2), ("ﾊ\u{FF9F}", 2), ("ｶ", 1), ("\u{FF9E}", 1), ("か\u{FF9E}", 3), ("か\u{3099}", 2)]
    {
        assert_eq!(width(text), wanted, "{text}");
    }
    let mut buf = buffer(8);
    assert_eq!(put_all(&mut buf, 0, 0, 8, "ｶ\u{FF9E}ﾌ\u{FF9F}x"), 5);
    assert_buffer_is_sound(&buf);
    let cells: Vec<_> = buf.content().iter().map(|cell| (cell.symbol(), cell.cell_width())).collect();
    assert_eq!(cells[..5], [("ｶ\u{FF9E}", 2), (" ", 1), ("ﾌ\u{FF9F}", 2), (" ", 1), ("x", 1)]);
}
