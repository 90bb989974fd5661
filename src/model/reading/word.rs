//! Words as a passage knows them, and what stands between them.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::BitOr;

use super::lexicon::Class;

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const SPACE: Self = Self(1);
    pub(super) const COMMA: Self = Self(1 << 1);
    /// A full stop or what stands for one, also after an abbreviation.
    pub(super) const STOP: Self = Self(1 << 2);
    pub(super) const COLON: Self = Self(1 << 3);
    pub(super) const SEMICOLON: Self = Self(1 << 4);
    pub(super) const DASH: Self = Self(1 << 5);
    /// A quotation starts.
    pub(super) const OPEN: Self = Self(1 << 6);
    /// A quotation ends.
    pub(super) const CLOSE: Self = Self(1 << 7);
    pub(super) const BRACKET: Self = Self(1 << 8);
    /// A line ends.
    pub(super) const LINE: Self = Self(1 << 9);
    /// A paragraph ends.
    pub(super) const PARAGRAPH: Self = Self(1 << 10);
    /// A sentence starts.
    pub(super) const SENTENCE: Self = Self(1 << 11);
    /// Nothing but what joins the two into one, such as a hyphen.
    pub(super) const JOINT: Self = Self(1 << 12);
    /// For a packed word alone: it stands inside a quotation.
    const QUOTED: Self = Self(1 << 13);
    /// What no phrase goes beyond.
    pub(super) const HARD: Self =
        Self(Self::COLON.0 | Self::SEMICOLON.0 | Self::DASH.0 | Self::OPEN.0 | Self::CLOSE.0 | Self::SENTENCE.0);

    /// What a piece of text between two words is, its quotes apart.
    pub(super) fn of(text: &str) -> Self {
        let mut bits = 0;
        let mut previous = None;
        for c in text.chars() {
            bits |= match c {
                '\n' if bits & Self::LINE.0 != 0 => Self::PARAGRAPH.0,
                '\n' => Self::LINE.0 | Self::SPACE.0,
                ',' | '،' | '、' | '，' => Self::COMMA.0,
                '.' | '?' | '!' | '…' | '。' | '？' | '！' | '؟' => Self::STOP.0,
                ':' | '：' => Self::COLON.0,
                ';' | '；' | '؛' => Self::SEMICOLON.0,
                '—' | '–' | '―' => Self::DASH.0,
                '-' if matches!(previous, Some('-' | ' ')) => Self::DASH.0,
                '(' | ')' | '[' | ']' => Self::BRACKET.0,
                c if c.is_whitespace() => Self::SPACE.0,
                _ => 0,
            };
            previous = Some(c);
        }
        let joins = matches!(text, "-" | "‑" | "/" | "'" | "’" | "");
        Self(if joins { Self::JOINT.0 } else { bits })
    }

    /// Whether it is any of those.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is this if `condition` holds.
    pub(super) fn with_if(self, other: Self, condition: bool) -> Self {
        if condition { self.and(other) } else { self }
    }
}

impl BitOr for Gap {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// A word, in bytes of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the opening quote or the sign before it starts; its own start where there is none.
    pub(super) mark: usize,
    /// Where the closing quote after it ends, with the punctuation inside; its own end where there is none.
    pub(super) close: usize,
    /// Where the bracket that closes after it ends; its own end where there is none.
    pub(super) bracket: usize,
    /// Where the comma or full stop ends that is attached to all of these; the end of the last of them where there is none.
    pub(super) point: usize,
    /// Where it ends without `’s` and the like; its own end where it has none.
    pub(super) stem: usize,
    pub(super) class: Class,
    /// What stands before it.
    pub(super) gap: Gap,
    /// The number of its sentence in the passage.
    pub(super) sentence: u16,
    /// Whether it stands inside a quotation.
    pub(super) quoted: bool,
}

impl Word {
    /// Whether it is any of those.
    pub(super) const fn is(&self, any: Class) -> bool {
        self.class.has(any)
    }
}

/// A word as it is kept: it starts so many bytes after its passage, which is short, and its other places are told by how
/// far they are from its own start or end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    start: u32,
    length: u32,
    /// Back from its start.
    mark: u16,
    /// On from its end.
    close: u16,
    bracket: u16,
    point: u16,
    /// Back from its end.
    stem: u16,
    sentence: u16,
    class: Class,
    gap: Gap,
}

impl Packed {
    /// A word of a passage that starts at byte `start` of its document.
    pub(super) fn of(word: &Word, start: usize) -> Self {
        let near = |from: usize, to: usize| u32::try_from(to.saturating_sub(from)).unwrap_or(u32::MAX);
        // A row of tens of thousands of quotes and commas is nothing that belongs to a word.
        let attached = |from: usize, to: usize| u16::try_from(to.saturating_sub(from)).unwrap_or(0);
        Self {
            start: near(start, word.start),
            length: near(word.start, word.end),
            mark: attached(word.mark, word.start),
            close: attached(word.end, word.close),
            bracket: attached(word.end, word.bracket),
            point: attached(word.end, word.point),
            stem: attached(word.stem, word.end),
            sentence: word.sentence,
            class: word.class,
            gap: word.gap.with_if(Gap::QUOTED, word.quoted),
        }
    }

    /// The word, if its passage starts at byte `start` of the document.
    pub(super) fn unpacked(&self, start: usize) -> Word {
        let start = start.saturating_add(self.start as usize);
        let end = start.saturating_add(self.length as usize);
        let on = |bytes: u16| end.saturating_add(usize::from(bytes));
        Word {
            start,
            end,
            mark: start.saturating_sub(usize::from(self.mark)),
            close: on(self.close),
            bracket: on(self.bracket),
            point: on(self.point),
            stem: end.saturating_sub(usize::from(self.stem)),
            class: self.class,
            gap: self.gap(),
            sentence: self.sentence,
            quoted: self.gap.has(Gap::QUOTED),
        }
    }

    /// The number of its sentence in the passage.
    pub(super) fn sentence(&self) -> usize {
        usize::from(self.sentence)
    }

    /// What stands before it.
    pub(super) fn gap(&self) -> Gap {
        Gap(self.gap.0 & !Gap::QUOTED.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_kept_as_it_is_in_less_than_half_of_the_room() {
        let word = Word {
            start: 1010,
            end: 1017,
            mark: 1007,
            close: 1020,
            bracket: 1018,
            point: 1021,
            stem: 1015,
            class: Class::CAPITAL,
            gap: Gap::SPACE | Gap::OPEN,
            sentence: 3,
            quoted: true,
        };
        let again = Packed::of(&word, 1000).unpacked(1000);
        assert_eq!(format!("{again:?}"), format!("{word:?}"));
        assert!(size_of::<Packed>() * 5 / 2 <= size_of::<Word>(), "{}", size_of::<Packed>());
    }

    #[test]
    fn what_is_attached_to_a_word_without_end_is_left_off() {
        let word = Word { start: 10, end: 12, close: 12 + 70_000, ..Word::default() };
        assert_eq!(Packed::of(&word, 0).unpacked(0).close, 12);
    }
}
