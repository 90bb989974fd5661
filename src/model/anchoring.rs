//! Finding the places of annotations again in an article that may have changed since they were saved.
//!
//! Nothing is known of the old text but the selectors: each piece's quote, up to 32 code points around it, and its
//! position. What follows from them:
//!
//! - A piece is *certain* where its quote stands exactly, nothing was put right beside it, enough around it is as it was
//!   to tell the place from all others, and it has moved together with its neighbours: as far as pieces before or behind
//!   it, or as an end of the text. Without the last, a place could be another one with the same words, whose own has gone.
//! - All are certain where only the setting of the article changed: its line ends, its normal form, its last line end.
//! - Everything else is looked for with some edits allowed, where its neighbours put it and where runs of its characters
//!   stand, and is proposed with a score; somebody decides.
//!
//! An annotation is kept where all its pieces are certain and proposed where most of it is found. The work is bounded:
//! what isn't reached is said to be unsearched.

mod align;
mod certain;
mod chain;
mod folded;
mod likeness;
mod piece;
mod propose;
pub mod review;
mod seeds;
mod sought;

use self::review::{Score, Why};
use super::document::Document;
use super::selector::Selector;
use super::span::{Span, Spans};
use certain::Certain;
pub use folded::Folded;
use piece::Piece;
use propose::Search;
use seeds::Seeds;

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
    /// One of so many code points, if the file says so; nobody knows whether it is another.
    Unknown(Option<usize>),
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
    /// It isn't certain where it stands, and there was too much else to look for.
    Unsearched,
}

/// Anchors all annotations of a file, one outcome for each.
///
/// In the same article nothing is searched but what isn't where the file says and what is undecided.
pub fn anchor(document: &Document, article: Article, annotations: &[Former<'_>]) -> Vec<Anchored> {
    let article = article.as_far_as_known(document, annotations);
    let mut outcomes: Vec<Option<Anchored>> = folded::kept(document, article, annotations)
        .unwrap_or_else(|| annotations.iter().map(|former| settled(document, article, *former)).collect());
    let pieces = pieces(annotations, &outcomes, article);
    if !pieces.is_empty() {
        let seeds = Seeds::find(pieces.iter().map(|piece| piece.block.as_str()), document.text());
        let certain = Certain::of(&pieces, &seeds, document, article);
        let mut search = Search::new(document, &seeds, &certain);
        for of_one in pieces.chunk_by(|one, other| one.annotation == other.annotation) {
            let Some(outcome) = of_one.first().and_then(|piece| outcomes.get_mut(piece.annotation)) else { continue };
            *outcome = Some(certain.all(of_one).map_or_else(|| search.propose(of_one), Anchored::Kept));
        }
    }
    outcomes.into_iter().map(|outcome| outcome.unwrap_or(Anchored::Lost)).collect()
}

impl Article {
    /// Of an article of which nobody knows it: whether it is as good as the same, since all that is known of it still holds.
    fn as_far_as_known(self, document: &Document, annotations: &[Former<'_>]) -> Self {
        let Self::Unknown(characters) = self else { return self };
        let mut placed = annotations.iter().filter(|former| former.standing == Standing::Placed);
        let same = characters.is_none_or(|characters| characters == document.characters())
            && placed.all(|former| former.selectors.iter().all(|it| it.holds(document)));
        if same { Self::Same } else { Self::Changed(characters) }
    }
}

/// What is known of an annotation without any search.
fn settled(document: &Document, article: Article, former: Former<'_>) -> Option<Anchored> {
    match (article, former.standing) {
        (Article::Same, Standing::Placed) => {
            let in_place = former.selectors.iter().map(|selector| selector.in_place(document).ok());
            in_place.collect::<Option<Vec<_>>>().map(Anchored::Kept)
        }
        (Article::Same, Standing::Orphan) => Some(Anchored::Lost),
        _ => None,
    }
}

/// The pieces of the annotations that aren't settled, annotation by annotation.
fn pieces<'a>(annotations: &[Former<'a>], outcomes: &[Option<Anchored>], article: Article) -> Vec<Piece<'a>> {
    let open = annotations.iter().enumerate().zip(outcomes).filter(|(_, outcome)| outcome.is_none());
    let mut pieces: Vec<_> = open
        .flat_map(|((nth, former), _)| {
            let has_position = former.standing == Standing::Placed && article != Article::Same;
            former.selectors.iter().map(move |selector| Piece::new(nth, selector, has_position))
        })
        .collect();
    piece::number(&mut pieces);
    pieces
}
