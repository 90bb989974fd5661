//! The list of articles: which of them are on the screen, and on which row.

use super::app::App;

/// How many articles there is room for: the last row is for all of them together.
pub fn lines(app: &App) -> u16 {
    app.areas.text.height.saturating_sub(1).max(1)
}

/// The first article on the screen.
pub fn first_line(app: &App) -> usize {
    app.list_line.saturating_sub(usize::from(lines(app)).saturating_sub(1))
}

/// The article on a row of the screen, by its number; `None` on a row without one.
pub fn at(app: &App, y: u16) -> Option<usize> {
    let nth = first_line(app).saturating_add(usize::from(y));
    (y < lines(app) && nth < app.articles.len()).then_some(nth)
}
