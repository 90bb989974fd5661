//! The reading of one stretch of text: all that is understood of it and kept.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use super::attribution::{Attribution, attributions};
use super::parts::{Parts, parts};
use super::passage::Passage;
use crate::model::document::Document;
use crate::model::label::LABELS;

/// The reading of one stretch of text. It never changes, and knows nothing of marks.
#[derive(Debug)]
pub struct Reading {
    /// Where the stretch is, in bytes of the document.
    pub(super) bytes: Range<usize>,
    pub(super) passage: Passage,
    pub(super) attributions: Vec<Attribution>,
    /// What starts with which word after the attributions, as long as nothing is marked.
    pub(super) parts: Vec<Parts>,
    /// Where something that is attributed ends, in bytes of the document, sorted.
    pub(super) foreseen_ends: Vec<usize>,
    /// What each label key means in each sentence, as long as nothing is marked.
    pub(super) likeliest: Vec<Likeliest>,
}

impl Reading {
    /// The reading of a stretch, before it is worked out what label keys mean there.
    pub(super) fn of(document: &Document, bytes: Range<usize>) -> Self {
        let passage = Passage::of(document.slice(bytes.clone()), bytes.start);
        let attributions = attributions(&passage);
        let parts = parts(&passage, &attributions, &[]);
        let ends = |it: &Attribution| [&it.source, &it.claim, &it.rest].map(|part| part.as_ref().map(|it| it.end));
        let mut foreseen_ends: Vec<usize> = attributions.iter().flat_map(ends).flatten().collect();
        foreseen_ends.sort_unstable();
        Self { bytes, passage, attributions, parts, foreseen_ends, likeliest: Vec::new() }
    }

    /// Where the stretch is, in bytes of the document.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// About how many bytes of memory it takes.
    pub(super) fn memory(&self) -> usize {
        let all = [
            size_of::<Self>(),
            self.passage.memory(),
            size_of_val(self.attributions.as_slice()),
            size_of_val(self.parts.as_slice()),
            size_of_val(self.foreseen_ends.as_slice()),
            size_of_val(self.likeliest.as_slice()),
        ];
        all.iter().fold(0, |sum, bytes| sum.saturating_add(*bytes))
    }
}

/// What each label key means in a sentence in which nothing is marked, in the order of the table of labels.
#[derive(Clone, Debug)]
pub(super) struct Likeliest(pub(super) [CompactCandidate; LABELS.len()]);

/// A candidate in little memory: its places are in bytes from the start of the stretch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CompactCandidate {
    pub(super) first: (u32, u32),
    /// The second piece, empty where there is none.
    pub(super) second: (u32, u32),
    pub(super) likelihood: u16,
}
