//! The place of an article that a quote which isn't in it may have been meant for.

use crate::model::{Document, Query, Span};
use crate::tui::display::safe;

use super::super::lines::Lines;

/// The most words of a quote of which the first ones are looked for.
const MAX_WORDS: usize = 40;
/// How many characters of the article are shown where it goes on otherwise.
const SHOWN_CHARACTERS: usize = 32;

/// Says what in the article comes nearest, if anything does.
pub(super) fn remedy(quote: &str, document: &Document) -> Option<String> {
    let quote = quote.trim();
    if let Some(span) = first(quote, document) {
        return Some(format!("{}: quotes, dashes, blanks and capitals count", found(span, document)));
    }
    let words: Vec<&str> = quote.split_whitespace().take(MAX_WORDS).collect();
    let span = (2..words.len()).rev().find_map(|count| first(&words.get(..count)?.join(" "), document))?;
    let rest: String = document.text().get(span.end().byte()..)?.chars().take(SHOWN_CHARACTERS).collect();
    Some(format!("{}, but goes on with “{}”", found(span, document), safe(&rest)))
}

/// The first place that a reader would take for a text.
fn first(text: &str, document: &Document) -> Option<Span> {
    Query::new(text)?.places(document).next()
}

fn found(span: Span, document: &Document) -> String {
    format!("{} has “{}”", Lines::of(document).at(span.start()), safe(document.quote(span)))
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
