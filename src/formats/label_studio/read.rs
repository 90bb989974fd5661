//! Reading tasks, as this program writes them and as Label Studio exports them.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use super::super::damaged::{Damaged, shown};
use super::super::foreign::{Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark};
use super::super::json::{Fields, Flaw, Step, Tree, count, item_lines, items, mended, parse, text};
use super::super::passed::Passed;
use super::super::{Arrived, Article, Unit};
use super::{PIECE, PIECE_OF_BEFORE};
use crate::model::Id;

/// The fields of a region, a note or a relation that are read, or say what goes without saying.
const KNOWN: &[&str] =
    &["id", "parentID", "from_name", "to_name", "type", "value", "origin", "from_id", "to_id", "direction", "labels"];

/// Those of its value.
const KNOWN_OF_VALUE: &[&str] = &["start", "end", "text", "labels"];

/// Whether a text looks like tasks: names of fields as they stand nowhere within a string.
pub(super) fn is_tasks(json: &str) -> bool {
    let has = |name: &str| memmem::find(json.as_bytes(), name.as_bytes()).is_some();
    json.trim_start().starts_with(['[', '{']) && has("\"data\"") && has("\"result\"")
}

/// Reads the tasks of an article: those with its text, or else those with its name, or else the only one.
pub(super) fn read(json: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let (json, halves) = mended(json);
    let tree = parse(&json).map_err(|flaw| flaw.in_text(&json))?;
    let is_list = matches!(tree, Tree::List(_));
    let lines = if is_list { item_lines(&json, &[]) } else { Vec::new() };
    let mut of_file = Foreign { refused: halves, ..Foreign::new(Unit::CodePoints) };
    let (items, mut tasks) = (tree.each(), Vec::new());
    for (nth, tree) in items.iter().enumerate() {
        match about(tree, article) {
            Ok(about) => tasks.push(Task { nth, tree, about }),
            // A file of one task, and that no task, is none.
            Err(flaw) if items.len() == 1 => return Err(within(flaw, nth, is_list).in_text(&json)),
            Err(flaw) => {
                let line = lines.get(nth).copied().unwrap_or_default();
                of_file.refused.push(Remark::new(line, within(flaw, nth, is_list).what()));
            }
        }
    }
    let count = tasks.len();
    let mut chosen = chosen(tasks, article, &mut of_file);
    if chosen.is_empty() {
        let first = of_file.refused.first().map_or_else(String::new, |first| format!(", and {first}"));
        return Err(Damaged::whole(format!("none of its {count} tasks has this article’s text or name{first}")));
    }
    let mut records = Vec::new();
    for task in &mut chosen {
        for draft in task.drafts(&mut of_file) {
            records.push(draft.read(task, &json, is_list, article));
        }
    }
    Ok(Arrived::Foreign(records.into_iter().chain([of_file]).collect()))
}

fn within(flaw: Flaw, nth: usize, is_list: bool) -> Flaw {
    if is_list { flaw.inside(nth) } else { flaw }
}

/// What tells that a task is about the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Text,
    Name,
    Nothing,
}

/// A task, and which of the file's it is.
struct Task<'t, 'a> {
    nth: usize,
    tree: &'t Tree<'a>,
    about: About,
}

/// One person’s or program’s work on a task: its field, which item of that field's list it is, and what it holds.
struct Draft<'t, 'a> {
    field: &'static str,
    nth: usize,
    tree: &'t Tree<'a>,
}

/// What the data of a task, whatever its fields are called, say of the article.
fn about(task: &Tree<'_>, article: &Article<'_>) -> Result<About, Flaw> {
    let data = Fields::of(task.clone())?.needed("data", |data| Fields::of(data.clone()).map(|_| data))?;
    let is = |text: &str| data_of(&data).any(|value| value == text);
    Ok(if is(article.document.text()) {
        About::Text
    } else if is(article.document.name()) {
        About::Name
    } else {
        About::Nothing
    })
}

fn data_of<'t>(data: &'t Tree<'_>) -> impl Iterator<Item = &'t str> {
    let fields = if let Tree::Object(fields) = data { fields.as_slice() } else { &[] };
    fields.iter().filter_map(|(_, value)| if let Tree::Text(text) = value { Some(text.as_ref()) } else { None })
}

