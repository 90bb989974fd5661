//! What a file of another program says becomes annotations of the article, each at a place that is certain.

use ascribe::formats::{
    Foreign, ForeignAnnotation, ForeignRelation, Mapped, Mapping, Merged, Piece, Policy, Settled, Unit, merge, settle,
};
use ascribe::model::{Annotation, AnnotationSet, Document, Extra, Id, Label};

use super::common::{annotation, document, set};

const TEXT: &str = "🦊 The dam is safe, Vey said. The dam is safe, said Orla.";

fn claim(key: &str, at: (usize, usize), quote: &str) -> ForeignAnnotation {
    let piece = Piece { at: Some(at), quote: Some(quote.to_owned()), ..Piece::default() };
    ForeignAnnotation {
        line: 3,
        key: key.to_owned(),
        label: "claim".to_owned(),
        pieces: vec![piece],
        ..Default::default()
    }
}

fn file(annotations: Vec<ForeignAnnotation>) -> Foreign {
    Foreign { annotations, ..Foreign::new(Unit::CodePoints) }
}

fn ids(prefix: &'static str) -> impl FnMut() -> Id {
    let mut last = 0;
    move || {
        last += 1;
        Id::new(format!("{prefix}{last}"))
    }
}

fn settled(foreign: Foreign, mapping: &[(&str, Label)]) -> Settled {
    let mapping = Mapping(mapping.iter().map(|(from, to)| ((*from).to_owned(), Mapped::Label(*to))).collect());
    settle(foreign, &document(TEXT), &mapping, ids("n"))
}

