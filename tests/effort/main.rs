//! What marking costs in keys: every span of articles that were marked by hand, made again through the real keys.
//!
//! A checker of modest foresight presses the keys: it sees what the screen shows (the text in view, what each label key
//! would take, the letters of the hints) and nothing else. (Who takes candidates also knows those that aren't sure, which the
//! screen only asks about.) The samples are always marked; a folder of brat standoff files
//! (`NAME.txt` beside `NAME.ann`, with `Source` and `Content`) named by `ASCRIBE_CORPUS` is marked too, and
//! `cargo test --release --test effort -- --nocapture` prints both tables.

#![allow(clippy::arithmetic_side_effects, clippy::print_stdout)]

mod checker;
#[path = "../common/mod.rs"]
mod common;
mod gold;
mod strategies;
mod sure;
mod tally;

use std::path::Path;

use gold::Article;
use strategies::STRATEGIES;
use tally::Tally;

#[test]
fn every_span_of_the_samples_is_made_exactly_with_few_keys() {
    let tallies = measure("samples", &gold::samples());
    for tally in &tallies {
        assert_eq!(tally.exact(), tally.spans(), "{tally}");
    }
    let mean = |name| tallies.iter().find(|tally| tally.strategy == name).map(Tally::mean).unwrap_or_default();
    assert!(mean("hints") <= 2.93, "{:?}", mean("hints"));
    assert!(mean("candidates") <= 3.34, "{:?}", mean("candidates"));
}

#[test]
fn every_span_of_a_corpus_is_made_exactly_with_few_keys() {
    let Some(folder) = std::env::var_os("ASCRIBE_CORPUS") else { return };
    for tally in measure("corpus", &gold::corpus(Path::new(&folder))) {
        assert_eq!(tally.exact(), tally.spans(), "{tally}");
    }
}

#[test]
fn what_is_shown_as_sure_is_exact_seven_times_in_ten() {
    sure::count("samples", &gold::samples());
    let Some(folder) = std::env::var_os("ASCRIBE_CORPUS") else { return };
    for count in sure::count("corpus", &gold::corpus(Path::new(&folder))) {
        assert!(count.exact * 10 >= count.sure * 7, "{count}");
    }
}

/// Marks every article by every strategy and prints what that cost.
fn measure(name: &str, articles: &[Article]) -> Vec<Tally> {
    assert!(!articles.is_empty(), "no articles in {name}");
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let tallies: Vec<Tally> = STRATEGIES
        .iter()
        .map(|strategy| {
            let mut tally = Tally::new(strategy.name);
            let parts = articles.chunks(articles.len().div_ceil(threads));
            std::thread::scope(|scope| {
                let work = |part: &[Article]| part.iter().map(|article| article.mark(strategy)).collect::<Vec<_>>();
                let running: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
                for costs in running.into_iter().flat_map(|thread| thread.join().unwrap()) {
                    tally.add(costs);
                }
            });
            tally
        })
        .collect();
    println!("\n{name}: {} articles, 120×40\n{}", articles.len(), tally::HEADER);
    for tally in &tallies {
        println!("{tally}");
    }
    tallies
}
