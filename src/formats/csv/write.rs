//! Writing the worksheet.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::super::{Article, Collection, Dialect, Exported, Loss, Shape};
use super::cell::guarded;
use super::columns::{COLUMNS, Column, ColumnRow};
use super::sheet::Sheet;
use crate::model::{Annotation, AnnotationSet, CHECK_TEXTS, Label};

/// Without it Excel takes the file for one of the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A row for each claim that has a place, article by article in the order of their texts, or for each annotation.
pub(super) struct Rows {
    all: bool,
    columns: Vec<&'static ColumnRow>,
    /// True once the row with the names is written.
    is_begun: bool,
}

impl Rows {
    pub(super) fn new(shape: Shape<'_>) -> Self {
        let (all, several) = (shape.dialect == Some(Dialect::All), shape.is_of_several());
        let is_there = |row: &&ColumnRow| match row.column {
            Column::Document => several,
            // Relations lead from claims to what has no row, unless everything has one.
            Column::Relations => all,
            _ => true,
        };
        Self { all, columns: COLUMNS.iter().filter(is_there).collect(), is_begun: false }
    }
}

impl Collection for Rows {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let has_row = |annotation: &Annotation| self.all || annotation.label == Label::Claim;
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::NonNumeric)
            .from_writer(Vec::new());
        // Writing to memory doesn't fail, and every row is as long as the first.
        let is_begun = std::mem::replace(&mut self.is_begun, true);
        if !is_begun {
            _ = writer.write_record(self.columns.iter().map(|row| row.name.as_ref()));
        }
        let mut sheet = Sheet::of(*article);
        for annotation in article.set.iter().filter(|it| has_row(it)) {
            let texts = sheet.row(annotation);
            _ = writer.write_record(self.columns.iter().map(|row| guarded(&texts[row.column.nth()])));
        }
        let rows = writer.into_inner().unwrap_or_default();
        let mark = if is_begun { "" } else { BYTE_ORDER_MARK };
        let text = format!("{mark}{}", String::from_utf8_lossy(&rows));
        Exported { text, companions: Vec::new(), losses: losses(article.set, self.all) }
    }
}

/// What is left out beyond orphans.
fn losses(set: &AnnotationSet, all: bool) -> Vec<Loss> {
    let is_placed = |id| set.get(id).is_some_and(|it| !it.spans().is_empty());
    let others = set.iter().filter(|it| !all && it.label != Label::Claim).count();
    let ties = set.relations().filter(|it| all && !(is_placed(&it.from) && is_placed(&it.to))).count();
    let written = set.iter().filter(|it| all || it.label == Label::Claim);
    let returns = written.flat_map(|it| texts(it)).filter(|text| text.contains('\r')).count();
    let losses = [
        Loss::of(
            others,
            "annotation other than a claim (--all has a row for it)",
            "annotations other than claims (--all has rows for them)",
        ),
        Loss::of(ties, "relation of an orphan", "relations of orphans"),
        Loss::of(
            returns,
            "text with carriage returns, which become line feeds",
            "texts with carriage returns, which become line feeds",
        ),
    ];
    losses.into_iter().flatten().collect()
}

/// What somebody wrote about an annotation.
fn texts(annotation: &Annotation) -> impl Iterator<Item = &String> {
    let check = &annotation.check;
    let of_evidence = check.evidence.iter().flat_map(|it| [&it.source, &it.locator, &it.date, &it.note]);
    let of_check = CHECK_TEXTS.iter().map(|row| check.text(row.text));
    of_evidence.chain(of_check).chain([&annotation.note, &annotation.creator, &annotation.created])
}
