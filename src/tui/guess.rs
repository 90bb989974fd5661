//! What a label key takes where nothing was chosen: the likeliest place near the cursor, and after it the next likely one.
//!
//! Of a mark that was just made and that its label's key moves on, the hint line says where to, and that [`Back`] leaves it
//! where it is: then the same key makes another one in the same sentence.
//!
//! [`Back`]: super::action::Action::Back

use std::cmp::Reverse;

use crate::model::{Candidate, Id, Label, Offset, Selection, Sentence, Span, Spans};

use super::desk::Desk;

/// So many sentences are looked through for a place that isn't marked yet.
const SENTENCES: usize = 8;

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

/// The most guesses that are shown in the text.
const SHOWN: usize = 2;

/// The state that guesses depend on: the selection, that of the set, the turn of the fresh mark, the label of
/// [`another`](Desk::another).
type Seen = (Selection, u64, Option<usize>, Option<Label>);

/// What each label key would take next.
#[derive(Debug, Default)]
pub struct Guesses {
    /// The state that they were worked out for.
    of: Option<Seen>,
    /// One a label: the sure ones first, the likeliest of them at the head, then the others in the order of the labels.
    pub next: Vec<Guess>,
    /// The place in the same sentence for another mark with the label of the fresh one.
    pub another: Option<Spans>,
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
    /// Whether the reading is sure enough of it to show it in the text.
    pub is_sure: bool,
    /// How likely it is the one that is meant, out of a thousand.
    pub likelihood: u16,
}

impl Desk {
    /// Where an annotation of that label may be, likeliest first: in the cursor's sentence, else in the next one with a
    /// likely place that has no such annotation.
    pub fn guess(&self, label: Label) -> Vec<Candidate> {
        let Some((sentence, marked)) = self.sentence_to_mark(label) else { return Vec::new() };
        let mut places = self.readings.candidates(label, sentence.span, &marked);
        places.retain(|it| is_free(it, label, &marked));
        places
    }

    /// The first of those.
    fn likeliest(&self, label: Label) -> Option<Candidate> {
        let (sentence, marked) = self.sentence_to_mark(label)?;
        if marked.iter().any(|(other, _)| *other == label) {
            let mut places = self.readings.candidates(label, sentence.span, &marked).into_iter();
            return places.find(|it| is_free(it, label, &marked));
        }
        self.readings.likeliest(label, &sentence, &marked)
    }

    /// The sentence in which a label's key marks something, and what is marked in its paragraph.
    fn sentence_to_mark(&self, label: Label) -> Option<(Sentence, Vec<(Label, Span)>)> {
        let mut from = self.selection.cursor();
        if self.selection.whole().is_some() {
            from = self.selected().start();
        }
        for _ in 0..SENTENCES {
            let sentence = self.readings.sentence_at(from)?;
            let marked = self.marked_in(sentence.stretch());
            if self.has_free_place(label, &sentence, &marked) {
                return Some((sentence, marked));
            }
            from = sentence.span.end();
        }
        None
    }

    /// Whether something is left to be marked in a sentence. Where the likeliest place is taken, what was to be marked there
    /// is; but names come several in a sentence, and so does what another one was asked for.
    fn has_free_place(&self, label: Label, sentence: &Sentence, marked: &[(Label, Span)]) -> bool {
        if !marked.iter().any(|(other, _)| *other == label) {
            return true;
        }
        if label != Label::Actor && self.another != Some(label) {
            let others: Vec<_> = marked.iter().copied().filter(|(other, _)| *other != label).collect();
            let likeliest = self.readings.likeliest(label, sentence, &others);
            if !likeliest.is_some_and(|it| is_free(&it, label, marked)) {
                return false;
            }
        }
        self.readings.candidates(label, sentence.span, marked).iter().any(|it| is_free(it, label, marked))
    }

    /// The spans that are marked in some bytes of the text, each with its label.
    pub(super) fn marked_in(&self, bytes: std::ops::Range<usize>) -> Vec<(Label, Span)> {
        self.set.meeting(bytes).into_iter().map(|(span, annotation)| (annotation.label, span)).collect()
    }

    /// What the label's key takes next, if nothing was chosen.
    pub fn next_guess(&self, label: Label) -> Option<&Spans> {
        self.guesses.next.iter().find(|guess| guess.label == label).map(|guess| &guess.place)
    }

    /// Works out for the hint line what each label key would take.
    pub(super) fn settle_guesses(&mut self) {
        let now = (self.selection, self.set.revision(), self.fresh.as_ref().map(|fresh| fresh.nth), self.another);
        if self.guesses.of == Some(now) {
            return;
        }
        let next = |label| match &self.fresh {
            // Where a fresh mark goes next is not what is meant most likely: that is where it was first.
            Some(fresh) if fresh.label == label => {
                let place = fresh.places.get(fresh.nth.saturating_add(1).checked_rem(fresh.places.len()).unwrap_or(0));
                place.map(|place| Guess { label, place: place.clone(), is_sure: false, likelihood: 0 })
            }
            _ => {
                let likeliest = self.likeliest(label);
                likeliest.map(|it| Guess {
                    label,
                    is_sure: it.is_sure(label),
                    likelihood: it.likelihood,
                    place: it.place,
                })
            }
        };
        let labels = crate::model::LABELS.iter().map(|row| row.label);
        let mut next: Vec<Guess> = if self.selection.is_chosen() || self.read_only.is_some() {
            Vec::new()
        } else {
            labels.filter_map(next).collect()
        };
        next.sort_by_key(|guess| Reverse(if guess.is_sure { guess.likelihood } else { 0 }));
        let another = self.fresh.as_ref().and_then(|fresh| self.another_here(fresh.label));
        self.guesses = Guesses { of: Some(now), next, another };
    }

    /// The likeliest place for a further mark of that label in the cursor's sentence.
    fn another_here(&self, label: Label) -> Option<Spans> {
        let sentence = self.readings.sentence_at(self.selection.cursor())?;
        let marked = self.marked_in(sentence.stretch());
        let mut places = self.readings.candidates(label, sentence.span, &marked).into_iter();
        places.find(|it| is_free(it, label, &marked)).map(|it| it.place)
    }

    /// The text on a screen of so many rows.
    pub fn in_view(&self, rows: usize) -> Span {
        let first = self.layout.row(&self.document, self.top);
        let down = isize::try_from(rows.saturating_sub(1)).unwrap_or(isize::MAX);
        let last = self.layout.step(&self.document, first, down);
        Span::between(first.start(), last.end()).unwrap_or(first)
    }

    /// The place where the last mark ended, or where reading is: from there on the next one is looked for.
    pub(super) fn aim_from(&self) -> Offset {
        if self.selection.whole().is_some() { self.selected().start() } else { self.selected().end() }
    }
}

/// Whether a place shares no text with a mark of the same label.
fn is_free(place: &Candidate, label: Label, marked: &[(Label, Span)]) -> bool {
    let meets = |span: &Span| marked.iter().any(|(other, it)| *other == label && it.overlaps(*span));
    !place.place.as_slice().iter().any(meets)
}
