//! The rows of the pane, scrolled so that it follows the place in the text.

use super::super::pane::{BEFORE_TEXT, Pane, PaneRow, Part, fold, quote};
use super::Desk;
use crate::model::check::CheckPart;
use crate::model::{Annotation, CHECK_TEXTS, Document, Id, Label, Reply};

/// How many rows a quote or note may take.
const LONGEST_ROWS: usize = 3;

impl Desk {
    /// Brings the pane up to date, scrolled so that the card of the present place can be seen whole, or of one that is
    /// too tall what is in hand.
    pub(in super::super) fn settle_pane(&mut self, columns: u16, height: u16) {
        self.card = self.shown(self.card.as_ref()).or_else(|| self.head_near(self.selection.cursor()));
        let shows = Some((self.set.revision(), columns, height));
        if self.pane.shows == shows && self.card.as_ref().is_none_or(|card| self.pane.holds(card, height)) {
            return;
        }
        self.top_card = self.shown(self.top_card.as_ref());
        let (above, rows) = match self.card.clone() {
            Some(here) => self.scroll_pane(&here, columns, usize::from(height)),
            None => (0, self.rows_from(self.top_card.clone(), columns, usize::from(height))),
        };
        self.pane = Pane { shows, above, rows, remembered: std::mem::take(&mut self.pane.remembered) };
    }

    /// A card that may be left from before, if it is still shown.
    fn shown(&self, card: Option<&Id>) -> Option<Id> {
        card.filter(|id| self.set.get(id).is_some_and(|it| self.is_card(it))).cloned()
    }

    /// Chooses the first card, and returns how many of its rows are above the screen and the rows from there on.
    fn scroll_pane(&mut self, here: &Id, columns: u16, height: usize) -> (usize, Vec<(Id, PaneRow)>) {
        let rows = card(self, here, columns);
        // The blank row below it may be missing.
        if rows.len() > height.saturating_add(1) {
            let above = if self.top_card.as_ref() == Some(here) { self.pane.above } else { 0 };
            let above = self.above_in_hand(&rows, above, height);
            self.top_card = Some(here.clone());
            return (above, self.rows_from(Some(here.clone()), columns, height.saturating_add(above)).split_off(above));
        }
        let shown = self.rows_from(self.top_card.clone(), columns, height);
        if shown.iter().rposition(|(head, _)| head == here).is_some_and(|last| last <= height) {
            return (0, shown);
        }
        let top = self.top_for(here, columns, (height / 3).min(height.saturating_sub(rows.len())));
        self.top_card = Some(top.clone());
        (0, self.rows_from(Some(top), columns, height))
    }

    /// How many rows of a card that is taller than the pane are above the screen so that what is in hand is on it.
    fn above_in_hand(&self, rows: &[PaneRow], above: usize, height: usize) -> usize {
        let held = |row: &PaneRow| Some(&row.id) == self.in_hand.as_ref() && !row.text.is_empty();
        let first = rows.iter().position(held).unwrap_or(0);
        let end = rows.iter().rposition(held).map_or(0, |last| last.saturating_add(1));
        above.min(rows.len().saturating_sub(height.saturating_add(1))).max(end.saturating_sub(height)).min(first)
    }

    /// The rows from a card on, at least as many as there is room for if there are so many; the last card is whole.
    fn rows_from(&self, top: Option<Id>, columns: u16, height: usize) -> Vec<(Id, PaneRow)> {
        let mut rows = Vec::new();
        for head in std::iter::successors(top, |head| self.next_head(head)) {
            rows.extend(card(self, &head, columns).into_iter().map(|row| (head.clone(), row)));
            if rows.len() >= height {
                break;
            }
        }
        rows
    }

    /// The card to begin with so that `here` has at most so many rows above it.
    fn top_for(&self, here: &Id, columns: u16, room: usize) -> Id {
        let (mut top, mut above) = (here.clone(), 0_usize);
        while let Some(previous) = self.previous_head(&top) {
            above = above.saturating_add(card(self, &previous, columns).len());
            if above > room {
                break;
            }
            top = previous;
        }
        top
    }
}

/// The rows of one card.
fn card(desk: &Desk, head: &Id, columns: u16) -> Vec<PaneRow> {
    let mut rows = Vec::new();
    for (id, depth) in desk.on_card(head) {
        if let Some(annotation) = desk.set.get(&id) {
            let make = || rows_of(&desk.document, annotation, depth, columns);
            rows.extend(desk.pane.remembered.rows(annotation, depth, columns, make));
        }
    }
    // A blank row keeps cards apart.
    rows.push(PaneRow { id: head.clone(), indent: 0, part: Part::More, text: String::new() });
    rows
}

/// The rows of one annotation on a card.
fn rows_of(document: &Document, annotation: &Annotation, depth: u16, columns: u16) -> Vec<PaneRow> {
    let mut rows = Vec::new();
    let indent = depth.saturating_mul(2);
    let width = columns.saturating_sub(indent.saturating_add(BEFORE_TEXT)).max(1);
    // Who says so is known by its name, but what is said must be read.
    let said = matches!(annotation.label, Label::Claim | Label::Denial);
    let longest = if depth == 0 || said { LONGEST_ROWS } else { 1 };
    let row = |part, text| PaneRow { id: annotation.id.clone(), indent, part, text };
    for (nth, text) in fold(&quote(document, annotation), width, longest).into_iter().enumerate() {
        let status = (annotation.label == Label::Claim).then_some(annotation.check.status);
        rows.push(row(if nth == 0 { Part::Head(annotation.label, status) } else { Part::More }, text));
    }
    rows.extend(found(annotation, width).into_iter().map(|text| row(Part::Check(annotation.check.status), text)));
    rows.extend(remarks(annotation, width).into_iter().map(|text| row(Part::Note, text)));
    rows
}

/// What the check says, where it says anything.
fn found(annotation: &Annotation, width: u16) -> Vec<String> {
    let check = &annotation.check;
    if check.is_blank() {
        return Vec::new();
    }
    let mut parts = vec![check.status.name().to_owned()];
    match check.evidence.len() {
        0 => {}
        1 => parts.push("evidence".to_owned()),
        several => parts.push(format!("evidence×{several}")),
    }
    let written = CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Finding && !check.text(row.text).is_empty());
    parts.extend(written.map(|row| row.option.to_owned()));
    match check.reply() {
        Reply::Unasked => {}
        reply => parts.push(format!("reply {}", reply.name())),
    }
    fold(&parts.join(" · "), width, 2)
}

fn remarks(annotation: &Annotation, width: u16) -> Vec<String> {
    let tags: Vec<String> = annotation.tags.iter().map(|tag| format!("#{tag}")).collect();
    let mut rows = fold(&annotation.note, width, LONGEST_ROWS);
    rows.extend(fold(&tags.join(" "), width, 1));
    rows
}
