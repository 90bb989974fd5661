//! The loop: what comes in from the terminal, the writer and the system becomes state, and the state one frame.
//!
//! Everything that waits to be read is read before a frame is drawn, so that a slow terminal never makes keys queue up.
//! Annotations are read, hashed and saved on threads of their own; the first frame needs the article alone.

mod changed;
mod leaving;
mod opening;

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crossterm::event::{Event as TerminalEvent, KeyEvent, KeyEventKind};

use crate::model::AnnotationSet;
use crate::store::{Options as StoreOptions, SaveState, Session, Source, Stamps, Writer};

use super::action::Effect;
use super::app::{App, Article};
use super::beside::Wanted;
use super::desk::{Desk, Saving};
use super::ended::Ended;
use super::events::{self, Event};
use super::exporting::{self, Exportable};
use super::keymap::{Keymap, Mode};
use super::terminal::{Screen, panics};
use super::theme::Theme;
use super::tutor::Tutor;
use super::unsaved;
use super::update;
use super::view;

use changed::Watched;
use leaving::{Question, SAVE_BEFORE_ASKING};

/// How long the first frame waits for annotations; nearly all files are read by then, and nobody sees the difference.
const FIRST_FRAME: Duration = Duration::from_millis(2);

/// How the screen is wanted.
pub struct Options {
    /// Its colours.
    pub theme: &'static Theme,
    /// Its keys.
    pub keymap: Keymap,
    /// What is wrong in the configuration, to be said at once.
    pub notice: Option<String>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// How articles are opened.
    pub store: StoreOptions,
}

impl Options {
    /// The screen for those articles.
    fn app(&self, articles: Vec<Article>, stamps: Box<dyn Stamps>) -> App {
        let mut app = App::new(articles, self.theme, stamps);
        app.keymap = self.keymap.clone();
        if let Some(notice) = &self.notice {
            app.warn(notice.clone());
        }
        app
    }
}

/// Shows the articles until the user leaves: a single one at once, several as a list first. `stamps` gives ids and time.
pub fn run(sources: &[Source], options: &Options, stamps: Box<dyn Stamps>) -> Result<(), Ended> {
    let (sender, events) = mpsc::channel();
    let articles = sources.iter().map(|source| Article { name: name(source), progress: None, desk: None }).collect();
    let mut app = options.app(articles, stamps);
    let mut shell = Shell::new(sources, options, sender);
    if let [source] = sources {
        shell.begin(&mut app, 0, Session::begin(source, options.store.clone())?)?;
        shell.wait_for_annotations(&mut app, &events, FIRST_FRAME)?;
    } else {
        app.mode = Mode::List;
        shell.list_progress(&mut app);
    }
    shell.show(app, &events)
}

/// Shows the lessons of the tutor until the user leaves. Nothing is read or written.
pub fn teach(options: &Options, stamps: Box<dyn Stamps>) -> Result<(), Ended> {
    let (sender, events) = mpsc::channel();
    let mut desk = Desk::new(Arc::new(Tutor::article()), AnnotationSet::default(), None);
    desk.survey();
    let article = Article { name: "tutor".to_owned(), progress: None, desk: Some(desk) };
    let mut app = options.app(vec![article], stamps);
    app.tutor = Some(Tutor::default());
    Shell::new(&[], options, sender).show(app, &events)
}

/// What the loop keeps beside the state of the screen.
struct Shell<'a> {
    sources: &'a [Source],
    options: &'a Options,
    sender: Sender<Event>,
    /// One for each article that may be written.
    writers: Vec<Option<Writer>>,
    /// One for each article that is open.
    exportable: Vec<Option<Exportable>>,
    /// How many edits each writer was sent.
    sent: Vec<u64>,
    /// How many of them are known to be on the disk.
    on_disk: Vec<u64>,
    /// The file behind each article.
    watched: Watched,
    /// What came from the terminal before the annotations were read.
    waiting: VecDeque<TerminalEvent>,
    loading: Option<usize>,
    /// Asked because the last key would leave and not everything is saved.
    question: Option<Question>,
    /// When to leave at the latest, once a key that leaves came while annotations are read.
    leave_by: Option<Instant>,
    listed: bool,
    /// Tells the thread beside the screen what is wanted of it.
    beside: Option<Sender<Wanted>>,
}

/// Whether to go on.
enum Turn {
    On,
    Leave,
}

