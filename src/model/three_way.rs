//! Bringing together what two programs made of the same annotations: what only one of them changed is as that one has it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::annotation::{Annotation, Id};
use super::edit::{Change, Edit, Identified};
use super::set::AnnotationSet;

mod both;
mod ties;

/// What a merge does to our side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreeWay {
    /// The edit that makes our side what both have made of it.
    pub edit: Edit,
    /// How many annotations both have changed in the same respect, each in its own way: ours keeps its id, theirs stands
    /// beside it.
    pub both: usize,
}

impl AnnotationSet {
    /// The edit that makes this set hold what `other` does.
    pub fn edit_to(&self, other: &Self) -> Edit {
        Self::three_way(self, self, other).edit
    }

    /// What to do to `ours` so that it has what `theirs` changed too, both having started from `base`.
    ///
    /// What one side changed and the other removed stays. What both changed has the changes of both or, where they changed
    /// the same respect of it in two ways, stays twice. Relations go with their ends, fit the labels that these have now,
    /// and join two annotations once.
    pub fn three_way(base: &Self, ours: &Self, theirs: &Self) -> ThreeWay {
        let mut merge = ThreeWay::default();
        let (mut labels, mut doubles) = (HashMap::new(), Vec::new());
        let mut free = FreeIds::of([base, ours, theirs]);
        for id in ids(&[base, ours, theirs], |set| set.iter().chain(set.orphans())) {
            let (was, our, their) = (base.get(id), ours.get(id), theirs.get(id));
            let now = match both_changed(was, our, their) {
                None => chosen(was, our, their).cloned(),
                Some(Changed::Together(both)) => Some(both),
                Some(Changed::Apart(our, their)) => {
                    doubles.push(Annotation { id: free.like(id), ..Annotation::clone(their) });
                    Some(Arc::clone(our))
                }
            };
            labels.extend(now.as_ref().map(|it| (id, it.label)));
            if now.as_ref() != our {
                merge.edit.annotations.push(Change { before: our.cloned(), after: now });
            }
        }
        merge.both = doubles.len();
        merge.edit.annotations.extend(doubles.into_iter().map(Change::make));
        merge.edit.relations = ties::merged(base, ours, theirs, &labels, &mut free);
        let now = chosen(base.finished(), ours.finished(), theirs.finished());
        if now != ours.finished() {
            merge.edit.finished = Some(Change { before: ours.finished().cloned(), after: now.cloned() });
        }
        merge
    }
}

/// All ids of some sets, in their order.
fn ids<'a, T: Identified + 'a, I: Iterator<Item = &'a Arc<T>>>(
    sets: &[&'a AnnotationSet],
    all: impl Fn(&'a AnnotationSet) -> I,
) -> BTreeSet<&'a Id> {
    sets.iter().flat_map(|set| all(set)).map(|it| it.id()).collect()
}

/// Of something that was and is or isn't on both sides, what it is then.
fn chosen<'a, T: PartialEq>(
    was: Option<&'a Arc<T>>,
    our: Option<&'a Arc<T>>,
    their: Option<&'a Arc<T>>,
) -> Option<&'a Arc<T>> {
    match (our, their) {
        _ if our == their || their == was => our,
        _ if our == was => their,
        (None, changed) | (changed, None) => changed,
        (Some(_), Some(_)) => our,
    }
}

/// What becomes of an annotation that both sides have changed.
enum Changed<'a> {
    /// It has the changes of both.
    Together(Arc<Annotation>),
    /// It is there twice, as ours and as theirs.
    Apart(&'a Arc<Annotation>, &'a Arc<Annotation>),
}

/// What becomes of an annotation if both sides have changed it, or have made it, and not to the same.
fn both_changed<'a>(
    was: Option<&'a Arc<Annotation>>,
    our: Option<&'a Arc<Annotation>>,
    their: Option<&'a Arc<Annotation>>,
) -> Option<Changed<'a>> {
    let (our, their) = our.zip(their)?;
    if our == their || was.is_some_and(|was| was == our || was == their) {
        return None;
    }
    let together = both::newer(our, their).cloned();
    let together = together.or_else(|| Some(Arc::new(both::merged(was?, our, their)?)));
    Some(together.map_or(Changed::Apart(our, their), Changed::Together))
}

