//! Sentences against a list marked by hand.

// Counts of a few hundred; `cargo test -- --nocapture` shows what is still got wrong.
#![allow(clippy::arithmetic_side_effects, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::ops::Range;

use ascribe::model::reading::sentence::sentences;
use unicode_segmentation::UnicodeSegmentation;

const PASSAGES: &str = include_str!("sentences/boundaries.txt");

#[test]
fn sentences_end_where_a_reader_says_they_end() {
    let score = score(|text| sentences(text).collect());
    for failure in &score.failures {
        println!("{failure}");
    }
    println!("{score}");
    assert!(score.marked >= 150, "only {} boundaries are marked", score.marked);
    assert!(score.f1() >= 980, "{score}");
}

#[test]
fn they_are_at_least_five_points_better_than_plain_uax_29() {
    let plain = score(uax);
    println!("{plain}");
    assert!(score(|text| sentences(text).collect()).f1() >= plain.f1() + 50, "plain UAX #29: {plain}");
}

#[test]
fn sentences_are_ordered_trimmed_and_cover_all_but_white_space() {
    for (text, _) in passages() {
        // A paragraph may be cut anywhere.
        for (cut, _) in text.char_indices() {
            let text = text.get(cut..).unwrap_or_default();
            let is_blank = |bytes: Range<usize>| text.get(bytes).is_some_and(|between| between.trim().is_empty());
            let mut end = 0;
            for sentence in sentences(text) {
                let is_trimmed = |inside: &str| !inside.is_empty() && inside.trim() == inside;
                assert!(text.get(sentence.clone()).is_some_and(is_trimmed), "{sentence:?} of {text:?}");
                assert!(is_blank(end..sentence.start), "before {sentence:?} of {text:?}");
                end = sentence.end;
            }
            assert!(is_blank(end..text.len()), "after {end} of {text:?}");
        }
    }
}

/// How many boundaries inside the passages were marked, and how many found.
struct Score {
    marked: usize,
    found: usize,
    both: usize,
    failures: Vec<String>,
}

impl Score {
    /// Found boundaries that are marked, marked ones that were found, and the harmonic mean of the two, in per mille.
    fn precision_recall_f1(&self) -> [usize; 3] {
        let Self { marked, found, both, .. } = self;
        [both * 1000 / found, both * 1000 / marked, 2 * both * 1000 / (marked + found)]
    }

    fn f1(&self) -> usize {
        let [_, _, f1] = self.precision_recall_f1();
        f1
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let [precision, recall, f1] = self.precision_recall_f1();
        write!(
            f,
            "{} marked, {} found; per mille: precision {precision}, recall {recall}, F1 {f1}",
            self.marked, self.found
        )
    }
}

fn score(split: impl Fn(&str) -> Vec<Range<usize>>) -> Score {
    let mut score = Score { marked: 0, found: 0, both: 0, failures: Vec::new() };
    for (text, marked) in passages() {
        let found = inner_ends(&split(&text));
        score.marked += marked.len();
        score.found += found.len();
        score.both += marked.intersection(&found).count();
        if marked != found {
            score.failures.push(format!("marked {}\n found {}", show(&text, &marked), show(&text, &found)));
        }
    }
    score
}

/// The passages without their marks, and the bytes at which sentences end that have another one after them.
fn passages() -> impl Iterator<Item = (String, BTreeSet<usize>)> {
    PASSAGES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let (mut text, mut ends) = (String::new(), BTreeSet::new());
        for piece in line.replace('⏎', "\n").split('|') {
            ends.insert(text.len());
            text += piece;
        }
        ends.remove(&0);
        (text, ends)
    })
}

fn inner_ends(sentences: &[Range<usize>]) -> BTreeSet<usize> {
    sentences.iter().rev().skip(1).map(|sentence| sentence.end).collect()
}

fn show(text: &str, ends: &BTreeSet<usize>) -> String {
    let mut shown = text.to_owned();
    for &end in ends.iter().rev() {
        shown.insert(end, '|');
    }
    shown.replace('\n', "⏎")
}

fn uax(text: &str) -> Vec<Range<usize>> {
    let trimmed = text.split_sentence_bound_indices().map(|(at, piece)| {
        let start = at + piece.len() - piece.trim_start().len();
        start..start + piece.trim().len()
    });
    trimmed.filter(|range| !range.is_empty()).collect()
}
