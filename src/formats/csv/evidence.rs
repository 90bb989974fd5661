//! Evidence in a cell: a line an item, as it is typed on the card.

use super::cell::with_line_feeds;
use crate::model::Evidence;
use crate::model::evidence::EvidenceFlaw;

/// Evidence as the text of a cell.
pub(super) fn written(all: &[Evidence]) -> String {
    all.iter().map(|it| shown(it).line()).collect::<Vec<_>>().join("\n")
}

/// Reads the text of a cell. An item that says what one of `known` says is that one.
pub(super) fn read(cell: &str, known: &[Evidence]) -> (Vec<Evidence>, Vec<EvidenceFlaw>) {
    let (mut all, flaws) = Evidence::of_lines(cell, known);
    for read in &mut all {
        if let Some(same) = known.iter().find(|it| Evidence { extra: read.extra.clone(), ..shown(it) } == *read) {
            read.clone_from(same);
        }
    }
    (all, flaws)
}

/// Evidence with the line ends of a cell.
fn shown(evidence: &Evidence) -> Evidence {
    let Evidence { source, locator, date, note, .. } = evidence;
    let [source, locator, date, note] = [source, locator, date, note].map(|text| with_line_feeds(text));
    Evidence { source, locator, date, note, ..evidence.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extra, Rank, Stance};

    #[test]
    fn an_item_that_stays_keeps_what_a_cell_can_t_hold() {
        let known = Evidence { source: "a\r\nb | c".into(), extra: Extra("{\"x\":1}".into()), ..Evidence::default() };
        let cell = written(std::slice::from_ref(&known));
        assert_eq!(read(&format!("new\n{cell}"), std::slice::from_ref(&known)).0[1], known);
    }

    #[test]
    fn cells_of_earlier_worksheets_say_what_they_said() {
        let (all, flaws) = read("a\\|b | p. 12 | contradicts | secondary | see⏎there | 2026-11-20", &[]);
        let expected = Evidence {
            source: "a|b".into(),
            locator: "p. 12".into(),
            stance: Some(Stance::Contradicts),
            rank: Some(Rank::Secondary),
            date: "2026-11-20".into(),
            note: "see\nthere".into(),
            ..Evidence::default()
        };
        assert_eq!((all, flaws), (vec![expected], vec![]));
    }
}
