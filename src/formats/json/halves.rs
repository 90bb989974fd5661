//! Escapes that are half of a character, which some programs write: JSON allows them and no text can hold them.

use std::borrow::Cow;

use super::super::foreign::Remark;

/// What stands for a half: U+FFFD, as long as the escape that it takes the place of.
const REPLACEMENT: &str = "\\ufffd";

/// The length of an escape such as `\ud83d`.
const ESCAPE: usize = REPLACEMENT.len();

/// The same JSON with U+FFFD for each half of a character, and where those stood.
///
/// The other values of the file are read then as if nothing were wrong, and stand on the same lines and columns.
pub(crate) fn mended(json: &str) -> (Cow<'_, str>, Vec<Remark>) {
    let (mut mended, mut copied, mut remarks) = (String::new(), 0, Vec::new());
    let (mut line, mut counted, mut at) = (1, 0, 0);
    let bytes = json.as_bytes();
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += found;
        let escape = |at: usize| unit(bytes.get(at..at + ESCAPE)?);
        at += match (escape(at), escape(at + ESCAPE)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 2 * ESCAPE,
            (Some(half @ 0xD800..=0xDFFF), _) => {
                line += memchr::memchr_iter(b'\n', bytes.get(counted..at).unwrap_or_default()).count();
                counted = at;
                remarks.push(Remark::new(line, format!("\\u{half:04x} is half of a character; it's read as �")));
                mended.push_str(json.get(copied..at).unwrap_or_default());
                mended.push_str(REPLACEMENT);
                copied = at + ESCAPE;
                ESCAPE
            }
            (Some(_), _) => ESCAPE,
            // Such as an escaped backslash, after which no escape begins.
            (None, _) => 2,
        };
    }
    if remarks.is_empty() {
        return (Cow::Borrowed(json), remarks);
    }
    mended.push_str(json.get(copied..).unwrap_or_default());
    (Cow::Owned(mended), remarks)
}

/// The UTF-16 unit that an escape such as `\ud83d` writes.
fn unit(escape: &[u8]) -> Option<u16> {
    let digits = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_halves_of_characters_are_replaced() {
        for whole in [r#""\ud83e\udd8a""#, r#""\\ud83d""#, r#""\u00e9 \" \\""#, "{}", r#""\ud83"#, "\\"] {
            assert_eq!(mended(whole), (Cow::Borrowed(whole), vec![]), "{whole}");
        }
        let (json, remarks) = mended("[\"\\ud83d\",\n \"\\udd8ax\",\n\"\\uD83D\\u0041\\\\\"]");
        assert_eq!(json, "[\"\\ufffd\",\n \"\\ufffdx\",\n\"\\ufffd\\u0041\\\\\"]");
        assert_eq!(remarks.iter().map(|it| it.line).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(remarks[0].to_string(), "line 1: \\ud83d is half of a character; it's read as �");
    }
}
