//! What reading makes of files that are whole but not what this program wrote last.

use ascribe::formats::native;
use ascribe::model::selector::Misplaced;
use ascribe::model::{AnnotationSet, Document, Id, Kind, Label, Place, Proposal, Why};

use super::common::{SHA256, annotation, assert_valid, document, relation, set, span, write};

const TEXT: &str = "The dam is safe, the minister said. The e\u{301}lder denied it.";

fn small() -> (Document, AnnotationSet) {
    let document = document(TEXT);
    let claim = annotation(&document, "c", Label::Claim, &["The dam", "safe"]);
    let source = annotation(&document, "s", Label::Source, &["the minister"]);
    let set = set([claim, source], [relation("r", Kind::AttributedTo, "c", "s")]);
    (document, set)
}

#[test]
fn what_the_file_says_of_its_article_is_handed_on() {
    let (document, set) = small();
    let other = Document::new("other.txt", TEXT).unwrap();
    let recorded = native::read(&write(&document, &set), &other).unwrap().recorded;
    assert_eq!((recorded.file.as_str(), recorded.sha256.as_str()), ("dam.txt", SHA256));
    assert_eq!((recorded.characters, recorded.encoding.as_str()), (Some(TEXT.chars().count()), "UTF-8"));
}

#[test]
fn an_annotation_whose_text_was_edited_is_undecided_and_keeps_its_relations() {
    let (document, set) = small();
    let changed = self::document(&TEXT.replace("safe", "sound"));
    let read = native::read(&write(&document, &set), &changed).unwrap();
    let (id, why) = &read.misplaced[0];
    assert_eq!((id.as_str(), read.misplaced.len()), ("c", 2), "what stands after the change has moved too");
    assert!(matches!(why, Misplaced::OtherText { quote, found } if quote == "safe" && found == "soun"));
    let Place::Undecided(selectors) = &read.set.get(&Id::new("c")).unwrap().place else { panic!("it has a place") };
    assert_eq!(selectors.iter().map(|it| it.quote.as_str()).collect::<Vec<_>>(), ["The dam", "safe"]);
    let proposed = |proposal: &Proposal| {
        let quotes: Vec<_> = proposal.spans.as_slice().iter().map(|span| changed.quote(*span)).collect();
        (proposal.id.to_string(), quotes.join(" … "), proposal.why)
    };
    let expected = [("c", "The dam … sound", Why::Edited), ("s", "the minister", Why::Moved)];
    let expected = expected.map(|(id, quote, why)| (id.to_owned(), quote.to_owned(), why));
    assert_eq!(read.review.iter().map(proposed).collect::<Vec<_>>(), expected);
    assert_eq!(read.set.relations().len(), 1);
}

#[test]
fn an_annotation_whose_text_is_gone_becomes_an_orphan_with_its_relations() {
    let (document, set) = small();
    let changed = self::document("Something else altogether, which nobody ever annotated before.");
    let read = native::read(&write(&document, &set), &changed).unwrap();
    assert_eq!((read.misplaced.len(), read.review.len(), read.set.undecided().count()), (2, 0, 0));
    assert!(matches!(read.set.get(&Id::new("c")).unwrap().place, Place::Orphan(_)));
    assert_eq!(read.set.relations().len(), 1);
}

#[test]
fn an_annotation_past_the_end_of_a_shorter_article_becomes_an_orphan() {
    let (document, set) = small();
    let shorter = self::document("The dam");
    let read = native::read(&write(&document, &set), &shorter).unwrap();
    assert_eq!(read.misplaced.len(), 2);
    assert!(matches!(read.misplaced[1].1, Misplaced::PastTheEnd { characters: 7, .. }));
}

#[test]
fn a_span_that_cuts_a_character_in_two_becomes_an_orphan() {
    let document = document(TEXT);
    let start = TEXT.chars().position(|c| c == '\u{301}').unwrap();
    let json = format!(
        r#"{{"format":"ascribe","version":1,"document":{{}},"annotations":[
            {{"id":"a","label":"actor","spans":[{{"start":{start},"end":{},"quote":"\u0301l"}}]}}]}}"#,
        start + 2
    );
    assert_eq!(native::read(&json, &document).unwrap().misplaced, [(Id::new("a"), Misplaced::InsideCharacter)]);
}

#[test]
fn an_orphan_stays_one_even_where_its_quote_stands_at_its_place_again() {
    let (document, set) = small();
    let changed = self::document(&TEXT.replace("safe", "sound"));
    let orphaned = native::read(&write(&document, &set), &changed).unwrap().set;
    let json = write(&changed, &orphaned);
    let read = native::read(&json, &document).unwrap();
    assert_eq!((read.set, read.misplaced), (orphaned, vec![]), "in the old article, where it would fit");
}

