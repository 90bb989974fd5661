//! What holds of any article and any selectors.

use ascribe::model::anchoring::{self, Anchored, Former, Standing};
use ascribe::model::{Document, Selector};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Texts with much that repeats and much that is difficult.
fn text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "the dam ",
        "is safe",
        ". ",
        "\n\n",
        "“",
        "\"",
        "—",
        "e\u{301}",
        "👩\u{200d}🔬",
        "🇰🇹",
        "aaaaaaaa",
        "\r\n",
        "שלום ",
        "x",
    ];
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{1,3}"];
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

fn selector() -> impl Strategy<Value = Selector> {
    let number = prop_oneof![0..300_usize, Just(usize::MAX)];
    (number.clone(), number, text(), text(), text()).prop_map(|(start, end, quote, prefix, suffix)| {
        let cut = |text: String, most: usize| text.chars().take(most).collect();
        Selector { start, end, quote: cut(quote, 60), prefix: cut(prefix, 32), suffix: cut(suffix, 32) }
    })
}

fn article() -> impl Strategy<Value = anchoring::Article> {
    use anchoring::Article::{Changed, Same, Unknown};
    let characters = prop::option::of(prop_oneof![0..300_usize, Just(usize::MAX)]);
    prop_oneof![Just(Same), characters.clone().prop_map(Changed), characters.prop_map(Unknown)]
}

/// A text in one setting.
fn reset(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

/// All that has to be so of what was anchored.
fn check(document: &Document, formers: &[Former<'_>], anchored: &[Anchored]) {
    assert_eq!(anchored.len(), formers.len());
    for (former, anchored) in formers.iter().zip(anchored) {
        match anchored {
            Anchored::Kept(spans) => {
                assert_eq!(former.standing, Standing::Placed, "what had no place is never kept");
                let quotes: Vec<String> = spans.iter().map(|span| reset(document.quote(*span))).collect();
                assert_eq!(quotes, former.selectors.iter().map(|it| reset(&it.quote)).collect::<Vec<_>>());
            }
            Anchored::Proposed(spans, score, _) => {
                assert!(score.as_percent() >= 50);
                for span in spans.as_slice() {
                    assert_eq!(document.span(span.bytes()), Some(*span), "it ends where characters do");
                }
            }
            Anchored::Lost | Anchored::Unsearched => {}
        }
    }
}

proptest! {
    #[test]
    fn any_selectors_are_anchored_in_any_text(
        text in text(), article in article(),
        selectors in prop::collection::vec(prop::collection::vec(selector(), 1..3), 1..8),
        standing in prop::sample::select(vec![Standing::Placed, Standing::Orphan, Standing::Undecided]),
    ) {
        let document = Document::new("any.txt", text).unwrap();
        let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing }).collect();
        check(&document, &formers, &anchoring::anchor(&document, article, &formers));
    }

    #[test]
    fn the_annotations_of_any_text_are_anchored_in_any_edit_of_it(
        text in text(), places in prop::collection::vec((0..400_usize, 1..80_usize), 1..12),
        at in 0..400_usize, gone in 0..100_usize, new in text(),
    ) {
        let old = Document::new("any.txt", text.as_str()).unwrap();
        let selectors: Vec<Vec<Selector>> = places.iter().filter_map(|(start, length)| {
            let start = old.offset_at_or_before(start % text.len());
            let end = old.offset_at_or_before((start.byte() + length).min(text.len()));
            Some(vec![Selector::of(ascribe::model::Span::between(start, end)?, &old)])
        }).collect();
        let at = text.floor_char_boundary(at % text.len());
        let end = text.ceil_char_boundary((at + gone).min(text.len()));
        let edited = [&text[..at], &new, &text[end..]].concat();
        let document = Document::new("any.txt", edited.as_str()).unwrap();
        let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
        let article = anchoring::Article::Changed(Some(old.characters()));
        check(&document, &formers, &anchoring::anchor(&document, article, &formers));
    }
}

/// A text that is all alike.
fn alike(piece: &str, edit: &str) -> Vec<Anchored> {
    let text = piece.repeat((256 << 10) / piece.len());
    let old = Document::new("alike.txt", text.as_str()).unwrap();
    let span = |nth: usize| {
        let start = old.offset_at_or_before(text.len() / 2_000 * nth);
        let end = (0..40).fold(start, |at, _| old.next_grapheme(at));
        vec![Selector::of(ascribe::model::Span::between(start, end).unwrap(), &old)]
    };
    let selectors: Vec<_> = (0..2_000).map(span).collect();
    let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
    let new = Document::new("alike.txt", format!("{edit}{text}")).unwrap();
    anchoring::anchor(&new, anchoring::Article::Changed(Some(old.characters())), &formers)
}

#[test]
fn a_text_that_is_all_alike_is_given_up_in_time_and_nothing_in_it_is_kept_elsewhere() {
    for (piece, edit) in [("a", "b"), ("la ", "la "), ("e\u{301}", "x"), ("\n", "\n"), ("The dam is safe. ", "Now: ")] {
        let anchored = alike(piece, edit);
        let kept = anchored.iter().filter(|it| matches!(it, Anchored::Kept(_))).count();
        // What lies at the very start or end may be told by that.
        assert!(kept < 20, "{piece:?}: {kept} kept");
    }
}

#[test]
fn an_exact_article_is_not_searched_and_keeps_all_in_place() {
    let document = Document::new("alike.txt", "la ".repeat(100)).unwrap();
    let span = |nth: usize| vec![Selector::of(document.span(nth * 3..nth * 3 + 2).unwrap(), &document)];
    let selectors: Vec<_> = (0..100).map(span).collect();
    let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
    for article in [anchoring::Article::Same, anchoring::Article::Unknown(None), anchoring::Article::Unknown(Some(300))]
    {
        let anchored = anchoring::anchor(&document, article, &formers);
        assert!(anchored.iter().all(|it| matches!(it, Anchored::Kept(_))), "{article:?}");
    }
}
