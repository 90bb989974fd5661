//! The tutor: the article of the lessons, and how far they are.

use crate::model::Document;

/// The text of the article of the lessons.
const STORY: &str = include_str!("tutor/story.txt");

/// How far the lessons are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tutor {
    /// The number of the lesson, from 0; that of all lessons once they are done.
    pub lesson: usize,
}

impl Tutor {
    /// The article of the lessons.
    pub fn article() -> Document {
        Document::new("tutor", STORY).unwrap_or_else(|_| unreachable!("the story has text"))
    }
}
