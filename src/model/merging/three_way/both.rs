//! One annotation that both sides have changed: as long as they changed different things of it, it gets both.

use crate::model::annotation::Annotation;
use crate::model::check::{CHECK_TEXTS, Check, CheckPart, Evidence};
use crate::model::date::Moment;
use crate::model::extra::Extra;
use crate::model::stamping::{is_same, unstamped};

/// What an annotation is with the changes of both sides; `None` where they changed the same thing in two ways.
///
/// Its label, place, note and tags are one thing, each field of its check is another, and of evidence everything stays
/// that either side added. Who changed it last is whoever did so later.
pub(super) fn merged(was: &Annotation, our: &Annotation, their: &Annotation) -> Option<Annotation> {
    let itself = |it: &Annotation| Annotation { check: Check::default(), ..unstamped(it) };
    let mut both = one_of(&itself(was), &itself(our), &itself(their))?;
    both.check = checks(&was.check, &our.check, &their.check)?;
    let newer = if is_later(&their.changed, &our.changed) { their } else { our };
    (both.changed_by, both.changed) = (newer.changed_by.clone(), newer.changed.clone());
    Some(both)
}

/// Of two that say the same, the one that was changed later; `None` where they don't.
pub(super) fn newer<'a, T: AsRef<Annotation>>(our: &'a T, their: &'a T) -> Option<&'a T> {
    let same = is_same(our.as_ref(), their.as_ref());
    same.then(|| if is_later(&their.as_ref().changed, &our.as_ref().changed) { their } else { our })
}

fn checks(was: &Check, our: &Check, their: &Check) -> Option<Check> {
    let newer = if is_later(&their.changed_on, &our.changed_on) { their } else { our };
    let older = if our.begun_on.is_empty() || is_later(&our.begun_on, &their.begun_on) { their } else { our };
    let verdict = verdict(was, our, their)?;
    let mut both = Check {
        status: verdict.status,
        evidence: evidence(&was.evidence, &our.evidence, &their.evidence)?,
        begun_by: older.begun_by.clone(),
        begun_on: older.begun_on.clone(),
        changed_by: newer.changed_by.clone(),
        changed_on: newer.changed_on.clone(),
        extra: one_of::<Extra>(&was.extra, &our.extra, &their.extra)?,
        ..Check::default()
    };
    for row in CHECK_TEXTS {
        match row.part {
            CheckPart::Finding | CheckPart::Reply => {
                *both.text_mut(row.text) = one_of(was.text(row.text), our.text(row.text), their.text(row.text))?;
            }
            CheckPart::Verdict => both.text_mut(row.text).clone_from(verdict.text(row.text)),
            CheckPart::Record => {}
        }
    }
    Some(both)
}

/// The side that the status comes from, and with it who reached it and when: the one that changed any of them.
fn verdict<'a>(was: &Check, our: &'a Check, their: &'a Check) -> Option<&'a Check> {
    let same = |one: &Check, other: &Check| {
        let texts = CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Verdict);
        one.status == other.status && texts.into_iter().all(|row| one.text(row.text) == other.text(row.text))
    };
    match () {
        () if same(our, their) || same(their, was) => Some(our),
        () if same(our, was) => Some(their),
        () => None,
    }
}

/// What both sides made of a list of evidence, where all that either of them did is to add to it.
fn evidence(was: &[Evidence], our: &[Evidence], their: &[Evidence]) -> Option<Vec<Evidence>> {
    if let Some(one) = one_of(&was, &our, &their) {
        return Some(one.to_vec());
    }
    let (ours, theirs) = (our.strip_prefix(was)?, their.strip_prefix(was)?);
    let new = theirs.iter().filter(|it| !ours.contains(it));
    Some(our.iter().chain(new).cloned().collect())
}

/// What was changed by one side at most, or by both to the same.
fn one_of<T: PartialEq + Clone>(was: &T, our: &T, their: &T) -> Option<T> {
    match () {
        () if our == their || their == was => Some(our.clone()),
        () if our == was => Some(their.clone()),
        () => None,
    }
}

/// Whether a time is after another; one that is none is before all others.
fn is_later(one: &str, other: &str) -> bool {
    Moment::of(one) > Moment::of(other)
}
