//! One line of text in one style, cut where its room ends.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::display;

/// Writes a text into the first row of an area and returns how many columns it took.
pub(super) fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let mut used = 0u16;
    if area.height == 0 {
        return 0;
    }
    for (_, grapheme) in display::graphemes(text) {
        let room = area.width.saturating_sub(used);
        if display::columns(grapheme) > room {
            break;
        }
        used = used.saturating_add(display::put(
            buffer,
            area.x.saturating_add(used),
            area.y,
            room,
            grapheme,
            style,
            style,
        ));
    }
    used
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> u16 {
    display::graphemes(text).map(|(_, grapheme)| display::columns(grapheme)).fold(0, u16::saturating_add)
}

/// The part of an area that begins so many columns further right.
pub(super) fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x.saturating_add(columns), width: area.width.saturating_sub(columns), ..area }
}

/// One row of an area, counted from its top; empty below its bottom.
pub(super) fn row(area: Rect, nth: u16) -> Rect {
    let inside = nth < area.height;
    Rect { y: area.y.saturating_add(nth), height: u16::from(inside), ..area }
}
