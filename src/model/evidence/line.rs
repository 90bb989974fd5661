//! Evidence on one line, as it is typed on the card, on the command line and in a worksheet.
//!
//! ```text
//! source | place in it | stance | rank | date | note
//! ```
//!
//! The source alone is enough. No word that is typed is lost or taken for another: a word that is no stance, rank or date
//! goes to the note, and a stance or rank where the place is to stand is what it is. Bars with a blank on either side
//! separate, and others do where the line has none of these; a web address keeps its bars. `\|` is a bar inside a part,
//! `⏎` a line end, and a backslash before one of them is doubled.

use super::{Evidence, RANKS, Rank, STANCES, Stance};
use crate::model::date::is_date;

/// What stands between the parts.
const BETWEEN: &str = " | ";

/// What stands for a line end inside a part.
const LINE_END: char = '⏎';

/// A part of a line of evidence that isn't as it should be. It is kept nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceFlaw {
    /// There is no source.
    #[error("evidence starts with its source: a web address or the name of a document")]
    NoSource,
    /// The third part isn't a stance.
    #[error("`{0}` is none of {names}", names = names(STANCES.iter().map(|row| row.1)))]
    NoStance(String),
    /// The fourth part isn't a rank.
    #[error("`{0}` is none of {names}", names = names(RANKS.iter().map(|row| row.1)))]
    NoRank(String),
    /// A stance or rank stands behind a bar that doesn't separate.
    #[error("`{0}` is read as one part; put blanks around the bars between parts")]
    Unsplit(String),
}

fn names(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

impl EvidenceFlaw {
    /// The flaw in words, with where the text went.
    pub fn kept(&self) -> String {
        match self {
            Self::NoSource => self.to_string(),
            Self::NoStance(_) | Self::NoRank(_) => format!("{self}; it is kept in the note"),
            Self::Unsplit(_) => format!("kept as typed: {self}"),
        }
    }
}

impl Evidence {
    /// The evidence as a line, from which [`of_line`](Self::of_line) reads the same again, but for its unknown fields.
    pub fn line(&self) -> String {
        let parts = [&self.source, &self.locator, self.stance_name(), self.rank_name(), &self.date, &self.note];
        let undated = [parts[0], parts[1], parts[2], parts[3], parts[5]];
        let mut lines = vec![joined(&parts, with_line_ends), joined(&parts, escaped)];
        if self.date.is_empty() {
            lines.insert(0, joined(&undated, with_line_ends));
        }
        // One more bar says that each part is what its place says, a date that is none too.
        let exact = || parts.map(|part| escaped(part) + BETWEEN).concat();
        lines.into_iter().find(|line| self.is_read_from(line)).unwrap_or_else(exact)
    }

    fn is_read_from(&self, line: &str) -> bool {
        let (read, flaw) = Self::of_line(line);
        let is_whole = flaw.is_none_or(|flaw| flaw == EvidenceFlaw::NoSource);
        is_whole && Self { extra: self.extra.clone(), ..read } == *self
    }

    /// The evidence that a line says, and the first thing in it that isn't as it should be. Every word is kept.
    pub fn of_line(line: &str) -> (Self, Option<EvidenceFlaw>) {
        let bars = bars(line);
        let before = |at: usize| line.get(..at).and_then(|text| text.chars().next_back());
        let after = |at: usize| line.get(at + 1..).and_then(|text| text.chars().next());
        let is_spaced = |at: &usize| [before(*at), after(*at)].into_iter().flatten().any(char::is_whitespace);
        if bars.iter().any(is_spaced) {
            let is_outer = |at: &usize| [before(*at), after(*at)].iter().any(|next| next.is_none_or(|it| it == '|'));
            let between = bars.iter().copied().filter(|at| is_spaced(at) || is_outer(at)).collect();
            return Parts { line, between }.evidence();
        }
        let (evidence, flaw) = Parts { line, between: bars }.evidence();
        let says_more = evidence.stance.is_some() || evidence.rank.is_some() || !evidence.date.is_empty();
        if !evidence.source.contains("://") || (says_more && flaw.is_none()) {
            return (evidence, flaw);
        }
        Parts { line, between: Vec::new() }.evidence()
    }

    /// The evidence that the lines of a text say, with what isn't as it should be. A line that is as one of `known` says
    /// it is that one, and any other has the unknown fields of the one whose place it takes.
    pub fn of_lines(text: &str, known: &[Self]) -> (Vec<Self>, Vec<EvidenceFlaw>) {
        let lines: Vec<&str> = text.split('\n').filter(|line| !line.trim().is_empty()).collect();
        let written: Vec<String> = known.iter().map(Self::line).collect();
        let is_there = |line: &str| lines.contains(&line);
        let mut flaws = Vec::new();
        let one = |(nth, line): (usize, &&str)| {
            let same = (0..known.len()).find(|nth| written[*nth] == **line);
            if let Some(same) = same.and_then(|same| known.get(same)) {
                return same.clone();
            }
            let (read, flaw) = Self::of_line(line);
            flaws.extend(flaw);
            let replaced = known.get(nth).filter(|_| !is_there(&written[nth]));
            Self { extra: replaced.map(|it| it.extra.clone()).unwrap_or_default(), ..read }
        };
        let all = lines.iter().enumerate().map(one).collect();
        (all, flaws)
    }
}

/// A line and where its parts are.
struct Parts<'a> {
    line: &'a str,
    /// The bars between them.
    between: Vec<usize>,
}

