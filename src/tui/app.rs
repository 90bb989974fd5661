//! Everything the screen shows.

use ratatui_textarea::TextArea;

use crate::model::{AnnotationSet, Coverage, Document, Edge, Edit, Id, Tally};
use crate::store::Stamps;

use super::action::{Action, Effect};
use super::aim::Aim;
use super::areas::Areas;
use super::cuts::Cuts;
use super::desk::Desk;
use super::field::Field;
use super::key::Keys;
use super::keymap::{Keymap, Mode};
use super::message::Message;
use super::palette::Palette;
use super::summary::Summary;
use super::theme::Theme;
use super::tutor::Tutor;

/// One article of those the program was started with.
#[derive(Debug)]
pub struct Article {
    /// How the user named it.
    pub name: String,
    /// How far it is, where that is known without opening it.
    pub progress: Option<Progress>,
    /// Its desk, once it was opened.
    pub desk: Option<Desk>,
}

/// How far the work on an article is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many annotations.
    pub annotations: usize,
    /// What is counted of it.
    pub tally: Tally,
    /// What is wrong with it, in one sentence; empty if nothing.
    pub problem: String,
}

impl Progress {
    /// Of an article with those annotations. The coverage has to be up to date with them.
    pub fn of(document: &Document, set: &AnnotationSet, coverage: &Coverage) -> Self {
        Self { annotations: set.len(), tally: Tally::of(document, set, coverage), problem: String::new() }
    }

    /// Of an article that can't be read, and why.
    pub fn problem(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), ..Self::default() }
    }
}

/// A field being written.
#[derive(Debug)]
pub struct Writing {
    /// Whose.
    pub id: Id,
    /// Which.
    pub field: Field,
    /// The mode it leads back to.
    pub from: Mode,
    /// The text so far.
    pub area: TextArea<'static>,
}

/// The whole state of the screen.
pub struct App {
    /// The articles, in the order of the command line.
    pub articles: Vec<Article>,
    /// Which of them is open.
    pub open: usize,
    /// What keys are about.
    pub mode: Mode,
    /// The pane that a finished mode leads back to: [`Mode::Read`] or [`Mode::Pane`].
    pub home: Mode,
    /// What the help leads back to.
    pub behind_help: Mode,
    /// The keys in force.
    pub keymap: Keymap,
    /// The colours in force.
    pub theme: &'static Theme,
    /// Where everything is on the screen.
    pub areas: Areas,
    /// What there is to say until the next key.
    pub message: Option<Message>,
    /// The number typed before a motion.
    pub count: Option<usize>,
    /// What last changed something and can be done again elsewhere.
    pub again: Option<Action>,
    /// The edge that is being moved.
    pub edge: Edge,
    /// How far the lessons are, where the tutor teaches.
    pub tutor: Option<Tutor>,
    /// The hints on the screen.
    pub aim: Option<Aim>,
    /// The ways to cut the piece in hand, until a key is pressed that isn't for them.
    pub cuts: Option<Cuts>,
    /// The annotation that is being tied.
    pub relating: Option<Id>,
    /// The field that is being written.
    pub writing: Option<Writing>,
    /// The palette, while it is open.
    pub palette: Option<Palette>,
    /// The search, or the name of an action, that is being written.
    pub prompt: TextArea<'static>,
    /// The line of the list of articles that the cursor is on.
    pub list_line: usize,
    /// The first line of the help on the screen.
    pub help_line: usize,
    /// What is being filtered: the help, or what the pane shows, and the mode that leads back to.
    pub filtering: Mode,
    /// The line of the claim's card that the cursor is on.
    pub card_line: usize,
    /// How far the work is, while that is shown.
    pub summary: Summary,
    /// What the help shows alone, or empty.
    pub help_filter: String,
    /// The keys of a sequence that is not ended yet.
    pub pending: Keys,
    /// Where new ids and the time come from.
    pub stamps: Box<dyn Stamps>,
    /// The name of who is at work; empty where none is known.
    pub creator: String,
    /// True once the name was asked for.
    pub was_asked: bool,
    /// The action, its count and its mode that wait until the name is written.
    pub after_name: Option<(Action, usize, Mode)>,
}

impl App {
    /// The screen for those articles, of which the first is open and has its desk.
    pub fn new(articles: Vec<Article>, theme: &'static Theme, stamps: Box<dyn Stamps>) -> Self {
        Self {
            articles,
            open: 0,
            mode: Mode::Read,
            home: Mode::Read,
            behind_help: Mode::Read,
            keymap: Keymap::default(),
            theme,
            areas: Areas::default(),
            message: None,
            count: None,
            again: None,
            edge: Edge::End,
            tutor: None,
            aim: None,
            cuts: None,
            relating: None,
            writing: None,
            palette: None,
            prompt: TextArea::default(),
            list_line: 0,
            help_line: 0,
            filtering: Mode::Help,
            card_line: 0,
            summary: Summary::default(),
            help_filter: String::new(),
            pending: Keys::default(),
            creator: stamps.creator(),
            was_asked: false,
            after_name: None,
            stamps,
        }
    }

    /// The open article, or `None` before the first one is read.
    pub fn desk(&self) -> Option<&Desk> {
        self.articles.get(self.open).and_then(|article| article.desk.as_ref())
    }

    /// The open article.
    pub fn desk_mut(&mut self) -> Option<&mut Desk> {
        self.articles.get_mut(self.open).and_then(|article| article.desk.as_mut())
    }

    /// The key of an action, for messages: where keys are now, else where there is one.
    pub fn key(&self, action: Action) -> &str {
        let key = self.keymap.key_of(self.mode, action).or_else(|| self.keymap.key_of(self.home, action));
        key.or_else(|| self.keymap.any_key_of(action)).unwrap_or("(no key)")
    }

    /// Says something until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), warns: false });
    }

    /// Says why something was not done, until the next key.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), warns: true });
    }

    /// Applies an edit to the open article as one undo, or as a further step of the last one, with who makes it and when.
    pub fn apply(&mut self, edit: Edit, step: bool) -> Effect {
        let edit = edit.stamped(&self.creator, &self.stamps.now());
        let Some(desk) = self.desk_mut() else { return Effect::None };
        if let Some(why) = &desk.read_only {
            let why = why.clone();
            self.warn(why);
            return Effect::None;
        }
        if edit.is_empty() {
            return Effect::None;
        }
        let edit = if step { desk.history.leading_back(edit) } else { edit };
        if let Err(refused) = desk.apply(&edit) {
            self.warn(refused.to_string());
            return Effect::None;
        }
        if step {
            desk.history.record_step(edit.clone());
        } else {
            desk.history.record(edit.clone());
        }
        desk.saves();
        desk.look_back();
        Effect::Save(edit)
    }

    /// Finds out how far the work on each open article is.
    pub fn take_stock(&mut self) {
        for article in &mut self.articles {
            let known = article.desk.as_ref().and_then(|desk| Some((desk, desk.coverage.as_ref()?)));
            if let Some((desk, coverage)) = known {
                article.progress = Some(Progress::of(&desk.document, &desk.set, coverage));
            }
        }
    }

    /// Whether keys act on the pane: while an annotation is cut or tied, they act on the text.
    pub fn pane_has_keys(&self) -> bool {
        self.home == Mode::Pane && !matches!(self.mode, Mode::Aim | Mode::Edge | Mode::Relate)
    }
}
