//! Text that means nothing to Markdown but itself.
//!
//! Any ASCII punctuation may follow a backslash (`CommonMark` 0.31, section 2.4), so everything does that could begin
//! something in `CommonMark`, in GitHub's extensions or in pandoc's; what stands within a sentence as in any other text
//! stays as it is, so that the report can be read as it is written.

use super::super::page::{Part, name_of, parts};

/// Text as one line.
pub(super) fn line(text: &str) -> String {
    let mut md = String::with_capacity(text.len() + 8);
    let mut prose = Prose::new(&mut md, "");
    for part in parts(text) {
        match part {
            Part::Break => prose.plain(" "),
            part => prose.part(part),
        }
    }
    prose.finish();
    md
}

/// Text with its line ends, each line after the first one behind `indent`.
pub(super) fn flow(text: &str, indent: &str) -> String {
    let mut md = String::with_capacity(text.len() + 8);
    let mut prose = Prose::new(&mut md, indent);
    prose.text(text);
    prose.finish();
    md
}

/// One paragraph as it is written.
pub(super) struct Prose<'m> {
    md: &'m mut String,
    indent: &'m str,
    /// Line ends that were not written yet, since at the end of a paragraph they are written otherwise.
    breaks: usize,
    place: Spot,
}

/// Where the next character comes to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// At the start of a line.
    Line,
    /// In its first word, or in one that follows something of the report's own.
    FirstWord,
    /// Further on.
    Within,
}

impl<'m> Prose<'m> {
    /// A paragraph that starts here; each line after the first one stands behind `indent`.
    pub(super) fn new(md: &'m mut String, indent: &'m str) -> Self {
        Self { md, indent, breaks: 0, place: Spot::Line }
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        for part in parts(text) {
            self.part(part);
        }
    }

    /// Adds something of the report's own, as it is.
    pub(super) fn own(&mut self, md: &str) {
        self.break_lines();
        self.md.push_str(md);
        self.place = Spot::FirstWord;
    }

    /// Ends the paragraph.
    pub(super) fn finish(mut self) {
        self.keep_blank();
        // A backslash before the end of a paragraph would be just that.
        for _ in 0..self.breaks {
            self.md.push_str("&#10;");
        }
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Plain(plain) => self.plain(plain),
            Part::Hidden(hidden) => {
                let name = name_of(hidden);
                let in_brackets = name.starts_with("U+");
                self.plain(&if in_brackets { format!("<{name}>") } else { name });
            }
            Part::Carried(payload) => self.plain(&format!("<{payload}>")),
            Part::Break => self.breaks += 1,
        }
    }

    fn plain(&mut self, plain: &str) {
        self.break_lines();
        let mut before = None;
        let mut chars = plain.chars().peekable();
        while let Some(c) = chars.next() {
            let after = chars.peek().copied();
            match c {
                '\t' => self.md.push_str("&#9;"),
                ' ' if self.place == Spot::Line => self.md.push_str("&#32;"),
                c => {
                    if c.is_ascii_punctuation() && (self.place != Spot::Within || !means_itself(before, c, after)) {
                        self.md.push('\\');
                    }
                    self.md.push(c);
                }
            }
            self.place = match c {
                ' ' | '\t' => Spot::Within,
                _ if self.place == Spot::Line => Spot::FirstWord,
                _ => self.place,
            };
            before = Some(c);
        }
    }

    fn break_lines(&mut self) {
        if self.breaks > 0 {
            self.keep_blank();
            self.place = Spot::Line;
        }
        for _ in 0..std::mem::take(&mut self.breaks) {
            self.md.push_str("\\\n");
            self.md.push_str(self.indent);
        }
    }

    /// A blank at the end of a line would be lost.
    fn keep_blank(&mut self) {
        if self.place == Spot::Within && self.md.ends_with(' ') {
            self.md.pop();
            self.md.push_str("&#32;");
        }
    }
}

/// Whether punctuation between these two, both of the same text, is never more than that within a line.
fn means_itself(before: Option<char>, c: char, after: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        ',' | ';' | '?' | '/' | '%' | '(' | ')' => true,
        // An address starts with `http:` or `www.`, three stops are one character to pandoc.
        ':' | '.' => is_letter(before) && after == Some(' '),
        // Two of them are a dash to pandoc.
        '-' => is_letter(before) && is_letter(after),
        _ => false,
    }
}
