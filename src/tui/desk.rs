//! One open article: its annotations, and where the checker is in it.

use std::sync::Arc;

use crate::model::set::Refused;
use crate::model::{
    Annotation, AnnotationSet, Coverage, Document, Edit, History, Id, Label, Offset, Readings, Selection, Span,
};
use crate::store::Unsaved;

use super::areas::Areas;
use super::beside::Beside;
use super::guess::{Fresh, Guesses};
use super::jumps::Jumps;
use super::offer::Offers;
use super::order::Order;
use super::pane::Pane;
use super::review::Review;
use super::same::Same;
use super::search::Search;
use super::wrap::{Layout, Ruled};

mod cards;
mod guessing;
mod offering;
mod ordering;
mod paging;

/// What the status line says of the annotation file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was changed since it was read.
    #[default]
    Unchanged,
    /// The newest change is on its way to the disk.
    Saving,
    /// All changes are on the disk.
    Saved,
    /// They are not.
    Failed {
        /// Why, and where a copy of all is.
        unsaved: Unsaved,
        /// How many are not.
        changes: u64,
    },
}

/// Whether the article's file still holds what was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDisk {
    /// As far as anybody has looked.
    #[default]
    AsRead,
    /// It was written to, replaced or removed since.
    Changed,
}

/// One open article.
#[derive(Debug)]
pub struct Desk {
    /// The article.
    pub document: Arc<Document>,
    /// What is understood of it.
    pub readings: Arc<Readings>,
    /// Its annotations.
    pub set: AnnotationSet,
    /// What was done since it was opened.
    pub history: History,
    /// Why nothing can be changed, if so.
    pub read_only: Option<String>,
    /// What is wrong in the annotation file, which the first save sets aside.
    pub fault: Option<String>,
    /// The encoding that the article is read in, where that has to be said.
    pub encoding: Option<String>,
    /// How many of its characters can't be seen by themselves.
    pub hidden: usize,
    /// Whether its file still holds this text.
    pub on_disk: OnDisk,
    /// How the annotation file stands.
    pub saving: Saving,
    /// What the next key acts on.
    pub selection: Selection,
    /// What was selected before each expansion, the last one at the end.
    pub narrower: Vec<Selection>,
    /// Whether motions extend the selection.
    pub extending: bool,
    /// The column that vertical motions keep to.
    pub column: Option<u16>,
    /// The rows at the present width.
    pub layout: Layout,
    /// Where the first row on the screen starts.
    pub top: Offset,
    /// The annotation that keys act on: the one under the cursor, else the last one touched.
    pub in_hand: Option<Id>,
    /// The card of the pane that stands for the present place: the id of its first annotation.
    pub card: Option<Id>,
    /// The first card on the screen.
    pub top_card: Option<Id>,
    /// What is to be seen of the pane.
    pub pane: Pane,
    /// What was searched for last.
    pub search: Option<Search>,
    /// The places that far motions left.
    pub jumps: Jumps,
    /// The mark that a label key has just made, until another key is pressed.
    pub fresh: Option<Fresh>,
    /// The label of the mark that was just left: until another key is pressed, its key makes a further one near it.
    pub another: Option<Label>,
    /// What each label key would take next.
    pub guesses: Guesses,
    /// The ties that the annotation in hand is missing.
    pub offered: Offers,
    /// The other places of the actor in hand.
    pub same: Same,
    /// What is to be worked out beside the screen.
    pub beside: Beside,
    /// What a changed article has left undecided.
    pub review: Review,
    /// What of the text is marked; `None` until it is known what there is to check.
    pub coverage: Option<Coverage>,
    /// Which cards the pane shows, and in which order.
    pub order: Order,
    /// The selection for which the annotation in hand was last looked for.
    taken_up: Option<Selection>,
    /// The selection and the screen for which the view was last brought up to date.
    pub(super) shown: Option<(Selection, Areas)>,
}

impl Desk {
    /// An article at its start.
    pub fn new(document: Arc<Document>, set: AnnotationSet, read_only: Option<String>) -> Self {
        let selection = Selection::at_start(&document);
        let top = document.start();
        let mut desk = Self {
            readings: Arc::new(Readings::new(Arc::clone(&document))),
            document,
            set,
            history: History::default(),
            read_only,
            fault: None,
            encoding: None,
            hidden: 0,
            on_disk: OnDisk::default(),
            saving: Saving::default(),
            selection,
            narrower: Vec::new(),
            extending: false,
            column: None,
            layout: Layout::new(80),
            top,
            in_hand: None,
            card: None,
            top_card: None,
            pane: Pane::default(),
            search: None,
            jumps: Jumps::default(),
            fresh: None,
            another: None,
            guesses: Guesses::default(),
            same: Same::default(),
            beside: Beside::default(),
            review: Review::default(),
            coverage: None,
            order: Order::default(),
            offered: Offers::default(),
            taken_up: Some(selection),
            shown: None,
        };
        desk.take_up_what_is_here();
        desk
    }

