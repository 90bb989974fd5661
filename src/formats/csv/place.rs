//! Where a row says that its annotation stands.

use super::super::Piece;
use super::super::damaged::shown;
use super::super::page::in_one_line;
use super::super::unit::Ruler;
use super::cell::with_line_feeds;
use super::columns::Column;
use super::table::Cells;
use crate::model::{Annotation, Document, Span};

/// Whether a row says of its place and its text what the texts of a known annotation's row say.
pub(super) fn is_same(texts: &[String], cells: &Cells) -> bool {
    let is_same = |column: Column| {
        let ours = texts[column.nth()].trim();
        // Gnumeric takes an apostrophe off that a text begins with, such as a single quotation mark.
        cells.get(column).map(str::trim).is_none_or(|cell| cell == ours || ours.strip_prefix('\'') == Some(cell))
    };
    is_same(Column::Start) && is_same(Column::End) && is_same(Column::Pieces) && is_same(Column::Text)
}

/// Tells if the article has the words of a row where the row says, or anywhere if it says no place.
pub(super) fn is_borne_out(cells: &Cells, document: &Document, ruler: &Ruler<'_>) -> bool {
    let text = cells.text(Column::Text);
    let place = |column| cells.text(column).trim().parse().ok();
    match (place(Column::Start), place(Column::End)) {
        (Some(start), Some(end)) => {
            let there = slice((start, end), document, ruler).map(with_line_feeds);
            there.is_some_and(|there| there == text || there.strip_prefix('\'') == Some(text))
        }
        _ => !text.is_empty() && with_line_feeds(document.text()).contains(text),
    }
}

/// The pieces of a known annotation.
pub(super) fn of_known(annotation: &Annotation, document: &Document, ruler: &Ruler<'_>) -> Vec<Piece> {
    let piece = |span: &Span| Piece {
        at: Some((ruler.position(span.start().byte()), ruler.position(span.end().byte()))),
        quote: Some(document.quote(*span).to_owned()),
        ..Piece::default()
    };
    annotation.spans().iter().map(piece).collect()
}

/// The pieces that a row names: those in its column, or else the whole extent.
pub(super) fn read(cells: &Cells, document: &Document, ruler: &Ruler<'_>) -> Result<Vec<Piece>, String> {
    let text = cells.text(Column::Text);
    if text.is_empty() {
        return Err("its text is empty, by which it would be found".to_owned());
    }
    let at = match (cells.text(Column::Start).trim(), cells.text(Column::End).trim()) {
        ("", "") => None,
        (start, end) => Some((number("start", start)?, number("end", end)?)),
    };
    let lines = cells.text(Column::Pieces).split('\n').filter(|line| !line.trim().is_empty());
    let pieces = lines.map(|line| piece(line, document, ruler)).collect::<Result<Vec<_>, _>>()?;
    if pieces.is_empty() {
        let (prefix, suffix) = around(cells.text(Column::Context), text, document);
        let there = at.and_then(|at| slice(at, document, ruler)).filter(|there| with_line_feeds(there) == text);
        let quote = there.map_or_else(|| as_in(document, text), str::to_owned);
        return Ok(vec![Piece { at, quote: Some(quote), prefix, suffix }]);
    }
    let in_place = |piece: &Piece| piece.at.and_then(|at| slice(at, document, ruler)) == piece.quote.as_deref();
    let there = at.and_then(|at| slice(at, document, ruler)).map(with_line_feeds);
    if pieces.iter().all(in_place) && there.as_deref() != Some(text) {
        return Err(format!("its text “{}” is not what the article has from its start to its end", shown(text)));
    }
    Ok(pieces)
}

/// A line such as `12-40 the words there`.
fn piece(line: &str, document: &Document, ruler: &Ruler<'_>) -> Result<Piece, String> {
    let (at, words) = line.trim_start().split_once(' ').unwrap_or((line.trim(), ""));
    let wrong = || format!("pieces: “{}” is not like 12-40 and the words there", shown(line));
    let (start, end) = at.split_once('-').ok_or_else(wrong)?;
    let at = (start.parse().map_err(|_| wrong())?, end.parse().map_err(|_| wrong())?);
    let there = slice(at, document, ruler).filter(|there| in_one_line(there) == words.trim());
    let quote = there.map_or_else(|| words.trim().to_owned(), str::to_owned);
    Ok(Piece { at: Some(at), quote: Some(quote), ..Piece::default() })
}

fn number(name: &str, cell: &str) -> Result<usize, String> {
    cell.parse().map_err(|_| format!("{name}: expected a whole number from 0, not “{}”", shown(cell)))
}

/// The text from one code point to another; `None` where that is no piece of it.
fn slice<'a>((start, end): (usize, usize), document: &'a Document, ruler: &Ruler<'_>) -> Option<&'a str> {
    document.text().get(ruler.byte(start)?..ruler.byte(end)?)
}

/// A text with the article's line ends, where it has others than line feeds.
fn as_in(document: &Document, text: &str) -> String {
    if text.contains('\n') && document.text().contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() }
}

/// What stands before and after a text in its context, where it stands there once.
fn around(context: &str, text: &str, document: &Document) -> (String, String) {
    let mut found = context.match_indices(text);
    match (found.next(), found.next()) {
        (Some((start, _)), None) => {
            let (before, rest) = context.split_at(start);
            (as_in(document, before), as_in(document, rest.get(text.len()..).unwrap_or_default()))
        }
        _ => (String::new(), String::new()),
    }
}
