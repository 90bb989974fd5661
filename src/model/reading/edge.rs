//! Edges: where a span may start and where it may end, the most plausible place first.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use super::lexicon::Class;
use super::outlook::{self, Opening, Outlook, surviving};
use super::prominence::{LIKELY, Prominence};
use super::ranked::{Ranked, first_words, opened_at, ranked_starts};
use super::readings::Readings;
use super::word::Gap;
use crate::model::label::Label;
use crate::model::span::{Offset, Span};

/// How much less likely a span starts before the last mark's end than after it.
const BEFORE: f32 = 0.05;
/// Before which words a span's end is.
const LINKS: Class = Class::AND
    .or(Class::CONJUNCTION)
    .or(Class::PREPOSITION)
    .or(Class::AUXILIARY)
    .or(Class::SPEECH)
    .or(Class::ATTITUDE)
    .or(Class::TIME);
/// How many stretches of text are looked at for the next edge, so that no key looks at all of a text without any.
const STRETCHES: usize = 8;

/// Which edge of a span is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first grapheme cluster starts there.
    Start,
    /// Its last grapheme cluster ends there.
    End,
}

/// A place where a span may start or end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EdgePlace {
    /// The place.
    pub place: Offset,
    /// The start of the word that it starts or ends with. A word may have several ends: with and without the quote, the
    /// bracket, the comma after it.
    pub word: Offset,
    /// How likely it is next to the others, between 0 and 1.
    pub likelihood: f32,
    /// How much it stands out.
    pub prominence: Prominence,
}

impl Readings {
    /// Where a span of that label, or of any, may start in `view`, best first, seen from `from`: the start of every word,
    /// and where quotes open before it, the start of these as well.
    pub fn plausible_starts(
        &self,
        label: Option<Label>,
        view: Span,
        from: Offset,
        marked: &[(Label, Span)],
    ) -> Vec<EdgePlace> {
        let mut words = Vec::new();
        for reading in self.over(view) {
            let inside = reading.passage.word_from(view.start().byte())..reading.passage.word_from(view.end().byte());
            words.extend(first_words(&Outlook::on(&reading, marked), label, inside));
        }
        let mut ranked = ranked_starts(&words, label, from.byte(), BEFORE, marked);
        ranked.retain(|start| start.byte >= view.start().byte());
        let start = |it: Ranked| {
            let (place, word) = (self.document().offset(it.byte)?, self.document().offset_at_or_before(it.word));
            Some(EdgePlace { place, word, likelihood: it.value, prominence: it.prominence })
        };
        ranked.into_iter().filter_map(start).collect()
    }

    /// Where a span of that label, or of any, that starts at `start` may end in `view`, best first: the end of every word,
    /// and where quotes or brackets close after it, the end of these as well.
    pub fn plausible_ends(&self, label: Option<Label>, start: Offset, view: Span) -> Vec<EdgePlace> {
        let document = self.document();
        let Some(span) = Span::between(start, view.end()).filter(|span| span.start() == start) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        // Of the word before each of them.
        let mut words: Vec<(Offset, Prominence)> = Vec::new();
        let mut opening: Option<Opening> = None;
        for reading in self.over(span) {
            let outlook = Outlook::on(&reading, &[]);
            let (opened, first) = match opening {
                Some(opening) => (opening.before(), 0),
                None => opened_at(&outlook, label, start.byte()),
            };
            for nth in first..outlook.passage.len() {
                outlook.ends_after(&opened, nth, &mut places);
                let word = document.offset_at_or_before(outlook.passage.word(nth).start);
                words.resize(places.len(), (word, Prominence::of_end(&outlook, nth)));
            }
            opening = Some(opened);
        }
        let values = surviving(places.iter().map(|end| end.likelihood), 1.0);
        let end = |((place, likelihood), &(word, prominence)): ((&outlook::End, f32), &(Offset, Prominence))| {
            let place = document.offset(place.byte)?;
            (place > start && place <= view.end()).then_some(EdgePlace { place, word, likelihood, prominence })
        };
        let mut ends: Vec<EdgePlace> = places.iter().zip(values).zip(&words).filter_map(end).collect();
        // Stable, so that of two equally likely places the first comes first.
        ends.sort_by(|one, other| other.likelihood.total_cmp(&one.likelihood));
        ends
    }

    /// The next or previous place to which a span's edge may be moved in a larger step than a word: a quote, a comma, the
    /// start or end of a clause, a verb of saying.
    pub fn next_edge(&self, place: Offset, edge: Edge, forward: bool) -> Option<Offset> {
        let document = self.document();
        let mut here = place;
        for _ in 0..STRETCHES {
            let inside = if forward { here } else { document.previous_grapheme(here) };
            let reading = self.at(inside);
            let stretch = reading.bytes();
            let mut places = edges_in(&Outlook::on(&reading, &[]), edge);
            places.retain(|byte| stretch.contains(byte) || *byte == stretch.end);
            let found = if forward {
                places.into_iter().filter_map(|byte| document.offset(byte)).find(|found| *found > place)
            } else {
                places.into_iter().rev().filter_map(|byte| document.offset(byte)).find(|found| *found < place)
            };
            let next = document.offset(if forward { stretch.end } else { stretch.start })?;
            if found.is_some() || next == here {
                return found;
            }
            here = next;
        }
        // Nothing for many paragraphs: as far as was looked is as good as any place.
        Some(here).filter(|here| *here != place)
    }
}

