//! The palette: every action of a mode, found by a few letters of what it does.
//!
//! There are some hundred rows of one line each, so a small scorer of our own is quick enough, and weighs what matters here:
//! beginnings of words and letters side by side.

use super::keymap::{Keymap, Mode, Row};

/// What the palette is for, while it is open.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The mode whose actions it lists, and which it leads back to.
    pub from: Mode,
    /// The count that was typed before it was opened.
    pub count: usize,
    /// Which of the rows that match is chosen, from 0.
    pub chosen: usize,
}

/// What a letter is worth where it follows the one before it.
const BESIDE: i32 = 8;
/// What it is worth where it begins a word.
const BEGINS: i32 = 8;
/// What it costs to leave letters out before it.
const GAP: i32 = 3;
/// What it is worth to be in the name.
const NAME: i32 = 4;
/// What it is worth to write a key as it is.
const KEY: i32 = 1000;

/// The rows of a mode that match what was written, the best first; all of them, in their order, for nothing.
pub fn matching<'a>(keymap: &'a Keymap, mode: Mode, written: &str) -> Vec<&'a Row> {
    let rows = keymap.rows().iter().filter(|row| row.modes.contains(&mode));
    let mut found: Vec<_> = rows.filter_map(|row| Some((score_of(row, written.trim())?, row))).collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, row)| row).collect()
}

/// How well a row matches; `None` where one of the words doesn't.
fn score_of(row: &Row, written: &str) -> Option<i32> {
    if row.keys.iter().any(|key| key == written) {
        return Some(KEY);
    }
    let words = || written.split_whitespace();
    let by_words = words().map(|word| score(word, &row.help)).sum::<Option<i32>>();
    // Its name says what it does in fewer words than its help.
    let name = row.action.name().replace('-', " ");
    let by_name = words().map(|word| score(word, &name)).sum::<Option<i32>>().map(|score| score.saturating_add(NAME));
    let by_key = row.keys.iter().filter_map(|key| score(written, key)).max();
    by_words.max(by_name).max(by_key).max(score(written, &row.hint))
}

/// How well the letters of a word stand in a text in their order, in either case; `None` where they don't.
fn score(word: &str, text: &str) -> Option<i32> {
    let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (word, text) = (small(word), small(text));
    // The best score of the letters so far with the last of them at each place.
    let mut best: Vec<Option<i32>> = Vec::new();
    for (nth, letter) in word.iter().enumerate() {
        let mut before: Option<i32> = None;
        let mut next = Vec::with_capacity(text.len());
        for (at, here) in text.iter().enumerate() {
            let beside = at.checked_sub(1).and_then(|at| best.get(at).copied().flatten());
            let begins =
                at.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|before| !before.is_alphanumeric());
            let so_far = match nth {
                0 => Some(0),
                _ => {
                    beside.map(|score| score.saturating_add(BESIDE)).max(before.map(|score| score.saturating_sub(GAP)))
                }
            };
            next.push(
                so_far.filter(|_| here == letter).map(|score| score.saturating_add(if begins { BEGINS } else { 1 })),
            );
            before = before.max(beside);
        }
        best = next;
    }
    // Of two that match alike, the one that says little else is more likely meant.
    let worth = best.into_iter().flatten().max()?;
    Some(worth.saturating_sub(i32::try_from(text.len() / 16).unwrap_or(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(written: &str) -> String {
        let keymap = Keymap::default();
        matching(&keymap, Mode::Read, written).first().map(|row| row.help.clone()).unwrap_or_default()
    }

    #[test]
    fn letters_match_in_their_order_and_in_either_case() {
        assert!(score("nxtsn", "next sentence").is_some());
        assert!(score("NEXT", "next sentence").is_some());
        assert_eq!(score("tnxe", "next"), None);
        assert_eq!(score("nextt", "next"), None);
        assert_eq!(score("x", ""), None);
    }

    #[test]
    fn beginnings_of_words_and_letters_side_by_side_count_more() {
        assert!(score("ns", "next sentence") > score("ns", "extensions"));
        assert!(score("sent", "next sentence") > score("sent", "some even nicer text"));
        assert!(score("undo", "undo") > score("undo", "undo, without limit, what was done before"));
    }

    #[test]
    fn the_best_of_several_ways_to_match_counts() {
        assert_eq!(score("se", "sxe se"), score("se", "abc se"));
    }

    #[test]
    fn an_action_is_found_by_its_words_in_any_order_or_by_its_key() {
        assert_eq!(first("nextsent"), "next sentence");
        assert_eq!(first("sentence prev"), "previous sentence");
        assert_eq!(first("undo"), "undo, without limit");
        assert!(first("mark actor").starts_with("mark an actor:"));
        assert_eq!(first("ctrl-o"), "list of the articles");
        assert_eq!(first("xyzzy quux"), "");
    }

    #[test]
    fn nothing_written_matches_everything_in_its_order() {
        let keymap = Keymap::default();
        let all = matching(&keymap, Mode::Check, " ");
        assert_eq!(all.len(), keymap.rows().iter().filter(|row| row.modes.contains(&Mode::Check)).count());
        let at = |help: &str| all.iter().position(|row| row.help.starts_with(help));
        assert!(at("unchecked") < at("disputed"));
    }
}
