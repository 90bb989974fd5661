//! What the screen paints as selected is what a label key marks.

use ascribe::model::{Label, Span};
use ascribe::tui::{App, view};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use super::common::{app_of, check, marked, press};

const TEXT: &str = "The Harn First Policy Institute met Ana Vey. “The dam is safe,” said Ana Vey on Monday.\n\n\
                    <c>Orl paid 48 marks</c>, Bo Col-de-Harn wrote. The dam held; the Institute said so twice.\n";

/// The text that the screen paints as selected.
fn painted(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    terminal.draw(|frame| view::draw(frame, app)).unwrap();
    let (buffer, text) = (terminal.backend().buffer(), app.areas.text);
    let cells = text.positions().map(|place| &buffer[place]);
    cells.filter(|cell| cell.modifier.contains(Modifier::REVERSED)).map(ratatui::buffer::Cell::symbol).collect()
}

/// A text without the blanks at which rows may end.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The pieces with that label.
fn spans(app: &App, label: Label) -> Vec<Span> {
    let of_label = app.desk().unwrap().set.iter().filter(|it| it.label == label);
    of_label.flat_map(|it| it.spans().to_vec()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_label_key_marks_what_is_painted_as_selected(
        keys in proptest::collection::vec(
            proptest::sample::select(
                "j k w b l h down up } { pagedown home end g G W B L H J K shift-down v o + - z Z f ) ( * n N tab backtab \
                 > < , backspace alt-right a d u U esc x m ;".split_whitespace().collect::<Vec<_>>(),
            ),
            0..30,
        ),
    ) {
        let mut app = app_of(TEXT);
        for key in keys {
            press(&mut app, key);
        }
        let painted = painted(&app);
        let desk = app.desk().unwrap();
        let chosen = desk.chosen().filter(|_| app.aim.is_none());
        let quote = chosen.map(|span| desk.document.quote(span).to_owned()).unwrap_or_default();
        prop_assert_eq!(without_blanks(&painted), without_blanks(&quote));
        if let Some(chosen) = chosen.filter(|_| app.mode == ascribe::tui::keymap::Mode::Read && app.pending.is_empty()) {
            press(&mut app, "s");
            prop_assert!(spans(&app, Label::Source).contains(&chosen), "{} in {}", painted, marked(&app));
        }
    }
}

#[test]
fn a_label_key_marks_the_fact_that_was_gone_to_and_nothing_else() {
    check("O⟦n⟧e. On Monday 48 people left.", "z s", "One. On <s>⟦Monday⟧</s> 48 people left.");
    check("O⟦n⟧e. On Monday 48 people left.", "2 z c", "One. On Monday <c>⟦48⟧</c> people left.");
}

#[test]
fn a_sentence_that_is_read_looks_otherwise_than_one_that_is_selected() {
    let mut app = app_of("O⟦n⟧e. The dam is safe, the minister said.");
    press(&mut app, "j");
    assert_eq!(painted(&app), "", "a label key takes something in it");
    press(&mut app, "v");
    assert_eq!(painted(&app), "The dam is safe, the minister said.");
}
