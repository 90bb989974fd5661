//! What opening and saving cost: the article, its first frame, its annotations, and the file that keeps them.

mod material;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use ascribe::formats::native;
use ascribe::model::Selector;
use ascribe::model::anchoring::{self, Former, Standing};
use ascribe::store::{ARTICLE_LIMIT_BYTES, Article};
use ascribe::tui::theme::Theme;
use ascribe::tui::{App, Desk, view};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read the article");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for case in material::cases().into_iter().filter(|case| case.2 == 0) {
        let path = folder.path().join("bench.txt");
        std::fs::write(&path, material::text(case.0, case.1)).expect("room on the disk");
        group.bench_function(material::name(case), |bencher| {
            bencher.iter(|| Article::read(&path, ARTICLE_LIMIT_BYTES).expect("it is text"));
        });
    }
}

fn first_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("from a read article to its first frame");
    for case in material::cases().into_iter().filter(|case| case.2 == 0) {
        let text = material::text(case.0, case.1);
        let document = Arc::new(ascribe::model::Document::new("bench.txt", text).expect("it is not empty"));
        group.bench_function(material::name(case), |bencher| {
            bencher.iter_batched(
                || Terminal::new(TestBackend::new(120, 40)).expect("nothing to fail"),
                |mut terminal| {
                    let desk = Some(Desk::new(Arc::clone(&document), ascribe::model::AnnotationSet::default(), None));
                    let article = ascribe::tui::Article { name: String::new(), progress: None, desk };
                    let theme = Theme::named("dark").expect("a theme of the table");
                    let mut app = App::new(vec![article], theme, Box::new(material::Counting(0)));
                    app.resize(120, 40);
                    terminal.draw(|frame| view::draw(frame, &app)).expect("nothing to fail");
                    terminal
                },
                BatchSize::SmallInput,
            );
        });
    }
}

fn annotations(criterion: &mut Criterion) {
    for (what, reads) in [("write the annotations", false), ("read the annotations", true)] {
        let mut group = criterion.benchmark_group(what);
        for case in material::cases() {
            let document =
                ascribe::model::Document::new("bench.txt", material::text(case.0, case.1)).expect("not empty");
            let set = material::annotations(&document, case.2);
            let json = native::write(&document, "UTF-8", &set);
            group.bench_function(material::name(case), |bencher| {
                if reads {
                    bencher.iter(|| drop(black_box(native::read(&json, &document))));
                } else {
                    bencher.iter(|| black_box(native::write(&document, "UTF-8", &set)));
                }
            });
        }
    }
}

/// What a changed article costs: every annotation is anchored anew, here and there or all of them in edited text.
fn anchoring(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("anchor 1000 annotations in 100 KB");
    let old = ascribe::model::Document::new("bench.txt", material::varied_text(100 << 10)).expect("it is not empty");
    let set = material::annotations(&old, 1000);
    let selectors: Vec<Vec<Selector>> =
        set.iter().map(|it| it.spans().iter().map(|span| Selector::of(*span, &old)).collect()).collect();
    let formers: Vec<_> = selectors.iter().map(|selectors| Former { selectors, standing: Standing::Placed }).collect();
    let article = anchoring::Article::Changed(Some(old.characters()));
    for words in [10_000, 200, 10] {
        let new = ascribe::model::Document::new("bench.txt", material::edited(old.text(), words)).expect("not empty");
        group.bench_function(format!("a word inserted every {words}"), |bencher| {
            bencher.iter(|| black_box(anchoring::anchor(&new, article, &formers)));
        });
    }
}

fn quick() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400))
        .sample_size(20)
}

criterion_group! { name = benches; config = quick(); targets = reading, first_frame, annotations, anchoring }
criterion_main!(benches);
