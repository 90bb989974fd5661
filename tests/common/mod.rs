//! What tests of the screen share: an app without a terminal, and articles written with their marks in the text.
//!
//! `<c>…</c>` is a claim (the letter is the label's key, a number after it keeps the pieces of one annotation together),
//! `⟦…⟧` the selection with the cursor at its end, `⟪…⟫` with the cursor at its start.

#![allow(dead_code, unreachable_pub, reason = "every test binary uses a part of it")]

use std::collections::BTreeMap;
use std::sync::Arc;

use ascribe::model::anchoring::review::{Score, Why};
use ascribe::model::{
    Annotation, AnnotationSet, Document, Id, LABELS, Label, Place, Proposal, Selection, Selector, Span, Spans,
};
use ascribe::store::Stamps;
use ascribe::tui::aim::{Aim, Target};
use ascribe::tui::key::Key;
use ascribe::tui::review::Review;
use ascribe::tui::theme::Theme;
use ascribe::tui::{App, Article, Desk, Effect};
use crossterm::event::KeyEvent;

/// Ids and times that are the same in every run, and a name.
pub struct Counting {
    count: usize,
    creator: &'static str,
}

impl Counting {
    /// The stamps of somebody of that name; empty where nobody knows it.
    pub fn of(creator: &'static str) -> Self {
        Self { count: 0, creator }
    }
}

impl Default for Counting {
    fn default() -> Self {
        Self::of("tester")
    }
}

impl Stamps for Counting {
    fn id(&mut self) -> Id {
        self.count += 1;
        Id::new(format!("n{}", self.count))
    }

    fn now(&mut self) -> String {
        "2026-11-22T10:00:00Z".to_owned()
    }

    fn creator(&self) -> String {
        self.creator.to_owned()
    }
}

/// The screen for one article.
pub fn app_for(document: Document, set: AnnotationSet) -> App {
    app_in("dark", document, set)
}

/// The screen for one article in a theme.
pub fn app_in(theme: &str, document: Document, set: AnnotationSet) -> App {
    app_by(Counting::default(), theme, document, set)
}

/// The same for somebody.
pub fn app_by(stamps: Counting, theme: &str, document: Document, set: AnnotationSet) -> App {
    let name = document.name().to_owned();
    let mut desk = Desk::new(Arc::new(document), set, None);
    desk.survey();
    let desk = Some(desk);
    let articles = vec![Article { name, progress: None, desk }];
    let mut app = App::new(articles, Theme::named(theme).unwrap(), Box::new(stamps));
    app.resize(100, 30);
    app
}

/// The screen for an article with marks in its text.
pub fn app_of(marked: &str) -> App {
    let Marked { text, annotations, selection } = Marked::parse(marked);
    let document = Document::new("article.txt", text).unwrap();
    let mut set = AnnotationSet::default();
    for (key, (label, spans)) in annotations {
        let spans = spans
            .into_iter()
            .map(|bytes| document.span(bytes.clone()).unwrap_or_else(|| panic!("{bytes:?} cuts a character")));
        let annotation = Annotation::new(Id::new(key), label, Spans::new(spans).unwrap());
        set.apply(&AnnotationSet::adding(annotation)).unwrap();
    }
    let mut app = app_for(document, set);
    if let Some((bytes, turned)) = selection {
        let desk = app.desk_mut().unwrap();
        let span = desk.document.span(bytes).unwrap();
        let selection = Selection::span(&desk.document, span);
        desk.selection = match (
            span.len_bytes() == desk.document.next_grapheme(span.start()).byte() - span.start().byte(),
            turned,
        ) {
            (true, _) => Selection::character(&desk.document, span.start()),
            (false, true) => selection.turned(),
            (false, false) => selection,
        };
        app.settle();
    }
    app
}

/// The screen for an article that has changed: each mark in the text is a proposal, the first one the surest, of an
/// annotation whose text was that in `was`.
pub fn app_to_review(marked: &str, was: &[&str]) -> App {
    let mut app = app_of(marked);
    let desk = app.desk_mut().unwrap();
    let placed: Vec<_> = desk.set.iter().cloned().collect();
    let mut proposals = Vec::new();
    for ((annotation, was), score) in placed.iter().zip(was).zip((0..=95).rev().step_by(10)) {
        let Place::Spans(spans) = &annotation.place else { unreachable!("it was marked in the text") };
        let selector = Selector { quote: (*was).to_owned(), ..Selector::of(spans.as_slice()[0], &desk.document) };
        let edit = desk.set.changing(&annotation.id, |it| it.place = Place::Undecided(vec![selector]));
        desk.set.apply(&edit).unwrap();
        let (id, spans) = (annotation.id.clone(), spans.clone());
        proposals.push(Proposal { id, spans, score: Score::percent(score), why: Why::Edited });
    }
    desk.review = Review::of(proposals);
    desk.take_up_what_is_here();
    app.settle();
    app
}

/// Presses keys, written with blanks between them; `"text"` types the text in it (without blanks: `␣` is one).
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for word in keys.split_whitespace() {
        let typed: Vec<Key> = match word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(text) if !text.is_empty() => text
                .chars()
                .map(|character| {
                    let name = if character == '␣' { "space".to_owned() } else { character.to_string() };
                    name.parse().unwrap()
                })
                .collect(),
            _ => vec![word.parse().unwrap()],
        };
        effects.extend(typed.into_iter().map(|key| {
            let effect = app.press(KeyEvent::from(key));
            app.settle();
            effect
        }));
    }
    effects
}

