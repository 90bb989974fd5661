//! Evidence: what a check rests on, and how a piece of it is written on one line.

use super::annotation::Extra;
use super::date::is_date;
use super::named::named;

named! {
    /// What a piece of evidence does to the claim.
    Stance STANCES {
        Supports "supports" "speaks for the claim";
        Contradicts "contradicts" "speaks against the claim";
        Context "context" "needed to understand it";
    }
}

named! {
    /// How near the evidence is to the matter.
    Rank RANKS {
        Primary "primary" "the document, the record, the witness";
        Secondary "secondary" "somebody's account of it";
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A web address, or the name of a document.
    pub source: String,
    /// Where in it: a page, a paragraph, a minute.
    pub locator: String,
    /// What it does to the claim.
    pub stance: Stance,
    /// How near it is to the matter.
    pub rank: Rank,
    /// When it was published or looked up: an RFC 3339 date or time, or empty.
    pub date: String,
    /// Anything else.
    pub note: String,
    /// Fields of a newer program, kept.
    pub extra: Extra,
}

/// What separates the parts of a piece of evidence on its line.
const PART: &str = " | ";

/// What a line of evidence doesn't say as it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceFlaw {
    /// There is no source.
    #[error("evidence starts with its source: a web address or the name of a document")]
    NoSource,
    /// What should be a stance is none.
    #[error("`{0}` is none of {names}", names = names(STANCES.iter().map(|row| row.1)))]
    NoStance(String),
    /// What should be a rank is none.
    #[error("`{0}` is none of {names}", names = names(RANKS.iter().map(|row| row.1)))]
    NoRank(String),
}

fn names(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

impl Evidence {
    /// The evidence as a line: `source | place in it | stance | rank | date | note`, the date only where there is one.
    pub fn line(&self) -> String {
        let (stance, rank) = (self.stance.name(), self.rank.name());
        let mut parts = vec![self.source.as_str(), &self.locator, stance, rank];
        // A note that starts as a date does would be taken for one.
        let looks_dated = is_date(first_part(&self.note).0) || self.note.trim_start().starts_with('|');
        if !self.date.is_empty() || looks_dated {
            parts.push(&self.date);
        }
        parts.push(&self.note);
        let line = parts.iter().map(|part| part.replace('\n', " ")).collect::<Vec<_>>().join(PART);
        line.strip_suffix(PART).map(str::to_owned).unwrap_or(line)
    }

    /// What a line says, all but its source being free to be left out, and the first thing in it that says nothing.
    pub fn of_line(line: &str) -> (Self, Option<EvidenceFlaw>) {
        let mut parts = line.splitn(5, '|').map(str::trim);
        let mut next = || parts.next().unwrap_or_default();
        let (source, locator, stance, rank, rest) = (next(), next(), next(), next(), next());
        let (date, note) = match first_part(rest) {
            (date, note) if is_date(date) => (date, note.unwrap_or_default()),
            ("", Some(note)) => ("", note),
            _ => ("", rest),
        };
        let flaws = [
            source.is_empty().then_some(EvidenceFlaw::NoSource),
            (!stance.is_empty() && Stance::named(stance).is_none()).then(|| EvidenceFlaw::NoStance(stance.to_owned())),
            (!rank.is_empty() && Rank::named(rank).is_none()).then(|| EvidenceFlaw::NoRank(rank.to_owned())),
        ];
        let evidence = Self {
            source: source.to_owned(),
            locator: locator.to_owned(),
            stance: Stance::named(stance).unwrap_or_default(),
            rank: Rank::named(rank).unwrap_or_default(),
            date: date.to_owned(),
            note: note.to_owned(),
            extra: Extra::default(),
        };
        (evidence, flaws.into_iter().flatten().next())
    }
}

/// What stands before the first bar of a text, and what stands after it if there is one.
fn first_part(text: &str) -> (&str, Option<&str>) {
    match text.split_once('|') {
        Some((first, rest)) => (first.trim(), Some(rest.trim())),
        None => (text.trim(), None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_of_evidence_needs_its_source_only() {
        let bare = Evidence { source: "minutes.pdf".into(), ..Evidence::default() };
        assert_eq!(Evidence::of_line("minutes.pdf"), (bare, None));
        let (full, flaw) = Evidence::of_line("minutes.pdf | page 4 | contradicts | secondary | 12 | not 14");
        assert_eq!((full.locator.as_str(), full.stance, full.rank), ("page 4", Stance::Contradicts, Rank::Secondary));
        assert_eq!((full.note.as_str(), full.date.as_str(), flaw), ("12 | not 14", "", None));
        let dated = Evidence::of_line("minutes.pdf||||2026-11-20|not 14").0;
        assert_eq!((dated.date.as_str(), dated.note.as_str()), ("2026-11-20", "not 14"));
    }

    #[test]
    fn what_a_line_says_wrongly_is_told_with_the_names_there_are() {
        let flaw = |line| Evidence::of_line(line).1.map(|flaw| flaw.to_string()).unwrap_or_default();
        assert_eq!(flaw(" |page 4"), "evidence starts with its source: a web address or the name of a document");
        assert_eq!(flaw("a||proves"), "`proves` is none of supports, contradicts, context");
        assert_eq!(flaw("a|||best"), "`best` is none of primary, secondary");
    }

    proptest! {
        #[test]
        fn any_evidence_is_read_as_it_was_written(
            source in "[a-z:/]{1,9}", locator in "[a-z 0-9]{0,6}", (stance, rank) in (0..STANCES.len(), 0..RANKS.len()),
            date in prop_oneof![Just(""), Just("2026-11-23"), Just("2026-11-23T10:00:00Z")],
            note in "(2026-11-23)?[ |]{0,2}[a-z|]{0,6}",
        ) {
            let (stance, rank) = (STANCES[stance].0, RANKS[rank].0);
            let (locator, note) = (locator.trim().to_owned(), note.trim().to_owned());
            let evidence = Evidence { source, locator, stance, rank, date: date.into(), note, extra: Extra::default() };
            prop_assert_eq!(Evidence::of_line(&evidence.line()), (evidence, None));
        }
    }
}
