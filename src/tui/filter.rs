//! Filters: which annotations say what was written, in any of their parts or in the one that is named.

use crate::model::fold::fold;
use crate::model::{Annotation, AnnotationSet, CHECK_TEXTS, Document, Kind, Label};

use super::pane;

/// A part of an annotation that can be looked into alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Its label.
    Label,
    /// The status of its check, and whether that is open.
    Status,
    /// Who says so.
    Source,
    /// Whoever it is about or comes from.
    Person,
    /// What was written down about it.
    Note,
}

/// Each facet with its name in a filter.
pub const FACETS: &[(Facet, &str)] = &[
    (Facet::Label, "label"),
    (Facet::Status, "status"),
    (Facet::Source, "source"),
    (Facet::Person, "person"),
    (Facet::Note, "note"),
];

/// What annotations are to say: each of some words, in one facet or in any part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As it was written.
    pub written: String,
    words: Vec<Word>,
}

/// One word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// Whether it is not to be said.
    not: bool,
    /// In which facet, if not in any part.
    facet: Option<Facet>,
    /// [Folded](fold), as is what it is compared with.
    text: String,
}

/// What stands before a word that is not to be said.
const NOT: char = '-';

impl Filter {
    /// What was written: words with blanks between, each of them alone or behind a facet and a colon, and behind `-` what
    /// is not to be said.
    pub fn of(written: &str) -> Self {
        let word = |written: &str| {
            let word = written.strip_prefix(NOT).unwrap_or(written);
            let named = word.split_once(':').and_then(|(name, rest)| {
                let facet = FACETS.iter().find(|row| row.1 == name.to_lowercase())?;
                Some((Some(facet.0), rest))
            });
            let (facet, text) = named.unwrap_or((None, word));
            Word { not: word.len() < written.len(), facet, text: fold(text) }
        };
        // A facet that nothing is said of yet asks for nothing.
        let words = written.split_whitespace().map(word).filter(|word| !word.text.is_empty()).collect();
        Self { written: written.to_owned(), words }
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether an annotation says all that is to be said.
    pub fn asks_for(&self, document: &Document, set: &AnnotationSet, annotation: &Annotation) -> bool {
        self.words.iter().filter(|word| !word.not).all(|word| word.is_said(document, set, annotation))
    }

    /// Whether an annotation says something that is not to be said.
    pub fn rules_out(&self, document: &Document, set: &AnnotationSet, annotation: &Annotation) -> bool {
        self.words.iter().filter(|word| word.not).any(|word| word.is_said(document, set, annotation))
    }
}

impl Word {
    fn is_said(&self, document: &Document, set: &AnnotationSet, annotation: &Annotation) -> bool {
        let says = |text: &String| is_like(&self.text, text);
        let says_in = |facet: Facet| texts_of(facet, document, set, annotation).iter().any(says);
        let anywhere = || FACETS.iter().any(|row| says_in(row.0)) || says(&pane::quote(document, annotation));
        self.facet.map_or_else(anywhere, says_in)
    }
}

/// The relations that lead to somebody.
const TO_PEOPLE: [Kind; 3] = [Kind::AttributedTo, Kind::About, Kind::By];

/// What an annotation says in a facet.
fn texts_of(facet: Facet, document: &Document, set: &AnnotationSet, annotation: &Annotation) -> Vec<String> {
    let check = &annotation.check;
    let named = |labels, kinds| named(document, set, annotation, labels, kinds);
    match facet {
        Facet::Label => vec![annotation.label.name().to_owned()],
        Facet::Status if annotation.label != Label::Claim => Vec::new(),
        Facet::Status => {
            vec![check.status.name().to_owned(), if check.is_open() { "open" } else { "done" }.to_owned()]
        }
        Facet::Source => named(&[Label::Source], &[Kind::AttributedTo]),
        Facet::Person => named(&[Label::Source, Label::Actor], &TO_PEOPLE),
        Facet::Note => {
            let evidence = check.evidence.iter().flat_map(|it| [it.source.clone(), it.note.clone()]);
            let of_check = CHECK_TEXTS.iter().filter(|row| row.is_typed() && !row.is_date);
            let written = [&annotation.note].into_iter().chain(of_check.map(|row| check.text(row.text)));
            let tags = annotation.tags.iter().cloned();
            written.cloned().chain(tags).chain(evidence).filter(|text| !text.is_empty()).collect()
        }
    }
}

/// Whoever an annotation names by itself or by a relation.
fn named(
    document: &Document,
    set: &AnnotationSet,
    annotation: &Annotation,
    labels: &[Label],
    kinds: &[Kind],
) -> Vec<String> {
    let itself = labels.contains(&annotation.label).then(|| pane::quote(document, annotation));
    let ties = set.relations_of(&annotation.id).filter(|it| it.from == annotation.id && kinds.contains(&it.kind));
    let others = ties.filter_map(|it| set.get(&it.to)).map(|it| pane::quote(document, it));
    itself.into_iter().chain(others).collect()
}

/// Tells if a text holds a folded word, or has a word that begins like it and holds its letters in their order.
fn is_like(word: &str, text: &str) -> bool {
    let text = fold(text);
    text.contains(word) || text.split(|c: char| !c.is_alphanumeric()).any(|whole| is_short_for(word, whole))
}

fn is_short_for(word: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    let mut wanted = word.chars();
    wanted.next() == letters.next() && wanted.all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_inside_of_others_and_by_some_of_its_letters() {
        for (word, text, expected) in [
            ("brid", "The Lanternhead Bridge", true),
            ("head", "The Lanternhead Bridge", true),
            ("vrf", "verified", true),
            ("éta", "ÉTAT", true),
            ("éta", "E\u{301}TAT", true),
            ("osk's", "Osk’s", true),
            ("bridge", "bri\u{AD}dge", true),
            ("final", "ﬁnal", true),
            ("rfd", "verified", false),
            ("lhd", "The Lanternhead Bridge", true),
            ("hdl", "The Lanternhead Bridge", false),
            ("x", "", false),
        ] {
            assert_eq!(is_like(word, text), expected, "{word} in {text}");
        }
    }

    #[test]
    fn words_stand_alone_or_behind_the_facet_that_is_to_say_them() {
        let filter = Filter::of("Status:OPEN vey note: a:b -label:claim -x -");
        let expected = [
            (false, Some(Facet::Status), "open"),
            (false, None, "vey"),
            (false, None, "a:b"),
            (true, Some(Facet::Label), "claim"),
            (true, None, "x"),
        ];
        let word = |(not, facet, text): (_, _, &str)| Word { not, facet, text: text.to_owned() };
        assert_eq!(filter.words, expected.map(word));
        assert!(Filter::of(" note: -").is_empty());
    }
}
