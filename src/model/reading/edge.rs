//! Edges: where a span may start and where it may end, the most plausible place first.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use super::lexicon::Class;
use super::outlook::{Outlook, PerMille, surviving};
use super::passage::Gap;
use crate::model::document::Document;
use crate::model::label::Label;
use crate::model::span::{Offset, Span};

/// How much less likely a span starts before the last mark's end than after it.
const BEFORE: f32 = 0.05;
/// How much less likely a span starts inside one that has its label.
const INSIDE_SAME: f32 = 0.1;
/// How much less likely a span starts after the quote than with it.
const AFTER_QUOTE: f32 = 0.05;

/// From which likelihood on a span's start is worth a stop on the way, out of a thousand.
const LIKELY: PerMille = 110;
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

/// The words that hardly any span starts with or ends with.
const SMALL: Class = Class::AND.or(Class::CONJUNCTION).or(Class::PREPOSITION).or(Class::AUXILIARY).or(Class::TO);
/// What stands between two sentences, quotations or clauses.
const PARTED: Gap = Gap::HARD.and(Gap::COMMA).and(Gap::BRACKET);

/// Which edge of a span is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first grapheme cluster starts there.
    Start,
    /// Its last grapheme cluster ends there.
    End,
}

/// How much a place stands out from those around it, by what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A sentence, a quotation or a clause starts or ends there, or else a span likely does.
    Strong,
    /// A word does.
    Soft,
    /// A word does that hardly any span starts or ends with: `of`, `by`, `to`, `and`, `been`.
    Small,
}

/// A place where a span may start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// The place.
    pub place: Offset,
    /// How likely it is next to the others, between 0 and 1.
    pub likelihood: f32,
    /// What is there.
    pub standing: Standing,
}

/// A place where a span may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The place.
    pub place: Offset,
    /// Where the word before it starts. A word may have several ends: with and without the quote, the bracket, the
    /// comma after it.
    pub word: Offset,
    /// How likely it is next to the others, between 0 and 1.
    pub likelihood: f32,
    /// What is there.
    pub standing: Standing,
}

impl Document {
    /// Where a span of that label, or of any, may start in `view`, best first, seen from `from`: the start of every word,
    /// and where quotes open before it, the start of these as well.
    pub fn plausible_starts(
        &self,
        label: Option<Label>,
        view: Span,
        from: Offset,
        marked: &[(Label, Span)],
    ) -> Vec<Start> {
        let outlook = Outlook::on(self, view, marked);
        let words = outlook.passage.word_from(view.start().byte())..outlook.passage.word_from(view.end().byte());
        let mut ranked = ranked_starts(&outlook, label, words, from.byte(), BEFORE, marked);
        ranked.retain(|&(byte, _)| byte >= view.start().byte());
        let start = |(byte, likelihood)| {
            let standing = standing_of_start(&outlook, label, outlook.passage.word_from(byte));
            Some(Start { place: self.offset(byte)?, likelihood, standing })
        };
        ranked.into_iter().filter_map(start).collect()
    }

    /// Where a span of that label, or of any, that starts at `start` may end in `view`, best first: the end of every word,
    /// and where quotes or brackets close after it, the end of these as well.
    pub fn plausible_ends(&self, label: Option<Label>, start: Offset, view: Span) -> Vec<End> {
        let around = Span::between(start, view.end()).filter(|span| span.start() == start).unwrap_or(view);
        let outlook = Outlook::on(self, around, &[]);
        let ranked = ranked_ends(&outlook, label, start.byte(), view.end().byte());
        let end = |(byte, likelihood)| {
            let nth = outlook.passage.word_from(byte).saturating_sub(1);
            let word = self.offset_at_or_before(outlook.passage.word(nth).start);
            Some(End { place: self.offset(byte)?, word, likelihood, standing: standing_of_end(&outlook, nth) })
        };
        ranked.into_iter().filter_map(end).filter(|end| end.place > start).collect()
    }

