//! Writing one line an annotation, one a note and one a relation.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::python::is_space;
use super::super::unit::{Ruler, Unit};
use super::super::{Article, Companion, CompanionName, Exported, Loss};
use super::conf::annotation_conf;
use super::fragments::{fragments, joined};
use crate::model::{Annotation, Id, Span};

/// Writes an article's annotations, its text and the configuration.
pub(super) fn export(article: &Article<'_>) -> Exported {
    let mut writing = Writing {
        article,
        ruler: Ruler::of(article.document, Unit::CodePoints),
        text: String::new(),
        numbers: HashMap::new(),
        notes: 0,
        lost: Lost::default(),
    };
    for annotation in article.set.iter() {
        writing.annotation(annotation);
    }
    writing.relations();
    let beside = Companion { name: CompanionName::Ending("txt"), text: article.document.text().to_owned() };
    let conf = Companion { name: CompanionName::Always("annotation.conf"), text: annotation_conf() };
    Exported { text: writing.text, companions: vec![beside, conf], losses: writing.lost.told() }
}

struct Writing<'a> {
    article: &'a Article<'a>,
    ruler: Ruler<'a>,
    text: String,
    /// The number in the file of each annotation.
    numbers: HashMap<&'a Id, usize>,
    /// How many notes are written.
    notes: usize,
    lost: Lost,
}

/// How many of something lines have no place for.
#[derive(Default)]
struct Lost {
    /// Annotations of nothing but white space.
    blank: usize,
    /// Annotations that don't come back with the white space at their edges, or with the gaps of it that they have.
    trimmed: usize,
    /// Notes that don't come back with their lines.
    flattened: usize,
    /// Relations without an end.
    dangling: usize,
}

impl Lost {
    fn told(&self) -> Vec<Loss> {
        let losses = [
            Loss::of(self.blank, "annotation of white space alone", "annotations of white space alone"),
            Loss::of(self.trimmed, "annotation’s white space at edges", "annotations’ white space at edges"),
            Loss::of(self.flattened, "note’s line ends and wide spaces", "notes’ line ends and wide spaces"),
            Loss::of(self.dangling, "relation of what is left out", "relations of what is left out"),
        ];
        losses.into_iter().flatten().collect()
    }
}

impl<'a> Writing<'a> {
    fn annotation(&mut self, annotation: &'a Annotation) {
        let document = self.article.document;
        let pieces: Vec<_> = annotation.spans().iter().flat_map(|span| fragments(*span, document)).collect();
        if pieces.is_empty() {
            self.lost.blank += 1;
            return;
        }
        let read = joined(pieces.iter().map(|piece| piece.bytes()), document.text());
        self.lost.trimmed += usize::from(!read.into_iter().eq(annotation.spans().iter().map(|span| span.bytes())));
        let number = self.numbers.len() + 1;
        self.numbers.insert(&annotation.id, number);
        let places: Vec<_> = pieces.iter().map(|piece| self.place(*piece)).collect();
        let quotes: Vec<_> = pieces.iter().map(|piece| document.quote(*piece)).collect();
        _ = writeln!(self.text, "T{number}\t{} {}\t{}", annotation.label.name(), places.join(";"), quotes.join(" "));
        self.note(&annotation.note, number);
    }

    fn place(&self, piece: Span) -> String {
        let position = |byte| self.ruler.position(byte);
        format!("{} {}", position(piece.start().byte()), position(piece.end().byte()))
    }

    /// Writes the note of an annotation as the one line that there is for it.
    fn note(&mut self, note: &str, of: usize) {
        let words: Vec<_> = note.split(is_space).filter(|word| !word.is_empty()).collect();
        let flat = words.join(" ");
        self.lost.flattened += usize::from(flat != note);
        if !flat.is_empty() {
            self.notes += 1;
            _ = writeln!(self.text, "#{}\tAnnotatorNotes T{of}\t{flat}", self.notes);
        }
    }

    fn relations(&mut self) {
        let mut number = 0;
        for relation in self.article.set.relations() {
            let Some((from, to)) = self.numbers.get(&relation.from).zip(self.numbers.get(&relation.to)) else {
                self.lost.dangling += 1;
                continue;
            };
            number += 1;
            _ = writeln!(self.text, "R{number}\t{} Arg1:T{from} Arg2:T{to}", relation.kind.name());
        }
    }
}
