//! Cutting a piece otherwise at the same words: with the quotes, brackets and commas at its edges, and without them.

use crate::model::{Edge, Id, Offset, Span};

use super::aim::runs::{run_at, runs};
use super::desk::Desk;

/// The ways to cut a piece, one after the other by the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// Whose piece.
    id: Id,
    /// The ways, the first being how it was cut before.
    ways: Vec<Span>,
    /// The present one.
    nth: usize,
}

impl Cuts {
    /// The ways to cut a piece of an annotation.
    pub fn of(desk: &Desk, id: &Id, piece: Span) -> Self {
        Self { id: id.clone(), ways: ways(desk, piece), nth: 0 }
    }

    /// Tells if they are those of an annotation's piece as it is cut now.
    pub fn are_of(&self, id: &Id, piece: Span) -> bool {
        self.id == *id && self.ways.get(self.nth) == Some(&piece)
    }

    /// Goes on to the next way.
    pub fn advance(&mut self) -> Option<Span> {
        self.nth = self.nth.saturating_add(1).checked_rem(self.ways.len()).unwrap_or(0);
        self.ways.get(self.nth).copied()
    }
}

/// The ways to cut a piece, from the present one on: all of its punctuation out or in, then each edge by itself, those that
/// move it least first.
fn ways(desk: &Desk, piece: Span) -> Vec<Span> {
    let places = |edge, place| with(places_near(desk, edge, place), place);
    let ends = places(Edge::End, piece.end());
    let moved = |span: &Span| {
        let (start, end) =
            (piece.start().byte().abs_diff(span.start().byte()), piece.end().byte().abs_diff(span.end().byte()));
        start.saturating_add(end)
    };
    let mut others = Vec::new();
    for start in places(Edge::Start, piece.start()) {
        others.extend(ends.iter().filter_map(|end| Span::between(start, *end).filter(|span| span.start() == start)));
    }
    others.sort_by_key(|span| (moved(span), span.start()));
    let mut ways = vec![piece];
    ways.extend(desk.readings.toggled_punctuation(piece));
    for span in others {
        if !ways.iter().take(2).any(|way| *way == span) {
            ways.push(span);
        }
    }
    ways
}

fn with(mut places: Vec<Offset>, place: Offset) -> Vec<Offset> {
    if !places.contains(&place) {
        places.push(place);
    }
    places
}

/// The places between the same two blanks where a span may start or end.
fn places_near(desk: &Desk, edge: Edge, place: Offset) -> Vec<Offset> {
    let document = &desk.document;
    let inside = if edge == Edge::Start { place } else { document.previous_grapheme(place) };
    let found = runs(document, desk.layout.row(document, inside));
    let Some(run) = run_at(&found, edge, place.byte()).and_then(|run| document.span(run.bytes.clone())) else {
        return Vec::new();
    };
    let found = match edge {
        Edge::Start => desk.readings.plausible_starts(None, run, run.start(), &[]),
        Edge::End => desk.readings.plausible_ends(None, run.start(), run),
    };
    let mut places: Vec<Offset> = found.into_iter().map(|it| it.place).collect();
    places.retain(|place| run.start() <= *place && *place <= run.end());
    places
}
