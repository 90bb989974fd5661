//! Writing annotations as a collection with one page.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::json::{Tree, pretty};
use super::super::unit::Ruler;
use super::super::{Article, Dialect, Exported, Loss, Unit, checking};
use super::selectors::{self, Around};
use super::{CONTEXT, PREFIX, iri};
use crate::model::{Annotation, Relation, Span};

/// Writes all annotations of some articles.
pub(super) fn export(articles: &[Article<'_>], dialect: Option<Dialect>) -> Exported {
    let unit = if dialect == Some(Dialect::Utf16) { Unit::Utf16 } else { Unit::CodePoints };
    let has_check = |article: &Article<'_>| article.set.iter().any(|it| !it.check.is_blank());
    let has_check = articles.iter().any(has_check);
    let (mut items, mut times, mut dangling) = (Vec::new(), 0, 0);
    for (article, name) in articles.iter().zip(names(articles)) {
        let (around, ruler) = (Around::of(article.document), Ruler::of(article.document, unit));
        let writing = Writing { article, name, around, ruler, has_check };
        for annotation in article.set.iter() {
            times += usize::from(!annotation.created.is_empty() && !is_time(&annotation.created));
            items.push(writing.annotation(annotation));
        }
        for relation in article.set.relations() {
            let placed = |id| article.set.get(id).is_some_and(|it| !it.spans().is_empty());
            if placed(&relation.from) && placed(&relation.to) {
                items.push(writing.relation(relation));
            } else {
                dangling += 1;
            }
        }
    }
    let losses = [
        Loss::of(times, "time that is none", "times that are none"),
        Loss::of(dangling, "relation of an orphan", "relations of orphans"),
    ];
    let text = pretty(&collection(articles, items, has_check));
    Exported { text, losses: losses.into_iter().flatten().collect(), companions: Vec::new() }
}

/// What each article is called, none like another.
fn names(articles: &[Article<'_>]) -> Vec<String> {
    let mut counts = HashMap::new();
    let name = |article: &Article<'_>| {
        let name = article.document.name();
        let count = counts.entry(name.to_owned()).or_insert(0);
        *count += 1;
        if *count == 1 { name.to_owned() } else { format!("{name}~{count}") }
    };
    articles.iter().map(name).collect()
}

fn collection<'a>(articles: &[Article<'_>], items: Vec<Tree<'a>>, has_check: bool) -> Tree<'a> {
    let label = match articles {
        [article] => article.document.name().to_owned(),
        several => format!("{} articles", several.len()),
    };
    let names = articles.iter().map(|article| iri::escaped(article.document.name())).collect::<Vec<_>>().join("+");
    let (whole, page) = (format!("urn:ascribe-collection:{names}"), format!("urn:ascribe-page:{names}"));
    let about = |total| {
        vec![
            ("id", owned(&whole)),
            ("type", Tree::text("AnnotationCollection")),
            ("label", owned(&label)),
            ("total", total),
        ]
    };
    let total = items.len();
    let mut fields = vec![("@context", context(has_check))];
    fields.extend(about(Tree::number(total)));
    if total > 0 {
        // The W3C's own schemas refuse the mere name of the collection.
        let part_of = about(Tree::number(total)).into_iter().filter(|(name, _)| *name != "type");
        let first = [
            ("id", owned(&page)),
            ("type", Tree::text("AnnotationPage")),
            ("partOf", Tree::object(part_of)),
            ("startIndex", Tree::number(0)),
            ("items", Tree::List(items)),
        ];
        fields.extend([("first", Tree::object(first)), ("last", owned(&page))]);
    }
    Tree::object(fields)
}

fn context<'a>(has_check: bool) -> Tree<'a> {
    let ours = || Tree::object([("ascribe", Tree::text("urn:ascribe:"))]);
    if has_check { Tree::List(vec![Tree::text(CONTEXT), ours()]) } else { Tree::text(CONTEXT) }
}

fn owned<'a>(text: &str) -> Tree<'a> {
    Tree::Text(Cow::Owned(text.to_owned()))
}

struct Writing<'a> {
    article: &'a Article<'a>,
    name: String,
    around: Around<'a>,
    ruler: Ruler<'a>,
    /// Whether the file has a check, and so all of it the wider context.
    has_check: bool,
}

impl<'a> Writing<'a> {
    fn annotation(&self, annotation: &'a Annotation) -> Tree<'a> {
        let mut fields = vec![
            ("@context", context(self.has_check)),
            ("id", Tree::Text(iri::of_id(&self.name, &annotation.id).into())),
            ("type", Tree::text("Annotation")),
            ("motivation", Tree::text("classifying")),
        ];
        if is_time(&annotation.created) {
            fields.push(("created", Tree::text(&annotation.created)));
        }
        if !annotation.creator.is_empty() {
            let id = format!("urn:ascribe-user:{}", iri::escaped(&annotation.creator));
            let person = [("id", Tree::Text(id.into())), ("type", Tree::text("Person"))];
            let nickname = ("nickname", Tree::text(&annotation.creator));
            fields.push(("creator", Tree::object(person.into_iter().chain([nickname]))));
        }
        fields.extend([("body", bodies(annotation)), ("target", self.target(annotation.spans()))]);
        if !annotation.check.is_blank() {
            fields.push(("ascribe:check", checking::tree(&annotation.check, PREFIX)));
        }
        Tree::object(fields)
    }

    fn target(&self, spans: &[Span]) -> Tree<'a> {
        let document = self.article.document;
        let source = match document.sha256() {
            Some(sha256) => format!("urn:sha256:{sha256}"),
            None => iri::of_article(&self.name),
        };
        let selectors = selectors::of(spans, &self.around, &self.ruler);
        Tree::object([("source", Tree::Text(source.into())), ("selector", Tree::List(selectors))])
    }

    fn relation(&self, relation: &'a Relation) -> Tree<'a> {
        let end = |id| Tree::Text(iri::of_id(&self.name, id).into());
        let to = [
            ("type", Tree::text("SpecificResource")),
            ("source", end(&relation.to)),
            ("purpose", Tree::text("linking")),
        ];
        Tree::object([
            ("@context", context(self.has_check)),
            ("id", Tree::Text(iri::of_id(&self.name, &relation.id).into())),
            ("type", Tree::text("Annotation")),
            ("motivation", Tree::text("linking")),
            ("body", Tree::List(vec![body("tagging", relation.kind.name()), Tree::object(to)])),
            ("target", end(&relation.from)),
        ])
    }
}

fn bodies(annotation: &Annotation) -> Tree<'_> {
    let mut bodies = vec![body("tagging", annotation.label.name())];
    bodies.extend(annotation.tags.iter().map(|tag| body("classifying", tag)));
    if !annotation.note.is_empty() {
        bodies.push(body("commenting", &annotation.note));
    }
    if !annotation.check.is_blank() {
        bodies.push(body("assessing", annotation.check.status.name()));
    }
    Tree::List(bodies)
}

fn body<'a>(purpose: &'static str, value: &'a str) -> Tree<'a> {
    Tree::object([
        ("type", Tree::text("TextualBody")),
        ("purpose", Tree::text(purpose)),
        ("value", Tree::text(value)),
        ("format", Tree::text("text/plain")),
    ])
}

/// Whether a text is a time with its zone, as RFC 3339 has it.
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let rest = shape.strip_prefix("0000-00-00T00:00:00");
    let rest = rest.map(|rest| rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches('0')));
    matches!(rest, Some("Z" | "+00:00" | "-00:00")) && text.parse::<jiff::Timestamp>().is_ok()
}
