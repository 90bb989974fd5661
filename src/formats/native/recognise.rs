//! Recognising a save file that may be damaged: what is certainly one is mended or set aside, anything else is left alone.

use memchr::memmem::find_iter;

use super::NAME;
use crate::formats::json::{self, Tree};

/// What git begins each conflict with that it leaves in a file.
const CONFLICT: &str = "<<<<<<< ";

/// Whether a file says that it is a save file, however damaged it is. `is_named_so` says that its name does: then the
/// beginning of one, cut off, is one too, and so is an empty file.
pub fn is_recognisable(bytes: &[u8], is_named_so: bool) -> bool {
    says_so(bytes) || (is_named_so && is_a_beginning(bytes))
}

/// The line of the first conflict that git left in a file, counted from 1.
pub fn conflict(text: &str) -> Option<usize> {
    // In JSON that is whole, no line begins so.
    text.lines().position(|line| line.starts_with(CONFLICT)).map(|line| line + 1)
}

fn says_so(bytes: &[u8]) -> bool {
    let says = find_iter(bytes, b"\"format\"").any(|at| {
        let rest = bytes.get(at + b"\"format\"".len()..).unwrap_or_default();
        let value = rest.trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii_start);
        value.is_some_and(|value| value.starts_with(format!("\"{NAME}\"").as_bytes()))
    });
    says && is_its_own_field(bytes)
}

/// Where the file is whole JSON, what it says of something inside of it says nothing of itself.
fn is_its_own_field(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    match json::parse(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        Ok(tree) => tree.get("format").is_some_and(|format| matches!(format, Tree::Text(name) if name == NAME)),
        Err(_) => true,
    }
}

/// Whether a file breaks off within what every save file begins with. A power cut leaves NULs.
fn is_a_beginning(bytes: &[u8]) -> bool {
    let beginning = format!("{{\"format\":\"{NAME}\"");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let kept = || bytes.iter().filter(|byte| **byte != 0 && !byte.is_ascii_whitespace());
    kept().count() <= beginning.len() && kept().zip(beginning.bytes()).all(|(byte, expected)| *byte == expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_recognised_by_what_it_says_and_only_with_its_name_by_its_beginning() {
        for (bytes, says, named) in [
            (&b"{\"format\": \"ascribe\",\n\"version\": "[..], true, true),
            (b"{\"version\": 1, \"format\" :\n \"ascribe\", caf\xE9", true, true),
            (b"<<<<<<< HEAD\n{\n  \"format\": \"ascribe\"", true, true),
            (b"{\"format\": \"ascribe\"}", true, true),
            (b"{\"of\": [{\"format\": \"ascribe\"}]}", false, false),
            (b"{\"of\": \"\\\"format\\\": \\\"ascribe\\\"\"}", false, false),
            (b"", false, true),
            (b" \n", false, true),
            (b"\0\0\0\0", false, true),
            (b"\xEF\xBB\xBF{\n  \"form", false, true),
            (b"{", false, true),
            (b"{}", false, false),
            (b"{\"name\": \"x", false, false),
            (b"no copy of this", false, false),
            (b"[1, 2]", false, false),
            (b"{\"format\": \"other\"}", false, false),
        ] {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(is_recognisable(bytes, false), says, "{text}");
            assert_eq!(is_recognisable(bytes, true), named, "{text}");
        }
    }

    #[test]
    fn a_conflict_is_found_by_its_line() {
        assert_eq!(conflict("{\n<<<<<<< HEAD\n"), Some(2));
        assert_eq!(conflict("{\n  \"note\": \"<<<<<<< HEAD\"\n"), None);
    }
}
