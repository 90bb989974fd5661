//! The article with its marks, as elements that nest: where annotations cross, the one that began later is cut in two.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use super::super::page::{Page, paragraphs};
use super::{begin_section, tag};
use crate::model::{Annotation, Span};

/// So many marks lie within each other at most; of those beyond only the edges are shown, so that a page never grows
/// with the number of marks times that of their edges.
const DEEPEST: usize = 12;

/// How many levels of lines there are below the text before they begin anew.
const LEVELS: usize = 4;

/// Writes the section.
pub(super) fn section(html: &mut String, page: &Page<'_>) {
    begin_section(html, page, "article", "Article");
    html.push_str("\n<div class=\"text\" lang=\"\">");
    let mut marks = Marks::of(html, page);
    for paragraph in paragraphs(page.article.document.text()) {
        marks.paragraph(paragraph);
    }
    html.push_str("</div>\n</section>\n");
}

/// What a mark ends with.
const END: char = '⌋';

/// Why an element begins where it does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// The piece starts here.
    Start,
    /// A paragraph starts in the middle of the piece.
    Paragraph,
    /// The piece goes on where one that it crosses has ended.
    Crossing,
}

/// A piece of an annotation.
#[derive(Clone, Copy)]
struct Piece<'a> {
    span: Span,
    annotation: &'a Annotation,
    /// Whether it is the annotation's first piece.
    is_first: bool,
}

/// The marks on their way through the text.
struct Marks<'h, 'a> {
    html: &'h mut String,
    page: &'h Page<'a>,
    /// The pieces that are yet to come, the next one last.
    coming: Vec<Piece<'a>>,
    /// Those that are open as elements, the outermost first.
    open: Vec<Piece<'a>>,
    /// Those of which only the edges are shown, by where they end.
    edges: BTreeMap<usize, Vec<Piece<'a>>>,
    /// Where pieces end that are open.
    ends: BTreeSet<usize>,
}

impl<'h, 'a> Marks<'h, 'a> {
    fn of(html: &'h mut String, page: &'h Page<'a>) -> Self {
        let pieces = page.article.set.iter().flat_map(|annotation| {
            let spans = annotation.spans().iter().enumerate();
            spans.map(|(nth, span)| Piece { span: *span, annotation: annotation.as_ref(), is_first: nth == 0 })
        });
        let mut coming: Vec<_> = pieces.collect();
        coming.sort_by_key(|piece| Reverse((piece.span.start(), Reverse(piece.span.end()), &piece.annotation.id)));
        Self { html, page, coming, open: Vec::new(), edges: BTreeMap::new(), ends: BTreeSet::new() }
    }

    /// Writes a paragraph; what is open goes on in the next one.
    fn paragraph(&mut self, Range { start, end }: Range<usize>) {
        self.html.push_str("<p dir=\"auto\">");
        for nth in 0..self.open.len() {
            self.begin(nth, Seam::Paragraph);
        }
        let mut at = start;
        loop {
            while let Some(piece) = self.coming.pop_if(|piece| piece.span.start().byte() == at) {
                self.enter(piece);
            }
            let next = self.coming.last().map_or(end, |piece| piece.span.start().byte());
            let next = next.min(self.ends.first().copied().unwrap_or(end)).min(end);
            tag::push(self.html, self.page.article.document.slice(at..next));
            at = next;
            self.leave(at);
            if at == end {
                break;
            }
        }
        for _ in &self.open {
            self.html.push_str("</mark>");
        }
        self.html.push_str("</p>");
    }

    fn enter(&mut self, piece: Piece<'a>) {
        self.ends.insert(piece.span.end().byte());
        if self.open.len() < DEEPEST {
            self.open.push(piece);
            self.begin(self.open.len() - 1, Seam::Start);
            return;
        }
        let label = piece.annotation.label.name();
        _ = write!(self.html, "<span class=\"edge {label}\">");
        self.reference(piece, Seam::Start);
        self.html.push_str("</span>");
        self.edges.entry(piece.span.end().byte()).or_default().push(piece);
    }

    /// Closes what ends at a byte, and what is open within that, which is opened again.
    fn leave(&mut self, at: usize) {
        if !self.ends.remove(&at) {
            return;
        }
        for piece in self.edges.remove(&at).unwrap_or_default() {
            let (label, name) = (piece.annotation.label.name(), self.page.name(piece.annotation));
            _ = write!(self.html, "<span class=\"edge {label}\"><span class=\"ref\">{name}{END}</span></span>");
        }
        let ends = |piece: &Piece<'_>| piece.span.end().byte() == at;
        let Some(outermost) = self.open.iter().position(ends) else { return };
        let cut = self.open.split_off(outermost);
        for piece in cut.iter().rev() {
            if ends(piece) {
                _ = write!(self.html, "<span class=\"ref\" aria-hidden=\"true\">{END}</span>");
            }
            self.html.push_str("</mark>");
        }
        for piece in cut.into_iter().filter(|piece| !ends(piece)) {
            self.open.push(piece);
            self.begin(self.open.len() - 1, Seam::Crossing);
        }
    }

    /// Opens an element for a piece that lies in so many others.
    fn begin(&mut self, depth: usize, seam: Seam) {
        let Some(piece) = self.open.get(depth).copied() else { return };
        _ = write!(self.html, "<mark class=\"{} n{}\">", piece.annotation.label.name(), depth % LEVELS);
        if seam != Seam::Crossing {
            self.reference(piece, seam);
        }
    }

    /// Writes the link from a mark to its card.
    fn reference(&mut self, piece: Piece<'a>, seam: Seam) {
        let (label, name) = (piece.annotation.label.name(), self.page.name(piece.annotation));
        let (number, id) = (name.trim_start_matches(char::is_alphabetic), self.page.once(name));
        if piece.is_first && seam == Seam::Start {
            _ = write!(
                self.html,
                "<a class=\"ref\" id=\"in-{id}\" href=\"#{id}\" aria-label=\"{label} {number}\">{name}</a>"
            );
        } else {
            _ = write!(
                self.html,
                "<a class=\"ref\" href=\"#{id}\" aria-label=\"{label} {number}, continued\">…{name}</a>"
            );
        }
    }
}
