//! What is known of an annotation beside its text, as a list of named facts.

use std::borrow::Cow;

use crate::model::{Annotation, CHECK_TEXTS, Evidence, Label, Status};

/// One thing that is known of an annotation.
pub(in crate::formats) enum Fact<'a> {
    /// How far the check is.
    Status(Status),
    /// What the check rests on, at least one.
    Evidence(&'a [Evidence]),
    /// Something that somebody wrote, and what it is.
    Written(&'static str, Cow<'a, str>),
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
    // A date without a name of its own stands with the text that it is the date of.
    for row in CHECK_TEXTS.iter().filter(|row| !row.report.is_empty()) {
        let on = row.text.date().filter(|date| date.row().report.is_empty());
        let on = on.map_or("", |date| check.text(date));
        facts.extend(filled(row.report, by_and_on(check.text(row.text), on)));
    }
    facts.extend(filled("Note", Cow::Borrowed(&annotation.note)));
    if !annotation.tags.is_empty() {
        facts.push(Fact::Tags(&annotation.tags));
    }
    let made = [
        ("Marked", &annotation.creator, &annotation.created),
        ("Changed", &annotation.changed_by, &annotation.changed),
    ];
    facts.extend(made.into_iter().filter_map(|(name, by, on)| filled(name, by_and_on(by, on))));
    facts
}

fn filled<'a>(name: &'static str, text: Cow<'a, str>) -> Option<Fact<'a>> {
    (!text.is_empty()).then_some(Fact::Written(name, text))
}

/// Who and when in one text.
fn by_and_on<'a>(by: &'a str, on: &'a str) -> Cow<'a, str> {
    match (by.is_empty(), on.is_empty()) {
        (false, false) => format!("{by}, {on}").into(),
        (_, true) => by.into(),
        (true, false) => on.into(),
    }
}
