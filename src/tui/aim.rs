//! Hints: letters in the blanks between the words, each of which takes the word next to it.
//!
//! The likeliest places near where reading is have a small letter each; a row in which any has none carries a capital,
//! which gives the letters to all of that row. So every place in view takes one key or two, and no letter of the text is
//! covered.
//!
//! ```text
//! D  mouth of the Tarrowen, was shut at 4:40 p.m. on Nov. 14 after a lorry
//! E  driver saw a cablef“hangingglike a looseabootlace” above the outer
//! F jlane.kNobodydwas hurt.sSome 58,000 vehicles a day have since been sent
//! ```

pub mod runs;

use crate::model::{Edge, Id, Label, Offset, Place, Prominence, Span};

/// The letters of hints, those that fingers rest on first.
const LETTERS: &str = "fjdkslaghruieowtyvmcnbpqxz";
/// The capitals of rows, from the top of the screen.
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// How many rows above and below where reading is have letters, before a capital gives them to another row.
const REACH: usize = 6;

/// What a hint leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A span starts there.
    Start(Offset),
    /// A span ends there.
    End(Offset),
    /// That annotation, which starts there, or above the view.
    Annotation(Id, Offset),
}

impl Target {
    /// The place it stands for.
    pub fn place(&self) -> Offset {
        match self {
            Self::Start(place) | Self::End(place) | Self::Annotation(_, place) => *place,
        }
    }
}

/// A cell of the text on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Its row, counted from the first one in view.
    pub row: usize,
    /// Its column; 0 is the one on the left of the text.
    pub column: u16,
}

/// One place that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// What its letter takes.
    pub target: Target,
    /// The other places that have no cell of their own, such as the word after the quote.
    pub others: Vec<Offset>,
    /// Where its letter stands.
    pub cell: Cell,
    /// How likely it is next to the others.
    pub likelihood: f32,
    /// How much it stands out.
    pub prominence: Prominence,
    /// Its letter, if it has one at present.
    pub letter: Option<char>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// What is aimed at.
    pub purpose: Purpose,
    /// What is known once the start of a span is.
    pub begun: Option<Begun>,
    /// The hints, likeliest first.
    pub hints: Vec<Hint>,
    /// The capital of each row in view, where it has one.
    pub capitals: Vec<Option<char>>,
    /// The capital that was typed.
    pub picked: Option<char>,
    /// How many of its hints had letters before these, where a row has more than there are letters.
    passed: usize,
    /// The letters that are free.
    letters: Vec<char>,
    /// The row where reading is, counted from the first one in view.
    near: usize,
    /// The text in view when they were made, and how many columns its rows have.
    pub view: (Span, u16),
}

/// What a typed letter came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It is the letter of that hint.
    Hit(Target),
    /// It is the capital of a row, which has the letters now.
    Row,
    /// It is on no hint.
    Unknown,
}

impl Aim {
    /// Hints, likeliest first, seen from the row `near`, with the letters that are free.
    pub fn new(
        (purpose, begun): (Purpose, Option<Begun>),
        view: (Span, u16),
        hints: Vec<Hint>,
        near: usize,
        is_free: impl Fn(char) -> bool,
    ) -> Self {
        let letters: Vec<char> = LETTERS.chars().filter(|&letter| is_free(letter)).collect();
        let capitals: Vec<char> = CAPITALS.chars().filter(|&letter| is_free(letter)).collect();
        let mut aim =
            Self { purpose, begun, hints, capitals: Vec::new(), picked: None, passed: 0, letters, near, view };
        aim.give_letters();
        aim.capitals = aim.give_capitals(&capitals);
        aim
    }

    /// Takes one letter in.
    pub fn take(&mut self, letter: char) -> Typed {
        if let Some(hint) = self.hints.iter().find(|hint| hint.letter == Some(letter)) {
            return Typed::Hit(hint.target.clone());
        }
        if !self.capitals.contains(&Some(letter)) {
            return Typed::Unknown;
        }
        // The same capital again goes on to the rest of a row that has more words than there are letters.
        let again = self.picked == Some(letter);
        self.passed = if again { self.passed.saturating_add(self.letters.len()) } else { 0 };
        self.picked = Some(letter);
        if self.passed >= self.in_picked().count() {
            self.passed = 0;
        }
        self.give_letters();
        Typed::Row
    }

