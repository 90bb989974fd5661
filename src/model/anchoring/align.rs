//! Where an edited piece of text stands in a stretch of another, and where its parts have come to lie.
//!
//! The distance is found with the bit-parallel algorithm of G. Myers, A fast bit-vector algorithm for approximate string
//! matching based on dynamic programming (1999), over several words as by H. Hyyrö, A bit-vector algorithm for computing
//! Levenshtein and Damerau edit distances (2003). Only for the stretch that is taken are the edits themselves worked
//! out, in a band about as wide as there are edits, after E. Ukkonen, Algorithms for approximate string matching (1985).

/// How many bits a word has.
const WORD: usize = u64::BITS as usize;

/// A piece of text to look for.
pub(super) struct Pattern {
    characters: Vec<char>,
    /// Its different characters, sorted.
    distinct: Vec<char>,
    /// The number of each ASCII character among them, or one more than the last.
    ascii: [u8; 128],
    words: usize,
    /// For each different character the positions where it stands, a bit each; at the end those of any other: none.
    positions: Vec<u64>,
}

/// Where a pattern fits best into a stretch of text: its last part ends there, and so many edits it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// How many characters of the stretch lie before its end.
    pub(super) end: usize,
    /// Characters inserted, left out or replaced.
    pub(super) edits: usize,
}

/// What has become of one part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The characters of the stretch that it has become, by their numbers; `start` equals `end` where it is gone.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many of its own characters are there unchanged.
    pub(super) unchanged: usize,
    /// How many edits fall on what stands before it and behind it.
    pub(super) edits_before: usize,
    pub(super) edits_behind: usize,
}

impl Pattern {
    pub(super) fn new(characters: Vec<char>) -> Self {
        let words = characters.len().div_ceil(WORD);
        let mut distinct = characters.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let mut positions = vec![0; words * (distinct.len() + 1)];
        for (nth, c) in characters.iter().enumerate() {
            if let Ok(found) = distinct.binary_search(c) {
                positions[found * words + nth / WORD] |= 1 << (nth % WORD);
            }
        }
        // There are no more than 128 of them, and they come first.
        let mut ascii = [0; 128];
        for (c, number) in (0..128_u8).zip(&mut ascii) {
            *number = distinct.binary_search(&char::from(c)).map_or(u8::MAX, |found| found as u8);
        }
        Self { characters, distinct, ascii, words, positions }
    }

    /// Where a character stands in the pattern.
    fn positions(&self, c: char) -> &[u64] {
        let found = match self.ascii.get(c as usize) {
            Some(&u8::MAX) => self.distinct.len(),
            Some(&number) => usize::from(number),
            None => self.distinct.binary_search(&c).unwrap_or(self.distinct.len()),
        };
        &self.positions[found * self.words..][..self.words]
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    /// How much work [`Self::fit`] is for a stretch of so many characters, in steps of a few nanoseconds.
    pub(super) fn work(&self, characters: usize) -> usize {
        self.words.saturating_mul(characters)
    }

    /// Where it fits best into a stretch of text, the first of several such places.
    pub(super) fn fit(&self, stretch: &[char]) -> Fit {
        let mut columns: Vec<Column> = vec![Column { plus: !0, minus: 0 }; self.words];
        let last_bit = (self.len() + WORD - 1) % WORD;
        let mut edits = self.len();
        let mut best = Fit { end: 0, edits };
        let Some((last, others)) = columns.split_last_mut() else { return best };
        for (nth, c) in stretch.iter().enumerate() {
            let equal = self.positions(*c);
            // The pattern may start anywhere, so nothing comes in from above the first row.
            let mut carry = 0;
            for (column, equal) in others.iter_mut().zip(equal) {
                carry = column.step(*equal, carry, WORD - 1);
            }
            carry = last.step(equal.last().copied().unwrap_or_default(), carry, last_bit);
            edits = edits.saturating_add_signed(carry);
            if edits < best.edits {
                best = Fit { end: nth + 1, edits };
            }
        }
        best
    }

    /// What has become of the characters `part` of the pattern where it fits as said.
    pub(super) fn part(&self, part: std::ops::Range<usize>, stretch: &[char], fit: Fit) -> Part {
        Band::fill(&self.characters, stretch, fit).trace(&self.characters, stretch, &part)
    }
}

/// The differences between the rows of a column of the table of distances: those of one word.
#[derive(Clone, Copy)]
struct Column {
    plus: u64,
    minus: u64,
}

impl Column {
    /// Goes on by one character: what comes in from the word above goes out to the word below at `bit`.
    fn step(&mut self, equal: u64, carry: isize, bit: usize) -> isize {
        let equal_or_minus = equal | self.minus;
        let equal = if carry < 0 { equal | 1 } else { equal };
        let diagonal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let mut plus = self.minus | !(diagonal | self.plus);
        let mut minus = self.plus & diagonal;
        let out = (plus >> bit & 1).cast_signed() as isize - (minus >> bit & 1).cast_signed() as isize;
        plus = plus << 1 | u64::from(carry > 0);
        minus = minus << 1 | u64::from(carry < 0);
        self.plus = minus | !(equal_or_minus | plus);
        self.minus = plus & equal_or_minus;
        out
    }
}

/// Distances near the diagonal that ends where the pattern does.
///
/// Row `i` is for the first `i` characters of the pattern, column `j` for the first `j` of the stretch.
struct Band {
    end: usize,
    rows: usize,
    /// How far a path can lie from the diagonal on either side.
    reach: usize,
    /// Each row's distances, from the diagonal's left to its right.
    distances: Vec<u32>,
}

const FAR: u32 = u32::MAX / 2;

/// One step of a path through the table, backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same,
    Replaced,
    /// A character of the pattern is gone.
    Gone,
    /// A character of the stretch is new.
    New,
}

