//! Candidates: what a label key may mean in a sentence, the most plausible span first.

use std::ops::Range;

use super::outlook::{Outlook, PerMille};
use super::ranked::{Ranked, best_ends, first_words, ranked_starts};
use super::understood::{CompactCandidate, Likeliest, Reading};
use crate::model::document::Document;
use crate::model::label::{LABELS, Label};
use crate::model::span::{Span, Spans};

/// The most candidates that are offered; past that, hints are quicker.
pub(super) const MOST: usize = 12;
/// How many starts are looked at, and how many ends of each.
const STARTS: usize = 8;
const ENDS: usize = 3;
/// How much less likely a span starts before the last mark of its sentence than after it.
const BEFORE: f32 = 0.2;
/// How much more likely than its first half the whole of a quotation is that its speaker cuts in two.
const WHOLE: f32 = 0.6;
/// How much less likely a source is inside a marked claim, or a claim around a marked source.
const WITHIN: f32 = 0.05;

/// The likelihoods, out of a thousand, at which at least 7 of 10 first candidates are exact (`tests/effort` counts them);
/// actors and denials are never sure, since too few are known to tell.
const SURE: &[(Label, Range<PerMille>)] = &[(Label::Source, 450..1001), (Label::Claim, 450..750)];

/// A place that a label key may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The place.
    pub place: Spans,
    /// How likely it is the one that is meant, out of a thousand.
    pub likelihood: u16,
}

impl Candidate {
    #[expect(clippy::cast_sign_loss, reason = "no likelihood is below nothing")]
    fn new(place: Spans, worth: f32) -> Self {
        Self { place, likelihood: (worth.min(1.0) * 1000.0) as u16 }
    }

    /// Tells if it is sure enough to be shown as what the key of that label takes.
    pub fn is_sure(&self, label: Label) -> bool {
        SURE.iter().any(|(sure, likelihoods)| *sure == label && likelihoods.contains(&self.likelihood))
    }
}

impl Likeliest {
    /// The likeliest candidates of all sentences of a stretch.
    pub(super) fn of_all(document: &Document, reading: &Reading) -> Vec<Self> {
        let outlook = Outlook::on(reading, &[]);
        let sentences = reading.passage.sentences.iter().filter_map(|bytes| document.span(bytes.clone()));
        let of = |sentence: Span| {
            let mut likeliest = [CompactCandidate::default(); LABELS.len()];
            for (kept, row) in likeliest.iter_mut().zip(LABELS) {
                let first = candidates(document, &outlook, row.label, sentence, &[], 1).pop();
                *kept = CompactCandidate::of(first.as_ref(), reading.bytes.start);
            }
            Self(likeliest)
        };
        sentences.map(of).collect()
    }
}

impl CompactCandidate {
    fn of(candidate: Option<&Candidate>, start: usize) -> Self {
        let Some(Candidate { place, likelihood }) = candidate else { return Self::default() };
        let near = |byte: usize| u32::try_from(byte.saturating_sub(start)).unwrap_or(u32::MAX);
        let mut pieces = place.as_slice().iter().map(|it| (near(it.start().byte()), near(it.end().byte())));
        let first = pieces.next().unwrap_or_default();
        Self { first, second: pieces.next().unwrap_or_default(), likelihood: *likelihood }
    }

    pub(super) fn candidate(&self, document: &Document, start: usize) -> Option<Candidate> {
        let far = |(from, to): (u32, u32)| document.span(start + from as usize..start + to as usize);
        let place = Spans::from(far(self.first)?);
        let place = far(self.second).map_or(place.clone(), |second| place.and(second));
        Some(Candidate { place, likelihood: self.likelihood })
    }
}

