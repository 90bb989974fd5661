//! Writing tasks, and the configuration of a project that takes them.

use std::fmt::Write;

use serde::Serialize;

use super::super::feature::Loss;
use super::super::json::List;
use super::super::unit::{Ruler, Unit};
use super::super::{Article, Collection, Companion, CompanionName, Exported};
use super::{LABELS_CONTROL, NOTES_CONTROL, PIECE, TEXT_OBJECT};
use crate::model::relation::KINDS;
use crate::model::{Annotation, AnnotationSet, Id, LABELS, Span};

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    annotations: [Annotated<'a>; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    file: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Annotated<'a> {
    result: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Region {
        id: String,
        #[serde(rename = "parentID", skip_serializing_if = "Option::is_none")]
        parent: Option<&'a str>,
        from_name: &'static str,
        to_name: &'static str,
        r#type: &'static str,
        value: Region<'a>,
    },
    Note {
        id: &'a str,
        from_name: &'static str,
        to_name: &'static str,
        r#type: &'static str,
        value: Note<'a>,
    },
    Relation {
        r#type: &'static str,
        from_id: &'a str,
        to_id: &'a str,
        direction: &'static str,
        labels: [&'static str; 1],
    },
}

#[derive(Serialize)]
struct Region<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    labels: [&'static str; 1],
}

#[derive(Serialize)]
struct Note<'a> {
    start: usize,
    end: usize,
    text: [&'a str; 1],
}

/// The tasks of some articles, one each.
#[derive(Default)]
pub(super) struct Tasks {
    list: List,
}

impl Collection for Tasks {
    fn add(&mut self, article: &Article<'_>) -> Exported {
        let mut text = String::new();
        self.list.push(&mut text, &task(article));
        let without_end = Loss::of(of_orphans(article.set), "relation of an orphan", "relations of orphans");
        Exported { text, losses: without_end.into_iter().collect(), ..Exported::default() }
    }

    fn end(&mut self) -> String {
        let mut text = String::new();
        self.list.end(&mut text);
        text + "\n"
    }

    fn companions(&self) -> Vec<Companion> {
        vec![Companion { name: CompanionName::Always("label-studio.xml"), text: configuration() }]
    }
}

fn task<'a>(article: &Article<'a>) -> Task<'a> {
    let (document, set) = (article.document, article.set);
    let ruler = Ruler::of(document, Unit::CodePoints);
    let place = |span: Span| (ruler.position(span.start().byte()), ruler.position(span.end().byte()));
    let mut result = Vec::new();
    for annotation in set.iter() {
        for (nth, span) in annotation.spans().iter().enumerate() {
            let (start, end) = place(*span);
            result.push(Item::Region {
                id: region_id(annotation, nth, set),
                parent: (nth > 0).then_some(annotation.id.as_str()),
                from_name: LABELS_CONTROL,
                to_name: TEXT_OBJECT,
                r#type: "labels",
                value: Region { start, end, text: document.quote(*span), labels: [annotation.label.name()] },
            });
        }
        if let (false, Some(first)) = (annotation.note.is_empty(), annotation.spans().first()) {
            let (start, end) = place(*first);
            result.push(Item::Note {
                id: annotation.id.as_str(),
                from_name: NOTES_CONTROL,
                to_name: TEXT_OBJECT,
                r#type: "textarea",
                value: Note { start, end, text: [&annotation.note] },
            });
        }
    }
    let relations = set.relations().filter(|it| is_placed(set, &it.from) && is_placed(set, &it.to));
    result.extend(relations.map(|relation| Item::Relation {
        r#type: "relation",
        from_id: relation.from.as_str(),
        to_id: relation.to.as_str(),
        direction: "right",
        labels: [relation.kind.name()],
    }));
    Task { data: Data { file: document.name(), text: document.text() }, annotations: [Annotated { result }] }
}

/// The id of an annotation's piece: that of the annotation for the first one, and no other annotation's for the rest.
fn region_id(annotation: &Annotation, nth: usize, set: &AnnotationSet) -> String {
    if nth == 0 {
        return annotation.id.to_string();
    }
    let mut id = format!("{}{PIECE}{}", annotation.id, nth + 1);
    while set.get(&Id::new(id.as_str())).is_some() {
        id.push(PIECE);
    }
    id
}

fn is_placed(set: &AnnotationSet, id: &Id) -> bool {
    set.get(id).is_some_and(|annotation| !annotation.spans().is_empty())
}

fn of_orphans(set: &AnnotationSet) -> usize {
    set.relations().filter(|it| !(is_placed(set, &it.from) && is_placed(set, &it.to))).count()
}

/// The configuration of a project that takes the tasks: every label and kind, and marks that start inside a word.
fn configuration() -> String {
    let mut xml = format!("<View>\n  <Labels name=\"{LABELS_CONTROL}\" toName=\"{TEXT_OBJECT}\">\n");
    for row in LABELS {
        _ = writeln!(xml, "    <Label value=\"{}\"/>", row.name);
    }
    xml.push_str("  </Labels>\n  <Relations>\n");
    for row in KINDS {
        _ = writeln!(xml, "    <Relation value=\"{}\"/>", row.name);
    }
    _ = write!(
        xml,
        "  </Relations>\n  <Text name=\"{TEXT_OBJECT}\" value=\"$text\" granularity=\"symbol\"/>\n  \
         <TextArea name=\"{NOTES_CONTROL}\" toName=\"{TEXT_OBJECT}\" perRegion=\"true\"/>\n</View>\n"
    );
    xml
}
