//! A session: an article with its annotations, and whether they may be changed.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::access::{Access, ReadOnly, Unlocked, lock};
use super::annotations::{AnnotationFile, AnnotationFileError};
use super::article::{Article, ArticleError};
use super::encoding::TextEncoding;
use super::failure::SaveError;
use super::lock::Lock;
use super::options::Options;
use super::place::{Place, PlaceError};
use super::writer::{Report, Retry, Writer};
use crate::formats::native::{self, Recorded};
use crate::model::set::Refused;
use crate::model::{AnnotationSet, Edit, Id, Proposal};

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    /// What an argument names: `-` is standard input.
    pub fn named(argument: impl Into<PathBuf>) -> Self {
        let path = argument.into();
        if path == Path::new("-") { Self::Stdin } else { Self::File(path) }
    }
}

/// Why an article can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It can't be read.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// Its annotations can't be where they were said to be.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// Its annotations can't be read.
    #[error(transparent)]
    Annotations(#[from] AnnotationFileError),
}

/// Why an edit isn't in force; the session is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The session may not write.
    #[error("read-only: {0}")]
    ReadOnly(ReadOnly),
    /// A writer saves this session's edits.
    #[error("a writer has these annotations already")]
    Taken,
    /// The edit doesn't fit the annotations.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It can't be saved.
    #[error("not saved: {0}")]
    NotSaved(#[from] SaveError),
}

/// An article that is open, its annotations not yet: it can be shown, and the rest left to another thread.
pub struct Opening {
    /// The article.
    pub article: Article,
    place: Option<Place>,
    options: Options,
}

/// An article with its annotations.
pub struct Session {
    /// The article.
    pub article: Article,
    /// Its annotations, as they stand in its text.
    pub set: AnnotationSet,
    /// Whether they may be changed.
    pub access: Access,
    /// What the user should know, a sentence each.
    pub notices: Vec<String>,
    /// What is wrong in the annotation file, which stays as it is until the first save sets it aside; in one sentence.
    pub fault: Option<String>,
    /// What somebody has to decide about, since the article has changed: nothing of it is in the annotation file.
    pub review: Vec<Proposal>,
    /// The name of the annotation file; `None` for an article from standard input that was given none.
    pub annotations: Option<PathBuf>,
    /// Whether the set holds what is not in the file: what an earlier session could not save.
    unsaved: bool,
    /// Where they may be saved, until a writer takes it.
    file: Option<AnnotationFile>,
    retry: Retry,
}

impl Session {
    /// Reads the article and finds out where its annotations are, all of which is quick.
    pub fn begin(source: &Source, options: Options) -> Result<Opening, OpenError> {
        let article = match source {
            Source::File(path) => match Article::read_as(path, options.article_limit_bytes, options.encoding) {
                Err(error) if error.is_no_text() => as_annotated(path, &options).ok_or(error)?,
                read => read?,
            },
            Source::Stdin => Article::read_from(io::stdin().lock(), options.article_limit_bytes, options.encoding)?,
        };
        Opening::of(article, options)
    }

    /// Opens an article with its annotations.
    pub fn open(source: &Source, options: Options) -> Result<Self, OpenError> {
        Self::begin(source, options)?.load()
    }

    /// Applies an edit and saves it before returning: for one change from the command line.
    pub fn commit(&mut self, edit: &Edit) -> Result<(), CommitError> {
        if let Access::ReadOnly(why) = &self.access {
            return Err(CommitError::ReadOnly(why.clone()));
        }
        let Some(file) = &mut self.file else { return Err(CommitError::Taken) };
        self.set.apply(edit)?;
        let mut saved = file.save(&self.set);
        if let Err(SaveError::ChangedOnDisk { copy, .. }) = &saved
            && let Some(merged) = file.merge(&self.set, copy)
        {
            self.set.apply(&merged.edit)?;
            self.notices.push(merged.notice);
            saved = file.save(&self.set);
        }
        self.unsaved = saved.is_err();
        self.notices.extend(file.take_remarks());
        saved.inspect_err(|_| {
            // What was just applied can always be taken back.
            let _ = self.set.apply(&edit.inverse());
        })?;
        Ok(())
    }