    /// The next or previous place to which a span's edge may be moved in a larger step than a word: a quote, a comma, the
    /// start or end of a clause, a verb of saying.
    pub fn next_edge(&self, place: Offset, edge: Edge, forward: bool) -> Option<Offset> {
        let mut here = place;
        for _ in 0..STRETCHES {
            let inside = if forward { here } else { self.previous_grapheme(here) };
            let stretch = self.stretch(inside);
            let mut places = edges_in(&Outlook::on(self, self.span(stretch.clone())?, &[]), edge);
            places.retain(|byte| stretch.contains(byte) || *byte == stretch.end);
            let found = if forward {
                places.into_iter().filter_map(|byte| self.offset(byte)).find(|found| *found > place)
            } else {
                places.into_iter().rev().filter_map(|byte| self.offset(byte)).find(|found| *found < place)
            };
            let next = self.offset(if forward { stretch.end } else { stretch.start })?;
            if found.is_some() || next == here {
                return found;
            }
            here = next;
        }
        // Nothing for many paragraphs: as far as was looked is as good as any place.
        Some(here).filter(|here| *here != place)
    }
}

fn standing_of_start(outlook: &Outlook, label: Option<Label>, nth: usize) -> Standing {
    let (word, likely) = (outlook.passage.word(nth), outlook.start(label, nth) >= LIKELY);
    match () {
        () if word.gap.has(PARTED) => Standing::Strong,
        // A name may look like one: May, Will.
        () if word.is(SMALL) && !word.is(Class::CAPITAL) => Standing::Small,
        () if likely => Standing::Strong,
        () => Standing::Soft,
    }
}

fn standing_of_end(outlook: &Outlook, nth: usize) -> Standing {
    let word = outlook.passage.word(nth);
    match () {
        () if outlook.passage.gap(nth.saturating_add(1)).has(PARTED) => Standing::Strong,
        () if outlook.foreseen_end(word.end) => Standing::Strong,
        () if word.is(SMALL | Class::DETERMINER) && !word.is(Class::CAPITAL) => Standing::Small,
        () => Standing::Soft,
    }
}

