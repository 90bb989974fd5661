//! Text objects: the pieces of text around a place, each larger than the one before, and the punctuation at their edges.

use std::ops::Range;

use super::lexicon::Class;
use super::passage::Passage;
use super::readings::Readings;
use super::word::{Gap, Word};
use crate::model::document::Document;
use crate::model::quotation_mark::{is_quotation_mark, is_single_mark};
use crate::model::span::Span;

/// More quotations and attributions than these that hold one place are not looked at.
const FARTHEST: usize = 24;

/// What parts a phrase from the next.
const PARTING: Gap = Gap::HARD.and(Gap::COMMA).and(Gap::BRACKET);

/// Words in no name.
const SMALL: Class = Class::DETERMINER.or(Class::PREPOSITION).or(Class::CONJUNCTION).or(Class::AUXILIARY);

impl Readings {
    /// The text objects around a span, each strictly larger than it and holding the one before: word, name or noun
    /// phrase, clause, quotation, sentence, paragraph, document.
    pub fn objects_around(&self, span: Span) -> Vec<Span> {
        let document = self.document();
        let (start, end) = (span.start().byte(), span.end().byte());
        let holds = |bytes: &Range<usize>| bytes.start <= start && bytes.end >= end;
        let mut found: Vec<Range<usize>> = Vec::new();
        // Surest first: what cuts through one of those before it is left out.
        found.push(0..document.text().len());
        let (first, last) = (self.at(span.start()), self.at(document.previous_grapheme(span.end())));
        found.push(document.trimmed(first.bytes.start..last.bytes.end));
        found.extend(sentences_over((&first.passage, start), (&last.passage, end)));
        // Nothing smaller reaches from one paragraph into the next.
        if first.bytes == last.bytes {
            let passage = &first.passage;
            let started = passage.quotations.partition_point(|it| it.bytes.start <= start);
            let quotations = passage.quotations.iter().take(started).rev().take(FARTHEST);
            found.extend(quotations.flat_map(|it| [it.bytes.clone(), it.inner.clone()]));
            let parts = first.attributions.iter().flat_map(|it| [&it.source, &it.claim, &it.rest]).flatten();
            found.extend(parts.filter(|part| holds(part)).take(FARTHEST).cloned());
            found.extend(phrases_over(passage, start, end));
        }
        let mut ladder: Vec<Span> = Vec::new();
        for object in found.into_iter().filter(holds).filter_map(|bytes| document.span(bytes)) {
            let nests = |other: &Span| {
                let (inner, outer) =
                    if object.len_bytes() < other.len_bytes() { (object, *other) } else { (*other, object) };
                outer.start() <= inner.start() && outer.end() >= inner.end() && outer != inner
            };
            if object != span && ladder.iter().all(nests) {
                ladder.push(object);
            }
        }
        ladder.sort_by_key(|object| object.len_bytes());
        ladder
    }

    /// The span without the quotes around it or the punctuation attached at its end, or with them where it has none.
    pub fn toggled_punctuation(&self, span: Span) -> Option<Span> {
        let bare = self.without_quotes(span);
        if bare == span { Some(self.with_quotes(span)).filter(|with| *with != span) } else { Some(bare) }
    }

    /// The span without the quotes and the punctuation at its edges; itself if nothing else is left.
    pub fn without_quotes(&self, span: Span) -> Span {
        let text = self.document().quote(span);
        let marks = SingleMarks::around(self, span);
        let start = span.start().byte();
        let is_inside = |&(at, c): &(usize, char)| !is_edge(c) || marks.is_apostrophe(start + at, c);
        let from = text.char_indices().find(is_inside).map_or(text.len(), |(at, _)| at);
        let to = text.char_indices().rfind(is_inside).map_or(0, |(at, c)| at + c.len_utf8());
        self.document().span(start + from..start + to.max(from)).unwrap_or(span)
    }

