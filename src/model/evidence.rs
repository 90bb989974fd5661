//! Evidence: what a check rests on.

mod line;

use super::extra::Extra;
use super::named::named;

pub use self::line::EvidenceFlaw;

named! {
    /// The effect of a piece of evidence on the claim, where somebody has said it.
    Stance STANCES {
        Supports "supports" "speaks for the claim";
        Contradicts "contradicts" "speaks against the claim";
        Context "context" "needed to understand it";
    }
}

named! {
    /// The distance of the evidence from the matter, where somebody has said it.
    Rank RANKS {
        Primary "primary" "the document, the record, the witness";
        Secondary "secondary" "somebody's account of it";
    }
}

/// One piece of evidence.
///
/// Stance and rank are `None` until somebody says them: nobody is to read as a finding what was only left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A web address, or the name of a document.
    pub source: String,
    /// The place in it: a page, a paragraph, a minute.
    pub locator: String,
    /// Its effect on the claim; `None` where that isn't said.
    pub stance: Option<Stance>,
    /// Its distance from the matter; `None` where that isn't said.
    pub rank: Option<Rank>,
    /// The day it was published or looked up: an RFC 3339 date or time, or empty.
    pub date: String,
    /// Anything else.
    pub note: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

impl Evidence {
    /// The name of its stance; empty where that isn't said.
    pub fn stance_name(&self) -> &'static str {
        self.stance.map_or("", Stance::name)
    }

    /// The name of its rank; empty where that isn't said.
    pub fn rank_name(&self) -> &'static str {
        self.rank.map_or("", Rank::name)
    }

    /// The names of its stance and its rank, those that are said: `contradicts, primary`.
    pub fn said(&self) -> String {
        let names = [self.stance_name(), self.rank_name()];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
