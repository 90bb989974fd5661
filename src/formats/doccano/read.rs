//! Reading the records that are about an article, as this program and doccano write them.

use super::super::damaged::Damaged;
use super::super::json::{self, Tree};
use super::super::passed::Passed;
use super::super::{Arrived, Article, Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark, Unit};
use super::POSITIONS;

/// The fields of a record that are read, or say nothing of annotations.
const KNOWN: &[&str] = &["id", "document", POSITIONS, "text", "label", "labels", "entities", "relations"];

/// Whether the first line is an object with a text and what doccano has of it.
pub(super) fn is_it(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let has = |name: &str| line.contains(name);
    line.trim_start().starts_with('{')
        && has("\"text\"")
        && (has("\"entities\"") || has("\"label\"") || has("\"labels\""))
}

/// Reads the records with the article's text.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let (mut found, mut others, mut broken) = (Vec::new(), 0, Vec::new());
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = nth + 1;
        let (json, halves) = json::mended(line);
        broken.extend(halves.into_iter().map(|half| Remark { line: number, ..half }));
        match json::parse(&json) {
            Ok(record) if record.text_of("text") == Some(article.document.text()) => {
                found.push(of_record(&record, number));
            }
            Ok(record) if record.text_of("text").is_some() => others += 1,
            Ok(_) => broken.push(Remark::new(number, "expected an object with a “text”")),
            Err(flaw) => broken.push(Damaged { line: number, ..flaw.in_text(&json) }.into()),
        }
    }
    if found.is_empty() {
        let name = article.document.name();
        let why = broken.first().map(|first| format!(", and {first}")).unwrap_or_default();
        return Err(Damaged::whole(format!(
            "none of its {} records has the text of {name}{why}",
            others + broken.len()
        )));
    }
    let mut of_file = Foreign::new(Unit::CodePoints);
    if others > 0 {
        let records = if others == 1 { "record is" } else { "records are" };
        of_file.unheld.push(Remark::new(0, format!("{others} {records} of other articles")));
    }
    of_file.refused = broken;
    found.push(of_file);
    Ok(Arrived::Foreign(found))
}

fn of_record(record: &Tree<'_>, line: usize) -> Foreign {
    let said = record.text_of(POSITIONS);
    let unit = if said == Some(Unit::Utf16.name()) { Unit::Utf16 } else { Unit::CodePoints };
    let mut foreign = Foreign::new(unit);
    let is_wide = record.text_of("text").is_some_and(|text| text.chars().any(|c| c.len_utf16() > 1));
    if said.is_none() && is_wide {
        let what =
            "positions are taken for code points, though doccano's screen counts an emoji as two; check the marks";
        foreign.unheld.push(Remark::new(line, what));
    }
    let mut passed = Passed::default();
    passed.note(record, KNOWN, line);
    foreign.unheld.extend(passed.remark());
    let entities = record.each_of("entities");
    for (nth, entity) in entities.iter().enumerate() {
        let key = entity.number_of("id").map_or_else(|| format!("#{nth}"), |id| id.to_string());
        let place = entity.number_of("start_offset").zip(entity.number_of("end_offset"));
        annotation(&mut foreign, line, key, entity.text_of("label"), place);
    }
    // A record of both has the same in both.
    let labels =
        if entities.is_empty() { ["label", "labels"].map(|name| record.each_of(name)) } else { [&[][..], &[]] };
    for (nth, label) in labels.into_iter().flatten().enumerate() {
        let Tree::List(parts) = label else { continue };
        let [start, end, name] = parts.as_slice() else {
            foreign.refused.push(Remark::new(line, format!("label {}: expected [start, end, \"label\"]", nth + 1)));
            continue;
        };
        annotation(&mut foreign, line, format!("#{nth}"), name.as_text(), start.as_number().zip(end.as_number()));
    }
    for relation in record.each_of("relations") {
        let end = |name| relation.number_of(name).map_or_else(String::new, |id| id.to_string());
        let kind = relation.text_of("type").unwrap_or_default().to_owned();
        let (from, to) = (end("from_id"), end("to_id"));
        foreign.relations.push(ForeignRelation { line, id: None, kind, from, to });
    }
    foreign
}

fn annotation(foreign: &mut Foreign, line: usize, key: String, label: Option<&str>, at: Option<(usize, usize)>) {
    let (Some(label), Some(at)) = (label, at) else {
        return foreign
            .refused
            .push(Remark::new(line, format!("entity {key}: it has no label, or no positions from 0")));
    };
    let pieces = vec![Piece { at: Some(at), ..Piece::default() }];
    foreign.annotations.push(ForeignAnnotation {
        line,
        key,
        label: label.to_owned(),
        pieces,
        ..ForeignAnnotation::default()
    });
}
