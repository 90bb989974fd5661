//! Which theme suits the terminal, told from the environment: asking the terminal itself would delay the first frame.

use std::env;

use crate::tui::config::AUTO;
use crate::tui::theme::Theme;

/// What the environment says of the terminal. Absent variables are empty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surroundings<'a> {
    term: &'a str,
    colorterm: &'a str,
    no_color: &'a str,
    colorfgbg: &'a str,
}

/// Terminals without colour, by how their names start.
const MONOCHROME: &[&str] = &["vt100", "vt102", "vt220", "vt320", "vt420", "vt52", "ansi-m", "linux-m"];
/// Terminals with at least 256 colours, by what their names hold.
const COLOURFUL: &[&str] = &[
    "256color",
    "-direct",
    "truecolor",
    "kitty",
    "alacritty",
    "foot",
    "ghostty",
    "wezterm",
    "iterm",
    "contour",
    "rio",
];

/// The theme of that name; for [`AUTO`] the one that suits the terminal. `None` where there is none of that name.
pub(super) fn theme(name: &str) -> Option<&'static Theme> {
    if name != AUTO {
        return Theme::named(name);
    }
    let variable = |name| env::var(name).unwrap_or_default();
    let (term, colorterm) = (variable("TERM"), variable("COLORTERM"));
    let (no_color, colorfgbg) = (variable("NO_COLOR"), variable("COLORFGBG"));
    let surroundings = Surroundings { term: &term, colorterm: &colorterm, no_color: &no_color, colorfgbg: &colorfgbg };
    Theme::named(suiting(surroundings))
}

/// The name of the theme that suits.
fn suiting(around: Surroundings<'_>) -> &'static str {
    match () {
        () if !around.no_color.is_empty() || is_monochrome(around.term) => "plain",
        () if !is_colourful(around) => "sixteen",
        () if has_light_background(around.colorfgbg) => "light",
        () => "dark",
    }
}

fn is_monochrome(term: &str) -> bool {
    term.ends_with("-mono") || term.ends_with("-m") || MONOCHROME.iter().any(|start| term.starts_with(start))
}

fn is_colourful(around: Surroundings<'_>) -> bool {
    matches!(around.colorterm, "truecolor" | "24bit") || COLOURFUL.iter().any(|piece| around.term.contains(piece))
}

/// Whether `COLORFGBG`, such as `0;15` or `0;default;15`, ends with a light colour: white, or a bright one.
fn has_light_background(colorfgbg: &str) -> bool {
    let background = colorfgbg.rsplit(';').next().unwrap_or_default();
    background.parse::<u8>().is_ok_and(|colour| colour == 7 || (9..=15).contains(&colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RICH: Surroundings<'_> = Surroundings { term: "xterm-256color", colorterm: "", no_color: "", colorfgbg: "" };

    #[test]
    fn who_wants_no_colour_gets_none() {
        assert_eq!(suiting(Surroundings { no_color: "1", ..RICH }), "plain");
        for term in ["xterm-mono", "vt100", "vt220", "linux-m"] {
            assert_eq!(suiting(Surroundings { term, ..RICH }), "plain", "{term}");
        }
    }

    #[test]
    fn a_terminal_that_promises_few_colours_gets_sixteen() {
        for term in ["xterm", "linux", "screen", "rxvt", "cygwin"] {
            assert_eq!(suiting(Surroundings { term, ..RICH }), "sixteen", "{term}");
            assert_eq!(suiting(Surroundings { term, colorterm: "truecolor", ..RICH }), "dark", "{term}");
        }
        for term in ["tmux-256color", "xterm-direct", "xterm-kitty", "alacritty", "foot", "xterm-ghostty"] {
            assert_eq!(suiting(Surroundings { term, ..RICH }), "dark", "{term}");
        }
    }

    #[test]
    fn a_light_background_gets_the_light_theme() {
        for colorfgbg in ["0;15", "0;default;15", "0;7", "15"] {
            assert_eq!(suiting(Surroundings { colorfgbg, ..RICH }), "light", "{colorfgbg}");
        }
        for colorfgbg in ["15;0", "15;default;0", "7;8", "", "default", "0;300"] {
            assert_eq!(suiting(Surroundings { colorfgbg, ..RICH }), "dark", "{colorfgbg}");
        }
    }

    #[test]
    fn every_theme_that_may_suit_exists() {
        for name in ["plain", "sixteen", "light", "dark"] {
            assert!(Theme::named(name).is_some(), "{name}");
        }
        assert!(theme(AUTO).is_some());
        assert!(theme("pink").is_none());
    }
}
