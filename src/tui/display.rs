//! The one way from any text to the cells of the terminal: printable characters as they are, all others made visible.

use std::borrow::Cow;
use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_properties::emoji::is_regional_indicator;
use unicode_properties::{EmojiStatus, GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::Payload;
pub use crate::model::grapheme::graphemes;
use crate::model::grapheme::{stands_alone, stands_wide};
use crate::model::unseen::{EMOJI_STYLE, JOINER, is_emoji_joint, is_pictograph, is_skin_tone, is_unseen, picture};

/// A tab is always these blank columns, so that the width of a line does not depend on where it starts.
const TAB: &str = "    ";
/// So many combining marks of one base are shown, and how many more there are.
const MARKS: usize = 8;
/// So many bases share a piece. The longest Sanskrit conjuncts have five, the longest emoji six with its skin tones.
const BASES: usize = 8;
/// A grapheme cluster that has filled so many columns is cut short: one cluster can be as long as the article.
const ENOUGH_COLUMNS: u16 = 64;

/// The sound marks of half-width katakana, which take a column each.
const SOUND_MARKS: [char; 2] = ['\u{FF9E}', '\u{FF9F}'];
const CIRCLE: &str = "\u{25CC}";
const BLACK_FLAG: char = '\u{1F3F4}';
/// The tags that make a [`BLACK_FLAG`] the flag of England, Scotland or Wales; Unicode recommends no others.
const SUBDIVISIONS: [&str; 3] = [
    "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

/// A piece of a grapheme cluster as the terminal may show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// What is written: no control, format, private or unassigned character, except those that join an emoji.
    pub text: Cow<'a, str>,
    /// How many columns the text takes, at least 1.
    pub columns: u16,
    /// Whether it stands for something invisible, and so is drawn in the warning style.
    pub hidden: bool,
}

/// What may be done with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Takes columns of its own.
    Base,
    /// Combines with what is before it.
    Mark,
    /// Is a letter, but takes no column of its own.
    Narrow,
    /// Must not reach the terminal.
    Hidden,
}

/// Whether the grapheme cluster ends a row.
///
/// All of them are mandatory breaks in UAX #14, which is where any other reader of the article would break the line.
/// A line feed, also after a carriage return, is drawn as one blank column; the others are drawn as something visible.
pub fn is_line_break(grapheme: &str) -> bool {
    matches!(grapheme, "\n" | "\r\n" | "\r" | "\u{B}" | "\u{C}" | "\u{85}" | "\u{2028}" | "\u{2029}")
}

/// How many columns [`put`] needs for the grapheme cluster: at least 1, unless it is empty, and fewer than 200.
pub fn columns(grapheme: &str) -> u16 {
    // Also for control characters, whose pictures take one column each.
    if grapheme.len() == 1 && grapheme != "\t" {
        return 1;
    }
    let mut chars = grapheme.chars();
    if let (Some(char), "") = (chars.next(), chars.as_str())
        && let Some(columns) = common_columns(char)
    {
        return columns;
    }
    glyphs(grapheme).fold(0, |sum, glyph| sum.saturating_add(glyph.columns))
}

/// How many columns a cell takes that holds this: the one width that all drawing goes by, the buffer's too.
///
/// It is Ratatui's, but for the half-width sound marks of katakana. Ratatui adds a column for each to a count that since
/// unicode-width 0.2.3 has it already.
pub fn cell_columns(symbol: &str) -> u16 {
    let marks = u16::try_from(symbol.matches(SOUND_MARKS).count()).unwrap_or(u16::MAX);
    let twice = if marks == 0 { 0 } else { "\u{FF9E}".cell_width().saturating_sub(1) };
    symbol.cell_width().saturating_sub(marks.saturating_mul(twice))
}

/// How many columns the text takes in a row: those of its grapheme clusters.
pub fn width(text: &str) -> u16 {
    graphemes(text).map(|(_, grapheme)| columns(grapheme)).fold(0, u16::saturating_add)
}

