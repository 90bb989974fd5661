//! Edits that nobody should make: each is refused, and leaves no trace.

use std::sync::Arc;

use ascribe::model::set::Refused;
use ascribe::model::{
    Annotation, AnnotationSet, Change, Document, Edit, Extra, Finished, Id, Kind, LABELS, Label, Place, Relation,
    Selector,
};
use proptest::prelude::*;

use super::invariants;

fn document() -> Document {
    Document::new("a.txt", "The dam is safe, the minister said. The agency denied it.").unwrap()
}

fn annotation(id: &str, label: Label) -> Annotation {
    Annotation::new(Id::new(id), label, document().span(4..7).unwrap())
}

fn tie(id: &str, kind: Kind, from: &str, to: &str) -> Relation {
    Relation { id: Id::new(id), kind, from: Id::new(from), to: Id::new(to), extra: Extra::default() }
}

fn making(annotations: Vec<Annotation>, relations: Vec<Relation>) -> Edit {
    let annotations = annotations.into_iter().map(Change::make).collect();
    let relations = relations.into_iter().map(Change::make).collect();
    Edit { annotations, relations, ..Edit::default() }
}

/// A claim `c`, a source `s` and an actor `a`; `r` ties the claim to the source.
fn scene() -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let all = [("c", Label::Claim), ("s", Label::Source), ("a", Label::Actor)];
    let all = all.map(|(id, label)| annotation(id, label)).to_vec();
    set.apply(&making(all, vec![tie("r", Kind::AttributedTo, "c", "s")])).unwrap();
    set
}

/// Applies an edit that is to be refused.
fn refused(edit: &Edit) -> Refused {
    let mut set = scene();
    let before = format!("{set:?}");
    let refused = set.apply(edit).unwrap_err();
    assert_eq!(format!("{set:?}"), before);
    refused
}

#[test]
fn an_edit_makes_or_changes_a_thing_once() {
    let twice = |id: &str| Refused::Twice(Id::new(id));
    assert_eq!(
        refused(&making(vec![annotation("n", Label::Claim), annotation("n", Label::Actor)], vec![])),
        twice("n")
    );
    let about = || tie("n", Kind::About, "c", "a");
    assert_eq!(refused(&making(vec![], vec![about(), about()])), twice("n"));
    let set = scene();
    let noted = set.changing(&Id::new("c"), |it| it.note = "hm".into()).annotations;
    let both = [noted.clone(), noted.clone()].concat();
    assert_eq!(refused(&Edit { annotations: both, ..Edit::default() }), twice("c"));
    let gone = Change::remove(Arc::clone(noted[0].after.as_ref().unwrap()));
    let then_gone = [noted, vec![gone]].concat();
    assert_eq!(refused(&Edit { annotations: then_gone, ..Edit::default() }), twice("c"));
}

#[test]
fn an_id_belongs_to_one_annotation_or_relation() {
    let taken = |id: &str| Refused::Taken(Id::new(id));
    let about = |id| tie(id, Kind::About, "c", "a");
    assert_eq!(refused(&making(vec![annotation("r", Label::Claim)], vec![])), taken("r"));
    assert_eq!(refused(&making(vec![], vec![about("s")])), taken("s"));
    assert_eq!(refused(&making(vec![annotation("n", Label::Claim)], vec![about("n")])), taken("n"));
    assert_eq!(refused(&making(vec![], vec![about("r")])), taken("r"));
    // It may go from one to the other in one step.
    let mut set = scene();
    let mut edit = making(vec![annotation("r", Label::Claim)], vec![]);
    edit.relations.push(Change::remove(Arc::clone(set.relation(&Id::new("r")).unwrap())));
    set.apply(&edit).unwrap();
    invariants::check(&set, &document());
}

#[test]
fn two_annotations_are_tied_once() {
    let again = tie("n", Kind::AttributedTo, "c", "s");
    let tied = Refused::Tied { relation: Id::new("n"), other: Id::new("r") };
    assert_eq!(refused(&making(vec![], vec![again.clone()])), tied);
    let about = |id| tie(id, Kind::About, "c", "a");
    let tied = Refused::Tied { relation: Id::new("m"), other: Id::new("n") };
    assert_eq!(refused(&making(vec![], vec![about("n"), about("m")])), tied);
    // In the place of one that goes, whichever is named first.
    for nth in [0, 1] {
        let mut set = scene();
        let gone = Change::remove(Arc::clone(set.relation(&Id::new("r")).unwrap()));
        let mut edit = making(vec![], vec![again.clone()]);
        edit.relations.insert(nth, gone);
        set.apply(&edit).unwrap();
        invariants::check(&set, &document());
    }
}

