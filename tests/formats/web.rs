//! The formats of the web: what they write is read as the same, and what others write is read at all.

use ascribe::formats::{Arrived, Article, Dialect, Feature, Format, Mapping, Settled};
use ascribe::model::{AnnotationSet, Document, Extra, Id, Place};

use super::arbitrary::{contents, imported, keeps_ids, round_trips};
use super::common::{document, set, together};
use super::golden::everything;

#[test]
fn web_annotations_bring_everything_back_that_they_hold() {
    keeps_ids("w3c", Format::named("w3c").unwrap().holds);
}

#[test]
fn lines_of_json_bring_everything_back_that_they_hold() {
    // The finish mark is in the file to be read there: an import finishes no article.
    let [held @ .., Feature::Finish] = Format::named("jsonl").unwrap().holds else {
        panic!("it holds the finish mark")
    };
    keeps_ids("jsonl", held);
}

#[test]
fn lines_of_json_bring_back_what_has_no_overlaps() {
    round_trips("jsonl", &[Feature::Pieces, Feature::Relations, Feature::Notes]);
}

fn arrive(format: &str, file: &str, document: &Document) -> Result<Arrived, String> {
    let empty = AnnotationSet::default();
    let article = Article { document, path: document.name(), encoding: "UTF-8", set: &empty };
    (Format::named(format).unwrap().import.unwrap().read)(file, &article).map_err(|why| why.to_string())
}

/// What of a file is taken, all its records together.
fn settle(arrived: Arrived, document: &Document, mapping: &Mapping, new_id: impl FnMut() -> Id) -> Settled {
    together(arrived.settled(document, mapping, new_id))
}

/// What is taken as label and text, and what is refused or remarked.
fn taken(format: &str, file: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let document = document(text);
    let mut made = 0;
    let settled = settle(arrive(format, file, &document).unwrap(), &document, &Mapping::default(), || {
        made += 1;
        Id::new(format!("n{made}"))
    });
    let said = |annotation: &ascribe::model::Annotation| {
        let texts: Vec<_> = annotation.spans().iter().map(|span| document.quote(*span)).collect();
        format!("{} {} {} {}", annotation.label.name(), texts.join("…"), annotation.note, annotation.tags.join(","))
    };
    let relations = settled.relations.iter().map(|(_, it)| format!("{} {} {}", it.from, it.kind.name(), it.to));
    let taken = settled.annotations.iter().map(|(_, it)| said(it).trim_end().to_owned()).chain(relations).collect();
    (taken, settled.remarks.iter().chain(&settled.refused).map(ToString::to_string).collect())
}

#[test]
fn what_recogito_counts_in_utf16_units_is_found() {
    let file = r#"[{"id":"x 1","type":"Annotation","body":[{"purpose":"tagging","value":"claim"},{"value":"so they say"}],
      "target":{"creator":{"id":"jo"},"selector":[{"type":"TextPositionSelector","start":3,"end":6},{"type":"TextQuoteSelector","exact":"dam"}]}}]"#;
    let (taken, said) = taken("w3c", file, "🦊 dam is safe");
    assert_eq!(taken, ["claim dam so they say"]);
    assert_eq!(said, ["its positions count UTF-16 units, not code points"]);
}

#[test]
fn what_hypothesis_gives_out_is_read() {
    let file = r#"{"total":1,"rows":[{"id":"a","user":"acct:jo@example.org","text":"A note","tags":["late","Claim"],"uri":"https://example.org",
      "target":[{"source":"https://example.org","selector":[{"type":"RangeSelector","startOffset":0},{"type":"TextQuoteSelector","exact":"safe","prefix":"is "}]}]}]}"#;
    // A quote without a position says where it was found.
    assert_eq!(taken("w3c", file, "The dam is safe").0, ["claim safe A note late"]);
}

