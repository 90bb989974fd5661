//! The JSON Schema of the save file, its lists of names taken from the model's tables.

use std::borrow::Cow;

use super::read::MAX_ANNOTATIONS;
use super::{NAME, VERSION};
use crate::formats::damaged::one_of;
use crate::formats::json::{Tree, pretty};
use crate::model::check::{CHECK_TEXTS, CheckPart, RANKS, STANCES, STATUSES};
use crate::model::relation::KINDS;
use crate::model::selector::CONTEXT_CODE_POINTS;
use crate::model::{Id, LABELS};

/// The characters that Unicode calls white space, within a bracket of a regular expression.
///
/// Spelt out, since what `\s` means differs between the languages that schemas are used from, and many have no `\p`.
const WHITE_SPACE: &str = r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";

/// The control characters, likewise.
const CONTROLS: &str = r"\u0000-\u001f\u007f-\u009f";

/// The JSON Schema (draft 2020-12) of the save file, as text.
///
/// Fields that it doesn't name are allowed everywhere: a newer version may have written them.
pub fn schema() -> String {
    let mut schema = vec![
        field("$schema", text("https://json-schema.org/draft/2020-12/schema")),
        field("title", text("ascribe save file")),
    ];
    let about = "The annotations of one article. Positions count Unicode code points from 0; ends are excluded.";
    schema.extend(object(about, &["format", "version", "document", "annotations"], file()));
    pretty(&Tree::Object(schema))
}

type Schema = Vec<(Cow<'static, str>, Tree<'static>)>;

fn file() -> Schema {
    let version =
        "The version of this format. Within one version fields may be added; a reader keeps those it doesn't know.";
    vec![
        property("format", vec![field("const", text(NAME))], "Says that this is a save file of ascribe."),
        property("version", number(VERSION), version),
        field("document", Tree::Object(object("The article that the annotations were made for.", &[], document()))),
        field(
            "finished",
            Tree::Object(object(
                "There where somebody has said that the work on the article is done.",
                &[],
                finished(),
            )),
        ),
        field("annotations", list("In text order, orphans last.", Some(("maxItems", MAX_ANNOTATIONS)), annotation())),
        field("relations", list("In the order of the annotations that they start from.", None, relation())),
    ]
}

fn document() -> Schema {
    vec![
        property("file", string(), "The name of the article's file, without its folder."),
        property("sha256", matching("^[0-9a-f]{64}$"), "The SHA-256 of that file's bytes in lower-case hexadecimal."),
        property("characters", number(0), "The length of the article's text in Unicode code points."),
        property("encoding", string(), "The encoding that the file was read in."),
    ]
}

fn finished() -> Schema {
    vec![property("by", string(), "Who has said so."), property("on", string(), "When: an RFC 3339 time.")]
}

fn annotation() -> Schema {
    let spans = "Where it stands: one span, or several that belong together, in text order. \
                 Of an orphan: where it stood last.";
    let orphan = "True where the text was not found any more: the spans are what it is to be found again by.";
    let undecided = "True for an orphan of which nobody has decided yet where it stands: its article was changed.";
    let tag = property("", matching(format!("^[^{WHITE_SPACE}]+$")), "One word without white space.").1;
    let properties = vec![
        property("id", id(), "Unique among the annotations of all files."),
        property("label", names(LABELS.iter().map(|row| row.name)), rows(LABELS.iter().map(|it| (it.name, it.help)))),
        property("orphan", of_type("boolean"), orphan),
        property("undecided", of_type("boolean"), undecided),
        field("spans", list(spans, Some(("minItems", 1)), span())),
        property("note", string(), "A remark of any length."),
        field("tags", Tree::Object(vec![field("type", text("array")), field("items", tag)])),
        property("creator", string(), "Who made it."),
        property("created", string(), "When it was made: an RFC 3339 time."),
        property("changed_by", string(), "Who changed it last, its check included."),
        property("changed", string(), "When: an RFC 3339 time."),
        field("check", Tree::Object(object("What checking a claim found.", &["status"], check()))),
    ];
    object("A labelled piece of the article.", &["id", "label", "spans"], properties)
}

fn span() -> Schema {
    let context = |side| format!("Up to {CONTEXT_CODE_POINTS} code points of the article {side} it.");
    let end =
        "Code points of the article before the span's end: more than start, except where an orphan never had a place.";
    let properties = vec![
        property("start", number(0), "Code points of the article before the span."),
        property("end", number(0), end),
        property("quote", string(), "The text of the span, exactly."),
        property("prefix", string(), context("before")),
        property("suffix", string(), context("after")),
    ];
    object("A piece of the article without a gap.", &["start", "end", "quote"], properties)
}

