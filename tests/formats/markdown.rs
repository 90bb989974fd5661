//! The report in Markdown: the text comes back from a parser, and nothing in it means anything to Markdown.

use ascribe::formats::{Article, Format};
use ascribe::model::{AnnotationSet, Document, Label};
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::common::{annotation, document, set, shown};
use super::golden::{assert_golden, everything};
use super::round_trip::annotated;

fn export(document: &Document, set: &AnnotationSet) -> String {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = Format::named("markdown").unwrap().write(&[article], None).try_into().unwrap();
    assert_eq!(exported.losses, []);
    exported.text
}

/// What a parser with every extension it has makes of a report.
#[derive(Debug, Default)]
struct Read {
    /// The text of the article's paragraphs, without the links of marks.
    article: Vec<String>,
    headings: Vec<(HeadingLevel, String)>,
    links: Vec<String>,
    /// Everything that isn't a paragraph, heading, list, quotation or emphasis.
    strange: Vec<String>,
    /// All text, without the links.
    text: String,
}

/// The extensions of GitHub's, and more; without smart punctuation, which only changes how quotes look.
fn extensions() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_OLD_FOOTNOTES
}

fn read(md: &str) -> Read {
    let mut read = Read::default();
    let (mut heading, mut in_link, mut section) = (None, false, String::new());
    for event in Parser::new_ext(md, extensions()) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                let done = heading.take().unwrap();
                section.clone_from(&done.1);
                read.headings.push(done);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                in_link = true;
                read.links.push(dest_url.to_string());
            }
            Event::End(TagEnd::Link) => in_link = false,
            Event::Start(Tag::Paragraph) if section == "Article" => read.article.push(String::new()),
            Event::Text(text) if !in_link => {
                push(&mut read, &mut heading, &section, &text);
            }
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item | Tag::BlockQuote(None) | Tag::Strong)
            | Event::End(_)
            | Event::Text(_) => {}
            Event::HardBreak => push(&mut read, &mut heading, &section, "\n"),
            other => read.strange.push(format!("{other:?}")),
        }
    }
    read
}

fn push(read: &mut Read, heading: &mut Option<(HeadingLevel, String)>, section: &str, text: &str) {
    read.text.push_str(text);
    if let Some((_, heading)) = heading {
        heading.push_str(text);
    } else if section == "Article" {
        read.article.last_mut().unwrap().push_str(text);
    }
}

/// The article as paragraphs: what is left of its text once lines are gone on which nothing is, not even hidden.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let line = line.strip_suffix("\r\n").or_else(|| line.strip_suffix('\n')).unwrap_or(line);
        if line.trim().is_empty() && shown(line) == line {
            paragraphs.push(String::new());
            continue;
        }
        let last = paragraphs.last_mut().unwrap();
        if !last.is_empty() {
            last.push('\n');
        }
        last.push_str(&shown(line));
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[test]
fn a_report_with_everything_is_written_as_it_was_looked_at() {
    let (document, set) = everything();
    assert_golden("everything.md", &export(&document, &set));
}

/// Pieces that mean something to one Markdown or another.
const MEANING: &[&str] = &[
    "# a",
    "- a",
    "* a",
    "+ a",
    "1. a",
    "12) a",
    "(1) a",
    "a. b",
    "> a",
    "    a",
    "\ta",
    "```",
    "~~~",
    "---",
    "***",
    "===",
    "| a | b |",
    "|-|-|",
    "*a*",
    "__a__",
    "`a`",
    "<b>a</b>",
    "<!-- a",
    "<https://a.b>",
    "https://a.b",
    "www.a.b",
    "a@b.c",
    "[a](b)",
    "![a](b)",
    "[a]: b",
    "[^1]",
    "[^1]: a",
    "&amp;",
    "&#65;",
    "\\",
    "\\a",
    "a  ",
    "~~a~~",
    "$a$",
    "$$",
    "^a^",
    "{#a}",
    ": a",
    ":a:",
    "[ ] a",
    "- [x] a",
    "% a",
    "Setext\n---",
    "a\n===",
    "::: a",
    "@a",
    "[[a]]",
    "\"a\"",
    "'a'",
    "...",
    "--",
    "!",
    "[",
    "]",
    "(",
    ")",
    "==a==",
    "||a||",
    "<?a",
    "<![CDATA[",
    " ",
    "\n",
    "\n\n",
];

