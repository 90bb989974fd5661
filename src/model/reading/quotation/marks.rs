//! Marks: what each quotation mark of a text may do where it stands.

use super::apostrophe::{Closes, Opens};
use super::pairs::{Opening, Pair, Pairs};
use crate::model::quotation_mark::{Family, Sides, is_dash, is_quotation_mark};
use crate::model::reading::sentence::line::is_wrapped;
use crate::model::reading::sentence::punctuation::ends_like_a_sentence;

/// The bytes that quotation marks, dashes and line ends start with.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let bytes = b"\"'`,\n\xc2\xe2\xe3\xef";
    let mut nth = 0;
    #[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]
    while nth < bytes.len() {
        leads[bytes[nth] as usize] = true;
        nth += 1;
    }
    leads
};

/// The marks of a text, read from its start to its end.
pub(super) struct Marks<'a> {
    text: &'a str,
    /// Where the line starts.
    line: usize,
    /// Where the first character of the line is that is no blank.
    first: usize,
    /// Where the last `’’` of the paragraph starts, once somebody has asked.
    last_doubled: Option<usize>,
    open: Pairs,
    /// In no order.
    pub(super) pairs: Vec<Pair>,
    /// Where the lines start that begin with a dash, blanks apart.
    pub(super) dashes: Vec<usize>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut marks = Self {
            text,
            line: 0,
            first: 0,
            last_doubled: None,
            open: Pairs::default(),
            pairs: Vec::new(),
            dashes: Vec::new(),
        };
        marks.start_line(0);
        let mut at = 0;
        while let Some(c) = marks.next(&mut at) {
            at = if c == '\n' { marks.end_line(at) } else { marks.mark(c, at) };
        }
        marks.open.end_paragraph(text.trim_end().len());
        marks.pairs = std::mem::take(&mut marks.open.found);
        marks
    }

    /// The next character that may be a mark, and moves to it.
    fn next(&self, at: &mut usize) -> Option<char> {
        loop {
            let rest = self.text.as_bytes().get(*at..)?;
            let lead = |byte: &u8| LEADS.get(usize::from(*byte)).copied().unwrap_or_default();
            *at = at.saturating_add(rest.iter().position(lead)?);
            let c = self.text.get(*at..)?.chars().next()?;
            if matches!(c, '\n' | ',') || is_quotation_mark(c) {
                return Some(c);
            }
            *at = at.saturating_add(c.len_utf8());
        }
    }

    fn start_line(&mut self, at: usize) {
        let line = self.after(at);
        let line = line.get(..line.find('\n').unwrap_or(line.len())).unwrap_or_default();
        let bare = line.trim_start();
        (self.line, self.first) = (at, at.saturating_add(line.len().saturating_sub(bare.len())));
        if bare.starts_with(|c| is_dash(c) || c == '-') {
            self.dashes.push(self.first);
        }
    }

    fn end_line(&mut self, at: usize) -> usize {
        let next = at.saturating_add(1);
        if is_blank_line(self.after(next)) {
            self.open.end_paragraph(self.before(at).trim_end().len());
            self.last_doubled = None;
        }
        self.start_line(next);
        next
    }

    fn before(&self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    fn after(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Reads the mark that starts at a byte; returns where it ends.
    fn mark(&mut self, c: char, at: usize) -> usize {
        let end = at.saturating_add(c.len_utf8());
        let doubled = matches!(c, '\'' | '`' | ',' | '‘' | '’') && self.after(end).starts_with(c);
        if doubled && let Some(end) = self.doubled(c, at, end.saturating_add(c.len_utf8())) {
            return end;
        }
        self.read(c, at, end);
        end
    }

    /// Reads two marks as one, as typewriters and agencies have it; returns where it ends, if it is one.
    fn doubled(&mut self, c: char, at: usize, end: usize) -> Option<usize> {
        let sides = self.sides(at, end);
        let mark = match c {
            ',' => sides.opens().then_some('„'),
            '‘' => {
                let rest = self.after(at);
                let paragraph = || rest.get(..paragraph_bytes(rest)).unwrap_or_default();
                let find = || paragraph().rfind("’’").map_or(0, |nth| at.saturating_add(nth));
                let last = *self.last_doubled.get_or_insert_with(find);
                (sides.opens() && last > at).then_some('“')
            }
            '’' => self.open.awaiting('”').map(|_| '”'),
            // Of a single quotation inside of another, both end.
            '\'' if self.open.awaiting('"').is_none() && self.open.has_any(Family::Single) => None,
            _ => Some('"'),
        }?;
        self.read(mark, at, end);
        Some(end)
    }

    fn sides(&self, at: usize, end: usize) -> Sides {
        let mut after = self.after(end).chars();
        Sides { before: self.before(at).chars().next_back(), after: after.next(), then: after.next() }
    }

    fn read(&mut self, c: char, at: usize, end: usize) {
        let sides = self.sides(at, end);
        match c {
            '"' => self.read_straight(at, end, sides),
            '“' => {
                let closes = !sides.opens() && (self.open.awaiting(c).is_some() || sides.closes());
                self.turn(c, at, end, closes, sides);
            }
            '„' | '‟' if !sides.closes() => self.begin(c, at, end, Opening::default()),
            '”' => match self.open.awaiting(c) {
                Some('”' | '"') if sides.opens() => self.begin(c, at, end, Opening::default()),
                None if sides.opens() && !sides.joins() => self.begin(c, at, end, Opening::default()),
                _ => self.finish(c, at, end, sides),
            },
            '«' | '‹' => {
                // `l’« appel »`
                let elided = matches!(sides.before, Some('’' | '\''));
                let awaited = self.open.awaiting(c).is_some();
                let closes = if awaited { !sides.opens() } else { sides.closes() && !elided };
                self.turn(c, at, end, closes, sides);
            }
            '»' | '›' => {
                let reopens = self.starts_next_line(at) && sides.opens();
                match self.open.awaiting(c) {
                    Some('«' | '‹') if !reopens => self.finish(c, at, end, sides),
                    _ => self.turn(c, at, end, !sides.opens(), sides),
                }
            }
            '「' | '『' | '《' | '〈' | '｢' | '〝' => self.begin(c, at, end, Opening::default()),
            '\'' | '‘' | '’' | '‚' | '‛' | '`' => self.read_single(c, at, end, sides),
            _ => self.finish(c, at, end, sides),
        }
    }

    fn turn(&mut self, c: char, at: usize, end: usize, closes: bool, sides: Sides) {
        if closes { self.finish(c, at, end, sides) } else { self.begin(c, at, end, Opening::default()) }
    }

    /// `"` has no direction but what stands on its sides.
    fn read_straight(&mut self, at: usize, end: usize, sides: Sides) {
        let awaited = self.open.awaiting('"').is_some();
        let digit = sides.before.is_some_and(|c| c.is_ascii_digit());
        // Hebrew writes acronyms with it.
        let acronym = sides.joins() && sides.before.is_some_and(|c| matches!(c, '\u{5d0}'..='\u{5ea}'));
        let opens = if sides.opens() && !sides.closes() {
            true
        } else {
            !awaited && !digit && !sides.is_spaced() && !acronym && (sides.opens() || !sides.is_before_gap())
        };
        if opens {
            self.begin('"', at, end, Opening::default());
        } else if awaited && !acronym {
            self.finish('"', at, end, sides);
        }
    }

    fn read_single(&mut self, c: char, at: usize, end: usize, sides: Sides) {
        let awaited = self.open.awaiting(c).is_some();
        let ideographs = !sides.joins() && sides.after.is_some_and(char::is_alphanumeric) && c == '‘';
        match c {
            _ if sides.joins() => {}
            '‚' if sides.opens() => self.begin(c, at, end, Opening::default()),
            '‚' => {}
            _ if (sides.opens() && !sides.closes()) || ideographs => {
                let doubtful = match Opens::before(self.after(end)) {
                    Opens::Yes => false,
                    Opens::Perhaps if !self.open.has_any(Family::Single) => true,
                    _ => return,
                };
                // The apostrophe of a word that nobody has listed, where another mark opens quotations.
                if c != '’' || !self.open.has_any(Family::Single) {
                    self.begin(c, at, end, Opening { doubtful, led: false });
                }
            }
            _ if awaited && !(sides.is_spaced() && c != '’') => {
                if let Some(sure) = Closes::single(self.before(at), self.after(end), sides) {
                    self.open.close(c, (at, end), sure);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, c: char, at: usize, end: usize, how: Opening) {
        if self.starts_next_line(at) {
            self.reopen(c);
        }
        let led = at == self.first || self.before(at).trim_end().ends_with([',', ':', '：']);
        self.open.open(c, (at, end), Opening { led, ..how });
    }

    fn finish(&mut self, c: char, at: usize, end: usize, sides: Sides) {
        self.open.close(c, (at, end), Closes::double(self.after(end), sides));
    }

    /// Tells if a line starts with a mark that isn't the first one of the text.
    fn starts_next_line(&self, at: usize) -> bool {
        at == self.first && self.line > 0
    }

    /// Ends what a paragraph left open before the line, which begins with the mark that is open. A line that is no more
    /// than the next one of hard-wrapped prose may begin with a quotation inside of another.
    fn reopen(&mut self, c: char) {
        // Spain and France begin the next paragraph with the mark that closes.
        let mark = match c {
            '»' if !self.open.has(c) => '«',
            '›' if !self.open.has(c) => '‹',
            c => c,
        };
        let above = self.before(self.line).trim_end();
        if self.open.has(mark) && (ends_like_a_sentence(above) || !is_wrapped(above, self.after(self.line))) {
            self.open.reopen(mark, above.len());
        }
    }
}

/// Tells if a text starts with a blank line.
pub(super) fn is_blank_line(text: &str) -> bool {
    text.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

/// How long the paragraph is that a text starts with, in bytes.
fn paragraph_bytes(text: &str) -> usize {
    let mut ends = text.match_indices('\n').map(|(at, _)| at);
    ends.find(|at| is_blank_line(text.get(at.saturating_add(1)..).unwrap_or_default())).unwrap_or(text.len())
}
