//! The paragraphs of an article, which together are all of its text.

use std::ops::Range;

use super::visible::{Part, parts};

/// Each paragraph as bytes of the text, with the blank lines behind it and before the first one.
pub(in crate::formats) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = end(text, start);
        let paragraph = (start < end).then_some(start..end);
        start = end;
        paragraph
    })
}

/// The bytes of a paragraph of that text that starts at `start`, without the blank lines around it.
pub(in crate::formats) fn said(paragraph: &str, start: usize) -> Range<usize> {
    let lines = || paragraph.split_inclusive('\n');
    let is_blank = |line: &&str| is_blank(line);
    let before: usize = lines().take_while(is_blank).map(str::len).sum();
    let after: usize = lines().rev().take_while(is_blank).map(str::len).sum();
    let kept = paragraph.get(before..paragraph.len().saturating_sub(after)).unwrap_or_default();
    let kept = kept.strip_suffix('\n').map_or(kept, |kept| kept.strip_suffix('\r').unwrap_or(kept));
    start + before..start + before + kept.len()
}

/// Whether there is nothing on a line, not even what is hidden there.
fn is_blank(line: &str) -> bool {
    line.trim().is_empty() && !parts(line).any(|part| matches!(part, Part::Hidden(_) | Part::Carried(_)))
}

fn end(text: &str, start: usize) -> usize {
    let mut end = start;
    let (mut said, mut blank) = (false, false);
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let is_blank = is_blank(line);
        if said && blank && !is_blank {
            break;
        }
        (said, blank) = (said || !is_blank, is_blank);
        end += line.len();
    }
    end
}
