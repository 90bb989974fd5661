//! Readings: what the program understands of a text, stretch by stretch, each understood once and kept.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::attribution::Attribution;
use super::candidate::{Candidate, MOST, candidates};
use super::outlook::{Outlook, touches};
use super::understood::{Likeliest, Reading};
use crate::model::document::Document;
use crate::model::label::{LABELS, Label};
use crate::model::span::{Offset, Span};

/// The most bytes of memory that the readings of one document take. Of a longer article, those around the place that was
/// read last are kept.
const MOST_BYTES: usize = 3 << 20;

/// A sentence of a reading.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub(super) reading: Arc<Reading>,
    /// Its number among those of its stretch.
    pub(super) nth: usize,
    /// Where it is.
    pub span: Span,
}

impl Sentence {
    /// The stretch it is in, in bytes of the document.
    pub fn stretch(&self) -> Range<usize> {
        self.reading.bytes()
    }
}

/// The readings of a document, each made when it is first asked for.
///
/// Another thread may make them as well: where two ask for the same one at once, it is made twice and kept once.
#[derive(Debug)]
pub struct Readings {
    document: Arc<Document>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// By the byte at which their stretch starts.
    readings: BTreeMap<usize, Arc<Reading>>,
    memory: usize,
}

impl Readings {
    /// The readings of a document, none of which is made yet.
    pub fn new(document: Arc<Document>) -> Self {
        Self { document, kept: Mutex::default() }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The reading of the stretch that `place` is in, if it is there.
    pub fn kept(&self, place: Offset) -> Option<Arc<Reading>> {
        self.lock().find(place.byte().min(self.document.last().byte()))
    }

    /// The reading of the stretch that `place` is in; the end of the text is in the last one.
    pub fn at(&self, place: Offset) -> Arc<Reading> {
        if let Some(kept) = self.kept(place) {
            return kept;
        }
        // Read without the lock, so that no other thread waits. What label keys mean follows from all the rest.
        let mut reading = Reading::of(&self.document, self.document.stretch(place));
        reading.likeliest = Likeliest::of_all(&self.document, &reading);
        let reading = Arc::new(reading);
        self.lock().keep(Arc::clone(&reading));
        reading
    }

    /// The reading of the stretch after that one, if there is one.
    pub(super) fn next(&self, reading: &Reading) -> Option<Arc<Reading>> {
        let end = reading.bytes.end;
        (end < self.document.text().len()).then(|| self.at(self.document.offset_at_or_before(end)))
    }

    /// The readings of all stretches that a span is in.
    pub(super) fn over(&self, span: Span) -> impl Iterator<Item = Arc<Reading>> {
        let first = self.at(span.start());
        let next = move |reading: &Arc<Reading>| self.next(reading).filter(|it| it.bytes.start < span.end().byte());
        std::iter::successors(Some(first), next)
    }

    /// The sentence that `place` is in, or the next one after it.
    pub fn sentence_at(&self, place: Offset) -> Option<Sentence> {
        let mut reading = self.at(place);
        loop {
            let sentences = &reading.passage.sentences;
            let nth = sentences.partition_point(|bytes| bytes.end <= place.byte());
            if let Some(span) = sentences.get(nth).and_then(|bytes| self.document.span(bytes.clone())) {
                return Some(Sentence { reading, nth, span });
            }
            reading = self.next(&reading)?;
        }
    }

    /// Tells if that many sentences, or all that are left, were read from the one that `place` is in on.
    pub fn are_there(&self, place: Offset, sentences: usize) -> bool {
        self.count_from(place, sentences, |place| self.kept(place))
    }

    /// Reads that many sentences from the one that `place` is in on.
    pub fn read_from(&self, place: Offset, sentences: usize) {
        self.count_from(place, sentences, |place| Some(self.at(place)));
    }

    /// Counts sentences from `place` on for as long as there are readings, and says whether there were so many.
    fn count_from(
        &self,
        place: Offset,
        mut sentences: usize,
        reading: impl Fn(Offset) -> Option<Arc<Reading>>,
    ) -> bool {
        let mut next = place;
        loop {
            let Some(reading) = reading(next) else { return false };
            let all = &reading.passage.sentences;
            let after = all.len().saturating_sub(all.partition_point(|bytes| bytes.end <= place.byte()));
            if after >= sentences || reading.bytes.end >= self.document.text().len() {
                return true;
            }
            sentences = sentences.saturating_sub(after);
            next = self.document.offset_at_or_before(reading.bytes.end);
        }
    }

    /// Reads the stretch nearest to `place` that wasn't read yet, and says whether there was one, and room to keep it.
    pub fn read_on(&self, place: Offset) -> bool {
        let Some(byte) = self.lock().gap_near(place.byte(), self.document.text().len()) else { return false };
        self.at(self.document.offset_at_or_before(byte));
        true
    }

    /// About how many bytes of memory they take.
    pub fn memory(&self) -> usize {
        self.lock().memory
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // Should a thread have panicked meanwhile, what it left is whole: a reading is put in at once.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Readings {
    /// What a label key most likely means in a sentence: the first of its [`candidates`](Self::candidates), and a look-up
    /// where nothing is marked that tells anything about it.
    pub fn likeliest(&self, label: Label, sentence: &Sentence, marked: &[(Label, Span)]) -> Option<Candidate> {
        let Sentence { reading, nth, span } = sentence;
        let start = span.start().byte();
        let before = |bytes: &Option<Range<usize>>| bytes.as_ref().is_none_or(|bytes| bytes.end <= start);
        let is_past = |it: &Attribution| before(&it.source) && before(&it.claim) && before(&it.rest);
        let tells = reading.attributions.iter().any(|it| !is_past(it) && touches(it, marked));
        let is_bare = |piece: Span| !marked.iter().any(|(_, mark)| mark.overlaps(piece));
        let worked_out = || candidates(self.document(), &Outlook::on(reading, marked), label, *span, marked, 1).pop();
        if tells || !is_bare(*span) {
            return worked_out();
        }
        let nth_label = LABELS.iter().position(|row| row.label == label)?;
        let kept = reading.likeliest.get(*nth)?.0.get(nth_label)?.candidate(self.document(), reading.bytes.start)?;
        // A mark further on makes the places that it meets less likely, and no other likelier.
        if kept.place.as_slice().iter().all(|piece| is_bare(*piece)) { Some(kept) } else { worked_out() }
    }

    /// What a label key may mean in a sentence, best first, without duplicates, never none.
    ///
    /// `marked` are the spans that are marked already and meet the stretch of the sentence: they are not offered again, what
    /// overlaps one of the same label comes last, and what follows the last one in the sentence or before it comes first. A
    /// claim may be longer than its sentence, and may be in two pieces around its speaker.
    pub fn candidates(&self, label: Label, sentence: Span, marked: &[(Label, Span)]) -> Vec<Candidate> {
        let reading = self.at(sentence.start());
        candidates(self.document(), &Outlook::on(&reading, marked), label, sentence, marked, MOST)
    }
}

impl Kept {
    fn find(&self, byte: usize) -> Option<Arc<Reading>> {
        let (_, reading) = self.readings.range(..=byte).next_back()?;
        (byte < reading.bytes.end).then(|| Arc::clone(reading))
    }

    /// Keeps a reading, and of too many gives up those that are farthest from it.
    fn keep(&mut self, reading: Arc<Reading>) {
        let start = reading.bytes.start;
        self.memory = self.memory.saturating_add(reading.memory());
        if let Some(old) = self.readings.insert(start, reading) {
            self.memory = self.memory.saturating_sub(old.memory());
        }
        while self.memory > MOST_BYTES && self.readings.len() > 1 {
            let first = self.readings.first_key_value().map_or(start, |(byte, _)| *byte);
            let last = self.readings.last_key_value().map_or(start, |(byte, _)| *byte);
            let is_first_farther = start.saturating_sub(first) > last.saturating_sub(start);
            let gone = if is_first_farther { self.readings.pop_first() } else { self.readings.pop_last() };
            self.memory = self.memory.saturating_sub(gone.map_or(0, |(_, gone)| gone.memory()));
        }
    }

    /// The byte nearest to another one whose stretch isn't kept, in a text of so many bytes; none where there is no room.
    fn gap_near(&self, byte: usize, length: usize) -> Option<usize> {
        if self.memory.saturating_add(MOST_BYTES / 32) > MOST_BYTES {
            return None;
        }
        let (mut after, mut before) = (byte, byte);
        for (start, reading) in self.readings.range(..=byte).next_back().into_iter().chain(self.readings.range(byte..))
        {
            if after < *start {
                break;
            }
            after = after.max(reading.bytes.end);
        }
        for (_, reading) in self.readings.range(..=byte).rev() {
            if reading.bytes.end < before {
                break;
            }
            before = reading.bytes.start;
        }
        let before = before.checked_sub(1);
        match (before, (after < length).then_some(after)) {
            (Some(before), Some(after)) if byte.saturating_sub(before) < after.saturating_sub(byte) => Some(before),
            (before, after) => after.or(before),
        }
    }
}

#[cfg(test)]
mod tests;
