//! Merges of small sets, and laws of all merges.

use proptest::prelude::*;

use super::*;
use crate::model::stamping::is_same;
use crate::model::{Document, Evidence, Extra, Kind, Label, Relation, Status};

fn document() -> Document {
    Document::new("a.txt", "abcdefghij").unwrap()
}

fn annotation(id: &str, label: Label, note: &str) -> Annotation {
    let span = document().span(0..3).unwrap();
    Annotation { note: note.to_owned(), ..Annotation::new(Id::new(id), label, span) }
}

fn set(annotations: Vec<Annotation>, relations: Vec<Relation>) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let annotations = annotations.into_iter().map(Change::make).collect();
    let relations = relations.into_iter().map(Change::make).collect();
    set.apply(&Edit { annotations, relations, ..Edit::default() }).unwrap();
    set
}

fn notes(set: &AnnotationSet) -> Vec<(String, String)> {
    let mut notes: Vec<_> = set.iter().map(|it| (it.id.to_string(), it.note.clone())).collect();
    notes.sort();
    notes
}

fn merged(base: &AnnotationSet, ours: &AnnotationSet, theirs: &AnnotationSet) -> (AnnotationSet, usize) {
    let merge = AnnotationSet::three_way(base, ours, theirs);
    let mut set = ours.clone();
    set.apply(&merge.edit).unwrap();
    (set, merge.both)
}

#[test]
fn what_one_side_changed_is_taken_and_what_both_changed_is_kept_twice() {
    let claim = |id, note| annotation(id, Label::Claim, note);
    let base = set(vec![claim("a", ""), claim("b", ""), claim("c", ""), claim("d", "")], vec![]);
    let ours = set(vec![claim("a", "ours"), claim("b", ""), claim("c", "ours"), claim("n", "new")], vec![]);
    let theirs = set(vec![claim("a", "theirs"), claim("b", "theirs"), claim("d", "theirs"), claim("m", "")], vec![]);
    let (both, count) = merged(&base, &ours, &theirs);
    let expected =
        [("a", "ours"), ("a-2", "theirs"), ("b", "theirs"), ("c", "ours"), ("d", "theirs"), ("m", ""), ("n", "new")];
    assert_eq!(notes(&both), expected.map(|(id, note)| (id.to_owned(), note.to_owned())));
    assert_eq!(count, 1);
}

/// A claim that two programs change after the same start.
fn both_ways(ours: impl FnOnce(&mut Annotation), theirs: impl FnOnce(&mut Annotation)) -> (AnnotationSet, usize) {
    let base = set(vec![annotation("c", Label::Claim, "")], vec![]);
    let changed = |by: &str, on: &str, change: &mut dyn FnMut(&mut Annotation)| {
        let mut set = base.clone();
        set.apply(&set.changing(&Id::new("c"), |it| change(it)).stamped(by, on)).unwrap();
        set
    };
    let (mut ours, mut theirs) = (Some(ours), Some(theirs));
    let ours = changed("jo", "2026-11-23T10:00:00Z", &mut |it| ours.take().unwrap()(it));
    let theirs = changed("mo", "2026-11-23T09:00:00Z", &mut |it| theirs.take().unwrap()(it));
    merged(&base, &ours, &theirs)
}

fn evidence(source: &str) -> Evidence {
    Evidence { source: source.to_owned(), ..Evidence::default() }
}

#[test]
fn what_each_side_changed_of_one_annotation_comes_together() {
    let (both, count) = both_ways(
        |it| {
            it.check.status = Status::False;
            it.check.evidence.push(evidence("ours"));
            it.check.extra = Extra("\"ours\":1".to_owned());
        },
        |it| {
            it.note = "theirs".into();
            it.check.reply_refused = "2026-11-22".into();
            it.check.evidence.push(evidence("theirs"));
        },
    );
    let claim = both.get(&Id::new("c")).unwrap();
    let sources: Vec<_> = claim.check.evidence.iter().map(|it| it.source.as_str()).collect();
    assert_eq!((claim.note.as_str(), claim.check.status, sources), ("theirs", Status::False, vec!["ours", "theirs"]));
    assert_eq!((claim.check.reply_refused.as_str(), claim.changed_by.as_str()), ("2026-11-22", "jo"));
    assert_eq!((claim.check.begun_by.as_str(), claim.check.changed_by.as_str()), ("mo", "jo"));
    let (begun, changed) = (claim.check.begun_on.as_str(), claim.check.changed_on.as_str());
    assert_eq!((begun, changed), ("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"));
    assert_eq!(claim.check.extra.0, "\"ours\":1");
    assert_eq!((both.len(), count), (1, 0));
}

