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
    let is_as_earlier = |line: &str| known.iter().find(|it| earlier_line(it) == line);
    let lines = cell.split('\n').map(|line| is_as_earlier(line).map_or_else(|| line.to_owned(), |it| shown(it).line()));
    let (mut all, flaws) = Evidence::of_lines(&lines.collect::<Vec<_>>().join("\n"), known);
    for read in &mut all {
        if let Some(same) = known.iter().find(|it| Evidence { extra: read.extra.clone(), ..shown(it) } == *read) {
            read.clone_from(same);
        }
    }
    (all, flaws)
}

/// The line that worksheets had once, with the date last: a note that is a date itself is told from it in no other way.
fn earlier_line(evidence: &Evidence) -> String {
    let Evidence { source, locator, date, note, .. } = evidence;
    let mut parts = vec![source.as_str(), locator, evidence.stance_name(), evidence.rank_name(), note, date];
    while parts.len() > 4 && parts.last().is_some_and(|part| part.is_empty()) {
        parts.pop();
    }
    parts.join(" | ")
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
    fn a_note_that_is_a_date_stays_one_in_a_worksheet_of_an_earlier_program() {
        let (stance, rank) = (Some(Stance::Supports), Some(Rank::Primary));
        let known = Evidence { source: "a".into(), note: "2026-11-20".into(), stance, rank, ..Evidence::default() };
        let dated = Evidence { date: "2026-11-21".into(), ..known.clone() };
        for (line, known) in [
            ("a |  | supports | primary | 2026-11-20", known),
            ("a |  | supports | primary | 2026-11-20 | 2026-11-21", dated),
        ] {
            assert_eq!(read(line, std::slice::from_ref(&known)).0, [known]);
        }
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
