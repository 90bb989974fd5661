//! Articles with the marks that are to be made.

use std::fs;
use std::path::Path;

use ascribe::model::{AnnotationSet, Document, Label, Span, Spans};

use super::checker::Checker;
use super::strategies::{Cost, Strategy};

/// An article and what is to be marked in it, in the order in which that is done.
pub(crate) struct Article {
    name: String,
    text: String,
    marks: Vec<(Label, Spans)>,
}

impl Article {
    /// Marks it all and says what each annotation cost.
    pub(crate) fn mark(&self, strategy: &Strategy) -> Vec<Cost> {
        let document = Document::new(self.name.clone(), self.text.clone()).unwrap();
        let mut checker = Checker::new(document);
        let costs: Vec<Cost> = self.marks.iter().map(|(label, place)| checker.cost(strategy, *label, place)).collect();
        // A mark that a later key moved away was not made.
        let at_the_end = |((label, place), cost): (&(Label, Spans), Cost)| Cost {
            exact: cost.exact && checker.is_made(strategy, *label, place),
            ..cost
        };
        self.marks.iter().zip(costs).map(at_the_end).collect()
    }

    /// The text, unmarked, and its marks in the order in which they are made.
    pub(crate) fn parts(&self) -> (Document, &[(Label, Spans)]) {
        (Document::new(self.name.clone(), self.text.clone()).unwrap(), &self.marks)
    }

    fn new(name: String, text: String, mut marks: Vec<(Label, Spans)>) -> Self {
        // Whoever reads goes on from where the last mark starts.
        marks.sort_by_key(|(label, place)| (place.as_slice().first().copied(), *label as usize));
        marks.dedup();
        Self { name, text, marks }
    }
}

/// The samples with their annotation files.
pub(crate) fn samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    texts(&folder, |path, document| {
        let json = fs::read_to_string(format!("{}.ascribe.json", path.display())).unwrap();
        let read = ascribe::formats::native::read(&json, document).unwrap();
        let set: AnnotationSet = read.set;
        set.iter().filter_map(|it| Some((it.label, Spans::new(it.spans().iter().copied())?))).collect()
    })
}

/// Articles with brat standoff beside them: `Source` as sources and `Content` as claims, in code points.
pub(crate) fn corpus(folder: &Path) -> Vec<Article> {
    texts(folder, |path, document| {
        let standoff = fs::read_to_string(path.with_extension("ann")).unwrap();
        standoff.lines().filter_map(|line| mark(line, document)).collect()
    })
}

/// `T1⇥Content 10 20;30 40⇥the text`
fn mark(line: &str, document: &Document) -> Option<(Label, Spans)> {
    let (name, places) = line.strip_prefix('T')?.split('\t').nth(1)?.split_once(' ')?;
    let label = match name {
        "Source" => Label::Source,
        "Content" => Label::Claim,
        _ => return None,
    };
    let span = |place: &str| -> Option<Span> {
        let (start, end) = place.split_once(' ')?;
        let byte = |number: &str| document.byte_of_code_point(number.parse().ok()?);
        document.span(byte(start)?..byte(end)?)
    };
    let spans: Option<Vec<Span>> = places.split(';').map(span).collect();
    Some((label, Spans::new(spans?)?))
}

fn texts(folder: &Path, marks: impl Fn(&Path, &Document) -> Vec<(Label, Spans)>) -> Vec<Article> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let article = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document::new(name.clone(), text.clone()).unwrap();
        let marks = marks(path, &document);
        Article::new(name, text, marks)
    };
    paths.iter().map(article).collect()
}