/// The only task, or those of this text, or those of this name; says what becomes of the others.
fn chosen<'t, 'a>(tasks: Vec<Task<'t, 'a>>, article: &Article<'_>, of_file: &mut Foreign) -> Vec<Task<'t, 'a>> {
    if tasks.len() == 1 {
        return tasks;
    }
    let (of_text, others): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.about == About::Text);
    let (of_name, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|task| task.about == About::Name);
    if !of_text.is_empty() && !of_name.is_empty() {
        let (count, name) = (of_name.len(), article.document.name());
        let what = format!("tasks with the name of {name} and another text aren't taken: {count}");
        of_file.unheld.push(Remark::new(0, what));
    }
    let chosen = if of_text.is_empty() { of_name } else { of_text };
    if !chosen.is_empty() && !others.is_empty() {
        let tasks = if others.len() == 1 { "task is" } else { "tasks are" };
        of_file.unheld.push(Remark::new(0, format!("{} {tasks} of other articles", others.len())));
    }
    chosen
}

impl<'t, 'a> Task<'t, 'a> {
    /// All finished work, or else what models predict where nobody has worked yet; says what is left out.
    fn drafts(&self, of_file: &mut Foreign) -> Vec<Draft<'t, 'a>> {
        let of = |field| {
            let items = self.tree.each_of(field).iter().enumerate();
            items.map(move |(nth, tree)| Draft { field, nth, tree })
        };
        let is_skipped = |draft: &Draft<'_, '_>| draft.tree.get("was_cancelled") == Some(&Tree::Flag(true));
        let (skipped, finished): (Vec<_>, Vec<_>) = of("annotations").partition(is_skipped);
        let predicted: Vec<_> = of("predictions").collect();
        let mut say = |count: usize, what: &str| {
            if count > 0 {
                of_file.unheld.push(Remark::new(0, format!("task {}: {what}: {count}", self.nth + 1)));
            }
        };
        say(skipped.len(), "annotators skipped it, and what they marked isn't taken");
        say(self.tree.each_of("drafts").len(), "drafts that nobody has submitted aren't taken");
        if skipped.is_empty() && finished.is_empty() {
            say(predicted.len(), "nobody has worked on it, so the predictions of models are taken");
            return predicted;
        }
        say(predicted.len(), "people have worked on it, so the predictions of models aren't taken");
        if finished.len() > 1 {
            say(finished.len(), "annotators, whose work is taken one after the other");
        }
        finished
    }
}

impl Draft<'_, '_> {
    /// What it holds.
    fn read(&self, task: &Task<'_, '_>, json: &str, is_list: bool, article: &Article<'_>) -> Foreign {
        let mut reading = Reading::new(article);
        if task.about != About::Text {
            reading.foreign.unheld.push(Remark::new(0, "the text in the file is not this article’s, so quotes decide"));
        }
        let of_task = if is_list { vec![Step::Item(task.nth)] } else { Vec::new() };
        let path = |more: &[Step<'static>]| [&of_task[..], &[Step::from(self.field)], more].concat();
        let Some(result @ Tree::List(_)) = self.tree.get("result") else {
            let line = item_lines(json, &path(&[])).get(self.nth).copied().unwrap_or_default();
            let what = format!("{}[{}].result: expected a list", self.field, self.nth);
            reading.foreign.refused.push(Remark::new(line, what));
            return reading.foreign;
        };
        let lines = item_lines(json, &path(&[Step::Item(self.nth), Step::from("result")]));
        for (tree, line) in result.each().iter().zip(lines.into_iter().chain(std::iter::repeat(0))) {
            if let Err(flaw) = reading.item(tree.clone(), line) {
                reading.foreign.refused.push(Remark::new(line, flaw.what()));
            }
        }
        reading.finish()
    }
}

/// What was read so far.
struct Reading {
    foreign: Foreign,
    /// Which annotation each region is.
    regions: HashMap<String, usize>,
    /// Further pieces of annotations, by the region that they go with.
    further: Vec<(String, ForeignAnnotation)>,
    /// What was written about each region, with its line.
    notes: Vec<(Option<String>, String, usize)>,
    /// Whether the article itself has a backslash before an `n`.
    has_escapes: bool,
    passed: Passed,
}

impl Reading {
    fn new(article: &Article<'_>) -> Self {
        Self {
            foreign: Foreign::new(Unit::CodePoints),
            regions: HashMap::new(),
            further: Vec::new(),
            notes: Vec::new(),
            has_escapes: memmem::find(article.document.text().as_bytes(), b"\\n").is_some(),
            passed: Passed::default(),
        }
    }

    fn item(&mut self, tree: Tree<'_>, line: usize) -> Result<(), Flaw> {
        if let Some("labels" | "textarea" | "relation") = tree.text_of("type") {
            self.passed.note(&tree, KNOWN, line);
            self.passed.note(tree.get("value").unwrap_or(&Tree::Null), KNOWN_OF_VALUE, line);
        }
        let mut fields = Fields::of(tree)?;
        match fields.needed("type", text)?.as_str() {
            "labels" => self.region(fields, line),
            "textarea" => self.note(fields, line),
            "relation" => self.relation(fields, line),
            other => {
                let what = format!("what is of type `{}` has no place here", shown(other));
                self.foreign.unheld.push(Remark::new(line, what));
                Ok(())
            }
        }
    }

