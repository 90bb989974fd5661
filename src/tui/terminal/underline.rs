//! Colours of underlines. Only some terminals know them; the others read the figures of one as commands of their own, and
//! a 0 among them as the end of every fill.

use memchr::memmem;

/// The beginning of such a colour as the library writes it, with semicolons.
const COLOUR: &[u8] = b"\x1b[58;";
/// The end of such colours.
const RESET: &[u8] = b"\x1b[59m";

/// Terminals that know them, by the name they give themselves in `TERM`.
const BY_TERM: &[&str] = &["alacritty", "contour", "foot", "tmux", "wezterm", "xterm-ghostty", "xterm-kitty"];
/// The same by their name in `TERM_PROGRAM`.
const BY_PROGRAM: &[&str] = &["ghostty", "iTerm.app", "mintty", "WezTerm"];
/// The first version of the terminals built on VTE that knows them, as `VTE_VERSION` says it.
const VTE: u32 = 5200;

/// Whether the terminal is known to have them, by what the environment says of it.
pub(super) fn are_known(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &str, known: &[&str]| variable(name).is_some_and(|value| known.iter().any(|it| value == *it));
    let term = variable("TERM").unwrap_or_default();
    if BY_TERM.iter().any(|name| term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))) {
        return true;
    }
    // Inside of another program the other variables are those of the terminal around it.
    let inside = variable("TMUX").is_some() || term.starts_with("screen");
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    !inside && (is("TERM_PROGRAM", BY_PROGRAM) || vte.is_some_and(|version| version >= VTE))
}

/// A frame with its underlines’ colours written with colons, or without them where they are not known.
///
/// Nothing of an article is in a frame as a command, so that all that looks like one is one.
pub(super) fn written(frame: Vec<u8>, known: bool) -> Vec<u8> {
    if memmem::find(&frame, b"\x1b[5").is_none() {
        return frame;
    }
    let mut written = Vec::with_capacity(frame.len());
    let mut rest = frame.as_slice();
    while let Some(at) = memmem::find(rest, b"\x1b[5") {
        let (before, from) = rest.split_at(at);
        written.extend_from_slice(before);
        let end = from.iter().position(|byte| *byte == b'm').map_or(from.len(), |end| end.saturating_add(1));
        let (sequence, after) = from.split_at(end);
        match sequence.strip_prefix(COLOUR) {
            Some(figures) if known => written.extend_from_slice(&with_colons(figures)),
            Some(_) => {}
            None if sequence == RESET && !known => {}
            None => written.extend_from_slice(sequence),
        }
        rest = after;
    }
    written.extend_from_slice(rest);
    written
}

/// `2;213;94;0m` as `ESC [ 58:2::213:94:0m`: between the kind of colour and its parts stands the space of colours, empty.
fn with_colons(figures: &[u8]) -> Vec<u8> {
    let mut written = b"\x1b[58:".to_vec();
    let parts = figures.strip_prefix(b"2;");
    written.extend_from_slice(if parts.is_some() { b"2::" } else { b"" });
    written.extend(parts.unwrap_or(figures).iter().map(|byte| if *byte == b';' { b':' } else { *byte }));
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &[u8] = b"\x1b[4ma\x1b[58;2;213;94;0mb\x1b[58;5;3mc\x1b[59md\x1b[5;1H\x1b[0m";

    #[test]
    fn colours_of_underlines_are_written_with_colons_or_not_at_all() {
        let known = b"\x1b[4ma\x1b[58:2::213:94:0mb\x1b[58:5:3mc\x1b[59md\x1b[5;1H\x1b[0m";
        assert_eq!(written(FRAME.to_vec(), true), known);
        assert_eq!(written(FRAME.to_vec(), false), b"\x1b[4mabcd\x1b[5;1H\x1b[0m");
        assert_eq!(written(b"plain".to_vec(), false), b"plain");
    }

    #[test]
    fn only_terminals_that_are_known_have_them() {
        let knows = |set: &[(&str, &str)]| {
            are_known(|name| set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned()))
        };
        for term in ["xterm-kitty", "foot", "foot-extra", "alacritty", "tmux-256color", "wezterm"] {
            assert!(knows(&[("TERM", term)]), "{term}");
        }
        for term in ["xterm-256color", "xterm", "screen-256color", "linux", "rxvt-unicode", "footnote", ""] {
            assert!(!knows(&[("TERM", term)]), "{term}");
        }
        let xterm = ("TERM", "xterm-256color");
        assert!(knows(&[xterm, ("VTE_VERSION", "7600")]) && knows(&[xterm, ("TERM_PROGRAM", "WezTerm")]));
        assert!(!knows(&[xterm, ("VTE_VERSION", "4800")]) && !knows(&[xterm, ("TERM_PROGRAM", "Apple_Terminal")]));
        assert!(!knows(&[("TERM", "screen"), ("VTE_VERSION", "7600")]), "screen stands between");
        assert!(!knows(&[]));
    }
}
