//! The annotation pane: a card for each claim, with what is tied to it indented below, as rows of text.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Annotation, Id, Label, Place, Status};

use super::desk::Desk;
use super::display;

/// How many rows a quote or note may take.
const LONGEST_ROWS: usize = 3;

/// How much of a span's text is looked at, however long it is.
const LONGEST_QUOTE_BYTES: usize = 8 * 1024;

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

/// The rows of one card.
pub fn card(desk: &Desk, head: &Id, columns: u16) -> Vec<PaneRow> {
    let mut rows = Vec::new();
    for (id, depth) in desk.on_card(head) {
        let Some(annotation) = desk.set.get(&id) else { continue };
        let indent = depth * 2;
        // The letter and a blank stand before the text.
        let width = columns.saturating_sub(indent + 2).max(1);
        // Who says so is known by its name, but what is said must be read.
        let said = matches!(annotation.label, Label::Claim | Label::Denial);
        let longest = if depth == 0 || said { LONGEST_ROWS } else { 1 };
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

/// The text of an annotation in one line; of a long one its start, which is more than the pane shows.
pub fn quote(desk: &Desk, annotation: &Annotation) -> String {
    let start = |text: &str| text[..text.floor_char_boundary(LONGEST_QUOTE_BYTES)].to_owned();
    let pieces: Vec<String> = match &annotation.place {
        Place::Spans(spans) => spans.as_slice().iter().map(|span| start(desk.document.quote(*span))).collect(),
        Place::Orphan(selectors) => {
            selectors.iter().map(|selector| format!("[not found] {}", start(&selector.quote))).collect()
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
    match check.evidence.len() {
        0 => {}
        1 => parts.push("evidence".to_owned()),
        several => parts.push(format!("evidence×{several}")),
    }
    let written = [
        ("correction", &check.correction),
        ("question", &check.question),
        ("answer", &check.answer),
        ("reply asked", &check.reply_asked),
        ("reply", &check.reply_received),
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
    let longest = usize::from(columns).saturating_mul(most.saturating_add(1)).saturating_mul(4);
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
