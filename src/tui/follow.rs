//! What is in view: text and pane follow the cursor, and each other.

use crate::model::{Offset, Selection, Span, Unit};

use super::areas::Areas;
use super::beside::Occurrences;
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
        match &self.shown {
            Some((selection, before)) if *selection == self.selection && before.are_but_for_a_message(areas) => {
                // The text gives way to a message as far as it must, and stays there when that goes.
                self.uncover(before.page_rows(), areas.page_rows());
            }
            _ => {
                self.take_up_if_moved();
                self.reveal(areas.page_rows());
            }
        }
        self.shown = now;
        // The bar at the left of the pane has a column of its own.
        self.settle_pane(areas.pane.width.saturating_sub(1), areas.pane.height);
        self.settle_guesses();
        self.settle_offers();
        self.settle_same(true);
    }

    /// Tells if so many sentences from a place on were read; else asks the thread beside the screen to read them. Without
    /// that thread they are read when they are needed.
    pub(super) fn is_read_from(&mut self, place: Offset, sentences: usize) -> bool {
        let is_read = !self.beside.is_staffed() || self.readings.are_there(place, sentences);
        if !is_read {
            self.beside.want_reading(&self.readings, place);
        }
        is_read
    }

    /// Tells the other places of the current mark's name, unless nothing can be marked. Only a frame may leave them to the
    /// thread beside the screen; the key that marks them can't wait.
    pub(super) fn settle_same(&mut self, may_wait: bool) {
        let in_hand = self.in_hand.as_ref().filter(|_| self.read_only.is_none());
        let beside = (may_wait && self.beside.is_staffed()).then_some(&mut self.beside);
        self.same.settle(&self.document, &self.set, in_hand, beside);
    }

    /// Takes in where else a name stands, as it was found out beside the screen.
    pub(super) fn know(&mut self, found: Occurrences) {
        self.beside.told(found.name);
        self.same.know(found);
    }

    /// Keeps the cursor in view, if it was, when there are fewer rows than before.
    fn uncover(&mut self, before: usize, height: usize) {
        if before <= height {
            return;
        }
        let below = self.layout.rows_between(&self.document, self.top, self.selection.cursor(), before);
        if let Some(below) = below.filter(|below| (height..before).contains(below)) {
            let covered = below.saturating_sub(height).saturating_add(1);
            self.scroll(isize::try_from(covered).unwrap_or(0));
        }
    }

    /// The text on a screen of so many rows.
    pub fn in_view(&self, rows: usize) -> Span {
        let first = self.layout.row(&self.document, self.top);
        let down = isize::try_from(rows.saturating_sub(1)).unwrap_or(isize::MAX);
        let last = self.layout.step(&self.document, first, down);
        Span::between(first.start(), last.end()).unwrap_or(first)
    }

    /// The rows on a screen of that height, from the top.
    pub fn rows_in_view(&self, height: usize) -> Vec<Span> {
        let mut rows = Vec::with_capacity(height);
        let mut next = Some(self.layout.row(&self.document, self.top));
        while let Some(row) = next.filter(|_| rows.len() < height) {
            rows.push(row);
            next = self.layout.next(&self.document, row);
        }
        rows
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

    /// Tells if the selection was scrolled out of view. One that keys moved since the last frame comes into view with the next.
    pub fn looks_away(&self, height: usize) -> bool {
        if self.shown.is_some_and(|(selection, _)| selection != self.selection) {
            return false;
        }
        let (view, selected) = (self.in_view(height), self.selected());
        selected.end() <= view.start() || view.end() <= selected.start()
    }

    /// Reads on where the text was scrolled to: at the first sentence that begins in view.
    pub(super) fn read_on_in_view(&mut self, height: usize) {
        let first = self.layout.row(&self.document, self.top);
        // Below the rows that are kept above the cursor, so that the view stays where it is.
        let margin = MARGIN_ROWS.min(height.saturating_sub(1) / 2);
        let row = self.layout.step(&self.document, first, isize::try_from(margin).unwrap_or(0));
        let sentences = self.document.sentences_from(row.start());
        let begins =
            sentences.take_while(|it| it.start() < self.in_view(height).end()).find(|it| it.start() >= row.start());
        self.selection = match begins {
            Some(sentence) => Selection::unit(&self.document, sentence, Unit::Sentence),
            None => Selection::character(&self.document, row.start()),
        };
        self.narrower.clear();
        self.column = None;
        self.extending = false;
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
