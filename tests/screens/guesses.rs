//! What a label key would take, in the text: underlined, with its key in the blank before it, and nothing else changed.

use ascribe::model::{LABELS, Label, Span, Spans};
use ascribe::tui::App;
use ascribe::tui::guess::Guess;
use ascribe::tui::theme::{THEMES, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::common::{app_of, press, quotes};
use super::rendering::{drawn, plain};

const TEXT: &str = "It rained. Mara Vey, the mayor, said “the dam” was safe. It ran—long.";

/// The text's app with guesses that are sure, each of a label and its pieces.
fn app_with(columns: u16, text: &str, guesses: &[(Label, &[&str])]) -> App {
    let mut app = app_of(text);
    app.resize(columns, 12);
    guess(&mut app, guesses);
    app
}

fn guess(app: &mut App, guesses: &[(Label, &[&str])]) {
    let desk = app.desk_mut().unwrap();
    let span = |quote: &&str| -> Span {
        let start = desk.document.text().find(quote).unwrap();
        desk.document.span(start..start + quote.len()).unwrap()
    };
    let places = guesses.iter().map(|(label, pieces)| (*label, Spans::new(pieces.iter().map(span)).unwrap()));
    desk.guesses.next = places.map(|(label, place)| Guess { label, place, is_sure: true, likelihood: 900 }).collect();
}

fn buffer(app: &App) -> Buffer {
    drawn(app).buffer().clone()
}

/// The cells of the text and the margin before it.
fn cells<'a>(app: &App, buffer: &'a Buffer) -> impl Iterator<Item = &'a Cell> {
    let text = app.areas.text;
    (text.y..text.bottom()).flat_map(move |y| (text.x - 1..text.right()).map(move |x| &buffer[(x, y)]))
}

fn underlined(app: &App, buffer: &Buffer) -> String {
    let cells = cells(app, buffer).filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
    cells.map(Cell::symbol).collect()
}

/// The row that a text is in, from the margin on, without blanks at its end.
fn row(app: &App, text: &str) -> String {
    let screen = plain(app);
    let row = screen.lines().find(|row| row.contains(text)).unwrap_or_else(|| panic!("no {text:?} in\n{screen}"));
    row.chars().skip(4).take(usize::from(app.areas.text.width)).collect::<String>().trim_end().to_owned()
}

#[test]
fn a_guess_is_underlined_in_its_labels_colour_with_its_key_before_it() {
    let app = app_with(80, TEXT, &[(Label::Source, &["Mara Vey, the mayor"])]);
    let buffer = buffer(&app);
    assert_eq!(underlined(&app, &buffer), "Mara Vey, the mayor");
    assert_eq!(row(&app, "Mara"), " It rained.sMara Vey, the mayor, said “the dam” was safe. It ran—long.");
    let first = cells(&app, &buffer).find(|cell| cell.modifier.contains(Modifier::UNDERLINED)).unwrap();
    assert_eq!(Some(first.underline_color), app.theme.label(Label::Source).bg);
}

#[test]
fn the_key_stands_before_opening_quotes_and_in_the_margin_at_the_start_of_a_row_and_never_on_a_letter() {
    let claim = |quote| app_with(80, TEXT, &[(Label::Claim, &[quote])]);
    assert!(row(&claim("the dam"), "Mara").contains("saidc“the dam”"));
    assert!(row(&claim("It rained"), "Mara").starts_with("cIt rained"));
    let within = claim("long");
    assert!(row(&within, "Mara").ends_with("It ran—long."));
    assert_eq!(underlined(&within, &buffer(&within)), "long");
}

#[test]
fn both_pieces_of_a_guess_are_underlined_and_have_one_key() {
    let app = app_with(80, TEXT, &[(Label::Claim, &["the dam", "safe"])]);
    assert_eq!(underlined(&app, &buffer(&app)), "the damsafe");
    assert!(row(&app, "Mara").contains("saidc“the dam” was safe"));
}

