//! The only layer that touches the disk: reading articles, and keeping their annotations so that none is ever lost.
//!
//! A [`Session`] is an article with its annotations. It [begins](Session::begin) with the article alone, which can be
//! shown at once, and [loads](Opening::load) the annotations afterwards. The screen then sends each edit to a
//! [`Writer`]; a command line [commits](Session::commit) one edit and is done. Both save through [`AnnotationFile`],
//! [`WholeFile`] and the steps of a [`Disk`], in that order.

mod access;
pub mod annotations;
pub mod article;
mod clash;
mod copies;
pub mod disk;
mod encoding;
mod exporting;
mod failure;
pub mod folder;
mod foreign;
mod hash;
mod holder;
mod leftovers;
pub mod lock;
mod options;
pub mod place;
mod replace;
mod rescue;
pub mod save;
pub mod session;
mod spare;
mod stamps;
pub mod writer;

pub use access::{Access, ReadOnly};
pub use annotations::{AnnotationFile, AnnotationFileError, AnnotationFileErrorKind, Merged};
pub use article::{ARTICLE_LIMIT_BYTES, Article, ArticleError, ArticleErrorKind};
pub use clash::{Clash, clash};
pub use copies::{Copied, Copies};
pub use disk::{Disk, Draft, Plain, RealDisk, Rights};
pub use encoding::{Certainty, TextEncoding};
pub use exporting::{
    ExportError, GrowingExport, Names, Ours, export_name, open_passage, write_export, write_export_on,
};
pub use failure::SaveError;
pub use folder::{articles_in, own_file};
pub use foreign::read_foreign;
pub use holder::{Holder, Holders};
pub use lock::{Lock, NoLock};
pub use options::Options;
pub use place::{Place, PlaceError, PlaceErrorKind};
pub use save::WholeFile;
pub use session::{CommitError, OpenError, Opening, Session, Source};
pub use spare::{Copying, KeptCopy};
pub use stamps::{Clock, Stamps};
pub use writer::{Flushing, NotFlushed, Report, Retry, SaveState, Unsaved, Writer};
