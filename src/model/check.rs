//! What checking a claim found.

use super::annotation::Extra;
use super::named::named;

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
    /// What a piece of evidence does to the claim.
    Stance STANCES {
        Supports "supports" "speaks for the claim";
        Contradicts "contradicts" "speaks against the claim";
        Context "context" "needed to understand it";
    }
}

named! {
    /// How near the evidence is to the matter.
    Rank RANKS {
        Primary "primary" "the document, the record, the witness";
        Secondary "secondary" "somebody's account of it";
    }
}

named! {
    /// How far the right of reply has been given to whom a claim is about.
    Reply REPLIES {
        Unasked "unasked" "nobody has asked for a reply";
        Asked "asked" "a reply was asked for and has not come";
        Received "received" "the reply has come";
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A web address, or the name of a document.
    pub source: String,
    /// Where in it: a page, a paragraph, a minute.
    pub locator: String,
    /// What it does to the claim.
    pub stance: Stance,
    /// How near it is to the matter.
    pub rank: Rank,
    /// Anything else.
    pub note: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
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
    /// Who checked it.
    pub checked_by: String,
    /// When.
    pub checked_on: String,
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
            () if !self.reply_received.is_empty() => Reply::Received,
            () if !self.reply_asked.is_empty() => Reply::Asked,
            () => Reply::Unasked,
        }
    }

    /// Whether it says nothing yet.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}
