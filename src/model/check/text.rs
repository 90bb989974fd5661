//! The texts of a check: one row each, from which the record, every format, the screen and the command line are made.
//!
//! A new text is a row here with its words, the key of the card among them if somebody writes it there.

use super::Status;
use crate::model::event::EventKind;
use crate::model::evidence::Evidence;
use crate::model::extra::Extra;

/// The part of the work on a claim that a text belongs to, which says who writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckPart {
    /// The work on the claim itself: written by hand.
    Finding,
    /// The right of reply: written by hand.
    Reply,
    /// The status: written with it, and by hand where somebody else reached it.
    Verdict,
    /// The record as such: written by the program alone.
    Record,
}

/// The key that writes a text on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardKey {
    /// The key.
    pub key: char,
    /// Its help.
    pub help: &'static str,
    /// The same in a word or two, for the bottom line.
    pub hint: &'static str,
}

const fn key(key: char, help: &'static str, hint: &'static str) -> CardKey {
    CardKey { key, help, hint }
}

/// All that is known of a text.
#[derive(Clone, Copy, Debug)]
pub struct CheckTextRow {
    /// The text.
    pub text: CheckText,
    /// Its name in files.
    pub name: &'static str,
    /// Its name on the command line: the same with `-` for `_`.
    pub option: &'static str,
    /// Its meaning in a few words, for the schema and the help.
    pub about: &'static str,
    /// The part of the work that it belongs to.
    pub part: CheckPart,
    /// True for a date or a time, false for other text.
    pub is_date: bool,
    /// The text that it is the date of, and without which it says nothing.
    pub date_of: Option<CheckText>,
    /// What happened on its date, for the log.
    pub event: Option<EventKind>,
    /// Its name on the screen.
    pub screen: &'static str,
    /// Its name in reports; empty for a date that stands with the text it belongs to.
    pub report: &'static str,
    /// How to write it, where that isn't plain.
    pub form: &'static str,
    /// Its key on the card; none for what isn't written there.
    pub card: Option<CardKey>,
    get: fn(&Check) -> &String,
    get_mut: fn(&mut Check) -> &mut String,
}

/// Makes the record and the table of its texts from one row a text.
macro_rules! texts {
    ($($field:ident $text:ident $option:literal $about:literal { $($key:ident: $value:expr),+ $(,)? })+) => {
        /// The record of one claim's check.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Check {
            /// How far it is and what it found.
            pub status: Status,
            /// The evidence it rests on.
            pub evidence: Vec<Evidence>,
            $(#[doc = $about] pub $field: String,)+
            /// Fields of a newer program, kept.
            pub extra: Extra,
        }

        /// A text of a check.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum CheckText {
            $(#[doc = $about] $text,)+
        }

        /// Each text of a check, in the order of the file.
        pub const CHECK_TEXTS: &[CheckTextRow] = &[$(CheckTextRow {
            text: CheckText::$text,
            name: stringify!($field),
            option: $option,
            about: $about,
            get: |check| &check.$field,
            get_mut: |check| &mut check.$field,
            $($key: $value,)+
        },)+];
    };
}

texts! {
    correction Correction "correction" "The wording that would be right" {
        part: CheckPart::Finding, is_date: false, date_of: None, event: None,
        screen: "correction", report: "Correction", form: "",
        card: Some(key('c', "correction", "correction")),
    }
    question Question "question" "The question to the author" {
        part: CheckPart::Finding, is_date: false, date_of: None, event: None,
        screen: "question to the author", report: "Question to the author", form: "",
        card: Some(key('q', "question to the author", "question")),
    }
    answer Answer "answer" "The author's answer" {
        part: CheckPart::Finding, is_date: false, date_of: None, event: None,
        screen: "the author's answer", report: "Answer", form: "",
        card: Some(key('a', "the author's answer", "answer")),
    }
    reply_asked ReplyAsked "reply-asked" "The day the claim's subject was asked for a reply" {
        part: CheckPart::Reply, is_date: true, date_of: None, event: Some(EventKind::ReplyAsked),
        screen: "reply asked for on", report: "Reply asked for", form: "",
        card: Some(key('r', "when a reply was asked for", "reply asked")),
    }
    reply_received ReplyReceived "reply-received" "The subject's reply" {
        part: CheckPart::Reply, is_date: false, date_of: None, event: None,
        screen: "reply", report: "Reply", form: "",
        card: Some(key('y', "the reply", "reply")),
    }
    reply_on ReplyOn "reply-on" "The day the reply came" {
        part: CheckPart::Reply, is_date: true, date_of: Some(CheckText::ReplyReceived), event: Some(EventKind::ReplyReceived),
        screen: "reply came on", report: "Reply came on", form: "",
        card: Some(key('o', "when it came", "reply came")),
    }
    reply_refused ReplyRefused "reply-refused" "The day the subject declined to reply" {
        part: CheckPart::Reply, is_date: true, date_of: None, event: Some(EventKind::ReplyRefused),
        screen: "reply refused on", report: "Reply refused", form: "",
        card: Some(key('f', "when a reply was refused", "refused")),
    }
    reply_waived ReplyWaived "reply-waived" "The reason that no reply is needed" {
        part: CheckPart::Reply, is_date: false, date_of: None, event: None,
        screen: "no reply needed, because", report: "No reply needed", form: "a reason, e.g. nobody is accused of anything",
        card: Some(key('w', "why nobody need be asked for one", "not needed")),
    }
    checked_by CheckedBy "checked-by" "The checker who reached the status" {
        part: CheckPart::Verdict, is_date: false, date_of: None, event: None,
        screen: "checked by", report: "Checked", form: "",
        card: None,
    }
    checked_on CheckedOn "checked-on" "The day the status was reached" {
        part: CheckPart::Verdict, is_date: true, date_of: Some(CheckText::CheckedBy), event: None,
        screen: "checked on", report: "", form: "",
        card: None,
    }
    begun_by BegunBy "begun-by" "The person who began this record" {
        part: CheckPart::Record, is_date: false, date_of: None, event: None,
        screen: "check begun by", report: "Check begun", form: "",
        card: None,
    }
    begun_on BegunOn "begun-on" "The time it was begun" {
        part: CheckPart::Record, is_date: true, date_of: Some(CheckText::BegunBy), event: None,
        screen: "check begun on", report: "", form: "",
        card: None,
    }
    changed_by ChangedBy "changed-by" "The person who changed this record last" {
        part: CheckPart::Record, is_date: false, date_of: None, event: None,
        screen: "check changed by", report: "Check changed", form: "",
        card: None,
    }
    changed_on ChangedOn "changed-on" "The time it was changed last" {
        part: CheckPart::Record, is_date: true, date_of: Some(CheckText::ChangedBy), event: None,
        screen: "check changed on", report: "", form: "",
        card: None,
    }
}

