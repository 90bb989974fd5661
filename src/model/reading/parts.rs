//! What starts with which word after the attributions, where some of it may be marked.

use std::ops::Range;

use super::attribution::Attribution;
use super::passage::Passage;
use crate::model::label::Label;
use crate::model::span::Span;

/// What starts with a word after the attributions: how sure that is, and where it ends, in bytes of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// The number of the word.
    pub(super) nth: usize,
    pub(super) source: Option<(u8, usize)>,
    pub(super) claim: Option<(u8, usize)>,
    pub(super) denies: bool,
}

/// How sure a source is whose claim is marked, and a claim whose source is: that of a verb of thinking, one of saying, and
/// `said`, in this order from here on.
pub(super) const TIED: u8 = 4;
pub(super) const TIED_SAYING: u8 = TIED + 1;
pub(super) const TIED_SAID: u8 = TIED + 2;

/// How sure a claim is whose source stands before it and is not marked.
pub(super) const PASSED: u8 = 0;

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