#[test]
fn the_same_change_at_two_times_is_one_change() {
    let (both, count) = both_ways(|it| it.note = "same".into(), |it| it.note = "same".into());
    assert_eq!((both.len(), count), (1, 0));
    assert_eq!(both.get(&Id::new("c")).unwrap().changed, "2026-11-23T10:00:00Z");
}

#[test]
fn what_both_sides_made_alike_under_one_id_is_one_annotation() {
    let made = |changed: &str| {
        let claim = Annotation { changed: changed.to_owned(), ..annotation("c", Label::Claim, "same") };
        set(vec![claim], vec![])
    };
    let (early, late) = (made("2026-11-23T09:00:00Z"), made("2026-11-23T10:00:00Z"));
    for (ours, theirs) in [(&early, &late), (&late, &early)] {
        let (both, count) = merged(&AnnotationSet::default(), ours, theirs);
        assert_eq!((&both, count), (&late, 0));
    }
}

#[test]
fn two_answers_to_one_question_are_both_kept() {
    let (both, count) =
        both_ways(|it| it.check.reply_waived = "a bridge".into(), |it| it.check.reply_waived = "a ship".into());
    assert_eq!((both.len(), count), (2, 1));
    let (both, count) = both_ways(|it| it.check.status = Status::False, |it| it.check.status = Status::Verified);
    assert_eq!((both.len(), count), (2, 1));
}

#[test]
fn a_status_keeps_the_name_of_who_reached_it_whatever_the_other_side_changed() {
    let verdict = |status, by: &'static str| {
        move |it: &mut Annotation| {
            it.check.status = status;
            (it.check.checked_by, it.check.checked_on) = (by.into(), format!("2026-11-2{}", by.len()));
        }
    };
    let said = |set: &AnnotationSet, id: &str| {
        let check = &set.get(&Id::new(id)).unwrap().check;
        (check.status, check.checked_by.clone(), check.checked_on.clone())
    };
    let expected = |status, by: &str, on: &str| (status, by.to_owned(), on.to_owned());
    let written = |it: &mut Annotation| it.check.correction = "14, not 12".into();
    let (both, _) = both_ways(verdict(Status::False, "jo"), written);
    assert_eq!(said(&both, "c"), expected(Status::False, "jo", "2026-11-22"));
    let (both, _) = both_ways(written, verdict(Status::False, "kim"));
    assert_eq!(said(&both, "c"), expected(Status::False, "kim", "2026-11-23"));
    // The same status, reached by two people: neither name is put to what the other found.
    let (both, count) = both_ways(verdict(Status::False, "jo"), verdict(Status::False, "kim"));
    assert_eq!((count, said(&both, "c")), (1, expected(Status::False, "jo", "2026-11-22")));
    assert_eq!(said(&both, "c-2"), expected(Status::False, "kim", "2026-11-23"));
    // One side changed the status, the other only who reached it.
    let (both, count) = both_ways(verdict(Status::False, "jo"), verdict(Status::Unchecked, "kim"));
    assert_eq!((count, said(&both, "c")), (1, expected(Status::False, "jo", "2026-11-22")));
}

fn tie(id: &str, kind: Kind, from: &str, to: &str) -> Relation {
    let extra = Extra::default();
    Relation { id: Id::new(id), kind, from: Id::new(from), to: Id::new(to), extra }
}

fn ties(set: &AnnotationSet) -> Vec<(&str, Kind, &str, &str)> {
    set.relations().map(|it| (it.id.as_str(), it.kind, it.from.as_str(), it.to.as_str())).collect()
}

#[test]
fn a_relation_goes_with_its_end() {
    let (claim, source) = (annotation("c", Label::Claim, ""), annotation("s", Label::Source, ""));
    let base = set(vec![claim.clone(), source.clone()], vec![]);
    let ours = set(vec![claim.clone()], vec![]);
    let theirs = set(vec![claim, source], vec![tie("r", Kind::AttributedTo, "c", "s")]);
    let (both, _) = merged(&base, &ours, &theirs);
    assert_eq!((both.len(), both.relations().len()), (1, 0));
}

#[test]
fn what_both_sides_tied_is_tied_once() {
    let all = || vec![annotation("c", Label::Claim, ""), annotation("s", Label::Source, "")];
    let base = set(all(), vec![]);
    let tied = |id| set(all(), vec![tie(id, Kind::AttributedTo, "c", "s")]);
    for (ours, theirs) in [("q", "r"), ("r", "q")] {
        let (both, _) = merged(&base, &tied(ours), &tied(theirs));
        assert_eq!(ties(&both), [(ours, Kind::AttributedTo, "c", "s")]);
    }
}

