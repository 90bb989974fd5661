//! A check as JSON whose fields are always the same, for formats that keep it whole.

use std::borrow::Cow;

use super::json::{Flaw, Tree};
use super::native;
use crate::model::{CHECK_TEXTS, Check, Evidence};

/// A check as an object; `prefix` stands before each name.
pub(super) fn tree<'a>(check: &'a Check, prefix: &str) -> Tree<'a> {
    let evidence = check.evidence.iter().map(|evidence| of_evidence(evidence, prefix)).collect();
    let first = [("status", Tree::text(check.status.name())), ("evidence", Tree::List(evidence))];
    let texts = CHECK_TEXTS.iter().map(|row| (row.name, Tree::text(check.text(row.text))));
    prefixed(first.into_iter().chain(texts), prefix)
}

fn of_evidence<'a>(evidence: &'a Evidence, prefix: &str) -> Tree<'a> {
    let fields = [
        ("source", Tree::text(&evidence.source)),
        ("locator", Tree::text(&evidence.locator)),
        ("stance", Tree::text(evidence.stance_name())),
        ("rank", Tree::text(evidence.rank_name())),
        ("date", Tree::text(&evidence.date)),
        ("note", Tree::text(&evidence.note)),
    ];
    prefixed(fields, prefix)
}

fn prefixed<'a>(fields: impl IntoIterator<Item = (&'static str, Tree<'a>)>, prefix: &str) -> Tree<'a> {
    Tree::Object(fields.into_iter().map(|(name, value)| (Cow::Owned(format!("{prefix}{name}")), value)).collect())
}

/// Reads what [`tree`] makes; nothing and null are a check that nobody has begun.
pub(super) fn read(tree: Tree<'_>, prefix: &str) -> Result<Check, Flaw> {
    match tree {
        Tree::Null => Ok(Check::default()),
        tree => native::check(bare(tree, prefix)),
    }
}

/// The same without the prefix of its names.
fn bare<'a>(tree: Tree<'a>, prefix: &str) -> Tree<'a> {
    match tree {
        Tree::List(items) => Tree::List(items.into_iter().map(|item| bare(item, prefix)).collect()),
        Tree::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let name = name.strip_prefix(prefix).map(|rest| Cow::Owned(rest.to_owned())).unwrap_or(name);
                (name, bare(value, prefix))
            });
            Tree::Object(fields.collect())
        }
        other => other,
    }
}
