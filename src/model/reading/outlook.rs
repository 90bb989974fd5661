//! The outlook on a stretch: what its attributions and what is marked already say about where spans start and end.

use std::borrow::Cow;
use std::ops::Range;

use super::attribution::Attribution;
use super::passage::Passage;
use super::readings::Reading;
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

/// What starts with a word after the attributions: how sure that is, and where it ends, in bytes of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// The number of the word.
    nth: usize,
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

/// What starts with each word with which something does after the attributions, in the order of the words.
pub(super) fn parts(passage: &Passage, attributions: &[Attribution], marked: &[(Label, Span)]) -> Vec<Parts> {
    let marks = Marks::new(marked);
    let mut all: Vec<Parts> = Vec::new();
    for found in attributions {
        let (says, said) = marks.strengths(found);
        if let Some(source) = &found.source {
            add(&mut all, passage, source, |part, end| part.source = part.source.max(Some((says, end))));
        }
        for claim in found.claim.iter().chain(&found.rest) {
            add(&mut all, passage, claim, |part, end| {
                part.claim = part.claim.max(Some((said, end)));
                part.denies |= found.denies;
            });
        }
    }
    all
}

/// Adds what starts with the first word of some bytes; where no word follows, nothing does.
fn add(all: &mut Vec<Parts>, passage: &Passage, bytes: &Range<usize>, put: impl FnOnce(&mut Parts, usize)) {
    let nth = passage.word_from(bytes.start);
    if nth >= passage.len() {
        return;
    }
    let at = all.partition_point(|part| part.nth < nth);
    if all.get(at).is_none_or(|part| part.nth != nth) {
        all.insert(at, Parts { nth, ..Parts::default() });
    }
    if let Some(part) = all.get_mut(at) {
        put(part, bytes.end);
    }
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
