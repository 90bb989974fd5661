//! Reading a worksheet, as it was written or as a spreadsheet saved it.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::super::damaged::{Damaged, shown};
use super::super::{Arrived, Article, Foreign, Remark, Unit};
use super::cell::unguarded;
use super::columns::{COLUMNS, Column, Use};
use super::row::Reading;

/// What may stand between cells: spreadsheets write what their language uses.
const SEPARATORS: &[u8] = b",;\t";

/// How many of the columns that are needed make a worksheet of a table, even if others of them are missing.
const TELLING: usize = 3;

/// How many columns without a meaning, and how many lines, are named in a remark.
const NAMED: usize = 5;

/// Whether the first row names columns of a worksheet.
pub(super) fn is_it(text: &str) -> bool {
    !text.trim_start().starts_with(['{', '[', '<']) && header(text).1 >= TELLING
}

/// Reads the rows that are about an article.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (separator, _) = header(text);
    let mut records = reader(text, separator).into_records();
    let flawed = |why: ::csv::Error| Damaged::whole(format!("it is no table: {why}"));
    let first = records.next().transpose().map_err(flawed)?.unwrap_or_default();
    let mut foreign = Foreign::new(Unit::CodePoints);
    let header = Header::of(&first, &mut foreign)?;
    if let Some(line) = open_cell(text.as_bytes(), separator) {
        let why = "the quotation mark that a cell starts with here has no end: is the file whole?";
        return Err(Damaged { line, column: 1, field: String::new(), why: why.to_owned() });
    }
    let mut reading = Reading::of(*article, foreign);
    let mut lines = Lines { text: text.as_bytes(), read: 0, line: 1 };
    for (nth, record) in records.enumerate() {
        let record = record.map_err(flawed)?;
        if record.iter().any(|cell| !cell.is_empty()) {
            // The first row is the one with the names.
            header.row(&record, lines.of(&record), nth + 2, &mut reading);
        }
    }
    Ok(Arrived::Foreign(vec![reading.finish()]))
}

fn reader(text: &str, separator: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// What stands between the cells of the first row, and how many of the needed columns it names.
fn header(text: &str) -> (u8, usize) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let names = |separator| {
        let first = reader(text, separator).into_records().next();
        let first = first.and_then(Result::ok).unwrap_or_default();
        let needed = COLUMNS.iter().filter(|row| row.r#use == Use::Needed);
        needed.filter(|row| first.iter().any(|cell| Column::named(cell) == Some(row.column))).count()
    };
    let mut best = (b',', 0);
    for separator in SEPARATORS {
        let count = names(*separator);
        if count > best.1 {
            best = (*separator, count);
        }
    }
    best
}

/// The line on which a cell starts whose quotation mark the text doesn't close.
fn open_cell(text: &[u8], separator: u8) -> Option<usize> {
    let (mut line, mut opened) = (1, None);
    let mut starts = true;
    for byte in text {
        let was_open = opened.is_some();
        match byte {
            b'"' if was_open => opened = None,
            b'"' if starts => opened = Some(line),
            _ => {}
        }
        // Right after its end a cell goes on with a doubled quotation mark.
        let ended = was_open && opened.is_none();
        starts = opened.is_none() && (ended || *byte == separator || matches!(byte, b'\n' | b'\r'));
        line += usize::from(*byte == b'\n');
    }
    opened
}

/// On which lines rows start, in the order of the file.
struct Lines<'a> {
    text: &'a [u8],
    /// Up to which byte line ends were counted.
    read: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line, from 1, on which a row starts.
    fn of(&mut self, record: &StringRecord) -> usize {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or_default());
        // A row is said to start with what is left of the line end before it.
        let rest = self.text.get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let between = self.text.get(self.read..start).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.read = start;
        self.line
    }
}

/// Which cell of a row is which column's.
struct Header {
    cells: BTreeMap<usize, Column>,
    width: usize,
}

impl Header {
    fn of(first: &StringRecord, foreign: &mut Foreign) -> Result<Self, Damaged> {
        let damaged = |why: String| Damaged { line: 1, column: 1, field: String::new(), why };
        let (mut cells, mut unknown) = (BTreeMap::new(), Vec::new());
        for (nth, cell) in first.iter().enumerate() {
            match Column::named(cell) {
                Some(column) if cells.values().any(|other| *other == column) => {
                    return Err(damaged(format!("the column “{}” stands there twice", column.name())));
                }
                Some(column) => _ = cells.insert(nth, column),
                None if cell.trim().is_empty() => {}
                None => unknown.push(cell),
            }
        }
        let needed = || COLUMNS.iter().filter(|row| row.r#use == Use::Needed);
        if let Some(missing) = needed().find(|row| !cells.values().any(|column| *column == row.column)) {
            let names = needed().map(|row| row.name.as_ref()).collect::<Vec<_>>().join(", ");
            return Err(damaged(format!("the column “{}” is missing; a worksheet has {names}", missing.name)));
        }
        if !unknown.is_empty() {
            let names = unknown.iter().take(NAMED).map(|name| format!("“{}”", shown(name))).collect::<Vec<_>>();
            let more =
                if unknown.len() > NAMED { format!(" and {} more", unknown.len() - NAMED) } else { String::new() };
            let what = format!("columns without a meaning here are passed over: {}{more}", names.join(", "));
            foreign.unheld.push(Remark::new(1, what));
        }
        Ok(Self { cells, width: first.len() })
    }

    fn row(&self, record: &StringRecord, line: usize, nth: usize, reading: &mut Reading<'_>) {
        let more = record.iter().skip(self.width).any(|cell| !cell.is_empty());
        if record.len() < self.width || more {
            let what = format!("row {nth} has {} cells, the first row {}", record.len(), self.width);
            return reading.refuse(line, what);
        }
        let mut texts = vec![None; COLUMNS.len()];
        for (nth, column) in &self.cells {
            texts[column.nth()] = record.get(*nth).map(unguarded);
        }
        reading.row(line, nth, &Cells(texts));
    }
}

/// The texts of a row, one a column; none where the worksheet lacks the column.
pub(super) struct Cells(Vec<Option<String>>);

impl Cells {
    /// The text in a column; `None` where the worksheet lacks the column.
    pub(super) fn get(&self, column: Column) -> Option<&str> {
        self.0.get(column.nth())?.as_deref()
    }

    /// The text in a column, or nothing.
    pub(super) fn text(&self, column: Column) -> &str {
        self.get(column).unwrap_or_default()
    }
}
