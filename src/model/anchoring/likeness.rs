//! When two characters or two pieces of surrounding text are as good as the same.

use crate::model::document::Document;
use crate::model::quotation_mark::is_quotation_mark;
use crate::model::selector::Selector;

/// So many code points that agree right beside a quote show that its end is still its end.
const ENOUGH_CODE_POINTS: usize = 8;

/// The plain character for one that differs only in how it is set: curly quotes, dashes, kinds of blanks.
pub(super) fn plain(c: char) -> char {
    match c {
        '!'..='_' | 'a'..='~' | ' ' => c,
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2b9}' | '\u{2bc}' | '`' | '\u{b4}' | '‹' | '›' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// How far what stands on one side of a place is what stood there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// So many code points agree, counted from the quote outwards.
    pub(super) agreed: usize,
    /// All that is known of the side agrees, and something is known.
    pub(super) whole: bool,
    /// Enough agrees to be certain that the quote ends here as it did: nothing was put right beside it.
    pub(super) clean: bool,
}

/// Both sides of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    pub(super) left: Side,
    pub(super) right: Side,
}

impl Surroundings {
    /// Those of the bytes from `start` to `end`, where the quote of a selector stands.
    pub(super) fn of(selector: &Selector, document: &Document, start: usize, end: usize) -> Self {
        let text = document.text();
        let (before, after) = (document.slice(0..start), document.slice(end..text.len()));
        let known = |context: &str, is_edge: bool| !context.is_empty() || is_edge;
        let mut left = side(selector.prefix.chars().rev(), before.chars().rev());
        let mut right = side(selector.suffix.chars(), after.chars());
        left.whole &= known(&selector.prefix, selector.start == 0 && start == 0);
        right.whole &= known(&selector.suffix, after.is_empty() && !selector.prefix.is_empty());
        left.clean |= left.whole || breaks(tail(before, left.agreed));
        let ends_sentence = selector.quote.trim_end_matches(is_closing).ends_with(TERMINATORS);
        right.clean |= right.whole || breaks(head(after, right.agreed)) || (ends_sentence && right.agreed > 0);
        Self { left, right }
    }

    /// How many code points agree altogether.
    pub(super) fn agreed(self) -> usize {
        self.left.agreed + self.right.agreed
    }

    /// Whether all agrees that is known, on both sides.
    pub(super) fn is_whole(self) -> bool {
        self.left.whole && self.right.whole
    }
}

/// So many blanks in a row are taken for one.
const MOST_BLANKS: usize = 64;
/// What ends a sentence.
const TERMINATORS: [char; 6] = ['.', '!', '?', '…', '؟', '。'];

/// Tells if a character may stand behind the end of a sentence.
fn is_closing(c: char) -> bool {
    is_quotation_mark(c) || matches!(c, ')' | ']')
}

/// Compares from the quote outwards; runs of white space are alike whatever they are made of.
fn side(context: impl Iterator<Item = char>, text: impl Iterator<Item = char>) -> Side {
    let (mut context, mut text) = (context.peekable(), text.peekable());
    let mut agreed = 0;
    while let (Some(&one), Some(&other)) = (context.peek(), text.peek()) {
        if plain(one) != plain(other) {
            break;
        }
        if one.is_whitespace() {
            while context.next_if(|c| c.is_whitespace()).is_some() {
                agreed += 1;
            }
            // A longer run in the text isn't looked at to its end, which may be far.
            for _ in 0..MOST_BLANKS {
                text.next_if(|c| c.is_whitespace());
            }
        } else {
            context.next();
            text.next();
            agreed += 1;
        }
    }
    Side { agreed, whole: context.peek().is_none(), clean: agreed >= ENOUGH_CODE_POINTS }
}

/// Whether a piece of text holds the end of a line or of a sentence: names and phrases don't go on beyond one.
fn breaks(text: &str) -> bool {
    let sentence = |(at, blank): (usize, char)| {
        blank.is_whitespace() && text[..at].trim_end_matches(is_closing).ends_with(TERMINATORS)
    };
    text.contains(['\n', '\r', '\u{2029}']) || text.char_indices().any(sentence)
}

fn head(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn tail(text: &str, characters: usize) -> &str {
    let start = characters
        .checked_sub(1)
        .map_or(text.len(), |last| text.char_indices().rev().nth(last).map_or(0, |(at, _)| at));
    &text[start..]
}
