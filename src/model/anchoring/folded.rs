//! An article of which only the setting changed: other line ends, another normal form, a line end more or less at its end.
//!
//! The old text isn't kept, but it can be made again: the present one, set otherwise. Where that has as many characters
//! as the file says and every quote with all that was around it at its exact place, nothing that is marked has changed,
//! and each place leads to one in the present text:
//!
//! ```text
//! old     T h e   d a m . \r\n T h e   d i k e .      "dike" at 14
//! now     T h e   d a m . \n   T h e   d i k e .      "dike" at 13
//! ```

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::former::{Article, Former, Standing};
use super::outcome::Anchored;
use crate::model::document::Document;
use crate::model::selector::Selector;
use crate::model::span::Span;

/// How the lines of the old text ended; `None` as they do now.
const LINE_ENDS: [Option<&str>; 4] = [None, Some("\n"), Some("\r\n"), Some("\r")];
/// How its letters were composed.
const FORMS: [Form; 3] = [Form::AsNow, Form::Composed, Form::Decomposed];
/// How many line ends it had behind its last line.
const LAST_LINE_ENDS: [LastLineEnd; 3] = [LastLineEnd::AsNow, LastLineEnd::None, LastLineEnd::OneMore];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    AsNow,
    /// NFC: `é` is one character.
    Composed,
    /// NFD: `é` is an `e` and an accent.
    Decomposed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LastLineEnd {
    AsNow,
    None,
    OneMore,
}

/// A text of the same words as an article, set otherwise.
#[derive(Debug)]
pub struct Folded {
    text: String,
    /// How it is set otherwise: `line ends`, `normal form`; empty where it is the same text.
    what: Vec<&'static str>,
    /// After each piece that has another length: where it ended here, and where in the article, in code points.
    drifts: Vec<(usize, usize)>,
}

impl Folded {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the article is set otherwise: `its line ends and its normal form`.
    pub fn what(&self) -> String {
        self.what.join(" and ")
    }

    /// All texts of so many characters that differ from an article in its setting only, the article's own first.
    pub fn all(document: &Document, characters: usize) -> impl Iterator<Item = Self> {
        let counts = Counts::of(document.text());
        let all = LINE_ENDS.into_iter().flat_map(|line_end| {
            FORMS.into_iter().flat_map(move |form| LAST_LINE_ENDS.into_iter().map(move |last| (line_end, form, last)))
        });
        let fits = move |fold: &(Option<&str>, Form, LastLineEnd)| counts.allow(*fold, characters);
        let folded = all.filter(fits).map(|(line_end, form, last)| Self::of(document.text(), line_end, form, last));
        let mut seen: Vec<String> = Vec::new();
        folded.filter(move |folded| {
            let is_new = folded.text.chars().count() == characters && !seen.contains(&folded.text);
            if is_new {
                seen.push(folded.text.clone());
            }
            is_new
        })
    }

