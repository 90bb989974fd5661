//! The bytes of the save file.

use ascribe::formats::native;
use ascribe::model::{
    Annotation, AnnotationSet, CHECK_TEXTS, Check, CheckText, Document, Evidence, Extra, Finished, Id, Kind, Label,
    Place, Rank, Selector, Stance, Status,
};

use super::common::{annotation, assert_valid, document, relation, set, write};

/// Tabs, both line ends, a woman scientist (non-BMP, joined), Hebrew, direction controls, a byte order mark inside, C1
/// and escape sequences.
pub(crate) const TEXT: &str = "\tThe dam is safe,\r\nthe minister \u{1f469}\u{200d}\u{1f52c} said, “and it always was.”\r\n\r\n\
    \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}live\u{202c} from the agency\u{85}, which denied it.\u{feff}\n\
    U.S. offi\u{ad}cials\u{2028}\u{1b}[31mred\u{1b}[m\u{7f} & 1 < 2 \u{e0041}\"quoted\\\"\n";

/// A set with everything that a save file can hold.
pub(crate) fn everything() -> (Document, AnnotationSet) {
    let document = document(TEXT);
    let mut claim = annotation(&document, "c1", Label::Claim, &["The dam is safe", "“and it always was.”"]);
    claim.note = "Line one\n\tline two \u{202e}\u{1b}]0;title\u{7} ünï 🦊".into();
    claim.tags = vec!["dams".into(), "sécurité".into()];
    claim.creator = "jo".into();
    claim.created = "2026-11-22T10:00:00Z".into();
    claim.changed_by = "mo".into();
    claim.changed = "2026-11-22T10:00:00Z".into();
    claim.check = check();
    claim.extra = Extra(r#"{"certainty":0.75,"spans":[{},{"page":[1,-2,0.30000000000000004]}]}"#.into());
    let nested = annotation(&document, "a1", Label::Actor, &["The dam"]);
    let coincident = annotation(&document, "a0", Label::Claim, &["The dam"]);
    let source = annotation(&document, "s1", Label::Source, &["the minister \u{1f469}\u{200d}\u{1f52c}"]);
    let over_lines = annotation(&document, "c2", Label::Claim, &["safe,\r\nthe"]);
    let hebrew = annotation(&document, "s2", Label::Source, &["\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}live\u{202c}"]);
    let mut denial = annotation(&document, "d1", Label::Denial, &["denied it.\u{feff}"]);
    denial.check.status = Status::NotCheckable;
    let hostile = annotation(&document, "a2", Label::Actor, &["offi\u{ad}cials\u{2028}\u{1b}[31mred"]);
    let mut relation_with_more = relation("r3", Kind::Denies, "d1", "c1");
    relation_with_more.extra = Extra(r#"{"strength":"strong"}"#.into());
    let relations = [
        relation_with_more,
        relation("r9", Kind::About, "c1", "a1"),
        relation("r1", Kind::AttributedTo, "c1", "s2"),
        relation("r2", Kind::AttributedTo, "c1", "s1"),
        relation("r0", Kind::By, "d1", "a2"),
    ];
    let annotations = [
        denial,
        hostile,
        orphan("z", 3),
        orphan("b", 90),
        undecided("u", 150),
        hebrew,
        nested,
        coincident,
        source,
        over_lines,
    ];
    let mut set = set(annotations.into_iter().chain([claim]), relations);
    let finished =
        Finished { extra: Extra(r#"{"desk":"two"}"#.into()), ..Finished::new("<mo> & jo", "2026-11-23T10:00:00Z") };
    set.apply(&set.finishing(finished)).unwrap();
    set.extra = Extra(r#"{"project":{"name":"Dams","open":true},"document":{"language":"en"}}"#.into());
    (document, set)
}

fn check() -> Check {
    let record = Evidence {
        source: "https://example.org/inspection?year=2025&page=3".into(),
        locator: "p. 12".into(),
        stance: Some(Stance::Contradicts),
        rank: Some(Rank::Primary),
        date: "2025-06-30".into(),
        note: "crack in the spillway".into(),
        extra: Extra(r#"{"archived":null}"#.into()),
    };
    let account = Evidence { stance: Some(Stance::Context), rank: Some(Rank::Secondary), ..Evidence::default() };
    let mut check = Check {
        status: Status::Corrected,
        evidence: vec![record, account],
        extra: Extra(r#"{"hours":2}"#.into()),
        ..Check::default()
    };
    for (text, said) in [
        (CheckText::Correction, "The dam was declared safe in 2019."),
        (CheckText::Question, "Which inspection?"),
        (CheckText::Answer, "That of 2019."),
        (CheckText::ReplyAsked, "2026-11-20"),
        (CheckText::ReplyReceived, "“No comment.”"),
        (CheckText::ReplyOn, "2026-11-21T09:30:00+01:00"),
        (CheckText::ReplyRefused, "2026-11-20T18:00:00Z"),
        (CheckText::ReplyWaived, "it is a dam"),
        (CheckText::CheckedBy, "mo"),
        (CheckText::CheckedOn, "2026-11-22"),
        (CheckText::BegunBy, "jo"),
        (CheckText::BegunOn, "2026-11-19T08:00:00Z"),
        (CheckText::ChangedBy, "mo"),
        (CheckText::ChangedOn, "2026-11-22T10:00:00Z"),
    ] {
        said.clone_into(check.text_mut(text));
    }
    // A text that is new says what it is there for.
    for row in CHECK_TEXTS {
        let text = check.text_mut(row.text);
        if text.is_empty() {
            row.about.clone_into(text);
        }
    }
    check
}

fn orphan(id: &str, start: usize) -> Annotation {
    let document = document("anything");
    let mut orphan = annotation(&document, id, Label::Claim, &["anything"]);
    let lost = Selector {
        start,
        end: start + 12,
        quote: "gone for now".into(),
        prefix: "it was ".into(),
        suffix: String::new(),
    };
    orphan.place = Place::Orphan(vec![lost.clone(), Selector { start: start + 20, end: start + 32, ..lost }]);
    orphan.id = Id::new(id);
    orphan
}

fn undecided(id: &str, start: usize) -> Annotation {
    let orphan = orphan(id, start);
    Annotation { place: Place::Undecided(orphan.selectors().to_vec()), ..orphan }
}

/// Compares with a file of `tests/goldens`; with `UPDATE_GOLDENS` set it writes the file instead.
pub(crate) fn assert_golden(name: &str, text: &str) {
    let path = format!("{}/tests/goldens/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == text, "{name} is now:\n{text}");
}

#[test]
fn a_set_with_everything_is_written_as_it_always_was() {
    let (document, set) = everything();
    assert_golden("everything.ascribe.json", &write(&document, &set));
}

#[test]
fn a_set_with_nothing_is_written_as_it_always_was() {
    assert_golden("nothing.ascribe.json", &write(&document("An article."), &AnnotationSet::default()));
}

#[test]
fn the_schema_is_what_it_always_was() {
    assert_golden("schema.json", &native::schema());
}

#[test]
fn a_golden_file_is_read_and_written_without_a_change() {
    let (document, set) = everything();
    let json = write(&document, &set);
    let read = native::read(&json, &document).unwrap();
    assert_eq!(read.set, set);
    assert_eq!(read.misplaced, []);
    assert_eq!(write(&document, &read.set), json);
}

#[test]
fn a_save_file_holds_nothing_that_a_terminal_would_obey_or_hide() {
    let (document, set) = everything();
    let json = write(&document, &set);
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    assert_eq!(json.chars().find(|c| steers(*c)), None);
    assert!(json.contains("ünï 🦊") && json.contains('\u{5e9}'), "what can be read stays as it is");
}

#[test]
fn the_encoding_and_the_hash_are_left_out_where_nobody_knows_them() {
    let document = Document::new("dam.txt", "An article.").unwrap();
    let json = native::write(&document, "", &AnnotationSet::default());
    assert_valid(&json);
    assert!(!json.contains("encoding") && !json.contains("sha256"));
    let recorded = native::read(&json, &document).unwrap().recorded;
    assert_eq!((recorded.file.as_str(), recorded.characters), ("dam.txt", Some(11)));
}
