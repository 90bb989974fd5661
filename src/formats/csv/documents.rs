//! Which rows of a worksheet of many articles are about one of them: those with its path.
//!
//! An article in another folder may have the same name, and even the same text, so no other path will do. Only what a
//! spreadsheet may have made of the path will, where the article has the words of all rows with it.

use std::collections::BTreeMap;

use super::super::damaged::Damaged;
use super::super::path;
use super::super::unit::Ruler;
use super::super::{Article, Unit};
use super::cell::with_line_feeds;
use super::place::is_borne_out;
use super::rewritten::is_rewritten;
use super::table::Table;

/// How many documents a message names.
const NAMED: usize = 3;

/// The rows that are about an article.
pub(super) struct Choice {
    /// Their paths, of which there are several only where one is written in several ways; none where no row is about it.
    pub(super) paths: Vec<String>,
    /// How many rows are about each other article.
    pub(super) others: BTreeMap<String, usize>,
    /// Why no row is about it, or what a spreadsheet made of its path; else empty.
    pub(super) why: String,
}

/// Chooses the rows of a worksheet that are about an article.
pub(super) fn choose(table: &Table<'_>, article: &Article<'_>) -> Result<Choice, Damaged> {
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for row in table.rows() {
        match table.document(&row?) {
            path if path.trim().is_empty() => {}
            path => *others.entry(path).or_default() += 1,
        }
    }
    let ours = with_line_feeds(article.path);
    let of_those = |is_it: &dyn Fn(&str) -> bool| others.keys().filter(|it| is_it(it)).cloned().collect::<Vec<_>>();
    let same = of_those(&|it| path::is_same(it, &ours));
    let (paths, why) = if same.is_empty() {
        rewritten(table, article, of_those(&|it| is_rewritten(&ours, it)))?
    } else {
        (same, String::new())
    };
    others.retain(|path, _| !paths.contains(path));
    let why = if paths.is_empty() {
        let remedy = format!("name the article as the worksheet does, or write {ours} into the “document” column");
        format!("no row is about {ours}, only about {}; {remedy}", listed(others.keys()))
    } else {
        why
    };
    Ok(Choice { paths, others, why })
}

/// The only path of those that a spreadsheet may have made of the article's of which it has the words of all rows, and what
/// there is to say of it.
fn rewritten(
    table: &Table<'_>,
    article: &Article<'_>,
    mut paths: Vec<String>,
) -> Result<(Vec<String>, String), Damaged> {
    if paths.is_empty() {
        return Ok((paths, String::new()));
    }
    let ruler = Ruler::of(article.document, Unit::CodePoints);
    for row in table.rows() {
        let row = row?;
        let path = table.document(&row);
        if paths.contains(&path) && !table.cells(&row).is_ok_and(|it| is_borne_out(&it, article.document, &ruler)) {
            paths.retain(|other| *other != path);
        }
    }
    let what = match paths.as_slice() {
        [only] => format!("a spreadsheet wrote {} as “{only}”", article.path),
        _ => return Ok((Vec::new(), String::new())),
    };
    Ok((paths, what))
}

/// The first few paths, and how many more there are.
fn listed<'a>(paths: impl ExactSizeIterator<Item = &'a String>) -> String {
    let more = paths.len().saturating_sub(NAMED);
    let named: Vec<_> = paths.take(NAMED).map(String::as_str).collect();
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}
