//! Long sessions of any keys, pasted text, mouse and sizes, saved and opened again on the way: what is read is what was
//! there, and every quote is the text at its place. `ASCRIBE_KEYS` asks for more than 20,000 keys.

use std::sync::Arc;

use ascribe::formats::native;
use ascribe::model::{AnnotationSet, Document, Id};
use ascribe::store::Stamps;
use ascribe::tui::key::Key;
use ascribe::tui::keymap::rows;
use ascribe::tui::theme::Theme;
use ascribe::tui::{App, Article, Desk, Effect};
use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// So many keys are pressed altogether, unless more are asked for.
const KEYS: usize = 20_000;
/// So many of them in one article.
const KEYS_TO_ONE_ARTICLE: usize = 2_500;
/// So many between saving and opening again.
const KEYS_TO_ONE_SAVE: usize = 500;

const ARTICLES: &[&str] = &[
    "Dam is safe, minister says\n\n“The dam is safe,” the minister, Ada Orlan, said on Monday, “and it always was.” \
     According to two engineers, it is not.\n\nThe agency denied that it had ever seen the report. “We did not,” said \
     its spokesman, Bo Lind.\n",
    "e\u{301}\u{323}\u{327} 👩‍🔬👨‍👩‍👧‍👦 🇺🇳🇮🇱🇵 👍🏽 said.\r\n\r\n\u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd} \u{5e2}\u{5d5}\u{5dc}\u{5dd}.\r\n\tT\u{a0}ab\u{2028}\u{5927}\u{962a}\u{57ce}\rlone\u{85}end",
    "a\u{1b}[31m\u{202e}\u{200b}\u{7}\0 b c d\n\n\n  \nlast. One. Two! Three? “Four,” he said…",
    "x",
];

const PASTED: &[&str] =
    &["", "see page 3", "\u{1b}[201~\u{202e}x\0\r\n\ty", "two words", "2026-11-22", "\u{301}\u{200d}"];

/// Ids that no other app of this run has given.
struct Numbers(usize);

impl Stamps for Numbers {
    fn id(&mut self) -> Id {
        self.0 += 1;
        Id::new(format!("n{}", self.0))
    }

    fn now(&mut self) -> String {
        "2026-11-22T10:00:00Z".to_owned()
    }

    fn creator(&self) -> String {
        "tester".to_owned()
    }
}

fn open(document: &Arc<Document>, set: AnnotationSet, first_id: usize) -> App {
    let desk = Some(Desk::new(Arc::clone(document), set, None));
    let articles = vec![Article { name: "article.txt".to_owned(), progress: None, desk }];
    let mut app = App::new(articles, Theme::named("dark").unwrap(), Box::new(Numbers(first_id)));
    app.resize(100, 30);
    app
}

/// What comes from a terminal, one event.
fn anything(app: &mut App, keys: &[Key], random: &mut fastrand::Rng) -> Effect {
    match random.u8(..) {
        0..4 => app.resize(random.u16(0..160), random.u16(0..50)),
        4..8 => return app.paste(PASTED[random.usize(..PASTED.len())]),
        8..24 => {
            let kinds = [
                MouseEventKind::Down(MouseButton::Left),
                MouseEventKind::Drag(MouseButton::Left),
                MouseEventKind::Up(MouseButton::Left),
                MouseEventKind::ScrollDown,
                MouseEventKind::ScrollUp,
            ];
            let kind = kinds[random.usize(..kinds.len())];
            let (column, row) = (random.u16(0..170), random.u16(0..55));
            app.point(MouseEvent { kind, column, row, modifiers: KeyModifiers::empty() });
        }
        _ => return app.press(KeyEvent::from(keys[random.usize(..keys.len())])),
    }
    Effect::None
}

/// Saves and opens again: the same annotations, each where its quote stands.
fn reopened(document: &Arc<Document>, set: &AnnotationSet) -> AnnotationSet {
    let json = native::write(document, "UTF-8", set);
    let read = native::read(&json, document).unwrap_or_else(|damaged| panic!("{damaged}\n{json}"));
    assert!(read.misplaced.is_empty(), "{:?}\n{json}", read.misplaced);
    assert!(read.set == *set, "what is read is what was written:\n{json}");
    assert_eq!(native::write(document, "UTF-8", &read.set), json);
    let file: serde_json::Value = serde_json::from_str(&json).unwrap();
    let characters: Vec<char> = document.text().chars().collect();
    for span in file["annotations"].as_array().unwrap().iter().flat_map(|it| it["spans"].as_array().unwrap()) {
        let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
        let quote: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(span["quote"], quote);
    }
    read.set
}

/// So many keys in one article; says how often something was changed.
fn live(text: &str, presses: usize, seed: u64) -> usize {
    let document = Arc::new(Document::new("article.txt", text).unwrap());
    document.sha256_or_init(|| "0".repeat(64));
    let keys: Vec<Key> = rows()
        .iter()
        .flat_map(|row| row.keys.iter().flat_map(|keys| keys.split(' ')))
        .chain(["1", "9", "é", "\u{5d0}", "z", "insert", "ctrl-w", "ctrl-k", "alt-b"])
        .map(|key| key.parse().unwrap())
        .collect();
    let mut random = fastrand::Rng::with_seed(seed);
    let mut app = open(&document, AnnotationSet::default(), 0);
    let mut saved = AnnotationSet::default();
    let mut edits = 0;
    for nth in 1..=presses {
        if let Effect::Save(edit) = anything(&mut app, &keys, &mut random) {
            saved.apply(&edit).expect("what is sent to be saved fits what was saved");
            edits += 1;
        }
        if random.bool() {
            app.settle();
        }
        if nth.is_multiple_of(KEYS_TO_ONE_SAVE) {
            assert!(app.desk().unwrap().set == saved, "seed {seed}, key {nth}: all that changed was sent to be saved");
            saved = reopened(&document, &saved);
            app = open(&document, saved.clone(), nth * 10);
        }
    }
    edits
}

#[test]
#[expect(clippy::print_stdout, reason = "a long run says how long it was")]
fn any_session_ends_in_a_file_whose_quotes_are_the_text() {
    let wanted = std::env::var("ASCRIBE_KEYS").ok().and_then(|keys| keys.parse().ok()).unwrap_or(KEYS);
    let articles = wanted.div_ceil(KEYS_TO_ONE_ARTICLE);
    let edits: usize = (0..articles)
        .map(|nth| live(ARTICLES[nth % ARTICLES.len()], KEYS_TO_ONE_ARTICLE.min(wanted), nth as u64))
        .sum();
    assert!(edits > wanted / 100, "of {wanted} keys only {edits} changed anything");
    println!("{} keys, {edits} edits", articles * KEYS_TO_ONE_ARTICLE);
}
