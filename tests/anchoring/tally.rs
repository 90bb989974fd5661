//! What has become of annotations, counted.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use ascribe::model::anchoring::Anchored;
use ascribe::model::{Document, Spans};

/// What has become of an annotation, compared with what should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// It is kept where it is.
    Kept,
    /// It is proposed exactly where it is.
    Proposed,
    /// It is proposed where it is in part.
    Overlapping,
    /// It is proposed elsewhere.
    WronglyProposed,
    /// It is gone, and an orphan.
    Orphaned,
    /// It is there, and an orphan.
    Missed,
    /// It is kept where it isn't.
    WronglyKept,
}

impl Fate {
    pub(crate) fn of(anchored: &Anchored, truth: &[Option<Range<usize>>], document: &Document) -> Self {
        let left: Vec<_> = truth.iter().flatten().filter_map(|bytes| trimmed(bytes.clone(), document)).collect();
        let truth_spans = Spans::new(left.iter().filter_map(|bytes| document.span(bytes.clone())));
        match anchored {
            Anchored::Kept(spans) => {
                let right = spans.len() == truth.len()
                    && spans.iter().zip(truth).all(|(span, truth)| truth.as_ref() == Some(&span.bytes()));
                if right { Self::Kept } else { Self::WronglyKept }
            }
            Anchored::Proposed(spans, ..) => {
                let trim = |bytes| trimmed(bytes, document).and_then(|bytes| document.span(bytes));
                let spans = Spans::new(spans.as_slice().iter().filter_map(|span| trim(span.bytes())));
                let overlap = |spans: &Spans| {
                    spans
                        .as_slice()
                        .iter()
                        .any(|span| left.iter().any(|it| it.start < span.end().byte() && span.start().byte() < it.end))
                };
                match &spans {
                    _ if spans == truth_spans => Self::Proposed,
                    Some(spans) if overlap(spans) => Self::Overlapping,
                    _ => Self::WronglyProposed,
                }
            }
            Anchored::Lost | Anchored::Unsearched if left.is_empty() => Self::Orphaned,
            Anchored::Lost | Anchored::Unsearched => Self::Missed,
        }
    }
}

/// Those bytes without the white space at their ends.
fn trimmed(bytes: Range<usize>, document: &Document) -> Option<Range<usize>> {
    let text = document.slice(bytes.clone());
    let start = bytes.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    (start < end).then_some(start..end)
}

/// The fates of annotations by kinds of edits.
#[derive(Default)]
pub(crate) struct Tally {
    fates: BTreeMap<(&'static str, Fate), usize>,
    edits: BTreeMap<&'static str, usize>,
}

impl Tally {
    pub(crate) fn count(&mut self, kind: &'static str, fate: Fate) {
        *self.fates.entry((kind, fate)).or_default() += 1;
    }

    pub(crate) fn edits(&mut self, kind: &'static str) {
        *self.edits.entry(kind).or_default() += 1;
    }

    fn all(&self, fate: Fate) -> usize {
        self.fates.iter().filter(|((_, of), _)| *of == fate).map(|(_, count)| count).sum()
    }

    /// How many of the annotations that are still there were kept, or proposed exactly where they are.
    pub(crate) fn kept_or_rightly_proposed_percent(&self) -> usize {
        let there = [Fate::Kept, Fate::Proposed, Fate::Overlapping, Fate::Missed].map(|fate| self.all(fate));
        100 * (there[0] + there[1]) / there.iter().sum::<usize>().max(1)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const COLUMNS: [(&str, Fate); 7] = [
            ("kept", Fate::Kept),
            ("proposed", Fate::Proposed),
            ("overlapping", Fate::Overlapping),
            ("wrongly proposed", Fate::WronglyProposed),
            ("orphaned", Fate::Orphaned),
            ("missed", Fate::Missed),
            ("WRONGLY KEPT", Fate::WronglyKept),
        ];
        write!(f, "{:<36} {:>6}", "", "edits")?;
        for (name, _) in COLUMNS {
            write!(f, " {name:>16}")?;
        }
        for (kind, edits) in &self.edits {
            write!(f, "\n{kind:<36} {edits:>6}")?;
            for (_, fate) in COLUMNS {
                write!(f, " {:>16}", self.fates.get(&(kind, fate)).copied().unwrap_or_default())?;
            }
        }
        write!(f, "\n{:<36} {:>6}", "all", self.edits.values().sum::<usize>())?;
        COLUMNS.iter().try_for_each(|(_, fate)| write!(f, " {:>16}", self.all(*fate)))
    }
}
