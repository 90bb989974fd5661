//! How often a first guess is exact where the reading is sure of it, with all marks made that come before.

use std::fmt;
use std::sync::Arc;

use ascribe::model::{Annotation, AnnotationSet, Id, LABELS, Label, Selection, Spans, Unit};
use ascribe::tui::Desk;

use super::gold::Article;

/// The first guesses of a label at the places where a mark of that label comes next.
pub(crate) struct Count {
    label: Label,
    wanted: usize,
    /// How many of them the reading is sure of.
    pub(crate) sure: usize,
    /// How many of the sure ones are that mark.
    pub(crate) exact: usize,
}

/// Counts and prints, one row a label that is wanted.
pub(crate) fn count(name: &str, articles: &[Article]) -> Vec<Count> {
    let mut counts: Vec<Count> =
        LABELS.iter().map(|row| Count { label: row.label, wanted: 0, sure: 0, exact: 0 }).collect();
    for article in articles {
        read(article, &mut counts);
    }
    counts.retain(|count| count.wanted > 0);
    println!("\n{name}: first guesses\n| label | wanted | sure | of those exact |\n|---|---|---|---|");
    for count in &counts {
        println!("{count}");
    }
    counts
}

/// Reads an article, makes its marks, and looks at the guess before each.
fn read(article: &Article, counts: &mut [Count]) {
    let (document, marks) = article.parts();
    let mut desk = Desk::new(Arc::new(document), AnnotationSet::default(), None);
    for (nth, (label, place)) in marks.iter().enumerate() {
        go_to_sentence(&mut desk, place);
        let guess = desk.guess(*label).into_iter().next();
        let count = &mut counts[*label as usize];
        count.wanted += 1;
        if let Some(guess) = guess.filter(|it| it.is_sure(*label)) {
            count.sure += 1;
            count.exact += usize::from(guess.place == *place);
        }
        let annotation = Annotation::new(Id::new(format!("n{nth}")), *label, place.clone());
        desk.apply(&AnnotationSet::adding(annotation)).unwrap();
        desk.select(place.as_slice()[place.as_slice().len() - 1]);
        desk.selection = desk.selection.passed();
    }
}

/// Reads on to the sentence in which a mark begins, or stays in it.
fn go_to_sentence(desk: &mut Desk, place: &Spans) {
    let start = place.as_slice()[0].start();
    let sentence = desk.document.sentence_at(start).unwrap();
    if !sentence.holds(desk.selection.cursor()) {
        desk.selection = Selection::unit(&desk.document, sentence, Unit::Sentence);
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.exact * 100 / self.sure.max(1);
        write!(f, "| {} | {} | {} | {share}% |", self.label.name(), self.wanted, self.sure)
    }
}
