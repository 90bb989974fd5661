//! The lines of standoff, each taken apart by its first character.

use super::super::damaged::shown;

/// The most arguments of an event: each pair of them may become a relation.
const MAX_ARGUMENTS: usize = 16;

/// One line.
#[derive(Debug)]
pub(super) enum Line<'a> {
    /// `T1 <TAB> label 0 5;7 9 <TAB> text`
    Text { id: &'a str, label: &'a str, places: Vec<(usize, usize)>, text: &'a str },
    /// `R1 <TAB> kind Arg1:T1 Arg2:T2`
    Relation { kind: &'a str, from: &'a str, to: &'a str },
    /// `E1 <TAB> kind:T3 Role:T1 Role:T2`, the trigger first of its arguments
    Event { id: &'a str, arguments: Vec<&'a str> },
    /// `#1 <TAB> kind T1 <TAB> text`
    Note { of: &'a str, text: &'a str },
    /// What is known, but has no place here: what it is, of several.
    Unheld(&'static str),
}

/// Takes a line apart, or says what is wrong with it.
pub(super) fn line(line: &str) -> Result<Line<'_>, String> {
    let unknown = || format!("`{}` is no line of standoff: expected T1, R1, E1, A1, #1 or * and a tab", shown(line));
    let (id, rest) = line.split_once('\t').ok_or_else(unknown)?;
    let mut letters = id.chars();
    let first = letters.next().ok_or_else(unknown)?;
    let is_numbered = letters.as_str().starts_with(|c: char| c.is_ascii_digit());
    match first {
        'T' if is_numbered => text(id, rest),
        'R' if is_numbered => relation(id, rest),
        'E' if is_numbered => event(id, rest),
        '#' => note(id, rest),
        'A' | 'M' if is_numbered => Ok(Line::Unheld("attributes")),
        'N' if is_numbered => Ok(Line::Unheld("references to databases")),
        '*' if id == "*" => Ok(Line::Unheld("equivalences")),
        _ => Err(unknown()),
    }
}

fn text<'a>(id: &'a str, rest: &'a str) -> Result<Line<'a>, String> {
    let (head, text) =
        rest.split_once('\t').ok_or_else(|| format!("`{}` has no text after its positions", shown(id)))?;
    let expected =
        || format!("`{}`: expected a label with positions, such as `claim 0 5`, not `{}`", shown(id), shown(head));
    let (label, places) = head.split_once(' ').ok_or_else(expected)?;
    let place = |place: &str| {
        let (start, end) = place.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    let places: Option<Vec<(usize, usize)>> = places.split(';').map(place).collect();
    let places = places.ok_or_else(expected)?;
    match places.iter().find(|(start, end)| start >= end) {
        Some((start, end)) => Err(format!("`{}`: its end {end} is not after its start {start}", shown(id))),
        None => Ok(Line::Text { id, label, places, text }),
    }
}

fn relation<'a>(id: &str, rest: &'a str) -> Result<Line<'a>, String> {
    let mut words = rest.split_whitespace();
    let argument = |word: Option<&'a str>| Some(word?.split_once(':')?.1);
    let kind = words.next();
    let ends = argument(words.next()).zip(argument(words.next()));
    match (kind, ends, words.next()) {
        (Some(kind), Some((from, to)), None) => Ok(Line::Relation { kind, from, to }),
        _ => Err(format!(
            "`{}`: expected a relation, such as `denies Arg1:T1 Arg2:T2`, not `{}`",
            shown(id),
            shown(rest)
        )),
    }
}

fn event<'a>(id: &'a str, rest: &'a str) -> Result<Line<'a>, String> {
    let arguments: Option<Vec<_>> =
        rest.split_whitespace().map(|word| Some(word.split_once(':')?.1)).take(MAX_ARGUMENTS + 1).collect();
    match arguments {
        Some(arguments) if arguments.len() > MAX_ARGUMENTS => {
            Err(format!("`{}` has more than {MAX_ARGUMENTS} arguments", shown(id)))
        }
        Some(arguments) if !arguments.is_empty() => Ok(Line::Event { id, arguments }),
        _ => {
            Err(format!("`{}`: expected an event, such as `says:T1 Who:T2 What:T3`, not `{}`", shown(id), shown(rest)))
        }
    }
}

fn note<'a>(id: &str, rest: &'a str) -> Result<Line<'a>, String> {
    let found = rest.split_once('\t').and_then(|(head, text)| Some((head.split_whitespace().nth(1)?, text)));
    let (of, text) = found.ok_or_else(|| {
        format!(
            "`{}`: expected a note, such as `AnnotatorNotes T1`, a tab and the text, not `{}`",
            shown(id),
            shown(rest)
        )
    })?;
    Ok(Line::Note { of, text: text.trim() })
}
