//! Label Studio's tasks: what is written comes back, and what is wrong is refused by name and line.

use ascribe::formats::{Article, Format, Mapping, Policy, Remark, Settled, merge};
use ascribe::model::{Annotation, AnnotationSet, Check, Document, Extra, Id, Kind, Label, Place};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::common::{annotation, document, relation, set, together};
use super::golden::{assert_golden, everything};
use super::round_trip::annotated;

fn format() -> &'static Format {
    Format::named("label-studio").unwrap()
}

fn article<'a>(document: &'a Document, set: &'a AnnotationSet) -> Article<'a> {
    Article { document, path: document.name(), encoding: "UTF-8", set }
}

fn export(document: &Document, set: &AnnotationSet) -> String {
    let [exported] = format().write(&[article(document, set)], None).try_into().unwrap();
    exported.text
}

/// What a file holds for a document that has no annotations yet.
fn settled(document: &Document, json: &str) -> Settled {
    let none = AnnotationSet::default();
    let arrived =
        (format().import.unwrap().read)(json, &article(document, &none)).unwrap_or_else(|why| panic!("{why}\n{json}"));
    let mut count = 0;
    let records = arrived.settled(document, &Mapping::default(), || {
        count += 1;
        Id::new(format!("new{count}"))
    });
    together(records)
}

fn imported(document: &Document, json: &str) -> AnnotationSet {
    let settled = settled(document, json);
    let others = Remark::new(0, "1 task is of other articles");
    assert!(settled.refused.is_empty() && settled.remarks.iter().all(|it| *it == others), "{settled:?} of {json}");
    let mut set = AnnotationSet::default();
    set.apply(&merge(&set, vec![settled], Policy::Fill, || panic!("an id is taken")).unwrap().edit).unwrap();
    set
}

/// What tasks hold of a set: relations by what they tie, since they have no ids there.
fn held(set: &AnnotationSet) -> (Vec<Annotation>, Vec<(Kind, Id, Id)>) {
    let bare = |it: &Annotation| Annotation {
        tags: Vec::new(),
        creator: String::new(),
        created: String::new(),
        changed_by: String::new(),
        changed: String::new(),
        check: Check::default(),
        extra: Extra::default(),
        ..it.clone()
    };
    let placed = |id: &Id| matches!(set.get(id).unwrap().place, Place::Spans(_));
    let relations = set.relations().filter(|it| placed(&it.from) && placed(&it.to));
    let mut relations: Vec<_> = relations.map(|it| (it.kind, it.from.clone(), it.to.clone())).collect();
    relations.sort();
    (set.iter().map(|it| bare(it)).collect(), relations)
}

#[test]
fn tasks_with_everything_are_written_as_they_were_checked() {
    let (document, set) = everything();
    let [exported] = format().write(&[article(&document, &set)], None).try_into().unwrap();
    assert_golden("everything.label-studio.json", &exported.text);
    assert_golden("label-studio.xml", &exported.companions[0].text);
    let lost: Vec<_> = exported.losses.iter().map(ToString::to_string).collect();
    assert_eq!(lost, ["2 tags", "2 checks", "1 creator", "3 orphans", "1 last change", "1 finish mark"]);
}

#[test]
fn a_task_of_nothing_is_one_with_an_empty_result() {
    let document = document("An article.");
    let json: Value = serde_json::from_str(&export(&document, &AnnotationSet::default())).unwrap();
    assert_eq!(json, json!([{"data": {"file": "dam.txt", "text": "An article."}, "annotations": [{"result": []}]}]));
    assert_eq!(imported(&document, &json.to_string()), AnnotationSet::default());
}

