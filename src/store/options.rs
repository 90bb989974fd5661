//! How an article is opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::article::ARTICLE_LIMIT_BYTES;
use super::disk::{Disk, RealDisk};
use super::encoding::TextEncoding;
use super::holder::Holders;
use super::writer::Retry;

/// How an article is opened.
#[derive(Clone)]
pub struct Options {
    /// Where its annotations are, if not beside it.
    pub annotations: Option<PathBuf>,
    /// Whether to leave everything as it is: no lock is taken, no change is accepted.
    pub read_only: bool,
    /// The largest article that is read, in bytes.
    pub article_limit_bytes: u64,
    /// The encoding that articles are read in; `None` for the one that each shows.
    pub encoding: Option<TextEncoding>,
    /// The folder in which is kept what can't be saved in its place, if there is one.
    pub rescue: Option<PathBuf>,
    /// Where is noted who has an article open.
    pub holders: Holders,
    /// How long to wait for another session that has the annotations open.
    pub patience: Duration,
    /// Whether an annotation file that is damaged is set aside by the first save, instead of being an error.
    pub sets_aside: bool,
    /// When a save that failed is tried again.
    pub retry: Retry,
    /// Where annotations are kept.
    pub disk: Arc<dyn Disk>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            annotations: None,
            read_only: false,
            article_limit_bytes: ARTICLE_LIMIT_BYTES,
            encoding: None,
            rescue: None,
            holders: Holders::default(),
            patience: Duration::ZERO,
            sets_aside: false,
            retry: Retry::default(),
            disk: Arc::new(RealDisk),
        }
    }
}
