//! The list of articles, each with how far the work on it is.

use std::ops::AddAssign;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::super::app::{App, Article, Progress};
use super::super::display;
use super::super::list::{first_line, lines};
use super::super::pane;
use super::{line, status};
use crate::model::FindingKind;

/// Draws the list and says where its cursor is.
pub(super) fn draw(buffer: &mut Buffer, app: &App) -> Option<Position> {
    let area = ratatui::layout::Rect { height: app.areas.text.height, ..app.areas.screen };
    let first = first_line(app);
    let total = total(app);
    let on_screen = || app.articles.iter().skip(first).take(usize::from(area.height));
    // Of the progress as much for all as leaves room for each name, or at least for half of the line.
    let fits = |article: &Article, progress: &str| {
        line::columns(progress)
            .saturating_add(2)
            .saturating_add(line::columns(&article.name).min((area.width / 2).saturating_sub(2)))
            <= area.width
    };
    let detail = (0..DETAILS).find(|&detail| on_screen().chain(&total).all(|it| fits(it, &progress(it, detail))));
    let mut cursor = None;
    let put = |buffer: &mut Buffer, at: ratatui::layout::Rect, article: &Article, style: Style| {
        let progress = progress(article, detail.unwrap_or(DETAILS));
        let room = at.width.saturating_sub(line::columns(&progress));
        line::put(buffer, at, &pane::fold(&article.name, room, 1).concat(), style);
        line::put(buffer, line::after(at, room), &progress, app.theme.quiet.patch(style));
    };
    for (nth, (line_nth, article)) in (0..lines(app)).zip(app.articles.iter().enumerate().skip(first)) {
        let at = line::row(area, nth);
        let style = if line_nth == app.list_line { app.theme.selection } else { Style::new() };
        if line_nth == app.list_line {
            cursor = Some(Position { x: at.x, y: at.y });
        }
        buffer.set_style(at, style);
        let sign = if line_nth == app.open { "▸ " } else { "  " };
        let used = line::put(buffer, at, sign, style);
        put(buffer, line::after(at, used), article, style);
    }
    if let Some(total) = &total {
        // Below the last article, or at the bottom.
        let nth = u16::try_from(app.articles.len().saturating_sub(first)).unwrap_or(u16::MAX).min(lines(app));
        put(buffer, line::after(line::row(area, nth), 2), total, app.theme.key);
    }
    cursor
}

/// How many lengths [`progress`] has.
const DETAILS: usize = 4;

/// How far the work on an article is, in the fewer words the larger `detail` is.
fn progress(article: &Article, detail: usize) -> String {
    match &article.progress {
        Some(progress) if !progress.problem.is_empty() => format!("  {} ", display::safe(&progress.problem)),
        Some(progress) => numbers(progress, detail),
        None => String::new(),
    }
}

fn numbers(Progress { annotations, tally, .. }: &Progress, detail: usize) -> String {
    let claims = format!("{:>9}", count(tally.claims(), "claim"));
    let open = format!("{:>3} to check", tally.count(FindingKind::Open));
    let unmarked = format!("{:>3} unmarked", tally.count(FindingKind::Unmarked));
    let marked = status::percent(tally.covered_sentences(), tally.sentences.all);
    let finished = match (tally.finished, tally.articles) {
        (0, _) => "        ".to_owned(),
        (1, 1) => "finished".to_owned(),
        (some, all) => format!("{some}/{all} done"),
    };
    match detail {
        0 => format!(
            "  {finished}  {:>15}  {claims}  {open}  {unmarked}  {marked:>3}% of sentences ",
            count(*annotations, "annotation")
        ),
        1 => format!("  {finished}  {claims}  {open}  {unmarked}  {marked:>3}% "),
        2 => format!("  {claims}  {open}  {marked:>3}% "),
        3 => format!("  {open} "),
        _ => String::new(),
    }
}

/// All articles that something is known of, together; nothing where that says no more than their lines.
fn total(app: &App) -> Option<Article> {
    let mut sum = Progress::default();
    let known = app.articles.iter().filter_map(|article| article.progress.as_ref());
    for progress in known.filter(|progress| progress.problem.is_empty()) {
        sum.annotations = sum.annotations.saturating_add(progress.annotations);
        AddAssign::add_assign(&mut sum.tally, progress.tally);
    }
    let name = count(sum.tally.articles, "article");
    (sum.tally.articles > 1).then_some(Article { name, progress: Some(sum), desk: None })
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
