//! Which spans touch a piece of the text, found without looking at the others.
//!
//! Hierarchical binning, after Kent et al., "The Human Genome Browser at UCSC", Genome Research 12 (2002): every span
//! lies in the smallest bin that holds it whole, bins double in size from level to level, and a query looks at the few
//! bins of each level that its own piece meets.

use std::collections::BTreeMap;
use std::ops::Range;

use super::annotation::Id;
use super::span::Span;

/// The smallest bin covers 2 to this power bytes of text.
const SMALLEST_BIN_BITS: u32 = 9;

/// The spans of a set of annotations by place.
#[derive(Clone, Debug, Default)]
pub(super) struct Cover {
    bins: BTreeMap<(u32, usize), Vec<(Span, Id)>>,
    /// How many spans each level holds, so that a query passes over empty levels.
    levels: Vec<usize>,
    covered_bytes: usize,
}

impl Cover {
    pub(super) fn insert(&mut self, span: Span, id: &Id) {
        self.covered_bytes += self.bare_bytes(span);
        let (level, bin) = bin_of(span);
        self.bins.entry((level, bin)).or_default().push((span, id.clone()));
        let level = level as usize;
        if self.levels.len() <= level {
            self.levels.resize(level + 1, 0);
        }
        self.levels[level] += 1;
    }

    pub(super) fn remove(&mut self, span: Span, id: &Id) {
        let key = bin_of(span);
        if let Some(bin) = self.bins.get_mut(&key)
            && let Some(nth) = bin.iter().position(|(other, theirs)| *other == span && theirs == id)
        {
            bin.swap_remove(nth);
            if bin.is_empty() {
                self.bins.remove(&key);
            }
            self.levels[key.0 as usize] -= 1;
            self.covered_bytes -= self.bare_bytes(span);
        }
    }

    /// The spans that share a byte with `bytes`, in no particular order.
    pub(super) fn meeting(&self, bytes: Range<usize>) -> impl Iterator<Item = (Span, &Id)> {
        let levels = (0..).zip(&self.levels).filter(|(_, count)| **count > 0);
        let last = bytes.end.saturating_sub(1);
        levels
            .flat_map(move |(level, _)| {
                let bits = SMALLEST_BIN_BITS + level;
                self.bins.range((level, bytes.start >> bits)..=(level, last >> bits))
            })
            .flat_map(|(_, bin)| bin)
            .filter(move |(span, _)| span.start().byte() < bytes.end && bytes.start < span.end().byte())
            .map(|(span, id)| (*span, id))
    }

    /// How many bytes of the text lie in at least one span.
    pub(super) fn covered_bytes(&self) -> usize {
        self.covered_bytes
    }

    /// How many bytes of `span` lie in no other span.
    fn bare_bytes(&self, span: Span) -> usize {
        let mut others: Vec<Span> = self.meeting(span.bytes()).map(|(other, _)| other).collect();
        others.sort_unstable();
        let (mut bare, mut reached) = (0, span.start().byte());
        for other in others {
            bare += other.start().byte().saturating_sub(reached);
            reached = reached.max(other.end().byte());
        }
        bare + span.end().byte().saturating_sub(reached)
    }
}

/// The level and number of the smallest bin that holds the span whole.
fn bin_of(span: Span) -> (u32, usize) {
    let (first, last) = (span.start().byte(), span.end().byte().saturating_sub(1));
    // The two differ below the highest bit in which they differ; a bin of that many bits holds both.
    let bits = (usize::BITS - (first ^ last).leading_zeros()).max(SMALLEST_BIN_BITS);
    (bits - SMALLEST_BIN_BITS, first >> bits.min(usize::BITS - 1))
}