#[test]
fn a_relation_has_two_ends_that_it_may_join() {
    let unfit = |edit: &Edit| matches!(refused(edit), Refused::Unfit { .. });
    let dangling = |end: &str| Refused::Dangling { relation: Id::new("n"), end: Id::new(end) };
    assert!(unfit(&making(vec![], vec![tie("n", Kind::AttributedTo, "c", "c")])), "not itself");
    assert!(unfit(&making(vec![], vec![tie("n", Kind::About, "a", "c")])), "not the other way round");
    assert!(unfit(&making(vec![], vec![tie("n", Kind::Denies, "c", "a")])), "not of another kind");
    assert_eq!(refused(&making(vec![], vec![tie("n", Kind::About, "c", "x")])), dangling("x"));
    assert_eq!(refused(&making(vec![], vec![tie("n", Kind::About, "x", "a")])), dangling("x"));
    let mut edit = scene().removing(&Id::new("a"));
    edit.relations.push(Change::make(tie("n", Kind::About, "c", "a")));
    assert_eq!(refused(&edit), dangling("a"));
    // A new label that its relations can't have.
    let mut relabelled = scene().changing(&Id::new("s"), |it| it.label = Label::Claim);
    relabelled.relations.clear();
    assert!(unfit(&relabelled));
}

#[test]
fn what_could_not_be_opened_again_is_not_taken() {
    let unsaveable = |change: &dyn Fn(&mut Annotation)| {
        let mut new = annotation("n", Label::Claim);
        change(&mut new);
        assert!(matches!(refused(&making(vec![new], vec![])), Refused::Unsaveable { .. }));
    };
    unsaveable(&|it| it.id = Id::new(""));
    unsaveable(&|it| it.id = Id::new("two words"));
    unsaveable(&|it| it.id = Id::new("i".repeat(Id::MAX_CHARACTERS + 1)));
    unsaveable(&|it| it.tags = vec!["two words".into()]);
    unsaveable(&|it| it.tags = vec!["fine".into(), String::new()]);
    unsaveable(&|it| it.place = Place::Orphan(vec![]));
    unsaveable(&|it| it.place = Place::Undecided(vec![]));
    unsaveable(&|it| it.place = Place::Orphan(vec![Selector { start: 2, end: 1, ..Selector::default() }]));
    let relation = tie("two words", Kind::About, "c", "a");
    assert!(matches!(refused(&making(vec![], vec![relation])), Refused::Unsaveable { .. }));
}

#[test]
fn an_edit_starts_from_what_there_is() {
    let other = Arc::new(Annotation { note: "another".into(), ..annotation("c", Label::Claim) });
    let removing = |it| Edit { annotations: vec![Change::remove(it)], ..Edit::default() };
    assert_eq!(refused(&removing(other)), Refused::Stale(Id::new("c")));
    assert_eq!(refused(&removing(Arc::new(annotation("x", Label::Claim)))), Refused::Stale(Id::new("x")));
    let renamed = Change::replace(Arc::new(annotation("c", Label::Claim)), annotation("x", Label::Claim));
    assert_eq!(refused(&Edit { annotations: vec![renamed], ..Edit::default() }), Refused::Stale(Id::new("x")));
    let untied = Change::remove(Arc::new(tie("r", Kind::About, "c", "a")));
    assert_eq!(refused(&Edit { relations: vec![untied], ..Edit::default() }), Refused::Stale(Id::new("r")));
    let unfinished = Change::remove(Arc::new(Finished::new("jo", "")));
    assert_eq!(refused(&Edit { finished: Some(unfinished), ..Edit::default() }), Refused::Unfinished);
}

#[test]
fn sets_differ_by_each_thing_that_they_hold() {
    let mut others: Vec<AnnotationSet> = vec![scene(); 4];
    let set = scene();
    others[0].apply(&set.changing(&Id::new("c"), |it| it.note = "hm".into())).unwrap();
    others[1].apply(&making(vec![], vec![tie("n", Kind::About, "c", "a")])).unwrap();
    others[2].apply(&set.finishing(Finished::new("jo", ""))).unwrap();
    others[3].extra = Extra("{\"new\": 1}".into());
    for other in others {
        assert_ne!(other, set);
    }
}

