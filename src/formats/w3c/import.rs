//! Reading web annotations as this program, Recogito, Hypothesis and others write them.

use std::collections::HashSet;

use super::super::damaged::{Damaged, shown};
use super::super::json::{self, Step, Tree};
use super::super::passed::Passed;
use super::super::{Arrived, Article, Foreign, ForeignAnnotation, ForeignRelation, Piece, Remark, Unit, checking};
use super::{PREFIX, iri, selectors};
use crate::model::check::Status;
use crate::model::{Check, Label};

/// The most pages that are followed from one to the next.
const MAX_PAGES: usize = 64;

/// What a check is called.
const CHECK: &str = "ascribe:check";

/// The fields of an annotation that are read, or say what goes without saying.
const KNOWN: &[&str] = &[
    "@context",
    "id",
    "@id",
    "type",
    "@type",
    "motivation",
    "created",
    "creator",
    "user",
    "body",
    "bodyValue",
    "text",
    "tags",
    "target",
    CHECK,
];

/// Those of a body.
const KNOWN_OF_BODY: &[&str] = &["id", "type", "@type", "purpose", "value", "label", "source", "format"];

/// Reads what is about an article.
pub(super) fn read(text: &str, article: &Article<'_>) -> Result<Arrived, Damaged> {
    let (text, halves) = json::mended(text);
    let tree = json::parse(&text).map_err(|flaw| flaw.in_text(&text))?;
    let mut items = Vec::new();
    for (path, list) in lists(&tree)? {
        let lines = json::item_lines(&text, &path);
        // What is no list is one item, which starts where the file does.
        let line = |nth| lines.get(nth).copied().unwrap_or(1);
        items.extend(list.iter().enumerate().map(|(nth, item)| (line(nth), item)));
    }
    let mut foreign = Foreign { refused: halves, ..Foreign::new(Unit::CodePoints) };
    let keys: Vec<_> = items.iter().enumerate().map(|(nth, (_, item))| key(item, nth)).collect();
    let others = others(&items, &keys, article, &mut foreign)?;
    let mut passed = Passed::default();
    for (nth, ((line, item), key)) in items.into_iter().zip(&keys).enumerate() {
        if others.contains(&nth) {
            continue;
        }
        if item.get("target").is_none() {
            foreign.refused.push(Remark::new(line, "this has no target, so it is no web annotation"));
            continue;
        }
        passed.note(item, KNOWN, line);
        item.each_of("body").iter().for_each(|body| passed.note(body, KNOWN_OF_BODY, line));
        one(&mut foreign, line, key, item);
    }
    foreign.unheld.extend(passed.remark());
    Ok(Arrived::Foreign(vec![foreign]))
}

/// What an annotation is called in messages and by relations.
fn key(item: &Tree<'_>, nth: usize) -> String {
    let key = item.text_of("id").or_else(|| item.text_of("@id"));
    key.map_or_else(|| format!("annotation {}", nth + 1), str::to_owned)
}

