//! The table of formats.

use std::collections::BTreeSet;

use ascribe::formats::{Arrived, Article, FORMATS, Feature, Format};
use ascribe::model::{CHECK_TEXTS, Label};

use super::common::{annotation, document, set};
use super::golden::everything;

#[test]
fn every_format_has_a_name_of_its_own_and_help() {
    let names: BTreeSet<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
    let keys: BTreeSet<_> = FORMATS.iter().map(|format| format.key).collect();
    assert_eq!(keys.len(), FORMATS.len());
    for format in FORMATS {
        assert!(
            format.name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-'),
            "{}",
            format.name
        );
        assert!(!format.help.is_empty() && !format.extension.starts_with('.'), "{}", format.name);
        assert_eq!(Format::named(format.name).map(|it| it.extension), Some(format.extension));
    }
    assert!(Format::named("no such format").is_none());
}

#[test]
fn the_save_file_is_a_format_like_the_others() {
    let (document, set) = everything();
    let json = Format::named("json").unwrap();
    let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
    let [exported] = json.write(&[article], None).try_into().unwrap();
    assert_eq!((exported.losses, exported.companions.len()), (vec![], 0));
    let Ok(Arrived::Placed(read)) = (json.import.unwrap().read)(&exported.text, &article) else { panic!("not placed") };
    assert_eq!(*read, set);
}

#[test]
fn every_text_of_a_check_is_in_every_file_that_holds_checks() {
    let document = document("The dam is safe.");
    let mut claim = annotation(&document, "c", Label::Claim, &["The dam is safe"]);
    for row in CHECK_TEXTS {
        *claim.check.text_mut(row.text) = format!("{} here", row.option.replace('-', " "));
    }
    let set = set([claim], []);
    // A claim review is a draft, which has a place for few of them.
    let holds = |it: &&Format| it.holds.contains(&Feature::Checks) && it.name != "claimreview";
    for format in FORMATS.iter().filter(holds) {
        let written =
            format.write(&[Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set }], None);
        for row in CHECK_TEXTS {
            let text = format!("{} here", row.option.replace('-', " "));
            assert!(written.iter().any(|it| it.text.contains(&text)), "{} lacks {}", format.name, row.name);
        }
    }
}

#[test]
fn every_file_looks_like_its_own_format() {
    let (document, set) = everything();
    for format in FORMATS.iter().filter(|format| format.import.is_some()) {
        let written =
            format.write(&[Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set }], None);
        for exported in written {
            let text = exported.text.trim_start_matches('\u{feff}');
            assert_eq!(Format::of(text).map(|it| it.name), Some(format.name));
        }
    }
    assert!(Format::of("Dear reader,\n").is_none());
}
