//! One row of a worksheet beside the annotation that it is about, if that is known.

use std::collections::BTreeMap;

use super::super::damaged::{one_of, shown};
use super::super::{Article, Foreign, ForeignAnnotation, ForeignRelation, Remark};
use super::columns::{COLUMNS, Column, Use};
use super::date::Date;
use super::rewritten::{is_error, is_rewritten, looks_rewritten};
use super::sheet::Sheet;
use super::table::Cells;
use super::words::truth;
use super::{evidence, place};
use crate::model::check::{STATUSES, Status};
use crate::model::evidence::EvidenceFlaw;
use crate::model::{Annotation, CHECK_TEXTS, Check, Id};

/// The rows that were read so far.
pub(super) struct Reading<'a> {
    article: Article<'a>,
    sheet: Sheet<'a>,
    foreign: Foreign,
    /// The columns that are only there to be read and were changed: on which line first, and how often.
    changed: BTreeMap<&'static str, (usize, usize)>,
}

/// An annotation that is there, with the texts of its row.
type Known<'a> = Option<(&'a Annotation, &'a [String])>;

impl<'a> Reading<'a> {
    pub(super) fn of(article: Article<'a>, foreign: Foreign) -> Self {
        Self { article, sheet: Sheet::of(article), foreign, changed: BTreeMap::new() }
    }

    /// Leaves out what is on a line.
    pub(super) fn refuse(&mut self, line: usize, why: String) {
        self.foreign.refused.push(Remark::new(line, why));
    }

    /// Takes the row that starts on a line and is the `nth` of the worksheet.
    pub(super) fn row(&mut self, line: usize, nth: usize, cells: &Cells) {
        let id = cells.text(Column::Id).trim();
        let key = if id.is_empty() { format!("row {nth}") } else { id.to_owned() };
        let id = (!id.is_empty()).then(|| Id::new(id));
        let found = id.as_ref().and_then(|id| self.article.set.get(id)).filter(|it| !it.spans().is_empty());
        let texts = found.map(|annotation| self.sheet.row(annotation));
        let known = found.zip(texts.as_ref()).map(|(annotation, texts)| (&**annotation, texts.as_slice()));
        match self.annotation(line, &key, id, known, cells) {
            Ok(annotation) => self.foreign.annotations.push(annotation),
            Err(why) => return self.refuse(line, format!("`{}`: {why}", shown(&key))),
        }
        self.tell_rewritten(line, &key, known, cells);
        self.tell_suspicious(line, &key, known, cells);
        self.relations(line, &key, known, cells);
        for row in COLUMNS.iter().filter(|row| row.r#use == Use::Read) {
            let is_other = |(_, texts): (_, &[String])| {
                cells.get(row.column).is_some_and(|it| !is_ours(&texts[row.column.nth()], it))
            };
            if known.is_some_and(is_other) {
                self.changed.entry(&row.name).or_insert((line, 0)).1 += 1;
            }
        }
    }

    /// Says what a spreadsheet made of cells that nobody changed.
    fn tell_rewritten(&mut self, line: usize, key: &str, known: Known<'_>, cells: &Cells) {
        let Some((_, texts)) = known else { return };
        for row in COLUMNS.iter().filter(|row| row.r#use == Use::Edited) {
            let ours = &texts[row.column.nth()];
            // Letters in another case are the status `false`.
            let is_told = |it: &&str| !it.eq_ignore_ascii_case(ours) && is_rewritten(ours, it);
            if let Some(theirs) = cells.get(row.column).filter(is_told) {
                let (name, theirs, ours) = (&row.name, shown(theirs), shown(ours));
                let what = format!("`{}`: a spreadsheet wrote {name} as “{theirs}”; it stays {ours}", shown(key));
                self.foreign.unheld.push(Remark::new(line, what));
            }
        }
    }

    /// Says what nobody may have typed: errors, which aren't taken, and what looks like figures that were turned into others.
    fn tell_suspicious(&mut self, line: usize, key: &str, known: Known<'_>, cells: &Cells) {
        for row in COLUMNS.iter().filter(|row| row.r#use == Use::Edited) {
            let ours = known.map_or("", |(_, texts)| texts[row.column.nth()].as_str());
            let Some(theirs) = cells.get(row.column).filter(|theirs| !is_ours(ours, theirs)) else { continue };
            let (name, said) = (&row.name, shown(theirs));
            if is_error(theirs) {
                self.refuse(line, format!("`{}`: {name}: “{said}” is an error of the spreadsheet", shown(key)));
            } else if row.column != Column::Status && looks_rewritten(theirs) {
                let what =
                    format!("{name} “{said}” may be what a spreadsheet made of figures; it is taken as it is written");
                self.foreign.unheld.push(Remark::new(line, format!("`{}`: {what}", shown(key))));
            }
        }
    }

