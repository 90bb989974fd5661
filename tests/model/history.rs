//! What is taken back and done again: each edit for itself, and a series of steps as one.

use ascribe::model::{Annotation, AnnotationSet, Document, Edit, History, Id, Label};

/// A set of one claim, and what was done to it.
struct Scene {
    set: AnnotationSet,
    history: History,
}

impl Scene {
    fn new() -> Self {
        let span = Document::new("a.txt", "abc").unwrap().span(0..3).unwrap();
        let mut set = AnnotationSet::default();
        set.apply(&AnnotationSet::adding(Annotation::new(Id::new("c"), Label::Claim, span))).unwrap();
        Self { set, history: History::default() }
    }

    fn noting(&self, note: &str, by: &str) -> Edit {
        self.set.changing(&Id::new("c"), |it| it.note = note.into()).stamped(by, "2026-11-23T10:00:00Z")
    }

    /// One more step of a series, as the screen makes it.
    fn step(&mut self, note: &str, by: &str) {
        let step = self.history.leading_back(self.noting(note, by));
        self.set.apply(&step).unwrap();
        self.history.record_step(step);
    }

    fn edit(&mut self, note: &str) {
        let edit = self.noting(note, "jo");
        self.set.apply(&edit).unwrap();
        self.history.record(edit);
    }

    fn claim(&self) -> &Annotation {
        self.set.get(&Id::new("c")).unwrap()
    }

    /// The notes that undo leads back to, the last first; the steps that redo leads to have to be as many.
    fn undone(&mut self) -> Vec<String> {
        let mut notes = Vec::new();
        while let Some(edit) = self.history.undo() {
            self.set.apply(&edit).unwrap();
            notes.push(self.claim().note.clone());
            assert!(notes.len() < 10, "undo comes to an end");
        }
        for _ in &notes {
            self.set.apply(&self.history.redo().unwrap()).unwrap();
        }
        assert_eq!(self.history.redo(), None);
        notes
    }
}

#[test]
fn a_series_of_steps_is_taken_back_as_one_and_an_edit_for_itself() {
    let mut scene = Scene::new();
    scene.edit("one");
    scene.step("two", "jo");
    scene.step("three", "jo");
    scene.edit("four");
    assert_eq!(scene.undone(), ["three", "one", ""]);
    assert_eq!(scene.claim().note, "four");
}

#[test]
fn a_series_ends_where_it_is_closed_undone_or_another_edit_is_made() {
    let mut scene = Scene::new();
    scene.step("one", "jo");
    scene.history.close();
    scene.step("two", "jo");
    assert_eq!(scene.undone(), ["one", ""]);
    scene.step("three", "jo");
    assert_eq!(scene.undone(), ["two", "one", ""], "what is done again is a series no more");
    scene.edit("four");
    scene.step("five", "jo");
    assert_eq!(scene.undone(), ["four", "three", "two", "one", ""]);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    for is_step in [false, true] {
        let mut scene = Scene::new();
        scene.edit("one");
        scene.edit("two");
        let undo = scene.history.undo().unwrap();
        scene.set.apply(&undo).unwrap();
        if is_step {
            scene.step("three", "jo");
        } else {
            scene.edit("three");
        }
        assert_eq!(scene.undone(), ["one", ""]);
    }
}

#[test]
fn steps_that_lead_back_leave_nothing_whoever_made_them() {
    let mut scene = Scene::new();
    let before = scene.claim().clone();
    scene.step("one", "jo");
    scene.step("", "mo");
    assert_eq!(scene.claim(), &before, "nobody has changed it");
    assert_eq!(scene.undone(), [""; 0]);
    scene.step("one", "jo");
    assert_eq!(scene.undone(), [""], "the next one is a series of its own");
}

#[test]
fn what_is_led_back_to_by_hand_has_the_name_of_who_did_it() {
    let mut scene = Scene::new();
    scene.step("one", "jo");
    scene.history.close();
    scene.step("", "mo");
    assert_eq!((scene.claim().note.as_str(), scene.claim().changed_by.as_str()), ("", "mo"));
    // Of another annotation than the series is about.
    let span = Document::new("a.txt", "abc").unwrap().span(0..1).unwrap();
    scene.set.apply(&AnnotationSet::adding(Annotation::new(Id::new("d"), Label::Claim, span))).unwrap();
    let noted = scene.set.changing(&Id::new("d"), |it| it.note = "one".into()).stamped("al", "");
    assert_eq!(scene.history.leading_back(noted.clone()), noted);
}
