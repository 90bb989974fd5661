//! What is known of an annotation beside its text, as a list of named facts.

use crate::model::{Annotation, Evidence, Label, Status};

/// One thing that is known of an annotation.
pub(in crate::formats) enum Fact<'a> {
    /// How far the check is.
    Status(Status),
    /// What the check rests on, at least one.
    Evidence(&'a [Evidence]),
    /// Something that somebody wrote, and what it is.
    Written(&'static str, &'a str),
    /// Free words, at least one.
    Tags(&'a [String]),
}

/// All that is known of an annotation, in the order in which it is read; what is empty is left out.
pub(in crate::formats) fn facts(annotation: &Annotation) -> Vec<Fact<'_>> {
    let check = &annotation.check;
    let mut facts = Vec::new();
    // A claim that nobody has checked is worth saying, anything else is not.
    if annotation.label == Label::Claim || !check.is_blank() {
        facts.push(Fact::Status(check.status));
    }
    if !check.evidence.is_empty() {
        facts.push(Fact::Evidence(&check.evidence));
    }
    let written = [
        ("Correction", &check.correction),
        ("Question to the author", &check.question),
        ("Answer", &check.answer),
        ("Reply asked for", &check.reply_asked),
        ("Reply", &check.reply_received),
        ("Reply came on", &check.reply_on),
        ("Reply refused", &check.reply_refused),
        ("No reply needed", &check.reply_waived),
        ("Checked by", &check.checked_by),
        ("Checked on", &check.checked_on),
        ("Check begun by", &check.begun_by),
        ("Check begun on", &check.begun_on),
        ("Check changed by", &check.changed_by),
        ("Check changed on", &check.changed_on),
        ("Note", &annotation.note),
    ];
    facts.extend(written.into_iter().filter_map(filled));
    if !annotation.tags.is_empty() {
        facts.push(Fact::Tags(&annotation.tags));
    }
    let made = [
        ("Marked by", &annotation.creator),
        ("Marked on", &annotation.created),
        ("Changed by", &annotation.changed_by),
        ("Changed on", &annotation.changed),
    ];
    facts.extend(made.into_iter().filter_map(filled));
    facts
}

fn filled<'a>((name, text): (&'static str, &'a String)) -> Option<Fact<'a>> {
    (!text.is_empty()).then_some(Fact::Written(name, text))
}