    /// Starts the thread that saves the edits it is sent, from the set as it stands now; `report` is called on that
    /// thread whenever the state of saving changes. An error where this session may not write.
    pub fn start_writer(&mut self, report: Report) -> io::Result<Writer> {
        if let Access::ReadOnly(why) = &self.access {
            return Err(io::Error::other(why.to_string()));
        }
        let file = self.file.take().ok_or_else(|| io::Error::other(CommitError::Taken))?;
        Writer::start(file, self.set.clone(), self.unsaved, self.retry, report)
    }

    /// The article's file and that of its annotations.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        [&self.article.path, &self.annotations].into_iter().flatten().map(PathBuf::as_path)
    }
}

impl Opening {
    /// An article that has been read already.
    pub fn of(article: Article, options: Options) -> Result<Self, OpenError> {
        let place = match (&options.annotations, &article.path) {
            (Some(named), Some(path)) => Some(Place::at(named)?.other_than(path)?),
            (Some(named), None) => Some(Place::at(named)?),
            (None, Some(path)) => Some(Place::beside(path)?),
            (None, None) => None,
        };
        Ok(Self { article, place, options })
    }

    /// The article in the encoding that it was annotated in, for who reads the annotations otherwise.
    pub fn into_annotated(self) -> Article {
        let recorded = self.place.as_ref().and_then(|place| AnnotationFile::recorded(place, &*self.options.disk));
        let other = recorded.and_then(|recorded| read_as_before(&self.article, &recorded, &self.options));
        other.unwrap_or(self.article)
    }

    /// Takes the lock and reads the annotations, which takes its time with many of them.
    pub fn load(self) -> Result<Session, OpenError> {
        let Self { article, place, options } = self;
        let mut session = Session::without_annotations(article, options.retry);
        if let Some(place) = place {
            if !options.read_only {
                // Nothing is made beside a file of somebody else's, not even a lock.
                AnnotationFile::expect_ours(&place, &*options.disk)?;
            }
            // Locked before it is read, so that nobody else's session changes it in between.
            let lock = session.may_write(&place, &options);
            session.read(place, &options, lock)?;
        }
        let remark = session.article.remark();
        session.notices.splice(..0, remark);
        Ok(session)
    }
}

impl Session {
    fn without_annotations(article: Article, retry: Retry) -> Self {
        Self {
            article,
            set: AnnotationSet::default(),
            access: Access::ReadOnly(ReadOnly::Nowhere),
            notices: Vec::new(),
            fault: None,
            review: Vec::new(),
            annotations: None,
            unsaved: false,
            file: None,
            retry,
        }
    }

    /// Finds out whether the annotations may be written, and takes the lock if so and if there are locks.
    fn may_write(&mut self, place: &Place, options: &Options) -> Option<Lock> {
        let (access, lock) = match lock(place, options) {
            Ok(lock) => (Access::Writable, Some(lock)),
            Err(Unlocked::NoneHere(notice)) => {
                self.notices.push(notice);
                (Access::Writable, None)
            }
            Err(Unlocked::ReadOnly(why)) => (Access::ReadOnly(why), None),
        };
        self.access = access;
        lock
    }

