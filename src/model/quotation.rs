//! Quotations: which quotes belong together, in the styles of many languages, nested, and left open by a paragraph.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

/// Quotations nested deeper are not looked for.
const DEEPEST: usize = 6;

/// A quotation, in bytes of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With its quotes; one left open ends with its paragraph.
    pub(super) bytes: Range<usize>,
    /// Without them.
    pub(super) inner: Range<usize>,
    /// The numbers of its words in the passage.
    pub(super) words: Range<usize>,
}

/// What the quotes between two words do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turn {
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Where the first quote that opens starts.
    pub(super) opens_at: Option<usize>,
    /// Where the last quote ends that closes without a blank before it.
    pub(super) closed_at: Option<usize>,
}

/// The quotes of a text, read from its start to its end.
pub(super) struct Quotations<'a> {
    text: &'a str,
    start: usize,
    /// Where the quotations begin that are not closed yet: which is found, and by which quote it will be closed.
    open: Vec<(usize, char)>,
    /// In the order in which they start.
    pub(super) found: Vec<Quotation>,
}

impl<'a> Quotations<'a> {
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        Self { text, start, open: Vec::new(), found: Vec::new() }
    }

    /// Whether what comes next is inside a quotation.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Reads the quotes in a piece of the text between two words, before the word of number `word`.
    pub(super) fn read(&mut self, bytes: Range<usize>, word: usize, ends_paragraph: bool) -> Turn {
        let mut turn = Turn::default();
        let between = self.text.get(bytes.clone()).unwrap_or_default();
        if ends_paragraph {
            let (before, after) = between.split_once('\n').unwrap_or((between, ""));
            self.read_run(before, bytes.start, word, &mut turn);
            self.leave_open(bytes.start.saturating_add(before.trim_end().len()), word, &mut turn);
            self.read_run(after, bytes.end.saturating_sub(after.len()), word, &mut turn);
        } else {
            self.read_run(between, bytes.start, word, &mut turn);
        }
        turn
    }

    fn read_run(&mut self, run: &str, start: usize, word: usize, turn: &mut Turn) {
        let mut previous = self.text.get(..start).and_then(|before| before.chars().next_back());
        let mut spaced = false;
        let mut chars = run.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let at = start.saturating_add(at);
            let mut end = at.saturating_add(c.len_utf8());
            let mut quote = c;
            // Two of them are one, as typewriters and agencies have it.
            if matches!(c, '\'' | '`') && chars.peek().is_some_and(|&(_, next)| next == c) {
                chars.next();
                end = end.saturating_add(1);
                quote = '"';
            }
            let next = self.text.get(end..).and_then(|after| after.chars().next());
            if let Some(closes) = self.side(quote, previous, next) {
                if closes {
                    self.close(quote, at, end, word, turn);
                    turn.closed_at = if spaced { turn.closed_at } else { Some(end) };
                } else {
                    self.begin(quote, at, end, word);
                    turn.opens = true;
                    turn.opens_at = turn.opens_at.or(Some(at));
                }
            } else if c.is_whitespace() {
                spaced = true;
                // A quote with a blank after it is not the one the next word starts with, but for French ones.
                turn.opens_at = turn.opens_at.filter(|&at| self.text.get(at..).is_some_and(|it| it.starts_with('«')));
            }
            previous = Some(c);
        }
    }

    /// Whether a character closes a quotation or, else, opens one; `None` where it is no quote, or an apostrophe.
    fn side(&self, quote: char, previous: Option<char>, next: Option<char>) -> Option<bool> {
        let awaited = self.open.iter().any(|&(_, closer)| closer == quote);
        let after_space = previous.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '?' | '…'));
        let before_word = next.is_some_and(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | ';' | ':' | ')'));
        match quote {
            '”' | '」' | '』' | '》' | '›' | '’' => {
                awaited.then_some(true).filter(|_| quote != '’' || !joins(next))
            }
            '“' | '»' | '«' | '‘' | '"' if awaited => Some(true),
            '“' | '„' | '«' | '「' | '『' | '《' | '‹' | '‘' | '‚' => Some(false),
            '»' => (after_space && before_word).then_some(false),
            '"' => before_word.then_some(false),
            '\'' if awaited => (!joins(next)).then_some(true),
            '\'' => (after_space && joins(next)).then_some(false),
            _ => None,
        }
    }

    fn begin(&mut self, quote: char, at: usize, end: usize, word: usize) {
        if self.open.len() >= DEEPEST {
            return;
        }
        let closer = match quote {
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '»' => '«',
            '「' => '」',
            '『' => '』',
            '《' => '》',
            '‹' => '›',
            '‘' => '’',
            '‚' => '‘',
            same => same,
        };
        self.open.push((self.found.len(), closer));
        let (at, end) = (self.start.saturating_add(at), self.start.saturating_add(end));
        self.found.push(Quotation { bytes: at..end, inner: end..end, words: word..word });
    }

    /// Ends the innermost quotation that waits for the quote, and those inside it that were never closed.
    fn close(&mut self, quote: char, at: usize, end: usize, word: usize, turn: &mut Turn) {
        let Some(depth) = self.open.iter().rposition(|&(_, closer)| closer == quote) else {
            return;
        };
        self.leave(depth, at, end, word);
        turn.closes = true;
    }

    fn leave_open(&mut self, at: usize, word: usize, turn: &mut Turn) {
        turn.closes |= !self.open.is_empty();
        self.leave(0, at, at, word);
    }

    fn leave(&mut self, depth: usize, at: usize, end: usize, word: usize) {
        for (nth, _) in self.open.drain(depth..) {
            if let Some(quotation) = self.found.get_mut(nth) {
                quotation.inner.end = self.start.saturating_add(at).max(quotation.inner.start);
                quotation.bytes.end = self.start.saturating_add(end).max(quotation.bytes.end);
                quotation.words.end = word.max(quotation.words.start);
            }
        }
    }
}

/// Whether an apostrophe before that character is inside of a word.
fn joins(next: Option<char>) -> bool {
    next.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use crate::model::passage::Passage;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let passage = Passage::of(text, 0);
        let found: Vec<_> = passage.quotations.iter().map(|it| text.get(it.bytes.clone()).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotations_are_told_in_the_styles_of_many_languages() {
        check("“No,” she said. \"Yes,\" he said. ''So,'' it said.", &["“No,”", "\"Yes,\"", "''So,''"]);
        check(
            "„Nein“, sagte er. »Doch«, sagte sie. « Oui », dit-il. 「不」",
            &["„Nein“", "»Doch«", "« Oui »", "「不」"],
        );
    }

    #[test]
    fn a_quotation_may_hold_another_and_apostrophes() {
        check("“He said ‘go’ and didn’t,” Vey’s aide said.", &["“He said ‘go’ and didn’t,”", "‘go’"]);
        check("'It's here,' he said.", &["'It's here,'"]);
    }

    #[test]
    fn one_that_is_never_closed_ends_with_its_paragraph() {
        check("“It goes on.\n\n“And on,” he said.", &["“It goes on.", "“And on,”"]);
    }
}
