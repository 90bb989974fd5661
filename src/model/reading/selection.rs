//! The selection: what the next key acts on. There always is one, and it is never empty.

#![cfg_attr(
    not(test),
    deny(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::arithmetic_side_effects)
)]

use super::readings::Readings;
use super::unit::{Rows, Unit};
use crate::model::document::Document;
use crate::model::span::{Offset, Span};

/// A piece of text with a fixed end, the anchor, and a moving one, the cursor; both are inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where the grapheme cluster of the fixed end starts.
    anchor: Offset,
    /// Where the grapheme cluster of the moving end starts.
    cursor: Offset,
    /// The unit that a motion selected whole, until the selection is made otherwise.
    unit: Option<Unit>,
    /// Whether somebody chose just this text, so that it is what the next label is for.
    chosen: bool,
}

/// Where a motion leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// To the next unit.
    Next,
    /// To the previous unit.
    Previous,
    /// To the first character of the unit the cursor is in.
    Start,
    /// To the last character of the unit the cursor is in.
    End,
}

/// What a motion does to the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// It selects what it reaches.
    Move,
    /// It takes the cursor along and leaves the anchor.
    Extend,
}

impl Selection {
    /// The first sentence, or the first character where there is none.
    pub fn at_start(document: &Document) -> Self {
        let sentence = document.unit_from(Unit::Sentence, document.start(), |_| true);
        sentence.map_or_else(
            || Self::character(document, document.start()),
            |span| Self::unit(document, span, Unit::Sentence),
        )
    }

    /// One grapheme cluster; the last one for the end of the text.
    pub fn character(document: &Document, place: Offset) -> Self {
        let place = place.min(document.last());
        Self { anchor: place, cursor: place, unit: Some(Unit::Character), chosen: false }
    }

    /// All of a span, chosen, the cursor at its end.
    pub fn span(document: &Document, span: Span) -> Self {
        Self { anchor: span.start(), cursor: document.previous_grapheme(span.end()), unit: None, chosen: true }
    }

    /// A whole unit of that kind. Who goes on to a word means that word, but who goes on to a sentence or more reads it.
    pub fn unit(document: &Document, span: Span, unit: Unit) -> Self {
        Self { unit: Some(unit), chosen: unit == Unit::Word, ..Self::span(document, span) }
    }

    /// The text it selects.
    pub fn to_span(self, document: &Document) -> Span {
        let (first, last) = (self.anchor.min(self.cursor), self.anchor.max(self.cursor));
        let end = document.next_grapheme(last);
        // Between two different places there is always a span; a selection lies inside the text.
        Span::between(first, end).unwrap_or_else(|| unreachable!("a grapheme cluster is never empty"))
    }

    /// Where the grapheme cluster of the moving end starts.
    pub fn cursor(self) -> Offset {
        self.cursor
    }

    /// The unit that it is one whole of, where a motion made it.
    pub fn whole(self) -> Option<Unit> {
        self.unit
    }

    /// Whether this text was chosen: by extending, expanding, searching, dragging, or going on to a word, a fact or a hint.
    ///
    /// The one rule of what a label key marks: text that was chosen is painted as selected, and a label key marks just that
    /// text. Else the selection is where reading is (a character, a sentence, a paragraph): it is painted as being read,
    /// and a label key takes the likeliest place in it, which the hint line names.
    pub fn is_chosen(self) -> bool {
        self.chosen
    }

    /// The same as what is meant.
    #[must_use]
    pub fn taken(self) -> Self {
        Self { chosen: true, ..self }
    }

    /// The same as where reading is, no longer as what is meant.
    #[must_use]
    pub fn passed(self) -> Self {
        Self { chosen: false, ..self }
    }

