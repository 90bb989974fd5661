//! Reading brat's standoff: its own, that of corpora, and what is wrong with a line.

use ascribe::formats::{Article, Feature, Format, Mapped, Mapping, Merged, Policy, merge};
use ascribe::model::{AnnotationSet, Document, Id, Kind, Label};
use proptest::prelude::*;

use super::arbitrary::{annotated, contents, imported};
use super::common::{annotation, document, relation, set};

const HELD: &[Feature] = &[Feature::Pieces, Feature::Overlaps, Feature::Relations, Feature::Notes];

/// What a file becomes in an article without annotations, with other names for labels.
fn read(document: &Document, file: &str, labels: &[(&str, Label)]) -> Merged {
    let set = AnnotationSet::default();
    let article = Article { document, path: document.name(), encoding: "UTF-8", set: &set };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("n{made}"))
    };
    let mapping = Mapping(labels.iter().map(|(theirs, ours)| ((*theirs).to_owned(), Mapped::Label(*ours))).collect());
    let arrived = (Format::named("brat").unwrap().import.unwrap().read)(file, &article).unwrap();
    let records = arrived.settled(document, &mapping, &mut new_id);
    merge(&set, records, Policy::Fill, &mut new_id).unwrap()
}

fn taken(merged: &Merged) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    set.apply(&merged.edit).unwrap();
    set
}

fn said(merged: &Merged) -> (Vec<String>, Vec<String>) {
    let all = |remarks: &[ascribe::formats::Remark]| remarks.iter().map(ToString::to_string).collect();
    (all(&merged.refused), all(&merged.remarks))
}

/// What is refused of a file, and how many annotations are taken of it.
fn refused(file: &str) -> (Vec<String>, usize) {
    let merged = read(&document("The dam is safe, Vey said."), file, &[]);
    (said(&merged).0, taken(&merged).len())
}

proptest! {
    #[test]
    fn what_standoff_holds_comes_back_and_what_came_back_stays((document, set) in annotated(HELD)) {
        let export = |set: &AnnotationSet| {
            let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set };
            let [file] = Format::named("brat").unwrap().write(&[article], None).try_into().unwrap();
            file
        };
        let file = export(&set);
        let once = imported("brat", &file.text, &document);
        if file.losses.is_empty() {
            prop_assert_eq!(contents(&once), contents(&set));
        }
        // What was lost in a line is lost once.
        let again = export(&once);
        prop_assert_eq!(&again.losses, &vec![]);
        prop_assert_eq!(contents(&imported("brat", &again.text, &document)), contents(&once));
    }
}

#[test]
fn the_events_of_a_corpus_tie_what_they_are_about() {
    let document = document("The Post reports that the dam is safe. Vey denied it.");
    let file = "T1\tSource 0 8\tThe Post\n\
        T2\tCue 9 16\treports\n\
        T3\tContent 17 37\tthat the dam is safe\n\
        T4\tAttribution 9 16\treports\n\
        E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n\
        A1\tKind E1 Direct\n";
    let merged = read(&document, file, &[("Source", Label::Source), ("Content", Label::Claim)]);
    let expected = [
        annotation(&document, "s", Label::Source, &["The Post"]),
        annotation(&document, "c", Label::Claim, &["that the dam is safe"]),
    ];
    let expected = set(expected, [relation("r", Kind::AttributedTo, "c", "s")]);
    assert_eq!(contents(&taken(&merged)), contents(&expected));
    let (refused, remarks) = said(&merged);
    assert_eq!(
        refused,
        [
            "line 2: label `Cue` is not actor, claim, source or denial: 1 left out; --map Cue=LABEL takes them, --map Cue=- leaves them out"
        ]
    );
    assert_eq!(
        remarks,
        [
            "line 6: attributes have no place here: 1",
            "line 4: the places where events are named are left out: 1",
            "line 5: relations made of what events are about: 1, of 1 events",
        ]
    );
}

