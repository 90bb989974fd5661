//! One annotation that is here and in a file: field by field, what it is then and where the two differ.

use super::super::damaged::shown;
use super::super::feature::Feature;
use super::rules::{Policy, Rules, Take};
use crate::model::check::{CHECK_TEXTS, CheckPart};
use crate::model::{Annotation, Check, Document, Evidence, Place, Spans};

/// What became of an annotation that is here and in a file.
pub(super) struct Met {
    /// The annotation with what is taken from the file.
    pub(super) after: Annotation,
    /// Each field in which one side had to give way, in words.
    pub(super) differences: Vec<String>,
}

/// Compares the two. What the file doesn't say counts as taken out of it only `by_id`: where the file had it from us.
pub(super) fn meet(ours: &Annotation, theirs: &Annotation, by_id: bool, rules: Rules<'_>) -> Met {
    let mut judge = Judge { rules, by_id, differences: Vec::new() };
    let mut after = ours.clone();
    let holds = |feature| rules.holds.contains(&feature);
    if !theirs.spans().is_empty() && judge.place(ours, theirs) {
        let bare = |spans: &Spans| rules.document.and_then(|document| document.all_without_blanks(spans));
        after.place = match &theirs.place {
            Place::Spans(spans) => Place::Spans(bare(spans).unwrap_or_else(|| spans.clone())),
            other => other.clone(),
        };
    }
    if judge.takes("label", true, &ours.label, &theirs.label, |_| false, |it| it.name().to_owned()) {
        after.label = theirs.label;
    }
    if judge.takes_text("note", holds(Feature::Notes), &ours.note, &theirs.note) {
        after.note.clone_from(&theirs.note);
    }
    after.tags = judge.tags(&ours.tags, &theirs.tags, holds(Feature::Tags));
    after.check = judge.check(&ours.check, &theirs.check, holds(Feature::Checks));
    if judge.takes_text("fields that this version doesn’t know", false, &ours.extra.0, &theirs.extra.0) {
        after.extra.clone_from(&theirs.extra);
    }
    // Who made it, and when, is nothing that a peer changes.
    for (after, theirs) in [(&mut after.creator, &theirs.creator), (&mut after.created, &theirs.created)] {
        if after.is_empty() && rules.take != Some(Take::Ours) {
            after.clone_from(theirs);
        }
    }
    Met { after, differences: judge.differences }
}

/// Decides which side's value stays.
struct Judge<'a> {
    rules: Rules<'a>,
    by_id: bool,
    differences: Vec<String>,
}

