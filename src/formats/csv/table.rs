//! A worksheet as a table: its first row says which column is which, and each row after it has a cell for each of them.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use super::super::damaged::{Damaged, shown};
use super::super::{Foreign, Remark};
use super::cell::unguarded;
use super::columns::{COLUMNS, Column, Use};

/// The signs that may stand between cells: spreadsheets write the one that their language uses.
const SEPARATORS: &[u8] = b",;\t";

/// How many columns without a meaning, at most, are named in a remark.
const NAMED: usize = 5;

/// The text of a worksheet, and which of its cells mean what.
pub(super) struct Table<'a> {
    text: &'a str,
    separator: u8,
    header: Header,
}

/// A row that isn't empty.
pub(super) struct Row {
    pub(super) record: StringRecord,
    /// Its number in the worksheet, from 1; the first row is the one with the names.
    pub(super) nth: usize,
}

impl<'a> Table<'a> {
    /// A worksheet whose first row names the columns; what is passed over in that row is said.
    pub(super) fn of(text: &'a str, foreign: &mut Foreign) -> Result<Self, Damaged> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (separator, _) = header(text);
        let first = reader(text, separator).into_records().next();
        let first = first.transpose().map_err(|why| no_table(&why))?.unwrap_or_default();
        let header = Header::of(&first, foreign)?;
        if let Some(line) = open_cell(text.as_bytes(), separator) {
            let why = "the quotation mark that a cell starts with here has no end: is the file whole?";
            return Err(Damaged { line, column: 1, field: String::new(), why: why.to_owned() });
        }
        Ok(Self { text, separator, header })
    }

    /// The rows after the first.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<Row, Damaged>> {
        let records = reader(self.text, self.separator).into_records().enumerate().skip(1);
        let rows = records
            .map(|(nth, record)| record.map(|record| Row { record, nth: nth + 1 }).map_err(|why| no_table(&why)));
        rows.filter(|row| row.as_ref().map_or(true, |row| row.record.iter().any(|cell| !cell.is_empty())))
    }

    /// On which lines the rows start.
    pub(super) fn lines(&self) -> Lines<'a> {
        Lines { text: self.text.as_bytes(), read: 0, line: 1 }
    }

    /// Tells if a column says which article a row is about.
    pub(super) fn names_documents(&self) -> bool {
        self.header.document.is_some()
    }

    /// The path of the article that a row is about; empty where it says none.
    pub(super) fn document(&self, row: &Row) -> String {
        self.header.document.and_then(|nth| row.record.get(nth)).map(unguarded).unwrap_or_default()
    }

    /// The texts of a row, or why it isn't one.
    pub(super) fn cells(&self, row: &Row) -> Result<Cells, String> {
        let (record, header) = (&row.record, &self.header);
        let more = record.iter().skip(header.width).any(|cell| !cell.is_empty());
        if record.len() < header.width || more {
            return Err(format!("row {} has {} cells, the first row {}", row.nth, record.len(), header.width));
        }
        let mut texts = vec![None; COLUMNS.len()];
        for (nth, column) in &header.cells {
            texts[column.nth()] = record.get(*nth).map(unguarded);
        }
        Ok(Cells(texts))
    }
}

fn no_table(why: &::csv::Error) -> Damaged {
    Damaged::whole(format!("it is no table: {why}"))
}

fn reader(text: &str, separator: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// How many of the columns that are needed the first row of a text names.
pub(super) fn needed_columns(text: &str) -> usize {
    header(text).1
}

/// The sign between the cells of the first row, and how many of the needed columns it names.
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
pub(super) struct Lines<'a> {
    text: &'a [u8],
    /// Up to which byte line ends were counted.
    read: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line, from 1, on which a row starts.
    pub(super) fn of(&mut self, record: &StringRecord) -> usize {
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
    /// The cell that says which article a row is about, in a worksheet of several.
    document: Option<usize>,
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
        let document = cells.iter().find(|(_, column)| **column == Column::Document).map(|(nth, _)| *nth);
        Ok(Self { cells, document, width: first.len() })
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