/// Ids that nothing in some sets has.
struct FreeIds<'a> {
    sets: [&'a AnnotationSet; 3],
    given: HashSet<Id>,
}

impl<'a> FreeIds<'a> {
    fn of(sets: [&'a AnnotationSet; 3]) -> Self {
        Self { sets, given: HashSet::new() }
    }

    /// An id like another, no longer than an id may be, that is given once.
    fn like(&mut self, id: &Id) -> Id {
        let mut nth = 2_u64;
        loop {
            let end = format!("-{nth}");
            let start = id.as_str().chars().take(Id::MAX_CHARACTERS - end.len());
            let like = Id::new(start.chain(end.chars()).collect::<String>());
            let is_taken = self.sets.iter().any(|set| set.get(&like).is_some() || set.relation(&like).is_some());
            if !is_taken && self.given.insert(like.clone()) {
                return like;
            }
            nth += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Document, Evidence, Kind, Label, Relation, Status};

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
        let theirs =
            set(vec![claim("a", "theirs"), claim("b", "theirs"), claim("d", "theirs"), claim("m", "")], vec![]);
        let (both, count) = merged(&base, &ours, &theirs);
        let expected = [
            ("a", "ours"),
            ("a-2", "theirs"),
            ("b", "theirs"),
            ("c", "ours"),
            ("d", "theirs"),
            ("m", ""),
            ("n", "new"),
        ];
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
            },
            |it| {
                it.note = "theirs".into();
                it.check.reply_refused = "2026-11-22".into();
                it.check.evidence.push(evidence("theirs"));
            },
        );
        let claim = both.get(&Id::new("c")).unwrap();
        let sources: Vec<_> = claim.check.evidence.iter().map(|it| it.source.as_str()).collect();
        assert_eq!(
            (claim.note.as_str(), claim.check.status, sources),
            ("theirs", Status::False, vec!["ours", "theirs"])
        );
        assert_eq!((claim.check.reply_refused.as_str(), claim.changed_by.as_str()), ("2026-11-22", "jo"));
        assert_eq!((claim.check.begun_by.as_str(), claim.check.changed_by.as_str()), ("mo", "jo"));
        assert_eq!((both.len(), count), (1, 0));
    }

    #[test]
    fn the_same_change_at_two_times_is_one_change() {
        let (both, count) = both_ways(|it| it.note = "same".into(), |it| it.note = "same".into());
        assert_eq!((both.len(), count), (1, 0));
        assert_eq!(both.get(&Id::new("c")).unwrap().changed, "2026-11-23T10:00:00Z");
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
        let extra = crate::model::Extra::default();
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
        assert!(both.iter().all(|it| Id::checked(it.id.as_str()).is_some()));
    }

    fn any_set() -> impl Strategy<Value = AnnotationSet> {
        let one = (0..6_usize, "[xy]?", any::<bool>());
        // Two ids of relations, and one that an annotation may have too.
        let tied = prop::option::of(prop::sample::select(vec!["r", "q", "0"]));
        (prop::collection::vec(one, 0..6), tied).prop_map(|(all, tied)| {
            let mut annotations: HashMap<usize, Annotation> = HashMap::new();
            for (id, note, is_source) in all {
                let label = if is_source { Label::Source } else { Label::Claim };
                annotations.insert(id, annotation(&id.to_string(), label, &note));
            }
            let end = |label| annotations.values().filter(move |it| it.label == label).map(|it| it.id.clone()).min();
            let ends = end(Label::Claim).zip(end(Label::Source));
            let tied = tied.filter(|id| *id != "0" || !annotations.contains_key(&0));
            let relations =
                tied.zip(ends).map(|(id, (from, to))| tie(id, Kind::AttributedTo, from.as_str(), to.as_str()));
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
                for annotation in side.iter().filter(|it| base.get(&it.id) != Some(it)) {
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
}
