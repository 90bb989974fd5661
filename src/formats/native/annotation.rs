//! Reading one annotation of the save file, with its spans and its check.

use std::collections::HashSet;

use super::read::unused_id;
use crate::formats::damaged::shown;
use crate::formats::json::{Fields, Flaw, Tree, Unknown, choice, count, flag, items, text};
use crate::model::check::{RANKS, STANCES, STATUSES};
use crate::model::selector::Misplaced;
use crate::model::{
    Annotation, Check, Document, Evidence, Extra, Id, LABELS, Label, Place, Rank, Selector, Span, Spans, Stance, Status,
};

/// An annotation of the file, and why it is an orphan now if the file says where it stands.
pub(super) struct Found {
    pub(super) annotation: Annotation,
    pub(super) misplaced: Option<Misplaced>,
}

/// Reads an annotation of an article that had so many `characters` when the file was written.
pub(super) fn annotation(
    tree: Tree<'_>,
    document: &Document,
    characters: Option<usize>,
    ids: &mut HashSet<Id>,
) -> Result<Found, Flaw> {
    let mut fields = Fields::of(tree)?;
    let id = fields.needed("id", |tree| unused_id(tree, ids))?;
    let label = fields.needed("label", label)?;
    let orphan = fields.optional("orphan", flag)?;
    let rule = if orphan { Rule::Orphan } else { Rule::Placed { characters } };
    let found = fields.needed("spans", |tree| spans(tree, &rule))?;
    let (place, misplaced, of_spans) = place(found, orphan, document);
    let annotation = Annotation {
        id,
        label,
        place,
        note: fields.optional("note", text)?,
        tags: fields.optional("tags", |tree| items(tree, tag))?,
        creator: fields.optional("creator", text)?,
        created: fields.optional("created", text)?,
        check: fields.optional("check", check)?,
        extra: extra(fields, of_spans),
    };
    Ok(Found { annotation, misplaced })
}

/// What is unknown of the annotation and of its spans.
fn extra<'a>(fields: Fields<'a>, of_spans: Option<Tree<'a>>) -> Extra {
    let mut unknown = fields.unknown();
    if let Some(of_spans) = of_spans {
        unknown.put("spans", of_spans);
    }
    unknown.into_extra()
}

fn label(tree: Tree<'_>) -> Result<Label, Flaw> {
    choice(tree, "label", Label::named, LABELS.iter().map(|row| row.name))
}

fn tag(tree: Tree<'_>) -> Result<String, Flaw> {
    let tag = text(tree)?;
    if tag.is_empty() || tag.contains(char::is_whitespace) {
        return Err(Flaw::new(format!("expected one word without white space, not “{}”", shown(&tag))));
    }
    Ok(tag)
}

/// What holds for the positions of an annotation's spans.
enum Rule {
    /// Spans that say where they stand in an article of so many code points.
    Placed { characters: Option<usize> },
    /// Spans that were lost: they are of another version of the article, or had no position ever.
    Orphan,
}

type FoundSpan<'a> = (Selector, Unknown<'a>);

fn spans<'a>(tree: Tree<'a>, rule: &Rule) -> Result<Vec<FoundSpan<'a>>, Flaw> {
    let spans = items(tree, |tree| span(tree, rule))?;
    if spans.is_empty() { Err(Flaw::new("expected at least one span")) } else { Ok(spans) }
}

fn span<'a>(tree: Tree<'a>, rule: &Rule) -> Result<FoundSpan<'a>, Flaw> {
    let mut fields = Fields::of(tree)?;
    let start = fields.needed("start", count)?;
    let end = fields.needed("end", |tree| end(tree, start, rule))?;
    let quote = fields.needed("quote", text)?;
    let (prefix, suffix) = (fields.optional("prefix", text)?, fields.optional("suffix", text)?);
    Ok((Selector { start, end, quote, prefix, suffix }, fields.unknown()))
}

fn end(tree: Tree<'_>, start: usize, rule: &Rule) -> Result<usize, Flaw> {
    let end = count(tree)?;
    match *rule {
        Rule::Orphan if end < start => Err(Flaw::new(format!("the end {end} is before the start {start}"))),
        Rule::Placed { .. } if end <= start => Err(Flaw::new(format!("the end {end} is not after the start {start}"))),
        Rule::Placed { characters: Some(characters) } if end > characters => {
            Err(Flaw::new(format!("the end {end} is past the {characters} characters of the article")))
        }
        Rule::Orphan | Rule::Placed { .. } => Ok(end),
    }
}

/// Where the annotation stands, why it is an orphan if the file doesn't say so, and what is unknown of its spans.
fn place<'a>(
    found: Vec<FoundSpan<'a>>,
    orphan: bool,
    document: &Document,
) -> (Place, Option<Misplaced>, Option<Tree<'a>>) {
    let (selectors, unknown): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let in_place = |selectors: &[Selector]| selectors.iter().map(|selector| selector.in_place(document)).collect();
    // What the file calls an orphan stays one even where its quote stands at its place again: only a person may say so.
    let each = if orphan { Ok(Vec::new()) } else { in_place(&selectors) };
    let (each, misplaced) = each.map_or_else(|why| (Vec::new(), Some(why)), |each| (each, None));
    match Spans::new(each.iter().copied()) {
        Some(spans) => {
            let unknown = gathered(unknown, &each, spans.as_slice());
            (Place::Spans(spans), None, listed(unknown))
        }
        None => (Place::Orphan(selectors), misplaced, listed(unknown)),
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

fn check(tree: Tree<'_>) -> Result<Check, Flaw> {
    let mut fields = Fields::of(tree)?;
    Ok(Check {
        status: fields
            .needed("status", |tree| choice(tree, "status", Status::named, STATUSES.iter().map(|row| row.1)))?,
        evidence: fields.optional("evidence", |tree| items(tree, evidence))?,
        correction: fields.optional("correction", text)?,
        question: fields.optional("question", text)?,
        answer: fields.optional("answer", text)?,
        reply_asked: fields.optional("reply_asked", text)?,
        reply_received: fields.optional("reply_received", text)?,
        checked_by: fields.optional("checked_by", text)?,
        checked_on: fields.optional("checked_on", text)?,
        extra: fields.unknown().into_extra(),
    })
}

fn evidence(tree: Tree<'_>) -> Result<Evidence, Flaw> {
    let mut fields = Fields::of(tree)?;
    Ok(Evidence {
        source: fields.optional("source", text)?,
        locator: fields.optional("locator", text)?,
        stance: fields
            .needed("stance", |tree| choice(tree, "stance", Stance::named, STANCES.iter().map(|row| row.1)))?,
        rank: fields.needed("rank", |tree| choice(tree, "rank", Rank::named, RANKS.iter().map(|row| row.1)))?,
        note: fields.optional("note", text)?,
        extra: fields.unknown().into_extra(),
    })
}
