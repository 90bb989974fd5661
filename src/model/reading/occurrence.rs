//! Where else a name stands in the article.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::surname::{Address, Company, around, capitalised_run, is_particle};
use crate::model::document::Document;
use crate::model::fold::{Folded, Folding};
use crate::model::query::Query;
use crate::model::span::Span;

/// So much of the text is searched, in bytes from its start.
pub const SEARCHED_BYTES: usize = 2 * 1024 * 1024;
/// So many places are found at most.
pub const MOST: usize = 2000;
/// What may follow a name that it is no part of.
const POSSESSIVES: [&str; 6] = ["’s", "'s", "ʼs", "’S", "'S", "ʼS"];

impl Document {
    /// The other places of the name that stands at `name`, in text order: whole words, [folded](crate::model::fold) but
    /// in that case or all in capitals, also with a possessive behind. Of a full name also the bare last name, where it is no part of somebody else's. Of a very long
    /// article the first [`SEARCHED_BYTES`] are searched, and no more than [`MOST`] places are found.
    pub fn occurrences(&self, name: Span) -> Vec<Span> {
        let words: Vec<&str> = without_possessive(self.quote(name).trim()).split_whitespace().collect();
        let mut found: Vec<Range<usize>> = vec![name.bytes()];
        let text = Folded::of(self.slice(0..self.offset_at_or_before(SEARCHED_BYTES).byte()), Folding::Reading);
        self.find(&text, &words, &mut found);
        let run = &words[words.len() - capitalised_run(&words)..];
        if let [_, .., last] = run {
            let particles = run.iter().rev().skip(1).take_while(|word| is_particle(word)).count();
            if particles > 0 {
                self.find(&text, &run[run.len() - particles - 1..], &mut found);
            }
            self.find_bare(&text, last, &mut found);
        }
        found.retain(|bytes| *bytes != name.bytes());
        found.sort_unstable_by_key(|bytes| bytes.start);
        found.into_iter().filter_map(|bytes| self.span(bytes)).collect()
    }

    /// The bare last name, where what stands beside it makes nobody else of it.
    fn find_bare(&self, text: &Folded, last: &str, found: &mut Vec<Range<usize>>) {
        let mut places = found.clone();
        self.find(text, &[last], &mut places);
        let mut bare = Vec::new();
        let (mut man, mut woman) = (false, false);
        for bytes in places.split_off(found.len()) {
            let company = self.company(&bytes);
            man |= matches!(company, Company::Addressed(Address::Man));
            woman |= matches!(company, Company::Addressed(Address::Woman));
            bare.push((bytes, company));
        }
        // Where both a man and a woman are addressed by it, it isn't known which of them the full name is.
        let wanted = |company: &Company| match company {
            Company::Alone | Company::Addressed(Address::Either) => true,
            Company::Addressed(_) => !(man && woman),
            Company::Named => false,
        };
        found.extend(bare.into_iter().filter(|(_, company)| wanted(company)).map(|(bytes, _)| bytes));
    }

    /// Adds each place where those words follow each other that doesn't overlap one found before.
    fn find(&self, text: &Folded, words: &[&str], found: &mut Vec<Range<usize>>) {
        let name = words.join(" ");
        let Some(query) = Query::new(&name) else { return };
        let spellings = [Folded::of(&name, Folding::Cased).text, Folded::of(&name.to_uppercase(), Folding::Cased).text];
        let mut taken: Vec<Range<usize>> = found.clone();
        taken.sort_unstable_by_key(|bytes| bytes.start);
        let overlaps = |bytes: &Range<usize>| {
            let next = taken.partition_point(|it| it.end <= bytes.start);
            taken.get(next).is_some_and(|it| it.start < bytes.end)
        };
        let mut from = 0;
        while let Some(bytes) = query.next_in(text, &mut from) {
            if found.len() > MOST {
                break;
            }
            let place = self.slice(bytes.clone());
            if !overlaps(&bytes)
                && is_in_one_paragraph(place)
                && spellings.contains(&Folded::of(place, Folding::Cased).text)
                && is_whole(self.text(), &bytes)
            {
                found.push(bytes);
            }
        }
    }
}