    /// The span with the quotes and the punctuation that are attached to its edges.
    pub fn with_quotes(&self, span: Span) -> Span {
        let (start, end) = (span.start().byte(), span.end().byte());
        let stretch = self.document().stretch(span.start());
        let before = self.document().slice(stretch.start.min(start)..start);
        let after = self
            .document()
            .slice(end..self.document().stretch(self.document().previous_grapheme(span.end())).end.max(end));
        let marks = SingleMarks::around(self, span);
        let first = start - before.len();
        let opens = |&(at, c): &(usize, char)| is_quotation_mark(c) && !marks.is_apostrophe(first + at, c);
        let from = before.char_indices().rev().take_while(opens).last().map_or(start, |(at, _)| first + at);
        // A quote that opens what follows stands after a blank, which is where the punctuation ends.
        let closes = |&(at, c): &(usize, char)| is_edge(c) && !marks.is_apostrophe(end + at, c);
        let to = after.char_indices().take_while(closes).last().map_or(end, |(at, c)| end + at + c.len_utf8());
        self.document().span(from..to).unwrap_or(span)
    }
}

impl Document {
    /// A sentence without the mark that ends it, unless that stands inside a quote.
    pub(super) fn without_final_punctuation(&self, span: Span) -> Span {
        let text = self.quote(span);
        let left = text.trim_end_matches(['.', '!', '?', '…', '。', '؟', ',', ';', ':']).len();
        self.span(span.start().byte()..span.start().byte() + left).unwrap_or(span)
    }

    fn trimmed(&self, bytes: Range<usize>) -> Range<usize> {
        let text = self.slice(bytes.clone());
        let start = bytes.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }
}

/// The places where single marks open or close quotations, in bytes of the document; everywhere else they are apostrophes.
struct SingleMarks(Vec<Range<usize>>);

impl SingleMarks {
    fn around(readings: &Readings, span: Span) -> Self {
        let first = readings.at(span.start());
        let last = readings.at(readings.document().previous_grapheme(span.end()));
        let quotations = first.passage.quotations.iter().chain(&last.passage.quotations);
        Self(quotations.flat_map(|it| [it.bytes.start..it.inner.start, it.inner.end..it.bytes.end]).collect())
    }

    fn is_apostrophe(&self, byte: usize, c: char) -> bool {
        is_single_mark(c) && !self.0.iter().any(|mark| mark.contains(&byte))
    }
}

fn is_edge(c: char) -> bool {
    is_quotation_mark(c)
        || matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '。' | '，' | '؟' | '،' | '\u{a0}' | '\u{202f}')
}

/// The sentence or sentences from that with one byte to that before another one, each with the passage it is in.
fn sentences_over((first, start): (&Passage, usize), (last, end): (&Passage, usize)) -> Option<Range<usize>> {
    let from = first.sentences.partition_point(|it| it.end <= start);
    let to = last.sentences.partition_point(|it| it.start < end).checked_sub(1)?;
    Some(first.sentences.get(from)?.start..last.sentences.get(to)?.end)
}

/// The words, names, noun phrases and clauses that some bytes are in.
fn phrases_over(passage: &Passage, start: usize, end: usize) -> Vec<Range<usize>> {
    let first = passage.first_after(|word| word.close.max(word.bracket) <= start);
    let last = passage.word_from(end).saturating_sub(1).max(first);
    if last >= passage.len() {
        return Vec::new();
    }
    let words = first..last + 1;
    let bare = |words: &Range<usize>| passage.word(words.start).start..passage.word(words.end.saturating_sub(1)).end;
    let name = name_around(passage, words.clone());
    let phrase = grown(passage, name.clone(), in_phrase);
    let clause = grown(passage, words.clone(), in_clause);
    let mut found = vec![bare(&words), bare(&name), bare(&phrase), bare(&clause)];
    let (opening, closing) = (passage.word(clause.start), passage.word(clause.end.saturating_sub(1)));
    if opening.mark < opening.start && closing.close > closing.end {
        found.push(opening.mark..closing.close);
    }
    found
}

