//! The annotation pane: a card for each claim, with what is tied to it indented below, as rows of text.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Annotation, Document, Id, Label, Place, Selector, Status};

use super::display;
use super::wrap::cut;

mod remembered;
mod short;

pub(super) use remembered::Remembered;
pub use short::in_short;

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
    pub(super) shows: Option<(u64, u16, u16)>,
    /// How many rows of the first card are above the screen, where it is taller than the pane.
    pub(super) above: usize,
    /// Each row with the card it belongs to, from the top of the screen.
    pub rows: Vec<(Id, PaneRow)>,
    pub(super) remembered: Remembered,
}

impl Pane {
    /// The card and annotation on a row of the screen, where the pane has that area of it.
    pub(super) fn at(&self, area: Rect, y: u16) -> Option<(Id, Id)> {
        let nth = y.checked_sub(area.y).filter(|&nth| nth < area.height)?;
        self.rows.get(usize::from(nth)).map(|(head, row)| (head.clone(), row.id.clone()))
    }

    /// Whether a card can be seen whole. One that is taller than the pane never can.
    pub(super) fn holds(&self, card: &Id, height: u16) -> bool {
        let last = self.rows.iter().rposition(|(head, _)| head == card);
        // The blank row below it may be missing.
        self.above == 0 && last.is_some_and(|last| last <= usize::from(height))
    }
}

/// The text of an annotation in one line; of a long one its start, which is more than the pane shows.
pub fn quote(document: &Document, annotation: &Annotation) -> String {
    let start = |text: &str| text.get(..text.floor_char_boundary(LONGEST_QUOTE_BYTES)).unwrap_or(text).to_owned();
    let said = |what: &str, selectors: &[Selector]| {
        selectors.iter().map(|selector| format!("{what} {}", start(&selector.quote))).collect()
    };
    let pieces: Vec<String> = match &annotation.place {
        Place::Spans(spans) => spans.as_slice().iter().map(|span| start(document.quote(*span))).collect(),
        Place::Orphan(selectors) => said("[not found]", selectors),
        Place::Undecided(selectors) => said("[to review]", selectors),
    };
    pieces.join(" […] ")
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
