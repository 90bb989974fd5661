//! A screen as text: every row, below it where its styles change, and at the end the cursor.

use std::fmt::Write;

use ascribe::tui::{App, display, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Draws the app as it would be on a terminal of its own size.
pub(crate) fn drawn(app: &App) -> TestBackend {
    let mut terminal = Terminal::new(TestBackend::new(app.areas.screen.width, app.areas.screen.height)).unwrap();
    terminal.draw(|frame| view::draw(frame, app)).unwrap();
    terminal.backend().clone()
}

/// The rows with their styles, and the cursor.
pub(crate) fn screen(app: &App) -> String {
    let backend = drawn(app);
    let mut out = String::new();
    for cells in rows(&backend) {
        writeln!(out, "│{}", text(cells).trim_end()).unwrap();
        let styles = styles(cells);
        if !styles.is_empty() {
            writeln!(out, "    {}", styles.join(", ")).unwrap();
        }
    }
    out + &cursor(&backend)
}

/// The rows without their styles.
pub(crate) fn plain(app: &App) -> String {
    let backend = drawn(app);
    rows(&backend).map(|cells| format!("│{}\n", text(cells).trim_end())).collect::<Vec<_>>().concat()
        + &cursor(&backend)
}

fn rows(backend: &TestBackend) -> impl Iterator<Item = &[Cell]> {
    let buffer = backend.buffer();
    buffer.content.chunks(usize::from(buffer.area.width).max(1))
}

/// The cells of a row as text; a wide character hides the cells after its first.
pub(crate) fn text(cells: &[Cell]) -> String {
    let (mut text, mut hidden) = (String::new(), 0);
    for cell in cells {
        if hidden == 0 {
            text.push_str(cell.symbol());
            hidden = usize::from(display::columns(cell.symbol())).saturating_sub(1);
        } else {
            hidden -= 1;
        }
    }
    text
}

fn styles(cells: &[Cell]) -> Vec<String> {
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(first) = cells.get(start) {
        let style = style(first);
        let end = start + cells[start..].iter().take_while(|cell| self::style(cell) == style).count();
        if !style.is_empty() {
            runs.push(format!("{start}..{end} {style}"));
        }
        start = end;
    }
    runs
}

/// A cell's style in words; nothing for the terminal's own.
fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(colour(cell.fg));
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", colour(cell.bg)));
    }
    if cell.underline_color != Color::Reset {
        words.push(format!("line {}", colour(cell.underline_color)));
    }
    let modifiers = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ];
    words.extend(modifiers.iter().filter(|(one, _)| cell.modifier.contains(*one)).map(|(_, name)| (*name).to_owned()));
    words.join(" ")
}

fn colour(colour: Color) -> String {
    match colour {
        Color::Rgb(0, 0, 0) => "black".to_owned(),
        Color::Rgb(red, green, blue) => format!("#{red:02X}{green:02X}{blue:02X}"),
        Color::Indexed(nth) => format!("@{nth}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn cursor(backend: &TestBackend) -> String {
    let at = backend.cursor_position();
    if !backend.cursor_visible() {
        return "no cursor".to_owned();
    }
    format!("cursor {},{} on “{}”", at.x, at.y, backend.buffer()[at].symbol())
}
