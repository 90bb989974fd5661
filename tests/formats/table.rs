//! The table of formats.

use std::collections::BTreeSet;

use ascribe::formats::{Article, FORMATS, Format};

use super::golden::everything;

#[test]
fn every_format_has_a_name_of_its_own_and_help() {
    let names: BTreeSet<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
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
    let text = (json.export)(&Article { document: &document, encoding: "UTF-8", set: &set });
    let imported = (json.import)(&text, &document).unwrap();
    assert_eq!((imported.set, imported.misplaced), (set, vec![]));
}