#[test]
fn a_tie_follows_the_label_that_the_other_side_gave() {
    let all = |label| vec![annotation("c", Label::Claim, ""), annotation("s", label, "")];
    let base = set(all(Label::Source), vec![]);
    let ours = set(all(Label::Source), vec![tie("r", Kind::AttributedTo, "c", "s")]);
    let made = |label| merged(&base, &ours, &set(all(label), vec![])).0;
    assert_eq!(ties(&made(Label::Actor)), [("r", Kind::About, "c", "s")]);
    assert_eq!(ties(&made(Label::Denial)), [("r", Kind::Denies, "s", "c")]);
    assert_eq!(ties(&made(Label::Claim)), []);
}

#[test]
fn an_id_that_one_side_gave_to_an_annotation_and_the_other_to_a_relation_is_given_anew() {
    let all = || vec![annotation("c", Label::Claim, ""), annotation("s", Label::Source, "")];
    let base = set(all(), vec![]);
    let tied = set(all(), vec![tie("x", Kind::AttributedTo, "c", "s")]);
    let marked = set(all().into_iter().chain([annotation("x", Label::Actor, "")]).collect(), vec![]);
    for (ours, theirs) in [(&tied, &marked), (&marked, &tied)] {
        let (both, _) = merged(&base, ours, theirs);
        assert_eq!(both.len(), 3);
        assert_eq!(ties(&both), [("x-2", Kind::AttributedTo, "c", "s")]);
    }
}

#[test]
fn what_stays_twice_has_an_id_that_can_be_saved() {
    let long = "i".repeat(Id::MAX_CHARACTERS);
    let with = |note| set(vec![annotation(&long, Label::Claim, note)], vec![]);
    let (both, count) = merged(&with(""), &with("ours"), &with("theirs"));
    assert_eq!((both.len(), count), (2, 1));
    let anew = long.get(2..).unwrap().to_owned() + "-2";
    assert_eq!(both.get(&Id::new(anew)).unwrap().note, "theirs");
}

#[test]
fn what_stays_twice_has_an_id_that_nothing_else_has() {
    let all = |note| vec![annotation("c", Label::Claim, note), annotation("s", Label::Source, "")];
    let base = set(all(""), vec![]);
    let ours = set(all("ours").into_iter().chain([annotation("c-2", Label::Actor, "")]).collect(), vec![]);
    let theirs = set(all("theirs"), vec![tie("c-3", Kind::AttributedTo, "c", "s")]);
    let (both, count) = merged(&base, &ours, &theirs);
    assert_eq!((both.len(), count), (4, 1));
    assert_eq!(both.get(&Id::new("c-4")).unwrap().note, "theirs");
    assert_eq!(ties(&both), [("c-3", Kind::AttributedTo, "c", "s")]);
}

fn any_set() -> impl Strategy<Value = AnnotationSet> {
    let one = (0..6_usize, "[xy]?", any::<bool>(), prop::option::of(10..24_u8));
    // Two ids of relations, and one that an annotation may have too.
    let tied = prop::option::of(prop::sample::select(vec!["r", "q", "0"]));
    (prop::collection::vec(one, 0..6), tied).prop_map(|(all, tied)| {
        let mut annotations: HashMap<usize, Annotation> = HashMap::new();
        for (id, note, is_source, hour) in all {
            let label = if is_source { Label::Source } else { Label::Claim };
            let changed = hour.map(|hour| format!("2026-11-23T{hour}:00:00Z")).unwrap_or_default();
            let made = Annotation { changed, ..annotation(&id.to_string(), label, &note) };
            annotations.insert(id, made);
        }
        let end = |label| annotations.values().filter(move |it| it.label == label).map(|it| it.id.clone()).min();
        let ends = end(Label::Claim).zip(end(Label::Source));
        let tied = tied.filter(|id| *id != "0" || !annotations.contains_key(&0));
        let relations = tied.zip(ends).map(|(id, (from, to))| tie(id, Kind::AttributedTo, from.as_str(), to.as_str()));
        set(annotations.into_values().collect(), relations.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn any_three_sets_merge_and_nothing_that_was_made_is_lost(
        base in any_set(), ours in any_set(), theirs in any_set(),
    ) {
        let (both, _) = merged(&base, &ours, &theirs);
        for side in [&ours, &theirs] {
            let is_new = |it: &&Arc<Annotation>| base.get(&it.id).is_none_or(|was| !is_same(was, it));
            for annotation in side.iter().filter(is_new) {
                let same = |it: &&Arc<Annotation>| (it.label, &it.note) == (annotation.label, &annotation.note);
                prop_assert!(both.iter().any(|it| same(&it)), "{annotation:?}");
            }
        }
        prop_assert_eq!(&merged(&base, &ours, &base).0, &ours);
        prop_assert_eq!(&merged(&base, &base, &theirs).0, &theirs);
        let mut other = ours.clone();
        other.apply(&ours.edit_to(&theirs)).unwrap();
        prop_assert_eq!(&other, &theirs);
    }
}