/// A list of annotations, and the way to it.
type Found<'t, 'a> = (Vec<Step<'static>>, &'t [Tree<'a>]);

/// Every list of annotations in a file: a bare one, a page, a collection with its pages, Hypothesis’ rows; or one alone.
fn lists<'t, 'a>(tree: &'t Tree<'a>) -> Result<Vec<Found<'t, 'a>>, Damaged> {
    if matches!(tree, Tree::List(_)) {
        return Ok(vec![(Vec::new(), tree.each())]);
    }
    for name in ["rows", "items"] {
        if tree.get(name).is_some() {
            return Ok(vec![(vec![Step::from(name)], tree.each_of(name))]);
        }
    }
    let (mut lists, mut path, mut page) = (Vec::new(), vec![Step::from("first")], tree.get("first"));
    while let Some(found) = page.filter(|_| lists.len() < MAX_PAGES) {
        if found.get("items").is_none() && found.as_text().is_some() {
            let why = "its annotations are in another file, which “first” or “next” names; import that";
            return Err(Damaged::whole(why));
        }
        let to_items = path.iter().cloned().chain([Step::from("items")]).collect();
        lists.push((to_items, found.each_of("items")));
        path.push(Step::from("next"));
        page = found.get("next").filter(|next| next.get("items").is_some());
    }
    if !lists.is_empty() || tree.text_of("type") == Some("AnnotationCollection") {
        return Ok(lists);
    }
    match tree.get("target") {
        Some(_) => Ok(vec![(Vec::new(), std::slice::from_ref(tree))]),
        None => Err(Damaged::whole("this is JSON, but no web annotations: it has no items and no target")),
    }
}

/// Which annotations are of another article, where a file is about several, and what starts from them.
fn others(
    items: &[(usize, &Tree<'_>)],
    keys: &[String],
    article: &Article<'_>,
    foreign: &mut Foreign,
) -> Result<HashSet<usize>, Damaged> {
    let sources: HashSet<_> = items.iter().filter_map(|(_, item)| source(item)).collect();
    if sources.len() < 2 {
        return Ok(HashSet::new());
    }
    let (name, sha256) = (article.document.name(), article.document.sha256().unwrap_or_default());
    let by_text = |item: &Tree<'_>| source(item).is_some_and(|it| !sha256.is_empty() && it.ends_with(sha256));
    let by_name = |item: &Tree<'_>| {
        let ours = item.text_of("id").and_then(iri::parts).is_some_and(|(article, _)| article == name);
        ours || source(item).is_some_and(|it| it.rsplit('/').next() == Some(&iri::escaped(name)))
    };
    let any = |is_it: &dyn Fn(&Tree<'_>) -> bool| items.iter().any(|(_, item)| source(item).is_some() && is_it(item));
    let is_it: &dyn Fn(&Tree<'_>) -> bool = if any(&by_text) { &by_text } else { &by_name };
    if !any(is_it) {
        let why = format!("the file is about {} articles, none of which is {name}", sources.len());
        return Err(Damaged::whole(why));
    }
    let (mut others, mut names, mut ours) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (nth, ((_, item), key)) in items.iter().zip(keys).enumerate().filter(|(_, ((_, it), _))| source(it).is_some()) {
        if is_it(item) {
            ours.insert(key.as_str());
        } else {
            others.insert(nth);
            names.insert(key.as_str());
        }
    }
    foreign.unheld.push(Remark::new(0, format!("{} annotations are of other articles", others.len())));
    let is_others = |name: &str| names.contains(name) && !ours.contains(name);
    let tied = items.iter().enumerate().filter(|(_, (_, item))| starts_from(item).is_some_and(is_others));
    others.extend(tied.map(|(nth, _)| nth));
    Ok(others)
}

/// What an annotation of text is about.
fn source<'t>(item: &'t Tree<'_>) -> Option<&'t str> {
    let target = item.each_of("target").iter().find(|target| target.get("selector").is_some())?;
    name_of(target.get("source")?)
}

/// The annotation that one of an annotation starts from.
fn starts_from<'t>(item: &'t Tree<'_>) -> Option<&'t str> {
    let target = item.each_of("target").first().filter(|target| target.get("selector").is_none())?;
    name_of(target)
}

/// What a resource is called: itself, its source or its id.
fn name_of<'t>(resource: &'t Tree<'_>) -> Option<&'t str> {
    let field = |name| resource.get(name).and_then(|it| it.as_text().or_else(|| it.text_of("id")));
    resource.as_text().or_else(|| field("source")).or_else(|| field("id"))
}

fn one(foreign: &mut Foreign, line: usize, key: &str, item: &Tree<'_>) {
    let pieces: Result<Vec<Vec<Piece>>, String> = item.each_of("target").iter().map(selectors::pieces).collect();
    let pieces = pieces.map(|all| all.concat());
    let read = pieces.and_then(|pieces| match pieces.as_slice() {
        [] => relations(foreign, line, key, item),
        _ => annotation(line, key, item, pieces).map(|read| foreign.annotations.push(read)),
    });
    if let Err(why) = read {
        foreign.refused.push(Remark::new(line, format!("`{}`: {why}", shown(key))));
    }
}

fn relations(foreign: &mut Foreign, line: usize, key: &str, item: &Tree<'_>) -> Result<(), String> {
    let bodies = item.each_of("body");
    let kind = bodies.iter().find(|body| purpose(body) == "tagging").and_then(value).unwrap_or_default();
    let is_link = |body: &&Tree<'_>| purpose(body) == "linking" || body.as_text().is_some();
    let mut id = iri::parts(key).map(|(_, id)| id);
    let mut links = bodies.iter().filter(is_link).filter_map(name_of).peekable();
    let from = starts_from(item).filter(|_| links.peek().is_some());
    let from = from.ok_or("it selects no text, by a TextPositionSelector or a TextQuoteSelector")?;
    for to in links {
        let (kind, from, to) = (kind.to_owned(), from.to_owned(), to.to_owned());
        foreign.relations.push(ForeignRelation { line, id: id.take(), kind, from, to });
    }
    Ok(())
}

fn annotation(line: usize, key: &str, item: &Tree<'_>, pieces: Vec<Piece>) -> Result<ForeignAnnotation, String> {
    let said = Said::of(item);
    let mut check = match item.get(CHECK) {
        Some(check) => checking::read(check.clone(), PREFIX).map_err(|flaw| flaw.inside(CHECK).what())?,
        None => Check::default(),
    };
    if let Some(status) = said.status.filter(|_| check.is_blank()) {
        check.status = status;
    }
    let target = item.each_of("target").first();
    let either = |name: &str| item.get(name).or_else(|| target.and_then(|target| target.get(name)));
    Ok(ForeignAnnotation {
        line,
        key: key.to_owned(),
        id: iri::parts(key).map(|(_, id)| id),
        label: said.label,
        pieces,
        note: said.notes.join("\n\n"),
        tags: said.tags,
        creator: either("creator").or_else(|| item.get("user")).and_then(person).unwrap_or_default().to_owned(),
        created: either("created").and_then(Tree::as_text).unwrap_or_default().to_owned(),
        check,
        ..ForeignAnnotation::default()
    })
}

fn person<'t>(person: &'t Tree<'_>) -> Option<&'t str> {
    let person = person.each().first()?;
    let field = |name| person.text_of(name);
    person.as_text().or_else(|| field("nickname")).or_else(|| field("name")).or_else(|| field("id"))
}

/// What the bodies of an annotation say.
#[derive(Default)]
struct Said {
    label: String,
    notes: Vec<String>,
    tags: Vec<String>,
    status: Option<Status>,
}

impl Said {
    fn of(item: &Tree<'_>) -> Self {
        let (mut said, mut names) = (Self::default(), Vec::new());
        for body in item.each_of("body").iter().chain(item.each_of("bodyValue")) {
            let Some(value) = value(body) else { continue };
            match purpose(body) {
                "tagging" => names.push(value),
                "classifying" => said.tags.extend(value.split_whitespace().map(str::to_owned)),
                "assessing" if Status::named(value).is_some() => said.status = Status::named(value),
                "" if Label::named(value).is_some() => names.push(value),
                _ if !value.is_empty() => said.notes.push(value.to_owned()),
                _ => {}
            }
        }
        // Hypothesis has both beside the target.
        names.extend(item.each_of("tags").iter().filter_map(Tree::as_text));
        said.notes.extend(item.text_of("text").filter(|text| !text.is_empty()).map(str::to_owned));
        let known = names.iter().position(|name| Label::named(&name.to_lowercase()).is_some());
        said.label = match known.or((!names.is_empty()).then_some(0)) {
            Some(nth) => names.remove(nth).to_owned(),
            // So that --map has something to name.
            None if !said.tags.is_empty() => said.tags.remove(0),
            None => item.text_of("motivation").unwrap_or("untagged").to_owned(),
        };
        said.tags.extend(names.iter().flat_map(|name| name.split_whitespace()).map(str::to_owned));
        said
    }
}

/// Why a body is there, if it says so.
fn purpose<'t>(body: &'t Tree<'_>) -> &'t str {
    body.each_of("purpose").first().and_then(Tree::as_text).unwrap_or_default()
}

/// What a body says.
fn value<'t>(body: &'t Tree<'_>) -> Option<&'t str> {
    let fields = ["value", "label", "source", "id"];
    body.as_text().or_else(|| fields.iter().find_map(|name| body.text_of(name)))
}
