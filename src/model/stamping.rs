//! Who changed what last, and when: written into an edit before it is applied, so that it is undone and saved with it.

use std::sync::Arc;

use super::annotation::Annotation;
use super::check::{CHECK_TEXTS, Check, CheckPart};
use super::edit::Edit;

impl Edit {
    /// The edit with who makes it and when, in each annotation that it changes and each check that it begins or changes.
    ///
    /// What it makes has its own maker already, and stays as it is. `on` is an RFC 3339 time.
    #[must_use]
    pub fn stamped(mut self, by: &str, on: &str) -> Self {
        for change in &mut self.annotations {
            let (Some(before), Some(after)) = (&change.before, &mut change.after) else { continue };
            if is_same(before, after) {
                continue;
            }
            let after = Arc::make_mut(after);
            (after.changed_by, after.changed) = (by.to_owned(), on.to_owned());
            stamp(&before.check, &mut after.check, by, on);
        }
        self
    }
}

impl Edit {
    /// The edit as of somebody who takes it over from a file: [`stamped`](Self::stamped), and whatever it makes, and each
    /// status that it changes, bears that name and time where the file doesn't say another.
    #[must_use]
    pub fn taken_over(mut self, by: &str, on: &str) -> Self {
        let nothing = Check::default();
        for change in &mut self.annotations {
            let Some(after) = &mut change.after else { continue };
            let before = change.before.as_ref().map_or(&nothing, |before| &before.check);
            let after = Arc::make_mut(after);
            let found = (after.check.status != before.status).then(|| after.check.clone());
            if let Some(found) = found {
                // A name or day that was written there stays; one that was left belongs to the status before.
                let mut check = Check { status: before.status, ..found.clone() };
                check.reach(found.status, by, on);
                for row in CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Verdict) {
                    if found.text(row.text) != before.text(row.text) {
                        check.text_mut(row.text).clone_from(found.text(row.text));
                    }
                }
                after.check = check;
            }
            if change.before.is_none() {
                fill(&mut after.creator, by);
                fill(&mut after.created, on);
                if !unstamped_check(&after.check).is_blank() {
                    let check = &mut after.check;
                    for (who, when) in
                        [(&mut check.begun_by, &mut check.begun_on), (&mut check.changed_by, &mut check.changed_on)]
                    {
                        if who.is_empty() && when.is_empty() {
                            (*who, *when) = (by.to_owned(), on.to_owned());
                        }
                    }
                }
            }
        }
        self.stamped(by, on)
    }
}

fn fill(text: &mut String, with: &str) {
    if text.is_empty() {
        with.clone_into(text);
    }
}

/// Whether two annotations say the same, whoever said so last.
pub(super) fn is_same(one: &Annotation, other: &Annotation) -> bool {
    unstamped(one) == unstamped(other)
}

/// An annotation without who changed it last.
pub(super) fn unstamped(annotation: &Annotation) -> Annotation {
    let check = unstamped_check(&annotation.check);
    Annotation { changed_by: String::new(), changed: String::new(), check, ..annotation.clone() }
}

/// A check without who began and changed it.
fn unstamped_check(check: &Check) -> Check {
    let mut check = check.clone();
    for row in CHECK_TEXTS.iter().filter(|row| row.part == CheckPart::Record) {
        check.text_mut(row.text).clear();
    }
    check
}