    fn of(text: &str, line_end: Option<&str>, form: Form, last: LastLineEnd) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), what: Vec::new(), drifts: Vec::new() };
        let kept = match last {
            LastLineEnd::None => text.trim_end_matches(['\r', '\n']),
            LastLineEnd::AsNow | LastLineEnd::OneMore => text,
        };
        let (mut here, mut there) = (0, 0);
        for piece in kept.graphemes(true) {
            let start = folded.text.len();
            match (is_line_end(piece), line_end, form) {
                (true, Some(line_end), _) => folded.text.push_str(line_end),
                (false, _, Form::Composed) if !piece.is_ascii() => folded.text.extend(piece.nfc()),
                (false, _, Form::Decomposed) if !piece.is_ascii() => folded.text.extend(piece.nfd()),
                _ => folded.text.push_str(piece),
            }
            let (old, now) = (folded.text[start..].chars().count(), piece.chars().count());
            (here, there) = (here + old, there + now);
            if old != now {
                folded.drifts.push((here, there));
            }
        }
        if last == LastLineEnd::OneMore {
            folded.text.push_str(line_end.unwrap_or_else(|| first_line_end(text)));
        }
        folded.what = [
            (line_end.is_some(), "its line ends"),
            (form != Form::AsNow, "its normal form (how accents are stored)"),
            (last != LastLineEnd::AsNow, "the line end at its end"),
        ]
        .into_iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, what)| what)
        .collect();
        folded
    }

    /// Where a code point of this text is in the article, in code points.
    fn in_article(&self, code_point: usize) -> usize {
        let after = self.drifts.partition_point(|(here, _)| *here <= code_point);
        let (here, there) = after.checked_sub(1).map_or((0, 0), |nth| self.drifts[nth]);
        there + (code_point - here)
    }

    /// Where a selector stands in the article, if it stands here exactly, with all that was around it.
    fn span(&self, selector: &Selector, old: &Document, document: &Document) -> Option<Span> {
        if !selector.holds(old) {
            return None;
        }
        let start = document.byte_of_code_point(self.in_article(selector.start))?;
        let end = document.byte_of_code_point(self.in_article(selector.end))?;
        document.span(start..end)
    }

    /// The places of those that had one, if all of them stand here exactly.
    fn places(&self, document: &Document, formers: &[Former<'_>]) -> Option<Vec<Vec<Span>>> {
        let old = Document::new(document.name(), self.text.as_str()).ok()?;
        let placed = formers.iter().filter(|former| former.standing == Standing::Placed);
        let spans = |former: &Former<'_>| former.selectors.iter().map(|it| self.span(it, &old, document)).collect();
        placed.map(spans).collect()
    }
}

/// What has become of the annotations of an article of which only the setting changed; `None` for one that changed
/// otherwise. Those that had no place are left open: what is around them may have changed.
pub(super) fn kept(document: &Document, article: Article, formers: &[Former<'_>]) -> Option<Vec<Option<Anchored>>> {
    let Article::Changed(Some(characters)) = article else { return None };
    let mut places = Folded::all(document, characters).filter_map(|folded| folded.places(document, formers));
    let certain = places.next()?;
    // Two explanations have to come to the same.
    if places.any(|other| other != certain) {
        return None;
    }
    let mut certain = certain.into_iter();
    let outcome = |former: &Former<'_>| match former.standing {
        Standing::Placed => certain.next().map(Anchored::Kept),
        Standing::Orphan | Standing::Undecided => None,
    };
    Some(formers.iter().map(outcome).collect())
}

/// How many code points a text has in each setting, so that only those are made that can be the old text.
struct Counts {
    line_ends: usize,
    in_line_ends: usize,
    /// By the order of [`FORMS`].
    others: [usize; FORMS.len()],
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self { line_ends: 0, in_line_ends: 0, others: [0; FORMS.len()] };
        for piece in text.graphemes(true) {
            let now = piece.chars().count();
            if is_line_end(piece) {
                counts.line_ends += 1;
                counts.in_line_ends += now;
            } else if piece.is_ascii() {
                counts.others.iter_mut().for_each(|count| *count += now);
            } else {
                let each = [now, piece.nfc().count(), piece.nfd().count()];
                counts.others.iter_mut().zip(each).for_each(|(count, of_piece)| *count += of_piece);
            }
        }
        counts
    }

    /// Whether a setting may have so many code points.
    fn allow(&self, (line_end, form, last): (Option<&str>, Form, LastLineEnd), characters: usize) -> bool {
        let in_line_ends = line_end.map_or(self.in_line_ends, |line_end| line_end.len() * self.line_ends);
        let all = in_line_ends + self.others[form as usize];
        match last {
            LastLineEnd::AsNow => all == characters,
            LastLineEnd::None => all > characters,
            LastLineEnd::OneMore => (1..=2).contains(&characters.saturating_sub(all)),
        }
    }
}

fn is_line_end(piece: &str) -> bool {
    matches!(piece, "\n" | "\r\n" | "\r")
}

fn first_line_end(text: &str) -> &str {
    let line_end = text.graphemes(true).find(|piece| is_line_end(piece));
    line_end.unwrap_or("\n")
}
