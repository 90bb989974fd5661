//! The annotation pane: a card for each claim, with what is tied to it indented below, as rows of text.

use crate::model::{Annotation, Id, Label, Place, Status};

use super::desk::Desk;
use super::display;

use unicode_segmentation::UnicodeSegmentation;

/// How many rows a quote or note may take.
const LONGEST_ROWS: usize = 3;

/// What a row of the pane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first row of an annotation: its letter and its text.
    Head(Label),
    /// More of its text.
    More,
    /// What checking it found.
    Check(Status),
    /// Its note, tags, or whatever else was written down.
    Note,
}

/// One row of the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaneRow {
    /// The annotation that it is about.
    pub id: Id,
    /// How many columns it is indented.
    pub indent: u16,
    /// What it is.
    pub part: Part,
    /// What it says, not longer than the columns there are.
    pub text: String,
}

/// The state of the set, the first card, the card of the present place, and the columns and rows of the pane.
type Inputs = (u64, Option<Id>, Option<Id>, u16, u16);

/// What is to be seen of the pane, worked out again only when something that it depends on is another.
#[derive(Debug, Default)]
pub struct Pane {
    depends_on: Option<Inputs>,
    /// Each row with the card it belongs to, from the top.
    pub rows: Vec<(Id, PaneRow)>,
}

impl Desk {
    /// Brings the pane up to date, scrolled so that the card of the present place can be seen whole.
    pub(super) fn settle_pane(&mut self, columns: u16, height: u16) {
        let card = self.card.take().filter(|id| self.set.get(id).is_some());
        self.card = card;
        let depends_on = (self.set.revision(), self.top_card.clone(), self.card.clone(), columns, height);
        if self.pane.depends_on.as_ref() == Some(&depends_on) {
            return;
        }
        let top = self.top_card.take().filter(|id| self.set.get(id).is_some_and(|it| self.is_head(it)));
        let mut rows = self.rows_from(top.clone(), columns, height);
        self.top_card = top;
        if let Some(card) = self.card.clone().filter(|card| !self.shows_whole(&rows, card, height)) {
            let top = self.top_for(card, columns, height);
            rows = self.rows_from(Some(top.clone()), columns, height);
            self.top_card = Some(top);
        }
        let depends_on = (self.set.revision(), self.top_card.clone(), self.card.clone(), columns, height);
        self.pane = Pane { depends_on: Some(depends_on), rows };
    }

    /// The rows from a card on, at least as many as there is room for if there are so many; the last card is whole.
    fn rows_from(&self, top: Option<Id>, columns: u16, height: u16) -> Vec<(Id, PaneRow)> {
        let mut rows = Vec::new();
        for head in std::iter::successors(top, |head| self.next_head(head)) {
            rows.extend(card(self, &head, columns).into_iter().map(|row| (head.clone(), row)));
            if rows.len() >= usize::from(height) {
                break;
            }
        }
        rows
    }

    fn shows_whole(&self, rows: &[(Id, PaneRow)], card: &Id, height: u16) -> bool {
        let last = rows.iter().rposition(|(head, _)| head == card);
        // A card that is longer than the pane is seen as well as it can be when it is the first.
        last.is_some_and(|last| last < usize::from(height) || self.top_card.as_ref() == Some(card))
    }

    /// The card to begin with so that `card` stands a third of the way down.
    fn top_for(&self, card: Id, columns: u16, height: u16) -> Id {
        let (mut top, mut above) = (card, 0);
        while let Some(previous) = self.previous_head(&top) {
            above += self::card(self, &previous, columns).len();
            if above > usize::from(height) / 3 {
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
        let Some(annotation) = desk.set.get(&id) else { continue };
        let indent = depth * 2;
        // The letter and a blank stand before the text.
        let width = columns.saturating_sub(indent + 2).max(1);
        let longest = if depth == 0 { LONGEST_ROWS } else { 1 };
        let row = |part, text| PaneRow { id: id.clone(), indent, part, text };
        for (nth, text) in fold(&quote(desk, annotation), width, longest).into_iter().enumerate() {
            rows.push(row(if nth == 0 { Part::Head(annotation.label) } else { Part::More }, text));
        }
        rows.extend(found(annotation, width).into_iter().map(|text| row(Part::Check(annotation.check.status), text)));
        rows.extend(remarks(annotation, width).into_iter().map(|text| row(Part::Note, text)));
    }
    // A blank row keeps cards apart.
    rows.push(PaneRow { id: head.clone(), indent: 0, part: Part::More, text: String::new() });
    rows
}

/// The text of an annotation in one line.
pub fn quote(desk: &Desk, annotation: &Annotation) -> String {
    let pieces: Vec<String> = match &annotation.place {
        Place::Spans(spans) => spans.as_slice().iter().map(|span| desk.document.quote(*span).to_owned()).collect(),
        Place::Orphan(selectors) => {
            selectors.iter().map(|selector| format!("[not found] {}", selector.quote)).collect()
        }
    };
    pieces.join(" … ")
}

/// What the check says, where it says anything.
fn found(annotation: &Annotation, width: u16) -> Vec<String> {
    let check = &annotation.check;
    if check.is_blank() {
        return Vec::new();
    }
    let mut parts = vec![check.status.name().to_owned()];
    if !check.evidence.is_empty() {
        parts.push(format!("{} evidence", check.evidence.len()));
    }
    let written = [
        ("corrected", &check.correction),
        ("asked", &check.question),
        ("answered", &check.answer),
        ("reply asked", &check.reply_asked),
        ("replied", &check.reply_received),
    ];
    parts.extend(written.iter().filter(|(_, text)| !text.is_empty()).map(|(name, _)| (*name).to_owned()));
    fold(&parts.join(" · "), width, 2)
}

fn remarks(annotation: &Annotation, width: u16) -> Vec<String> {
    let tags: Vec<String> = annotation.tags.iter().map(|tag| format!("#{tag}")).collect();
    let mut rows = fold(&annotation.note, width, LONGEST_ROWS);
    rows.extend(fold(&tags.join(" "), width, 1));
    rows
}

/// A text as rows of so many columns, white space folded and everything made safe to show; the last one ends with `…`
/// where there are more than `most`. No text makes no row.
pub fn fold(text: &str, columns: u16, most: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let (mut row, mut used) = (String::new(), 0u16);
    // No more than can be shown is looked at, however long the text is.
    let longest = usize::from(columns).saturating_mul(most + 1).saturating_mul(4);
    let cut = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    for word in text.get(..cut).unwrap_or_default().split_whitespace() {
        let word = display::safe(word);
        let width = word.graphemes(true).map(display::columns).fold(0, u16::saturating_add);
        let blank = u16::from(used > 0);
        if used > 0 && used.saturating_add(blank + width) > columns {
            rows.push(std::mem::take(&mut row));
            used = 0;
        } else if blank > 0 {
            row.push(' ');
            used += 1;
        }
        if rows.len() > most {
            break;
        }
        for grapheme in word.graphemes(true) {
            let width = display::columns(grapheme);
            if used > 0 && used.saturating_add(width) > columns {
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            row.push_str(grapheme);
            used += width;
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    if rows.len() > most || cut < text.len() {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            shorten(last, columns);
        }
    }
    rows
}

/// Ends a row with `…`, within so many columns.
fn shorten(row: &mut String, columns: u16) {
    let width = |row: &str| row.graphemes(true).map(display::columns).fold(0, u16::saturating_add);
    while width(row) + 1 > columns
        && let Some((at, _)) = row.grapheme_indices(true).next_back()
    {
        row.truncate(at);
    }
    row.push('…');
}
