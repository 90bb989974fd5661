//! Quotations: which marks belong together, in the styles of many languages, nested, reopened by each paragraph, left
//! open, and told from apostrophes, units and elisions; and what the speakers of a dialogue with dashes say.
//!
//! This is the only reader of quotation marks: coverage, candidates, hints, edges and attributions all ask it. It reads
//! a text once, from its start to its end, and each paragraph by itself: nothing beyond a blank line tells it anything,
//! and of single lines each looks at the one before.
//!
//! ```text
//! ‘The workers’ homes are lost,’ she said. “He told me ‘no’.      – Nej, säger Osk.
//! └────────────────────────────┘           └──────────└──┘┘      └───┘
//! ```

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::cmp::Reverse;
use std::ops::Range;

mod apostrophe;
mod dialogue;
mod marks;
mod pairs;

/// A quotation, in bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With its marks; one left open ends with its paragraph.
    pub(super) bytes: Range<usize>,
    /// Without them and the blanks inside of them.
    pub(super) inner: Range<usize>,
    /// The numbers of its words in the passage.
    pub(super) words: Range<usize>,
}

/// The quotations of a text with their marks, in bytes, in the order in which they start; nested ones after those that
/// hold them.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    Quotations::of(text, 0).found.into_iter().map(|it| it.bytes).collect()
}

/// The quotations that begin and end between two words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turn {
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Where the first quotation starts that the next word is in.
    pub(super) opens_at: Option<usize>,
    /// Where the last closing mark ends.
    pub(super) closed_at: Option<usize>,
}

/// A place where a quotation starts or ends.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// The start of its mark, in bytes of the text.
    at: usize,
    /// The end of its mark, in bytes of the text.
    end: usize,
    opens: bool,
    nth: usize,
}

/// The quotations of a text, and how far it has been read.
pub(super) struct Quotations {
    /// In the order in which they start.
    pub(super) found: Vec<Quotation>,
    edges: Vec<Edge>,
    /// The next edge.
    next: usize,
    depth: usize,
}

impl Quotations {
    /// Finds the quotations of a text that starts at byte `start` of its document.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let marks = marks::Marks::of(text);
        let mut pairs = marks.pairs;
        dialogue::add(text, &marks.dashes, &mut pairs);
        pairs.sort_unstable_by_key(|it| (it.opening.0, Reverse(it.closing.1)));
        let mut edges = Vec::with_capacity(pairs.len().saturating_mul(2));
        let mut found = Vec::with_capacity(pairs.len());
        for (nth, pair) in pairs.into_iter().enumerate() {
            let (opening, closing) = (pair.opening, pair.closing);
            edges.push(Edge { at: opening.0, end: opening.1, opens: true, nth });
            edges.push(Edge { at: closing.0, end: closing.1, opens: false, nth });
            let inside = text.get(opening.1..closing.0).unwrap_or_default();
            let from = opening.1.saturating_add(inside.len().saturating_sub(inside.trim_start().len()));
            let inner = start.saturating_add(from)..start.saturating_add(from.saturating_add(inside.trim().len()));
            let bytes = start.saturating_add(opening.0)..start.saturating_add(closing.1);
            found.push(Quotation { bytes, inner, words: 0..0 });
        }
        edges.sort_by_key(|edge| edge.at);
        Self { found, edges, next: 0, depth: 0 }
    }

    /// Tells if what comes next is inside a quotation.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Reads on to the word of number `word`, which starts at byte `at` of the text.
    pub(super) fn read_to(&mut self, at: usize, word: usize) -> Turn {
        let mut turn = Turn::default();
        let mut first = None;
        while let Some(&edge) = self.edges.get(self.next).filter(|edge| edge.at <= at) {
            self.next = self.next.saturating_add(1);
            let Some(quotation) = self.found.get_mut(edge.nth) else {
                continue;
            };
            if edge.opens {
                quotation.words = word..word;
                self.depth = self.depth.saturating_add(1);
                turn.opens = true;
                first = first.or(Some(edge));
            } else {
                quotation.words.end = word;
                self.depth = self.depth.saturating_sub(1);
                turn.closes = true;
                first = first.filter(|opened: &Edge| opened.nth != edge.nth);
                turn.closed_at = Some(edge.end).filter(|end| *end > edge.at).or(turn.closed_at);
            }
        }
        turn.opens_at = first.map(|edge| edge.at);
        turn
    }

    /// Tells if a quotation starts or ends before the word that starts at byte `at` of the text.
    pub(super) fn turns_before(&self, at: usize) -> bool {
        self.edges.get(self.next).is_some_and(|edge| edge.at <= at)
    }
}
