//! Writing the worksheet.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::super::{Article, Dialect, Exported, Loss};
use super::cell::guarded;
use super::columns::{COLUMNS, Column, ColumnRow};
use super::sheet::Sheet;
use crate::model::{Annotation, AnnotationSet, CHECK_TEXTS, Label};

/// Without it Excel takes the file for one of the system's old encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a row for each claim that has a place, in the order of the article, or for each annotation.
pub(super) fn export(article: &Article<'_>, dialect: Option<Dialect>) -> Exported {
    let all = dialect == Some(Dialect::All);
    let has_row = |annotation: &Annotation| all || annotation.label == Label::Claim;
    // Relations lead from claims to what has no row, unless everything has one.
    let columns: Vec<&ColumnRow> = COLUMNS.iter().filter(|row| all || row.column != Column::Relations).collect();
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::NonNumeric).from_writer(Vec::new());
    // Writing to memory doesn't fail, and every row is as long as the first.
    _ = writer.write_record(columns.iter().map(|row| row.name.as_ref()));
    let mut sheet = Sheet::of(*article);
    for annotation in article.set.iter().filter(|it| has_row(it)) {
        let texts = sheet.row(annotation);
        _ = writer.write_record(columns.iter().map(|row| guarded(&texts[row.column.nth()])));
    }
    let rows = writer.into_inner().unwrap_or_default();
    let text = format!("{BYTE_ORDER_MARK}{}", String::from_utf8_lossy(&rows));
    Exported { text, companions: Vec::new(), losses: losses(article.set, all) }
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
