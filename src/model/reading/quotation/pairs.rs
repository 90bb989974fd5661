//! Pairs: which mark closes which, in one pass over the marks of a text.

use super::apostrophe::Closes;
use crate::model::quotation_mark::{Family, closes};

/// The most quotations that may be open at once; the outermost is given up for one more.
const DEEPEST: usize = 6;

/// A quotation, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) family: Family,
    /// Where its opening mark starts and ends.
    pub(super) opening: (usize, usize),
    /// Where its closing mark starts and ends: at one place where it has none.
    pub(super) closing: (usize, usize),
}

/// A quotation that is not closed yet.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: char,
    family: Family,
    opening: (usize, usize),
    /// It has to be closed: its mark may be an apostrophe.
    doubtful: bool,
    /// It may be left open even if it holds others: it starts its paragraph, or follows a comma or a colon.
    led: bool,
    /// Where it ends if nothing better is found.
    unsure: Option<(usize, usize, Closes)>,
    /// How many pairs there were when it opened.
    pairs: usize,
}

/// How a quotation opens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Opening {
    pub(super) doubtful: bool,
    pub(super) led: bool,
}

/// The pairs found so far, and what is open.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    open: Vec<Open>,
    pub(super) found: Vec<Pair>,
}

impl Pairs {
    /// The opening mark of the innermost quotation that a mark may close.
    pub(super) fn awaiting(&self, closer: char) -> Option<char> {
        self.nth_awaiting(closer).and_then(|nth| self.open.get(nth)).map(|it| it.mark)
    }

    fn nth_awaiting(&self, closer: char) -> Option<usize> {
        self.open.iter().rposition(|it| closes(it.mark, closer))
    }

    /// Tells if a quotation is open that began with that mark.
    pub(super) fn has(&self, mark: char) -> bool {
        self.open.iter().any(|it| it.mark == mark)
    }

    /// Tells if a quotation of that family is open.
    pub(super) fn has_any(&self, family: Family) -> bool {
        self.open.iter().any(|it| it.family == family)
    }

    pub(super) fn open(&mut self, mark: char, opening: (usize, usize), how: Opening) {
        let Some(family) = Family::of(mark) else {
            return;
        };
        // One next to another is likelier than one inside of another.
        if self.open.last().is_some_and(|it| it.family == family && (it.doubtful || it.unsure.is_some())) {
            self.give_up();
        }
        if self.open.len() >= DEEPEST {
            self.open.remove(0);
        }
        let Opening { doubtful, led } = how;
        self.open.push(Open { mark, family, opening, doubtful, led, unsure: None, pairs: self.found.len() });
    }

    /// Ends the innermost quotation that waits for a mark, or keeps in mind that it may end there.
    pub(super) fn close(&mut self, mark: char, closing: (usize, usize), sure: Closes) {
        let Some(nth) = self.nth_awaiting(mark) else {
            return;
        };
        let inner = self.open.get(nth.saturating_add(1)..).unwrap_or_default();
        let Some(it) = self.open.get(nth) else {
            return;
        };
        // What looks like an apostrophe doesn't reach out of the quotation that it is in.
        let crosses = it.family == Family::Single && inner.iter().any(|inner| inner.family != Family::Single);
        if sure == Closes::Surely && !crosses {
            return self.end(nth, closing);
        }
        let better = it.unsure.is_none_or(|(.., before)| before == Closes::Hardly && sure > before);
        if better
            && !it.doubtful
            && let Some(it) = self.open.get_mut(nth)
        {
            it.unsure = Some((closing.0, closing.1, sure));
        }
    }

    /// Ends all that is open where a paragraph ends; `at` is where its text ends.
    pub(super) fn end_paragraph(&mut self, at: usize) {
        self.settle(0, Some(at));
    }

    /// Ends what has been open since a quotation that began with that mark, because the next line begins with it again.
    pub(super) fn reopen(&mut self, mark: char, at: usize) {
        let outermost = self.open.iter().position(|it| it.mark == mark);
        if let Some(it) = outermost.and_then(|nth| self.open.get_mut(nth)) {
            (it.led, it.doubtful, it.unsure, it.pairs) = (true, false, None, usize::MAX);
        }
        self.settle(outermost.unwrap_or(self.open.len()), Some(at));
    }

    /// Ends a quotation with its closing mark, and what opened inside of it and was never closed.
    fn end(&mut self, nth: usize, closing: (usize, usize)) {
        self.settle(nth.saturating_add(1), None);
        if let Some(it) = self.open.pop() {
            self.add(it, closing);
        }
    }

    /// Ends the innermost quotation where it may have ended, or forgets it.
    fn give_up(&mut self) {
        self.settle(self.open.len().saturating_sub(1), None);
    }

    /// Ends those from a number on: where each may have ended, or else, at the end of a paragraph, there. What can be
    /// neither is forgotten: its mark was none.
    fn settle(&mut self, from: usize, paragraph_end: Option<usize>) {
        if from >= self.open.len() {
            return;
        }
        let mut left: Vec<Open> = self.open.drain(from..).collect();
        let (mut until, mut kept) = (0, Vec::new());
        left.retain(|it| {
            let end = it.unsure.map(|(_, end, _)| end);
            // What opened before one around it ended has to end before it as well.
            let fits = it.opening.0 >= until || end.is_some_and(|end| end < until);
            if let Some((start, end, _)) = it.unsure
                && fits
            {
                until = until.max(end);
                kept.push((*it, (start, end)));
            }
            fits && end.is_none()
        });
        for (it, closing) in kept {
            self.add(it, closing);
        }
        for it in left.into_iter().rev() {
            if let Some(at) = paragraph_end
                && self.may_be_left(&it)
            {
                self.add(it, (at, at));
            }
        }
    }

    /// Tells if the paragraph may end before a quotation does, which holds no other then unless it is sure that it began.
    fn may_be_left(&self, it: &Open) -> bool {
        let since = self.found.get(it.pairs.min(self.found.len())..).unwrap_or_default();
        let mut inner = since.iter().filter(|pair| pair.opening.0 > it.opening.0);
        let is_same = inner.clone().any(|pair| pair.family == it.family);
        let opens_only = matches!(it.mark, '"' | '“' | '„' | '‟' | '«' | '‹') || it.family == Family::Corner;
        let apostrophe = matches!(it.mark, '’' | '`');
        !it.doubtful && !apostrophe && !is_same && (it.led || (opens_only && inner.next().is_none()))
    }

    fn add(&mut self, it: Open, closing: (usize, usize)) {
        for outer in &mut self.open {
            // What may have ended inside of this one did not.
            outer.unsure = outer.unsure.filter(|&(at, ..)| at < it.opening.0 || at > closing.0);
        }
        self.found.push(Pair { family: it.family, opening: it.opening, closing });
    }
}
