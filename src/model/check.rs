//! What checking a claim found.

use super::annotation::Extra;
use super::named::named;

pub use super::evidence::{Evidence, RANKS, Rank, STANCES, Stance};

named! {
    /// How far the check is and what it found.
    Status STATUSES {
        Unchecked "unchecked" "nobody has looked yet";
        InProgress "in-progress" "somebody is at it";
        Verified "verified" "the evidence bears it out";
        Corrected "corrected" "right once the correction is made";
        Disputed "disputed" "sources of weight disagree";
        False "false" "the evidence says otherwise";
        Unverifiable "unverifiable" "checkable in principle, no evidence to be had";
        NotCheckable "not-checkable" "opinion, prediction or feeling";
    }
}

named! {
    /// How far the right of reply has been given to whom a claim is about.
    Reply REPLIES {
        Unasked "unasked" "nobody has asked for a reply";
        Asked "asked" "a reply was asked for and has not come";
        Received "received" "the reply has come";
        Refused "refused" "who was asked will not reply";
        Waived "waived" "there is nobody to ask, for a reason";
    }
}

impl Status {
    /// The letter that stands for it on the screen, and is its key there.
    pub fn letter(self) -> char {
        match self {
            // To do.
            Self::Unchecked => 'T',
            Self::InProgress => 'P',
            Self::Verified => 'V',
            // Erratum.
            Self::Corrected => 'E',
            // In question.
            Self::Disputed => 'Q',
            Self::False => 'F',
            // Inconclusive.
            Self::Unverifiable => 'I',
            // Opinion.
            Self::NotCheckable => 'O',
        }
    }
}

/// The record of one claim's check. Dates are RFC 3339 dates or times, or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// How far it is and what it found.
    pub status: Status,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What the article should say.
    pub correction: String,
    /// What the author was asked.
    pub question: String,
    /// What the author answered.
    pub answer: String,
    /// When the claim's subject was asked for a reply.
    pub reply_asked: String,
    /// What the subject replied.
    pub reply_received: String,
    /// When that came.
    pub reply_on: String,
    /// When the subject refused to reply.
    pub reply_refused: String,
    /// Why nobody need be asked for a reply, in words.
    pub reply_waived: String,
    /// Who reached the present status, of a check that is done.
    pub checked_by: String,
    /// When.
    pub checked_on: String,
    /// Who began the record.
    pub begun_by: String,
    /// When.
    pub begun_on: String,
    /// Who changed the record last.
    pub changed_by: String,
    /// When.
    pub changed_on: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Check {
    /// Whether work on it is still open.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Unchecked | Status::InProgress)
    }

    /// Whether it is a verdict: what checking found is said of the claim, in one way or another.
    pub fn is_verdict(&self) -> bool {
        matches!(self.status, Status::Verified | Status::Corrected | Status::Disputed | Status::False)
    }

    /// How far the right of reply has been given, which follows from what is recorded of it.
    pub fn reply(&self) -> Reply {
        match () {
            () if !self.reply_received.is_empty() || !self.reply_on.is_empty() => Reply::Received,
            () if !self.reply_refused.is_empty() => Reply::Refused,
            () if !self.reply_waived.is_empty() => Reply::Waived,
            () if !self.reply_asked.is_empty() => Reply::Asked,
            () => Reply::Unasked,
        }
    }

    /// Whether it says nothing yet.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// A field of a check that can be emptied.
#[derive(Clone, Copy, Debug)]
pub struct CheckField {
    /// Its name on the command line; in files it has `_` for `-`.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub help: &'static str,
    /// Empties it.
    pub clear: fn(&mut Check),
}

/// Every field that somebody writes, in the order of the file. Who changed the record last is no such field.
pub const CHECK_FIELDS: &[CheckField] = &[
    CheckField {
        name: "status",
        help: "unchecked again, by nobody",
        clear: |check| {
            check.status = Status::Unchecked;
            check.checked_by.clear();
            check.checked_on.clear();
        },
    },
    CheckField { name: "evidence", help: "all of what it rests on", clear: |check| check.evidence.clear() },
    CheckField { name: "correction", help: "what the article should say", clear: |check| check.correction.clear() },
    CheckField { name: "question", help: "what the author was asked", clear: |check| check.question.clear() },
    CheckField { name: "answer", help: "what the author answered", clear: |check| check.answer.clear() },
    CheckField { name: "reply-asked", help: "when a reply was asked for", clear: |check| check.reply_asked.clear() },
    CheckField {
        name: "reply-received",
        help: "what the subject replied, and when",
        clear: |check| {
            check.reply_received.clear();
            check.reply_on.clear();
        },
    },
    CheckField { name: "reply-on", help: "when the reply came", clear: |check| check.reply_on.clear() },
    CheckField { name: "reply-refused", help: "when a reply was refused", clear: |check| check.reply_refused.clear() },
    CheckField { name: "reply-waived", help: "why nobody need be asked", clear: |check| check.reply_waived.clear() },
    CheckField { name: "checked-by", help: "who reached the status", clear: |check| check.checked_by.clear() },
    CheckField { name: "checked-on", help: "when it was reached", clear: |check| check.checked_on.clear() },
];
