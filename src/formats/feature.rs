//! What annotations have beside their labels and their text, and which of it a format has no place for.

use std::fmt;

use crate::model::{Annotation, AnnotationSet, Check};

/// Something that a format may have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// An annotation in several pieces.
    Pieces,
    /// Annotations that share text.
    Overlaps,
    /// Ties between annotations.
    Relations,
    /// Remarks.
    Notes,
    /// Free words.
    Tags,
    /// What checking found.
    Checks,
    /// Who made an annotation, and when.
    Creators,
    /// Annotations whose text was not found.
    Orphans,
    /// Who changed an annotation last, and when.
    Changes,
    /// That the work on the article is done.
    Finish,
}

/// What is known of a feature.
#[derive(Clone, Copy, Debug)]
pub struct FeatureRow {
    /// The feature this row is about.
    pub feature: Feature,
    /// Its name, of several.
    pub name: &'static str,
    /// Everything of it that may be left out.
    parts: &'static [Counted],
}

/// Something that is counted where it is left out.
#[derive(Clone, Copy, Debug)]
struct Counted {
    one: &'static str,
    many: &'static str,
    count: fn(&AnnotationSet) -> usize,
}

const fn row(feature: Feature, name: &'static str, parts: &'static [Counted]) -> FeatureRow {
    FeatureRow { feature, name, parts }
}

const fn counted(one: &'static str, many: &'static str, count: fn(&AnnotationSet) -> usize) -> Counted {
    Counted { one, many, count }
}

/// One row a feature, in the order in which they are listed everywhere.
pub const FEATURES: &[FeatureRow] = &[
    row(Feature::Pieces, "pieces", &[counted("annotation in pieces", "annotations in pieces", in_pieces)]),
    row(Feature::Overlaps, "overlaps", &[counted("overlap", "overlaps", overlaps)]),
    row(Feature::Relations, "relations", &[counted("relation", "relations", |set| set.relations().len())]),
    row(Feature::Notes, "notes", &[counted("note", "notes", |set| count(set, |it| !it.note.is_empty()))]),
    row(Feature::Tags, "tags", &[counted("tag", "tags", |set| all(set).map(|it| it.tags.len()).sum())]),
    row(Feature::Checks, "checks", &[counted("check", "checks", |set| count(set, |it| it.check != Check::default()))]),
    row(
        Feature::Creators,
        "creators",
        &[
            counted("creator", "creators", |set| count(set, |it| !it.creator.is_empty())),
            // A name that is lost is lost with its time.
            counted("time of marking", "times of marking", |set| {
                count(set, |it| it.creator.is_empty() && !it.created.is_empty())
            }),
        ],
    ),
    row(Feature::Orphans, "orphans", &[counted("orphan", "orphans", |set| set.orphans().len())]),
    row(
        Feature::Changes,
        "last changes",
        &[counted("last change", "last changes", |set| {
            count(set, |it| !it.changed_by.is_empty() || !it.changed.is_empty())
        })],
    ),
    row(
        Feature::Finish,
        "finish marks",
        &[counted("finish mark", "finish marks", |set| usize::from(set.finished().is_some()))],
    ),
];

/// Every feature.
pub const EVERYTHING: &[Feature] = &[
    Feature::Pieces,
    Feature::Overlaps,
    Feature::Relations,
    Feature::Notes,
    Feature::Tags,
    Feature::Checks,
    Feature::Creators,
    Feature::Orphans,
    Feature::Changes,
    Feature::Finish,
];

/// So many of something that an export leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// How many, at least 1.
    pub count: usize,
    /// The name of one of them.
    pub one: &'static str,
    /// The name of several.
    pub many: &'static str,
}

impl Loss {
    /// So many of what is called `one` or `many`; `None` where there are none.
    pub fn of(count: usize, one: &'static str, many: &'static str) -> Option<Self> {
        (count > 0).then_some(Self { count, one, many })
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, if self.count == 1 { self.one } else { self.many })
    }
}

/// What a set has of the features that `held` doesn't name.
pub(super) fn losses(set: &AnnotationSet, held: &[Feature]) -> Vec<Loss> {
    let lost = FEATURES.iter().filter(|row| !held.contains(&row.feature)).flat_map(|row| row.parts);
    lost.filter_map(|part| Loss::of((part.count)(set), part.one, part.many)).collect()
}

fn all(set: &AnnotationSet) -> impl Iterator<Item = &Annotation> {
    set.iter().chain(set.orphans()).map(AsRef::as_ref)
}

fn count(set: &AnnotationSet, has: impl Fn(&Annotation) -> bool) -> usize {
    all(set).filter(|annotation| has(annotation)).count()
}

fn in_pieces(set: &AnnotationSet) -> usize {
    count(set, |annotation| annotation.spans().len() > 1)
}

/// How many annotations share text with one before them.
fn overlaps(set: &AnnotationSet) -> usize {
    let mut spans: Vec<_> = set.iter().flat_map(|it| it.spans().iter().map(move |span| (*span, &it.id))).collect();
    spans.sort_unstable();
    let mut reached = None;
    let mut sharing = Vec::new();
    for (span, id) in spans {
        if reached.is_some_and(|end| span.start() < end) {
            sharing.push(id);
        }
        reached = reached.max(Some(span.end()));
    }
    sharing.sort_unstable();
    sharing.dedup();
    sharing.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Document, Edit, Id, Label};

    #[test]
    fn the_rows_are_all_features() {
        assert!(FEATURES.iter().map(|row| row.feature).eq(EVERYTHING.iter().copied()));
    }

    #[test]
    fn what_a_format_has_no_place_for_is_counted() {
        let document = Document::new("a.txt", "One two three four.").unwrap();
        let span = |bytes| document.span(bytes).unwrap();
        let make = |id, spans: crate::model::Spans, note: &str| {
            let note = note.to_owned();
            Change::make(Annotation { note, ..Annotation::new(Id::new(id), Label::Claim, spans) })
        };
        let pieces = crate::model::Spans::new([span(0..3), span(8..13)]).unwrap();
        let mut set = AnnotationSet::default();
        let annotations =
            vec![make("a", pieces, "x"), make("b", span(2..7).into(), ""), make("c", span(8..13).into(), "")];
        set.apply(&Edit { annotations, ..Edit::default() }).unwrap();
        let said = |held| losses(&set, held).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said(&[]), ["1 annotation in pieces", "2 overlaps", "1 note"]);
        assert_eq!(said(&[Feature::Pieces, Feature::Overlaps]), ["1 note"]);
        assert_eq!(said(EVERYTHING), [""; 0]);
        let mut others = AnnotationSet::default();
        let times = ["", "jo", "jo"].into_iter().enumerate().map(|(nth, creator)| {
            let (id, span) = (Id::new(nth.to_string().as_str()), span(0..3));
            let created = "2026-11-27T10:00:00Z".to_owned();
            Change::make(Annotation { creator: creator.to_owned(), created, ..Annotation::new(id, Label::Claim, span) })
        });
        others.apply(&Edit { annotations: times.collect(), ..Edit::default() }).unwrap();
        let said: Vec<_> = losses(&others, &[Feature::Overlaps]).iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2 creators", "1 time of marking"]);
    }
}
