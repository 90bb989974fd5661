//! What is wrong with a piece of JSON, as a path that grows while the fault is handed up to whoever knows the file.

use std::fmt::Write;

use super::super::damaged::{Damaged, shown};
use super::seek::{self, Position, Step};

/// The most steps of a path that a message names.
const SHOWN_STEPS: usize = 8;

/// A fault.
#[derive(Debug)]
pub(crate) struct Flaw {
    /// From the faulty value outwards.
    steps: Vec<Step<'static>>,
    why: String,
    /// Where it stands, if that is known already.
    position: Option<Position>,
}

impl Flaw {
    pub(crate) fn new(why: impl Into<String>) -> Self {
        Self { steps: Vec::new(), why: why.into(), position: None }
    }

    /// A fault that reading itself met, at the end of those steps from the outermost value inwards.
    pub(super) fn met(why: String, steps: Vec<Step<'_>>, position: Position) -> Self {
        Self { steps: steps.into_iter().rev().map(Step::into_owned).collect(), why, position: Some(position) }
    }

    /// The same, seen from the value that holds the faulty one.
    pub(crate) fn inside(mut self, step: impl Into<Step<'static>>) -> Self {
        self.steps.push(step.into());
        self
    }

    /// The same with a remark.
    pub(crate) fn remark(mut self, remark: &str) -> Self {
        self.why.push_str(remark);
        self
    }

    /// The same in words, for a value that is left out while the rest of the file is read.
    pub(crate) fn what(self) -> String {
        let path: Vec<_> = self.steps.into_iter().rev().collect();
        if path.is_empty() { self.why } else { format!("{}: {}", field(&path), self.why) }
    }

    /// The same for the user, with its place in the text that was read.
    pub(crate) fn in_text(self, json: &str) -> Damaged {
        let path: Vec<_> = self.steps.into_iter().rev().collect();
        // The place of a value is looked up only once something is wrong with it.
        let Position { line, column } = self.position.unwrap_or_else(|| seek::position(json, &path));
        Damaged { line, column, field: field(&path), why: self.why }
    }
}

/// `annotations[3].spans[0].end`
fn field(path: &[Step<'_>]) -> String {
    let mut field = String::new();
    for step in path.iter().take(SHOWN_STEPS) {
        match step {
            Step::Item(nth) => _ = write!(field, "[{nth}]"),
            Step::Field(name) if field.is_empty() => field.push_str(&shown(name)),
            Step::Field(name) => _ = write!(field, ".{}", shown(name)),
        }
    }
    if path.len() > SHOWN_STEPS {
        field.push('…');
    }
    field
}
