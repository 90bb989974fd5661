//! Sentences: the boundaries of UAX #29, less those that a reader of news would not see, plus a few that it cannot know.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::payload::{trim_end, trim_start};

use self::abbreviations::{Abbreviation, is_day, is_zone};
use self::opening::{Opening, is_attribution, is_cjk_attribution, lacks_space};
use self::punctuation::{
    after_closers, after_spaced_closers, after_stops, is_bracket, is_caseless, is_dash, is_ellipsis, is_mark,
    last_word, may_end,
};
use crate::model::quotation_mark::is_quotation_mark;

mod abbreviations;
pub(super) mod line;
mod opening;
pub(super) mod punctuation;

/// No punctuation and space between two sentences is longer than this, in bytes. Beyond it everything is a boundary, so
/// that a hostile text costs no more than any other.
const WINDOW_BYTES: usize = 128;

/// The sentences of one paragraph, as byte ranges of `text`, in order and without the white space and payloads between them.
///
/// The base is the sentence boundaries of [Unicode Standard Annex #29, section 5][SB]. They are found lazily, one
/// candidate (a sentence-ending mark, a line break) at a time, and joined again where the candidate is an abbreviation,
/// an initial, a date, a quotation that its speaker follows, or the end of a hard-wrapped line.
///
/// [SB]: https://www.unicode.org/reports/tr29/#Sentence_Boundaries
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let start = position(text, trim_start(text));
    Sentences { text, start, searched: start }
}

struct Sentences<'a> {
    text: &'a str,
    /// Where the next sentence starts.
    start: usize,
    /// Up to where no boundary was found.
    searched: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.start;
        while let Some(junction) = Junction::find(self.text, start, self.searched) {
            self.searched = junction.next;
            if junction.ends_sentence() {
                self.start = junction.next;
                return Some(start..junction.end);
            }
        }
        self.start = self.text.len();
        self.searched = self.start;
        let end = trim_end(self.text).len();
        (start < end).then_some(start..end)
    }
}

/// A place where a sentence may end: `… agreed` `.` `”` ` ` `The …`
struct Junction<'a> {
    text: &'a str,
    /// Where the sentence starts.
    start: usize,
    /// Where its marks start: a full stop, `?!`, an ellipsis; none at a line break.
    stop: usize,
    /// Where the quotes and brackets after them start.
    close: usize,
    /// Where these end.
    end: usize,
    /// Where the next sentence would start.
    next: usize,
}

impl<'a> Junction<'a> {
    /// The first one at or after byte `from`, in a sentence that starts at byte `start`.
    fn find(text: &'a str, start: usize, from: usize) -> Option<Self> {
        let rest = text.get(from..)?;
        let rest = rest.get(rest.find(may_end)?..)?;
        if rest.starts_with(punctuation::is_break) {
            let end = trim_end(text.get(..position(text, rest))?).len();
            return Some(Self { text, start, stop: end, close: end, end, next: position(text, trim_start(rest)) });
        }
        let closers = after_stops(rest);
        let gap = after_spaced_closers(after_closers(closers));
        Some(Self {
            text,
            start,
            stop: position(text, rest),
            close: position(text, closers),
            end: position(text, gap),
            next: position(text, trim_start(gap)),
        })
    }

    fn ends_sentence(&self) -> bool {
        if self.after().is_empty() || (self.breaks_line() && !self.is_wrapped()) {
            return true;
        }
        if self.stops().is_empty() {
            return false;
        }
        if self.is_glued() {
            return lacks_space(self.before(), self.after());
        }
        !self.goes_on() && (self.is_uax_boundary() || self.is_boundary_unknown_to_uax())
    }

