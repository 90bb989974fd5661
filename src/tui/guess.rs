//! What a label key takes where nothing was chosen: the likeliest place near the cursor, and after it the next likely one.
//!
//! Of a mark that was just made and that its label's key moves on, the hint line says where to, and that [`Back`] leaves it
//! where it is: then the same key makes another one in the same sentence.
//!
//! [`Back`]: super::action::Action::Back

use std::collections::HashMap;

use crate::model::{Id, Label, Offset, Selection, Spans};

/// A mark that a label key has just made, and that the same key moves on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The annotation.
    pub id: Id,
    /// Its label, whose key moves it.
    pub label: Label,
    /// The places for it, likeliest first.
    pub places: Vec<Spans>,
    /// Which of them it has.
    pub nth: usize,
}

/// How many sentences to look through for a place that isn't marked yet.
pub(super) const SENTENCES: usize = 8;

/// The most guesses that are shown in the text.
const SHOWN: usize = 2;

/// Those of so many sentences are remembered: of the page that is read, and more.
const MOST_KNOWN: usize = 256;

/// The state that guesses depend on: the selection, that of the set, the turn of the fresh mark, the label of
/// [`another`](super::desk::Desk::another).
pub(super) type Seen = (Selection, u64, Option<usize>, Option<Label>);

/// What each label key would take next.
#[derive(Debug, Default)]
pub struct Guesses {
    /// The state that they were worked out for.
    pub(super) of: Option<Seen>,
    /// One a label: the sure ones first, the likeliest of them at the head, then the others in the order of the labels.
    pub next: Vec<Guess>,
    /// The place in the same sentence for another mark with the label of the fresh one.
    pub another: Option<Spans>,
    /// Those of sentences that were read since the last change.
    pub(super) known: Known,
}

/// Guesses by the place where their sentence starts, for one state of the set.
#[derive(Debug, Default)]
pub(super) struct Known {
    revision: u64,
    by_sentence: HashMap<Offset, Vec<Guess>>,
}

impl Known {
    /// Those of a sentence, if they are known for that state of the set.
    pub(super) fn get(&self, sentence: Offset, revision: u64) -> Option<&Vec<Guess>> {
        self.by_sentence.get(&sentence).filter(|_| self.revision == revision)
    }

    /// Remembers those of a sentence for that state of the set, and none for any other.
    pub(super) fn put(&mut self, sentence: Offset, revision: u64, guesses: Vec<Guess>) {
        if self.revision != revision || self.by_sentence.len() >= MOST_KNOWN {
            self.by_sentence.clear();
        }
        self.revision = revision;
        self.by_sentence.insert(sentence, guesses);
    }
}

impl Guesses {
    /// Those that are shown in the text, the likeliest first: they are few, and the reading is sure of them.
    pub fn shown(&self) -> &[Guess] {
        let sure = self.next.iter().take(SHOWN).take_while(|guess| guess.is_sure).count();
        self.next.get(..sure).unwrap_or_default()
    }
}

/// What a label key would take next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The label.
    pub label: Label,
    /// The place.
    pub place: Spans,
    /// True where the reading is sure enough of it to show it in the text.
    pub is_sure: bool,
    /// How likely it is the one that is meant, out of a thousand.
    pub likelihood: u16,
}