    /// The layout with its text, for motions over `page_rows` rows of screen.
    pub fn ruled(&self, page_rows: usize) -> Ruled<'_> {
        let column = self.column.unwrap_or_else(|| self.layout.column(&self.document, self.selection.cursor()));
        // A page keeps two rows of the last one, so that the eye finds its place again.
        Ruled { layout: &self.layout, document: &self.document, column, page_rows: page_rows.saturating_sub(2).max(1) }
    }

    /// The selected text's span.
    pub fn selected(&self) -> Span {
        self.selection.to_span(&self.document)
    }

    /// The selected text's span, where somebody chose just that.
    pub fn chosen(&self) -> Option<Span> {
        self.selection.is_chosen().then(|| self.selected())
    }

    /// The annotation that keys act on.
    pub fn in_hand(&self) -> Option<&Arc<Annotation>> {
        self.in_hand.as_ref().and_then(|id| self.set.get(id))
    }

    /// Finds out at once what of the text is marked.
    pub fn survey(&mut self) {
        self.coverage = Some(Coverage::of(&self.document, &self.set));
    }

    /// Applies an edit, and brings up to date what is known of the whole.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), Refused> {
        self.set.apply(edit)?;
        if let Some(coverage) = &mut self.coverage {
            coverage.follow(&self.set, edit);
        }
        if !self.order.is_plain() {
            self.order_again();
        }
        Ok(())
    }

    /// A change is on its way to the disk. That an earlier one could not be saved stays said until all are.
    pub(super) fn saves(&mut self) {
        if !matches!(self.saving, Saving::Failed { .. }) {
            self.saving = Saving::Saving;
        }
    }

    /// Takes over what another program did, which the writer has already; `false` where it doesn't fit what is here.
    pub(super) fn take_over(&mut self, edit: Edit) -> bool {
        let fits = self.apply(&edit).is_ok();
        if fits {
            self.history.record(edit);
        }
        fits
    }

    /// Selects a span, as a hand would.
    pub fn select(&mut self, span: Span) {
        self.selection = Selection::span(&self.document, span);
        self.narrower.clear();
        self.column = None;
    }

    /// Takes an annotation in hand and goes to it; an orphan has no place to go to.
    pub fn go_to(&mut self, id: &Id) {
        let Some(annotation) = self.set.get(id) else { return };
        let first = annotation.spans().first().copied();
        self.in_hand = Some(id.clone());
        self.card = Some(self.head_of(id));
        if let Some(span) = first {
            self.select(span);
            self.selection = self.selection.passed();
            self.extending = false;
        }
    }

    /// Goes to the character at a byte of the text, or the nearest before it.
    pub fn go_to_byte(&mut self, byte: usize) {
        let last = self.document.last();
        let place = self.document.offset_at_or_before(byte).min(last);
        self.selection = Selection::character(&self.document, place);
        self.take_up_what_is_here();
    }

    /// If the selection is another one than the last time, takes up what is there.
    pub(super) fn take_up_if_moved(&mut self) {
        if self.taken_up != Some(self.selection) {
            self.taken_up = Some(self.selection);
            self.take_up_what_is_here();
        }
    }

    /// After the cursor moved: takes in hand what is under it, and finds the card of the place.
    pub fn take_up_what_is_here(&mut self) {
        let cursor = self.selection.cursor();
        let innermost = self.set.at(cursor).first().map(|annotation| annotation.id.clone());
        match (self.in_hand().filter(|annotation| annotation.holds(cursor)), innermost) {
            (Some(held), _) => self.hold(&held.id.clone()),
            (None, Some(id)) => self.hold(&id),
            (None, None) => {
                self.card = self.head_near(cursor);
                self.in_hand = self.in_hand.take().filter(|id| self.set.get(id).is_some());
            }
        }
    }

    /// After the cursor moved here from `start`: takes in hand the innermost annotation that it came into. Of those that
    /// it was in already, the one that was chosen stays.
    pub fn take_up_what_was_entered(&mut self, start: Offset) {
        let innermost = self.set.at(self.selection.cursor()).first().map(|annotation| Arc::clone(annotation));
        if let Some(entered) = innermost.filter(|annotation| !annotation.holds(start)) {
            self.hold(&entered.id);
        }
    }

    /// Takes an annotation in hand where it is, and finds its card.
    pub fn hold(&mut self, id: &Id) {
        // A source that several claims share stands on several cards: stay with the one that was chosen.
        let chosen = self.card.as_ref().filter(|card| self.set.get(card).is_some_and(|it| self.is_head(it)));
        if !chosen.is_some_and(|card| self.on_card(card).iter().any(|(on, _)| on == id)) {
            self.card = Some(self.head_of(id));
        }
        self.in_hand = Some(id.clone());
    }
}
