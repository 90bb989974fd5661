//! Tallies: how far the work on an article is, or on several of them, in numbers.

use std::ops::AddAssign;

use super::check::{REPLIES, STATUSES};
use super::coverage::{Coverage, Share};
use super::document::Document;
use super::finding::{FINDINGS, Finding, FindingKind};
use super::label::Label;
use super::set::AnnotationSet;
use crate::model::reading::detail::DETAILS;

/// What is counted of articles. The tally of several is the sum of theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many articles.
    pub articles: usize,
    /// How many of them somebody has said to be done.
    pub finished: usize,
    /// How many sentences, and how many of them hold no mark.
    pub sentences: Share,
    /// How many details of each kind, in the order of [`DETAILS`].
    pub details: [Share; DETAILS.len()],
    /// How many claims of each status, in the order of [`STATUSES`].
    pub statuses: [usize; STATUSES.len()],
    /// How many claims with each state of the right of reply, in the order of [`REPLIES`].
    pub replies: [usize; REPLIES.len()],
    /// How many findings of each kind, in the order of [`FINDINGS`].
    pub findings: [usize; FINDINGS.len()],
}

impl Tally {
    /// The tally of one article. The coverage has to be up to date with the set.
    pub fn of(document: &Document, set: &AnnotationSet, coverage: &Coverage) -> Self {
        Self::with(set, coverage, &coverage.findings(document, set))
    }

    /// The same where the findings are known already.
    pub fn with(set: &AnnotationSet, coverage: &Coverage, findings: &[Finding]) -> Self {
        let mut tally = Self {
            articles: 1,
            finished: usize::from(set.finished().is_some()),
            sentences: Share { all: coverage.sentences(), unmarked: coverage.bare_sentences().len() },
            details: coverage.shares(),
            ..Self::default()
        };
        for claim in set.iter().chain(set.orphans()).filter(|it| it.label == Label::Claim) {
            tally.statuses[claim.check.status as usize] += 1;
            tally.replies[claim.check.reply() as usize] += 1;
        }
        for finding in findings {
            tally.findings[finding.kind as usize] += 1;
        }
        tally
    }

    /// How many findings of a kind there are.
    pub fn count(&self, kind: FindingKind) -> usize {
        self.findings[kind as usize]
    }

    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.statuses.iter().sum()
    }

    /// How many sentences hold a mark.
    pub fn covered_sentences(&self) -> usize {
        self.sentences.all - self.sentences.unmarked
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.unmarked += other.unmarked;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        fn add<T: AddAssign + Copy>(ours: &mut [T], theirs: &[T]) {
            ours.iter_mut().zip(theirs).for_each(|(our, their)| *our += *their);
        }
        self.articles += other.articles;
        self.finished += other.finished;
        self.sentences += other.sentences;
        add(&mut self.details, &other.details);
        add(&mut self.statuses, &other.statuses);
        add(&mut self.replies, &other.replies);
        add(&mut self.findings, &other.findings);
    }
}