/// What is written for the grapheme cluster, from left to right.
///
/// Nearly always one glyph that borrows the cluster. What is hidden comes as glyphs of its own.
pub fn glyphs(grapheme: &str) -> impl Iterator<Item = Glyph<'_>> {
    // The end of a row has a column, so that a selection over it can be seen, but needs no warning.
    Glyphs::new(if matches!(grapheme, "\n" | "\r\n") { " " } else { grapheme })
}

/// Whether something of the grapheme cluster can't be seen by itself.
pub fn hides(grapheme: &str) -> bool {
    glyphs(grapheme).any(|glyph| glyph.hidden)
}

/// The text as a single line for a terminal, from the same glyphs, line ends among them as pictures.
///
/// Text that has nothing to hide is borrowed.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for glyph in graphemes(text).flat_map(|(_, grapheme)| Glyphs::new(grapheme)) {
        safe.push_str(&glyph.text);
    }
    if safe == text { Cow::Borrowed(text) } else { Cow::Owned(safe) }
}

/// Draws the grapheme cluster at column `x` of row `y` and returns how many columns that took.
///
/// That is what [`columns`] says, unless there are fewer up to `max_columns` and the right edge of the buffer. A glyph
/// that is cut by either is drawn as blanks if it is one wide character, and as its first columns if it is several.
pub fn put(buf: &mut Buffer, x: u16, y: u16, max_columns: u16, grapheme: &str, style: Style, warning: Style) -> u16 {
    if !buf.area.contains(Position { x, y }) {
        return 0;
    }
    // Nearly all text is printable ASCII, which needs no thought.
    if let ([b' '..=b'~'], 1..) = (grapheme.as_bytes(), max_columns) {
        set(buf, x, y, grapheme, style);
        return 1;
    }
    let end = x.saturating_add(max_columns).min(buf.area.right());
    let mut at = x;
    for Glyph { text, columns, hidden } in glyphs(grapheme) {
        let style = if hidden { warning } else { style };
        let fits = columns <= end.saturating_sub(at);
        let stop = at.saturating_add(columns).min(end);
        for (nth, column) in (at..stop).enumerate() {
            // Each ASCII character has a cell of its own, so that what is cut or drawn again is single columns.
            let symbol = if text.is_ascii() { text.get(nth..=nth) } else { (fits && nth == 0).then_some(&*text) };
            set(buf, column, y, symbol.unwrap_or(" "), style);
        }
        at = stop;
        if at == end {
            break;
        }
    }
    at.saturating_sub(x)
}

fn set(buf: &mut Buffer, x: u16, y: u16, symbol: &str, style: Style) {
    // After an emoji with a selector Ratatui clears the column it covers, but without moving the cursor there: where the
    // emoji is two columns wide, that shifts the rest of the row. It does not if it is told the width.
    let told = symbol.contains(EMOJI_STYLE) || symbol.contains(SOUND_MARKS);
    let width = if told { NonZeroU16::new(cell_columns(symbol)) } else { None };
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.set_symbol(symbol).set_style(style);
        cell.set_diff_option(width.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
    }
}

struct Glyphs<'a> {
    rest: &'a str,
    /// Of the glyphs so far.
    columns: u16,
    /// Whether the glyph before has as many marks as are shown.
    crowded: bool,
}

