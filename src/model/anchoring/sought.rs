//! What a piece is looked for by, and how good a place is for it.

use std::ops::Range;

use super::super::document::Document;
use super::align::{Part, Pattern};
use super::likeness::plain;
use super::piece::Piece;

/// What is found has to score so much to be proposed.
pub(super) const LEAST_PERCENT: u32 = 50;
/// A stretch in which a piece is looked for has so much room around it, in bytes,
const ROOM_BYTES: usize = 80;
/// and so much more at most for a long quote.
const MOST_ROOM_BYTES: usize = 1000;
/// Each end of a quote is looked for by so much of it, in code points.
const END_CODE_POINTS: usize = 32;
/// A longer quote is looked for by its ends only, in code points.
const WHOLE_CODE_POINTS: usize = 1000;
/// A quote may have grown by so much besides twice its length, in bytes.
const GROWN_BYTES: usize = 200;

/// What a piece is looked for by.
pub(super) struct Sought {
    /// All of it with what was around, where that isn't too long.
    whole: Option<Stake>,
    /// What was before it and its first words.
    head: Stake,
    /// Its last words and what was behind it.
    tail: Stake,
    quote: Pattern,
    quote_bytes: usize,
}

/// A text to look for in which the piece, or one end of it, is a part.
struct Stake {
    pattern: Pattern,
    /// The characters of the pattern that are the piece's.
    part: Range<usize>,
    /// Where it starts in the piece's block, and how long it is: in bytes.
    offset: usize,
    bytes: usize,
}

/// A place that a piece may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) bytes: Range<usize>,
    /// How much of the piece and its surroundings is there.
    pub(super) percent: u32,
}

/// Where a stake stands.
struct Standing {
    part: Part,
    bytes: Range<usize>,
    edits: usize,
}

impl Sought {
    pub(super) fn of(piece: &Piece<'_>) -> Self {
        let (selector, block) = (piece.selector, piece.block.as_str());
        let quote = selector.quote.as_str();
        let (before, behind) = (selector.prefix.chars().count(), selector.suffix.chars().count());
        let first = quote.char_indices().nth(END_CODE_POINTS).map_or(quote.len(), |(at, _)| at);
        let last = quote.char_indices().rev().nth(END_CODE_POINTS - 1).map_or(0, |(at, _)| at);
        let is_short = quote.char_indices().nth(WHOLE_CODE_POINTS).is_none();
        let stake = |bytes: Range<usize>, before: usize, behind: usize| Stake::of(block, bytes, before, behind);
        Self {
            whole: is_short.then(|| stake(0..block.len(), before, behind)),
            head: stake(0..piece.quote().start + first, before, 0),
            tail: stake(piece.quote().start + last..block.len(), 0, behind),
            quote: Pattern::new(if is_short { quote.chars().map(plain).collect() } else { Vec::new() }),
            quote_bytes: quote.len(),
        }
    }

    /// The places that the piece may have where its block may start at those bytes; `work` is increased by the steps
    /// that it took, of a few nanoseconds each.
    pub(super) fn places(&self, starts: &[isize], document: &Document, work: &mut usize) -> Vec<Found> {
        let room = ROOM_BYTES + (self.quote_bytes / 2).min(MOST_ROOM_BYTES);
        let mut find = |stake: &Stake| -> Vec<Standing> {
            starts.iter().filter_map(|start| stake.find(*start, room, document, work)).collect()
        };
        let (heads, tails) = (find(&self.head), find(&self.tail));
        let mut places: Vec<Found> = Vec::new();
        for head in heads.iter().filter(|head| self.head.stands_before(head)) {
            let start = head.bytes.start;
            // What lies between the old neighbours is what the piece has become, whatever happened to it.
            let end = |tail: &Standing| self.tail.stands_behind(tail).then_some(tail.bytes.end);
            let most = start + 2 * self.quote_bytes + GROWN_BYTES;
            let end = tails.iter().filter_map(end).filter(|end| (start..most).contains(end)).min();
            places.extend(end.map(|end| self.between(start..end, document, work)));
        }
        if let Some(whole) = self.whole.as_ref().filter(|_| places.is_empty()) {
            let standing = starts.iter().filter_map(|start| whole.find(*start, room, document, work));
            places.extend(standing.filter_map(|standing| whole.found(&standing)));
        }
        let visible = |found: &Found| !document.slice(found.bytes.clone()).trim().is_empty();
        places.retain(|found| found.percent >= LEAST_PERCENT && visible(found));
        places
    }