/// The first so many of the candidates for a label in a sentence.
pub(super) fn candidates(
    document: &Document,
    outlook: &Outlook,
    label: Label,
    sentence: Span,
    marked: &[(Label, Span)],
    most: usize,
) -> Vec<Candidate> {
    let passage = outlook.passage;
    let own: Vec<Span> = marked.iter().filter(|(other, _)| *other == label).map(|(_, span)| *span).collect();
    let overlaps = |place: &Spans| own.iter().any(|span| meets(place, *span));
    let worth = |place: &Spans, worth: f32| {
        let is_within = marked.iter().any(|(other, span)| is_apart(label, *other) && meets(place, *span));
        if is_within { worth * WITHIN } else { worth }
    };
    let fallback = document.without_final_punctuation(sentence);
    let mut found = certain(document, outlook, label, sentence);
    found.push((Spans::from(fallback), 0.0));
    let words = passage.word_from(sentence.start().byte())..passage.word_from(sentence.end().byte());
    // What is marked further on says nothing about what comes next here.
    let so_far = marked.iter().filter(|(_, span)| span.start() < sentence.end());
    let from = so_far.map(|(_, span)| span.end().byte()).max().unwrap_or_default();
    let mut starts = Vec::with_capacity(words.len());
    starts.extend(first_words(outlook, Some(label), words));
    let ranked = ranked_starts(&starts, Some(label), from, BEFORE, marked);
    for Ranked { byte: start, value: likely, .. } in ranked.into_iter().take(STARTS) {
        // No place is likelier than its start: where one alone is asked for, it may be known already.
        if most == 1 && found.iter().any(|(place, worth)| *worth >= likely && !overlaps(place)) {
            break;
        }
        for (end, share) in best_ends(outlook, Some(label), start, ENDS) {
            let Some(span) = document.span(start..end) else {
                continue;
            };
            let place = Spans::from(span);
            let whole = whole(document, outlook, label, span);
            found.push((place.clone(), worth(&place, likely * share)));
            found.extend(whole.map(|whole| (whole.clone(), worth(&whole, likely * share * WHOLE))));
        }
    }
    found.sort_by(|(one, value), (other, worth)| {
        overlaps(one).cmp(&overlaps(other)).then_with(|| worth.total_cmp(value))
    });
    let mut offered: Vec<Candidate> = Vec::new();
    for (place, worth) in found {
        let is_marked = own.iter().any(|span| place.as_slice() == [*span]);
        if offered.len() < most && !is_marked && !offered.iter().any(|it| it.place == place) {
            offered.push(Candidate::new(place, worth));
        }
    }
    if offered.is_empty() {
        offered.push(Candidate::new(Spans::from(fallback), 0.0));
    }
    offered
}

/// The places for a label in a sentence that are likelier than any other.
fn certain(document: &Document, outlook: &Outlook, label: Label, sentence: Span) -> Vec<(Spans, f32)> {
    let attributions = &outlook.reading.attributions;
    let mut found = Vec::new();
    // Of a quotation that goes on in the next sentence, the speaker is there.
    let inside = |bytes: &Range<usize>| bytes.start <= sentence.start().byte() && sentence.end().byte() < bytes.end;
    let speaker = attributions.iter().find(|it| it.claim.as_ref().is_some_and(inside));
    if label == Label::Source
        && let Some(span) = speaker.and_then(|it| it.source.clone()).and_then(|bytes| document.span(bytes))
    {
        found.push((Spans::from(span), f32::MAX));
    }
    // Where it is attributed to no source, the article itself says it: all of the sentence is what can be checked.
    let touches = |bytes: &Range<usize>| bytes.start < sentence.end().byte() && sentence.start().byte() < bytes.end;
    if label == Label::Claim && !attributions.iter().any(|it| it.claim.as_ref().is_some_and(touches)) {
        found.push((Spans::from(document.without_final_punctuation(sentence)), f32::MAX));
    }
    found
}

/// The span with the second half of the quotation or clause that its speaker cuts in two, if it is a first half.
fn whole(document: &Document, outlook: &Outlook, label: Label, span: Span) -> Option<Spans> {
    if !matches!(label, Label::Claim | Label::Denial) {
        return None;
    }
    let halved = outlook.reading.attributions.iter().find(|it| it.claim.as_ref() == Some(&span.bytes()))?;
    let rest = document.span(halved.rest.clone()?)?;
    Some(Spans::from(span).and(rest))
}

/// Tells if two labels seldom share text: who says it is not part of what is said.
fn is_apart(one: Label, other: Label) -> bool {
    matches!(
        (one, other),
        (Label::Source, Label::Claim | Label::Denial) | (Label::Claim | Label::Denial, Label::Source)
    )
}