impl<'a> Glyphs<'a> {
    fn new(grapheme: &'a str) -> Self {
        Self { rest: grapheme, columns: 0, crowded: false }
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The characters of the rest that can share one cell, and whether more marks follow than are shown.
    fn piece(&self) -> (usize, bool) {
        let mut chars = self.rest.chars();
        let (mut bases, mut marks) = (0_usize, 0_usize);
        let mut before = None;
        loop {
            let here = chars.as_str();
            let end = self.rest.len().saturating_sub(here.len());
            let Some(char) = chars.next() else { return (end, false) };
            match class(char) {
                Class::Base if bases == BASES || before.is_some_and(|before| !shares_cell(before, char)) => {
                    return (end, false);
                }
                Class::Base => {
                    bases = bases.saturating_add(1);
                    marks = 0;
                    if char == BLACK_FLAG
                        && let Some(rest) = SUBDIVISIONS.iter().find_map(|tags| chars.as_str().strip_prefix(tags))
                    {
                        return (self.rest.len().saturating_sub(rest.len()), false);
                    }
                }
                Class::Mark | Class::Narrow if marks == MARKS => return (end, true),
                Class::Mark | Class::Narrow => marks = marks.saturating_add(1),
                Class::Hidden if bases < BASES && is_emoji_joint(before, char, chars.clone().next()) => {}
                Class::Hidden => return (end, false),
            }
            before = Some(char);
        }
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let first = self.rest.chars().next()?;
        let start = class(first);
        let extends = |char| matches!(class(char), Class::Mark | Class::Narrow);
        let glyph = if self.columns >= ENOUGH_COLUMNS {
            count(self.take(self.rest.len()))
        } else if std::mem::take(&mut self.crowded) && extends(first) {
            count(self.take(self.rest.find(|char| !extends(char)).unwrap_or(self.rest.len())))
        } else if let Some((payload, after)) =
            (start == Class::Hidden).then(|| Payload::split_first(self.rest)).flatten()
        {
            self.rest = after;
            warning(format!("<{payload}>"))
        } else if start == Class::Hidden {
            self.take(first.len_utf8());
            reveal(first)
        } else {
            let rest = self.rest;
            let (bytes, crowded) = self.piece();
            let piece = self.take(bytes);
            // Some marks, in Burmese for one, stand beside their base and never join it: those are letters here.
            let circled =
                || Some(format!("{CIRCLE}{piece}")).filter(|text| text.graphemes(true).next() != Some(CIRCLE));
            let text = (start == Class::Mark).then(circled).flatten().map_or(Cow::Borrowed(piece), Cow::Owned);
            match cell_columns(&text) {
                // Only letters that need a neighbour they do not have.
                0 => {
                    self.rest = rest;
                    self.take(first.len_utf8());
                    reveal(first)
                }
                columns => {
                    self.crowded = crowded;
                    Glyph { text, columns, hidden: false }
                }
            }
        };
        self.columns = self.columns.saturating_add(glyph.columns);
        Some(glyph)
    }
}

/// The picture of a control character, or the code point.
fn reveal(char: char) -> Glyph<'static> {
    if char == '\t' {
        return Glyph { text: Cow::Borrowed(TAB), columns: cell_columns(TAB), hidden: false };
    }
    warning(picture(char).map_or_else(|| format!("<U+{:04X}>", u32::from(char)), String::from))
}

/// How many characters are not shown.
fn count(text: &str) -> Glyph<'static> {
    warning(format!("<+{}>", text.chars().count()))
}

fn warning(text: String) -> Glyph<'static> {
    Glyph { columns: cell_columns(&text), text: Cow::Owned(text), hidden: true }
}

fn class(char: char) -> Class {
    if common_columns(char).is_some() {
        return Class::Base;
    }
    if matches!(char, '\u{300}'..='\u{34E}' | '\u{350}'..='\u{36F}') {
        return Class::Mark;
    }
    // A tab is no warning, but must not reach the terminal either.
    if char == '\t' || is_unseen(char) {
        return Class::Hidden;
    }
    match char.general_category() {
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => Class::Mark,
        // A vowel of a Hangul syllable, or what precedes some Indic letters.
        _ if cell_columns(char.encode_utf8(&mut [0; 4])) == 0 => Class::Narrow,
        _ => Class::Base,
    }
}

/// The columns of the bases that articles are made of, so that they need no search in the tables of Unicode.
fn common_columns(char: char) -> Option<u16> {
    stands_alone(char).then(|| if stands_wide(char) { 2 } else { 1 })
}

/// Whether a base can share a cell with the character before it.
///
/// An emoji that nothing joins gets a cell of its own: then what follows is in its place, however the emoji is drawn.
fn shares_cell(before: char, base: char) -> bool {
    if common_columns(base).is_some() {
        return true;
    }
    if is_skin_tone(base) {
        let hand_or_face = before.emoji_status();
        return hand_or_face == EmojiStatus::EmojiModifierBase
            || hand_or_face == EmojiStatus::EmojiPresentationAndModifierBase;
    }
    if is_regional_indicator(base) {
        return is_regional_indicator(before);
    }
    before == JOINER || !is_pictograph(base)
}

#[cfg(test)]
mod tests;
