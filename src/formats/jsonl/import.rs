//! Reading the lines that are about an article.

use std::ops::Range;

use super::super::damaged::{Damaged, shown};
use super::super::json::{self, Tree};
use super::super::passed::Passed;
use super::super::path;
use super::super::{Arrived, Article, Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark, Unit, checking};
use super::{OF_ROW, STATUS};
use crate::formats::unit::Ruler;
use crate::model::{Document, Id, Status};

/// The fields of a span that are read.
const KNOWN: &[&str] =
    &["id", "label", "start", "end", "text", "pieces", "tags", "note", "creator", "created", "check", "answer"];

/// The fields of a row that are read, or say nothing of annotations.
const KNOWN_OF_ROW: &[&str] =
    &["finished", "id", "document", "sha256", "name", "file", "text", "spans", "relations", "notes", "answer"];

/// The fields of a relation that are read: ours, and those of Prodigy, which says the same in tokens too.
const KNOWN_OF_RELATION: &[&str] =
    &["id", "type", "label", "from", "to", "head", "child", "head_span", "child_span", "color"];

/// The fields of a row that may name its article.
const NAMES: &[&str] = &["document", "id", "name", "file"];

/// Reads the lines with the article's text, or else those with its name, or else the only one.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let mut rows = Rows::default();
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        rows.line(line, nth + 1, article);
    }
    rows.arrived(article)
}

