//! The list of articles, each with how far the work on it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::app::{App, Article, Progress};
use super::super::display;
use super::super::pane;
use super::{line, status};
use crate::model::Label;

/// Draws the list and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = ratatui::layout::Rect { height: app.areas.text.height, ..app.areas.screen };
    let first = first_line(app);
    let on_screen = || app.articles.iter().skip(first).take(usize::from(area.height));
    // Of the progress as much for all as leaves room for each name, or at least for half of the line.
    let fits = |article: &Article, progress: &str| {
        line::columns(progress)
            .saturating_add(2)
            .saturating_add(line::columns(&article.name).min((area.width / 2).saturating_sub(2)))
            <= area.width
    };
    let detail = (0..DETAILS).find(|&detail| on_screen().all(|it| fits(it, &progress(it, detail))));
    let mut cursor = None;
    for (nth, (line_nth, article)) in (0..area.height).zip(app.articles.iter().enumerate().skip(first)) {
        let at = line::row(area, nth);
        let style = if line_nth == app.list_line { app.theme.selection } else { Style::new() };
        if line_nth == app.list_line {
            cursor = Some(Position { x: at.x, y: at.y });
        }
        buffer.set_style(at, style);
        let sign = if line_nth == app.open { "▸ " } else { "  " };
        let used = line::put(buffer, at, sign, style);
        let at = line::after(at, used);
        let progress = progress(article, detail.unwrap_or(DETAILS));
        let room = at.width.saturating_sub(line::columns(&progress));
        line::put(buffer, at, &pane::fold(&article.name, room, 1).concat(), style);
        line::put(buffer, line::after(at, room), &progress, app.theme.quiet.patch(style));
    }
    cursor
}

/// The first article on the screen.
pub fn first_line(app: &App) -> usize {
    app.list_line.saturating_sub(app.areas.page_rows().max(1).saturating_sub(1))
}

/// How many lengths [`progress`] has.
const DETAILS: usize = 3;

/// How far the work on an article is, in the fewer words the larger `detail` is.
fn progress(article: &Article, detail: usize) -> String {
    let of_desk = article.desk.as_ref().map(|desk| Progress {
        annotations: desk.set.len(),
        claims: desk.set.count(Label::Claim),
        open_checks: desk.set.iter().filter(|it| it.label == Label::Claim && it.check.is_open()).count(),
        covered_percent: status::percent(desk.set.covered_bytes(), desk.document.text().len()),
        problem: String::new(),
    });
    let Some(progress) = of_desk.as_ref().or(article.progress.as_ref()) else { return String::new() };
    let Progress { annotations, claims, open_checks, covered_percent, problem } = progress;
    let claims = format!("{:>9}  {open_checks:>3} to check", count(*claims, "claim"));
    match detail {
        _ if !problem.is_empty() => format!("  {} ", display::safe(problem)),
        0 => format!("  {:>15}  {claims}  marked {covered_percent:>3}% ", count(*annotations, "annotation")),
        1 => format!("  {claims}  {covered_percent:>3}% "),
        2 => format!("  {open_checks:>3} to check "),
        _ => String::new(),
    }
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
