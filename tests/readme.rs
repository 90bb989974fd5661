//! The README says what the program does: its tables are those the program prints, and its picture is the screen.
//!
//! `UPDATE=1 cargo test --test readme` writes them anew.

mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use ascribe::formats::{FORMATS, Format, native};
use ascribe::model::{Document, LABELS, Selection};
use ascribe::tui::help::GROUPS;
use ascribe::tui::keymap::{Mode, rows};
use ascribe::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Compares a piece of a file with what it should be, or writes it.
fn hold(file: &str, found: &str, expected: &str, whole: &str) {
    if found == expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "{file} is out of date: UPDATE=1 cargo test --test readme\n{expected}"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::write(path, whole.replace(found, expected)).unwrap();
}

/// What stands in the README between the markers of a table.
fn between(readme: &str, name: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let after = readme.split_once(&start).unwrap_or_else(|| panic!("README.md has no {start}")).1;
    after.split_once(&end).unwrap_or_else(|| panic!("README.md has no {end}")).0.to_owned()
}

fn check_table(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let found = between(&readme, name);
    let marked = |table: &str| format!("<!-- {name} -->\n{table}<!-- end of {name} -->");
    hold("README.md", &marked(&found), &marked(expected), &readme);
}

#[test]
fn the_readme_is_short() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.lines().count() <= 120, "{} lines", readme.lines().count());
}

#[test]
fn the_table_of_labels_is_the_programs() {
    let mut table = "| key | label | marks |\n|---|---|---|\n".to_owned();
    for row in LABELS {
        writeln!(table, "| `{}` | {} | {} |", row.key, row.name, row.help).unwrap();
    }
    check_table("labels", &table);
}

#[test]
fn the_table_of_keys_is_the_programs() {
    let mut table = "| | keys |\n|---|---|\n".to_owned();
    for (group, title) in GROUPS {
        let title = title.split(':').next().unwrap_or(title);
        let keys: Vec<String> = rows()
            .iter()
            .filter(|row| row.group == *group)
            .map(|row| {
                let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
                let help = row.help.split(':').next().unwrap_or(&row.help).to_owned();
                format!("{} {help}", keys.join(" "))
            })
            .collect();
        writeln!(table, "| **{title}** | {} |", keys.join(" · ")).unwrap();
    }
    check_table("keys", &table);
}

#[test]
fn the_table_of_formats_is_the_programs() {
    let mut table =
        "| format | file | many articles | positions | leaves out | read by |\n|---|---|---|---|---|---|\n".to_owned();
    for format in FORMATS {
        let Format { name, extension, unit, readers, .. } = format;
        let only = if format.import.is_some() { "" } else { " (export only)" };
        let (unit, many) = (unit.name(), format.many());
        writeln!(table, "| {name}{only} | `.{extension}` | {many} | {unit} | {} | {readers} |", format.leaves_out())
            .unwrap();
    }
    check_table("formats", &table);
}

#[test]
fn the_picture_is_the_screen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let text = std::fs::read_to_string(folder.join("harbour-bridge.txt")).unwrap();
    let json = std::fs::read_to_string(folder.join("harbour-bridge.txt.ascribe.json")).unwrap();
    let document = Document::new("harbour-bridge.txt", text).unwrap();
    let set = native::read(&json, &document).unwrap().set;
    let mut app = common::app_for(document, set);
    app.resize(120, 32);
    let desk = app.desk_mut().unwrap();
    let claim = desk.set.iter().filter(|it| it.label == ascribe::model::Label::Claim).nth(3).map(Arc::clone).unwrap();
    desk.selection = Selection::character(&desk.document, claim.start().unwrap());
    app.settle();
    assert_eq!(app.mode, Mode::Read);
    let mut terminal = Terminal::new(TestBackend::new(120, 32)).unwrap();
    terminal.draw(|frame| view::draw(frame, &app)).unwrap();
    let picture = svg(terminal.backend().buffer());
    let path = folder.join("screen.svg");
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found != picture {
        assert!(
            std::env::var_os("UPDATE").is_some(),
            "samples/screen.svg is out of date: UPDATE=1 cargo test --test readme"
        );
        std::fs::write(path, picture).unwrap();
    }
}

/// A screen as a picture: a box for each coloured run and the text over it.
fn svg(buffer: &Buffer) -> String {
    let (width, height) = (u32::from(buffer.area.width) * 9 + 16, u32::from(buffer.area.height) * 19 + 16);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#16181d\"/>\n"
    );
    for y in 0..buffer.area.height {
        let row: Vec<&Cell> = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y))).collect();
        let mut x = 0;
        for run in row.chunk_by(|one, other| look(one) == look(other)) {
            let (fore, back, bold, line) = look(run[0]);
            let text: String = run.iter().map(|cell| cell.symbol()).collect();
            let (left, top, wide) = (8 + x * 9, 8 + u32::from(y) * 19, run.len() * 9);
            if back != "#16181d" {
                writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"19\" fill=\"{back}\"/>")
                    .unwrap();
            }
            if let Some(line) = line {
                writeln!(out, "<rect x=\"{left}\" y=\"{}\" width=\"{wide}\" height=\"2\" fill=\"{line}\"/>", top + 17)
                    .unwrap();
            }
            if !text.trim().is_empty() {
                let weight = if bold { " font-weight=\"bold\"" } else { "" };
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                writeln!(out, "<text x=\"{left}\" y=\"{}\" fill=\"{fore}\"{weight} textLength=\"{wide}\" xml:space=\"preserve\">{text}</text>", top + 14).unwrap();
            }
            x += run.len();
        }
    }
    out + "</svg>\n"
}

/// Text colour, fill, boldness and underline of a cell.
fn look(cell: &Cell) -> (String, String, bool, Option<String>) {
    let colour = |colour, default: &str| match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => default.to_owned(),
    };
    let (mut fore, mut back) = (colour(cell.fg, "#e4e4e4"), colour(cell.bg, "#16181d"));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut fore, &mut back);
    }
    let line = cell.modifier.contains(Modifier::UNDERLINED).then(|| colour(cell.underline_color, &fore));
    (fore, back, cell.modifier.contains(Modifier::BOLD), line)
}
