//! Quotations against lists marked by hand.

// Counts of a few hundred; `cargo test --test quotations -- --nocapture` shows the table and what is still got wrong.
#![allow(clippy::arithmetic_side_effects, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::ops::Range;

use ascribe::model::reading::quotation::quotations;
use proptest::prelude::*;

const PASSAGES: &str = include_str!("quotations/passages.txt");
const HELD_OUT: &str = include_str!("quotations/held_out.txt");

#[test]
fn quotations_are_those_that_a_reader_sees() {
    let [list, held_out] = [("the list", PASSAGES), ("held out", HELD_OUT)].map(|(name, list)| {
        let mut score = Score::new(name);
        for (kind, passages) in &kinds(list) {
            let mut row = Score::new(kind);
            for passage in passages {
                row.add(passage);
            }
            println!("{row}");
            score.count(&row);
        }
        println!("{score}\n");
        score
    });
    let mut all = Score::new("all");
    all.count(&list);
    all.count(&held_out);
    println!("{all}");
    assert!(all.passages >= 120 && all.marked >= 200, "the lists are too short: {all}");
    assert!(all.f1() >= 980, "{all}");
    assert!(held_out.f1() >= 950, "{held_out}");
}

#[test]
fn quotations_are_ordered_and_nested_or_apart_wherever_a_text_is_cut() {
    for (text, _) in passages() {
        for (cut, _) in text.char_indices() {
            let (head, tail) = text.split_at(cut);
            check_order(head);
            check_order(tail);
        }
    }
}

#[test]
fn where_one_may_have_ended_is_forgotten_once_another_is_found_around_it() {
    check_order("’’said ‘‘s’ ’’\n— ‘‘’’\n\n");
}

#[test]
fn a_paragraph_is_read_as_if_it_stood_alone() {
    for (one, _) in passages() {
        // Itself, and what may look like the rest of it.
        for other in ["\n \n“No,” she said.", "\n\n– Nej.", "\n\nThe end’’ of ‘it’.", "\r\n\r\n’ ” » \""]
        {
            let both = format!("{}{other}", one.trim_end());
            let mut apart = quotations(one.trim_end());
            let start = both.len() - other.trim_start().len();
            apart.extend(quotations(other.trim_start()).into_iter().map(|it| it.start + start..it.end + start));
            assert_eq!(quotations(&both), apart, "{both:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_marks_at_all_are_ordered_and_nested_or_apart(
        text in "([“”„‟\"'`‘’‚«»‹›「」『』《〝〞–—,.?\n -]|’’|‘‘|[a-z]{1,3}|said |säger |62|s’ |\n\n|\n— |你|\u{5e9}){0,60}",
    ) {
        check_order(&text);
    }
}

#[track_caller]
fn check_order(text: &str) {
    let mut around: Vec<Range<usize>> = Vec::new();
    for found in quotations(text) {
        assert!(text.get(found.clone()).is_some_and(|inside| !inside.is_empty()), "{found:?} of {text:?}");
        while around.last().is_some_and(|outer| outer.end <= found.start) {
            around.pop();
        }
        let fits = around.last().is_none_or(|outer| outer.start <= found.start && found.end <= outer.end);
        assert!(fits && around.last() != Some(&found), "{found:?} in {around:?} of {text:?}");
        around.push(found);
    }
}

/// All passages without their marks, and what is marked of each.
fn passages() -> impl Iterator<Item = (String, BTreeSet<(usize, usize)>)> {
    kinds(PASSAGES).into_iter().chain(kinds(HELD_OUT)).flat_map(|(_, passages)| passages).map(unmarked)
}

/// How many quotations of a kind were marked, and how many found.
struct Score {
    name: String,
    passages: usize,
    marked: usize,
    found: usize,
    both: usize,
}

impl Score {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), passages: 0, marked: 0, found: 0, both: 0 }
    }

    /// Reads a passage, and shows it where what is found is not what is marked.
    fn add(&mut self, passage: &str) {
        let (text, marked) = unmarked(passage);
        let found: BTreeSet<_> = quotations(&text).into_iter().map(|it| (it.start, it.end)).collect();
        if marked != found {
            println!("  {passage}");
            for (start, end) in found.symmetric_difference(&marked) {
                let sign = if marked.contains(&(*start, *end)) { "not found" } else { "found" };
                println!("    {sign}: {}", text.get(*start..*end).unwrap_or_default().replace('\n', "⏎"));
            }
        }
        self.passages += 1;
        self.marked += marked.len();
        self.found += found.len();
        self.both += marked.intersection(&found).count();
    }

    fn count(&mut self, other: &Self) {
        self.passages += other.passages;
        self.marked += other.marked;
        self.found += other.found;
        self.both += other.both;
    }

    /// The harmonic mean of precision and recall, in per mille.
    fn f1(&self) -> usize {
        2000 * self.both / (self.marked + self.found).max(1)
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Self { name, passages, marked, found, both } = self;
        let [precision, recall] = [found, marked].map(|all| 1000 * both / (*all).max(1));
        write!(
            f,
            "{name:<36} {passages:>3} passages, {marked:>3} marked, {found:>3} found; \
             per mille: precision {precision:>4}, recall {recall:>4}, F1 {:>4}",
            self.f1()
        )
    }
}

/// The passages of a list by kind.
fn kinds(list: &str) -> Vec<(&str, Vec<&str>)> {
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in list.lines() {
        if let Some(kind) = line.strip_prefix("## ") {
            kinds.push((kind, Vec::new()));
        } else if !line.is_empty() && !line.starts_with('#') {
            kinds.last_mut().expect("a kind before the first passage").1.push(line);
        }
    }
    kinds
}

/// A passage without its marks, and the bytes that were marked.
fn unmarked(passage: &str) -> (String, BTreeSet<(usize, usize)>) {
    let (mut text, mut open, mut marked) = (String::new(), Vec::new(), BTreeSet::new());
    for c in passage.chars() {
        match c {
            '⟦' => open.push(text.len()),
            '⟧' => _ = marked.insert((open.pop().expect("an opening mark"), text.len())),
            '⏎' => text.push('\n'),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "a mark is not closed: {passage}");
    (text, marked)
}
