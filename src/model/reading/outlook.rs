//! The outlook on a passage: what its attributions and what is marked already say about where spans start and end.

use std::ops::Range;

use super::attribution::{Attribution, attributions};
use super::passage::{Passage, Word};
use crate::model::document::Document;
use crate::model::label::Label;
use crate::model::span::Span;

mod end;
mod start;

/// A likelihood out of a thousand: the share of the places of a kind. They are round, set by hand, and say nothing but
/// which places to offer first.
pub(super) type PerMille = u16;

/// A passage and what its attributions say about each of its words.
#[derive(Debug)]
pub(super) struct Outlook {
    pub(super) passage: Passage,
    pub(super) attributions: Vec<Attribution>,
    parts: Vec<Parts>,
    /// Where something that is attributed ends, in bytes of the document, sorted.
    foreseen_ends: Vec<usize>,
}

/// What starts with a word after the attributions: how sure that is, and where it ends, in bytes of the document.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    source: Option<(u8, usize)>,
    claim: Option<(u8, usize)>,
    denies: bool,
}

/// How sure a source is whose claim is marked, and a claim whose source is: that of a verb of thinking, one of saying, and
/// `said`, in this order from here on.
const TIED: u8 = 4;
const TIED_SAYING: u8 = TIED + 1;
const TIED_SAID: u8 = TIED + 2;

/// How sure a claim is whose source stands before it and is not marked.
const PASSED: u8 = 0;

/// The spans that are marked, by what they are.
struct Marks {
    sources: Vec<Range<usize>>,
    claims: Vec<Range<usize>>,
}

impl Marks {
    fn new(marked: &[(Label, Span)]) -> Self {
        let of = |wanted: &[Label]| {
            let mut spans: Vec<_> =
                marked.iter().filter(|(label, _)| wanted.contains(label)).map(|(_, span)| span.bytes()).collect();
            spans.sort_unstable_by_key(|bytes| (bytes.start, bytes.end));
            spans
        };
        Self { sources: of(&[Label::Source]), claims: of(&[Label::Claim, Label::Denial]) }
    }

    /// How sure the source and the claim of an attribution are, for what is marked of it.
    fn strengths(&self, found: &Attribution) -> (u8, u8) {
        let marked = |marks: &[Range<usize>], part: Option<&Range<usize>>| {
            part.is_some_and(|part| {
                let nearest = marks.partition_point(|mark| mark.start < part.end).checked_sub(1);
                nearest.and_then(|nth| marks.get(nth)).is_some_and(|mark| mark.end > part.start)
            })
        };
        let says = if marked(&self.claims, found.claim.as_ref()) { TIED } else { found.strength };
        let follows = match (&found.source, &found.claim) {
            (Some(source), Some(claim)) => claim.start > source.start,
            _ => false,
        };
        let said = if marked(&self.sources, found.source.as_ref()) {
            TIED - 1 + found.strength
        } else if found.strength < 3 && follows {
            // Whoever meant the claim would have marked its source before it.
            PASSED
        } else {
            found.strength
        };
        (says, said)
    }
}

impl Outlook {
    /// The outlook on the paragraphs that a span is in.
    pub(super) fn on(document: &Document, span: Span, marked: &[(Label, Span)]) -> Self {
        Self::of(Passage::around(document, span), marked)
    }

    fn of(passage: Passage, marked: &[(Label, Span)]) -> Self {
        let attributions = attributions(&passage);
        let marks = Marks::new(marked);
        let mut parts = vec![Parts::default(); passage.words.len()];
        let surer = |old: Option<(u8, usize)>, new: (u8, usize)| Some(old.map_or(new, |old| old.max(new)));
        for found in &attributions {
            let (says, said) = marks.strengths(found);
            if let Some(source) = &found.source
                && let Some(part) = parts.get_mut(passage.word_from(source.start))
            {
                part.source = surer(part.source, (says, source.end));
            }
            for claim in found.claim.iter().chain(&found.rest) {
                if let Some(part) = parts.get_mut(passage.word_from(claim.start)) {
                    part.claim = surer(part.claim, (said, claim.end));
                    part.denies |= found.denies;
                }
            }
        }
        let ends =
            |found: &Attribution| [&found.source, &found.claim, &found.rest].map(|part| part.as_ref().map(|it| it.end));
        let mut foreseen_ends: Vec<usize> = attributions.iter().flat_map(ends).flatten().collect();
        foreseen_ends.sort_unstable();
        Self { passage, attributions, parts, foreseen_ends }
    }

    fn parts(&self, nth: usize) -> Parts {
        self.parts.get(nth).copied().unwrap_or_default()
    }

    /// Whether something that is attributed ends at a byte.
    pub(super) fn foreseen_end(&self, byte: usize) -> bool {
        self.foreseen_ends.binary_search(&byte).is_ok()
    }

    fn before(&self, nth: usize) -> Word {
        nth.checked_sub(1).map(|nth| self.passage.word(nth)).unwrap_or_default()
    }
}

/// Orders places by how likely each is the one: its own likelihood, less that one of those before it was meant.
///
/// The places come in the order in which a reader meets them; `scale` is by how much less likely all of them are.
pub(super) fn surviving(likelihoods: impl Iterator<Item = PerMille>, scale: f32) -> impl Iterator<Item = f32> {
    let mut left = scale;
    likelihoods.map(move |likelihood| {
        let share = f32::from(likelihood.clamp(1, 990)) / 1000.0;
        let value = left * share;
        // Never nothing, so that far places still are told apart by their kind.
        left = (left * (1.0 - share)).max(1e-6);
        value
    })
}