    fn before(&self) -> &'a str {
        self.text.get(self.start..self.stop).unwrap_or_default()
    }

    fn stops(&self) -> &'a str {
        self.text.get(self.stop..self.close).unwrap_or_default()
    }

    fn closers(&self) -> &'a str {
        self.text.get(self.close..self.end).unwrap_or_default()
    }

    fn gap(&self) -> &'a str {
        self.text.get(self.end..self.next).unwrap_or_default()
    }

    fn after(&self) -> &'a str {
        self.text.get(self.next..).unwrap_or_default()
    }

    fn breaks_line(&self) -> bool {
        self.gap().contains(punctuation::is_break)
    }

    /// Whether the line break is one of hard-wrapped prose, and so no more than a blank.
    fn is_wrapped(&self) -> bool {
        let dated = is_day(self.word()) && Opening::of(self.after()).is_number();
        // “Nov.” and “14” are torn by nothing else.
        (dated && self.stops() == ".") || line::is_wrapped(self.text.get(..self.end).unwrap_or_default(), self.after())
    }

    /// Whether the mark stands between two letters or signs, as in `3.5`, `U.S` and `?page=1`.
    fn is_glued(&self) -> bool {
        let ours = |c: char| c.is_ascii() || c == '…';
        self.gap().is_empty() && self.closers().is_empty() && self.stops().ends_with(ours)
    }

    /// Whether the sentence goes on after its mark, whatever UAX #29 says.
    fn goes_on(&self) -> bool {
        let opening = Opening::of(self.after());
        if opening.is_lower() || opening.is_wordless() || self.is_followed_by_sign() || self.is_attributed() {
            return true;
        }
        match self.stops() {
            "." => self.is_list_number() || self.is_abbreviated(&opening),
            // “Resign! Resign!” is one shout.
            "!" => self.closers().is_empty() && self.word() == opening.word,
            stops if is_ellipsis(stops) => self.is_pause(&opening),
            _ => false,
        }
    }

    /// `“U.S.”/“U.K.”`
    fn is_followed_by_sign(&self) -> bool {
        let sign = |c: char| c.is_ascii_punctuation() && !is_mark(c);
        self.gap().is_empty() && self.after().starts_with(sign)
    }

    /// `1. Rebuild the bridge`
    fn is_list_number(&self) -> bool {
        let number = self.before();
        number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !number.is_empty()
    }

    fn is_abbreviated(&self, opening: &Opening) -> bool {
        let Some(kind) = self.abbreviation() else {
            return self.is_ordinal(opening);
        };
        let bare = self.before().trim_start_matches(is_mark) == self.word();
        let starter = opening.is_starter() && !bare && !line::is_headline(self.before());
        let starts = starter || (opening.quoted && !bare && !opening.is_nickname());
        match kind {
            Abbreviation::Bound => true,
            Abbreviation::State if self.previous_word().ends_with(',') => !starts && opening.bracketed,
            Abbreviation::Firm | Abbreviation::State => !starts,
            Abbreviation::Street => !(starter && self.is_named()),
            Abbreviation::Numbered => opening.is_number() || is_day(opening.word),
            Abbreviation::Clock => is_day(opening.word) || is_zone(opening.word) || self.is_bare_time(),
        }
    }

    /// `12 Harbour St.`, but not `Ask Dr.`
    fn is_named(&self) -> bool {
        let previous = self.previous_word();
        previous.starts_with(char::is_uppercase) && !self.before().trim_start_matches(is_mark).starts_with(previous)
    }

    /// `By 9 a.m.`, to which no sentence can be cut down.
    fn is_bare_time(&self) -> bool {
        let mut words = self.before().split_whitespace();
        let first = words.next().unwrap_or_default().trim_start_matches(is_mark);
        words.nth(2).is_none() && abbreviations::is_dangling(&first.to_lowercase())
    }

    /// What the word before the full stop is short for. A closing mark after the stop ends the sentence (`Vey Inc.” The`)
    /// unless the abbreviation is all that it closes (`the Orlan Guard (O.G.) Command`).
    fn abbreviation(&self) -> Option<Abbreviation> {
        let word = self.word();
        let alone = || self.before().strip_suffix(word).is_some_and(|left| left.ends_with(is_mark));
        if !self.closers().is_empty() && !alone() {
            return None;
        }
        Abbreviation::of(word, self.previous_word())
    }

    /// `am 3. März`
    fn is_ordinal(&self, opening: &Opening) -> bool {
        let word = self.word();
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_digit())
            && abbreviations::is_german_month(opening.word)
    }

    /// The word before the mark, with the periods in it.
    fn word(&self) -> &'a str {
        let before = self.before();
        last_word(before, |c| c.is_whitespace() || is_bracket(c) || is_dash(c)).trim_start_matches(is_mark)
    }

    /// The word before that one, with the punctuation after it.
    fn previous_word(&self) -> &'a str {
        let left = self.before().strip_suffix(self.word()).unwrap_or_default();
        last_word(left.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c)), char::is_whitespace)
    }

    /// Whether an ellipsis is a pause or an omission rather than an end: `Well … I suppose`.
    fn is_pause(&self, opening: &Opening) -> bool {
        let before = self.before();
        let spaced = before.ends_with(char::is_whitespace);
        // “Well … I” goes on, but “I never heard of it ... The” does not, nor do four dots: they are a stop and a pause.
        let short = before.split_whitespace().nth(2).is_none();
        let linked = (spaced && !opening.quoted && !opening.is_starter()) || ((spaced || short) && opening.word == "I");
        let dots = self.stops().bytes().filter(|&byte| byte == b'.').count();
        before.trim_matches(is_mark).is_empty() || (self.closers().is_empty() && linked && dots < 4)
    }

    /// Whether a quotation that is a question or a cry is followed by its speaker: `“Is it safe?” Mr. Orlan asked.`
    fn is_attributed(&self) -> bool {
        let asks = self.stops().contains(['?', '!', '…', '？', '！', '؟', '。']);
        if !asks || !self.closers().contains(is_quotation_mark) {
            return false;
        }
        let after = self.after();
        if after.starts_with(is_caseless) {
            return !self.stops().contains('。') || is_cjk_attribution(after);
        }
        after.starts_with(char::is_uppercase) && !Opening::of(self.after()).is_starter() && is_attribution(after)
    }

    /// Whether UAX #29 has a boundary between the mark and the next word, seen through a window of the text around it.
    fn is_uax_boundary(&self) -> bool {
        let from = self.before().chars().next_back().map_or(self.stop, |c| self.stop.saturating_sub(c.len_utf8()));
        // SB8 looks past everything that is no letter for one in lower case.
        let ahead = self.after().char_indices().find(|&(at, c)| at > WINDOW_BYTES || c.is_alphabetic());
        let to = ahead.map_or(self.text.len(), |(at, c)| self.next.saturating_add(at).saturating_add(c.len_utf8()));
        let window = self.text.get(from..to).unwrap_or_default();
        if window.len() > WINDOW_BYTES {
            return true;
        }
        // Without a blank, quotes that open go to the sentence before in UAX #29, and to the next one here.
        let marks = if self.gap().is_empty() { is_mark } else { |_| false };
        let next = position(self.text, self.after().trim_start_matches(marks));
        let between = self.close.saturating_sub(from)..=next.saturating_sub(from);
        let breaks = |window: &str| window.split_sentence_bound_indices().any(|(at, _)| between.contains(&at));
        // A wrapped line's break is a blank to the reader, and must be one to SB4.
        if self.breaks_line() { breaks(&window.replace(punctuation::is_break, " ")) } else { breaks(window) }
    }

    /// Whether there is a boundary where UAX #29 sees none: after `…`, which it does not know as a mark, and before a
    /// number or a name like `iPhone`, which its SB8 takes for the middle of a sentence.
    fn is_boundary_unknown_to_uax(&self) -> bool {
        if is_ellipsis(self.stops()) {
            return self.stops().ends_with('…')
                && self.after().starts_with(|c: char| c.is_uppercase() || is_mark(c) || is_caseless(c));
        }
        let measure = self.word().len() <= 3 && self.previous_word().starts_with(|c: char| c.is_ascii_digit());
        self.stops().ends_with('.') && self.abbreviation().is_none() && !measure && Opening::of(self.after()).is_odd()
    }
}

