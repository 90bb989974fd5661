//! The columns of a worksheet, in their order.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::check::{CheckPart, CheckTextRow};
use crate::model::{CHECK_TEXTS, CheckText};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Document,
    Id,
    Label,
    Start,
    End,
    Paragraph,
    Text,
    Pieces,
    Context,
    Source,
    Actor,
    Denial,
    Status,
    Evidence,
    /// A text of a check.
    Check(CheckText),
    Note,
    Tags,
    Relations,
    Creator,
    Created,
}

/// What a column is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It says which article a row is about: only a worksheet of several has it.
    Whose,
    /// It says which annotation a row is about: no worksheet can be without it.
    Needed,
    /// It says more of where that annotation stands.
    Placing,
    /// What is changed in it is taken over.
    Edited,
    /// It is there to be read; what is changed in it is not taken over.
    Read,
}

/// What is known of a column: its name in the first row, and what it is there for.
#[derive(Clone, Debug)]
pub(super) struct ColumnRow {
    /// The column this row is about.
    pub(super) column: Column,
    /// Its name in the first row.
    pub(super) name: Cow<'static, str>,
    /// What it is there for.
    pub(super) r#use: Use,
}

/// One row a column, from left to right.
pub(super) static COLUMNS: LazyLock<Vec<ColumnRow>> = LazyLock::new(|| {
    let of_record = |row: &&CheckTextRow| row.part == CheckPart::Record;
    let mut rows = rows(PLACE);
    rows.extend(CHECK_TEXTS.iter().filter(|row| !of_record(row)).map(|row| ColumnRow {
        column: Column::Check(row.text),
        name: row.name.into(),
        r#use: Use::Edited,
    }));
    rows.extend(self::rows(REMARKS));
    rows.extend(CHECK_TEXTS.iter().filter(of_record).map(|row| ColumnRow {
        column: Column::Check(row.text),
        name: format!("check_{}", row.name).into(),
        r#use: Use::Read,
    }));
    rows
});

/// The columns before the texts of the check.
const PLACE: &[(Column, &str, Use)] = &[
    (Column::Document, "document", Use::Whose),
    (Column::Id, "id", Use::Needed),
    (Column::Label, "label", Use::Needed),
    (Column::Start, "start", Use::Placing),
    (Column::End, "end", Use::Placing),
    (Column::Paragraph, "paragraph", Use::Read),
    (Column::Text, "text", Use::Needed),
    (Column::Pieces, "pieces", Use::Placing),
    (Column::Context, "context", Use::Placing),
    (Column::Source, "source", Use::Read),
    (Column::Actor, "actor", Use::Read),
    (Column::Denial, "denial", Use::Read),
    (Column::Status, "status", Use::Edited),
    (Column::Evidence, "evidence", Use::Edited),
];

/// The columns after them, before those that say who wrote the check.
const REMARKS: &[(Column, &str, Use)] = &[
    (Column::Note, "note", Use::Edited),
    (Column::Tags, "tags", Use::Edited),
    (Column::Relations, "relations", Use::Edited),
    (Column::Creator, "creator", Use::Read),
    (Column::Created, "created", Use::Read),
];

fn rows(columns: &[(Column, &'static str, Use)]) -> Vec<ColumnRow> {
    columns
        .iter()
        .map(|(column, name, r#use)| ColumnRow { column: *column, name: (*name).into(), r#use: *r#use })
        .collect()
}

impl Column {
    /// Its number from the left, from 0.
    pub(super) fn nth(self) -> usize {
        COLUMNS.iter().position(|row| row.column == self).unwrap_or_default()
    }

    /// All that is known of it.
    pub(super) fn row(self) -> &'static ColumnRow {
        &COLUMNS[self.nth()]
    }

    /// Its name in the first row.
    pub(super) fn name(self) -> &'static str {
        &self.row().name
    }

    /// The column of that name, in whatever case somebody wrote it.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().trim_start_matches('\u{feff}');
        COLUMNS.iter().find(|row| row.name.eq_ignore_ascii_case(name)).map(|row| row.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_found_by_its_name_and_at_its_place() {
        for (nth, row) in COLUMNS.iter().enumerate() {
            assert_eq!((row.column.nth(), Column::named(&row.name)), (nth, Some(row.column)), "{}", row.name);
        }
        assert_eq!(Column::named(" Checked_By "), Some(Column::Check(CheckText::CheckedBy)));
    }

    #[test]
    fn every_text_of_a_check_has_a_column() {
        for row in CHECK_TEXTS {
            assert!(COLUMNS.iter().any(|it| it.column == Column::Check(row.text)), "{}", row.name);
        }
    }
}
