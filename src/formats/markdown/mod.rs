//! The record of an article as Markdown, as `CommonMark`, GitHub and pandoc read it.
//!
//! Marks are written as `⟦C1 … C1⟧`: each end says whose it is, so that marks may cross. What the article and its
//! checkers wrote is escaped to the last character ([`escape`]); links and headings are the report's own. Where there are
//! several articles, each is a numbered document, and its cards have its number: no two headings that a link leads to are
//! the same, since readers tell anchors from headings, each in its own way where they are more than a word and a number.

mod escape;
mod text;

use std::fmt::Write;

use super::feature::EVERYTHING;
use super::page::{Documents, Entry, Extent, Fact, Page, Writing, chained, facts, lost, progress};
use super::{Article, Export, Format, Unit};
use crate::model::{Annotation, Evidence, LABELS};

use escape::{flow, line};

/// The report as a format among the others.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    key: 'm',
    extension: "md",
    help: "the same record as Markdown, for notes, wikis and pandoc",
    unit: Unit::None,
    holds: EVERYTHING,
    readers: "GitHub, pandoc, any text editor",
    dialects: &[],
    export: Export::Together(|shape| Box::new(Documents::new(shape, &WRITING))),
    import: None,
};

/// The writing of a report, on one article or on several with a list of them.
const WRITING: Writing = Writing { opening, article: record, missing, end: "" };

/// The heading of each of several documents, before its number.
const DOCUMENT: &str = "Document";

/// The text before several documents: the legend, and a list of them.
fn opening(paths: &[String]) -> String {
    let mut md = format!("# {} articles\n\n## Legend\n\n", paths.len());
    for row in LABELS {
        _ = writeln!(md, "- **{}** {}: {}", row.mark, row.name, line(row.help));
    }
    md.push_str(
        "\nThe card of a mark has the number of its document, too: in document 2, C1 leads to C1-2.\n\n## Contents\n\n",
    );
    for (nth, path) in paths.iter().enumerate() {
        let number = nth + 1;
        _ = writeln!(md, "- [{}](#{}-{number})", line(path), DOCUMENT.to_lowercase());
    }
    md
}

/// Writes one of several documents whose article can't be read.
fn missing(md: &mut String, number: usize, path: &str) {
    _ = write!(md, "\n## {DOCUMENT} {number}\n\n**{}** can’t be read, so nothing of it is here.\n", line(path));
}

/// Writes the record of an article.
fn record(md: &mut String, page: &Page<'_>) {
    let Article { document, path, encoding, .. } = page.article;
    match page.number {
        None => _ = write!(md, "# {}\n\n", line(document.name())),
        Some(number) => _ = write!(md, "\n## {DOCUMENT} {number}\n\n**{}**, ", line(path)),
    }
    _ = write!(md, "{} characters", document.all_read_characters());
    for carried in document.payloads() {
        _ = write!(md, ", {}", carried.payload);
    }
    if !encoding.is_empty() {
        _ = write!(md, ", {}", line(encoding));
    }
    if let Some(sha256) = document.sha256() {
        _ = write!(md, ", SHA-256 {}", line(sha256));
    }
    let level = "#".repeat(2 + page.depth());
    if page.number.is_some() {
        let counts: Vec<_> = page.counts().map(|(row, count)| format!("{} {count}", row.name)).collect();
        _ = writeln!(md, "; {}", counts.join(", "));
    } else {
        md.push_str("\n\n## Legend\n\n");
        for (row, count) in page.counts() {
            _ = writeln!(md, "- **{}** {} ({count}): {}", row.mark, row.name, line(row.help));
        }
    }
    _ = write!(md, "\n{level} Progress\n\n");
    for row in progress(&page.article) {
        let about: Vec<_> = row.about.iter().map(|it| link(page, it)).collect();
        let (comma, colon) = (if row.by.is_empty() { "" } else { ", " }, if about.is_empty() { "" } else { ": " });
        _ = writeln!(md, "- {}: {}{comma}{}{colon}{}", row.title, line(&row.text), line(row.by), about.join(", "));
    }
    _ = write!(md, "\n{level} Article\n\n");
    text::write(md, page);
    for (title, entries) in
        [("Claims", &page.claims), ("Tied to no claim", &page.loose), ("Without a place", &page.orphans)]
    {
        if !entries.is_empty() {
            _ = write!(md, "\n{level} {title}\n");
        }
        for entry in entries {
            card(md, page, entry);
        }
    }
}