fn meets(place: &Spans, span: Span) -> bool {
    place.as_slice().iter().any(|piece| piece.overlaps(span))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::reading::edge::Edge;
    use crate::model::reading::readings::Readings;
    use crate::model::reading::sentence::sentences;

    const ALL: [Option<Label>; 5] =
        [Some(Label::Actor), Some(Label::Claim), Some(Label::Source), Some(Label::Denial), None];

    fn read(text: &str) -> Readings {
        Readings::new(Arc::new(Document::new("a.txt", text).unwrap()))
    }

    fn whole(document: &Document) -> Span {
        document.span(0..document.text().len()).unwrap()
    }

    /// The best candidate of a label in the first sentence of a text, after those marked as sources and claims.
    fn best(text: &str, label: Label, marked: &[(Label, &str)]) -> Vec<String> {
        let readings = read(text);
        let document = readings.document();
        let sentence = sentences(text).next().and_then(|bytes| document.span(bytes)).unwrap();
        let span = |quote: &str| {
            let start = text.find(quote).unwrap();
            document.span(start..start + quote.len()).unwrap()
        };
        let marked: Vec<_> = marked.iter().map(|(label, quote)| (*label, span(quote))).collect();
        let found = readings.candidates(label, sentence, &marked);
        found.first().unwrap().place.as_slice().iter().map(|piece| document.quote(*piece).to_owned()).collect()
    }

    /// Checks what is offered first for source and claim.
    #[track_caller]
    fn check(text: &str, source: &str, claim: &[&str]) {
        assert_eq!(best(text, Label::Source, &[]), [source], "{text}");
        assert_eq!(best(text, Label::Claim, &[]), claim, "{text}");
    }

    #[test]
    fn a_verb_of_saying_parts_the_source_from_the_claim() {
        check("Ana van der Vey said that the dam was safe.", "Ana van der Vey", &["that the dam was safe"]);
        check("“The dam is safe,” Minister Orlan said.", "Minister Orlan", &["“The dam is safe,”"]);
        check("\"It holds,\" said a spokesman for the ministry.", "a spokesman for the ministry", &["\"It holds,\""]);
        check("According to Harn police, the road is shut.", "Harn police", &["the road is shut"]);
        check("The road is shut, according to Harn police.", "Harn police", &["The road is shut"]);
        check("He told reporters that the road was shut.", "He", &["that the road was shut"]);
    }

    #[test]
    fn an_apposition_belongs_to_the_source_with_its_comma() {
        check("Ana Vey, the mayor of Harn, said the dam leaks.", "Ana Vey, the mayor of Harn,", &["the dam leaks"]);
    }

    #[test]
    fn the_source_of_a_quotation_of_several_sentences_stands_after_it() {
        let text = "“It holds. It always did,” Minister Orlan said.";
        assert_eq!(best(text, Label::Source, &[]), ["Minister Orlan"]);
    }

    #[test]
    fn what_nobody_says_is_claimed_by_the_whole_sentence() {
        assert_eq!(
            best("The dam was built in 1931 for 4 million crowns.", Label::Claim, &[]),
            ["The dam was built in 1931 for 4 million crowns"]
        );
    }

    #[test]
    fn a_source_is_looked_for_outside_of_the_marked_claim() {
        let claim = "Orlan has “enormous respect” for the army and regrets the plan the K.R. has made";
        let text = format!("But Vey said {claim}.");
        assert_eq!(best(&text, Label::Source, &[(Label::Claim, claim)]), ["Vey"]);
    }

    #[test]
    fn a_denial_is_what_is_denied() {
        let text = "The company denied that it had known of the leak.";
        assert_eq!(best(text, Label::Denial, &[]), ["that it had known of the leak"]);
    }

    #[test]
    fn an_actor_is_a_name() {
        assert_eq!(best("On Monday, Ana Vey left the town.", Label::Actor, &[]), ["Ana Vey"]);
    }

    #[test]
    fn a_quotation_cut_by_its_speaker_is_offered_in_one_piece_and_in_two() {
        let text = "“The dam,” he said, “is safe.”";
        let readings = read(text);
        let document = readings.document();
        let found = readings.candidates(Label::Claim, whole(document), &[]);
        let shown: Vec<Vec<_>> =
            found.iter().map(|it| it.place.as_slice().iter().map(|piece| document.quote(*piece)).collect()).collect();
        assert!(shown.iter().take(3).any(|it| *it == ["“The dam,”", "“is safe.”"]), "{shown:?}");
    }

    #[test]
    fn what_is_marked_is_not_offered_again() {
        let text = "“The dam is safe,” Minister Orlan said.";
        assert_ne!(best(text, Label::Claim, &[(Label::Claim, "“The dam is safe,”")]), ["“The dam is safe,”"]);
        assert_eq!(best(text, Label::Source, &[(Label::Claim, "“The dam is safe,”")]), ["Minister Orlan"]);
    }

    proptest! {
        #[test]
        fn everything_found_lies_in_the_text_on_grapheme_boundaries(
            text in "([\\PC]|[“”\"'«»‘’„,.!?:;()\n ]|said |Vey |[a-z]{1,4} |e\u{301}|👩‍🔬|你|مرحبا ){1,60}",
            from in 0_usize..200,
        ) {
            let readings = read(&text);
            let document = readings.document();
            let all = whole(document);
            let place = document.offset_at_or_before(from);
            let sentence = Span::between(place, document.end()).unwrap_or(all);
            let marked = [(Label::Claim, sentence)];
            for label in ALL {
                let starts = readings.plausible_starts(label, all, place, &marked);
                prop_assert!(starts.iter().all(|start| start.place < document.end()));
                let ends = readings.plausible_ends(label, place, all);
                prop_assert!(ends.iter().all(|end| end.place > place && end.place <= document.end()));
            }
            for row in LABELS {
                prop_assert!(!readings.candidates(row.label, sentence, &marked).is_empty());
            }
            let mut inner = sentence;
            for object in readings.objects_around(sentence) {
                prop_assert!(object.start() <= inner.start() && object.end() >= inner.end() && object != inner);
                inner = object;
            }
            for edge in [Edge::Start, Edge::End] {
                prop_assert!(readings.next_edge(place, edge, true).is_none_or(|found| found > place));
                prop_assert!(readings.next_edge(place, edge, false).is_none_or(|found| found < place));
            }
            readings.toggled_punctuation(sentence);
        }
    }
}
