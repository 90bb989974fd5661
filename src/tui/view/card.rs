//! The card of a claim on the screen: what it says, what is tied to it, what checking it found, and what is missing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::super::app::App;
use super::super::card::CardLine;
use super::super::desk::Desk;
use super::super::keymap::Mode;
use super::super::pane;
use super::super::summary::written_day;
use super::super::{action::Action, field::Field};
use super::{article, boxes, line};
use crate::model::{Annotation, Label, Status};

/// A quote, or what is written in the field under the cursor, may take so many rows.
const LONGEST_ROWS: usize = 4;
/// The columns of the names of fields, with the blank behind them, where there is room for what is written beside them.
const NAME_COLUMNS: u16 = 15;

/// One row of the card.
#[derive(Default)]
struct Row {
    /// The number of the line of the card that it belongs to.
    line: Option<usize>,
    /// Pieces of text, each with its look.
    pieces: Vec<(String, Style)>,
    /// The columns before the piece that the cursor stands on.
    cursor: Option<u16>,
}

/// Draws the card of the claim in hand and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let claim = desk.in_hand()?;
    let room = app.areas.pane;
    let area = boxes::open(buffer, room, room.height, app);
    let title = format!(" {} {}", claim.check.status.letter(), status_of(claim));
    line::put(buffer, area, &pane::fold(&title, area.width, 1).concat(), app.theme.status);
    let below = line::after(Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }, 1);
    let lines = app.card_lines();
    let mut rows = rows(app, desk, claim, &lines, below.width, true);
    if rows.len() > usize::from(below.height) {
        rows = self::rows(app, desk, claim, &lines, below.width, false);
    }
    let here = |row: &Row| row.line == Some(app.card_line) && row.cursor.is_some();
    let last = rows.iter().rposition(|row| row.line == Some(app.card_line)).unwrap_or(0);
    let first = last.saturating_add(1).saturating_sub(usize::from(below.height));
    let mut cursor = None;
    for (nth, row) in (0..below.height).zip(rows.iter().skip(first)) {
        let mut at = line::row(below, nth);
        if here(row) {
            let column = at.x.saturating_add(row.cursor.unwrap_or(0));
            cursor = cursor.or(Some(Position { x: column.min(area.right().saturating_sub(1)), y: at.y }));
        }
        for (text, style) in &row.pieces {
            let used = line::put(buffer, at, text, *style);
            at = line::after(at, used);
        }
    }
    cursor.or(Some(Position { x: area.x, y: area.y }))
}