/// The places of an edge that are more than the edge of a word, in text order.
fn edges_in(outlook: &Outlook, edge: Edge) -> Vec<usize> {
    let passage = outlook.passage;
    let parted = Gap::HARD | Gap::COMMA | Gap::BRACKET | Gap::STOP;
    let mut places = Vec::new();
    for nth in 0..passage.len() {
        let word = passage.word(nth);
        let next = passage.word(nth.saturating_add(1));
        match edge {
            // With the quote that stands there: one key drops it again.
            Edge::Start if passage.gap(nth).has(parted) || outlook.start(None, nth) >= LIKELY => places.push(word.mark),
            Edge::End if passage.gap(nth.saturating_add(1)).has(parted) => places.push(word.close.max(word.bracket)),
            Edge::End if next.is(LINKS) || outlook.foreseen_end(word.end) => places.push(word.end),
            _ => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::model::document::Document;

    const TEXT: &str =
        "“The dam is safe,” Ana Vey, the mayor, said. She denied the U.S. report (of May) that it leaks.";

    fn readings() -> (Readings, Span) {
        let document = Document::new("a.txt", TEXT).unwrap();
        let all = document.span(0..TEXT.len()).unwrap();
        (Readings::new(Arc::new(document)), all)
    }

    fn at(document: &Document, quote: &str) -> Offset {
        document.offset(TEXT.find(quote).unwrap()).unwrap()
    }

    #[test]
    fn every_word_is_among_the_starts_and_the_likeliest_is_first() {
        let (readings, all) = readings();
        let document = readings.document();
        let starts = readings.plausible_starts(Some(Label::Claim), all, document.start(), &[]);
        let starts: Vec<Offset> = starts.into_iter().map(|start| start.place).collect();
        assert_eq!(starts.first(), Some(&document.start()), "the quote before the word");
        for (start, word) in TEXT.unicode_word_indices() {
            assert!(starts.contains(&document.offset(start).unwrap()), "{word}");
        }
        let mut unique = starts.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), starts.len());
    }

    #[test]
    fn after_a_claim_is_marked_its_source_is_the_likeliest() {
        let (readings, all) = readings();
        let document = readings.document();
        let claim = document.span(0..TEXT.find(" Ana").unwrap()).unwrap();
        let marked = [(Label::Claim, claim)];
        let starts = readings.plausible_starts(Some(Label::Source), all, claim.end(), &marked);
        assert_eq!(starts.first().map(|start| start.place), Some(at(document, "Ana")));
    }

    #[test]
    fn every_word_is_among_the_ends_and_the_guess_is_first() {
        let (readings, all) = readings();
        let document = readings.document();
        let ends = |label, start: &str| -> Vec<Offset> {
            let ends = readings.plausible_ends(Some(label), at(document, start), all);
            ends.into_iter().map(|end| end.place).collect()
        };
        assert_eq!(ends(Label::Claim, "“The").first(), Some(&at(document, " Ana")));
        assert_eq!(ends(Label::Source, "Ana").first(), Some(&at(document, " said")));
        assert_eq!(ends(Label::Actor, "Ana").first(), Some(&at(document, ", the mayor")));
        let from_name = ends(Label::Source, "Ana");
        for end in [" Vey", ", said", " denied", " report", " (of", ") that", " that", " leaks", "."] {
            let place = TEXT.rfind(end).unwrap();
            assert!(from_name.contains(&document.offset(place).unwrap()), "before {end:?}");
        }
    }

    #[test]
    fn a_span_that_starts_inside_a_word_may_end_with_it() {
        let (readings, all) = readings();
        let document = readings.document();
        let ends = readings.plausible_ends(None, at(document, "afe"), all);
        assert!(ends.iter().any(|end| end.place == at(document, ",”")));
    }

    #[test]
    fn what_a_place_is_tells_how_much_it_stands_out() {
        let (readings, all) = readings();
        let document = readings.document();
        let starts = readings.plausible_starts(Some(Label::Claim), all, document.start(), &[]);
        let start = |text: &str| starts.iter().find(|start| start.place == at(document, text)).unwrap().prominence;
        assert_eq!(["“The", "She denied", "the mayor"].map(start), [Prominence::Strong; 3]);
        assert_eq!(["of May", "that it"].map(start), [Prominence::Strong; 2]);
        assert_eq!(["dam", "report", "it leaks"].map(start), [Prominence::Soft; 3]);
        assert_eq!(start("is safe"), Prominence::Small);
        let ends = readings.plausible_ends(Some(Label::Claim), document.start(), all);
        let end = |text: &str| ends.iter().find(|end| end.word == at(document, text)).unwrap().prominence;
        assert_eq!(["safe", "Vey", "May"].map(end), [Prominence::Strong; 3]);
        assert_eq!(["dam", "denied"].map(end), [Prominence::Soft; 2]);
        assert_eq!(["is", "of May"].map(end), [Prominence::Small; 2]);
        let safe = ends.iter().filter(|end| end.word == at(document, "safe"));
        let mut safe: Vec<&str> =
            safe.map(|end| document.slice(at(document, "safe").byte()..end.place.byte())).collect();
        safe.sort_unstable();
        assert_eq!(safe, ["safe", "safe,”"]);
    }

    #[test]
    fn an_edge_moves_by_quotes_commas_and_clauses() {
        let (readings, _) = readings();
        let document = readings.document();
        let ends: Vec<_> =
            std::iter::successors(Some(document.start()), |place| readings.next_edge(*place, Edge::End, true))
                .skip(1)
                .take(4)
                .map(|place| document.slice(0..place.byte()).rsplit(' ').next().unwrap().to_owned())
                .collect();
        assert_eq!(ends, ["dam", "safe,”", "Vey", "mayor"]);
        let back = readings.next_edge(at(document, "Ana"), Edge::Start, false);
        assert_eq!(back, Some(document.start()));
        assert_eq!(readings.next_edge(document.end(), Edge::End, true), None);
        assert_eq!(readings.next_edge(document.start(), Edge::Start, false), None);
    }
}
