//! Texts in one line, for where no more than a line is.

use super::GAP;
use crate::model::{Annotation, Document};

/// A text in one line: every run of white space is one blank.
pub(in crate::formats) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of an annotation in one line, those of an orphan too.
pub(in crate::formats) fn words(annotation: &Annotation, document: &Document) -> String {
    let placed = annotation.spans().iter().map(|span| document.quote(*span));
    let lost = annotation.selectors().iter().map(|selector| selector.quote.as_str());
    in_one_line(&placed.chain(lost).collect::<Vec<_>>().join(GAP))
}

/// The texts that say something in one line, each with what stands before it where it isn't the first.
pub(in crate::formats) fn chained<const N: usize>(texts: [(&str, String); N]) -> String {
    let mut line = String::new();
    for (before, text) in texts {
        if !line.is_empty() && !text.is_empty() {
            line += before;
        }
        line += &text;
    }
    line
}
