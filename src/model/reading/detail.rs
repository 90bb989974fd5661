//! Details: the quotations, figures, dates and names of an article, each of which somebody has to check.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::passage::Passage;
use super::readings::Readings;
use super::understood::Reading;
use crate::model::document::Document;
use crate::model::named::named;
use crate::model::span::{Offset, Span};

mod date;
mod figure;
mod name;
mod words;

use words::Words;

named! {
    /// What kind of thing a detail is.
    DetailKind DETAILS {
        Quotation "quotation" "what stands in quotation marks";
        Figure "figure" "a number in digits or words, with its unit of money or per cent";
        Date "date" "a day, month or year";
        Name "name" "a name that starts with a capital letter";
    }
}

/// A piece of the article that can be checked, marked or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What it is.
    pub kind: DetailKind,
    /// Where it stands; of a quotation with its quotation marks.
    pub span: Span,
}

/// What of an article there is to check, found once: its text never changes.
///
/// Finding it looks at the whole text, which no key should wait for where the article is long. Quotations are those of
/// many languages, figures those in digits and in English words, dates English ones and those in digits; names need a
/// script with capital letters. Quotations inside of others are left out, whatever else stands inside of them is not.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The sentences in text order.
    pub sentences: Vec<Span>,
    /// The details in the order in which they start, the longer before the shorter.
    pub details: Vec<Detail>,
    /// What stands between the marks of the quotations among them, without punctuation, in the same order.
    pub(in crate::model) quoted: Vec<Span>,
    /// The last words of all names of several words.
    last_words: HashSet<String>,
}

impl Readings {
    /// What there is to check in the whole article, told from what is read of it already and a look at the rest.
    pub fn material(&self) -> Material {
        self.document().material_with(|place| self.kept(place))
    }
}

impl Document {
    /// What there is to check in the whole article.
    pub fn material(&self) -> Material {
        self.material_with(|_| None)
    }

    fn material_with(&self, kept: impl Fn(Offset) -> Option<Arc<Reading>>) -> Material {
        let mut found = Found::default();
        let mut sentences = Vec::new();
        let mut at = self.start();
        while at.byte() < self.text().len() {
            let stretch = self.stretch(at);
            let mut look = |passage: &Passage| {
                found.read(self.text(), passage);
                sentences.extend(passage.sentences.iter().filter_map(|bytes| self.span(bytes.clone())));
            };
            match kept(at) {
                Some(reading) => look(&reading.passage),
                None => look(&Passage::of(self.slice(stretch.clone()), stretch.start)),
            }
            at = Offset::max(self.offset_at_or_before(stretch.end), self.next_grapheme(at));
        }
        let (names, last_words) = found.names.settled(self.text());
        let mut details: Vec<Detail> =
            names.map(|bytes| (DetailKind::Name, bytes)).chain(found.others).filter_map(|it| self.detail(it)).collect();
        details.sort_unstable_by_key(|it| (it.span.start(), Reverse(it.span.end())));
        let quotations = details.iter().filter(|it| it.kind == DetailKind::Quotation);
        let quoted = quotations.map(|it| self.words_of(it.span)).collect();
        Material { sentences, details, quoted, last_words }
    }

    /// A span without what is no letter or digit at its edges.
    fn words_of(&self, span: Span) -> Span {
        let text = self.quote(span);
        let words = text.trim_matches(|c: char| !c.is_alphanumeric());
        let start = span.start().byte() + (text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
        self.span(start..start + words.len()).unwrap_or(span)
    }

    fn detail(&self, (kind, bytes): (DetailKind, Range<usize>)) -> Option<Detail> {
        Some(Detail { kind, span: self.span(bytes)? })
    }
}

impl Material {
    /// Whether a name is that of somebody who can be asked: it has several words, or is the last one of such a name.
    pub(in crate::model) fn is_full_name(&self, name: &str) -> bool {
        name.contains(char::is_whitespace) || self.last_words.contains(name)
    }
}

/// What has been found so far.
#[derive(Default)]
struct Found {
    names: name::Names,
    others: Vec<(DetailKind, Range<usize>)>,
}

impl Found {
    fn read(&mut self, text: &str, passage: &Passage) {
        let mut end = 0;
        for quotation in &passage.quotations {
            if quotation.bytes.start >= end && !quotation.words.is_empty() {
                end = quotation.bytes.end;
                self.others.push((DetailKind::Quotation, quotation.bytes.clone()));
            }
        }
        let words = Words { text, passage };
        let mut nth = 0;
        while nth < passage.len() {
            nth = if let Some(end) = words.date_from(nth) {
                self.others.push((DetailKind::Date, words.bytes(nth..end)));
                end
            } else if let Some(end) = words.figure_from(nth) {
                self.others.push((DetailKind::Figure, words.bytes_with_sign(nth..end)));
                end
            } else if let Some(end) = words.name_from(nth) {
                self.names.add(&words, nth..end);
                end
            } else {
                nth + 1
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which details of a kind a text has.
    #[track_caller]
    pub(super) fn check(kind: DetailKind, text: &str, expected: &[&str]) {
        let document = Document::new("a.txt", text).unwrap();
        let material = document.material();
        let found: Vec<_> =
            material.details.iter().filter(|it| it.kind == kind).map(|it| document.quote(it.span)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_outermost_quotations_are_details_and_what_is_in_them_as_well() {
        let text = "“He said ‘go’ to 12 men,” she said. «Oui.»";
        check(DetailKind::Quotation, text, &["“He said ‘go’ to 12 men,”", "«Oui.»"]);
        check(DetailKind::Figure, text, &["12"]);
    }

    #[test]
    fn details_stand_in_the_order_of_the_text_over_all_paragraphs() {
        let document = Document::new("a.txt", "Ana Vey came.\n\nIt cost 3 euros, said Ana Vey.\n").unwrap();
        let material = document.material();
        let all: Vec<_> = material.details.iter().map(|it| document.quote(it.span)).collect();
        assert_eq!(all, ["Ana Vey", "3", "Ana Vey"]);
        assert_eq!(material.sentences.len(), 2);
    }
}
