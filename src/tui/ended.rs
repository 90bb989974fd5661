//! How the screen ends other than by leaving it.

use std::io;

use crate::store::Plain;

/// Why the screen ended other than by leaving it.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The article or its annotations can't be opened.
    #[error(transparent)]
    NotOpened(#[from] crate::store::OpenError),
    /// The terminal can't be used.
    #[error("the terminal: {0}")]
    Terminal(#[from] io::Error),
    /// The system starts no thread.
    #[error("the system starts no more threads ({}); end other programs and try again", Plain(.0))]
    NoThread(io::Error),
    /// Changes are not on the disk.
    #[error("NOT SAVED: {0}")]
    NotSaved(String),
    /// A signal ended it; everything is saved.
    #[error("ended by signal {0}; everything is saved")]
    Signal(i32),
    /// A mistake in this program ended it; everything is saved.
    #[error("internal error: {0}; everything is saved")]
    Broken(String),
}
