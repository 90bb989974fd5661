//! A report on one article, or on several as its numbered documents, whatever it is written in.

use super::super::{Article, Collection, Exported, Shape};
use super::Page;

/// The writing of a format's reports.
pub(in crate::formats) struct Writing {
    /// Returns what stands before several documents, whose paths these are.
    pub(in crate::formats) opening: fn(&[String]) -> String,
    /// Writes an article: a document if its page has a number, else all of the report.
    pub(in crate::formats) article: fn(&mut String, &Page<'_>),
    /// Writes the document of that number and path, whose article can't be read.
    pub(in crate::formats) missing: fn(&mut String, usize, &str),
    /// Stands after several documents.
    pub(in crate::formats) end: &'static str,
}

/// A report in the making.
pub(in crate::formats) struct Documents {
    writing: &'static Writing,
    /// The text that it begins with, until that is written; empty for one article.
    opening: String,
    is_of_several: bool,
    count: usize,
}

impl Documents {
    pub(in crate::formats) fn new(shape: Shape<'_>, writing: &'static Writing) -> Self {
        let is_of_several = shape.is_of_several();
        let opening = if is_of_several { (writing.opening)(shape.paths) } else { String::new() };
        Self { writing, opening, is_of_several, count: 0 }
    }

    /// The number of the next document, where there are several.
    fn next(&mut self) -> Option<usize> {
        self.count += 1;
        self.is_of_several.then_some(self.count)
    }
}

impl Collection for Documents {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let mut text = std::mem::take(&mut self.opening);
        (self.writing.article)(&mut text, &Page::of(*article, self.next()));
        text.into()
    }

    fn missing(&mut self, path: &str) -> String {
        let mut text = std::mem::take(&mut self.opening);
        if let Some(number) = self.next() {
            (self.writing.missing)(&mut text, number, path);
        }
        text
    }

    fn end(&mut self) -> String {
        if self.is_of_several { self.writing.end.to_owned() } else { String::new() }
    }
}