/// Some words with those before and after them for as long as each goes with the one beside it: `goes` is asked for the
/// number of the later of two neighbours, and whether that is the one to be taken in.
fn grown(passage: &Passage, words: Range<usize>, goes: impl Fn(&Passage, usize, bool) -> bool) -> Range<usize> {
    let Range { mut start, mut end } = words;
    while start > 0 && goes(passage, start, false) {
        start -= 1;
    }
    while end < passage.len() && goes(passage, end, true) {
        end += 1;
    }
    start..end
}

/// The name or the noun with its article around some words.
fn name_around(passage: &Passage, words: Range<usize>) -> Range<usize> {
    let named = grown(passage, words, |passage, nth, _| {
        let (before, here, after) = (passage.word(nth - 1), passage.word(nth), passage.word(nth + 1));
        let name = Class::CAPITAL | Class::TITLE | Class::ROLE | Class::PARTICLE;
        let small = |word: &Word| !word.is(Class::CAPITAL | Class::PARTICLE) && word.is(SMALL);
        // “the mayor of Harn”, but not “left for Harn”.
        let links = here.is(Class::PREPOSITION) && before.is(Class::CAPITAL | Class::ROLE) && after.is(Class::CAPITAL);
        let linked = before.is(Class::PREPOSITION)
            && here.is(Class::CAPITAL)
            && nth.checked_sub(2).is_some_and(|nth| passage.word(nth).is(Class::CAPITAL | Class::ROLE));
        let joins = before.is(name) && here.is(name) && !small(&before) && !small(&here) && !is_when(passage, nth - 1);
        !passage.gap(nth).has(PARTING) && (joins || links || linked)
    });
    let article = named.start.checked_sub(1).filter(|_| !passage.gap(named.start).has(PARTING));
    let article = article.filter(|nth| passage.word(*nth).is(Class::DETERMINER | Class::OWNER));
    article.unwrap_or(named.start)..named.end
}

/// Tells if a word says when, and is no part of the name after it: “Monday Osk said”, “in April Osk said”, but “the Sunday
/// Times” and “April Vey”.
fn is_when(passage: &Passage, nth: usize) -> bool {
    let is_joined = nth > 0 && !passage.gap(nth).has(PARTING);
    let before = if is_joined { passage.word(nth - 1) } else { Word::default() };
    match passage.word(nth) {
        word if word.is(Class::MONTH) => before.is(Class::PREPOSITION | Class::TIME | Class::NUMBER),
        word => word.is(Class::TIME) && !before.is(Class::DETERMINER | Class::CAPITAL),
    }
}

/// Whether two neighbours are in one noun phrase with its prepositions: no verb and nothing that opens a clause.
fn in_phrase(passage: &Passage, nth: usize, later: bool) -> bool {
    let word = passage.word(if later { nth } else { nth - 1 });
    let verb = Class::SPEECH | Class::ATTITUDE | Class::AUXILIARY | Class::SUBJECT | Class::VERBAL | Class::CONJUNCTION;
    let parts = word.is(verb) && !word.is(Class::DETERMINER | Class::PREPOSITION | Class::CAPITAL);
    let is_day = !later && passage.word(nth).is(Class::CAPITAL) && word.is(Class::CAPITAL) && is_when(passage, nth - 1);
    !passage.gap(nth).has(PARTING) && !parts && !is_day
}

