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
mod former;
mod likeness;
mod outcome;
mod piece;
mod propose;
pub mod review;
mod seeds;
mod sought;

use super::document::Document;
use certain::Certain;
pub use folded::Folded;
pub use former::{Article, Former, Standing};
pub use outcome::Anchored;
use piece::Piece;
use propose::Search;
use seeds::Seeds;

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
