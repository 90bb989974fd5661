//! Finding a quote in an article: exactly, and in one place only, or not at all.

mod near;

use std::fmt::Write as _;

use memchr::memmem;

use crate::model::{Document, Selector, Span};
use crate::tui::display::safe;

use super::lines::{Lines, one_line};

/// What a quote stands between where its context is written with it.
const BRACKETS: (char, char) = ('⟦', '⟧');
/// The most places that are counted; more say no more.
const MAX_PLACES: usize = 1000;
/// The most places that a message lists.
const SHOWN_PLACES: usize = 20;
/// The most characters of a quote that a message repeats.
const SHOWN_CHARACTERS: usize = 60;

/// A piece of text to be found, with what stands around it and, of several such places, which one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) text: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// Counted from 1.
    pub(super) nth: Option<usize>,
}

/// Why a quote leads to no place, in words with a remedy.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unfound(String);

impl Quote {
    /// A quote alone.
    pub(super) fn of(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// A quote in its context, written `before⟦quote⟧after`; `None` where it isn't written so.
    pub(super) fn in_context(text: &str) -> Option<Self> {
        let (prefix, rest) = text.split_once(BRACKETS.0)?;
        let (quote, suffix) = rest.split_once(BRACKETS.1)?;
        let own = |text: &str| text.to_owned();
        (!quote.is_empty()).then(|| Self { text: own(quote), prefix: own(prefix), suffix: own(suffix), nth: None })
    }

    /// Returns whether blanks stand at the ends of the quote, which are no part of what is annotated.
    pub(super) fn has_blank_ends(&self) -> bool {
        self.text.trim() != self.text
    }

    /// The place of the quote in the document, without the blanks at its ends.
    pub(super) fn find(&self, document: &Document) -> Result<Span, Unfound> {
        let blank = || Unfound(format!("{} is nothing but blanks; quote some words", self.shown()));
        if !self.text.is_empty() && self.text.trim().is_empty() {
            return Err(blank());
        }
        document.without_blanks(self.find_as_it_is(document)?).ok_or_else(blank)
    }

    fn find_as_it_is(&self, document: &Document) -> Result<Span, Unfound> {
        let wanted = self.nth.unwrap_or(1);
        let spans: Vec<Span> = self.places(document).take(wanted.max(MAX_PLACES)).collect();
        match (spans.as_slice(), self.nth) {
            ([], _) => Err(self.missing(document)),
            ([only], None) => Ok(*only),
            (spans, Some(nth)) => spans.get(nth.wrapping_sub(1)).copied().ok_or_else(|| self.too_few(spans.len())),
            (spans, None) => Err(self.ambiguous(spans, document)),
        }
    }

    /// Every place of the quote in its context, overlapping ones too, as far as it cuts no character in two.
    fn places(&self, document: &Document) -> impl Iterator<Item = Span> {
        self.bytes(document.text()).filter_map(|start| document.span(start..start + self.text.len()))
    }

    /// The byte of every place of the quote in its context.
    fn bytes(&self, text: &str) -> impl Iterator<Item = usize> {
        let needle = [self.prefix.as_str(), &self.text, &self.suffix].concat();
        let finder = memmem::Finder::new(&needle).into_owned();
        let mut from = 0;
        let found = std::iter::from_fn(move || {
            let rest = text.as_bytes().get(from..)?;
            let at = from + finder.find(rest)?;
            from = at + 1;
            Some(at + self.prefix.len())
        });
        // An empty quote would be found everywhere.
        found.take(if self.text.is_empty() { 0 } else { usize::MAX })
    }

    fn shown(&self) -> String {
        format!("“{}”", one_line(&self.text, SHOWN_CHARACTERS))
    }

    fn ambiguous(&self, spans: &[Span], document: &Document) -> Unfound {
        let lines = Lines::of(document);
        let many = if spans.len() >= MAX_PLACES { "at least " } else { "" };
        let mut message = format!(
            "{} is there {many}{} times; say which with --nth N, --prefix TEXT or --context 'before⟦quote⟧after':",
            self.shown(),
            spans.len()
        );
        for (nth, span) in (1..=SHOWN_PLACES).zip(spans) {
            let Selector { quote, prefix, suffix, .. } = Selector::of(*span, document);
            let (line, _) = lines.position(span.start());
            let context = format!("{prefix}{}{quote}{}{suffix}", BRACKETS.0, BRACKETS.1);
            // Writing to a string can't fail.
            let _ = write!(message, "\n{nth:>4}  line {line}: {}", safe(&context));
        }
        if spans.len() > SHOWN_PLACES {
            let _ = write!(message, "\n      and {} more", spans.len() - SHOWN_PLACES);
        }
        Unfound(message)
    }

    fn too_few(&self, places: usize) -> Unfound {
        let times = if places == 1 { "once".to_owned() } else { format!("{places} times") };
        Unfound(format!("{} is there only {times}, counted from 1", self.shown()))
    }

    fn missing(&self, document: &Document) -> Unfound {
        let shown = self.shown();
        if self.bytes(document.text()).next().is_some() {
            return Unfound(format!(
                "{shown} starts or ends inside a character; take the whole of it, accents and joined parts included"
            ));
        }
        let bare = Self::of(&self.text);
        if !(self.prefix.is_empty() && self.suffix.is_empty()) && bare.places(document).next().is_some() {
            return Unfound(format!("{shown} is there, but not with that text right before or after it; see --nth"));
        }
        Unfound(near::remedy(&self.text, document).map_or_else(
            || format!("{shown} is not in the article; quote it exactly as it stands there"),
            |near| format!("{shown} is not in the article; {near}"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document::new("a.txt", "She said no.\nHe said no, no, no: “I said\n  it twice.” ha ha ha e\u{301}nd").unwrap()
    }

    fn found(quote: &Quote) -> Result<std::ops::Range<usize>, String> {
        quote.find(&document()).map(Span::bytes).map_err(|unfound| unfound.to_string())
    }

    #[test]
    fn a_quote_that_is_there_once_is_found() {
        assert_eq!(found(&Quote::of("He said")), Ok(13..20));
    }

    #[test]
    fn context_tells_places_apart() {
        assert_eq!(found(&Quote::in_context("He ⟦said⟧").unwrap()), Ok(16..20));
        assert_eq!(found(&Quote { suffix: " no.".into(), ..Quote::of("said") }), Ok(4..8));
        assert_eq!(found(&Quote { nth: Some(3), ..Quote::of("said") }), Ok(38..42));
    }

    #[test]
    fn a_context_needs_both_brackets_and_a_quote() {
        assert_eq!(Quote::in_context("said"), None);
        assert_eq!(Quote::in_context("⟧said⟦"), None);
        assert_eq!(Quote::in_context("a⟦⟧b"), None);
    }

    #[test]
    fn an_ambiguous_quote_is_refused_with_each_place_and_how_to_choose() {
        let message = found(&Quote::of("said")).unwrap_err();
        assert!(message.starts_with("“said” is there 3 times; say which with --nth N"), "{message}");
        assert!(message.contains("\n   1  line 1: She ⟦said⟧ no.␊He said no, no"), "{message}");
        assert!(message.contains("\n   3  line 2: "), "{message}");
    }

    #[test]
    fn places_that_overlap_are_two_places() {
        assert!(found(&Quote::of("ha ha")).unwrap_err().contains("2 times"));
    }

    #[test]
    fn a_quote_must_not_cut_a_character_in_two() {
        assert!(found(&Quote::of("ha e")).unwrap_err().contains("inside a character"));
    }

    #[test]
    fn a_number_past_the_last_place_says_how_many_there_are() {
        assert!(found(&Quote { nth: Some(9), ..Quote::of("said") }).unwrap_err().contains("only 3 times"));
        assert!(found(&Quote { nth: Some(2), ..Quote::of("She") }).unwrap_err().contains("only once"));
    }

    #[test]
    fn a_quote_without_its_context_says_so() {
        let message = found(&Quote::in_context("We ⟦said⟧").unwrap()).unwrap_err();
        assert!(message.contains("not with that text right before or after"), "{message}");
    }

    #[test]
    fn an_empty_quote_is_nowhere() {
        assert!(found(&Quote::of("")).is_err());
    }

    #[test]
    fn a_quote_that_is_nearly_there_is_shown_as_it_stands() {
        let message = found(&Quote::of("\"i said it twice.\"")).unwrap_err();
        assert!(message.contains("2:21 has ““I said␊  it twice.””"), "{message}");
    }
}
