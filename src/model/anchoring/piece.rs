//! One span that is looked for.

use std::ops::Range;

use crate::model::selector::Selector;

/// A span that is looked for.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// The number of its annotation.
    pub(super) annotation: usize,
    pub(super) selector: &'a Selector,
    /// What came before it, itself, and what came after it.
    pub(super) block: String,
    /// Its number among all that have a position in the text that the file was saved for, in the order of that text.
    pub(super) number: Option<usize>,
}

impl<'a> Piece<'a> {
    /// A piece with a position in the text that the file was saved for, or without. It has no number yet.
    pub(super) fn new(annotation: usize, selector: &'a Selector, has_position: bool) -> Self {
        let block = [selector.prefix.as_str(), &selector.quote, &selector.suffix].concat();
        Self { annotation, selector, block, number: has_position.then_some(0) }
    }

    /// Where its own text is within its block, in bytes.
    pub(super) fn quote(&self) -> Range<usize> {
        let start = self.selector.prefix.len();
        start..start + self.selector.quote.len()
    }
}

/// Numbers the pieces that have a position, in the order of the old text.
pub(super) fn number(pieces: &mut [Piece<'_>]) {
    let mut placed: Vec<&mut Piece<'_>> = pieces.iter_mut().filter(|piece| piece.number.is_some()).collect();
    placed.sort_by_key(|piece| (piece.selector.start, piece.selector.end));
    for (number, piece) in placed.into_iter().enumerate() {
        piece.number = Some(number);
    }
}
