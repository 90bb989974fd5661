//! Writing one line an article.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::json::{Tree, line};
use super::super::unit::Ruler;
use super::super::{Article, Collection, Dialect, Exported, Loss, Shape, Unit};
use super::POSITIONS;
use crate::model::Span;

/// One record an article.
pub(super) struct Records {
    unit: Unit,
    /// How many articles, annotations and relations there are so far: doccano's ids are numbers.
    articles: usize,
    entities: usize,
    relations: usize,
}

impl Records {
    pub(super) fn new(shape: Shape<'_>) -> Self {
        let unit = if shape.dialect == Some(Dialect::Utf16) { Unit::Utf16 } else { Unit::CodePoints };
        Self { unit, articles: 0, entities: 0, relations: 0 }
    }
}

impl Collection for Records {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let (document, set) = (article.document, article.set);
        let ruler = Ruler::of(document, self.unit);
        let (mut numbers, mut labels, mut entities, mut relations) = (HashMap::new(), vec![], vec![], vec![]);
        for annotation in set.iter() {
            let ends = annotation.start().zip(annotation.end());
            let Some(span) = ends.and_then(|(start, end)| Span::between(start, end)) else { continue };
            self.entities += 1;
            numbers.insert(&annotation.id, self.entities);
            let place = || [span.start(), span.end()].map(|end| Tree::number(ruler.position(end.byte())));
            let ([start, end], label) = (place(), Tree::text(annotation.label.name()));
            entities.push(Tree::object([
                ("id", Tree::number(self.entities)),
                ("label", label.clone()),
                ("start_offset", start),
                ("end_offset", end),
            ]));
            labels.push(Tree::List(place().into_iter().chain([label]).collect()));
        }
        for relation in set.relations() {
            let Some((from, to)) = numbers.get(&relation.from).zip(numbers.get(&relation.to)) else { continue };
            self.relations += 1;
            relations.push(Tree::object([
                ("id", Tree::number(self.relations)),
                ("from_id", Tree::number(*from)),
                ("to_id", Tree::number(*to)),
                ("type", Tree::text(relation.kind.name())),
            ]));
        }
        self.articles += 1;
        let dangling = set.relations().len() - relations.len();
        let wide = document.text().chars().filter(|c| c.len_utf16() > 1).count();
        let wide = if self.unit == Unit::Utf16 || labels.is_empty() { 0 } else { wide };
        let record = Tree::object([
            ("id", Tree::number(self.articles)),
            ("document", Tree::text(article.path)),
            (POSITIONS, Tree::text(self.unit.name())),
            ("text", Tree::text(document.text())),
            ("label", Tree::List(labels)),
            ("entities", Tree::List(entities)),
            ("relations", Tree::List(relations)),
        ]);
        let losses = [
            Loss::of(dangling, "relation of an orphan", "relations of orphans"),
            Loss::of(
                wide,
                "character that doccano's screen counts as two (--utf16 does so too)",
                "characters that doccano's screen counts as two (--utf16 does so too)",
            ),
        ];
        Exported {
            text: ascii(&line(&record)) + "\n",
            losses: losses.into_iter().flatten().collect(),
            ..Exported::default()
        }
    }
}

/// The same JSON with escapes for all that isn't ASCII.
fn ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            ascii.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}
