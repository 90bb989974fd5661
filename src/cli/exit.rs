//! How the program ends: the exit codes, and the failures that lead to them.

use std::io;

use crate::store::{
    AnnotationFileError, AnnotationFileErrorKind, ArticleError, ArticleErrorKind, OpenError, PlaceError,
    PlaceErrorKind, Plain, ReadOnly, SaveError,
};

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Done,
    /// What was asked for was found wanting, or was refused for the sake of what is there.
    Findings,
    /// The command line, or where it was given.
    Usage,
    /// The change is saved, and what was to be printed of it isn't.
    Unprinted,
    /// An article or annotation file that can't be used.
    BadData,
    /// An article or annotation file that isn't there.
    NoInput,
    /// A mistake in this program.
    Broken,
    /// The system refuses what any program needs, such as a thread.
    System,
    /// A file that can't be made.
    CannotCreate,
    /// The disk or the other end of a pipe.
    ReadWrite,
    /// Somebody else is writing.
    Locked,
    /// The system's permissions.
    Permission,
}

/// Every way to end, with its exit code and what it means; the codes above 3 are those of BSD's `sysexits.h`.
pub const EXIT_CODES: &[(Exit, u8, &str)] = &[
    (Exit::Done, 0, "all is well"),
    (
        Exit::Findings,
        1,
        "verify or stats --fail-on has findings; a quote or id is missing or ambiguous; a file would be overwritten; changes are not saved",
    ),
    (Exit::Usage, 2, "the command line is wrong, there is no terminal, or the article is not a regular file"),
    (Exit::Unprinted, 3, "the change is saved, but its result can't be printed; don't run the command again"),
    (
        Exit::BadData,
        65,
        "the article is empty, binary or too large; the annotation file is damaged, newer or not an ascribe file",
    ),
    (Exit::NoInput, 66, "there is no such article or annotation file"),
    (Exit::Broken, 70, "a mistake in ascribe itself; what was marked is saved"),
    (Exit::System, 71, "the system can't start a thread: too many processes are running"),
    (Exit::CannotCreate, 73, "a file can't be created"),
    (Exit::ReadWrite, 74, "reading or writing failed"),
    (Exit::Locked, 75, "another ascribe is writing these annotations; try again later"),
    (Exit::Permission, 77, "permission denied"),
];

impl Exit {
    /// Its exit code.
    pub fn code(self) -> u8 {
        // The rows stand in the order of the variants; a test holds the table to that.
        EXIT_CODES[self as usize].1
    }
}

/// Why a command didn't do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// To be said, then the program ends so.
    Told(Exit, String),
    /// Whoever reads our output has enough of it: nothing is wrong.
    Unheard,
    /// Our output can't be written, in the system's words.
    Output(String),
    /// The screen was ended by a signal of that number; everything is saved.
    Signal(u8),
}

/// What a command comes to.
pub(super) type Outcome<T = Exit> = Result<T, Failure>;

impl Failure {
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self::Told(exit, message.into())
    }

    /// Our own output can't be written.
    pub(super) fn output(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unheard,
            _ => Self::Output(plain(error)),
        }
    }

    /// The same of a command that has changed files by then: whoever runs it again changes them twice.
    pub(super) fn after_saving(self, saved: &str) -> Self {
        let why = match self {
            Self::Unheard => "nobody reads it".to_owned(),
            Self::Output(why) => why,
            other => return other,
        };
        Self::new(Exit::Unprinted, format!("{saved}, but the result can't be printed: {why}"))
    }

    /// A file that isn't annotations can't be written.
    pub(super) fn cannot_create(error: &SaveError) -> Self {
        Self::new(of_save(error, Exit::CannotCreate), error.to_string())
    }

    /// The exit code that it leads to.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Told(exit, _) => exit.code(),
            Self::Unheard => Exit::Done.code(),
            Self::Output(_) => Exit::ReadWrite.code(),
            // As shells say it.
            Self::Signal(number) => number.saturating_add(128),
        }
    }
}

/// An error of the system in the system's words, without its number.
pub(super) fn plain(error: &io::Error) -> String {
    Plain(error).to_string()
}

/// The exit for an error of the system: one for what isn't permitted, another for everything else.
pub(super) fn of_system(error: &io::Error, otherwise: Exit) -> Exit {
    of_kind(error.kind(), otherwise)
}

fn of_kind(kind: io::ErrorKind, otherwise: Exit) -> Exit {
    match kind {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Exit::Permission,
        _ => otherwise,
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Article(error) => error.into(),
            OpenError::Place(error) => error.into(),
            OpenError::Annotations(error) => error.into(),
        }
    }
}

impl From<ArticleError> for Failure {
    fn from(error: ArticleError) -> Self {
        let exit = match &error.kind {
            ArticleErrorKind::Missing => Exit::NoInput,
            ArticleErrorKind::Unreadable(why) => of_system(why, Exit::ReadWrite),
            ArticleErrorKind::NotAFile(_) => Exit::Usage,
            ArticleErrorKind::TooBig { .. } | ArticleErrorKind::Empty | ArticleErrorKind::Binary { .. } => {
                Exit::BadData
            }
        };
        Self::new(exit, error.to_string())
    }
}

impl From<PlaceError> for Failure {
    fn from(error: PlaceError) -> Self {
        let exit = match &error.kind {
            PlaceErrorKind::Dangling | PlaceErrorKind::Circle => Exit::NoInput,
            PlaceErrorKind::NotAFile(_) | PlaceErrorKind::Article => Exit::Usage,
            PlaceErrorKind::NoFolder | PlaceErrorKind::InFile => Exit::CannotCreate,
            PlaceErrorKind::Unreadable(why) => of_system(why, Exit::ReadWrite),
        };
        Self::new(exit, error.to_string())
    }
}

impl From<AnnotationFileError> for Failure {
    fn from(error: AnnotationFileError) -> Self {
        let exit = match &error.kind {
            AnnotationFileErrorKind::Unreadable(why) => of_system(why, Exit::ReadWrite),
            AnnotationFileErrorKind::Damaged(_)
            | AnnotationFileErrorKind::Conflict(_)
            | AnnotationFileErrorKind::Newer(_)
            | AnnotationFileErrorKind::Foreign => Exit::BadData,
        };
        Self::new(exit, error.to_string())
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        Self::new(of_save(&error, Exit::ReadWrite), format!("not saved: {error}"))
    }
}

/// The exit for what can't be saved.
fn of_save(error: &SaveError, otherwise: Exit) -> Exit {
    match error {
        SaveError::Failed { source, .. } => of_system(source, otherwise),
        SaveError::Rescued { error, .. } | SaveError::Unrescued { error, .. } => of_save(error, otherwise),
        SaveError::ChangedOnDisk { .. } => Exit::Locked,
    }
}

/// The exit for annotations that may not be changed.
pub(super) fn of_read_only(why: &ReadOnly) -> Exit {
    match why {
        ReadOnly::Asked | ReadOnly::Nowhere => Exit::Usage,
        ReadOnly::Protected { kind, .. } | ReadOnly::NoLock { kind, .. } => of_kind(*kind, Exit::CannotCreate),
        ReadOnly::Held(_) => Exit::Locked,
        ReadOnly::Newer(_) | ReadOnly::Damaged(_) => Exit::BadData,
        ReadOnly::NoThread(_) => Exit::System,
    }
}