proptest! {
    #[test]
    fn what_is_written_means_nothing_but_itself((document, set) in annotated()) {
        let md = export(&document, &set);
        let read = read(&md);
        prop_assert_eq!(&read.strange, &Vec::<String>::new(), "{}", &md);
        let article: Vec<_> = read.article.iter().filter(|it| !it.is_empty()).cloned().collect();
        prop_assert_eq!(article, paragraphs(document.text()), "{}", &md);
        // The title, three or more sections, and one heading a card, all of the report’s own.
        let own = |heading: &str| ["Legend", "Progress", "Article", "Claims", "Tied to no claim", "Without a place"].contains(&heading)
            || heading.strip_prefix(['A', 'C', 'S', 'D']).is_some_and(|rest| rest.parse::<usize>().is_ok());
        let strange: Vec<_> = read.headings.iter().skip(1).filter(|(_, heading)| !own(heading)).collect();
        prop_assert!(strange.is_empty(), "{:?}", strange);
        prop_assert!(read.links.iter().all(|link| link.starts_with('#')), "{:?}", read.links);
        let anchors: Vec<String> = read.headings.iter().map(|(_, heading)| heading.to_lowercase()).collect();
        for link in &read.links {
            prop_assert!(anchors.contains(&link[1..].to_owned()), "{} in {:?}", link, anchors);
        }
    }

    #[test]
    fn markdown_in_an_article_or_a_note_stays_what_it_is(
        pieces in proptest::collection::vec(proptest::sample::select(MEANING), 1..8),
        gap in proptest::sample::select(&["", " ", "\n", "x"][..]),
        from in any::<proptest::sample::Index>(),
    ) {
        let text = pieces.join(gap);
        let document = document(&text);
        let start = document.offset_at_or_before(from.index(text.len()));
        let span = ascribe::model::Span::between(start, document.end()).unwrap();
        let mut claim = ascribe::model::Annotation::new(ascribe::model::Id::new("a"), Label::Claim, span);
        claim.note.clone_from(&text);
        claim.tags = vec![pieces[0].replace(char::is_whitespace, "") + "x"];
        claim.check.evidence = vec![ascribe::model::Evidence { source: text.clone(), note: text.clone(), ..Default::default() }];
        claim.check.correction.clone_from(&text);
        let md = export(&document, &set([claim], []));
        let read = read(&md);
        prop_assert_eq!(&read.strange, &Vec::<String>::new(), "{}", &md);
        let article: Vec<_> = read.article.iter().filter(|it| !it.is_empty()).cloned().collect();
        prop_assert_eq!(article, paragraphs(&text), "{}", &md);
        prop_assert_eq!(read.headings.len(), 6);
        prop_assert!(read.links.iter().all(|link| link == "#c1"), "{:?}", read.links);
        // Twice in evidence, once as correction, once as note.
        prop_assert!(read.text.matches(&shown(&text)).count() >= 4, "{:?} in {:?}\n{}", shown(&text), read.text, &md);
    }
}

#[test]
fn each_end_of_a_mark_says_whose_it_is() {
    let document = document("One two three four.");
    let set = set(
        [
            annotation(&document, "a", Label::Claim, &["One two three"]),
            annotation(&document, "b", Label::Source, &["three four"]),
        ],
        [],
    );
    let md = export(&document, &set);
    assert!(md.contains("[⟦C1 ](#c1)One two [⟦S1 ](#s1)three[ C1⟧](#c1) four[ S1⟧](#s1)\\."), "{md}");
}

#[test]
fn ordinary_sentences_are_left_as_they_are() {
    let text = "The bridge (built in 1907) was shut; 46 kilometres - or so, a cross-examination found. Why? 50% of it: nobody knows.";
    let md = export(&document(text), &AnnotationSet::default());
    assert!(md.contains("kilometres \\- or so, a cross-examination found. Why? 50% of it: nobody knows\\."), "{md}");
}

#[test]
fn what_is_hidden_on_a_line_without_anything_else_is_spelt_out() {
    let document = document("One.\n\n \u{2028}\n\u{a0}\t\r\nTwo.\n\u{c}\n\u{b}\r\n");
    let md = export(&document, &AnnotationSet::default());
    for hidden in ["<U+2028>", "␌", "␋"] {
        assert!(md.replace('\\', "").contains(hidden), "{hidden} is not in\n{md}");
    }
    let blank = super::common::document("One.\n\n \u{a0}\t\r\n\nTwo.\n");
    assert!(export(&blank, &AnnotationSet::default()).replace('\\', "").contains("\n\nOne.\n\nTwo.\n"));
}