    fn read(&mut self, place: Place, options: &Options, lock: Option<Lock>) -> Result<(), AnnotationFileError> {
        self.annotations = Some(place.named.clone());
        self.notices.extend(place.notices.iter().cloned());
        let disk = Arc::clone(&options.disk);
        let mut file = AnnotationFile::new(self.article.clone(), place, disk, lock, options.rescue.as_deref());
        let read = match file.read() {
            Err(error) if options.sets_aside && self.access == Access::Writable => {
                match file.will_set_aside(error) {
                    Ok(fault) => {
                        let path = file.place().named.display();
                        self.notices.push(format!(
                            "{path} is damaged: {fault}; leave and mend it, or mark on: the first mark sets it aside"
                        ));
                        self.fault = Some(fault);
                    }
                    // Read and left alone, it shows at least the article.
                    Err(error) if error.kind.needs_a_person() => {
                        self.access = Access::ReadOnly(ReadOnly::Damaged(error.to_string()));
                    }
                    Err(error) => return Err(error),
                }
                None
            }
            read => read?,
        };
        if let Some(mut read) = read {
            if let Some(article) = read_as_before(&self.article, &read.recorded, options) {
                file.is_about(article.clone());
                self.article = article;
                read = file.read()?.unwrap_or(read);
            }
            self.take(read);
        }
        if self.access == Access::Writable {
            if let Some(rescued) = file.rescued(&self.set)
                && self.set.apply(&rescued.edit).is_ok()
            {
                self.unsaved = true;
                self.notices.push(rescued.notice);
            }
            self.notices.extend(file.take_remarks());
            self.file = Some(file);
        }
        Ok(())
    }

    fn take(&mut self, read: native::Read) {
        if read.version > native::VERSION && self.access == Access::Writable {
            self.access = Access::ReadOnly(ReadOnly::Newer(read.version));
        }
        self.notices.extend(self.of_anchoring(&read));
        (self.set, self.review) = (read.set, read.review);
    }

    /// What became of the annotations in an article that may have changed, a sentence each.
    fn of_anchoring(&self, read: &native::Read) -> Vec<String> {
        let changed = !read.recorded.sha256.is_empty() && read.recorded.sha256 != self.article.fingerprint();
        let is_orphan = |id: &Id| read.set.get(id).is_some_and(|it| !it.is_undecided());
        let orphaned = read.misplaced.iter().filter(|(id, _)| is_orphan(id)).count();
        let (kept, waiting) = (read.set.len() - read.set.orphans().len(), read.set.undecided().count());
        let counts = [(kept, "kept"), (waiting, "to review"), (orphaned, "orphaned")];
        let said: Vec<_> = counts.iter().filter(|it| it.0 > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let said = said.join(", ");
        let only = if changed { self.article.set_otherwise(&read.recorded) } else { None };
        let only = only.map_or_else(String::new, |what| format!("only {what}; "));
        let mut notices = Vec::new();
        match () {
            () if changed && !read.set.is_empty() => notices.push(format!("article changed: {only}{said}")),
            () if !read.misplaced.is_empty() => {
                notices.push(format!("not everything is where the annotation file says: {said}"));
            }
            () if waiting > 0 => notices.push(format!("the article was changed before: {waiting} still to review")),
            () => {}
        }
        if read.unsearched > 0 {
            notices.push(format!(
                "{} of them were not looked for, since so much has changed; review the others and open it again",
                read.unsearched
            ));
        }
        notices
    }
}

/// What is no text by itself, in the encoding that it was annotated in, such as UTF-16 without a mark.
fn as_annotated(path: &Path, options: &Options) -> Option<Article> {
    if options.encoding.is_some() {
        return None;
    }
    let place = options.annotations.as_deref().map_or_else(|| Place::beside(path), Place::at).ok()?;
    let recorded = AnnotationFile::recorded(&place, &*options.disk)?;
    recorded_article(path, &recorded, options)
}

/// The same article in the encoding that it was annotated in, if it was read in another one: neither a guess that has
/// changed since nor an option that was left out this time must move marks.
fn read_as_before(article: &Article, recorded: &Recorded, options: &Options) -> Option<Article> {
    let differs = TextEncoding::named(&recorded.encoding).is_some_and(|encoding| encoding != article.encoding);
    let path = article.path.as_deref().filter(|_| differs && options.encoding.is_none())?;
    recorded_article(path, recorded, options)
}

/// The article of that file as an annotation file has it, if it is still the same.
fn recorded_article(path: &Path, recorded: &Recorded, options: &Options) -> Option<Article> {
    let encoding = TextEncoding::named(&recorded.encoding)?;
    let article = Article::read_as(path, options.article_limit_bytes, Some(encoding)).ok()?;
    (article.fingerprint() == recorded.sha256).then_some(article)
}
