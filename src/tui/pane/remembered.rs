//! The rows of annotations as they were made last, so that a change makes those of one anew and not of all on the screen.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::PaneRow;
use crate::model::{Annotation, Id};

/// The most annotations whose rows are remembered: several screens of them.
const MOST: usize = 512;

/// Rows by the annotation and how many steps it is indented.
#[derive(Debug, Default)]
pub(in super::super) struct Remembered(RefCell<HashMap<(Id, u16), Made>>);

/// Rows, and what they were made of.
#[derive(Debug)]
struct Made {
    of: Arc<Annotation>,
    columns: u16,
    rows: Vec<PaneRow>,
}

impl Remembered {
    /// The rows of an annotation in so many columns, made anew only if it or the columns have changed.
    pub(in super::super) fn rows(
        &self,
        annotation: &Arc<Annotation>,
        depth: u16,
        columns: u16,
        make: impl FnOnce() -> Vec<PaneRow>,
    ) -> Vec<PaneRow> {
        let key = (annotation.id.clone(), depth);
        let mut all = self.0.borrow_mut();
        if let Some(made) = all.get(&key).filter(|made| Arc::ptr_eq(&made.of, annotation) && made.columns == columns) {
            return made.rows.clone();
        }
        if all.len() >= MOST {
            all.clear();
        }
        let rows = make();
        all.insert(key, Made { of: Arc::clone(annotation), columns, rows: rows.clone() });
        rows
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::model::{Document, Label};
    use crate::tui::pane::Part;

    #[test]
    fn rows_are_made_again_only_where_something_is_another() {
        let document = Document::new("a.txt", "Vey said no.").unwrap();
        let annotation = Arc::new(Annotation::new(Id::new("1"), Label::Actor, document.span(0..3).unwrap()));
        let (remembered, made) = (Remembered::default(), Cell::new(0));
        let rows = |annotation: &Arc<Annotation>, depth, columns| {
            remembered.rows(annotation, depth, columns, || {
                made.set(made.get() + 1);
                let text = format!("{} {}", annotation.note, made.get());
                vec![PaneRow { id: annotation.id.clone(), indent: 0, part: Part::Note, text }]
            })
        };
        let first = rows(&annotation, 0, 40);
        assert_eq!(rows(&annotation, 0, 40), first);
        assert_eq!(made.get(), 1);
        assert_ne!(rows(&annotation, 1, 40), first);
        assert_ne!(rows(&annotation, 0, 30), first);
        let changed = Arc::new(Annotation { note: "new".to_owned(), ..(*annotation).clone() });
        assert_eq!(rows(&changed, 0, 30)[0].text, "new 4");
        assert_eq!(made.get(), 4);
    }
}