#[test]
fn tasks_have_the_shape_that_the_server_takes() {
    let document = document("🦊 said “yes”,\nhe said, “no”.");
    let mut claim = annotation(&document, "c", Label::Claim, &["“yes”", "“no”"]);
    claim.note = "one\n\ttwo".into();
    let source = annotation(&document, "s", Label::Source, &["🦊"]);
    let set = set([claim, source], [relation("r", Kind::AttributedTo, "c", "s")]);
    let json: Value = serde_json::from_str(&export(&document, &set)).unwrap();
    let region = |id: &str, start: usize, end: usize, text: &str, label: &str| {
        json!({"id": id, "from_name": "label", "to_name": "text", "type": "labels",
               "value": {"start": start, "end": end, "text": text, "labels": [label]}})
    };
    let mut further = region("c_2", 23, 27, "“no”", "claim");
    further["parentID"] = "c".into();
    let expected = json!([
        region("s", 0, 1, "🦊", "source"),
        region("c", 7, 12, "“yes”", "claim"),
        further,
        {"id": "c", "from_name": "note", "to_name": "text", "type": "textarea",
         "value": {"start": 7, "end": 12, "text": ["one\n\ttwo"]}},
        {"type": "relation", "from_id": "c", "to_id": "s", "direction": "right", "labels": ["attributed-to"]},
    ]);
    assert_eq!(json[0]["annotations"][0]["result"], expected);
}

#[test]
fn several_articles_are_several_tasks_and_each_finds_its_own() {
    let (one, other) = (document("First text."), Document::new("other.txt", "Second text.").unwrap());
    let sets = [
        set([annotation(&one, "a", Label::Claim, &["First"])], []),
        set([annotation(&other, "a", Label::Actor, &["Second"])], []),
    ];
    let [exported] = format().write(&[article(&one, &sets[0]), article(&other, &sets[1])], None).try_into().unwrap();
    assert_eq!(imported(&one, &exported.text), sets[0]);
    assert_eq!(imported(&other, &exported.text), sets[1]);
    let third = Document::new("third.txt", "Third.").unwrap();
    let none = AnnotationSet::default();
    let why = (format().import.unwrap().read)(&exported.text, &article(&third, &none)).unwrap_err();
    assert_eq!(why.to_string(), "none of its 2 tasks has this article’s text or name");
}

proptest! {
    #[test]
    fn what_tasks_hold_comes_back((document, set) in annotated()) {
        let json = export(&document, &set);
        prop_assert_eq!(held(&imported(&document, &json)), held(&set));
        // What is there already is met again by its id, and nothing is doubled.
        let merged = merge(&set, vec![settled(&document, &json)], Policy::Fill, || unreachable!()).unwrap();
        prop_assert_eq!((merged.added, merged.changed, merged.tied), (0, 0, 0));
    }
}

#[test]
fn pieces_of_files_of_before_come_back_and_no_new_id_breaks_a_selector() {
    let document = document("One two three four.");
    let set = set([annotation(&document, "a", Label::Claim, &["One", "three"])], []);
    let json = export(&document, &set);
    assert!(json.contains("\"id\": \"a_2\"") && !json.contains('~'), "{json}");
    assert_eq!(imported(&document, &json.replace("a_2", "a~2")), set);
}

#[test]
fn an_id_that_looks_like_a_piece_stays_an_annotation() {
    let document = document("One two three four.");
    let annotations = [
        annotation(&document, "a", Label::Claim, &["One", "three"]),
        annotation(&document, "a_2", Label::Claim, &["two"]),
    ];
    let set = set(annotations, []);
    assert_eq!(imported(&document, &export(&document, &set)), set);
}

/// A file of one task about `First text, second line.` with a result.
fn with(result: &Value) -> String {
    let task = json!([{"id": 7, "data": {"text": TEXT}, "annotations": [{"id": 1, "completed_by": 3, "lead_time": 1.5, "result": result}], "meta": {}}]);
    serde_json::to_string_pretty(&task).unwrap()
}

const TEXT: &str = "First text,\nsecond line.";

fn region(id: &str, start: i64, end: i64, text: &str) -> Value {
    json!({"id": id, "from_name": "ner", "to_name": "t", "type": "labels", "origin": "manual",
           "value": {"start": start, "end": end, "text": text, "labels": ["claim"]}})
}

