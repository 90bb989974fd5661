//! The record of an article as Markdown, as `CommonMark`, GitHub and pandoc read it.
//!
//! Marks are written as `⟦C1 … C1⟧`: each end says whose it is, so that marks may cross. What the article and its
//! checkers wrote is escaped to the last character ([`escape`]); links and headings are the report's own.

mod escape;
mod text;

use std::fmt::Write;

use super::feature::EVERYTHING;
use super::page::{Entry, Extent, Fact, Page, chained, facts, lost, progress};
use super::{Article, Export, Format, Unit};
use crate::model::Evidence;

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
    export: Export::Each(|article, _| report(article).into()),
    import: None,
};

fn report(article: &Article<'_>) -> String {
    let page = Page::of(*article);
    let document = article.document;
    let mut md = format!("# {}\n\n{} characters", line(document.name()), document.characters());
    if !article.encoding.is_empty() {
        _ = write!(md, ", {}", line(article.encoding));
    }
    if let Some(sha256) = document.sha256() {
        _ = write!(md, ", SHA-256 {}", line(sha256));
    }
    md.push_str("\n\n## Legend\n\n");
    for (row, count) in page.counts() {
        _ = writeln!(md, "- **{}** {} ({count}): {}", row.mark, row.name, line(row.help));
    }
    md.push_str("\n## Progress\n\n");
    for row in progress(article) {
        let about: Vec<_> = row.about.iter().map(|it| link(page.name(it), page.card(it))).collect();
        let (comma, colon) = (if row.by.is_empty() { "" } else { ", " }, if about.is_empty() { "" } else { ": " });
        _ = writeln!(md, "- {}: {}{comma}{}{colon}{}", row.title, line(&row.text), line(row.by), about.join(", "));
    }
    md.push_str("\n## Article\n\n");
    text::write(&mut md, &page);
    for (title, entries) in
        [("Claims", &page.claims), ("Tied to no claim", &page.loose), ("Without a place", &page.orphans)]
    {
        if !entries.is_empty() {
            _ = write!(md, "\n## {title}\n");
        }
        for entry in entries {
            card(&mut md, &page, entry);
        }
    }
    md
}

/// Writes a card under a heading that is nothing but its name, so that its anchor is certain.
fn card(md: &mut String, page: &Page<'_>, entry: &Entry<'_>) {
    let (name, label) = (page.name(entry.annotation), entry.annotation.label.name());
    if entry.extent == Extent::Repeated {
        _ = write!(md, "\n- {} {label}: {}\n", link(name, page.card(entry.annotation)), flow(&page.quote(entry), "  "));
        return;
    }
    _ = write!(
        md,
        "\n### {name}\n\n> {}\n\n- **{}**{}\n",
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
        let name = page.name(entry.annotation);
        let name = match entry.extent {
            Extent::Whole => format!("**{name}**"),
            Extent::Repeated => link(name, page.card(entry.annotation)),
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
fn link(name: &str, card: &str) -> String {
    format!("[{name}](#{})", card.to_lowercase())
}

fn capital(label: &str) -> String {
    let mut chars = label.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