/// The texts of what was taken, what was said, and what was refused.
fn outcome(settled: &Settled) -> (Vec<String>, Vec<String>, Vec<String>) {
    let document = document(TEXT);
    let quote = |it: &Annotation| it.spans().iter().map(|span| document.quote(*span)).collect::<Vec<_>>().join("|");
    (
        settled.annotations.iter().map(|(_, it)| quote(it)).collect(),
        settled.remarks.iter().map(ToString::to_string).collect(),
        settled.refused.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn the_unit_of_a_file_is_that_under_which_its_quotes_stand() {
    for (at, said) in [((2, 17), ""), ((3, 18), "UTF-16 units"), ((5, 20), "bytes")] {
        let (taken, remarks, refused) = outcome(&settled(file(vec![claim("T1", at, "The dam is safe")]), &[]));
        assert_eq!((taken, refused), (vec!["The dam is safe".to_owned()], vec![]));
        assert_eq!(remarks.len(), usize::from(!said.is_empty()));
        assert!(remarks.concat().contains(said), "{remarks:?}");
    }
}

#[test]
fn a_quote_that_stands_elsewhere_is_found_if_it_stands_there_once() {
    let moved = claim("T1", (0, 9), "said Orla");
    let (taken, remarks, refused) = outcome(&settled(file(vec![moved]), &[]));
    assert_eq!((taken, refused), (vec!["said Orla".to_owned()], vec![]));
    assert_eq!(remarks, ["line 3: `T1` was found by its text, not where the file says"]);
}

#[test]
fn of_several_places_the_context_decides_or_nothing_does() {
    let mut told = claim("T1", (0, 15), "The dam is safe");
    let untold = told.clone();
    told.pieces[0].suffix = ", said".to_owned();
    let found = settled(file(vec![told]), &[]);
    assert_eq!(found.annotations[0].1.start().unwrap().byte(), 32);
    let (taken, _, refused) = outcome(&settled(file(vec![untold]), &[]));
    assert_eq!(taken, [""; 0]);
    assert_eq!(refused, ["line 3: `T1` (claim): “The dam is safe” stands in several places"]);
}

#[test]
fn what_cannot_stand_anywhere_is_refused_by_name() {
    let without = |at| {
        let mut it = claim("T1", at, "");
        it.pieces[0].quote = None;
        it
    };
    let no_text = ForeignAnnotation { pieces: vec![], ..claim("T1", (0, 1), "") };
    for (annotation, why) in [
        (claim("T1", (2, 9), "nowhere"), "the article has no “nowhere”"),
        (claim("T1", (9, 2), "x"), "its end 2 is not after its start 9"),
        (without((50, 900)), "50 to 900 is no piece of the article’s 56 characters"),
        (no_text, "it has no text"),
    ] {
        let (taken, _, refused) = outcome(&settled(file(vec![annotation]), &[]));
        assert_eq!((taken.len(), refused), (0, vec![format!("line 3: `T1` (claim): {why}")]));
    }
}

#[test]
fn labels_are_mapped_and_unknown_ones_are_counted() {
    let cue = |key| ForeignAnnotation { label: "Cue".to_owned(), ..claim(key, (23, 27), "said") };
    let foreign = || file(vec![cue("T1"), cue("T2"), claim("T3", (2, 17), "The dam is safe")]);
    let (taken, _, refused) = outcome(&settled(foreign(), &[]));
    assert_eq!(taken.len(), 1);
    let why = "label `Cue` is not actor, claim, source or denial: 2 left out; --map Cue=LABEL takes them, --map Cue=- leaves them out";
    assert_eq!(refused, [format!("line 3: {why}")]);
    let found = settled(foreign(), &[("Cue", Label::Actor)]);
    assert_eq!(found.annotations.iter().filter(|(_, it)| it.label == Label::Actor).count(), 2);
}

#[test]
fn relations_lead_to_what_was_taken_or_are_named() {
    let source = ForeignAnnotation { label: "source".to_owned(), ..claim("T2", (19, 22), "Vey") };
    let lost = claim("T3", (0, 3), "nowhere");
    let tie = |kind: &str, from: &str, to: &str| ForeignRelation {
        line: 7,
        kind: kind.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        ..ForeignRelation::default()
    };
    let mut foreign = file(vec![claim("T1", (2, 17), "The dam is safe"), source, lost]);
    foreign.relations = vec![
        tie("attributed_to", "T1", "T2"),
        tie("says", "T1", "T2"),
        tie("x", "T2", "T1"),
        tie("x", "T1", "T3"),
        tie("x", "T1", "T9"),
    ];
    let found = settled(foreign, &[]);
    let (_, remarks, refused) = outcome(&found);
    assert_eq!(found.relations.len(), 2);
    assert_eq!(remarks, ["line 7: relation `says` is taken as attributed-to"]);
    assert_eq!(
        refused[1..],
        [
            "line 7: relation `x` leads from source to claim, which nothing joins; --map x=attributed-to turns it round",
            "line 7: a relation leads to `T9`, which the file doesn’t have",
            "relations lead to annotations that were left out: 1",
        ]
    );
}

fn merged(there: &AnnotationSet, incoming: Annotation, policy: Policy) -> Merged {
    let settled = Settled { annotations: vec![(5, incoming)], ..Settled::default() };
    merge(there, vec![settled], policy, ids("m")).unwrap()
}

fn one(document: &Document, id: &str, note: &str) -> Annotation {
    Annotation { note: note.to_owned(), ..annotation(document, id, Label::Claim, &["The dam is safe"]) }
}

#[test]
fn what_is_there_is_filled_and_never_overwritten() {
    let document = document(TEXT);
    let there = |note| set([one(&document, "a", note)], []);
    let filled = merged(&there(""), one(&document, "other", "new"), Policy::Fill);
    assert_eq!((filled.added, filled.changed, filled.same), (0, 1, 0));
    let kept = merged(&there("old"), one(&document, "a", "new"), Policy::Fill);
    assert_eq!((kept.added, kept.changed, kept.same), (0, 0, 1));
    let why = "line 5: `a` (claim): note: “old” here, “new” in the file";
    assert_eq!((kept.refused[0].to_string().as_str(), kept.differing), (why, 1));
    let amended = merged(&there("old"), one(&document, "a", "new"), Policy::Amend);
    let mut after = there("old");
    after.apply(&amended.edit).unwrap();
    assert_eq!(after.get(&Id::new("a")).unwrap().note, "new");
}

#[test]
fn two_alike_in_the_file_are_two_alike_in_the_article() {
    let document = document(TEXT);
    let alike = vec![(1, one(&document, "x", "")), (2, one(&document, "y", ""))];
    let settled = || Settled { annotations: alike.clone(), ..Settled::default() };
    let both = merge(&AnnotationSet::default(), vec![settled()], Policy::Fill, ids("m")).unwrap();
    assert_eq!(both.added, 2);
    let mut there = AnnotationSet::default();
    there.apply(&both.edit).unwrap();
    let again = merge(&there, vec![settled()], Policy::Fill, ids("m")).unwrap();
    assert_eq!((again.added, again.same, again.edit.is_empty()), (0, 2, true));
}

#[test]
fn an_id_of_another_annotation_is_refused_by_name() {
    let document = document(TEXT);
    let there = set([annotation(&document, "a", Label::Claim, &["said Orla"])], []);
    let incoming = (1, one(&document, "a", ""));
    let settled = Settled { annotations: vec![incoming], ..Settled::default() };
    let refused = merge(&there, vec![settled], Policy::Fill, ids("m")).unwrap();
    assert_eq!(refused.added, 0);
    assert_eq!(refused.refused[0].to_string(), "line 1: `a` is another annotation here, which stays as it is");
}

#[test]
fn fields_of_newer_programs_fill_what_has_none_and_are_said_where_they_are_left_out() {
    let document = document(TEXT);
    let newer = |json: &str| Annotation { extra: Extra(json.to_owned()), ..one(&document, "a", "") };
    let filled = merged(&set([newer("")], []), newer(r#"{"certainty":1}"#), Policy::Fill);
    let mut after = set([newer("")], []);
    after.apply(&filled.edit).unwrap();
    assert_eq!(after.get(&Id::new("a")).unwrap().extra.0, r#"{"certainty":1}"#);
    let kept = merged(&after, newer(r#"{"certainty":2}"#), Policy::Fill);
    assert!(kept.edit.is_empty());
    assert!(
        kept.refused[0].what.starts_with("`a` (claim): fields that this version doesn’t know: “{"),
        "{:?}",
        kept.refused
    );
    after.extra = Extra(r#"{"project":{},"document":{"language":"en"}}"#.to_owned());
    let settled = Settled::from(after);
    assert_eq!(
        settled.remarks[0].to_string(),
        "2 fields of the file itself that this version doesn’t know are left out"
    );
}
