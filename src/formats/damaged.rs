//! Why a file can't be read, in words for whoever has to mend it.

/// The most characters of a foreign value that a message repeats.
const SHOWN_CHARACTERS: usize = 40;

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}{why}", place = place(*.line, .field))]
pub struct Damaged {
    /// The line, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// The column in code points, from 1; 0 where it is about the whole file.
    pub column: usize,
    /// The field, such as `annotations[3].spans[0].end`; empty where it is about none.
    pub field: String,
    /// What was expected there, without control characters.
    pub why: String,
}

impl Damaged {
    /// Something is wrong with the whole file.
    pub(crate) fn whole(why: impl Into<String>) -> Self {
        Self { line: 0, column: 0, field: String::new(), why: why.into() }
    }
}

fn place(line: usize, field: &str) -> String {
    match (line, field) {
        (0, _) => String::new(),
        (line, "") => format!("line {line}: "),
        (line, field) => format!("line {line}, {field}: "),
    }
}

/// A foreign text fit for a message: its start, with everything invisible spelt out.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::new();
    for (nth, c) in text.chars().enumerate() {
        match c {
            _ if nth == SHOWN_CHARACTERS => return shown + "…",
            '"' | '\'' => shown.push(c),
            _ => shown.extend(c.escape_debug()),
        }
    }
    shown
}

/// `a, b or c`.
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
