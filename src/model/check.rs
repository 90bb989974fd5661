//! What checking a claim found.

mod text;

use super::named::named;

pub use self::text::{CHECK_TEXTS, CardKey, Check, CheckField, CheckPart, CheckText, CheckTextRow};
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

impl Default for Status {
    /// Nobody has looked yet. Nothing else has a value before somebody says one.
    fn default() -> Self {
        Self::Unchecked
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

    /// Records a status with who reached it and when; of one that is still open, nobody has.
    pub fn reach(&mut self, status: Status, by: &str, on: &str) {
        if self.status != status {
            self.status = status;
            let (by, on) = if self.is_open() { ("", "") } else { (by, on) };
            (self.checked_by, self.checked_on) = (by.to_owned(), on.to_owned());
        }
    }

    /// Whether it says nothing yet.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}