#[test]
fn what_label_studio_exports_is_taken_as_it_is_meant() {
    let document = document(TEXT);
    let mut both = region("b", 12, 18, "second");
    both["value"]["labels"] = json!(["claim", "actor"]);
    let result = json!([
        region("a", 0, 18, "First text,\\nsecond"),
        both,
        {"id": "c", "type": "labels", "from_name": "l", "to_name": "t", "value": {"start": 19, "end": 23, "labels": ["source"]}},
        {"type": "relation", "from_id": "c", "to_id": "a", "direction": "left", "labels": []},
        {"id": "a", "type": "textarea", "from_name": "n", "to_name": "t", "value": {"start": 0, "end": 18, "text": ["one", "two"]}},
        {"id": "zz", "type": "choices", "from_name": "x", "to_name": "t", "value": {"choices": ["yes"]}},
    ]);
    let settled = settled(&document, &with(&result));
    let quotes: Vec<_> =
        settled.annotations.iter().map(|(_, it)| (it.label, document.quote(it.spans()[0]), it.note.as_str())).collect();
    assert_eq!(
        quotes,
        [
            (Label::Claim, "First text,\nsecond", "one\ntwo"),
            (Label::Claim, "second", ""),
            (Label::Actor, "second", ""),
            (Label::Source, "line", "")
        ]
    );
    assert_eq!(settled.relations.len(), 1);
    let (from, to) = (settled.relations[0].1.from.as_str(), settled.relations[0].1.to.as_str());
    assert_eq!((from, to), ("a", "c"));
    let remarks: Vec<_> = settled.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(remarks.len(), 2, "{remarks:?}");
    assert!(remarks[0].ends_with("what is of type `choices` has no place here"), "{remarks:?}");
    assert!(remarks[1].ends_with("relation `` is taken as attributed-to"), "{remarks:?}");
    assert_eq!(settled.refused, []);
}

#[test]
fn an_id_that_could_not_be_saved_is_replaced_and_still_leads_to_its_annotation() {
    let document = document(TEXT);
    let long = "x".repeat(65);
    let note = json!({"id": long, "type": "textarea", "value": {"text": ["seen"]}});
    let tie = json!({"type": "relation", "from_id": long, "to_id": "a b", "labels": ["attributed-to"]});
    let mut source = region("a b", 6, 10, "text");
    source["value"]["labels"] = json!(["source"]);
    let settled = settled(&document, &with(&json!([region(&long, 0, 5, "First"), source, note, tie])));
    assert_eq!((&settled.remarks, &settled.refused), (&vec![], &vec![]));
    let taken: Vec<_> = settled.annotations.iter().map(|(_, it)| (it.id.as_str(), it.note.as_str())).collect();
    assert_eq!(taken, [("new1", "seen"), ("new2", "")]);
    let (from, to) = (settled.relations[0].1.from.as_str(), settled.relations[0].1.to.as_str());
    assert_eq!((from, to), ("new1", "new2"));
}

#[test]
fn positions_of_an_older_version_count_utf_16_units() {
    let document = document("🦊🦊 said so twice.");
    let json = json!([{"data": {"text": document.text()}, "annotations": [{"result": [region("a", 5, 9, "said"), region("b", 13, 18, "twice")]}]}]);
    let settled = settled(&document, &json.to_string());
    let quotes: Vec<_> = settled.annotations.iter().map(|(_, it)| document.quote(it.spans()[0])).collect();
    assert_eq!(quotes, ["said", "twice"]);
    assert!(settled.remarks.iter().any(|it| it.what == "its positions count UTF-16 units, not code points"));
}

/// The ids of what is taken of a task, and what is said.
fn taken(task: &Value) -> (Vec<String>, Vec<String>) {
    let settled = settled(&document(TEXT), &task.to_string());
    let ids = settled.annotations.iter().map(|(_, it)| it.id.to_string());
    (ids.collect(), settled.remarks.iter().chain(&settled.refused).map(ToString::to_string).collect())
}

