//! The colours, by role. Colour is never alone: a letter stands beside every mark, and the plain theme has no colour at all.

use ratatui::style::{Color, Modifier, Style};

use crate::formats::fill::{Colour, FILLS, HIDDEN, ON_FILL};
use crate::model::check::STATUSES;
use crate::model::{Label, Status};

/// How many labels a theme has colours for.
const LABEL_COLOURS: usize = FILLS.len();

/// One look of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What it is chosen by.
    pub name: &'static str,
    /// The text of each label's annotations, by [`colour`](crate::model::label::LabelRow::colour).
    labels: [Style; LABEL_COLOURS],
    /// The letter of each status of a check, in the order of the table of statuses.
    checks: [Style; STATUSES.len()],
    /// What is selected, over everything else: a label key marks just that.
    pub selection: Style,
    /// What is being read, below everything else: a label key marks something in it.
    pub reading: Style,
    /// What was searched for.
    pub matched: Style,
    /// What stands in an outer annotation too; its underline takes that label's colour.
    outer: Style,
    /// Text that a label key would take; its underline takes that label's colour.
    guess: Style,
    /// The colours of those underlines, where the terminal has them.
    lines: [Color; LABEL_COLOURS],
    /// The annotation in hand, over its own colour.
    pub in_hand: Style,
    /// What the annotation in hand is tied to, over its own colour.
    pub tied: Style,
    /// The letter of a hint where a sentence, a quotation or a clause starts or ends.
    pub hint: Style,
    /// The letter of a hint at another word.
    pub soft_hint: Style,
    /// The capital that gives the letters to its row.
    pub row_hint: Style,
    /// Something invisible made visible.
    pub warning: Style,
    /// The status line.
    pub status: Style,
    /// What must not be overlooked: not saved.
    pub alarm: Style,
    /// What may be overlooked.
    pub quiet: Style,
    /// A key in the hint line and the help.
    pub key: Style,
}

const PLAIN: Style = Style::new();

const fn rgb([red, green, blue]: Colour) -> Color {
    Color::Rgb(red, green, blue)
}

const fn fill(colour: Colour) -> Style {
    // Bold black turns grey on many terminals, but not a black that is named by its components.
    Style::new().fg(rgb(ON_FILL)).bg(rgb(colour))
}

const fn on(text: Colour, colour: Colour) -> Style {
    Style::new().fg(rgb(text)).bg(rgb(colour))
}

const fn indexed(colour: u8) -> Style {
    Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(colour))
}

const fn undimmed(modifier: Modifier) -> Style {
    PLAIN.add_modifier(modifier).remove_modifier(Modifier::DIM)
}

/// One look for each label: its fill.
const COLOURED: [Style; LABEL_COLOURS] = {
    let [a, b, c, d, e, f, g, h] = FILLS;
    [fill(a), fill(b), fill(c), fill(d), fill(e), fill(f), fill(g), fill(h)]
};

/// The colours of the fills, for underlines on a dark page.
const FILL_LINES: [Color; LABEL_COLOURS] = {
    let [a, b, c, d, e, f, g, h] = FILLS;
    [rgb(a), rgb(b), rgb(c), rgb(d), rgb(e), rgb(f), rgb(g), rgb(h)]
};

/// The same, dark enough for a light page.
const DARKER_LINES: [Color; LABEL_COLOURS] = {
    let [a, b, c, d, e, f, g, h] = FILLS;
    [darker(a), darker(b), darker(c), darker(d), darker(e), darker(f), darker(g), darker(h)]
};

const fn darker([red, green, blue]: Colour) -> Color {
    Color::Rgb(red / 2, green / 2, blue / 2)
}

/// The same for terminals with sixteen colours.
const SIXTEEN: [Style; LABEL_COLOURS] =
    [indexed(6), indexed(3), indexed(5), indexed(1), indexed(2), indexed(11), indexed(7), indexed(12)];