/// The lines of a file, by what they are about.
#[derive(Default)]
struct Rows<'a> {
    /// What those with the article's text hold, and whether they have a name that is another article's.
    records: Vec<(bool, Foreign)>,
    /// Those with its name and another text, with their numbers, and whether their path may be the article's.
    named: Vec<(bool, usize, &'a str)>,
    /// All others that could be read.
    others: Vec<(usize, &'a str)>,
    /// Those of the article that somebody has rejected.
    rejected: Vec<Remark>,
    /// Those that can't be read, and parts of others.
    broken: Vec<Remark>,
}

impl<'a> Rows<'a> {
    fn line(&mut self, line: &'a str, number: usize, article: &Article<'_>) {
        let (json, halves) = json::mended(line);
        self.broken.extend(halves.into_iter().map(|half| Remark { line: number, ..half }));
        let row = match json::parse(&json) {
            Ok(row) => row,
            Err(flaw) => return self.broken.push(Damaged { line: number, ..flaw.in_text(&json) }.into()),
        };
        if row.text_of("text").is_none() || !matches!(row.get("spans"), Some(Tree::List(_))) {
            let why = "expected an object with a “text” and a list of “spans”";
            return self.broken.push(Remark::new(number, why));
        }
        let has_text = row.text_of("text") == Some(article.document.text());
        let has_name =
            || NAMES.iter().filter_map(|it| row.text_of(it)).any(|it| path::name(it) == article.document.name());
        if !has_text && !has_name() {
            self.others.push((number, line));
        } else if let Some(answer) = rejection(&row) {
            self.rejected
                .push(Remark::new(number, format!("the answer is “{}”, so the record isn't taken", shown(answer))));
        } else if has_text {
            let has_other = row.text_of("document").is_some_and(|it| !path::may_be_same(it, article.path));
            self.records.push((has_other, of_row(&row, number, article)));
        } else {
            let path = row.text_of("document").is_none_or(|it| path::may_be_same(it, article.path));
            self.named.push((path, number, line));
        }
    }

    /// What there is for the article, once all lines were looked at.
    fn arrived(mut self, article: &Article<'_>) -> Result<Arrived, Damaged> {
        let name = article.document.name();
        let is_none = self.records.is_empty() && self.named.is_empty() && self.rejected.is_empty();
        if is_none && self.others.len() == 1 && self.broken.is_empty() {
            self.named.extend(self.others.drain(..).map(|(number, line)| (true, number, line)));
        } else if is_none {
            return Err(self.nothing(name));
        }
        let mut of_file = Foreign::new(Unit::CodePoints);
        let mut others = self.others.len();
        // Another folder may have an article of the same name.
        if self.named.iter().any(|(path, ..)| *path) {
            let all = self.named.len();
            self.named.retain(|(path, ..)| *path);
            others += all - self.named.len();
        }
        // Of several articles with one text each has its own records.
        if self.records.iter().any(|(has_other, _)| !has_other) {
            let all = self.records.len();
            self.records.retain(|(has_other, _)| !has_other);
            others += all - self.records.len();
        }
        let mut records: Vec<_> = self.records.into_iter().map(|(_, record)| record).collect();
        if records.is_empty() {
            records = self.named.into_iter().map(|(_, number, line)| of_other_version(line, number, article)).collect();
        } else {
            let what =
                |number| Remark::new(number, format!("it has the name of {name} and another text, so it isn't taken"));
            of_file.unheld.extend(self.named.into_iter().map(|(_, number, _)| what(number)));
        }
        if others > 0 {
            let what = if others == 1 { "record is" } else { "records are" };
            of_file.unheld.push(Remark::new(0, format!("{others} {what} of other articles")));
        }
        of_file.unheld.append(&mut self.rejected);
        of_file.refused = self.broken;
        records.push(of_file);
        Ok(Arrived::Foreign(records))
    }

    /// Why there is nothing for an article of that name.
    fn nothing(self, name: &str) -> Damaged {
        let lines = self.others.len() + self.broken.len();
        match self.broken.into_iter().next() {
            Some(Remark { line, what }) if self.others.is_empty() => {
                Damaged { line, column: 1, field: String::new(), why: what }
            }
            Some(first) => Damaged::whole(format!("no line has the text or the name of {name}, and {first}")),
            None => Damaged::whole(format!("none of its {lines} lines has the text or the name of {name}")),
        }
    }
}

/// The answer of a record that Prodigy's user hasn't accepted.
fn rejection<'t>(record: &'t Tree<'_>) -> Option<&'t str> {
    record.text_of("answer").filter(|answer| *answer != "accept")
}

fn of_other_version(line: &str, number: usize, article: &Article<'_>) -> Foreign {
    let (json, _) = json::mended(line);
    // It was read once already.
    let row = json::parse(&json).unwrap_or(Tree::Null);
    let mut foreign = of_row(&row, number, article);
    foreign.unheld.push(Remark::new(number, "it is of another version of the article"));
    foreign
}

fn of_row(row: &Tree<'_>, line: usize, article: &Article<'_>) -> Foreign {
    let mut foreign = Foreign::new(Unit::CodePoints);
    let text = row.text_of("text").unwrap_or_default();
    // Of another version the positions alone say nothing, so its own text gives the quotes.
    let other = (text != article.document.text()).then(|| Document::new("", text).ok()).flatten();
    let ruler = other.as_ref().map(|other| (text, Ruler::of(other, Unit::CodePoints)));
    let spans = row.each_of("spans");
    let of_row = format!("{}{OF_ROW}", row.text_of("document").unwrap_or_default());
    let ours = |id: &str| Id::checked(id.strip_prefix(&of_row).unwrap_or(id));
    let keys: Vec<_> = spans.iter().enumerate().map(|(nth, span)| key(span, nth)).collect();
    for (span, key) in spans.iter().zip(&keys) {
        if let Some(answer) = rejection(span) {
            let what = format!("span {}: the answer is “{}”, so it isn't taken", shown(key), shown(answer));
            foreign.unheld.push(Remark::new(line, what));
            continue;
        }
        match annotation(span, key, line, ruler.as_ref()) {
            Ok(annotation) => {
                let id = span.text_of("id").and_then(ours);
                foreign.annotations.push(ForeignAnnotation { id, ..annotation });
            }
            Err(why) => foreign.refused.push(Remark::new(line, format!("span {key}: {why}"))),
        }
    }
    notes(row, line, &keys, &mut foreign);
    foreign.unheld.extend(passed(row, line));
    for relation in row.each_of("relations") {
        let end = |name, prodigy| {
            let named = relation.get(name).map(|end| named(end, &keys));
            named.or_else(|| standing(relation.get(prodigy)?, spans, &keys)).unwrap_or_default()
        };
        let kind = relation.text_of("type").or_else(|| relation.text_of("label")).unwrap_or_default();
        let id = relation.text_of("id").and_then(ours);
        foreign.relations.push(ForeignRelation {
            line,
            id,
            kind: kind.to_owned(),
            from: end("from", "head_span"),
            to: end("to", "child_span"),
        });
    }
    foreign
}

/// What is said of the fields that nothing is read from.
fn passed(row: &Tree<'_>, line: usize) -> Option<Remark> {
    let mut passed = Passed::default();
    passed.note(row, KNOWN_OF_ROW, line);
    for span in row.each_of("spans") {
        passed.note(span, KNOWN, line);
    }
    for relation in row.each_of("relations") {
        passed.note(relation, KNOWN_OF_RELATION, line);
    }
    passed.remark()
}

/// The key of the span that stands where another one says, as Prodigy names the ends of relations.
fn standing(end: &Tree<'_>, spans: &[Tree<'_>], keys: &[String]) -> Option<String> {
    let is_it = |span: &&Tree<'_>| ["start", "end", "label"].iter().all(|name| span.get(name) == end.get(name));
    spans.iter().zip(keys).find(|(span, _)| is_it(span)).map(|(_, key)| key.clone())
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
    let mut check = span.get("check").cloned().unwrap_or(Tree::Null);
    // Of what is no claim nothing is said where nobody has looked at it.
    if let Tree::Object(fields) = &mut check {
        let unsaid = fields.iter_mut().filter(|(name, value)| name == STATUS && *value == Tree::text(""));
        unsaid.for_each(|(_, value)| *value = Tree::text(Status::default().name()));
    }
    let text = |name| span.text_of(name).unwrap_or_default().to_owned();
    let tags = span.each_of("tags").iter().filter_map(Tree::as_text).flat_map(str::split_whitespace);
    Ok(ForeignAnnotation {
        line,
        key: key.to_owned(),
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