#[test]
fn predictions_are_taken_where_nobody_has_worked_and_skipped_work_is_not() {
    let skipped = json!({"was_cancelled": true, "result": [region("x", 0, 5, "First")]});
    let predictions = json!([{"result": [region("p", 6, 10, "text")]}, {"result": [region("q", 0, 5, "First")]}]);
    let task =
        |annotations: Value| json!({"data": {"text": TEXT}, "annotations": annotations, "predictions": predictions});
    let left_out = "task 1: people have worked on it, so the predictions of models aren't taken: 2";
    let skips = "task 1: annotators skipped it, and what they marked isn't taken: 1";
    let predicted = "task 1: nobody has worked on it, so the predictions of models are taken: 2";
    for (annotations, ids, said) in [
        (json!([]), vec!["p", "q"], vec![predicted]),
        (json!([skipped]), vec![], vec![skips, left_out]),
        // Somebody has found that there is nothing to mark.
        (json!([{"result": []}]), vec![], vec![left_out]),
    ] {
        let of_task = taken(&task(annotations));
        assert_eq!(
            (of_task.0, of_task.1),
            (ids.iter().map(|it| (*it).to_owned()).collect(), said.iter().map(|it| (*it).to_owned()).collect())
        );
    }
}

#[test]
fn the_work_of_all_annotators_and_of_all_tasks_of_an_article_is_taken() {
    let of = |ids: &[&str]| json!({"result": ids.iter().map(|id| region(id, 0, 5, "First")).collect::<Vec<_>>()});
    let tasks = json!([
        {"data": {"text": TEXT}, "annotations": [of(&["a", "b"]), of(&["c"])]},
        {"data": {"text": "Another article."}, "annotations": [of(&["o"])]},
        {"data": {"text": TEXT}, "annotations": [of(&["d"])], "drafts": [{"result": []}]},
    ]);
    let (ids, said) = taken(&tasks);
    assert_eq!(ids, ["a", "b", "c", "d"]);
    assert_eq!(
        said,
        [
            "1 task is of other articles",
            "task 1: annotators, whose work is taken one after the other: 2",
            "task 3: drafts that nobody has submitted aren't taken: 1",
        ]
    );
}

#[test]
fn a_task_that_can_not_be_read_is_named_and_the_others_are_taken() {
    let good = json!({"data": {"text": TEXT}, "annotations": [{"result": [region("a", 0, 5, "First")]}]});
    let half = r#"{"data": {"text": "\ud83d"}, "annotations": [{"result": []}]}"#;
    let json = format!(
        "[{half},\n{{\"annotations\": []}},\n7,\n{{\"data\": {{\"text\": {}}}, \"annotations\": [{{}}]}},\n{good}]",
        json!(TEXT)
    );
    let settled = settled(&document(TEXT), &json);
    assert_eq!(settled.annotations.len(), 1);
    let refused: Vec<_> = settled.refused.iter().map(ToString::to_string).collect();
    for why in [
        "line 1: \\ud83d is half of a character; it's read as �",
        "line 2: [1].data: this field is missing",
        "line 3: [2]: expected an object, not a number",
        "line 4: annotations[0].result: expected a list",
    ] {
        assert!(refused.iter().any(|it| it == why), "{why} is not in {refused:#?}");
    }
    assert_eq!(refused.len(), 4);
}