#[test]
fn an_orphan_keeps_positions_that_lie_beyond_the_present_article() {
    let (document, set) = small();
    let shorter = self::document("The dam");
    let orphaned = native::read(&write(&document, &set), &shorter).unwrap().set;
    let read = native::read(&write(&shorter, &orphaned), &shorter).unwrap();
    assert_eq!((read.set, read.misplaced), (orphaned, vec![]));
}

#[test]
fn spans_that_overlap_or_touch_are_joined() {
    let (document, _) = small();
    let json = r#"{"format":"ascribe","version":1,"document":{},"annotations":[{"id":"a","label":"actor","spans":[
        {"start":8,"end":15,"quote":"is safe","x":1,"y":1},{"start":4,"end":10,"quote":"dam is","x":2},
        {"start":0,"end":3,"quote":"The","z":3}]}]}"#;
    let read = native::read(json, &document).unwrap();
    let annotation = read.set.get(&Id::new("a")).unwrap();
    assert_eq!(annotation.spans(), [span(&document, "The"), span(&document, "dam is safe")]);
    let written = write(&document, &read.set);
    assert_eq!(annotation.extra.0, r#"{"spans":[{"z":3},{"x":1,"y":1}]}"#, "of two with one name the first stays");
    assert_eq!(native::read(&written, &document).unwrap().set, read.set);
}

#[test]
fn unknown_fields_of_a_span_that_is_gone_pass_to_the_last_one() {
    let document = document(TEXT);
    let mut claim = annotation(&document, "c", Label::Claim, &["safe"]);
    claim.extra.0 = r#"{"spans":[{"x":1},{"x":2,"y":2}]}"#.into();
    let read = native::read(&write(&document, &set([claim], [])), &document).unwrap();
    assert_eq!(read.set.get(&Id::new("c")).unwrap().extra.0, r#"{"spans":[{"x":1,"y":2}]}"#);
}

#[test]
fn unknown_fields_survive_at_every_level() {
    let (document, _) = small();
    let json = r#"{"format":"ascribe","later":{"a":[1,2.5,null,"\u202e",{"deep":true}]},"version":1,
        "document":{"language":"en","file":"dam.txt","pages":18446744073709551615},
        "annotations":[{"certainty":0.1,"id":"c","label":"claim","spans":[{"start":0,"end":7,"quote":"The dam","box":[1,2]}],
            "check":{"hours":-3,"status":"unchecked","evidence":[{"stance":"context","rank":"primary","archived":"x"}]}},
            {"id":"s","label":"source","spans":[{"start":17,"end":29,"quote":"the minister"}]}],
        "relations":[{"id":"r","kind":"attributed-to","from":"c","to":"s","strength":1e-7}]}"#;
    let set = native::read(json, &document).unwrap().set;
    let written = write(&document, &set);
    for kept in [
        "\"language\": \"en\"",
        "\"pages\": 18446744073709551615",
        "\"certainty\": 0.1",
        "\"box\": [",
        "\"hours\": -3",
        "\"archived\": \"x\"",
        "\"strength\": 1e-7",
        "\"deep\": true",
        "\"\\u202e\"",
    ] {
        assert!(written.contains(kept), "{kept} in\n{written}");
    }
    let again = native::read(&written, &document).unwrap().set;
    assert_eq!(again, set);
    assert_eq!(write(&document, &again), written);
}

#[test]
fn fields_may_stand_in_any_order_and_optional_ones_may_be_missing() {
    let (document, _) = small();
    let json = r#"{"annotations":[{"spans":[{"quote":"The dam","end":7,"start":0}],"label":"claim","id":"c"}],
        "document":{},"version":1,"format":"ascribe"}"#;
    assert_valid(json);
    let read = native::read(json, &document).unwrap();
    assert_eq!(read.set.get(&Id::new("c")).unwrap().spans(), [span(&document, "The dam")]);
    assert_eq!(read.recorded, native::Recorded::default());
}

#[test]
fn a_byte_order_mark_before_the_file_is_passed_over() {
    let (document, set) = small();
    let json = format!("\u{feff}{}", write(&document, &set));
    assert_eq!(native::read(&json, &document).unwrap().set, set);
}

#[test]
fn a_newer_file_is_read_as_well_as_possible() {
    let (document, set) = small();
    let json = write(&document, &set).replace("\"version\": 1", "\"version\": 2");
    let read = native::read(&json, &document).unwrap();
    assert_eq!((read.version, read.set), (2, set));
}