impl Band {
    fn fill(pattern: &[char], stretch: &[char], fit: Fit) -> Self {
        let (rows, reach) = (pattern.len(), fit.edits);
        let width = 2 * reach + 1;
        let mut band = Self { end: fit.end, rows, reach, distances: Vec::with_capacity((rows + 1) * width) };
        // The pattern may start anywhere.
        let first = (0..width).map(|nth| if band.column(0, nth).is_some() { 0 } else { FAR });
        band.distances.extend(first.collect::<Vec<_>>());
        for row in 1..=rows {
            let above = (row - 1) * width;
            let mut left = FAR;
            for nth in 0..width {
                let distance = match band.column(row, nth) {
                    None => FAR,
                    Some(column) => {
                        let same = column.checked_sub(1).is_some_and(|before| pattern[row - 1] == stretch[before]);
                        let diagonal = if column > 0 { band.distances[above + nth] + u32::from(!same) } else { FAR };
                        let gone = if nth + 1 < width { band.distances[above + nth + 1] + 1 } else { FAR };
                        diagonal.min(gone).min(left + 1)
                    }
                };
                left = distance.min(FAR);
                band.distances.push(left);
            }
        }
        band
    }

    /// The column of the `nth` distance of a row.
    fn column(&self, row: usize, nth: usize) -> Option<usize> {
        (self.end + row + nth).checked_sub(self.rows + self.reach).filter(|column| *column <= self.end)
    }

    fn at(&self, row: usize, column: usize) -> u32 {
        let nth = (column + self.rows + self.reach).checked_sub(self.end + row);
        let nth = nth.filter(|nth| *nth <= 2 * self.reach && column <= self.end);
        nth.and_then(|nth| self.distances.get(row * (2 * self.reach + 1) + nth)).copied().unwrap_or(FAR)
    }

    /// Follows the best path back from its end. Of equally good ones the one with the fewest changes of direction is
    /// about what an editor did: a word that was replaced is one piece.
    fn trace(&self, pattern: &[char], stretch: &[char], part: &std::ops::Range<usize>) -> Part {
        let (mut row, mut column) = (self.rows, self.end);
        let mut last = Step::Same;
        // For each row the columns that the path has there, and how it goes on to the row below.
        let mut crossing = vec![(0, 0); self.rows + 1];
        let mut down = vec![Step::Same; self.rows + 1];
        let mut news = vec![0; self.rows + 1];
        crossing[row] = (column, column);
        while row > 0 {
            last = self.step_back(pattern, stretch, row, column, last);
            match last {
                Step::Same | Step::Replaced => (row, column) = (row - 1, column - 1),
                Step::Gone => row -= 1,
                Step::New => column -= 1,
            }
            if last == Step::New {
                crossing[row].0 = column;
                news[row] += 1;
            } else {
                crossing[row] = (column, column);
                down[row] = last;
            }
        }
        // What is new right beside the part belongs to it only where its own end has changed too.
        let start = if down[part.start] == Step::Same { crossing[part.start].1 } else { crossing[part.start].0 };
        let end_is_same = part.end > part.start && down[part.end - 1] == Step::Same;
        let end = if end_is_same { crossing[part.end].0 } else { crossing[part.end].1 };
        let changed = |rows: std::ops::Range<usize>| down[rows].iter().filter(|step| **step != Step::Same).count();
        Part {
            start,
            end: end.max(start),
            unchanged: part.len() - changed(part.clone()),
            edits_before: changed(0..part.start) + news[..part.start].iter().sum::<usize>(),
            edits_behind: changed(part.end..self.rows) + news[part.end + 1..].iter().sum::<usize>(),
        }
    }

