//! Cells that stay in their columns however wide the terminal takes what is in them.
//!
//! Terminals differ on the width of an emoji with a selector, a family, a flag, a syllable of several letters. A cell with
//! several characters is therefore written onto blanks, and what follows it is put where it belongs.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

/// A backend that puts each cell where it belongs.
pub(super) struct Placed<B>(pub(super) B);

impl<B: Backend> Backend for Placed<B> {
    type Error = B::Error;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        // Each call begins with a move to its first cell.
        for run in cells.chunk_by(|(_, _, cell), _| !is_cluster(cell)) {
            let (before, last) = run.split_at(run.len().saturating_sub(1));
            match last {
                [(x, y, cell)] if is_cluster(cell) => {
                    self.0.draw(before.iter().copied())?;
                    let mut blank = (*cell).clone();
                    blank.set_symbol(" ");
                    self.0.draw((0..cell.cell_width()).map(|nth| (x.saturating_add(nth), *y, &blank)))?;
                    self.0.draw(last.iter().copied())?;
                }
                _ => self.0.draw(run.iter().copied())?,
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.0.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), B::Error> {
        self.0.clear_region(region)
    }

    fn size(&self) -> Result<Size, B::Error> {
        self.0.size()
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        self.0.window_size()
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        Backend::flush(&mut self.0)
    }
}

impl<B: Write> Write for Placed<B> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Returns whether a cell has several characters, of which terminals may add up the widths or not.
fn is_cluster(cell: &Cell) -> bool {
    cell.symbol().chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use ratatui::backend::CrosstermBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::super::super::display;
    use super::*;

    /// Clusters on whose width terminals differ.
    const CLUSTERS: [&str; 10] = [
        "ｶ\u{FF9E}",
        "❤\u{FE0F}",
        "👨\u{200D}👩\u{200D}👧\u{200D}👦",
        "🇩🇪",
        "\u{1112}\u{1161}\u{11AB}",
        "1\u{FE0F}\u{20E3}",
        "क\u{94D}षि",
        "कि",
        "👍🏿",
        "e\u{301}",
    ];

    fn row(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        let mut x = 0;
        for (_, grapheme) in display::graphemes(text) {
            x += display::put(&mut buffer, x, 0, 40 - x, grapheme, Style::new(), Style::new());
        }
        buffer
    }

    #[test]
    fn what_follows_a_cluster_is_where_it_belongs_however_wide_the_terminal_takes_that() {
        for cluster in CLUSTERS {
            let (before, after) = (row("abcdefghijkl"), row(&format!("{cluster}xyz")));
            let mut written = Vec::new();
            let mut backend = Placed(CrosstermBackend::new(&mut written));
            backend.draw(Buffer::empty(before.area).diff(&before).into_iter()).unwrap();
            backend.draw(before.diff(&after).into_iter()).unwrap();
            let mut terminal = vt100::Parser::new(1, 40, 0);
            terminal.process(&written);
            let shown = |column: u16| terminal.screen().cell(0, column).map(|cell| cell.contents().to_owned());
            let width = display::columns(cluster);
            for (nth, letter) in (0..).zip(["x", "y", "z"]) {
                assert_eq!(shown(width + nth).as_deref(), Some(letter), "{letter} behind {cluster}");
            }
            for column in 0..width {
                let stale = shown(column).unwrap_or_default();
                assert!(!stale.contains(['a', 'b', 'c']), "{stale} under {cluster}");
            }
        }
    }
}
