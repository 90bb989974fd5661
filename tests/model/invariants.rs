//! All that a set says of itself, computed anew from what is in it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use ascribe::formats::native;
use ascribe::model::check::STATUSES;
use ascribe::model::{Annotation, AnnotationSet, Document, Id, LABELS, Label, Span, Status};

/// Fails where a set is in a state that it must not be in, or answers otherwise than by looking at everything.
pub(crate) fn check(set: &AnnotationSet, document: &Document) {
    let all: Vec<&Arc<Annotation>> = set.iter().chain(set.orphans()).collect();
    ids_are_unique(set, &all);
    counts_are_right(set, &all, document);
    relations_are_sound(set, &all);
    places_are_found(set, document);
    let json = native::write(document, "UTF-8", set);
    assert_eq!(&native::read(&json, document).unwrap().set, set, "it opens as it was saved");
}

fn ids_are_unique(set: &AnnotationSet, all: &[&Arc<Annotation>]) {
    let ids = all.iter().map(|it| &it.id).chain(set.relations().map(|it| &it.id));
    assert_eq!(ids.collect::<BTreeSet<_>>().len(), all.len() + set.relations().len());
    assert!(all.iter().all(|it| set.get(&it.id) == Some(it)));
    assert!(set.relations().all(|it| set.relation(&it.id) == Some(it)));
}

fn counts_are_right(set: &AnnotationSet, all: &[&Arc<Annotation>], document: &Document) {
    assert_eq!((set.len(), set.is_empty()), (all.len(), all.is_empty()));
    let covered = (0..document.text().len())
        .filter(|byte| all.iter().any(|it| it.spans().iter().any(|span| span.bytes().contains(byte))));
    assert_eq!(set.covered_bytes(), covered.count());
    for row in LABELS {
        assert_eq!(set.count(row.label), all.iter().filter(|it| it.label == row.label).count());
    }
    let claims = || all.iter().filter(|it| it.label == Label::Claim);
    for (status, ..) in STATUSES {
        assert_eq!(set.count_of(*status), claims().filter(|it| it.check.status == *status).count());
    }
    let open = claims().filter(|it| matches!(it.check.status, Status::Unchecked | Status::InProgress));
    assert_eq!(set.open_checks(), open.count());
}

fn relations_are_sound(set: &AnnotationSet, all: &[&Arc<Annotation>]) {
    let mut joined = BTreeSet::new();
    for relation in set.relations() {
        let label = |id| set.get(id).unwrap().label;
        assert!(relation.kind.joins(label(&relation.from), label(&relation.to)));
        assert!(joined.insert((&relation.from, &relation.to)), "two annotations are tied once");
        for (one, other) in [(&relation.from, &relation.to), (&relation.to, &relation.from)] {
            assert_eq!(set.tie_between(one, other), Some(relation));
        }
    }
    for annotation in all {
        let its: Vec<&Id> = set.relations_of(&annotation.id).map(|it| &it.id).collect();
        let touches = set.relations().filter(|it| it.from == annotation.id || it.to == annotation.id);
        assert_eq!(its, touches.map(|it| &it.id).collect::<Vec<_>>());
    }
}

fn places_are_found(set: &AnnotationSet, document: &Document) {
    let in_order: Vec<&Arc<Annotation>> = set.iter().collect();
    let rank = |it: &Arc<Annotation>| (it.start().unwrap(), Reverse(it.end().unwrap()), it.id.clone());
    assert!(in_order.is_sorted_by_key(|it| rank(it)));
    assert!(set.orphans().all(|it| it.start().is_none()));
    for (nth, annotation) in in_order.iter().enumerate() {
        assert!(set.after(annotation).eq(in_order[nth + 1..].iter().copied()));
        assert!(set.before(annotation).eq(in_order[..nth].iter().rev().copied()));
    }
    let length = document.text().len();
    for window in [0..0, 0..10.min(length), 20.min(length)..21.min(length), 30.min(length)..length] {
        let met = |span: &Span| span.start().byte() < window.end && window.start < span.end().byte();
        let spans = in_order.iter().flat_map(|it| it.spans().iter().map(move |span| (*span, *it)));
        let mut brute: Vec<_> = spans.filter(|(span, _)| met(span) && !window.is_empty()).collect();
        brute.sort_by_key(|(span, it)| (span.start(), Reverse(span.end()), it.id.clone()));
        assert_eq!(set.meeting(window.clone()), brute);
        let starts = |it: &&&Arc<Annotation>| window.contains(&it.start().unwrap().byte());
        assert_eq!(set.first_in(window.clone()), in_order.iter().find(starts).copied());
    }
    for place in [0, length / 3, length / 2].map(|byte| document.offset_at_or_before(byte)) {
        let later = in_order.partition_point(|it| it.start().unwrap() < place);
        assert!(set.starting_from(place).eq(in_order[later..].iter().copied()));
        assert!(set.starting_before(place).eq(in_order[..later].iter().rev().copied()));
        let mut here: Vec<_> = in_order.iter().filter(|it| it.holds(place)).copied().collect();
        here.sort_by_key(|it| (it.len_bytes(), Reverse(rank(it))));
        assert_eq!(set.at(place), here);
    }
}
