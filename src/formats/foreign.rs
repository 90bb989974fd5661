//! What a file of another program says, before any of it is believed.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::{Check, Id};

use super::damaged::Damaged;
use super::unit::Unit;

/// Annotations as a file has them.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// What its positions count unless its quotes say otherwise.
    pub unit: Unit,
    /// Its annotations, in its order.
    pub annotations: Vec<ForeignAnnotation>,
    /// Its relations, in its order.
    pub relations: Vec<ForeignRelation>,
    /// What it ties together without saying from which to which, in its order.
    pub groups: Vec<Group>,
    /// What it says beyond that, for which there is no place.
    pub unheld: Vec<Remark>,
    /// What in it can't be read.
    pub refused: Vec<Remark>,
    /// How many rows of the file are about each other article, by its path there.
    pub others: BTreeMap<String, usize>,
}

impl Foreign {
    /// Nothing yet.
    pub fn new(unit: Unit) -> Self {
        Self {
            unit,
            annotations: Vec::new(),
            relations: Vec::new(),
            groups: Vec::new(),
            unheld: Vec::new(),
            refused: Vec::new(),
            others: BTreeMap::new(),
        }
    }
}

/// One annotation as a file has it.
#[derive(Clone, Debug, Default)]
pub struct ForeignAnnotation {
    /// Its line in the file, from 1; 0 where the file has none.
    pub line: usize,
    /// What the file calls it, so that relations find it.
    pub key: String,
    /// Its id in the save file, where the format keeps that.
    pub id: Option<Id>,
    /// Its label, in the file's words.
    pub label: String,
    /// Where it stands, at least one piece.
    pub pieces: Vec<Piece>,
    /// Whether its text wasn't found when the file was written: then its pieces are how it can be recognised.
    pub is_orphan: bool,
    /// Whether it is there so that a group has a place: then it is no fault that its label is none of ours.
    pub is_trigger: bool,
    /// A remark.
    pub note: String,
    /// Free words.
    pub tags: Vec<String>,
    /// Who made it.
    pub creator: String,
    /// When it was made: an RFC 3339 time, or empty.
    pub created: String,
    /// What checking it found.
    pub check: Check,
}

/// One piece of an annotation as a file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// From where to where, the end excluded, in the file's unit.
    pub at: Option<(usize, usize)>,
    /// Its text.
    pub quote: Option<String>,
    /// What stands before it.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
}

/// One relation as a file has it.
#[derive(Clone, Debug, Default)]
pub struct ForeignRelation {
    /// Its line in the file, from 1; 0 where the file has none.
    pub line: usize,
    /// Its id in the save file, where the format keeps that.
    pub id: Option<Id>,
    /// Its kind, in the file's words.
    pub kind: String,
    /// What the file calls the annotation that it starts from.
    pub from: String,
    /// What the file calls the annotation that it leads to.
    pub to: String,
}

/// Annotations that belong together, such as who says something and what is said: their labels say how.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Its line in the file, from 1; 0 where the file has none.
    pub line: usize,
    /// What the file calls the annotations.
    pub members: Vec<String>,
}

/// Something to be said of a place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// One sentence.
    pub what: String,
}

impl Remark {
    /// A remark on a line.
    pub fn new(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}

/// What is wrong with one of several things in a file, of which the others are read.
impl From<Damaged> for Remark {
    fn from(Damaged { line, field, why, .. }: Damaged) -> Self {
        let what = if field.is_empty() { why } else { format!("{field}: {why}") };
        Self { line, what }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.what),
            line => write!(f, "line {line}: {}", self.what),
        }
    }
}
