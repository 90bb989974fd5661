//! The types of the columns, as Hugging Face's `Features.from_dict` reads them.

use super::super::checking;
use super::super::json::{Tree, pretty};
use crate::model::{Check, Evidence};

/// The types of all columns: what a data set has even where none of its lists has anything in it.
pub(super) fn features() -> String {
    let check = Check { evidence: vec![Evidence::default()], ..Check::default() };
    let place = || [("start", value("int64")), ("end", value("int64")), ("text", text())];
    let span = [("id", text()), ("label", text())].into_iter().chain(place()).chain([
        ("pieces", list(Tree::object(place()))),
        ("tags", list(text())),
        ("creator", text()),
        ("created", text()),
        ("check", of(checking::tree(&check, ""))),
    ]);
    let relation = ["id", "type", "from", "to"].map(|name| (name, text()));
    let note = ["target", "text"].map(|name| (name, text()));
    pretty(&Tree::object([
        ("id", text()),
        ("document", text()),
        ("sha256", text()),
        ("finished", Tree::object([("is", value("bool")), ("by", text()), ("on", text())])),
        ("text", text()),
        ("spans", list(Tree::object(span))),
        ("relations", list(Tree::object(relation))),
        ("notes", list(Tree::object(note))),
    ]))
}

/// The type of what a tree of texts, lists and objects is an example of.
fn of(example: Tree<'_>) -> Tree<'_> {
    match example {
        Tree::Object(fields) => Tree::Object(fields.into_iter().map(|(name, value)| (name, of(value))).collect()),
        Tree::List(items) => list(items.into_iter().next().map_or_else(text, of)),
        _ => text(),
    }
}

fn text<'a>() -> Tree<'a> {
    value("string")
}

fn value<'a>(dtype: &'static str) -> Tree<'a> {
    Tree::object([("dtype", Tree::text(dtype)), ("_type", Tree::text("Value"))])
}

fn list(feature: Tree<'_>) -> Tree<'_> {
    Tree::object([("feature", feature), ("_type", Tree::text("List"))])
}
