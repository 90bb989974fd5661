//! What the reports for people say: the cards there are, what stands on each, and what annotations are called there.

mod documents;
mod fact;
mod line;
mod paragraph;
mod progress;
mod visible;

use std::collections::HashMap;

use crate::model::label::LabelRow;
use crate::model::{Annotation, AnnotationSet, Id, LABELS, Label, Offset, Place};

use super::exported::Article;

pub(super) use documents::{Documents, Writing};
pub(super) use fact::{Fact, facts};
pub(super) use line::{chained, in_one_line, words};
pub(super) use paragraph::{paragraphs, said};
pub(super) use progress::progress;
pub(super) use visible::{Part, name_of, parts};

/// What stands between the pieces of a quote.
pub(super) const GAP: &str = " […] ";

/// How many characters of a quote are repeated where its annotation has its own place on another card.
const REPEATED_CHARACTERS: usize = 80;

/// What a report says of an article, in its order.
pub(super) struct Page<'a> {
    pub(super) article: Article<'a>,
    /// The claims that have a place in the text, in its order.
    pub(super) claims: Vec<Entry<'a>>,
    /// What stands in the text and is tied to no claim.
    pub(super) loose: Vec<Entry<'a>>,
    /// What was not found in the text; what is tied to a card stands there too.
    pub(super) orphans: Vec<Entry<'a>>,
    /// Its number among several documents of one report, from 1; none where it is the only one.
    pub(super) number: Option<usize>,
    names: HashMap<&'a Id, String>,
    above: HashMap<&'a Id, &'a Id>,
}

/// An annotation on a card.
pub(super) struct Entry<'a> {
    pub(super) annotation: &'a Annotation,
    /// What it is to the entry above.
    pub(super) role: &'static str,
    /// How much of it is said.
    pub(super) extent: Extent,
    /// What is tied to it.
    pub(super) below: Vec<Entry<'a>>,
}

/// How much of an annotation a card says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything: it stands here and nowhere else.
    Whole,
    /// Who it is, since everything is said on another card.
    Repeated,
}

impl<'a> Page<'a> {
    /// What there is to say of an article, which has that number where the report is about several.
    pub(super) fn of(article: Article<'a>, number: Option<usize>) -> Self {
        let set = article.set;
        let mut orphans: Vec<&Annotation> = set.orphans().map(AsRef::as_ref).collect();
        orphans.sort_by_key(|orphan| (former_start(orphan), &orphan.id));
        let placed: Vec<&Annotation> = set.iter().map(AsRef::as_ref).collect();
        let all = || placed.iter().chain(&orphans).copied();
        let cards = Cards { set, above: all().filter_map(|it| Some((&it.id, &above(set, it)?.id))).collect() };
        let heads = || placed.iter().filter(|it| !cards.above.contains_key(&it.id));
        Self {
            article,
            claims: heads().filter(|it| it.label == Label::Claim).map(|it| cards.entry(it, "", None)).collect(),
            loose: heads().filter(|it| it.label != Label::Claim).map(|it| cards.entry(it, "", None)).collect(),
            orphans: orphans.iter().map(|it| cards.entry(it, "", None)).collect(),
            number,
            names: names(all()),
            above: cards.above,
        }
    }

    /// A name that is given once a document, so that it is given once a report.
    pub(super) fn once(&self, name: &str) -> String {
        self.number.map_or_else(|| name.to_owned(), |number| format!("{name}-{number}"))
    }

    /// How many levels the headings of an article are below those of a report about it alone.
    pub(super) fn depth(&self) -> usize {
        usize::from(self.number.is_some())
    }

    /// What an annotation is called in the report: the letter of its label and a number.
    pub(super) fn name(&self, annotation: &Annotation) -> &str {
        self.names.get(&annotation.id).map_or("", String::as_str)
    }

    /// What the annotation is called on whose card one stands.
    pub(super) fn card(&self, annotation: &Annotation) -> &str {
        let top = std::iter::successors(Some(&annotation.id), |id| self.above.get(id).copied()).last();
        top.and_then(|id| self.names.get(id)).map_or("", String::as_str)
    }