#[test]
fn a_newer_file_that_makes_no_sense_here_is_said_to_be_newer() {
    let (document, set) = small();
    let json = write(&document, &set).replace("\"version\": 1", "\"version\": 3").replace("\"claim\"", "\"verdict\"");
    assert_eq!(
        native::read(&json, &document).unwrap_err().to_string(),
        "line 13, annotations[0].label: unknown label “verdict”; expected actor, claim, source or denial \
         (the file is of version 3, from a newer ascribe; this one knows version 1)"
    );
}

#[test]
fn sets_that_hold_the_same_are_the_same_bytes_however_they_came_to_it() {
    let (document, set) = super::golden::everything();
    let json = write(&document, &set);
    let mut annotations: Vec<_> = set.iter().chain(set.orphans()).map(|it| (**it).clone()).collect();
    let mut relations: Vec<_> = set.relations().map(|it| (**it).clone()).collect();
    for _ in 0..annotations.len() {
        annotations.rotate_left(1);
        relations.reverse();
        let mut other = super::common::set(annotations.clone(), []);
        other.extra = set.extra.clone();
        let finished = set.finished().expect("a set of everything is finished");
        other.apply(&other.finishing(ascribe::model::Finished::clone(finished))).unwrap();
        for relation in relations.iter().rev().cloned() {
            let edit = ascribe::model::Edit {
                relations: vec![ascribe::model::Change::make(relation)],
                ..ascribe::model::Edit::default()
            };
            other.apply(&edit).unwrap();
        }
        assert_eq!(write(&document, &other), json);
    }
}

#[test]
fn a_blank_check_is_left_out_and_any_other_is_written_for_every_label() {
    let (document, set) = small();
    assert!(!write(&document, &set).contains("check"));
    let mut actor = annotation(&document, "a", Label::Actor, &["dam"]);
    actor.check.correction = "the dike".into();
    assert!(write(&document, &super::common::set([actor], [])).contains("\"correction\": \"the dike\""));
}

#[test]
fn a_file_of_the_most_annotations_is_read_and_one_more_is_refused() {
    let (document, _) = small();
    let file = |count: usize| {
        let one = |nth| {
            format!(r#"{{"id":"{nth}","label":"actor","orphan":true,"spans":[{{"start":0,"end":0,"quote":""}}]}}"#)
        };
        let annotations: Vec<_> = (0..count).map(one).collect();
        format!(r#"{{"format":"ascribe","version":1,"document":{{}},"annotations":[{}]}}"#, annotations.join(",\n"))
    };
    let most = native::MAX_ANNOTATIONS;
    assert_eq!(native::read(&file(most), &document).unwrap().set.len(), most);
    let refused = native::read(&file(most + 1), &document).unwrap_err();
    assert_eq!(refused.to_string(), "line 1, annotations: more than 200000 annotations");
}

#[test]
fn a_file_that_is_too_long_or_holds_too_much_is_refused_before_it_fills_the_memory() {
    let (document, _) = small();
    let long = " ".repeat(native::MAX_BYTES + 1);
    assert_eq!(native::read(&long, &document).unwrap_err().to_string(), "the file is longer than 64 MiB");
    let full = format!(r#"{{"format":"ascribe","x":[{}0]}}"#, "0,".repeat(5_000_000));
    let refused = native::read(&full, &document).unwrap_err();
    assert_eq!(
        (refused.field.as_str(), refused.why.as_str()),
        ("x[3999997]", "the file holds more than 4000000 values")
    );
}

#[test]
fn a_file_from_before_checks_had_more_fields_is_read_and_written_as_it_was() {
    let document = document("The dam is safe.");
    let old = r#"{
  "format": "ascribe",
  "version": 1,
  "document": {
    "file": "dam.txt",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "characters": 16,
    "encoding": "UTF-8"
  },
  "annotations": [
    {
      "id": "c",
      "label": "claim",
      "spans": [
        {
          "start": 0,
          "end": 15,
          "quote": "The dam is safe",
          "prefix": "",
          "suffix": "."
        }
      ],
      "creator": "jo",
      "created": "2026-11-22T10:00:00Z",
      "check": {
        "status": "verified",
        "evidence": [
          {
            "source": "minutes.pdf",
            "stance": "supports",
            "rank": "primary",
            "note": "2026-11-20"
          }
        ],
        "reply_asked": "last week",
        "checked_by": "mo",
        "checked_on": "2026-11-22"
      }
    }
  ],
  "relations": []
}
"#;
    let read = native::read(old, &document).unwrap();
    let check = &read.set.get(&Id::new("c")).unwrap().check;
    assert_eq!((check.reply(), check.evidence[0].note.as_str()), (ascribe::model::Reply::Asked, "2026-11-20"));
    assert_eq!(read.set.finished(), None);
    assert_eq!(write(&document, &read.set), old);
}
