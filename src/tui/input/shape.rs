//! The shapes of what terminals send: after ECMA-48, 5.4, xterm's control sequences and the kitty protocols.

/// The byte that begins nearly all of them.
pub(super) const ESC: u8 = 0x1b;

/// The letter after Escape that introduces the same as a control of eight bits (`0x9b` is `ESC [`), if that is a sequence.
pub(super) fn introducer(control: u8) -> Option<u8> {
    let letter = control.checked_sub(0x40)?;
    is_introducer(letter).then_some(letter)
}

/// Whether a byte after Escape introduces a sequence: control (`[`), function key (`O`), or a string (the others).
pub(super) fn is_introducer(letter: u8) -> bool {
    matches!(letter, b'[' | b'O') || is_string(letter)
}

/// Whether a byte after Escape introduces a string that ends with ST or BEL: DCS, SOS, OSC, PM, APC.
pub(super) fn is_string(letter: u8) -> bool {
    matches!(letter, b'P' | b'X' | b']' | b'^' | b'_')
}

/// Whether a terminal sends that control sequence, written without `ESC [`. Of one that came at once nobody asks.
pub(super) fn is_control_sequence(body: &[u8]) -> bool {
    let Some((last, body)) = body.split_last() else { return false };
    let has_many = body.contains(&b';');
    match body {
        [] => matches!(last, b'A'..=b'D' | b'F' | b'H' | b'I' | b'O' | b'P'..=b'S' | b'Z'),
        [b'<', rest @ ..] => matches!(last, b'M' | b'm') && rest.split(|byte| *byte == b';').count() == 3,
        [b'?', _, ..] => matches!(last, b'R' | b'S' | b'c' | b'n' | b't' | b'u' | b'y'),
        [b'>' | b'=', _, ..] => matches!(last, b'c' | b'm' | b'n' | b'q' | b'u'),
        [b'[', ..] => matches!(last, b'A'..=b'E'),
        [b'0'..=b'9', ..] => has_many || matches!(last, b'~' | b'n' | b't' | b'u' | b'x'),
        _ => false,
    }
}

/// Whether more than chance begins a control sequence with that.
pub(super) fn is_surely_control(body: &[u8]) -> bool {
    match body {
        [b'<' | b'?' | b'>' | b'=', rest @ ..] => !rest.is_empty(),
        _ => body.contains(&b';'),
    }
}

/// How sure it is that a string was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// Terminals send no string that begins so.
    No,
    /// It may be one, and may be typed.
    Perhaps,
    /// Nobody types that.
    Yes,
}

/// How sure a string is, by how it begins. `letter` introduced it.
pub(super) fn sureness(letter: u8, body: &[u8]) -> Sure {
    match letter {
        b'P' => device_control(body),
        b']' => system_command(body),
        b'_' => match body {
            [b'G', b'a'..=b'z' | b'A'..=b'Z', ..] => Sure::Yes,
            _ => Sure::Perhaps,
        },
        _ => Sure::Perhaps,
    }
}

/// `>|WezTerm`, `!|7E565445`, `1+r524742`, `1$r0m`: a mark or figures, then what makes clear which answer it is.
fn device_control(body: &[u8]) -> Sure {
    let figures = body.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';')).unwrap_or(body.len());
    match (figures, body.get(figures..).unwrap_or_default()) {
        (_, []) | (0, [b'>' | b'!' | b'<' | b'=' | b'?']) => Sure::Perhaps,
        (0, [b'>' | b'!' | b'<' | b'=' | b'?', b'|' | b'0'..=b'9', ..]) | (1.., [b'+' | b'$' | b'!' | b'|', ..]) => {
            Sure::Yes
        }
        _ => Sure::No,
    }
}

/// `11;rgb:…`, `52;c;…`, and the two old answers about titles, `lName` and `LName`.
fn system_command(body: &[u8]) -> Sure {
    let figures = body.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(body.len());
    match (figures, body.get(figures..).unwrap_or_default()) {
        (0..=5, []) | (0, [b'l' | b'L', ..]) => Sure::Perhaps,
        (1..=5, [b';', ..]) => Sure::Yes,
        _ => Sure::No,
    }
}

/// Whether any text at all may be in a string that begins so.
pub(super) fn is_free(letter: u8, body: &[u8]) -> bool {
    match letter {
        b'_' => !matches!(body, [] | [b'G', ..]),
        b']' => matches!(body, [b'l' | b'L', ..]),
        b'X' | b'^' => true,
        _ => false,
    }
}

/// Whether a byte that comes apart from those before it can be in the string, by how that begins. Else it was typed.
pub(super) fn may_follow(letter: u8, body: &[u8], byte: u8) -> bool {
    let number = body.split(|byte| *byte == b';').next().unwrap_or_default();
    let is_colour = matches!(number, b"4" | b"5" | b"10" | b"11" | b"12" | b"13" | b"14" | b"15" | b"17" | b"19");
    match letter {
        b']' if is_colour => byte.is_ascii_hexdigit() || b"rgb:/;#?".contains(&byte),
        b']' if number == b"52" => byte.is_ascii_alphanumeric() || b"+/=;".contains(&byte),
        b'P' if body.starts_with(b"!|") => byte.is_ascii_hexdigit(),
        b'P' if body.get(1..3) == Some(b"+r") => byte.is_ascii_hexdigit() || b"=;".contains(&byte),
        _ => !matches!(byte, ..0x20 | 0x7f),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_known_by_how_they_begin_and_typed_keys_are_not_taken_for_them() {
        let rows: &[(u8, &str, Sure)] = &[
            (b'P', "", Sure::Perhaps),
            (b'P', ">", Sure::Perhaps),
            (b'P', ">|", Sure::Yes),
            (b'P', "1+", Sure::Yes),
            (b'P', "1$", Sure::Yes),
            (b'P', "!|", Sure::Yes),
            (b'P', "j", Sure::No),
            (b'P', "3w", Sure::No),
            (b'P', ">>", Sure::No),
            (b']', "11", Sure::Perhaps),
            (b']', "11;", Sure::Yes),
            (b']', "]", Sure::No),
            (b']', "3w", Sure::No),
            (b'_', "G", Sure::Perhaps),
            (b'_', "Gi", Sure::Yes),
            (b'^', "x", Sure::Perhaps),
        ];
        for (letter, body, sure) in rows {
            assert_eq!(sureness(*letter, body.as_bytes()), *sure, "ESC {} {body}", char::from(*letter));
        }
    }

    #[test]
    fn control_sequences_that_terminals_send_are_told_from_keys_after_an_alt_key() {
        let sent =
            ["A", "I", "5~", "1;5C", "<35;40;12M", "?1;2c", "?2026;2$y", ">1;10;0c", "=0;1c", "[A", "0n", "24;80R"];
        let typed = ["j", "w", "3w", "l", "<j", "]", "3j"];
        assert!(sent.iter().all(|body| is_control_sequence(body.as_bytes())));
        assert!(!typed.iter().any(|body| is_control_sequence(body.as_bytes())));
    }
}
