//! Where in bytes from a terminal one key's sequence ends and the next begins.

use std::str;

const ESC: u8 = 0x1b;

/// So many bytes without an end are no key.
const LONGEST: usize = 64;

/// How many bytes the first key takes, or whatever is not one but stands like one; `None` where more bytes are needed to
/// tell. Shapes after ECMA-48, 5.4.
///
/// A library reads what they mean. But it goes on reading where it finds no meaning, so that what isn't a key would
/// swallow those that follow.
pub(super) fn first_unit(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [] | [ESC] => None,
        // Of the function keys of the Linux console.
        [ESC, b'[', b'[', rest @ ..] => (!rest.is_empty()).then_some(4),
        // The mouse of old terminals: its buttons, column and row.
        [ESC, b'[', b'M', rest @ ..] => (rest.len() >= 3).then_some(6),
        [ESC, b'[', rest @ ..] => {
            let end = rest.iter().position(|byte| !matches!(byte, b' '..=b'?'));
            let Some(end) = end else { return (bytes.len() >= LONGEST).then_some(bytes.len()) };
            // Anything but a last byte cuts the sequence off.
            let ends = rest.get(end).is_some_and(|byte| matches!(byte, b'@'..=b'~'));
            Some(end.saturating_add(2).saturating_add(usize::from(ends)))
        }
        [ESC, b'O', rest @ ..] => (!rest.is_empty()).then_some(3),
        [ESC, ESC, ..] => Some(1),
        [ESC, rest @ ..] => character(rest).map(|length| length.saturating_add(1)),
        _ => character(bytes),
    }
}

/// How many bytes the first character takes; one, where it is none.
fn character(bytes: &[u8]) -> Option<usize> {
    let first = bytes.get(..4).unwrap_or(bytes);
    let whole = match str::from_utf8(first) {
        Ok(text) => text,
        Err(why) if why.valid_up_to() > 0 => str::from_utf8(first.get(..why.valid_up_to())?).ok()?,
        Err(why) => return why.error_len().map(|_| 1),
    };
    whole.chars().next().map(char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_end_where_the_next_key_begins() {
        let rows: &[(&str, Option<usize>)] = &[
            ("a", Some(1)),
            ("éa", Some(2)),
            ("\u{1b}", None),
            ("\u{1b}a", Some(2)),
            ("\u{1b}éa", Some(3)),
            ("\u{1b}\u{1b}[A", Some(1)),
            ("\u{1b}[", None),
            ("\u{1b}[1;5", None),
            ("\u{1b}[1;5Ca", Some(6)),
            ("\u{1b}[?1049l ", Some(8)),
            ("\u{1b}[12\u{1b}[A", Some(4)),
            ("\u{1b}[12é", Some(4)),
            ("\u{1b}[[Aa", Some(4)),
            ("\u{1b}[M !", None),
            ("\u{1b}[M !!a", Some(6)),
            ("\u{1b}O", None),
            ("\u{1b}OPa", Some(3)),
            ("\u{1b}]0;", Some(2)),
        ];
        for (bytes, length) in rows {
            assert_eq!(first_unit(bytes.as_bytes()), *length, "{bytes:?}");
        }
        let endless = format!("\u{1b}[{}", "1".repeat(LONGEST));
        assert_eq!(first_unit(endless.as_bytes()), Some(endless.len()));
        assert_eq!((first_unit(b"\xc3"), first_unit(b"\xffa"), first_unit(b"\xc3a")), (None, Some(1), Some(1)));
    }
}
