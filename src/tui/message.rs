//! The message: what the hint line says instead of hints, and how many rows it takes for that.

use super::pane::fold;

/// The blanks on either side of a row.
const BESIDE: u16 = 2;

/// What the hint line says instead of hints until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// One sentence.
    pub text: String,
    /// Whether something was refused or went wrong.
    pub warns: bool,
}

impl Message {
    /// The message as rows for a line of so many columns, the last one cut off where there are more than `most`.
    pub(super) fn rows(&self, columns: u16, most: u16) -> Vec<String> {
        fold(&self.text, columns.saturating_sub(BESIDE), usize::from(most))
    }
}
