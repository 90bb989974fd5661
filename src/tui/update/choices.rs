//! What can be aimed at: the places in view where a span may start or end, and the annotations that can be tied.

use std::collections::{HashMap, HashSet};

use crate::model::{Document, Edge, EdgePlace, Id, Kind, Label, Offset, Prominence, Span};

use super::super::aim::runs::{Run, run_at, runs};
use super::super::aim::{Begun, Cell, Hint, Purpose, Target};
use super::super::app::App;
use super::super::desk::Desk;
use super::edges;

/// The rows in view, each with its runs.
pub(super) struct Rows {
    rows: Vec<(Span, Vec<Run>)>,
}

impl Rows {
    /// The rows from the first one in view.
    pub(super) fn of(desk: &Desk, height: usize) -> Self {
        let rows = desk.rows_in_view(height);
        Self { rows: rows.into_iter().map(|row| (row, runs(&desk.document, row))).collect() }
    }

    /// The number of the row that a place is in.
    pub(super) fn row_of(&self, place: Offset) -> usize {
        self.rows.partition_point(|(row, _)| row.start() <= place).saturating_sub(1)
    }

    /// The run in which a span starts or ends at a place, with the number of its row.
    fn run_at(&self, document: &Document, edge: Edge, place: Offset) -> Option<(usize, &Run)> {
        let inside = if edge == Edge::Start { place } else { document.previous_grapheme(place) };
        let row = self.row_of(inside);
        let (_, runs) = self.rows.get(row)?;
        Some((row, run_at(runs, edge, place.byte())?))
    }
}

/// What can be aimed at, likeliest first.
pub(super) fn hints(
    app: &App,
    desk: &Desk,
    rows: &Rows,
    view: Span,
    purpose: &Purpose,
    begun: Option<&Begun>,
) -> Option<Vec<Hint>> {
    let label = label_for(desk, purpose);
    Some(match (purpose, begun) {
        (Purpose::Mark(_) | Purpose::Piece(_) | Purpose::Replace(_), Some(begun)) => {
            ends(desk, rows, label, begun.start, view)
        }
        (Purpose::Mark(_) | Purpose::Piece(_) | Purpose::Replace(_) | Purpose::Jump, _) => {
            starts(desk, rows, label, view)
        }
        (Purpose::Edge(edge), _) => {
            let piece = edges::piece_in_hand(desk)?;
            match edge {
                Edge::End => ends(desk, rows, label, piece.start(), view),
                Edge::Start => starts(desk, rows, label, Span::between(view.start(), piece.end())?),
            }
        }
        (Purpose::Tie, _) => annotations(app, desk, rows, view),
    })
}

/// The label of what is aimed at, where it has one.
pub(super) fn label_for(desk: &Desk, purpose: &Purpose) -> Option<Label> {
    match purpose {
        Purpose::Mark(label) => Some(*label),
        Purpose::Piece(id) | Purpose::Replace(id) => desk.set.get(id).map(|it| it.label),
        Purpose::Edge(_) => desk.in_hand().map(|it| it.label),
        Purpose::Tie | Purpose::Jump => None,
    }
}

fn starts(desk: &Desk, rows: &Rows, label: Option<Label>, view: Span) -> Vec<Hint> {
    let marked = desk.marked_in(view.bytes());
    let starts = desk.readings.plausible_starts(label, view, desk.aim_from(), &marked);
    by_run(&desk.document, rows, starts, Edge::Start)
}

fn ends(desk: &Desk, rows: &Rows, label: Option<Label>, start: Offset, view: Span) -> Vec<Hint> {
    by_run(&desk.document, rows, desk.readings.plausible_ends(label, start, view), Edge::End)
}

/// One hint for each run in which spans may start or end, likeliest first. Of its places its letter takes the one next to
/// it: the start of its first word, or the likeliest end of its last one.
fn by_run(document: &Document, rows: &Rows, mut found: Vec<EdgePlace>, edge: Edge) -> Vec<Hint> {
    found.sort_by(|one, other| match edge {
        Edge::Start => one.place.cmp(&other.place),
        Edge::End => {
            let likelier = other.likelihood.total_cmp(&one.likelihood);
            other.word.cmp(&one.word).then(likelier).then(other.place.cmp(&one.place))
        }
    });
    let target = |place| if edge == Edge::Start { Target::Start(place) } else { Target::End(place) };
    let mut hints: Vec<Hint> = Vec::new();
    let mut at: HashMap<Cell, usize> = HashMap::new();
    for it in found {
        let Some((row, run)) = rows.run_at(document, edge, it.place) else { continue };
        let cell = Cell { row, column: run.column(edge) };
        let nth = *at.entry(cell).or_insert(hints.len());
        match hints.get_mut(nth) {
            Some(hint) => {
                hint.others.push(it.place);
                hint.likelihood = hint.likelihood.max(it.likelihood);
                if hint.prominence == Prominence::Small && it.prominence != Prominence::Small {
                    hint.prominence = Prominence::Soft;
                }
            }
            None => hints.push(Hint {
                target: target(it.place),
                others: Vec::new(),
                cell,
                likelihood: it.likelihood,
                prominence: it.prominence,
                letter: None,
            }),
        }
    }
    // Stable, and of two equally likely ones the first is to come first.
    hints.sort_by_key(|hint| hint.target.place());
    hints.sort_by(|one, other| other.likelihood.total_cmp(&one.likelihood));
    hints
}

/// The annotations in view that can be tied, the nearest first. Where two start with one word, the letter of the second
/// stands after its last word; one that has neither cell can be gone to.
fn annotations(app: &App, desk: &Desk, rows: &Rows, view: Span) -> Vec<Hint> {
    let Some(tied) = app.relating.as_ref().and_then(|id| desk.set.get(id)) else { return Vec::new() };
    let from = tied.start().unwrap_or(view.start()).byte();
    let mut found: Vec<(usize, Span, &Id)> = Vec::new();
    let mut seen = HashSet::new();
    for (span, annotation) in desk.set.meeting(view.bytes()) {
        let fits = Kind::joining(tied.label, annotation.label).is_some() && annotation.id != tied.id;
        if fits && seen.insert(&annotation.id) {
            let start = span.start().max(view.start());
            let shown = Span::between(start, span.end().min(view.end())).unwrap_or(span);
            found.push((start.byte().abs_diff(from), shown, &annotation.id));
        }
    }
    found.sort_by_key(|(distance, ..)| *distance);
    let mut taken = HashSet::new();
    let mut hints = Vec::new();
    for (_, span, id) in found {
        let cells = [(Edge::Start, span.start()), (Edge::End, span.end())].map(|(edge, place)| {
            let (row, run) = rows.run_at(&desk.document, edge, place)?;
            Some(Cell { row, column: run.column(edge) })
        });
        let Some(cell) = cells.into_iter().flatten().find(|cell| taken.insert(*cell)) else { continue };
        hints.push(Hint {
            target: Target::Annotation(id.clone(), span.start()),
            others: Vec::new(),
            cell,
            likelihood: 1.0,
            prominence: Prominence::Strong,
            letter: None,
        });
    }
    hints
}
