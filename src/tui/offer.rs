//! Ties that are offered: what the annotation in hand most likely belongs to, one key away.

use crate::model::{Id, Kind, Label, Spans};

pub use crate::model::NO_SOURCE;

/// A tie that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it would say.
    pub kind: Kind,
    /// To what it would lead.
    pub to: Offered,
}

/// What is offered to be tied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// An annotation.
    Annotation(Id),
    /// Text that isn't marked yet, with the label it would get.
    Text(Label, Spans),
}

/// The ties that are offered, worked out again only when there is another annotation in hand or the set is another.
#[derive(Debug, Default)]
pub struct Offers {
    /// The annotation in hand and the state of the set that they were worked out for.
    pub(super) of: Option<(Option<Id>, u64)>,
    /// The likeliest first.
    pub next: Vec<Offer>,
}