#[test]
fn strings_objects_and_lists_all_do() {
    let quote = r#"{"source":"urn:x","selector":{"type":"TextPositionSelector","start":4,"end":7}}"#;
    for file in [
        format!(r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"a","bodyValue":"actor","target":{quote}}}"#),
        format!(r#"{{"items":[{{"body":"actor","target":[{quote}]}}]}}"#),
        format!(
            r#"{{"type":"AnnotationCollection","first":{{"items":[{{"body":{{"purpose":["tagging"],"value":"actor"}},"target":{quote}}}]}}}}"#
        ),
    ] {
        assert_eq!(taken("w3c", &file, "The dam is safe"), (vec!["actor dam".to_owned()], vec![]), "{file}");
    }
}

#[test]
fn what_is_wrong_with_one_annotation_is_said_with_its_line() {
    let item = |id: &str, start: &str, end: usize| {
        format!(
            r#"{{"id":"{id}","body":"claim","target":{{"source":"u","selector":{{"type":"TextPositionSelector","start":{start},"end":{end}}}}}}}"#
        )
    };
    let link = r#"{"id":"r","body":[{"purpose":"linking","source":"nobody"}],"target":"a"}"#;
    let items = [item("a", "0", 3), item("b", "-1", 3), item("c", "2", 99), item("a", "4", 7), link.into(), "7".into()];
    let (taken, said) = taken("w3c", &format!("[\n{}\n]", items.join(",\n")), "The dam is safe");
    assert_eq!(taken, ["claim The"]);
    assert_eq!(said.len(), 5, "{said:?}");
    for (line, part) in [(3, "start"), (7, "no target"), (4, "15 characters"), (5, "another `a`"), (6, "nobody")] {
        assert!(
            said.iter().any(|it| it.starts_with(&format!("line {line}: ")) && it.contains(part)),
            "{line} {said:?}"
        );
    }
}

#[test]
fn files_that_are_none_are_refused() {
    let document = document("The dam");
    for file in ["", "{", "{}", "[1", "7", r#"{"first":"https://example.org/page"}"#, &"[".repeat(1 << 20)] {
        assert!(arrive("w3c", file, &document).is_err(), "{}", &file[..file.len().min(40)]);
    }
    for file in ["", "{}", "[]", "{\"text\":7,\"spans\":[]}", "{\"text\":\"The dam\",\"spans\":[", &"[".repeat(1 << 20)]
    {
        assert!(arrive("jsonl", file, &document).is_err(), "{}", &file[..file.len().min(40)]);
    }
    let broken = "{\"text\":\"other\",\"spans\":[]}\n{\"text\":";
    let why = arrive("jsonl", broken, &document).unwrap_err();
    assert!(why.contains("and line 2: text: the file ends in the middle"), "{why}");
}

#[test]
fn the_dialect_in_utf16_units_is_read_as_the_same() {
    let (document, set) = placed();
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let w3c = Format::named("w3c").unwrap();
    let [file] = w3c.write(&[article], Some(Dialect::Utf16)).try_into().unwrap();
    let foreign = arrive("w3c", &file.text, &document).unwrap();
    let settled = settle(foreign, &document, &Mapping::default(), || panic!("every id is kept"));
    let annotations = settled.annotations.into_iter().map(|(_, it)| it);
    assert_eq!(settled.refused, []);
    let read = super::common::set(annotations, settled.relations.into_iter().map(|(_, it)| it));
    assert_eq!(contents(&read), contents(&set));
}

/// A set with everything that stands somewhere, without what no other format knows.
fn placed() -> (Document, AnnotationSet) {
    let (document, all) = everything();
    let annotations = all.iter().map(|annotation| {
        let mut annotation = (**annotation).clone();
        annotation.extra = Extra::default();
        annotation.changed_by.clear();
        annotation.changed.clear();
        annotation.check.extra = Extra::default();
        annotation.check.evidence.iter_mut().for_each(|it| it.extra = Extra::default());
        annotation
    });
    let relations = all.relations().map(|it| ascribe::model::Relation { extra: Extra::default(), ..(**it).clone() });
    let placed = set(annotations.filter(|it| matches!(it.place, Place::Spans(_))), relations);
    (document, placed)
}

