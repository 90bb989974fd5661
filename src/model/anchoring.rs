//! Finding the places of annotations again in an article that may have changed since they were saved.

use super::document::Document;
use super::review::{Score, Why};
use super::selector::{Misplaced, Selector};
use super::span::{Span, Spans};

/// One annotation as a file describes it.
#[derive(Clone, Copy, Debug)]
pub struct Former<'a> {
    /// Its pieces, in the file's order; at least one.
    pub selectors: &'a [Selector],
    /// What the file says of its place.
    pub standing: Standing,
}

/// What a file says of an annotation's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It had one in the article that the file was saved for.
    Placed,
    /// It had none there: it is of an older article, and somebody kept it as an orphan or nothing was found.
    Orphan,
    /// It is of an older article, and nobody has decided where it stands.
    Undecided,
}

/// The article that a file was saved for, compared with the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Article {
    /// The same, to the byte.
    Same,
    /// Another, of so many code points, if the file says so.
    Changed(Option<usize>),
}

/// What has become of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// It stands certainly there: a span a selector.
    Kept(Vec<Span>),
    /// It may stand there; somebody has to decide.
    Proposed(Spans, Score, Why),
    /// It stands nowhere.
    Lost,
}

/// Anchors all annotations of a file.
pub fn anchor(document: &Document, article: Article, annotations: &[Former<'_>]) -> Vec<Anchored> {
    annotations.iter().map(|former| anchor_one(document, article, former)).collect()
}

fn anchor_one(document: &Document, article: Article, former: &Former<'_>) -> Anchored {
    if article == Article::Same && former.standing == Standing::Orphan {
        return Anchored::Lost;
    }
    let in_place: Result<Vec<Span>, Misplaced> =
        former.selectors.iter().map(|selector| selector.in_place(document)).collect();
    if former.standing == Standing::Placed
        && let Ok(spans) = &in_place
    {
        return Anchored::Kept(spans.clone());
    }
    let elsewhere: Option<Vec<Span>> = former.selectors.iter().map(|selector| only_place(document, selector)).collect();
    match elsewhere.and_then(Spans::new) {
        Some(spans) => Anchored::Proposed(spans, Score::WHOLE, Why::Moved),
        None => Anchored::Lost,
    }
}

/// Where the quote of a selector stands, if it stands in one place only.
fn only_place(document: &Document, selector: &Selector) -> Option<Span> {
    let mut places = document.text().match_indices(&selector.quote);
    let (start, quote) = places.next()?;
    let only = places.next().is_none();
    only.then(|| document.span(start..start + quote.len())).flatten()
}
