//! What a key costs from press to painted frame, for small and large articles with few and many annotations.

mod material;

use std::hint::black_box;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ascribe::model::{Document, Readings};
use ascribe::tui::key::Key;
use ascribe::tui::{App, view};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use crossterm::event::KeyEvent;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

/// Writes nowhere, as fast as a terminal that is always ready.
struct Nowhere;

impl Write for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        black_box(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn screen() -> Terminal<CrosstermBackend<Nowhere>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, 120, 40));
    Terminal::with_options(CrosstermBackend::new(Nowhere), TerminalOptions { viewport }).expect("nothing to fail")
}

fn key(name: &str) -> KeyEvent {
    let key: Key = name.parse().expect("a key");
    key.into()
}

/// Presses each key in turn, over and over, and draws a frame after each.
fn turns(criterion: &mut Criterion, group: &str, keys: &[&str], draws: bool) {
    let mut group = criterion.benchmark_group(group);
    let keys: Vec<KeyEvent> = keys.iter().map(|name| key(name)).collect();
    for case in material::cases() {
        let (mut made, mut screen, mut nth) = (None, screen(), 0);
        group.bench_function(material::name(case), |bencher| {
            let app = made.get_or_insert_with(|| material::app(case));
            bencher.iter(|| {
                nth += 1;
                black_box(app.press(keys[nth % keys.len()]));
                if draws {
                    app.settle();
                    paint(&mut screen, app);
                }
            });
        });
    }
}

fn paint(screen: &mut Terminal<CrosstermBackend<Nowhere>>, app: &App) {
    screen.draw(|frame| view::draw(frame, app)).expect("nothing to fail");
}

fn motions(criterion: &mut Criterion) {
    turns(criterion, "a word on or back, drawn", &["w", "b"], true);
    turns(criterion, "a sentence on or back, drawn", &["j", "k"], true);
    turns(criterion, "a row down or up, drawn", &["down", "up"], true);
    turns(criterion, "a page down or up, drawn", &["pagedown", "pageup"], true);
    turns(criterion, "to the end or the start of the article, drawn", &["ctrl-end", "ctrl-home"], true);
}

fn marks(criterion: &mut Criterion) {
    turns(criterion, "a mark made or undone, drawn", &["c", "u"], true);
    turns(criterion, "a mark made or undone, not drawn", &["c", "u"], false);
}

fn checks(criterion: &mut Criterion) {
    turns(criterion, "a status recorded or undone, drawn", &["V", "u"], true);
    turns(criterion, "the next fact or the previous one, drawn", &["z", "Z"], true);
}

fn hints(criterion: &mut Criterion) {
    turns(criterion, "hints shown or left, drawn", &["C", "esc"], true);
    turns(criterion, "hints shown or left, not drawn", &["C", "esc"], false);
}

/// What bringing the state up to date costs after each key, without the key itself and without a frame.
fn settling(criterion: &mut Criterion) {
    for (name, keys) in [
        ("settle after a row down or up", &["down", "up"] as &[&str]),
        ("settle after a sentence on or back", &["j", "k"]),
        ("settle after ever another sentence", &["j"]),
        ("settle after a mark made or undone", &["c", "u"]),
    ] {
        let mut group = criterion.benchmark_group(name);
        let keys: Vec<KeyEvent> = keys.iter().map(|name| key(name)).collect();
        for case in material::cases() {
            let (mut made, mut nth) = (None, 0);
            group.bench_function(material::name(case), |bencher| {
                let app = made.get_or_insert_with(|| material::app(case));
                bencher.iter_custom(|times| {
                    let mut spent = Duration::ZERO;
                    for _ in 0..times {
                        nth += 1;
                        let before = app.desk().map(|desk| desk.selection);
                        app.press(keys[nth % keys.len()]);
                        if app.desk().map(|desk| desk.selection) == before && keys.len() == 1 {
                            // From the end of the article on from its start again.
                            app.press(key("ctrl-home"));
                        }
                        let begun = Instant::now();
                        app.settle();
                        spent += begun.elapsed();
                    }
                    spent
                });
            });
        }
    }
}

/// What understanding a text costs once, which is kept.
fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    let name = |document: &Document, readings: &Readings| {
        let (all, bytes) = (document.characters(), readings.memory());
        format!("{all} characters, up to {} bytes of memory for each", bytes.div_ceil(all))
    };
    for (text, what) in [(material::stretch(), "one stretch"), (material::article(), "an article")] {
        let document = Arc::new(Document::new("bench.txt", text).expect("it is not empty"));
        let read = || {
            let readings = Readings::new(Arc::clone(&document));
            while readings.read_on(document.start()) {}
            readings
        };
        let name = name(&document, &read());
        group.bench_function(format!("{what}: {name}"), |bencher| bencher.iter(read));
    }
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a whole frame");
    for case in material::cases() {
        let mut made = None;
        group.bench_function(material::name(case), |bencher| {
            let app = made.get_or_insert_with(|| material::app(case));
            // On a screen that shows nothing yet every cell is another.
            bencher.iter_batched_ref(screen, |screen| paint(screen, app), BatchSize::SmallInput);
        });
    }
}

fn quick() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400))
        .sample_size(20)
}

criterion_group! { name = benches; config = quick(); targets = settling, reading, motions, marks, checks, hints, frames }
criterion_main!(benches);
