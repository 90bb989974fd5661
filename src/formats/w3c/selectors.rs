//! Where an annotation stands, as selectors of the W3C: Web Annotation Data Model, sections 4.2.4, 4.2.5 and 4.2.9.

use std::cell::Cell;
use std::ops::Range;

use memchr::memmem;

use super::super::Piece;
use super::super::json::Tree;
use super::super::unit::Ruler;
use crate::model::{Document, Selector, Span};

/// A position selector and a quote selector of everything from the first span to the last, refined by the spans.
pub(super) fn of<'a>(spans: &[Span], around: &Around<'_>, ruler: &Ruler<'_>) -> Vec<Tree<'a>> {
    let ends = spans.first().zip(spans.last());
    let Some(whole) = ends.and_then(|(first, last)| Span::between(first.start(), last.end())) else {
        return Vec::new();
    };
    let start = ruler.position(whole.start().byte());
    let mut at = position(whole, 0, ruler);
    let mut by = quote(whole, around);
    if spans.len() > 1 {
        let positions = spans.iter().map(|span| Tree::object(position(*span, start, ruler))).collect();
        let quotes = spans.iter().map(|span| Tree::object(quote(*span, around))).collect();
        at.push(("refinedBy", Tree::List(positions)));
        by.push(("refinedBy", Tree::List(quotes)));
    }
    vec![Tree::object(at), Tree::object(by)]
}

/// An article whose quotes are told from what else reads like them.
pub(super) struct Around<'a> {
    document: &'a Document,
    searched: Cell<usize>,
}

impl<'a> Around<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, searched: Cell::new(0) }
    }

    /// A selector with as much text around the quote as makes this place the only one.
    ///
    /// Whoever goes by quotes alone takes the first place that fits, and agencies repeat whole paragraphs.
    fn selector(&self, span: Span) -> Selector {
        let mut selector = Selector::of(span, self.document);
        let (start, end) = (span.start().byte(), span.end().byte());
        let text = self.document.text();
        for reach in FURTHER_BYTES {
            if self.is_only(start - selector.prefix.len()..end + selector.suffix.len()) {
                break;
            }
            let before = text.floor_char_boundary(start.saturating_sub(reach));
            let after = text.ceil_char_boundary(end.saturating_add(reach));
            self.document.slice(before..start).clone_into(&mut selector.prefix);
            self.document.slice(end..after).clone_into(&mut selector.suffix);
        }
        selector
    }

    /// Whether the text of these bytes stands nowhere else; not looked into any more after too much of it.
    fn is_only(&self, bytes: Range<usize>) -> bool {
        let text = self.document.text();
        if self.searched.get() > SEARCHED_BYTES {
            return true;
        }
        self.searched.set(self.searched.get() + text.len());
        let mut found = memmem::find_iter(text.as_bytes(), self.document.slice(bytes));
        found.next().is_none() || found.next().is_none()
    }
}

/// How far around a quote its selector reaches if it has to, in bytes.
const FURTHER_BYTES: [usize; 8] = [48, 64, 96, 128, 256, 512, 1024, 2048];

/// How many bytes are searched for what reads alike.
const SEARCHED_BYTES: usize = 1 << 31;

type Fields<'a> = Vec<(&'static str, Tree<'a>)>;

fn position<'a>(span: Span, from: usize, ruler: &Ruler<'_>) -> Fields<'a> {
    let place = |byte| Tree::number(ruler.position(byte) - from);
    let (start, end) = (place(span.start().byte()), place(span.end().byte()));
    vec![("type", Tree::text("TextPositionSelector")), ("start", start), ("end", end)]
}

fn quote<'a>(span: Span, around: &Around<'_>) -> Fields<'a> {
    let selector = around.selector(span);
    let mut fields = vec![("type", Tree::text("TextQuoteSelector")), ("exact", Tree::Text(selector.quote.into()))];
    let around = [("prefix", selector.prefix), ("suffix", selector.suffix)];
    let around = around.into_iter().filter(|(_, text)| !text.is_empty());
    fields.extend(around.map(|(name, text)| (name, Tree::Text(text.into()))));
    fields
}

/// The pieces that a target's selectors select; `Err` says what of them can't be read.
pub(super) fn pieces(target: &Tree<'_>) -> Result<Vec<Piece>, String> {
    let mut selectors = Vec::new();
    gather(target.each_of("selector"), &mut selectors);
    let first = |kind| selectors.iter().copied().find(|it| it.text_of("type") == Some(kind));
    let (at, by) = (first("TextPositionSelector"), first("TextQuoteSelector"));
    if at.is_none() && by.is_none() {
        return Ok(Vec::new());
    }
    let whole = piece(at, by, 0)?;
    let refined = |selector: Option<&Tree<'_>>| selector.map_or(0, |it| it.each_of("refinedBy").len());
    let count = refined(at).max(refined(by));
    if count == 0 {
        return Ok(vec![whole]);
    }
    let from = whole.at.map_or(0, |(start, _)| start);
    (0..count).map(|it| piece(nth_within(at, it), nth_within(by, it), from)).collect()
}

/// The selector of that number among those that refine another.
fn nth_within<'t, 'a>(selector: Option<&'t Tree<'a>>, nth: usize) -> Option<&'t Tree<'a>> {
    selector?.each_of("refinedBy").get(nth)
}

/// All selectors that are of text, also those that refine others.
fn gather<'t, 'a>(selectors: &'t [Tree<'a>], found: &mut Vec<&'t Tree<'a>>) {
    for selector in selectors {
        match selector.text_of("type") {
            Some("TextPositionSelector" | "TextQuoteSelector") => found.push(selector),
            _ => gather(selector.each_of("refinedBy"), found),
        }
    }
}

fn piece(at: Option<&Tree<'_>>, by: Option<&Tree<'_>>, from: usize) -> Result<Piece, String> {
    let place = |at: &Tree<'_>, name| {
        let number = at.number_of(name).and_then(|number| number.checked_add(from));
        number.ok_or_else(|| format!("the {name} of its TextPositionSelector is no whole number from 0"))
    };
    let at = at.map(|at| Ok::<_, String>((place(at, "start")?, place(at, "end")?))).transpose()?;
    let text = |name| by.and_then(|by| by.text_of(name)).map(str::to_owned);
    let quote = text("exact");
    if by.is_some() && quote.is_none() {
        return Err("its TextQuoteSelector has no exact text".to_owned());
    }
    Ok(Piece { at, quote, prefix: text("prefix").unwrap_or_default(), suffix: text("suffix").unwrap_or_default() })
}
