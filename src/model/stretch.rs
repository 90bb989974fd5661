//! Stretches: the pieces of text, a paragraph each, beyond which no key ever has to look.
//!
//! A paragraph is a run of lines that are not blank, with the blank lines after it. Most are under a kilobyte, but a
//! text can be one line of ten megabytes. So a paragraph is cut at every multiple of [`PIECE_BYTES`] that has at least
//! [`WHOLE_BYTES`] of the same paragraph before it, at the end of a sentence or word that follows. Whether there is a
//! cut at a place can be told from the few kilobytes around it, so finding a stretch costs the same anywhere in any text.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use memchr::{memchr_iter, memmem, memrchr_iter};

use super::grapheme::{FlagRuns, next_boundary};

/// A paragraph up to this long, in bytes, is never cut.
const WHOLE_BYTES: usize = 4096;
/// Longer ones are cut about every so many bytes.
const PIECE_BYTES: usize = 2048;
/// How far after its place, in bytes, a cut may move to reach the end of a sentence or word.
const SNAP_BYTES: usize = 512;
/// No stretch is longer, in bytes, unless a single grapheme cluster or the blank lines after a paragraph are.
pub(super) const LONGEST_BYTES: usize = WHOLE_BYTES + PIECE_BYTES + SNAP_BYTES;
/// A line that starts with so many blanks, in bytes, counts as not blank, so that looking at a line is bounded.
const BLANKS_BYTES: usize = 256;

/// The stretch that `byte` is in; the end of the text is in the last one.
pub(super) fn around(text: &str, flags: &FlagRuns, byte: usize) -> Range<usize> {
    let byte = byte.min(text.len().saturating_sub(1));
    let start = start_at_or_before(text, flags, byte);
    start..start_after(text, flags, start)
}

fn start_at_or_before(text: &str, flags: &FlagRuns, byte: usize) -> usize {
    let far = byte.saturating_sub(LONGEST_BYTES + PIECE_BYTES);
    let paragraph = paragraph_start_in(text, far, byte);
    let newest = byte / PIECE_BYTES;
    let cut =
        (newest.saturating_sub(2)..=newest).rev().find_map(|nth| cut(text, flags, nth).filter(|&cut| cut <= byte));
    match (paragraph, cut) {
        (Some(paragraph), Some(cut)) => paragraph.max(cut),
        (one, other) => one.or(other).unwrap_or(0),
    }
}

fn start_after(text: &str, flags: &FlagRuns, start: usize) -> usize {
    let first = start / PIECE_BYTES;
    let last = (start.saturating_add(LONGEST_BYTES) / PIECE_BYTES).saturating_add(1);
    let cut = (first..=last).find_map(|nth| cut(text, flags, nth).filter(|&cut| cut > start)).unwrap_or(text.len());
    next_paragraph_start(text, start, cut).unwrap_or(cut)
}

/// Where the text is cut at the multiple `nth` of the piece length, if it is.
fn cut(text: &str, flags: &FlagRuns, nth: usize) -> Option<usize> {
    let place = nth.saturating_mul(PIECE_BYTES);
    if place < WHOLE_BYTES
        || place >= text.len()
        || paragraph_start_in(text, place.saturating_sub(WHOLE_BYTES).saturating_add(1), place).is_some()
    {
        return None;
    }
    let snapped = snap(text, flags, place);
    (snapped < text.len() && next_paragraph_start(text, place, snapped.saturating_add(1)).is_none()).then_some(snapped)
}

/// The first end of a sentence, word or at least grapheme cluster from `place` on.
fn snap(text: &str, flags: &FlagRuns, place: usize) -> usize {
    // Within a cluster that is longer than the window, such as a payload, nothing ends.
    let place = grapheme_boundary(text, flags, place);
    let window = text.as_bytes().get(place..place.saturating_add(SNAP_BYTES).min(text.len())).unwrap_or_default();
    let blank = |nth: usize| place.saturating_add(nth);
    let snapped = memmem::find(window, b". ")
        .map(|nth| blank(nth.saturating_add(2)))
        .or_else(|| window.iter().position(u8::is_ascii_whitespace).map(|nth| blank(nth.saturating_add(1))))
        .or_else(|| after_wide_stop(text, place, window.len()))
        .unwrap_or(place);
    grapheme_boundary(text, flags, snapped)
}

