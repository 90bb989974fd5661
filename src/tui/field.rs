//! What can be written down about an annotation, and how each of it is text.

use crate::model::{Annotation, CheckText, Evidence};

/// A piece of an annotation that is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The remark.
    Note,
    /// Free words.
    Tags,
    /// What the check rests on.
    Evidence,
    /// A text of its check.
    Check(CheckText),
}

impl Field {
    /// Its name, as the screen calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Evidence => "evidence",
            Self::Check(text) => text.row().screen,
        }
    }

    /// Its name in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Evidence => "evidence",
            // As configurations have it that were written before the others were.
            Self::Check(CheckText::ReplyReceived) => "reply",
            Self::Check(text) => text.row().option,
        }
    }

    /// How it is written, where that isn't plain.
    pub fn form(self) -> &'static str {
        match self {
            Self::Tags => "words with blanks between",
            Self::Evidence => {
                "a line each: source | place in it | supports, contradicts or context | primary or secondary | date | note"
            }
            _ if self.is_date() => "a date such as 2026-11-22, or a time",
            Self::Check(text) => text.row().form,
            Self::Note => "",
        }
    }

    /// Whether it holds a date.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Check(text) if text.row().is_date)
    }

    /// Its text in an annotation.
    pub fn read(self, annotation: &Annotation) -> String {
        let check = &annotation.check;
        match self {
            Self::Note => annotation.note.clone(),
            Self::Tags => annotation.tags.join(" "),
            Self::Evidence => check.evidence.iter().map(Evidence::line).collect::<Vec<_>>().join("\n"),
            Self::Check(text) => check.text(text).clone(),
        }
    }

    /// Puts a text into an annotation.
    pub fn write(self, annotation: &mut Annotation, text: String) {
        let check = &mut annotation.check;
        match self {
            Self::Note => annotation.note = text,
            Self::Tags => annotation.tags = text.split_whitespace().map(str::to_owned).collect(),
            Self::Evidence => check.evidence = Evidence::of_lines(&text, &check.evidence).0,
            Self::Check(of) => *check.text_mut(of) = text,
        }
    }
}
