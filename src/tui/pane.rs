//! The annotation pane: a card for each claim, with what is tied to it indented below, as rows of text.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::check::CheckPart;
use crate::model::{Annotation, CHECK_TEXTS, Id, Label, Place, Reply, Selector, Status};

use super::desk::Desk;
use super::display;
use super::wrap::cut;

mod short;

pub use short::in_short;

/// How many rows a quote or note may take.
const LONGEST_ROWS: usize = 3;

/// How much of a span's text is looked at, however long it is.
const LONGEST_QUOTE_BYTES: usize = 8 * 1024;

/// The columns before a text: the letter of the label, that of a claim's status, and a blank.
pub const BEFORE_TEXT: u16 = 3;

/// What a row of the pane is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first row of an annotation: its letter and its text; of a claim the status of its check.
    Head(Label, Option<Status>),
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

/// What is to be seen of the pane, worked out again only when the set or the size is another, or it has to scroll.
#[derive(Debug, Default)]
pub struct Pane {
    /// The state of the set, and the columns and rows there are.
    shows: Option<(u64, u16, u16)>,
    /// How many rows of the first card are above the screen, where it is taller than the pane.
    above: usize,
    /// Each row with the card it belongs to, from the top of the screen.
    pub rows: Vec<(Id, PaneRow)>,
}

impl Pane {
    /// The card and annotation on a row of the screen, where the pane has that area of it.
    pub(super) fn at(&self, area: Rect, y: u16) -> Option<(Id, Id)> {
        let nth = y.checked_sub(area.y).filter(|&nth| nth < area.height)?;
        self.rows.get(usize::from(nth)).map(|(head, row)| (head.clone(), row.id.clone()))
    }

    /// Whether a card can be seen whole. One that is taller than the pane never can.
    fn holds(&self, card: &Id, height: u16) -> bool {
        let last = self.rows.iter().rposition(|(head, _)| head == card);
        // The blank row below it may be missing.
        self.above == 0 && last.is_some_and(|last| last <= usize::from(height))
    }
}

impl Desk {
    /// Brings the pane up to date, scrolled so that the card of the present place can be seen whole, or of one that is
    /// too tall what is in hand.
    pub(super) fn settle_pane(&mut self, columns: u16, height: u16) {
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
        self.pane = Pane { shows, above, rows };
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
        let Some(annotation) = desk.set.get(&id) else { continue };
        let indent = depth.saturating_mul(2);
        let width = columns.saturating_sub(indent.saturating_add(BEFORE_TEXT)).max(1);
        // Who says so is known by its name, but what is said must be read.
        let said = matches!(annotation.label, Label::Claim | Label::Denial);
        let longest = if depth == 0 || said { LONGEST_ROWS } else { 1 };
        let row = |part, text| PaneRow { id: id.clone(), indent, part, text };
        for (nth, text) in fold(&quote(desk, annotation), width, longest).into_iter().enumerate() {
            let status = (annotation.label == Label::Claim).then_some(annotation.check.status);
            rows.push(row(if nth == 0 { Part::Head(annotation.label, status) } else { Part::More }, text));
        }
        rows.extend(found(annotation, width).into_iter().map(|text| row(Part::Check(annotation.check.status), text)));
        rows.extend(remarks(annotation, width).into_iter().map(|text| row(Part::Note, text)));
    }
    // A blank row keeps cards apart.
    rows.push(PaneRow { id: head.clone(), indent: 0, part: Part::More, text: String::new() });
    rows
}

/// The text of an annotation in one line; of a long one its start, which is more than the pane shows.
pub fn quote(desk: &Desk, annotation: &Annotation) -> String {
    let start = |text: &str| text.get(..text.floor_char_boundary(LONGEST_QUOTE_BYTES)).unwrap_or(text).to_owned();
    let said = |what: &str, selectors: &[Selector]| {
        selectors.iter().map(|selector| format!("{what} {}", start(&selector.quote))).collect()
    };
    let pieces: Vec<String> = match &annotation.place {
        Place::Spans(spans) => spans.as_slice().iter().map(|span| start(desk.document.quote(*span))).collect(),
        Place::Orphan(selectors) => said("[not found]", selectors),
        Place::Undecided(selectors) => said("[to review]", selectors),
    };
    pieces.join(" […] ")
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

/// A text as rows of so many columns, white space folded and everything made safe to show; the last one ends with `…`
/// where there are more than `most`. No text makes no row.
pub fn fold(text: &str, columns: u16, most: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    let (mut row, mut used) = (String::new(), 0u16);
    // No more than can be shown is looked at, however long the text is.
    let longest = usize::from(columns).saturating_mul(most.saturating_add(1)).saturating_mul(4);
    let end = text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    let mut more = end < text.len();
    'words: for word in words(text.get(..end).unwrap_or_default()) {
        let width = display::width(word);
        let blank = u16::from(used > 0);
        if used > 0 && used.saturating_add(blank.saturating_add(width)) > columns {
            rows.push(std::mem::take(&mut row));
            used = 0;
        } else if blank > 0 {
            row.push(' ');
            used = used.saturating_add(1);
        }
        if rows.len() > most {
            break;
        }
        // Only what no row has room for is broken: an address, or a sentence without blanks.
        let starts = if width > columns { cut(word, 0, columns.max(1)) } else { vec![0] };
        let ends = starts.iter().copied().skip(1).chain([word.len()]);
        for (start, end) in starts.iter().copied().zip(ends) {
            // The last row has as much of it as fits before the `…`.
            let next_row = start > 0 && rows.len().saturating_add(1) < most;
            if next_row {
                rows.push(std::mem::take(&mut row));
                used = 0;
            }
            let piece = word.get(start..end).unwrap_or_default();
            row.push_str(&display::safe(piece));
            used = used.saturating_add(display::width(piece));
            if start > 0 && !next_row {
                more = true;
                break 'words;
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    if rows.len() > most || more {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            shorten(last, columns);
        }
    }
    rows
}

/// The words of a text, parted where a row may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    text.split(parts).filter(|word| !word.is_empty())
}

/// Ends a row with `…`, within so many columns.
fn shorten(row: &mut String, columns: u16) {
    while display::width(row).saturating_add(1) > columns
        && let Some((at, _)) = row.grapheme_indices(true).next_back()
    {
        row.truncate(at);
    }
    row.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_ends_its_rows_at_blanks_and_breaks_only_what_no_row_has_room_for() {
        assert_eq!(fold("one  two\nthree", 9, 9), ["one two", "three"]);
        assert_eq!(fold("up by 5\u{a0}% now", 8, 9), ["up by", "5\u{a0}% now"]);
        assert_eq!(fold("see https://example.org/a/b?c", 13, 9), ["see", "https://", "example.org/", "a/b?c"]);
        assert_eq!(fold("彼は「東京。」と、言った", 10, 9), ["彼は「東", "京。」と、", "言った"]);
    }

    #[test]
    fn the_last_row_of_a_fold_is_as_full_as_its_mark_leaves_room_for() {
        assert_eq!(fold("https://example.org/a/b?c", 13, 1), ["https://exam…"]);
        assert_eq!(fold("see https://example.org/a/b?c", 13, 2), ["see", "https://exam…"]);
        assert_eq!(fold("彼は「東京。」と、言った", 7, 1), ["彼は「…"]);
        assert_eq!(fold("one two three", 8, 1), ["one two…"]);
    }
}
