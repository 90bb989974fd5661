//! What is in view: text and pane follow the cursor, and each other.

use crate::model::{Id, Offset, Span};

use super::areas::Areas;
use super::desk::Desk;
use super::pane;
use super::wrap::Layout;

/// How many rows stay between the cursor and the edge of the screen.
const MARGIN_ROWS: usize = 2;

impl Desk {
    /// Brings the view up to date with the selection and the size of the screen.
    pub fn settle(&mut self, areas: &Areas) {
        if self.layout.columns() != areas.row_columns() {
            self.layout = Layout::new(areas.row_columns());
            self.top = self.layout.row(&self.document, self.top).start();
        }
        let now = Some((self.selection, *areas));
        // A view that was scrolled away by wheel stays there until the selection moves.
        if self.shown != now {
            if self.shown.is_none_or(|(selection, _)| selection != self.selection) {
                self.take_up_what_is_here();
            }
            self.reveal(areas.page_rows());
        }
        self.shown = now;
        self.reveal_card(usize::from(areas.pane.height), areas.pane.width);
    }

    /// Scrolls the text by so many rows, up where negative, and leaves the selection.
    pub fn scroll(&mut self, rows: isize) {
        let row = self.layout.row(&self.document, self.top);
        self.top = self.layout.step(&self.document, row, rows).start();
    }

    /// Has the selection in view again where the wheel scrolled it away: what a key did is seen.
    pub fn look_back(&mut self) {
        self.shown = self.shown.map(|(selection, _)| (selection, Areas::default()));
    }

    /// Scrolls so that the selection can be seen: all of it, or the end at which the cursor is.
    fn reveal(&mut self, height: usize) {
        let selected = self.selected();
        let cursor = self.selection.cursor();
        let other =
            if cursor > selected.start() { selected.start() } else { self.document.previous_grapheme(selected.end()) };
        self.reveal_place(other, height);
        self.reveal_place(cursor, height);
    }

    fn reveal_place(&mut self, place: Offset, height: usize) {
        let margin = MARGIN_ROWS.min(height.saturating_sub(1) / 2);
        let row = self.layout.row(&self.document, place);
        let top = self.layout.row(&self.document, self.top);
        let last = height.saturating_sub(1 + margin);
        match self.rows_between(top, row, height) {
            Some(below) if (margin..=last).contains(&below) => {}
            Some(below) if below > last => self.top_above(row, last),
            // At the start of the article there is no margin to keep.
            _ => match self.rows_between(row, top, height) {
                Some(_) => self.top_above(row, margin),
                None => self.top_above(row, height / 3),
            },
        }
    }

    /// Makes the row that is so many rows above `row` the first one on the screen.
    fn top_above(&mut self, row: Span, rows: usize) {
        let up = isize::try_from(rows).unwrap_or(isize::MAX);
        self.top = self.layout.step(&self.document, row, up.saturating_neg()).start();
    }

    /// How many rows `lower` is below `upper`, if that is less than `most`.
    fn rows_between(&self, upper: Span, lower: Span, most: usize) -> Option<usize> {
        let mut row = upper;
        for nth in 0..most {
            if row.start() == lower.start() {
                return Some(nth);
            }
            if row.start() > lower.start() {
                return None;
            }
            row = self.layout.next(&self.document, row)?;
        }
        None
    }

    /// Scrolls the pane so that the card of the present place can be seen whole, or of one that is too tall what is in
    /// hand.
    fn reveal_card(&mut self, height: usize, columns: u16) {
        let above = std::mem::take(&mut self.rows_above);
        let Some(card) = self.card.clone().filter(|id| self.set.get(id).is_some()) else {
            self.card = None;
            self.top_card = self.top_card.take().filter(|id| self.set.get(id).is_some());
            return;
        };
        let all = pane::card(self, &card, columns.saturating_sub(1));
        // The blank row below it may be missing.
        if all.len() > height + 1 {
            let held = |row: &pane::PaneRow| Some(&row.id) == self.in_hand.as_ref() && !row.text.is_empty();
            let first = all.iter().position(held).unwrap_or(0);
            let end = all.iter().rposition(held).map_or(0, |last| last + 1);
            let above = if self.top_card.as_ref() == Some(&card) { above } else { 0 };
            let most = all.len() - 1 - height;
            self.rows_above = above.min(most).max(end.saturating_sub(height)).min(first);
            self.top_card = Some(card);
            return;
        }
        let rows = |desk: &Self, id: &Id| pane::card(desk, id, columns.saturating_sub(1)).len();
        let mut at = self.top_card.clone().filter(|id| self.set.get(id).is_some_and(|it| self.is_head(it)));
        let mut used = 0;
        while let Some(id) = at {
            used += rows(self, &id);
            if id == card && (used <= height || self.top_card.as_ref() == Some(&card)) {
                return;
            }
            at = if used < height { self.next_head(&id) } else { None };
        }
        // It isn't there: start a third of the screen above it.
        let room = (height / 3).min(height.saturating_sub(all.len()));
        let (mut top, mut above) = (card, 0);
        while let Some(previous) = self.previous_head(&top) {
            above += rows(self, &previous);
            if above > room {
                break;
            }
            top = previous;
        }
        self.top_card = Some(top);
    }
}
