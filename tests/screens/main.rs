//! What is on the screen: text and styles as snapshots, and where the terminal's cursor is.

mod boxes;
mod chosen;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/credential.rs"]
mod credential;
mod cursor;
mod following;
mod guesses;
mod help;
mod hints;
mod hostile;
mod list;
mod mouse;
mod overlaps;
mod palette;
mod pane;
mod rendering;
mod review;
mod sizes;
mod status;
mod themes;

use ascribe::model::{Evidence, Id, Stance, Status};
use ascribe::tui::App;

use common::app_of;

/// An article of our own invention, marked as a checker would.
const ARTICLE: &str = include_str!("article.txt");

/// The article with its ties, checks, notes and tags.
fn article(columns: u16, rows: u16) -> App {
    let mut app = app_of(ARTICLE);
    app.resize(columns, rows);
    for (one, other) in [
        ("The dam is safe", "Ministerin Ulla Brandt"),
        ("The dam is safe", "Kellwater dam"),
        ("denied that any warning", "nobody read the warning"),
        ("denied that any warning", "water authority"),
        ("nobody read the warning", "a senior engineer"),
        ("cost 48 million crowns", "the audit office"),
    ] {
        let (one, other) = (id_of(&app, one), id_of(&app, other));
        change(&mut app, |desk| desk.set.tying(&one, &other, Id::new(format!("r{one}{other}"))).unwrap());
    }
    let (dam, cost) = (id_of(&app, "The dam is safe"), id_of(&app, "cost 48"));
    change(&mut app, |desk| {
        desk.set.changing(&cost, |it| {
            it.check.status = Status::Corrected;
            it.check.correction = "48.6 million".into();
            it.check.evidence = vec![Evidence {
                source: "https://audit.example/kellwater".to_owned(),
                stance: Some(Stance::Contradicts),
                ..Evidence::default()
            }];
            it.note = "The report has 48.6 million, table 3; asked the press office on Monday.".into();
            it.tags = vec!["budget".to_owned(), "dam".to_owned()];
        })
    });
    change(&mut app, |desk| desk.set.changing(&dam, |it| it.check.status = Status::InProgress));
    app.settle();
    app
}

/// The shortest annotation with that in its text.
fn id_of(app: &App, text: &str) -> Id {
    let desk = app.desk().unwrap();
    let found = desk.set.iter().filter(|it| ascribe::tui::pane::quote(&desk.document, it).contains(text));
    found.min_by_key(|it| it.len_bytes()).unwrap_or_else(|| panic!("no “{text}”")).id.clone()
}

fn change(app: &mut App, edit: impl FnOnce(&ascribe::tui::Desk) -> ascribe::model::Edit) {
    let desk = app.desk_mut().unwrap();
    let edit = edit(desk);
    desk.apply(&edit).unwrap();
}
