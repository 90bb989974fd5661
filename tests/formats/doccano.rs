//! doccano's records: what its projects read, and what comes back.

use ascribe::formats::{Arrived, Article, Dialect, Feature, Format, Mapping, settle};
use ascribe::model::{AnnotationSet, Kind, Label};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::arbitrary::{annotated, contents, imported};
use super::common::{annotation, document, relation, set};

fn doccano() -> &'static Format {
    Format::named("doccano").unwrap()
}

#[test]
fn a_record_serves_projects_of_spans_and_of_relations_and_is_ascii() {
    let document = document("🦊 said “yes”.");
    let annotations =
        [annotation(&document, "s", Label::Source, &["🦊"]), annotation(&document, "c", Label::Claim, &["“yes”"])];
    let set = set(annotations, [relation("r", Kind::AttributedTo, "c", "s")]);
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    for (dialect, start, lost) in [
        (None, 7, vec!["1 character that doccano's screen counts as two (--utf16 does so too)"]),
        (Some(Dialect::Utf16), 8, vec![]),
    ] {
        let [file] = doccano().write(&[article], dialect).try_into().unwrap();
        assert!(file.text.is_ascii() && file.text.ends_with("}\n"), "{}", file.text);
        let record: Value = serde_json::from_str(&file.text).unwrap();
        assert_eq!(record["text"], "🦊 said “yes”.");
        assert_eq!(record["label"], json!([[0, start - 6, "source"], [start, start + 5, "claim"]]));
        assert_eq!(
            record["entities"],
            json!([
                {"id": 1, "label": "source", "start_offset": 0, "end_offset": start - 6},
                {"id": 2, "label": "claim", "start_offset": start, "end_offset": start + 5},
            ])
        );
        assert_eq!(record["relations"], json!([{"id": 1, "from_id": 2, "to_id": 1, "type": "attributed-to"}]));
        assert_eq!(file.losses.iter().map(ToString::to_string).collect::<Vec<_>>(), lost);
        let empty = AnnotationSet::default();
        let empty = Article { set: &empty, ..article };
        let Ok(Arrived::Foreign(read)) = (doccano().import.unwrap().read)(&file.text, &empty) else { panic!() };
        let mut ids = 0;
        let mut new_id = || {
            ids += 1;
            ascribe::model::Id::new(format!("n{ids}"))
        };
        let settled = settle(read.into_iter().next().unwrap(), &document, &Mapping::default(), &mut new_id);
        let quotes: Vec<_> =
            settled.annotations.iter().map(|(_, it)| document.quote(*it.spans().first().unwrap()).to_owned()).collect();
        assert_eq!((quotes, settled.relations.len()), (vec!["🦊".to_owned(), "“yes”".to_owned()], 1));
    }
}

proptest! {
    #[test]
    fn what_doccano_holds_comes_back_in_either_unit((document, set) in annotated(&[Feature::Overlaps, Feature::Relations])) {
        for dialect in [None, Some(Dialect::Utf16)] {
            let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
            let [file] = doccano().write(&[article], dialect).try_into().unwrap();
            prop_assert_eq!(contents(&imported("doccano", &file.text, &document)), contents(&set));
        }
    }
}

#[test]
fn records_of_other_articles_and_broken_lines_are_said() {
    let document = document("A dam.");
    let set = AnnotationSet::default();
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let file = "{\"text\":\"A dam.\",\"label\":[[0,1,\"claim\"],[2]]}\n{\"text\":\"Another\",\"label\":[]}\n{\n";
    assert!(Format::of(file).is_some_and(|format| format.name == "doccano"));
    let Ok(Arrived::Foreign(read)) = (doccano().import.unwrap().read)(file, &article) else { panic!() };
    let said: Vec<_> =
        read.iter().flat_map(|it| it.refused.iter().chain(&it.unheld)).map(ToString::to_string).collect();
    assert_eq!((read[0].annotations.len(), said.len()), (1, 3), "{said:?}");
    assert!((doccano().import.unwrap().read)("{\"text\":\"Another\",\"label\":[]}\n", &article).is_err());
}
