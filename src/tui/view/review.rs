//! A proposal of the review: what the annotation was about, beside what stands where it may belong now.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::super::app::App;
use super::super::desk::Desk;
use super::super::display;
use super::super::wrap::cut;
use super::{boxes, line};
use crate::model::{Proposal, Selector};

/// How far a text is indented below what it is.
const INDENT: u16 = 2;
/// More rows of one text are not shown: both its ends are.
const MOST_ROWS: usize = 8;

/// A text with what stands around it, safe for a terminal.
struct InContext {
    text: String,
    /// The bytes of it that are the annotation's.
    own: Range<usize>,
}

impl InContext {
    fn of(selector: &Selector) -> Self {
        let before = display::safe(&selector.prefix).into_owned();
        let own = before.len()..before.len().saturating_add(display::safe(&selector.quote).len());
        let text = format!("{before}{}{}", display::safe(&selector.quote), display::safe(&selector.suffix));
        Self { text, own }
    }

    /// Its rows, as bytes of its text; of many the first and the last.
    fn rows(&self, columns: u16) -> Vec<Range<usize>> {
        let starts = cut(&self.text, 0, columns.max(1));
        let ends = starts.iter().copied().skip(1).chain([self.text.len()]);
        let mut rows: Vec<_> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        if rows.len() > MOST_ROWS {
            rows.drain(MOST_ROWS / 2..rows.len().saturating_sub(MOST_ROWS / 2));
        }
        rows
    }

    /// Writes a row of it, the annotation's own text standing out.
    fn put(&self, buffer: &mut Buffer, area: Rect, row: &Range<usize>, context: Style, own: Style) {
        let mut at = area;
        let (first, last) = (self.own.start.clamp(row.start, row.end), self.own.end.clamp(row.start, row.end));
        for (bytes, style) in [(row.start..first, context), (first..last, own), (last..row.end, context)] {
            let used = line::put(buffer, at, self.text.get(bytes).unwrap_or_default(), style);
            at = line::after(at, used);
        }
    }
}

/// Draws the proposal that is looked at over the pane, or below the text where there is no pane beside it.
pub(super) fn draw(buffer: &mut Buffer, app: &App, desk: &Desk) -> Option<Position> {
    let (proposal, annotation) = desk.review.current(&desk.set)?;
    let pane = app.areas.pane;
    let most = if app.areas.one_at_a_time { pane.height / 2 } else { pane.height };
    let columns = pane.width.saturating_sub(INDENT + 1);
    let was: Vec<_> = annotation.selectors().iter().map(InContext::of).collect();
    let now = now(desk, proposal);
    let count = |texts: &[InContext]| texts.iter().map(|text| text.rows(columns).len()).sum::<usize>();
    let rows = u16::try_from(count(&was).saturating_add(count(&now).saturating_add(3))).unwrap_or(u16::MAX).min(most);
    let area = boxes::open(buffer, pane, rows, app);
    let (nth, of) = (desk.review.nth().saturating_add(1), desk.review.count());
    let what =
        format!(" review {nth}/{of} · {} · {} · {}", annotation.label.name(), proposal.why.words(), proposal.score);
    line::put(buffer, area, &what, app.theme.status);
    let own = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    let mut next = 1;
    for (title, texts) in [("was", &was), ("now", &now)] {
        line::put(buffer, line::after(line::row(area, next), 1), title, app.theme.key);
        next = next.saturating_add(1);
        for text in texts {
            for row in text.rows(columns) {
                let at = line::after(line::row(area, next), INDENT);
                text.put(buffer, at, &row, app.theme.quiet, own);
                next = next.saturating_add(1);
            }
        }
    }
    Some(Position { x: area.x, y: area.y })
}

/// What stands where the proposal is.
fn now(desk: &Desk, proposal: &Proposal) -> Vec<InContext> {
    let spans = proposal.spans.as_slice().iter();
    spans.map(|span| InContext::of(&Selector::of(*span, &desk.document))).collect()
}
