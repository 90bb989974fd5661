//! What is written is read again as the same, whatever the article and its annotations.

use ascribe::formats::native;
use ascribe::model::check::{RANKS, STANCES, STATUSES};
use ascribe::model::{
    Annotation, AnnotationSet, CHECK_TEXTS, Check, Document, Evidence, Extra, Finished, Id, Kind, LABELS, Place,
    Relation, Selector, Span, Spans,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::arbitrary::check_of;
use super::common::{document, set, write};

/// Characters that come in pieces, steer, hide or have to be escaped.
const ODD: &[char] = &[
    'a',
    ' ',
    '\t',
    '\n',
    '\r',
    '"',
    '\\',
    '/',
    '\0',
    '\u{1b}',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    'e',
    '\u{301}',
    '\u{5d0}',
    '\u{627}',
    '\u{200b}',
    '\u{200d}',
    '\u{2028}',
    '\u{2029}',
    '\u{202e}',
    '\u{2066}',
    '\u{feff}',
    '\u{fffd}',
    '\u{fe0f}',
    '\u{1100}',
    '\u{1161}',
    '\u{1f1fa}',
    '\u{1f1f3}',
    '\u{1f469}',
    '\u{1f3fd}',
    '\u{e0041}',
    '\u{10ffff}',
];

/// Objects of fields that this version doesn't know, in the form in which they are kept.
const UNKNOWN: &[&str] = &[
    "",
    r#"{"later":1}"#,
    r#"{"ünï \u0007\u001b":{"deep":[1,-2,0.1,1e-7,18446744073709551615,-9223372036854775808,null,true,[],{}]},"":""}"#,
    r#"{"b":1.0,"a":0.30000000000000004,"\"":"\\"}"#,
];

fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![3 => select(ODD), 1 => any::<char>()], 0..20).prop_map(String::from_iter)
}

fn article() -> impl Strategy<Value = String> {
    vec(prop_oneof![select(ODD), any::<char>()], 1..120).prop_map(String::from_iter)
}

fn extra() -> impl Strategy<Value = Extra> {
    select(UNKNOWN).prop_map(|json| Extra(json.to_owned()))
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    let word = text().prop_map(|text| text.replace(char::is_whitespace, "") + "x");
    vec(word, 0..3)
}

prop_compose! {
    fn evidence()(
        source in text(), locator in text(), stance in of(select(STANCES)), rank in of(select(RANKS)), date in text(),
        note in text(), extra in extra(),
    ) -> Evidence {
        Evidence { source, locator, stance: stance.map(|it| it.0), rank: rank.map(|it| it.0), date, note, extra }
    }
}

prop_compose! {
    fn full_check()(
        status in select(STATUSES), evidence in vec(evidence(), 0..3), texts in vec(text(), CHECK_TEXTS.len()),
        extra in extra(),
    ) -> Check {
        check_of(Check { status: status.0, evidence, extra, ..Check::default() }, texts)
    }
}

fn check() -> impl Strategy<Value = Check> {
    prop_oneof![Just(Check::default()), full_check()]
}

prop_compose! {
    fn selector()(start in 0usize..300, len in 0usize..50, quote in text(), prefix in text(), suffix in text()) -> Selector {
        Selector { start, end: start + len, quote, prefix, suffix }
    }
}

/// Where an annotation stands, before it is known in which article.
#[derive(Clone, Debug)]
enum Stand {
    At(Vec<(Index, Index)>),
    Nowhere(Vec<Selector>),
    Undecided(Vec<Selector>),
}

fn stand() -> impl Strategy<Value = Stand> {
    prop_oneof![
        4 => vec(any::<(Index, Index)>(), 1..4).prop_map(Stand::At),
        1 => vec(selector(), 1..3).prop_map(Stand::Nowhere),
        1 => vec(selector(), 1..3).prop_map(Stand::Undecided),
    ]
}

prop_compose! {
    /// An annotation without its place, and where it stands.
    fn annotation()(
        label in select(LABELS), stand in stand(), texts in vec(text(), 5), tags in tags(), check in check(),
        extra in extra(), of_last_span in any::<bool>(),
    ) -> (Annotation, Stand, bool) {
        let nowhere = document("x");
        let [note, creator, created, changed_by, changed] = texts.try_into().unwrap();
        let bare = Annotation::new(Id::new(""), label.label, nowhere.span(0..1).unwrap());
        (Annotation { note, creator, created, changed_by, changed, tags, check, extra, ..bare }, stand, of_last_span)
    }
}

fn spans(document: &Document, places: &[(Index, Index)]) -> Spans {
    let place = |at: &Index| document.offset_at_or_before(at.index(document.text().len() + 1));
    let span = |(one, other): &(Index, Index)| {
        let whole = Span::between(document.start(), document.end());
        Span::between(place(one), place(other)).or(whole)
    };
    Spans::new(places.iter().filter_map(span)).unwrap()
}