impl Judge<'_> {
    /// Whether the file's value is taken in the place of ours.
    fn takes<T: PartialEq>(
        &mut self,
        what: &str,
        is_held: bool,
        ours: &T,
        theirs: &T,
        is_blank: impl Fn(&T) -> bool,
        shown: impl Fn(&T) -> String,
    ) -> bool {
        let Rules { policy, take, .. } = self.rules;
        let is_said = match policy {
            Policy::Fill => self.by_id && is_held,
            Policy::Amend => self.by_id,
            Policy::Join => false,
        };
        if ours == theirs || (is_blank(theirs) && !is_said) {
            return false;
        }
        let is_amended = policy == Policy::Amend && self.by_id;
        if take.is_none() && (is_blank(ours) || is_amended) {
            return true;
        }
        if take == Some(Take::Theirs) && is_blank(ours) {
            return true;
        }
        self.differ(what, &shown(ours), &shown(theirs));
        take == Some(Take::Theirs)
    }

    fn takes_text(&mut self, what: &str, is_held: bool, ours: &str, theirs: &str) -> bool {
        self.takes(what, is_held, &ours, &theirs, |text| text.is_empty(), |text| (*text).to_owned())
    }

    /// Says in which field the sides differ, and which of them is taken.
    fn differ(&mut self, what: &str, ours: &str, theirs: &str) {
        let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("“{}”", shown(text)) };
        let (ours, theirs) = (quoted(ours), quoted(theirs));
        self.differences.push(match self.rules.take {
            None => format!("{what}: {ours} here, {theirs} in the file"),
            Some(Take::Ours) => format!("{what}: {ours} stays, {theirs} in the file isn't taken"),
            Some(Take::Theirs) => format!("{what}: {theirs} is taken for {ours}"),
        });
    }

    fn place(&mut self, ours: &Annotation, theirs: &Annotation) -> bool {
        if ours.place == theirs.place {
            return false;
        }
        let document = self.rules.document;
        self.differ("place", &words(&ours.place, document), &words(&theirs.place, document));
        self.rules.take == Some(Take::Theirs)
    }

    fn tags(&mut self, ours: &[String], theirs: &[String], is_held: bool) -> Vec<String> {
        let with_theirs = || {
            let new = theirs.iter().filter(|tag| !ours.contains(tag));
            ours.iter().chain(new).cloned().collect::<Vec<_>>()
        };
        let only_adds = ours.iter().all(|tag| theirs.contains(tag));
        if only_adds && self.rules.take != Some(Take::Ours) {
            return if self.rules.policy == Policy::Amend { theirs.to_vec() } else { with_theirs() };
        }
        let is_joined = self.rules.policy == Policy::Join || !self.by_id;
        if is_joined && self.rules.take != Some(Take::Ours) {
            return with_theirs();
        }
        let taken = self.takes("tags", is_held, &ours, &theirs, |it| it.is_empty(), |it| it.join(" "));
        if taken { theirs.to_vec() } else { ours.to_vec() }
    }

    fn check(&mut self, ours: &Check, theirs: &Check, is_held: bool) -> Check {
        if ours.is_blank() && self.rules.take != Some(Take::Ours) {
            return theirs.clone();
        }
        let mut after = ours.clone();
        let is_open = |it: &Check| verdict(it) == verdict(&Check::default());
        let same = verdict(ours) == verdict(theirs);
        if !same && self.takes("status", is_held, &Verdict(ours), &Verdict(theirs), |it| is_open(it.0), |it| said(it.0))
        {
            after.status = theirs.status;
            for row in CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Verdict) {
                after.text_mut(row.text).clone_from(theirs.text(row.text));
            }
        }
        after.evidence = self.evidence(&ours.evidence, &theirs.evidence, is_held);
        for row in CHECK_TEXTS.iter().filter(|row| row.is_typed()) {
            if self.takes_text(row.screen, is_held, ours.text(row.text), theirs.text(row.text)) {
                after.text_mut(row.text).clone_from(theirs.text(row.text));
            }
        }
        if self.takes_text("fields that this version doesn’t know", false, &ours.extra.0, &theirs.extra.0) {
            after.extra.clone_from(&theirs.extra);
        }
        after
    }

    fn evidence(&mut self, ours: &[Evidence], theirs: &[Evidence], is_held: bool) -> Vec<Evidence> {
        let is_joined = self.rules.policy == Policy::Join && self.rules.take != Some(Take::Ours);
        let only_adds = ours.iter().all(|it| theirs.contains(it)) && self.rules.take.is_none();
        if is_joined || (only_adds && !theirs.is_empty()) {
            let new = theirs.iter().filter(|it| !ours.contains(it));
            return ours.iter().chain(new).cloned().collect();
        }
        let sources = |all: &&[Evidence]| all.iter().map(|it| it.source.as_str()).collect::<Vec<_>>().join(", ");
        let taken = self.takes("evidence", is_held, &ours, &theirs, |it| it.is_empty(), sources);
        if taken { theirs.to_vec() } else { ours.to_vec() }
    }
}

/// A check of which only the verdict is looked at.
struct Verdict<'a>(&'a Check);

impl PartialEq for Verdict<'_> {
    fn eq(&self, other: &Self) -> bool {
        verdict(self.0) == verdict(other.0)
    }
}

/// The status, and who reached it and when.
fn verdict(check: &Check) -> (crate::model::Status, Vec<&String>) {
    let texts = CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Verdict);
    (check.status, texts.map(|row| check.text(row.text)).collect())
}

fn said(check: &Check) -> String {
    let (status, texts) = verdict(check);
    let texts = texts.into_iter().filter(|text| !text.is_empty()).map(|text| format!(", {text}"));
    std::iter::once(status.name().to_owned()).chain(texts).collect()
}

/// The words at a place.
fn words(place: &Place, document: Option<&Document>) -> String {
    match (place, document) {
        (Place::Spans(spans), Some(document)) => {
            spans.as_slice().iter().map(|span| document.quote(*span)).collect::<Vec<_>>().join(" … ")
        }
        (Place::Spans(_), None) => String::new(),
        (Place::Orphan(selectors) | Place::Undecided(selectors), _) => {
            selectors.iter().map(|it| it.quote.as_str()).collect::<Vec<_>>().join(" … ")
        }
    }
}
