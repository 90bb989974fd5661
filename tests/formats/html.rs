//! The page: well-formed, escaped, whole, and readable without colour.

use std::collections::BTreeSet;

use ascribe::formats::{Article, Format};
use ascribe::model::{AnnotationSet, Document, Kind, LABELS, Label};
use ascribe::tui::display;
use ascribe::tui::theme::Theme;
use proptest::prelude::*;
use ratatui::style::Color;
use roxmltree::{Node, ParsingOptions};
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::common::{annotation, document, relation, set, shown};
use super::golden::{assert_golden, everything};
use super::round_trip::annotated;

fn export(document: &Document, set: &AnnotationSet) -> String {
    let article = Article { document, path: document.name(), encoding: "UTF-8", set };
    let [exported] = Format::named("html").unwrap().write(&[article], None).try_into().unwrap();
    assert_eq!(exported.losses, []);
    exported.text
}

/// The page as XML, which is stricter than any browser: what nests wrongly or isn't escaped is an error.
fn parse(html: &str) -> roxmltree::Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    roxmltree::Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

fn has_class(node: Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class))
}

fn by_id<'a>(page: &'a roxmltree::Document, id: &str) -> Node<'a, 'a> {
    page.descendants().find(|node| node.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no {id}"))
}

/// The text in a node, without the letters of marks; what is hidden in angle brackets.
fn text(node: Node) -> String {
    if node.is_text() {
        return node.text().unwrap_or_default().to_owned();
    }
    if has_class(node, "ref") {
        return String::new();
    }
    let inner: String = node.children().map(text).collect();
    if has_class(node, "hidden") && inner.starts_with("U+") { format!("<{inner}>") } else { inner }
}

/// The text of the article.
fn article(page: &roxmltree::Document) -> String {
    text(page.descendants().find(|node| has_class(*node, "text")).unwrap())
}

#[test]
fn a_page_with_everything_is_written_as_it_was_looked_at() {
    let (document, set) = everything();
    let html = export(&document, &set);
    parse(&html);
    assert_golden("everything.html", &html);
}

#[test]
fn a_page_of_nothing_says_so_and_is_whole() {
    let html = export(&document("An article."), &AnnotationSet::default());
    let page = parse(&html);
    assert_eq!(article(&page), "An article.");
    let titles: Vec<_> = page.descendants().filter(|it| it.has_tag_name("h2")).map(text).collect();
    assert_eq!(titles, ["Legend", "Progress", "Article"]);
}

proptest! {
    #[test]
    fn a_page_nests_and_holds_the_whole_text_whatever_it_is((document, set) in annotated()) {
        let html = export(&document, &set);
        let page = parse(&html);
        prop_assert_eq!(article(&page), shown(document.text()));
        // Every annotation has one card, and every mark leads to it and back.
        let ids: Vec<_> = page.descendants().filter_map(|it| it.attribute("id")).collect();
        let once: BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(once.len(), ids.len());
        let links = page.descendants().filter_map(|it| it.attribute("href")?.strip_prefix('#'));
        for id in links {
            prop_assert!(once.contains(&id), "no {}", id);
        }
        for row in LABELS {
            for number in 1..=set.count(row.label) {
                let name = format!("{}{number}", row.mark);
                prop_assert!(once.contains(&name.as_str()), "no {}", name);
            }
        }
        let placed = ids.iter().filter(|id| id.starts_with("in-")).count();
        prop_assert_eq!(placed, set.iter().count());
        // No content has become an element, a script or a link of its own making.
        for node in page.descendants().filter(Node::is_element) {
            prop_assert!(ELEMENTS.contains(&node.tag_name().name()), "{}", node.tag_name().name());
        }
        let outside = |it: &Node| it.attribute("href").is_some_and(|href| !href.starts_with('#'));
        prop_assert_eq!(page.descendants().filter(outside).count(), 0);
        let steers = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        prop_assert_eq!(html.chars().find(|c| steers(*c)), None);
    }
}

/// What a page is made of.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "article",
    "nav",
    "div",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "a",
    "mark",
    "span",
    "bdi",
    "code",
    "strong",
];

/// The marks in the article, as the pieces of text that stand in each label's elements.
fn marks(page: &roxmltree::Document) -> Vec<(String, String)> {
    let marks = by_id(page, "article").parent().unwrap();
    let marks = marks.descendants().filter(|it| it.has_tag_name("mark"));
    marks.map(|it| (it.attribute("class").unwrap().to_owned(), text(it))).collect()
}

fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(class, text)| ((*class).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn marks_that_cross_are_cut_where_they_do_and_each_piece_keeps_its_line() {
    let document = document("One two three four.");
    let set = set(
        [
            annotation(&document, "a", Label::Claim, &["One two three"]),
            annotation(&document, "b", Label::Source, &["three four"]),
            annotation(&document, "c", Label::Actor, &["two"]),
        ],
        [],
    );
    let html = export(&document, &set);
    let page = parse(&html);
    let expected = [("claim n0", "One two three"), ("actor n1", "two"), ("source n1", "three"), ("source n0", " four")];
    assert_eq!(marks(&page), of(&expected));
    // Its letter stands once, where it starts.
    assert_eq!(html.matches("<a class=\"ref\" id=\"in-S1\" href=\"#S1\" aria-label=\"source 1\">S1</a>").count(), 1);
    assert_eq!(html.matches("href=\"#S1\"").count(), 1);
}

#[test]
fn a_mark_over_paragraphs_goes_on_in_each_with_its_letter() {
    let document = document("One two.\n\nThree four.\r\n \r\n\r\nFive.\n");
    let set = set([annotation(&document, "a", Label::Claim, &["two.\n\nThree four.\r\n \r\n\r\nFive"])], []);
    let html = export(&document, &set);
    let page = parse(&html);
    assert_eq!(marks(&page), of(&[("claim n0", "two.\n\n"), ("claim n0", "Three four.\n \n\n"), ("claim n0", "Five")]));
    assert_eq!(html.matches("aria-label=\"claim 1, continued\">…C1</a>").count(), 2);
    assert_eq!(page.descendants().filter(|it| it.has_tag_name("p") && it.attribute("dir") == Some("auto")).count(), 3);
}

#[test]
fn marks_too_deep_for_elements_show_their_edges_and_the_page_stays_small() {
    let words = (0..3000).map(|nth| format!("w{nth}")).collect::<Vec<_>>().join(" ") + " ";
    let document = document(&words);
    // Each crosses all others.
    let all = (0..1400).map(|nth| {
        let text = document.text();
        let (start, end) = (text.find(&format!("w{nth} ")).unwrap(), text.find(&format!("w{} ", nth + 1500)).unwrap());
        annotation(&document, &format!("n{nth:04}"), Label::Claim, &[&text[start..end]])
    });
    let set = set(all, []);
    let html = export(&document, &set);
    let page = parse(&html);
    assert_eq!(article(&page), words);
    let starts = page.descendants().filter(|it| it.attribute("id").is_some_and(|id| id.starts_with("in-"))).count();
    assert_eq!(starts, 1400);
    assert!(html.matches("<mark").count() < 1400 * 20, "{}", html.matches("<mark").count());
}

#[test]
fn a_claims_card_has_its_source_actor_denial_and_check() {
    let (document, set) = everything();
    let html = export(&document, &set);
    let page = parse(&html);
    let claim = set.iter().find(|it| it.id.as_str() == "c1").unwrap();
    let card = page
        .descendants()
        .filter(|it| it.has_tag_name("article"))
        .find(|it| text(*it).contains("Which inspection?"))
        .unwrap();
    let said = text(card);
    for part in [
        "The dam is safe […] “and it always was.”",
        "the minister",
        "The dam",
        "denied it.",
        "corrected",
        "contradicts, primary: https://example.org/inspection?year=2025&page=3, p. 12, 2025-06-30 – crack in the spillway",
        "context, secondary",
        "The dam was declared safe in 2019.",
        "That of 2019.",
        "2026-11-20",
        "“No comment.”",
        "mo",
        "2026-11-22",
        "sécurité",
        claim.creator.as_str(),
        claim.created.as_str(),
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let roles: Vec<_> = card.descendants().filter(|it| it.has_tag_name("dt")).map(text).collect();
    for role in [
        "Source",
        "About",
        "Denied",
        "By",
        "Check",
        "Evidence",
        "Correction",
        "Question to the author",
        "Answer",
        "Reply asked for",
        "Reply",
        "Checked",
        "Note",
        "Tags",
        "Marked",
    ] {
        assert!(roles.iter().any(|it| it == role), "{role}");
    }
    let link = card.descendants().find(|it| it.attribute("rel").is_some()).unwrap();
    assert_eq!(link.attribute("href"), Some("https://example.org/inspection?year=2025&page=3"));
}

#[test]
fn only_the_address_of_a_page_becomes_a_link() {
    let document = document("One two.");
    for (source, is_link) in [
        ("https://example.org/a?b=c", true),
        ("http://example.org", true),
        ("javascript:alert(1)", false),
        ("HTTPS://x", false),
        ("data:text/html,x", false),
        ("https://example.org/ and more", false),
        ("https://ex\u{202e}ample.org", false),
        ("https://", false),
        ("//example.org", false),
    ] {
        let mut claim = annotation(&document, "a", Label::Claim, &["One"]);
        claim.check.evidence = vec![ascribe::model::Evidence { source: source.into(), ..Default::default() }];
        let html = export(&document, &set([claim], []));
        let page = parse(&html);
        let links: Vec<_> = page
            .descendants()
            .filter(|it| it.has_tag_name("a"))
            .filter_map(|it| it.attribute("href"))
            .filter(|it| !it.starts_with('#'))
            .collect();
        assert_eq!(links, if is_link { vec![source] } else { vec![] });
    }
}

#[test]
fn headings_are_in_order_and_no_language_is_claimed_for_what_others_wrote() {
    let (document, set) = everything();
    let html = export(&document, &set);
    let page = parse(&html);
    let levels: Vec<u8> =
        page.descendants().filter_map(|it| it.tag_name().name().strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels[0], 1);
    assert_eq!(levels.iter().filter(|level| **level == 1).collect::<Vec<_>>().len(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for content in ["always was", "Which inspection", "crack in the spillway", "sécurité", "dam.txt", "gone for now"]
    {
        let nodes: Vec<_> =
            page.descendants().filter(|it| it.is_text() && it.text().unwrap().contains(content)).collect();
        assert!(!nodes.is_empty(), "{content}");
        for node in nodes.into_iter().filter(|it| !it.parent().unwrap().has_tag_name("title")) {
            let lang = node.ancestors().find_map(|it| it.attribute("lang"));
            assert_eq!(lang, Some(""), "{content}");
        }
    }
    let labelled = page.descendants().filter_map(|it| it.attribute("aria-labelledby"));
    for id in labelled {
        by_id(&page, id);
    }
}

#[test]
fn the_fills_are_those_of_the_screen() {
    let html = export(&document("x"), &AnnotationSet::default());
    for row in LABELS {
        let Some(Color::Rgb(red, green, blue)) = Theme::named("light").unwrap().label(row.label).bg else { panic!() };
        let rule =
            format!("mark.{0},.chip.{0},.edge.{0} .ref{{background-color:#{red:02X}{green:02X}{blue:02X};", row.name);
        assert!(html.contains(&rule), "{rule}");
    }
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let (document, set) = everything();
    let html = export(&document, &set);
    for forbidden in ["<script", "<link", "<img", "@import", "url(", "src=", "javascript:"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn what_the_screen_spells_out_the_page_spells_out_too() {
    let unused = |c: char| matches!(c.general_category(), GeneralCategory::Unassigned | GeneralCategory::PrivateUse);
    // The pictures of control characters stand for these here.
    let all =
        ('\u{1}'..=char::MAX).filter(|c| !unused(*c) && !matches!(c, '\t' | '\n' | '.' | '\u{2400}'..='\u{2421}'));
    let text: String =
        all.clone().chain(['\u{378}', '\u{e000}', '\u{ffff}', '\u{10ffff}']).flat_map(|c| [c, '.']).collect();
    let html = export(&document(&text), &AnnotationSet::default());
    let page = parse(&html);
    let hidden =
        page.descendants().filter(|it| has_class(*it, "hidden") && it.parent_element().unwrap().has_tag_name("p"));
    let found: BTreeSet<String> = hidden.map(self::text).collect();
    for c in text.chars() {
        let on_page = found.contains(shown(&c.to_string()).trim_end_matches('\n'));
        let on_screen = display::glyphs(c.encode_utf8(&mut [0; 4])).any(|glyph| glyph.hidden);
        // What takes no column of a terminal without its neighbours is spelt out there, but a browser shows it.
        let is_narrow = !c.is_control() && c.general_category_group() != GeneralCategoryGroup::Other;
        assert!(on_page == on_screen || (is_narrow && !on_page), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn a_source_of_many_claims_stands_on_the_card_of_the_nearest_and_is_named_on_the_others() {
    let document = document("One, said Ann. Two. Three.");
    let claims = [("c1", "One"), ("c2", "Two"), ("c3", "Three")];
    let claims = claims.map(|(id, quote)| annotation(&document, id, Label::Claim, &[quote]));
    let mut source = annotation(&document, "s", Label::Source, &["Ann"]);
    source.note = "only once".into();
    let ties = ["c1", "c2", "c3"].map(|id| relation(&format!("r{id}"), Kind::AttributedTo, id, "s"));
    let html = export(&document, &set(claims.into_iter().chain([source]), ties));
    let page = parse(&html);
    assert_eq!(html.matches("only once").count(), 1);
    let home = by_id(&page, "S1").ancestors().find_map(|it| it.attribute("id").filter(|id| *id != "S1"));
    assert_eq!(home, Some("C2"));
    assert_eq!(html.matches("<a class=\"chip source\" href=\"#S1\">S1</a>").count(), 2);
}
