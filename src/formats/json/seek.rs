//! Where a value stands in the text it was read from.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One step from a value into one that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// To the field of that name.
    Field(Cow<'a, str>),
    /// To the item of that number, from 0.
    Item(usize),
}

impl Step<'_> {
    pub(super) fn into_owned(self) -> Step<'static> {
        match self {
            Step::Field(name) => Step::Field(Cow::Owned(name.into_owned())),
            Step::Item(nth) => Step::Item(nth),
        }
    }
}

impl From<&'static str> for Step<'_> {
    fn from(name: &'static str) -> Self {
        Self::Field(Cow::Borrowed(name))
    }
}

impl From<usize> for Step<'_> {
    fn from(nth: usize) -> Self {
        Self::Item(nth)
    }
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// From 1.
    pub(crate) line: usize,
    /// In code points, from 1.
    pub(crate) column: usize,
}

/// Where the value at the end of a path starts, or the innermost one of its path that is there.
///
/// `json` has been read before, so it is whole.
pub(super) fn position(json: &str, path: &[Step<'_>]) -> Position {
    let mut path = path;
    while let Some((_, shorter)) = path.split_last() {
        // Nothing in the library says where a value stands, except the errors that are raised there.
        if let Err(raised) = Seek(path).deserialize(&mut serde_json::Deserializer::from_str(json)) {
            let (start, line) = line_of(json, raised.line());
            let space = line.get(raised.column()..).unwrap_or_default();
            let space = space.len() - space.trim_start().len();
            return at(json, start + raised.column() + space);
        }
        path = shorter;
    }
    at(json, json.len() - json.trim_start().len())
}

/// The line on which each item of a list starts, from 1; the list is at the end of a path into JSON that is whole.
pub(crate) fn item_lines(json: &str, path: &[Step<'_>]) -> Vec<usize> {
    let Position { line, column } = position(json, path);
    let start = json.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let before = json.get(start..).unwrap_or_default().chars().take(column).map(char::len_utf8).sum::<usize>();
    let (mut line, mut depth, mut in_text, mut escaped, mut expected) = (line, 0usize, false, false, true);
    let mut lines = Vec::new();
    for byte in json.bytes().skip(start + before) {
        if !in_text && depth == 0 && expected && !byte.is_ascii_whitespace() && byte != b']' {
            lines.push(line);
            expected = false;
        }
        match byte {
            b'\n' => line += 1,
            _ if in_text => in_text = escaped || byte != b'"',
            b'"' => in_text = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => break,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => expected = true,
            _ => {}
        }
        escaped = in_text && !escaped && byte == b'\\';
    }
    lines
}

/// Where the library says an error is, whose columns are bytes.
pub(super) fn position_of(raised: &serde_json::Error, json: &str) -> Position {
    let (_, line) = line_of(json, raised.line());
    let before = line.get(..line.floor_char_boundary(raised.column())).unwrap_or(line);
    Position { line: raised.line(), column: before.chars().count().max(1) }
}

/// The byte at which a line starts, and the text from there on.
fn line_of(json: &str, line: usize) -> (usize, &str) {
    let before = json.split_inclusive('\n').take(line.saturating_sub(1));
    let start = before.map(str::len).sum();
    (start, json.get(start..).unwrap_or_default())
}

fn at(json: &str, byte: usize) -> Position {
    let before = json.get(..byte).unwrap_or(json);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    Position { line, column: before.get(start..).unwrap_or_default().chars().count() + 1 }
}

/// Follows a path and raises an error at its end; finds nothing where the path leads nowhere.
struct Seek<'p>(&'p [Step<'p>]);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        if self.0.is_empty() {
            return Err(D::Error::custom("here it is"));
        }
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Some((Step::Item(wanted), rest)) = self.0.split_first() {
            for _ in 0..*wanted {
                list.next_element::<IgnoredAny>()?;
            }
            list.next_element_seed(Seek(rest))?;
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(name) = object.next_key::<String>()? {
            match self.0.split_first() {
                Some((Step::Field(wanted), rest)) if *wanted == name => object.next_value_seed(Seek(rest))?,
                _ => _ = object.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}
