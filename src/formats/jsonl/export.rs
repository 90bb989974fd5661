//! Writing one line an article.

use std::collections::HashMap;

use super::super::json::{Tree, line};
use super::super::{Article, Dialect, Exported, Loss, Unit, checking};
use crate::formats::unit::Ruler;
use crate::model::{Annotation, Document, Id, Span};

/// Writes all annotations of some articles.
pub(super) fn export(articles: &[Article<'_>], _: Option<Dialect>) -> Exported {
    let (mut text, mut ties) = (String::new(), 0);
    for article in articles {
        let numbers: HashMap<_, _> = article.set.iter().enumerate().map(|(nth, it)| (&it.id, nth)).collect();
        let relations = relations(article, &numbers);
        ties += article.set.relations().len() - relations.len();
        let ruler = Ruler::of(article.document, Unit::CodePoints);
        let notes = article.set.iter().enumerate().filter(|(_, it)| !it.note.is_empty());
        let notes =
            notes.map(|(nth, it)| Tree::object([("target", Tree::number(nth)), ("text", Tree::text(&it.note))]));
        let row = Tree::object([
            ("id", Tree::text(article.document.name())),
            ("text", Tree::text(article.document.text())),
            ("spans", Tree::List(article.set.iter().map(|it| span(it, article.document, &ruler)).collect())),
            ("relations", Tree::List(relations)),
            ("notes", Tree::List(notes.collect())),
        ]);
        text.push_str(&line(&row));
        text.push('\n');
    }
    let losses = Loss::of(ties, "relation of an orphan", "relations of orphans").into_iter().collect();
    Exported { text, companions: Vec::new(), losses }
}

fn relations<'a>(article: &Article<'a>, numbers: &HashMap<&Id, usize>) -> Vec<Tree<'a>> {
    let relations = article.set.relations().filter_map(|relation| {
        let (from, to) = (numbers.get(&relation.from)?, numbers.get(&relation.to)?);
        Some(Tree::object([
            ("id", Tree::text(relation.id.as_str())),
            ("type", Tree::text(relation.kind.name())),
            ("from", Tree::number(*from)),
            ("to", Tree::number(*to)),
        ]))
    });
    relations.collect()
}

fn span<'a>(annotation: &'a Annotation, document: &'a Document, ruler: &Ruler<'_>) -> Tree<'a> {
    let spans = annotation.spans();
    let ends = spans.first().zip(spans.last());
    let whole = ends.and_then(|(first, last)| Span::between(first.start(), last.end()));
    let pieces = if spans.len() > 1 { spans } else { &[] };
    let pieces = pieces.iter().map(|span| Tree::object(place(*span, document, ruler))).collect();
    let tags = annotation.tags.iter().map(|tag| Tree::text(tag)).collect();
    let check = &annotation.check;
    let check = if check.is_blank() { Tree::Null } else { checking::tree(check, "") };
    let named = [("id", Tree::text(annotation.id.as_str())), ("label", Tree::text(annotation.label.name()))];
    let placed = whole.into_iter().flat_map(|whole| place(whole, document, ruler));
    Tree::object(named.into_iter().chain(placed).chain([
        ("pieces", Tree::List(pieces)),
        ("tags", Tree::List(tags)),
        ("creator", Tree::text(&annotation.creator)),
        ("created", Tree::text(&annotation.created)),
        ("check", check),
    ]))
}

fn place<'a>(span: Span, document: &'a Document, ruler: &Ruler<'_>) -> [(&'static str, Tree<'a>); 3] {
    let position = |byte| Tree::number(ruler.position(byte));
    let (start, end) = (position(span.start().byte()), position(span.end().byte()));
    [("start", start), ("end", end), ("text", Tree::text(document.quote(span)))]
}