#[test]
fn what_is_wrong_with_an_item_is_said_with_its_line_and_the_rest_is_taken() {
    let document = document(TEXT);
    let mut without_label = region("n", 0, 5, "First");
    without_label["value"]["labels"] = json!([]);
    let mut unknown = region("u", 0, 5, "First");
    unknown["value"]["labels"] = json!(["PER"]);
    let result = json!([
        region("good", 0, 5, "First"),
        region("negative", -1, 5, "First"),
        region("backwards", 5, 0, "First"),
        region("far", 90, 99, "nowhere"),
        region("good", 6, 10, "text"),
        without_label,
        unknown,
        {"type": "relation", "from_id": "good", "to_id": "gone", "direction": "right"},
        {"type": "relation", "from_id": "good", "to_id": "far", "direction": "right"},
        {"id": "t", "type": "textarea", "value": {"text": ["about nothing"]}},
        "no object",
        {"value": {}},
    ]);
    let json = with(&result);
    let settled = settled(&document, &json);
    assert_eq!(settled.annotations.iter().map(|(_, it)| it.id.as_str()).collect::<Vec<_>>(), ["good"]);
    let line_of = |part: &str, nth: usize| {
        json.match_indices(part).nth(nth).map(|(at, _)| json[..at].matches('\n').count()).unwrap()
    };
    let said: Vec<_> = settled.refused.iter().chain(&settled.remarks).map(ToString::to_string).collect();
    // The first field of an item stands on the line after its brace.
    for (start, part) in [
        ("value.start: expected a whole number from 0, not -1", Some(line_of("\"from_name\": \"ner\"", 1))),
        ("`backwards` (claim): its end 0 is not after its start 5", Some(line_of("\"from_name\": \"ner\"", 2))),
        ("`far` (claim): the article has no “nowhere”", Some(line_of("\"from_name\": \"ner\"", 3))),
        ("there is another `good` in the file", Some(line_of("\"from_name\": \"ner\"", 4))),
        ("`n` has no label", Some(line_of("\"from_name\": \"ner\"", 5))),
        (
            "label `PER` is not actor, claim, source or denial: 1 left out; --map PER=LABEL takes them, --map PER=- leaves them out",
            Some(line_of("\"from_name\": \"ner\"", 6)),
        ),
        ("a relation leads to `gone`, which the file doesn’t have", None),
        ("relations lead to annotations that were left out: 1", None),
        ("a text that is about no region has no place here", None),
        ("expected an object, not text", None),
        ("type: this field is missing", None),
    ] {
        let found = said.iter().find(|it| it.ends_with(start)).unwrap_or_else(|| panic!("{start} is not in {said:#?}"));
        if let Some(line) = part {
            assert!(found.starts_with(&format!("line {line}: ")), "{found}: not line {line}\n{json}");
        }
    }
    assert_eq!(said.len(), 11, "{said:#?}");
}

#[test]
fn files_that_are_no_tasks_are_refused_in_words() {
    let document = document(TEXT);
    let none = AnnotationSet::default();
    let read = |json: &str| (format().import.unwrap().read)(json, &article(&document, &none)).unwrap_err().to_string();
    let whole = with(&json!([region("a", 0, 5, "First")]));
    for (json, why) in [
        ("", "line 1: the file ends in the middle of this"),
        ("[1]", "line 1, [0]: expected an object, not a number"),
        ("[{}]", "line 1, [0].data: this field is missing"),
        ("[{\"data\":[], \"annotations\":[]}]", "line 1, [0].data: expected an object, not a list"),
        ("[]", "none of its 0 tasks has this article’s text or name"),
        (&whole[..whole.len() / 2], "the file ends in the middle of this"),
        (&"[".repeat(1 << 20), "recursion limit exceeded"),
    ] {
        let said = read(json);
        assert!(said.contains(why), "{said}: not {why}");
    }
}

#[test]
fn a_file_of_many_wrong_items_is_read_in_one_go() {
    let document = document(TEXT);
    let wrong: Vec<_> = (0..20_000).map(|nth| json!({"id": nth, "type": "labels", "value": {}})).collect();
    let settled = settled(&document, &with(&json!(wrong)));
    assert_eq!((settled.annotations.len(), settled.refused.len()), (0, 20_000));
    assert!(settled.refused[19_999].line > 19_999);
}
