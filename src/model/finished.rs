//! That the work on an article is done, as somebody has said.

use super::extra::Extra;

/// Who has said that the work on an article is done, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Who.
    pub by: String,
    /// When: an RFC 3339 time, or empty.
    pub on: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Finished {
    /// Said by somebody at an RFC 3339 time.
    pub fn new(by: impl Into<String>, on: impl Into<String>) -> Self {
        Self { by: by.into(), on: on.into(), extra: Extra::default() }
    }
}
