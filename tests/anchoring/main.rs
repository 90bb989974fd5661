//! What becomes of annotations when their article is edited: thousands of edits whose effect on every span is known.
//!
//! Each of them takes an annotated article, edits its text at random as newsrooms do, and follows every span through the
//! edit. What the anchoring then makes of the selectors is counted against that. The samples are always edited; a folder
//! of brat standoff files (`NAME.txt` beside `NAME.ann`) named by `ASCRIBE_CORPUS` is edited too, and `ASCRIBE_EDITS` is
//! the number of edits. The table is printed: `cargo test --test anchoring -- --nocapture`.

mod any;
mod articles;
mod certain;
mod edits;
mod setting;
mod tally;
mod text;

use ascribe::model::anchoring::{self, Former, Standing};
use ascribe::model::{Document, Selector};

use articles::Annotated;
use edits::KINDS;
use tally::{Fate, Tally};
use text::Text;

/// So many edits are made where nothing else is said.
const EDITS: u64 = 400;

#[test]
#[allow(clippy::print_stdout, reason = "the table is what one runs this for")]
fn no_edit_of_an_article_moves_an_annotation_in_silence() {
    let number = |name, otherwise| std::env::var(name).map_or(otherwise, |number| number.parse().unwrap());
    let articles = articles::all();
    let mut random = fastrand::Rng::with_seed(number("ASCRIBE_SEED", 4));
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    for nth in 0..number("ASCRIBE_EDITS", EDITS) {
        let kind = &KINDS[nth as usize % KINDS.len()];
        let article = &articles[random.usize(..articles.len())];
        let Some((old, new)) = edits::edited(article, kind, &mut random) else { continue };
        for (nth, fate) in fates(&old, &new).into_iter().enumerate() {
            if fate == Fate::WronglyKept {
                wrong.push(format!("{}: {}", kind.name, described(&old, &new, nth)));
            }
            tally.count(kind.name, fate);
        }
        tally.edits(kind.name);
    }
    println!("{tally}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tally.kept_or_rightly_proposed_percent() >= 95, "{tally}");
}

/// What becomes of each annotation of an article, compared with what should.
fn fates(old: &Annotated, new: &Text) -> Vec<Fate> {
    let before = Document::new("old.txt", old.text.as_str()).unwrap();
    let after = Document::new("new.txt", new.text.as_str()).unwrap();
    let selectors: Vec<Vec<Selector>> = old
        .places
        .iter()
        .map(|spans| spans.iter().map(|bytes| Selector::of(before.span(bytes.clone()).unwrap(), &before)).collect())
        .collect();
    let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
    let article = anchoring::Article::Changed(Some(before.characters()));
    let anchored = anchoring::anchor(&after, article, &formers);
    anchored.iter().zip(&new.places).map(|(anchored, truth)| Fate::of(anchored, truth, &after)).collect()
}

/// An annotation before and after an edit.
fn described(old: &Annotated, new: &Text, nth: usize) -> String {
    let before: Vec<&str> = old.places[nth].iter().map(|bytes| &old.text[bytes.clone()]).collect();
    let after: Vec<_> = new.places[nth].iter().map(|bytes| bytes.clone().map(|bytes| &new.text[bytes])).collect();
    format!("{before:?} at {:?} is {after:?} at {:?}", old.places[nth], new.places[nth])
}
