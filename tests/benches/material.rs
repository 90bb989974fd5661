//! What all benches work on: articles of any size, with any number of annotations.

#![allow(dead_code, unreachable_pub, reason = "every bench uses a part of it")]

use std::sync::Arc;

use ascribe::model::{Annotation, AnnotationSet, Document, Id, LABELS, Offset};
use ascribe::store::Stamps;
use ascribe::tui::theme::Theme;
use ascribe::tui::{App, Article, Desk};

/// An article's size in bytes, whether it is one line, and its number of annotations.
pub type Case = (usize, bool, usize);

/// Every combination that is measured.
pub fn cases() -> Vec<Case> {
    let sizes = [(1 << 10, false), (100 << 10, false), (1 << 20, false), (10 << 20, false), (10 << 20, true)];
    sizes.iter().flat_map(|&(size, one_line)| [0, 100, 10_000].map(|count| (size, one_line, count))).collect()
}

/// A name for a case: `10 MB line, 100 annotations`.
pub fn name((size, one_line, count): Case) -> String {
    let size = if size >= 1 << 20 { format!("{} MB", size >> 20) } else { format!("{} KB", size >> 10) };
    format!("{size}{}, {count} annotations", if one_line { " line" } else { "" })
}

/// An invented article of about so many bytes.
pub fn text(size: usize, one_line: bool) -> String {
    const PARAGRAPH: [&str; 3] = [
        "The harbour office said on Tuesday that the eastern span had been closed “as a precaution” after inspectors found cracks.",
        "“We knew nothing of it,” Gov. Ilse Tarn told reporters, adding that the U.K.-built crane — one of three — was safe.",
        "A senior official, who declined to be named, denied that; costs rose 14 percent to $2.3 million, she said.",
    ];
    let end = if one_line { " " } else { "\n\n" };
    let mut text = String::with_capacity(size + 512);
    while text.len() < size {
        text.push_str(&PARAGRAPH.join(" "));
        text.push_str(end);
    }
    let cut = text.floor_char_boundary(size);
    text.truncate(cut);
    text
}

/// One paragraph of about 800 characters.
pub fn stretch() -> String {
    text(780, true)
}

/// A sample of about a thousand words.
pub fn article() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/harbour-bridge.txt");
    std::fs::read_to_string(path).expect("the sample")
}

/// An invented text of about so many bytes in which no sentence stands twice.
pub fn varied_text(size: usize) -> String {
    let mut random = fastrand::Rng::with_seed(1);
    let word = |random: &mut fastrand::Rng| (0..random.usize(2..10)).map(|_| random.lowercase()).collect::<String>();
    let words: Vec<String> = (0..2000).map(|_| word(&mut random)).collect();
    let mut text = String::with_capacity(size + 64);
    for nth in 1.. {
        // A few words are much more frequent than the others, as they are in language.
        let frequent = random.usize(1..=words.len());
        text.push_str(&words[random.usize(..frequent)]);
        text.push_str(if nth % 80 == 0 { ".\n\n" } else { " " });
        if text.len() >= size {
            break;
        }
    }
    text
}

/// The text with a word more in each so many.
pub fn edited(text: &str, words: usize) -> String {
    let edit =
        |(nth, word): (usize, &str)| if nth % words == words / 2 { format!("edited {word}") } else { word.into() };
    text.split_inclusive(' ').enumerate().map(edit).collect()
}

/// So many annotations spread evenly over a document, a word or a few long; tied to each other here and there.
pub fn annotations(document: &Document, count: usize) -> AnnotationSet {
    let mut set = AnnotationSet::default();
    let length = document.text().len();
    for nth in 0..count {
        let start = document.offset_at_or_before(length * nth / count);
        let end = (0..12 + nth % 60).fold(start, |at: Offset, _| document.next_grapheme(at));
        let Some(span) = ascribe::model::Span::between(start, end) else { continue };
        let label = LABELS[nth % LABELS.len()].label;
        let annotation = Annotation::new(Id::new(format!("b{nth}")), label, span);
        set.apply(&AnnotationSet::adding(annotation)).expect("a new id");
        if nth % 4 == 2 {
            let (source, claim) = (Id::new(format!("b{nth}")), Id::new(format!("b{}", nth - 1)));
            let tie = set.tying(&source, &claim, Id::new(format!("t{nth}"))).expect("a source and a claim");
            set.apply(&tie).expect("both are there");
        }
    }
    set
}

/// Ids and times that cost nothing.
pub struct Counting(pub usize);

impl Stamps for Counting {
    fn id(&mut self) -> Id {
        self.0 += 1;
        Id::new(format!("k{}", self.0))
    }

    fn now(&mut self) -> String {
        "2026-11-22T10:00:00Z".to_owned()
    }

    fn creator(&self) -> String {
        "bench".to_owned()
    }
}

/// The screen of a case at 120 columns and 40 rows, with the cursor in the middle of the article.
pub fn app((size, one_line, count): Case) -> App {
    let document = Arc::new(Document::new("bench.txt", text(size, one_line)).expect("it is not empty"));
    let set = annotations(&document, count);
    let mut desk = Desk::new(document, set, None);
    desk.survey();
    let desk = Some(desk);
    let articles = vec![Article { name: "bench.txt".to_owned(), progress: None, desk }];
    let theme = Theme::named("dark").expect("a theme of the table");
    let mut app = App::new(articles, theme, Box::new(Counting(0)));
    app.resize(120, 40);
    let desk = app.desk_mut().expect("it is open");
    let middle = desk.document.offset_at_or_before(size / 2);
    desk.selection = ascribe::model::Selection::character(&desk.document, middle);
    app.settle();
    app
}
