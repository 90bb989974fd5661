//! Reading a worksheet, as it was written or as a spreadsheet saved it.

use super::super::damaged::Damaged;
use super::super::{Arrived, Article, Foreign, Remark, Unit};
use super::documents::{Choice, choose};
use super::row::Reading;
use super::table::{Table, needed_columns};

/// How many of the columns that are needed make a worksheet of a table, even if others of them are missing.
const TELLING: usize = 3;

/// Whether the first row names columns of a worksheet.
pub(super) fn is_it(text: &str) -> bool {
    !text.trim_start().starts_with(['{', '[', '<']) && needed_columns(text) >= TELLING
}

/// Reads the rows that are about an article.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let mut foreign = Foreign::new(Unit::CodePoints);
    let table = Table::of(text, &mut foreign)?;
    let choice = if table.names_documents() { Some(choose(&table, article)?) } else { None };
    if let Some(Choice { paths, others, why }) = &choice {
        if paths.is_empty() && !others.is_empty() {
            return Ok(Arrived::Elsewhere { why: why.clone(), others: others.clone() });
        }
        if !why.is_empty() && !paths.is_empty() {
            foreign.unheld.push(Remark::new(0, why));
        }
        foreign.others.clone_from(others);
    }
    let mut reading = Reading::of(*article, foreign);
    let mut lines = table.lines();
    for row in table.rows() {
        let row = row?;
        let is_ours = choice.as_ref().is_none_or(|choice| choice.paths.contains(&table.document(&row)));
        if !is_ours && !table.document(&row).trim().is_empty() {
            continue;
        }
        let line = lines.of(&row.record);
        match table.cells(&row) {
            _ if !is_ours => reading.refuse(line, format!("row {} names no document", row.nth)),
            Ok(cells) => reading.row(line, row.nth, &cells),
            Err(why) => reading.refuse(line, why),
        }
    }
    Ok(Arrived::Foreign(vec![reading.finish()]))
}