/// Whether no blank line parts the words.
fn is_in_one_paragraph(words: &str) -> bool {
    let between = words.split(|c: char| !c.is_whitespace());
    between.map(|blank| blank.matches('\n').count()).max().unwrap_or_default() < 2
}

/// A name without the `’s` behind it.
fn without_possessive(name: &str) -> &str {
    POSSESSIVES.iter().find_map(|possessive| name.strip_suffix(possessive)).unwrap_or(name)
}

/// Whether some bytes are whole words after UAX #29, but for a possessive behind.
fn is_whole(text: &str, bytes: &Range<usize>) -> bool {
    // Most of what is no whole word is seen at once: no word ends between two letters that have a case.
    let cased = |it: Option<char>| it.is_some_and(|it| it.is_lowercase() || it.is_uppercase() || it.is_ascii_digit());
    let joins = |at: usize| cased(text[..at].chars().next_back()) && cased(text[at..].chars().next());
    if joins(bytes.start) || joins(bytes.end) {
        return false;
    }
    let (start, end) = around(text, bytes);
    // White space begins and ends words, so what lies beyond it can be left out.
    let start = text[start..bytes.start].rfind(char::is_whitespace).map_or(start, |at| start + at);
    let end = text[bytes.end..end].find(char::is_whitespace).map_or(end, |at| bytes.end + at);
    let is_boundary = |place: usize| {
        place == end
            || text[start..end]
                .split_word_bound_indices()
                .take_while(|(at, _)| start + at <= place)
                .last()
                .is_some_and(|(at, _)| start + at == place)
    };
    let possessive = POSSESSIVES.iter().find(|it| text[bytes.end..end].starts_with(**it));
    let ends = is_boundary(bytes.end) || possessive.is_some_and(|it| is_boundary(bytes.end + it.len()));
    ends && (bytes.start == start || is_boundary(bytes.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with each found place in brackets; the name is that between braces.
    fn found(text: &str) -> String {
        let (start, end) = (text.find('{').unwrap(), text.find('}').unwrap() - 1);
        let document = Document::new("a", text.replace(['{', '}'], "")).unwrap();
        let name = document.span(start..end).unwrap();
        let mut out = document.text().to_owned();
        for span in document.occurrences(name).into_iter().rev() {
            out.insert(span.end().byte(), ']');
            out.insert(span.start().byte(), '[');
        }
        out
    }

    #[test]
    fn a_name_is_found_before_and_after_its_place() {
        assert_eq!(found("Orlan paid. {Orlan} left Orlan."), "[Orlan] paid. Orlan left [Orlan].");
        assert_eq!(found("{Orlan}"), "Orlan");
    }

    #[test]
    fn only_whole_words_in_the_same_case_or_in_capitals_are_found() {
        assert_eq!(found("{Ann} met Anna, Joann, ann, ANN and Ann."), "Ann met Anna, Joann, ann, [ANN] and [Ann].");
        assert_eq!(found("{US} and us, Us, US"), "US and us, Us, [US]");
        assert_eq!(found("{Orlan}, Orlan-based, (Orlan) “Orlan”"), "Orlan, [Orlan]-based, ([Orlan]) “[Orlan]”");
        assert_eq!(found("{Ana} Aná Ana\u{301} Anaé Ana2 Ana_ Ana"), "Ana Aná Ana\u{301} Anaé Ana2 Ana_ [Ana]");
    }

    #[test]
    fn a_name_is_the_same_in_whatever_characters_it_is_written() {
        assert_eq!(found("{Zoë} Zoe\u{308} Zoe"), "Zoë [Zoe\u{308}] Zoe");
        assert_eq!(found("{Zoe\u{308}} Zoë"), "Zoe\u{308} [Zoë]");
        assert_eq!(found("{O'Neil} O’Neil O\u{2bc}Neil"), "O'Neil [O’Neil] [O\u{2bc}Neil]");
        assert_eq!(found("{Jean-Luc} Jean\u{2011}Luc, JEAN–LUC"), "Jean-Luc [Jean\u{2011}Luc], [JEAN–LUC]");
        assert_eq!(found("{Griﬁn} Grifin, Gri\u{ad}fin’s"), "Griﬁn [Grifin], [Gri\u{ad}fin]’s");
    }

    #[test]
    fn a_possessive_counts_as_the_name_and_is_left_out() {
        assert_eq!(found("{Orlan} and Orlan’s, Orlan's, Orlan’ll"), "Orlan and [Orlan]’s, [Orlan]'s, Orlan’ll");
        assert_eq!(found("{Orlan’s} house. Orlan left."), "Orlan’s house. [Orlan] left.");
        assert_eq!(found("{James} and James’ dog"), "James and [James]’ dog");
    }

    #[test]
    fn a_name_may_go_on_in_the_next_line_but_not_in_the_next_paragraph() {
        assert_eq!(
            found("{Mara Vey} Mara\nVey Mara\u{a0}Vey Mara\n\nVey,"),
            "Mara Vey [Mara\nVey] [Mara\u{a0}Vey] Mara\n\n[Vey],"
        );
    }

    #[test]
    fn the_bare_last_name_of_a_full_name_is_found_too() {
        assert_eq!(
            found("{Mara Vey} spoke. Then Vey left; Vey’s car."),
            "Mara Vey spoke. Then [Vey] left; [Vey]’s car."
        );
        assert_eq!(found("minister {Mara Vey}, Vey"), "minister Mara Vey, [Vey]");
        assert_eq!(found("{minister Mara Vey} said. Vey"), "minister Mara Vey said. [Vey]");
        assert_eq!(found("Vey quits\n\n{Mara Vey} quit."), "[Vey] quits\n\nMara Vey quit.");
    }

    #[test]
    fn the_last_word_of_what_is_no_full_name_is_not_looked_for() {
        assert_eq!(
            found("{the audit office} in an office, the audit office"),
            "the audit office in an office, [the audit office]"
        );
        assert_eq!(found("{president of Mexico} in Mexico"), "president of Mexico in Mexico");
    }

    #[test]
    fn a_last_name_in_somebody_elses_name_is_left_out() {
        assert_eq!(found("{Mara Vey} met Paul Vey and P. Vey."), "Mara Vey met Paul Vey and P. Vey.");
        assert_eq!(found("{Mara Vey} of Vey Industries, Vey Street"), "Mara Vey of Vey Industries, Vey Street");
        assert_eq!(found("{Mara Vey} and Lea Braun-Vey, Vey-Braun"), "Mara Vey and Lea Braun-Vey, Vey-Braun");
        assert_eq!(
            found("{Mara Vey} left. Paul Vey left with Paul. Vey ran."),
            "Mara Vey left. Paul Vey left with Paul. [Vey] ran."
        );
    }

    #[test]
    fn a_form_of_address_is_no_name_unless_it_is_not_clear_whose() {
        assert_eq!(found("{Mara Vey}. Ms. Vey and Dr Vey"), "Mara Vey. Ms. [Vey] and Dr [Vey]");
        assert_eq!(found("{Mara Vey}. Ms. Vey and Mr. Vey, Vey"), "Mara Vey. Ms. Vey and Mr. Vey, [Vey]");
    }

    #[test]
    fn small_words_belong_to_the_last_name() {
        assert_eq!(
            found("{Ada von der Leyd} is. Here von der Leyd and Leyd."),
            "Ada von der Leyd is. Here [von der Leyd] and [Leyd]."
        );
    }

    #[test]
    fn scripts_without_capitals_and_without_blanks_are_searched_too() {
        assert_eq!(found("{עדי} עדי. עדיה"), "עדי [עדי]. עדיה");
        assert_eq!(found("{大阪}は大阪"), "大阪は[大阪]");
    }

    #[test]
    fn a_very_long_article_is_searched_up_to_its_bounds() {
        let far = format!("{{Orlan}} {}Orlan", "x ".repeat(SEARCHED_BYTES / 2));
        assert!(!found(&far).contains('['));
        let many = found(&format!("{{Orlan}} {}", "Orlan ".repeat(MOST + 50)));
        assert_eq!(many.matches('[').count(), MOST);
    }
}
