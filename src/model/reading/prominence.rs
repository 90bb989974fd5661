//! How much the places where a span may start or end stand out from each other.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use super::lexicon::Class;
use super::outlook::{Outlook, PerMille};
use super::word::{Gap, Word};

/// From which likelihood on a span's start is worth a stop on the way, out of a thousand.
pub(super) const LIKELY: PerMille = 110;
/// From which likelihood on a span's start stands out, whichever word it is.
const STANDS_OUT: PerMille = 240;
/// The words that hardly any span starts with.
const SMALL_FIRST: Class = Class::AND.or(Class::PREPOSITION).or(Class::AUXILIARY).or(Class::TO);
/// The words that hardly any span ends with.
const SMALL_LAST: Class = SMALL_FIRST.or(Class::CONJUNCTION).or(Class::DETERMINER);
/// What stands between two sentences, quotations or clauses.
const PARTED: Gap = Gap::HARD.and(Gap::COMMA).and(Gap::BRACKET);

/// How much a place stands out from those around it, by what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prominence {
    /// A sentence, a quotation or a clause starts or ends there, or else a span likely does.
    Strong,
    /// A word does.
    Soft,
    /// A word does that hardly any span starts or ends with: `of`, `by`, `to`, `and`, `been`.
    Small,
}

impl Prominence {
    /// That of the start of a word of that likelihood.
    pub(super) fn of_start(word: &Word, likelihood: PerMille) -> Self {
        if word.gap.has(PARTED) || likelihood >= STANDS_OUT {
            Self::Strong
        } else if word.is(SMALL_FIRST) && !word.is(Class::CAPITAL) {
            // A name may look like one: May, Will.
            Self::Small
        } else {
            Self::Soft
        }
    }

    /// That of the end of a word, by its number.
    pub(super) fn of_end(outlook: &Outlook, nth: usize) -> Self {
        let word = outlook.passage.word(nth);
        if outlook.passage.gap(nth.saturating_add(1)).has(PARTED) || outlook.foreseen_end(word.end) {
            Self::Strong
        } else if word.is(SMALL_LAST) && !word.is(Class::CAPITAL) {
            Self::Small
        } else {
            Self::Soft
        }
    }
}