impl<'a> Shell<'a> {
    fn new(sources: &'a [Source], options: &'a Options, sender: Sender<Event>) -> Self {
        Self {
            sources,
            options,
            sender,
            writers: sources.iter().map(|_| None).collect(),
            exportable: sources.iter().map(|_| None).collect(),
            sent: vec![0; sources.len()],
            on_disk: vec![0; sources.len()],
            watched: Watched::of(sources.len()),
            waiting: VecDeque::new(),
            loading: None,
            question: None,
            leave_by: None,
            listed: false,
            beside: None,
        }
    }

    /// Takes the terminal until the user leaves.
    fn show(mut self, mut app: App, events: &Receiver<Event>) -> Result<(), Ended> {
        // One that came after the terminal is taken and before it is heard would leave the terminal as it is then.
        let signals = events::signals()?;
        let mut screen = Screen::take(self.options.mouse)?;
        let (columns, rows) = screen.size()?;
        app.resize(columns, rows);
        screen.draw(|frame| view::draw(frame, &app))?;
        events::listen(&self.sender, signals)?;
        self.work_beside(&mut app);
        let ended = panics::caught(|| self.turn(&mut app, &mut screen, events));
        // What failed is said on the screen that was there before.
        drop(screen);
        self.ended(&app, ended)
    }

