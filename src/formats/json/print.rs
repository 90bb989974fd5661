//! JSON as it is written: two spaces a level, and nothing in it that a terminal would obey or hide.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::model::unseen::steers;

/// Writes a value as text that ends with a newline.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let mut json = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut json, Pretty::default()));
    written.expect("our own values have names for fields, and memory takes everything");
    json.push(b'\n');
    String::from_utf8(json).expect("everything in it came from strings")
}

/// Writes a value as text without a line end, neither one that JSON knows nor any other.
pub(crate) fn line(value: &impl Serialize) -> String {
    let mut json = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut json, Line));
    written.expect("our own values have names for fields, and memory takes everything");
    String::from_utf8(json).expect("everything in it came from strings")
}

/// The library's own compact form, with escapes.
struct Line;

impl Formatter for Line {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, json: &mut W, text: &str) -> Result<()> {
        escape(json, text)
    }
}

/// The library's own pretty form, with escapes, and written with fewer and larger steps.
#[derive(Default)]
struct Pretty {
    level: usize,
    /// Whether the list or object that was begun last has a value yet.
    filled: bool,
}

/// A line end and the deepest indentation.
const LINE: &[u8] = &{
    let mut line = [b' '; 257];
    line[0] = b'\n';
    line
};

impl Pretty {
    fn begin<W: ?Sized + Write>(&mut self, json: &mut W, bracket: &[u8]) -> Result<()> {
        self.level += 1;
        self.filled = false;
        json.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, json: &mut W, first: bool) -> Result<()> {
        if !first {
            json.write_all(b",")?;
        }
        json.write_all(LINE.get(..=2 * self.level).unwrap_or(LINE))
    }

    fn end<W: ?Sized + Write>(&mut self, json: &mut W, bracket: &[u8]) -> Result<()> {
        self.level = self.level.saturating_sub(1);
        if self.filled {
            self.next(json, true)?;
        }
        self.filled = true;
        json.write_all(bracket)
    }
}

impl Formatter for Pretty {
    fn begin_array<W: ?Sized + Write>(&mut self, json: &mut W) -> Result<()> {
        self.begin(json, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, json: &mut W) -> Result<()> {
        self.end(json, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, json: &mut W, first: bool) -> Result<()> {
        self.next(json, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, json: &mut W) -> Result<()> {
        self.begin(json, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, json: &mut W) -> Result<()> {
        self.end(json, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, json: &mut W, first: bool) -> Result<()> {
        self.next(json, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, json: &mut W) -> Result<()> {
        json.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> Result<()> {
        self.filled = true;
        Ok(())
    }

    /// Writes text without quotes, backslashes and C0 controls, which have been escaped.
    fn write_string_fragment<W: ?Sized + Write>(&mut self, json: &mut W, text: &str) -> Result<()> {
        // The greatest byte is found many at a time; a loop that may stop at each of them would take one by one.
        if text.bytes().max() >= Some(0x7f) {
            return escape(json, text);
        }
        json.write_all(text.as_bytes())
    }
}

/// Writes text with a `\u` escape for every character that steers: quotes come from hostile articles.
fn escape<W: ?Sized + Write>(json: &mut W, text: &str) -> Result<()> {
    let mut rest = text;
    while let Some((at, hidden)) = rest.char_indices().find(|(_, c)| steers(*c)) {
        json.write_all(rest.get(..at).unwrap_or_default().as_bytes())?;
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            write!(json, "\\u{unit:04x}")?;
        }
        rest = rest.get(at + hidden.len_utf8()..).unwrap_or_default();
    }
    json.write_all(rest.as_bytes())
}
