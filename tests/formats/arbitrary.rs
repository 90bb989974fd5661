//! Any article with any annotations of what a format holds, and what must come back of them.

use ascribe::formats::{Article, Feature, Format, Mapping, Policy, merge};
use ascribe::model::check::{RANKS, STANCES, STATUSES};
use ascribe::model::{
    Annotation, AnnotationSet, CHECK_TEXTS, Check, Document, Evidence, Extra, Finished, Id, Kind, LABELS, Place,
    Relation, Selector, Span, Spans,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::common::{document, set};

/// What texts are made of: letters of one to four bytes, clusters in pieces, two directions, every line end there is,
/// and what files use as marks of their own.
const PARTS: &[&str] = &[
    "a",
    "dam",
    "the",
    "é",
    "e\u{301}",
    "🦊",
    "👩\u{200d}🔬",
    "🇺🇳",
    "שלום",
    "سد",
    "\u{202e}",
    "\u{feff}",
    " ",
    " ",
    ". ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{1c}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{a0}",
    "\u{3000}",
    "\"",
    "'",
    "”",
    "\\",
    "\\n",
    ",",
    ";",
    "=",
    "+",
    "-",
    "@",
    "<b>",
    "&amp;",
    "#",
    "|",
    "[0]",
    "{}",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{10ffff}",
];

/// Any text, or none.
pub(crate) fn text() -> impl Strategy<Value = String> {
    vec(prop_oneof![6 => select(PARTS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)], 0..8)
        .prop_map(|parts| parts.concat())
}

fn article() -> impl Strategy<Value = String> {
    // A byte order mark at the start is no part of an article.
    let parts = prop_oneof![6 => select(PARTS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    vec(parts, 1..60).prop_map(|parts| format!("A{}", parts.concat()))
}

fn word() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace(|c: char| c.is_whitespace() || c.is_control(), "") + "x")
}

prop_compose! {
    fn evidence()(
        source in text(), locator in text(), stance in of(select(STANCES)), rank in of(select(RANKS)), date in text(),
        note in text(),
    ) -> Evidence {
        Evidence { source, locator, stance: stance.map(|it| it.0), rank: rank.map(|it| it.0), date, note, extra: Extra::default() }
    }
}

/// A check with texts, one for each that there is.
pub(crate) fn check_of(mut check: Check, texts: Vec<String>) -> Check {
    for (row, text) in CHECK_TEXTS.iter().zip(texts) {
        *check.text_mut(row.text) = text;
    }
    check
}

prop_compose! {
    fn check()(
        status in select(STATUSES), evidence in vec(evidence(), 0..3), texts in vec(text(), CHECK_TEXTS.len()),
    ) -> Check {
        check_of(Check { status: status.0, evidence, ..Check::default() }, texts)
    }
}

prop_compose! {
    fn orphan()(start in 0usize..300, len in 0usize..50, quote in word(), prefix in text(), suffix in text()) -> Selector {
        Selector { start, end: start + len, quote, prefix, suffix }
    }
}

prop_compose! {
    /// An annotation of everything, without its place; then where it stands, and the selectors of one that stands nowhere.
    fn annotation()(
        label in select(LABELS), places in vec(any::<(Index, Index)>(), 1..4),
        orphan in prop_oneof![4 => Just(Vec::new()), 1 => vec(orphan(), 1..3)], note in text(), creator in word(),
        time in prop_oneof![Just(""), Just("2026-11-22T10:00:00Z"), Just("2025-02-28T23:59:59+01:00")],
        (changed_by, changed) in prop_oneof![Just(Default::default()), (word(), text())], tags in vec(word(), 0..3), check in prop_oneof![Just(Check::default()), check()],
    ) -> Unplaced {
        let nowhere = Annotation::at(Id::new(""), label.label, Place::Orphan(Vec::new()));
        (Annotation { note, creator, created: time.into(), changed_by, changed, tags, check, ..nowhere }, places, orphan)
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

fn relations(annotations: &[Annotation], pairs: &[(Index, Index)]) -> Vec<Relation> {
    let mut relations: Vec<Relation> = Vec::new();
    for (nth, (one, other)) in pairs.iter().enumerate().filter(|_| !annotations.is_empty()) {
        let (from, to) = (one.get(annotations), other.get(annotations));
        let tied = relations.iter().any(|it| it.from == from.id && it.to == to.id);
        if let Some(kind) = Kind::between(from.label, to.label).filter(|_| !tied) {
            let (from, to) = (from.id.clone(), to.id.clone());
            relations.push(Relation { id: Id::new(format!("r{nth}")), kind, from, to, extra: Extra::default() });
        }
    }
    relations
}

/// An annotation, the places it may stand at, and what it is an orphan of if it is one.
type Unplaced = (Annotation, Vec<(Index, Index)>, Vec<Selector>);

/// The set with nothing in it that the features don't name.
fn only(document: &Document, features: &[Feature], all: Vec<Unplaced>) -> Vec<Annotation> {
    let has = |feature| features.contains(&feature);
    let mut made: Vec<Annotation> = Vec::new();
    for (mut annotation, places, orphan) in all {
        let count = if has(Feature::Pieces) { places.len() } else { 1 };
        let spans = spans(document, &places[..count]);
        let free = |span: &Span| !made.iter().flat_map(Annotation::spans).any(|other| other.overlaps(*span));
        if !orphan.is_empty() && has(Feature::Orphans) {
            annotation.place = Place::Orphan(orphan);
        } else if has(Feature::Overlaps) || spans.as_slice().iter().all(free) {
            annotation.place = Place::Spans(spans);
        } else {
            continue;
        }
        if !has(Feature::Notes) {
            annotation.note.clear();
        }
        if !has(Feature::Tags) {
            annotation.tags.clear();
        }
        if !has(Feature::Checks) {
            annotation.check = Check::default();
        }
        if !has(Feature::Creators) {
            annotation.creator.clear();
            annotation.created.clear();
        }
        if !has(Feature::Changes) {
            annotation.changed_by.clear();
            annotation.changed.clear();
        }
        annotation.id = Id::new(format!("n{}:é%/{}", made.len(), made.len()));
        made.push(annotation);
    }
    made
}

/// Any article with annotations that have nothing but labels, texts and those features.
pub(crate) fn annotated(features: &'static [Feature]) -> impl Strategy<Value = (Document, AnnotationSet)> {
    let pairs = vec(any::<(Index, Index)>(), 0..20);
    (article(), vec(annotation(), 0..8), pairs, any::<bool>()).prop_map(move |(text, all, pairs, finished)| {
        let document = document(&text);
        let annotations = only(&document, features, all);
        let pairs = if features.contains(&Feature::Relations) { pairs } else { Vec::new() };
        let relations = relations(&annotations, &pairs);
        let mut set = set(annotations, relations);
        if finished && features.contains(&Feature::Finish) {
            set.apply(&set.finishing(Finished::new("mo", "2026-11-23T10:00:00Z"))).unwrap();
        }
        (document, set)
    })
}

/// What a file of a format holds for an article that has no annotations yet. Nothing of it may be refused.
pub(crate) fn imported(format: &str, file: &str, document: &Document) -> AnnotationSet {
    let import = Format::named(format).unwrap().import.unwrap();
    let mut set = AnnotationSet::default();
    let article = Article { document, path: document.name(), encoding: "UTF-8", set: &set };
    let file = file.trim_start_matches('\u{feff}');
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("new{made}"))
    };
    let records = (import.read)(file, &article).unwrap().settled(document, &Mapping::default(), &mut new_id);
    let merged = merge(&set, records, Policy::Fill, &mut new_id).unwrap();
    assert_eq!((merged.refused, merged.remarks), (vec![], vec![]), "{file}");
    set.apply(&merged.edit).unwrap();
    set
}

/// An annotation's content, without who it is.
fn content(annotation: &Annotation) -> String {
    let anonymous = Annotation { id: Id::new(""), ..annotation.clone() };
    format!("{anonymous:?}")
}

/// A set's content in an order of its own, without ids.
pub(crate) fn contents(set: &AnnotationSet) -> Vec<String> {
    let of = |id: &Id| set.get(id).map(|it| content(it));
    let annotations = set.iter().chain(set.orphans()).map(|it| content(it));
    let relations = set.relations().map(|it| format!("{:?} {:?} → {:?}", it.kind, of(&it.from), of(&it.to)));
    let mut all: Vec<_> = annotations.chain(relations).collect();
    all.sort();
    all
}

/// Asserts that what a format writes of annotations with those features is read as the same, but for the ids.
pub(crate) fn round_trips(format: &str, features: &'static [Feature]) {
    runner(features, |document, set| {
        let read = imported(format, &exported(format, document, set), document);
        prop_assert_eq!(contents(&read), contents(set));
        Ok(())
    });
}

/// Asserts that what a format writes of annotations with those features is read as the same, ids and all.
pub(crate) fn keeps_ids(format: &str, features: &'static [Feature]) {
    runner(features, |document, set| {
        let read = imported(format, &exported(format, document, set), document);
        prop_assert_eq!(&read, set);
        Ok(())
    });
}

/// The one file that a format makes of an article; it may leave out nothing.
pub(crate) fn exported(format: &str, document: &Document, set: &AnnotationSet) -> String {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [file] = Format::named(format).unwrap().write(&[article], None).try_into().unwrap();
    assert_eq!(file.losses, []);
    file.text
}

fn runner(features: &'static [Feature], holds: impl Fn(&Document, &AnnotationSet) -> Result<(), TestCaseError>) {
    let mut runner = proptest::test_runner::TestRunner::default();
    runner.run(&annotated(features), |(document, set)| holds(&document, &set)).unwrap();
}
