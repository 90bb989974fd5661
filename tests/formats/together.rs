//! Files of several articles: each has its own place there, whatever the articles are called, and comes back alone.

use std::collections::{BTreeMap, BTreeSet};

use ascribe::formats::{Arrived, Article, Dialect, Exported, FORMATS, Format, Mapping, Merged, Shape, merge, own};
use ascribe::model::{AnnotationSet, Document, Id, Label};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use roxmltree::ParsingOptions;

use super::arbitrary::{annotated, contents};
use super::common::{annotation, document, set};
use super::csv::with_line_feeds;

/// Paths that a format could trip over.
const PATHS: &[&str] = &[
    "a/dam.txt",
    "b/dam.txt",
    "dam.txt",
    "=1+2.txt",
    "-dam.txt",
    "007",
    "1/2",
    "true",
    "a b \"c\", 'd'; e.txt",
    "<b>&amp;</b>.txt",
    "# *a* _b_ [c](d) `e`.txt",
    "**",
    "C1-1",
    "Document 2",
    "é\u{301}🦊\u{202e}.txt",
    "two\nlines\r.txt",
    "-DOCSTART- -X- O O",
];

fn together(format: &str, dialect: Option<Dialect>, articles: &[(&str, &Document, &AnnotationSet)]) -> Exported {
    let articles: Vec<_> =
        articles.iter().map(|(path, document, set)| Article { document, path, encoding: "UTF-8", set }).collect();
    let [file] = Format::named(format).unwrap().write(&articles, dialect).try_into().unwrap();
    file
}

fn arrived(format: &str, file: &str, (path, document, set): (&str, &Document, &AnnotationSet)) -> Arrived {
    let article = Article { document, path, encoding: "UTF-8", set };
    (Format::named(format).unwrap().import.unwrap().read)(file.trim_start_matches('\u{feff}'), &article).unwrap()
}

fn merged(format: &str, file: &str, article: (&str, &Document, &AnnotationSet)) -> Merged {
    let mut made = 0;
    let mut new_id = || {
        made += 1;
        Id::new(format!("new{made}"))
    };
    let records = arrived(format, file, article).settled(article.1, &Mapping::default(), &mut new_id);
    merge(article.2, records, Format::named(format).unwrap().import.unwrap().policy, new_id).unwrap()
}

fn said(merged: &Merged) -> Vec<String> {
    merged.refused.iter().chain(&merged.remarks).map(ToString::to_string).collect()
}

fn parse(html: &str) -> roxmltree::Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    roxmltree::Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

/// The anchors of a report's headings, as GitHub and pandoc make them of a word and a number; the links; all else that is
/// neither text nor one of the report's own elements.
fn read(md: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_OLD_FOOTNOTES;
    let (mut anchors, mut links, mut strange, mut heading) = (Vec::new(), Vec::new(), Vec::new(), None);
    for event in Parser::new_ext(md, options) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                anchors.push(heading.take().unwrap().to_lowercase().replace(' ', "-"));
            }
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Text(text) => heading.iter_mut().for_each(|it| it.push_str(&text)),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::BlockQuote(None) | Tag::Strong)
            | Event::End(_)
            | Event::HardBreak => {}
            other => strange.push(format!("{other:?}")),
        }
    }
    (anchors, links, strange)
}