#[test]
fn of_a_guess_in_another_each_has_its_own_colour_and_key() {
    let app = app_with(80, TEXT, &[(Label::Claim, &["It rained. Mara Vey"]), (Label::Actor, &["Mara Vey"])]);
    let buffer = buffer(&app);
    assert!(row(&app, "Mara").starts_with("cIt rained.aMara Vey, the"));
    let in_colour = |label| -> String {
        let colour = app.theme.guess(label).underline_color.unwrap();
        cells(&app, &buffer).filter(|cell| cell.underline_color == colour).map(Cell::symbol).collect()
    };
    assert_eq!((in_colour(Label::Claim), in_colour(Label::Actor)), ("It rained.".to_owned(), "Mara Vey".to_owned()));
}

#[test]
fn of_two_guesses_that_begin_together_the_margin_has_both_keys_and_a_blank_the_likelier_ones() {
    let at_the_start = app_with(80, TEXT, &[(Label::Source, &["It"]), (Label::Claim, &["It rained"])]);
    let screen = plain(&at_the_start);
    assert!(screen.starts_with("│  csIt rained."), "{screen}");
    let within = app_with(80, TEXT, &[(Label::Source, &["Mara Vey"]), (Label::Claim, &["Mara"])]);
    assert!(row(&within, "Mara").contains("rained.sMara"), "{}", plain(&within));
    // The letter of a mark in the margin stays.
    let marked = app_with(80, "<c>One</c> two.", &[(Label::Source, &["One"]), (Label::Actor, &["One two"])]);
    assert!(plain(&marked).starts_with("│C asOne two."), "{}", plain(&marked));
}

#[test]
fn a_guess_whose_words_have_no_room_in_the_hint_line_is_named_there() {
    let long = "Mara Vey, the mayor, said “the dam” was safe";
    let app = app_with(60, TEXT, &[(Label::Source, &[long]), (Label::Claim, &["It rained"])]);
    let hints = plain(&app).lines().rev().nth(1).unwrap().to_owned();
    assert!(hints.starts_with("│ s source “Mara…”  c claim “It rained”  a actor  "), "{hints}");
    let narrow = app_with(22, TEXT, &[(Label::Source, &[long]), (Label::Claim, &["It rained"])]);
    let hints = plain(&narrow).lines().rev().nth(1).unwrap().to_owned();
    assert!(hints.starts_with("│ s source  "), "{hints}");
}

