//! The texts of a check, each in a column of its own.

use super::columns::Column;
use crate::model::Check;

/// A text of a check and its column.
pub(super) struct CheckText {
    /// The column.
    pub(super) column: Column,
    /// Whether it is a date or a time.
    pub(super) is_date: bool,
    /// The text.
    pub(super) of: fn(&Check) -> &String,
    /// The text, to be changed.
    pub(super) of_mut: fn(&mut Check) -> &mut String,
}

/// Writes one row.
macro_rules! text {
    ($column:ident, $field:ident, $is_date:literal) => {
        CheckText {
            column: Column::$column,
            is_date: $is_date,
            of: |check| &check.$field,
            of_mut: |check| &mut check.$field,
        }
    };
}

/// Every text of a check.
pub(super) const TEXTS: &[CheckText] = &[
    text!(Correction, correction, false),
    text!(Question, question, false),
    text!(Answer, answer, false),
    text!(ReplyAsked, reply_asked, true),
    text!(ReplyReceived, reply_received, false),
    text!(ReplyOn, reply_on, true),
    text!(ReplyRefused, reply_refused, true),
    text!(ReplyWaived, reply_waived, false),
    text!(CheckedBy, checked_by, false),
    text!(CheckedOn, checked_on, true),
    text!(BegunBy, begun_by, false),
    text!(BegunOn, begun_on, true),
    text!(CheckChangedBy, changed_by, false),
    text!(CheckChangedOn, changed_on, true),
];

/// The text of a check that a column has.
pub(super) fn text_of(check: &Check, column: Column) -> Option<&String> {
    TEXTS.iter().find(|text| text.column == column).map(|text| (text.of)(check))
}
