//! The list of articles.

use ascribe::model::coverage::Share;
use ascribe::model::{FindingKind, Status, Tally};
use ascribe::tui::Article;
use ascribe::tui::app::Progress;

use super::article;
use super::common::press;
use super::rendering::{plain, screen};

fn articles(columns: u16, rows: u16) -> ascribe::tui::App {
    let mut app = article(columns, rows);
    app.take_stock();
    let progress = |annotations, claims: usize, open, (marked, all)| {
        let mut tally = Tally { articles: 1, finished: usize::from(open == 0), ..Tally::default() };
        tally.statuses[Status::Verified as usize] = claims - open;
        tally.statuses[Status::Unchecked as usize] = open;
        tally.findings[FindingKind::Open as usize] = open;
        tally.findings[FindingKind::Unmarked as usize] = all - marked;
        tally.sentences = Share { all, unmarked: all - marked };
        Some(Progress { annotations, tally, ..Progress::default() })
    };
    let more = [
        ("reports/budget-2026-second-reading.txt", progress(48, 20, 3, (61, 99))),
        ("empty.txt", progress(0, 0, 0, (0, 0))),
        ("one.txt", progress(1, 1, 1, (1, 1))),
        ("not-read-yet.txt", None),
        ("gone.txt", Some(Progress::problem("no such file"))),
        ("\u{1b}[31m\u{202e}bad.txt", progress(2, 1, 0, (3, 100))),
    ];
    for (name, progress) in more {
        app.articles.push(Article { name: name.to_owned(), progress, desk: None });
    }
    app
}

#[test]
fn each_article_has_its_progress() {
    for columns in [100, 60, 30] {
        let mut app = articles(columns, 10);
        press(&mut app, "ctrl-o j");
        insta::assert_snapshot!(format!("list_{columns}"), screen(&app));
    }
}

#[test]
fn a_list_longer_than_the_screen_scrolls_and_can_be_clicked() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let mut app = articles(60, 6);
    press(&mut app, "ctrl-o G");
    insta::assert_snapshot!("list_scrolled", plain(&app));
    let click = |row| MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 3,
        row,
        modifiers: KeyModifiers::NONE,
    };
    app.point(click(0));
    assert_eq!(app.list_line, 4, "the first line on the screen is the fifth article");
}

#[test]
fn with_several_articles_the_status_line_says_which() {
    insta::assert_snapshot!("one_of_seven", plain(&articles(100, 6)));
}
