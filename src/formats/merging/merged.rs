//! The outcome of merging a file, or one record of it, with what is here.

use super::super::foreign::Remark;
use super::rules::Take;
use crate::model::Edit;

/// What taking a file over does.
#[derive(Debug, Default)]
pub struct Merged {
    /// The edit that does it.
    pub edit: Edit,
    /// How many annotations are new.
    pub added: usize,
    /// How many that were there get something from the file.
    pub changed: usize,
    /// How many were there as the file has them.
    pub same: usize,
    /// How many relations are new.
    pub tied: usize,
    /// In how many respects what is here and what the file says differ, of which nobody has said which is to be taken.
    pub differing: usize,
    /// What was taken otherwise than the file says.
    pub remarks: Vec<Remark>,
    /// What was not taken, and why.
    pub refused: Vec<Remark>,
}

impl Merged {
    /// The same with what the next record does.
    pub(super) fn and(self, next: Self) -> Self {
        Self {
            edit: self.edit.then(next.edit),
            added: self.added + next.added,
            changed: self.changed + next.changed,
            same: self.same + next.same,
            tied: self.tied + next.tied,
            differing: self.differing + next.differing,
            remarks: [self.remarks, next.remarks].concat(),
            refused: [self.refused, next.refused].concat(),
        }
    }

    /// Says that the sides differ: without a word on which to take, that nothing of it is taken.
    pub(super) fn differ(&mut self, take: Option<Take>, line: usize, what: String) {
        let of = if take.is_none() { &mut self.refused } else { &mut self.remarks };
        of.push(Remark::new(line, what));
        self.differing += usize::from(take.is_none());
    }
}
