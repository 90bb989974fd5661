//! Where everything is on the screen, worked out from its size alone.

use ratatui::layout::Rect;

/// From this many columns on, both panes are on the screen.
const BOTH_PANES_COLUMNS: u16 = 90;
/// The longest row of text that is easy to read.
const WIDEST_TEXT: u16 = 80;
/// The columns that the pane has at least and, while the text has fewer than its widest, at most.
const PANE_COLUMNS: (u16, u16) = (24, 40);
/// Beside the text: lanes for overlapping annotations and a blank on its left, a hanging blank and the scrollbar on its right.
pub const LANES: u16 = 3;
const BESIDE_TEXT: u16 = LANES + 1 + 2;

/// A message takes at most one row in so many of those that the text has without it.
const MESSAGE_PART: u16 = 3;

/// Where everything is. Empty areas are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The whole screen.
    pub screen: Rect,
    /// The letters and bars beside the text.
    pub lanes: Rect,
    /// The text, with one column more than its rows have, in which a blank may hang.
    pub text: Rect,
    /// The scrollbar.
    pub scrollbar: Rect,
    /// The annotation pane.
    pub pane: Rect,
    /// Whether text and pane take turns on the screen.
    pub one_at_a_time: bool,
    /// The lesson of the tutor.
    pub lesson: Rect,
    /// The status line.
    pub status: Rect,
    /// The hint line, or as many rows as a message takes.
    pub hints: Rect,
    /// Whether there is too little room for anything.
    pub too_small: bool,
}

impl Areas {
    /// For a screen of that many columns and rows.
    pub fn new(columns: u16, rows: u16) -> Self {
        let height = rows.saturating_sub(2);
        let one_at_a_time = columns < BOTH_PANES_COLUMNS;
        let pane = if one_at_a_time { 0 } else { columns.saturating_sub(72).clamp(PANE_COLUMNS.0, PANE_COLUMNS.1) };
        let text = columns.saturating_sub(pane.saturating_add(BESIDE_TEXT)).clamp(1, WIDEST_TEXT);
        let left = text.saturating_add(BESIDE_TEXT).min(columns);
        let line = |y: u16| Rect { x: 0, y, width: columns, height: u16::from(y < rows) };
        Self {
            screen: Rect { x: 0, y: 0, width: columns, height: rows },
            lanes: Rect { x: 0, y: 0, width: LANES.min(columns), height },
            text: Rect {
                x: (LANES + 1).min(columns),
                y: 0,
                width: text.saturating_add(1).min(columns.saturating_sub(LANES + 1)),
                height,
            },
            scrollbar: Rect { x: left.saturating_sub(1), y: 0, width: u16::from(left > 0), height },
            pane: if one_at_a_time {
                Rect { x: 0, y: 0, width: columns, height }
            } else {
                Rect { x: left.saturating_add(1), y: 0, width: columns.saturating_sub(left.saturating_add(1)), height }
            },
            one_at_a_time,
            lesson: Rect::default(),
            status: line(height),
            hints: line(height.saturating_add(1)),
            too_small: columns < 20 || rows < 5,
        }
    }

    /// The same with so many rows at the bottom given up to a lesson.
    #[must_use]
    pub fn with_lesson(self, rows: u16) -> Self {
        let lower = |area: Rect| Rect { height: area.height.saturating_sub(rows), ..area };
        let text = lower(self.text);
        let lesson = Rect { y: text.bottom(), height: self.text.height.saturating_sub(text.height), ..self.screen };
        let (lanes, scrollbar, pane) = (lower(self.lanes), lower(self.scrollbar), lower(self.pane));
        Self { lanes, text, scrollbar, pane, lesson, ..self }
    }

    /// The same with so many rows for a message, as far as they leave enough of the text.
    #[must_use]
    pub fn with_message(self, rows: u16) -> Self {
        let all = self.text.height.saturating_add(self.hints.height.saturating_sub(1));
        let more = rows.saturating_sub(1).min(all / MESSAGE_PART);
        let lower = |area: Rect| {
            let height = area.height.saturating_add(self.hints.height.saturating_sub(1)).saturating_sub(more);
            Rect { height, ..area }
        };
        let bottom =
            |area: Rect, above: u16| Rect { y: self.screen.height.saturating_sub(more.saturating_add(above)), ..area };
        let (lanes, text, scrollbar, pane) =
            (lower(self.lanes), lower(self.text), lower(self.scrollbar), lower(self.pane));
        let lesson = Rect { y: text.bottom(), ..self.lesson };
        let hints = Rect { height: self.hints.height.min(1).saturating_add(more), ..bottom(self.hints, 1) };
        Self { lanes, text, scrollbar, pane, lesson, status: bottom(self.status, 2), hints, ..self }
    }

    /// Tells if these are the same but for the rows of a message.
    pub fn are_but_for_a_message(&self, other: &Self) -> bool {
        self.with_message(1) == other.with_message(1)
    }

    /// How many columns a row of text has, at least 1.
    pub fn row_columns(&self) -> u16 {
        self.text.width.saturating_sub(1).max(1)
    }

    /// How many rows of text there are.
    pub fn page_rows(&self) -> usize {
        usize::from(self.text.height)
    }
}
