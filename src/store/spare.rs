//! A copy of the annotations for when a disk that doesn't answer holds the writer up and the program has to end.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use super::article::Article;
use super::hash::Hash;
use super::rescue::Rescue;
use crate::formats::native;
use crate::model::AnnotationSet;

/// A state of the annotation file, which the writer's thread keeps up to date.
pub(super) type Seen = Arc<Mutex<Option<Hash>>>;

/// A second way into the rescue folder, since the writer's own may be held up with it.
pub(super) struct Spare {
    pub(super) article: Article,
    pub(super) rescue: Rescue,
    /// The state of the annotation file that the copy goes beyond.
    pub(super) seen: Seen,
}

/// A copy that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCopy {
    /// Where it is.
    pub path: PathBuf,
    /// True once it survives a power cut. Any program can read it before that.
    pub is_safe: bool,
}

/// A copy that is being made.
pub struct Copying(Receiver<KeptCopy>);

impl Copying {
    /// Waits for the copy, and until it survives a power cut, but no longer than until `deadline`; `None` if there is
    /// none by then.
    pub fn wait(self, deadline: Instant) -> Option<KeptCopy> {
        let mut copied = None;
        while let Ok(news) = self.0.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            copied = Some(news);
        }
        copied
    }
}

impl Spare {
    /// Keeps a copy of `set` on a thread of its own; `None` where the system starts none.
    pub(super) fn keep(self, set: AnnotationSet) -> Option<Copying> {
        let (news, copied) = mpsc::channel();
        let keep = move || self.copy(&set, &news);
        thread::Builder::new().name("rescue".to_owned()).spawn(keep).ok()?;
        Some(Copying(copied))
    }

    fn copy(mut self, set: &AnnotationSet, news: &Sender<KeptCopy>) {
        self.article.fingerprint();
        let json = native::write(&self.article.document, self.article.encoding.name(), set);
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let tell = |path: PathBuf, is_safe| {
            // Nobody may be there any more to hear it.
            let _ = news.send(KeptCopy { path, is_safe });
        };
        let kept = self.rescue.keep_at_once(json.as_bytes(), seen, |path| tell(path.to_owned(), false));
        if let Ok(path) = kept {
            tell(path, true);
        }
    }
}
