//! The article with its marks, paragraph after paragraph.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::page::{Page, paragraphs, said};
use super::anchor;
use super::escape::Prose;
use crate::model::Annotation;

/// What happens to marks at a byte of the text.
#[derive(Default)]
struct Edges<'a> {
    /// The marks that end here, those that began later first.
    ends: Vec<&'a Annotation>,
    /// The marks that start here, the longest first.
    starts: Vec<&'a Annotation>,
}

/// Writes the article.
pub(super) fn write(md: &mut String, page: &Page<'_>) {
    let document = page.article.document;
    let edges = edges(page);
    for paragraph in paragraphs(document.text()) {
        let said = said(document.slice(paragraph.clone()), paragraph.start);
        let mut prose = Prose::new(md, "");
        let mut at = said.start;
        // What ends where the next paragraph starts belongs here, what starts there does not.
        for (byte, here) in edges.range(paragraph.start..=paragraph.end) {
            let next = (*byte).clamp(at, said.end);
            prose.text(document.slice(at..next));
            at = next;
            let ends = here.ends.iter().filter(|_| *byte > paragraph.start);
            let starts = here.starts.iter().filter(|_| *byte < paragraph.end);
            ends.for_each(|annotation| mark(&mut prose, page, annotation, "[ ", "⟧"));
            starts.for_each(|annotation| mark(&mut prose, page, annotation, "[⟦", " "));
        }
        prose.text(document.slice(at..said.end));
        prose.finish();
        md.push_str("\n\n");
    }
    md.truncate(md.trim_end_matches('\n').len());
    md.push('\n');
}

/// Writes one end of a mark as a link to its card.
fn mark(prose: &mut Prose<'_>, page: &Page<'_>, annotation: &Annotation, before: &str, after: &str) {
    let mut link = String::new();
    _ = write!(link, "{before}{}{after}](#{})", page.name(annotation), anchor(page, annotation));
    prose.own(&link);
}

fn edges<'a>(page: &Page<'a>) -> BTreeMap<usize, Edges<'a>> {
    let set = page.article.set.iter().map(AsRef::as_ref);
    let all = set.flat_map(|annotation: &Annotation| annotation.spans().iter().map(move |it| (*it, annotation)));
    let mut pieces: Vec<_> = all.collect();
    pieces.sort_by_key(|(span, annotation)| (span.start(), Reverse(span.end()), &annotation.id));
    let mut edges: BTreeMap<usize, Edges<'a>> = BTreeMap::new();
    for (span, annotation) in &pieces {
        edges.entry(span.start().byte()).or_default().starts.push(annotation);
    }
    for (span, annotation) in pieces.iter().rev() {
        edges.entry(span.end().byte()).or_default().ends.push(annotation);
    }
    edges
}
