//! The record of an article as one page for a browser: nothing else is needed to read it, neither script nor network.
//!
//! Several articles are documents of one page, with one legend, one style and a list of them; each id ends in the number of
//! its document.
//!
//! The page is well-formed XML too, so that what nests wrongly or isn't escaped fails a parser and not only the eye.

mod card;
mod style;
mod tag;
mod text;

use std::fmt::Write;

use super::feature::EVERYTHING;
use super::page::{Documents, Page, Writing, progress};
use super::{Article, Export, Format, Unit};
use crate::model::LABELS;

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
    export: Export::Together(|shape| Box::new(Documents::new(shape, &WRITING))),
    import: None,
};

/// The writing of a page, about one article or about several with a list of them.
const WRITING: Writing = Writing { opening, article, missing: missing_document, end: "</main>\n</body>\n</html>\n" };

fn article(html: &mut String, page: &Page<'_>) {
    if page.number.is_some() {
        document(html, page);
    } else {
        alone(html, page);
    }
}

/// Writes all that stands before the body's first element.
fn head(html: &mut String, title: &str, style: &str) {
    _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <meta name=\"generator\" content=\"ascribe\"/>\n<title>{title} – annotated</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    );
}

/// Writes the page of the only article.
fn alone(html: &mut String, page: &Page<'_>) {
    html.reserve(page.article.document.text().len() * 2);
    head(html, &tag::plain(page.article.document.name()), &style::sheet());
    _ = write!(html, "<header>\n<h1>{}</h1>\n", tag::content(page.article.document.name()));
    origin(html, page);
    html.push_str("<nav aria-label=\"Contents\"><ul>");
    for (id, title) in card::contents(page) {
        _ = write!(html, "<li><a href=\"#{id}\">{title}</a></li>");
    }
    html.push_str("</ul></nav>\n");
    let counts: Vec<_> = page.counts().map(|(_, count)| count).collect();
    legend(html, &counts);
    work(html, page);
    html.push_str("</header>\n<main>\n");
    text::section(html, page);
    html.push_str("<div class=\"cards\">\n");
    card::sections(html, page);
    html.push_str("</div>\n</main>\n</body>\n</html>\n");
}

/// All that stands before the first of several documents.
fn opening(paths: &[String]) -> String {
    let (mut html, title) = (String::new(), format!("{} articles", paths.len()));
    head(&mut html, &title, &style::sheet_of_several());
    _ = write!(html, "<header>\n<h1>{title}</h1>\n");
    legend(&mut html, &[]);
    html.push_str("<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n");
    for (nth, path) in paths.iter().enumerate() {
        _ = writeln!(html, "<li><a href=\"#document-{}\">{}</a></li>", nth + 1, tag::content(path));
    }
    html.push_str("</ol>\n</nav>\n</header>\n<main class=\"several\">\n");
    html
}

/// Writes one of several documents.
fn document(html: &mut String, page: &Page<'_>) {
    begin_document(html, page.number.unwrap_or_default(), page.article.path);
    origin(html, page);
    let counts: Vec<_> = page.counts().map(|(row, count)| format!("{} {count}", row.name)).collect();
    _ = writeln!(html, "<p class=\"quiet\">{}</p>", counts.join(", "));
    work(html, page);
    html.push_str("<div class=\"sides\">\n");
    text::section(html, page);
    html.push_str("<div class=\"cards\">\n");
    card::sections(html, page);
    html.push_str("</div>\n</div>\n</article>\n");
}

/// Writes one of several documents whose article can't be read.
fn missing_document(html: &mut String, number: usize, path: &str) {
    begin_document(html, number, path);
    html.push_str("<p class=\"lost\">It can’t be read, so nothing of it is here.</p>\n</article>\n");
}

/// Writes where a document begins: its name, and the way back to the list.
fn begin_document(html: &mut String, number: usize, path: &str) {
    let (id, name) = (format!("document-{number}"), tag::content(path));
    _ = write!(
        html,
        "<article class=\"document\" id=\"{id}\" aria-labelledby=\"title-{id}\">\n<h2 id=\"title-{id}\">{name}</h2>\n\
         <p class=\"back\"><a href=\"#contents\">contents</a></p>\n"
    );
}

/// Writes how long an article is, and which bytes it is.
fn origin(html: &mut String, page: &Page<'_>) {
    let Article { document, encoding, .. } = page.article;
    _ = write!(html, "<p class=\"quiet\">{} characters", document.all_read_characters());
    for carried in document.payloads() {
        _ = write!(html, ", {}", carried.payload);
    }
    if !encoding.is_empty() {
        _ = write!(html, ", {}", tag::content(encoding));
    }
    if let Some(sha256) = document.sha256() {
        _ = write!(html, ", SHA-256 <code>{}</code>", tag::content(sha256));
    }
    html.push_str("</p>\n");
}

/// Writes what marks mean, and how many of each label there are where they are counted here.
fn legend(html: &mut String, counts: &[usize]) {
    html.push_str("<section aria-labelledby=\"legend\">\n<h2 id=\"legend\">Legend</h2>\n<ul class=\"legend\">\n");
    for (nth, row) in LABELS.iter().enumerate() {
        let (mark, name, help) = (row.mark, row.name, tag::plain(row.help));
        let count =
            counts.get(nth).map_or_else(String::new, |count| format!(" <span class=\"quiet\">({count})</span>"));
        _ = writeln!(
            html,
            "<li><mark class=\"{name} n0\"><span class=\"ref\">{mark}1</span>{name}<span class=\"ref\" aria-hidden=\"true\">⌋</span></mark> {help}{count}</li>"
        );
    }
    html.push_str(
        "</ul>\n<p class=\"quiet\">A mark starts with its letter and number, which lead to its card, and ends with <span aria-hidden=\"true\">⌋</span>. \
         Where marks overlap, the lines below the text show all of them. What can’t be seen by itself is spelt out: <span class=\"hidden\">U+202E</span>.</p>\n\
         </section>\n",
    );
}

/// How far the work on the article is.
fn work(html: &mut String, page: &Page<'_>) {
    begin_section(html, page, "progress", "Progress");
    html.push_str("\n<dl>\n");
    for row in progress(&page.article) {
        let by = if row.by.is_empty() { String::new() } else { format!(", {}", tag::content(row.by)) };
        _ = write!(html, "<dt>{}</dt><dd>{}{by}", row.title, tag::plain(&row.text));
        for (nth, annotation) in row.about.iter().enumerate() {
            let (name, gap) = (page.name(annotation), if nth > 0 { ", " } else { ": " });
            _ = write!(html, "{gap}<a href=\"#{}\">{name}</a>", page.once(name));
        }
        html.push_str("</dd>\n");
    }
    html.push_str("</dl>\n</section>\n");
}

/// Begins a section of an article's record with its heading.
fn begin_section(html: &mut String, page: &Page<'_>, id: &str, title: &str) {
    let (id, level) = (page.once(id), 2 + page.depth());
    _ = write!(html, "<section aria-labelledby=\"{id}\">\n<h{level} id=\"{id}\">{title}</h{level}>");
}
