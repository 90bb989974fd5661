//! Columns after `CoNLL` 2003 with IOB2 tags: a token a line, a tab, its tag, and a blank line between sentences.
//!
//! A token has one tag, so of pieces that share text the longest is written, and of two as long the first. Tokens are
//! words and what stands between them, without white space, and are cut where a piece begins or ends.
//!
//! Where there are several documents, a line before each says that one starts, in the form that spaCy looks for. Readers
//! take every other line for a token, a comment too, so the names of the documents stand in a file beside this one.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::iter::Peekable;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::python::is_space;
use super::{Article, Collection, Companion, CompanionName, Export, Exported, Format, Loss, Shape, Unit};
use crate::model::payload::trim_end;
use crate::model::{AnnotationSet, Label};

/// Columns as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "conll",
    key: 'i',
    extension: "conll",
    help: "tokens with IOB2 tags; of pieces that share text the longest",
    unit: Unit::None,
    holds: &[],
    readers: "spaCy, seqeval, doccano",
    dialects: &[],
    export: Export::Together(|shape| Box::new(Documents::new(shape))),
    import: None,
};

/// The line before each of several documents. spaCy knows no other form of it.
const START: &str = "-DOCSTART- -X- O O\n\n";

/// The ending of the list of documents.
const LIST: &str = "conll.documents";

/// The documents of a file.
struct Documents {
    /// How the user named them, where there are several.
    paths: Vec<String>,
    is_begun: bool,
}

impl Documents {
    fn new(shape: Shape<'_>) -> Self {
        let paths = if shape.is_of_several() { shape.paths.to_vec() } else { Vec::new() };
        Self { paths, is_begun: false }
    }

    /// The line before the next document; empty where there is one.
    fn start(&mut self) -> String {
        let gap = if std::mem::replace(&mut self.is_begun, true) { "\n" } else { "" };
        if self.paths.is_empty() { String::new() } else { format!("{gap}{START}") }
    }
}

impl Collection for Documents {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let Exported { text, companions, losses } = export(article);
        Exported { text: self.start() + &text, companions, losses }
    }

    /// A document without tokens, so that the list of them is right.
    fn missing(&mut self, _: &str) -> String {
        self.start()
    }

    fn companions(&self) -> Vec<Companion> {
        if self.paths.is_empty() {
            return Vec::new();
        }
        let text = self.paths.iter().fold(String::new(), |text, path| text + &in_one_line(path) + "\n");
        vec![Companion { name: CompanionName::Ending(LIST), text }]
    }
}

/// A path on a line of its own: what would end the line is written as `\n` is in many languages.
fn in_one_line(path: &str) -> String {
    path.chars().fold(String::new(), |mut line, c| {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
        line
    })
}

/// Writes an article's tokens.
fn export(article: &Article<'_>) -> Exported {
    let text = article.document.text();
    let (pieces, under_others) = longest(article.set);
    let sentences = article.document.sentences_from(article.document.start()).map(|sentence| sentence.start().byte());
    let mut columns = Columns { text, sentences: sentences.peekable(), lines: String::new() };
    let (mut at, mut blank) = (0, 0);
    for (start, (end, label)) in pieces {
        columns.write(at..start, None);
        blank += usize::from(!columns.write(start..end, Some(label)));
        at = end;
    }
    columns.write(at..text.len(), None);
    let losses = [
        Loss::of(under_others, "piece that shares text with a longer one", "pieces that share text with longer ones"),
        Loss::of(blank, "piece of white space alone", "pieces of white space alone"),
    ];
    Exported { text: columns.lines, companions: Vec::new(), losses: losses.into_iter().flatten().collect() }
}

/// Pieces that share no text, by their first bytes, with the bytes at their ends; and how many others there are.
type Pieces = (BTreeMap<usize, (usize, Label)>, usize);

/// The longest pieces, and of those that are as long the first ones.
fn longest(set: &AnnotationSet) -> Pieces {
    let pieces = set.iter().flat_map(|it| it.spans().iter().map(|span| (span.bytes(), it.label)));
    let mut pieces: Vec<_> = pieces.collect();
    // The order of annotations in the set decides where all else is the same.
    pieces.sort_by_key(|(bytes, _)| (Reverse(bytes.len()), bytes.start));
    let (mut chosen, all) = (BTreeMap::<usize, (usize, Label)>::new(), pieces.len());
    for (bytes, label) in pieces {
        // Of what is chosen nothing shares text, so the last one that begins before the end is the last one altogether.
        let before = chosen.range(..bytes.end).next_back();
        if before.is_none_or(|(_, (end, _))| *end <= bytes.start) {
            chosen.insert(bytes.start, (bytes.end, label));
        }
    }
    let under_others = all - chosen.len();
    (chosen, under_others)
}

/// The lines that are written so far.
struct Columns<'a, S: Iterator<Item = usize>> {
    text: &'a str,
    /// Where sentences start that no token has reached yet.
    sentences: Peekable<S>,
    lines: String,
}

impl<S: Iterator<Item = usize>> Columns<'_, S> {
    /// Writes the tokens of a part of the text; `false` if it has none.
    fn write(&mut self, part: Range<usize>, label: Option<Label>) -> bool {
        let mut begins = true;
        for (start, token) in tokens(self.text.get(part.clone()).unwrap_or_default()) {
            let starts_sentence = self.reaches_a_sentence(part.start + start);
            // A blank line inside of a piece would make two of it.
            if starts_sentence && (begins || label.is_none()) && !self.lines.is_empty() {
                self.lines.push('\n');
            }
            _ = match label {
                Some(label) => writeln!(self.lines, "{token}\t{}-{}", if begins { 'B' } else { 'I' }, label.name()),
                None => writeln!(self.lines, "{token}\tO"),
            };
            begins = false;
        }
        !begins
    }

    /// Whether a sentence starts at a byte, or did since the token before it.
    fn reaches_a_sentence(&mut self, byte: usize) -> bool {
        let mut reaches = false;
        while self.sentences.next_if(|start| *start <= byte).is_some() {
            reaches = true;
        }
        reaches
    }
}

/// Words and what stands between them, without white space, each with the byte it starts at.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_word_bound_indices().flat_map(|(at, word)| {
        let mut end = at;
        word.split_inclusive(is_space).filter_map(move |piece| {
            let start = end;
            end += piece.len();
            let token = trim_end(piece).trim_end_matches(is_space);
            (!token.is_empty()).then_some((start, token))
        })
    })
}
