//! Annotations whose text isn't where it stood: what is proposed for each, and the edits that decide about one.

use std::fmt;
use std::sync::Arc;

use crate::model::annotation::{Annotation, Id, Place};
use crate::model::edit::Edit;
use crate::model::set::AnnotationSet;
use crate::model::span::Spans;

/// A place for an annotation that has none any more, for a person to decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The annotation, which is [undecided](Place::Undecided) until somebody decides.
    pub id: Id,
    /// Where it may stand now: a piece for each that it had, in their order; fewer where they have become neighbours.
    pub spans: Spans,
    /// How much of its text and of what stood around it is found there.
    pub score: Score,
    /// What makes it a proposal and no certainty.
    pub why: Why,
}

/// How much of an annotation's text and surroundings a place has, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    /// All of it.
    pub const WHOLE: Self = Self(100);

    /// So many percent; more than 100 are 100.
    pub const fn percent(percent: u8) -> Self {
        if percent > 100 { Self::WHOLE } else { Self(percent) }
    }

    /// As a number from 0 to 100.
    pub const fn as_percent(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// What makes a proposal of a place and no certainty, the lesser reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The same text stands there, and what stood right beside it is another now.
    Surroundings,
    /// The same text stands elsewhere, not where what is around it would put it; or in several places alike.
    Moved,
    /// Another text stands there, or the same in other characters.
    Edited,
}

impl Why {
    /// In one or two words, for lists: `moved`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Surroundings => "surroundings edited",
            Self::Edited => "edited",
        }
    }
}

impl AnnotationSet {
    /// The annotations that somebody has to decide about, by id. They are among the [orphans](Self::orphans).
    pub fn undecided(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.orphans().filter(|orphan| orphan.is_undecided())
    }

    /// The edit that takes a proposal; empty where the annotation is decided about already, or is no more.
    pub fn accepting(&self, proposal: &Proposal) -> Edit {
        self.recutting(&proposal.id, proposal.spans.clone())
    }

    /// The edit that takes every proposal whose score is `least` or more, as one.
    pub fn accepting_all(&self, proposals: &[Proposal], least: Score) -> Edit {
        let good = proposals.iter().filter(|proposal| proposal.score >= least);
        let annotations = good.flat_map(|proposal| self.accepting(proposal).annotations).collect();
        Edit { annotations, ..Edit::default() }
    }

    /// The edit that gives an annotation a place of somebody's own choice; empty where it has one already, or is no more.
    ///
    /// An annotation that was kept as an orphan can be given a place as well.
    pub fn recutting(&self, id: &Id, place: impl Into<Spans>) -> Edit {
        self.changing(id, |annotation| {
            if annotation.spans().is_empty() {
                annotation.place = Place::Spans(place.into());
            }
        })
    }

    /// The edit that keeps an annotation as an orphan: nothing is proposed for it in this version of the article any
    /// more. Empty where it is decided about already, or is no more.
    pub fn orphaning(&self, id: &Id) -> Edit {
        self.changing(id, |annotation| {
            if let Place::Undecided(selectors) = &mut annotation.place {
                annotation.place = Place::Orphan(std::mem::take(selectors));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Label, Selector, Span};

    fn scene() -> (AnnotationSet, Proposal, Span) {
        let document = Document::new("a.txt", "The dam is sound.").unwrap();
        let (now, other) = (document.span(0..16).unwrap(), document.span(4..7).unwrap());
        let selector = Selector { quote: "The dam is safe".to_owned(), end: 15, ..Selector::default() };
        let mut claim = Annotation::new(Id::new("c"), Label::Claim, now);
        claim.place = Place::Undecided(vec![selector]);
        let mut set = AnnotationSet::default();
        set.apply(&AnnotationSet::adding(claim)).unwrap();
        let proposal = Proposal { id: Id::new("c"), spans: now.into(), score: Score::percent(80), why: Why::Edited };
        (set, proposal, other)
    }

    #[test]
    fn a_proposal_that_is_accepted_gives_the_annotation_its_place_and_can_be_undone() {
        let (mut set, proposal, _) = scene();
        let before = set.clone();
        let edit = set.accepting(&proposal);
        set.apply(&edit).unwrap();
        assert_eq!(set.get(&proposal.id).unwrap().spans(), proposal.spans.as_slice());
        assert_eq!((set.undecided().count(), set.orphans().len()), (0, 0));
        assert!(set.accepting(&proposal).is_empty(), "it is decided already");
        set.apply(&edit.inverse()).unwrap();
        assert_eq!((&set, set.undecided().count()), (&before, 1));
    }

    #[test]
    fn an_annotation_kept_as_an_orphan_has_its_selectors_and_waits_no_longer() {
        let (mut set, proposal, other) = scene();
        let selectors = set.get(&proposal.id).unwrap().selectors().to_vec();
        set.apply(&set.orphaning(&proposal.id)).unwrap();
        assert_eq!(set.get(&proposal.id).unwrap().place, Place::Orphan(selectors));
        assert!(set.orphaning(&proposal.id).is_empty());
        set.apply(&set.recutting(&proposal.id, other)).unwrap();
        assert_eq!(set.get(&proposal.id).unwrap().spans(), [other]);
        assert!(set.recutting(&proposal.id, proposal.spans).is_empty(), "it has a place");
    }

    #[test]
    fn all_that_are_good_enough_are_accepted_together() {
        let (set, proposal, _) = scene();
        let all = std::slice::from_ref(&proposal);
        assert!(set.accepting_all(all, Score::percent(81)).is_empty());
        assert_eq!(set.accepting_all(all, Score::percent(80)), set.accepting(&proposal));
        assert_eq!(Score::percent(200).to_string(), "100 %");
    }
}