/// The end of the first sentence, or else of the first clause, in so many bytes of text that has no blanks.
fn after_wide_stop(text: &str, place: usize, bytes: usize) -> Option<usize> {
    let start = text.ceil_char_boundary(place);
    let window = text.get(start..text.floor_char_boundary(place.saturating_add(bytes)))?;
    let stop = window.find(['。', '！', '？']).or_else(|| window.find(['、', '，', '；', '：']))?;
    // What closes a quotation belongs to the sentence in it.
    let closes = |c: char| {
        matches!(c, '。' | '！' | '？' | '、' | '，' | '；' | '：' | '」' | '』' | '”' | '’' | '）' | '》' | '】')
    };
    let after = window.get(stop..)?.find(|c| !closes(c))?;
    Some(start.saturating_add(stop).saturating_add(after))
}

fn grapheme_boundary(text: &str, flags: &FlagRuns, byte: usize) -> usize {
    let byte = text.ceil_char_boundary(byte);
    if flags.is_boundary(text, byte) { byte } else { next_boundary(text, flags.previous_boundary(text, byte)) }
}

/// The last place in `from..=to` where a paragraph starts.
fn paragraph_start_in(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // A paragraph that starts at `to` has its line end just before, hence a line end is looked for up to there.
    let window = bytes.get(from.saturating_sub(1)..to).unwrap_or_default();
    memrchr_iter(b'\n', window)
        .map(|nth| from.saturating_sub(1).saturating_add(nth).saturating_add(1))
        .find(|&start| starts_paragraph(bytes, start))
        .or_else(|| (from == 0).then_some(0))
}

/// The first place after `after` and before `before` where a paragraph starts.
fn next_paragraph_start(text: &str, after: usize, before: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let window = bytes.get(after..before.saturating_sub(1)).unwrap_or_default();
    memchr_iter(b'\n', window)
        .map(|nth| after.saturating_add(nth).saturating_add(1))
        .find(|&start| starts_paragraph(bytes, start))
}

/// Whether the line that starts at `start` is not blank and the one before it is.
fn starts_paragraph(bytes: &[u8], start: usize) -> bool {
    let line = bytes.get(start..).unwrap_or_default();
    let before = bytes.get(..start.saturating_sub(1)).unwrap_or_default();
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
    let first = line.iter().take(BLANKS_BYTES).find(|&byte| !blank(byte));
    let previous = before.iter().rev().take(BLANKS_BYTES).find(|&byte| !blank(byte));
    !matches!(first, None | Some(b'\n')) && matches!(previous, Some(b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let flags = FlagRuns::of(text);
        let mut pieces = Vec::new();
        let mut byte = 0;
        while byte < text.len() {
            let stretch = around(text, &flags, byte);
            assert_eq!(stretch.start, byte, "stretches leave no gap");
            for inside in stretch.clone().step_by(97) {
                assert_eq!(
                    around(text, &flags, inside),
                    stretch,
                    "every place of a stretch finds the same one (byte {inside})"
                );
            }
            pieces.push(&text[stretch.clone()]);
            byte = stretch.end;
        }
        pieces
    }

    #[test]
    fn a_stretch_is_a_paragraph_with_the_blank_lines_after_it() {
        assert_eq!(
            all("One.\nStill one.\n\nTwo.\r\n\r\n \nThree."),
            ["One.\nStill one.\n\n", "Two.\r\n\r\n \n", "Three."]
        );
    }

    #[test]
    fn a_paragraph_of_four_thousand_bytes_is_whole() {
        let text = format!("Head.\n\n{}\n\nTail.", "word ".repeat(800));
        assert_eq!(all(&text).len(), 3);
    }

    #[test]
    fn a_line_without_blanks_is_cut_after_what_closes_a_sentence_or_a_clause() {
        for (unit, ends) in
            [("他说：“我们会处理。”", "。”"), ("彼は、東京と大阪の", "、"), ("「大丈夫です！」", "！」")]
        {
            let text = unit.repeat(20_000 / unit.len());
            let pieces = all(&text);
            assert!(pieces.len() > 5 && pieces.iter().rev().skip(1).all(|piece| piece.ends_with(ends)), "{unit}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut_after_a_sentence_a_word_or_a_grapheme_cluster() {
        for unit in [
            "A sentence of some length here. ",
            "word ",
            "x",
            "é",
            "e\u{301}",
            "👩‍🔬",
            "\u{1F1FA}\u{1F1F3}",
            "\n",
            "a\n",
            "a\n\n",
        ] {
            let text = unit.repeat(20_000 / unit.len());
            let pieces = all(&text);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().all(|piece| piece.len() <= LONGEST_BYTES + unit.len()), "{unit:?}");
        }
    }
}