#[test]
fn of_several_articles_in_a_file_the_right_one_is_taken() {
    let (one, of_one) = placed();
    let other = Document::new("other.txt", "Another dam.").unwrap();
    let of_other = set([super::common::annotation(&other, "c1", ascribe::model::Label::Actor, &["dam"])], []);
    for name in ["w3c", "jsonl"] {
        let articles = [
            Article { document: &other, path: other.name(), encoding: "UTF-8", set: &of_other },
            Article { document: &one, path: one.name(), encoding: "UTF-8", set: &of_one },
        ];
        let [file] = Format::named(name).unwrap().write(&articles, None).try_into().unwrap();
        for (document, set) in [(&one, &of_one), (&other, &of_other)] {
            let foreign = arrive(name, &file.text, document).unwrap();
            let settled = settle(foreign, document, &Mapping::default(), || panic!("every id is kept"));
            assert_eq!(settled.refused, [], "{name}");
            assert_eq!((settled.annotations.len(), settled.relations.len()), (set.len(), set.relations().len()));
        }
        let third = Document::new("third.txt", "Nothing of it.").unwrap();
        assert!(arrive(name, &file.text, &third).is_err(), "{name}");
    }
}

#[test]
fn a_set_without_annotations_is_a_file_that_is_read() {
    for name in ["w3c", "jsonl"] {
        let document = document("A dam");
        let article =
            Article { document: &document, path: document.name(), encoding: "UTF-8", set: &AnnotationSet::default() };
        let [file] = Format::named(name).unwrap().write(&[article], None).try_into().unwrap();
        assert!(imported(name, &file.text, &document).is_empty());
    }
}

#[test]
fn a_quote_that_is_repeated_with_all_around_it_has_more_around_it() {
    let paragraph = "The mayor said on Monday that the dam is safe, and that it always was, as anybody could see.\n\n";
    let text = format!("First.\n\n{paragraph}{paragraph}");
    let document = document(&text);
    let start = text.rfind("the dam").unwrap();
    let span = document.span(start..start + "the dam".len()).unwrap();
    let claim = ascribe::model::Annotation::new(Id::new("c"), ascribe::model::Label::Claim, span);
    let set = set([claim], []);
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let [file] = Format::named("w3c").unwrap().write(&[article], None).try_into().unwrap();
    let moved = file.text.replace(&format!("\"start\": {start},"), "\"start\": 3,");
    assert_ne!(moved, file.text);
    let foreign = arrive("w3c", &moved, &document).unwrap();
    let settled = settle(foreign, &document, &Mapping::default(), || panic!("the id is kept"));
    assert_eq!(
        settled.annotations[0].1.start().map(ascribe::model::Offset::byte),
        Some(start),
        "{:?}",
        settled.refused
    );
}

/// A target that is a quote of an article.
fn quote_of(article: &str, start: usize, end: usize) -> String {
    format!(
        r#"{{"source":"https://example.org/{article}","selector":{{"type":"TextPositionSelector","start":{start},"end":{end}}}}}"#
    )
}

