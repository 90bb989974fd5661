//! Files that this program has made: they lie beside articles, and are none.

use super::FORMATS;

/// What an export says of itself that can't be read again, or says nothing of an article.
const SIGNS: &[(&str, Sign)] = &[
    ("html", |text| text.contains("<meta name=\"generator\" content=\"ascribe\"/>")),
    ("markdown", |text| text.starts_with("# ") && text.contains("\n## Legend\n\n- **")),
    ("claimreview", |text| text.trim() == "[]" || text.contains("\"ClaimReview\"")),
    ("brat", str::is_empty),
    ("conll", |text| {
        let tag = text.lines().find(|line| !line.is_empty()).and_then(|line| line.split_once('\t'));
        text.starts_with("-DOCSTART- ") || tag.is_some_and(|(_, tag)| tag == "O" || tag.starts_with("B-"))
    }),
];

/// Whether a file's text says that.
type Sign = fn(&str) -> bool;

/// Files with these names go with an export, if they say that.
const COMPANIONS: &[(&str, &str)] = &[
    ("annotation.conf", "<OVERLAP>"),
    ("label-studio.xml", "<Labels name="),
    (".features.json", "\"_type\": \"Value\""),
    (".conll.documents", ""),
];

/// Returns what a file is that this program has made, from its name and how it begins; `None` for any other file.
pub fn own(name: &str, start: &str) -> Option<String> {
    // What a sync program makes of two versions has words between.
    let is_kept = |rest: &str| rest.contains(".json") || rest.starts_with(".lock");
    if name.split_once(".ascribe").is_some_and(|(_, rest)| is_kept(rest)) {
        return Some("an annotation file".to_owned());
    }
    if COMPANIONS.iter().any(|(ending, sign)| name.ends_with(ending) && start.contains(sign)) {
        return Some("a file that goes with an export".to_owned());
    }
    let start = start.trim_start_matches('\u{feff}');
    let format = FORMATS.iter().find(|format| {
        let is_named = name.strip_suffix(format.extension).is_some_and(|rest| rest.ends_with('.'));
        let signs = || SIGNS.iter().any(|(name, sign)| *name == format.name && sign(start));
        is_named && (format.import.is_some_and(|import| (import.is_it)(start)) || signs())
    })?;
    Some(format!("an export ({})", format.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Article, Dialect};
    use crate::model::{AnnotationSet, Document};

    #[test]
    fn every_export_of_an_article_is_known_again_and_no_article_is_taken_for_one() {
        let text = "# The bridge\n\nThe mayor said the bridge is safe.\n";
        let (document, set) = (Document::new("a.txt", text).unwrap(), AnnotationSet::default());
        let article = Article { document: &document, path: document.name(), encoding: "UTF-8", set: &set };
        for format in FORMATS {
            let name = format!("a.txt.{}", format.extension);
            for dialect in [None, Some(Dialect::Features)]
                .into_iter()
                .filter(|it| it.is_none_or(|it| format.dialects.contains(&it)))
            {
                for exported in format.write(&[article], dialect) {
                    assert!(own(&name, &exported.text).is_some(), "{}", format.name);
                }
            }
            assert_eq!(
                own(&name, text),
                (format.name == "json").then(|| "an annotation file".to_owned()),
                "{}",
                format.name
            );
        }
        for name in [
            "a.txt.ascribe.json.bad-0badf00d",
            "a.txt.ascribe.json.conflict-20261128T010203Z",
            "a.txt.ascribe (1).json",
        ] {
            assert!(own(name, "").is_some(), "{name}");
        }
        for name in ["a.txt", "a.md", "a.ascribed.txt", "notes.json", "annotation.conf"] {
            assert_eq!(own(name, text), None, "{name}");
        }
    }
}