/// To do, at it, right, to be mended, in question, wrong, inconclusive, opinion: the letter tells, colour is quicker.
const CHECKS: [Style; STATUSES.len()] = [
    PLAIN,
    fill([0xC8, 0xC8, 0xC8]),
    fill([0x00, 0xB0, 0x80]),
    fill([0xE6, 0x9F, 0x00]),
    fill([0xF0, 0xE4, 0x42]),
    fill([0xE8, 0x60, 0x30]),
    fill([0xCC, 0x79, 0xA7]),
    fill([0x99, 0x99, 0x99]),
];

/// The same for terminals with sixteen colours.
const SIXTEEN_CHECKS: [Style; STATUSES.len()] =
    [PLAIN, indexed(7), indexed(2), indexed(11), indexed(3), indexed(9), indexed(13), indexed(8)];

/// The same without any colour: what was found stands out from what wasn't.
const UNCOLOURED_CHECKS: [Style; STATUSES.len()] = [
    PLAIN,
    PLAIN,
    PLAIN.add_modifier(Modifier::BOLD),
    PLAIN.add_modifier(Modifier::BOLD),
    PLAIN.add_modifier(Modifier::BOLD),
    PLAIN.add_modifier(Modifier::BOLD.union(Modifier::REVERSED)),
    PLAIN.add_modifier(Modifier::BOLD),
    PLAIN.add_modifier(Modifier::DIM),
];

/// The look of marks without any colour. None is dim, also in a sentence that is read: that is what a guess looks like.
const UNCOLOURED: [Style; LABEL_COLOURS] = [
    undimmed(Modifier::ITALIC),
    undimmed(Modifier::UNDERLINED),
    undimmed(Modifier::BOLD),
    undimmed(Modifier::BOLD.union(Modifier::UNDERLINED)),
    undimmed(Modifier::BOLD.union(Modifier::ITALIC)),
    undimmed(Modifier::ITALIC.union(Modifier::UNDERLINED)),
    undimmed(Modifier::BOLD.union(Modifier::ITALIC).union(Modifier::UNDERLINED)),
    undimmed(Modifier::CROSSED_OUT),
];

const DARK: Theme = Theme {
    name: "dark",
    labels: COLOURED,
    checks: CHECKS,
    selection: PLAIN.add_modifier(Modifier::REVERSED),
    reading: Style::new().fg(Color::Rgb(0xE8, 0xE8, 0xE8)).bg(Color::Rgb(0x30, 0x34, 0x3C)),
    matched: fill([0xB8, 0xB8, 0xB8]),
    outer: PLAIN.add_modifier(Modifier::UNDERLINED),
    guess: PLAIN.add_modifier(Modifier::UNDERLINED),
    lines: FILL_LINES,
    in_hand: PLAIN.add_modifier(Modifier::BOLD),
    tied: PLAIN.add_modifier(Modifier::ITALIC.union(Modifier::UNDERLINED)),
    hint: on([0x10, 0x12, 0x16], [0xB9, 0xE3, 0x6B]).add_modifier(Modifier::BOLD),
    soft_hint: on([0xC9, 0xEE, 0x92], [0x2C, 0x3A, 0x24]).add_modifier(Modifier::BOLD),
    row_hint: Style::new().fg(Color::Rgb(0x8F, 0xB8, 0xA8)).add_modifier(Modifier::BOLD),
    warning: fill(HIDDEN),
    status: Style::new().fg(Color::Rgb(0xE8, 0xE8, 0xE8)).bg(Color::Rgb(0x30, 0x34, 0x3C)),
    alarm: Style::new().fg(Color::Rgb(0xFF, 0xFF, 0xFF)).bg(Color::Rgb(0xB0, 0x00, 0x20)).add_modifier(Modifier::BOLD),
    quiet: Style::new().fg(Color::Rgb(0x9A, 0x9A, 0x9A)),
    key: PLAIN.add_modifier(Modifier::BOLD),
};

