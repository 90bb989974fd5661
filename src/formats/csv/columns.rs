//! The columns of a worksheet, in their order.

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
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
    Correction,
    Question,
    Answer,
    ReplyAsked,
    ReplyReceived,
    ReplyOn,
    ReplyRefused,
    ReplyWaived,
    CheckedBy,
    CheckedOn,
    Note,
    Tags,
    Relations,
    Creator,
    Created,
    BegunBy,
    BegunOn,
    CheckChangedBy,
    CheckChangedOn,
}

/// What a column is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
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
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnRow {
    /// The column this row is about.
    pub(super) column: Column,
    /// Its name in the first row.
    pub(super) name: &'static str,
    /// What it is there for.
    pub(super) r#use: Use,
}

const fn row(column: Column, name: &'static str, r#use: Use) -> ColumnRow {
    ColumnRow { column, name, r#use }
}

/// One row a column, from left to right.
pub(super) const COLUMNS: &[ColumnRow] = &[
    row(Column::Id, "id", Use::Needed),
    row(Column::Label, "label", Use::Needed),
    row(Column::Start, "start", Use::Placing),
    row(Column::End, "end", Use::Placing),
    row(Column::Paragraph, "paragraph", Use::Read),
    row(Column::Text, "text", Use::Needed),
    row(Column::Pieces, "pieces", Use::Placing),
    row(Column::Context, "context", Use::Placing),
    row(Column::Source, "source", Use::Read),
    row(Column::Actor, "actor", Use::Read),
    row(Column::Denial, "denial", Use::Read),
    row(Column::Status, "status", Use::Edited),
    row(Column::Evidence, "evidence", Use::Edited),
    row(Column::Correction, "correction", Use::Edited),
    row(Column::Question, "question", Use::Edited),
    row(Column::Answer, "answer", Use::Edited),
    row(Column::ReplyAsked, "reply_asked", Use::Edited),
    row(Column::ReplyReceived, "reply_received", Use::Edited),
    row(Column::ReplyOn, "reply_on", Use::Edited),
    row(Column::ReplyRefused, "reply_refused", Use::Edited),
    row(Column::ReplyWaived, "reply_waived", Use::Edited),
    row(Column::CheckedBy, "checked_by", Use::Edited),
    row(Column::CheckedOn, "checked_on", Use::Edited),
    row(Column::Note, "note", Use::Edited),
    row(Column::Tags, "tags", Use::Edited),
    row(Column::Relations, "relations", Use::Edited),
    row(Column::Creator, "creator", Use::Read),
    row(Column::Created, "created", Use::Read),
    row(Column::BegunBy, "check_begun_by", Use::Read),
    row(Column::BegunOn, "check_begun_on", Use::Read),
    row(Column::CheckChangedBy, "check_changed_by", Use::Read),
    row(Column::CheckChangedOn, "check_changed_on", Use::Read),
];

impl Column {
    /// Its name in the first row.
    pub(super) fn name(self) -> &'static str {
        // The rows stand in the order of the variants; the test below holds them to that.
        COLUMNS[self as usize].name
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
    fn the_rows_stand_in_the_order_of_the_columns() {
        assert!(COLUMNS.iter().enumerate().all(|(nth, row)| row.column as usize == nth));
        assert_eq!(Column::named(" Checked_By "), Some(Column::CheckedBy));
    }
}
