//! Reading the line that is about an article.

use std::ops::Range;

use super::super::damaged::Damaged;
use super::super::json::{self, Tree};
use super::super::passed::Passed;
use super::super::{Arrived, Article, Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark, Unit, checking};
use crate::formats::unit::Ruler;
use crate::model::{Document, Id};

/// The fields of a span that are read.
const KNOWN: &[&str] =
    &["id", "label", "start", "end", "text", "pieces", "tags", "note", "creator", "created", "check"];

/// Reads the line with the article's text, or else of its name, or else the only one.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let (mut named, mut first, mut rows) = (None, None, 0);
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = nth + 1;
        let row = json::parse(line).map_err(|flaw| Damaged { line: number, ..flaw.in_text(line) })?;
        let has_spans = row.text_of("text").is_some() && matches!(row.get("spans"), Some(Tree::List(_)));
        if !has_spans {
            let why = "expected an object with a “text” and a list of “spans”";
            return Err(Damaged { line: number, column: 1, field: String::new(), why: why.to_owned() });
        }
        if row.text_of("text") == Some(article.document.text()) {
            return Ok(Arrived::Foreign(of_row(&row, number, article)));
        }
        let is_named = ["id", "name", "file"].iter().any(|it| row.text_of(it) == Some(article.document.name()));
        if is_named && named.is_none() {
            named = Some((number, line));
        }
        first = first.or(Some((number, line)));
        rows += 1;
    }
    let Some((number, line)) = named.or(first.filter(|_| rows == 1)) else {
        let name = article.document.name();
        return Err(Damaged::whole(format!("none of its {rows} lines has the text or the name of {name}")));
    };
    let row = json::parse(line).map_err(|flaw| Damaged { line: number, ..flaw.in_text(line) })?;
    let mut foreign = of_row(&row, number, article);
    foreign.unheld.push(Remark::new(number, "it is of another version of the article"));
    Ok(Arrived::Foreign(foreign))
}

fn of_row(row: &Tree<'_>, line: usize, article: &Article<'_>) -> Foreign {
    let mut foreign = Foreign::new(Unit::CodePoints);
    let text = row.text_of("text").unwrap_or_default();
    // Of another version the positions alone say nothing, so its own text gives the quotes.
    let other = (text != article.document.text()).then(|| Document::new("", text).ok()).flatten();
    let ruler = other.as_ref().map(|other| (text, Ruler::of(other, Unit::CodePoints)));
    let spans = row.each_of("spans");
    let keys: Vec<_> = spans.iter().enumerate().map(|(nth, span)| key(span, nth)).collect();
    for (span, key) in spans.iter().zip(&keys) {
        match annotation(span, key, line, ruler.as_ref()) {
            Ok(annotation) => foreign.annotations.push(annotation),
            Err(why) => foreign.refused.push(Remark::new(line, format!("span {key}: {why}"))),
        }
    }
    notes(row, line, &keys, &mut foreign);
    foreign.unheld.extend(passed(row, line));
    for relation in row.each_of("relations") {
        let end = |name| relation.get(name).map_or_else(String::new, |end| named(end, &keys));
        let kind = relation.text_of("type").or_else(|| relation.text_of("label")).unwrap_or_default();
        let id = relation.text_of("id").and_then(Id::checked);
        foreign.relations.push(ForeignRelation { line, id, kind: kind.to_owned(), from: end("from"), to: end("to") });
    }
    foreign
}

/// What is said of the fields that nothing is read from.
fn passed(row: &Tree<'_>, line: usize) -> Option<Remark> {
    let mut passed = Passed::default();
    passed.note(row, &["id", "name", "file", "text", "spans", "relations", "notes"], line);
    for span in row.each_of("spans") {
        passed.note(span, KNOWN, line);
    }
    for relation in row.each_of("relations") {
        passed.note(relation, &["id", "type", "label", "from", "to"], line);
    }
    passed.remark()
}

/// What a span is called in messages and by relations.
fn key(span: &Tree<'_>, nth: usize) -> String {
    let number = || span.number_of("id").map_or_else(|| format!("#{nth}"), |id| id.to_string());
    span.text_of("id").map_or_else(number, str::to_owned)
}

/// The key of a span that is named by its number in the row, or by its id.
fn named(end: &Tree<'_>, keys: &[String]) -> String {
    let number = end.as_number();
    let by_number = number.and_then(|number| keys.get(number)).cloned();
    by_number.or_else(|| end.as_text().map(str::to_owned)).unwrap_or_else(|| format!("#{}", number.unwrap_or_default()))
}

fn notes(row: &Tree<'_>, line: usize, keys: &[String], foreign: &mut Foreign) {
    let of_key: std::collections::HashMap<_, _> =
        foreign.annotations.iter().enumerate().map(|(nth, it)| (it.key.clone(), nth)).collect();
    for note in row.each_of("notes") {
        let text = note.text_of("text").unwrap_or_default();
        let key = note.get("target").map_or_else(String::new, |target| named(target, keys));
        match of_key.get(&key).and_then(|nth| foreign.annotations.get_mut(*nth)) {
            Some(annotation) if annotation.note.is_empty() => text.clone_into(&mut annotation.note),
            Some(annotation) => annotation.note = format!("{}\n\n{text}", annotation.note),
            None => foreign.refused.push(Remark::new(line, "a note is of a span that the line doesn’t have")),
        }
    }
}

/// The text of another version, measured.
type Other<'a> = (&'a str, Ruler<'a>);

fn annotation(span: &Tree<'_>, key: &str, line: usize, other: Option<&Other<'_>>) -> Result<ForeignAnnotation, String> {
    let label = span.text_of("label").ok_or("it has no label")?;
    let pieces = span.each_of("pieces");
    let pieces = if pieces.is_empty() { std::slice::from_ref(span) } else { pieces };
    let check = span.get("check").cloned().unwrap_or(Tree::Null);
    let text = |name| span.text_of(name).unwrap_or_default().to_owned();
    let tags = span.each_of("tags").iter().filter_map(Tree::as_text).flat_map(str::split_whitespace);
    Ok(ForeignAnnotation {
        line,
        key: key.to_owned(),
        id: span.text_of("id").and_then(Id::checked),
        label: label.to_owned(),
        pieces: pieces.iter().map(|it| piece(it, other)).collect::<Result<_, _>>()?,
        note: text("note"),
        tags: tags.map(str::to_owned).collect(),
        creator: text("creator"),
        created: text("created"),
        check: checking::read(check, "").map_err(|flaw| flaw.inside("check").what())?,
        ..ForeignAnnotation::default()
    })
}

fn piece(span: &Tree<'_>, other: Option<&Other<'_>>) -> Result<Piece, String> {
    let place = |name| span.number_of(name).ok_or_else(|| format!("its {name} is no whole number from 0"));
    let at = (place("start")?, place("end")?);
    let bytes = |ruler: &Ruler<'_>| Some(Range { start: ruler.byte(at.0)?, end: ruler.byte(at.1)? });
    let in_other = other.and_then(|(text, ruler)| text.get(bytes(ruler)?));
    let quote = span.text_of("text").or(in_other).map(str::to_owned);
    if other.is_some() && quote.is_none() {
        return Err("it has no text to find it by".to_owned());
    }
    Ok(Piece { at: Some(at), quote, ..Piece::default() })
}
