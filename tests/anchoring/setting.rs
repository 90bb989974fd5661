//! Only the setting of an article changed: its line ends, its normal form, its byte order mark, its last line end.

use ascribe::model::anchoring::{self, Anchored, Article, Folded, Former, Standing};
use ascribe::model::{Document, Selector, Span};
use unicode_normalization::UnicodeNormalization;

/// Articles with annotations in ⟦brackets⟧, short and long, at both ends, over line ends and alike.
const ARTICLES: &[&str] = &[
    "⟦Zoë⟧ said so.\n⟦Zoë⟧ said so.\n\nThe dam⟦\n⟧is safe.\n⟦Nguyễn Văn Ån\nand Müller⟧ denied it.\n⟦x⟧\n",
    "⟦The mayor said the bridge was safe.⟧\n⟦The⟧ agency denied ⟦it⟧.\n",
    "⟦한국어⟧\n\n\n\n“⟦Ça⟧ va,” said ⟦É. Brûlé⟧\n\n. ⟦no⟧ ⟦no⟧\n ⟦no⟧\n",
    "⟦a⟧\n⟦a⟧\n⟦a⟧\nÉ\n⟦a⟧",
];
const LINE_ENDS: [&str; 3] = ["\n", "\r\n", "\r"];

/// A text with brackets as a document, and the spans that they enclose.
fn parsed(marked: &str) -> (Document, Vec<Span>) {
    let (mut text, mut starts, mut places) = (String::new(), Vec::new(), Vec::new());
    for c in marked.chars() {
        match c {
            '⟦' => starts.push(text.len()),
            '⟧' => places.push(starts.pop().unwrap()..text.len()),
            c => text.push(c),
        }
    }
    let document = Document::new("a.txt", text).unwrap();
    let spans = places.into_iter().map(|bytes| document.span(bytes).unwrap()).collect();
    (document, spans)
}

/// An article in every setting.
fn settings(marked: &str) -> Vec<String> {
    let forms = [marked.nfc().collect::<String>(), marked.nfd().collect()];
    let in_form = |form: &String| LINE_ENDS.map(|line_end| form.replace('\n', line_end)).to_vec();
    let mut settings: Vec<String> = forms.iter().flat_map(in_form).collect();
    let without: Vec<String> = settings.iter().map(|it| it.trim_end_matches(['\n', '\r']).to_owned()).collect();
    settings.extend(without);
    settings
}

fn anchored(old: &str, new: &str) -> (Vec<Anchored>, Vec<Span>) {
    let ((old, marked), (new, now)) = (parsed(old), parsed(new));
    let selectors: Vec<Vec<Selector>> = marked.iter().map(|span| vec![Selector::of(*span, &old)]).collect();
    let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
    (anchoring::anchor(&new, Article::Changed(Some(old.characters())), &formers), now)
}

#[test]
fn every_annotation_is_kept_where_it_is_when_an_article_is_set_otherwise() {
    for article in ARTICLES {
        let settings = settings(article);
        for (old, new) in settings.iter().flat_map(|old| settings.iter().map(move |new| (old, new))) {
            let (anchored, now) = anchored(old, new);
            let expected: Vec<_> = now.into_iter().map(|span| Anchored::Kept(vec![span])).collect();
            assert_eq!(anchored, expected, "{old:?} is {new:?}");
        }
    }
}

#[test]
fn the_text_as_it_was_set_is_made_again_and_what_is_otherwise_is_named() {
    let what = |old: &str, new: &str| {
        let new = Document::new("a.txt", new).unwrap();
        let mut all = Folded::all(&new, old.chars().count());
        all.find(|folded| folded.text() == old).map(|folded| folded.what())
    };
    assert_eq!(what("a\r\nb\r\n", "a\nb\n").unwrap(), "its line ends");
    assert_eq!(what("é", "e\u{301}").unwrap(), "its normal form (how accents are stored)");
    assert_eq!(what("a\nb\n", "a\nb").unwrap(), "the line end at its end");
    assert_eq!(what("é\r\n", "e\u{301}\n").unwrap(), "its line ends and its normal form (how accents are stored)");
    assert_eq!(what("a", "a").unwrap(), "", "nothing but what isn't text");
    assert_eq!(what("a b", "a\u{a0}b"), None);
}

#[test]
fn a_word_that_changed_too_is_not_kept_in_silence() {
    for (old, new) in [
        ("⟦The dam⟧ is safe.\nIt was built here.\n", "⟦The dim⟧ is safe.\r\nIt was built here.\r\n"),
        ("⟦Zoë⟧ spoke.\nÉ\n", "⟦Zoe⟧ spoke.\nE\u{301}\n"),
        // As many characters in all as with other line ends.
        ("The ⟦dam⟧\r\nis\r\nsafe.", "The old ⟦dim⟧\nis\nsafe."),
    ] {
        let (anchored, _) = anchored(old, new);
        assert!(!matches!(anchored[0], Anchored::Kept(_)), "{old:?} is {new:?}: {anchored:?}");
    }
}

#[test]
fn what_had_no_place_gets_none_when_an_article_is_set_otherwise() {
    let (old, _) = parsed("The dam is safe.\r\nIt is old.\r\n");
    let (new, _) = parsed("The dam is safe.\nIt is old.\n");
    let selectors = [Selector::of(old.span(4..7).unwrap(), &old)];
    let of = |standing| {
        let formers = [Former { selectors: &selectors, standing }];
        anchoring::anchor(&new, Article::Changed(Some(old.characters())), &formers).remove(0)
    };
    for standing in [Standing::Orphan, Standing::Undecided] {
        assert!(matches!(of(standing), Anchored::Proposed(..)), "somebody decides");
    }
    assert_eq!(of(Standing::Placed), Anchored::Kept(vec![new.span(4..7).unwrap()]));
}
