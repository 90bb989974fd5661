//! What the program may write to a terminal: an allow-list, so that whatever isn't known to be ours is found.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The private modes that the program sets or resets.
const MODES: [&str; 9] = ["25", "1000", "1002", "1003", "1004", "1006", "1015", "1049", "2004"];
/// The mode around each frame.
const FRAME: &str = "2026";

/// The first thing in the bytes that isn't ours, with its byte and what stands around it. Of copies to the clipboard
/// (OSC 52) so many are ours, and their base64 is added to `clipboard`.
pub(crate) fn first_foreign(bytes: &[u8], copies: usize, clipboard: &mut Vec<String>) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(why) => return Some(format!("byte {} is not UTF-8", why.valid_up_to())),
    };
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let taken = match char {
            '\u{1b}' => sequence(rest).or_else(|| {
                let bytes = copy(rest).filter(|_| clipboard.len() < copies)?;
                clipboard.push(rest[7..bytes - 1].to_owned());
                Some(bytes)
            }),
            // Cancels what was cut off, before the terminal is given back, and nowhere else.
            '\u{18}' => rest[1..].starts_with("\u{1b}[?2026l\u{1b}[?1006l").then_some(1),
            // What the emoji with these in them need; `display` has its own tests of where.
            '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0061}'..='\u{e007f}' => Some(char.len_utf8()),
            _ => is_seen(char).then_some(char.len_utf8()),
        };
        let Some(bytes) = taken else {
            let around: String = rest.chars().take(40).collect();
            return Some(format!("byte {}: {around:?}", text.len() - rest.len()));
        };
        rest = &rest[bytes..];
    }
    None
}

fn is_seen(char: char) -> bool {
    !matches!(
        char.general_category(),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Surrogate
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
    )
}

/// The bytes of the control sequence that the text starts with, if it is one of ours.
fn sequence(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\u{1b}[")?;
    let end = body.find(|char| matches!(char, '@'..='~'))?;
    let (parameters, last) = (&body[..end], &body[end..=end]);
    let numbers =
        |most: u16| parameters.split([';', ':']).all(|it| it.is_empty() || it.parse().is_ok_and(|it: u16| it <= most));
    let known = match last {
        "m" => numbers(255),
        "H" => numbers(100),
        "J" => parameters == "2",
        "h" | "l" => parameters.strip_prefix('?').is_some_and(|mode| mode == FRAME || MODES.contains(&mode)),
        _ => false,
    };
    known.then_some(2 + end + 1)
}

/// The bytes of the copy to the clipboard that the text starts with.
fn copy(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\u{1b}]52;c;")?;
    let end = body.find(|char: char| !char.is_ascii_alphanumeric() && !"+/=".contains(char))?;
    match &body[end..] {
        after if after.starts_with('\u{7}') => Some(7 + end + 1),
        after if after.starts_with("\u{1b}\\") => Some(7 + end + 2),
        _ => None,
    }
}

#[test]
fn what_is_not_ours_is_found() {
    let foreign = |text: &str| first_foreign(text.as_bytes(), 1, &mut Vec::new());
    assert_eq!(
        foreign("\u{1b}[?1049h\u{1b}[1;30H\u{1b}[0;38;2;1;2;3mfine – 👩🏽\u{200d}🔬\u{1b}]52;c;YQ==\u{1b}\\"),
        None
    );
    for text in [
        "\u{1b}[777m",
        "\u{1b}[1;777H",
        "\u{1b}[?9h",
        "\u{1b}]0;x\u{7}",
        "\u{1b}]8;;x\u{1b}\\",
        "\u{1b}P",
        "\u{1b}c",
        "\n",
        "\u{9b}1m",
        "\u{85}",
        "\u{18}",
        "\u{202e}",
        "\u{feff}",
        "\u{1b}[6n",
        "\u{e000}",
        "\u{1b}]52;c;YQ==\u{7}".repeat(2).as_str(),
    ] {
        assert!(foreign(text).is_some(), "{text:?}");
    }
}
