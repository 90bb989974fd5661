//! What was done, to be taken back and done again, without limit.

use std::sync::Arc;

use super::edit::Edit;
use super::stamping::is_same;

/// The edits of one session, oldest first, and how many of them are in force.
#[derive(Debug, Default)]
pub struct History {
    edits: Vec<Edit>,
    in_force: usize,
    /// Whether the last edit is still being made, so that the next of its kind joins it. All edits are in force then.
    open: bool,
}

impl History {
    /// Remembers an edit that was applied; what had been undone is forgotten.
    pub fn record(&mut self, edit: Edit) {
        self.edits.truncate(self.in_force);
        self.edits.push(edit);
        self.in_force = self.edits.len();
        self.open = false;
    }

    /// Remembers an edit as one more step of the one before, if that was recorded by this call too and nothing
    /// [closed](Self::close) it since: a series of small steps is one undo.
    pub fn record_step(&mut self, edit: Edit) {
        if self.open
            && let Some(last) = self.edits.pop()
        {
            let both = last.then(edit);
            // Steps that cancel each other out leave nothing to undo.
            if both.is_empty() {
                self.in_force = self.edits.len();
                self.open = false;
                return;
            }
            self.edits.push(both);
        } else {
            self.record(edit);
        }
        self.open = true;
    }

    /// A further step as it is to be applied: what it makes again of an annotation as it was before the series is exactly
    /// what it was, whoever has changed it meanwhile, so that steps cancel each other out.
    #[must_use]
    pub fn leading_back(&self, mut step: Edit) -> Edit {
        let series = self.edits.last().filter(|_| self.open);
        for change in &mut step.annotations {
            let begun = series.and_then(|series| series.annotations.iter().find(|it| it.id() == change.id()));
            if let (Some(was), Some(after)) = (begun.and_then(|it| it.before.as_ref()), &mut change.after)
                && is_same(was, after)
            {
                *after = Arc::clone(was);
            }
        }
        step
    }

    /// Ends a series of steps.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// The edit that takes the last one back, or `None` where there is nothing to undo.
    pub fn undo(&mut self) -> Option<Edit> {
        self.open = false;
        let last = self.in_force.checked_sub(1)?;
        self.in_force = last;
        self.edits.get(last).map(Edit::inverse)
    }

    /// The edit that does the last undone one again, or `None` where there is nothing to redo.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.edits.get(self.in_force)?.clone();
        self.in_force += 1;
        Some(edit)
    }
}
