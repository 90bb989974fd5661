//! What stands in each cell of an annotation's row.

use std::ops::Range;

use super::super::page::{in_one_line, paragraphs, said, words};
use super::super::unit::Ruler;
use super::super::{Article, Unit};
use super::cell::with_line_feeds;
use super::columns::{COLUMNS, Column};
use super::evidence;
use crate::model::reading::sentence::sentences;
use crate::model::{Annotation, Document, Id, Kind, Label, Offset, Relation, Span};

/// An article, made ready for the rows of its annotations.
pub(super) struct Sheet<'a> {
    article: Article<'a>,
    pub(super) ruler: Ruler<'a>,
    /// Where each paragraph starts, in bytes.
    paragraphs: Vec<usize>,
    /// Where the last annotation started, and where it ended.
    around: [Sentences; 2],
}

impl<'a> Sheet<'a> {
    /// Makes an article ready.
    pub(super) fn of(article: Article<'a>) -> Self {
        let text = article.document.text();
        let starts = paragraphs(text).map(|bytes| said(text.get(bytes.clone()).unwrap_or_default(), bytes.start).start);
        let ruler = Ruler::of(article.document, Unit::CodePoints);
        Self { article, ruler, paragraphs: starts.collect(), around: Default::default() }
    }

    /// The texts of an annotation's row, one a column, with line feeds for line ends. An orphan has no place in them.
    pub(super) fn row(&mut self, annotation: &Annotation) -> Vec<String> {
        COLUMNS.iter().map(|row| with_line_feeds(&self.text(row.column, annotation))).collect()
    }

    fn text(&mut self, column: Column, annotation: &Annotation) -> String {
        let document = self.article.document;
        let position = |offset: Offset| self.ruler.position(offset.byte()).to_string();
        let check = &annotation.check;
        match column {
            Column::Document => self.article.path.to_owned(),
            Column::Id => annotation.id.to_string(),
            Column::Label => annotation.label.name().to_owned(),
            Column::Start => annotation.start().map(position).unwrap_or_default(),
            Column::End => annotation.end().map(position).unwrap_or_default(),
            Column::Paragraph => annotation.start().map(|it| self.paragraph(it).to_string()).unwrap_or_default(),
            Column::Text => whole(annotation).map(|span| document.quote(span).to_owned()).unwrap_or_default(),
            Column::Pieces => self.pieces(annotation),
            Column::Context => whole(annotation).map(|span| self.context(span).to_owned()).unwrap_or_default(),
            Column::Source => self.tied(annotation, |it| it.kind == Kind::AttributedTo && it.from == annotation.id),
            Column::Actor => {
                self.tied(annotation, |it| matches!(it.kind, Kind::About | Kind::By) && it.from == annotation.id)
            }
            Column::Denial => self.tied(annotation, |it| it.kind == Kind::Denies && it.to == annotation.id),
            // That nobody has looked at what is no claim goes without saying.
            Column::Status if check.is_blank() && annotation.label != Label::Claim => String::new(),
            Column::Status => check.status.name().to_owned(),
            Column::Evidence => evidence::written(&check.evidence),
            Column::Note => annotation.note.clone(),
            Column::Tags => annotation.tags.join(" "),
            Column::Relations => self.relations(&annotation.id),
            Column::Creator => annotation.creator.clone(),
            Column::Created => annotation.created.clone(),
            Column::Check(text) => check.text(text).clone(),
        }
    }

    /// The number of the paragraph that a place is in, from 1.
    fn paragraph(&self, place: Offset) -> usize {
        self.paragraphs.partition_point(|start| *start <= place.byte()).max(1)
    }

    /// One line a piece, where there are several: from where to where, and its text in one line.
    fn pieces(&self, annotation: &Annotation) -> String {
        let spans = if annotation.spans().len() > 1 { annotation.spans() } else { &[] };
        let line = |span: &Span| {
            let (start, end) = (self.ruler.position(span.start().byte()), self.ruler.position(span.end().byte()));
            format!("{start}-{end} {}", in_one_line(self.article.document.quote(*span)))
        };
        spans.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The sentences that a span starts and ends in, with all between them.
    fn context(&mut self, span: Span) -> &'a str {
        let document = self.article.document;
        let [starts, ends] = &mut self.around;
        let (first, last) = (span.start(), document.previous_grapheme(span.end()));
        let start = starts.at(first, document).map_or(first.byte(), |sentence| sentence.start);
        let end = ends.at(last, document).map_or(span.end().byte(), |sentence| sentence.end);
        document.slice(start..end.max(span.end().byte()))
    }

    /// The texts of what an annotation is tied to by those relations, one a line, in the order of the article.
    fn tied(&self, annotation: &Annotation, wanted: impl Fn(&Relation) -> bool) -> String {
        let set = self.article.set;
        let relations = set.relations_of(&annotation.id).filter(|relation| wanted(relation));
        let mut ends: Vec<_> = relations.filter_map(|it| set.get(it.other_end(&annotation.id))).collect();
        ends.sort_by_key(|end| (end.start().is_none(), end.start(), &end.id));
        ends.into_iter().map(|end| words(end, self.article.document)).collect::<Vec<_>>().join("\n")
    }

    /// The relations that start from an annotation and lead to one with a row: `kind>id`, with `; ` between.
    fn relations(&self, id: &Id) -> String {
        let set = self.article.set;
        let has_row = |relation: &Relation| set.get(&relation.to).is_some_and(|to| !to.spans().is_empty());
        let from = set.relations_of(id).filter(|relation| &relation.from == id && has_row(relation));
        from.map(|relation| format!("{}>{}", relation.kind.name(), relation.to)).collect::<Vec<_>>().join("; ")
    }
}

/// From the start of the first piece of an annotation to the end of the last; `None` for an orphan.
fn whole(annotation: &Annotation) -> Option<Span> {
    Span::between(annotation.start()?, annotation.end()?)
}

/// The sentences of the stretch of text that was looked at last, since the next row is most likely about the same.
#[derive(Default)]
struct Sentences {
    stretch: Range<usize>,
    found: Vec<Range<usize>>,
}

impl Sentences {
    /// The bytes of the sentence that the character at `place` is in, if it is in one.
    fn at(&mut self, place: Offset, document: &Document) -> Option<Range<usize>> {
        if !self.stretch.contains(&place.byte()) {
            self.stretch = document.stretch(place);
            let start = self.stretch.start;
            let found = sentences(document.slice(self.stretch.clone()));
            self.found = found.map(|bytes| start + bytes.start..start + bytes.end).collect();
        }
        let next = self.found.partition_point(|sentence| sentence.end <= place.byte());
        self.found.get(next).filter(|sentence| sentence.contains(&place.byte())).cloned()
    }
}
