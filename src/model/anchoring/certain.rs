//! The places that are certain: those that may be kept without asking anybody.

use super::chain::{Chain, Link, TOGETHER_CODE_POINTS};
use super::former::Article;
use super::likeness::Surroundings;
use super::piece::Piece;
use super::seeds::Seeds;
use crate::model::document::Document;
use crate::model::span::Span;

/// So many sightings of a piece are looked at.
const MOST_SIGHTINGS: usize = 8;
/// A quote and what agrees around it have to be so long to be told from chance, in code points.
const LEAST_CODE_POINTS: usize = 16;

/// A place where the quote of a piece stands exactly.
#[derive(Clone, Copy, Debug)]
struct Place {
    span: Span,
    /// Where it starts, in code points.
    start: usize,
    around: Surroundings,
}

/// The certain places of pieces.
pub(super) struct Certain {
    chain: Chain,
    /// By the pieces' numbers.
    spans: Vec<Option<Span>>,
}

impl Certain {
    pub(super) fn of(pieces: &[Piece<'_>], seeds: &Seeds, document: &Document, article: Article) -> Self {
        let end = match article {
            Article::Changed(Some(characters)) => Some(document.characters().cast_signed() - characters.cast_signed()),
            Article::Changed(None) | Article::Unknown(_) | Article::Same => None,
        };
        let mut numbered: Vec<&Piece<'_>> = pieces.iter().filter(|piece| piece.number.is_some()).collect();
        numbered.sort_unstable_by_key(|piece| piece.number);
        let sights: Vec<Vec<Place>> = numbered.iter().map(|piece| sighted(piece, seeds, document)).collect();
        let links = numbered.iter().zip(&sights).enumerate().filter_map(|(number, (piece, places))| {
            let place = unmistakable(piece, places)?;
            let others = places.iter().map(|place| place.start).filter(|start| *start != place.start);
            Some(Link {
                piece: number,
                old: piece.selector.start,
                new: place.start,
                paragraph: document.stretch(place.span.start()).start,
                others: others.collect(),
            })
        });
        let chain = Chain::of(links.collect(), end);
        let mut spans = vec![None; numbered.len()];
        for (number, (piece, places)) in numbered.into_iter().zip(&sights).enumerate() {
            let shifts = chain.shifts(number);
            spans[number] = match chain.link(number) {
                Some(link) => places.iter().find(|place| place.start == link.new).map(|place| place.span),
                None => carried(piece, places, shifts, seeds, document),
            };
        }
        Self { chain, spans }
    }

    /// The places of the pieces of one annotation, if all of them are certain.
    pub(super) fn all(&self, pieces: &[Piece<'_>]) -> Option<Vec<Span>> {
        pieces.iter().map(|piece| self.span(piece)).collect()
    }

    /// The place of a piece, if it is certain.
    pub(super) fn span(&self, piece: &Piece<'_>) -> Option<Span> {
        *self.spans.get(piece.number?)?
    }

    /// Where a piece would stand if it had moved as the text before it, and if as the text behind it: in code points.
    pub(super) fn expected(&self, piece: &Piece<'_>) -> impl Iterator<Item = usize> + use<> {
        let shifts = piece.number.map(|number| self.chain.shifts(number));
        let start = piece.selector.start;
        let (before, behind) = shifts.map_or((None, None), |(before, behind)| (Some(before), behind));
        [before, behind].into_iter().flatten().filter_map(move |shift| start.checked_add_signed(shift))
    }
}

/// The places of a piece among its sightings.
fn sighted(piece: &Piece<'_>, seeds: &Seeds, document: &Document) -> Vec<Place> {
    let sightings = seeds.sightings(&piece.block);
    let starts = sightings.iter().filter_map(|sighting| {
        let start = usize::try_from(sighting.start + piece.quote().start.cast_signed()).ok()?;
        place(piece, start, document)
    });
    starts.take(MOST_SIGHTINGS).collect()
}

/// The place at a byte, if the quote stands exactly there.
fn place(piece: &Piece<'_>, start: usize, document: &Document) -> Option<Place> {
    let end = start.checked_add(piece.selector.quote.len())?;
    if document.text().get(start..end)? != piece.selector.quote {
        return None;
    }
    let span = document.span(start..end)?;
    let around = Surroundings::of(piece.selector, document, start, end);
    Some(Place { span, start: document.code_point(span.start()), around })
}

/// The only place where the piece stands with all that was around it, or even with half of that.
///
/// All such places are among them: a seed that leads to one of them leads to all, or to none where there are too many.
fn unmistakable<'a>(piece: &Piece<'_>, places: &'a [Place]) -> Option<&'a Place> {
    let place = places.iter().find(|place| place.around.is_whole())?;
    let rival = |other: &Place| other.start != place.start && other.around.agreed() * 2 >= place.around.agreed();
    (!places.iter().any(rival) && is_long(piece, place)).then_some(place)
}

fn is_long(piece: &Piece<'_>, place: &Place) -> bool {
    let quote = piece.selector.quote.chars().take(LEAST_CODE_POINTS).count();
    quote + place.around.agreed() >= LEAST_CODE_POINTS
}

/// The place that a piece was carried to with its neighbours, where it can't be another one.
fn carried(
    piece: &Piece<'_>,
    sighted: &[Place],
    (before, behind): (isize, Option<isize>),
    seeds: &Seeds,
    document: &Document,
) -> Option<Span> {
    let old = piece.selector.start;
    let shift = |place: &Place| place.start.cast_signed() - old.cast_signed();
    let expected = [Some(before), behind].into_iter().flatten().filter_map(|shift| {
        let start = document.byte_of_code_point(old.checked_add_signed(shift)?)?;
        place(piece, start, document)
    });
    let near = |place: &Place| {
        let near = |other: isize| (shift(place) - other).abs() <= TOGETHER_CODE_POINTS;
        near(before) || behind.is_some_and(near)
    };
    let mut places: Vec<Place> = expected.chain(sighted.iter().copied()).collect();
    places.sort_unstable_by_key(|place| place.start);
    places.dedup_by_key(|place| place.start);
    let best = places.iter().filter(|place| near(place)).max_by_key(|place| place.around.agreed())?;
    let around = best.around;
    if !around.left.clean || !around.right.clean || !is_long(piece, best) {
        return None;
    }
    // Both sides of it moved exactly as it did.
    let pinned = shift(best) == before && Some(before) == behind;
    if around.is_whole() {
        return pinned.then_some(best.span);
    }
    // No other place may have more on either side.
    let rivals = |place: &Place| {
        let other = place.around;
        place.start != best.start
            && (other.left.agreed >= around.left.agreed || other.right.agreed >= around.right.agreed)
    };
    let (block, quote) = (&piece.block, piece.quote());
    let all_known = seeds.knows_all(block, 0..quote.end) && seeds.knows_all(block, quote.start..block.len());
    let one_side = around.left.whole || around.right.whole || pinned;
    (one_side && all_known && !places.iter().any(rivals)).then_some(best.span)
}
