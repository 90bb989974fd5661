//! Where in an article something is, in the words of editors, and how a piece of it is shown on one line.

use crate::model::{Document, Offset};

/// The lines of an article.
pub(super) struct Lines<'a> {
    document: &'a Document,
    /// The byte each line starts at.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let ends = memchr::memchr_iter(b'\n', document.text().as_bytes());
        Self { document, starts: std::iter::once(0).chain(ends.map(|end| end + 1)).collect() }
    }

    /// The line and column of a place, both from 1; columns count code points.
    pub(super) fn position(&self, place: Offset) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= place.byte()).max(1);
        let start = self.document.offset_at_or_before(self.starts[line - 1]);
        (line, self.document.code_point(place) - self.document.code_point(start) + 1)
    }

    /// The same as text: `12:5`.
    pub(super) fn at(&self, place: Offset) -> String {
        let (line, column) = self.position(place);
        format!("{line}:{column}")
    }
}

/// The text with every run of white space as one blank, cut after `characters`.
pub(super) fn one_line(text: &str, characters: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(characters) {
        Some(_) => line.chars().take(characters.saturating_sub(1)).chain(['…']).collect(),
        None => line,
    }
}

/// How many of something, in words: `1 relation`, `2 relations`.
pub(super) fn many(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// The first few of several names, and how many there are of the thing where that is not all of them.
pub(super) fn listed(names: &[String], thing: &str) -> String {
    const NAMED: usize = 3;
    match names.get(..NAMED) {
        Some(first) if names.len() > NAMED + 1 => {
            format!("{} and {} more ({})", first.join(", "), names.len() - NAMED, many(names.len(), thing))
        }
        _ => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_line_and_column_that_an_editor_says() {
        let document = Document::new("a.txt", "é one\r\n\ntwo").unwrap();
        let lines = Lines::of(&document);
        let at = |byte| lines.at(document.offset(byte).unwrap());
        assert_eq!((at(0), at(3), at(8), at(9)), ("1:1".into(), "1:3".into(), "2:1".into(), "3:1".into()));
        assert_eq!(lines.at(document.end()), "3:4");
    }

    #[test]
    fn a_long_or_broken_text_becomes_one_short_line() {
        assert_eq!(one_line("a \n\t b", 9), "a b");
        assert_eq!(one_line("abcdef", 6), "abcdef");
        assert_eq!(one_line("abcdefg", 6), "abcde…");
    }
}
