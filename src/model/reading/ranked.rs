//! Places where a span may start and end, ordered by how likely each is the one that is meant.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use super::outlook::{Opening, Outlook, PerMille, surviving, taken_from};
use super::prominence::Prominence;
use crate::model::label::Label;
use crate::model::span::Span;

/// How much less likely a span starts inside one that has its label.
const INSIDE_SAME: f32 = 0.1;
/// How much less likely a span starts after the quote than with it.
const AFTER_QUOTE: f32 = 0.05;

/// A word with which a span may start, in bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct FirstWord {
    /// Where the quote or sign before it starts.
    mark: usize,
    /// Where it starts itself.
    start: usize,
    likelihood: PerMille,
    prominence: Prominence,
}

/// A place where a span may start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    /// The place, in bytes of the document.
    pub(super) byte: usize,
    /// Where its word starts, in bytes of the document.
    pub(super) word: usize,
    /// How likely it is next to the others, between 0 and 1.
    pub(super) value: f32,
    pub(super) prominence: Prominence,
}

/// Words of a stretch with which a span may start.
pub(super) fn first_words(
    outlook: &Outlook,
    label: Option<Label>,
    words: Range<usize>,
) -> impl Iterator<Item = FirstWord> {
    words.map(move |nth| {
        let (word, likelihood) = (outlook.passage.word(nth), outlook.start(label, nth));
        let prominence = Prominence::of_start(&word, likelihood);
        FirstWord { mark: word.mark, start: word.start, likelihood, prominence }
    })
}

/// The places where a span may start with one of those words, in bytes of the document, best first.
pub(super) fn ranked_starts(
    words: &[FirstWord],
    label: Option<Label>,
    from: usize,
    before: f32,
    marked: &[(Label, Span)],
) -> Vec<Ranked> {
    let middle = words.partition_point(|word| word.start < from);
    let (ahead, after) = words.split_at_checked(middle).unwrap_or((words, &[]));
    let after = after.iter().zip(surviving(after.iter().map(|it| it.likelihood), 1.0));
    let ahead = ahead.iter().rev().zip(surviving(ahead.iter().rev().map(|it| it.likelihood), before));
    let same = Taken::of(label, marked);
    let mut ranked: Vec<Ranked> = Vec::with_capacity(words.len());
    for (word, value) in after.chain(ahead) {
        let value = if same.holds(word.start) { value * INSIDE_SAME } else { value };
        let place = |byte, value| Ranked { byte, word: word.start, value, prominence: word.prominence };
        ranked.push(place(word.mark, value));
        if word.start > word.mark {
            ranked.push(place(word.start, value * AFTER_QUOTE));
        }
    }
    // Stable, so that of two equally likely places the first comes first.
    ranked.sort_by(|one, other| other.value.total_cmp(&one.value));
    ranked
}

/// The text that has one label, in bytes of the document.
struct Taken(Vec<Range<usize>>);

impl Taken {
    fn of(label: Option<Label>, marked: &[(Label, Span)]) -> Self {
        let own = marked.iter().filter(|(other, _)| Some(*other) == label);
        let mut spans: Vec<_> = own.map(|(_, span)| span.bytes()).collect();
        spans.sort_unstable_by_key(|bytes| bytes.start);
        // Where one lies in another, the outer one is found for both.
        let mut end = 0;
        for bytes in &mut spans {
            end = end.max(bytes.end);
            bytes.end = end;
        }
        Self(spans)
    }

    fn holds(&self, byte: usize) -> bool {
        let before = self.0.partition_point(|bytes| bytes.start <= byte);
        before.checked_sub(1).and_then(|nth| self.0.get(nth)).is_some_and(|bytes| byte < bytes.end)
    }
}

/// How a span starts at a byte, and the number of its first word.
pub(super) fn opened_at(outlook: &Outlook, label: Option<Label>, start: usize) -> (Opening, usize) {
    // A span may start inside of a word.
    let first = outlook.passage.first_after(|word| word.end <= start);
    let quoted = start < outlook.passage.word(first).start;
    (outlook.opening(label, first, quoted), first)
}

/// The likeliest places where a span may end in its stretch that starts at a byte, in bytes of the document, best first
/// and no more than `most`. Once nothing further on can be likelier than these, no word further on is looked at.
pub(super) fn best_ends(outlook: &Outlook, label: Option<Label>, start: usize, most: usize) -> Vec<(usize, f32)> {
    let (opening, first) = opened_at(outlook, label, start);
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(most.saturating_add(1));
    let mut ends = Vec::new();
    let mut left = 1.0;
    for nth in first..outlook.passage.len() {
        let seen = ends.len();
        outlook.ends_after(&opening, nth, &mut ends);
        for end in ends.iter().skip(seen) {
            let value;
            (value, left) = taken_from(left, end.likelihood);
            let at = best.partition_point(|(_, other)| *other >= value);
            best.insert(at, (end.byte, value));
            best.truncate(most);
        }
        if best.len() == most && best.last().is_some_and(|(_, worst)| left <= *worst) {
            break;
        }
    }
    best
}
