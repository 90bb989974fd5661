//! Reading tasks, as this program writes them and as Label Studio exports them.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use super::super::damaged::{Damaged, shown};
use super::super::foreign::{Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark};
use super::super::json::{Fields, Flaw, Step, Tree, count, item_lines, items, parse, text};
use super::super::passed::Passed;
use super::super::{Arrived, Article, Unit};
use super::PIECE;
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

/// Reads the task of an article.
pub(super) fn read(json: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let in_text = |flaw: Flaw| flaw.in_text(json);
    let (tasks, is_list) = match parse(json).map_err(in_text)? {
        Tree::List(tasks) => (tasks, true),
        task => (vec![task], false),
    };
    let of_task = |nth| if is_list { vec![Step::Item(nth)] } else { Vec::new() };
    let found: Result<Vec<_>, _> = tasks
        .into_iter()
        .enumerate()
        .map(|(nth, tree)| task(tree, article).map_err(|flaw| if is_list { flaw.inside(nth) } else { flaw }))
        .collect();
    let mut found = found.map_err(in_text)?;
    let nth = chosen(&found)
        .ok_or_else(|| Damaged::whole(format!("none of its {} tasks has this article’s text or name", found.len())))?;
    let Task { about, drafts, .. } = found.swap_remove(nth);
    let mut reading = Reading::new(article);
    if about != About::Text {
        reading.foreign.unheld.push(Remark::new(0, "the text in the file is not this article’s, so quotes decide"));
    }
    let Some((field, draft, result)) = reading.choose(drafts) else { return Ok(Arrived::Foreign(reading.foreign)) };
    let path = of_task(nth).into_iter().chain([Step::from(field), Step::Item(draft), Step::from("result")]);
    let lines = item_lines(json, &path.collect::<Vec<_>>());
    for (tree, line) in result.into_iter().zip(lines.into_iter().chain(std::iter::repeat(0))) {
        if let Err(flaw) = reading.item(tree, line) {
            reading.foreign.refused.push(Remark::new(line, flaw.what()));
        }
    }
    Ok(Arrived::Foreign(reading.finish()))
}

/// What tells that a task is about the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Text,
    Name,
    Nothing,
}

/// A task.
struct Task<'a> {
    about: About,
    /// What was made of it, finished or only predicted: the field, and how many of its list come before.
    drafts: Vec<Draft<'a>>,
}

/// One person’s or program’s work on a task.
struct Draft<'a> {
    field: &'static str,
    nth: usize,
    result: Vec<Tree<'a>>,
}

fn task<'a>(tree: Tree<'a>, article: &Article<'_>) -> Result<Task<'a>, Flaw> {
    let mut fields = Fields::of(tree)?;
    let about = fields.needed("data", |data| about(&data, article))?;
    let mut drafts = Vec::new();
    for field in ["annotations", "predictions"] {
        let found = fields.optional(field, |tree| items(tree, result))?;
        let finished = found.into_iter().enumerate().filter_map(|(nth, result)| Some((nth, result?)));
        drafts.extend(finished.map(|(nth, result)| Draft { field, nth, result }));
    }
    Ok(Task { about, drafts })
}

/// What the data of a task, whatever its fields are called, say of the article.
fn about(data: &Tree<'_>, article: &Article<'_>) -> Result<About, Flaw> {
    let is = |text: &str| data_of(data).any(|value| value == text);
    Fields::of(data.clone())?;
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

/// What somebody made of a task; none where it was skipped.
fn result(tree: Tree<'_>) -> Result<Option<Vec<Tree<'_>>>, Flaw> {
    let mut fields = Fields::of(tree)?;
    let skipped = fields.optional("was_cancelled", |tree| Ok(tree == Tree::Flag(true)))?;
    let result = fields.needed("result", |tree| items(tree, Ok))?;
    Ok((!skipped).then_some(result))
}

/// The only task, or the one of this text, or the one of this name.
fn chosen(tasks: &[Task<'_>]) -> Option<usize> {
    if tasks.len() == 1 {
        return Some(0);
    }
    let of = |about| tasks.iter().position(|task| task.about == about);
    of(About::Text).or_else(|| of(About::Name))
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

    /// Chooses the first work that holds something, and says what is left out.
    fn choose<'t>(&mut self, drafts: Vec<Draft<'t>>) -> Option<(&'static str, usize, Vec<Tree<'t>>)> {
        let mut full = drafts.into_iter().filter(|draft| !draft.result.is_empty());
        let Draft { field, nth, result } = full.next()?;
        let left_out = full.count();
        if left_out > 0 {
            let what = format!(
                "only the first of {} annotators or models is taken; import the others one by one",
                left_out + 1
            );
            self.foreign.unheld.push(Remark::new(0, what));
        }
        Some((field, nth, result))
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
        let is_piece = |rest: &str| rest.starts_with(PIECE);
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