/// The places of an edge that are more than the edge of a word, in text order.
fn edges_in(outlook: &Outlook, edge: Edge) -> Vec<usize> {
    let passage = &outlook.passage;
    let parted = Gap::HARD | Gap::COMMA | Gap::BRACKET | Gap::STOP;
    let mut places = Vec::new();
    for (nth, word) in passage.words.iter().enumerate() {
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

/// The places where a span may start among some words, in bytes of the document, best first.
pub(super) fn ranked_starts(
    outlook: &Outlook,
    label: Option<Label>,
    words: std::ops::Range<usize>,
    from: usize,
    before: f32,
    marked: &[(Label, Span)],
) -> Vec<(usize, f32)> {
    let middle = words.clone().find(|&nth| outlook.passage.word(nth).start >= from).unwrap_or(words.end);
    let likelihoods = |nth: usize| outlook.start(label, nth);
    let after = surviving((middle..words.end).map(likelihoods), 1.0).zip(middle..words.end);
    let ahead = surviving((words.start..middle).rev().map(likelihoods), before).zip((words.start..middle).rev());
    let taken = |byte: usize| {
        let same = marked.iter().any(|(other, span)| Some(*other) == label && span.bytes().contains(&byte));
        if same { INSIDE_SAME } else { 1.0 }
    };
    let mut ranked: Vec<(usize, f32)> = Vec::new();
    for (value, nth) in after.chain(ahead) {
        let word = outlook.passage.word(nth);
        let value = value * taken(word.start);
        ranked.push((word.mark, value));
        if word.start > word.mark {
            ranked.push((word.start, value * AFTER_QUOTE));
        }
    }
    by_value(&mut ranked);
    ranked
}

/// The places where a span may end that starts at a byte, best first.
pub(super) fn ranked_ends(outlook: &Outlook, label: Option<Label>, start: usize, until: usize) -> Vec<(usize, f32)> {
    // A span may start inside of a word.
    let first = outlook.passage.words.partition_point(|word| word.end <= start);
    let quoted = start < outlook.passage.word(first).start;
    let ends = outlook.ends(label, first, quoted, until);
    let values = surviving(ends.iter().map(|end| end.likelihood), 1.0);
    let mut ranked: Vec<_> = ends.iter().zip(values).map(|(end, value)| (end.byte, value)).collect();
    by_value(&mut ranked);
    ranked
}

fn by_value(ranked: &mut [(usize, f32)]) {
    // Stable, so that of two equally likely places the first comes first.
    ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const TEXT: &str =
        "“The dam is safe,” Ana Vey, the mayor, said. She denied the U.S. report (of May) that it leaks.";

    fn document() -> (Document, Span) {
        let document = Document::new("a.txt", TEXT).unwrap();
        let all = document.span(0..TEXT.len()).unwrap();
        (document, all)
    }

    fn at(document: &Document, quote: &str) -> Offset {
        document.offset(TEXT.find(quote).unwrap()).unwrap()
    }

    #[test]
    fn every_word_is_among_the_starts_and_the_likeliest_is_first() {
        let (document, all) = document();
        let starts = document.plausible_starts(Some(Label::Claim), all, document.start(), &[]);
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
        let (document, all) = document();
        let claim = document.span(0..TEXT.find(" Ana").unwrap()).unwrap();
        let marked = [(Label::Claim, claim)];
        let starts = document.plausible_starts(Some(Label::Source), all, claim.end(), &marked);
        assert_eq!(starts.first().map(|start| start.place), Some(at(&document, "Ana")));
    }

    #[test]
    fn every_word_is_among_the_ends_and_the_guess_is_first() {
        let (document, all) = document();
        let ends = |label, start: &str| -> Vec<Offset> {
            let ends = document.plausible_ends(Some(label), at(&document, start), all);
            ends.into_iter().map(|end| end.place).collect()
        };
        assert_eq!(ends(Label::Claim, "“The").first(), Some(&at(&document, " Ana")));
        assert_eq!(ends(Label::Source, "Ana").first(), Some(&at(&document, " said")));
        assert_eq!(ends(Label::Actor, "Ana").first(), Some(&at(&document, ", the mayor")));
        let from_name = ends(Label::Source, "Ana");
        for end in [" Vey", ", said", " denied", " report", " (of", ") that", " that", " leaks", "."] {
            let place = TEXT.rfind(end).unwrap();
            assert!(from_name.contains(&document.offset(place).unwrap()), "before {end:?}");
        }
    }

    #[test]
    fn a_span_that_starts_inside_a_word_may_end_with_it() {
        let (document, all) = document();
        let ends = document.plausible_ends(None, at(&document, "afe"), all);
        assert!(ends.iter().any(|end| end.place == at(&document, ",”")));
    }

    #[test]
    fn what_a_place_is_tells_how_much_it_stands_out() {
        let (document, all) = document();
        let starts = document.plausible_starts(Some(Label::Claim), all, document.start(), &[]);
        let start = |text: &str| starts.iter().find(|start| start.place == at(&document, text)).unwrap().standing;
        assert_eq!(["“The", "She denied", "the mayor"].map(start), [Standing::Strong; 3]);
        assert_eq!(["of May", "that it"].map(start), [Standing::Strong; 2]);
        assert_eq!(["dam", "report", "it leaks"].map(start), [Standing::Soft; 3]);
        assert_eq!(start("is safe"), Standing::Small);
        let ends = document.plausible_ends(Some(Label::Claim), document.start(), all);
        let end = |text: &str| ends.iter().find(|end| end.word == at(&document, text)).unwrap().standing;
        assert_eq!(["safe", "Vey", "May"].map(end), [Standing::Strong; 3]);
        assert_eq!(["dam", "denied"].map(end), [Standing::Soft; 2]);
        assert_eq!(["is", "of May"].map(end), [Standing::Small; 2]);
        let safe = ends.iter().filter(|end| end.word == at(&document, "safe"));
        let mut safe: Vec<&str> =
            safe.map(|end| document.slice(at(&document, "safe").byte()..end.place.byte())).collect();
        safe.sort_unstable();
        assert_eq!(safe, ["safe", "safe,”"]);
    }

    #[test]
    fn an_edge_moves_by_quotes_commas_and_clauses() {
        let (document, _) = document();
        let ends: Vec<_> =
            std::iter::successors(Some(document.start()), |place| document.next_edge(*place, Edge::End, true))
                .skip(1)
                .take(4)
                .map(|place| document.slice(0..place.byte()).rsplit(' ').next().unwrap().to_owned())
                .collect();
        assert_eq!(ends, ["dam", "safe,”", "Vey", "mayor"]);
        let back = document.next_edge(at(&document, "Ana"), Edge::Start, false);
        assert_eq!(back, Some(document.start()));
        assert_eq!(document.next_edge(document.end(), Edge::End, true), None);
        assert_eq!(document.next_edge(document.start(), Edge::Start, false), None);
    }
}