fn one_and_other() -> impl Strategy<Value = ([(Document, AnnotationSet); 2], [&'static str; 2])> {
    let holds = Format::named("csv").unwrap().holds;
    let paths = proptest::sample::subsequence(PATHS, 2).prop_shuffle();
    (annotated(holds), annotated(holds), paths).prop_map(|(one, other, paths)| ([one, other], [paths[0], paths[1]]))
}

proptest! {
    #[test]
    fn a_worksheet_of_two_articles_brings_everything_back_to_both((both, paths) in one_and_other()) {
        let both = both.map(|(document, set)| (document, with_line_feeds(&set)));
        let [one, other] = &both;
        let file = together("csv", Some(Dialect::All), &[(paths[0], &one.0, &one.1), (paths[1], &other.0, &other.1)]);
        for ((document, set), path) in both.iter().zip(paths) {
            let mut read = AnnotationSet::default();
            // An article without annotations has no rows.
            if set.iter().next().is_some() {
                let merged = merged("csv", &file.text, (path, document, &read));
                prop_assert_eq!(said(&merged), [""; 0], "{}", file.text);
                read.apply(&merged.edit).unwrap();
            }
            prop_assert_eq!(contents(&read), contents(set));
            prop_assert!(read.iter().map(|it| &it.id).eq(set.iter().map(|it| &it.id)));
        }
    }

    #[test]
    fn a_worksheet_of_two_articles_changes_neither_where_it_comes_back((both, paths) in one_and_other()) {
        let [one, other] = &both;
        for dialect in [None, Some(Dialect::All)] {
            let file = together("csv", dialect, &[(paths[0], &one.0, &one.1), (paths[1], &other.0, &other.1)]);
            for ((document, set), path) in both.iter().zip(paths) {
                let merged = merged("csv", &file.text, (path, document, set));
                prop_assert_eq!(said(&merged), [""; 0], "{}", file.text);
                prop_assert!(merged.edit.is_empty(), "{:?}", merged.edit);
            }
        }
    }

    #[test]
    fn a_page_of_two_articles_has_each_id_once_and_every_link_leads_somewhere((both, paths) in one_and_other()) {
        let [one, other] = &both;
        let file = together("html", None, &[(paths[0], &one.0, &one.1), (paths[1], &other.0, &other.1)]);
        let page = parse(&file.text);
        let ids: Vec<_> = page.descendants().filter_map(|it| it.attribute("id")).collect();
        let once: BTreeSet<_> = ids.iter().copied().collect();
        prop_assert_eq!(once.len(), ids.len(), "{:?}", ids);
        let refers = |name: &'static str| page.descendants().filter_map(move |it| it.attribute(name));
        for id in refers("href").map(|it| it.strip_prefix('#').unwrap()).chain(refers("aria-labelledby")) {
            prop_assert!(once.contains(id), "no {}", id);
        }
        // Each mark leads to a card of its own article.
        for node in page.descendants().filter(|it| it.has_tag_name("a")) {
            let document = |it: roxmltree::Node| it.ancestors().find_map(|it| it.attribute("id").filter(|id| id.starts_with("document-")).map(str::to_owned));
            let target = page.descendants().find(|it| it.attribute("id") == node.attribute("href").map(|it| &it[1..])).unwrap();
            if let Some(here) = document(node).filter(|_| node.attribute("href") != Some("#contents")) {
                prop_assert_eq!(document(target), Some(here));
            }
        }
        for name in ["style", "main", "h1", "title"] {
            prop_assert_eq!(page.descendants().filter(|it| it.has_tag_name(name)).count(), 1, "{}", name);
        }
        prop_assert_eq!(page.descendants().filter(|it| it.attribute("id") == Some("legend")).count(), 1);
        let levels: Vec<u8> = page.descendants().filter_map(|it| it.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
        prop_assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{:?}", levels);
        let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert_eq!(file.text.chars().find(|c| steers(*c)), None);
    }

    #[test]
    fn a_report_on_two_articles_has_each_anchor_once_and_means_nothing_but_itself((both, paths) in one_and_other()) {
        let [one, other] = &both;
        let file = together("markdown", None, &[(paths[0], &one.0, &one.1), (paths[1], &other.0, &other.1)]);
        let (anchors, links, strange) = read(&file.text);
        prop_assert_eq!(strange, [""; 0], "{}", &file.text);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for anchor in &anchors {
            *counts.entry(anchor).or_default() += 1;
        }
        for link in &links {
            prop_assert_eq!(counts.get(&link[1..]), Some(&1), "{} in {:?}", link, anchors);
        }
        prop_assert!(anchors.contains(&"document-1".to_owned()) && anchors.contains(&"document-2".to_owned()));
        prop_assert_eq!(anchors.iter().filter(|it| *it == "legend" || *it == "contents").count(), 2);
    }

    #[test]
    fn columns_of_two_articles_are_those_of_each_with_a_line_before((both, paths) in one_and_other()) {
        let [one, other] = &both;
        let file = together("conll", None, &[(paths[0], &one.0, &one.1), (paths[1], &other.0, &other.1)]);
        let alone = |(document, set): &(Document, AnnotationSet)| together("conll", None, &[("x", document, set)]).text;
        let start = "-DOCSTART- -X- O O\n\n";
        prop_assert_eq!(&file.text, &format!("{start}{}\n{start}{}", alone(one), alone(other)));
        let [list] = file.companions.as_slice() else { panic!("{:?}", file.companions) };
        prop_assert_eq!(list.text.lines().count(), 2);
        let plain: Vec<_> = list.text.lines().zip(paths).filter(|(_, path)| !path.contains('\n')).collect();
        prop_assert!(plain.iter().all(|(line, path)| line == path), "{:?}", plain);
    }
}

/// Two articles of one name in two folders, each with a claim under the same id.
fn twins() -> [(Document, AnnotationSet); 2] {
    ["The dam is safe, Vey said.", "The dam is safe, Orla denied."].map(|text| {
        let document = document(text);
        let claim = annotation(&document, "c1", Label::Claim, &["The dam is safe"]);
        (document, set([claim], []))
    })
}

const PATHS_OF_TWINS: [&str; 2] = ["a/dam.txt", "b/dam.txt"];

fn of_twins(format: &str) -> String {
    let [one, other] = twins();
    together(format, None, &[(PATHS_OF_TWINS[0], &one.0, &one.1), (PATHS_OF_TWINS[1], &other.0, &other.1)]).text
}

#[test]
fn a_worksheet_of_several_articles_says_first_which_one_a_row_is_about() {
    let file = of_twins("csv");
    let rows: Vec<_> = file.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows[0].starts_with("\"document\",\"id\",\"label\","), "{file}");
    assert!(rows[1].starts_with("\"a/dam.txt\",\"c1\",\"claim\",0,15,"), "{file}");
    assert!(rows[2].starts_with("\"b/dam.txt\",\"c1\",\"claim\",0,15,"), "{file}");
    assert_eq!((rows.len(), file.matches('\u{feff}').count()), (3, 1));
}

/// What a worksheet of the twins, changed, says of one of them that is called so now.
fn taken(nth: usize, path: &str, change: impl Fn(String) -> String) -> Result<Vec<String>, (String, Vec<String>)> {
    let (document, set) = &twins()[nth];
    let file = change(of_twins("csv").replacen("\"unchecked\"", "verified", 1).replacen("\"unchecked\"", "false", 1));
    let arrived = arrived("csv", &file, (path, document, set));
    if let Arrived::Elsewhere { why, others } = arrived {
        return Err((why, others.into_keys().collect()));
    }
    let merged = merged("csv", &file, (path, document, set));
    let mut after = set.clone();
    after.apply(&merged.edit).unwrap();
    Ok([vec![after.get(&Id::new("c1")).unwrap().check.status.name().to_owned()], said(&merged)].concat())
}

#[test]
fn of_two_articles_of_one_name_each_gets_its_own_rows() {
    let same = |it: String| it;
    assert_eq!(taken(0, "a/dam.txt", same).unwrap(), ["verified"]);
    assert_eq!(taken(1, "b/dam.txt", same).unwrap(), ["false"]);
    assert_eq!(taken(1, "./b//dam.txt", same).unwrap(), ["false"]);
    // No other folder's article of that name is meant, whatever its words are.
    for path in ["dam.txt", "c/dam.txt", "x/a/dam.txt", "/a/dam.txt", "../a/dam.txt"] {
        let (why, others) = taken(0, path, same).unwrap_err();
        assert_eq!(others, ["a/dam.txt", "b/dam.txt"]);
        let expected = format!(
            "no row is about {path}, only about a/dam.txt, b/dam.txt; name the article as the worksheet does, or write \
             {path} into the “document” column"
        );
        assert_eq!(why, expected);
    }
}

#[test]
fn a_worksheet_of_several_articles_comes_back_from_a_spreadsheet() {
    let [one, other] = twins();
    for (ours, theirs) in [
        ("007", "7"),
        ("1/2", "02-Jan"),
        ("3/4", "4-Mar"),
        ("true", "WAHR"),
        ("=a", "#NAME?"),
        ("-a.txt", "-a.txt"),
        ("@a.txt", "@a.txt"),
        ("1.10", "1.1"),
    ] {
        let file = together("csv", None, &[(ours, &one.0, &one.1), ("b.txt", &other.0, &other.1)]).text;
        let guard = if ours.starts_with(['=', '-', '@']) { "'" } else { "" };
        let quote = if ours.parse::<f64>().is_ok() { "" } else { "\"" };
        let written = format!("{quote}{guard}{ours}{quote},\"c1\"");
        assert!(file.contains(&written), "{written} is not in {file}");
        let file = file.replace(&written, &format!("{theirs},c1")).replace(",\"unchecked\"", ",FALSCH");
        let merged = merged("csv", &file, (ours, &one.0, &one.1));
        let told = if theirs == ours { vec![] } else { vec![format!("a spreadsheet wrote {ours} as “{theirs}”")] };
        assert_eq!((merged.changed, said(&merged)), (1, told), "{ours} → {theirs}");
        // What isn't the article's words isn't its row, whatever the spreadsheet did.
        let other = file.replace("The dam is safe\",\"\"", "The dam is dry\",\"\"");
        let is_elsewhere = matches!(arrived("csv", &other, (ours, &one.0, &one.1)), Arrived::Elsewhere { .. });
        assert_eq!(is_elsewhere, theirs != ours, "{ours}");
    }
    // Semicolons, another case, rows in another order, an empty row and one without a document.
    let file = "ID;Label;Document;Text;Status\nc1;claim;b/dam.txt;The dam is safe;false\n;;;;\n\
        c1;claim;;The dam is safe;disputed\nc1;claim;a/dam.txt;The dam is safe;verified\n";
    let merged = merged("csv", file, ("a/dam.txt", &one.0, &one.1));
    assert_eq!((merged.changed, said(&merged)), (1, vec!["line 4: row 4 names no document".to_owned()]));
    assert_eq!(arrived("csv", file, ("a/dam.txt", &one.0, &one.1)).others(), [("b/dam.txt".to_owned(), 1)].into());
}

#[test]
fn a_row_that_is_no_row_is_refused_for_its_own_article_alone() {
    let [one, other] = twins();
    let file = of_twins("csv").replace("\"b/dam.txt\",\"c1\",", "\"b/dam.txt\",");
    let width = file.lines().next().unwrap().split(',').count();
    assert_eq!(said(&merged("csv", &file, ("a/dam.txt", &one.0, &one.1))), [""; 0]);
    assert_eq!(
        said(&merged("csv", &file, ("b/dam.txt", &other.0, &other.1))),
        [format!("line 3: row 3 has {} cells, the first row {width}", width - 1)]
    );
}

#[test]
fn a_worksheet_of_several_articles_without_a_row_says_nothing() {
    let [one, other] = twins().map(|(document, _)| document);
    let none = AnnotationSet::default();
    let file = together("csv", None, &[("a/dam.txt", &one, &none), ("b/dam.txt", &other, &none)]).text;
    assert_eq!(file.lines().count(), 1);
    let merged = merged("csv", &file, ("a/dam.txt", &one, &none));
    assert_eq!((merged.added, said(&merged).len()), (0, 0));
}

#[test]
fn in_lines_of_json_an_article_of_the_same_name_in_another_folder_has_its_own_row() {
    let [one, other] = twins();
    // With one text, too.
    for other in [&other, &(document(one.0.text()), AnnotationSet::default())] {
        let file = together("jsonl", None, &[("a/dam.txt", &one.0, &one.1), ("b/dam.txt", &other.0, &other.1)]).text;
        let read = |path, document| merged("jsonl", &file, (path, document, &AnnotationSet::default()));
        let (ours, theirs) = (read("a/dam.txt", &one.0), read("b/dam.txt", &other.0));
        assert_eq!((ours.added, theirs.added), (1, other.1.len()), "{:?} {:?}", said(&ours), said(&theirs));
    }
    // Of the article's next version there is only the path to go by.
    let next = document("New. The dam is safe, Vey said.");
    let read = merged("jsonl", &of_twins("jsonl"), ("b/dam.txt", &next, &AnnotationSet::default()));
    assert_eq!(read.added, 1);
    assert!(said(&read).contains(&"line 2: it is of another version of the article".to_owned()), "{:?}", said(&read));
    assert!(said(&read).contains(&"1 record is of other articles".to_owned()), "{:?}", said(&read));
}

#[test]
fn what_can_not_be_opened_has_its_place_in_a_report_that_lists_it() {
    let [one, _] = twins();
    let paths = ["a.txt", "<gone>.txt", "c.txt"].map(str::to_owned);
    let article = |path| Article { document: &one.0, path, encoding: "UTF-8", set: &one.1 };
    for (name, missing) in [
        ("html", "<h2 id=\"title-document-2\"><bdi lang=\"\">&lt;gone&gt;.txt</bdi></h2>"),
        ("markdown", "## Document 2\n\n**\\<gone\\>\\.txt** can’t be read, so nothing of it is here.\n\n## Document 3"),
        ("conll", "-DOCSTART- -X- O O\n\n\n-DOCSTART- -X- O O\n\nThe\t"),
        ("csv", ""),
        ("jsonl", ""),
    ] {
        let mut file = Format::named(name).unwrap().begin(Shape { dialect: None, paths: &paths });
        let mut text = file.add(&article("a.txt")).text;
        text += &file.missing("<gone>.txt");
        text += &file.add(&article("c.txt")).text;
        text += &file.end();
        assert!(text.contains(missing), "{name}: {text}");
        if name == "html" {
            let page = parse(&text);
            let documents = page.descendants().filter(|it| it.attribute("class") == Some("document")).count();
            assert_eq!(documents, 3);
        }
    }
}

#[test]
fn files_of_several_articles_are_known_for_what_they_are() {
    let [one, other] = twins();
    for format in FORMATS.iter().filter(|format| format.holds_several()) {
        let file = together(format.name, None, &[("a.txt", &one.0, &one.1), ("b.txt", &other.0, &other.1)]);
        assert!(own(&format!("all.{}", format.extension), &file.text).is_some(), "{}", format.name);
        for companion in &file.companions {
            let ascribe::formats::CompanionName::Ending(ending) = companion.name else { continue };
            assert!(own(&format!("all.{ending}"), &companion.text).is_some(), "{ending}");
        }
        if format.import.is_some() {
            assert_eq!(Format::of(file.text.trim_start_matches('\u{feff}')).map(|it| it.name), Some(format.name));
        }
    }
}
