//! Looking for what isn't certain: the likeliest place of each piece, and how likely it is.

use std::ops::Range;

use super::certain::Certain;
use super::chain::TOGETHER_CODE_POINTS;
use super::outcome::Anchored;
use super::piece::Piece;
use super::review::{Score, Why};
use super::seeds::Seeds;
use super::sought::{Found, LEAST_PERCENT, Sought};
use crate::model::document::Document;
use crate::model::span::{Span, Spans};

/// A place scores no more than this where another one is about as good,
const MOST_PERCENT_OF_ONE_OF_SEVERAL: u32 = 60;
/// that is, by so many percent.
const ALIKE_PERCENT: u32 = 5;
/// So many sightings of a piece are looked at.
const MOST_SIGHTINGS: usize = 3;
/// Sightings closer together than this are looked at as one, in bytes.
const TOGETHER_BYTES: usize = 40;
/// So much work is done for all pieces together, in steps of a few nanoseconds.
const MOST_WORK: usize = 40_000_000;

/// The search for the pieces of one file.
pub(super) struct Search<'a> {
    document: &'a Document,
    seeds: &'a Seeds,
    certain: &'a Certain,
    work: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(document: &'a Document, seeds: &'a Seeds, certain: &'a Certain) -> Self {
        Self { document, seeds, certain, work: 0 }
    }

    /// What is proposed for an annotation of those pieces.
    pub(super) fn propose(&mut self, pieces: &[Piece<'_>]) -> Anchored {
        let mut in_order: Vec<&Piece<'_>> = pieces.iter().collect();
        in_order.sort_by_key(|piece| piece.selector.start);
        let (mut spans, mut got, mut all) = (Vec::<Span>::new(), 0, 0);
        let mut why = Why::Surroundings;
        for piece in in_order {
            if self.work > MOST_WORK {
                return Anchored::Unsearched;
            }
            let length = piece.selector.quote.chars().count().max(1);
            all += length;
            let found = self.certain.span(piece).map(|span| (span, 100)).or_else(|| self.piece(piece));
            let Some((span, percent)) = found.filter(|(span, _)| follows(&spans, *span)) else {
                why = Why::Edited;
                continue;
            };
            got += length * percent as usize;
            why = why.max(self.why(piece, span));
            spans.push(span);
        }
        let percent = got / all.max(1);
        match Spans::new(spans) {
            Some(spans) if percent >= LEAST_PERCENT as usize => {
                Anchored::Proposed(spans, Score::percent(percent.min(100) as u8), why)
            }
            _ => Anchored::Lost,
        }
    }

    fn why(&self, piece: &Piece<'_>, span: Span) -> Why {
        if self.document.quote(span) != piece.selector.quote {
            return Why::Edited;
        }
        let start = self.document.code_point(span.start());
        let near = |expected: usize| expected.abs_diff(start) <= TOGETHER_CODE_POINTS.unsigned_abs();
        if self.certain.span(piece).is_some() || self.certain.expected(piece).any(near) {
            Why::Surroundings
        } else {
            Why::Moved
        }
    }

    /// The likeliest place of a piece, with its score in percent.
    fn piece(&mut self, piece: &Piece<'_>) -> Option<(Span, u32)> {
        let starts = self.starts(piece);
        let mut found = Sought::of(piece).places(&starts, self.document, &mut self.work);
        // The first of equals is the nearest to where it is expected.
        found.sort_by_key(|it| std::cmp::Reverse(it.percent));
        let best = found.first()?;
        let apart = |other: &&Found| other.bytes.end <= best.bytes.start || best.bytes.end <= other.bytes.start;
        let rival = found.iter().find(apart).is_some_and(|it| it.percent + ALIKE_PERCENT >= best.percent);
        let span = self.on_boundaries(piece, best.bytes.clone())?;
        let most = match () {
            () if rival => MOST_PERCENT_OF_ONE_OF_SEVERAL,
            () if self.document.quote(span) != piece.selector.quote => 99,
            () => 100,
        };
        Some((span, best.percent.min(most)))
    }

    /// Where the block of a piece may start, in bytes of the text: where its neighbours put it, and where it is sighted.
    fn starts(&self, piece: &Piece<'_>) -> Vec<isize> {
        let expected = self.certain.expected(piece).filter_map(|start| {
            let byte = self.document.byte_of_code_point(start)?;
            Some(byte.cast_signed() - piece.quote().start.cast_signed())
        });
        let mut sighted = self.seeds.sightings(&piece.block);
        let most = sighted.first().map_or(0, |sighting| sighting.votes);
        sighted.retain(|sighting| sighting.votes * 4 >= most);
        let mut starts: Vec<isize> = Vec::new();
        let mut sightings = 0;
        for start in expected.chain(sighted.iter().map(|sighting| sighting.start)) {
            // What lies closer together is found in the same stretch.
            if starts.iter().all(|other| (start - other).unsigned_abs() > TOGETHER_BYTES) {
                starts.push(start);
                sightings += 1;
            }
            if sightings >= MOST_SIGHTINGS + 2 {
                break;
            }
        }
        starts
    }

    /// The span of those bytes, its ends moved outwards to where words end if they did so before, and graphemes.
    fn on_boundaries(&self, piece: &Piece<'_>, bytes: Range<usize>) -> Option<Span> {
        let selector = piece.selector;
        let inside = |one: Option<char>, other: Option<char>| {
            one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
        };
        let text = self.document.text();
        let (mut start, mut end) = (bytes.start, bytes.end);
        if !inside(selector.prefix.chars().next_back(), selector.quote.chars().next()) {
            while inside(text[..start].chars().next_back(), text[start..].chars().next()) {
                start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
            }
        }
        if !inside(selector.quote.chars().next_back(), selector.suffix.chars().next()) {
            while inside(text[..end].chars().next_back(), text[end..].chars().next()) {
                end += text[end..].chars().next().map_or(0, char::len_utf8);
            }
        }
        let start = self.document.offset_at_or_before(start);
        let end = match self.document.offset(end) {
            Some(end) => end,
            None => self.document.next_grapheme(self.document.offset_at_or_before(end)),
        };
        Span::between(start, end)
    }
}

/// Whether a span comes after all others.
fn follows(spans: &[Span], span: Span) -> bool {
    spans.last().is_none_or(|last| last.end() <= span.start())
}