    /// Gives the letters to the row that was picked in hints for another view, as far as it is in this one.
    pub fn pick_as_in(&mut self, before: &Self) {
        if before.picked.is_none() {
            return;
        }
        let Some(first) = before.open().map(|(hint, _)| hint.target.place()).min() else { return };
        let row = self.hints.iter().find(|hint| hint.target.place() == first).map(|hint| hint.cell.row);
        self.picked = row.and_then(|row| self.capitals.get(row).copied().flatten());
        // In rows of another length other words are the first ones.
        let is_cut_alike = self.picked.is_some() && self.view.1 == before.view.1;
        self.passed = if is_cut_alike { before.passed } else { 0 };
        self.give_letters();
    }

    /// Gives the letters back to the rows around; `false` if they are there.
    pub fn unpick(&mut self) -> bool {
        let picked = self.picked.take().is_some();
        self.passed = 0;
        self.give_letters();
        picked
    }

    /// Tells if the picked row has more words than there are letters.
    pub fn goes_on(&self) -> bool {
        self.in_picked().count() > self.letters.len()
    }

    /// The hints that have a letter, each with it.
    pub fn open(&self) -> impl Iterator<Item = (&Hint, char)> {
        self.hints.iter().filter_map(|hint| Some((hint, hint.letter?)))
    }

    /// Tells for each row in view if a hint on it has a letter.
    pub fn lit_rows(&self) -> Vec<bool> {
        let mut lit = vec![false; self.capitals.len()];
        for (hint, _) in self.open() {
            if let Some(row) = lit.get_mut(hint.cell.row) {
                *row = true;
            }
        }
        lit
    }

    fn in_picked(&self) -> impl Iterator<Item = usize> {
        let capital = |row: usize| self.capitals.get(row).copied().flatten();
        let here = move |hint: &Hint| self.picked.is_some() && capital(hint.cell.row) == self.picked;
        self.hints.iter().enumerate().filter(move |(_, hint)| here(hint)).map(|(nth, _)| nth)
    }

    /// Gives the letters to the hints of the picked row, or else to the likeliest around where reading is.
    fn give_letters(&mut self) {
        let near = |hint: &Hint| hint.prominence != Prominence::Small && hint.cell.row.abs_diff(self.near) <= REACH;
        let lettered: Vec<usize> = if self.picked.is_some() {
            self.in_picked().skip(self.passed).take(self.letters.len()).collect()
        } else {
            let hints = self.hints.iter().enumerate().filter(|(_, hint)| near(hint));
            hints.map(|(nth, _)| nth).take(self.letters.len()).collect()
        };
        for hint in &mut self.hints {
            hint.letter = None;
        }
        for (nth, letter) in lettered.into_iter().zip(&self.letters) {
            if let Some(hint) = self.hints.get_mut(nth) {
                hint.letter = Some(*letter);
            }
        }
    }

    /// A capital for each row in which a hint has no letter. Where there are more such rows than capitals, those next to
    /// each other that have the fewest hints share one.
    fn give_capitals(&self, capitals: &[char]) -> Vec<Option<char>> {
        let rows = self.hints.iter().map(|hint| hint.cell.row.saturating_add(1)).max().unwrap_or(0);
        let mut hints = vec![(0_usize, false); rows];
        for hint in &self.hints {
            if let Some((count, lacks)) = hints.get_mut(hint.cell.row) {
                *count = count.saturating_add(1);
                *lacks |= hint.letter.is_none();
            }
        }
        let lacking = hints.iter().enumerate().filter(|(_, (_, lacks))| *lacks);
        let mut blocks: Vec<(Vec<usize>, usize)> = lacking.map(|(row, (count, _))| (vec![row], *count)).collect();
        while blocks.len() > capitals.len().max(1) {
            let pairs = blocks.windows(2).map(|pair| pair.iter().map(|(_, count)| count).sum::<usize>());
            let Some((nth, _)) = pairs.enumerate().min_by_key(|(_, count)| *count) else { break };
            let (rows, count) = blocks.remove(nth.saturating_add(1));
            if let Some(block) = blocks.get_mut(nth) {
                block.0.extend(rows);
                block.1 = block.1.saturating_add(count);
            }
        }
        let mut given = vec![None; rows];
        for ((rows, _), capital) in blocks.into_iter().zip(capitals) {
            for row in rows {
                if let Some(given) = given.get_mut(row) {
                    *given = Some(*capital);
                }
            }
        }
        given
    }
}
