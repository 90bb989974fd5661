//! Annotations of a file without ids, that are here with other ends or another label: one edited there, or one more.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Merging;
use crate::formats::damaged::shown;
use crate::formats::foreign::Remark;
use crate::model::{Annotation, AnnotationSet, Id};

impl<N: FnMut() -> Id> Merging<'_, N> {
    /// Takes what is not here as it stands in the file: in the place of what it may have been, if somebody has said so, or
    /// else beside it, with a word.
    pub(super) fn nameless(&mut self, incoming: Vec<(usize, Annotation)>) {
        let found: Vec<_> = incoming.iter().map(|(_, it)| counterpart(it, self.set, &self.taken)).collect();
        let mut counts: HashMap<Id, usize> = HashMap::new();
        for known in found.iter().flatten() {
            *counts.entry(known.id.clone()).or_default() += 1;
        }
        for ((line, annotation), known) in incoming.into_iter().zip(found) {
            match (known.filter(|known| counts.get(&known.id) == Some(&1)), self.rules.take) {
                (Some(known), Some(_)) => self.meet(line, &known, &annotation, false),
                (Some(known), None) => {
                    let (id, label) = (&known.id, known.label.name());
                    let words = self.rules.document.zip(known.spans().first()).map(|(it, span)| it.quote(*span));
                    let what = format!(
                        "{} is taken beside `{id}` ({label}): “{}”, which it may be; --take theirs changes that one, --take ours \
                         leaves it as it is",
                        annotation.label.with_article(),
                        shown(words.unwrap_or_default())
                    );
                    self.merged.remarks.push(Remark::new(line, what));
                    self.bare(line, annotation);
                }
                (None, _) => self.bare(line, annotation),
            }
        }
    }
}

/// The one annotation that another may have been: at the same place, or else of the same label and with text in common.
fn counterpart(annotation: &Annotation, set: &AnnotationSet, taken: &HashSet<Id>) -> Option<Arc<Annotation>> {
    let mut found: Vec<&Arc<Annotation>> = Vec::new();
    for (_, known) in annotation.spans().iter().flat_map(|span| set.meeting(span.bytes())) {
        if !taken.contains(&known.id) && !found.iter().any(|it| it.id == known.id) {
            found.push(known);
        }
    }
    let same: Vec<_> = found.iter().filter(|it| it.spans() == annotation.spans()).collect();
    let alike: Vec<_> = found.iter().filter(|it| it.label == annotation.label).collect();
    match (same.as_slice(), alike.as_slice()) {
        ([only], _) | ([], [only]) => Some(Arc::clone(only)),
        _ => None,
    }
}