/// Whether two neighbours are in one clause: no comma, quote, conjunction or verb of saying parts them.
fn in_clause(passage: &Passage, nth: usize, _later: bool) -> bool {
    let (before, word) = (passage.word(nth - 1), passage.word(nth));
    let opens = word.is(Class::CONJUNCTION) && !word.is(Class::PREPOSITION | Class::AND);
    !passage.gap(nth).has(Gap::HARD | Gap::COMMA) && !opens && !before.is(Class::SPEECH)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn read(text: &str) -> Readings {
        Readings::new(Arc::new(Document::new("a.txt", text).unwrap()))
    }

    fn span(document: &Document, quote: &str) -> Span {
        let start = document.text().find(quote).unwrap();
        document.span(start..start + quote.len()).unwrap()
    }

    /// Checks which objects lie around a piece of a text.
    #[track_caller]
    fn check(text: &str, quote: &str, expected: &[&str]) {
        let readings = read(text);
        let document = readings.document();
        let ladder = readings.objects_around(span(document, quote));
        assert_eq!(ladder.iter().map(|object| document.quote(*object)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_ladder_goes_from_the_word_to_the_document() {
        let text = "One. “The dam is safe, and it holds,” Ana van der Vey said.\n\nTwo.\n";
        check(
            text,
            "af",
            &[
                "safe",
                "The dam is safe",
                "The dam is safe, and it holds,",
                "“The dam is safe, and it holds,”",
                "“The dam is safe, and it holds,” Ana van der Vey said.",
                "One. “The dam is safe, and it holds,” Ana van der Vey said.",
                text,
            ],
        );
    }

    #[test]
    fn a_name_takes_in_its_particles_and_then_what_says_more_of_it() {
        let text = "Ana van der Vey, the mayor of Harn, said the road to the port is closed.";
        check(text, "Vey", &["Ana van der Vey", "Ana van der Vey, the mayor of Harn,", text]);
        check(text, "mayor", &["the mayor of Harn", "Ana van der Vey, the mayor of Harn,", text]);
        let claim = "the road to the port is closed";
        check(text, "port", &["the port", "the road to the port", claim, text]);
    }

    #[test]
    fn a_day_before_a_name_is_no_part_of_it_and_a_first_name_like_a_month_is() {
        for (text, name) in [
            ("It rained. Monday Osk said no.", "Osk"),
            ("In April Osk said no.", "Osk"),
            ("It was told last June Osk said no.", "Osk"),
            ("It was April Osk who said no.", "April Osk"),
            ("They read the Sunday Osk there.", "the Sunday Osk"),
            ("They met on Black Friday Osk there.", "Black Friday Osk"),
        ] {
            let readings = read(text);
            let document = readings.document();
            let around = readings.objects_around(span(document, "sk"));
            let names: Vec<_> = around.iter().map(|object| document.quote(*object)).take(2).collect();
            let found = names.iter().rev().find(|it| name.len() == it.len()).copied();
            assert_eq!(found, Some(name), "{text}: {names:?}");
            let day = names.iter().any(|it| it.len() < 12 && it.len() > name.len() && it.ends_with(" Osk"));
            assert!(!day, "{text}: {names:?}");
        }
    }

    #[test]
    fn punctuation_is_dropped_where_it_is_and_taken_in_where_not() {
        let readings = read("She said: “No more,” twice.");
        let document = readings.document();
        let (with, without) = (span(document, "“No more,”"), span(document, "No more"));
        assert_eq!(readings.toggled_punctuation(with), Some(without));
        assert_eq!(readings.toggled_punctuation(without), Some(with));
        assert_eq!(readings.toggled_punctuation(span(document, "said")), Some(span(document, "said:")));
        assert_eq!(readings.toggled_punctuation(span(document, "She")), None);
    }

    #[test]
    fn an_apostrophe_is_no_punctuation() {
        let readings = read("The workers’ wives call it ‘the bosses’’, as in the ’90s.");
        let document = readings.document();
        let span = |quote| span(document, quote);
        assert_eq!(readings.toggled_punctuation(span("workers")), None);
        assert_eq!(readings.toggled_punctuation(span("workers’")), None);
        assert_eq!(readings.toggled_punctuation(span("’90s.")), Some(span("’90s")));
        assert_eq!(readings.toggled_punctuation(span("’90s")), Some(span("’90s.")));
        assert_eq!(readings.toggled_punctuation(span("90s")), Some(span("90s.")));
        assert_eq!(readings.toggled_punctuation(span("‘the bosses’’")), Some(span("the bosses’")));
    }
}
