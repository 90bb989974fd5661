//! Writing annotations as a collection with one page.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::super::json::{List, Tree, line, pretty};
use super::super::unit::Ruler;
use super::super::{Article, Collection, Dialect, Exported, Loss, Shape, Unit, checking};
use super::selectors::{self, Around};
use super::{CONTEXT, PREFIX, iri};
use crate::model::{Annotation, Relation, Span, canonical};

/// All annotations of some articles. How many there are, and of which articles, stands behind them.
pub(super) struct Page {
    unit: Unit,
    items: List,
    /// How many articles of each name there are: no two may give their annotations the same ids.
    names: HashMap<String, usize>,
    /// What the only article is called, or the first of several.
    first: Option<String>,
    articles: usize,
    /// The names of all articles in their order.
    all: Sha256,
}

impl Page {
    pub(super) fn new(shape: Shape<'_>) -> Self {
        let unit = if shape.dialect == Some(Dialect::Utf16) { Unit::Utf16 } else { Unit::CodePoints };
        let (items, names) = (List::within(2), HashMap::new());
        Self { unit, items, names, first: None, articles: 0, all: Sha256::new() }
    }

    /// What an article is called, not like any before it.
    fn name(&mut self, name: &str) -> String {
        self.articles += 1;
        self.first.get_or_insert_with(|| name.to_owned());
        self.all.update(name);
        self.all.update("\n");
        let count = self.names.entry(name.to_owned()).or_insert(0);
        *count += 1;
        if *count == 1 { name.to_owned() } else { format!("{name}~{count}") }
    }

    /// What tells this collection from others, and what people call it.
    fn about(&self) -> (String, String) {
        match (&self.first, self.articles) {
            (Some(only), 1) => (iri::escaped(only), only.clone()),
            (_, count) => {
                let hash = self.all.clone().finalize();
                let hex = hash.iter().fold(String::new(), |mut hex, byte| {
                    _ = write!(hex, "{byte:02x}");
                    hex
                });
                (hex, format!("{count} articles"))
            }
        }
    }
}

impl Collection for Page {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let mut text = if self.articles == 0 { HEAD.to_owned() } else { String::new() };
        let (around, ruler) = (Around::of(article.document), Ruler::of(article.document, self.unit));
        let writing = Writing { article, name: self.name(article.document.name()), around, ruler };
        let (mut times, mut dangling) = (0, 0);
        let mut item = |item: &Tree<'_>| {
            if self.items.len() == 0 {
                text.push_str(PAGE);
            }
            self.items.push(&mut text, item);
        };
        for annotation in article.set.iter() {
            times += usize::from(!annotation.created.is_empty() && time(&annotation.created).is_none());
            item(&writing.annotation(annotation));
        }
        for relation in article.set.relations() {
            let placed = |id| article.set.get(id).is_some_and(|it| !it.spans().is_empty());
            if placed(&relation.from) && placed(&relation.to) {
                item(&writing.relation(relation));
            } else {
                dangling += 1;
            }
        }
        let losses = [
            Loss::of(times, "time that is none", "times that are none"),
            Loss::of(dangling, "relation of an orphan", "relations of orphans"),
        ];
        Exported { text, losses: losses.into_iter().flatten().collect(), companions: Vec::new() }
    }

    fn end(&mut self) -> String {
        let (key, label) = self.about();
        let (whole, page) = (format!("urn:ascribe-collection:{key}"), format!("urn:ascribe-page:{key}"));
        let total = self.items.len();
        let about = || [("id", owned(&whole)), ("label", owned(&label)), ("total", Tree::number(total))];
        let mut text = String::new();
        if total > 0 {
            self.items.end(&mut text);
            // The W3C's own schemas refuse the mere name of the collection.
            let part_of = pretty(&Tree::object(about())).trim_end().replace('\n', "\n    ");
            _ = write!(text, ",\n    \"id\": {},\n    \"partOf\": {part_of}\n  }},\n", line(&owned(&page)));
            _ = writeln!(text, "  \"last\": {},", line(&owned(&page)));
        }
        let about = about().map(|(name, value)| format!("  \"{name}\": {}", line(&value)));
        text + &about.join(",\n") + "\n}\n"
    }
}

/// What a collection begins with.
const HEAD: &str = "{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n  \"type\": \"AnnotationCollection\",\n";

/// What its only page begins with. A collection of nothing has none.
const PAGE: &str = "  \"first\": {\n    \"type\": \"AnnotationPage\",\n    \"startIndex\": 0,\n    \"items\": ";

/// The context of an annotation: wider than that of the collection where it has a check.
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
}

impl<'a> Writing<'a> {
    fn annotation(&self, annotation: &'a Annotation) -> Tree<'a> {
        let mut fields = vec![
            ("@context", context(!annotation.check.is_blank())),
            ("id", Tree::Text(iri::of_id(&self.name, &annotation.id).into())),
            ("type", Tree::text("Annotation")),
            ("motivation", Tree::text("classifying")),
        ];
        if let Some(time) = time(&annotation.created) {
            fields.push(("created", Tree::Text(time.into())));
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
            ("@context", context(false)),
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

/// A time as the recommendation has it; `None` for other text, and for a day, which has no time.
fn time(text: &str) -> Option<String> {
    canonical(text).filter(|time| time.contains('T'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_that_a_check_takes_is_written_and_a_day_is_none() {
        for (said, written) in [
            ("2026-11-23T10:00:00Z", Some("2026-11-23T10:00:00Z")),
            ("2026-11-23T10:00:00+00:00", Some("2026-11-23T10:00:00+00:00")),
            ("2026-11-23 10:00:00z", Some("2026-11-23T10:00:00Z")),
            ("2026-11-23t10:00:00.5+01:00", Some("2026-11-23T10:00:00.5+01:00")),
            ("2026-11-23", None),
            ("last week", None),
        ] {
            assert_eq!(time(said).as_deref(), written, "{said}");
        }
    }
}