#[test]
fn of_several_articles_what_has_no_id_is_told_apart_too() {
    let item = |article, start, end| format!(r#"{{"body":"claim","target":{}}}"#, quote_of(article, start, end));
    let named = format!(r#"{{"id":"a","body":"actor","target":{}}}"#, quote_of("other.txt", 0, 3));
    let ours = format!(r#"{{"id":"a","body":"source","target":{}}}"#, quote_of("dam.txt", 8, 10));
    let items = [item("other.txt", 4, 7), item("dam.txt", 0, 3), named, ours, item("other.txt", 0, 7)];
    let (taken, said) = taken("w3c", &format!("[\n{}\n]", items.join(",\n")), "The dam is safe");
    assert_eq!(
        (taken, said),
        (vec!["claim The".into(), "source is".into()], vec!["3 annotations are of other articles".into()])
    );
}

#[test]
fn what_is_wrong_with_a_check_is_said_with_its_own_line_and_field() {
    let check = r#"{"ascribe:status":"false","ascribe:evidence":[{"ascribe:source":"x","ascribe:stance":"context","ascribe:rank":"best"}]}"#;
    let item = |id: &str, more: &str| {
        format!(r#"{{"id":"{id}"{more},"body":"claim","target":{}}}"#, quote_of("dam.txt", 0, 3))
    };
    let w3c = format!("[\n{},\n{}\n]", item("a", ""), item("b", &format!(r#","ascribe:check":{check}"#)));
    let (taken_of, said) = taken("w3c", &w3c, "The dam is safe");
    assert_eq!(taken_of.len(), 1);
    assert_eq!(
        said,
        ["line 3: `b`: ascribe:check.evidence[0].rank: unknown rank “best”; expected primary or secondary"]
    );
    let check = check.replace("ascribe:", "");
    let jsonl = format!(
        "\n{{\"text\":\"The dam is safe\",\"spans\":[{{\"id\":\"b\",\"label\":\"claim\",\"start\":0,\"end\":3,\"check\":{check}}}]}}"
    );
    let (taken_of, said) = taken("jsonl", &jsonl, "The dam is safe");
    assert_eq!(taken_of, [""; 0]);
    assert_eq!(said, ["line 2: span b: check.evidence[0].rank: unknown rank “best”; expected primary or secondary"]);
}

#[test]
fn what_is_undecided_is_left_out_with_its_relations_and_counted() {
    let (document, mut all) = everything();
    let undecided = Id::new("u");
    assert!(matches!(all.get(&undecided).unwrap().place, Place::Undecided(_)));
    let tie = super::common::relation("r7", ascribe::model::Kind::AttributedTo, "u", "s1");
    let change = ascribe::model::Change::make(tie);
    all.apply(&ascribe::model::Edit { relations: vec![change], ..Default::default() }).unwrap();
    let lost = "1 relation of an orphan, 3 orphans, 1 last change";
    for (name, lost) in [("w3c", format!("{lost}, 1 finish mark")), ("jsonl", lost.to_owned())] {
        let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &all };
        let [file] = Format::named(name).unwrap().write(&[article], None).try_into().unwrap();
        let said: Vec<_> = file.losses.iter().map(ToString::to_string).collect();
        assert_eq!(said.join(", "), lost, "{name}");
        let settled = settle(arrive(name, &file.text, &document).unwrap(), &document, &Mapping::default(), || {
            panic!("every id is kept")
        });
        assert_eq!(
            (settled.annotations.len(), settled.relations.len()),
            (all.iter().count(), all.relations().len() - 1)
        );
        assert!(settled.refused.is_empty() && settled.annotations.iter().all(|(_, it)| it.id != undecided), "{name}");
        // What waits for somebody to decide is not decided by a file that doesn't have it.
        let policy = Format::named(name).unwrap().import.unwrap().policy;
        assert!(
            ascribe::formats::merge(&all, vec![settled], policy, || panic!("nothing is new")).unwrap().edit.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn fields_that_mean_nothing_here_are_passed_over_and_counted() {
    let w3c = format!(
        r#"[{{"id":"a","modified":"2026","rights":"x","body":{{"value":"actor","language":"en"}},"target":{}}}]"#,
        quote_of("dam.txt", 4, 7)
    );
    let jsonl = r#"{"text":"The dam is safe","meta":{"x":1},"empty":null,"spans":[{"label":"actor","start":4,"end":7,"token_start":1},{"label":"claim","start":0,"end":3,"token_start":0}]}"#;
    let tasks = r#"[{"data":{"text":"The dam is safe"},"annotations":[{"result":[{"id":"a","type":"labels","score":0.5,"value":{"start":4,"end":7,"labels":["actor"]}}]}]}]"#;
    for (format, file, said) in [
        ("w3c", w3c.as_str(), "line 1: 3 fields without a meaning here passed over: “language”, “modified”, “rights”"),
        ("jsonl", jsonl, "line 1: 3 fields without a meaning here passed over: “meta”, “token_start”"),
        ("label-studio", tasks, "line 1: 1 field without a meaning here passed over: “score”"),
    ] {
        assert_eq!(taken(format, file, "The dam is safe").1, [said], "{format}");
    }
}
