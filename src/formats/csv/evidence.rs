//! Evidence in a cell: one line an item, `source | locator | stance | rank | note | date`, of which the source alone is enough.
//!
//! A `|` inside one of them is written `\|` and a line end `⏎`; a backslash that stands before neither is one.

use super::super::damaged::{one_of, shown};
use super::cell::with_line_feeds;
use crate::model::check::{RANKS, STANCES};
use crate::model::{Evidence, Rank, Stance};

/// What stands between the parts of an item.
const BETWEEN: &str = " | ";

/// What stands for a line end inside a part.
const LINE_END: char = '⏎';

/// How many parts an item has.
const PARTS: usize = 6;

/// Evidence as the text of a cell.
pub(super) fn written(all: &[Evidence]) -> String {
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn line(evidence: &Evidence) -> String {
    let Evidence { source, locator, note, date, .. } = evidence;
    let mut parts = vec![escaped(source), escaped(locator)];
    parts.extend([evidence.stance.name().to_owned(), evidence.rank.name().to_owned()]);
    if !note.is_empty() || !date.is_empty() {
        parts.push(escaped(note));
    }
    if !date.is_empty() {
        parts.push(escaped(date));
    }
    parts.join(BETWEEN)
}

/// Reads the text of a cell. An item that says what one of `known` says is that one.
pub(super) fn read(cell: &str, known: &[Evidence]) -> Result<Vec<Evidence>, String> {
    let lines = cell.split('\n').filter(|line| !line.trim().is_empty());
    let item = |text| {
        let read = item(text)?;
        Ok(known.iter().find(|it| line(it) == line(&read)).cloned().unwrap_or(read))
    };
    lines.map(item).collect()
}

fn item(line: &str) -> Result<Evidence, String> {
    let mut parts = parts(line);
    if parts.len() > PARTS {
        return Err(format!("“{}” has more than {PARTS} parts; write a | inside of one as \\|", shown(line)));
    }
    parts.resize(PARTS, String::new());
    let [source, locator, stance, rank, note, date] = <[String; PARTS]>::try_from(parts).unwrap_or_default();
    let unknown = |name: &str, known: &str| format!("“{}” is not {known}", shown(name));
    Ok(Evidence {
        source,
        locator,
        stance: named(&stance, Stance::named)
            .ok_or_else(|| unknown(&stance, &one_of(STANCES.iter().map(|row| row.1))))?,
        rank: named(&rank, Rank::named).ok_or_else(|| unknown(&rank, &one_of(RANKS.iter().map(|row| row.1))))?,
        note,
        date,
        ..Evidence::default()
    })
}

/// The value of a name in whatever case; the first one where there is none.
fn named<T: Default>(name: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
    let name = name.trim().to_lowercase();
    if name.is_empty() { Some(T::default()) } else { find(&name) }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut slashes = 0;
    for c in with_line_feeds(text).chars() {
        if matches!(c, '|' | LINE_END | '\n') {
            // Backslashes before one of them are doubled, and only there, so that others stay as they are typed.
            escaped.extend(std::iter::repeat_n('\\', slashes));
        }
        match c {
            '\n' => escaped.push(LINE_END),
            '|' | LINE_END => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    escaped
}

/// The parts of an item, without what [`escaped`] did.
fn parts(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut part, mut slashes) = (String::new(), 0_usize);
    for c in line.chars() {
        if matches!(c, '|' | LINE_END) {
            part.truncate(part.len() - slashes.div_ceil(2));
        }
        match c {
            '|' if slashes % 2 == 0 => parts.push(std::mem::take(&mut part)),
            LINE_END if slashes % 2 == 0 => part.push('\n'),
            c => part.push(c),
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    parts.push(part);
    let last = parts.len() - 1;
    let bare = |(nth, part): (usize, String)| {
        let part = if nth > 0 { part.strip_prefix(' ').unwrap_or(&part) } else { &part };
        let part = if nth < last { part.strip_suffix(' ').unwrap_or(part) } else { part };
        part.to_owned()
    };
    parts.into_iter().enumerate().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(source: &str, locator: &str, note: &str) -> Evidence {
        Evidence { source: source.into(), locator: locator.into(), note: note.into(), ..Evidence::default() }
    }

    #[test]
    fn evidence_is_read_as_it_was_written() {
        let record = Evidence {
            stance: Stance::Contradicts,
            rank: Rank::Secondary,
            ..evidence("https://example.org/a|b", "p. 12", "see\nthere")
        };
        let all = [
            record,
            evidence("", "", ""),
            evidence(r"\\server\notes\", r"\|", "⏎ | \\⏎"),
            evidence(" a ", " ", "\n\n"),
            evidence("\\\\|\\\n\\", "|", "\\"),
        ];
        let cell = written(&all);
        assert!(
            cell.starts_with("https://example.org/a\\|b | p. 12 | contradicts | secondary | see⏎there\n"),
            "{cell}"
        );
        assert_eq!(read(&cell, &[]).unwrap(), all);
    }

    #[test]
    fn a_bare_source_is_enough_and_a_path_stays_as_it_is_typed() {
        let typed = "https://example.org/x\n\n  \nC:\\new\\|p. 3|Context\n";
        let context = Evidence { stance: Stance::Context, ..evidence("C:\\new|p. 3", "Context", "") };
        let read_back = read(typed, &[]).unwrap();
        assert_eq!(read_back[0], evidence("https://example.org/x", "", ""));
        assert_eq!(read_back[1], Evidence { stance: Stance::Supports, ..context });
        let spaced = read("C:\\new | p. 3 | Context", &[]).unwrap();
        assert_eq!(spaced, [Evidence { stance: Stance::Context, ..evidence("C:\\new", "p. 3", "") }]);
    }

    #[test]
    fn what_is_no_item_is_refused_in_words() {
        let why = read("a | b | maybe", &[]).unwrap_err();
        assert_eq!(why, "“maybe” is not supports, contradicts or context");
        let why = read("a | b | supports | primary | c | d | e", &[]).unwrap_err();
        assert!(why.ends_with("has more than 6 parts; write a | inside of one as \\|"), "{why}");
    }
}