    fn step_back(&self, pattern: &[char], stretch: &[char], row: usize, column: usize, last: Step) -> Step {
        let here = self.at(row, column);
        let diagonal =
            column.checked_sub(1).map(|before| (pattern[row - 1] == stretch[before], self.at(row - 1, before)));
        let fits = |step: Step| match step {
            Step::Same => diagonal.is_some_and(|(same, distance)| same && distance == here),
            Step::Replaced => diagonal.is_some_and(|(same, distance)| !same && distance + 1 == here),
            Step::Gone => self.at(row - 1, column) + 1 == here,
            Step::New => column > 0 && self.at(row, column - 1) + 1 == here,
        };
        let order = [last, Step::Same, Step::Replaced, Step::Gone, Step::New];
        order.into_iter().find(|step| fits(*step)).unwrap_or(Step::Gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(pattern: &str, stretch: &str) -> Fit {
        Pattern::new(pattern.chars().collect()).fit(&stretch.chars().collect::<Vec<_>>())
    }

    /// What has become of the part of the pattern in brackets.
    fn became(pattern: &str, stretch: &str) -> String {
        let start = pattern.chars().position(|c| c == '[').unwrap();
        let end = pattern.chars().position(|c| c == ']').unwrap() - 1;
        let pattern = Pattern::new(pattern.chars().filter(|c| !"[]".contains(*c)).collect());
        let stretch: Vec<char> = stretch.chars().collect();
        let part = pattern.part(start..end, &stretch, pattern.fit(&stretch));
        stretch[part.start..part.end].iter().collect()
    }

    /// The distance after the book: row by row.
    fn by_the_book(pattern: &str, stretch: &str) -> usize {
        let stretch: Vec<char> = stretch.chars().collect();
        let mut row = vec![0; stretch.len() + 1];
        for (nth, c) in pattern.chars().enumerate() {
            let mut next = vec![nth + 1];
            for (column, other) in stretch.iter().enumerate() {
                let replaced = row[column] + usize::from(c != *other);
                next.push(replaced.min(row[column + 1] + 1).min(next[column] + 1));
            }
            row = next;
        }
        row.into_iter().min().unwrap_or_default()
    }

    #[test]
    fn an_exact_piece_takes_no_edits() {
        assert_eq!(fit("dam", "The dam is safe."), Fit { end: 7, edits: 0 });
        let long = "The dam is safe, the minister said on Tuesday, and nobody in the valley needs to be afraid of it.";
        assert_eq!(fit(long, &format!("Now: {long}")).edits, 0);
    }

    #[test]
    fn the_distance_is_that_of_the_table_for_patterns_of_any_length() {
        let words = ["dam ", "safe ", "the ", "minister ", "said ", "on ", "Tuesday ", "é", "—"];
        let text = |seed: usize, length: usize| -> String {
            (0..length).map(|nth| words[(seed * 7 + nth * nth * (seed + 3)) % words.len()]).collect()
        };
        for seed in 0..200 {
            let (pattern, stretch) = (text(seed, 1 + seed % 40), text(seed + 5, 30 + seed % 30));
            assert_eq!(fit(&pattern, &stretch).edits, by_the_book(&pattern, &stretch), "{pattern} in {stretch}");
        }
    }

    #[test]
    fn a_part_ends_where_its_edited_self_does() {
        assert_eq!(became("told [Mara Vey] that", "he told Mara Wey that it"), "Mara Wey");
        assert_eq!(became("On Tuesday [Smith] said that it", "On Tuesday Johnson-Reed said that it"), "Johnson-Reed");
        assert_eq!(became("Then [Johnson-Reed] said that it", "Then Ng said that it"), "Ng");
        assert_eq!(became("it. [The dam is safe]. He", "it. The old dam is very safe. He"), "The old dam is very safe");
        assert_eq!(became("it. [The dam is safe]. He", "it. He"), "");
    }

    #[test]
    fn what_was_put_beside_a_part_is_not_in_it() {
        assert_eq!(became("nobody built it. [The dam] is safe.", "nobody built it. Oh: The dam is safe."), "The dam");
    }
}