/// All themes, the first one the default.
pub const THEMES: &[Theme] = &[
    DARK,
    Theme {
        name: "light",
        lines: DARKER_LINES,
        reading: Style::new().fg(Color::Rgb(0x10, 0x10, 0x10)).bg(Color::Rgb(0xE4, 0xE2, 0xD8)),
        hint: on([0xFF, 0xFF, 0xFF], [0x22, 0x5A, 0x1E]).add_modifier(Modifier::BOLD),
        soft_hint: on([0x17, 0x50, 0x1A], [0xD9, 0xEC, 0xD2]).add_modifier(Modifier::BOLD),
        row_hint: Style::new().fg(Color::Rgb(0x2F, 0x6B, 0x57)).add_modifier(Modifier::BOLD),
        status: Style::new().fg(Color::Rgb(0x10, 0x10, 0x10)).bg(Color::Rgb(0xD8, 0xDC, 0xE4)),
        quiet: Style::new().fg(Color::Rgb(0x5C, 0x5C, 0x5C)),
        ..DARK
    },
    Theme {
        name: "sixteen",
        reading: PLAIN.add_modifier(Modifier::REVERSED.union(Modifier::DIM)),
        labels: SIXTEEN,
        checks: SIXTEEN_CHECKS,
        matched: indexed(7),
        warning: indexed(9),
        hint: indexed(10).add_modifier(Modifier::BOLD),
        soft_hint: indexed(2),
        row_hint: Style::new().fg(Color::Indexed(2)).add_modifier(Modifier::BOLD),
        status: PLAIN.add_modifier(Modifier::REVERSED),
        alarm: Style::new().fg(Color::Indexed(15)).bg(Color::Indexed(1)).add_modifier(Modifier::BOLD),
        quiet: PLAIN.add_modifier(Modifier::DIM),
        ..DARK
    },
    Theme {
        name: "plain",
        reading: PLAIN.add_modifier(Modifier::REVERSED.union(Modifier::DIM)),
        labels: UNCOLOURED,
        checks: UNCOLOURED_CHECKS,
        matched: PLAIN.add_modifier(Modifier::UNDERLINED.union(Modifier::DIM).union(Modifier::ITALIC)),
        outer: PLAIN,
        // A claim's mark is underlined too, but no mark is dim.
        guess: PLAIN.add_modifier(Modifier::UNDERLINED.union(Modifier::DIM)),
        in_hand: PLAIN.add_modifier(Modifier::BOLD),
        warning: PLAIN.add_modifier(Modifier::REVERSED),
        hint: PLAIN.add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
        soft_hint: PLAIN.add_modifier(Modifier::REVERSED),
        row_hint: PLAIN.add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD)),
        status: PLAIN.add_modifier(Modifier::REVERSED),
        alarm: PLAIN.add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
        quiet: PLAIN.add_modifier(Modifier::DIM),
        ..DARK
    },
];

impl Theme {
    /// The theme of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// The text of a label's annotations.
    pub fn label(&self, label: Label) -> Style {
        self.labels.get(label.row().colour).copied().unwrap_or_default()
    }

    /// The letter of a check's status.
    pub fn check(&self, status: Status) -> Style {
        self.checks.get(status as usize).copied().unwrap_or_default()
    }

    /// What an outer annotation of that label adds to the text of an inner one.
    pub fn outer(&self, label: Label) -> Style {
        let style = self.label(label);
        // Without colour the looks of both labels show together.
        match style.bg {
            None => style,
            Some(colour) if has_every_colour(style) => self.outer.underline_color(colour),
            Some(_) => self.outer,
        }
    }

    /// The text that the key of that label would take.
    pub fn guess(&self, label: Label) -> Style {
        let line = self.lines.get(label.row().colour).copied().unwrap_or_default();
        if has_every_colour(self.label(label)) { self.guess.underline_color(line) } else { self.guess }
    }
}

/// Whether a theme with such marks is for terminals of any colour: one of few colours may take the colour of an underline for
/// a command to blink.
fn has_every_colour(mark: Style) -> bool {
    matches!(mark.bg, Some(Color::Rgb(..)))
}