    fn turn(&mut self, app: &mut App, screen: &mut Screen, events: &Receiver<Event>) -> Result<(), Ended> {
        loop {
            let first = match self.time_to_look_again() {
                Some(time) => events.recv_timeout(time),
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if matches!(first, Err(RecvTimeoutError::Disconnected)) {
                return Ok(());
            }
            let mut next = first.ok();
            while let Some(event) = next {
                if matches!(self.take(app, event, Some(&mut *screen))?, Turn::Leave) {
                    return Ok(());
                }
                next = events.try_recv().ok();
            }
            if matches!(self.look_again(app), Turn::Leave) {
                return Ok(());
            }
            if app.mode == Mode::List && !self.listed {
                self.list_progress(app);
            }
            app.settle();
            self.work_beside(app);
            screen.draw(|frame| view::draw(frame, app))?;
        }
    }

    /// One event. Before there is a screen, only what was read of the annotations and of the text can come.
    fn take(&mut self, app: &mut App, event: Event, screen: Option<&mut Screen>) -> Result<Turn, Ended> {
        match event {
            Event::Terminal(event) if self.loading.is_some() => self.put_off(app, event),
            Event::Terminal(event) => return self.terminal(app, event, screen),
            Event::Typed(keys) => return self.typed(app, &keys, screen),
            Event::Gone => return Ok(Turn::Leave),
            Event::Signal(signal) => self.signal(app, signal, screen)?,
            Event::Broken(why) => self.broken(app, &why),
            Event::Saving(nth, state) => self.saving(app, nth, state),
            // What is there now is taken up before the next frame.
            Event::Read => opening::read(app),
            Event::Occurrences(document, found) => opening::found(app, &document, found),
            Event::Surveyed(surveyed) => opening::surveyed(app, *surveyed),
            Event::Progress(nth, progress) => {
                // Of an open article more is known than its file tells.
                if let Some(article) = app.articles.get_mut(nth).filter(|article| article.desk.is_none()) {
                    article.progress = Some(*progress);
                }
            }
            Event::Loaded(loaded) => {
                self.loaded(app, *loaded)?;
                app.settle();
                return self.catch_up(app, screen);
            }
        }
        Ok(Turn::On)
    }

    /// What was typed while the annotations were read. What is typed for a further article waits until that is read.
    fn catch_up(&mut self, app: &mut App, mut screen: Option<&mut Screen>) -> Result<Turn, Ended> {
        while self.loading.is_none()
            && let Some(event) = self.waiting.pop_front()
        {
            if matches!(self.terminal(app, event, screen.as_deref_mut())?, Turn::Leave) {
                return Ok(Turn::Leave);
            }
        }
        Ok(Turn::On)
    }

    /// Characters that came at once. What they open is read before the rest of them is taken.
    fn typed(&mut self, app: &mut App, keys: &[KeyEvent], mut screen: Option<&mut Screen>) -> Result<Turn, Ended> {
        let mut rest = keys;
        while !rest.is_empty() && self.loading.is_none() {
            let (taken, effect) = app.press_first(rest);
            rest = rest.get(taken.max(1)..).unwrap_or_default();
            self.answered(&effect);
            if matches!(self.carry_out(app, effect, screen.as_deref_mut())?, Turn::Leave) {
                return Ok(Turn::Leave);
            }
        }
        for key in rest {
            self.put_off(app, TerminalEvent::Key(*key));
        }
        Ok(Turn::On)
    }

    /// Drops the question before leaving unless a key answers it at once: much later that would lose what was marked since.
    fn answered(&mut self, effect: &Effect) {
        if *effect != Effect::Quit {
            self.question = None;
        }
    }

    fn terminal(&mut self, app: &mut App, event: TerminalEvent, screen: Option<&mut Screen>) -> Result<Turn, Ended> {
        let is_input = matches!(event, TerminalEvent::Key(_) | TerminalEvent::Paste(_));
        let effect = match event {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => app.press(key),
            TerminalEvent::Paste(text) => app.paste(&text),
            TerminalEvent::Mouse(mouse) => {
                app.point(mouse);
                Effect::None
            }
            TerminalEvent::FocusGained => {
                self.look_at_the_article(app);
                Effect::None
            }
            _ => Effect::None,
        };
        if is_input {
            self.answered(&effect);
        }
        self.carry_out(app, effect, screen)
    }

    fn carry_out(&mut self, app: &mut App, effect: Effect, screen: Option<&mut Screen>) -> Result<Turn, Ended> {
        match (effect, screen) {
            (Effect::Save(edit), _) => {
                if let (Some(Some(writer)), Some(sent)) = (self.writers.get(app.open), self.sent.get_mut(app.open)) {
                    writer.send(edit);
                    *sent = sent.saturating_add(1);
                } else if let Some(desk) = app.desk_mut() {
                    // What the tutor teaches with is kept nowhere.
                    desk.saving = Saving::Unchanged;
                }
                self.look_at_the_article(app);
            }
            (Effect::Reload, _) => self.reload(app)?,
            (Effect::OpenArticle(nth), _) => self.open(app, nth)?,
            (Effect::Export(format), _) => exporting::export(self.exportable.get_mut(app.open), app, format),
            (Effect::Copy(text), Some(screen)) => screen.copy(&text)?,
            (Effect::Redraw, Some(screen)) => screen.clear()?,
            (Effect::Suspend, Some(_)) => Self::ask_to_stop(app),
            (Effect::Quit, _) => return Ok(self.quit(app)),
            _ => {}
        }
        Ok(Turn::On)
    }

    fn saving(&mut self, app: &mut App, nth: usize, state: SaveState) {
        let Some(desk) = app.articles.get_mut(nth).and_then(|article| article.desk.as_mut()) else { return };
        let sent = self.sent.get(nth).copied().unwrap_or_default();
        match state {
            SaveState::Saving => desk.saves(),
            SaveState::Saved { edits } => {
                if let Some(on_disk) = self.on_disk.get_mut(nth) {
                    *on_disk = edits;
                }
                // Of an earlier save, when newer edits are still on their way.
                if edits < sent {
                    return;
                }
                desk.saving = Saving::Saved;
                // What was asked before leaving has answered itself.
                if self.question.take_if(|question| !question.leaves_once_saved()).is_some() {
                    app.message = None;
                }
            }
            SaveState::NotSaved { unsaved, edits, .. } => {
                let is_new = !matches!(desk.saving, Saving::Failed { .. });
                // The status line is too short for all of it.
                let whole = format!("not saved: {}", unsaved::in_full(edits, &unsaved));
                desk.saving = Saving::Failed { unsaved, changes: edits };
                if is_new {
                    app.warn(whole);
                }
            }
            SaveState::Merged(merged) => {
                if let (false, Some(Some(writer))) = (desk.take_over(merged.edit), self.writers.get(nth)) {
                    writer.restate(desk.set.clone());
                }
                update::checking::look_again(app);
                app.warn(merged.notice);
            }
            SaveState::Remark(remark) => app.warn(remark),
            SaveState::OutOfStep => {
                if let Some(Some(writer)) = self.writers.get(nth) {
                    writer.restate(desk.set.clone());
                }
            }
        }
    }

    /// Finds out, beside the screen, how far the work on each article is.
    fn list_progress(&mut self, app: &mut App) {
        self.listed = true;
        if let Err(why) = events::survey(self.sources.to_vec(), self.options.store.clone(), self.sender.clone()) {
            app.warn(format!("the articles can’t be counted: {}", Ended::NoThread(why)));
        }
    }
}

fn name(source: &Source) -> String {
    match source {
        Source::File(path) => path.display().to_string(),
        Source::Stdin => "standard input".to_owned(),
    }
}
