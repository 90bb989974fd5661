//! Fields that a newer program wrote: kept as they came, and written back where they were.

use std::collections::HashSet;

use serde::ser::{Serialize, Serializer};

use super::tree::{Object, Tree, parse};
use crate::model::Extra;

/// An object's fields that nobody here knows.
#[derive(Debug, Default)]
pub(crate) struct Unknown<'a>(pub(crate) Object<'a>);

impl<'a> Unknown<'a> {
    /// What the model carries.
    pub(crate) fn of(extra: &'a Extra) -> Self {
        match extra.0.as_str() {
            "" => Self::default(),
            json => match parse(json) {
                Ok(Tree::Object(fields)) => Self(fields),
                _ => Self::default(),
            },
        }
    }

    /// Takes what is unknown of a known field that holds more fields itself.
    pub(crate) fn take(&mut self, name: &str) -> Option<Tree<'a>> {
        let nth = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(nth).1)
    }

    /// Adds what is unknown of a known field that holds more fields itself.
    pub(crate) fn put(&mut self, name: &'static str, fields: Tree<'a>) {
        self.0.push((name.into(), fields));
    }

    /// Adds more of them.
    pub(crate) fn append(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// The first of each name.
    pub(crate) fn distinct(mut self) -> Self {
        let mut names = HashSet::new();
        self.0.retain(|(name, _)| names.insert(name.clone()));
        self
    }

    /// For the model to carry.
    pub(crate) fn into_extra(self) -> Extra {
        if self.0.is_empty() {
            return Extra::default();
        }
        Extra(serde_json::to_string(&self).unwrap_or_default())
    }
}

impl Serialize for Unknown<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
