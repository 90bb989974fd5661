//! Writing one line an article.

use std::borrow::Cow;

use super::super::json::{Tree, line};
use super::super::{Article, Collection, Companion, CompanionName, Dialect, Exported, Loss, Shape, Unit, checking};
use super::features::features;
use crate::formats::unit::Ruler;
use crate::model::{Annotation, AnnotationSet, Document, Id, Label, Span};

/// One row an article.
pub(super) struct Rows {
    /// Whether the types of the columns stand in a file beside it.
    with_features: bool,
}

impl Rows {
    pub(super) fn new(shape: Shape<'_>) -> Self {
        Self { with_features: shape.dialect == Some(Dialect::Features) }
    }
}

impl Collection for Rows {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let row = Row { article, path: article.path, ruler: Ruler::of(article.document, Unit::CodePoints) };
        let relations = relations(article.set).count();
        let ties = article.set.relations().len() - relations;
        let losses = Loss::of(ties, "relation of an orphan", "relations of orphans").into_iter().collect();
        Exported { text: line(&row.tree()) + "\n", companions: Vec::new(), losses }
    }

    fn companions(&self) -> Vec<Companion> {
        let features = || Companion { name: CompanionName::Ending("features.json"), text: features() };
        self.with_features.then(features).into_iter().collect()
    }

    fn lists(&self) -> u32 {
        0b1_1111
    }

    fn fills(&self, article: &Article<'_>) -> u32 {
        let any = |has: fn(&Annotation) -> bool| article.set.iter().any(|it| has(it));
        let lists = [
            any(|_| true),
            any(|it| !it.tags.is_empty()),
            any(|it| !it.check.evidence.is_empty()),
            any(|it| !it.note.is_empty()),
            relations(article.set).next().is_some(),
        ];
        lists.into_iter().enumerate().map(|(nth, fills)| u32::from(fills) << nth).sum()
    }
}

/// The relations whose ends both have a place.
fn relations(set: &AnnotationSet) -> impl Iterator<Item = &crate::model::Relation> {
    let is_placed = |id: &Id| set.get(id).is_some_and(|it| !it.spans().is_empty());
    set.relations().map(AsRef::as_ref).filter(move |it| is_placed(&it.from) && is_placed(&it.to))
}

/// What a row is made from.
struct Row<'a> {
    article: &'a Article<'a>,
    path: &'a str,
    ruler: Ruler<'a>,
}

impl<'a> Row<'a> {
    fn tree(&self) -> Tree<'a> {
        let Article { document, set, .. } = self.article;
        let (by, on) = set.finished().map_or(("", ""), |finished| (&finished.by, &finished.on));
        let finished = [("is", Tree::Flag(set.finished().is_some())), ("by", Tree::text(by)), ("on", Tree::text(on))];
        let relations = relations(set).map(|relation| {
            Tree::object([
                ("id", self.id(&relation.id)),
                ("type", Tree::text(relation.kind.name())),
                ("from", self.id(&relation.from)),
                ("to", self.id(&relation.to)),
            ])
        });
        let notes = set.iter().filter(|it| !it.note.is_empty());
        let notes = notes.map(|it| Tree::object([("target", self.id(&it.id)), ("text", Tree::text(&it.note))]));
        Tree::object([
            ("id", Tree::text(self.path)),
            ("document", Tree::text(self.path)),
            ("sha256", Tree::text(document.sha256().unwrap_or_default())),
            ("finished", Tree::object(finished)),
            ("text", Tree::text(document.text())),
            ("spans", Tree::List(set.iter().map(|it| self.span(it, document)).collect())),
            ("relations", Tree::List(relations.collect())),
            ("notes", Tree::List(notes.collect())),
        ])
    }

    /// An id that nothing else in a data set has: ids of ours are unique in their article only.
    fn id(&self, id: &Id) -> Tree<'a> {
        Tree::Text(Cow::Owned(format!("{}{}{id}", self.path, super::OF_ROW)))
    }

    fn span(&self, annotation: &'a Annotation, document: &'a Document) -> Tree<'a> {
        let spans = annotation.spans();
        let ends = spans.first().zip(spans.last());
        let whole = ends.and_then(|(first, last)| Span::between(first.start(), last.end()));
        let pieces = spans.iter().map(|span| Tree::object(self.place(*span, document))).collect();
        let tags = annotation.tags.iter().map(|tag| Tree::text(tag)).collect();
        let mut check = checking::tree(&annotation.check, "");
        // That nobody has looked at what is no claim goes without saying.
        if let (Tree::Object(fields), true) =
            (&mut check, annotation.check.is_blank() && annotation.label != Label::Claim)
            && let Some((_, status)) = fields.iter_mut().find(|(name, _)| name == super::STATUS)
        {
            *status = Tree::text("");
        }
        let named = [("id", self.id(&annotation.id)), ("label", Tree::text(annotation.label.name()))];
        let placed = whole.into_iter().flat_map(|whole| self.place(whole, document));
        Tree::object(named.into_iter().chain(placed).chain([
            ("pieces", Tree::List(pieces)),
            ("tags", Tree::List(tags)),
            ("creator", Tree::text(&annotation.creator)),
            ("created", Tree::text(&annotation.created)),
            ("check", check),
        ]))
    }

    fn place(&self, span: Span, document: &'a Document) -> [(&'static str, Tree<'a>); 3] {
        let position = |byte| Tree::number(self.ruler.position(byte));
        let (start, end) = (position(span.start().byte()), position(span.end().byte()));
        [("start", start), ("end", end), ("text", Tree::text(document.quote(span)))]
    }
}