/// Writes a card under a heading that is nothing but its name, so that its anchor is certain.
fn card(md: &mut String, page: &Page<'_>, entry: &Entry<'_>) {
    let (name, label) = (page.name(entry.annotation), entry.annotation.label.name());
    if entry.extent == Extent::Repeated {
        _ = write!(md, "\n- {} {label}: {}\n", link(page, entry.annotation), flow(&page.quote(entry), "  "));
        return;
    }
    _ = write!(
        md,
        "\n{}# {}\n\n> {}\n\n- **{}**{}\n",
        "#".repeat(2 + page.depth()),
        page.once(name),
        flow(&page.quote(entry), "> "),
        capital(label),
        placeless(entry)
    );
    said(md, entry, "");
    below(md, page, entry, "");
}

/// Writes what is tied to an annotation, so far indented.
fn below(md: &mut String, page: &Page<'_>, above: &Entry<'_>, indent: &str) {
    let inner = format!("{indent}  ");
    for entry in &above.below {
        let name = match entry.extent {
            Extent::Whole => format!("**{}**", page.name(entry.annotation)),
            Extent::Repeated => link(page, entry.annotation),
        };
        let quote = flow(&page.quote(entry), &inner);
        _ = writeln!(md, "{indent}- {} {name}{}: {quote}", entry.role, placeless(entry));
        if entry.extent == Extent::Whole {
            said(md, entry, &inner);
            below(md, page, entry, &inner);
        }
    }
}

/// Writes what is known of an annotation, so far indented.
fn said(md: &mut String, entry: &Entry<'_>, indent: &str) {
    let inner = format!("{indent}  ");
    for fact in facts(entry.annotation) {
        match fact {
            Fact::Status(status) => {
                _ = writeln!(md, "{indent}- Check: **{}**: {}", status.name(), line(status.help()));
            }
            Fact::Evidence(all) => {
                _ = writeln!(md, "{indent}- Evidence:");
                for evidence in all {
                    _ = writeln!(md, "{inner}- {}", of_evidence(evidence, &format!("{inner}  ")));
                }
            }
            Fact::Written(name, text) => _ = writeln!(md, "{indent}- {name}: {}", flow(&text, &inner)),
            Fact::Tags(tags) => {
                let tags: Vec<_> = tags.iter().map(|tag| line(tag)).collect();
                _ = writeln!(md, "{indent}- Tags: {}", tags.join(", "));
            }
        }
    }
}

fn of_evidence(evidence: &Evidence, indent: &str) -> String {
    let stance = evidence.stance.map(|stance| format!("**{}**", stance.name())).unwrap_or_default();
    let text = |text: &str| flow(text, indent);
    chained([
        ("", stance),
        (", ", evidence.rank_name().to_owned()),
        (": ", text(&evidence.source)),
        (", ", text(&evidence.locator)),
        (", ", text(&evidence.date)),
        (" – ", text(&evidence.note)),
    ])
}

/// That an annotation has no place in the text, where it is so.
fn placeless(entry: &Entry<'_>) -> String {
    lost(entry.annotation).map_or_else(String::new, |lost| format!(" ({lost})"))
}

/// What an annotation is called, as a link to its card.
fn link(page: &Page<'_>, annotation: &Annotation) -> String {
    format!("[{}](#{})", page.name(annotation), anchor(page, annotation))
}

/// The anchor of an annotation's card, as readers make it of the card's heading.
fn anchor(page: &Page<'_>, annotation: &Annotation) -> String {
    page.once(page.card(annotation)).to_lowercase()
}

fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
