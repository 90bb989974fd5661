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
    depths: Depths,
    covered_bytes: usize,
}

impl Cover {
    pub(super) fn insert(&mut self, span: Span, id: &Id) {
        self.covered_bytes += self.depths.raise(span.bytes());
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
            self.covered_bytes -= self.depths.lower(span.bytes());
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

    /// Whether a span shares a byte with `bytes`.
    pub(super) fn is_covered(&self, bytes: Range<usize>) -> bool {
        self.depths.any(bytes)
    }

    /// How many bytes of the text lie in at least one span.
    pub(super) fn covered_bytes(&self) -> usize {
        self.covered_bytes
    }
}

/// In how many spans each byte of the text lies: from each key up to the next one, in so many.
///
/// A span costs as much as there are ends of others within it, so that any number of spans at one place cost little.
#[derive(Clone, Debug, Default)]
struct Depths(BTreeMap<usize, usize>);

impl Depths {
    /// One span more; says how many bytes of it lay in none before.
    fn raise(&mut self, bytes: Range<usize>) -> usize {
        self.change(bytes, |depth| {
            *depth += 1;
            *depth == 1
        })
    }

    /// One span less; says how many bytes of it lie in none now.
    fn lower(&mut self, bytes: Range<usize>) -> usize {
        self.change(bytes, |depth| {
            *depth = depth.saturating_sub(1);
            *depth == 0
        })
    }

    /// Changes the depth throughout `bytes`; says for how many of them `change` is true.
    fn change(&mut self, bytes: Range<usize>, change: impl Fn(&mut usize) -> bool) -> usize {
        self.cut(bytes.start);
        self.cut(bytes.end);
        let (mut counted, mut counting_from) = (0, None);
        for (&at, depth) in self.0.range_mut(bytes.clone()) {
            counted += counting_from.map_or(0, |from| at - from);
            counting_from = change(depth).then_some(at);
        }
        counted += counting_from.map_or(0, |from| bytes.end - from);
        self.join(bytes.start);
        self.join(bytes.end);
        counted
    }

    /// Whether one of those bytes lies in a span.
    fn any(&self, bytes: Range<usize>) -> bool {
        self.before(bytes.start.saturating_add(1)) > 0 || self.0.range(bytes).any(|(_, depth)| *depth > 0)
    }

    /// The depth just before a byte.
    fn before(&self, byte: usize) -> usize {
        self.0.range(..byte).next_back().map_or(0, |(_, depth)| *depth)
    }

    fn cut(&mut self, byte: usize) {
        let depth = self.before(byte);
        self.0.entry(byte).or_insert(depth);
    }

    fn join(&mut self, byte: usize) {
        if self.0.get(&byte) == Some(&self.before(byte)) {
            self.0.remove(&byte);
        }
    }
}

/// The level and number of the smallest bin that holds the span whole.
fn bin_of(span: Span) -> (u32, usize) {
    let (first, last) = (span.start().byte(), span.end().byte().saturating_sub(1));
    // The two differ below the highest bit in which they differ; a bin of that many bits holds both.
    let bits = (usize::BITS - (first ^ last).leading_zeros()).max(SMALLEST_BIN_BITS);
    (bits - SMALLEST_BIN_BITS, first >> bits.min(usize::BITS - 1))
}
