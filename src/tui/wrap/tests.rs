//! Rows of every kind of text: where they end, and that none is wider than it may be.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

fn rows(text: &str, columns: u16) -> Vec<&str> {
    let starts = cut(text, 0, columns);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect()
}

/// The clusters of a row without those that hang over its end.
fn seen(row: &str) -> Vec<&str> {
    let mut clusters: Vec<&str> = row.graphemes(true).collect();
    while clusters.pop_if(|last| hangs(last)).is_some() {}
    clusters
}

#[test]
fn a_row_ends_after_a_blank_and_the_blank_may_hang_over() {
    assert_eq!(rows("one two three", 7), ["one two ", "three"]);
    assert_eq!(rows("one two three", 8), ["one two ", "three"]);
    assert_eq!(rows("one   \t two", 4), ["one   \t ", "two"]);
    assert_eq!(rows("大阪\u{3000}京都", 4), ["大阪\u{3000}", "京都"]);
    assert_eq!(rows("one\u{2003}two", 3), ["one\u{2003}", "two"]);
}

#[test]
fn a_word_longer_than_the_row_is_cut_by_grapheme_clusters() {
    assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    assert_eq!(rows("a bcdefg", 4), ["a ", "bcde", "fg"]);
    assert_eq!(rows("a\u{a0}b\u{a0}c\u{a0}d", 3), ["a\u{a0}b", "\u{a0}c\u{a0}", "d"]);
    assert_eq!(rows("x [       abc", 5), ["x ", "[       ", "abc"], "blanks that no row may begin with");
}

#[test]
fn every_kind_of_line_end_ends_a_row() {
    assert_eq!(rows("a\nb\r\n\nc\rd\u{2028}e", 20), ["a\n", "b\r\n", "\n", "c\r", "d\u{2028}", "e"]);
    assert_eq!(rows("abc\nd\r\n", 3), ["abc\n", "d\r\n"], "a line feed needs no column");
    assert_eq!(rows("no way\u{2028}e", 10), ["no ", "way", "\u{2028}", "e"], "but what is shown as a mark does");
}

#[test]
fn a_row_ends_where_unicode_lets_it() {
    // Each row that is wanted stands before the next `|`; a row has as many columns as the second says.
    for (wanted, columns) in [
        ("safe—|always", 7),
        ("pages 12–|14 and", 9),
        ("well-|known |man", 8),
        ("wait… |then", 6),
        ("you see |§\u{a0}12 |below", 9),
        ("paid |$5 |each", 6),
        ("about |5\u{a0}% of", 7),
        ("so |a\u{2060}b", 12),
        ("at |123,456.78", 11),
        ("he |said |“no” |now", 5),
        ("Er |rief |„Gut“ |laut", 6),
        ("dit |« oui » |hier", 8),
        ("dit |«\u{202f}oui\u{202f}» |hier", 8),
        ("dans |l’eau", 8),
        ("(one) |[two] |x", 6),
        ("https://|example.org/|a/b?c=d", 13),
        ("彼は「東|京。」と、|言った", 10),
        ("他说：|“好。”|我们走", 6),
        ("ショッ|ピング", 6),
        ("한국|어 |문장", 4),
        ("ภาษา|ไทย|สวย", 5),
        ("สวัสดี|ชาวโลก", 6),
        ("पहला |हिन्दी", 7),
        ("👩‍🔬👩‍🔬|👩‍🔬", 5),
        ("🇩🇪🇫🇷|🇮🇹", 5),
        ("👍🏽👍🏽|👍🏽", 5),
        ("a\u{200b}|b", 9),
        ("co\u{ad}|op", 10),
        ("this and/|or that", 10),
    ] {
        let text = wanted.replace('|', "");
        assert_eq!(rows(&text, columns).join("|"), wanted, "in {columns} columns");
    }
}

#[test]
fn no_row_begins_with_what_closes_or_ends_with_what_opens() {
    let text = "市长说：“我们会处理，不会等。”他还说：《新闻》「很好」，（真的）。彼は「大丈夫です。」と、言った。";
    for columns in 6..40 {
        for row in rows(text, columns) {
            assert!(!row.starts_with(['，', '。', '」', '”', '》', '）', '、', '：']), "{columns}: {row}");
            assert!(!row.ends_with(['「', '《', '（', '“']), "{columns}: {row}");
        }
    }
}

#[test]
fn wide_characters_break_anywhere_and_never_overflow() {
    assert_eq!(rows("\u{5927}\u{962a}\u{57ce}", 5), ["\u{5927}\u{962a}", "\u{57ce}"]);
    assert_eq!(rows("\u{5927}", 1), ["\u{5927}"]);
    assert_eq!(rows("a\u{5927}b", 1), ["a", "\u{5927}", "b"]);
}

/// Text of the characters that rows treat each in its own way.
fn texts() -> impl Strategy<Value = String> {
    "([a-c]{1,5}|[ \\-\t\n]|\\PC|[大、。「」（），“”«»$%§/\u{a0}\u{ad}\u{200b}\u{2060}\u{3000}\u{2028}\r\u{301}\u{200d}\u{fe0f}🦊🇩1ｶ\u{ff9e}สวัक\u{94d}한]){0,60}"
}

proptest! {
    #[test]
    fn no_row_is_wider_than_it_may_be(text in texts(), columns in 1..24_u16) {
        let rows = rows(&text, columns);
        prop_assert_eq!(rows.concat(), text.as_str());
        for row in &rows {
            let seen = seen(row);
            prop_assert!(display::width(&seen.concat()) <= columns || seen.len() == 1, "{:?} in {:?}", row, rows);
        }
    }

    #[test]
    fn a_row_begins_at_a_cluster_and_where_unicode_lets_it_or_nothing_else_would_fit(
        text in texts(),
        columns in 1..24_u16,
    ) {
        let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let may: Vec<usize> = opportunities(&text).filter(|at| clusters.contains(at)).collect();
        let starts = cut(&text, 0, columns);
        for (nth, start) in starts.iter().enumerate().skip(1) {
            prop_assert!(clusters.contains(start), "{start} of {:?}", text);
            let inside = |at: &&usize| **at > starts[nth - 1] && **at < *start;
            prop_assert!(may.contains(start) || may.iter().find(inside).is_none(), "{start} of {:?}", text);
        }
    }
}
