//! Files of several records: all that are about the article are taken, and every other one is named or counted.

use ascribe::formats::{Article, Format, Mapping, Merged, Policy, merge};
use ascribe::model::{AnnotationSet, Id};

use super::common::document;

const TEXT: &str = "The dam is safe, Vey said.";

/// What taking a file over does to an article without annotations.
fn merged(format: &str, file: &str) -> Merged {
    let (document, set) = (document(TEXT), AnnotationSet::default());
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("n{made}"))
    };
    let arrived = (Format::named(format).unwrap().import.unwrap().read)(file, &article).unwrap();
    let records = arrived.settled(&document, &Mapping::default(), &mut new_id);
    merge(&set, records, Policy::Fill, new_id).unwrap()
}

/// A record of the article with one span.
fn record(label: &str, start: usize, end: usize, more: &str) -> String {
    format!(r#"{{"text":"{TEXT}","spans":[{{"label":"{label}","start":{start},"end":{end}}}]{more}}}"#)
}

fn said(merged: &Merged) -> (Vec<String>, Vec<String>) {
    let all = |remarks: &[ascribe::formats::Remark]| remarks.iter().map(ToString::to_string).collect();
    (all(&merged.remarks), all(&merged.refused))
}

#[test]
fn every_line_with_the_text_of_the_article_is_taken() {
    let other = r#"{"text":"Another article.","spans":[]}"#;
    let file = [record("claim", 0, 15, ""), other.into(), record("source", 17, 20, ""), record("claim", 0, 15, "")];
    let merged = merged("jsonl", &file.join("\n"));
    // The last one is the first again.
    assert_eq!((merged.added, merged.same), (2, 1));
    assert_eq!(said(&merged), (vec!["1 record is of other articles".to_owned()], vec![]));
}

#[test]
fn of_two_articles_with_one_text_each_has_its_own_records() {
    let named = |label: &str, path: &str| record(label, 0, 15, &format!(r#","document":"{path}""#));
    let ours = merged("jsonl", &[named("claim", "a/dam.txt"), named("actor", "a/copy.txt")].join("\n"));
    assert_eq!((ours.added, said(&ours).0), (1, vec!["1 record is of other articles".to_owned()]));
    // Without a name that is ours, the text alone decides.
    assert_eq!(merged("jsonl", &[named("claim", "x.txt"), named("actor", "y.txt")].join("\n")).added, 2);
}

#[test]
fn what_somebody_has_rejected_is_not_taken() {
    let rejected = r#","spans2":0,"answer":"reject""#;
    let of_other = r#"{"text":"Another article.","spans":[],"answer":"reject"}"#;
    let file = [
        record("claim", 0, 15, r#","answer":"accept""#),
        record("actor", 17, 20, rejected),
        record("source", 17, 20, r#","answer":"ignore""#),
        of_other.into(),
    ];
    let merged = merged("jsonl", &file.join("\n"));
    assert_eq!(merged.added, 1);
    let (remarks, refused) = said(&merged);
    assert_eq!(
        remarks,
        [
            "1 record is of other articles",
            "line 2: the answer is “reject”, so the record isn't taken",
            "line 3: the answer is “ignore”, so the record isn't taken",
        ]
    );
    assert_eq!(refused, [""; 0]);
}

#[test]
fn the_relations_of_prodigy_lead_from_span_to_span() {
    let span = |start: usize, end: usize, label: &str| format!(r#"{{"start":{start},"end":{end},"label":"{label}"}}"#);
    let (claim, source) = (span(0, 15, "claim"), span(17, 20, "source"));
    let relation =
        |to: &str| format!(r#"{{"head":1,"child":4,"label":"attributed_to","head_span":{claim},"child_span":{to}}}"#);
    let relations = [relation(&source), relation(&span(0, 3, "source"))].join(",");
    let file = format!(r#"{{"text":"{TEXT}","spans":[{claim},{source}],"relations":[{relations}]}}"#);
    let merged = merged("jsonl", &file);
    assert_eq!((merged.added, merged.tied, said(&merged).0.len(), said(&merged).1.len()), (2, 1, 0, 1), "{merged:#?}");
}

#[test]
fn a_broken_line_before_or_after_is_named_and_the_others_are_taken() {
    let half = r#"{"text":"\ud83d","spans":[]}"#;
    let file = ["{\"text\":", half, &record("claim", 0, 15, ""), "{}", "not json"].join("\n");
    let merged = merged("jsonl", &file);
    assert_eq!(merged.added, 1);
    let (_, refused) = said(&merged);
    let starts = [
        "line 1: text: the file ends in the middle",
        "line 2: \\ud83d is half of a character",
        "line 4: expected an object with a “text” and a list of “spans”",
        "line 5: this is not valid JSON",
    ];
    assert_eq!(refused.len(), starts.len(), "{refused:#?}");
    for (said, start) in refused.iter().zip(starts) {
        assert!(said.starts_with(start), "{said}: not {start}");
    }
}

#[test]
fn a_half_of_a_character_in_one_annotation_leaves_the_others_of_a_file() {
    let item = |exact: &str| {
        format!(
            r#"{{"body":"claim","target":{{"source":"u","selector":{{"type":"TextQuoteSelector","exact":"{exact}"}}}}}}"#
        )
    };
    let merged = merged("w3c", &format!("[{},\n{}]", item("The dam"), item("\\udd8a")));
    assert_eq!(merged.added, 1);
    let (_, refused) = said(&merged);
    assert_eq!(refused[0], "line 2: \\udd8a is half of a character; it's read as �");
    assert!(refused[1].starts_with("line 2: `annotation 2` (claim): the article has no “"), "{refused:#?}");
}