impl Parts<'_> {
    fn evidence(&self) -> (Evidence, Option<EvidenceFlaw>) {
        let mut said = Evidence { source: self.part(0), locator: self.part(1), ..Evidence::default() };
        let mut flaws = Vec::new();
        if said.source.trim().is_empty() {
            flaws.push(EvidenceFlaw::NoSource);
        }
        flaws.extend((0..2).find_map(|nth| self.unsplit(nth)));
        // Nobody calls a place so; the line of evidence that does has seven parts.
        let is_place = self.between.len() == 6 || (stance(&said.locator).is_none() && rank(&said.locator).is_none());
        if !is_place {
            let second = std::mem::take(&mut said.locator);
            said.takes(&second);
        }
        let (third, fourth) = (self.part(2), self.part(3));
        let mut note = Vec::new();
        for (part, flaw) in [(third, EvidenceFlaw::NoStance as fn(String) -> _), (fourth, EvidenceFlaw::NoRank)] {
            if !said.takes(&part) {
                note.push(part.clone());
                flaws.push(flaw(part));
            }
        }
        let (fifth, sixth) = (self.part(4), self.part(5));
        let is_free = said.date.is_empty();
        let is_exact = self.part(6).is_empty() && note.is_empty() && is_free;
        match self.between.len() + 1 {
            7 if is_exact => {
                said.date = fifth;
                note.push(sixth);
            }
            5.. if is_free && is_date(fifth.trim()) => {
                fifth.trim().clone_into(&mut said.date);
                note.push(self.from(5));
            }
            // Worksheets had the date last once.
            6 if is_free && is_date(sixth.trim()) => {
                sixth.trim().clone_into(&mut said.date);
                note.push(fifth);
            }
            6.. if fifth.is_empty() => note.push(self.from(5)),
            _ => note.push(self.from(4)),
        }
        note.retain(|part| !part.is_empty());
        said.note = note.join(BETWEEN);
        (said, flaws.into_iter().next())
    }

    /// The part of that number, from 0, as it was meant.
    fn part(&self, nth: usize) -> String {
        unescaped(self.raw(nth, nth))
    }

    /// All parts from that number on, with the bars between them.
    fn from(&self, nth: usize) -> String {
        unescaped(self.raw(nth, self.between.len()))
    }

    /// Parts as they are written, without the blank that stands beside a bar.
    fn raw(&self, first: usize, last: usize) -> &str {
        let (first, before) = match first.checked_sub(1).map(|nth| self.between.get(nth)) {
            None => (0, ""),
            Some(Some(bar)) => (bar + 1, " "),
            Some(None) => return "",
        };
        let (last, after) = self.between.get(last).map_or((self.line.len(), ""), |bar| (*bar, " "));
        let text = self.line.get(first..last).unwrap_or_default();
        let text = if before.is_empty() { text } else { text.strip_prefix(char::is_whitespace).unwrap_or(text) };
        if after.is_empty() { text } else { text.strip_suffix(char::is_whitespace).unwrap_or(text) }
    }

    /// A part with a stance or a rank behind a bar that doesn't separate.
    fn unsplit(&self, nth: usize) -> Option<EvidenceFlaw> {
        let raw = self.raw(nth, nth);
        let inner = bars(raw);
        let starts = inner.iter().map(|bar| bar + 1);
        let ends = inner.iter().copied().skip(1).chain([raw.len()]);
        let mut pieces = starts.zip(ends).filter_map(|(start, end)| raw.get(start..end));
        let is_name = |piece: &str| stance(piece).is_some() || rank(piece).is_some();
        pieces.any(is_name).then(|| EvidenceFlaw::Unsplit(raw.to_owned()))
    }
}