    /// The place between the old neighbours of the piece.
    fn between(&self, bytes: Range<usize>, document: &Document, work: &mut usize) -> Found {
        let now: Vec<char> = document.slice(bytes.clone()).chars().map(plain).collect();
        let edits = if self.quote.len() == 0 {
            // Too long to be compared: only how much longer or shorter it is counts.
            bytes.len().abs_diff(self.quote_bytes)
        } else {
            *work += self.quote.work(now.len());
            self.quote.fit(&now).edits.max(now.len().saturating_sub(self.quote.len()))
        };
        let length = now.len().max(self.quote.len()).max(1);
        let around = self.head.part.start + self.tail.pattern.len() - self.tail.part.end;
        Found { bytes, percent: percent(edits, length, edits, length + around) }
    }
}

/// The score of so many edits in a quote of some length, and of so many in all with what is around: half the score is
/// for the quote, unless the whole has less.
fn percent(of_quote: usize, quote: usize, of_all: usize, all: usize) -> u32 {
    let part = |edits: usize, length: usize| 100 * length.saturating_sub(edits) / length.max(1);
    part(of_all, all).min(50 + part(of_quote, quote) / 2) as u32
}

impl Stake {
    /// The stake of some bytes of a block, of which so many code points at its start and end aren't the piece's.
    fn of(block: &str, bytes: Range<usize>, before: usize, behind: usize) -> Self {
        let offset = bytes.start;
        let text = &block[bytes];
        let pattern = Pattern::new(text.chars().map(plain).collect());
        let part = before..pattern.len() - behind;
        Self { pattern, part, offset, bytes: text.len() }
    }

    /// Where it stands best near where its block may start.
    fn find(&self, block: isize, room: usize, document: &Document, work: &mut usize) -> Option<Standing> {
        let text = document.text();
        let start = block + self.offset.cast_signed();
        let byte = |byte: isize| usize::try_from(byte).unwrap_or(0).min(text.len());
        let from = text.floor_char_boundary(byte(start - room.cast_signed()));
        let to = text.ceil_char_boundary(byte(start + (self.bytes + room).cast_signed()));
        let stretch = document.slice(from..to);
        let characters: Vec<char> = stretch.chars().map(plain).collect();
        let fit = self.pattern.fit(&characters);
        *work += self.pattern.work(characters.len());
        if self.pattern.len() == 0 || fit.edits * 2 > self.pattern.len() {
            return None;
        }
        *work += self.pattern.len() * (2 * fit.edits + 1);
        let part = self.pattern.part(self.part.clone(), &characters, fit);
        let byte = |nth: usize| stretch.char_indices().nth(nth).map_or(stretch.len(), |(at, _)| at);
        Some(Standing { part, bytes: from + byte(part.start)..from + byte(part.end), edits: fit.edits })
    }

    /// Whether what was before the piece is there.
    fn stands_before(&self, standing: &Standing) -> bool {
        stands(standing.part.edits_before, self.part.start)
    }

    /// Whether what was behind the piece is there.
    fn stands_behind(&self, standing: &Standing) -> bool {
        stands(standing.part.edits_behind, self.pattern.len() - self.part.end)
    }

    /// How good a place is, if it can be one at all.
    fn found(&self, standing: &Standing) -> Option<Found> {
        let (quote, now) = (self.part.len(), standing.part.end - standing.part.start);
        let edits = (quote - standing.part.unchanged).max(now.saturating_sub(quote));
        // A text of other words has to stand where the old one did.
        let is_other = standing.part.unchanged * 2 < quote;
        if is_other && !(self.stands_before(standing) && self.stands_behind(standing)) {
            return None;
        }
        let percent = percent(edits, quote.max(now), standing.edits, self.pattern.len());
        Some(Found { bytes: standing.bytes.clone(), percent })
    }
}

/// Whether so many edits leave a text of some length what it was.
fn stands(edits: usize, length: usize) -> bool {
    length >= 8 && edits * 4 <= length
}
