//! What is in view: text and pane follow the cursor, and each other.

use crate::model::{Offset, Span};

use super::areas::Areas;
use super::desk::Desk;
use super::wrap::Layout;

/// How many rows stay between the cursor and the top of the screen.
const MARGIN_ROWS: usize = 2;
/// What part of the rows stays below the cursor, so that what comes next can be read, and aimed at, without scrolling.
const AHEAD: usize = 3;

impl Desk {
    /// Brings the view up to date with the selection and the size of the screen.
    pub fn settle(&mut self, areas: &Areas) {
        self.review.settle(&self.set);
        if self.layout.columns() != areas.row_columns() {
            self.layout = Layout::new(areas.row_columns());
            self.top = self.layout.row(&self.document, self.top).start();
        }
        let now = Some((self.selection, *areas));
        // A view that was scrolled away by wheel stays there until the selection moves.
        if self.shown != now {
            self.take_up_if_moved();
            self.reveal(areas.page_rows());
        }
        self.shown = now;
        // The bar at the left of the pane has a column of its own.
        self.settle_pane(areas.pane.width.saturating_sub(1), areas.pane.height);
        self.settle_guesses();
        self.settle_offers();
        self.settle_same();
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
        let ahead = (height / AHEAD).max(margin);
        let last = height.saturating_sub(ahead.saturating_add(1));
        let row = self.layout.row(&self.document, place);
        match self.layout.rows_between(&self.document, self.top, place, height) {
            Some(below) if (margin..=last).contains(&below) => {}
            Some(below) if below > last => self.top_above(row, last),
            // At the start of the article there is no margin to keep.
            _ => match self.layout.rows_between(&self.document, place, self.top, height) {
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
}
