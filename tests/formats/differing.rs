//! What was edited in another program comes back, or is named: never passed over, and never taken without being told.

use ascribe::formats::{Article, Format, Mapping, Merged, Rules, Take, merge};
use ascribe::model::{Annotation, AnnotationSet, Document, Evidence, Id, Kind, Label, Status};

use super::common::{annotation, document, relation, set};

const TEXT: &str = "The dam is safe, Vey said. The dam leaks, Orla said.";

/// A claim with everything, its source, and a claim without anything.
fn here() -> (Document, AnnotationSet) {
    let document = document(TEXT);
    let mut claim = annotation(&document, "c", Label::Claim, &["The dam is safe"]);
    claim.note = "ask her".into();
    claim.tags = vec!["late".into()];
    claim.check.status = Status::False;
    claim.check.correction = "It leaks".into();
    claim.check.evidence.push(Evidence { source: "report.pdf".into(), ..Evidence::default() });
    let source = annotation(&document, "s", Label::Source, &["Vey"]);
    let other = annotation(&document, "d", Label::Claim, &["The dam leaks"]);
    (document, set([claim, source, other], [relation("r", Kind::AttributedTo, "c", "s")]))
}

/// The same set after somebody has worked on it elsewhere.
fn edited(set: &AnnotationSet, id: &str, change: impl FnOnce(&mut Annotation)) -> AnnotationSet {
    let mut set = set.clone();
    set.apply(&set.changing(&Id::new(id), change)).unwrap();
    set
}

fn without(set: &AnnotationSet, id: &str) -> AnnotationSet {
    let mut set = set.clone();
    set.apply(&set.removing(&Id::new(id))).unwrap();
    set
}

/// What taking the export of one set over does to another.
fn merged(format: &str, theirs: &AnnotationSet, ours: &AnnotationSet, take: Option<Take>) -> Merged {
    let document = document(TEXT);
    let format = Format::named(format).unwrap();
    let [file] = format
        .write(&[Article { document: &document, path: document.name(), encoding: "", set: theirs }], None)
        .try_into()
        .unwrap();
    let import = format.import.unwrap();
    let article = Article { document: &document, path: document.name(), encoding: "", set: ours };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("n{made}"))
    };
    let records = (import.read)(&file.text, &article).unwrap().settled(&document, &Mapping::default(), &mut new_id);
    let rules = Rules {
        policy: import.policy,
        take,
        holds: format.holds,
        keeps_ids: import.keeps_ids,
        document: Some(&document),
    };
    merge(ours, records, rules, new_id).unwrap()
}

fn after(merged: &Merged, ours: &AnnotationSet) -> AnnotationSet {
    let mut set = ours.clone();
    set.apply(&merged.edit).unwrap();
    set
}

fn texts(remarks: &[ascribe::formats::Remark]) -> String {
    remarks.iter().map(|it| it.what.clone()).collect::<Vec<_>>().join("\n")
}

/// Asserts that an edit is named without a word on which side to take, and taken or left with one.
fn check(formats: &[&str], theirs: &AnnotationSet, what: &str) {
    let (document, ours) = here();
    for format in formats {
        let said = merged(format, theirs, &ours, None);
        assert!(texts(&said.refused).contains(what), "{format}: {what} is not in {said:#?}");
        assert!(said.edit.is_empty() && said.differing > 0, "{format}: {said:#?}");
        let kept = merged(format, theirs, &ours, Some(Take::Ours));
        assert!(kept.edit.is_empty() && kept.refused.is_empty(), "{format}: {kept:#?}");
        assert_eq!(kept.remarks.len(), said.differing, "{format}");
        let taken = merged(format, theirs, &ours, Some(Take::Theirs));
        assert_eq!((texts(&taken.refused).as_str(), taken.differing), ("", 0), "{format}");
        assert_eq!(taken.remarks.len(), said.differing, "{format}: {taken:#?}");
        let (taken, expected) = (after(&taken, &ours), theirs);
        let bare = |set: &AnnotationSet| {
            let words =
                |it: &Annotation| it.spans().iter().map(|span| document.quote(*span)).collect::<Vec<_>>().join("|");
            set.iter().map(|it| (it.id.clone(), it.label, words(it), it.note.clone())).collect::<Vec<_>>()
        };
        assert_eq!(bare(&taken), bare(expected), "{format}");
        assert_eq!(taken.relations().len(), expected.relations().len(), "{format}");
        assert_eq!(
            taken.get(&Id::new("d")).map(|it| it.check.status),
            expected.get(&Id::new("d")).map(|it| it.check.status)
        );
    }
}

