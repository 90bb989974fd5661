//! One annotation: its label, its place in the text, and what is known of it.

use std::fmt;
use std::sync::Arc;

use super::check::Check;
use super::extra::Extra;
use super::label::Label;
use super::selector::Selector;
use super::span::{Offset, Span, Spans};

/// The identity of an annotation or relation: short, random, and the same in every file, so that files merge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The most characters of an id that is saved, in code points.
    pub const MAX_CHARACTERS: usize = 64;

    /// The id with a text that comes from outside; `None` where it could not be saved: where it is empty or longer than
    /// [`MAX_CHARACTERS`](Self::MAX_CHARACTERS), or has white space or control characters.
    pub fn checked(text: &str) -> Option<Self> {
        let fits = |c: char| !c.is_whitespace() && !c.is_control();
        let is_id = !text.is_empty() && text.chars().count() <= Self::MAX_CHARACTERS && text.chars().all(fits);
        is_id.then(|| Self::new(text))
    }

    /// The id with that text.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The tag of a claim or denial of which the article names no source, so that nobody looks for it again.
pub const NO_SOURCE: &str = "no-source-named";

/// Whether a text can be a tag: one word.
pub fn is_tag(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// Where an annotation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At these spans of the document.
    Spans(Spans),
    /// Nowhere any more: its text was not found. It keeps the selectors it had, so nothing is lost. At least one.
    Orphan(Vec<Selector>),
    /// Nowhere until somebody decides: its article has changed, and a place was found that isn't certain. At least one.
    Undecided(Vec<Selector>),
}

/// A labelled piece of the article, in one or more spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Who it is.
    pub id: Id,
    /// What it says its text is.
    pub label: Label,
    /// Where it stands.
    pub place: Place,
    /// A remark of any length.
    pub note: String,
    /// Free words, each without white space.
    pub tags: Vec<String>,
    /// Who made it.
    pub creator: String,
    /// When it was made: an RFC 3339 time, or empty.
    pub created: String,
    /// Who changed it last, its check included; empty as long as nobody has.
    pub changed_by: String,
    /// When: an RFC 3339 time, or empty.
    pub changed: String,
    /// What checking it found; of use for claims.
    pub check: Check,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Annotation {
    /// A bare annotation of `spans`.
    pub fn new(id: Id, label: Label, spans: impl Into<Spans>) -> Self {
        Self::at(id, label, Place::Spans(spans.into()))
    }

    /// A bare annotation at `place`.
    pub fn at(id: Id, label: Label, place: Place) -> Self {
        Self {
            id,
            label,
            place,
            note: String::new(),
            tags: Vec::new(),
            creator: String::new(),
            created: String::new(),
            changed_by: String::new(),
            changed: String::new(),
            check: Check::default(),
            extra: Extra::default(),
        }
    }

    /// Whether the article names no source for it, as somebody has found.
    pub fn has_no_source(&self) -> bool {
        self.tags.iter().any(|tag| tag == NO_SOURCE)
    }

    /// Its spans in text order; none for an orphan or while it is undecided where it stands.
    pub fn spans(&self) -> &[Span] {
        match &self.place {
            Place::Spans(spans) => spans.as_slice(),
            Place::Orphan(_) | Place::Undecided(_) => &[],
        }
    }

    /// What it is to be found again by, while it has no place; none where it has one.
    pub fn selectors(&self) -> &[Selector] {
        match &self.place {
            Place::Spans(_) => &[],
            Place::Orphan(selectors) | Place::Undecided(selectors) => selectors,
        }
    }

    /// Whether somebody has to decide where it stands.
    pub const fn is_undecided(&self) -> bool {
        matches!(self.place, Place::Undecided(_))
    }

    /// Where its first span starts; `None` for an orphan.
    pub fn start(&self) -> Option<Offset> {
        self.spans().first().map(|span| span.start())
    }

    /// Where its last span ends; `None` for an orphan.
    pub fn end(&self) -> Option<Offset> {
        self.spans().last().map(|span| span.end())
    }

    /// Whether one of its spans holds the grapheme cluster that starts at `place`.
    pub fn holds(&self, place: Offset) -> bool {
        self.spans().iter().any(|span| span.holds(place))
    }

    /// How many bytes of text it covers.
    pub fn len_bytes(&self) -> usize {
        self.spans().iter().map(|span| span.len_bytes()).sum()
    }
}