fn check() -> Schema {
    let mut properties = vec![
        property("status", names(STATUSES.iter().map(|it| it.1)), rows(STATUSES.iter().map(|it| (it.1, it.2)))),
        field("evidence", list("The evidence it rests on.", None, evidence())),
    ];
    properties.extend(CHECK_TEXTS.iter().map(|row| {
        let form = match row.part {
            _ if !row.is_date => "",
            CheckPart::Record => ": an RFC 3339 time",
            CheckPart::Finding | CheckPart::Reply | CheckPart::Verdict => ": an RFC 3339 date or time, or words",
        };
        property(row.name, string(), format!("{}{form}.", row.about))
    }));
    properties
}

fn evidence() -> Schema {
    let properties = vec![
        property("source", string(), "A web address, or the name of a document."),
        property("locator", string(), "Where in it: a page, a paragraph, a minute."),
        property("stance", names(STANCES.iter().map(|it| it.1)), rows(STANCES.iter().map(|it| (it.1, it.2)))),
        property("rank", names(RANKS.iter().map(|it| it.1)), rows(RANKS.iter().map(|it| (it.1, it.2)))),
        property("date", string(), "When it was published or looked up: an RFC 3339 date or time."),
        property("note", string(), "Anything else."),
    ];
    object("A piece of evidence. A stance or rank that isn't there was not said.", &[], properties)
}

fn relation() -> Schema {
    let leads = KINDS.iter().map(|row| {
        format!("{}: from {} to {}", row.name, one_of(row.from.iter().map(|label| label.name())), row.to.name())
    });
    let properties = vec![
        property("id", id(), "Unique among the relations of all files."),
        property("kind", names(KINDS.iter().map(|row| row.name)), leads.collect::<Vec<_>>().join("; ") + "."),
        property("from", string(), "The id of the annotation that it starts from."),
        property("to", string(), "The id of the annotation that it leads to."),
    ];
    object(
        "One annotation tied to another; at most one relation joins two annotations.",
        &["id", "kind", "from", "to"],
        properties,
    )
}

fn object(about: impl Into<Cow<'static, str>>, required: &[&'static str], properties: Schema) -> Schema {
    let mut object = vec![field("description", text(about)), field("type", text("object"))];
    if !required.is_empty() {
        object.push(field("required", Tree::List(required.iter().map(|name| text(*name)).collect())));
    }
    object.push(field("properties", Tree::Object(properties)));
    object.push(field("additionalProperties", Tree::Flag(true)));
    object
}

fn list(about: &'static str, bound: Option<(&'static str, usize)>, items: Schema) -> Tree<'static> {
    let mut list = vec![field("description", text(about)), field("type", text("array"))];
    list.extend(bound.map(|(name, bound)| field(name, Tree::Number(bound.into()))));
    list.push(field("items", Tree::Object(items)));
    Tree::Object(list)
}

fn property(
    name: &'static str,
    mut schema: Schema,
    about: impl Into<Cow<'static, str>>,
) -> (Cow<'static, str>, Tree<'static>) {
    schema.insert(0, field("description", text(about)));
    field(name, Tree::Object(schema))
}

fn of_type(name: &'static str) -> Schema {
    vec![field("type", text(name))]
}

fn string() -> Schema {
    of_type("string")
}

fn number(from: u64) -> Schema {
    vec![field("type", text("integer")), field("minimum", Tree::Number(from.into()))]
}

fn matching(pattern: impl Into<Cow<'static, str>>) -> Schema {
    let mut string = string();
    string.push(field("pattern", text(pattern)));
    string
}

fn id() -> Schema {
    let mut id = matching(format!("^[^{WHITE_SPACE}{CONTROLS}]+$"));
    id.push(field("maxLength", Tree::Number(Id::MAX_CHARACTERS.into())));
    id
}

fn names(names: impl Iterator<Item = &'static str>) -> Schema {
    vec![field("enum", Tree::List(names.map(text).collect()))]
}

/// `name: help; name: help.`
fn rows(rows: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    rows.map(|(name, help)| format!("{name}: {help}")).collect::<Vec<_>>().join("; ") + "."
}

fn field(name: &'static str, value: Tree<'static>) -> (Cow<'static, str>, Tree<'static>) {
    (Cow::Borrowed(name), value)
}

fn text(text: impl Into<Cow<'static, str>>) -> Tree<'static> {
    Tree::Text(text.into())
}