/// The formats of other programs that know annotations by their ids.
const PEERS: &[&str] = &["jsonl", "w3c", "label-studio"];

#[test]
fn an_edit_in_another_program_is_named_and_taken_on_a_word() {
    let (document, ours) = here();
    let shorter = super::common::span(&document, "dam is safe");
    check(
        PEERS,
        &edited(&ours, "c", |it| it.place = ascribe::model::Place::Spans(shorter.into())),
        "place: “The dam is safe” here, “dam is safe” in the file",
    );
    check(
        PEERS,
        &edited(&ours, "d", |it| it.label = Label::Denial),
        "`d` (claim): label: “claim” here, “denial” in the file",
    );
    check(PEERS, &edited(&ours, "c", |it| it.note = "asked".into()), "note: “ask her” here, “asked” in the file");
    check(PEERS, &edited(&ours, "c", |it| it.note.clear()), "note: “ask her” here, nothing in the file");
    check(&["jsonl", "w3c"], &edited(&ours, "c", |it| it.tags.clear()), "tags: “late” here, nothing in the file");
    check(
        &["jsonl", "w3c"],
        &edited(&ours, "c", |it| it.check.status = Status::Verified),
        "status: “false” here, “verified” in the file",
    );
    check(
        &["jsonl", "w3c"],
        &edited(&ours, "c", |it| it.check.correction = "It holds".into()),
        "correction: “It leaks” here, “It holds” in the file",
    );
    check(
        &["jsonl", "w3c"],
        &edited(&ours, "c", |it| it.check.evidence.clear()),
        "evidence: “report.pdf” here, nothing in the file",
    );
}

#[test]
fn what_was_removed_in_another_program_is_named_and_removed_on_a_word() {
    let (_, ours) = here();
    check(PEERS, &without(&ours, "d"), "`d` (claim): “The dam leaks” is here and not in the file; it stays");
    check(PEERS, &without(&ours, "s"), "`s` (source): “Vey” is here and not in the file; it stays");
    let mut untied = ours.clone();
    let tie = untied.relation(&Id::new("r")).unwrap().clone();
    let edit = ascribe::model::Edit { relations: vec![ascribe::model::Change::remove(tie)], ..Default::default() };
    untied.apply(&edit).unwrap();
    check(PEERS, &untied, "`c` attributed-to `s` is here and not in the file; it stays");
}

#[test]
fn a_label_that_nothing_ties_takes_its_ties_with_it_on_a_word() {
    let (_, ours) = here();
    let theirs = edited(&ours, "c", |it| it.label = Label::Actor);
    let taken = merged("jsonl", &theirs, &ours, Some(Take::Theirs));
    assert!(texts(&taken.remarks).contains("`c` is actor now, so it is no longer tied to `s`"), "{taken:#?}");
    let after = after(&taken, &ours);
    assert_eq!((after.get(&Id::new("c")).unwrap().label, after.relations().len()), (Label::Actor, 0));
}

#[test]
fn what_a_format_has_no_place_for_is_never_taken_away_by_it() {
    let (_, ours) = here();
    for format in ["brat", "cas-json", "label-studio"] {
        let taken = merged(format, &ours, &ours, Some(Take::Theirs));
        assert!(taken.edit.is_empty() && taken.refused.is_empty(), "{format}: {taken:#?}");
    }
    let taken = merged("label-studio", &without(&ours, "c"), &ours, Some(Take::Theirs));
    assert!(texts(&taken.refused).contains("it stays, since it has what the format can't hold"), "{taken:#?}");
    assert_eq!(after(&taken, &ours), ours);
    // A worksheet with fewer rows takes nothing away either.
    let worksheet = merged("csv", &without(&ours, "d"), &ours, Some(Take::Theirs));
    assert!(worksheet.edit.is_empty() && worksheet.refused.is_empty(), "{worksheet:#?}");
}

