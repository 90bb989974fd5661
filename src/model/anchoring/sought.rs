//! What a piece is looked for by, and how good a place is for it.

use std::ops::Range;

use super::align::{Fit, Part, Pattern};
use super::likeness::plain;
use super::piece::Piece;
use crate::model::document::Document;

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
/// So many places of each text that is looked for are looked at closely.
const MOST_PLACES: usize = 3;
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
    block_bytes: usize,
}

/// A text to look for in which the piece, or one end of it, is a part.
struct Stake {
    pattern: Pattern,
    /// The characters of the pattern that are the piece's.
    part: Range<usize>,
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
            block_bytes: block.len(),
        }
    }

    /// The places that the piece may have where its block may start at those bytes; `work` is increased by the steps
    /// that it took, of a few nanoseconds each.
    pub(super) fn places(&self, starts: &[isize], document: &Document, work: &mut usize) -> Vec<Found> {
        let room = ROOM_BYTES + (self.quote_bytes / 2).min(MOST_ROOM_BYTES);
        let stretches: Vec<Stretch<'_>> =
            starts.iter().map(|start| Stretch::around(*start, self.block_bytes, room, document)).collect();
        let heads = self.head.find(&stretches, |it| 0..it.most(&self.head, room), work);
        let tails = self.tail.find(&stretches, |it| it.len() - it.most(&self.tail, room)..it.len(), work);
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
            let standing = whole.find(&stretches, |it| 0..it.len(), work);
            places.extend(standing.iter().filter_map(|standing| whole.found(standing)));
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
        let pattern = Pattern::new(block[bytes].chars().map(plain).collect());
        let part = before..pattern.len() - behind;
        Self { pattern, part }
    }

    /// Where it stands best in some characters of each stretch: no more than [`MOST_PLACES`], the best first.
    fn find(
        &self,
        stretches: &[Stretch<'_>],
        searched: impl Fn(&Stretch<'_>) -> Range<usize>,
        work: &mut usize,
    ) -> Vec<Standing> {
        let mut fits = Vec::new();
        for stretch in stretches.iter().filter(|_| self.pattern.len() > 0) {
            let searched = searched(stretch);
            *work += self.pattern.work(searched.len());
            let fit = self.pattern.fit(&stretch.characters[searched.clone()]);
            if fit.edits * 2 <= self.pattern.len() {
                fits.push((stretch, searched, fit));
            }
        }
        // The first of equals is the nearest to where it is expected.
        fits.sort_by_key(|(.., fit)| fit.edits);
        let stand = |(stretch, searched, fit): (&Stretch<'_>, Range<usize>, Fit)| {
            *work += self.pattern.len() * (2 * fit.edits + 1);
            let first = searched.start;
            let part = self.pattern.part(self.part.clone(), &stretch.characters[searched], fit);
            let bytes = stretch.byte(first + part.start)..stretch.byte(first + part.end);
            Standing { part, bytes, edits: fit.edits }
        };
        fits.into_iter().take(MOST_PLACES).map(stand).collect()
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

/// A piece of the text, as characters that are compared.
struct Stretch<'a> {
    start: usize,
    text: &'a str,
    characters: Vec<char>,
}

impl<'a> Stretch<'a> {
    /// The stretch around a block of so many bytes that may start there, with so much room before and behind it.
    fn around(block: isize, bytes: usize, room: usize, document: &'a Document) -> Self {
        let text = document.text();
        let byte = |byte: isize| usize::try_from(byte).unwrap_or(0).min(text.len());
        let start = text.floor_char_boundary(byte(block - room.cast_signed()));
        let end = text.ceil_char_boundary(byte(block + (bytes + room).cast_signed()));
        let text = document.slice(start..end);
        Self { start, text, characters: text.chars().map(plain).collect() }
    }

    fn len(&self) -> usize {
        self.characters.len()
    }

    /// In how many characters at its start or its end a text is looked for.
    fn most(&self, stake: &Stake, room: usize) -> usize {
        self.len().min(stake.pattern.len() + 2 * room)
    }

    /// Where its character of that number starts, in bytes of the document's text.
    fn byte(&self, nth: usize) -> usize {
        self.start + self.text.char_indices().nth(nth).map_or(self.text.len(), |(at, _)| at)
    }
}

/// Whether so many edits leave a text of some length what it was.
fn stands(edits: usize, length: usize) -> bool {
    length >= 8 && edits * 4 <= length
}
