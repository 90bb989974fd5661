//! Damaged save files: each is refused in words that name the line, the field and what was expected.

use ascribe::formats::{Damaged, native};
use ascribe::model::{Kind, Label};

use super::common::{annotation, document, relation, set, write};

const TEXT: &str = "The dam is safe, the minister said.";

fn refusal(json: &str) -> Damaged {
    let refused = native::read(json, &document(TEXT));
    refused.expect_err(&format!("this was read:\n{json}"))
}

/// A whole file of which each row damages one piece.
fn whole() -> String {
    let document = document(TEXT);
    let mut claim = annotation(&document, "c", Label::Claim, &["The dam is safe"]);
    claim.tags = vec!["dams".into()];
    claim.note = "see page 3".into();
    claim.check.evidence = vec![ascribe::model::Evidence {
        stance: Some(ascribe::model::Stance::Supports),
        rank: Some(ascribe::model::Rank::Primary),
        ..Default::default()
    }];
    let source = annotation(&document, "s", Label::Source, &["the minister"]);
    write(&document, &set([claim, source], [relation("r", Kind::AttributedTo, "c", "s")]))
}

/// What is replaced, by what, and what is said of it then.
const ROWS: &[(&str, &str, &str)] = &[
    // The whole file.
    (r#""version": 1"#, r#""version": 0"#, "line 3, version: expected 1, the version that this program writes, not 0"),
    (r#""version": 1"#, r#""version": "1""#, "line 3, version: expected a whole number, not text"),
    (r#""version": 1"#, r#""version": 1.5"#, "line 3, version: expected a whole number from 0, not 1.5"),
    ("  \"version\": 1,\n", "", "line 1, version: this field is missing"),
    (r#""version": 1"#, r#""version": 1, "version": 1"#, "line 3, version: the field “version” stands here twice"),
    (r#""annotations""#, r#""anotations""#, "line 1, annotations: this field is missing"),
    // The article.
    (r#""document": {"#, r#""document": null, "x": {"#, "line 4, document: expected an object, not null"),
    (r#""file": "dam.txt""#, r#""file": ["dam.txt"]"#, "line 5, document.file: expected text, not a list"),
    (r#""sha256": "9f"#, r#""sha256": "9F"#, "line 6, document.sha256: expected 64 hexadecimal digits in lower case"),
    (r#""sha256": "9f"#, r#""sha256": "f"#, "line 6, document.sha256: expected 64 hexadecimal digits in lower case"),
    (
        r#""characters": 35"#,
        r#""characters": -1"#,
        "line 7, document.characters: expected a whole number from 0, not -1",
    ),
    (
        r#""characters": 35"#,
        r#""characters": 3"#,
        "line 17, annotations[0].spans[0].end: the end 15 is past the 3 characters of the article",
    ),
    (r#""encoding": "UTF-8""#, r#""encoding": 8"#, "line 8, document.encoding: expected text, not a number"),
    // Annotations.
    (
        r#""label": "claim""#,
        r#""label": "clam""#,
        "line 13, annotations[0].label: unknown label “clam”; expected actor, claim, source or denial",
    ),
    (
        r#""label": "claim""#,
        "\"label\": \"\\u001b]0;\\u202eone that goes on and on and on, longer than anybody would read\"",
        "line 13, annotations[0].label: unknown label “\\u{1b}]0;\\u{202e}one that goes on and on and on, lon…”; \
         expected actor, claim, source or denial",
    ),
    (r#""label": "claim","#, "", "line 11, annotations[0].label: this field is missing"),
    (r#""label": "claim""#, r#""label": true"#, "line 13, annotations[0].label: expected text, not true or false"),
    (r#""label": "claim""#, r#""label": {}"#, "line 13, annotations[0].label: expected text, not an object"),
    (
        r#""id": "c""#,
        r#""id": """#,
        "line 12, annotations[0].id: expected 1 to 64 characters without white space, not “”",
    ),
    (
        r#""id": "c""#,
        r#""id": "c\nd""#,
        "line 12, annotations[0].id: expected 1 to 64 characters without white space, not “c\\nd”",
    ),
    (
        r#""id": "c""#,
        r#""id": "0123456789012345678901234567890123456789012345678901234567890123x""#,
        "line 12, annotations[0].id: expected 1 to 64 characters without white space, \
         not “0123456789012345678901234567890123456789…”",
    ),
    (r#""id": "s""#, r#""id": "c""#, "line 38, annotations[1].id: the id “c” is used twice"),
    (
        r#""label": "claim""#,
        r#""label": "claim", "orphan": 1"#,
        "line 13, annotations[0].orphan: expected true or false, not a number",
    ),
    (r#""note": "see page 3""#, r#""note": null"#, "line 23, annotations[0].note: expected text, not null"),
    (
        r#""dams""#,
        r#""the dams""#,
        "line 25, annotations[0].tags[0]: expected one word without white space, not “the dams”",
    ),
    (r#""dams""#, r#""dams", """#, "line 25, annotations[0].tags[1]: expected one word without white space, not “”"),
    (r#""tags": ["#, r#""tags": {}, "x": ["#, "line 24, annotations[0].tags: expected a list, not an object"),
    (
        r#""note": "see"#,
        r#""label": "claim", "note": "see"#,
        "line 23, annotations[0].label: the field “label” stands here twice",
    ),
    // Spans.
    (r#""spans": ["#, r#""spans": [], "x": ["#, "line 14, annotations[0].spans: expected at least one span"),
    (r#""spans": ["#, r#""spans": [7,"#, "line 14, annotations[0].spans[0]: expected an object, not a number"),
    (r#""start": 0"#, r#""start": 15"#, "line 17, annotations[0].spans[0].end: the end 15 is not after the start 15"),
    (r#""start": 0"#, r#""start": 20"#, "line 17, annotations[0].spans[0].end: the end 15 is not after the start 20"),
    (
        "\"spans\": [\n        {\n          \"start\": 0",
        "\"orphan\": true, \"spans\": [\n        {\n          \"start\": 16",
        "line 17, annotations[0].spans[0].end: the end 15 is before the start 16",
    ),
    (
        r#""start": 0"#,
        r#""start": 0.0"#,
        "line 16, annotations[0].spans[0].start: expected a whole number from 0, not 0.0",
    ),
    (
        r#""end": 15"#,
        r#""end": 1e3"#,
        "line 17, annotations[0].spans[0].end: expected a whole number from 0, not 1000.0",
    ),
    (
        r#""end": 15"#,
        r#""end": 99999999999999999999"#,
        "line 17, annotations[0].spans[0].end: expected a whole number from 0, not 1e+20",
    ),
    (
        r#""end": 15"#,
        r#""end": 18446744073709551615"#,
        "line 17, annotations[0].spans[0].end: the end 18446744073709551615 is past the 35 characters of the article",
    ),
    (
        r#""end": 15"#,
        r#""end": 1e999"#,
        "line 17, annotations[0].spans[0].end: this is not valid JSON: number out of range",
    ),
    (r#""end": 15"#, r#""end": NaN"#, "line 17, annotations[0].spans[0].end: this is not valid JSON: expected value"),
    (r#""end": 15"#, r#""end": 015"#, "line 17, annotations[0].spans[0].end: this is not valid JSON: invalid number"),
    (r#""quote": "The dam is safe","#, "", "line 15, annotations[0].spans[0].quote: this field is missing"),
    (
        r#""quote": "The dam"#,
        r#""quote": "\ud83d dam"#,
        "line 18, annotations[0].spans[0].quote: this is not valid JSON: unexpected end of hex escape",
    ),
    (r#""prefix": """#, r#""prefix": 0"#, "line 19, annotations[0].spans[0].prefix: expected text, not a number"),
    // Checks.
    (
        r#""status": "unchecked""#,
        r#""status": "checked""#,
        "line 28, annotations[0].check.status: unknown status “checked”; expected unchecked, in-progress, verified, \
         corrected, disputed, false, unverifiable or not-checkable",
    ),
    (r#""status": "unchecked","#, "", "line 27, annotations[0].check.status: this field is missing"),
    (
        r#""stance": "supports""#,
        r#""stance": "for""#,
        "line 31, annotations[0].check.evidence[0].stance: unknown stance “for”; expected supports, contradicts or context",
    ),
    (
        r#""rank": "primary""#,
        r#""rank": "1st""#,
        "line 32, annotations[0].check.evidence[0].rank: unknown rank “1st”; expected primary or secondary",
    ),
    (
        r#""rank": "primary""#,
        r#""rank": "primary", "source": 3"#,
        "line 32, annotations[0].check.evidence[0].source: expected text, not a number",
    ),
    (r#""check": {"#, r#""check": "no", "x": {"#, "line 27, annotations[0].check: expected an object, not text"),
    // Relations.
    (
        r#""kind": "attributed-to""#,
        r#""kind": "says""#,
        "line 54, relations[0].kind: unknown kind “says”; expected attributed-to, about, by or denies",
    ),
    (
        r#""kind": "attributed-to""#,
        r#""kind": "about""#,
        "line 54, relations[0].kind: “about” can't lead from claim to source",
    ),
    (r#""from": "c""#, r#""from": "x""#, "line 55, relations[0].from: there is no annotation “x”"),
    (r#""to": "s""#, r#""to": "\u0007""#, "line 56, relations[0].to: there is no annotation “\\u{7}”"),
    (r#""to": "s""#, r#""to": "c""#, "line 54, relations[0].kind: “attributed-to” can't lead from claim to claim"),
    (
        r#""relations": ["#,
        r#""relations": [{"id": "q", "kind": "attributed-to", "from": "c", "to": "s"},"#,
        "line 52, relations[1]: another relation joins the same two annotations",
    ),
    (
        r#""relations": ["#,
        r#""relations": [{"id": "r", "kind": "attributed-to", "from": "c", "to": "s"},"#,
        "line 53, relations[1].id: the id “r” is used twice",
    ),
    (r#""id": "r""#, r#""id": "s""#, "line 53, relations[0].id: the id “s” is used twice"),
    (r#""relations": ["#, r#""relations": [[],"#, "line 51, relations[0]: expected an object, not a list"),
    // JSON itself.
    (r#""id": "c","#, r#""id": "c""#, "line 13, annotations[0]: this is not valid JSON: expected `,` or `}`"),
    (r#""id": "c""#, r#"id: "c""#, "line 12, annotations[0]: this is not valid JSON: key must be a string"),
    (r#""id": "c""#, r#""id": 'c'"#, "line 12, annotations[0].id: this is not valid JSON: expected value"),
    (
        "see page 3",
        "see\npage 3",
        "line 24, annotations[0].note: this is not valid JSON: \
         control character (\\u0000-\\u001F) found while parsing a string",
    ),
    (r#""to": "s""#, r#""to": "s","#, "line 57, relations[0]: this is not valid JSON: trailing comma"),
    (
        r#""to": "s""#,
        r#""to": "s", "x": {"y": [1, 2, {"z\u202e": 1, "z\u202e": 2}]}"#,
        "line 56, relations[0].x.y[2].z\\u{202e}: the field “z\\u{202e}” stands here twice",
    ),
];

/// Texts that are no damaged save files but something else.
const OTHERS: &[(&str, &str)] = &[
    ("", "the file is empty; an ascribe file is a JSON object"),
    (" \n\t\r\n", "the file is empty; an ascribe file is a JSON object"),
    ("\u{feff}", "the file is empty; an ascribe file is a JSON object"),
    ("The dam is safe.", "this is not an ascribe file: it is no JSON"),
    ("<html></html>", "this is not an ascribe file: it is no JSON"),
    ("[1, 2", "this is not an ascribe file: it is no JSON"),
    ("{\\rtf1}", "line 1: this is not valid JSON: key must be a string"),
    ("[]", "this is JSON, but not an ascribe file: it has no \"format\": \"ascribe\""),
    ("null", "this is JSON, but not an ascribe file: it has no \"format\": \"ascribe\""),
    ("{}", "this is JSON, but not an ascribe file: it has no \"format\": \"ascribe\""),
    (
        r#"{"format": "other", "version": 1}"#,
        "this is JSON, but not an ascribe file: it has no \"format\": \"ascribe\"",
    ),
    (r#"{"format": ["ascribe"]}"#, "this is JSON, but not an ascribe file: it has no \"format\": \"ascribe\""),
    (r#"{"format": "ascribe"}"#, "line 1, version: this field is missing"),
    ("{\n\"format\": \"ascribe\"", "line 2: the file ends in the middle of this"),
    ("{\"format\": \"ascribe\", \"version\": 1}\n}", "line 2: this is not valid JSON: trailing characters"),
];

#[test]
fn each_damage_is_named_with_its_line_its_field_and_what_was_expected() {
    let whole = whole();
    for (piece, instead, expected) in ROWS {
        let damaged = whole.replacen(piece, instead, 1);
        assert_ne!(damaged, whole, "{piece} is not there");
        assert_eq!(refusal(&damaged).to_string(), *expected);
    }
}

#[test]
fn what_is_no_save_file_at_all_is_said_to_be_none() {
    for (text, expected) in OTHERS {
        assert_eq!(refusal(text).to_string(), *expected, "{text:?}");
    }
}

#[test]
fn the_column_counts_characters_to_where_the_value_starts() {
    let place = |json: &str| {
        let refusal = refusal(json);
        (refusal.line, refusal.column)
    };
    assert_eq!(place("{\"format\":\"ascribe\",\n\"é🦊\":0, \"version\" :\n\n  \"x\"}"), (4, 3));
    assert_eq!(place("{\"format\":\"ascribe\",\r\n \"é🦊\": 0,  \"version\":  false}"), (2, 24));
    assert_eq!(place("  {\"format\":\"ascribe\"}"), (1, 3), "the object that lacks a field");
    assert_eq!(place("{\"format\":\"ascribe\",\n\"é🦊\": x}"), (2, 7), "where it stops being JSON");
    let head = "{\"format\":\"ascribe\",\"version\":1,\"document\":{},\"annotations\":";
    assert_eq!(place(&format!("{head}[\n  {{}} ,\n [ ]]}}")), (2, 3));
    assert_eq!(place(""), (0, 0));
}

#[test]
fn values_that_are_nested_too_deep_are_refused() {
    let file = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(r#"{{"format":"ascribe","version":1,"document":{{}},"annotations":[],"x":{open}{close}}}"#)
    };
    assert!(native::read(&file(126), &document(TEXT)).is_ok());
    for depth in [127, 1_000_000] {
        let refusal = refusal(&file(depth));
        assert_eq!(refusal.why, "this is not valid JSON: recursion limit exceeded");
        assert_eq!(refusal.field, "x[0][0][0][0][0][0][0]…");
    }
}

#[test]
fn a_message_of_a_damaged_file_holds_no_control_character() {
    let hostile = "\\u001b[2J\\u0007\\u202e\\u0085\\n";
    let keys = format!(r#"{{"format":"ascribe","{hostile}":1,"{hostile}":2}}"#);
    for json in [keys, whole().replace("claim", hostile), whole().replace("\"c\"", &format!("\"{hostile}\""))] {
        let refusal = refusal(&json).to_string();
        assert!(!refusal.contains(|c: char| c.is_control() || c == '\u{202e}'), "{refusal:?}");
    }
}