#[test]
fn a_text_over_line_ends_is_read_as_brat_and_as_corpora_write_it() {
    let document = document("It is\r\nsafe, he\nsaid.");
    let expected = set([annotation(&document, "c", Label::Claim, &["is\r\nsafe, he\nsaid"])], []);
    for file in [
        "T1\tclaim 3 5;7 15;16 20\tis safe, he said\n",
        "T1\tclaim 3 20\tis\r\nsafe, he\nsaid\n",
        "T1\tclaim 3 20\tis\nsafe, he\nsaid\n",
    ] {
        let merged = read(&document, file, &[]);
        assert_eq!((said(&merged).0, contents(&taken(&merged))), (vec![], contents(&expected)), "{file:?}");
    }
}

#[test]
fn a_line_that_says_too_little_or_the_impossible_is_refused_with_its_number() {
    let good = "T1\tclaim 0 15\tThe dam is safe\n";
    assert_eq!(refused(good), (vec![], 1));
    for (line, why) in [
        ("T2 claim 0 3 The", "line 2: `T2 claim 0 3 The` is no line of standoff"),
        ("T2\tclaim 0 3", "line 2: `T2` has no text after its positions"),
        ("T2\tclaim 0\tThe", "line 2: `T2`: expected a label with positions, such as `claim 0 5`, not `claim 0`"),
        ("T2\tclaim -1 3\tThe", "line 2: `T2`: expected a label with positions"),
        ("T2\tclaim 0 99999999999999999999\tThe", "line 2: `T2`: expected a label with positions"),
        ("T2\tclaim 3 0\tThe", "line 2: `T2`: its end 0 is not after its start 3"),
        ("T2\tclaim 17 9000\tVey", "line 2: `T2`: its text is not of the 8983 characters that its positions are of"),
        ("T2\tclaim 9000 9003\tOrl", "line 2: `T2` (claim): the article has no “Orl”"),
        ("T2\tcalim 0 3\tThe", "line 2: label `calim` is not actor, claim, source or denial"),
        ("T1\tactor 17 20\tVey", "line 2: there is another `T1` in the file"),
        ("R1\tattributed-to Arg1:T1", "line 2: `R1`: expected a relation"),
        ("R1\tattributed-to Arg1:T1 Arg2:T9", "line 2"),
        ("R1\tattributed-to Arg1:T1 Arg2:T1", "line 2"),
        ("E1\t", "line 2: `E1`: expected an event"),
        ("E1\tsays:T1 Who:T9", "line 2: `E1` leads to `T9`, which the file doesn’t have"),
        ("#1\tAnnotatorNotes", "line 2: `#1`: expected a note"),
        ("#1\tAnnotatorNotes T9\tlost", "line 2: a note is of `T9`, which the file doesn’t have"),
    ] {
        let (refused, taken) = refused(&format!("{good}{line}\n"));
        assert_eq!((refused.len(), taken), (1, 1), "{line}: {refused:?}");
        assert!(refused[0].starts_with(why), "{line}: {refused:?}");
    }
}

#[test]
fn a_file_without_any_line_of_standoff_is_none() {
    let document = document("The dam is safe.");
    let set = AnnotationSet::default();
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let import = Format::named("brat").unwrap().import.unwrap();
    let why = (import.read)("\n\nDear reader,\n", &article).unwrap_err();
    assert!(why.to_string().starts_with("line 3"), "{why}");
    assert!(!(import.is_it)("Dear reader,\n") && (import.is_it)("\r\nT1\tclaim 0 3\tThe\r\n"));
}

#[test]
fn events_that_lead_round_in_a_circle_tie_each_pair_once() {
    let document = document("The dam is safe, Vey said.");
    let file =
        "T1\tclaim 0 15\tThe dam is safe\nT2\tsource 17 20\tVey\nE1\tx:T1 a:E2\nE2\tx:T2 a:E1\nE3\tx:T1 a:T2 b:T1\n";
    let merged = read(&document, file, &[]);
    assert_eq!((said(&merged).0, taken(&merged).relations().count()), (vec![], 1));
}