    /// The same with the two ends exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { anchor: self.cursor, cursor: self.anchor, unit: None, ..self }
    }

    /// The grapheme cluster at the cursor alone.
    #[must_use]
    pub fn collapsed(self) -> Self {
        Self { anchor: self.cursor, unit: Some(Unit::Character), chosen: false, ..self }
    }

    /// With the cursor at another place and the anchor where it was.
    #[must_use]
    pub fn extended_to(self, document: &Document, place: Offset) -> Self {
        Self { cursor: place.min(document.last()), unit: None, chosen: true, ..self }
    }

    /// After one motion.
    #[must_use]
    pub fn moved(self, motion: Motion, unit: Unit, intent: Intent, document: &Document, rows: &impl Rows) -> Self {
        match (unit, intent) {
            (Unit::Row | Unit::Page | Unit::Document | Unit::Character, _) => {
                let place = |from: Self| from.place_after(motion, unit, document, rows);
                match intent {
                    Intent::Move => Self::character(document, place(self)),
                    // Extending goes on from the cursor, also where a whole unit is selected.
                    Intent::Extend => self.extended_to(document, place(Self { unit: None, ..self })),
                }
            }
            (_, Intent::Move) => self.onto(motion, unit, document),
            (_, Intent::Extend) => self.extended(motion, unit, document),
        }
    }

    /// The next larger piece of text around it: word, name or phrase, clause, quotation, sentence, paragraph, document.
    #[must_use]
    pub fn expanded(self, readings: &Readings) -> Self {
        let document = readings.document();
        let larger = readings.objects_around(self.to_span(document)).first().copied();
        larger.map_or(self, |span| {
            let is_sentence = document.sentence_at(span.start()) == Some(span);
            Self { unit: is_sentence.then_some(Unit::Sentence), ..Self::span(document, span) }
        })
    }

    /// Where a motion by characters, rows, pages or to the ends of the text leads the cursor.
    fn place_after(self, motion: Motion, unit: Unit, document: &Document, rows: &impl Rows) -> Offset {
        let here = self.cursor;
        let page = isize::try_from(rows.page_rows()).unwrap_or(isize::MAX).max(1);
        match (unit, motion) {
            (Unit::Character, Motion::Next) if self.holds_more_than(unit) => self.first(),
            (Unit::Character, Motion::Previous) if self.holds_more_than(unit) => self.last(),
            (Unit::Character, Motion::Next | Motion::End) => document.next_grapheme(here),
            (Unit::Character, _) => document.previous_grapheme(here),
            (Unit::Row, Motion::Next) => rows.vertical(here, 1),
            (Unit::Row, Motion::Previous) => rows.vertical(here, -1),
            (Unit::Row, Motion::Start) => rows.row(here).start(),
            (Unit::Row, Motion::End) => {
                let row = rows.row(here);
                document.last_visible(row).unwrap_or(row.start())
            }
            (Unit::Page, Motion::Next | Motion::End) => rows.vertical(here, page),
            (Unit::Page, _) => rows.vertical(here, page.saturating_neg()),
            (_, Motion::Next | Motion::End) => {
                let all = Span::between(document.start(), document.end());
                all.and_then(|all| document.last_visible(all)).unwrap_or(document.last())
            }
            (_, Motion::Previous | Motion::Start) => document.start(),
        }
    }

    /// Selects a word, sentence or paragraph: the first or last one inside a larger unit that was selected whole, else
    /// the next or previous one.
    fn onto(self, motion: Motion, unit: Unit, document: &Document) -> Self {
        let span = self.to_span(document);
        let inside = |found: &Span| *found != span && found.start() >= span.start() && found.end() <= span.end();
        let first_inside = || document.unit_from(unit, span.start(), |_| true).filter(inside);
        let last_inside = || document.unit_before(unit, span.end(), |_| true).filter(inside);
        let descends = self.holds_more_than(unit);
        let found = match motion {
            Motion::Next => descends
                .then(first_inside)
                .flatten()
                .or_else(|| document.unit_from(unit, span.end(), |found| found.start() >= span.end())),
            Motion::Previous => {
                descends.then(last_inside).flatten().or_else(|| document.unit_before(unit, span.start(), |_| true))
            }
            Motion::Start => document.unit_before(unit, document.next_grapheme(self.cursor), |_| true),
            Motion::End => document.unit_from(unit, self.cursor, |_| true),
        };
        found.map_or(self, |span| Self::unit(document, span, unit))
    }

    /// Takes the cursor to the edge of a word, sentence or paragraph that lies away from the anchor, so that a selection
    /// never ends in the middle of one. Towards the anchor it gives units up; when the last one is reached, that one stays
    /// and the selection grows on its other side.
    fn extended(self, motion: Motion, unit: Unit, document: &Document) -> Self {
        let (first, last) = (self.first(), self.last());
        let span = self.to_span(document);
        let last_of = |found: Span| document.previous_grapheme(found.end());
        let found = match motion {
            Motion::Next | Motion::End => {
                let inner = document.unit_from(unit, self.cursor, |found| found.start() > self.cursor);
                let given_up = inner.map(Span::start).filter(|start| self.cursor < self.anchor && *start <= last);
                given_up.map(|cursor| (last, cursor)).or_else(|| {
                    let further = document.unit_from(unit, span.end(), |_| true)?;
                    Some((first, last_of(further)))
                })
            }
            Motion::Previous | Motion::Start => {
                let inner = document.unit_before(unit, self.cursor, |found| found.end() < span.end());
                let given_up = inner.map(last_of).filter(|end| self.anchor < self.cursor && *end >= first);
                given_up.map(|cursor| (first, cursor)).or_else(|| {
                    let further = document.unit_before(unit, span.start(), |_| true)?;
                    Some((last, further.start()))
                })
            }
        };
        found.map_or(self, |(anchor, cursor)| Self { anchor, cursor, unit: None, chosen: true })
    }

    fn holds_more_than(self, unit: Unit) -> bool {
        self.unit.is_some_and(|whole| whole > unit) && self.anchor != self.cursor
    }

    fn first(self) -> Offset {
        self.anchor.min(self.cursor)
    }

    fn last(self) -> Offset {
        self.anchor.max(self.cursor)
    }
}
