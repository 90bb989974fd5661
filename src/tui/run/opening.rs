//! Articles that are opened: the text is shown at once, its annotations once they are read.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::model::{AnnotationSet, Coverage, Document};
use crate::store::{Access, Opening, Session};

use super::super::action::Action;
use super::super::app::{App, Progress};
use super::super::beside::Occurrences;
use super::super::desk::Desk;
use super::super::ended::Ended;
use super::super::events::{self, Event, Loaded, Opened, Surveyed};
use super::super::exporting::Exportable;
use super::super::keymap::Mode;
use super::super::message::Message;
use super::super::review::Review;
use super::Shell;

impl Shell<'_> {
    /// Starts reading an article's annotations while its text is shown already.
    ///
    /// An error where the system starts no thread for it, and there is no other article to go on with.
    pub(super) fn begin(&mut self, app: &mut App, nth: usize, opening: Opening) -> Result<(), Ended> {
        let Some(article) = app.articles.get_mut(nth) else { return Ok(()) };
        let document = Arc::clone(&opening.article.document);
        let why = Some("reading the annotations".to_owned());
        let mut desk = Desk::new(document, AnnotationSet::default(), why);
        self.staff(&mut desk);
        // What keys ask at the start is read while the annotations are.
        desk.beside.want_reading(&desk.readings, desk.selection.cursor());
        self.hand_over(&mut desk);
        let readings = Arc::clone(&desk.readings);
        article.desk = Some(desk);
        app.open = nth;
        self.loading = Some(nth);
        match events::load(opening, nth, readings, self.sender.clone()) {
            Ok(()) => Ok(()),
            Err(why) if app.articles.len() == 1 => Err(Ended::NoThread(why)),
            Err(why) => {
                self.loading = None;
                Self::not_opened(app, nth, &Ended::NoThread(why).to_string());
                Ok(())
            }
        }
    }

    /// Takes in what was read until the annotations are there, but waits no longer than `patience`.
    pub(super) fn wait_for_annotations(
        &mut self,
        app: &mut App,
        events: &Receiver<Event>,
        patience: Duration,
    ) -> Result<(), Ended> {
        let begun = Instant::now();
        // What keys ask of the text is read at the same time, and mostly there before.
        while self.loading.is_some()
            && let Ok(event) = events.recv_timeout(patience.saturating_sub(begun.elapsed()))
        {
            self.take(app, event, None)?;
        }
        Ok(())
    }

    /// Has somebody work out beside the screen what a desk wants. Where the system starts no thread for it, everything is
    /// worked out when it is needed.
    fn staff(&mut self, desk: &mut Desk) {
        if self.beside.is_none() {
            self.beside = events::work_beside(self.sender.clone()).ok();
        }
        if self.beside.is_some() {
            desk.beside.staff();
        }
    }

    /// Hands what the open article wants over to the thread beside the screen.
    pub(super) fn work_beside(&self, app: &mut App) {
        if let Some(desk) = app.desk_mut() {
            self.hand_over(desk);
        }
    }

    fn hand_over(&self, desk: &mut Desk) {
        for wanted in desk.beside.take() {
            // The thread ends with the program, or by a mistake that has ended it.
            let _ = self.beside.as_ref().map(|beside| beside.send(wanted));
        }
    }

    /// Shows what was read, and lets it be changed.
    pub(super) fn loaded(&mut self, app: &mut App, loaded: Loaded) -> Result<(), Ended> {
        (self.loading, self.leave_by) = (None, None);
        let Loaded { nth, outcome } = loaded;
        match outcome {
            Ok(Opened { session, writer, hidden }) => {
                if let (Some(place), Some(exportable)) = (self.writers.get_mut(nth), self.exportable.get_mut(nth)) {
                    *place = writer;
                    *exportable = Some(Exportable::of(&session));
                }
                notices(app, &session, hidden);
                let read_only = match session.access {
                    Access::Writable => None,
                    Access::ReadOnly(why) => Some(format!("read-only: {why}")),
                };
                if let Some(article) = app.articles.get_mut(nth) {
                    let mut desk = Desk::new(Arc::clone(&session.article.document), session.set, read_only);
                    if let Some(shown) = article.desk.take().filter(|it| Arc::ptr_eq(&it.document, &desk.document)) {
                        desk.readings = shown.readings;
                    }
                    self.staff(&mut desk);
                    desk.review = Review::of(session.review);
                    desk.hidden = hidden;
                    desk.fault = session.fault;
                    desk.encoding = session.article.unusual_encoding();
                    self.watched.back_to_its_place(&mut desk);
                    article.desk = Some(desk);
                }
                self.watched.remember(nth, session.article);
                Ok(())
            }
            // With nothing else to show, the reason is what the user must see.
            Err(why) if app.articles.len() == 1 => Err(why.into()),
            Err(why) => {
                Self::not_opened(app, nth, &why.to_string());
                Ok(())
            }
        }
    }

    /// Leads back to the list, which says why an article can't be opened.
    fn not_opened(app: &mut App, nth: usize, why: &str) {
        if let Some(article) = app.articles.get_mut(nth) {
            article.desk = None;
            article.progress = Some(Progress::problem(why));
        }
        app.mode = Mode::List;
        app.warn(why);
    }

    /// Makes an article the open one, reading it if that wasn't done before.
    pub(super) fn open(&mut self, app: &mut App, nth: usize) -> Result<(), Ended> {
        let Some(source) = self.sources.get(nth) else { return Ok(()) };
        let is_open = app.articles.get(nth).is_some_and(|article| article.desk.is_some());
        if is_open {
            app.open = nth;
            app.settle();
            return Ok(());
        }
        match Session::begin(source, self.options.store.clone()) {
            Ok(opening) => self.begin(app, nth, opening),
            Err(why) => {
                Self::not_opened(app, nth, &why.to_string());
                Ok(())
            }
        }
    }
}

