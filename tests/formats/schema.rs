//! The schema of the save file.

use ascribe::formats::native;
use ascribe::model::check::{RANKS, STANCES, STATUSES};
use ascribe::model::relation::KINDS;
use ascribe::model::{Document, LABELS};
use serde_json::{Value, json};

use super::common::{assert_valid, write};
use super::golden::everything;

fn schema() -> Value {
    serde_json::from_str(&native::schema()).unwrap()
}

#[test]
fn the_schema_keeps_to_the_rules_for_schemas() {
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn the_schema_lists_every_name_of_the_models_tables() {
    let schema = native::schema();
    let names = LABELS.iter().map(|row| row.name).chain(KINDS.iter().map(|row| row.name));
    let names = names.chain(STATUSES.iter().map(|row| row.1)).chain(STANCES.iter().map(|row| row.1));
    for name in names.chain(RANKS.iter().map(|row| row.1)) {
        assert!(schema.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn every_field_of_the_schema_says_what_it_is() {
    fn check(at: &str, schema: &Value) {
        let described = schema["description"].is_string() || schema["items"]["description"].is_string();
        assert!(described, "{at}");
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            check(&format!("{at}.{name}"), field);
        }
        if schema["items"].is_object() {
            check(&format!("{at}[]"), &schema["items"]);
        }
    }
    check("", &schema());
}

/// One value of a whole file changed, at a JSON pointer.
fn changed(pointer: &str, value: Value) -> (Document, String) {
    let (document, set) = everything();
    let mut file: Value = serde_json::from_str(&write(&document, &set)).unwrap();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    (document, file.to_string())
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let word = "/annotations/0/tags/0";
    let rows = [
        ("/format", json!("other")),
        ("/version", json!(0)),
        ("/version", json!("1")),
        ("/document", json!([])),
        ("/document/sha256", json!("abc")),
        ("/document/characters", json!(-1)),
        ("/annotations", json!({})),
        ("/annotations/0/id", json!("")),
        ("/annotations/0/id", json!("a b")),
        ("/annotations/0/id", json!("a\u{7f}b")),
        ("/annotations/0/id", json!("x".repeat(65))),
        ("/annotations/0/label", json!("clam")),
        ("/annotations/0/orphan", json!(1)),
        ("/annotations/0/undecided", json!(1)),
        ("/annotations/0/spans", json!([])),
        ("/annotations/0/spans/0/start", json!(1.5)),
        ("/annotations/0/spans/0/quote", json!(null)),
        ("/annotations/0/note", json!(["a"])),
        (word, json!("")),
        (word, json!("two words")),
        (word, json!("no\u{a0}break")),
        (word, json!("next\u{85}line")),
        ("/annotations/0/check/status", json!("done")),
        ("/annotations/0/check/evidence/0/stance", json!("neutral")),
        ("/annotations/0/check/evidence/0/rank", json!(1)),
        ("/relations/0/kind", json!("says")),
        ("/relations/0/from", json!(7)),
    ];
    for (pointer, value) in rows {
        // The first annotation of the file has neither of these fields.
        let pointer = match pointer {
            "/annotations/0/orphan" => "/annotations/8/orphan",
            "/annotations/0/undecided" => "/annotations/10/undecided",
            other => other,
        };
        let (document, file) = changed(pointer, value.clone());
        assert!(!validator.is_valid(&serde_json::from_str(&file).unwrap()), "the schema takes {pointer} = {value}");
        assert!(native::read(&file, &document).is_err(), "the reader takes {pointer} = {value}");
    }
}

#[test]
fn what_is_unusual_but_allowed_passes_both() {
    for (pointer, value) in [
        ("/annotations/0/tags/0", json!("zero\u{200b}width\u{feff}\u{1}")),
        ("/annotations/0/id", json!("🦊".repeat(64))),
        ("/document", json!({})),
        ("/relations", json!([])),
        ("/annotations/8/spans/0", json!({"start": 0, "end": 0, "quote": ""})),
    ] {
        let (document, mut file) = changed(pointer, value);
        if pointer.ends_with("id") {
            file = file.replace("\"c1\"", &format!("\"{}\"", "🦊".repeat(64)));
        }
        assert_valid(&file);
        native::read(&file, &document).unwrap_or_else(|damaged| panic!("{pointer}: {damaged}"));
    }
}
