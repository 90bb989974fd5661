//! What can be written down about an annotation, and how each of it is text.

use crate::model::{Annotation, Evidence};

/// A piece of an annotation that is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The remark.
    Note,
    /// Free words.
    Tags,
    /// What the check rests on.
    Evidence,
    /// What the article should say.
    Correction,
    /// What the author was asked.
    Question,
    /// What the author answered.
    Answer,
    /// When a reply was asked for.
    ReplyAsked,
    /// The reply.
    ReplyReceived,
    /// When it came.
    ReplyOn,
    /// When a reply was refused.
    ReplyRefused,
    /// Why nobody need be asked.
    ReplyWaived,
}

impl Field {
    /// Its name, as the screen calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Evidence => "evidence",
            Self::Correction => "correction",
            Self::Question => "question to the author",
            Self::Answer => "the author's answer",
            Self::ReplyAsked => "reply asked for on",
            Self::ReplyReceived => "reply",
            Self::ReplyOn => "reply came on",
            Self::ReplyRefused => "reply refused on",
            Self::ReplyWaived => "no reply needed, because",
        }
    }

    /// Its name in the configuration.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Evidence => "evidence",
            Self::Correction => "correction",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::ReplyAsked => "reply-asked",
            Self::ReplyReceived => "reply",
            Self::ReplyOn => "reply-on",
            Self::ReplyRefused => "reply-refused",
            Self::ReplyWaived => "reply-waived",
        }
    }

    /// How it is written, where that isn't plain.
    pub fn form(self) -> &'static str {
        match self {
            Self::Tags => "words with blanks between",
            Self::Evidence => {
                "a line each: source | place in it | supports, contradicts or context | primary or secondary | date | note"
            }
            _ if self.is_date() => "a date such as 2026-11-22, or a time",
            Self::ReplyWaived => "a reason, e.g. nobody is accused of anything",
            _ => "",
        }
    }

    /// Whether it holds a date.
    pub fn is_date(self) -> bool {
        matches!(self, Self::ReplyAsked | Self::ReplyOn | Self::ReplyRefused)
    }

    /// Its text in an annotation.
    pub fn read(self, annotation: &Annotation) -> String {
        let check = &annotation.check;
        match self {
            Self::Note => annotation.note.clone(),
            Self::Tags => annotation.tags.join(" "),
            Self::Evidence => check.evidence.iter().map(Evidence::line).collect::<Vec<_>>().join("\n"),
            Self::Correction => check.correction.clone(),
            Self::Question => check.question.clone(),
            Self::Answer => check.answer.clone(),
            Self::ReplyAsked => check.reply_asked.clone(),
            Self::ReplyReceived => check.reply_received.clone(),
            Self::ReplyOn => check.reply_on.clone(),
            Self::ReplyRefused => check.reply_refused.clone(),
            Self::ReplyWaived => check.reply_waived.clone(),
        }
    }

    /// Puts a text into an annotation.
    pub fn write(self, annotation: &mut Annotation, text: String) {
        let check = &mut annotation.check;
        match self {
            Self::Note => annotation.note = text,
            Self::Tags => annotation.tags = text.split_whitespace().map(str::to_owned).collect(),
            Self::Evidence => check.evidence = evidence(&text, &check.evidence),
            Self::Correction => check.correction = text,
            Self::Question => check.question = text,
            Self::Answer => check.answer = text,
            Self::ReplyAsked => check.reply_asked = text,
            Self::ReplyReceived => check.reply_received = text,
            Self::ReplyOn => check.reply_on = text,
            Self::ReplyRefused => check.reply_refused = text,
            Self::ReplyWaived => check.reply_waived = text,
        }
    }
}

/// The evidence that the lines say; each line keeps what the earlier evidence of its place held beyond the line.
fn evidence(text: &str, earlier: &[Evidence]) -> Vec<Evidence> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .enumerate()
        .map(|(nth, line)| {
            let extra = earlier.get(nth).map(|it| it.extra.clone()).unwrap_or_default();
            Evidence { extra, ..Evidence::of_line(line).0 }
        })
        .collect()
}
