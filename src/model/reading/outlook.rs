//! The outlook on a stretch: what its attributions and what is marked already say about where spans start and end.

use std::borrow::Cow;

use super::attribution::Attribution;
use super::parts::{Parts, parts};
use super::passage::Passage;
use super::understood::Reading;
use super::word::Word;
use crate::model::label::Label;
use crate::model::span::Span;

mod end;
mod start;

pub(super) use end::{End, Opening};

/// A likelihood out of a thousand: the share of the places of a kind. They are round, set by hand, and say nothing but
/// which places to offer first.
pub(super) type PerMille = u16;

/// A reading seen with what is marked: little more than a look at what is kept.
#[derive(Debug)]
pub(super) struct Outlook<'a> {
    pub(super) reading: &'a Reading,
    pub(super) passage: &'a Passage,
    parts: Cow<'a, [Parts]>,
}

impl<'a> Outlook<'a> {
    /// The outlook on a stretch with those marks.
    pub(super) fn on(reading: &'a Reading, marked: &[(Label, Span)]) -> Self {
        let passage = &reading.passage;
        let parts = if reading.attributions.iter().any(|it| touches(it, marked)) {
            Cow::Owned(parts(passage, &reading.attributions, marked))
        } else {
            Cow::Borrowed(reading.parts.as_slice())
        };
        Self { reading, passage, parts }
    }

    fn parts(&self, nth: usize) -> Parts {
        let found = self.parts.binary_search_by_key(&nth, |part| part.nth);
        found.ok().and_then(|at| self.parts.get(at)).copied().unwrap_or_default()
    }

    /// Whether something that is attributed ends at a byte.
    pub(super) fn foreseen_end(&self, byte: usize) -> bool {
        self.reading.foreseen_ends.binary_search(&byte).is_ok()
    }

    fn before(&self, nth: usize) -> Word {
        nth.checked_sub(1).map(|nth| self.passage.word(nth)).unwrap_or_default()
    }
}

/// Whether a mark shares text with an attribution, so that it may say more about it.
pub(super) fn touches(found: &Attribution, marked: &[(Label, Span)]) -> bool {
    let parts = [&found.source, &found.claim];
    let meets = |span: &Span| {
        parts
            .iter()
            .any(|part| part.as_ref().is_some_and(|it| it.start < span.end().byte() && span.start().byte() < it.end))
    };
    marked.iter().any(|(label, span)| *label != Label::Actor && meets(span))
}

/// Orders places by how likely each is the one: its own likelihood, less that one of those before it was meant.
///
/// The places come in the order in which a reader meets them; `scale` is by how much less likely all of them are.
pub(super) fn surviving(likelihoods: impl Iterator<Item = PerMille>, scale: f32) -> impl Iterator<Item = f32> {
    let mut left = scale;
    likelihoods.map(move |likelihood| {
        let value;
        (value, left) = taken_from(left, likelihood);
        value
    })
}

/// How likely a place of that likelihood is meant where `left` is how likely none before it was, and how likely it is that
/// it isn't either.
pub(super) fn taken_from(left: f32, likelihood: PerMille) -> (f32, f32) {
    let share = f32::from(likelihood.clamp(1, 990)) / 1000.0;
    // Never nothing, so that far places still are told apart by their kind.
    (left * share, (left * (1.0 - share)).max(1e-6))
}
