//! The articles that are edited, with the places of their annotations.

use std::fs;
use std::ops::Range;
use std::path::Path;

use ascribe::formats::native;
use ascribe::model::{Document, Span};

/// An article and where its annotations stand: one or more pieces each, in bytes.
#[derive(Clone)]
pub(crate) struct Annotated {
    pub(crate) text: String,
    pub(crate) places: Vec<Vec<Range<usize>>>,
}

/// The samples, and the articles of `ASCRIBE_CORPUS`.
pub(crate) fn all() -> Vec<Annotated> {
    let mut articles = in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"), |path, document| {
        let json = fs::read_to_string(format!("{}.ascribe.json", path.display())).unwrap();
        let set = native::read(&json, document).unwrap().set;
        set.iter().map(|it| it.spans().iter().map(|span| span.bytes()).collect()).collect()
    });
    if let Some(corpus) = std::env::var_os("ASCRIBE_CORPUS") {
        articles.extend(in_folder(Path::new(&corpus), |path, document| {
            let standoff = fs::read_to_string(path.with_extension("ann")).unwrap();
            standoff.lines().filter_map(|line| marked(line, document)).collect()
        }));
    }
    articles.retain(|article| !article.places.is_empty());
    assert!(!articles.is_empty());
    articles
}

fn in_folder(folder: &Path, places: impl Fn(&Path, &Document) -> Vec<Vec<Range<usize>>>) -> Vec<Annotated> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let document = Document::new("article.txt", text.as_str()).unwrap();
        Annotated { places: places(path, &document), text }
    };
    paths.iter().map(read).collect()
}

/// `T1⇥Content 10 20;30 40⇥the text`, in code points.
fn marked(line: &str, document: &Document) -> Option<Vec<Range<usize>>> {
    let (name, places) = line.strip_prefix('T')?.split('\t').nth(1)?.split_once(' ')?;
    matches!(name, "Source" | "Content").then_some(())?;
    let span = |place: &str| -> Option<Span> {
        let (start, end) = place.split_once(' ')?;
        let byte = |number: &str| document.byte_of_code_point(number.parse().ok()?);
        document.span(byte(start)?..byte(end)?)
    };
    places.split(';').map(|place| span(place).map(Span::bytes)).collect()
}