    fn region(&mut self, mut fields: Fields<'_>, line: usize) -> Result<(), Flaw> {
        let id = fields.needed("id", text)?;
        let parent =
            fields.optional("parentID", |tree| if tree == Tree::Null { Ok(String::new()) } else { text(tree) })?;
        let (piece, labels) = fields.needed("value", |tree| self.value(tree))?;
        let Some((label, more)) = labels.split_first() else {
            return Err(Flaw::new(format!("`{}` has no label", shown(&id))));
        };
        let annotation = |key: String, label: &str| ForeignAnnotation {
            line,
            id: Id::checked(&key),
            key,
            label: label.to_owned(),
            pieces: vec![piece.clone()],
            ..ForeignAnnotation::default()
        };
        let is_piece = |rest: &str| rest.starts_with([PIECE, PIECE_OF_BEFORE]);
        if !parent.is_empty() && id.strip_prefix(parent.as_str()).is_some_and(is_piece) {
            self.further.push((parent, annotation(id, label)));
            return Ok(());
        }
        self.regions.entry(id.clone()).or_insert(self.foreign.annotations.len());
        // A region of several labels is an annotation of each.
        let others = more.iter().map(|label| annotation(format!("{id} {label}"), label));
        let others: Vec<_> = others.map(|other| ForeignAnnotation { id: None, ..other }).collect();
        self.foreign.annotations.push(annotation(id, label));
        self.foreign.annotations.extend(others);
        Ok(())
    }

    /// Where a region stands, and its labels.
    fn value(&self, tree: Tree<'_>) -> Result<(Piece, Vec<String>), Flaw> {
        let mut fields = Fields::of(tree)?;
        let at = (fields.needed("start", count)?, fields.needed("end", count)?);
        let quote = fields.optional("text", |tree| text(tree).map(Some))?;
        let labels = fields.needed("labels", |tree| items(tree, text))?;
        let quote = quote.map(|quote| self.unescaped(quote));
        Ok((Piece { at: Some(at), quote, ..Piece::default() }, labels))
    }

    /// A quote with its line ends, of which the screen of Label Studio makes a backslash and an `n`.
    fn unescaped(&self, quote: String) -> String {
        if self.has_escapes || !quote.contains("\\n") { quote } else { quote.replace("\\n", "\n") }
    }

    fn note(&mut self, mut fields: Fields<'_>, line: usize) -> Result<(), Flaw> {
        let id = fields.optional("id", |tree| text(tree).map(Some))?;
        let texts = fields.needed("value", |tree| {
            Fields::of(tree)?.needed("text", |tree| match tree {
                Tree::Text(text) => Ok(vec![text.into_owned()]),
                list => items(list, text),
            })
        })?;
        self.notes.push((id, texts.join("\n"), line));
        Ok(())
    }

    fn relation(&mut self, mut fields: Fields<'_>, line: usize) -> Result<(), Flaw> {
        let (mut from, mut to) = (fields.needed("from_id", text)?, fields.needed("to_id", text)?);
        let direction = fields.optional("direction", |tree| text(tree).map(Cow::Owned))?;
        if direction == "left" {
            std::mem::swap(&mut from, &mut to);
        }
        let kinds = fields.optional("labels", |tree| items(tree, text))?;
        let kind = kinds.into_iter().next().unwrap_or_default();
        self.foreign.relations.push(ForeignRelation { line, id: None, kind, from, to });
        Ok(())
    }

    /// Brings pieces and notes to the annotations that they belong to.
    fn finish(mut self) -> Foreign {
        for (parent, piece) in std::mem::take(&mut self.further) {
            let known = self.regions.get(&parent).and_then(|nth| self.foreign.annotations.get_mut(*nth));
            match known.filter(|known| known.label == piece.label) {
                Some(known) => known.pieces.extend(piece.pieces),
                None => self.foreign.annotations.push(piece),
            }
        }
        for (id, note, line) in std::mem::take(&mut self.notes) {
            let nth = id.as_ref().and_then(|id| self.regions.get(id));
            let Some(annotation) = nth.and_then(|nth| self.foreign.annotations.get_mut(*nth)) else {
                let what = "a text that is about no region has no place here";
                self.foreign.unheld.push(Remark::new(line, what));
                continue;
            };
            if !annotation.note.is_empty() {
                annotation.note.push('\n');
            }
            annotation.note.push_str(&note);
        }
        self.foreign.unheld.extend(self.passed.remark());
        self.foreign
    }
}
