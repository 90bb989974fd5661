//! What a quote that isn't in an article may have been meant to be.

use std::iter;

use memchr::memmem;

use crate::model::Document;
use crate::tui::display::safe;

use super::super::lines::Lines;

/// The most words of a quote of which the first ones are looked for.
const MAX_WORDS: usize = 40;
/// How many characters of the article are shown where it goes on otherwise.
const SHOWN_CHARACTERS: usize = 32;

/// Says what in the article comes nearest, if anything does.
pub(super) fn remedy(quote: &str, document: &Document) -> Option<String> {
    let text = document.text();
    let article: String = folded(text).map(|(_, c)| c).collect();
    if let Some((start, end)) = stretch(&fold(quote), &article, text) {
        let lines = Lines::of(document);
        let found = safe(text.get(start..end)?).into_owned();
        let at = lines.at(document.offset_at_or_before(start));
        return Some(format!("{at} has “{found}”: quotes, dashes, blanks and capitals count"));
    }
    let words: Vec<&str> = quote.split_whitespace().take(MAX_WORDS).collect();
    let longest = (2..words.len()).rev().find_map(|count| {
        let start = fold(&words.get(..count)?.join(" "));
        stretch(&start, &article, text)
    });
    longest.and_then(|(start, end)| {
        let at = Lines::of(document).at(document.offset_at_or_before(start));
        let rest: String = text.get(end..)?.chars().take(SHOWN_CHARACTERS).collect();
        let found = safe(text.get(start..end)?).into_owned();
        Some(format!("{at} has “{found}”, but goes on with “{}”", safe(&rest)))
    })
}

/// The bytes of the text that a folded piece of the folded article stands for.
fn stretch(piece: &str, article: &str, text: &str) -> Option<(usize, usize)> {
    if piece.is_empty() {
        return None;
    }
    let first = memmem::find(article.as_bytes(), piece.as_bytes())?;
    let last = first + piece.len();
    let (mut at, mut start) = (0, None);
    for (byte, c) in folded(text).chain(iter::once((text.len(), '\0'))) {
        if at >= first && start.is_none() {
            start = Some(byte);
        }
        if at >= last {
            return Some((start?, trimmed(text, start?, byte)));
        }
        at += c.len_utf8();
    }
    None
}

/// The end without white space before it.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end).map_or(end, |piece| start + piece.trim_end().len())
}

fn fold(text: &str) -> String {
    folded(text.trim()).map(|(_, c)| c).collect()
}

/// The characters of a text in small letters, with straight quotes, plain dashes and single blanks; each with the byte
/// of the text that it comes from.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut after_blank = false;
    text.char_indices().flat_map(move |(at, c)| {
        let plain = plain(c);
        let repeated = plain == ' ' && after_blank;
        after_blank = plain == ' ';
        let kept = (!repeated && plain != '\u{AD}').then(|| plain.to_lowercase());
        kept.into_iter().flatten().map(move |c| (at, c))
    })
}

/// The character as people type it.
fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2BC}' | '`' | '´' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remedy_for(quote: &str) -> Option<String> {
        let text = "The mayor said:\n“It’s a 5–4 vote,\n\nand we   won.” Später kam die Über\u{AD}raschung.";
        remedy(quote, &Document::new("a.txt", text).unwrap())
    }

    #[test]
    fn straight_quotes_other_dashes_blanks_and_capitals_are_seen_through() {
        let found = remedy_for("\"it's a 5-4 vote, and we won.\"").unwrap();
        assert!(found.starts_with("2:1 has ““It’s a 5–4 vote,␊␊and we   won.””: "), "{found}");
        assert!(remedy_for("SPÄTER KAM DIE ÜBERRASCHUNG").unwrap().contains("Später kam die Über<U+00AD>raschung"));
    }

    #[test]
    fn the_first_words_show_where_the_article_goes_on_otherwise() {
        let found = remedy_for("The mayor said: \"It's a tie").unwrap();
        assert!(found.starts_with("1:1 has “The mayor said:␊“It’s a”, but goes on with “ 5–4 vote"), "{found}");
    }

    #[test]
    fn what_is_nowhere_has_no_remedy() {
        assert_eq!(remedy_for("a completely other text"), None);
        assert_eq!(remedy_for(""), None);
        assert_eq!(remedy_for(" \n"), None);
    }
}