impl Evidence {
    /// Takes a word that is a stance, a rank or a date and isn't said yet; nothing is taken as well.
    fn takes(&mut self, part: &str) -> bool {
        if let Some(stance) = stance(part).filter(|_| self.stance.is_none()) {
            self.stance = Some(stance);
        } else if let Some(rank) = rank(part).filter(|_| self.rank.is_none()) {
            self.rank = Some(rank);
        } else if is_date(part.trim()) && self.date.is_empty() {
            part.trim().clone_into(&mut self.date);
        } else {
            return part.trim().is_empty();
        }
        true
    }
}

fn stance(part: &str) -> Option<Stance> {
    Stance::named(&part.trim().to_lowercase())
}

fn rank(part: &str) -> Option<Rank> {
    Rank::named(&part.trim().to_lowercase())
}

/// Parts as a line, without what is empty at its end; never blank.
fn joined(parts: &[&str], write: fn(&str) -> String) -> String {
    let count = parts.iter().rposition(|part| !part.is_empty()).map_or(1, |last| last + 1);
    let line = parts.iter().take(count).map(|part| write(part)).collect::<Vec<_>>().join(BETWEEN);
    if line.trim().is_empty() { line + " |" } else { line }
}

fn with_line_ends(part: &str) -> String {
    part.replace('\n', "⏎")
}

fn escaped(part: &str) -> String {
    let mut escaped = String::new();
    let mut slashes = 0;
    for c in part.chars() {
        if matches!(c, '|' | LINE_END | '\n') {
            // Backslashes before one of them are doubled, and only there, so that others stay as they are typed.
            escaped.extend(std::iter::repeat_n('\\', slashes));
        }
        match c {
            '\n' => escaped.push(LINE_END),
            '|' | LINE_END => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    escaped
}

/// A part without what [`escaped`] did.
fn unescaped(text: &str) -> String {
    let (mut part, mut slashes) = (String::new(), 0_usize);
    for c in text.chars() {
        if matches!(c, '|' | LINE_END) {
            part.truncate(part.len() - slashes.div_ceil(2));
        }
        match c {
            LINE_END if slashes.is_multiple_of(2) => part.push('\n'),
            c => part.push(c),
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    part
}

/// Where the bars are that no backslash stands before.
fn bars(text: &str) -> Vec<usize> {
    let mut slashes = 0_usize;
    let mut bars = Vec::new();
    for (at, c) in text.char_indices() {
        if c == '|' && slashes.is_multiple_of(2) {
            bars.push(at);
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    bars
}

#[cfg(test)]
mod tests;