/// What of an article is marked was found out, if it is still the one that is open there.
pub(super) fn surveyed(app: &mut App, surveyed: Surveyed) {
    let Surveyed { nth, document, coverage, revision } = surveyed;
    let desk = app.articles.get_mut(nth).and_then(|article| article.desk.as_mut());
    if let Some(desk) = desk.filter(|desk| Arc::ptr_eq(&desk.document, &document)) {
        // Who was quick has marked something meanwhile.
        let is_new = desk.set.revision() == revision;
        desk.coverage = Some(if is_new { coverage } else { Coverage::new(Arc::clone(coverage.material()), &desk.set) });
    }
}

/// What a desk asked for was read: what one lacks now can be asked for again, also by one that was left meanwhile.
pub(super) fn read(app: &mut App) {
    for desk in app.articles.iter_mut().filter_map(|article| article.desk.as_mut()) {
        desk.beside.read();
    }
}

/// Where else a name stands was found out, if the article is still open.
pub(super) fn found(app: &mut App, document: &Arc<Document>, found: Occurrences) {
    let desks = app.articles.iter_mut().filter_map(|article| article.desk.as_mut());
    if let Some(desk) = desks.into_iter().find(|desk| Arc::ptr_eq(&desk.document, document)) {
        desk.know(found);
    }
}

/// Says what is to be known of an article that was just opened.
fn notices(app: &mut App, session: &Session, hidden: usize) {
    let mut notices = session.notices.clone();
    let payloads = session.article.document.payloads();
    if let Some(first) = payloads.first() {
        let further = payloads.len().saturating_sub(1);
        let further = if further == 0 { String::new() } else { format!(" and {further} more") };
        notices.push(format!("not part of the text: {}{further}", first.payload));
    }
    // Each payload is hidden in one character.
    let hidden = hidden.saturating_sub(payloads.len());
    if hidden > 0 {
        let what = if hidden == 1 { "1 hidden character is" } else { &format!("{hidden} hidden characters are") };
        notices.push(format!("{what} spelt out, as <U+202E>; {} goes to the next", app.key(Action::NextHidden)));
    }
    if !session.review.is_empty() {
        notices.push(format!("{} reviews what is undecided", app.key(Action::Review)));
    }
    if !notices.is_empty() {
        // What is wrong in the configuration is said first.
        let before = app.message.take();
        let warns = before.is_some();
        let texts = before.into_iter().map(|message| message.text).chain(notices);
        app.message = Some(Message { text: texts.collect::<Vec<_>>().join("; "), warns });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::store::{Clock, Source};
    use crate::tui::app::Article;
    use crate::tui::config::Config;
    use crate::tui::run::Options;
    use crate::tui::theme::THEMES;

    #[test]
    fn what_is_read_of_the_text_before_ends_no_wait_for_the_annotations() {
        let sources = ["no such article", "nor this one"].map(|name| Source::File(name.into()));
        let options = Options {
            theme: &THEMES[0],
            keymap: Config::default().keymap,
            notice: None,
            mouse: false,
            store: crate::store::Options::default(),
        };
        let article = || Article { name: String::new(), progress: None, desk: None };
        let mut app = App::new(vec![article(), article()], options.theme, Box::new(Clock::of("a")));
        let (sender, events) = mpsc::channel();
        let mut shell = Shell::new(&sources, &options, sender.clone());
        shell.loading = Some(0);
        let Err(why) = Session::begin(&sources[0], options.store.clone()) else { panic!("there is none") };
        for event in [Event::Read, Event::Loaded(Box::new(Loaded { nth: 0, outcome: Err(why) })), Event::Read] {
            sender.send(event).unwrap();
        }
        shell.wait_for_annotations(&mut app, &events, Duration::from_secs(9)).unwrap();
        assert!(shell.loading.is_none());
        assert!(events.try_recv().is_ok(), "what comes after them is not waited for");
    }
}
