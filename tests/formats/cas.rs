//! UIMA's CAS as JSON: what `INCEpTION`'s layers take, and what comes back of it.

use ascribe::formats::{Article, Exported, Feature, Format, Mapping, Merged, Policy, merge};
use ascribe::model::{AnnotationSet, Document, Id, Kind, Label};
use serde_json::{Value, json};

use super::arbitrary::{contents, imported, round_trips};
use super::common::{annotation, document, relation, set};
use super::golden::{assert_golden, everything};

fn export(document: &Document, set: &AnnotationSet) -> Exported {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = Format::named("cas-json").unwrap().write(&[article], None).try_into().unwrap();
    exported
}

fn lost(exported: &Exported) -> Vec<String> {
    exported.losses.iter().map(ToString::to_string).collect()
}

/// What a file becomes in an article without annotations; an error where nothing of it can be read.
fn read(document: &Document, file: &Value) -> Result<Merged, String> {
    let set = AnnotationSet::default();
    let article = Article { document, path: document.name(), encoding: "UTF-8", set: &set };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("n{made}"))
    };
    let text = file.to_string();
    let import = Format::named("cas-json").unwrap().import.unwrap();
    let arrived = (import.read)(&text, &article).map_err(|why| why.to_string())?;
    let records = arrived.settled(document, &Mapping::default(), &mut new_id);
    Ok(merge(&set, records, Policy::Fill, &mut new_id).unwrap())
}

fn taken(merged: &Merged) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    set.apply(&merged.edit).unwrap();
    set
}

/// A CAS of a text with those structures after it.
fn cas(text: &str, structures: &[Value]) -> Value {
    let sofa = json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": text});
    let all = [&[sofa], structures].concat();
    json!({"%TYPES": {}, "%FEATURE_STRUCTURES": all, "%VIEWS": {}})
}

#[test]
fn a_cas_with_everything_is_written_as_it_was_checked() {
    let (document, set) = everything();
    let exported = export(&document, &set);
    assert_golden("everything.cas.json", &exported.text);
    assert_eq!(lost(&exported), ["2 tags", "2 checks", "1 creator", "3 orphans", "1 last change", "1 finish mark"]);
}

