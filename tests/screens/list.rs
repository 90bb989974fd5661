//! The list of articles.

use ascribe::tui::Article;
use ascribe::tui::app::Progress;

use super::article;
use super::common::press;
use super::rendering::{plain, screen};

fn articles(columns: u16, rows: u16) -> ascribe::tui::App {
    let mut app = article(columns, rows);
    let progress = |annotations, claims, open_checks, covered_percent| {
        Some(Progress { annotations, claims, open_checks, covered_percent, ..Progress::default() })
    };
    let more = [
        ("reports/budget-2026-second-reading.txt", progress(48, 20, 3, 61)),
        ("empty.txt", progress(0, 0, 0, 0)),
        ("one.txt", progress(1, 1, 1, 100)),
        ("not-read-yet.txt", None),
        ("gone.txt", Some(Progress { problem: "no such file".into(), ..Progress::default() })),
        ("\u{1b}[31m\u{202e}bad.txt", progress(2, 1, 0, 3)),
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
    assert_eq!(app.list_line, 3, "the first line on the screen is the fourth article");
}

#[test]
fn with_several_articles_the_status_line_says_which() {
    insta::assert_snapshot!("one_of_seven", plain(&articles(100, 6)));
}
