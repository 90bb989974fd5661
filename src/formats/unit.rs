//! What positions in a file count, and what they are in the text.

use crate::model::Document;

/// What the positions of a format count, from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units: what JavaScript and Java call characters.
    Utf16,
    /// Bytes of the text as UTF-8.
    Bytes,
    /// The format has no positions.
    None,
}

impl Unit {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code points",
            Self::Utf16 => "UTF-16 units",
            Self::Bytes => "bytes",
            Self::None => "none",
        }
    }

    /// How many of them a character is.
    pub(crate) const fn len_of(self, c: char) -> usize {
        match self {
            Self::CodePoints => 1,
            Self::Utf16 => c.len_utf16(),
            Self::Bytes => c.len_utf8(),
            Self::None => 0,
        }
    }
}

/// How far apart the places are that a ruler remembers, in bytes.
const STEP_BYTES: usize = 1024;

/// A document with its text measured in one unit, so that each position is found without reading all before it.
pub(crate) struct Ruler<'a> {
    text: &'a str,
    unit: Unit,
    /// Places at characters' starts, about [`STEP_BYTES`] apart: how many units are before them, and how many bytes.
    marks: Vec<(usize, usize)>,
    /// The same of the end of the text.
    end: (usize, usize),
}

impl<'a> Ruler<'a> {
    /// Measures a document; a unit of [`Unit::None`] has no positions.
    pub(crate) fn of(document: &'a Document, unit: Unit) -> Self {
        let text = document.text();
        let mut marks = vec![(0, 0)];
        let (mut units, mut next) = (0, STEP_BYTES);
        for (byte, c) in text.char_indices() {
            if byte >= next {
                marks.push((units, byte));
                next = byte.saturating_add(STEP_BYTES);
            }
            units += unit.len_of(c);
        }
        Self { text, unit, marks, end: (units, text.len()) }
    }

    /// The byte of the text that a position stands for; `None` past the end and inside a character.
    pub(crate) fn byte(&self, position: usize) -> Option<usize> {
        if position == self.end.0 {
            return Some(self.end.1);
        }
        let (mut units, byte) = self.last_mark(|mark| mark.0 <= position)?;
        for (nth, c) in self.text.get(byte..)?.char_indices() {
            if units >= position {
                return (units == position).then_some(byte + nth);
            }
            units += self.unit.len_of(c);
        }
        None
    }

    /// The position that stands for a byte of the text at a character's start.
    pub(crate) fn position(&self, byte: usize) -> usize {
        let Some((units, start)) = self.last_mark(|mark| mark.1 <= byte) else { return 0 };
        let between = self.text.get(start..byte).unwrap_or_default();
        units + between.chars().map(|c| self.unit.len_of(c)).sum::<usize>()
    }

    fn last_mark(&self, holds: impl Fn(&(usize, usize)) -> bool) -> Option<(usize, usize)> {
        self.marks.get(self.marks.partition_point(holds).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_position_is_found_again(text in "(\\PC|[\u{1F98A}é\r\n\u{2028}]){1,3000}") {
            let document = Document::new("a.txt", text.as_str()).unwrap();
            for (unit, count) in [
                (Unit::CodePoints, text.chars().count()),
                (Unit::Utf16, text.encode_utf16().count()),
                (Unit::Bytes, text.len()),
            ] {
                let ruler = Ruler::of(&document, unit);
                for (byte, _) in text.char_indices().step_by(7) {
                    prop_assert_eq!(ruler.byte(ruler.position(byte)), Some(byte));
                }
                prop_assert_eq!(ruler.position(text.len()), count);
                prop_assert_eq!(ruler.byte(count), Some(text.len()));
                prop_assert_eq!(ruler.byte(count + 1), None);
            }
        }
    }

    #[test]
    fn a_position_inside_a_character_is_none() {
        let document = Document::new("a.txt", "a🦊b").unwrap();
        assert_eq!(Ruler::of(&document, Unit::Utf16).byte(2), None);
        assert_eq!(Ruler::of(&document, Unit::Utf16).byte(3), Some(5));
        assert_eq!(Ruler::of(&document, Unit::Bytes).byte(3), None);
        assert_eq!(Ruler::of(&document, Unit::CodePoints).byte(2), Some(5));
    }
}
