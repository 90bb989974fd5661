//! The article that is written to while it is open: said once, and read anew only when the user says so.

use crate::store::{Article, Opening, Session, Source};

use super::super::action::Action;
use super::super::app::App;
use super::super::desk::{Desk, OnDisk};
use super::{Ended, SAVE_BEFORE_ASKING, Shell};

/// The files behind the open articles.
pub(super) struct Watched {
    /// What was read of each.
    read: Vec<Option<Article>>,
    /// Where the cursor was, in bytes, in an article that is being reloaded.
    place: Option<usize>,
}

impl Watched {
    /// So many articles, none of them read yet.
    pub(super) fn of(articles: usize) -> Self {
        Self { read: vec![None; articles], place: None }
    }

    /// Remembers which file an article was read from, and in what state that was.
    pub(super) fn remember(&mut self, nth: usize, article: Article) {
        if let Some(read) = self.read.get_mut(nth) {
            *read = Some(article);
        }
    }

    /// Puts the cursor of an article that was reloaded about where it was.
    pub(super) fn back_to_its_place(&mut self, desk: &mut Desk) {
        if let Some(byte) = self.place.take() {
            desk.go_to_byte(byte);
        }
    }
}

impl Shell<'_> {
    /// Says once that the open article is no longer what its file holds. What is marked is still about the text that was
    /// read, and is saved with the hash of that.
    pub(super) fn look_at_the_article(&self, app: &mut App) {
        let key = app.key(Action::Reload).to_owned();
        let read = self.watched.read.get(app.open).and_then(Option::as_ref);
        let Some(desk) = app.desk_mut().filter(|desk| desk.on_disk == OnDisk::AsRead) else { return };
        if read.is_some_and(Article::has_changed) {
            desk.on_disk = OnDisk::Changed;
            app.warn(format!("article changed on disk; {key} reloads and re-anchors"));
        }
    }

    /// Reads the open article anew, and its annotations for what it is now.
    ///
    /// Everything is saved before, and the lock given up, so that this is the same as leaving and coming back.
    pub(super) fn reload(&mut self, app: &mut App) -> Result<(), Ended> {
        let nth = app.open;
        match self.reopening(nth) {
            Ok(opening) => {
                self.watched.place = app.desk().map(|desk| desk.selection.cursor().byte());
                self.begin(app, nth, opening)
            }
            Err(why) => {
                app.warn(why);
                Ok(())
            }
        }
    }

    /// Closes an article that can be read again, or says why it can't be.
    fn reopening(&mut self, nth: usize) -> Result<Opening, String> {
        let source = match self.sources.get(nth) {
            Some(source @ Source::File(_)) => source,
            Some(Source::Stdin) => return Err("what came from standard input can’t be read again".to_owned()),
            None => return Err("there is no file to reload".to_owned()),
        };
        // An article that can't be read any more is no reason to give up the one that is shown.
        let opening =
            Session::begin(source, self.options.store.clone()).map_err(|why| format!("not reloaded: {why}"))?;
        if let Some(writer) = self.writers.get_mut(nth) {
            if let Some(Err(why)) = writer.as_ref().map(|writer| writer.flush(SAVE_BEFORE_ASKING)) {
                return Err(format!("not reloaded, since not all is saved: {why}"));
            }
            // Its end gives the lock up.
            *writer = None;
        }
        for counted in [&mut self.sent, &mut self.on_disk] {
            if let Some(edits) = counted.get_mut(nth) {
                *edits = 0;
            }
        }
        Ok(opening)
    }
}
