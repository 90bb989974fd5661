//! Small articles and sets for the tests of the formats.

use std::sync::LazyLock;

use ascribe::formats::{Settled, native};
use ascribe::model::{
    Annotation, AnnotationSet, Change, Document, Edit, Extra, Id, Kind, Label, Relation, Span, Spans,
};
use jsonschema::Validator;
use serde_json::Value;
use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// What the SHA-256 of every article is said to be.
pub(crate) const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub(crate) fn document(text: &str) -> Document {
    let document = Document::new("dam.txt", text).unwrap();
    document.sha256_or_init(|| SHA256.to_owned());
    document
}

/// The span of the first place where the quote stands.
pub(crate) fn span(document: &Document, quote: &str) -> Span {
    let start = document.text().find(quote).unwrap();
    document.span(start..start + quote.len()).unwrap()
}

pub(crate) fn annotation(document: &Document, id: &str, label: Label, quotes: &[&str]) -> Annotation {
    let spans = Spans::new(quotes.iter().map(|quote| span(document, quote))).unwrap();
    Annotation::new(Id::new(id), label, spans)
}

pub(crate) fn relation(id: &str, kind: Kind, from: &str, to: &str) -> Relation {
    Relation { id: Id::new(id), kind, from: Id::new(from), to: Id::new(to), extra: Extra::default() }
}

pub(crate) fn set(
    annotations: impl IntoIterator<Item = Annotation>,
    relations: impl IntoIterator<Item = Relation>,
) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    set.apply(&Edit {
        annotations: annotations.into_iter().map(Change::make).collect(),
        relations: relations.into_iter().map(Change::make).collect(),
        ..Edit::default()
    })
    .unwrap();
    set
}

/// The save file, once it is certain that it keeps to its schema.
pub(crate) fn write(document: &Document, set: &AnnotationSet) -> String {
    let json = native::write(document, "UTF-8", set);
    assert_valid(&json);
    json
}

pub(crate) fn assert_valid(json: &str) {
    static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(&native::schema()).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    });
    let json: Value = serde_json::from_str(json).unwrap();
    let faults: Vec<_> = SCHEMA.iter_errors(&json).map(|fault| format!("{}: {fault}", fault.instance_path)).collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// A text as a report shows it: what can't be seen spelt out, and its line ends as line feeds.
pub(crate) fn shown(text: &str) -> String {
    text.graphemes(true)
        .map(|grapheme| match grapheme {
            "\n" | "\r\n" => "\n".to_owned(),
            "\r" | "\u{b}" | "\u{c}" | "\u{85}" | "\u{2028}" | "\u{2029}" => {
                spelt(grapheme.chars().next().unwrap()) + "\n"
            }
            _ => cluster(grapheme),
        })
        .collect()
}

fn cluster(grapheme: &str) -> String {
    let chars: Vec<char> = grapheme.chars().collect();
    let (mut shown, mut kept) = (String::new(), false);
    for (nth, c) in chars.iter().copied().enumerate() {
        let before = chars.get(nth.wrapping_sub(1)).copied().filter(|_| kept);
        let after = chars.get(nth + 1).copied();
        kept = !is_hidden(c) || joins(before, c, after);
        shown += &if kept { c.to_string() } else { spelt(c) };
    }
    shown
}

/// Whether it makes an emoji of its neighbours, or one of a digit.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let modifies = |c: char| matches!(c, '\u{1f3fb}'..='\u{1f3ff}');
    let pictograph =
        |c: char| !c.is_ascii() && c.is_emoji_char() && !modifies(c) && !matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
    match c {
        '\u{fe0e}' | '\u{fe0f}' => {
            before.is_some_and(|it| pictograph(it) || ("0123456789#*".contains(it) && after == Some('\u{20e3}')))
        }
        '\u{200d}' => {
            before.is_some_and(|it| pictograph(it) || modifies(it) || matches!(it, '\u{fe0e}' | '\u{fe0f}'))
                && after.is_some_and(pictograph)
        }
        _ => false,
    }
}

fn is_hidden(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, Unassigned};
    let steers =
        [Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, Unassigned].contains(&c.general_category());
    let blank = "\u{115f}\u{1160}\u{3164}\u{ffa0}\u{16fe4}\u{34f}\u{17b4}\u{17b5}\u{2800}\u{13441}\u{13442}\u{1d159}"
        .contains(c);
    let selects = matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    c != '\t' && (steers || blank || selects)
}

fn spelt(c: char) -> String {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap().to_string(),
        '\u{7f}' => "␡".to_owned(),
        c => format!("<U+{:04X}>", u32::from(c)),
    }
}

/// The records of a file as one, for tests that only look at what is in them.
pub(crate) fn together(records: Vec<Settled>) -> Settled {
    records.into_iter().fold(Settled::default(), |mut all, record| {
        all.annotations.extend(record.annotations);
        all.relations.extend(record.relations);
        all.remarks.extend(record.remarks);
        all.refused.extend(record.refused);
        all
    })
}
