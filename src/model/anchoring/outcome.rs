//! What becomes of an annotation in an article that may have changed.

use super::review::{Score, Why};
use crate::model::span::{Span, Spans};

/// What has become of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// It stands certainly there: a span a selector.
    Kept(Vec<Span>),
    /// It may stand there; somebody has to decide.
    Proposed(Spans, Score, Why),
    /// It stands nowhere.
    Lost,
    /// It isn't certain where it stands, and there was too much else to look for.
    Unsearched,
}
