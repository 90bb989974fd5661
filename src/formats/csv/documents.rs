//! Which rows of a worksheet of many articles are about one of them: those with its path, or with its path from another
//! folder and its words.
//!
//! An article in another folder may have the same name, and even the same text. So rows with another path are taken only if
//! it may lead to the article, if the article has the words of all of them, and if no other path is as good.

use std::collections::BTreeMap;

use super::super::damaged::{Damaged, shown};
use super::super::path;
use super::super::unit::Ruler;
use super::super::{Article, Unit};
use super::cell::with_line_feeds;
use super::place::is_borne_out;
use super::read::{Row, Table};
use super::rewritten::is_rewritten;

/// How many documents a message names.
const NAMED: usize = 3;

/// The rows that are about an article.
pub(super) struct Choice {
    /// Their paths, of which there are several only where one is written in several ways; none where no row is about it.
    pub(super) paths: Vec<String>,
    /// How many rows are about each other article.
    pub(super) others: BTreeMap<String, usize>,
    /// Why no row is about it, or why those are that have another path; else empty.
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
    let mut paths = of_those(&|it| path::is_same(it, &ours));
    let mut why = String::new();
    if paths.is_empty() {
        paths = of_those(&|it| is_rewritten(&ours, it));
    }
    if paths.len() != 1 && !paths.iter().any(|it| path::is_same(it, &ours)) {
        let candidates = of_those(&|it| path::may_be_same(it, &ours) || paths.iter().any(|path| path == it));
        (paths, why) = proven(table, article, candidates, &others)?;
    }
    others.retain(|path, _| !paths.contains(path));
    Ok(Choice { paths, others, why })
}

/// The only path of which the article has the words of all rows, and why it is or isn't one.
fn proven(
    table: &Table<'_>,
    article: &Article<'_>,
    candidates: Vec<String>,
    all: &BTreeMap<String, usize>,
) -> Result<(Vec<String>, String), Damaged> {
    let ours = shown(article.path);
    let remedy = format!("name the article as the worksheet does, or write {ours} into the “document” column");
    if candidates.is_empty() {
        return Ok((candidates, format!("no row is about {ours}, only about {}; {remedy}", listed(all.keys()))));
    }
    let ruler = Ruler::of(article.document, Unit::CodePoints);
    let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = table.lines();
    for row in table.rows() {
        let row: Row = row?;
        let path = table.document(&row);
        if candidates.contains(&path) && !wrong.contains_key(&path) {
            let is_fitting = table.cells(&row).is_ok_and(|cells| is_borne_out(&cells, article.document, &ruler));
            if !is_fitting {
                wrong.insert(path, lines.of(&row.record));
            }
        }
    }
    let mut fitting = candidates;
    fitting.retain(|it| !wrong.contains_key(it));
    let why = match (fitting.as_slice(), wrong.first_key_value()) {
        ([only], _) => format!("rows of {} are taken for {ours}, which has their words", shown(only)),
        ([], Some((path, line))) => {
            let path = shown(path);
            format!("no row is about {ours}: line {line} is about {path}, whose words it doesn’t have there; {remedy}")
        }
        (several, _) => format!("the rows of {} may all be about {ours}; {remedy}", listed(several.iter())),
    };
    if fitting.len() > 1 {
        fitting.clear();
    }
    Ok((fitting, why))
}

/// The first few paths, and how many more there are.
fn listed<'a>(paths: impl ExactSizeIterator<Item = &'a String>) -> String {
    let more = paths.len().saturating_sub(NAMED);
    let named: Vec<_> = paths.take(NAMED).map(|path| shown(path)).collect();
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}
