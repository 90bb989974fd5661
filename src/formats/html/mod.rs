//! The record of an article as one page for a browser: nothing else is needed to read it, neither script nor network.
//!
//! The page is well-formed XML too, so that what nests wrongly or isn't escaped fails a parser and not only the eye.

mod card;
mod style;
mod tag;
mod text;

use std::fmt::Write;

use super::feature::EVERYTHING;
use super::page::{Page, progress};
use super::{Article, Export, Format, Unit};

/// The page as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "html",
    key: 'h',
    extension: "html",
    help: "a page to read, print and send: the article with its marks, and a card for each claim",
    unit: Unit::None,
    holds: EVERYTHING,
    readers: "any browser",
    dialects: &[],
    export: Export::Each(|article, _| page(article).into()),
    import: None,
};

fn page(article: &Article<'_>) -> String {
    let page = Page::of(*article);
    let mut html = String::with_capacity(article.document.text().len() * 2);
    let name = tag::plain(article.document.name());
    _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <meta name=\"generator\" content=\"ascribe\"/>\n<title>{name} – annotated</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        style::sheet()
    );
    header(&mut html, &page);
    html.push_str("<main>\n");
    text::section(&mut html, &page);
    html.push_str("<div class=\"cards\">\n");
    card::sections(&mut html, &page);
    html.push_str("</div>\n</main>\n</body>\n</html>\n");
    html
}

/// What the article is, and what its marks mean.
fn header(html: &mut String, page: &Page<'_>) {
    let document = page.article.document;
    let name = tag::content(document.name());
    _ = write!(html, "<header>\n<h1>{name}</h1>\n<p class=\"quiet\">{} characters", document.characters());
    if !page.article.encoding.is_empty() {
        _ = write!(html, ", {}", tag::content(page.article.encoding));
    }
    if let Some(sha256) = document.sha256() {
        _ = write!(html, ", SHA-256 <code>{}</code>", tag::content(sha256));
    }
    html.push_str("</p>\n<nav aria-label=\"Contents\"><ul>");
    for (id, title) in card::contents(page) {
        _ = write!(html, "<li><a href=\"#{id}\">{title}</a></li>");
    }
    html.push_str(
        "</ul></nav>\n<section aria-labelledby=\"legend\">\n<h2 id=\"legend\">Legend</h2>\n<ul class=\"legend\">\n",
    );
    for (row, count) in page.counts() {
        let (mark, name, help) = (row.mark, row.name, tag::plain(row.help));
        _ = writeln!(
            html,
            "<li><mark class=\"{name} n0\"><span class=\"ref\">{mark}1</span>{name}<span class=\"ref\" aria-hidden=\"true\">⌋</span></mark> {help} <span class=\"quiet\">({count})</span></li>"
        );
    }
    html.push_str(
        "</ul>\n<p class=\"quiet\">A mark starts with its letter and number, which lead to its card, and ends with <span aria-hidden=\"true\">⌋</span>. \
         Where marks overlap, the lines below the text show all of them. What can’t be seen by itself is spelt out: <span class=\"hidden\">U+202E</span>.</p>\n\
         </section>\n",
    );
    work(html, page);
    html.push_str("</header>\n");
}

/// How far the work on the article is.
fn work(html: &mut String, page: &Page<'_>) {
    html.push_str("<section aria-labelledby=\"progress\">\n<h2 id=\"progress\">Progress</h2>\n<dl>\n");
    for row in progress(&page.article) {
        let by = if row.by.is_empty() { String::new() } else { format!(", {}", tag::content(row.by)) };
        _ = write!(html, "<dt>{}</dt><dd>{}{by}", row.title, tag::plain(&row.text));
        for (nth, annotation) in row.about.iter().enumerate() {
            let (name, gap) = (page.name(annotation), if nth > 0 { ", " } else { ": " });
            _ = write!(html, "{gap}<a href=\"#{name}\">{name}</a>");
        }
        html.push_str("</dd>\n");
    }
    html.push_str("</dl>\n</section>\n");
}