impl CheckText {
    /// All that is known of it.
    pub fn row(self) -> &'static CheckTextRow {
        &CHECK_TEXTS[self as usize]
    }

    /// Its date, for a text that has one.
    pub fn date(self) -> Option<Self> {
        CHECK_TEXTS.iter().find(|row| row.date_of == Some(self)).map(|row| row.text)
    }
}

impl CheckTextRow {
    /// True for what somebody writes on the card.
    pub fn is_typed(&self) -> bool {
        matches!(self.part, CheckPart::Finding | CheckPart::Reply)
    }
}

impl Check {
    /// A text.
    pub fn text(&self, text: CheckText) -> &String {
        (text.row().get)(self)
    }

    /// A text, to be changed.
    pub fn text_mut(&mut self, text: CheckText) -> &mut String {
        (text.row().get_mut)(self)
    }
}

/// A field of a check that can be emptied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckField {
    /// The status, with who reached it and when.
    Status,
    /// All of the evidence.
    Evidence,
    /// A text, with its date.
    Text(CheckText),
}

impl CheckField {
    /// Every field that is not the program's own, in the order of the file.
    pub fn all() -> impl Iterator<Item = Self> {
        let texts = CHECK_TEXTS.iter().filter(|row| row.part != CheckPart::Record).map(|row| Self::Text(row.text));
        [Self::Status, Self::Evidence].into_iter().chain(texts)
    }

    /// The field of that name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|field| field.name() == name)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Evidence => "evidence",
            Self::Text(text) => text.row().option,
        }
    }

    /// Its meaning in a few words.
    pub fn help(self) -> &'static str {
        match self {
            Self::Status => "The verdict: back to unchecked",
            Self::Evidence => "All of the evidence",
            Self::Text(text) => text.row().about,
        }
    }

    /// Empties it.
    pub fn clear(self, check: &mut Check) {
        match self {
            Self::Status => {
                check.status = Status::Unchecked;
                for row in CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Verdict) {
                    check.text_mut(row.text).clear();
                }
            }
            Self::Evidence => check.evidence.clear(),
            Self::Text(text) => {
                check.text_mut(text).clear();
                // Whoever takes the name of a checker away may leave the day of the check.
                if let Some(date) = text.date().filter(|_| text.row().is_typed()) {
                    check.text_mut(date).clear();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_about_its_own_text_and_has_all_its_words() {
        let mut check = Check::default();
        for (nth, row) in CHECK_TEXTS.iter().enumerate() {
            assert_eq!((row.text as usize, row.text.row().name), (nth, row.name));
            assert_eq!(row.option, row.name.replace('_', "-"));
            assert!(!row.about.is_empty() && !row.about.ends_with('.') && !row.screen.is_empty(), "{}", row.name);
            row.name.clone_into(check.text_mut(row.text));
        }
        for row in CHECK_TEXTS {
            assert_eq!(check.text(row.text), row.name);
        }
    }

    #[test]
    fn a_date_belongs_to_a_text_of_its_own_part_and_only_dates_happen() {
        for row in CHECK_TEXTS {
            assert!(row.is_date || (row.date_of.is_none() && row.event.is_none()), "{}", row.name);
            assert!(
                row.date_of.is_none_or(|of| of.row().part == row.part && of.date() == Some(row.text)),
                "{}",
                row.name
            );
            assert!(!row.report.is_empty() || row.date_of.is_some(), "no report shows {}", row.name);
            assert!(row.form.is_empty() || row.is_typed(), "{}", row.name);
        }
    }
}