    fn annotation(
        &mut self,
        line: usize,
        key: &str,
        id: Option<Id>,
        known: Known<'_>,
        cells: &Cells,
    ) -> Result<ForeignAnnotation, String> {
        if let Some(id) = id.as_ref().filter(|id| Id::checked(id.as_str()).is_none()) {
            let (id, most) = (shown(id.as_str()), Id::MAX_CHARACTERS);
            return Err(format!("“{id}” is no id of 1 to {most} characters without white space"));
        }
        let ours = known.map(|(annotation, _)| annotation);
        let pieces = match known {
            Some((annotation, texts)) if place::is_same(texts, cells) => {
                place::of_known(annotation, self.article.document, &self.sheet.ruler)
            }
            _ => place::read(cells, self.article.document, &self.sheet.ruler)?,
        };
        let text = |column, ours: Option<&String>| edited(known, cells, column).or(ours.cloned()).unwrap_or_default();
        let tags = match edited(known, cells, Column::Tags) {
            Some(tags) => tags.split_whitespace().map(str::to_owned).collect(),
            None => ours.map(|it| it.tags.clone()).unwrap_or_default(),
        };
        Ok(ForeignAnnotation {
            line,
            key: key.to_owned(),
            id,
            label: cells.text(Column::Label).trim().to_owned(),
            pieces,
            note: text(Column::Note, ours.map(|it| &it.note)),
            tags,
            creator: text(Column::Creator, ours.map(|it| &it.creator)),
            created: text(Column::Created, ours.map(|it| &it.created)),
            check: self.check(line, key, known, cells)?,
            ..ForeignAnnotation::default()
        })
    }

    /// The check of a row; what it says nothing of is as it was.
    fn check(&mut self, line: usize, key: &str, known: Known<'_>, cells: &Cells) -> Result<Check, String> {
        let mut check = known.map(|(annotation, _)| annotation.check.clone()).unwrap_or_default();
        if let Some(cell) = edited(known, cells, Column::Status) {
            check.status = status(&cell)?;
        }
        if let Some(cell) = edited(known, cells, Column::Evidence) {
            let (all, flaws) = evidence::read(&cell, &check.evidence);
            check.evidence = all;
            // A worksheet of ours may have evidence without a source.
            let flaws = flaws.iter().filter(|flaw| **flaw != EvidenceFlaw::NoSource);
            let said = flaws.map(|flaw| format!("`{}`: evidence: {}", shown(key), flaw.kept()));
            self.foreign.unheld.extend(said.map(|what| Remark::new(line, what)));
        }
        for row in CHECK_TEXTS {
            let (column, ours) = (Column::Check(row.text), check.text_mut(row.text));
            // What is only there to be read is taken with an annotation that is new.
            let is_read = column.row().r#use == Use::Read && known.is_some();
            let Some(cell) = edited(known, cells, column).filter(|_| !is_read) else { continue };
            *ours = match if row.is_date { Date::of(ours, &cell) } else { Date::Itself } {
                Date::Itself => cell,
                Date::Day(day) => day,
                Date::Unclear => {
                    let (name, said) = (column.name(), shown(&cell));
                    let what = format!("{name} “{said}” is no date like 2026-11-22; it is taken as it is written");
                    self.foreign.unheld.push(Remark::new(line, format!("`{}`: {what}", shown(key))));
                    cell
                }
            };
        }
        Ok(check)
    }

    /// The relations that a row adds; none is taken away.
    fn relations(&mut self, line: usize, key: &str, known: Known<'_>, cells: &Cells) {
        let Some(cell) = cells.get(Column::Relations) else { return };
        let items: Vec<_> = cell.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty()).collect();
        let set = self.article.set;
        let there: Vec<_> =
            known.into_iter().flat_map(|(it, _)| set.relations_of(&it.id).filter(|tie| tie.from == it.id)).collect();
        for item in &items {
            let Some((kind, to)) = item.split_once('>') else {
                self.refuse(line, format!("relation “{}” is not like about>id", shown(item)));
                continue;
            };
            let (kind, to) = (kind.trim().to_owned(), to.trim().to_owned());
            if !there.iter().any(|tie| tie.to.as_str() == to) {
                self.foreign.relations.push(ForeignRelation { line, id: None, kind, from: key.to_owned(), to });
            }
        }
        let is_named =
            |id: &Id| items.iter().any(|item| item.split_once('>').is_some_and(|(_, to)| to.trim() == id.as_str()));
        let has_row = |id: &Id| set.get(id).is_some_and(|it| !it.spans().is_empty());
        for tie in there.iter().filter(|tie| has_row(&tie.to) && !is_named(&tie.to)) {
            let what = format!("`{}` stays tied to `{}`; `ascribe relate` unties it", shown(key), tie.to);
            self.foreign.unheld.push(Remark::new(line, what));
        }
    }

    /// All that was read.
    pub(super) fn finish(mut self) -> Foreign {
        for (name, (line, count)) in self.changed {
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            let what = format!("“{name}”{more} is not as it is here; the column is only there to be read");
            self.foreign.unheld.push(Remark::new(line, what));
        }
        self.foreign
    }
}

/// The text of a cell; `None` where it says what is known already, or the worksheet lacks the column.
///
/// What is known stays then: a cell may have less of it than there is, such as line ends of other kinds.
fn edited(known: Known<'_>, cells: &Cells, column: Column) -> Option<String> {
    let is_known = |cell: &&str| known.is_some_and(|(_, texts)| is_ours(&texts[column.nth()], cell));
    cells.get(column).filter(|cell| !is_known(cell) && !is_error(cell)).map(str::to_owned)
}

/// Whether a cell is the text that we have, or what a spreadsheet made of it.
fn is_ours(ours: &str, theirs: &str) -> bool {
    ours == theirs || is_rewritten(ours, theirs)
}

/// A status in whatever case: spreadsheets make FALSE of false, each in its own language.
fn status(cell: &str) -> Result<Status, String> {
    if truth(cell) == Some(false) {
        return Ok(Status::False);
    }
    let name = cell.trim().to_lowercase().replace([' ', '_'], "-");
    if name.is_empty() {
        return Ok(Status::default());
    }
    let known = || one_of(STATUSES.iter().map(|row| row.1));
    Status::named(&name).ok_or_else(|| format!("status: “{}” is not {}", shown(cell), known()))
}