/// Where `rest`, the end of `text`, starts in it, in bytes.
fn position(text: &str, rest: &str) -> usize {
    text.len().saturating_sub(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the sentences of a text are those between the `|`.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let mut found: Vec<_> = sentences(&text).collect();
        let mut shown = text.clone();
        found.pop();
        found.iter().rev().for_each(|sentence| shown.insert(sentence.end, '|'));
        assert_eq!(shown, marked);
    }

    #[test]
    fn a_sentence_is_given_in_bytes_without_the_space_around() {
        let found: Vec<_> = sentences("  Né.  Où ? \n").collect();
        assert_eq!(found, [2..6, 8..13]);
        assert_eq!(sentences(" \n ").count(), 0);
    }

    #[test]
    fn the_first_sentence_is_found_without_the_rest() {
        let text = "One. Two. Three. ".repeat(1000);
        let mut found = Sentences { text: &text, start: 0, searched: 0 };
        assert_eq!((found.next(), found.searched), (Some(0..4), 5));
    }

    #[test]
    fn where_nothing_is_known_better_the_boundaries_are_those_of_uax_29() {
        for text in [
            "One. Two? Three! (Four.) “Five.” six",
            "你好。再见！",
            "Да. Нет. ",
            "هل؟ نعم۔ لا",
            "हाँ। ना॥",
            "კი. არა? კი",
        ] {
            let plain: Vec<_> = text.split_sentence_bounds().map(str::trim).collect();
            assert_eq!(sentences(text).filter_map(|bytes| text.get(bytes)).collect::<Vec<_>>(), plain);
        }
    }

    #[test]
    fn a_title_or_an_initial_does_not_end_a_sentence() {
        check(
            "Mr. Orlan met Lt. Col. J. T. Vey.| SEN. QUILL, K.R. Pell and Capt. Lena “Red” Stroud came.| So did I.| All left.",
        );
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_only_before_the_start_of_another() {
        check(
            "The U.S. Senate sits in the U.S.| The Army, e.g. Vey & Co. Guards, left St. Orlo for Harbour St.| It rained.",
        );
        check("HARN, Calif. (VNA) — He came to Harn, Calif.| Police asked Orlan Inc.| “No,” it said.");
    }

    #[test]
    fn a_number_belongs_to_what_it_counts_and_may_else_start_a_sentence() {
        check("On Nov. 14 at 9 a.m. Monday he read No. 7, p. 3.| 14 men came at 5 p.m.| The rest, at 3.5 km, saw it.");
        check("1. Rebuild the bridge.| $5 is gone.| Am 3. März kam er.");
    }

    #[test]
    fn a_closing_quote_belongs_to_the_sentence_it_closes() {
        check("''No.''| \"Yes.\"| (He left.)| “Out.”| « Oui. »| Il part.");
    }

    #[test]
    fn a_quotation_goes_on_with_its_speaker() {
        check(
            "“Why?” she asked.| “Who?” Ms. Vey, a baker, asked him.| “Where?”| Orlan said he knew.| ‘No!’ Pell said.",
        );
        check("“你去吗？”他问。|“不。”");
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_where_another_starts() {
        check("He waited … then left…| She stayed.| “Well ... I did,” she said.| I ran. . . .| He ran.");
    }

    #[test]
    fn a_missing_space_is_seen_but_not_in_an_address() {
        check("We agreed.|The mayor read Example.Com/A.B, Node.js and harn.example?A=B.| “No.”");
    }

    #[test]
    fn hard_wrapped_prose_goes_on_but_a_headline_and_a_list_do_not() {
        check(
            "The council of Harn has voted to ask the mayor, Ana\nVey, about it, and on Nov.\n14 she will answer.| It waits.",
        );
        check("Council Delays Vote On The Harbour Bridge Again|\n“No,” she said.|\n- A bridge|\n- A ferry");
    }
}
