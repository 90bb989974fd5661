//! A text that is edited, and where every span in it goes.

use std::ops::Range;

use fastrand::Rng;

/// A text on its way through edits, and what has become of the spans.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// For each annotation its pieces; `None` for one that is gone.
    pub(crate) places: Vec<Vec<Option<Range<usize>>>>,
}

impl Text {
    /// Puts a text in the place of some bytes.
    pub(crate) fn replace(&mut self, bytes: Range<usize>, with: &str) {
        self.text.replace_range(bytes.clone(), with);
        for piece in self.places.iter_mut().flatten() {
            *piece = piece.take().and_then(|piece| followed(piece, &bytes, with.len()));
        }
    }

    /// The bytes between places where words may be put: at the start of each word.
    pub(crate) fn words(&self) -> Vec<Range<usize>> {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in self.text.char_indices() {
            match (c.is_whitespace(), start) {
                (false, None) => start = Some(at),
                (true, Some(from)) => {
                    words.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| from..self.text.len()));
        words
    }

    /// Puts some words in the place of others, unless those are among them: it couldn't be told then which are new.
    pub(crate) fn replace_words(&mut self, old: Range<usize>, most: usize, random: &mut Rng) -> Option<()> {
        let new = self.some_words(random.usize(1..=most), random);
        let same = |word: &str| new.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
        (!self.text[old.clone()].split_whitespace().any(same)).then_some(())?;
        self.replace(old, &new);
        Some(())
    }

    pub(crate) fn paragraphs(&self) -> Vec<Range<usize>> {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            if !line.trim().is_empty() {
                paragraphs.push(start..end);
            }
            start = end;
        }
        paragraphs
    }

    /// A paragraph that no piece crosses the ends of.
    pub(crate) fn whole_paragraph(&self, random: &mut Rng) -> Option<Range<usize>> {
        let mut paragraphs = self.paragraphs();
        paragraphs.retain(|paragraph| {
            let crosses = |piece: &Range<usize>| {
                piece.start < paragraph.end
                    && paragraph.start < piece.end
                    && (piece.start < paragraph.start || paragraph.end < piece.end)
            };
            !self.places.iter().flatten().flatten().any(crosses)
        });
        random.choice(paragraphs)
    }

    /// Some words of the text in another order, so that they look like it.
    pub(crate) fn some_words(&self, count: usize, random: &mut Rng) -> String {
        let words = self.words();
        let words: Vec<&str> = (0..count).map(|_| &self.text[words[random.usize(..words.len())].clone()]).collect();
        words.join(" ")
    }

    pub(crate) fn some_run(&self, most: usize, random: &mut Rng) -> Option<Range<usize>> {
        let words = self.words();
        let first = random.usize(..words.len());
        let last = (first + random.usize(..most)).min(words.len() - 1);
        // No run goes over a paragraph's end.
        let run = words.get(first)?.start..words.get(last)?.end;
        let end = self.text[run.clone()].find('\n').map_or(run.end, |at| run.start + at);
        Some(run.start..end)
    }
}

/// Where a piece goes when so many bytes are put in the place of some. What is put beside it isn't its own; what is put
/// in the place of all of it, or of a part, is.
fn followed(piece: Range<usize>, bytes: &Range<usize>, put: usize) -> Option<Range<usize>> {
    let moved = |at: usize| at - bytes.len() + put;
    let now = match () {
        () if bytes.end <= piece.start => moved(piece.start)..moved(piece.end),
        () if piece.end <= bytes.start => piece,
        () if *bytes == piece => piece.start..piece.start + put,
        () if bytes.start <= piece.start && piece.end <= bytes.end => return None,
        () if piece.start <= bytes.start && bytes.end <= piece.end => piece.start..moved(piece.end),
        () if bytes.start < piece.start => bytes.start + put..moved(piece.end),
        () => piece.start..bytes.start,
    };
    (!now.is_empty()).then_some(now)
}
