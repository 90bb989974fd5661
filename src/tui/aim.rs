//! Hints: short codes over the text, one of which is typed to take the place that it stands on.

use crate::model::{Edge, Id, Label, Offset, Place, Span};

/// The letters of codes, those that fingers rest on first.
const LETTERS: &str = "fjdkslaghruieowtyvmcnbpqxz";

/// What a hint leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A span starts there.
    Start(Offset),
    /// A span ends there; the hint covers what is before it.
    End(Offset),
    /// That annotation, on its first grapheme cluster in view.
    Annotation(Id, Offset),
}

impl Target {
    /// The place it is drawn at.
    pub fn place(&self) -> Offset {
        match self {
            Self::Start(place) | Self::End(place) | Self::Annotation(_, place) => *place,
        }
    }
}

/// One hint on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One letter or two.
    pub code: String,
    /// What typing it takes.
    pub target: Target,
}

/// What is aimed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new annotation of that label.
    Mark(Label),
    /// A further piece of an annotation.
    Piece(Id),
    /// Another place for an annotation.
    Replace(Id),
    /// An edge of the annotation that is being cut.
    Edge(Edge),
    /// The annotation to tie another to.
    Tie,
    /// Where to go.
    Jump,
}

/// A span whose start is aimed already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Its start.
    pub start: Offset,
    /// The annotation that has it, if it was marked with the likeliest end.
    pub id: Option<Id>,
    /// Where the annotation was before.
    pub before: Option<Place>,
}

/// The hints on the screen, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aim {
    /// What is aimed at.
    pub purpose: Purpose,
    /// What is known once the start of a span is.
    pub begun: Option<Begun>,
    /// The hints, likeliest first.
    pub hints: Vec<Hint>,
    /// The first letter of a code of two.
    pub typed: Option<char>,
    /// The text in view when they were made.
    pub view: Span,
}

/// What a typed letter came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is a whole code: of that hint.
    Hit(Target),
    /// It begins codes.
    Begins,
    /// It is in no code.
    Unknown,
}

impl Aim {
    /// Hints on those targets, the likeliest with the shortest codes, made of the letters that `is_free`.
    pub fn new(purpose: Purpose, view: Span, targets: Vec<Target>, is_free: impl Fn(char) -> bool) -> Self {
        let letters: Vec<char> = LETTERS.chars().filter(|&letter| is_free(letter)).collect();
        let codes = codes(targets.len(), &letters);
        let hints = codes.into_iter().zip(targets).map(|(code, target)| Hint { code, target }).collect();
        Self { purpose, begun: None, hints, typed: None, view }
    }

    /// Takes one letter in.
    pub fn take(&mut self, letter: char) -> Typed {
        let code: String = self.typed.into_iter().chain([letter]).collect();
        if let Some(hint) = self.hints.iter().find(|hint| hint.code == code) {
            return Typed::Hit(hint.target.clone());
        }
        if self.typed.is_none() && self.hints.iter().any(|hint| hint.code.starts_with(letter)) {
            self.typed = Some(letter);
            return Typed::Begins;
        }
        Typed::Unknown
    }

    /// The hints that can still be meant, each with the letters of it that are still to be typed.
    pub fn open(&self) -> impl Iterator<Item = (&Hint, &str)> {
        self.hints.iter().filter_map(move |hint| {
            let rest = self.typed.map_or(Some(hint.code.as_str()), |typed| hint.code.strip_prefix(typed));
            rest.filter(|rest| !rest.is_empty()).map(|rest| (hint, rest))
        })
    }
}

/// At most `count` codes of which none begins another, the shortest first. There are fewer where the letters don't suffice.
fn codes(count: usize, letters: &[char]) -> Vec<String> {
    let many = letters.len();
    // With one more letter that only begins codes there is one short code less and so many long ones more.
    let begins = count.saturating_sub(many).div_ceil(many.saturating_sub(1).max(1)).min(many);
    let (whole, begins) = letters.split_at(many.saturating_sub(begins));
    let short = whole.iter().map(char::to_string);
    let long = begins.iter().flat_map(|first| letters.iter().map(move |second| [*first, *second].iter().collect()));
    short.chain(long).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_begins_another_and_the_best_have_one_letter() {
        let letters: Vec<char> = LETTERS.chars().collect();
        for many in [1, 2, 5, 18, 26] {
            for count in 0..=many * many + 3 {
                let codes = codes(count, &letters[..many]);
                assert_eq!(codes.len(), count.min(many * many), "{count} of {many}");
                assert!(codes.is_sorted_by_key(String::len), "{count} of {many}: {codes:?}");
                for (nth, code) in codes.iter().enumerate() {
                    let others = codes.iter().skip(nth + 1);
                    assert!(others.clone().all(|other| !other.starts_with(code.as_str())), "{code} in {codes:?}");
                }
            }
        }
    }

    #[test]
    fn each_letter_is_there_once() {
        let mut letters: Vec<char> = LETTERS.chars().collect();
        letters.sort_unstable();
        assert_eq!(letters.iter().collect::<String>(), "abcdefghijklmnopqrstuvwxyz");
    }
}