/// The status of a claim, and who reached it when.
fn status_of(claim: &Annotation) -> String {
    let check = &claim.check;
    let parts = [check.status.name(), &check.checked_by, &written_day(&check.checked_on)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// All rows, each status on one of its own or, where there is too little room, side by side.
fn rows(app: &App, desk: &Desk, claim: &Annotation, lines: &[CardLine], columns: u16, whole: bool) -> Vec<Row> {
    let quiet = app.theme.quiet;
    let plain = |text: String, style| Row { pieces: vec![(text, style)], ..Row::default() };
    let longest = if whole { LONGEST_ROWS } else { 1 };
    let quote = pane::fold(&pane::quote(&desk.document, claim), columns, longest);
    let mut rows: Vec<Row> = quote.into_iter().map(|text| plain(text, app.theme.label(Label::Claim))).collect();
    let mut beside = Vec::new();
    for (nth, card_line) in lines.iter().enumerate() {
        match card_line {
            CardLine::Tied(id) => rows.extend(desk.set.get(id).map(|it| tied(app, desk, it, nth, columns))),
            CardLine::Status(status) if whole => rows.push(status_row(app, claim, *status, nth)),
            CardLine::Status(status) => beside.push((nth, *status)),
            CardLine::Field(field) => {
                if !beside.is_empty() {
                    rows.extend(status_rows(app, claim, &std::mem::take(&mut beside), columns));
                }
                rows.extend(field_rows(app, claim, *field, nth, columns));
            }
        }
    }
    let missing = desk.missing_of(&claim.id);
    if !missing.is_empty() {
        let text = pane::fold(&format!("missing: {missing}"), columns, LONGEST_ROWS);
        rows.extend(text.into_iter().map(|text| plain(text, app.theme.in_hand)));
    }
    rows.extend(pane::fold(&stamps(claim), columns, LONGEST_ROWS).into_iter().map(|text| plain(text, quiet)));
    rows
}

/// Who made and changed what, and when.
fn stamps(claim: &Annotation) -> String {
    let check = &claim.check;
    let said = |what: &str, by: &str, on: &str| {
        let by = if by.is_empty() { String::new() } else { format!("by {by}") };
        let parts = [by, written_day(on)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        (!parts.is_empty()).then(|| format!("{what} {}", parts.join(", ")))
    };
    let parts = [
        said("marked", &claim.creator, &claim.created),
        said("changed", &claim.changed_by, &claim.changed),
        said("check begun", &check.begun_by, &check.begun_on),
        said("check changed", &check.changed_by, &check.changed_on),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn tied(app: &App, desk: &Desk, annotation: &Annotation, nth: usize, columns: u16) -> Row {
    let text = pane::fold(&pane::quote(&desk.document, annotation), columns.saturating_sub(2), 1).concat();
    let letter = article::letter(annotation.label).to_owned();
    let pieces = vec![
        (letter, app.theme.label(annotation.label)),
        (" ".to_owned(), Style::new()),
        (text, chosen(app, nth, Style::new())),
    ];
    Row { line: Some(nth), pieces, cursor: Some(0) }
}

fn status_row(app: &App, claim: &Annotation, status: Status, nth: usize) -> Row {
    let sign = if status == claim.check.status { "●" } else { "○" };
    let key = app.keymap.key_of(Mode::Check, Action::SetStatus(status)).unwrap_or(" ");
    let letter = (key.to_owned(), app.theme.check(status));
    let rest = (format!(" {sign} {}", status.name()), chosen(app, nth, Style::new()));
    Row { line: Some(nth), pieces: vec![letter, rest], cursor: Some(0) }
}

/// The statuses side by side, with their names on at most two rows or, where these don't hold them, without.
fn status_rows(app: &App, claim: &Annotation, statuses: &[(usize, Status)], columns: u16) -> Vec<Row> {
    let named = flow(app, claim, statuses, columns, true);
    if named.len() <= 2 { named } else { flow(app, claim, statuses, columns, false) }
}

/// The statuses on as many rows as they take.
fn flow(app: &App, claim: &Annotation, statuses: &[(usize, Status)], columns: u16, named: bool) -> Vec<Row> {
    let mut rows = vec![Row::default()];
    let mut used = 0_u16;
    for (nth, status) in statuses {
        let key = app.keymap.key_of(Mode::Check, Action::SetStatus(*status)).unwrap_or(" ").to_owned();
        let sign = if *status == claim.check.status { "●" } else { " " };
        let name = if named { format!("{sign}{}  ", status.name()) } else { format!("{sign} ") };
        let width = line::columns(&key).saturating_add(line::columns(&name));
        if used > 0 && used.saturating_add(width) > columns.saturating_add(2) {
            rows.push(Row::default());
            used = 0;
        }
        let Some(row) = rows.last_mut() else { continue };
        // The row stands for its first status, or else for the one under the cursor.
        if row.line.is_none() || *nth == app.card_line {
            (row.line, row.cursor) = (Some(*nth), Some(used));
        }
        row.pieces.push((key, app.theme.check(*status)));
        row.pieces.push((name, chosen(app, *nth, Style::new())));
        used = used.saturating_add(width);
    }
    rows
}

/// A field with its key and what is written there: in short, or all of it where the cursor is.
fn field_rows(app: &App, claim: &Annotation, field: Field, nth: usize, columns: u16) -> Vec<Row> {
    let key = app.keymap.key_of(Mode::Check, Action::Write(field)).unwrap_or(" ");
    let here = nth == app.card_line;
    let written = field.read(claim).replace('\n', " ⏎ ");
    let sign = if written.is_empty() { "·" } else { "✎" };
    let name = format!("{sign} {}", field.name());
    let beside = columns.saturating_sub(NAME_COLUMNS.saturating_add(2)) >= NAME_COLUMNS;
    let gap = if beside {
        NAME_COLUMNS.max(line::columns(&name).saturating_add(1))
    } else {
        line::columns(&name).saturating_add(1)
    };
    let room = columns.saturating_sub(gap.saturating_add(2)).max(1);
    let mut texts = pane::fold(&written, room, if here { LONGEST_ROWS } else { 1 }).into_iter();
    let padding = " ".repeat(usize::from(gap.saturating_sub(line::columns(&name))));
    let first = vec![
        (format!("{key} "), app.theme.key),
        (name, chosen(app, nth, Style::new())),
        (padding, Style::new()),
        (texts.next().unwrap_or_default(), app.theme.quiet),
    ];
    let more = texts.map(|text| {
        let indent = " ".repeat(usize::from(gap.saturating_add(2)));
        Row { line: Some(nth), pieces: vec![(indent, Style::new()), (text, app.theme.quiet)], cursor: None }
    });
    std::iter::once(Row { line: Some(nth), pieces: first, cursor: Some(0) }).chain(more).collect()
}

/// The look of a line, and that of the one under the cursor.
fn chosen(app: &App, nth: usize, style: Style) -> Style {
    if nth == app.card_line { app.theme.selection } else { style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Id};

    #[test]
    fn who_made_it_is_said_only_where_that_is_known() {
        let span = Document::new("a.txt", "One").unwrap().span(0..3).unwrap();
        let mut claim = Annotation::new(Id::new("c"), Label::Claim, span);
        assert_eq!(stamps(&claim), "");
        claim.created = "2026-11-27T10:00:00Z".into();
        assert_eq!(stamps(&claim), "marked 27 Nov 2026");
        (claim.creator, claim.changed) = ("jo".into(), "last week".into());
        claim.check.begun_by = "mo".into();
        assert_eq!(stamps(&claim), "marked by jo, 27 Nov 2026 · changed last week · check begun by mo");
        (claim.check.status, claim.check.checked_on) = (Status::False, "2026-11-28 09:00:00Z".into());
        assert_eq!(status_of(&claim), "false · 28 Nov 2026");
    }
}
