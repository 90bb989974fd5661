//! Text between tags: escaped, with everything visible that isn't by itself, and kept from steering what is around it.

use std::fmt::Write;

use super::super::page::{Part, name_of, parts};

/// Text of an article or of somebody's making, as an element of its own: no language is known of it, and its direction
/// is its own.
pub(super) fn content(text: &str) -> String {
    let mut html = "<bdi lang=\"\">".to_owned();
    push(&mut html, text);
    html.push_str("</bdi>");
    html
}

/// Adds text with its line ends.
pub(super) fn push(html: &mut String, text: &str) {
    for part in parts(text) {
        match part {
            Part::Plain(plain) => escape(html, plain),
            Part::Hidden(hidden) => _ = write!(html, "<span class=\"hidden\">{}</span>", name_of(hidden)),
            Part::Carried(payload) => _ = write!(html, "<span class=\"hidden\">{payload}</span>"),
            Part::Break => html.push('\n'),
        }
    }
}

/// Text where no elements may stand: what can't be seen is spelt out in angle brackets, and line ends are blanks.
pub(super) fn plain(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Plain(plain) => escape(&mut html, plain),
            Part::Hidden(hidden) => _ = write!(html, "&lt;{}&gt;", name_of(hidden)),
            Part::Carried(payload) => _ = write!(html, "&lt;{payload}&gt;"),
            Part::Break => html.push(' '),
        }
    }
    html
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}