/// The keys of the first hint that takes such a target: its letter, or before it the capital of its row.
pub fn code_of(aim: &Aim, is_it: impl Fn(&Target) -> bool) -> Option<String> {
    let hint = aim.hints.iter().find(|hint| is_it(&hint.target))?;
    if let Some(letter) = hint.letter {
        return Some(letter.to_string());
    }
    let capital = aim.capitals[hint.cell.row].expect("a row that lacks letters has a capital");
    let mut picked = aim.clone();
    let mut code = String::new();
    loop {
        code.push(capital);
        picked.take(capital);
        let hint = picked.hints.iter().find(|hint| is_it(&hint.target))?;
        if let Some(letter) = hint.letter {
            code.push(letter);
            return Some(code);
        }
    }
}

/// Types a code of hints.
pub fn type_code(app: &mut App, code: &str) {
    for letter in code.chars() {
        app.press(KeyEvent::from(Key::from(letter)));
        app.settle();
    }
}

/// Marked text + keys → marked text.
#[track_caller]
pub fn check(before: &str, keys: &str, after: &str) {
    let mut app = app_of(before);
    press(&mut app, keys);
    assert_eq!(marked(&app), after, "after {keys}");
}

/// The open article with its marks in the text.
pub fn marked(app: &App) -> String {
    let desk = app.desk().unwrap();
    let mut numbers: BTreeMap<&Id, String> = BTreeMap::new();
    let mut several = 0;
    for annotation in desk.set.iter() {
        let mut name = annotation.label.row().key.to_string();
        if annotation.spans().len() > 1 {
            several += 1;
            name.push_str(&several.to_string());
        }
        numbers.insert(&annotation.id, name);
    }
    let selected = desk.selected();
    let turned =
        desk.selection.cursor() == selected.start() && desk.document.next_grapheme(selected.start()) != selected.end();
    let brackets = if turned { ("⟪", "⟫") } else { ("⟦", "⟧") };
    // What opens or closes at each byte: closing before opening, and of what opens the outer first.
    let mut tags: BTreeMap<usize, Vec<(i64, String)>> = BTreeMap::new();
    let mut tag = |span: Span, open: String, close: String, inner: i64| {
        let length = i64::try_from(span.len_bytes()).unwrap();
        tags.entry(span.start().byte()).or_default().push((1_000_000 - length * 10 + inner, open));
        tags.entry(span.end().byte()).or_default().push((length * 10 - inner - 1_000_000, close));
    };
    for annotation in desk.set.iter() {
        let name = &numbers[&annotation.id];
        for span in annotation.spans() {
            tag(*span, format!("<{name}>"), format!("</{name}>"), annotation.label as i64);
        }
    }
    tag(selected, brackets.0.to_owned(), brackets.1.to_owned(), 9);
    let mut out = String::new();
    let mut from = 0;
    for (byte, mut here) in tags {
        out.push_str(&desk.document.text()[from..byte]);
        here.sort();
        out.extend(here.into_iter().map(|(_, tag)| tag));
        from = byte;
    }
    out + &desk.document.text()[from..]
}

/// Marked text taken apart.
struct Marked {
    text: String,
    annotations: BTreeMap<String, (Label, Vec<std::ops::Range<usize>>)>,
    selection: Option<(std::ops::Range<usize>, bool)>,
}

impl Marked {
    fn parse(marked: &str) -> Self {
        let mut parsed = Self { text: String::new(), annotations: BTreeMap::new(), selection: None };
        let (mut open, mut select, mut nth) = (Vec::<(String, usize, String)>::new(), 0, 0);
        let mut rest = marked;
        while let Some(next) = rest.chars().next() {
            let at = parsed.text.len();
            let tag = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(tag, _)| tag);
            let tag = tag.filter(|tag| label_of(tag.trim_start_matches('/')).is_some());
            match (next, tag) {
                ('⟦' | '⟪', _) => select = at,
                ('⟧' | '⟫', _) => parsed.selection = Some((select..at, next == '⟫')),
                (_, Some(tag)) => {
                    if let Some(name) = tag.strip_prefix('/') {
                        let which = open.iter().rposition(|(open, ..)| open == name).expect("closes what is open");
                        let (name, start, key) = open.remove(which);
                        let label = label_of(&name).unwrap();
                        parsed.annotations.entry(key).or_insert((label, Vec::new())).1.push(start..at);
                    } else {
                        nth += 1;
                        let key = if tag.len() > 1 { format!("m{tag}") } else { format!("m{nth:03}") };
                        open.push((tag.to_owned(), at, key));
                    }
                    rest = &rest[tag.len() + 2..];
                    continue;
                }
                _ => parsed.text.push(next),
            }
            rest = &rest[next.len_utf8()..];
        }
        assert!(open.is_empty(), "{open:?} is never closed");
        parsed
    }
}

fn label_of(tag: &str) -> Option<Label> {
    let mut characters = tag.chars();
    let key = characters.next()?;
    let number = characters.all(|character| character.is_ascii_digit());
    LABELS.iter().find(|row| row.key == key && number).map(|row| row.label)
}

/// The spans of an annotation as text, for messages.
pub fn quotes(app: &App, label: Label) -> Vec<String> {
    let desk = app.desk().unwrap();
    let of_label = desk.set.iter().filter(|annotation| annotation.label == label);
    of_label
        .map(|annotation| match &annotation.place {
            Place::Spans(spans) => {
                spans.as_slice().iter().map(|span| desk.document.quote(*span)).collect::<Vec<_>>().join(" … ")
            }
            Place::Orphan(_) | Place::Undecided(_) => "not found".to_owned(),
        })
        .collect()
}
