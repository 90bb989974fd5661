//! Reading one annotation of the save file, with its spans and its check.

use std::collections::HashSet;

use super::id::unused_id;
use crate::formats::damaged::shown;
use crate::formats::json::{Fields, Flaw, Tree, Unknown, choice, count, flag, items, text};
use crate::model::anchoring::{Anchored, Former, Standing};
use crate::model::annotation::is_tag;
use crate::model::check::{RANKS, STANCES, STATUSES};
use crate::model::{
    Annotation, CHECK_TEXTS, Check, Evidence, Extra, Id, LABELS, Label, Place, Rank, Selector, Span, Spans, Stance,
    Status,
};

/// An annotation of the file, before it is known where it stands now.
pub(super) struct Found<'a> {
    /// The annotation, without a place but for what it is to be found by.
    annotation: Annotation,
    /// What the file says of its place.
    standing: Standing,
    unknown: Unknown<'a>,
    of_spans: Vec<Unknown<'a>>,
}

/// Reads an annotation of an article that had so many `characters` when the file was written.
pub(super) fn annotation<'a>(
    tree: Tree<'a>,
    characters: Option<usize>,
    ids: &mut HashSet<Id>,
) -> Result<Found<'a>, Flaw> {
    let mut fields = Fields::of(tree)?;
    let id = fields.needed("id", |tree| unused_id(tree, ids))?;
    let label = fields.needed("label", label)?;
    let orphan = fields.optional("orphan", flag)?;
    let undecided = fields.optional("undecided", flag)?;
    let standing = match (orphan, undecided) {
        (_, true) => Standing::Undecided,
        (true, false) => Standing::Orphan,
        (false, false) => Standing::Placed,
    };
    let spans = fields.needed("spans", |tree| spans(tree, standing, characters))?;
    let (selectors, of_spans) = spans.into_iter().unzip();
    let annotation = Annotation {
        id,
        label,
        place: Place::Orphan(selectors),
        note: fields.optional("note", text)?,
        tags: fields.optional("tags", |tree| items(tree, tag))?,
        creator: fields.optional("creator", text)?,
        created: fields.optional("created", text)?,
        changed_by: fields.optional("changed_by", text)?,
        changed: fields.optional("changed", text)?,
        check: fields.optional("check", check)?,
        extra: Extra::default(),
    };
    Ok(Found { annotation, standing, unknown: fields.unknown(), of_spans })
}

impl Found<'_> {
    /// What has been read so far.
    pub(super) fn annotation(&self) -> &Annotation {
        &self.annotation
    }

    /// What it is to be found again by.
    pub(super) fn former(&self) -> Former<'_> {
        Former { selectors: self.annotation.selectors(), standing: self.standing }
    }

    /// The annotation at its place.
    pub(super) fn at(mut self, anchored: &Anchored) -> Annotation {
        let selectors = self.annotation.selectors().to_vec();
        (self.annotation.place, self.of_spans) = match anchored {
            Anchored::Kept(each) => match Spans::new(each.iter().copied()) {
                Some(spans) => {
                    let gathered = gathered(self.of_spans, each, spans.as_slice());
                    (Place::Spans(spans), gathered)
                }
                None => (Place::Orphan(selectors), self.of_spans),
            },
            Anchored::Proposed(..) | Anchored::Unsearched => (Place::Undecided(selectors), self.of_spans),
            // What waits for a decision goes on waiting for it.
            Anchored::Lost if self.standing == Standing::Undecided => (Place::Undecided(selectors), self.of_spans),
            Anchored::Lost => (Place::Orphan(selectors), self.of_spans),
        };
        if let Some(of_spans) = listed(self.of_spans) {
            self.unknown.put("spans", of_spans);
        }
        self.annotation.extra = self.unknown.into_extra();
        self.annotation
    }
}

fn label(tree: Tree<'_>) -> Result<Label, Flaw> {
    choice(tree, "label", Label::named, LABELS.iter().map(|row| row.name))
}

fn tag(tree: Tree<'_>) -> Result<String, Flaw> {
    let tag = text(tree)?;
    if !is_tag(&tag) {
        return Err(Flaw::new(format!("expected one word without white space, not “{}”", shown(&tag))));
    }
    Ok(tag)
}

type FoundSpan<'a> = (Selector, Unknown<'a>);