#[test]
fn each_edit_that_is_applied_has_a_number_of_its_own() {
    let mut set = scene();
    let before = set.revision();
    set.apply(&set.changing(&Id::new("c"), |it| it.note = "hm".into())).unwrap();
    assert_ne!(set.revision(), before);
}

const IDS: &[&str] = &["a", "b", "c", "d", "e", "two words"];

fn any_id() -> impl Strategy<Value = Id> {
    prop::sample::select(IDS).prop_map(Id::new)
}

fn any_annotation() -> impl Strategy<Value = Annotation> {
    let selector = (0..4_usize, 0..6_usize, "[a-c ]{0,3}").prop_map(|(start, end, quote)| Selector {
        start,
        end,
        quote,
        prefix: String::new(),
        suffix: String::new(),
    });
    let place = prop_oneof![
        6 => (0..40_usize, 1..16_usize).prop_map(|(at, long)| Place::Spans(document().span(at..at + long).unwrap().into())),
        1 => prop::collection::vec(selector, 0..2).prop_map(Place::Orphan),
    ];
    let tags = prop::collection::vec("[a-c ]{1,2}", 0..2);
    (any_id(), prop::sample::select(LABELS), place, tags, 0..8_usize).prop_map(|(id, row, place, tags, status)| {
        let mut annotation = Annotation { tags, ..Annotation::at(id, row.label, place) };
        annotation.check.status = ascribe::model::check::STATUSES[status].0;
        annotation
    })
}

fn any_relation() -> impl Strategy<Value = Relation> {
    use Kind::{About, AttributedTo, By, Denies};
    let kind = prop::sample::select(vec![AttributedTo, About, By, Denies]);
    (any_id(), kind, any_id(), any_id()).prop_map(|(id, kind, from, to)| Relation {
        id,
        kind,
        from,
        to,
        extra: Extra::default(),
    })
}

/// What a change starts from.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    WhatThereIs,
    Itself,
}

type Raw<T> = (Before, T, bool);

fn any_change<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Raw<T>> {
    use Before::{Itself, Nothing, WhatThereIs};
    let before = prop::sample::select(vec![Nothing, Nothing, WhatThereIs, WhatThereIs, WhatThereIs, Itself]);
    (before, of, prop::bool::weighted(0.8))
}

fn change<T: Clone>((before, it, stays): &Raw<T>, there: Option<&Arc<T>>) -> Change<T> {
    let it = Arc::new(it.clone());
    let before = match before {
        Before::Nothing => None,
        Before::WhatThereIs => there.cloned(),
        Before::Itself => Some(Arc::clone(&it)),
    };
    Change { before, after: stays.then_some(it) }
}

type RawEdit = (Vec<Raw<Annotation>>, Vec<Raw<Relation>>, Option<Raw<bool>>);

fn any_edits() -> impl Strategy<Value = Vec<RawEdit>> {
    let annotations = prop::collection::vec(any_change(any_annotation()), 0..4);
    let relations = prop::collection::vec(any_change(any_relation()), 0..3);
    let finished = prop::option::weighted(0.1, any_change(any::<bool>()));
    prop::collection::vec((annotations, relations, finished), 1..40)
}

proptest! {
    #[test]
    fn any_edit_is_applied_with_all_that_must_hold_or_refused_without_a_trace(edits in any_edits()) {
        let document = document();
        let mut set = AnnotationSet::default();
        for (annotations, relations, finished) in &edits {
            let finish = |(before, jo, stays): &Raw<bool>| {
                let finished = Finished::new(if *jo { "jo" } else { "mo" }, "");
                change(&(*before, finished, *stays), set.finished())
            };
            let edit = Edit {
                annotations: annotations.iter().map(|raw| change(raw, set.get(&raw.1.id))).collect(),
                relations: relations.iter().map(|raw| change(raw, set.relation(&raw.1.id))).collect(),
                finished: finished.as_ref().map(finish),
            };
            let (before, shown) = (set.clone(), format!("{set:?}"));
            if set.apply(&edit).is_ok() {
                invariants::check(&set, &document);
                let mut back = set.clone();
                back.apply(&edit.inverse()).unwrap();
                prop_assert_eq!(back, before);
            } else {
                prop_assert_eq!(format!("{set:?}"), shown);
            }
        }
    }
}