#[test]
fn an_edit_in_a_format_without_ids_is_taken_beside_or_in_the_place_of_what_is_here() {
    let (document, ours) = here();
    let shorter = super::common::span(&document, "dam is safe");
    let edge = edited(&ours, "c", |it| it.place = ascribe::model::Place::Spans(shorter.into()));
    let label = edited(&ours, "d", |it| it.label = Label::Denial);
    for format in ["brat", "cas-json"] {
        for (theirs, id, len) in [(&edge, "c", 11), (&label, "d", 13)] {
            let beside = merged(format, theirs, &ours, None);
            assert_eq!((beside.added, beside.changed, beside.refused.len()), (1, 0, 0), "{format}: {beside:#?}");
            assert!(texts(&beside.remarks).contains(&format!("is taken beside `{id}` (claim)")), "{beside:#?}");
            let kept = merged(format, theirs, &ours, Some(Take::Ours));
            assert!(kept.edit.is_empty() && texts(&kept.remarks).contains("stays"), "{format}: {kept:#?}");
            let taken = merged(format, theirs, &ours, Some(Take::Theirs));
            let all = after(&taken, &ours);
            let (now, was) = (all.get(&Id::new(id)).unwrap(), ours.get(&Id::new(id)).unwrap());
            assert_eq!((all.len(), now.len_bytes(), now.label), (3, len, theirs.get(&Id::new(id)).unwrap().label));
            // A file of such a format never empties what it can't hold.
            assert_eq!((&now.check, &now.tags, &now.note), (&was.check, &was.tags, &was.note));
        }
        let removed = merged(format, &without(&ours, "d"), &ours, Some(Take::Theirs));
        assert!(removed.edit.is_empty(), "{removed:#?}");
        assert!(texts(&removed.remarks).contains("1 annotations here are not in the file"), "{removed:#?}");
    }
}

#[test]
fn a_file_that_was_not_read_whole_removes_nothing() {
    let (document, ours) = here();
    let (format, theirs) = (Format::named("jsonl").unwrap(), without(&ours, "d"));
    let article = Article { document: &document, path: document.name(), encoding: "", set: &ours };
    let [file] = format.write(&[Article { set: &theirs, ..article }], None).try_into().unwrap();
    let import = format.import.unwrap();
    let records = (import.read)(&format!("{}{{\n", file.text), &article).unwrap();
    let records = records.settled(&document, &Mapping::default(), || panic!("every id is kept"));
    let rules = Rules {
        policy: import.policy,
        take: Some(Take::Theirs),
        holds: format.holds,
        keeps_ids: import.keeps_ids,
        document: None,
    };
    let merged = merge(&ours, records, rules, || panic!("nothing is new")).unwrap();
    assert!(merged.edit.is_empty(), "{merged:#?}");
    assert!(texts(&merged.refused).contains("it stays, since parts of the file can't be read"), "{merged:#?}");
}

#[test]
fn two_copies_of_an_annotation_file_become_one_without_loss_or_double() {
    let (document, base) = here();
    let mut ours =
        edited(&base, "d", |it| it.check.evidence.push(Evidence { source: "ours".into(), ..Evidence::default() }));
    let actor = annotation(&document, "o", Label::Actor, &["Orla"]);
    ours.apply(&AnnotationSet::adding(actor)).unwrap();
    let mut theirs = edited(&base, "d", |it| {
        it.note = "theirs".into();
        it.tags.push("new".into());
        it.check.evidence.push(Evidence { source: "theirs".into(), ..Evidence::default() });
    });
    let denial = annotation(&document, "t", Label::Denial, &["Vey said"]);
    theirs.apply(&AnnotationSet::adding(denial)).unwrap();
    let joined = merged("json", &theirs, &ours, None);
    assert_eq!((joined.refused.len(), joined.added, joined.changed), (0, 1, 1), "{joined:#?}");
    let both = after(&joined, &ours);
    assert_eq!((both.len(), both.relations().len()), (5, 1));
    let claim = both.get(&Id::new("d")).unwrap();
    let sources: Vec<_> = claim.check.evidence.iter().map(|it| it.source.as_str()).collect();
    assert_eq!(
        (claim.note.as_str(), claim.tags.join(","), sources),
        ("theirs", "new".to_owned(), vec!["ours", "theirs"])
    );
    assert!(merged("json", &theirs, &both, None).edit.is_empty(), "a second time there is nothing new");
    let other = merged("json", &edited(&theirs, "c", |it| it.note = "other".into()), &both, None);
    assert_eq!(texts(&other.refused), "`c` (claim): note: “ask her” here, “other” in the file");
}