fn spans(tree: Tree<'_>, standing: Standing, characters: Option<usize>) -> Result<Vec<FoundSpan<'_>>, Flaw> {
    let spans = items(tree, |tree| span(tree, standing, characters))?;
    if spans.is_empty() { Err(Flaw::new("expected at least one span")) } else { Ok(spans) }
}

fn span(tree: Tree<'_>, standing: Standing, characters: Option<usize>) -> Result<FoundSpan<'_>, Flaw> {
    let mut fields = Fields::of(tree)?;
    let start = fields.needed("start", count)?;
    let end = fields.needed("end", |tree| end(tree, start, standing, characters))?;
    let quote = fields.needed("quote", text)?;
    let (prefix, suffix) = (fields.optional("prefix", text)?, fields.optional("suffix", text)?);
    Ok((Selector { start, end, quote, prefix, suffix }, fields.unknown()))
}

/// An end that can be: spans without a place are of another version of the article, or had no position ever.
fn end(tree: Tree<'_>, start: usize, standing: Standing, characters: Option<usize>) -> Result<usize, Flaw> {
    let end = count(tree)?;
    let placed = standing == Standing::Placed;
    match characters {
        _ if placed && end <= start => Err(Flaw::new(format!("the end {end} is not after the start {start}"))),
        _ if end < start => Err(Flaw::new(format!("the end {end} is before the start {start}"))),
        Some(characters) if placed && end > characters => {
            Err(Flaw::new(format!("the end {end} is past the {characters} characters of the article")))
        }
        _ => Ok(end),
    }
}

/// What is unknown of spans, for the spans that they were joined into.
fn gathered<'a>(unknown: Vec<Unknown<'a>>, each: &[Span], joined: &[Span]) -> Vec<Unknown<'a>> {
    let mut gathered: Vec<_> = joined.iter().map(|_| Unknown::default()).collect();
    for (of_span, span) in unknown.into_iter().zip(each) {
        let after = joined.partition_point(|outer| outer.start() <= span.start());
        if let Some(of_outer) = after.checked_sub(1).and_then(|nth| gathered.get_mut(nth)) {
            of_outer.append(of_span);
        }
    }
    gathered.into_iter().map(Unknown::distinct).collect()
}

/// What is unknown of spans as one list, by their numbers; `None` where nothing is.
fn listed(mut unknown: Vec<Unknown<'_>>) -> Option<Tree<'_>> {
    let count = unknown.iter().rposition(|of_span| !of_span.0.is_empty())? + 1;
    unknown.truncate(count);
    Some(Tree::List(unknown.into_iter().map(|of_span| Tree::Object(of_span.0)).collect()))
}

/// Reads a check.
pub(in crate::formats) fn check(tree: Tree<'_>) -> Result<Check, Flaw> {
    let mut fields = Fields::of(tree)?;
    let status =
        fields.needed("status", |tree| choice(tree, "status", Status::named, STATUSES.iter().map(|row| row.1)))?;
    let evidence = fields.optional("evidence", |tree| items(tree, evidence))?;
    let mut check = Check { status, evidence, ..Check::default() };
    for row in CHECK_TEXTS {
        *check.text_mut(row.text) = fields.optional(row.name, text)?;
    }
    check.extra = fields.unknown().into_extra();
    Ok(check)
}

fn evidence(tree: Tree<'_>) -> Result<Evidence, Flaw> {
    let mut fields = Fields::of(tree)?;
    Ok(Evidence {
        source: fields.optional("source", text)?,
        locator: fields.optional("locator", text)?,
        stance: fields
            .optional("stance", |tree| said(tree, "stance", Stance::named, STANCES.iter().map(|row| row.1)))?,
        rank: fields.optional("rank", |tree| said(tree, "rank", Rank::named, RANKS.iter().map(|row| row.1)))?,
        date: fields.optional("date", text)?,
        note: fields.optional("note", text)?,
        extra: fields.unknown().into_extra(),
    })
}

/// One of some names; `None` for no name, which formats of one fixed shape write where nothing is said.
fn said<T>(
    tree: Tree<'_>,
    what: &str,
    find: impl FnOnce(&str) -> Option<T>,
    names: impl IntoIterator<Item = &'static str>,
) -> Result<Option<T>, Flaw> {
    match tree {
        Tree::Text(text) if text.is_empty() => Ok(None),
        tree => choice(tree, what, find, names).map(Some),
    }
}
