//! Quotes in short: the first and the last words of a text, which tell where it is.

use unicode_segmentation::UnicodeSegmentation;

use super::super::display;
use super::words;
use crate::model::quotation_mark::is_quotation_mark;

/// How many bytes at either end are looked at for each column, however long the text is.
const BYTES_A_COLUMN: usize = 16;

/// The columns of the sign that the middle is left out, with its blanks.
const OMISSION_COLUMNS: u16 = 3;

/// The two ends of a text. A word is cut only where it is wider than all of the room.
#[derive(Debug, Default)]
struct Ends {
    first: String,
    first_is_cut: bool,
    last: String,
    last_is_cut: bool,
}

/// A text in quotation marks in no more than so many columns, its middle left out where it is longer.
pub fn in_short(text: &str, columns: u16) -> String {
    let short = shortened(text.trim(), columns.saturating_sub(2));
    // Those of the text itself aren't doubled.
    let open = if short.starts_with(is_quotation_mark) { "" } else { "“" };
    let close = match short.starts_with('"') {
        _ if open.is_empty() && short.ends_with(is_quotation_mark) => "",
        true => "\"",
        false => "”",
    };
    format!("{open}{short}{close}")
}

fn shortened(text: &str, room: u16) -> String {
    let most = usize::from(room).saturating_mul(BYTES_A_COLUMN);
    let head: Vec<&str> = words(text.get(..text.floor_char_boundary(most)).unwrap_or_default()).collect();
    let whole = head.iter().map(|word| display::safe(word)).collect::<Vec<_>>().join(" ");
    if text.len() <= most && display::width(&whole) <= room {
        return whole;
    }
    let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(most))..).unwrap_or_default();
    let mut tail: Vec<&str> = words(tail).collect();
    tail.reverse();
    if let Some(word) = head.first() {
        let columns = display::width(word);
        if columns < room && columns > room.saturating_sub(OMISSION_COLUMNS) {
            return format!("{}…", display::safe(word));
        }
    }
    ends(&head, &tail, room).joined()
}

/// As many words of either end as there is room for, the shorter end first.
fn ends(head: &[&str], tail: &[&str], room: u16) -> Ends {
    let both = room.saturating_sub(OMISSION_COLUMNS);
    let is_too_wide = |word: &&&str| display::width(word) >= room;
    let mut ends = Ends::default();
    if let Some(word) = head.first().filter(is_too_wide) {
        ends.first = start_of(word, both / 2);
        ends.first_is_cut = true;
    }
    if let Some(word) = tail.first().filter(is_too_wide) {
        ends.last = end_of(word, both / 2);
        ends.last_is_cut = true;
    }
    let (mut from_start, mut from_end) = (head.iter().peekable(), tail.iter().peekable());
    loop {
        let (first, last) = (display::width(&ends.first), display::width(&ends.last));
        let room = both.saturating_sub(first.saturating_add(last));
        let blank = |side: u16| if side > 0 { " " } else { "" };
        let fits = |word: &&&str, side: u16| display::width(word).saturating_add(u16::from(side > 0)) <= room;
        let next_first = from_start.peek().copied().filter(|word| !ends.first_is_cut && fits(word, first));
        let next_last = from_end.peek().copied().filter(|word| !ends.last_is_cut && fits(word, last));
        match (next_first, next_last) {
            (Some(word), other) if first <= last || other.is_none() => {
                ends.first.push_str(blank(first));
                ends.first.push_str(&display::safe(word));
                from_start.next();
            }
            (_, Some(word)) => {
                ends.last = format!("{}{}{}", display::safe(word), blank(last), ends.last);
                from_end.next();
            }
            _ => return ends,
        }
    }
}

impl Ends {
    fn joined(self) -> String {
        // The sign of an omission that is there already isn't said twice.
        let (first, last) = (self.first.trim_end_matches(" […]"), self.last.trim_start_matches("[…] "));
        let blank = |is_cut: bool| if is_cut || first.is_empty() || last.is_empty() { "" } else { " " };
        let between = format!("{}…{}", blank(self.first_is_cut), blank(self.last_is_cut));
        format!("{first}{between}{last}")
    }
}

fn start_of(word: &str, columns: u16) -> String {
    display::safe(&within(word.graphemes(true), columns).concat()).into_owned()
}

fn end_of(word: &str, columns: u16) -> String {
    let mut last = within(word.graphemes(true).rev(), columns);
    last.reverse();
    display::safe(&last.concat()).into_owned()
}

fn within<'a>(graphemes: impl Iterator<Item = &'a str>, columns: u16) -> Vec<&'a str> {
    let mut used = 0_u16;
    let fits = |grapheme: &&str| {
        used = used.saturating_add(display::columns(grapheme));
        used <= columns
    };
    graphemes.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quote_in_short_is_its_first_and_last_words() {
        let text =
            "Some 58,000 vehicles a day have since been sent inland by way of Quilloway—a detour of 46 kilometres";
        assert_eq!(in_short(text, 200), format!("“{text}”"));
        assert_eq!(in_short(text, 32), "“Some 58,000 … of 46 kilometres”");
        assert_eq!(in_short(text, 24), "“Some … 46 kilometres”");
        assert_eq!(in_short("The company sent\nits resources", 20), "“The … resources”");
        assert_eq!(in_short("“It holds,” she said", 22), "“It holds,” she said”");
        assert_eq!(in_short("\"It holds,\" she said", 22), "\"It holds,\" she said\"");
        assert_eq!(in_short("“The dam is safe and always was", 8), "“The…”");
        assert_eq!(in_short("“It holds,” she said, “as it always did.”", 24), "“It holds,” … did.”");
    }

    #[test]
    fn a_word_too_wide_for_its_place_beside_another_stands_alone_and_one_too_wide_for_all_is_cut() {
        assert_eq!(in_short("Inspectors found cables", 14), "“Inspectors…”");
        assert_eq!(in_short("https://example.org/a/b?c", 20), "“https:/…g/a/b?c”");
        assert_eq!(in_short("彼は「東京。」と、言ったのである", 17), "“彼は「…である”");
        assert_eq!(in_short("see https://example.org/a/b?c", 16), "“see …a/b?c”");
    }

    #[test]
    fn between_two_pieces_one_omission_is_said_once() {
        assert_eq!(in_short("The crossing […] was shut at 4:40 on Monday", 26), "“The crossing … on Monday”");
    }

    proptest! {
        #[test]
        fn a_quote_in_short_fits_and_has_only_whole_words_but_of_those_wider_than_the_room(
            text in "([a-z]{1,9}[,.]? |\\PC{1,4} |“[a-z]+” |[a-z]{20,60} |[a-z]{1,3}\n){1,20}",
            columns in 12_u16..60,
        ) {
            let short = in_short(&text, columns);
            prop_assert!(display::width(&short) <= columns, "{short} is wider than {columns}");
            let all: Vec<String> = words(text.trim()).map(|word| display::safe(word).into_owned()).collect();
            let bare = |word: &str| word.trim_matches(is_quotation_mark).trim_matches('…').to_owned();
            let known: Vec<String> = all.iter().map(|word| bare(word)).collect();
            let is_part = |word: &str| all.iter().any(|all| display::width(all) >= columns - 2 && all.contains(word));
            for word in short.split([' ', '…']).map(bare).filter(|word| !word.is_empty()) {
                prop_assert!(known.contains(&word) || is_part(&word), "{word:?} in {short} of {text:?}");
            }
        }
    }
}