#[test]
fn the_underlines_of_guesses_are_seen_on_the_page_of_their_theme() {
    let light = |colour: Color| -> f64 {
        let Color::Rgb(red, green, blue) = colour else { panic!("{colour:?}") };
        let linear = |part: u8| (f64::from(part) / 255.0).powf(2.2);
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    for (name, page) in [("dark", Color::Rgb(0x16, 0x18, 0x1D)), ("light", Color::Rgb(0xFB, 0xFA, 0xF7))] {
        for row in LABELS {
            let line = light(Theme::named(name).unwrap().guess(row.label).underline_color.unwrap());
            let (more, less) = (line.max(light(page)), line.min(light(page)));
            assert!((more + 0.05) / (less + 0.05) >= 4.0, "{name} {}", row.name);
        }
    }
}

#[test]
fn only_the_two_likeliest_guesses_are_shown_and_the_hint_line_has_them_first_in_that_order() {
    let three: &[(Label, &[&str])] =
        &[(Label::Source, &["Mara Vey"]), (Label::Claim, &["the dam"]), (Label::Denial, &["safe"])];
    let app = app_with(120, TEXT, three);
    assert_eq!(underlined(&app, &buffer(&app)), "Mara Veythe dam");
    let hints = plain(&app).lines().rev().nth(1).unwrap().to_owned();
    assert!(hints.starts_with("│ s source “Mara Vey”  c claim “the dam”  a actor"), "{hints}");
}

#[test]
fn what_is_not_sure_is_not_in_the_text_and_a_question_in_the_hint_line() {
    let mut app = app_with(120, TEXT, &[(Label::Claim, &["the dam"])]);
    app.desk_mut().unwrap().guesses.next[0].is_sure = false;
    assert_eq!(underlined(&app, &buffer(&app)), "");
    assert!(plain(&app).contains("c claim …?  s source"), "{}", plain(&app));
}

#[test]
fn no_guess_is_shown_where_its_key_would_not_take_it_at_once() {
    for keys in ["v", "w", "C", "3", "p", ":", "?"] {
        let mut app = app_of(TEXT);
        app.resize(100, 12);
        press(&mut app, keys);
        guess(&mut app, if keys == "v" || keys == "w" { &[] } else { &[(Label::Claim, &["Mara Vey"])] });
        assert!(!plain(&app).contains(".cMara"), "after {keys}: {}", plain(&app));
        assert_eq!(underlined(&app, &buffer(&app)), "", "after {keys}");
    }
}

#[test]
fn what_was_chosen_and_what_may_only_be_read_have_no_guesses() {
    let mut app = app_of(super::ARTICLE);
    assert!(!app.desk().unwrap().guesses.next.is_empty());
    press(&mut app, "w");
    assert!(app.desk().unwrap().guesses.next.is_empty());
    press(&mut app, "j");
    app.desk_mut().unwrap().read_only = Some("another".to_owned());
    press(&mut app, "j");
    assert!(app.desk().unwrap().guesses.next.is_empty());
}

#[test]
fn without_colour_a_guess_is_told_from_every_mark_and_match_read_or_not() {
    let styles = |app: &App| -> Vec<Modifier> {
        let buffer = buffer(app);
        let mut styles: Vec<_> = cells(app, &buffer).filter(|it| it.symbol() == "x").map(|it| it.modifier).collect();
        styles.dedup();
        styles
    };
    for theme in THEMES.iter().filter(|theme| theme.name == "plain" || theme.name == "sixteen") {
        for keys in ["", "l"] {
            let mut guessed = app_with(80, "It xx is.", &[]);
            guessed.theme = theme;
            press(&mut guessed, keys);
            guess(&mut guessed, &[(Label::Claim, &["xx"])]);
            let look = styles(&guessed);
            guess(&mut guessed, &[]);
            assert_ne!(look, styles(&guessed), "{}: a guess isn't seen", theme.name);
            if theme.name == "sixteen" {
                // There marks have their fill.
                continue;
            }
            for mark in ["a", "c", "s", "d"] {
                let mut marked = app_of(&format!("It <{mark}>xx</{mark}> is."));
                marked.theme = theme;
                press(&mut marked, keys);
                guess(&mut marked, &[]);
                assert_ne!(look, styles(&marked), "{mark} after {keys}");
            }
            let mut found = app_of("It xx is. End.");
            found.theme = Theme::named("plain").unwrap();
            press(&mut found, &format!("/ \"xx\" enter k {keys}"));
            guess(&mut found, &[]);
            assert_ne!(look, styles(&found), "what was searched for");
        }
    }
}

#[test]
fn guesses_cover_blanks_alone_and_leave_marks_as_they_are() {
    for theme in THEMES {
        for columns in [40, 80, 120] {
            let mut app = super::article(columns, 30);
            app.theme = theme;
            let mut keys = 0;
            for _ in 0..30 {
                press(&mut app, "j");
                let shown = buffer(&app);
                let next = std::mem::take(&mut app.desk_mut().unwrap().guesses.next);
                let bare = buffer(&app);
                app.desk_mut().unwrap().guesses.next = next;
                for (guessed, bare) in cells(&app, &shown).zip(cells(&app, &bare)) {
                    if guessed.symbol() != bare.symbol() {
                        keys += 1;
                        assert_eq!(bare.symbol(), " ", "{} is covered", bare.symbol());
                    } else if guessed != bare {
                        let fills =
                            [Label::Actor, Label::Claim, Label::Source, Label::Denial].map(|it| theme.label(it).bg);
                        assert!(bare.bg == Color::Reset || !fills.contains(&Some(bare.bg)), "a mark");
                    }
                }
            }
            assert!(keys > 0, "something is guessed in {} at {columns}", theme.name);
        }
    }
}

#[test]
fn a_key_in_the_text_marks_what_is_underlined() {
    let mut app = super::article(100, 30);
    let mut seen = 0;
    for _ in 0..20 {
        press(&mut app, "j");
        let shown = app.desk().unwrap().guesses.shown().first().cloned();
        let Some(guess) = shown else { continue };
        let quote = app.desk().unwrap().quote_of(&guess.place).replace(" […] ", " … ");
        press(&mut app, &guess.label.row().key.to_string());
        assert!(quotes(&app, guess.label).contains(&quote), "{quote}");
        press(&mut app, "u");
        seen += 1;
    }
    assert!(seen > 0);
}
