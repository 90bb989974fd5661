//! The texts of lines beside the text of the article: cut into fragments, and put together again as pieces.

use std::iter::Peekable;
use std::ops::Range;

use super::super::foreign::Piece;
use super::super::python::is_space;
use super::super::unit::{Ruler, Unit};
use super::fragments::joined;
use crate::model::Document;

/// From where to where fragments reach, in the file's unit.
type Places = [(usize, usize)];

/// The text of the article, measured in code points.
pub(super) struct Texts<'a> {
    text: &'a str,
    ruler: Ruler<'a>,
}

impl<'a> Texts<'a> {
    /// The texts of a document.
    pub(super) fn of(document: &'a Document) -> Self {
        Self { text: document.text(), ruler: Ruler::of(document, Unit::CodePoints) }
    }

    /// A line's text with those of the lines after it that are its own: corpora have line ends where brat wants fragments.
    pub(super) fn going_on<'l>(
        &self,
        places: &Places,
        text: &str,
        lines: &mut Peekable<impl Iterator<Item = (&'l str, usize)>>,
    ) -> String {
        let mut whole = text.to_owned();
        let fragments: Option<Vec<&str>> = places.iter().map(|place| self.text.get(self.bytes(*place)?)).collect();
        let fragments = fragments.unwrap_or_default();
        let in_article = fragments.iter().enumerate();
        let mut in_article = in_article.flat_map(|(nth, it)| (nth > 0).then_some(' ').into_iter().chain(it.chars()));
        if !text.chars().all(|c| in_article.next() == Some(c)) {
            return whole;
        }
        while let Some((next, _)) = lines.peek() {
            let mut ahead = in_article.clone();
            let line_end = match ahead.next() {
                Some('\n') => "\n",
                Some('\r') if ahead.next() == Some('\n') => "\r\n",
                _ => break,
            };
            if !next.chars().all(|c| ahead.next() == Some(c)) {
                break;
            }
            whole.push_str(line_end);
            whole.push_str(next);
            in_article = ahead;
            lines.next();
        }
        whole
    }

    /// The pieces that fragments are, each with its part of a line's text.
    pub(super) fn pieces(&self, places: &Places, text: &str) -> Result<Vec<Piece>, String> {
        let units = [Unit::CodePoints, Unit::Utf16, Unit::Bytes];
        let quotes = units.iter().find_map(|unit| cut(text, places, *unit)).ok_or_else(|| {
            let length = places.iter().map(|(start, end)| end.saturating_sub(*start)).sum::<usize>();
            format!("its text is not of the {length} characters that its positions are of")
        })?;
        let standing: Option<Vec<_>> =
            places.iter().zip(&quotes).map(|(place, quote)| self.standing(*place, quote)).collect();
        let Some(standing) = standing else {
            let piece = |(at, quote): (&(usize, usize), &str)| Piece {
                at: Some(*at),
                quote: Some(quote.to_owned()),
                ..Piece::default()
            };
            return Ok(places.iter().zip(quotes).map(piece).collect());
        };
        let pieces = joined(standing, self.text).into_iter().map(|bytes| Piece {
            at: Some((self.ruler.position(bytes.start), self.ruler.position(bytes.end))),
            quote: self.text.get(bytes).map(str::to_owned),
            ..Piece::default()
        });
        Ok(pieces.collect())
    }

    fn bytes(&self, (start, end): (usize, usize)) -> Option<Range<usize>> {
        Some(self.ruler.byte(start)?..self.ruler.byte(end)?)
    }

    /// The bytes of a place if the quote stands there; one white space is as good as another.
    fn standing(&self, place: (usize, usize), quote: &str) -> Option<Range<usize>> {
        let bytes = self.bytes(place)?;
        let same = |(a, b): (char, char)| a == b || (is_space(a) && is_space(b));
        // They are of the same length.
        self.text.get(bytes.clone())?.chars().zip(quote.chars()).all(same).then_some(bytes)
    }
}

/// The text of each place, one space between them and nothing but white space after the last; `None` where that's not so.
fn cut<'t>(text: &'t str, places: &Places, unit: Unit) -> Option<Vec<&'t str>> {
    let mut rest = text;
    let mut quotes = Vec::with_capacity(places.len());
    for (nth, (start, end)) in places.iter().enumerate() {
        if nth > 0 {
            rest = rest.strip_prefix(is_space)?;
        }
        let (quote, after) = rest.split_at(bytes_of(rest, end.checked_sub(*start)?, unit)?);
        quotes.push(quote);
        rest = after;
    }
    rest.chars().all(is_space).then_some(quotes)
}

/// How many bytes so many units of a text are; `None` past its end and inside a character.
fn bytes_of(text: &str, units: usize, unit: Unit) -> Option<usize> {
    let mut left = units;
    for (byte, c) in text.char_indices() {
        if left == 0 {
            return Some(byte);
        }
        left = left.checked_sub(unit.len_of(c))?;
    }
    (left == 0).then_some(text.len())
}