#[test]
fn pieces_relations_and_notes_are_structures_in_utf_16_units() {
    let document = document("🦊 said “yes”,\nhe said, “no”.");
    let mut claim = annotation(&document, "c", Label::Claim, &["“yes”", "“no”"]);
    claim.note = "one\ntwo".into();
    let source = annotation(&document, "s", Label::Source, &["🦊"]);
    let set = set([claim, source], [relation("r", Kind::AttributedTo, "c", "s")]);
    let json: Value = serde_json::from_str(&export(&document, &set).text).unwrap();
    let structures = json["%FEATURE_STRUCTURES"].as_array().unwrap();
    assert_eq!(structures[0]["sofaString"], document.text());
    assert_eq!(
        structures[1..],
        [
            json!({"%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": 29,
                   "language": "x-unspecified"}),
            json!({"%ID": 3, "%TYPE": "custom.Span", "@sofa": 1, "begin": 0, "end": 2, "label": "source"}),
            json!({"%ID": 4, "%TYPE": "custom.Span", "@sofa": 1, "begin": 8, "end": 13, "label": "claim",
                   "note": "one\ntwo"}),
            json!({"%ID": 5, "%TYPE": "custom.Span", "@sofa": 1, "begin": 24, "end": 28, "label": "claim",
                   "@continues": 4}),
            json!({"%ID": 6, "%TYPE": "custom.Relation", "@sofa": 1, "begin": 0, "end": 2, "label": "attributed-to",
                   "@Governor": 4, "@Dependent": 3}),
        ]
    );
    assert_eq!(json["%VIEWS"], json!({"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3, 4, 5, 6]}}));
}

#[test]
fn what_a_cas_holds_comes_back() {
    round_trips("cas-json", &[Feature::Pieces, Feature::Overlaps, Feature::Relations, Feature::Notes]);
}

#[test]
fn an_article_without_annotations_has_its_types_all_the_same() {
    let document = document("An article.");
    let exported = export(&document, &AnnotationSet::default());
    let json: Value = serde_json::from_str(&exported.text).unwrap();
    assert!(json["%TYPES"]["custom.Span"].is_object() && json["%TYPES"]["custom.Relation"].is_object());
    assert_eq!(imported("cas-json", &exported.text, &document), AnnotationSet::default());
}

#[test]
fn of_a_projects_own_layers_what_has_a_label_is_taken_and_all_else_is_counted() {
    let document = document("The dam is safe, Vey said.");
    let file = cas(
        document.text(),
        &[
            json!({"%ID": 2, "%TYPE": "uima.tcas.DocumentAnnotation", "@sofa": 1, "begin": 0, "end": 26}),
            json!({"%ID": 3, "%TYPE": "a.Token", "@sofa": 1, "begin": 0, "end": 3}),
            json!({"%ID": 4, "%TYPE": "a.Token", "@sofa": 1, "begin": 4, "end": 7}),
            json!({"%ID": 5, "%TYPE": "a.NamedEntity", "@sofa": 1, "begin": 17, "end": 20, "value": "source"}),
            json!({"%ID": 6, "%TYPE": "webanno.custom.Claims", "@sofa": 1, "begin": 0, "end": 15, "label": "claim"}),
            json!({"%ID": 7, "%TYPE": "custom.Relation", "label": "attributed-to", "@Governor": 6, "@Dependent": 5}),
            json!({"%ID": 8, "%TYPE": "custom.Span", "@sofa": 9, "begin": 0, "end": 3, "label": "claim"}),
        ],
    );
    let merged = read(&document, &file).unwrap();
    let expected = [
        annotation(&document, "c", Label::Claim, &["The dam is safe"]),
        annotation(&document, "s", Label::Source, &["Vey"]),
    ];
    let expected = set(expected, [relation("r", Kind::AttributedTo, "c", "s")]);
    assert_eq!((merged.refused.len(), contents(&taken(&merged))), (0, contents(&expected)));
    let said: Vec<_> = merged.remarks.iter().map(|remark| remark.what.as_str()).collect();
    assert_eq!(
        said,
        ["annotations of another view have no place here: 1", "structures of the type `a.Token` have no place here: 2"]
    );
}

#[test]
fn in_another_text_quotes_and_what_is_around_them_decide() {
    let document = document("New! The dam is safe, said Vey. The dam is safe, said Orla.");
    let file = cas(
        "The dam is safe, said Vey. The dam is safe, said Orla.",
        &[json!({"%ID": 2, "%TYPE": "custom.Span", "begin": 27, "end": 42, "label": "claim"})],
    );
    let merged = read(&document, &file).unwrap();
    let [start] = taken(&merged).iter().map(|it| it.start().unwrap().byte()).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(start, 32);
    assert!(merged.remarks[0].what.contains("not this article’s"), "{:?}", merged.remarks);
}

#[test]
fn what_is_wrong_in_a_cas_is_refused_by_name() {
    let document = document("The dam is safe, Vey said.");
    let span = |begin: Value, end: Value| json!({"%ID": 2, "%TYPE": "custom.Span", "begin": begin, "end": end, "label": "claim"});
    for (structure, why) in [
        (span(0.into(), 900.into()), "line 1: `2`: 0 to 900 is no piece of the file’s text of 26 UTF-16 units"),
        (span(5.into(), 5.into()), "line 1: `2`: its end 5 is not after its begin 5"),
        (span((-1).into(), 5.into()), "line 1: `2`: expected numbers as its `begin` and `end`"),
        (span("0".into(), 5.into()), "line 1: `2`: expected numbers"),
        (json!({"%ID": 2, "%TYPE": "custom.Span", "begin": 0, "end": 3, "label": "calim"}), "line 1: label `calim`"),
        (
            json!({"%ID": 2, "%TYPE": "custom.Span", "begin": 0, "end": 3, "label": "claim", "@continues": 2}),
            "line 1: it continues `2`, which the file doesn’t have as a first piece",
        ),
        (
            json!({"%TYPE": "custom.Span", "begin": 0, "end": 3, "label": "claim"}),
            "line 1: expected a number as its `%ID`",
        ),
        (json!({"%ID": 2, "%TYPE": "custom.Relation", "@Governor": 7, "@Dependent": 8}), "line 1"),
        (json!([1]), "line 1: expected an object with a `%TYPE`"),
    ] {
        let merged = read(&document, &cas(document.text(), std::slice::from_ref(&structure))).unwrap();
        let refused: Vec<_> = merged.refused.iter().map(ToString::to_string).collect();
        assert!(refused.len() == 1 && refused[0].starts_with(why), "{structure}: {refused:?}");
        assert_eq!(taken(&merged).len(), 0);
    }
    let twice = span(0.into(), 3.into());
    let merged = read(&document, &cas(document.text(), &[twice.clone(), twice])).unwrap();
    assert_eq!((merged.refused.len(), taken(&merged).len()), (1, 1));
    for (file, why) in [
        (json!({"%FEATURE_STRUCTURES": 3}), "it has no list of `%FEATURE_STRUCTURES`"),
        (json!({"%FEATURE_STRUCTURES": []}), "it holds no text: there is no `uima.cas.Sofa` with a `sofaString`"),
    ] {
        assert_eq!(read(&document, &file).unwrap_err(), why);
    }
}
