//! Which of the places that pieces were found at are in order, and how far the text around them has moved.

/// Places whose shifts differ by no more than this have moved together: white space and line ends came or went.
pub(super) const TOGETHER_CODE_POINTS: isize = 8;
/// Pieces of one stretch have to start so far from each other to speak for it twice.
const APART_CODE_POINTS: usize = 32;

/// A piece and the place where its text stands now, in code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The number of the piece, in the order of the old text.
    pub(super) piece: usize,
    /// Where it started.
    pub(super) old: usize,
    /// Where it starts.
    pub(super) new: usize,
    /// Which paragraph it starts in: any number that no other paragraph has.
    pub(super) paragraph: usize,
    /// Where else the same text starts.
    pub(super) others: Vec<usize>,
}

impl Link {
    /// How far it has moved.
    pub(super) fn shift(&self) -> isize {
        self.new.cast_signed() - self.old.cast_signed()
    }
}

/// The places that agree with each other: in the order of the old text, and moved by stretches.
#[derive(Debug, Default)]
pub(super) struct Chain {
    links: Vec<Link>,
    /// How far the text's end has moved, if that is known.
    end: Option<isize>,
}

impl Chain {
    /// The longest chain of links, which are given in the order of the old text; `end` is how far the text's end has moved.
    pub(super) fn of(links: Vec<Link>, end: Option<isize>) -> Self {
        let mut chain = Self { links: in_order(&without_collisions(links)), end };
        chain.drop_doubtful();
        chain
    }

    /// The link of a piece, if it is in the chain.
    pub(super) fn link(&self, piece: usize) -> Option<&Link> {
        let nth = self.links.binary_search_by_key(&piece, |link| link.piece).ok()?;
        self.links.get(nth)
    }

    /// How far the text before a piece has moved, and the text behind it: as the nearest links have, or the text's ends.
    pub(super) fn shifts(&self, piece: usize) -> (isize, Option<isize>) {
        let next = self.links.partition_point(|link| link.piece < piece);
        let here = self.links.get(next).filter(|link| link.piece == piece);
        let before = next.checked_sub(1).and_then(|last| self.links.get(last));
        let behind = self.links.get(next + usize::from(here.is_some()));
        (before.map_or(0, Link::shift), behind.map(Link::shift).or(self.end))
    }

    /// Leaves out what moved for itself alone: the text that stood there may be gone, and this another place like it.
    fn drop_doubtful(&mut self) {
        let runs: Vec<&[Link]> = self.links.chunk_by(|one, other| together(one.shift(), other.shift())).collect();
        let mut kept = Vec::with_capacity(self.links.len());
        for (nth, run) in runs.iter().enumerate() {
            let before = nth.checked_sub(1).and_then(|last| runs[last].last()).map(Link::shift);
            let behind = runs.get(nth + 1).and_then(|next| next.first()).map(Link::shift);
            let with_start = before.is_none() && run.first().is_some_and(|link| link.shift() == 0);
            let with_end = behind.is_none() && run.last().zip(self.end).is_some_and(|(link, end)| link.shift() == end);
            if with_start || with_end || is_stretch(run, before.unwrap_or(0), behind.or(self.end)) {
                kept.extend_from_slice(run);
            }
        }
        self.links = kept;
    }
}

/// Whether two shifts are as good as one.
fn together(one: isize, other: isize) -> bool {
    (one - other).abs() <= TOGETHER_CODE_POINTS
}

/// Whether links between text that moved otherwise, before and behind them, are a stretch of the old text and no copy of it.
fn is_stretch(run: &[Link], before: isize, behind: Option<isize>) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let length = last.old - first.old;
    // There have to be two witnesses, and not in one paragraph: that is what editors copy and move.
    if length < APART_CODE_POINTS || first.paragraph == last.paragraph {
        return false;
    }
    // None of them may have stayed with the text before or behind it.
    let stayed = |link: &Link| {
        let shift = |new: &usize| new.cast_signed() - link.old.cast_signed();
        link.others
            .iter()
            .map(shift)
            .any(|shift| together(shift, before) || behind.is_some_and(|it| together(shift, it)))
    };
    if run.iter().any(stayed) {
        return false;
    }
    // Had the stretch gone and were this a copy of it, what lies between would be missing on one side, the stretch
    // with it, and be too much on the other.
    let Some(behind) = behind else { return true };
    let (grown_before, grown_behind) = (first.shift() - before, behind - last.shift());
    let (grown, shrunk) = (grown_before.max(grown_behind), -grown_before.min(grown_behind));
    grown <= 0 || shrunk < grown + length.cast_signed()
}

/// Only those whose new place nobody else claims who stood elsewhere.
fn without_collisions(links: Vec<Link>) -> Vec<Link> {
    let mut by_place = links.clone();
    by_place.sort_unstable_by_key(|link| (link.new, link.old));
    let contested: Vec<usize> =
        by_place.windows(2).filter(|it| it[0].new == it[1].new && it[0].old != it[1].old).map(|it| it[0].new).collect();
    links.into_iter().filter(|link| contested.binary_search(&link.new).is_err()).collect()
}

/// The longest sequence of links whose new places are in the order of the old ones.
///
/// By patience sorting; see C. Schensted, Longest increasing and decreasing subsequences (1961).
fn in_order(links: &[Link]) -> Vec<Link> {
    // For each length the link that ends a sequence of it earliest, and for each link the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (nth, link) in links.iter().enumerate() {
        let length = ends.partition_point(|end| links[*end].new <= link.new);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(length) {
            Some(end) => *end = nth,
            None => ends.push(nth),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(nth) = at {
        chain.push(links[nth].clone());
        at = before[nth];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(links: &[(usize, usize)], end: isize) -> Vec<(usize, usize)> {
        let links = links
            .iter()
            .enumerate()
            .map(|(piece, &(old, new))| Link { piece, old, new, paragraph: new / 50, others: Vec::new() })
            .collect();
        Chain::of(links, Some(end)).links.iter().map(|link| (link.old, link.new)).collect()
    }

    #[test]
    fn what_moved_out_of_order_is_left_out() {
        assert_eq!(
            chain(&[(10, 10), (100, 500), (200, 140), (300, 240), (400, 340)], -60),
            [(10, 10), (200, 140), (300, 240), (400, 340)]
        );
    }

    #[test]
    fn what_moved_alone_is_left_out_and_two_speak_for_a_stretch() {
        assert_eq!(chain(&[(10, 10), (100, 300), (400, 400)], 0), [(10, 10), (400, 400)]);
        assert_eq!(chain(&[(10, 10), (100, 300), (150, 350), (400, 800)], 400).len(), 4);
        assert_eq!(chain(&[(10, 10), (100, 300), (110, 310), (400, 800)], 400), [(10, 10), (400, 800)]);
    }

    #[test]
    fn two_that_claim_one_place_both_lose_it() {
        assert_eq!(chain(&[(10, 10), (100, 130), (120, 130), (300, 300)], 0), [(10, 10), (300, 300)]);
        assert_eq!(chain(&[(10, 10), (10, 10), (300, 300)], 0).len(), 3, "they stood at one place before");
    }

    #[test]
    fn a_piece_moves_with_its_neighbours() {
        let link = |piece, old, new| Link { piece, old, new, paragraph: new / 50, others: Vec::new() };
        let links = vec![link(1, 10, 10), link(3, 50, 90)];
        let chain = Chain { links, end: Some(70) };
        assert_eq!((chain.shifts(0), chain.shifts(2), chain.shifts(3)), ((0, Some(0)), (0, Some(40)), (0, Some(70))));
    }
}
