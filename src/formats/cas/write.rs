//! Writing a CAS: its types, what it holds, and its only view.

use std::collections::HashMap;

use super::super::json::{Tree, pretty};
use super::super::unit::{Ruler, Unit};
use super::super::{Article, Exported, Loss};
use super::{CONTINUES, DOCUMENT, RELATION, SOFA, SPAN, STRUCTURES, VIEW};
use crate::model::{Annotation, Id, Relation, Span};

/// The number of the text; those of all else follow.
const SOFA_NUMBER: usize = 1;

/// Writes an article's annotations with its text.
pub(super) fn export(article: &Article<'_>) -> Exported {
    let text = article.document.text();
    let mut writing = Writing {
        ruler: Ruler::of(article.document, Unit::Utf16),
        structures: Vec::new(),
        first_pieces: HashMap::new(),
        dangling: 0,
    };
    writing.add(
        SOFA,
        vec![
            ("sofaNum", Tree::number(1)),
            ("sofaID", Tree::text(VIEW)),
            ("mimeType", Tree::text("text")),
            ("sofaString", Tree::text(text)),
        ],
    );
    let whole = writing.place(0, text.len());
    writing.add_on_text(DOCUMENT, whole, vec![("language", Tree::text("x-unspecified"))]);
    for annotation in article.set.iter() {
        writing.annotation(annotation);
    }
    for relation in article.set.relations() {
        writing.relation(relation);
    }
    writing.finish()
}

/// From where to where something stands, in UTF-16 units.
type Place = (usize, usize);

struct Writing<'a> {
    ruler: Ruler<'a>,
    /// Each is numbered by how many stand before it, from 1.
    structures: Vec<Tree<'a>>,
    /// The number of each annotation's first piece, and where that stands.
    first_pieces: HashMap<&'a Id, (usize, Place)>,
    /// Relations of what stands nowhere.
    dangling: usize,
}

impl<'a> Writing<'a> {
    fn annotation(&mut self, annotation: &'a Annotation) {
        let mut first = None;
        for span in annotation.spans() {
            let mut features = vec![("label", Tree::text(annotation.label.name()))];
            match first {
                Some(first) => features.push(("@continues", Tree::number(first))),
                None if !annotation.note.is_empty() => features.push(("note", Tree::text(&annotation.note))),
                None => {}
            }
            let place = self.place_of(*span);
            let number = self.add_on_text(SPAN, place, features);
            if first.is_none() {
                first = Some(number);
                self.first_pieces.insert(&annotation.id, (number, place));
            }
        }
    }

    /// Writes a relation, which stands where what it leads to does.
    fn relation(&mut self, relation: &'a Relation) {
        let ends = self.first_pieces.get(&relation.from).zip(self.first_pieces.get(&relation.to));
        let Some(((from, _), (to, place))) = ends else {
            self.dangling += 1;
            return;
        };
        let features = vec![
            ("label", Tree::text(relation.kind.name())),
            ("@Governor", Tree::number(*from)),
            ("@Dependent", Tree::number(*to)),
        ];
        self.add_on_text(RELATION, *place, features);
    }

    fn place_of(&self, span: Span) -> Place {
        self.place(span.start().byte(), span.end().byte())
    }

    fn place(&self, start: usize, end: usize) -> Place {
        (self.ruler.position(start), self.ruler.position(end))
    }

    /// Adds something that stands in the text, and says its number.
    fn add_on_text(
        &mut self,
        r#type: &'static str,
        (begin, end): Place,
        features: Vec<(&'static str, Tree<'a>)>,
    ) -> usize {
        let place = [("@sofa", Tree::number(SOFA_NUMBER)), ("begin", Tree::number(begin)), ("end", Tree::number(end))];
        self.add(r#type, place.into_iter().chain(features).collect())
    }

    fn add(&mut self, r#type: &'static str, features: Vec<(&'static str, Tree<'a>)>) -> usize {
        let id = self.structures.len() + 1;
        let head = [("%ID", Tree::number(id)), ("%TYPE", Tree::text(r#type))];
        self.structures.push(Tree::object(head.into_iter().chain(features)));
        id
    }

    fn finish(self) -> Exported {
        let members = (SOFA_NUMBER + 1..=self.structures.len()).map(Tree::number).collect();
        let view = Tree::object([("%SOFA", Tree::number(SOFA_NUMBER)), ("%MEMBERS", Tree::List(members))]);
        let cas = Tree::object([
            ("%TYPES", types()),
            (STRUCTURES, Tree::List(self.structures)),
            ("%VIEWS", Tree::object([(VIEW, view)])),
        ]);
        let losses = Loss::of(self.dangling, "relation of an orphan", "relations of orphans");
        Exported { text: pretty(&cas), companions: Vec::new(), losses: losses.into_iter().collect() }
    }
}

/// The types that are not UIMA's own: a reader refuses what it finds no type for.
fn types() -> Tree<'static> {
    let string = "uima.cas.String";
    let of = |name: &'static str, features: &[(&'static str, &'static str)]| {
        let head = [("%NAME", Tree::text(name)), ("%SUPER_TYPE", Tree::text("uima.tcas.Annotation"))];
        let features = features
            .iter()
            .map(|(name, range)| (*name, Tree::object([("%NAME", Tree::text(name)), ("%RANGE", Tree::text(range))])));
        (name, Tree::object(head.into_iter().chain(features)))
    };
    Tree::object([
        of(SPAN, &[("label", string), ("note", string), (CONTINUES, SPAN)]),
        of(RELATION, &[("Governor", SPAN), ("Dependent", SPAN), ("label", string)]),
    ])
}