/// The annotation at its place, with unknown fields for its last span if it is to have some.
fn placed(document: &Document, nth: usize, (bare, stand, of_last_span): (Annotation, Stand, bool)) -> Annotation {
    let place = match stand {
        Stand::At(places) => Place::Spans(spans(document, &places)),
        Stand::Nowhere(selectors) => Place::Orphan(selectors),
        Stand::Undecided(selectors) => Place::Undecided(selectors),
    };
    let count = match &place {
        Place::Spans(spans) => spans.as_slice().len(),
        Place::Orphan(selectors) | Place::Undecided(selectors) => selectors.len(),
    };
    let mut extra = bare.extra.0;
    if of_last_span {
        let before = if extra.is_empty() { "{" } else { "," };
        extra.pop();
        extra = format!("{extra}{before}\"spans\":[{}{{\"x\":[1]}}]}}", "{},".repeat(count - 1));
    }
    Annotation { id: Id::new(format!("n{nth}")), place, extra: Extra(extra), ..bare }
}

/// A relation between each two neighbours in a list of pairs that can have one.
fn relations(annotations: &[Annotation], pairs: &[(Index, Index)], extra: &Extra) -> Vec<Relation> {
    let mut relations: Vec<Relation> = Vec::new();
    for (nth, (one, other)) in pairs.iter().enumerate().filter(|_| !annotations.is_empty()) {
        let (from, to) = (one.get(annotations), other.get(annotations));
        let tied = relations.iter().any(|it| it.from == from.id && it.to == to.id);
        if let Some(kind) = Kind::between(from.label, to.label).filter(|_| !tied) {
            let (from, to) = (from.id.clone(), to.id.clone());
            relations.push(Relation { id: Id::new(format!("r{nth}")), kind, from, to, extra: extra.clone() });
        }
    }
    relations
}

prop_compose! {
    pub(crate) fn annotated()(
        text in article(), annotations in vec(annotation(), 0..8), pairs in vec(any::<(Index, Index)>(), 0..20),
        of_relations in extra(), of_set in extra(), done in prop::option::of((text(), text(), extra())),
    ) -> (Document, AnnotationSet) {
        let document = document(&text);
        let annotations: Vec<_> =
            annotations.into_iter().enumerate().map(|(nth, it)| placed(&document, nth, it)).collect();
        let relations = relations(&annotations, &pairs, &of_relations);
        let mut set = set(annotations, relations);
        if let Some((by, on, extra)) = done {
            set.apply(&set.finishing(Finished { by, on, extra })).unwrap();
        }
        set.extra = of_set;
        (document, set)
    }
}

proptest! {
    #[test]
    fn any_set_is_read_as_it_was_written_and_written_as_it_was_read((document, set) in annotated()) {
        let json = write(&document, &set);
        let read = native::read(&json, &document).unwrap();
        prop_assert_eq!(&read.set, &set);
        prop_assert_eq!(read.misplaced, vec![]);
        prop_assert_eq!(read.recorded.characters, Some(document.text().chars().count()));
        prop_assert_eq!(write(&document, &read.set), json);
    }

    #[test]
    fn every_span_of_a_file_can_be_found_by_its_quote_alone((document, set) in annotated()) {
        let file: serde_json::Value = serde_json::from_str(&write(&document, &set)).unwrap();
        let text: Vec<char> = document.text().chars().collect();
        let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        for annotation in file["annotations"].as_array().unwrap().iter().filter(|it| it["orphan"].is_null()) {
            for span in annotation["spans"].as_array().unwrap() {
                let (start, end) = (number(&span["start"]), number(&span["end"]));
                let piece = |from: usize, to: usize| String::from_iter(&text[from..to]);
                prop_assert_eq!(span["quote"].as_str().unwrap(), piece(start, end));
                prop_assert_eq!(span["prefix"].as_str().unwrap(), piece(start.saturating_sub(32), start));
                prop_assert_eq!(span["suffix"].as_str().unwrap(), piece(end, (end + 32).min(text.len())));
            }
        }
    }

    #[test]
    fn a_file_read_for_another_article_loses_nothing((document, set) in annotated(), text in article()) {
        let other = super::common::document(&text);
        let read = native::read(&write(&document, &set), &other).unwrap();
        prop_assert_eq!(read.set.len(), set.len());
        prop_assert_eq!(read.set.relations().len(), set.relations().len());
        prop_assert_eq!(read.set.orphans().len(), set.orphans().len() + read.misplaced.len());
        let again = native::read(&write(&other, &read.set), &other).unwrap();
        prop_assert_eq!(again.set, read.set);
    }
}