fn stamp(before: &Check, after: &mut Check, by: &str, on: &str) {
    let said = unstamped_check(after);
    if said.is_blank() {
        // Nothing is left of the record, so there is none that anybody began.
        *after = said;
    } else if said != unstamped_check(before) {
        (after.changed_by, after.changed_on) = (by.to_owned(), on.to_owned());
        if unstamped_check(before).is_blank() {
            (after.begun_by, after.begun_on) = (by.to_owned(), on.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AnnotationSet, Document, Id, Label, Status};

    fn claim() -> AnnotationSet {
        let span = Document::new("a.txt", "abc").unwrap().span(0..3).unwrap();
        let mut set = AnnotationSet::default();
        set.apply(&AnnotationSet::adding(Annotation::new(Id::new("c"), Label::Claim, span))).unwrap();
        set
    }

    fn change(set: &mut AnnotationSet, by: &str, on: &str, change: impl FnOnce(&mut Annotation)) -> Annotation {
        let edit = set.changing(&Id::new("c"), change).stamped(by, on);
        set.apply(&edit).unwrap();
        Annotation::clone(set.get(&Id::new("c")).unwrap())
    }

    #[test]
    fn a_check_keeps_who_began_it_and_who_changed_it_last() {
        let mut set = claim();
        let noted = change(&mut set, "jo", "1", |it| it.note = "hm".into());
        assert_eq!((noted.changed_by.as_str(), noted.changed.as_str(), noted.check.is_blank()), ("jo", "1", true));
        let begun = change(&mut set, "mo", "2", |it| it.check.status = Status::InProgress);
        assert_eq!((begun.check.begun_by.as_str(), begun.check.changed_on.as_str()), ("mo", "2"));
        let done = change(&mut set, "jo", "3", |it| it.check.status = Status::False);
        assert_eq!((done.check.begun_by.as_str(), done.check.changed_by.as_str()), ("mo", "jo"));
        let noted = change(&mut set, "al", "4", |it| it.note.clear());
        assert_eq!((noted.check.changed_by.as_str(), noted.changed_by.as_str()), ("jo", "al"));
        let blank = change(&mut set, "al", "5", |it| it.check.status = Status::Unchecked);
        assert!(blank.check.is_blank());
    }

    #[test]
    fn what_is_taken_over_bears_the_name_that_the_file_says_or_else_the_importer_s() {
        let mut set = claim();
        change(&mut set, "jo", "1", |it| it.check.reach(Status::False, "jo", "1"));
        let taken = |change: &dyn Fn(&mut Check)| {
            let edit = set.changing(&Id::new("c"), |it| change(&mut it.check)).taken_over("mo", "2");
            edit.annotations[0].after.as_ref().unwrap().check.clone()
        };
        let who = |check: &Check| (check.checked_by.clone(), check.checked_on.clone());
        let said = |by: &str, on: &str| (by.to_owned(), on.to_owned());
        let verified = taken(&|it| it.status = Status::Verified);
        assert_eq!((who(&verified), verified.changed_by.as_str()), (said("mo", "2"), "mo"));
        assert_eq!(who(&taken(&|it| it.status = Status::InProgress)), said("", ""));
        assert_eq!(who(&taken(&|it| (it.status, it.checked_by) = (Status::Verified, "kim".into()))), said("kim", "2"));
        assert_eq!(who(&taken(&|it| it.checked_by = "kim".into())), said("kim", "1"));
        assert_eq!(who(&taken(&|it| it.correction = "x".into())), said("jo", "1"));
        let span = Document::new("a.txt", "abc").unwrap().span(0..3).unwrap();
        let mut new = Annotation::new(Id::new("n"), Label::Claim, span);
        new.created = "0".into();
        new.check.status = Status::Verified;
        let made = AnnotationSet::adding(new).taken_over("mo", "2").annotations[0].after.clone().unwrap();
        assert_eq!((made.creator.as_str(), made.created.as_str(), who(&made.check)), ("mo", "0", said("mo", "2")));
        assert_eq!((made.check.begun_by.as_str(), made.changed.as_str()), ("mo", ""));
    }

    #[test]
    fn what_changes_nothing_or_makes_something_is_not_stamped() {
        let set = claim();
        assert!(set.changing(&Id::new("c"), |_| {}).stamped("jo", "1").is_empty());
        let made = AnnotationSet::adding(Annotation::clone(set.get(&Id::new("c")).unwrap()));
        assert_eq!(made.clone().stamped("jo", "1"), made);
    }
}
