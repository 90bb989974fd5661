//! The cards: each claim with who says it, whom it is about, who denies it and what checking it found; then the rest.

use std::fmt::Write;

use super::super::page::{Entry, Extent, Fact, Page, chained, facts, lost};
use super::{begin_section, tag};
use crate::model::{Evidence, Label};

/// The sections that there are, by their ids.
pub(super) fn contents(page: &Page<'_>) -> Vec<(&'static str, &'static str)> {
    let mut contents = vec![("legend", "Legend"), ("progress", "Progress"), ("article", "Article")];
    contents.extend(groups(page).into_iter().filter(|(.., cards)| !cards.is_empty()).map(|(id, title, _)| (id, title)));
    contents
}

/// Writes them.
pub(super) fn sections(html: &mut String, page: &Page<'_>) {
    for (id, title, entries) in groups(page).into_iter().filter(|(.., entries)| !entries.is_empty()) {
        begin_section(html, page, id, title);
        html.push('\n');
        for entry in entries {
            card(html, page, entry);
        }
        html.push_str("</section>\n");
    }
}

fn groups<'p, 'a>(page: &'p Page<'a>) -> [(&'static str, &'static str, &'p [Entry<'a>]); 3] {
    [
        ("claims", "Claims", &page.claims),
        ("loose", "Tied to no claim", &page.loose),
        ("orphans", "Without a place", &page.orphans),
    ]
}

fn card(html: &mut String, page: &Page<'_>, entry: &Entry<'_>) {
    let (name, label) = (page.name(entry.annotation), entry.annotation.label.name());
    let (id, level) = (page.once(name), 3 + page.depth());
    if entry.extent == Extent::Repeated {
        let title = title(name, label);
        _ = write!(html, "<div class=\"card {label}\"><h{level}><a href=\"#{id}\">{title}</a></h{level}>");
        quote(html, page, entry);
        html.push_str("</div>\n");
        return;
    }
    _ = write!(
        html,
        "<article class=\"card {label}\" id=\"{id}\" aria-labelledby=\"title-{id}\">\n<h{level} id=\"title-{id}\">{}</h{level}>\n",
        title(name, label)
    );
    quote(html, page, entry);
    html.push_str("<dl>\n");
    said(html, entry);
    below(html, page, entry);
    html.push_str("</dl>\n</article>\n");
}

fn title(name: &str, label: &str) -> String {
    format!("<span class=\"chip {label}\">{name}</span> {label}")
}

/// Writes the text of an annotation, and the way to it.
fn quote(html: &mut String, page: &Page<'_>, entry: &Entry<'_>) {
    let text = tag::content(&page.quote(entry));
    let (name, label) = (page.name(entry.annotation), entry.annotation.label.name());
    if let Some(lost) = lost(entry.annotation) {
        _ = write!(html, "<blockquote>{text}</blockquote>\n<p class=\"lost\">{lost}</p>\n");
        return;
    }
    let (number, id) = (name.trim_start_matches(char::is_alphabetic), page.once(name));
    _ = write!(
        html,
        "<blockquote>{text}</blockquote>\n<p class=\"back\"><a href=\"#in-{id}\" aria-label=\"{label} {number} in the article\">in the article</a></p>\n"
    );
}

/// Writes what is tied to an annotation.
fn below(html: &mut String, page: &Page<'_>, above: &Entry<'_>) {
    for entry in &above.below {
        let (name, label) = (page.name(entry.annotation), entry.annotation.label.name());
        let id = page.once(name);
        _ = write!(html, "<dt>{}</dt>", entry.role);
        if entry.extent == Extent::Repeated {
            let text = tag::content(&page.quote(entry));
            _ = writeln!(html, "<dd><a class=\"chip {label}\" href=\"#{id}\">{name}</a> {text}</dd>");
            continue;
        }
        _ = write!(html, "<dd id=\"{id}\"><span class=\"chip {label}\">{name}</span> ");
        quote(html, page, entry);
        let facts = facts(entry.annotation);
        if !facts.is_empty() || !entry.below.is_empty() {
            html.push_str("<dl>\n");
            said(html, entry);
            below(html, page, entry);
            html.push_str("</dl>");
        }
        html.push_str("</dd>\n");
    }
    if above.below.is_empty() && above.annotation.label == Label::Claim {
        html.push_str("<dt>Source</dt><dd class=\"quiet\">none</dd>\n");
    }
}

/// Writes what is known of an annotation.
fn said(html: &mut String, entry: &Entry<'_>) {
    for fact in facts(entry.annotation) {
        match fact {
            Fact::Status(status) => {
                _ = writeln!(
                    html,
                    "<dt>Check</dt><dd><strong>{}</strong>: {}</dd>",
                    status.name(),
                    tag::plain(status.help())
                );
            }
            Fact::Evidence(all) => {
                html.push_str("<dt>Evidence</dt><dd><ul>");
                for evidence in all {
                    _ = write!(html, "<li>{}</li>", of_evidence(evidence));
                }
                html.push_str("</ul></dd>\n");
            }
            Fact::Written(name, text) => _ = writeln!(html, "<dt>{name}</dt><dd>{}</dd>", tag::content(&text)),
            Fact::Tags(tags) => {
                let tags: Vec<_> = tags.iter().map(|tag| tag::content(tag)).collect();
                _ = writeln!(html, "<dt>Tags</dt><dd>{}</dd>", tags.join(", "));
            }
        }
    }
}

fn of_evidence(evidence: &Evidence) -> String {
    let stance = evidence.stance.map(|stance| format!("<strong>{}</strong>", stance.name())).unwrap_or_default();
    let text = |text: &str| if text.is_empty() { String::new() } else { tag::content(text) };
    let mut source = text(&evidence.source);
    if is_address(&evidence.source) {
        let address = tag::plain(&evidence.source);
        source = format!("<a href=\"{address}\" rel=\"noopener noreferrer nofollow\">{source}</a>");
    }
    chained([
        ("", stance),
        (", ", evidence.rank_name().to_owned()),
        (": ", source),
        (", ", text(&evidence.locator)),
        (", ", text(&evidence.date)),
        (" – ", text(&evidence.note)),
    ])
}

/// Whether a text is the address of a web page as it would be typed, and nothing that a browser would run.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'!'..=b'~')))
}
