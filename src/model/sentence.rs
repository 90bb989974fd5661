//! Sentences (to be replaced).
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
/// The sentences of a paragraph, in bytes.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_sentence_bound_indices().filter_map(|(at, piece)| {
        let start = at + (piece.len() - piece.trim_start().len());
        let range = start..start + piece.trim().len();
        (!range.is_empty()).then_some(range)
    })
}