    /// The text of an annotation; of what stands on another card as much as tells what it is.
    pub(super) fn quote(&self, entry: &Entry<'a>) -> String {
        let pieces: Vec<&str> = match &entry.annotation.place {
            Place::Spans(spans) => spans.as_slice().iter().map(|span| self.article.document.quote(*span)).collect(),
            Place::Orphan(_) | Place::Undecided(_) => {
                entry.annotation.selectors().iter().map(|selector| selector.quote.as_str()).collect()
            }
        };
        match (entry.extent, pieces.first().and_then(|first| first.char_indices().nth(REPEATED_CHARACTERS))) {
            (Extent::Whole, _) => pieces.join(GAP),
            (Extent::Repeated, Some((end, _))) => format!("{}…", pieces[0].get(..end).unwrap_or_default()),
            (Extent::Repeated, None) => pieces.get(..pieces.len().min(2)).unwrap_or_default().join(GAP),
        }
    }

    /// How many annotations there are of each label, in the order of the labels.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&'static LabelRow, usize)> {
        LABELS.iter().map(|row| (row, self.article.set.count(row.label)))
    }
}

/// Who stands below whom.
struct Cards<'a> {
    set: &'a AnnotationSet,
    /// The annotation that each stands below where all is said of it; none for what has a card of its own.
    above: HashMap<&'a Id, &'a Id>,
}

impl<'a> Cards<'a> {
    fn entry(&self, annotation: &'a Annotation, role: &'static str, above: Option<&Id>) -> Entry<'a> {
        let extent = if self.above.get(&annotation.id).copied() == above { Extent::Whole } else { Extent::Repeated };
        // What is said on another card is said there with all that is tied to it.
        let below = if extent == Extent::Whole { tied_below(self.set, annotation) } else { Vec::new() };
        let below = below.into_iter().map(|(role, tied)| self.entry(tied, role, Some(&annotation.id))).collect();
        Entry { annotation, role, extent, below }
    }
}

/// What an annotation stands below: a denial below a claim, who says it or whom it is about below that; of several the
/// one nearest in the text.
fn above<'a>(set: &'a AnnotationSet, annotation: &'a Annotation) -> Option<&'a Annotation> {
    let may = |label| match annotation.label {
        Label::Claim => false,
        Label::Denial => label == Label::Claim,
        Label::Actor | Label::Source => matches!(label, Label::Claim | Label::Denial),
    };
    let place = |it: &Annotation| it.start().map_or(usize::MAX, Offset::byte);
    let tied = set.relations_of(&annotation.id).filter_map(|relation| set.get(relation.other_end(&annotation.id)));
    let fitting = tied.map(AsRef::as_ref).filter(|it| may(it.label));
    fitting.min_by_key(|it| (place(it).abs_diff(place(annotation)), &it.id))
}

/// What is tied to a claim or denial and stands below it, each with what it is to it: sources, then actors, then denials,
/// each in text order.
fn tied_below<'a>(set: &'a AnnotationSet, annotation: &'a Annotation) -> Vec<(&'static str, &'a Annotation)> {
    let role = |it: &Annotation| match (annotation.label, it.label) {
        (Label::Claim | Label::Denial, Label::Source) => Some((0, "Source")),
        (Label::Claim, Label::Actor) => Some((1, "About")),
        (Label::Denial, Label::Actor) => Some((1, "By")),
        (Label::Claim, Label::Denial) => Some((2, "Denied")),
        _ => None,
    };
    let tied = set.relations_of(&annotation.id).filter_map(|relation| set.get(relation.other_end(&annotation.id)));
    let mut below: Vec<_> = tied.filter_map(|it| Some((role(it)?, it.as_ref()))).collect();
    below.sort_by_key(|((order, _), it)| (*order, it.start().map_or(usize::MAX, Offset::byte), &it.id));
    below.into_iter().map(|((_, role), it)| (role, it)).collect()
}

/// `C1`, `C2` and so on, each label counted by itself.
fn names<'a>(all: impl Iterator<Item = &'a Annotation>) -> HashMap<&'a Id, String> {
    let mut counts = [0; LABELS.len()];
    all.map(|annotation| {
        let count = &mut counts[annotation.label as usize];
        *count += 1;
        (&annotation.id, format!("{}{count}", annotation.label.row().mark))
    })
    .collect()
}

/// Where an annotation without a place started, in code points.
fn former_start(annotation: &Annotation) -> usize {
    annotation.selectors().first().map_or(0, |selector| selector.start)
}

/// What is to be said of an annotation that has no place in the text; nothing of one that has.
pub(super) fn lost(annotation: &Annotation) -> Option<&'static str> {
    match annotation.place {
        Place::Spans(_) => None,
        Place::Orphan(_) => Some("not found in the text"),
        Place::Undecided(_) => Some("not certain where in the text"),
    }
}
