//! The list of articles, each with how far the work on it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::app::{App, Article, Progress};
use super::super::display;
use super::{line, status};
use crate::model::Label;

/// Draws the list and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = ratatui::layout::Rect { height: app.areas.text.height, ..app.areas.screen };
    let first = first_line(app);
    let mut cursor = None;
    for (nth, (line_nth, article)) in (0..area.height).zip(app.articles.iter().enumerate().skip(first)) {
        let at = line::row(area, nth);
        let style = if line_nth == app.list_line { app.theme.selection } else { Style::new() };
        if line_nth == app.list_line {
            cursor = Some(Position { x: at.x, y: at.y });
        }
        let progress = progress(article);
        let name = display::safe(&article.name);
        let sign = if line_nth == app.open { "▸" } else { " " };
        line::put(buffer, at, &format!("{sign} {name}"), style);
        let width = line::columns(&progress);
        line::put(buffer, line::after(at, at.width.saturating_sub(width)), &progress, app.theme.quiet.patch(style));
    }
    cursor
}

/// The first article on the screen.
pub fn first_line(app: &App) -> usize {
    app.list_line.saturating_sub(app.areas.page_rows().max(1) - 1)
}

fn progress(article: &Article) -> String {
    let of_desk = article.desk.as_ref().map(|desk| Progress {
        annotations: desk.set.len(),
        claims: desk.set.count(Label::Claim),
        open_checks: desk.set.iter().filter(|it| it.label == Label::Claim && it.check.is_open()).count(),
        covered_percent: status::percent(desk.set.covered_bytes(), desk.document.text().len()),
        problem: String::new(),
    });
    match of_desk.as_ref().or(article.progress.as_ref()) {
        None => String::new(),
        Some(progress) if !progress.problem.is_empty() => format!("  {} ", display::safe(&progress.problem)),
        Some(progress) => {
            let Progress { annotations, claims, open_checks, covered_percent, .. } = progress;
            format!("  {annotations} annotations  {claims} claims, {open_checks} unchecked  {covered_percent}% ")
        }
    }
}
