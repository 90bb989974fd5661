//! Fields in the files of other programs that mean nothing here: they are passed over, and how many is said.

use std::collections::BTreeMap;

use super::damaged::shown;
use super::foreign::Remark;
use super::json::Tree;

/// How many fields are named in a remark.
const NAMED: usize = 5;

/// The fields that nothing was read from: on which line each name stood first, and how often it stood there.
#[derive(Debug, Default)]
pub(super) struct Passed(BTreeMap<String, (usize, usize)>);

impl Passed {
    /// Notes the fields of an object that `known` doesn't name; what is empty says nothing.
    pub(super) fn note(&mut self, object: &Tree<'_>, known: &[&str], line: usize) {
        let Tree::Object(fields) = object else { return };
        let is_empty = |tree: &Tree<'_>| match tree {
            Tree::Null => true,
            Tree::Text(text) => text.is_empty(),
            Tree::List(items) => items.is_empty(),
            Tree::Object(fields) => fields.is_empty(),
            Tree::Flag(_) | Tree::Number(_) => false,
        };
        for (name, _) in fields.iter().filter(|(name, tree)| !known.contains(&name.as_ref()) && !is_empty(tree)) {
            match self.0.get_mut(name.as_ref()) {
                Some((_, count)) => *count += 1,
                None => _ = self.0.insert(name.to_string(), (line, 1)),
            }
        }
    }

    /// What there is to say of them.
    pub(super) fn remark(&self) -> Option<Remark> {
        let line = self.0.values().map(|(line, _)| *line).min()?;
        let count: usize = self.0.values().map(|(_, count)| count).sum();
        let names: Vec<_> = self.0.keys().take(NAMED).map(|name| format!("“{}”", shown(name))).collect();
        let more = self.0.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let fields = if count == 1 { "field" } else { "fields" };
        let what = format!("{count} {fields} without a meaning here passed over: {}{more}", names.join(", "));
        Some(Remark::new(line, what))
    }
}
