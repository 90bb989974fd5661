//! How annotations are tied together: the kinds, and one tie.

use super::annotation::Id;
use super::extra::Extra;
use super::label::Label::{self, Actor, Claim, Denial, Source};

/// What a relation says of its two annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A claim or denial comes from a source.
    AttributedTo,
    /// A claim is about an actor.
    About,
    /// A denial is made by an actor.
    By,
    /// A denial says that a claim is not so.
    Denies,
}

/// What is known of a kind: its name, and which labels it joins.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// The kind this row is about.
    pub kind: Kind,
    /// Its name in files: `[a-z-]+`.
    pub name: &'static str,
    /// The labels that it may start from.
    pub from: &'static [Label],
    /// The label that it leads to.
    pub to: Label,
}

/// One row a kind. No two rows join the same two labels, so the kind always follows from the labels.
pub const KINDS: &[KindRow] = &[
    KindRow { kind: Kind::AttributedTo, name: "attributed-to", from: &[Claim, Denial], to: Source },
    KindRow { kind: Kind::About, name: "about", from: &[Claim], to: Actor },
    KindRow { kind: Kind::By, name: "by", from: &[Denial], to: Actor },
    KindRow { kind: Kind::Denies, name: "denies", from: &[Denial], to: Claim },
];

impl Kind {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        // The rows stand in the order of the variants; the table's test holds it to that.
        KINDS[self as usize].name
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.name == name).map(|row| row.kind)
    }

    /// The kind that leads from one label to the other, if any does.
    pub fn between(from: Label, to: Label) -> Option<Self> {
        KINDS.iter().find(|row| row.to == to && row.from.contains(&from)).map(|row| row.kind)
    }

    /// The kind that joins two labels, whichever it leads from.
    pub fn joining(one: Label, other: Label) -> Option<Self> {
        Self::between(one, other).or_else(|| Self::between(other, one))
    }

    /// Whether it may lead from one label to the other.
    pub fn joins(self, from: Label, to: Label) -> bool {
        Self::between(from, to) == Some(self)
    }
}

/// One annotation tied to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its own id, unique in its set.
    pub id: Id,
    /// What it says.
    pub kind: Kind,
    /// The annotation it starts from.
    pub from: Id,
    /// The annotation it leads to.
    pub to: Id,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Relation {
    /// Its other end, seen from the annotation `id`.
    pub fn other_end(&self, id: &Id) -> &Id {
        if &self.from == id { &self.to } else { &self.from }
    }
}
